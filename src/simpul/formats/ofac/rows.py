"""The rows of OFAC's comma-separated files: no headings, `-0-` for nothing, and a Ctrl-Z behind the last row.

Norm: OFAC, "Data specification of the SDN list", delimited file format (sdn, alt, add and sdn_comments).
"""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from io import StringIO

from simpul.core.errors import InputError
from simpul.core.ids import bounded_text
from simpul.core.node import Limits
from simpul.formats.grid import MOST_CELL
from simpul.formats.sources import bytes_of
from simpul.formats.xml import Source

NOTHING = "-0-"
END_OF_FILE = ["\x1a"]
MOST_ROWS = 2_000_000


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
    raw = bytes_of(source, most=limits.max_list_bytes)
    reader = csv.reader(StringIO(_text(raw, file), newline=""), strict=True)
    begins = 1
    try:
        for number, cells in enumerate(reader, start=1):
            place = f"{file} line {begins}"
            if number > MOST_ROWS:
                raise InputError(f"more than {MOST_ROWS} rows", place=place)
            if cells and cells != END_OF_FILE:
                yield Row(place=place, cells=tuple(_said(cell) for cell in cells))
            begins = reader.line_num + 1
    except csv.Error as exc:
        raise InputError(f"not a row of a table: {exc}", place=f"{file} line {begins}") from exc


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


def _text(raw: bytes, file: str) -> str:
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as exc:
        line = raw.count(b"\n", 0, exc.start) + 1
        raise InputError(f"is not UTF-8: {exc.reason}", place=f"{file} line {line}") from exc
