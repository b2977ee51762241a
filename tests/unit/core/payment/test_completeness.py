"""Each item that the norm requires of a payment is present, missing or malformed."""

from dataclasses import replace

import pytest

from simpul.core.payment.completeness import (
    Band,
    Item,
    ItemResult,
    ItemStatus,
    Note,
    Reach,
    Requirement,
    Side,
    completeness,
    reach_of,
)
from simpul.core.payment.money import Money
from simpul.core.payment.party import (
    Account,
    Agent,
    AgentRole,
    Birth,
    Identifier,
    IdentifierKind,
    Party,
    PartyKind,
    PartyRole,
    PostalAddress,
)
from simpul.core.payment.payment import Payment, References
from tests.payments import a_party, a_payment, a_rule, euros

PORT = PostalAddress(street="Quay 1", town="Port", country="XA")


def judged(payment: Payment, item: Item, side: Side = Side.ORIGINATOR) -> ItemResult:
    """The result for one item that is required of every payment."""
    return completeness(payment, a_rule((side, item, Band.EVERY))).items[0]


def originator(**fields: object) -> Payment:
    return a_payment(a_party(**fields))  # type: ignore[arg-type]  # the fields are the test's


def test_a_name_of_blanks_is_missing() -> None:
    assert judged(originator(), Item.NAME).status is ItemStatus.PRESENT
    assert judged(originator(name="  "), Item.NAME).status is ItemStatus.MISSING


@pytest.mark.parametrize("said", ["NOTPROVIDED", "Not provided", " NONREF "])
def test_what_stands_where_nobody_said_anything_is_missing(said: str) -> None:
    nowhere = PostalAddress(town=said, lines=(said,), country="XA")
    nobody = a_party(name=said, account=Account(other=said), address=nowhere)
    nobody = replace(nobody, identifiers=(Identifier(kind=IdentifierKind.OTHER, value=said),))
    agents = (Agent(role=AgentRole.ORIGINATOR_AGENT, name=said),)
    payment = a_payment(nobody, agents=agents, references=References(transaction=said))
    items = (*(Item.NAME, Item.ACCOUNT, Item.ADDRESS, Item.COUNTRY_AND_TOWN), *(Item.OFFICIAL_ID, Item.AGENT))
    assert {judged(payment, item).status for item in items} == {ItemStatus.MISSING}


def test_an_iban_that_does_not_prove_itself_is_malformed() -> None:
    result = judged(originator(account=Account(iban="XA47SIMP0000012345")), Item.ACCOUNT)
    assert (result.status, result.note) == (ItemStatus.MALFORMED, Note.BAD_IBAN)


def test_a_unique_reference_stands_for_an_account_and_an_end_to_end_reference_does_not() -> None:
    with_reference = judged(originator(account=None), Item.ACCOUNT)
    assert (with_reference.status, with_reference.note) == (ItemStatus.PRESENT, Note.REFERENCE_FOR_ACCOUNT)
    without = a_payment(a_party(account=None), references=References(end_to_end="E-1"))
    assert judged(without, Item.ACCOUNT).status is ItemStatus.MISSING


def test_an_address_needs_a_country_that_exists() -> None:
    assert judged(originator(address=PORT), Item.ADDRESS).status is ItemStatus.PRESENT
    wrong = judged(originator(address=PostalAddress(town="Port", country="QQ")), Item.ADDRESS)
    assert (wrong.status, wrong.note) == (ItemStatus.MALFORMED, Note.BAD_COUNTRY)
    assert judged(originator(), Item.ADDRESS).status is ItemStatus.MISSING
    assert judged(originator(address=PostalAddress(street="Quay")), Item.ADDRESS).note is Note.NO_TOWN


def test_free_lines_are_an_address_and_say_so() -> None:
    lines = PostalAddress(lines=("1 Quay", "Port"))
    for item in (Item.ADDRESS, Item.COUNTRY_AND_TOWN):
        assert judged(originator(address=lines), item).note is Note.FREE_LINES


def test_a_residence_gives_the_country_and_no_town() -> None:
    assert judged(originator(residence="XA"), Item.COUNTRY_AND_TOWN).note is Note.NO_TOWN
    assert judged(originator(), Item.COUNTRY_AND_TOWN).note is Note.NO_COUNTRY
    assert judged(originator(address=PORT), Item.COUNTRY_AND_TOWN).status is ItemStatus.PRESENT
    assert judged(originator(residence="QQ"), Item.COUNTRY_AND_TOWN).note is Note.BAD_COUNTRY


