"""Words of payments: states, acts, reasons and verdicts."""

from simpul.core.cases.matching import RULE as FREEZE_REQUEST
from simpul.core.payment.deciding import DUTY_DESK
from simpul.core.payment.decision import PaymentAct, PaymentState, Reason, ReasonCode
from simpul.core.payment.findings import HitVerdict, RuleEffect
from simpul.core.payment.freezing import ClaimStatus
from simpul.core.payment.proposing import ProposedStep
from simpul.core.payment.transition import AFTER_FREEZE
from simpul.web.language import Language, msg
from simpul.web.words.payment_figures import figure_in
from simpul.web.words.payment_parts import ITEMS, PART_WORDS, SIDES

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
    PaymentAct.JUDGE: msg("Judged while frozen"),
    PaymentAct.PARTIAL_RELEASE: msg("A part let go"),
    PaymentAct.EXPIRE: msg("Freeze expired"),
    PaymentAct.DELIST: msg("Frozen no longer"),
    PaymentAct.LIST_CHANGE: msg("A list changed"),
    PaymentAct.PROPOSE: msg("Proposed to a second officer"),
    PaymentAct.DECLINE: msg("Proposal declined"),
    PaymentAct.WITHDRAW: msg("Proposal withdrawn"),
}
PAYMENT_REASONS = {
    ReasonCode.NOTHING_FOUND: msg("Nothing was found."),
    ReasonCode.LIST_HIT: msg("Somebody in it resembles an entry of a list."),
    ReasonCode.LIST_HIT_GONE: msg("Nobody in it resembles an entry any more that it was held for."),
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
    ReasonCode.RULE_UNKNOWN: msg("A rule could not be evaluated: something it asks for is not known."),
    ReasonCode.RULE_OVERRIDDEN: msg("A rule fired and was set aside by two officers."),
    ReasonCode.INCOMPLETE: msg("What must travel with a payment is missing."),
    ReasonCode.PART_NOT_READ: msg("A part of the message could not be read."),
    ReasonCode.HOLD_TIMED_OUT: msg("Nobody decided in time."),
    ReasonCode.FREEZE_EXPIRED: msg("It was frozen until its freeze expired."),
    ReasonCode.DELISTED: msg("It was frozen until the entry left its list."),
    ReasonCode.OFFICER: msg("An officer decided."),
}
OWNERS = {DUTY_DESK: msg("duty desk")}
"""Owners of a hold that the node names by itself; whom an officer names stays as it was written."""

PROPOSED_STEPS = {
    ProposedStep.RELEASE: msg("to let it go"),
    ProposedStep.PARTIAL_RELEASE: msg("to let a part of it go"),
    ProposedStep.EXEMPTION: msg("to let it pass by a humanitarian exemption"),
    ProposedStep.REJECTION: msg("to send it back"),
}
CLAIM_STATUSES = {
    ClaimStatus.CLAIMED: msg("claimed"),
    ClaimStatus.ESTABLISHED: msg("established by two officers"),
    ClaimStatus.REFUSED: msg("refused"),
}
HIT_VERDICTS = {
    HitVerdict.OPEN: msg("Not judged yet"),
    HitVerdict.SAME: msg("The same"),
    HitVerdict.DIFFERENT: msg("Another"),
    HitVerdict.UNSURE: msg("Cannot be told"),
}
DETAILED = {
    ReasonCode.LIST_HIT: msg("%(name)s (%(part)s) resembles %(entry)s."),
    ReasonCode.LIST_HIT_DISMISSED: msg("%(name)s (%(part)s) is not %(entry)s, as %(more)s judged."),
    ReasonCode.CONFIRMED_WITHOUT_BASIS: msg(
        "%(name)s (%(part)s) is %(entry)s, as %(more)s judged; no order with a legal basis is known, so it is held."
    ),
    ReasonCode.LIST_HIT_GONE: msg("%(name)s (%(part)s) no longer resembles %(entry)s: the list has changed."),
    ReasonCode.EXEMPTION_CLAIMED: msg(
        "%(name)s (%(part)s) is %(entry)s, and a humanitarian exemption (%(more)s) is claimed and not yet established."
    ),
    ReasonCode.EXEMPTION_ESTABLISHED: msg(
        "%(name)s (%(part)s) is %(entry)s, and a humanitarian exemption (%(more)s) is established."
    ),
    ReasonCode.DESIGNATION_IN_FORCE: msg("%(name)s (%(part)s) is %(entry)s, and an order of %(more)s is in force."),
}
"""Sentences of the reasons whose arguments are reference, name, part, and one thing more."""

