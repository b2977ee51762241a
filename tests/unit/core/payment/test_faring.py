"""How payments of each kind fared, and pictures of accounts."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simpul.core.errors import InputError
from simpul.core.payment.deciding import decide
from simpul.core.payment.decision import PaymentState
from simpul.core.payment.faring import (
    HeldFate,
    PaymentFates,
    PaymentsCounted,
    by_charity,
    by_corridor,
    by_script,
    overall_payments,
    payment_fares,
)
from simpul.core.payment.marking import marks_of
from simpul.core.payment.money import Money
from simpul.core.payment.party import PartyRole
from simpul.core.payment.picturing import DAYS, Direction, Movement, Similar, picture_of
from tests.payments import AT, POLICY, a_case, a_hit, a_party, a_payment, euros


def fate(corridor: str, hours: int, state: PaymentState = PaymentState.RELEASED) -> HeldFate:
    return HeldFate(
        corridor=corridor, scripts=("latin",), charity="", registered="", state=state, waited=timedelta(hours=hours)
    )


def passed(corridor: str, many: int) -> PaymentsCounted:
    return PaymentsCounted(corridor=corridor, scripts=("latin", "arabic"), charity="yes", registered="", many=many)


def test_a_corridor_that_is_surely_held_far_more_often_is_marked_and_a_small_one_says_nothing() -> None:
    fates = PaymentFates(
        counted=(passed("XA>XB", 9_000), passed("XA>XC", 60), passed("XA>XD", 2)),
        held=(*[fate("XA>XB", 1)] * 20, *[fate("XA>XC", 5)] * 40, fate("XA>XD", 1)),
        truncated=False,
    )
    large, much, small = payment_fares(fates, by_corridor)
    assert (large.group, large.payments, large.often) == ("XA>XB", 9_020, False)
    assert (much.group, much.held, much.often, much.median) == ("XA>XC", 40, True, timedelta(hours=5))
    assert (small.group, small.rate, small.median, small.often) == ("XA>XD", None, None, False)


def test_times_are_of_what_was_let_go_and_the_longest_of_what_waits() -> None:
    held = (*[fate("XA>XB", n) for n in range(1, 7)], fate("XA>XB", 90, PaymentState.HELD))
    fare = overall_payments(PaymentFates(counted=(), held=(*held, fate("", 9, PaymentState.FROZEN)), truncated=False))
    assert (fare.released, fare.waiting, fare.frozen, fare.held) == (6, 1, 1, 8)
    assert (fare.median, fare.ninth_decile, fare.longest) == (
        timedelta(hours=3),
        timedelta(hours=6),
        timedelta(hours=90),
    )


@given(st.lists(st.tuples(st.sampled_from(["XA>XB", "XB>XA", ">"]), st.integers(1, 50)), max_size=8))
def test_every_payment_is_counted_once_by_corridor_and_by_charity(counts: list[tuple[str, int]]) -> None:
    fates = PaymentFates(
        counted=tuple(passed(corridor, many) for corridor, many in counts),
        held=tuple(fate(corridor, many) for corridor, many in counts),
        truncated=False,
    )
    for groups in (by_corridor, by_charity):
        fares = payment_fares(fates, groups)
        assert sum(fare.payments for fare in fares) == overall_payments(fates).payments
    swapped = {"XA>XB": "XB>XA", "XB>XA": "XA>XB", ">": ">"}
    other = PaymentFates(
        counted=tuple(passed(swapped[corridor], many) for corridor, many in counts),
        held=tuple(fate(swapped[corridor], many) for corridor, many in counts),
        truncated=False,
    )
    one = {swapped[fare.group]: (fare.payments, fare.often) for fare in payment_fares(fates, by_corridor)}
    assert one == {fare.group: (fare.payments, fare.often) for fare in payment_fares(other, by_corridor)}
    if counts:
        assert {fare.group for fare in payment_fares(fates, by_script)} == {"latin", "arabic"}


def test_marks_are_the_accounts_the_corridor_the_scripts_and_whether_it_is_for_charity() -> None:
    marks = marks_of(a_payment(a_party(PartyRole.BENEFICIARY, "Сергей Волков"), category="CHAR"))
    assert (marks.corridor, marks.scripts, marks.charity) == ("XA>XB", ("cyrillic", "latin"), True)
    assert marks.payee
    assert not marks_of(a_payment()).charity


def test_a_picture_adds_one_currency_and_says_how_many_others_there_were_and_when_it_was_cut() -> None:
    moved = [
        Movement(at=AT, direction=Direction.IN, amount=euros("10.00")),
        Movement(at=AT - timedelta(days=1), direction=Direction.OUT, amount=euros("4.00")),
        Movement(at=AT, direction=Direction.IN, amount=Money(currency="JPY", minor=5, decimals=0)),
        Movement(at=AT - timedelta(days=DAYS), direction=Direction.IN, amount=euros("99.00")),
    ]
    picture = picture_of("XA1", moved, euros(), until=AT.date())
    assert len(picture.days) == DAYS
    assert (picture.total(Direction.IN), picture.total(Direction.OUT)) == (euros("10.00"), euros("4.00"))
    assert (picture.others, picture.payments, picture.truncated, picture.most) == (1, 3, False, 1000)
    assert picture_of("XA1", moved[:1] * 2_001, euros(), until=AT.date()).truncated
    with pytest.raises(InputError):
        picture_of("", moved, euros(), until=AT.date())


def test_what_is_held_was_not_decided() -> None:
    with pytest.raises(InputError):
        Similar(id="x", payment=a_payment(), decision=decide(a_case(a_hit()), policy=POLICY, at=AT))
