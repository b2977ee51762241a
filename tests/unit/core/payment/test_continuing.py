"""What follows a decision is a new record, and some things may not follow."""

from dataclasses import replace
from datetime import timedelta

import pytest

from simpul.core.errors import InputError, RefusedError
from simpul.core.payment.continuing import (
    case_left,
    decided_again,
    delisted,
    expired,
    handed_on,
    held_on,
    partly_released,
    prolonged,
    rejected,
    released,
)
from simpul.core.payment.deciding import decide
from simpul.core.payment.decision import Hold, PaymentAct, PaymentDecision, PaymentState, ReasonCode
from simpul.core.payment.findings import CheckStatus, HitVerdict, case_id
from simpul.core.payment.freezing import NOBODY, FreezeScope, PartialRelease
from simpul.core.payment.letting_go import JUDGED_SAME
from simpul.core.payment.sequel import Deciders
from simpul.core.payment.transition import (
    AT_ITS_END,
    FREEZE_CHANGED,
    FREEZE_FORGOTTEN,
    NEEDS_A_PERSON,
    NEEDS_TWO,
    NOT_THE_PREVIOUS,
    NOT_YET_EXPIRED,
    grounds_against,
    is_history,
    may_follow,
)
from tests.payments import AT, AYU, BIMA, FOOD, POLICY, a_case, a_hit, a_payee, an_order, asked, euros

HOUR = timedelta(hours=1)
CASE = a_case(a_hit(HitVerdict.SAME, order=an_order()), payee=a_payee())
JUDGED = a_case(a_hit(HitVerdict.DIFFERENT))
ONE = Deciders(reason="looked at", by=AYU)
TWO = Deciders(reason="looked at", by=AYU, second=BIMA)


def held() -> PaymentDecision:
    return decide(a_case(a_hit()), policy=POLICY, at=AT)


def frozen(figure: str | None = None) -> PaymentDecision:
    rule = replace(FOOD, most=euros(figure) if figure else None)
    return decide(a_case(a_hit(HitVerdict.SAME, order=an_order(rules=(rule,)))), policy=POLICY, at=AT)


def food(figure: str) -> PartialRelease:
    return PartialRelease(rule="food", amount=euros(figure), payee="Landlord", reason="rent and food")


def grounds(refused: pytest.ExceptionInfo[RefusedError]) -> tuple[str, ...]:
    return refused.value.grounds


def test_a_hold_that_runs_out_is_held_on_and_keeps_its_reasons() -> None:
    following = held_on(held(), policy=POLICY, at=AT + 25 * HOUR)
    assert following.state is PaymentState.HELD
    assert [each.code for each in following.reasons] == [ReasonCode.LIST_HIT, ReasonCode.HOLD_TIMED_OUT]
    assert is_history([held(), following])


def test_one_officer_releases_or_rejects_what_is_held_and_the_rules_do_not() -> None:
    assert released(held(), JUDGED, by=ONE, at=AT + HOUR).state is PaymentState.RELEASED
    assert rejected(held(), JUDGED, code="AG01", by=ONE, at=AT + HOUR).rejection == "AG01"
    alone = replace(released(held(), JUDGED, by=ONE, at=AT + HOUR), by=NOBODY)
    assert grounds_against(held(), alone) == (NEEDS_A_PERSON,)


def test_a_hold_gets_another_owner() -> None:
    hold = Hold(until=AT + 48 * HOUR, owner="b.lestari")
    assert handed_on(held(), hold=hold, by=ONE, at=AT + HOUR).hold == hold


def test_nothing_follows_a_release() -> None:
    done = released(held(), JUDGED, by=ONE, at=AT + HOUR)
    with pytest.raises(RefusedError) as refused:
        released(done, JUDGED, by=TWO, at=AT + 2 * HOUR)
    assert AT_ITS_END in grounds(refused)


def test_what_is_frozen_is_released_by_two_officers() -> None:
    with pytest.raises(RefusedError) as refused:
        released(frozen(), CASE, by=ONE, at=AT + HOUR)
    assert grounds(refused) == (NEEDS_TWO, JUDGED_SAME)
    assert released(asked(frozen()), CASE, by=TWO, at=AT + HOUR).state is PaymentState.RELEASED


def test_what_is_frozen_is_not_rejected() -> None:
    with pytest.raises(RefusedError):
        rejected(frozen(), CASE, code="AG01", by=TWO, at=AT + HOUR)


def test_a_freeze_that_expires_is_held_and_still_needs_two_to_release_after_any_hold() -> None:
    with pytest.raises(RefusedError) as refused:
        expired(frozen(), CASE, policy=POLICY, at=AT + HOUR)
    assert grounds(refused) == (NOT_YET_EXPIRED,)
    after = expired(frozen(), CASE, policy=POLICY, at=AT + timedelta(days=90))
    again = held_on(after, policy=POLICY, at=AT + timedelta(days=92))
    with pytest.raises(RefusedError) as refused:
        released(again, CASE, by=ONE, at=AT + timedelta(days=92))
    assert grounds(refused) == (NEEDS_TWO, JUDGED_SAME)
    waiting = asked(again)
    assert is_history([frozen(), after, again, waiting, released(waiting, CASE, by=TWO, at=AT + timedelta(days=92))])
    forgetful = replace(again, reasons=held().reasons)
    assert grounds_against(after, forgetful) == (FREEZE_FORGOTTEN,)


