"""Workbooks: values as they show, and archives that would harm refused before they are unpacked."""

import re
import time
import zipfile
from collections.abc import Callable
from datetime import date, datetime
from io import BytesIO

import openpyxl
import pytest
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from simpul.core.errors import InputError
from simpul.core.node import Limits
from simpul.formats.grid import Table
from simpul.formats.tables import read_table
from tests.public_data import public_file

LIMITS = Limits()
SHEET = "xl/worksheets/sheet1.xml"


def table_of(raw: bytes) -> Table:
    return read_table(raw, filename="subjects.xlsx", limits=LIMITS)


def refusal(raw: bytes) -> tuple[str | None, str]:
    with pytest.raises(InputError) as caught:
        table_of(raw)
    return caught.value.place, caught.value.reason


Value = str | float | bool | datetime | date | None


def workbook_of(*rows: tuple[Value, ...], change: Callable[[openpyxl.Workbook], None] | None = None) -> bytes:
    """Write a workbook with openpyxl: one sheet with these rows, and whatever is changed after."""
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for row in rows:
        sheet.append(row)
    if change:
        change(book)
    raw = BytesIO()
    book.save(raw)
    return raw.getvalue()


def with_part(raw: bytes, name: str, change: Callable[[str], str]) -> bytes:
    """Give the workbook with one of its parts changed, or a new one made."""
    changed = BytesIO()
    with zipfile.ZipFile(BytesIO(raw)) as archive, zipfile.ZipFile(changed, "w", zipfile.ZIP_DEFLATED) as other:
        for part in archive.namelist():
            text = archive.read(part)
            other.writestr(part, change(text.decode()) if part == name else text)
        if name not in archive.namelist():
            other.writestr(name, change(""))
    return changed.getvalue()


def sheet_of(cells: str) -> bytes:
    """A workbook whose second row is written by hand."""
    return with_part(
        workbook_of(("name", "alias"), ("x", "y")),
        SHEET,
        lambda text: re.sub(r'<row r="2".*?</row>', lambda _: f'<row r="2">{cells}</row>', text),
    )


def test_texts_numbers_days_and_truths_are_read_as_they_show() -> None:
    raw = workbook_of(
        ("text", "whole", "broken", "day", "moment", "truth", "large"),
        ("Тарик\nطارق", 12345678.0, 0.25, date(1971, 3, 14), datetime(1971, 3, 14, 10, 30), True, 10**15),  # noqa: DTZ001 - a spreadsheet has no time zone
    )
    (row,) = table_of(raw).rows
    assert row.line == 2
    assert row.cells == (
        "Тарик\nطارق",
        "12345678",
        "0.25",
        "1971-03-14",
        "1971-03-14 10:30:00",
        "TRUE",
        "1000000000000000",
    )


def test_days_of_the_calendar_that_begins_in_1904_are_the_same_days() -> None:
    def in_1904(book: openpyxl.Workbook) -> None:
        book.epoch = CALENDAR_MAC_1904

    assert table_of(workbook_of(("day",), (date(1971, 3, 14),), change=in_1904)).rows[0].cells == ("1971-03-14",)


def test_the_first_visible_sheet_is_read_and_the_others_are_named() -> None:
    def more(book: openpyxl.Workbook) -> None:
        book.worksheets[0].sheet_state = "hidden"
        for title in ("People", "Ships"):
            book.create_sheet(title).append(("name", title))

    table = table_of(workbook_of(("hidden",), change=more))
    assert (table.columns, table.unread_sheets) == (("name", "People"), ("Ships",))


def test_empty_rows_and_cells_in_between_are_kept_apart() -> None:
    raw = workbook_of((None,), ("a", None, "c"), (None,), (1, None, None), (None, None, 2))
    assert [(row.line, row.cells) for row in table_of(raw).rows] == [(4, ("1", "", "")), (5, ("", "", "2"))]


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        (
            '<c r="A2" t="inlineStr"><is><r><t>Abu </t></r><r><rPr/><t>Kapal</t></r><rPh><t>x</t></rPh></is></c>',
            "Abu Kapal",
        ),
        ('<c t="str"><f>1+1</f><v>two</v></c>', "two"),
        ('<c r="A2"><f>1+1</f><v>2</v></c>', "2"),
        ('<c r="A2"><v>1.5E3</v></c>', "1500"),
        ('<c r="A2"><v>-0.10</v></c>', "-0.1"),
        ('<c r="A2" t="d"><v>1971-03-14</v></c>', "1971-03-14"),
        ('<c r="A2" t="str"><v>a_x000D__x000A_b</v></c>', "a\nb"),
    ],
)
def test_a_cell_is_read_in_every_way_that_it_can_be_written(cells: str, said: str) -> None:
    assert table_of(sheet_of(cells)).rows[0].cells == (said, "")


