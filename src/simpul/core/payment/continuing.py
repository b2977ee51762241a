"""What happens to a payment after its first decision, each act a new record made from the last one.

Rules:
1. Whatever `transition` has a ground against is refused with that ground; nothing is made that may not follow.
2. Reasons for holding are carried on with a hold: who looks at the last record sees why it began.
3. What was let go in part is gone: whatever is decided later is decided of what was left (`PaymentCase.amount`).
4. A freeze that ends gives way to another order that is in force against somebody in the payment; without one the
   payment is held. What was ever frozen is ended by two officers only: what one finds stands, and waits for another.
"""

from dataclasses import replace
from datetime import datetime

from simpul.core.errors import RefusedError
from simpul.core.payment.deciding import EDITION, DecisionPolicy, FreedEffect, decide, hold_from, reason_of_hit
from simpul.core.payment.decision import (
    Hold,
    PaymentAct,
    PaymentDecision,
    PaymentState,
    Reason,
    ReasonCode,
    decision_id,
)
from simpul.core.payment.findings import PaymentCase
from simpul.core.payment.freezing import NOBODY, Freeze, FreezeScope, PartialRelease
from simpul.core.payment.letting_go import ENDS
from simpul.core.payment.proposing import Proposal, ProposedStep, is_of_officer, of_the_rules
from simpul.core.payment.relisting import ListChange
from simpul.core.payment.sequel import Deciders, checked, next_decision, said_by, still_held, with_reasons
from simpul.core.payment.transition import (
    AFTER_FREEZE,
    NOT_FROM_THIS_STATE,
    grounds_against,
    waits_only_for_checks,
    was_frozen,
)

ACT_OF = {PaymentState.FROZEN: PaymentAct.FREEZE, PaymentState.HELD: PaymentAct.HOLD_ON}
"""What deciding anew does where no person needs to be asked."""


def judged(
    previous: PaymentDecision, case: PaymentCase, *, policy: DecisionPolicy, at: datetime, by: Deciders
) -> PaymentDecision:
    """Record what an officer says of a hit: what is held is decided by it, a freeze stands whatever is said of others.

    That somebody else in a frozen payment is listed too, and what was ordered against him, tells when the freeze ends.
    """
    if previous.state is not PaymentState.FROZEN:
        return decided_again(previous, case, policy=policy, at=at, by=by)
    reasons = with_reasons(_kept(previous), *_found(case, policy, at), *said_by(by))
    act, state, freeze = PaymentAct.JUDGE, PaymentState.FROZEN, previous.freeze
    return next_decision(previous, act, state, at, reasons, freeze=freeze, by=by, case=case)


def decided_again(
    previous: PaymentDecision, case: PaymentCase, *, policy: DecisionPolicy, at: datetime, by: Deciders | None = None
) -> PaymentDecision:
    """Decide a held payment anew by what is known now: a check has ended, a list has changed, a hit was judged.

    With an officer, whose judgement it was, the new state stands, but where the payment was ever frozen: then it waits
    for another. Without one this releases only what was held for checks that had not ended; what else would be
    released or rejected is held on, for a person to end.
    """
    first = decide(case, policy=policy, at=at)
    is_held = first.state is PaymentState.HELD
    following = replace(
        first,
        act=ACT_OF.get(first.state, PaymentAct.DECIDE_AGAIN),
        previous=decision_id(previous),
        reasons=with_reasons(_kept(previous), *first.reasons, *said_by(by)),
        freeze=_as_left(previous, first.freeze),
        by=by.by if by else NOBODY,
        second=by.second if by else NOBODY,
        proposal=_still_proposed(previous) if is_held and not (by and by.second) else None,
    )
    if by and first.state in ENDS and was_frozen(previous):
        return _ended_by_two(previous, following, case, policy, by)
    if by or first.state in ACT_OF or not grounds_against(previous, following):
        return checked(previous, following, case)
    held = replace(
        following,
        act=PaymentAct.HOLD_ON,
        state=PaymentState.HELD,
        rejection="",
        hold=hold_from(policy, at=at),
        reasons=with_reasons(previous.reasons, *following.reasons),
        proposal=previous.proposal,
    )
    return checked(previous, held, case)


