"""Words of requests at law between states: what is said on them, where they stand, their clocks and receipts."""

from simpul.core.cases.freezing import Urgency
from simpul.core.cooperation.clocks import ClockBasis, ClockKind, ClockState
from simpul.core.cooperation.kinds import AssuranceMatter, HelpKind, Manner, ProsecutionOutcome, RefusalGround
from simpul.core.cooperation.request import Arrest, Counted, Stage
from simpul.core.cooperation.standing import AssuranceState, ConsentState, ProsecutionState, Standing, Turn
from simpul.core.cooperation.use import UseVerdict
from simpul.core.cooperation.word import Side, Word
from simpul.core.units.requested import EvidenceKind
from simpul.web.language import msg

HELP_KINDS = {
    HelpKind.EXTRADITION: msg("Extradition"),
    HelpKind.ASSISTANCE: msg("Legal assistance"),
}
STAGES = {
    Stage.PRELIMINARY: msg("Preliminary: a draft that is talked about"),
    Stage.FORMAL: msg("Formal request"),
}
ARRESTS = {
    Arrest.ASKED: msg("Provisional arrest is asked for"),
    Arrest.NOT_ASKED: msg("Provisional arrest is not asked for"),
}
COUNTED = {
    Counted.HOLIDAYS: msg("By the weekend and the public holidays of the requested state"),
    Counted.WEEKDAYS: msg("Monday to Friday: the calendar of the requested state is not known"),
    Counted.NAMED: msg("The moment was named"),
}
SIDES = {
    Side.ASKING: msg("The side that asks"),
    Side.ASKED: msg("The side that was asked"),
    Side.EITHER: msg("Either side"),
}
TURNS = {
    Turn.ASKING: msg("The side that asks"),
    Turn.ASKED: msg("The side that was asked"),
    Turn.NOBODY: msg("Nobody"),
}
STANDINGS = {
    Standing.CONSULTING: msg("Talked about first"),
    Standing.TRANSMITTED: msg("Transmitted"),
    Standing.ACCEPTED: msg("Accepted"),
    Standing.SUPPLEMENT_ASKED: msg("A supplement is asked for"),
    Standing.POSTPONED: msg("Postponed"),
    Standing.PARTIAL: msg("Partly executed"),
    Standing.GRANTED: msg("Surrender granted"),
    Standing.EXECUTED: msg("Executed"),
    Standing.SURRENDERED: msg("Surrendered"),
    Standing.REFUSED: msg("Refused"),
    Standing.WITHDRAWN: msg("Withdrawn"),
}
LAW_WORDS = {
    Word.QUESTION: msg("Ask a question"),
    Word.ANSWER: msg("Answer a question"),
    Word.ACCEPTED: msg("Accept it"),
    Word.SUPPLEMENT_ASKED: msg("Ask for a supplement"),
    Word.SUPPLEMENT_GIVEN: msg("Give the supplement"),
    Word.CONSULTATION: msg("Consult before refusing or postponing"),
    Word.OPINION: msg("Give our opinion"),
    Word.POSTPONED: msg("Postpone it"),
    Word.RESUMED: msg("Take it up again"),
    Word.PARTIAL: msg("Say what was done in part"),
    Word.EXECUTED: msg("Say that it was executed"),
    Word.REFUSED: msg("Refuse, with ground and article"),
    Word.WITHDRAWN: msg("Withdraw the request"),
    Word.ARRESTED: msg("Say that the person was arrested"),
    Word.RELEASED: msg("Say that the person was released"),
    Word.GRANTED: msg("Grant the surrender"),
    Word.SURRENDERED: msg("Say that the person was surrendered"),
    Word.CONSENT_ASKED: msg("Ask for consent to other offences"),
    Word.CONSENT_GIVEN: msg("Consent to other offences"),
    Word.CONSENT_DENIED: msg("Deny consent to other offences"),
    Word.ASSURANCE_ASKED: msg("Ask for an assurance"),
    Word.ASSURANCE_GIVEN: msg("Give an assurance"),
    Word.ASSURANCE_ACCEPTED: msg("Accept the assurance as sufficient"),
    Word.ASSURANCE_DECLINED: msg("Say that the assurance is not sufficient"),
    Word.ASSURANCE_BREACHED: msg("Say that the assurance was not kept"),
    Word.PROSECUTION_ASKED: msg("Ask for prosecution instead"),
    Word.PROSECUTION_SUBMITTED: msg("Say that the case was submitted to the prosecuting authority"),
    Word.PROSECUTION_OPENED: msg("Say that proceedings were opened"),
    Word.PROSECUTION_DECLINED: msg("Say that proceedings were not opened, and why"),
    Word.PROSECUTION_ENDED: msg("Say how the proceedings ended"),
}
REFUSAL_GROUNDS = {
    RefusalGround.POLITICAL_OFFENCE: msg("Political offence"),
    RefusalGround.PERSECUTION: msg("Persecution or discrimination"),
    RefusalGround.TORTURE: msg("Torture or inhuman treatment"),
    RefusalGround.REFUGEE: msg("Refugee"),
    RefusalGround.UNFAIR_TRIAL: msg("Unfair trial"),
    RefusalGround.NE_BIS_IN_IDEM: msg("Already judged (ne bis in idem)"),
    RefusalGround.LAPSE_OF_TIME: msg("Lapse of time or amnesty"),
    RefusalGround.NATIONALS: msg("Own national"),
    RefusalGround.DEATH_PENALTY: msg("Death penalty"),
    RefusalGround.MILITARY_OFFENCE: msg("Military offence"),
    RefusalGround.FISCAL_OFFENCE: msg("Fiscal offence"),
    RefusalGround.BANK_SECRECY: msg("Bank secrecy"),
    RefusalGround.NO_DUAL_CRIMINALITY: msg("Not a crime in both"),
    RefusalGround.PLACE_OF_COMMISSION: msg("Place of commission"),
    RefusalGround.PENDING_PROCEEDINGS: msg("Proceedings pending"),
    RefusalGround.ESSENTIAL_INTERESTS: msg("Essential interests"),
    RefusalGround.MEASURE_NOT_ALLOWED: msg("Measure not allowed"),
    RefusalGround.NOT_IN_CONFORMITY: msg("Request not in conformity"),
}
ASSURANCE_MATTERS = {
    AssuranceMatter.DEATH_PENALTY: msg("Death penalty"),
    AssuranceMatter.LIFE_SENTENCE: msg("Life sentence"),
    AssuranceMatter.FAIR_TRIAL: msg("Fair trial"),
    AssuranceMatter.TREATMENT: msg("Treatment in custody"),
    AssuranceMatter.RETURN_TO_SERVE: msg("Return to serve the sentence"),
    AssuranceMatter.NO_ONWARD_SURRENDER: msg("No surrender to a third state"),
    AssuranceMatter.LIMITED_USE: msg("Use for nothing else"),
    AssuranceMatter.OTHER: msg("Other"),
}
ASSURANCE_STATES = {
    AssuranceState.ASKED: msg("Asked for"),
    AssuranceState.GIVEN: msg("Given"),
    AssuranceState.ACCEPTED: msg("Accepted as sufficient"),
    AssuranceState.DECLINED: msg("Not sufficient"),
    AssuranceState.BREACHED: msg("Not kept"),
}
CONSENT_STATES = {
    ConsentState.ASKED: msg("Asked for"),
    ConsentState.GIVEN: msg("Given"),
    ConsentState.DENIED: msg("Denied"),
}
MANNERS = {
    Manner.DECISION: msg("By decision"),
    Manner.CONSENT: msg("The person consents"),
}
PROSECUTION_STATES = {
    ProsecutionState.DUE: msg("To be submitted to the prosecuting authority"),
    ProsecutionState.SUBMITTED: msg("Submitted to the prosecuting authority"),
    ProsecutionState.OPENED: msg("Proceedings opened"),
    ProsecutionState.DECLINED: msg("Proceedings not opened"),
    ProsecutionState.ENDED: msg("Proceedings ended"),
}
PROSECUTION_OUTCOMES = {
    ProsecutionOutcome.CONVICTED: msg("Convicted"),
    ProsecutionOutcome.ACQUITTED: msg("Acquitted"),
    ProsecutionOutcome.DISCONTINUED: msg("Discontinued"),
}
CLOCKS = {
    ClockKind.ANSWER: msg("Answer asked for by"),
    ClockKind.QUESTION: msg("Answer to a question"),
    ClockKind.SUPPLEMENT: msg("Supplement"),
    ClockKind.OPINION: msg("Opinion in the consultation"),
    ClockKind.POSTPONEMENT: msg("End of the postponement"),
    ClockKind.ARREST_MAY_END: msg("Provisional arrest may be ended"),
    ClockKind.ARREST_MUST_END: msg("Provisional arrest must be ended"),
    ClockKind.ARREST_BY_LAW: msg("End of the arrest by law of the requested state"),
    ClockKind.TAKING_OVER_MAY_END: msg("Person not taken over may be released"),
    ClockKind.TAKING_OVER_MUST_END: msg("Person not taken over must be released"),
    ClockKind.PROSECUTION: msg("Submission to the prosecuting authority"),
}
CLOCK_BASES = {
    ClockBasis.TREATY: msg("Binds by treaty"),
    ClockBasis.LAW: msg("By law of the requested state"),
    ClockBasis.ASKED: msg("Only asked for"),
}
CLOCK_STATES = {
    ClockState.RUNNING: msg("Running"),
    ClockState.OVERDUE: msg("Overdue"),
}
EVIDENCES = {
    EvidenceKind.SUBMITTED: msg("Submitted"),
    EvidenceKind.DELIVERED: msg("Delivered"),
    EvidenceKind.ACCEPTED: msg("Accepted"),
}
USES = {
    UseVerdict.AS_ASKED: msg("It is for an offence of the request."),
    UseVerdict.CONSENTED: msg("The other side consented."),
    UseVerdict.NOT_CONSENTED: msg("The other side's consent is not on record."),
    UseVerdict.NOTHING_THERE: msg("Nothing has come of the request yet."),
}
URGENCIES = {
    Urgency.IMMEDIATE: msg("Immediate: an answer within one business day"),
    Urgency.URGENT: msg("Urgent: an answer within five business days"),
    Urgency.ROUTINE: msg("Routine: an answer within forty business days"),
}
"""How soon an answer is asked for where no moment is named."""

