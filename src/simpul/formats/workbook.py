"""Workbooks (Office Open XML, .xlsx): the first visible sheet as rows of text.

Rules:
1. What the archive would unpack to is checked before anything is unpacked, and every part is read by the hardened
   reader of `simpul.formats.xml`. openpyxl's own reader is not used: it reads sheets with entities switched on, and
   makes rows as wide as the name of any cell asks for. Its knowledge of number formats and of the calendar is.
2. A formula is never evaluated: its stored value is read, and a formula without one is refused.
3. A number in a date's format is read as the day it shows; a number is written without exponent and trailing zeros.
"""

import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time
from decimal import Decimal, InvalidOperation
from io import BytesIO
from posixpath import basename, dirname, normpath

from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format
from openpyxl.utils import column_index_from_string
from openpyxl.utils.datetime import MAC_EPOCH, WINDOWS_EPOCH, from_excel

from simpul.core.errors import InputError
from simpul.core.node import Limits
from simpul.formats.grid import Grid, Table, cell_place
from simpul.formats.xml import Element, XmlBounds, line_of, local_name, records

MOST_PARTS = 1_000
MOST_RATIO = 200
RATIO_COUNTS_FROM = 1024 * 1024
MOST_ROW_BYTES = 8 * 1024 * 1024
MOST_ELEMENTS = 8_000_000
MOST_LEVELS = 32
MOST_DIGITS = 320
ENCRYPTED = 0x1
PACKED = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
EAST_ASIAN_DATES = frozenset({*range(27, 37), *range(50, 59)})
CELL_NAME = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")
WHOLE_NUMBER = re.compile(r"[0-9]{1,9}")
ESCAPED = re.compile(r"_x(?![dD][89a-fA-F])([0-9A-Fa-f]{4})_")
TRUTHS = {"0": "FALSE", "1": "TRUE"}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Book:
    """What the cells refer to: shared texts, the styles that show dates, and the day the calendar begins."""

    texts: tuple[str, ...]
    date_styles: frozenset[int]
    epoch: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sheet:
    name: str
    part: str


def read_workbook(raw: bytes, *, limits: Limits) -> Table:
    """Read the first visible sheet of a workbook.

    Raises:
        InputError: it is no workbook, would unpack beyond the limits, or a cell cannot be read; with part or cell.
    """
    try:
        with zipfile.ZipFile(BytesIO(raw)) as archive:
            return _read(_Package(archive, limits), limits)
    except InputError:
        raise
    except (zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError, NotImplementedError, ValueError) as exc:
        raise InputError(f"not a whole workbook: {exc}", place="the archive") from exc


class _Package:
    """The parts of a workbook, each read as XML in bounded memory."""

    def __init__(self, archive: zipfile.ZipFile, limits: Limits) -> None:
        _check_archive(archive.infolist(), limits)
        self._archive = archive
        self._names = {info.filename for info in archive.infolist()}
        self._bounds = XmlBounds(
            max_bytes=limits.max_table_bytes,
            max_depth=MOST_LEVELS,
            max_elements=MOST_ELEMENTS,
            max_record_bytes=MOST_ROW_BYTES,
        )

    def has(self, part: str) -> bool:
        """Say whether the workbook has this part."""
        return part in self._names

    def records(self, part: str, *, root: str, depth: int) -> Iterator[Element]:
        """Give the elements of a part that stand this deep; a part that is not there has none."""
        if not self.has(part):
            return
        try:
            yield from records(self._archive.read(part), root=root, depth=depth, bounds=self._bounds)
        except InputError as exc:
            raise InputError(exc.reason, place=f"{basename(part)[:80]}, {exc.place}") from exc

    def related(self, part: str) -> dict[str, tuple[str, str]]:
        """Give what a part refers to, by id: the last word of the relation's type, and the other part."""
        folder = dirname(part)
        relations = f"{folder}/_rels/{basename(part)}.rels".lstrip("/")
        found = {}
        for relation in self.records(relations, root="Relationships", depth=1):
            target = relation.get("Target", "")
            path = target if target.startswith("/") else f"/{folder}/{target}"
            found[relation.get("Id", "")] = (relation.get("Type", "").rpartition("/")[2], normpath(path).lstrip("/"))
        return found


