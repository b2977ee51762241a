"""Every payment ends in exactly one state, and only a person's judgement with a legal basis freezes."""

from dataclasses import replace
from datetime import timedelta

import pytest

from simpul.core.errors import InputError, NotFoundError
from simpul.core.payment.completeness import Band, Item, Side, completeness
from simpul.core.payment.deciding import DecisionPolicy, IncompleteEffect, decide
from simpul.core.payment.decision import PaymentDecision, PaymentState, ReasonCode
from simpul.core.payment.edition import Edition, edition
from simpul.core.payment.findings import (
    CheckStatus,
    HitVerdict,
    Override,
    Overriding,
    PaymentCase,
    RuleEffect,
    RuleFinding,
    RulesRun,
)
from simpul.core.payment.freezing import ClaimStatus, Freeze, FreezeScope, LegalBasis
from simpul.core.payment.judging import Judgement, judged
from tests.payments import AT, AYU, BASIS, BIMA, POLICY, UN, a_case, a_claim, a_hit, a_payment, a_rule, an_order, euros

ROUND = Edition(id="round-amounts", version="3")


def decided(case: PaymentCase, policy: DecisionPolicy = POLICY) -> PaymentDecision:
    return decide(case, policy=policy, at=AT)


def codes(decision: PaymentDecision) -> list[ReasonCode]:
    return [each.code for each in decision.reasons]


def run(effect: RuleEffect, **fields: object) -> RulesRun:
    finding = RuleFinding(rule=ROUND, effect=effect, **fields)  # type: ignore[arg-type]  # the fields are the test's
    return RulesRun(status=CheckStatus.COMPLETE, rules=(ROUND,), findings=(finding,))


def test_a_payment_of_which_nothing_is_found_is_released_and_says_by_which_lists() -> None:
    decision = decided(a_case())
    assert (decision.state, codes(decision)) == (PaymentState.RELEASED, [ReasonCode.NOTHING_FOUND])
    assert decision.lists == (UN,)


@pytest.mark.parametrize("verdict", [HitVerdict.OPEN, HitVerdict.UNSURE])
def test_a_hit_that_nobody_has_confirmed_holds_and_never_freezes_however_high(verdict: HitVerdict) -> None:
    decision = decided(a_case(a_hit(verdict, order=an_order(), score=1000)))
    assert (decision.state, codes(decision)) == (PaymentState.HELD, [ReasonCode.LIST_HIT])
    assert decision.hold is not None
    assert (decision.hold.owner, decision.hold.until) == ("duty desk", AT + timedelta(hours=24))


def test_the_listed_party_without_an_order_is_held() -> None:
    assert codes(decided(a_case(a_hit(HitVerdict.SAME)))) == [ReasonCode.CONFIRMED_WITHOUT_BASIS]
    late = an_order(until=AT)
    assert decided(a_case(a_hit(HitVerdict.SAME, order=late))).state is PaymentState.HELD


def test_the_listed_party_under_an_order_in_force_is_frozen_on_its_basis() -> None:
    decision = decided(a_case(a_hit(HitVerdict.SAME, order=an_order())))
    assert decision.state is PaymentState.FROZEN
    assert decision.freeze is not None
    assert (decision.freeze.legal_basis, decision.freeze.authority) == (BASIS, "Court of State XA")
    assert (decision.freeze.amount, decision.freeze.listed) == (euros(), "XAi.001")


def test_a_hit_that_an_officer_dismissed_is_released_and_remembered() -> None:
    decision = decided(a_case(a_hit(HitVerdict.DIFFERENT, order=an_order())))
    assert (decision.state, codes(decision)) == (PaymentState.RELEASED, [ReasonCode.LIST_HIT_DISMISSED])


@pytest.mark.parametrize(
    ("status", "code"),
    [
        (CheckStatus.TIMED_OUT, ReasonCode.SCREENING_TIMED_OUT),
        (CheckStatus.FAILED, ReasonCode.SCREENING_FAILED),
        (CheckStatus.NOT_RUN, ReasonCode.SCREENING_NOT_RUN),
    ],
)
def test_a_screening_that_did_not_end_holds(status: CheckStatus, code: ReasonCode) -> None:
    decision = decided(a_case(status=status))
    assert (decision.state, codes(decision)) == (PaymentState.HELD, [code])


def test_rules_that_did_not_end_and_a_part_nobody_read_hold() -> None:
    assert codes(decided(a_case(rules=RulesRun(status=CheckStatus.TIMED_OUT)))) == [ReasonCode.RULES_NOT_RUN]
    assert codes(decided(a_case(unread=("CdtTrfTxInf/Xyz",)))) == [ReasonCode.PART_NOT_READ]


