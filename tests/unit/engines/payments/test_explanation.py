import pytest

from simpul.core.errors import InputError
from simpul.engines.payments.stream import Payment, PaymentStream
from tests.unit.engines.payments.flows import (
    CIRCLE,
    FULL_BLOCK,
    GATHER_SCATTER,
    SCATTER_GATHER,
    Hop,
    payment,
    seen,
)


def named(hops: list[Hop] | tuple[Hop, ...], feature: str) -> list[str]:
    stream = PaymentStream()
    seen(hops, stream)
    return [str(found.id) for found in stream.explain(payment(hops[-1]), feature)]


def numbers(*which: int) -> list[str]:
    return [f"p{number}" for number in which]


@pytest.mark.parametrize("feature", ["new_circle_hops", "new_trail_hops", "capped_trail"])
def test_a_circle_is_explained_by_the_payments_around_it_the_latest_first(feature: str) -> None:
    assert named(CIRCLE, feature) == numbers(4, 3, 2, 1, 0)


def test_scatter_gather_is_explained_by_both_halves() -> None:
    assert sorted(named(SCATTER_GATHER, "scatter_gather")) == sorted(numbers(*range(10)))
    assert sorted(named(SCATTER_GATHER, "new_scatter_gather")) == sorted(numbers(*range(10)))


def test_gather_scatter_is_explained_by_what_came_and_what_went() -> None:
    assert named(GATHER_SCATTER, "sender_gather_scatter_5d") == numbers(7, 6, 5, 4, 3, 2, 1, 0)


def test_blocks_are_explained_by_the_payments_in_them() -> None:
    assert set(named(FULL_BLOCK, "new_blocks")) == set(numbers(*range(9)))


def test_a_short_circle_is_explained_by_the_way_out_and_back() -> None:
    hops = [(0.0, "a", "b", 9.0), (1.0, "b", "c", 9.0), (1.5, "z", "c", 1.0), (2.0, "c", "a", 9.0)]
    assert named(hops, "circle_hops") == numbers(3, 1, 0)


def test_a_figure_of_an_account_is_explained_by_its_payments_in_the_window() -> None:
    hops = [(0.0, "a", "b", 1000.0), (3.0, "a", "c", 995.0), (4.0, "q", "a", 7.0), (6.0, "a", "b", 995.0)]
    assert named(hops, "sender_out_count_5d") == numbers(3, 1)
    assert named(hops, "sender_out_sum_25d") == numbers(3, 1, 0)
    assert named(hops, "sender_new_payees_25d") == numbers(1, 0)
    assert named(hops, "sender_out_under_25d") == numbers(3, 1)
    assert named(hops, "sender_out_round_25d") == numbers(0)
    assert named(hops, "sender_in_sum_5d") == numbers(2)
    assert named(hops, "receiver_payers_25d") == numbers(3, 0)
    assert named(hops, "sender_passed_on_25d") == numbers(3, 2, 1, 0)
    assert named(hops, "same_amount_sent") == numbers(3, 1)
    assert named(hops, "tie_count_25d") == numbers(3, 0)
    assert named(hops, "tie_count_5d") == numbers(3)
    assert named(hops, "rapid_received") == numbers()
    assert named([*hops[:-1], (4.5, "a", "b", 7.0)], "rapid_share") == numbers(2)
    assert named(hops, "receiver_velocity") == numbers(3, 0)
    assert named(hops, "days_since_sender_was_paid") == numbers(2)
    assert named(hops, "amount") == numbers(3)


def test_evidence_says_who_paid_whom_what_and_when() -> None:
    stream = PaymentStream()
    seen(CIRCLE, stream)
    last = stream.explain(payment(CIRCLE[-1]), "amount")[0]
    assert last == ("p4", 7 * 86_400, "e", "a", 60)


def test_no_more_is_named_than_asked_for() -> None:
    stream = PaymentStream()
    hops = [(n / 10, "a", "b", 5.0) for n in range(50)]
    seen(hops, stream)
    assert len(stream.explain(payment(hops[-1]), "tie_count_5d", most=7)) == 7


def test_asking_changes_nothing() -> None:
    stream = PaymentStream()
    seen(SCATTER_GATHER, stream)
    before = stream.snapshot()
    for feature in stream.names:
        stream.explain(payment(SCATTER_GATHER[-1]), feature)
        assert stream.explain(Payment(0, "nobody", "none", 1), feature) == ()
    assert stream.snapshot() == before


def test_a_feature_that_there_is_not_is_refused() -> None:
    with pytest.raises(InputError, match="no such feature"):
        PaymentStream().explain(payment(CIRCLE[0]), "guilt")
