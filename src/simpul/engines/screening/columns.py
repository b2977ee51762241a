"""Columns: rows of different lengths in one array, texts as their bytes, and values that many rows share.

A million subjects as Python objects take gigabytes, and seconds of every collection of garbage; as columns they take
what their letters take. Columns are never changed: a change makes new ones.
"""

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[Any]
T = TypeVar("T", bound=Hashable)

LARGEST_NARROW = (1 << 31) - 1
"""Places up to this are kept in 32 bits."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Ragged:
    """Rows of different lengths, one after the other: row `i` lies from `starts[i]` to `starts[i + 1]`."""

    starts: Array
    values: Array

    def __len__(self) -> int:
        return len(self.starts) - 1

    def row(self, place: int) -> Array:
        """Give one row."""
        return self.values[self.starts[place] : self.starts[place + 1]]

    def octets(self, place: int) -> bytes:
        """Give one row of a column of texts, as it is kept."""
        return self.row(place).tobytes()

    def text(self, place: int) -> str:
        """Give one row of a column of texts."""
        return self.row(place).tobytes().decode("utf-8", "surrogatepass")

    def lengths(self) -> Array:
        """Give the length of each row."""
        return np.diff(self.starts)

    def owners(self) -> Array:
        """Give for each value the row it is in."""
        return np.repeat(np.arange(len(self), dtype=np.int32), self.lengths())

    def take(self, places: Array) -> "Ragged":
        """Give these rows, in this order."""
        begins = self.starts[places]
        lengths = self.starts[places + 1] - begins
        starts = starts_of(lengths)
        picked = np.arange(starts[-1])
        picked += (begins - starts[:-1]).repeat(lengths)
        return Ragged(starts=starts, values=self.values[picked])


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Shared(Generic[T]):
    """One value for each row, where many rows have the same."""

    codes: Array
    values: Sequence[T]

    def __getitem__(self, place: int) -> T:
        return self.values[int(self.codes[place])]

    def take(self, places: Array) -> "Shared[T]":
        """Give these rows, in this order."""
        return Shared(codes=self.codes[places], values=self.values)


def starts_of(lengths: Array) -> Array:
    """Give where rows of these lengths begin, and where the last one ends."""
    starts = np.zeros(len(lengths) + 1, dtype=np.int64)
    lengths.cumsum(out=starts[1:])
    return starts.astype(np.int32) if starts[-1] <= LARGEST_NARROW else starts


def pack(texts: Iterable[str]) -> Ragged:
    """Keep texts as their bytes. UTF-8 sorts as the texts do; what is no valid text is kept as it is."""
    rows = [text.encode("utf-8", "surrogatepass") for text in texts]
    lengths = np.fromiter(map(len, rows), dtype=np.int64, count=len(rows))
    return Ragged(starts=starts_of(lengths), values=np.frombuffer(b"".join(rows), dtype=np.uint8))


def chained(parts: Sequence[Ragged]) -> Ragged:
    """Put the rows of several columns one after the other."""
    lengths = np.concatenate([part.lengths() for part in parts])
    return Ragged(starts=starts_of(lengths), values=np.concatenate([part.values for part in parts]))


def chained_shared(parts: Sequence[Shared[T]]) -> Shared[T]:
    """Put the rows of several columns of shared values one after the other."""
    known: dict[T, int] = {}
    codes = []
    for part in parts:
        renamed = [known.setdefault(value, len(known)) for value in part.values]
        codes.append(np.array(renamed, dtype=np.int32)[part.codes])
    return Shared(codes=np.concatenate(codes), values=list(known))


def inverted(column: Ragged, width: int) -> Ragged:
    """Give for each value below `width` the rows that hold it, in order, each row once."""
    order = np.argsort(column.values, kind="stable")
    values, owners = column.values[order], column.owners()[order]
    first = first_of_runs(values) | first_of_runs(owners)
    return Ragged(starts=starts_of(np.bincount(values[first], minlength=width)), values=owners[first])


def distinct(values: Array) -> Array:
    """Give the different values, sorted."""
    ordered = np.sort(values)
    return ordered[first_of_runs(ordered)]


def first_of_runs(values: Array) -> Array:
    """Mark the first of each run of equal values."""
    first = np.ones(len(values), dtype=np.bool_)
    np.not_equal(values[1:], values[:-1], out=first[1:])
    return first
