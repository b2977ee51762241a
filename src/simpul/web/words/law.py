"""Words for what the law's answers say: effects, values, what is missing, and what was not checked."""

from simpul.core.law.answer import Missing, NotChecked, Note, Why
from simpul.core.law.instrument import RequestKind, Sort
from simpul.core.law.provenance import Mark
from simpul.core.law.provision import Effect, ProvisionKind
from simpul.core.law.status import Action
from simpul.core.law.truth import Truth
from simpul.core.law.warn_duty import Lacking
from simpul.core.lawbook import RowTable, RowVerdict
from simpul.web.language import msg

TRUTHS: dict[Truth, str] = {
    Truth.TRUE: msg("yes"),
    Truth.FALSE: msg("no"),
    Truth.UNKNOWN: msg("not known"),
}

EFFECTS: dict[Effect, str] = {
    Effect.OBLIGES: msg("obliges"),
    Effect.MAY: msg("may, at the requested state's option"),
    Effect.RECOGNISES: msg("recognises as extraditable"),
    Effect.MODIFIES: msg("is read into existing treaties"),
    Effect.DEFINES: msg("defines"),
    Effect.EXCLUDES: msg("excludes"),
    Effect.BARS_REFUSAL: msg("bars a refusal"),
    Effect.PERMITS_REFUSAL: msg("permits a refusal"),
    Effect.REQUIRES_REFUSAL: msg("requires a refusal"),
    Effect.EXCHANGES: msg("exchanges information to prevent"),
}

ACTIONS: dict[Action, str] = {
    Action.SIGNATURE: msg("signature"),
    Action.RATIFICATION: msg("ratification"),
    Action.ACCESSION: msg("accession"),
    Action.SUCCESSION: msg("succession"),
    Action.ACCEPTANCE: msg("acceptance"),
    Action.APPROVAL: msg("approval"),
    Action.DENUNCIATION: msg("denunciation"),
    Action.TERRITORIAL_EXTENSION: msg("extension to a territory"),
}

MISSING: dict[Missing, str] = {
    Missing.EXTRADITION_TREATY: msg("Is there an extradition treaty between the two?"),
    Missing.ASSISTANCE_TREATY: msg("Is there a treaty on mutual legal assistance between the two?"),
    Missing.TREATY_REQUIRED: msg("Does the law of the requested state make extradition conditional on a treaty?"),
    Missing.RECIPROCITY: msg("Does the law of the requested state allow help on reciprocity, without a treaty?"),
    Missing.DOMESTIC_ONLY: msg("Is the case purely domestic, so that the instrument leaves it out?"),
    Missing.SCOPE: msg("Does the conduct come under the instrument's own scope?"),
    Missing.CONDUCT_BEFORE: msg(
        "The conduct lies before the entry into force between the two. Does the treaty reach back?"
    ),
    Missing.PARTY_TABLE: msg("No party table of this instrument was taken in: are both parties?"),
    Missing.PARTY_SINCE: msg("Did a state become a party after the day of the party table?"),
    Missing.LATER_PROTOCOL: msg("Are both parties to the later protocol that this article is from?"),
    Missing.ARTICLE: msg("Both are bound, but the article for this kind of help was not read."),
}

NOT_CHECKED: dict[NotChecked, str] = {
    NotChecked.DECLARATIONS: msg("declarations, reservations and objections"),
    NotChecked.CHANGES_SINCE: msg("consents and denunciations after the as-of day"),
    NotChecked.ELEMENTS: msg("whether the conduct meets the elements of the offence"),
    NotChecked.TERRITORY: msg("territorial application"),
    NotChecked.SUCCESSION: msg("how far a succession reaches back"),
    NotChecked.ANNEX: msg("declarations under article 2(2)(a) on the treaties of the annex"),
    NotChecked.TERMINATION: msg("whether the treaty ended or was replaced without record"),
    NotChecked.DUAL_CRIMINALITY: msg("whether it is a crime in both states"),
    NotChecked.REFUSAL: msg("grounds of refusal"),
    NotChecked.OTHER_TREATIES: msg("treaties that the register does not hold"),
    NotChecked.MEMORY: msg("facts from memory that no text was read for"),
}