@pytest.mark.parametrize(
    ("status", "state"),
    [
        (ClaimStatus.CLAIMED, PaymentState.HELD),
        (ClaimStatus.ESTABLISHED, PaymentState.RELEASED),
        (ClaimStatus.REFUSED, PaymentState.FROZEN),
    ],
)
def test_a_humanitarian_exemption_holds_when_claimed_and_passes_when_established(
    status: ClaimStatus, state: PaymentState
) -> None:
    case = a_case(a_hit(HitVerdict.SAME, order=an_order()), exemptions=(a_claim(status),))
    assert decided(case).state is state


@pytest.mark.parametrize("fields", [{"until": "2026-03-13"}, {"from_day": "2026-03-15"}])
def test_an_exemption_that_is_not_in_force_reaches_nothing(fields: dict[str, str]) -> None:
    claim = a_claim(ClaimStatus.ESTABLISHED, **fields)
    case = a_case(a_hit(HitVerdict.SAME, order=an_order()), exemptions=(claim,))
    assert decided(case).state is PaymentState.FROZEN


def test_an_established_exemption_of_one_designation_leaves_an_open_hit_held() -> None:
    case = a_case(a_hit(HitVerdict.SAME, order=an_order()), a_hit(), exemptions=(a_claim(ClaimStatus.ESTABLISHED),))
    assert decided(case).state is PaymentState.HELD


def test_a_rule_holds_or_rejects_or_only_notes() -> None:
    assert decided(a_case(rules=run(RuleEffect.HOLD))).state is PaymentState.HELD
    assert decided(a_case(rules=run(RuleEffect.ALERT))).state is PaymentState.RELEASED
    rejected = decided(a_case(rules=run(RuleEffect.REJECT, rejection="AG01")))
    assert (rejected.state, rejected.rejection) == (PaymentState.REJECTED, "AG01")
    assert ROUND in rejected.rules


def test_holding_goes_before_rejecting() -> None:
    case = a_case(a_hit(), rules=run(RuleEffect.REJECT, rejection="AG01"))
    assert decided(case).state is PaymentState.HELD


def test_two_officers_set_a_rule_aside_where_it_may_be_and_for_as_long_as_they_said() -> None:
    pair = Override(
        id="family", rules=("round-amounts",), reason="grandparents", by=AYU, second=BIMA, expires_at=AT + timedelta(1)
    )
    may = run(RuleEffect.HOLD, overriding=Overriding.ALLOWED)
    assert codes(decided(a_case(rules=may, overrides=(pair,)))) == [ReasonCode.RULE_OVERRIDDEN]
    assert decided(a_case(rules=run(RuleEffect.HOLD), overrides=(pair,))).state is PaymentState.HELD
    assert decided(a_case(a_hit(), rules=may, overrides=(pair,))).state is PaymentState.HELD
    later = decide(a_case(rules=may, overrides=(pair,)), policy=POLICY, at=AT + timedelta(2))
    assert later.state is PaymentState.HELD


@pytest.mark.parametrize(
    ("effect", "state"),
    [
        (IncompleteEffect.NOTE, PaymentState.RELEASED),
        (IncompleteEffect.HOLD, PaymentState.HELD),
        (IncompleteEffect.REJECT, PaymentState.REJECTED),
    ],
)
def test_what_an_incomplete_payment_comes_to_is_the_nodes_policy(effect: IncompleteEffect, state: PaymentState) -> None:
    lacking = completeness(a_payment(), a_rule((Side.ORIGINATOR, Item.ADDRESS, Band.EVERY)))
    decision = decided(a_case(completeness=lacking), DecisionPolicy(owner="desk", incomplete=effect))
    assert (decision.state, decision.reasons[0].arguments) == (state, ("originator.address",))


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: LegalBasis(instrument=" "),
        lambda: Freeze(
            legal_basis=BASIS, authority="", amount=euros(), scope=FreezeScope.WHOLE, expires_at=AT, list=UN, listed="1"
        ),
        lambda: Freeze(
            legal_basis=BASIS, authority="C", amount=euros(), scope=FreezeScope.WHOLE, expires_at=AT, list=UN, listed=""
        ),
        lambda: an_order(until=AT - timedelta(days=2)),
    ],
)
def test_a_freeze_is_not_made_without_a_basis_an_authority_an_end_and_an_entry(wrong: object) -> None:
    with pytest.raises(InputError):
        wrong()  # type: ignore[operator]  # each is a maker


def test_an_edition_is_written_and_read_as_one_word() -> None:
    assert edition(str(ROUND)) == ROUND
    with pytest.raises(InputError):
        edition("round-amounts")


def test_an_officer_says_the_same_of_a_hit_twice_and_is_not_told_that_there_is_no_such_hit() -> None:
    unsure = Judgement(list_id=UN.id, reference="XAi.001", verdict=HitVerdict.UNSURE)
    once = judged(a_case(a_hit()), unsure, AYU)
    assert judged(once, unsure, AYU) == once
    with pytest.raises(NotFoundError):
        judged(once, replace(unsure, reference="XAi.002"), AYU)
