"""The one rule by which a payment is decided, edition `payment/4`: findings in, exactly one state out.

1. Frozen, only where a person has judged a hit to be the listed party, the designation is in force by an order with
   legal basis and authority, and no established exemption reaches it. A hit alone holds, however high its score.
2. Held, where a hit is open or cannot be told, where it is the listed party and no order is known, where an exemption
   is claimed and not yet established, where a check did not come to its end, where a part could not be read, where a
   rule asks for it or what the norm requires is missing. What is not known holds; it never releases. An established
   exemption that reaches the entry sets a hit aside that was judged to be the listed party, with an order or without.
3. Rejected, where nothing holds and a rule or the policy on incomplete payments rejects.
4. Released, where nothing of this is so; the reasons then say what was set aside.
5. Freezing goes before holding, holding before rejecting, rejecting before releasing; every reason is kept.
6. The rule does not know which state anything is in: two states swapped give the same decision.

Editions: `payment/3` and `payment/4` decide what comes as `payment/2` did; of what follows each asks more
(`core.payment.transition`, `core.payment.letting_go`).

Norms: FATF Recommendations 6 and 16; Security Council resolutions 1373 (2001) and 2664 (2022).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from functools import lru_cache

from simpul.core.errors import InputError
from simpul.core.payment.decision import (
    MOST_REASONS,
    MOST_TEXT,
    Hold,
    PaymentAct,
    PaymentDecision,
    PaymentState,
    Reason,
    ReasonCode,
)
from simpul.core.payment.edition import Edition
from simpul.core.payment.findings import (
    CheckStatus,
    HitVerdict,
    ListHit,
    PaymentCase,
    RuleEffect,
    RuleFinding,
    RuleOutcome,
    case_id,
)
from simpul.core.payment.freezing import ClaimStatus, ExemptionClaim, Freeze, FreezeScope, FreezingOrder
from simpul.core.payment.money import Money

EDITION = Edition(id="payment", version="4")
INCOMPLETE_CODE = "RR04"
"""ISO 20022 external status reason: regulatory reason."""


class IncompleteEffect(StrEnum):
    """What a node does with a payment that lacks what the norm requires (R.16 leaves this to risk-based policy)."""

    NOTE = "note"
    HOLD = "hold"
    REJECT = "reject"


class FreedEffect(StrEnum):
    """What a node does with a payment that nothing but entries held which have since left: propose it, or let it go."""

    PROPOSE = "propose"
    RELEASE = "release"


DUTY_DESK = "duty desk"
"""Who decides payments that are held, where nobody is named: the node's own word, said in the reader's language."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionPolicy:
    """What a node has set: for how long it holds, who decides what is held, and what it does with incomplete payments.

    `owner` is an officer's id or the name of a desk. `look_back` is how far back payments are looked at that were let
    go before somebody in them was listed.
    """

    owner: str
    hold_for: timedelta = timedelta(hours=24)
    incomplete: IncompleteEffect = IncompleteEffect.HOLD
    freed: FreedEffect = FreedEffect.PROPOSE
    look_back: timedelta = timedelta(days=14)

    def __post_init__(self) -> None:
        """Refuse a policy by which a hold has no owner or no time."""
        if not self.owner.strip():
            raise InputError("a hold needs an owner", place="policy.owner")
        if not timedelta() < self.hold_for <= timedelta(days=366):
            raise InputError("a hold lasts for some time, a year at most", place="policy.hold_for")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Grounds:
    """Every reason there is, by the state it asks for; orders in force, and the codes to reject with."""

    freezing: tuple[tuple[Reason, ListHit, FreezingOrder], ...]
    holding: tuple[Reason, ...]
    rejecting: tuple[tuple[Reason, str], ...]
    passing: tuple[Reason, ...]

    @property
    def reasons(self) -> tuple[Reason, ...]:
        """All reasons, the weightiest first."""
        frozen, rejected = (each[0] for each in self.freezing), (each[0] for each in self.rejecting)
        return (*frozen, *self.holding, *rejected, *self.passing)[:MOST_REASONS]


NOTHING_FOUND = (Reason(code=ReasonCode.NOTHING_FOUND, rule=EDITION),)
STOPPED = {
    CheckStatus.TIMED_OUT: ReasonCode.SCREENING_TIMED_OUT,
    CheckStatus.FAILED: ReasonCode.SCREENING_FAILED,
    CheckStatus.NOT_RUN: ReasonCode.SCREENING_NOT_RUN,
}


