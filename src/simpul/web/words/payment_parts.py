"""Words of what stands in a payment: parts, kinds, identifiers, what must travel with it, and how a freeze holds."""

from collections.abc import Mapping

from simpul.core.payment.completeness import Band, Item, ItemStatus, Note, Reach, Side
from simpul.core.payment.findings import PAYEE, CheckStatus
from simpul.core.payment.freezing import FreezeScope, ReleasePurpose
from simpul.core.payment.party import AgentRole, IdentifierKind, PartyKind, PartyRole
from simpul.core.payment.payment import MessageForm
from simpul.web.language import msg

PARTY_ROLES = {
    PartyRole.ORIGINATOR: msg("originator"),
    PartyRole.ULTIMATE_ORIGINATOR: msg("ultimate originator"),
    PartyRole.BENEFICIARY: msg("beneficiary"),
    PartyRole.ULTIMATE_BENEFICIARY: msg("ultimate beneficiary"),
    PartyRole.INITIATOR: msg("initiating party"),
    PartyRole.INVOICER: msg("invoicer"),
    PartyRole.INVOICEE: msg("invoicee"),
    PartyRole.GARNISHEE: msg("garnishee"),
    PartyRole.UNDERLYING_ORIGINATOR: msg("originator of the underlying payment"),
    PartyRole.UNDERLYING_ULTIMATE_ORIGINATOR: msg("ultimate originator of the underlying payment"),
    PartyRole.UNDERLYING_BENEFICIARY: msg("beneficiary of the underlying payment"),
    PartyRole.UNDERLYING_ULTIMATE_BENEFICIARY: msg("ultimate beneficiary of the underlying payment"),
    PartyRole.UNDERLYING_INITIATOR: msg("initiating party of the underlying payment"),
}
AGENT_ROLES = {
    AgentRole.ORIGINATOR_AGENT: msg("originator's institution"),
    AgentRole.BENEFICIARY_AGENT: msg("beneficiary's institution"),
    AgentRole.INTERMEDIARY_1: msg("first intermediary"),
    AgentRole.INTERMEDIARY_2: msg("second intermediary"),
    AgentRole.INTERMEDIARY_3: msg("third intermediary"),
    AgentRole.PREVIOUS_1: msg("first previous institution"),
    AgentRole.PREVIOUS_2: msg("second previous institution"),
    AgentRole.PREVIOUS_3: msg("third previous institution"),
    AgentRole.INSTRUCTING: msg("instructing institution"),
    AgentRole.INSTRUCTED: msg("instructed institution"),
    AgentRole.SENDER_CORRESPONDENT: msg("sender's correspondent"),
    AgentRole.RECEIVER_CORRESPONDENT: msg("receiver's correspondent"),
    AgentRole.THIRD_REIMBURSEMENT: msg("third reimbursing institution"),
    AgentRole.FORWARDING: msg("forwarding institution"),
    AgentRole.UNDERLYING_ORIGINATOR_AGENT: msg("originator's institution of the underlying payment"),
    AgentRole.UNDERLYING_BENEFICIARY_AGENT: msg("beneficiary's institution of the underlying payment"),
    AgentRole.UNDERLYING_PREVIOUS: msg("previous institution of the underlying payment"),
    AgentRole.UNDERLYING_INTERMEDIARY: msg("intermediary of the underlying payment"),
}
PART_WORDS = {
    **{role.value: text for table in (PARTY_ROLES, AGENT_ROLES) for role, text in table.items()},
    PAYEE: msg("payee of the part"),
}
"""In what part somebody stands in a payment, by the word of the message."""

