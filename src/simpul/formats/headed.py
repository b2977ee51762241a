"""Lists that come as text with a line of headings: their rows, one after the other, in bounded memory.

Rules:
1. The text is UTF-8, or UTF-16 with a byte-order mark; anything else is refused, since a guessed encoding makes names
   that nobody bears.
2. The headings stand in the first of the file's first lines that has the key's heading; what stands above them is the
   banner. A heading that stands twice is refused.
3. Size, length of a row and number of columns are bounded.
4. A cell may begin with a quote that is a part of its text: lines whose quotes do not close as they should, and which
   have as many cells as there are headings when quotes are no quotes, are rows as they stand. Where they have not, the
   row is given with that fault; where no quote ever closes, the reading ends.
5. A row with a cell that no heading names is given with that fault.
"""

import csv
import sys
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BufferedReader, BytesIO, RawIOBase, TextIOWrapper
from pathlib import Path
from typing import BinaryIO, cast

from simpul.core.errors import InputError
from simpul.core.node import Limits
from simpul.formats.streamed import MISPLACED_QUOTE
from simpul.formats.xml import UTF_16_MARKS, UTF_32_MARKS, Source

PIECE = 64 * 1024
MOST_ROW = 1024 * 1024
"""Characters of one row, over however many lines."""

MOST_BANNER = 10
MOST_BEGINNING = 512


@dataclass(frozen=True, slots=True, kw_only=True)
class HeadedRow:
    """One row: the line it begins on, its cells that say anything by heading, and its fault, if any."""

    line: int
    cells: dict[str, str]
    fault: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class HeadedRows:
    """The cells that stand above the headings, and the rows below them."""

    banner: tuple[str, ...]
    rows: Iterator[HeadedRow]


def heading_key(heading: str) -> str:
    """Give a heading without case, blanks and punctuation, by which it is known."""
    return "".join(character for character in heading.casefold() if character.isalnum())


def is_markup(source: Source) -> tuple[bool, Source]:
    """Say whether a file begins as XML does, and give the source to read it from; nothing of it is lost.

    Raises:
        InputError: it cannot be read.
    """
    if isinstance(source, bytes):
        return _begins_as_markup(source[:MOST_BEGINNING]), source
    if isinstance(source, Path):
        with _stream(source) as stream:
            return _begins_as_markup(stream.read(MOST_BEGINNING)), source
    buffered = BufferedReader(_Counted(source, sys.maxsize), PIECE)
    return _begins_as_markup(buffered.peek(MOST_BEGINNING)[:MOST_BEGINNING]), cast("BinaryIO", buffered)


@contextmanager
def headed_rows(source: Source, *, key: str, delimiter: str, limits: Limits) -> Iterator[HeadedRows]:
    """Give the rows of a text; `key` is the heading that every such text has, as `heading_key` gives it.

    Raises:
        InputError: it cannot be read, is too large or badly written, or has no such heading; with the line.
    """
    with _stream(source) as stream:
        lines = _Lines(stream, most=limits.max_list_bytes)
        reader = _Rows(lines, delimiter, limits.max_table_columns)
        banner: list[str] = []
        for _ in range(MOST_BANNER):
            found = reader.next()
            if found is None:
                break
            _, cells, _ = found
            keys = [heading_key(cell) for cell in cells]
            if key in keys:
                reader.head(keys)
                yield HeadedRows(banner=tuple(banner), rows=reader.rows())
                return
            banner.extend(cell.strip() for cell in cells if cell.strip())
    raise InputError(f"has no column {key!r} in its first lines", place="line 1")


