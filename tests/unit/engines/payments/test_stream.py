from datetime import UTC, datetime, timedelta

import numpy as np
import pytest

from simpul.core.errors import InputError
from simpul.engines.payments.stream import Payment, PaymentStream
from tests.unit.engines.payments.flows import CIRCLE, DAY, FULL_BLOCK, GATHER_SCATTER, SCATTER_GATHER, payment, seen


def test_a_payment_counts_in_its_own_features() -> None:
    (only,) = seen([(0, "a", "b", 40)])
    assert (only["sender_out_count_5d"], only["receiver_in_sum_5d"], only["tie_count_25d"]) == (1, 40, 1)
    assert (only["tie_payments"], only["days_since_tie_last"], only["sender_passed_on_5d"]) == (0, -1, -1)


def test_every_feature_has_one_name_and_one_figure() -> None:
    stream = PaymentStream(windows_days=(1, 5, 25))
    assert len(set(stream.names)) == len(stream.names) == len(stream.observe(payment((0, "a", "b", 1))))


def test_what_is_as_old_as_the_window_is_outside_it() -> None:
    rows = seen([(0, "a", "b", 10), (4.9999, "a", "c", 20), (5, "a", "d", 30)])
    assert [row["sender_out_count_5d"] for row in rows] == [1, 2, 2]
    assert [row["sender_out_sum_5d"] for row in rows] == [10, 30, 50]
    assert [row["sender_payees_25d"] for row in rows] == [1, 2, 3]


def test_a_payee_counts_once_however_often_paid_and_until_the_last_payment_leaves() -> None:
    rows = seen([(0, "a", "b", 1), (1, "a", "b", 1), (5.5, "a", "c", 1), (6.5, "a", "d", 1)])
    assert [row["sender_payees_5d"] for row in rows] == [1, 1, 2, 2]
    assert [row["sender_new_payees_5d"] for row in rows] == [1, 1, 1, 2]


def test_dormancy_is_told_in_days_beyond_every_window() -> None:
    last = seen([(0, "a", "b", 10), (90, "a", "b", 10)])[-1]
    assert (last["days_since_sender_paid"], last["days_since_tie_first"], last["tie_payments"]) == (90, 90, 1)


def test_amounts_are_seen_that_are_round_or_repeated_or_just_under_a_threshold() -> None:
    rows = seen(
        [(0, "a", "b", 5000), (1, "a", "c", 999.99), (2, "a", "d", 999.99), (3, "a", "e", 1000), (4, "x", "e", 9500)]
    )
    assert [row["round_digits"] for row in rows] == [3, 0, 0, 3, 2]
    assert [row["under_threshold"] for row in rows] == [0, 1, 1, 0, 1]
    assert [row["same_amount_sent"] for row in rows] == [1, 1, 2, 1, 1]
    assert (rows[3]["sender_out_under_5d"], rows[3]["sender_out_round_5d"], rows[4]["receiver_in_under_5d"]) == (
        2,
        2,
        1,
    )


def test_money_that_goes_on_within_hours_is_seen_with_the_share_passed_on() -> None:
    rows = seen([(0, "a", "b", 100), (0.2, "b", "c", 90), (0.5, "c", "d", 81), (9, "d", "e", 80)])
    assert [row["rapid_relays"] for row in rows] == [0, 1, 2, 0]
    assert (rows[1]["rapid_received"], rows[1]["rapid_share"], rows[1]["rapid_nearest_share"]) == (100, 0.9, 0.9)
    assert rows[1]["sender_passed_on_5d"] == 0.9
    assert rows[3]["rapid_received"] == 0


def test_a_circle_of_new_counterparties_is_seen_when_it_closes_and_not_before() -> None:
    rows = seen(CIRCLE)
    assert [row["new_circle_hops"] for row in rows] == [0, 0, 0, 0, 5]
    assert [row["new_trail_hops"] for row in rows] == [0, 1, 2, 3, 3]


def test_a_circle_against_the_order_of_time_is_none() -> None:
    backwards = [(float(n), sender, receiver, 50.0) for n, (_, sender, receiver, _) in enumerate(reversed(CIRCLE[:-1]))]
    assert [row["new_circle_hops"] for row in seen([*backwards, (9, "e", "a", 50)])] == [0] * 5


