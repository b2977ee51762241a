"""A table of payments, read column by column: the same values, and the same refusals, as payment by payment."""

from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple, Protocol, TypeVar

import numpy as np
import numpy.typing as npt

from simpul.core.errors import InputError
from simpul.engines.payments.payment import (
    LONGEST_CURRENCY,
    LONGEST_NAME,
    MOMENTS,
    MOST_AMOUNT,
    MOST_NUMBER,
    MOST_SECONDS,
    PARTS,
    Name,
    account,
    currency,
    moment,
    name,
    parts,
)

Value = TypeVar("Value")
Column = npt.NDArray[np.generic]
FIELDS = ("time", "sender", "receiver", "amount", "currency", "id")


class Table(Protocol):
    """Anything that gives a column by its name, as an array or a list: a dictionary, a record array, a data frame."""

    def __getitem__(self, field: str, /) -> object:
        """Give a column."""
        ...


class Columns(NamedTuple):
    """Payments in whole numbers, one list a field."""

    times: list[int]
    senders: list[Name]
    receivers: list[Name]
    amounts: list[int]
    currencies: list[str]
    names: list[Name | None]

    def part(self, start: int, end: int) -> "Columns":
        """Give some rows."""
        return Columns(
            times=self.times[start:end],
            senders=self.senders[start:end],
            receivers=self.receivers[start:end],
            amounts=self.amounts[start:end],
            currencies=self.currencies[start:end],
            names=self.names[start:end],
        )


def columns_of(table: Table) -> Columns:
    """Read a table with the columns time, sender, receiver, amount and currency, and id where there is one.

    A column of `datetime64` is taken as UTC.

    Raises:
        InputError: a column is missing or of another length, or a row cannot be a payment; nothing is taken.
    """
    times = _read(table, "time", moment, _times)
    read = Columns(
        times=times,
        senders=_read(table, "sender", account, _accounts),
        receivers=_read(table, "receiver", account, _accounts),
        amounts=_read(table, "amount", parts, _amounts),
        currencies=_read(table, "currency", currency, _currencies),
        names=_read(table, "id", name, _numbers) if _has_id(table) else [None] * len(times),
    )
    for field, rows in zip(FIELDS, _lengths(read), strict=True):
        if rows != len(times):
            raise InputError(f"the column has {rows} rows, time has {len(times)}", place=field)
    return read


def _lengths(read: Columns) -> tuple[int, ...]:
    times, senders, receivers, amounts, currencies, names = read
    return len(times), len(senders), len(receivers), len(amounts), len(currencies), len(names)


def _has_id(table: Table) -> bool:
    if isinstance(table, Mapping):
        return "id" in table
    for named in (getattr(table, "dtype", None), table):
        for kind in ("names", "columns", "column_names"):
            listed = getattr(named, kind, None)
            if isinstance(listed, Iterable):
                return "id" in list(listed)
    return False


def _read(
    table: Table, field: str, one: Callable[..., Value], at_once: Callable[[Column], list[Value] | None]
) -> list[Value]:
    try:
        column = table[field]
    except (KeyError, ValueError, IndexError, TypeError) as exc:
        raise InputError("the table has no such column", place=field) from exc
    if not isinstance(column, list | tuple):
        array = np.asarray(column)
        if array.ndim != 1:
            raise InputError("the column is not one row of values", place=field)
        whole = at_once(array)
        if whole is not None:
            return whole
        column = array.tolist()
    return [one(value, place=f"{field}[{row}]") for row, value in enumerate(column)]


def _times(column: Column) -> list[int] | None:
    """Whole columns are read at once where nothing in them is to be refused."""
    if column.dtype.kind == "M":
        missing = np.isnat(column)
        if missing.any():
            raise InputError("a time is missing", place=f"time[{int(missing.argmax())}]")
        moments: list[int] = column.astype("datetime64[us]").astype(np.int64).tolist()
        return moments
    return _whole(column, MOMENTS, -MOST_SECONDS, MOST_SECONDS)


def _amounts(column: Column) -> list[int] | None:
    return _whole(column, PARTS, 0, MOST_AMOUNT)


def _whole(column: Column, unit: int, least: int, most: int) -> list[int] | None:
    if column.dtype.kind not in "iuf" or not _within(column, least, most):
        return None
    wide = column.astype(np.float64 if column.dtype.kind == "f" else np.int64)
    whole: list[int] = np.rint(wide * unit).astype(np.int64).tolist()
    return whole


def _accounts(column: Column) -> list[Name] | None:
    if column.dtype.kind == "U" and column.dtype.itemsize <= 4 * LONGEST_NAME and (column != "").all():
        texts: list[Name] = column.tolist()
        return texts
    return _integers(column)


def _numbers(column: Column) -> list[Name | None] | None:
    found = _integers(column)
    return None if found is None else list(found)


def _integers(column: Column) -> list[Name] | None:
    if column.dtype.kind in "iu" and _within(column, 1 - MOST_NUMBER, MOST_NUMBER - 1):
        numbers: list[Name] = column.tolist()
        return numbers
    return None


def _currencies(column: Column) -> list[str] | None:
    if column.dtype.kind == "U" and column.dtype.itemsize <= 4 * LONGEST_CURRENCY:
        codes: list[str] = column.tolist()
        return codes
    return None


def _within(column: Column, least: int, most: int) -> bool:
    return bool(np.logical_and(np.greater_equal(column, least), np.less_equal(column, most)).all())
