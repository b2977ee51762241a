"""What happens to a payment after its first decision, each act a new record made from the last one.

Rules:
1. Whatever `transition` has a ground against is refused with that ground; nothing is made that may not follow.
2. Reasons for holding are carried on with a hold: who looks at the last record sees why it began.
3. What was let go in part is gone: whatever is decided later is decided of what was left (`PaymentCase.amount`).
4. A proposal leaves a payment where it stands, with its clock; a clock that has run out begins anew.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from simpul.core.authority import OfficerId
from simpul.core.errors import RefusedError
from simpul.core.payment.deciding import EDITION, DecisionPolicy, FreedEffect, decide, hold_from, reason_of_hit
from simpul.core.payment.decision import (
    MOST_REASONS,
    Hold,
    PaymentAct,
    PaymentDecision,
    PaymentState,
    Reason,
    ReasonCode,
    decision_id,
)
from simpul.core.payment.findings import PaymentCase, case_id
from simpul.core.payment.freezing import NOBODY, Freeze, FreezeScope, PartialRelease
from simpul.core.payment.proposing import Proposal, ProposedStep, is_of_officer, of_the_rules
from simpul.core.payment.relisting import ListChange
from simpul.core.payment.transition import (
    AFTER_FREEZE,
    NOTHING_PROPOSED,
    OUT_OF_REACH,
    grounds_against,
    waits_only_for_checks,
)

ACT_OF = {PaymentState.FROZEN: PaymentAct.FREEZE, PaymentState.HELD: PaymentAct.HOLD_ON}
"""What deciding anew does where no person needs to be asked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Deciders:
    """Who decides, why, and the second officer where there is one, with what he or she said."""

    reason: str
    by: OfficerId
    second: OfficerId = NOBODY
    confirmed: str = ""


def decided_again(
    previous: PaymentDecision, case: PaymentCase, *, policy: DecisionPolicy, at: datetime, by: Deciders | None = None
) -> PaymentDecision:
    """Decide a held payment anew by what is known now: a check has ended, a list has changed, a hit was judged.

    With an officer, whose judgement it was, the new state stands. Without one this releases only what was held for
    checks that had not ended; what else would be released or rejected is held on, for a person to end.
    """
    first = decide(case, policy=policy, at=at)
    kept = tuple(each for each in previous.reasons if each.code in AFTER_FREEZE)
    following = replace(
        first,
        act=ACT_OF.get(first.state, PaymentAct.DECIDE_AGAIN),
        previous=decision_id(previous),
        reasons=_with(kept, *first.reasons, *_of(by)),
        freeze=_as_left(previous, first.freeze),
        by=by.by if by else NOBODY,
        second=by.second if by else NOBODY,
        proposal=previous.proposal if first.state is PaymentState.HELD and not (by and by.second) else None,
    )
    if by or first.state in ACT_OF or not grounds_against(previous, following):
        return _checked(previous, following)
    held = replace(
        following,
        act=PaymentAct.HOLD_ON,
        state=PaymentState.HELD,
        rejection="",
        hold=hold_from(policy, at=at),
        reasons=_with(previous.reasons, *following.reasons),
        proposal=previous.proposal,
    )
    return _checked(previous, held)


def held_on(previous: PaymentDecision, *, policy: DecisionPolicy, at: datetime) -> PaymentDecision:
    """Hold on what nobody decided in time: the clock starts anew, with the policy's owner."""
    reasons = _with(previous.reasons, Reason(code=ReasonCode.HOLD_TIMED_OUT, rule=EDITION))
    return _next(previous, PaymentAct.HOLD_ON, PaymentState.HELD, at, reasons, hold=hold_from(policy, at=at))


def handed_on(previous: PaymentDecision, *, hold: Hold, by: Deciders, at: datetime) -> PaymentDecision:
    """Give a held payment another owner or another day."""
    reasons = _with(previous.reasons, *_of(by))
    return _next(previous, PaymentAct.HOLD_ON, PaymentState.HELD, at, reasons, hold=hold, by=by)


def released(previous: PaymentDecision, *, by: Deciders, at: datetime) -> PaymentDecision:
    """Release a held payment by one officer, or a frozen one by two."""
    return _next(previous, PaymentAct.RELEASE, PaymentState.RELEASED, at, _of(by), by=by)


def rejected(previous: PaymentDecision, *, code: str, by: Deciders, at: datetime) -> PaymentDecision:
    """Reject a held payment with the code for the answer."""
    return _next(previous, PaymentAct.REJECT, PaymentState.REJECTED, at, _of(by), rejection=code, by=by)


def frozen(previous: PaymentDecision, *, freeze: Freeze, by: Deciders, at: datetime) -> PaymentDecision:
    """Freeze a held payment by an order that an officer names, whoever asked for it."""
    reasons = _with(previous.reasons, *_of(by))
    left = _as_left(previous, freeze)
    return _next(previous, PaymentAct.FREEZE, PaymentState.FROZEN, at, reasons, freeze=left, by=by)