def _check_archive(parts: list[zipfile.ZipInfo], limits: Limits) -> None:
    """Refuse what would unpack beyond the limits. zipfile never unpacks more of a part than its declared size."""
    if len(parts) > MOST_PARTS:
        raise InputError(f"more than {MOST_PARTS} parts", place="the archive")
    if sum(part.file_size for part in parts) > limits.max_table_bytes:
        raise InputError(f"unpacks to more than {limits.max_table_bytes} bytes", place="the archive")
    for part in parts:
        place = basename(part.filename)[:80] or "the archive"
        if part.flag_bits & ENCRYPTED or part.compress_type not in PACKED:
            raise InputError("is encrypted, or packed in a way that workbooks are not", place=place)
        if part.file_size > max(RATIO_COUNTS_FROM, MOST_RATIO * part.compress_size):
            raise InputError(f"unpacks to more than {MOST_RATIO} times its size", place=place)


def _read(package: _Package, limits: Limits) -> Table:
    main = _only(package.related(""), "officeDocument")
    if main is None or not package.has(main):
        raise InputError("holds no workbook", place="the archive")
    related = package.related(main)
    epoch, sheets = _sheets(package, main, related)
    if not sheets:
        raise InputError("the workbook has no visible sheet", place=basename(main)[:80])
    book = _Book(
        texts=_shared_texts(package, _only(related, "sharedStrings")),
        date_styles=_date_styles(package, _only(related, "styles")),
        epoch=epoch,
    )
    grid = Grid(limits)
    last = 0
    for row in package.records(sheets[0].part, root="worksheet", depth=2):
        if _local(row) == "row" and _local(row.getparent()) == "sheetData":
            last = _row_number(row, last)
            grid.take(last, _cells(row, last, book, limits))
    return grid.table(unread_sheets=tuple(sheet.name for sheet in sheets[1:]))


def _only(related: dict[str, tuple[str, str]], kind: str) -> str | None:
    return next((part for said, part in related.values() if said == kind), None)


def _sheets(package: _Package, main: str, related: dict[str, tuple[str, str]]) -> tuple[datetime, list[_Sheet]]:
    epoch, sheets = WINDOWS_EPOCH, []
    for record in package.records(main, root="workbook", depth=1):
        if _local(record) == "workbookPr" and record.get("date1904") in {"1", "true"}:
            epoch = MAC_EPOCH
        for sheet in record if _local(record) == "sheets" else ():
            identifier = next((sheet.get(key, "") for key in sheet.attrib if local_name(key) == "id"), "")
            kind, part = related.get(identifier, ("", ""))
            if kind == "worksheet" and sheet.get("state", "visible") == "visible":
                sheets.append(_Sheet(name=sheet.get("name", "")[:80], part=part))
    return epoch, sheets


def _shared_texts(package: _Package, part: str | None) -> tuple[str, ...]:
    found = package.records(part or "", root="sst", depth=1)
    return tuple(_rich_text(item) for item in found if _local(item) == "si")


def _date_styles(package: _Package, part: str | None) -> frozenset[int]:
    formats: dict[str, str] = {str(number): code for number, code in BUILTIN_FORMATS.items()}
    formats.update((str(number), "yyyy") for number in EAST_ASIAN_DATES)
    styles = []
    for record in package.records(part or "", root="styleSheet", depth=2):
        table = _local(record.getparent())
        if table == "numFmts":
            formats[record.get("numFmtId", "")] = record.get("formatCode", "")
        elif table == "cellXfs":
            styles.append(record.get("numFmtId", "0"))
    return frozenset(index for index, number in enumerate(styles) if is_date_format(formats.get(number, "")))


def _row_number(row: Element, last: int) -> int:
    said = row.get("r")
    if said is None:
        return last + 1
    if not WHOLE_NUMBER.fullmatch(said) or int(said) <= last:
        raise InputError(f"row {said[:20]!r} comes after row {last}", place=line_of(row))
    return int(said)


