"""Words of payments: states, acts and reasons."""

from simpul.core.payment.decision import PaymentAct, PaymentState, ReasonCode
from simpul.core.payment.findings import HitVerdict
from simpul.web.language import msg

PAYMENT_STATES = {
    PaymentState.RELEASED: msg("Released"),
    PaymentState.HELD: msg("Held"),
    PaymentState.FROZEN: msg("Frozen"),
    PaymentState.REJECTED: msg("Rejected"),
}
PAYMENT_ACTS = {
    PaymentAct.FIRST: msg("Decided when it came"),
    PaymentAct.DECIDE_AGAIN: msg("Decided again"),
    PaymentAct.HOLD_ON: msg("Held on"),
    PaymentAct.RELEASE: msg("Let go"),
    PaymentAct.REJECT: msg("Rejected by an officer"),
    PaymentAct.FREEZE: msg("Frozen by order"),
    PaymentAct.PROLONG: msg("Freeze prolonged"),
    PaymentAct.PARTIAL_RELEASE: msg("A part let go"),
    PaymentAct.EXPIRE: msg("Freeze expired"),
    PaymentAct.DELIST: msg("Entry left its list"),
}
PAYMENT_REASONS = {
    ReasonCode.NOTHING_FOUND: msg("Nothing was found."),
    ReasonCode.LIST_HIT: msg("Somebody in it resembles an entry of a list."),
    ReasonCode.LIST_HIT_DISMISSED: msg("An officer judged a resemblance to be another person."),
    ReasonCode.CONFIRMED_WITHOUT_BASIS: msg("It is the listed person, and no order with a legal basis is known."),
    ReasonCode.DESIGNATION_IN_FORCE: msg("It is the listed person, and an order is in force."),
    ReasonCode.EXEMPTION_CLAIMED: msg("A humanitarian exemption is claimed and not yet established."),
    ReasonCode.EXEMPTION_ESTABLISHED: msg("A humanitarian exemption is established."),
    ReasonCode.SCREENING_TIMED_OUT: msg("Screening did not end in time."),
    ReasonCode.SCREENING_FAILED: msg("Screening failed."),
    ReasonCode.SCREENING_NOT_RUN: msg("There was no list to screen against."),
    ReasonCode.RULES_NOT_RUN: msg("The rules did not run to their end."),
    ReasonCode.RULE: msg("A rule fired."),
    ReasonCode.RULE_OVERRIDDEN: msg("A rule fired and was set aside by two officers."),
    ReasonCode.INCOMPLETE: msg("What must travel with a payment is missing."),
    ReasonCode.PART_NOT_READ: msg("A part of the message could not be read."),
    ReasonCode.HOLD_TIMED_OUT: msg("Nobody decided in time."),
    ReasonCode.FREEZE_EXPIRED: msg("It was frozen until its freeze expired."),
    ReasonCode.DELISTED: msg("It was frozen until the entry left its list."),
    ReasonCode.OFFICER: msg("An officer decided."),
}
HIT_VERDICTS = {
    HitVerdict.OPEN: msg("Not judged yet"),
    HitVerdict.SAME: msg("The same"),
    HitVerdict.DIFFERENT: msg("Another"),
    HitVerdict.UNSURE: msg("Cannot be told"),
}