def test_a_short_circle_is_seen_between_old_counterparties_too() -> None:
    old = [(0.0, "a", "b", 9.0), (0.1, "b", "c", 9.0), (0.2, "c", "a", 9.0), (0.3, "b", "a", 9.0)]
    again = [(60.0, "a", "b", 9.0), (60.1, "b", "c", 9.0), (60.2, "c", "a", 9.0), (60.3, "b", "a", 9.0)]
    rows = seen(old + again)[4:]
    assert [row["circle_hops"] for row in rows] == [0, 0, 3, 2]
    assert [row["new_circle_hops"] for row in rows] == [0, 0, 0, 0]


def test_scatter_gather_counts_the_accounts_between() -> None:
    rows = seen(SCATTER_GATHER)
    assert [row["scatter_gather"] for row in rows] == [0] * 6 + [2, 3, 4, 5]
    assert [row["new_scatter_gather"] for row in rows] == [0] * 6 + [2, 3, 4, 5]
    assert rows[5]["new_scatter"] == 5


def test_gather_scatter_counts_the_smaller_side_at_the_hub() -> None:
    rows = seen(GATHER_SCATTER)
    assert [row["sender_gather_scatter_5d"] for row in rows] == [0, 0, 0, 0, 1, 2, 3, 4]


def test_flows_from_many_to_many_are_seen_as_blocks() -> None:
    assert [row["new_blocks"] for row in seen(FULL_BLOCK)] == [0, 0, 0, 0, 1, 2, 0, 2, 4]


def test_fan_in_and_fan_out_are_counted_on_both_sides() -> None:
    rows = seen([(n, f"giver{n}", "fund", 10) for n in range(7)])
    assert [row["receiver_payers_5d"] for row in rows] == [1, 2, 3, 4, 5, 5, 5]
    assert [row["receiver_payers_25d"] for row in rows] == [1, 2, 3, 4, 5, 6, 7]


def test_a_burst_after_quiet_shows_as_velocity() -> None:
    rows = seen([(0, "a", "b", 1), (20, "a", "b", 1), (20.1, "a", "b", 1)])
    assert rows[-1]["sender_velocity"] == pytest.approx(2 / 3 * 5)


def test_payments_at_the_same_moment_count_in_the_order_given() -> None:
    rows = seen([(1, "a", "b", 1), (1, "a", "c", 1), (1, "a", "d", 1)])
    assert [row["sender_payees_5d"] for row in rows] == [1, 2, 3]


def test_a_late_payment_counts_when_it_arrives_and_tells_how_late() -> None:
    rows = seen([(10, "a", "b", 5), (3, "a", "c", 5), (10, "a", "d", 5)])
    assert [row["late_days"] for row in rows] == [0, 7, 0]
    assert [row["sender_out_count_5d"] for row in rows] == [1, 2, 3]


def test_a_payment_to_oneself_is_told_and_makes_no_pattern() -> None:
    rows = seen([(0, "a", "a", 5), (1, "a", "a", 5)])
    assert [row["to_itself"] for row in rows] == [1, 1]
    assert (rows[1]["sender_out_count_5d"], rows[1]["sender_in_count_5d"], rows[1]["circle_hops"]) == (2, 2, 0)


def test_a_moment_with_a_zone_and_its_seconds_are_the_same_time() -> None:
    start = datetime(2026, 3, 1, tzinfo=UTC)
    dated, plain = PaymentStream(), PaymentStream()
    for hours in (0, 30, 31):
        moment = start + timedelta(hours=hours)
        row = dated.observe(Payment(moment, "a", "b", 3, "XAD"))
        assert np.array_equal(row, plain.observe(Payment(moment.timestamp(), "a", "b", 3, "XAD")))


def test_amounts_count_by_what_the_currency_is_worth() -> None:
    stream = PaymentStream(worth={"XAD": 1, "XBD": 0.001})
    rows = [
        dict(zip(stream.names, stream.observe(Payment(0, "a", "b", amount, currency)), strict=True))
        for amount, currency in ((10, "XAD"), (950_000, "XBD"), (7, "XCD"))
    ]
    assert [row["sender_out_sum_5d"] for row in rows] == [10, 960, 967]
    assert [row["under_threshold"] for row in rows] == [0, 1, 0]
    assert [row["unpriced"] for row in rows] == [0, 0, 1]


