"""Rows of the legal tables: cells to days, words and values, each refused with its file, line and column."""

import csv
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from io import StringIO
from typing import TypeVar

from simpul.core.errors import InputError
from simpul.core.law.instrument import Delay, DelayUnit
from simpul.core.law.provenance import Mark, Provenance
from simpul.core.law.truth import Truth

MOST_BYTES = 20_000_000
T = TypeVar("T")
W = TypeVar("W", bound=StrEnum)


class Said(StrEnum):
    """How a cell or an option says whether something is so."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


SAID = {Said.YES: Truth.TRUE, Said.NO: Truth.FALSE, Said.UNKNOWN: Truth.UNKNOWN}


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row of a table, and where it stands."""

    place: str
    cells: dict[str, str]

    def text(self, column: str) -> str:
        """Give a cell, empty where the table has no such column."""
        return self.cells.get(column) or ""

    def words(self, column: str) -> tuple[str, ...]:
        """Give the words of a cell, which a semicolon divides."""
        return tuple(word for word in self.text(column).split(";") if word)

    def day(self, column: str) -> date:
        """Give the day in a cell.

        Raises:
            InputError: it holds none, or one that does not exist.
        """
        try:
            return date.fromisoformat(self.text(column))
        except ValueError as exc:
            raise self.refused(column, f"not a day such as 2006-06-29: {self.text(column)[:40]!r}") from exc

    def day_or_none(self, column: str) -> date | None:
        """Give the day in a cell, or nothing where it is empty."""
        return self.day(column) if self.text(column) else None

    def number(self, column: str) -> int:
        """Give the number in a cell."""
        said = self.text(column)
        if not (said.isascii() and said.isdigit() and len(said) < 6):
            raise self.refused(column, f"not a number: {said[:40]!r}")
        return int(said)

    def number_or_none(self, column: str) -> int | None:
        """Give the number in a cell, or nothing where it is empty."""
        return self.number(column) if self.text(column) else None

    def word(self, column: str, vocabulary: type[W]) -> W:
        """Give the word of a closed vocabulary that a cell holds."""
        return self._one_of(column, self.text(column), vocabulary)

    def several(self, column: str, vocabulary: type[W]) -> tuple[W, ...]:
        """Give the words of a closed vocabulary that a cell holds."""
        return tuple(self._one_of(column, each, vocabulary) for each in self.words(column))

    def truth(self, column: str) -> Truth:
        """Give yes, no or unknown; an empty cell is unknown."""
        said = self.text(column) or Said.UNKNOWN
        return SAID[self._one_of(column, said, Said)]

    def delay(self, column: str) -> Delay:
        """Give the delay in a cell, such as `30 days` or `2 first-of-month`."""
        count, _, unit = self.text(column).partition(" ")
        if not count.isdigit():
            raise self.refused(column, f"not a delay such as 30 days: {self.text(column)[:40]!r}")
        return Delay(count=int(count), unit=self._one_of(column, unit, DelayUnit))

    def provenance(self) -> Provenance:
        """Give where the row's facts are from."""
        return Provenance(
            source=self.text("source"), as_of=self.day("as_of"), mark=self.word("verified", Mark), row=self.place
        )

    def refused(self, column: str, reason: str) -> InputError:
        """Give the error that names this row and the column."""
        return InputError(reason, place=f"{self.place}, {column}")

    def _one_of(self, column: str, said: str, vocabulary: type[W]) -> W:
        try:
            return vocabulary(said)
        except ValueError as exc:
            known = ", ".join(vocabulary)
            raise self.refused(column, f"not one of {known}: {said[:40]!r}") from exc


def read_rows(raw: bytes, *, file: str, columns: frozenset[str]) -> Iterator[Row]:
    """Give the rows of a table.

    Raises:
        InputError: it is no UTF-8, too large, lacks a column, or a row has more or fewer cells than the heading.
    """
    if len(raw) > MOST_BYTES:
        raise InputError(f"larger than {MOST_BYTES} bytes", place=file)
    try:
        reader = csv.reader(StringIO(raw.decode("utf-8"), newline=""), strict=True)
        heading = next(reader, [])
        lacking = sorted(columns - set(heading))
        if lacking:
            raise InputError(f"lacks the column {lacking[0]}", place=f"{file}: line 1")
        for cells in reader:
            place = f"{file}: line {reader.line_num}"
            if len(cells) != len(heading):
                raise InputError(f"{len(cells)} cells under {len(heading)} headings", place=place)
            yield Row(place=place, cells=dict(zip(heading, cells, strict=True)))
    except UnicodeDecodeError as exc:
        raise InputError("not UTF-8", place=file) from exc
    except csv.Error as exc:
        raise InputError(f"not a table: {exc}", place=file) from exc


def placed(row: Row, made: Callable[[Row], T]) -> T:
    """Make a value of a row; what refuses it names the row.

    Raises:
        InputError: the row is refused, with its place.
    """
    try:
        return made(row)
    except InputError as exc:
        if exc.place and exc.place.startswith(row.place):
            raise
        raise InputError(exc.reason, place=row.place) from exc
