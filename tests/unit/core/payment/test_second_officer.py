"""What one officer proposes another confirms, exactly that, or declines; and nobody does both."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from simpul.core.errors import InputError, RefusedError
from simpul.core.payment.continuing import expired, held_on, partly_released, released
from simpul.core.payment.deciding import decide
from simpul.core.payment.decision import PaymentAct, PaymentDecision, PaymentState, ReasonCode
from simpul.core.payment.findings import HitVerdict, PaymentCase
from simpul.core.payment.freezing import NOBODY, ClaimStatus, PartialRelease
from simpul.core.payment.letting_go import PAYEE_NOT_COMPARED
from simpul.core.payment.proposing import Proposal, ProposedStep
from simpul.core.payment.seconding import confirmed, proposed, turned_down
from simpul.core.payment.sequel import Deciders
from simpul.core.payment.transition import (
    ALREADY_PROPOSED,
    NOT_THE_PROPOSER,
    NOTHING_PROPOSED,
    ONE_AND_THE_SAME,
    PROPOSAL_CHANGED,
    grounds_against,
    is_history,
)
from tests.payments import AT, AYU, BIMA, POLICY, a_case, a_claim, a_hit, a_payee, an_order, asked, euros

HOUR = timedelta(hours=1)
CASE = a_case(a_hit(HitVerdict.SAME, order=an_order()), payee=a_payee())
ONE = Deciders(reason="looked at", by=AYU)
SECOND = Deciders(reason="looked at", by=AYU, second=BIMA, confirmed="seen the judgement")
PART = PartialRelease(rule="food", amount=euros("300.00"), payee="Landlord", reason="rent and food")


def frozen() -> PaymentDecision:
    return decide(CASE, policy=POLICY, at=AT)


def answered(last: PaymentDecision, by: Deciders = SECOND, case: PaymentCase = CASE) -> PaymentDecision:
    return confirmed(last, case, policy=POLICY, by=by, at=AT + HOUR)


def claims(last: PaymentDecision, case: PaymentCase) -> PaymentDecision:
    claim = replace(a_claim(ClaimStatus.CLAIMED), evidence="grant agreement 7", by=AYU)
    proposal = Proposal(step=ProposedStep.EXEMPTION, reason="food aid", made_at=AT, by=AYU, claim=claim)
    return proposed(last, proposal, case=replace(case, exemptions=(claim,)), policy=POLICY, at=AT)


def test_a_proposal_changes_nothing_but_that_it_waits() -> None:
    waiting = asked(frozen(), case=CASE)
    assert (waiting.state, waiting.act, waiting.by) == (PaymentState.FROZEN, PaymentAct.PROPOSE, AYU)
    assert (waiting.freeze, waiting.reasons) == (frozen().freeze, frozen().reasons)


def test_another_officer_confirms_and_both_and_both_reasons_are_on_record() -> None:
    waiting = asked(frozen(), case=CASE)
    done = answered(waiting)
    assert (done.state, done.by, done.second) == (PaymentState.RELEASED, AYU, BIMA)
    assert [each.arguments for each in done.reasons] == [("looked at",), ("seen the judgement",)]
    assert is_history([frozen(), waiting, done])


def test_a_part_is_confirmed_as_it_was_proposed_and_not_otherwise() -> None:
    waiting = asked(frozen(), part=PART, case=CASE)
    done = answered(waiting)
    assert done.freeze is not None
    assert (done.state, done.freeze.amount) == (PaymentState.FROZEN, euros("950.00"))
    with pytest.raises(RefusedError) as refused:
        partly_released(waiting, CASE, release=replace(PART, payee="Somebody Else"), by=SECOND, at=AT + HOUR)
    assert refused.value.grounds == (PROPOSAL_CHANGED, PAYEE_NOT_COMPARED)
    with pytest.raises(RefusedError) as refused:
        released(waiting, CASE, by=SECOND, at=AT + HOUR)
    assert refused.value.grounds == (PROPOSAL_CHANGED,)


def test_nobody_confirms_or_declines_what_he_proposed_and_nobody_else_withdraws_it() -> None:
    waiting = asked(frozen(), case=CASE)
    with pytest.raises(InputError):
        answered(waiting, replace(SECOND, second=AYU))
    with pytest.raises(RefusedError) as refused:
        answered(waiting, Deciders(reason="mine now", by=BIMA, second=AYU))
    assert refused.value.grounds == (NOT_THE_PROPOSER,)
    own = turned_down(waiting, case=CASE, policy=POLICY, by=ONE, at=AT + HOUR)
    other = turned_down(waiting, case=CASE, policy=POLICY, by=Deciders(reason="no", by=BIMA), at=AT + HOUR)
    assert (own.act, other.act) == (PaymentAct.WITHDRAW, PaymentAct.DECLINE)
    assert (own.proposal, other.proposal) == (None, None)
    assert grounds_against(waiting, replace(own, act=PaymentAct.DECLINE)) == (ONE_AND_THE_SAME,)
    assert grounds_against(waiting, replace(other, act=PaymentAct.WITHDRAW)) == (NOT_THE_PROPOSER,)


def test_nothing_is_confirmed_or_declined_that_was_not_proposed() -> None:
    answers: list[Callable[[], PaymentDecision]] = [
        lambda: answered(frozen()),
        lambda: released(frozen(), CASE, by=SECOND, at=AT + HOUR),
        lambda: turned_down(frozen(), case=CASE, policy=POLICY, by=ONE, at=AT + HOUR),
    ]
    for answer in answers:
        with pytest.raises(RefusedError) as refused:
            answer()
        assert refused.value.grounds == (NOTHING_PROPOSED,)


def test_one_proposal_waits_at_a_time() -> None:
    with pytest.raises(RefusedError) as refused:
        asked(asked(frozen(), case=CASE), part=PART, case=CASE, by=BIMA)
    assert refused.value.grounds == (ALREADY_PROPOSED,)


def test_a_clock_that_runs_out_leaves_a_proposal_where_it_is_and_an_expiry_ends_it() -> None:
    late = AT + timedelta(days=91)
    held = expired(asked(frozen(), case=CASE), CASE, policy=POLICY, at=late)
    assert held.proposal is None
    waiting = asked(held, case=CASE)
    later = held_on(waiting, policy=POLICY, at=late + timedelta(days=2))
    assert later.proposal == waiting.proposal
    assert grounds_against(waiting, replace(later, proposal=None)) == (PROPOSAL_CHANGED,)
    done = confirmed(later, CASE, policy=POLICY, by=SECOND, at=late + timedelta(days=3))
    assert is_history([frozen(), asked(frozen(), case=CASE), held, waiting, later, done])


def test_an_exemption_is_claimed_by_one_and_established_by_two_and_lets_what_is_frozen_go() -> None:
    waiting = claims(frozen(), CASE)
    established = replace(CASE, exemptions=(a_claim(ClaimStatus.ESTABLISHED),))
    done = answered(waiting, case=established)
    assert (done.state, done.by, done.second) == (PaymentState.RELEASED, AYU, BIMA)
    assert done.reasons[0].code is ReasonCode.EXEMPTION_ESTABLISHED
    assert is_history([frozen(), waiting, done])
    elsewhere = replace(established, exemptions=(replace(a_claim(ClaimStatus.ESTABLISHED), reference="XBi.9"),))
    with pytest.raises(RefusedError) as refused:
        answered(waiting, case=elsewhere)
    assert refused.value.grounds == ("payment.exemption-does-not-reach",)


def test_an_exemption_lets_a_held_payment_go_without_an_order_but_not_past_another_hit() -> None:
    same = a_hit(HitVerdict.SAME)
    for others, state in (((), PaymentState.RELEASED), ((replace(a_hit(), reference="XBi.9"),), PaymentState.HELD)):
        case = a_case(same, *others)
        held = decide(case, policy=POLICY, at=AT)
        waiting = claims(held, case)
        claim = replace(a_claim(ClaimStatus.ESTABLISHED), reference=same.reference)
        done = answered(waiting, case=replace(case, exemptions=(claim,)))
        assert (done.state, done.proposal) == (state, None)
        assert is_history([held, waiting, done])


def test_the_rules_propose_to_release_and_nothing_else_and_are_no_officer() -> None:
    Proposal(step=ProposedStep.RELEASE, reason="nothing holds it", made_at=AT, by=NOBODY)
    with pytest.raises(InputError):
        Proposal(step=ProposedStep.PARTIAL_RELEASE, reason="rent", made_at=AT, by=NOBODY, release=PART)
    with pytest.raises(InputError):
        Proposal(step=ProposedStep.RELEASE, reason=" ", made_at=AT, by=AYU)
    with pytest.raises(InputError):
        Proposal(step=ProposedStep.RELEASE, reason="rent", made_at=AT, by=AYU, release=PART)