def test_texts_that_cells_share_are_read_with_all_their_runs() -> None:
    relation = '<Relationship Id="texts" Type="http://purl.oclc.org/x/sharedStrings" Target="/xl/texts.xml"/>'
    raw = with_part(
        sheet_of('<c r="A2" t="s"><v>1</v></c><c r="B2" t="s"><v>0</v></c>'),
        "xl/_rels/workbook.xml.rels",
        lambda text: text.replace("</Relationships>", f"{relation}</Relationships>"),
    )
    texts = "<sst><si><t>Tarik</t></si><si><r><t>Abu </t></r><r><t>Kapal</t></r><rPh><t>x</t></rPh></si></sst>"
    assert table_of(with_part(raw, "xl/texts.xml", lambda _: texts)).rows[0].cells == ("Abu Kapal", "Tarik")


@pytest.mark.parametrize(
    ("cells", "place", "word"),
    [
        ('<c r="B2"><f>SUM(A1:A9)</f></c>', "line 2, column 2", "formula without a stored value"),
        ('<c r="A2" t="e"><v>#REF!</v></c>', "line 2, column 1", "#REF!"),
        ('<c r="A2" t="s"><v>999</v></c>', "line 2, column 1", "a text that is not there"),
        ('<c r="A2" t="s"><v>-1</v></c>', "line 2, column 1", "a text that is not there"),
        ('<c r="A2" t="z"><v>1</v></c>', "line 2, column 1", "unknown kind"),
        ('<c r="A2" t="b"><v>7</v></c>', "line 2, column 1", "unknown kind"),
        ('<c r="A2"><v>one</v></c>', "line 2, column 1", "not a number"),
        ('<c r="A2"><v>1E999999999</v></c>', "line 2, column 1", "not a number that a table can hold"),
        ('<c r="A2"><v>NaN</v></c>', "line 2, column 1", "not a number that a table can hold"),
        ('<c r="XFD2"><v>1</v></c>', "line 2, column 16384", "more than 500 columns"),
        ('<c r="ZZZZZZZZ2"><v>1</v></c>', "line 2, column 1", "does not belong here"),
        ('<c r="A3"><v>1</v></c>', "line 2, column 1", "does not belong here"),
        ('<c r="B2"><v>1</v></c><c r="A2"><v>1</v></c>', "line 2, column 3", "does not belong here"),
        ('<c r="C2"><v>1</v></c>', "line 2, column 3", "without a heading"),
        ('<c r="A2" t="inlineStr"><is><t>a_x0000_b</t></is></c>', "line 2, column 1", "NUL"),
        ('</row><row r="2">', "sheet1.xml, line 1", "row '2' comes after row 2"),
        ('</row><row r="99999999999">', "line 1", "comes after row"),
    ],
)
def test_a_cell_that_cannot_be_read_is_refused_with_its_place(cells: str, place: str, word: str) -> None:
    found, reason = refusal(sheet_of(cells))
    assert found is not None
    assert (found.endswith(place.removeprefix("sheet1.xml, ")), word in reason) == (True, True), (found, reason)


def test_a_day_that_no_calendar_has_is_refused() -> None:
    raw = with_part(
        workbook_of(("day",), (date(1971, 3, 14),)), SHEET, lambda text: text.replace("<v>26006</v>", "<v>1E9</v>")
    )
    assert refusal(raw) == ("line 2, column 1", "there is no such date: 1E9")


def test_a_cell_far_to_the_right_costs_nothing() -> None:
    begun = time.process_time()
    rows = "".join(f'</row><row r="{number}"><c r="XFD{number}" s="0"/>' for number in range(3, 3_000))
    assert table_of(sheet_of(f'<c r="A2"><v>1</v></c>{rows}')).rows[0].cells == ("1", "")
    assert time.process_time() - begun < 2


def bomb(size: int, *, part: str = SHEET) -> bytes:
    """A workbook one part of which unpacks to a given size of nothing."""
    return with_part(workbook_of(("name",)), part, lambda _: " " * size)