def _ended_by_two(
    previous: PaymentDecision, ended: PaymentDecision, case: PaymentCase, policy: DecisionPolicy, by: Deciders
) -> PaymentDecision:
    """End what was ever frozen by what two officers found, but to send it back, which is proposed by itself."""
    if not by.second:
        return waiting_for_another(previous, ended, case=case, policy=policy, by=by)
    if ended.state is PaymentState.RELEASED:
        return checked(previous, ended, case)
    act, state, hold = PaymentAct.HOLD_ON, PaymentState.HELD, still_held(previous, policy, ended.decided_at)
    return checked(previous, replace(ended, act=act, state=state, rejection="", hold=hold), case)


def held_on(previous: PaymentDecision, *, policy: DecisionPolicy, at: datetime) -> PaymentDecision:
    """Hold on what nobody decided in time: the clock starts anew, with the policy's owner."""
    reasons = with_reasons(previous.reasons, Reason(code=ReasonCode.HOLD_TIMED_OUT, rule=EDITION))
    return next_decision(previous, PaymentAct.HOLD_ON, PaymentState.HELD, at, reasons, hold=hold_from(policy, at=at))


def handed_on(previous: PaymentDecision, *, hold: Hold, by: Deciders, at: datetime) -> PaymentDecision:
    """Give a held payment another owner or another day."""
    reasons = with_reasons(previous.reasons, *said_by(by))
    return next_decision(previous, PaymentAct.HOLD_ON, PaymentState.HELD, at, reasons, hold=hold, by=by)


def released(previous: PaymentDecision, case: PaymentCase, *, by: Deciders, at: datetime) -> PaymentDecision:
    """Release a held payment by one officer, or by two what was frozen or is the listed party's (`letting_go`)."""
    act, state = PaymentAct.RELEASE, PaymentState.RELEASED
    return next_decision(previous, act, state, at, said_by(by), by=by, case=case)


def rejected(previous: PaymentDecision, case: PaymentCase, *, code: str, by: Deciders, at: datetime) -> PaymentDecision:
    """Reject a held payment with the code for the answer, by two officers where it is let go by two."""
    act, state = PaymentAct.REJECT, PaymentState.REJECTED
    return next_decision(previous, act, state, at, said_by(by), rejection=code, by=by, case=case)


def frozen(previous: PaymentDecision, *, freeze: Freeze, by: Deciders, at: datetime) -> PaymentDecision:
    """Freeze a held payment by an order that an officer names, whoever asked for it."""
    reasons = with_reasons(previous.reasons, *said_by(by))
    left = _as_left(previous, freeze)
    return next_decision(previous, PaymentAct.FREEZE, PaymentState.FROZEN, at, reasons, freeze=left, by=by)


def prolonged(previous: PaymentDecision, *, freeze: Freeze, by: Deciders, at: datetime) -> PaymentDecision:
    """Let a freeze last longer, on the basis that the new one names."""
    reasons = with_reasons(previous.reasons, *said_by(by))
    return next_decision(previous, PaymentAct.PROLONG, PaymentState.FROZEN, at, reasons, freeze=freeze, by=by)


def partly_released(
    previous: PaymentDecision, case: PaymentCase, *, release: PartialRelease, by: Deciders, at: datetime
) -> PaymentDecision:
    """Let a part of a frozen payment go, by a rule that its freeze names; the rest stays frozen (`case_left`)."""
    if previous.freeze is None:
        raise RefusedError("only what is frozen is let go in part", grounds=(NOT_FROM_THIS_STATE,))
    left = previous.freeze.without(release)
    found = replace(case, amount=left.amount)
    reasons = with_reasons(previous.reasons, *said_by(by))
    act, state = PaymentAct.PARTIAL_RELEASE, PaymentState.FROZEN
    return next_decision(previous, act, state, at, reasons, freeze=left, release=release, by=by, case=found)