LACKING = msg("What must travel with a payment is missing: %(items)s.")
NOT_READ = msg("A part of the message could not be read: %(parts)s.")
OFFICER_SAID = msg("An officer decided: %(reason)s")
BY_RULE = msg("%(sentence)s (%(rule)s)")
LIFTED = msg("It was frozen until the freeze that another state had asked for was lifted.")
LEFT = msg("%(sentence)s A part had been let go before; %(left)s are left.")
BY_TITLE = {
    ReasonCode.RULE: {
        RuleEffect.NOTE: msg("Remarked: %(title)s (%(rule)s). %(figures)s"),
        RuleEffect.ALERT: msg("Alert: %(title)s (%(rule)s). %(figures)s"),
        RuleEffect.HOLD: msg("Held by a rule: %(title)s (%(rule)s). %(figures)s"),
        RuleEffect.REJECT: msg("Rejected by a rule: %(title)s (%(rule)s). %(figures)s"),
    },
    ReasonCode.RULE_UNKNOWN: {
        RuleEffect.NOTE: msg("Could not be evaluated, something is not known: %(title)s (%(rule)s). %(figures)s"),
        RuleEffect.ALERT: msg("Alert, since it could not be evaluated: %(title)s (%(rule)s). %(figures)s"),
        RuleEffect.HOLD: msg("Held, since it could not be evaluated: %(title)s (%(rule)s). %(figures)s"),
        RuleEffect.REJECT: msg("Rejected, since it could not be evaluated: %(title)s (%(rule)s). %(figures)s"),
    },
}
"""Sentences of a rule that fired or could not be evaluated, by what it then asks for."""

REJECTIONS = {
    "RR04": msg("Regulatory reason"),
    "RR01": msg("The originator's account or identification is missing"),
    "RR02": msg("The originator's name or address is missing"),
    "RR03": msg("The beneficiary's name or address is missing"),
    "AC01": msg("The account number is not correct"),
    "AC04": msg("The account is closed"),
    "AG01": msg("The transaction is forbidden on this account"),
    "AM05": msg("Sent twice"),
}
"""The codes that a page offers for a rejection (ISO 20022, external status reasons)."""


def payment_reason(language: Language, reason: Reason) -> str:
    """Say why a payment is in its state, with what the reason names."""
    said, arguments = language.say(PAYMENT_REASONS[reason.code]), reason.arguments
    if reason.code in DETAILED and len(arguments) == 4:
        reference, name, part, more = arguments
        entry = f"{reason.list.id.upper()} {reference}" if reason.list else reference
        text = DETAILED[reason.code]
        return language.say(text, name=name, part=part_in(language, part), entry=entry, more=more)
    if reason.code is ReasonCode.INCOMPLETE and arguments:
        return language.say(LACKING, items="; ".join(item_in(language, each) for each in arguments))
    if reason.code is ReasonCode.PART_NOT_READ and arguments:
        return language.say(NOT_READ, parts=", ".join(arguments))
    if reason.code is ReasonCode.OFFICER and arguments:
        return language.say(OFFICER_SAID, reason=arguments[0])
    if reason.code in AFTER_FREEZE:
        return _after_freeze(language, reason)
    if reason.code in BY_TITLE and len(arguments) >= 3 and arguments[0] in _EFFECTS:
        return _of_rule(language, reason)
    return language.say(BY_RULE, sentence=said, rule=reason.rule) if reason.code in RULED else said


def _after_freeze(language: Language, reason: Reason) -> str:
    lifted = reason.code is ReasonCode.DELISTED and reason.list is not None and reason.list.id == FREEZE_REQUEST.id
    said = language.say(LIFTED if lifted else PAYMENT_REASONS[reason.code])
    return language.say(LEFT, sentence=said, left=reason.arguments[0]) if reason.arguments else said


def _of_rule(language: Language, reason: Reason) -> str:
    effect, english, indonesian, *figures = reason.arguments
    if reason.rule is not None and reason.rule.id == FREEZE_REQUEST.id:
        figures = []  # the request's id, to which a page leads
    title = indonesian if language.code == "id" else english
    told = "; ".join(figure_in(language, each) for each in figures)
    text = BY_TITLE[reason.code][_EFFECTS[effect]]
    return language.say(text, title=title, rule=reason.rule, figures=told).strip()


RULED = frozenset({ReasonCode.RULE, ReasonCode.RULE_UNKNOWN, ReasonCode.RULE_OVERRIDDEN})
"""Reasons that name the rule they come from."""

_EFFECTS = {effect.value: effect for effect in RuleEffect}
_SIDES = {side.value: text for side, text in SIDES.items()}
_ITEMS = {item.value: text for item, text in ITEMS.items()}


def part_in(language: Language, part: str) -> str:
    """Say in what part somebody stands in a payment."""
    return language.say(PART_WORDS[part]) if part in PART_WORDS else part


def item_in(language: Language, said: str) -> str:
    """Say what must travel, and of whom, as `beneficiary.account` says it."""
    side, _, item = said.partition(".")
    if side not in _SIDES or item not in _ITEMS:
        return said
    return f"{language.say(_SIDES[side])}: {language.say(_ITEMS[item])}"


def owner_in(spoken: Language, owner: str) -> str:
    """Say who decides a payment: in the reader's language where the node named the desk, else as it was written."""
    return spoken.say(OWNERS[owner]) if owner in OWNERS else owner