def decide(case: PaymentCase, *, policy: DecisionPolicy, at: datetime, known_as: str = "") -> PaymentDecision:
    """Give the first decision on a payment; `known_as` is the id of the case, where it is known already."""
    grounds = _grounds(case, policy, at)
    state = _state(grounds)
    freeze = _freeze(case, grounds) if state is PaymentState.FROZEN else None
    return PaymentDecision(
        payment=case.payment,
        act=PaymentAct.FIRST,
        state=state,
        decided_at=at,
        case=known_as or case_id(case),
        reasons=grounds.reasons or NOTHING_FOUND,
        rules=_editions(EDITION, *case.rules.rules, *_of_completeness(case)),
        lists=_editions(*case.screening.lists),
        hold=hold_from(policy, at=at) if state is PaymentState.HELD else None,
        freeze=freeze,
        rejection=grounds.rejecting[0][1] if state is PaymentState.REJECTED else "",
    )


@lru_cache(maxsize=256)
def _editions(*several: Edition) -> tuple[Edition, ...]:
    """Give editions in their order, each once; many payments have the same."""
    return tuple(sorted(set(several)))


def edition_of(decision: PaymentDecision) -> int:
    """Give by which edition of this rule a decision was made; nought where it names none."""
    named = (each.version for each in decision.rules if each.id == EDITION.id)
    return max((int(version) for version in named if version.isdecimal()), default=0)


def is_exempt(case: PaymentCase, hit: ListHit, *, at: datetime) -> bool:
    """Say whether an established exemption reaches the entry of a hit that was judged to be the listed party."""
    order = _order_in_force(hit, at)
    return any(each.status is ClaimStatus.ESTABLISHED and _reaches(each, hit, order, at) for each in case.exemptions)


def freeze_by(order: FreezingOrder, *, amount: Money, hit: ListHit) -> Freeze:
    """Give the freeze of a whole amount that an order makes for a hit that was judged."""
    return Freeze(
        legal_basis=order.legal_basis,
        authority=order.authority,
        amount=amount,
        scope=FreezeScope.WHOLE,
        expires_at=order.expires_at,
        list=hit.list,
        listed=hit.reference,
        programme=order.programme,
        partial_release=order.partial_release,
    )


def hold_from(policy: DecisionPolicy, *, at: datetime) -> Hold:
    """Give the hold that begins at this moment by the policy."""
    return Hold(until=at + policy.hold_for, owner=policy.owner)


def _state(grounds: _Grounds) -> PaymentState:
    if grounds.freezing:
        return PaymentState.FROZEN
    if grounds.holding:
        return PaymentState.HELD
    return PaymentState.REJECTED if grounds.rejecting else PaymentState.RELEASED


def _freeze(case: PaymentCase, grounds: _Grounds) -> Freeze:
    """Make the freeze by the order that lasts longest; the others are among the reasons."""
    _, hit, order = max(grounds.freezing, key=lambda each: each[2].expires_at)
    return freeze_by(order, amount=case.amount, hit=hit)


def _grounds(case: PaymentCase, policy: DecisionPolicy, at: datetime) -> _Grounds:
    freezing: list[tuple[Reason, ListHit, FreezingOrder]] = []
    holding = [*_stopped(case)]
    rejecting: list[tuple[Reason, str]] = []
    passing: list[Reason] = []
    for hit in case.screening.hits:
        if hit.verdict is HitVerdict.DIFFERENT:
            passing.append(reason_of_hit(ReasonCode.LIST_HIT_DISMISSED, hit, hit.judged_by))
        elif hit.verdict is not HitVerdict.SAME:
            holding.append(reason_of_hit(ReasonCode.LIST_HIT, hit, str(hit.score)))
        else:
            _take_confirmed(case, hit, at, freezing, holding, passing)
    for finding in case.rules.findings:
        _take_rule(case, finding, at, holding, rejecting, passing)
    _take_incomplete(case, policy, holding, rejecting, passing)
    return _Grounds(
        freezing=tuple(freezing), holding=tuple(holding), rejecting=tuple(rejecting), passing=tuple(passing)
    )


