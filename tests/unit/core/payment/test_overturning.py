"""Who was judged to be the listed party stays that until two officers say otherwise."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simpul.core.authority import OfficerId
from simpul.core.errors import InputError, RefusedError
from simpul.core.ids import canonical_bytes
from simpul.core.payment import continuing
from simpul.core.payment.deciding import decide
from simpul.core.payment.decision import PaymentState
from simpul.core.payment.findings import HitVerdict, ListHit, Overturning, PaymentCase, Screening
from simpul.core.payment.freezing import NOBODY
from simpul.core.payment.judging import (
    OVERTURNED_ALONE,
    HitsOf,
    Judgement,
    is_accounted_for,
    is_overturned_by_two,
    judged,
    overturned_by,
)
from simpul.core.payment.relisting import changed_by
from simpul.core.payment.sequel import Deciders
from tests.payments import AT, AYU, BIMA, POLICY, a_case, a_hit, a_payee, an_order

CITRA = OfficerId("citra")
OFFICERS = (AYU, BIMA, CITRA)
SAME, DIFFERENT, UNSURE = HitVerdict.SAME, HitVerdict.DIFFERENT, HitVerdict.UNSURE


def said(case: PaymentCase, verdict: HitVerdict, by: OfficerId) -> PaymentCase:
    return judged(case, Judgement(list_id="un", reference="XAi.001", verdict=verdict), by)


def the_hit(case: PaymentCase) -> ListHit:
    (hit,) = case.screening.hits
    return hit


def test_what_one_officer_says_over_a_colleague_waits_for_another_and_changes_nothing() -> None:
    case = a_case(a_hit(SAME, order=an_order()))
    one = said(case, DIFFERENT, BIMA)
    assert replace(the_hit(one), overturning=None) == the_hit(case)
    assert the_hit(one).overturning == Overturning(verdict=DIFFERENT, by=BIMA)
    assert decide(one, policy=POLICY, at=AT).state is decide(case, policy=POLICY, at=AT).state is PaymentState.FROZEN
    two = said(one, DIFFERENT, CITRA)
    assert (the_hit(two).verdict, the_hit(two).judged_by, the_hit(two).order) == (DIFFERENT, CITRA, None)
    assert decide(two, policy=POLICY, at=AT).state is PaymentState.RELEASED


def test_one_officer_overturns_nothing_by_saying_it_twice_nor_his_own_word() -> None:
    for first in (AYU, BIMA):
        one = said(a_case(a_hit(SAME)), DIFFERENT, first)
        with pytest.raises(RefusedError) as refused:
            said(one, DIFFERENT, first)
        assert refused.value.grounds == (OVERTURNED_ALONE,)
        assert the_hit(said(said(one, SAME, first), DIFFERENT, first)).verdict is SAME


def test_who_judged_it_the_same_may_be_the_second_to_say_otherwise() -> None:
    assert the_hit(said(said(a_case(a_hit(SAME)), DIFFERENT, BIMA), DIFFERENT, AYU)).verdict is DIFFERENT


def test_another_word_against_it_takes_the_place_of_the_first_and_waits_again() -> None:
    one = said(said(a_case(a_hit(SAME)), DIFFERENT, BIMA), UNSURE, CITRA)
    assert (the_hit(one).verdict, the_hit(one).overturning) == (SAME, Overturning(verdict=UNSURE, by=CITRA))
    assert the_hit(said(one, SAME, AYU)).overturning is None


def test_a_payee_who_was_judged_to_be_listed_is_overturned_by_two_as_well() -> None:
    case = a_case(payee=a_payee(a_hit(SAME)))
    verdict = Judgement(list_id="un", reference="XAi.001", verdict=DIFFERENT, whose=HitsOf.PAYEE)
    one = judged(case, verdict, BIMA)
    assert one.payee is not None
    assert one.payee.screening.hits[0].verdict is SAME
    two = judged(one, verdict, CITRA)
    assert two.payee is not None
    assert two.payee.screening.hits[0].verdict is DIFFERENT
    assert is_overturned_by_two(one, two, by=CITRA)
    assert not is_overturned_by_two(case, two, by=CITRA)


def test_a_change_of_the_list_leaves_what_waits() -> None:
    one = said(a_case(a_hit(SAME)), DIFFERENT, BIMA)
    again = Screening(status=one.screening.status, lists=one.screening.lists, hits=(a_hit(),))
    assert changed_by(one, again, in_force=[("un", "XAi.001")]).case.screening.hits == one.screening.hits


def test_a_held_payment_stays_held_while_it_waits_and_goes_when_both_have_said_so() -> None:
    case = a_case(a_hit(SAME))
    first, one, two = decide(case, policy=POLICY, at=AT), said(case, DIFFERENT, BIMA), None
    by = Deciders(reason="born elsewhere", by=BIMA)
    waiting = continuing.judged(first, one, policy=POLICY, at=AT + timedelta(hours=1), by=by)
    assert (waiting.state, overturned_by(waiting, one)) == (PaymentState.HELD, frozenset({BIMA}))
    two = said(one, DIFFERENT, CITRA)
    gone = continuing.judged(waiting, two, policy=POLICY, at=AT + timedelta(hours=2), by=replace(by, by=CITRA))
    assert (gone.state, overturned_by(gone, two)) == (PaymentState.RELEASED, frozenset())


def test_a_hit_that_nobody_speaks_against_has_the_bytes_that_it_had_and_only_the_same_is_overturned() -> None:
    assert b"overturning" not in canonical_bytes(a_case(a_hit(SAME)))
    for verdict, against, by in ((DIFFERENT, DIFFERENT, BIMA), (SAME, SAME, BIMA), (SAME, DIFFERENT, NOBODY)):
        with pytest.raises(InputError):
            replace(a_hit(verdict), overturning=Overturning(verdict=against, by=by))


words = st.lists(st.tuples(st.sampled_from([SAME, DIFFERENT, UNSURE]), st.sampled_from(OFFICERS)), max_size=8)


@given(words)
def test_whatever_is_said_in_whatever_order_one_officer_never_overturns_alone(
    all_said: list[tuple[HitVerdict, OfficerId]],
) -> None:
    case, since_same = a_case(a_hit(SAME)), dict[HitVerdict, set[OfficerId]]()
    for verdict, by in all_said:
        before = case
        try:
            case = said(case, verdict, by)
        except RefusedError:
            continue
        assert is_accounted_for(before, case, by=by, second=NOBODY)
        assert is_overturned_by_two(before, case, by=by)
        if the_hit(before).verdict is SAME:
            since_same.setdefault(verdict, set()).add(by)
        if verdict is SAME:
            since_same.clear()
        if the_hit(before).verdict is SAME and the_hit(case).verdict is not SAME:
            assert len(since_same[verdict]) > 1
            assert not is_overturned_by_two(replace(before, screening=a_case(a_hit(SAME)).screening), case, by=by)


@given(st.sampled_from(OFFICERS), st.sampled_from(OFFICERS))
def test_a_word_against_a_verdict_is_of_who_decides_by_it(by: OfficerId, other: OfficerId) -> None:
    case = a_case(a_hit(SAME))
    assert is_accounted_for(case, said(case, DIFFERENT, by), by=other, second=NOBODY) == (by == other)