COOPERATION_GROUNDS = {
    "cooperation.not-consented": msg("It came for another offence, and the other side did not consent to this use."),
    "cooperation.flag-unanswered:politicisation": msg(
        "The charge is membership or speech alone; a named person answers that in writing first."
    ),
    "cooperation.lacks-mandatory:authority": msg("the authority that makes the request"),
    "cooperation.lacks-mandatory:contact": msg("whom to ask, day and night"),
    "cooperation.lacks-mandatory:language": msg("the language, acceptable to the requested state"),
    "cooperation.lacks-mandatory:subject": msg("the subject of the proceedings"),
    "cooperation.lacks-mandatory:nature": msg("the nature of the proceedings"),
    "cooperation.lacks-mandatory:conducting_authority": msg("the authority that conducts them"),
    "cooperation.lacks-mandatory:conducting_functions": msg("its functions"),
    "cooperation.lacks-mandatory:facts": msg("a summary of the facts"),
    "cooperation.lacks-mandatory:assistance": msg("the assistance sought, and a description of it"),
    "cooperation.lacks-mandatory:procedure": msg("a particular procedure that is wished for"),
    "cooperation.lacks-mandatory:purpose": msg("the purpose for which it is sought"),
    "cooperation.lacks-mandatory:identity": msg("the identity of the person concerned"),
    "cooperation.lacks-mandatory:location": msg("where the person is"),
    "cooperation.lacks-mandatory:nationality": msg("the person's nationality"),
    "cooperation.lacks-mandatory:urgency_reason": msg("why it is urgent"),
    "cooperation.lacks-mandatory:deadline_reason": msg("why by that day"),
    "cooperation.lacks-mandatory:confidentiality": msg("what is to be kept confidential"),
    "cooperation.lacks-mandatory:use_limitation": msg("that the answer is used for nothing else without consent"),
    "cooperation.lacks-mandatory:reciprocity": msg("whether the same would be done in return"),
    "cooperation.lacks-mandatory:assurance": msg("assurances, such as on the death penalty"),
    "cooperation.lacks-mandatory:preservation": msg("that digital evidence is preserved first"),
    "cooperation.lacks-mandatory:service_address": msg("the name and address of the person to be served"),
    "cooperation.lacks-mandatory:warrant": msg("the warrant of arrest or the judgment"),
    "cooperation.lacks-mandatory:offence_time": msg("when the offence was committed"),
    "cooperation.lacks-mandatory:offence_place": msg("where the offence was committed"),
    "cooperation.lacks-mandatory:legal_description": msg("the legal description of the offence"),
    "cooperation.lacks-mandatory:legal_provisions": msg("the provisions that apply"),
    "cooperation.lacks-mandatory:enactments": msg("a copy of the enactments"),
}
"""What stands against sending a request: each missing item, by its name in the list of what is asked for."""