def prolonged(previous: PaymentDecision, *, freeze: Freeze, by: Deciders, at: datetime) -> PaymentDecision:
    """Let a freeze last longer, on the basis that the new one names."""
    reasons = _with(previous.reasons, *_of(by))
    return _next(previous, PaymentAct.PROLONG, PaymentState.FROZEN, at, reasons, freeze=freeze, by=by)


def partly_released(
    previous: PaymentDecision, case: PaymentCase, *, release: PartialRelease, by: Deciders, at: datetime
) -> PaymentDecision:
    """Let a part of a frozen payment go, by a rule that its freeze names; the rest stays frozen (`case_left`)."""
    if previous.freeze is None:
        raise RefusedError("only what is frozen is let go in part", grounds=("payment.not-from-this-state",))
    left = previous.freeze.without(release)
    found = case_id(replace(case, amount=left.amount))
    reasons, act = _with(previous.reasons, *_of(by)), PaymentAct.PARTIAL_RELEASE
    return _next(previous, act, PaymentState.FROZEN, at, reasons, freeze=left, release=release, by=by, case=found)


def case_left(case: PaymentCase, following: PaymentDecision) -> PaymentCase:
    """Give the case by which a payment is decided after this: of what is left, where a part was let go."""
    if following.partial_release is None or following.freeze is None:
        return case
    return replace(case, amount=following.freeze.amount)


def expired(previous: PaymentDecision, *, policy: DecisionPolicy, at: datetime) -> PaymentDecision:
    """Hold what was frozen until now, for a person to decide."""
    reasons = _with((_was_frozen(ReasonCode.FREEZE_EXPIRED, previous),), *previous.reasons)
    return _next(previous, PaymentAct.EXPIRE, PaymentState.HELD, at, reasons, hold=hold_from(policy, at=at))


def held_after_freeze(
    previous: PaymentDecision, case: PaymentCase, *, policy: DecisionPolicy, at: datetime, by: Deciders
) -> PaymentDecision:
    """Hold on what was ever frozen, by what is known now: whatever that is, two officers let it go."""
    kept = tuple(each for each in previous.reasons if each.code in AFTER_FREEZE)
    found = decide(case, policy=policy, at=at).reasons
    reasons = _with(kept, *(each for each in found if each.code is not ReasonCode.NOTHING_FOUND), *_of(by))
    hold, act = _hold(previous, policy, at), PaymentAct.HOLD_ON
    return _next(previous, act, PaymentState.HELD, at, reasons, hold=hold, by=by, case=case_id(case))


def delisted(
    previous: PaymentDecision,
    *,
    policy: DecisionPolicy,
    at: datetime,
    case: PaymentCase | None = None,
    by: Deciders | None = None,
) -> PaymentDecision:
    """Hold what was frozen for an entry that has left its list, or for a request whose freeze is lifted, for two."""
    reasons = _with((_was_frozen(ReasonCode.DELISTED, previous),), *previous.reasons)
    found, hold = case_id(case) if case else "", hold_from(policy, at=at)
    return _next(previous, PaymentAct.DELIST, PaymentState.HELD, at, reasons, hold=hold, case=found, by=by)


def relisted(previous: PaymentDecision, change: ListChange, *, policy: DecisionPolicy, at: datetime) -> PaymentDecision:
    """Record what a change of a list means for a payment that is held or frozen.

    What was frozen for an entry that has left is held for two officers. What nothing holds any more comes up for
    release at once, or is let go where the policy says so; what was ever frozen is not. A new hit starts the clock
    anew. What the rules would then reject an officer ends, as a rule; to let it go is not proposed.
    """
    freeze = previous.freeze
    if freeze is not None and (freeze.list.id, freeze.listed) in change.left:
        return delisted(previous, policy=policy, at=at, case=change.case)
    first = decide(change.case, policy=policy, at=at)
    if freeze is not None:
        new = tuple(reason_of_hit(ReasonCode.LIST_HIT, hit, str(hit.score)) for hit in change.came)
        return _listed(previous, _with(previous.reasons, *new), change, policy, at, proposal=previous.proposal)
    if first.state is PaymentState.FROZEN or waits_only_for_checks(previous):
        return decided_again(previous, change.case, policy=policy, at=at)
    gone = tuple(reason_of_hit(ReasonCode.LIST_HIT_GONE, hit) for hit in change.gone)
    kept = tuple(each for each in previous.reasons if each.code in AFTER_FREEZE)
    found = tuple(each for each in first.reasons if each.code is not ReasonCode.NOTHING_FOUND)
    reasons = _with(kept, *found, *gone) or first.reasons
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
    at, held, found = ended.decided_at, PaymentState.HELD, case_id(case)
    asks = _asked(previous, ended, Proposal(step=ProposedStep.RELEASE, reason=by.reason, made_at=at, by=by.by))
    act, hold = PaymentAct.HOLD_ON if asks == previous.proposal else PaymentAct.PROPOSE, _hold(previous, policy, at)
    return _next(previous, act, held, at, ended.reasons, hold=hold, by=by, proposal=asks, case=found)


