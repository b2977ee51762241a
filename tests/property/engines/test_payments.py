"""What holds of every stream of payments, whatever the payments."""

from dataclasses import replace
from typing import Any

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from simpul.engines.payments.features import Figures
from simpul.engines.payments.stream import Payment, PaymentStream

ACCOUNTS = ("a", "b", "c", "d", "e", "f", 1, 2)
HOUR = 3600

payments = st.builds(
    Payment,
    time=st.integers(min_value=0, max_value=60 * 24).map(lambda hours: hours * HOUR),
    sender=st.sampled_from(ACCOUNTS),
    receiver=st.sampled_from(ACCOUNTS),
    amount=st.sampled_from((0.0, 0.1, 0.25, 100.0, 950.0, 999.99, 1000.0, 12_345.67)),
    currency=st.sampled_from(("XAD", "XBD", "XCD")),
    id=st.none() | st.integers(min_value=0, max_value=9),
)
flows = st.lists(payments, max_size=80) | st.lists(payments, max_size=80).map(
    lambda flow: sorted(flow, key=lambda payment: float(payment.time))  # type: ignore[arg-type]  # all are seconds here
)
streams = st.builds(
    dict[str, Any],
    windows_days=st.sampled_from(((5, 25), (1,), (2, 7, 30))),
    worth=st.sampled_from((None, {"XAD": 1.0, "XBD": 0.07})),
    most_payments=st.sampled_from((3, 17, 1_000)),
    memory_days=st.sampled_from((60, 400, 1_825)),
)


def table(flow: list[Payment]) -> dict[str, list[Any]]:
    return {field: [getattr(each, field) for each in flow] for field in Payment.__slots__}


def one_by_one(stream: PaymentStream, flow: list[Payment]) -> Figures:
    return np.array([stream.observe(each) for each in flow]).reshape(len(flow), len(stream.names))


@given(flow=flows, how=streams)
def test_many_at_once_and_one_by_one_give_the_same_to_the_last_bit(flow: list[Payment], how: dict[str, Any]) -> None:
    single, many = PaymentStream(**how), PaymentStream(**how)
    assert one_by_one(single, flow).tobytes() == many.observe_many(table(flow)).tobytes()
    assert single.snapshot() == many.snapshot()
    assert single.truncated == many.truncated


@given(flow=flows, cuts=st.lists(st.integers(min_value=0, max_value=80), max_size=4), how=streams)
def test_one_by_one_and_many_at_once_may_take_turns(flow: list[Payment], cuts: list[int], how: dict[str, Any]) -> None:
    single, turns, start = PaymentStream(**how), PaymentStream(**how), 0
    rows = [one_by_one(single, flow)]
    taken = []
    for number, cut in enumerate(sorted({*cuts, len(flow)})):
        part, start = flow[start:cut], max(start, cut)
        taken.append(turns.observe_many(table(part)) if number % 2 else one_by_one(turns, part))
    assert np.concatenate(taken).tobytes() == np.concatenate(rows).tobytes()
    assert single.snapshot() == turns.snapshot()


@given(flow=flows, later=flows, instead=flows, how=streams)
def test_no_later_payment_changes_what_was_said_before(
    flow: list[Payment], later: list[Payment], instead: list[Payment], how: dict[str, Any]
) -> None:
    said = PaymentStream(**how).observe_many(table(flow))
    for after in (later, instead, list(reversed(later))):
        whole = PaymentStream(**how).observe_many(table([*flow, *after]))
        assert whole[: len(flow)].tobytes() == said.tobytes()


@given(flow=flows, later=flows, how=streams)
def test_a_stream_restored_from_bytes_goes_on_with_the_same_figures(
    flow: list[Payment], later: list[Payment], how: dict[str, Any]
) -> None:
    stream = PaymentStream(**how)
    stream.observe_many(table(flow))
    data = stream.snapshot()
    restored = PaymentStream.restored(data)
    assert restored.snapshot() == data
    assert restored.observe_many(table(later)).tobytes() == stream.observe_many(table(later)).tobytes()
    assert restored.snapshot() == stream.snapshot()


@given(flow=flows, how=streams)
def test_counts_are_what_a_reader_would_count(flow: list[Payment], how: dict[str, Any]) -> None:
    stream = PaymentStream(**{**how, "worth": None, "most_payments": 1_000})
    rows, now = stream.observe_many(table(flow)), 0.0
    seen: list[tuple[float, Payment]] = []
    for row, payment in zip(rows, flow, strict=True):
        now = max(now, float(payment.time))  # type: ignore[arg-type]  # all are seconds here
        seen.append((now, payment))
        figures = dict(zip(stream.names, row.tolist(), strict=True))
        for days in how["windows_days"]:
            within = [each for at, each in seen if at > now - days * 24 * HOUR]
            sent = [each for each in within if each.sender == payment.sender]
            received = [each for each in within if each.receiver == payment.receiver]
            assert figures[f"sender_out_count_{days}d"] == len(sent)
            assert figures[f"sender_out_sum_{days}d"] == sum(round(each.amount * 1000) for each in sent) / 1000
            assert figures[f"sender_payees_{days}d"] == len({each.receiver for each in sent})
            assert figures[f"receiver_in_count_{days}d"] == len(received)
            assert figures[f"receiver_payers_{days}d"] == len({each.sender for each in received})
            assert figures[f"tie_count_{days}d"] == sum(each.receiver == payment.receiver for each in sent)


@given(flow=flows, how=streams)
@settings(max_examples=30)
def test_every_explanation_names_payments_that_were_made(flow: list[Payment], how: dict[str, Any]) -> None:
    stream = PaymentStream(**{**how, "worth": None})
    for payment in flow:
        stream.observe(payment)
    made = {(each.id, each.sender, each.receiver, round(each.amount, 3)) for each in flow}
    for feature in stream.names if flow else ():
        found = stream.explain(flow[-1], feature)
        assert {(each.id, each.sender, each.receiver, each.amount) for each in found} <= made
        assert [each.time for each in found] == sorted((each.time for each in found), reverse=True)


@given(flow=flows, how=streams)
def test_the_windows_never_hold_more_than_there_is_room_for(flow: list[Payment], how: dict[str, Any]) -> None:
    stream = PaymentStream(**how)
    stream.observe_many(table(flow))
    ledger = stream._ledger
    assert ledger.base + len(ledger.events) - ledger.heads[-1] <= how["most_payments"]
    assert all(
        number >= 0 for _, profile in ledger.profiles.items() if profile.activity for number in profile.activity.tally
    )


@given(flow=flows, how=streams, called=st.permutations([*ACCOUNTS, "z", 10**12, -5, "é"]))
def test_what_accounts_are_called_changes_no_figure(
    flow: list[Payment], how: dict[str, Any], called: list[str | int]
) -> None:
    names = dict(zip(ACCOUNTS, called, strict=False))
    renamed = [
        replace(each, sender=names[each.sender], receiver=names[each.receiver], id=number)
        for number, each in enumerate(flow)
    ]
    said = PaymentStream(**how).observe_many(table(flow))
    assert PaymentStream(**how).observe_many(table(renamed)).tobytes() == said.tobytes()
    assert one_by_one(PaymentStream(**how), renamed).tobytes() == said.tobytes()