TABLES = (
    HELP_KINDS,
    STAGES,
    ARRESTS,
    COUNTED,
    SIDES,
    TURNS,
    STANDINGS,
    LAW_WORDS,
    REFUSAL_GROUNDS,
    ASSURANCE_MATTERS,
    ASSURANCE_STATES,
    CONSENT_STATES,
    MANNERS,
    PROSECUTION_STATES,
    PROSECUTION_OUTCOMES,
    CLOCKS,
    CLOCK_BASES,
    CLOCK_STATES,
    EVIDENCES,
    USES,
)
"""All of them, for the index."""

REASONS_OF_COOPERATION: tuple[str, ...] = (
    msg("1 to %(a)s business days"),
    msg("a case has 1 to %(a)s bytes"),
    msg("a named official signs it"),
    msg("a thread begins with one request"),
    msg("a week has a day of work"),
    msg("an article of an instrument is named"),
    msg("an offence has a name"),
    msg("gives %(a)s days at least"),
    msg("is no part of %(a)s"),
    msg("is the state of %(a)s"),
    msg("it is written in the future"),
    msg("names 1 to %(a)s offences, each once"),
    msg("names %(a)s at most, each once"),
    msg("no refusal is here that it follows on"),
    msg("not the code of an instrument"),
    msg("only a formal request supersedes a preliminary one"),
    msg("provisional arrest is for extradition"),
    msg("rests on 1 to %(a)s articles, each once"),
    msg("the calendar has too few business days"),
    msg("the case says something else"),
    msg("the paper is a PDF"),
    msg("the request has not gone yet"),
    msg("urgency has its reason"),
    msg("what binds by a text cites it"),
    msg("years from %(a)s to %(b)s"),
    msg("is needed to say %(a)s"),
    msg("that is not said of this kind of help"),
    msg("what it answers is not there, or not to be answered so"),
    msg("it was answered already"),
    msg("a consultation comes first: an opinion was given, or the time for it ran out"),
    msg("nobody is in custody"),
    msg("the person is in custody already"),
    msg("provisional arrest was not asked for"),
    msg("consent is given for offences that it was asked for"),
    msg("no prosecution is open that this follows on"),
    msg("the duty to prosecute is there already"),
    msg("without an article, that is asked for after a refusal because of nationality alone"),
    msg("the request lacks what it must say before it is sent"),
    msg("the other side's consent to use it for this offence is not on record"),
)
"""Reasons why requests at law and words on them are refused, for `web.words.reasons`."""