def test_after_a_delisting_a_payment_is_held_for_two_officers() -> None:
    after = delisted(frozen(), JUDGED, policy=POLICY, at=AT + HOUR)
    assert (after.state, after.reasons[0].code) == (PaymentState.HELD, ReasonCode.DELISTED)
    assert released(asked(after), JUDGED, by=TWO, at=AT + 2 * HOUR).state is PaymentState.RELEASED


def test_a_part_is_let_go_by_a_rule_of_the_freeze_and_the_rest_stays() -> None:
    waiting = asked(frozen("400.00"), part=food("300.00"))
    after = partly_released(waiting, CASE, release=food("300.00"), by=TWO, at=AT + HOUR)
    assert after.freeze is not None
    assert (after.freeze.amount, after.freeze.scope) == (euros("950.00"), FreezeScope.REMAINDER)
    assert after.freeze.partial_release[0].most == euros("100.00")
    with pytest.raises(InputError):
        partly_released(after, CASE, release=food("100.01"), by=TWO, at=AT + 2 * HOUR)
    then = asked(after, part=food("100.00"))
    last = partly_released(then, CASE, release=food("100.00"), by=TWO, at=AT + 2 * HOUR)
    assert last.freeze is not None
    assert last.freeze.partial_release == ()
    assert is_history([frozen("400.00"), waiting, after, then, last])


def test_a_part_is_not_let_go_by_one_officer_or_by_a_rule_that_is_not_there_or_whole() -> None:
    with pytest.raises(RefusedError) as refused:
        partly_released(frozen(), CASE, release=food("1.00"), by=ONE, at=AT + HOUR)
    assert grounds(refused) == (NEEDS_TWO, JUDGED_SAME)
    for wrong in (replace(food("1.00"), rule="fees"), food("1250.00")):
        with pytest.raises(InputError):
            partly_released(frozen(), CASE, release=wrong, by=TWO, at=AT + HOUR)


def test_what_was_let_go_in_part_is_not_frozen_a_second_time_when_the_freeze_has_ended() -> None:
    waiting = asked(frozen(), part=food("300.00"))
    after = partly_released(waiting, CASE, release=food("300.00"), by=TWO, at=AT + HOUR)
    left = case_left(CASE, after)
    assert (left.amount, after.case) == (euros("950.00"), case_id(left))
    ended = expired(after, left, policy=POLICY, at=AT + timedelta(days=90))
    assert ended.reasons[0].arguments == ("950.00 EUR",)
    anew = replace(left, screening=a_case(a_hit(HitVerdict.SAME, order=an_order(until=AT + 4_000 * HOUR))).screening)
    again = decided_again(ended, anew, policy=POLICY, at=AT + timedelta(days=91), by=ONE)
    assert again.freeze is not None
    assert (again.freeze.amount, again.freeze.scope) == (euros("950.00"), FreezeScope.REMAINDER)
    assert is_history([frozen(), waiting, after, ended, again])


def test_an_amount_does_not_shrink_without_a_release() -> None:
    waiting = asked(frozen(), part=food("300.00"))
    after = partly_released(waiting, CASE, release=food("300.00"), by=TWO, at=AT + HOUR)
    assert after.freeze is not None
    forged = replace(after, freeze=replace(after.freeze, amount=euros("1.00")))
    assert grounds_against(waiting, forged) == (FREEZE_CHANGED,)


def test_a_freeze_is_prolonged_and_not_shortened() -> None:
    before = frozen().freeze
    assert before is not None
    longer = replace(before, expires_at=before.expires_at + timedelta(days=90))
    assert prolonged(frozen(), freeze=longer, by=ONE, at=AT + HOUR).freeze == longer
    with pytest.raises(RefusedError):
        prolonged(frozen(), freeze=replace(before, expires_at=AT + 2 * HOUR), by=ONE, at=AT + HOUR)


def test_what_waited_for_a_check_alone_is_released_when_the_check_has_ended() -> None:
    waiting = decide(a_case(status=CheckStatus.TIMED_OUT), policy=POLICY, at=AT)
    after = decided_again(waiting, a_case(), policy=POLICY, at=AT + HOUR)
    assert (after.state, after.act) == (PaymentState.RELEASED, PaymentAct.DECIDE_AGAIN)
    after_a_while = held_on(waiting, policy=POLICY, at=AT + 25 * HOUR)
    assert decided_again(after_a_while, a_case(), policy=POLICY, at=AT + 26 * HOUR).state is PaymentState.RELEASED


def test_what_was_held_for_a_hit_is_not_released_by_the_rules_but_by_the_officer_who_judged_it() -> None:
    now = a_case(a_hit(HitVerdict.DIFFERENT))
    by_itself = decided_again(held(), now, policy=POLICY, at=AT + HOUR)
    assert (by_itself.state, by_itself.act) == (PaymentState.HELD, PaymentAct.HOLD_ON)
    assert decided_again(held(), now, policy=POLICY, at=AT + HOUR, by=ONE).state is PaymentState.RELEASED


def test_an_order_that_comes_while_a_payment_is_held_freezes_it_at_once() -> None:
    now = a_case(a_hit(HitVerdict.SAME, order=an_order()))
    after = decided_again(held(), now, policy=POLICY, at=AT + HOUR)
    assert (after.state, after.act, after.by) == (PaymentState.FROZEN, PaymentAct.FREEZE, "")


def test_a_decision_names_the_one_before_it() -> None:
    other = released(held(), JUDGED, by=ONE, at=AT + HOUR)
    assert grounds_against(frozen(), other)[0] == NOT_THE_PREVIOUS
    assert not may_follow(None, other)
    assert not may_follow(held(), held())