PARTY_KINDS = {
    PartyKind.PERSON: msg("Person"),
    PartyKind.ORGANISATION: msg("Organisation"),
    PartyKind.INSTITUTION: msg("Financial institution"),
    PartyKind.UNSTATED: msg("Kind not stated"),
}
IDENTIFIER_KINDS = {
    IdentifierKind.BIC: msg("BIC"),
    IdentifierKind.LEI: msg("LEI"),
    IdentifierKind.PERSON: msg("Number of a person"),
    IdentifierKind.ORGANISATION: msg("Number of an organisation"),
    IdentifierKind.CLEARING_MEMBER: msg("Clearing member"),
    IdentifierKind.OTHER: msg("Other number"),
}
MESSAGE_FORMS = {
    MessageForm.ISO_20022: msg("ISO 20022 message"),
    MessageForm.MT: msg("MT message"),
    MessageForm.TABLE: msg("Table"),
}
SIDES = {Side.ORIGINATOR: msg("originator"), Side.BENEFICIARY: msg("beneficiary")}
ITEMS = {
    Item.NAME: msg("name"),
    Item.ACCOUNT: msg("account"),
    Item.ADDRESS: msg("address"),
    Item.COUNTRY_AND_TOWN: msg("country and town"),
    Item.BIRTH_DATE: msg("date of birth (of an organisation: LEI, BIC or number)"),
    Item.OFFICIAL_ID: msg("official number"),
    Item.AGENT: msg("institution that holds the account"),
}
ITEM_STATUSES = {
    ItemStatus.PRESENT: msg("There"),
    ItemStatus.MISSING: msg("Missing"),
    ItemStatus.MALFORMED: msg("There, and cannot be right"),
}
NOTES = {
    Note.BAD_IBAN: msg("The IBAN does not prove itself."),
    Note.BAD_BIC: msg("The BIC does not have the shape of one."),
    Note.BAD_LEI: msg("The LEI does not prove itself."),
    Note.BAD_COUNTRY: msg("There is no country with this code."),
    Note.REFERENCE_FOR_ACCOUNT: msg("A unique reference stands in for the account."),
    Note.FREE_LINES: msg("It is in free lines, so it cannot be told whether the town is among them."),
    Note.NO_TOWN: msg("The town is missing."),
    Note.NO_COUNTRY: msg("The country is missing."),
}
BANDS = {Band.EVERY: msg("of every payment"), Band.ABOVE: msg("of payments above the threshold")}
REACHES = {
    Reach.DOMESTIC: msg("stays in one country"),
    Reach.CROSS_BORDER: msg("crosses a border"),
    Reach.UNKNOWN: msg("may cross a border; it cannot be told"),
}
CHECK_STATUSES = {
    CheckStatus.COMPLETE: msg("came to its end"),
    CheckStatus.TIMED_OUT: msg("did not end in time"),
    CheckStatus.FAILED: msg("failed"),
    CheckStatus.NOT_RUN: msg("did not run"),
}
RELEASE_PURPOSES = {
    ReleasePurpose.BASIC_EXPENSES: msg("basic expenses"),
    ReleasePurpose.EXTRAORDINARY_EXPENSES: msg("extraordinary expenses"),
    ReleasePurpose.LEGAL_FEES: msg("legal fees"),
    ReleasePurpose.PRIOR_OBLIGATION: msg("an obligation from before the listing"),
    ReleasePurpose.HUMANITARIAN: msg("humanitarian purposes"),
    ReleasePurpose.COURT_ORDER: msg("a court's order"),
}
FREEZE_SCOPES = {
    FreezeScope.WHOLE: msg("the whole payment"),
    FreezeScope.REMAINDER: msg("what is left after a part was let go"),
}
WHY_REQUIRED: Mapping[Item, str] = {
    Item.NAME: msg("Names travel with every payment."),
    Item.ACCOUNT: msg("An account number travels with every payment, or a unique reference where there is no account."),
    Item.AGENT: msg("From the message it can be told who holds the account."),
    Item.ADDRESS: msg("Above the threshold the originator's address travels with a payment across a border."),
    Item.BIRTH_DATE: msg("Above the threshold a person's date of birth travels with a payment across a border."),
    Item.OFFICIAL_ID: msg(
        "Above the threshold a legal person's BIC, LEI or official number travels with a payment across a border."
    ),
    Item.COUNTRY_AND_TOWN: msg(
        "Above the threshold the beneficiary's country and town travel with a payment across a border."
    ),
}
"""Why the norm asks for an item, as `reference/payment-transparency.csv` has it."""

FATF_16 = msg(
    "FATF Recommendation 16 and its interpretive note, revised June 2025; by public summaries, the text itself not read"
)
"""Where the requirements are from, in the data's own words."""