NOTES: dict[Note, str] = {
    Note.OFFENCE_UNKNOWN: msg(
        "No table knows this offence. It excludes no convention: every one in force is named, and whether the "
        "conduct is an offence of it stays a question. Name an offence of a convention, such as terrorist-financing, "
        "for an answer."
    ),
}

WHY_ASIDE: dict[Why, str] = {
    Why.NOT_ASSERTED: msg("in force between the two; its offence is not the one asserted"),
    Why.DOMESTIC: msg("in force between the two; it leaves purely domestic cases out"),
    Why.SCOPE: msg("in force between the two; the conduct as asserted is outside its scope"),
    Why.YIELDS: msg("in force between the two; another instrument prevails over it"),
}

LACKING: dict[Lacking, str] = {
    Lacking.LINK: msg("whether both are parties"),
    Lacking.SCOPE: msg("whether the threat is of an offence of the instrument"),
    Lacking.KNOWLEDGE: msg("whether what the clause asks to be known is known"),
}

SORTS: dict[Sort, str] = {
    Sort.REGIONAL: msg("regional"),
    Sort.SECTORAL: msg("on certain offences"),
    Sort.GENERAL: msg("general"),
    Sort.RIGHTS: msg("on the rights of persons"),
}

HELP: dict[RequestKind, str] = {
    RequestKind.EXTRADITION: msg("extradition"),
    RequestKind.ASSISTANCE: msg("mutual legal assistance"),
}

MARKS: dict[Mark, str] = {
    Mark.TEXT: msg("read in the text"),
    Mark.SOURCE: msg("said by the source"),
    Mark.DATA: msg("from the table"),
    Mark.MEMORY: msg("from memory, not read again"),
}

KINDS: dict[ProvisionKind, str] = {
    ProvisionKind.OFFENCES: msg("offences"),
    ProvisionKind.DOMESTIC_EXCLUSION: msg("purely domestic cases"),
    ProvisionKind.JURISDICTION: msg("jurisdiction"),
    ProvisionKind.CUSTODY: msg("custody and inquiry"),
    ProvisionKind.PROSECUTE_OR_EXTRADITE: msg("prosecute or extradite"),
    ProvisionKind.DEEMED_EXTRADITABLE: msg("deemed extraditable"),
    ProvisionKind.CONVENTION_AS_BASIS: msg("the convention as the basis"),
    ProvisionKind.RECOGNITION: msg("states that ask for no treaty"),
    ProvisionKind.PLACE_FICTION: msg("place of the offence"),
    ProvisionKind.TREATIES_MODIFIED: msg("older treaties"),
    ProvisionKind.ASSISTANCE: msg("mutual assistance"),
    ProvisionKind.ASSISTANCE_PROCEDURE: msg("procedure of assistance"),
    ProvisionKind.NO_BANK_SECRECY: msg("bank secrecy"),
    ProvisionKind.NO_FISCAL_REFUSAL: msg("fiscal offences"),
    ProvisionKind.USE_LIMITATION: msg("limits of use"),
    ProvisionKind.NO_POLITICAL_REFUSAL: msg("political offences"),
    ProvisionKind.PERSECUTION: msg("persecution"),
    ProvisionKind.PRISONER_TRANSFER: msg("transfer of prisoners to testify"),
    ProvisionKind.FAIR_TREATMENT: msg("fair treatment"),
    ProvisionKind.OUTCOME_REPORT: msg("report of the outcome"),
    ProvisionKind.COMING_OFFENCE: msg("information on a coming offence"),
}

ROW_TABLES: dict[RowTable, str] = {
    RowTable.PARTIES: msg("what states did about instruments"),
    RowTable.BILATERALS: msg("treaties of two states"),
    RowTable.STATES: msg("laws of states"),
    RowTable.DECLARATIONS: msg("declarations and reservations"),
}

ROW_VERDICTS: dict[RowVerdict, str] = {
    RowVerdict.ACCEPTED: msg("accepted"),
    RowVerdict.REFUSED: msg("refused"),
}