def test_sums_come_back_to_zero_however_small_the_parts() -> None:
    rows = seen([(n / 1000, "a", "b", 0.1) for n in range(1000)] + [(30, "a", "b", 0.3), (36, "b", "a", 0.1)])
    assert rows[999]["sender_out_sum_5d"] == 100
    assert rows[1000]["sender_out_sum_25d"] == 0.3
    assert rows[1001]["receiver_out_sum_5d"] == 0


@pytest.mark.parametrize("hops", [200, 400])
def test_a_hub_shows_that_its_walks_were_cut_short(hops: int) -> None:
    stream = PaymentStream()
    rows = seen([(n / 100, f"giver{n}", "hub", 10) for n in range(hops)] + [(hops / 100, "hub", "out", 10)], stream)
    assert rows[-1]["sender_payers_25d"] == hops
    assert rows[-1]["capped_trail"] == 1
    assert rows[-1]["capped_rapid"] == 1
    assert stream.truncated["capped_trail"] >= 1


def test_a_full_window_lets_the_oldest_go_early_and_says_so_until_they_would_have_gone() -> None:
    stream = PaymentStream(most_payments=4)
    rows = seen([(n, "a", f"b{n}", 1) for n in range(6)] + [(31, "a", "c", 1)], stream)
    assert [row["sender_out_count_25d"] for row in rows] == [1, 2, 3, 4, 4, 4, 1]
    assert [row["capped_window"] for row in rows] == [0, 0, 0, 0, 1, 1, 0]
    assert len(stream._ledger.events) - stream._ledger.heads[-1] + stream._ledger.base == 1


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("time", float("nan")),
        ("time", datetime(2026, 3, 1)),  # noqa: DTZ001 - a time without its zone is the point
        ("time", "yesterday"),
        ("time", 1e300),
        ("sender", ""),
        ("sender", None),
        ("receiver", 1.5),
        ("receiver", "x" * 257),
        ("amount", -0.01),
        ("amount", float("inf")),
        ("amount", "10"),
        ("amount", True),
        ("currency", None),
        ("currency", "x" * 17),
        ("id", 1.5),
    ],
)
def test_what_cannot_be_a_payment_is_refused_with_its_place_and_changes_nothing(field: str, value: object) -> None:
    stream = PaymentStream()
    before = stream.snapshot()
    good: dict[str, object] = {"time": 0, "sender": "a", "receiver": "b", "amount": 1, "currency": "XAD", "id": None}
    with pytest.raises(InputError) as refused:
        stream.observe(Payment(**{**good, field: value}))  # type: ignore[arg-type]  # a wrong type is the point
    assert refused.value.place == field
    assert stream.snapshot() == before


@pytest.mark.parametrize(
    ("setting", "value"),
    [
        ("windows_days", ()),
        ("windows_days", (5, 5)),
        ("windows_days", (25, 5)),
        ("windows_days", (0,)),
        ("windows_days", (2.5,)),
        ("windows_days", (91,)),
        ("thresholds", (0,)),
        ("worth", {"XAD": 0.0}),
        ("most_payments", 0),
        ("memory_days", 49),
    ],
)
def test_settings_that_make_no_sense_are_refused(setting: str, value: object) -> None:
    with pytest.raises(InputError):
        PaymentStream(**{setting: value})  # type: ignore[arg-type]  # a wrong value is the point


def test_thresholds_close_together_make_one_stretch() -> None:
    stream = PaymentStream(thresholds=(950, 1000))
    amounts = (854, 855, 949, 950, 999, 1000)
    under = [stream.observe(Payment(0, "a", "b", amount, "XAD"))[2] for amount in amounts]
    assert under == [0, 1, 1, 1, 1, 0]


def test_the_features_of_a_day_are_in_days() -> None:
    assert seen([(0, "a", "b", 1), (1.5, "b", "a", 1)])[1]["days_since_sender_was_paid"] == pytest.approx(1.5)
    assert DAY == 86_400


def test_a_payment_to_a_payee_of_long_ago_is_no_first_payment_where_five_years_are_remembered() -> None:
    flow = [(0, "a", "b", 10), *((day, "c", f"d{day}", 10) for day in range(1, 500, 100)), (700, "a", "b", 10)]
    for days, payments_before in ((400, 0), (1_825, 1)):
        stream = PaymentStream(memory_days=days)
        last = [stream.observe(payment(each)) for each in flow][-1]
        assert last[stream.names.index("tie_payments")] == payments_before
