"""Tables of text: what is read, what is refused and where, and what a spreadsheet is not made to run."""

import time
from dataclasses import replace

import pytest

from simpul.core.errors import InputError
from simpul.core.node import Limits
from simpul.formats.grid import Table, TableRow
from simpul.formats.tables import read_table, write_csv

LIMITS = Limits()


def table_of(raw: bytes, *, filename: str = "subjects.csv", limits: Limits = LIMITS) -> Table:
    return read_table(raw, filename=filename, limits=limits)


def cells_of(raw: bytes) -> list[tuple[str, ...]]:
    return [row.cells for row in table_of(raw).rows]


def refusal(raw: bytes, *, filename: str = "subjects.csv", limits: Limits = LIMITS) -> tuple[str | None, str]:
    with pytest.raises(InputError) as caught:
        table_of(raw, filename=filename, limits=limits)
    return caught.value.place, caught.value.reason


def test_a_table_has_headings_and_rows_with_their_lines() -> None:
    raw = b'\n Full  name ,Alias\r\n"Saleh, Tarik","Abu\r\nKapal"\r\n\r\nAmri\r\n'
    assert table_of(raw) == Table(
        columns=("Full name", "Alias"),
        rows=(TableRow(line=3, cells=("Saleh, Tarik", "Abu\nKapal")), TableRow(line=6, cells=("Amri", ""))),
    )


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_the_one_that_parts_the_headings(delimiter: str) -> None:
    raw = delimiter.join(('"name, or names; all"', "alias")) + "\n" + delimiter.join(("Tarik", '"a,b;c"')) + "\n"
    table = table_of(raw.encode())
    assert table.columns == ("name, or names; all", "alias")
    assert table.rows[0].cells == ("Tarik", "a,b;c")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_utf_8_and_utf_16_with_its_mark_are_read(encoding: str) -> None:
    assert cells_of("nama,имя\nطارق,Тарик 𐎀\n".encode(encoding)) == [("طارق", "Тарик 𐎀")]


def test_a_quote_is_written_twice_inside_quotes() -> None:
    assert cells_of(b'name,alias\n"Tarik ""the quay""",x\n') == [('Tarik "the quay"', "x")]


@pytest.mark.parametrize(
    ("raw", "place", "word"),
    [
        (b"", "line 1", "no row of headings"),
        (b"\n , \n", "line 1", "no row of headings"),
        ("name\nTar\xedk\n".encode("latin-1"), "line 2, byte 8", "is not UTF-8"),
        (b"name\n" + b"Tarik\n" * 500_000 + b"\xff\n", "line 500002, byte 3000005", "is not UTF-8"),
        ("name\nTarik\n".encode("utf-16")[:-1], "byte 22", "is not UTF-16"),
        ("name,alias\nTarik,x\n".encode("utf-16-le"), "line 1, column 1", "UTF-16 without a byte-order mark"),
        ("name\nTarik\n".encode("utf-32"), "byte 0", "UTF-32"),
        (b"name,alias\nTarik,a\x00b\n", "line 2, column 2", "NUL"),
        (b"name,alias\nTarik,x,y\n", "line 2, column 3", "without a heading"),
        (b'name,alias\nTarik,"x\n', "line 2", "unexpected end"),
        (b'name,alias\nTarik,"x"y\n', "line 2", "expected after"),
        (b"name,alias\nTarik," + b"x" * 32_768 + b"\n", "line 2, column 2", "longer than 32767 characters"),
        (b"name,alias\nTarik," + b"x" * 200_000 + b"\n", "line 2", "field larger"),
        (b",".join(b"c%d" % number for number in range(10_000)), "line 1, column 501", "more than 500 columns"),
        (b"," * 30_000_000, "line 1", "a row longer than"),
        (b"name,alias\n" + b'"\n",' * 5_000_000, "line 262146", "a row longer than"),
        (b"name\n" + b"x\n" * 200_001, "line 200002", "more than 200000 rows"),
        (
            b",".join(b"c%d" % number for number in range(400)) + b"\n" + (b"x" + b"," * 399 + b"\n") * 6_000,
            "line 5002",
            "more than 2000000 cells",
        ),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 512, "byte 0", "an old or a locked workbook"),
    ],
)
def test_what_is_hostile_or_broken_is_refused_with_its_place(raw: bytes, place: str, word: str) -> None:
    begun = time.process_time()
    found, reason = refusal(raw)
    assert found is not None
    assert (found.endswith(place), word in reason) == (True, True), (found, reason)
    assert time.process_time() - begun < 2


def test_a_table_larger_than_the_limit_is_refused_unread() -> None:
    assert refusal(b"name\n" * 30, limits=replace(LIMITS, max_table_bytes=100)) == (
        "byte 100",
        "larger than 100 bytes",
    )


def test_a_file_that_only_calls_itself_a_workbook_is_refused() -> None:
    place, reason = refusal(b"name,alias\n", filename="subjects.XLSX")
    assert (place, "it is none" in reason) == ("byte 0", True)


@pytest.mark.parametrize("beginning", ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"])
def test_no_cell_that_is_written_begins_like_a_formula(beginning: str) -> None:
    written = write_csv([f"{beginning}heading", "b"], [[f"{beginning}cmd|' /C calc'!A0", "b"], ["plain", "b"]])
    table = table_of(written)
    assert table.columns[0].startswith("'")
    assert table.rows[0].cells[0].startswith("'" + ("\n" if beginning == "\r" else beginning))
    assert table.rows[1].cells == ("plain", "b")


def test_a_table_is_written_for_spreadsheets_of_every_script() -> None:
    assert write_csv(["nama", "имя"], [["طارق", 'a "b", c']]) == (
        b"\xef\xbb\xbf" + 'nama,имя\r\nطارق,"a ""b"", c"\r\n'.encode()
    )