def case_left(case: PaymentCase, following: PaymentDecision) -> PaymentCase:
    """Give the case by which a payment is decided after this: of what is left, where a part was let go."""
    if following.partial_release is None or following.freeze is None:
        return case
    return replace(case, amount=following.freeze.amount)


def expired(previous: PaymentDecision, case: PaymentCase, *, policy: DecisionPolicy, at: datetime) -> PaymentDecision:
    """End a freeze whose day has come: another order in force freezes on, and without one a person decides."""
    return _after_freeze(previous, case, PaymentAct.EXPIRE, ReasonCode.FREEZE_EXPIRED, policy, at)


def held_after_freeze(
    previous: PaymentDecision, case: PaymentCase, *, policy: DecisionPolicy, at: datetime, by: Deciders
) -> PaymentDecision:
    """Hold on what was ever frozen, by what is known now: whatever that is, two officers let it go."""
    reasons = with_reasons(_kept(previous), *_found(case, policy, at), *said_by(by))
    hold, act = still_held(previous, policy, at), PaymentAct.HOLD_ON
    return next_decision(previous, act, PaymentState.HELD, at, reasons, hold=hold, by=by, case=case)


def delisted(
    previous: PaymentDecision, case: PaymentCase, *, policy: DecisionPolicy, at: datetime, by: Deciders | None = None
) -> PaymentDecision:
    """End a freeze for an entry that has left its list, or for a request whose freeze is lifted, as `expired` does."""
    return _after_freeze(previous, case, PaymentAct.DELIST, ReasonCode.DELISTED, policy, at, by)


def relisted(previous: PaymentDecision, change: ListChange, *, policy: DecisionPolicy, at: datetime) -> PaymentDecision:
    """Record what a change of a list means for a payment that is held or frozen.

    What was frozen for an entry that has left is held for two officers. What nothing holds any more comes up for
    release at once, or is let go where the policy says so; what was ever frozen is not. A new hit starts the clock
    anew. What the rules would then reject an officer ends, as a rule; to let it go is not proposed.
    """
    freeze = previous.freeze
    if freeze is not None and (freeze.list.id, freeze.listed) in change.left:
        return delisted(previous, change.case, policy=policy, at=at)
    first = decide(change.case, policy=policy, at=at)
    if freeze is not None:
        new = tuple(reason_of_hit(ReasonCode.LIST_HIT, hit, str(hit.score)) for hit in change.came)
        return _listed(previous, with_reasons(previous.reasons, *new), change, policy, at, proposal=previous.proposal)
    if first.state is PaymentState.FROZEN or waits_only_for_checks(previous):
        return decided_again(previous, change.case, policy=policy, at=at)
    gone = tuple(reason_of_hit(ReasonCode.LIST_HIT_GONE, hit) for hit in change.gone)
    kept = _kept(previous)
    reasons = with_reasons(kept, *_found(change.case, policy, at), *gone) or first.reasons
    waits = previous.proposal if is_of_officer(previous.proposal) else None
    if first.state is PaymentState.HELD or kept:
        return _listed(previous, reasons, change, policy, at, proposal=waits)
    let_go = replace(first, act=PaymentAct.DECIDE_AGAIN, previous=decision_id(previous), reasons=reasons)
    if policy.freed is FreedEffect.RELEASE and not grounds_against(previous, let_go):
        return let_go
    if first.state is not PaymentState.RELEASED:
        return _listed(previous, reasons, change, policy, at, proposal=waits)
    asks = waits or of_the_rules(at=at)
    return _listed(previous, reasons, change, policy, at, proposal=asks)


def kept_back(
    previous: PaymentDecision, ended: PaymentDecision, change: ListChange, policy: DecisionPolicy
) -> PaymentDecision:
    """Hold what the rules would have ended, since something is kept apart: it comes up for release as always."""
    asks = _asked(previous, ended, of_the_rules(at=ended.decided_at))
    return _listed(previous, ended.reasons, change, policy, ended.decided_at, proposal=asks)


