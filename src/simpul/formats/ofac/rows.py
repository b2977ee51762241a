"""The rows of OFAC's comma-separated files: no headings, `-0-` for nothing, and a Ctrl-Z behind the last row.

Norm: OFAC, "Data specification of the SDN list", delimited file format (sdn, alt, add and sdn_comments).
"""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO, TextIOWrapper

from simpul.core.errors import InputError
from simpul.core.ids import bounded_text
from simpul.core.node import Limits
from simpul.formats.delimited import encoding_of
from simpul.formats.grid import MOST_CELL
from simpul.formats.sources import bytes_of
from simpul.formats.xml import Source

NOTHING = "-0-"
END_OF_FILE = ["\x1a"]
MOST_ROWS = 2_000_000
MOST_ROW = 256 * 1024
"""Characters of one row, over however many lines."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row: its file and line, and its cells, of which those that say nothing are empty."""

    place: str
    cells: tuple[str, ...]


def rows_of(source: Source, *, file: str, limits: Limits) -> Iterator[Row]:
    """Give the rows of one file.

    Raises:
        InputError: it is not UTF-8, its quotes do not close, or it is larger than the limits allow; with file and line.
    """
    lines = _Lines(bytes_of(source, most=limits.max_list_bytes), file)
    reader = csv.reader(lines, strict=True)
    begins = 1
    try:
        for number, cells in enumerate(reader, start=1):
            place = f"{file} line {begins}"
            if number > MOST_ROWS:
                raise InputError(f"more than {MOST_ROWS} rows", place=place)
            if cells and cells != END_OF_FILE:
                yield Row(place=place, cells=tuple(_said(cell) for cell in cells))
            begins = lines.row_ended() + 1
    except csv.Error as exc:
        raise InputError(f"not a row of a table: {exc}", place=f"{file} line {begins}") from exc


class _Lines:
    """The lines of a text, one by one, none of them and no row over several of them beyond its bound."""

    def __init__(self, raw: bytes, file: str) -> None:
        try:
            self._text = TextIOWrapper(BytesIO(raw), encoding=encoding_of(raw), newline="")
        except InputError as exc:
            raise InputError(exc.reason, place=f"{file} {exc.place}") from exc
        self._file = file
        self._number = self._waiting = 0

    def row_ended(self) -> int:
        """Note that a row is complete, and give the line it ended on."""
        self._waiting = 0
        return self._number

    def __iter__(self) -> Iterator[str]:
        while line := self._text.readline(MOST_ROW + 1):
            self._number += 1
            self._waiting += len(line)
            if self._waiting > MOST_ROW:
                raise InputError(f"a row longer than {MOST_ROW} characters", place=f"{self._file} line {self._number}")
            yield line


def checked(row: Row, *, columns: int) -> Row:
    """Give the row back when it has as many columns as its file, and each can be kept.

    Raises:
        InputError: it has more or fewer, or one of them is too long or holds control characters.
    """
    if len(row.cells) != columns:
        raise InputError(f"{len(row.cells)} columns instead of {columns}", place=row.place)
    for number, cell in enumerate(row.cells, start=1):
        bounded_text(cell, place=f"{row.place}, column {number}", most=MOST_CELL)
    return row


def _said(cell: str) -> str:
    plain = " ".join(cell.split())
    return "" if plain == NOTHING else plain
