"""Seconding: what one officer proposes another confirms, exactly that, or answers with no.

Rules:
1. A proposal leaves a payment where it stands, with its clock; a clock that has run out begins anew.
2. What is confirmed is what was proposed (`core.payment.transition`), by what is known when it is confirmed: a hit that
   came after the proposal and that nobody has judged keeps the payment (`core.payment.letting_go`).
3. Nothing is proposed that could not be confirmed as things stand, for a hit that nobody has judged. The payee of a
   part is known only with the proposal: whom he or she resembles stands in it, and is judged while it waits.
"""

from datetime import datetime

from simpul.core.errors import RefusedError
from simpul.core.payment.continuing import decided_again, partly_released, rejected, released
from simpul.core.payment.deciding import DecisionPolicy, decide
from simpul.core.payment.decision import PaymentAct, PaymentDecision, PaymentState
from simpul.core.payment.findings import PaymentCase
from simpul.core.payment.letting_go import PAYEE_NOT_COMPARED, UNJUDGED, has_unjudged, is_compared
from simpul.core.payment.proposing import Proposal, ProposedStep
from simpul.core.payment.sequel import Deciders, next_decision, said_by, still_held, with_reasons
from simpul.core.payment.transition import NOTHING_PROPOSED, OUT_OF_REACH

LETS_GO = frozenset({ProposedStep.RELEASE, ProposedStep.PARTIAL_RELEASE})
"""Steps by which money goes on."""


def proposed(
    previous: PaymentDecision, proposal: Proposal, *, case: PaymentCase, policy: DecisionPolicy, at: datetime
) -> PaymentDecision:
    """Let a proposal wait for a second officer; `case` has the claim in it where an exemption is proposed."""
    if proposal.step in LETS_GO and has_unjudged(case):
        raise RefusedError(f"{PaymentAct.PROPOSE} may not follow {previous.act}", grounds=(UNJUDGED,))
    if proposal.release is not None and not is_compared(case, proposal.release.payee):
        raise RefusedError("the payee was not compared with the lists", grounds=(PAYEE_NOT_COMPARED,))
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
    if waits.step is ProposedStep.REJECTION:
        return rejected(previous, case, code=waits.rejection, by=by, at=at)
    return released(previous, case, by=by, at=at)


def _exempted(
    previous: PaymentDecision, case: PaymentCase, *, policy: DecisionPolicy, by: Deciders, at: datetime
) -> PaymentDecision:
    """Decide by an established exemption: what is held by everything else too, what is frozen by nothing but this."""
    if previous.state is PaymentState.HELD:
        return decided_again(previous, case, policy=policy, at=at, by=by)
    first = decide(case, policy=policy, at=at)
    if first.state is not PaymentState.RELEASED:
        raise RefusedError("something else keeps it frozen or held", grounds=(OUT_OF_REACH,))
    reasons = with_reasons(first.reasons, *said_by(by))
    return next_decision(previous, PaymentAct.RELEASE, PaymentState.RELEASED, at, reasons, by=by, case=case)


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
    return next_decision(
        previous,
        act,
        previous.state,
        at,
        with_reasons(previous.reasons, *said_by(by)),
        hold=still_held(previous, policy, at),
        freeze=previous.freeze,
        by=by,
        proposal=proposal,
        case=case,
    )