def waiting_for_another(
    previous: PaymentDecision, ended: PaymentDecision, *, case: PaymentCase, policy: DecisionPolicy, by: Deciders
) -> PaymentDecision:
    """Hold what an officer's finding would have ended, where that is for another: it stands, and proposes a release."""
    at, held = ended.decided_at, PaymentState.HELD
    asks = _asked(previous, ended, Proposal(step=ProposedStep.RELEASE, reason=by.reason, made_at=at, by=by.by))
    act = PaymentAct.HOLD_ON if asks == previous.proposal else PaymentAct.PROPOSE
    hold = still_held(previous, policy, at)
    return next_decision(previous, act, held, at, ended.reasons, hold=hold, by=by, proposal=asks, case=case)


def _after_freeze(
    previous: PaymentDecision,
    case: PaymentCase,
    act: PaymentAct,
    why: ReasonCode,
    policy: DecisionPolicy,
    at: datetime,
    by: Deciders | None = None,
) -> PaymentDecision:
    """End a freeze: by another order that is in force it is frozen on, and held where there is none."""
    ended, before, now = _was_frozen(why, previous), previous.freeze, decide(case, policy=policy, at=at)
    if before is not None and now.freeze is not None:
        freeze, state = replace(now.freeze, amount=before.amount, scope=before.scope), PaymentState.FROZEN
        reasons = with_reasons((ended,), *now.reasons, *said_by(by))
        return next_decision(previous, act, state, at, reasons, freeze=freeze, by=by, case=case)
    reasons, hold = with_reasons((ended,), *previous.reasons), hold_from(policy, at=at)
    return next_decision(previous, act, PaymentState.HELD, at, reasons, hold=hold, by=by, case=case)


def _kept(previous: PaymentDecision) -> tuple[Reason, ...]:
    """Give the reasons by which a payment is known to have been frozen."""
    return tuple(each for each in previous.reasons if each.code in AFTER_FREEZE)


def _found(case: PaymentCase, policy: DecisionPolicy, at: datetime) -> tuple[Reason, ...]:
    """Give every reason there is by what is known; none where nothing was found."""
    reasons = decide(case, policy=policy, at=at).reasons
    return tuple(each for each in reasons if each.code is not ReasonCode.NOTHING_FOUND)


def _still_proposed(previous: PaymentDecision) -> Proposal | None:
    """Give what an officer proposed; what the rules did lapses where something holds the payment again."""
    return previous.proposal if is_of_officer(previous.proposal) else None


def _was_frozen(code: ReasonCode, previous: PaymentDecision) -> Reason:
    """Say that a payment was frozen until now, and how much of it was left where a part had been let go."""
    freeze = previous.freeze
    left = (str(freeze.amount),) if freeze is not None and freeze.scope is FreezeScope.REMAINDER else ()
    return Reason(code=code, arguments=left, rule=EDITION, list=freeze.list if freeze is not None else None)


def _as_left(previous: PaymentDecision, freeze: Freeze | None) -> Freeze | None:
    """Give a freeze as that of a remainder, where a part of the payment was let go from an earlier one."""
    if freeze is None or not any(each.code in AFTER_FREEZE and each.arguments for each in previous.reasons):
        return freeze
    return replace(freeze, scope=FreezeScope.REMAINDER)


def _asked(previous: PaymentDecision, ended: PaymentDecision, asks: Proposal) -> Proposal | None:
    """Give this proposal where a payment would have been let go, and no officer's waits; otherwise what waits."""
    return previous.proposal if is_of_officer(previous.proposal) or ended.state is not PaymentState.RELEASED else asks


def _listed(
    previous: PaymentDecision,
    reasons: tuple[Reason, ...],
    change: ListChange,
    policy: DecisionPolicy,
    at: datetime,
    *,
    proposal: Proposal | None,
) -> PaymentDecision:
    """Record a change of a list on a payment that stays where it stands; a new hit gives it a new clock."""
    return replace(
        next_decision(
            previous,
            PaymentAct.LIST_CHANGE,
            previous.state,
            at,
            reasons,
            hold=still_held(previous, policy, at, new=change.came),
            freeze=previous.freeze,
            proposal=proposal,
            case=change.case,
        ),
        lists=tuple(sorted(set(change.case.screening.lists))),
    )