@pytest.mark.parametrize("part", [SHEET, "xl/sharedStrings.xml", "xl/styles.xml", "xl/theme/theme1.xml"])
def test_an_archive_that_unpacks_beyond_measure_is_refused_unopened(part: str) -> None:
    small = bomb(8 * 1024**2, part=part)
    assert len(small) < 64 * 1024
    assert refusal(small) == (part.rpartition("/")[2], "unpacks to more than 200 times its size")


def test_an_archive_that_unpacks_beyond_the_limit_is_refused_unopened() -> None:
    begun = time.process_time()
    raw = bomb(LIMITS.max_table_bytes)
    made = time.process_time()
    assert refusal(raw) == ("the archive", f"unpacks to more than {LIMITS.max_table_bytes} bytes")
    assert time.process_time() - made < 0.2 + (made - begun)


def test_an_archive_that_lies_about_its_size_is_refused() -> None:
    raw = bytearray(bomb(900_000))
    directory = raw.rindex(b"PK\x01\x02" + raw[raw.rindex(SHEET.encode()) - 42 : raw.rindex(SHEET.encode())])
    raw[directory + 24 : directory + 28] = (100).to_bytes(4, "little")
    place, reason = refusal(bytes(raw))
    assert (place, reason.startswith("not a whole workbook")) == ("the archive", True)


def test_an_archive_of_too_many_parts_is_refused() -> None:
    raw = BytesIO(workbook_of(("name",)))
    with zipfile.ZipFile(raw, "a") as archive:
        for number in range(1_000):
            archive.writestr(f"xl/media/{number}.png", b"")
    assert refusal(raw.getvalue()) == ("the archive", "more than 1000 parts")


def test_parts_packed_as_no_workbook_is_are_refused() -> None:
    raw = BytesIO()
    with zipfile.ZipFile(raw, "w", zipfile.ZIP_LZMA) as archive:
        archive.writestr("_rels/.rels", "<Relationships/>")
    assert refusal(raw.getvalue())[1] == "is encrypted, or packed in a way that workbooks are not"


ENTITIES = "".join(f'<!ENTITY lol{level} "{f"&lol{level - 1};" * 10}">' for level in range(1, 10))


@pytest.mark.parametrize(
    "part", [SHEET, "xl/workbook.xml", "xl/styles.xml", "_rels/.rels", "xl/_rels/workbook.xml.rels"]
)
@pytest.mark.parametrize(
    "doctype", [f'<!DOCTYPE x [<!ENTITY lol0 "lol">{ENTITIES}]>', '<!DOCTYPE x SYSTEM "file:///">']
)
def test_no_part_of_a_workbook_has_a_doctype(part: str, doctype: str) -> None:
    raw = with_part(
        workbook_of(("name",), (date(1971, 3, 14),)),
        part,
        lambda text: doctype + re.sub(r"^<\?xml.*?\?>\s*", "", text).replace("name", "&lol9;"),
    )
    assert refusal(raw) == (f"{part.rpartition('/')[2]}, line 1", "a document with a DOCTYPE is not read")


@pytest.mark.parametrize("cut", [4, 100, 1_000, 4_000])
def test_a_truncated_workbook_is_refused(cut: int) -> None:
    place, reason = refusal(workbook_of(("name",), ("x",))[:cut])
    assert (place, reason.startswith("not a whole workbook")) == ("the archive", True)


def test_an_archive_that_is_no_workbook_is_refused() -> None:
    raw = BytesIO()
    with zipfile.ZipFile(raw, "w") as archive:
        archive.writestr("readme.txt", "hello")
    assert refusal(raw.getvalue()) == ("the archive", "holds no workbook")


def test_a_workbook_without_a_visible_sheet_is_refused() -> None:
    raw = with_part(
        workbook_of(("name",)), "xl/workbook.xml", lambda text: text.replace('state="visible"', 'state="veryHidden"')
    )
    assert refusal(raw) == ("workbook.xml", "the workbook has no visible sheet")


@pytest.mark.filterwarnings("ignore::UserWarning:openpyxl")
def test_an_official_workbook_is_read_as_openpyxl_reads_it() -> None:
    raw = public_file("lists", "dttot-2022-07.xlsx").read_bytes()
    sheet = openpyxl.load_workbook(BytesIO(raw), data_only=True).worksheets[0]
    other = [tuple(as_text(value) for value in row) for row in sheet.iter_rows(values_only=True)]
    table = table_of(raw)
    assert len(table.rows) == 527
    assert [table.columns, *(row.cells for row in table.rows)] == other


def as_text(value: object) -> str:
    if value is None:
        return ""
    return value.date().isoformat() if isinstance(value, datetime) else str(value)