def _cells(row: Element, line: int, book: _Book, limits: Limits) -> list[str]:
    cells: list[str] = []
    column = -1
    for cell in row:
        if _local(cell) != "c":
            continue
        column = _column(cell, line, column)
        text = _cell_text(cell, book, place=cell_place(line, column))
        if text and column >= limits.max_table_columns:
            raise InputError(f"more than {limits.max_table_columns} columns", place=cell_place(line, column))
        if text:
            cells.extend("" for _ in range(column - len(cells)))
            cells.append(text)
    return cells


def _column(cell: Element, line: int, last: int) -> int:
    """Give the index of a cell's column; the cells of a row come from left to right."""
    said = cell.get("r")
    if said is None:
        return last + 1
    name = CELL_NAME.fullmatch(said)
    column = column_index_from_string(name[1]) - 1 if name else -1
    if name is None or int(name[2]) != line or column <= last:
        raise InputError(f"a cell named {said[:20]!r} does not belong here", place=cell_place(line, last + 1))
    return column


def _cell_text(cell: Element, book: _Book, *, place: str) -> str:
    kind = cell.get("t", "n")
    parts = {_local(part): part for part in cell}
    if kind == "inlineStr":
        return _rich_text(parts["is"]) if "is" in parts else ""
    if "v" not in parts:
        if "f" in parts:
            raise InputError("a formula without a stored value; open the workbook and save it again", place=place)
        return ""
    said = parts["v"].text or ""
    if not said or kind in {"str", "d"}:
        return _unescaped(said)
    if kind == "s":
        return _shared(said, book, place=place)
    if kind == "b" and said in TRUTHS:
        return TRUTHS[said]
    if kind == "n":
        style = cell.get("s", "0")
        is_date = WHOLE_NUMBER.fullmatch(style) and int(style) in book.date_styles
        return _date(said, book.epoch, place=place) if is_date else _number(said, place=place)
    reason = f"holds the error {said[:20]}" if kind == "e" else f"a cell of the unknown kind {kind[:20]!r}"
    raise InputError(reason, place=place)


def _shared(said: str, book: _Book, *, place: str) -> str:
    if not WHOLE_NUMBER.fullmatch(said) or int(said) >= len(book.texts):
        raise InputError(f"refers to a text that is not there: {said[:20]!r}", place=place)
    return book.texts[int(said)]


def _date(said: str, epoch: datetime, *, place: str) -> str:
    try:
        moment = from_excel(float(said), epoch)
    except (ValueError, OverflowError) as exc:
        raise InputError(f"there is no such date: {said[:20]}", place=place) from exc
    if isinstance(moment, datetime) and moment.time() == time():
        return moment.date().isoformat()
    return moment.isoformat(" ") if isinstance(moment, datetime) else str(moment)


def _number(said: str, *, place: str) -> str:
    try:
        number = Decimal(said)
    except InvalidOperation as exc:
        raise InputError(f"not a number: {said[:20]!r}", place=place) from exc
    if not number.is_finite() or abs(number.adjusted()) > MOST_DIGITS or len(said) > MOST_DIGITS:
        raise InputError(f"not a number that a table can hold: {said[:20]!r}", place=place)
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _rich_text(element: Element) -> str:
    """Join the runs of a text; what only says how to pronounce it (rPh) is left out."""
    runs = [part for part in element if _local(part) == "t"]
    runs += [part for run in element if _local(run) == "r" for part in run if _local(part) == "t"]
    return _unescaped("".join(run.text or "" for run in runs))


def _unescaped(text: str) -> str:
    """Turn `_x000D_` into the character it stands for, and every line break into one form."""
    plain = ESCAPED.sub(lambda found: chr(int(found[1], 16)), text) if "_x" in text else text
    return plain.replace("\r\n", "\n").replace("\r", "\n")


def _local(element: Element | None) -> str:
    return "" if element is None else local_name(element.tag)
