from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest

from simpul.core.errors import InputError
from simpul.engines.payments.columns import Table, columns_of
from simpul.engines.payments.stream import Payment, PaymentStream

TABLE: dict[str, Any] = {
    "time": np.array([0, 40_000, 90_000]),
    "sender": np.array([1, 2, 3]),
    "receiver": np.array([2, 3, 1]),
    "amount": np.array([10.0, 20.25, 0.1]),
    "currency": np.array(["XAD", "XAD", "XBD"]),
}


def changed(**columns: object) -> Table:
    return {**TABLE, **columns}


def records(table: dict[str, Any]) -> npt.NDArray[np.void]:
    made = np.empty(3, dtype=[(name, column.dtype) for name, column in table.items()])
    for name, column in table.items():
        made[name] = column
    return made


def test_a_table_gives_what_its_payments_give_one_by_one() -> None:
    alone, stream = PaymentStream(), PaymentStream()
    rows = zip(*(column.tolist() for column in TABLE.values()), strict=True)
    assert np.array_equal(stream.observe_many(TABLE), np.array([alone.observe(Payment(*row)) for row in rows]))


@pytest.mark.parametrize(
    "table",
    [
        changed(time=[0, 40_000, 90_000], sender=[1, 2, 3], amount=[Decimal(10), Decimal("20.25"), Decimal("0.1")]),
        changed(time=np.array([0, 40_000, 90_000], dtype="datetime64[s]")),
        changed(time=[datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=n) for n in (0, 40_000, 90_000)]),
        changed(currency=["XAD", "XAD", "XBD"], sender=np.array([1, 2, 3], dtype=object)),
        changed(time=np.array([0, 40_000, 90_000], dtype=np.float64), receiver=np.array([2, 3, 1], dtype=np.uint64)),
        records(TABLE),
    ],
    ids=["lists", "datetime64", "moments", "objects", "widths", "record array"],
)
def test_the_form_of_a_column_makes_no_difference(table: Table) -> None:
    assert columns_of(table) == columns_of(TABLE)


def test_ids_are_taken_where_the_table_has_them() -> None:
    assert columns_of(changed(id=["x", "y", None])).names == ["x", "y", None]
    assert columns_of(records({**TABLE, "id": np.array([7, 8, 9])})).names == [7, 8, 9]


@pytest.mark.parametrize("amount", [0.01, 1e9, 1e13])
def test_many_at_once_give_the_same_however_large_the_sums(amount: float) -> None:
    rows = [Payment(hour * 3600.0, hour % 3, hour % 4, amount * hour / 7, "XAD") for hour in range(300)]
    table = {
        field: [getattr(row, field) for row in rows] for field in ("time", "sender", "receiver", "amount", "currency")
    }
    alone = PaymentStream()
    assert np.array_equal(PaymentStream().observe_many(table), np.array([alone.observe(row) for row in rows]))


def test_an_empty_table_gives_no_rows() -> None:
    stream = PaymentStream()
    assert stream.observe_many({name: [] for name in TABLE}).shape == (0, len(stream.names))


@pytest.mark.parametrize(
    ("table", "place"),
    [
        ({name: column for name, column in TABLE.items() if name != "currency"}, "currency"),
        (changed(sender=[1, 2]), "sender"),
        (changed(amount=np.array([1.0, -1.0, 2.0])), "amount[1]"),
        (changed(amount=np.array([1.0, np.nan, 2.0])), "amount[1]"),
        (changed(amount=np.array([[1.0, 2.0, 3.0]])), "amount"),
        (changed(time=np.array(["2026-01-01", "NaT", "2026-01-02"], dtype="datetime64[s]")), "time[1]"),
        (changed(time=np.array([0.0, 1.0, np.inf])), "time[2]"),
        (changed(sender=np.array(["a", "", "b"])), "sender[1]"),
        (changed(sender=np.array([1.5, 2.0, 3.0])), "sender[0]"),
        (changed(receiver=np.array([1, 2, 1 << 63], dtype=np.uint64)), "receiver[2]"),
        (changed(currency=["XAD", 7, "XAD"]), "currency[1]"),
        (changed(id=np.array([1.5, 2.5, 3.5])), "id[0]"),
    ],
)
def test_a_table_that_cannot_be_taken_is_refused_whole_with_its_place(table: Table, place: str) -> None:
    stream = PaymentStream()
    before = stream.snapshot()
    with pytest.raises(InputError) as refused:
        stream.observe_many(table)
    assert refused.value.place == place
    assert stream.snapshot() == before
