"""Tables as text of any length, read row by row in bounded memory.

Rules:
1. The text is UTF-8, or UTF-16 with a byte-order mark. A row that is not is given with that fault, and those behind it
   are read; a text that is nothing of the kind has no headings that anybody knows.
2. The delimiter is the one of `, ; tab |` that parts the line of headings into the most columns.
3. The headings stand in the first row that says anything. Rows that say nothing are passed over.
4. A row with a cell behind the last heading, or with a quote that closes in the middle of a cell, is given with that
   fault. Quotes that do not close, and a row without end, end the reading: where the next row begins nobody knows.
"""

import csv
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BufferedReader, TextIOWrapper

from simpul.core.errors import InputError
from simpul.core.node import Limits
from simpul.formats.delimited import DELIMITERS, MOST_RECORD, UTF_16_MARKS, UTF_32_MARKS
from simpul.formats.grid import TableRow

UNREADABLE = re.compile("[\udc80-\udcff]")
"""What stands in the place of a byte that the encoding does not know."""

MISPLACED_QUOTE = "expected after"
"""What the reader says of a quote that closes in the middle of a cell; it begins anew with the next line."""

ARCHIVE = b"PK\x03\x04"


@dataclass(frozen=True, slots=True, kw_only=True)
class StreamedRow:
    """One row, its number from 1, and what is wrong with it as a whole, if anything."""

    number: int
    row: TableRow
    fault: str = ""


@contextmanager
def streamed_table(stream: BufferedReader, *, limits: Limits) -> "Iterator[StreamedTable]":
    """Give the table that stands in a stream, which stays open.

    Raises:
        InputError: this is no text of a table, or has no headings.
    """
    mark = stream.peek(4)[:4]
    if mark.startswith(UTF_32_MARKS) or mark == ARCHIVE:
        raise InputError("not a table as text; save it as CSV in UTF-8", place="byte 0")
    encoding = "utf-16" if mark.startswith(UTF_16_MARKS) else "utf-8-sig"
    text = TextIOWrapper(stream, encoding=encoding, errors="surrogateescape", newline=None)
    try:
        yield StreamedTable(text, limits=limits)
    finally:
        text.detach()


class StreamedTable:
    """A table whose headings have been read, and whose rows are read while they are asked for, once."""

    def __init__(self, text: TextIOWrapper, *, limits: Limits) -> None:
        """Read the headings.

        Raises:
            InputError: there are none, or what stands there is no text.
        """
        self._most_columns = limits.max_table_columns
        self._lines = _Lines(text)
        self._reader = csv.reader(self._lines, delimiter=self._lines.delimiter(), strict=True)
        self.columns = self._headings()

    def __iter__(self) -> Iterator[StreamedRow]:
        """Give the rows below the headings.

        Raises:
            InputError: a row does not end, or its quotes do not close; with the line.
        """
        number, width = 0, len(self.columns)
        while (found := self._next()) is not None:
            number += 1
            line, cells, fault = found
            row = TableRow(line=line, cells=(*cells[:width], *("",) * (width - len(cells))))
            yield StreamedRow(number=number, row=row, fault=fault or _fault(cells, width))

    def _headings(self) -> tuple[str, ...]:
        found = self._next()
        if found is None:
            raise InputError("the table has no row of headings", place="line 1")
        line, cells, fault = found
        if fault:
            raise InputError(fault, place=f"line {line}")
        if len(cells) > self._most_columns:
            raise InputError(f"more than {self._most_columns} columns", place=f"line {line}")
        if UNREADABLE.search("".join(cells)) or "\x00" in "".join(cells):
            raise InputError("the headings are neither UTF-8 nor UTF-16 with a byte-order mark", place=f"line {line}")
        return tuple(" ".join(cell.split()) for cell in cells)

    def _next(self) -> tuple[int, list[str], str] | None:
        """Give the next row that says anything, up to its last cell that does, with its first line and its fault."""
        while True:
            begins = self._reader.line_num + 1
            try:
                cells = next(self._reader, None)
            except csv.Error as exc:
                if MISPLACED_QUOTE not in str(exc):
                    raise InputError(f"not a row of a table: {exc}", place=f"line {begins}") from exc
                self._lines.row_ended()
                return begins, [], f"not a row of a table: {exc}"
            except UnicodeDecodeError as exc:
                raise InputError(f"is not {exc.encoding.upper()}: {exc.reason}", place=f"line {begins}") from exc
            self._lines.row_ended()
            if cells is None:
                return None
            while cells and not cells[-1].strip():
                cells.pop()
            if cells:
                return begins, cells, ""


class _Lines:
    """The lines of a text, and no row over several of them beyond its bound."""

    def __init__(self, text: TextIOWrapper) -> None:
        self._text = text
        self._pending: list[str] = []
        self._waiting = 0
        self._number = 0

    def delimiter(self) -> str:
        """Give the delimiter of the first line that says something."""
        try:
            while line := self._text.readline(MOST_RECORD + 1):
                self._pending.append(line)
                if line.strip():
                    break
        except UnicodeDecodeError as exc:
            place = f"line {len(self._pending) + 1}"
            raise InputError(f"is not {exc.encoding.upper()}: {exc.reason}", place=place) from exc
        plain = "".join(self._pending[-1:]).split('"')[::2]
        counts = {each: sum(part.count(each) for part in plain) for each in DELIMITERS}
        return max(DELIMITERS, key=lambda each: counts[each])

    def row_ended(self) -> None:
        """Note that a row is complete."""
        self._waiting = 0

    def __iter__(self) -> Iterator[str]:
        while line := self._pending.pop(0) if self._pending else self._text.readline(MOST_RECORD + 1):
            self._number += 1
            self._waiting += len(line)
            if self._waiting > MOST_RECORD:
                raise InputError(f"a row longer than {MOST_RECORD} characters", place=f"line {self._number}")
            yield line


def _fault(cells: list[str], width: int) -> str:
    if len(cells) > width:
        return "a cell without a heading"
    if any(not cell.isascii() and UNREADABLE.search(cell) for cell in cells):
        return "is neither UTF-8 nor UTF-16"
    return "holds a NUL" if any("\x00" in cell for cell in cells) else ""