def _stopped(case: PaymentCase) -> Iterator[Reason]:
    """Give the reasons of what did not come to its end: a timeout means hold."""
    if (code := STOPPED.get(case.screening.status)) is not None:
        yield Reason(code=code, rule=EDITION)
    if case.rules.status is not CheckStatus.COMPLETE:
        yield Reason(code=ReasonCode.RULES_NOT_RUN, arguments=(case.rules.status,), rule=EDITION)
    if case.unread:
        yield Reason(code=ReasonCode.PART_NOT_READ, arguments=_cut(case.unread), rule=EDITION)


def _take_confirmed(
    case: PaymentCase,
    hit: ListHit,
    at: datetime,
    freezing: list[tuple[Reason, ListHit, FreezingOrder]],
    holding: list[Reason],
    passing: list[Reason],
) -> None:
    """Take a hit that is the listed party: an order in force freezes it, unless an exemption reaches it."""
    order = _order_in_force(hit, at)
    reached = [each for each in case.exemptions if _reaches(each, hit, order, at)]
    statuses = {each.status for each in reached}
    named = ",".join(sorted({each.exemption.id for each in reached}))[:MOST_TEXT]
    if ClaimStatus.ESTABLISHED in statuses:
        passing.append(reason_of_hit(ReasonCode.EXEMPTION_ESTABLISHED, hit, named))
    elif ClaimStatus.CLAIMED in statuses:
        holding.append(reason_of_hit(ReasonCode.EXEMPTION_CLAIMED, hit, named))
    elif order is None:
        holding.append(reason_of_hit(ReasonCode.CONFIRMED_WITHOUT_BASIS, hit, hit.judged_by))
    else:
        freezing.append((reason_of_hit(ReasonCode.DESIGNATION_IN_FORCE, hit, order.authority), hit, order))


def _order_in_force(hit: ListHit, at: datetime) -> FreezingOrder | None:
    return hit.order if hit.order is not None and hit.order.is_in_force(at=at) else None


def _reaches(claim: ExemptionClaim, hit: ListHit, order: FreezingOrder | None, at: datetime) -> bool:
    programme = order.programme if order else ""
    return claim.reaches(list_id=hit.list.id, reference=hit.reference, programme=programme, on=at.date())


def _take_rule(
    case: PaymentCase,
    finding: RuleFinding,
    at: datetime,
    holding: list[Reason],
    rejecting: list[tuple[Reason, str]],
    passing: list[Reason],
) -> None:
    override = next((each for each in case.overrides if each.sets_aside(finding, at=at)), None)
    code = ReasonCode.RULE if finding.outcome is RuleOutcome.FIRED else ReasonCode.RULE_UNKNOWN
    reason = Reason(code=code, arguments=(finding.effect, *finding.arguments), rule=finding.rule)
    if finding.effect in (RuleEffect.NOTE, RuleEffect.ALERT):
        passing.append(reason)
    elif override is not None:
        passing.append(Reason(code=ReasonCode.RULE_OVERRIDDEN, arguments=(override.id[:MOST_TEXT],), rule=finding.rule))
    elif finding.effect is RuleEffect.HOLD:
        holding.append(reason)
    else:
        rejecting.append((reason, finding.rejection))


def _take_incomplete(
    case: PaymentCase,
    policy: DecisionPolicy,
    holding: list[Reason],
    rejecting: list[tuple[Reason, str]],
    passing: list[Reason],
) -> None:
    lacking = case.completeness.lacking if case.completeness else ()
    if case.completeness is None or not lacking:
        return
    named = _cut(tuple(f"{each.side}.{each.item}" for each in lacking))
    reason = Reason(code=ReasonCode.INCOMPLETE, arguments=named, rule=case.completeness.rule)
    if policy.incomplete is IncompleteEffect.HOLD:
        holding.append(reason)
    elif policy.incomplete is IncompleteEffect.REJECT:
        rejecting.append((reason, INCOMPLETE_CODE))
    else:
        passing.append(reason)


def _of_completeness(case: PaymentCase) -> tuple[Edition, ...]:
    return (case.completeness.rule,) if case.completeness else ()


def reason_of_hit(code: ReasonCode, hit: ListHit, more: str = "") -> Reason:
    """Give a reason that names a hit: the entry, who resembles it, in what part, and one thing more."""
    said = (hit.reference, hit.name, hit.part, more)
    return Reason(code=code, arguments=tuple(each[:MOST_TEXT] for each in said), list=hit.list, rule=EDITION)


def _cut(said: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(each[:MOST_TEXT] for each in said[:10])
