"""What may follow a decision: released and rejected are the end; held and frozen go on, and only by a record.

Rules:
1. A decision follows the last one of the same payment and names it; it is not earlier.
2. Nothing follows a release or a rejection: the money has gone, or the answer has.
3. A hold that runs out is held on: by itself time releases nothing. A person ends a hold, unless all that held was a
   check that had not come to its end: then the rules decide again when it has.
4. What was ever frozen is let go, and since edition 3 of the rules sent back, only by two officers: whole after a
   delisting or an order, or in part by a rule that the freeze names and up to its amount. While it is frozen it is not
   sent back. When a freeze ends the payment is held, or frozen by another order that is in force; the record keeps
   saying why. What two officers do the first has proposed, in a record of its own, and the second confirms that alone.
5. A freeze is prolonged or set by an order, on its basis, for the entry that it is for; its amount changes only by what
   was let go. Whom officers judge to be who while it stands is recorded, and leaves it as it is.
6. A change of a list is recorded by the rules. They release what nothing holds any more only where nothing but open
   hits held it, and every one of them has gone; as a rule they propose it.
7. A decision is held to the edition of the rules that it names: what was recorded under an earlier one stays true. No
   decision is of an earlier edition than the one before it.

Norm: Security Council resolution 1373 (2001), paragraph 1 (c): what is frozen is not made available, also not by being
sent back.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence

from simpul.core.errors import InputError
from simpul.core.payment.deciding import edition_of
from simpul.core.payment.decision import PaymentAct, PaymentDecision, PaymentState, Reason, ReasonCode, decision_id
from simpul.core.payment.findings import RuleEffect
from simpul.core.payment.freezing import Freeze
from simpul.core.payment.proposing import Proposal, ProposedStep

NOT_THE_PREVIOUS = "payment.not-the-previous"
EARLIER = "payment.earlier"
AT_ITS_END = "payment.at-its-end"
NOT_FROM_THIS_STATE = "payment.not-from-this-state"
NEEDS_A_PERSON = "payment.needs-a-person"
NEEDS_TWO = "payment.needs-two-officers"
NOT_YET_EXPIRED = "payment.not-yet-expired"
NO_SUCH_RULE = "payment.no-such-rule-of-release"
MORE_THAN_ALLOWED = "payment.more-than-may-be-let-go"
FREEZE_CHANGED = "payment.freeze-changed"
FREEZE_FORGOTTEN = "payment.freeze-forgotten"
SHORTER = "payment.shorter-freeze"
ANOTHER_PAYMENT = "payment.another-payment"
NOTHING_PROPOSED = "payment.nothing-proposed"
ALREADY_PROPOSED = "payment.already-proposed"
ONE_AND_THE_SAME = "payment.one-and-the-same-officer"
NOT_THE_PROPOSER = "payment.not-the-proposer"
PROPOSAL_CHANGED = "payment.proposal-changed"
EARLIER_EDITION = "payment.earlier-edition"
OUT_OF_REACH = "payment.exemption-does-not-reach"
"""A ground against claiming or establishing an exemption."""
NOT_CLEARED = "payment.not-cleared-to-take"
"""A ground against taking payments from somebody at all."""

BACK_BY_TWO_SINCE = 3
"""The first edition of the rules by which two officers send back what was ever frozen."""

HELD, FROZEN = PaymentState.HELD, PaymentState.FROZEN
RELEASED, REJECTED = PaymentState.RELEASED, PaymentState.REJECTED

STANDING = frozenset({HELD, FROZEN})
"""States in which a payment waits."""

STEPS: Mapping[PaymentAct, tuple[tuple[PaymentState, PaymentState], ...]] = {
    PaymentAct.DECIDE_AGAIN: ((HELD, HELD), (HELD, RELEASED), (HELD, REJECTED), (HELD, FROZEN)),
    PaymentAct.HOLD_ON: ((HELD, HELD),),
    PaymentAct.RELEASE: ((HELD, RELEASED), (FROZEN, RELEASED)),
    PaymentAct.REJECT: ((HELD, REJECTED),),
    PaymentAct.FREEZE: ((HELD, FROZEN),),
    PaymentAct.PROLONG: ((FROZEN, FROZEN),),
    PaymentAct.PARTIAL_RELEASE: ((FROZEN, FROZEN),),
    PaymentAct.JUDGE: ((FROZEN, FROZEN),),
    PaymentAct.EXPIRE: ((FROZEN, HELD), (FROZEN, FROZEN)),
    PaymentAct.DELIST: ((FROZEN, RELEASED), (FROZEN, HELD), (FROZEN, FROZEN)),
    PaymentAct.LIST_CHANGE: ((HELD, HELD), (FROZEN, FROZEN)),
    PaymentAct.PROPOSE: ((HELD, HELD), (FROZEN, FROZEN)),
    PaymentAct.DECLINE: ((HELD, HELD), (FROZEN, FROZEN)),
    PaymentAct.WITHDRAW: ((HELD, HELD), (FROZEN, FROZEN)),
}
"""From which state to which each act goes."""

BY_ITSELF = frozenset(
    {PaymentAct.HOLD_ON, PaymentAct.EXPIRE, PaymentAct.FREEZE, PaymentAct.DELIST, PaymentAct.LIST_CHANGE}
)
"""What the rules may do without a person: hold on, hold what has expired or was delisted, freeze by an order, and
record that a list has changed."""

STOPPED = frozenset(
    {
        ReasonCode.SCREENING_TIMED_OUT,
        ReasonCode.SCREENING_FAILED,
        ReasonCode.SCREENING_NOT_RUN,
        ReasonCode.RULES_NOT_RUN,
    }
)
"""Why a payment was held that no person needs to look at, once the check is done."""

BESIDE = frozenset(
    {
        ReasonCode.HOLD_TIMED_OUT,
        ReasonCode.LIST_HIT_DISMISSED,
        ReasonCode.LIST_HIT_GONE,
        ReasonCode.EXEMPTION_ESTABLISHED,
        ReasonCode.RULE_OVERRIDDEN,
        ReasonCode.NOTHING_FOUND,
    }
)
"""Reasons that held nothing."""

AFTER_FREEZE = frozenset({ReasonCode.FREEZE_EXPIRED, ReasonCode.DELISTED})
"""Reasons by which a held payment is known to have been frozen."""


MAKES_PROPOSAL = frozenset({PaymentAct.PROPOSE, PaymentAct.LIST_CHANGE})
KEEPS_PROPOSAL = frozenset({PaymentAct.HOLD_ON, PaymentAct.JUDGE})
"""What leaves a proposal as it is, but where two officers do what it says; whatever else is done ends it."""

CONFIRMS: Mapping[ProposedStep, frozenset[PaymentAct]] = {
    ProposedStep.RELEASE: frozenset({PaymentAct.RELEASE}),
    ProposedStep.PARTIAL_RELEASE: frozenset({PaymentAct.PARTIAL_RELEASE}),
    ProposedStep.EXEMPTION: frozenset({PaymentAct.DECIDE_AGAIN, PaymentAct.HOLD_ON, PaymentAct.RELEASE}),
    ProposedStep.REJECTION: frozenset({PaymentAct.REJECT}),
}
"""By which acts two officers do what was proposed."""


def may_follow(previous: PaymentDecision | None, following: PaymentDecision) -> bool:
    """Say whether a decision may be recorded after another, or as the first one."""
    return not grounds_against(previous, following)


def grounds_against(previous: PaymentDecision | None, following: PaymentDecision) -> tuple[str, ...]:
    """Give every ground on which a decision may not follow another; none means that it may."""
    if previous is None or following.act is PaymentAct.FIRST:
        return () if previous is None and following.act is PaymentAct.FIRST else (NOT_THE_PREVIOUS,)
    return tuple(
        dict.fromkeys(
            [
                *_order(previous, following),
                *_step(previous, following),
                *_freeze(previous, following),
                *_proposal(previous, following),
            ]
        )
    )


def is_history(decisions: Sequence[PaymentDecision]) -> bool:
    """Say whether these decisions, in this order, are all there is to say of one payment."""
    before = (None, *decisions[:-1])
    return bool(decisions) and all(map(may_follow, before, decisions))


def _order(previous: PaymentDecision, following: PaymentDecision) -> Iterator[str]:
    if following.payment != previous.payment:
        yield ANOTHER_PAYMENT
    if following.previous != decision_id(previous):
        yield NOT_THE_PREVIOUS
    if following.decided_at < previous.decided_at:
        yield EARLIER
    if edition_of(following) < edition_of(previous):
        yield EARLIER_EDITION
    if previous.state in (RELEASED, REJECTED):
        yield AT_ITS_END


def waits_only_for_checks(decision: PaymentDecision) -> bool:
    """Say whether a payment is held for nothing but checks that had not come to their end."""
    codes = {each.code for each in decision.reasons if not _is_remark(each)}
    return decision.state is HELD and not codes.isdisjoint(STOPPED) and codes <= STOPPED | BESIDE


def was_frozen(decision: PaymentDecision) -> bool:
    """Say whether a payment is frozen, or held after it was."""
    return decision.state is FROZEN or any(each.code in AFTER_FREEZE for each in decision.reasons)


def is_freed_by_lists(previous: PaymentDecision, following: PaymentDecision) -> bool:
    """Say whether nothing but open hits held a payment, and each of them has gone with a change of its list."""
    held_by = [each for each in previous.reasons if each.code not in BESIDE and not _is_remark(each)]
    gone = {_entry(each) for each in following.reasons if each.code is ReasonCode.LIST_HIT_GONE}
    return bool(held_by) and all(each.code is ReasonCode.LIST_HIT and _entry(each) in gone for each in held_by)


def _entry(reason: Reason) -> tuple[str, str]:
    return reason.list.id if reason.list else "", reason.arguments[0] if reason.arguments else ""


def _is_remark(reason: Reason) -> bool:
    of_rule = reason.code in (ReasonCode.RULE, ReasonCode.RULE_UNKNOWN)
    return of_rule and reason.arguments[:1] in ((RuleEffect.NOTE,), (RuleEffect.ALERT,))


def _step(previous: PaymentDecision, following: PaymentDecision) -> Iterator[str]:
    act, step = following.act, (previous.state, following.state)
    if step not in STEPS.get(act, ()):
        yield NOT_FROM_THIS_STATE
    again = act is PaymentAct.DECIDE_AGAIN
    freed = again and (waits_only_for_checks(previous) or is_freed_by_lists(previous, following))
    if not (following.by or act in BY_ITSELF or freed):
        yield NEEDS_A_PERSON
    if was_frozen(previous) and not following.second and _moves_money(following):
        yield NEEDS_TWO
    if following.state is HELD and was_frozen(previous) and not was_frozen(following):
        yield FREEZE_FORGOTTEN


def _moves_money(following: PaymentDecision) -> bool:
    """Say whether money moves by a decision, as its edition of the rules has it."""
    if following.state is REJECTED:
        return edition_of(following) >= BACK_BY_TWO_SINCE
    return following.state is RELEASED or following.act is PaymentAct.PARTIAL_RELEASE


def _freeze(previous: PaymentDecision, following: PaymentDecision) -> Iterator[str]:
    before, after = previous.freeze, following.freeze
    if before is None:
        return
    if following.act is PaymentAct.EXPIRE and following.decided_at < before.expires_at:
        yield NOT_YET_EXPIRED
    if after is None:
        return
    yield from CHANGES.get(following.act, _no_change)(before, after, following)


def _proposal(previous: PaymentDecision, following: PaymentDecision) -> Iterator[str]:
    """Hold proposals to their rules: one at a time, answered by another, and what two officers do was proposed."""
    waits, act = previous.proposal, following.act
    if following.proposal != waits and not _may_change(waits, following):
        yield PROPOSAL_CHANGED
    if following.proposal is not None and act not in (*MAKES_PROPOSAL, *KEEPS_PROPOSAL):
        yield PROPOSAL_CHANGED
    if act is PaymentAct.PROPOSE and waits is not None and waits.by:
        yield ALREADY_PROPOSED
    made = following.proposal
    if made is not None and made.step is ProposedStep.REJECTION and following.state is not HELD:
        yield NOT_FROM_THIS_STATE
    if act in (PaymentAct.DECLINE, PaymentAct.WITHDRAW):
        yield from _answered(waits, following)
    if following.second:
        yield from _confirmed(previous, following)


def _may_change(waits: Proposal | None, following: PaymentDecision) -> bool:
    """Say whether what waited may be another now: no change of a list sets an officer's proposal aside.

    What the rules proposed lapses where something holds the payment again.
    """
    lapses = waits is not None and not waits.by and following.proposal is None
    if following.act is PaymentAct.LIST_CHANGE:
        made = following.proposal
        return (waits is None or not waits.by) and (made is None or not made.by)
    return lapses or following.act not in KEEPS_PROPOSAL or bool(following.second and following.proposal is None)


def _answered(waits: Proposal | None, following: PaymentDecision) -> Iterator[str]:
    if waits is None:
        yield NOTHING_PROPOSED
    elif following.act is PaymentAct.DECLINE and following.by == waits.by:
        yield ONE_AND_THE_SAME
    elif following.act is PaymentAct.WITHDRAW and following.by != waits.by:
        yield NOT_THE_PROPOSER


def _confirmed(previous: PaymentDecision, following: PaymentDecision) -> Iterator[str]:
    """Hold what two officers do to what the first of them proposed."""
    waits = previous.proposal
    if waits is None:
        yield NOTHING_PROPOSED
        return
    if waits.by != following.by:
        yield NOT_THE_PROPOSER
    if following.act not in CONFIRMS[waits.step] or following.partial_release != waits.release:
        yield PROPOSAL_CHANGED
    sent_back = following.state is REJECTED and (was_frozen(previous) or waits.step is ProposedStep.REJECTION)
    if sent_back and following.rejection != waits.rejection and edition_of(following) >= BACK_BY_TWO_SINCE:
        yield PROPOSAL_CHANGED


def _no_change(before: Freeze, after: Freeze, _following: PaymentDecision) -> Iterator[str]:
    if before != after:
        yield FREEZE_CHANGED


def _prolonged(before: Freeze, after: Freeze, _following: PaymentDecision) -> Iterator[str]:
    if (after.amount, after.scope, _listed(after)) != (before.amount, before.scope, _listed(before)):
        yield FREEZE_CHANGED
    if after.expires_at <= before.expires_at:
        yield SHORTER


def _replaced(before: Freeze, after: Freeze, following: PaymentDecision) -> Iterator[str]:
    """Hold a freeze that takes the place of one that has ended to all that was frozen, and to an order of its own."""
    if (after.amount, after.scope) != (before.amount, before.scope):
        yield FREEZE_CHANGED
    if following.act is PaymentAct.DELIST and _listed(after) == _listed(before):
        yield FREEZE_CHANGED


def _listed(freeze: Freeze) -> tuple[str, str]:
    """Give the entry that a freeze is for."""
    return freeze.list.id, freeze.listed


def _let_go(before: Freeze, after: Freeze, following: PaymentDecision) -> Iterator[str]:
    let_go = following.partial_release
    if let_go is None or before.rule(let_go.rule) is None:
        yield NO_SUCH_RULE
        return
    try:
        left = before.without(let_go)
    except InputError:
        yield MORE_THAN_ALLOWED
        return
    if after != left:
        yield FREEZE_CHANGED


CHANGES: Mapping[PaymentAct, Callable[[Freeze, Freeze, PaymentDecision], Iterator[str]]] = {
    PaymentAct.PROLONG: _prolonged,
    PaymentAct.PARTIAL_RELEASE: _let_go,
    PaymentAct.EXPIRE: _replaced,
    PaymentAct.DELIST: _replaced,
}
"""What each act may change of a freeze."""