def test_a_person_is_identified_by_the_date_of_birth_alone() -> None:
    number = (Identifier(kind=IdentifierKind.PERSON, value="P0458"),)
    person = PartyKind.PERSON
    assert judged(originator(kind=person, identifiers=number), Item.BIRTH_DATE).status is ItemStatus.MISSING
    born = Birth(date="1971-03-14")
    assert judged(originator(kind=person, birth=born), Item.BIRTH_DATE).status is ItemStatus.PRESENT
    assert judged(originator(identifiers=number), Item.BIRTH_DATE).status is ItemStatus.PRESENT


def test_an_organisation_is_identified_by_codes_that_prove_themselves() -> None:
    for kind, value, note in (
        (IdentifierKind.LEI, "SIMP00HARBOURSOC0140", None),
        (IdentifierKind.LEI, "SIMP00HARBOURSOC0141", Note.BAD_LEI),
        (IdentifierKind.BIC, "SIMP", Note.BAD_BIC),
    ):
        said = originator(kind=PartyKind.ORGANISATION, identifiers=(Identifier(kind=kind, value=value),))
        assert judged(said, Item.OFFICIAL_ID).note is note
    assert judged(originator(kind=PartyKind.ORGANISATION), Item.OFFICIAL_ID).status is ItemStatus.MISSING


def test_an_institution_needs_a_code_of_the_right_shape_or_a_name() -> None:
    for agents, status in (
        ((), ItemStatus.MISSING),
        ((Agent(role=AgentRole.BENEFICIARY_AGENT, name="Bank"),), ItemStatus.PRESENT),
        ((Agent(role=AgentRole.BENEFICIARY_AGENT, bic="short"),), ItemStatus.MALFORMED),
    ):
        assert judged(a_payment(agents=agents), Item.AGENT, Side.BENEFICIARY).status is status


def test_what_is_required_above_the_threshold_is_not_required_up_to_it() -> None:
    rule = a_rule((Side.ORIGINATOR, Item.ADDRESS, Band.ABOVE))
    assert completeness(a_payment(amount=euros("1000.00")), rule).items == ()
    assert len(completeness(a_payment(amount=euros("1000.01")), rule).items) == 1


def test_an_amount_in_another_currency_counts_as_above_unless_its_equivalent_is_known() -> None:
    rule = a_rule((Side.ORIGINATOR, Item.ADDRESS, Band.ABOVE))
    payment = a_payment(amount=Money(currency="JPY", minor=5, decimals=0))
    assert completeness(payment, rule).band is Band.ABOVE
    assert completeness(payment, rule, equivalent=euros("3.00")).band is Band.EVERY


def test_whether_a_payment_crosses_a_border_is_told_by_its_banks_and_accounts() -> None:
    assert reach_of(a_payment()) is Reach.CROSS_BORDER
    assert reach_of(a_payment(agents=())) is Reach.CROSS_BORDER
    nobody = a_payment(a_party(), Party(role=PartyRole.BENEFICIARY), agents=())
    assert reach_of(nobody) is Reach.UNKNOWN
    home = tuple(Agent(role=role, bic="SIMPXAXA") for role in (AgentRole.ORIGINATOR_AGENT, AgentRole.BENEFICIARY_AGENT))
    assert reach_of(a_payment(agents=home)) is Reach.DOMESTIC


def test_where_the_reach_is_unknown_the_stricter_rule_holds() -> None:
    required = Requirement(
        id="x", side=Side.ORIGINATOR, item=Item.ADDRESS, band=Band.EVERY, reach=(Reach.CROSS_BORDER,)
    )
    rule = a_rule((Side.ORIGINATOR, Item.NAME, Band.EVERY))
    rule = type(rule)(
        edition=rule.edition, requirements=(required,), thresholds=rule.thresholds, countries=rule.countries
    )
    home = tuple(Agent(role=role, bic="SIMPXAXA") for role in (AgentRole.ORIGINATOR_AGENT, AgentRole.BENEFICIARY_AGENT))
    assert completeness(a_payment(agents=home), rule).items == ()
    nobody = a_payment(a_party(), Party(role=PartyRole.BENEFICIARY), agents=())
    assert [each.item for each in completeness(nobody, rule).lacking] == [Item.ADDRESS]


def test_the_score_is_the_share_of_what_is_there() -> None:
    rule = a_rule(*((Side.ORIGINATOR, item, Band.EVERY) for item in (Item.NAME, Item.ACCOUNT, Item.ADDRESS)))
    result = completeness(a_payment(), rule)
    assert (result.score, result.is_complete) == (666, False)