def proposed(
    previous: PaymentDecision, proposal: Proposal, *, case: PaymentCase, policy: DecisionPolicy, at: datetime
) -> PaymentDecision:
    """Let a proposal wait for a second officer; `case` has the claim in it where an exemption is proposed."""
    by = Deciders(reason="", by=proposal.by)
    return _standing(previous, PaymentAct.PROPOSE, by, case=case, policy=policy, at=at, proposal=proposal)


def turned_down(
    previous: PaymentDecision, *, case: PaymentCase, policy: DecisionPolicy, by: Deciders, at: datetime
) -> PaymentDecision:
    """Answer a proposal with no: its own officer withdraws it, another one declines it."""
    waits = previous.proposal
    act = PaymentAct.WITHDRAW if waits is not None and waits.by == by.by else PaymentAct.DECLINE
    return _standing(previous, act, by, case=case, policy=policy, at=at)


def confirmed(
    previous: PaymentDecision, case: PaymentCase, *, policy: DecisionPolicy, by: Deciders, at: datetime
) -> PaymentDecision:
    """Do what was proposed, by who proposed it and who confirms; what the rules proposed one officer lets go."""
    waits = previous.proposal
    if waits is None:
        raise RefusedError("nothing waits to be confirmed", grounds=(NOTHING_PROPOSED,))
    if waits.release is not None:
        return partly_released(previous, case, release=waits.release, by=by, at=at)
    if waits.step is ProposedStep.EXEMPTION:
        return _exempted(previous, case, policy=policy, by=by, at=at)
    return released(previous, by=by, at=at)


def _exempted(
    previous: PaymentDecision, case: PaymentCase, *, policy: DecisionPolicy, by: Deciders, at: datetime
) -> PaymentDecision:
    """Decide by an established exemption: what is held by everything else too, what is frozen by nothing but this."""
    if previous.state is PaymentState.HELD:
        return decided_again(previous, case, policy=policy, at=at, by=by)
    first = decide(case, policy=policy, at=at)
    if first.state is not PaymentState.RELEASED:
        raise RefusedError("something else keeps it frozen or held", grounds=(OUT_OF_REACH,))
    reasons = _with(first.reasons, *_of(by))
    return _next(previous, PaymentAct.RELEASE, PaymentState.RELEASED, at, reasons, by=by, case=case_id(case))


def _standing(
    previous: PaymentDecision,
    act: PaymentAct,
    by: Deciders,
    *,
    case: PaymentCase,
    policy: DecisionPolicy,
    at: datetime,
    proposal: Proposal | None = None,
) -> PaymentDecision:
    """Record something about a payment that stays where it stands."""
    return _next(
        previous,
        act,
        previous.state,
        at,
        _with(previous.reasons, *_of(by)),
        hold=_hold(previous, policy, at),
        freeze=previous.freeze,
        by=by,
        proposal=proposal,
        case=case_id(case),
    )


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
        _next(
            previous,
            PaymentAct.LIST_CHANGE,
            previous.state,
            at,
            reasons,
            hold=_hold(previous, policy, at, new=change.came),
            freeze=previous.freeze,
            proposal=proposal,
            case=case_id(change.case),
        ),
        lists=tuple(sorted(set(change.case.screening.lists))),
    )


def _hold(
    previous: PaymentDecision, policy: DecisionPolicy, at: datetime, *, new: Sequence[object] = ()
) -> Hold | None:
    """Give the hold of a payment that stays held; its clock begins anew where it has run out or something is new."""
    still = previous.hold
    if previous.state is not PaymentState.HELD:
        return None
    return still if still is not None and still.until > at and not new else hold_from(policy, at=at)


def _next(
    previous: PaymentDecision,
    act: PaymentAct,
    state: PaymentState,
    at: datetime,
    reasons: tuple[Reason, ...],
    *,
    hold: Hold | None = None,
    freeze: Freeze | None = None,
    rejection: str = "",
    release: PartialRelease | None = None,
    by: Deciders | None = None,
    proposal: Proposal | None = None,
    case: str = "",
) -> PaymentDecision:
    following = PaymentDecision(
        payment=previous.payment,
        act=act,
        state=state,
        decided_at=at,
        case=case or previous.case,
        reasons=reasons,
        rules=previous.rules,
        lists=previous.lists,
        hold=hold,
        freeze=freeze,
        rejection=rejection,
        partial_release=release,
        previous=decision_id(previous),
        by=by.by if by else NOBODY,
        second=by.second if by else NOBODY,
        proposal=proposal or (previous.proposal if act is PaymentAct.HOLD_ON else None),
    )
    return _checked(previous, following)


def _checked(previous: PaymentDecision, following: PaymentDecision) -> PaymentDecision:
    grounds = grounds_against(previous, following)
    if grounds:
        raise RefusedError(f"{following.act} may not follow {previous.act}", grounds=grounds)
    return following


def _of(by: Deciders | None) -> tuple[Reason, ...]:
    said = (by.reason, by.confirmed) if by else ()
    return tuple(Reason(code=ReasonCode.OFFICER, arguments=(each[:400],)) for each in said if each)


def _with(reasons: Sequence[Reason], *more: Reason) -> tuple[Reason, ...]:
    return tuple(dict.fromkeys((*reasons, *more)))[:MOST_REASONS]
