"""Tables as text: CSV, and the same with semicolons, tabs or bars.

Rules:
1. The text is UTF-8, or UTF-16 with a byte-order mark; anything else is refused with the byte it is seen at, since a
   guessed encoding makes names that nobody bears.
2. The delimiter is the one of `, ; tab |` that parts the line of headings into the most columns.
3. Quotes that do not close, or close in the middle of a cell, are refused.
"""

import codecs
import csv
from collections.abc import Iterator
from io import BytesIO, TextIOWrapper

from simpul.core.errors import InputError
from simpul.core.node import Limits
from simpul.formats.grid import Grid, Table

DELIMITERS = ",;\t|"
MOST_RECORD = 1024 * 1024
"""Characters of one row, over however many lines."""

PIECE = 1024 * 1024
UTF_32_MARKS = (b"\xff\xfe\x00\x00", b"\x00\x00\xfe\xff")
UTF_16_MARKS = (b"\xff\xfe", b"\xfe\xff")


def read_delimited(raw: bytes, *, limits: Limits) -> Table:
    """Read a table from text.

    Raises:
        InputError: the encoding, the quotes or the size of it are refused; with byte, or line and column.
    """
    lines = _Lines(raw, encoding_of(raw))
    reader = csv.reader(lines, delimiter=lines.delimiter(), strict=True)
    grid = Grid(limits)
    begins = 1
    try:
        for cells in reader:
            grid.take(begins, cells)
            begins = reader.line_num + 1
            lines.row_ended()
    except csv.Error as exc:
        raise InputError(f"not a row of a table: {exc}", place=f"line {begins}") from exc
    return grid.table()


class _Lines:
    """The lines of a text, one by one, none of them and no row over several of them beyond its bound."""

    def __init__(self, raw: bytes, encoding: str) -> None:
        self._text = TextIOWrapper(BytesIO(raw), encoding=encoding, newline=None)
        self._first = self._text.readline(MOST_RECORD + 1)
        self._pending = [self._first] if self._first else []
        self._waiting = 0
        self._number = 0

    def delimiter(self) -> str:
        """Give the delimiter of the first line that says something."""
        while self._pending and not self._pending[-1].strip() and (line := self._text.readline(MOST_RECORD + 1)):
            self._pending.append(line)
        plain = "".join(self._pending[-1:]).split('"')[::2]
        counts = {each: sum(part.count(each) for part in plain) for each in DELIMITERS}
        return max(DELIMITERS, key=lambda each: counts[each])

    def row_ended(self) -> None:
        """Note that a row is complete."""
        self._waiting = 0

    def __iter__(self) -> Iterator[str]:
        while line := self._next():
            self._number += 1
            self._waiting += len(line)
            if self._waiting > MOST_RECORD:
                raise InputError(f"a row longer than {MOST_RECORD} characters", place=f"line {self._number}")
            yield line

    def _next(self) -> str:
        return self._pending.pop(0) if self._pending else self._text.readline(MOST_RECORD + 1)


def encoding_of(raw: bytes) -> str:
    """Say how a text is written, having seen that all of it is.

    Raises:
        InputError: it is neither UTF-8 nor UTF-16 with a byte-order mark; with line and byte.
    """
    if raw.startswith(UTF_32_MARKS):
        raise InputError("is written in UTF-32; only UTF-8 and UTF-16 are read", place="byte 0")
    encoding = "utf-16" if raw.startswith(UTF_16_MARKS) else "utf-8-sig"
    decoder = codecs.getincrementaldecoder(encoding)()
    for at in range(0, max(len(raw), 1), PIECE):
        piece = raw[at : at + PIECE]
        try:
            decoder.decode(piece, final=at + PIECE >= len(raw))
        except UnicodeDecodeError as exc:
            place = at + len(piece) - len(exc.object) + exc.start
            line = raw.count(b"\n", 0, place) + 1
            name = encoding.removesuffix("-sig").upper()
            raise InputError(f"is not {name}: {exc.reason}", place=f"line {line}, byte {place}") from exc
    return encoding