class _Rows:
    """The rows of a text, and the headings once they are known."""

    def __init__(self, lines: "_Lines", delimiter: str, most_columns: int) -> None:
        self._lines = lines
        self._reader = csv.reader(lines, delimiter=delimiter, strict=True)
        self._most_columns = most_columns
        self._delimiter = delimiter
        self._keys: list[str] = []
        self._literal: deque[tuple[int, list[str], str]] = deque()

    def next(self) -> tuple[int, list[str], str] | None:
        """Give the next row that says anything, with the line it begins on and its fault."""
        while True:
            if self._literal:
                return self._literal.popleft()
            begins = self._lines.number + 1
            try:
                cells = next(self._reader, None)
            except csv.Error as exc:
                self._take_literally(begins, exc)
                continue
            except UnicodeDecodeError as exc:
                reason = f"is not {exc.encoding.upper()}: {exc.reason}"
                raise InputError(reason, place=f"line {self._lines.number + 1}") from exc
            self._lines.row_ended()
            if cells is None:
                return None
            if len(cells) > self._most_columns:
                raise InputError(f"more than {self._most_columns} columns", place=f"line {begins}")
            if any(cells):
                return begins, cells, ""

    def _take_literally(self, begins: int, refused: csv.Error) -> None:
        """Take the lines of a row whose quotes are no quotes as rows; where they are none, the row is at fault.

        Raises:
            InputError: there is no telling where the next row begins.
        """
        split = [line.rstrip("\n").split(self._delimiter) for line in self._lines.record]
        self._lines.row_ended()
        if self._keys and all(len(cells) == len(self._keys) for cells in split):
            self._literal.extend((begins + at, cells, "") for at, cells in enumerate(split))
        elif MISPLACED_QUOTE in str(refused):
            self._literal.append((begins, [], f"not a row of a table: {refused}"))
        else:
            raise InputError(f"not a row of a table: {refused}", place=f"line {begins}") from refused

    def head(self, keys: list[str]) -> None:
        """Take the headings, of which none may stand twice."""
        named = [key for key in keys if key]
        twice = next((key for index, key in enumerate(named) if key in named[:index]), "")
        if twice:
            raise InputError(f"the heading {twice!r} stands twice", place=f"line {self._lines.number}")
        self._keys = keys

    def rows(self) -> Iterator[HeadedRow]:
        """Give the rows below the headings."""
        width = len(self._keys)
        while (found := self.next()) is not None:
            line, cells, fault = found
            named = {key: cell for key, cell in zip(self._keys, cells, strict=False) if cell and key}
            nameless = [*(cell for key, cell in zip(self._keys, cells, strict=False) if not key), *cells[width:]]
            fault = fault or ("a cell without a heading" if any(cell.strip() for cell in nameless) else "")
            yield HeadedRow(line=line, cells=named, fault=fault)


class _Lines:
    """The lines of a text, none of them and no row over several of them beyond its bound."""

    def __init__(self, stream: BinaryIO, *, most: int) -> None:
        buffered = BufferedReader(_Counted(stream, most), PIECE)
        self._text = TextIOWrapper(buffered, encoding=_encoding(buffered.peek(4)[:4]), newline=None)
        self._waiting = 0
        self.number = 0
        self.record: list[str] = []

    def row_ended(self) -> None:
        """Note that a row is complete."""
        self._waiting = 0
        self.record = []

    def __iter__(self) -> Iterator[str]:
        while line := self._text.readline(MOST_ROW + 1):
            self.number += 1
            self._waiting += len(line)
            if self._waiting > MOST_ROW:
                raise InputError(f"a row longer than {MOST_ROW} characters", place=f"line {self.number}")
            self.record.append(line)
            yield line


class _Counted(RawIOBase):
    """A stream of which no more is read than allowed; it stays open."""

    def __init__(self, stream: BinaryIO, most: int) -> None:
        self._stream = stream
        self._most = most
        self._read = 0

    def readable(self) -> bool:
        """Say that it can be read."""
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override] # the stubs say Buffer, io gives this
        """Read the next bytes."""
        piece = self._stream.read(len(buffer))
        self._read += len(piece)
        if self._read > self._most:
            raise InputError(f"larger than {self._most} bytes", place=f"byte {self._most}")
        buffer[: len(piece)] = piece
        return len(piece)


@contextmanager
def _stream(source: Source) -> Iterator[BinaryIO]:
    if isinstance(source, bytes):
        yield BytesIO(source)
    elif isinstance(source, Path):
        try:
            stream = source.open("rb")
        except OSError as exc:
            raise InputError(f"cannot be read: {exc.strerror}", place=source.name) from exc
        with stream:
            yield stream
    else:
        yield source


def _begins_as_markup(first: bytes) -> bool:
    plain = first.replace(b"\x00", b"").removeprefix(b"\xef\xbb\xbf")
    return plain.lstrip(b"\xff\xfe \t\r\n").startswith(b"<")


def _encoding(first: bytes) -> str:
    if first.startswith(UTF_32_MARKS):
        raise InputError("is written in UTF-32; only UTF-8 and UTF-16 are read", place="line 1")
    return "utf-16" if first.startswith(UTF_16_MARKS) else "utf-8-sig"
