"""Tables of any length, read row by row."""

from io import BufferedReader, BytesIO

import pytest

from simpul.core.errors import InputError
from simpul.core.node import Limits
from simpul.formats.streamed import streamed_table


def headings(raw: bytes) -> tuple[str, ...]:
    with streamed_table(BufferedReader(BytesIO(raw)), limits=Limits()) as table:
        return table.columns


def rows(raw: bytes) -> list[tuple[int, int, tuple[str, ...], str]]:
    with streamed_table(BufferedReader(BytesIO(raw)), limits=Limits()) as table:
        return [(each.number, each.row.line, each.row.cells, each.fault) for each in table]


def test_each_row_has_its_number_and_the_line_it_begins_on() -> None:
    raw = b'name,note\r\nBudi,"two\nlines"\n\nSari,x\n'
    assert headings(raw) == ("name", "note")
    assert rows(raw) == [(1, 2, ("Budi", "two\nlines"), ""), (2, 5, ("Sari", "x"), "")]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_that_of_the_headings(delimiter: str) -> None:
    raw = f"name{delimiter}dob\nBudi{delimiter}1970\n".encode()
    assert rows(raw) == [(1, 2, ("Budi", "1970"), "")]


def test_a_short_row_is_filled_up_and_a_mark_at_the_beginning_is_no_part_of_a_heading() -> None:
    raw = "name,dob\nBudi\n".encode("utf-8-sig")
    assert headings(raw) == ("name", "dob")
    assert rows(raw) == [(1, 2, ("Budi", ""), "")]


def test_utf_16_with_its_mark_is_read() -> None:
    assert rows("name\nСергей\n".encode("utf-16")) == [(1, 2, ("Сергей",), "")]


def test_a_bad_row_is_given_with_its_fault_and_those_behind_it_are_read() -> None:
    raw = b'name,dob\nBu\xffdi,1970\nBudi,1970,extra\nBu\x00di,1970\n"Bu"di,1970\nSari,1971\n'
    faults = [fault for _, _, _, fault in rows(raw)]
    assert faults[:3] == ["is neither UTF-8 nor UTF-16", "a cell without a heading", "holds a NUL"]
    assert faults[3].startswith("not a row of a table: ")
    assert rows(raw)[4] == (5, 6, ("Sari", "1971"), "")


def test_quotes_that_do_not_close_end_the_reading_with_their_line() -> None:
    with pytest.raises(InputError, match="not a row of a table") as refused:
        rows(b'name\nBudi\n"Sari\nDewi\n')
    assert refused.value.place == "line 3"


def test_a_row_without_end_is_refused_and_swallows_none_of_those_behind_it() -> None:
    with pytest.raises(InputError, match="field larger than") as refused:
        rows(b'name\nBudi\n"' + b"a\n" * 600_000)
    assert refused.value.place == "line 3"
    with pytest.raises(InputError, match="a row longer than"):
        rows(b"name\nBudi" + b",a" * 600_000)


@pytest.mark.parametrize("raw", [b"", b"\n\n", b",,\n"])
def test_a_table_has_headings(raw: bytes) -> None:
    with pytest.raises(InputError, match="no row of headings"):
        headings(raw)


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (b"PK\x03\x04rest", "save it as CSV"),
        ("name\n".encode("utf-32"), "save it as CSV"),
        ("name\nBudi\n".encode("utf-16-le"), "neither UTF-8 nor"),
        (b"\xff\xf0name\n", "neither UTF-8 nor"),
        (b",".join(b"a" for _ in range(600)), "more than 500 columns"),
        (b'"na"me\n', "not a row of a table"),
    ],
)
def test_what_is_no_table_as_text_is_refused_at_its_headings(raw: bytes, reason: str) -> None:
    with pytest.raises(InputError, match=reason):
        headings(raw)


@pytest.mark.parametrize("raw", [b"\xff\xfen\x00a\x00m", b"\xff\xfe\n\x00\x00\xd8n\x00"])
def test_headings_that_are_no_text_are_refused_with_their_line(raw: bytes) -> None:
    with pytest.raises(InputError, match=r"line [12]: is not UTF-16"):
        headings(raw)
