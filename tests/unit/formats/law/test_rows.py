"""Tables of law that are wrong are refused whole, and the refusal names file, line and column."""

import csv
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simpul.core.errors import InputError
from simpul.formats.law.rows import read_rows
from simpul.formats.law.tables import FILES, register, register_of
from simpul.formats.reference import reference_bytes
from tests.lawtables import written

PARTIES = "law-parties.csv"
HEAD = "instrument,state,action,deposited,effective,replaces,verified,source,as_of\n"
GOOD = "icsft1999,XA,ratification,2003-01-01,,,D,the gazette,2014-07-10\n"


def refusal(parties: str, **others: str) -> str:
    """What is said of these party rows in the place of those that come with Simpul."""
    files = {file: reference_bytes(file) for file in FILES}
    named = {PARTIES: parties, **{name.replace("_", "-") + ".csv": text for name, text in others.items()}}
    with pytest.raises(InputError) as refused:
        register_of({**files, **{name: text.encode() for name, text in named.items()}})
    return str(refused.value)


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (GOOD.replace("2003-01-01", "2003-02-30"), "line 3, deposited: not a day such as 2006-06-29: '2003-02-30'"),
        (GOOD.replace("2003-01-01", ""), "line 3, deposited: not a day such as 2006-06-29: ''"),
        (GOOD.replace("2014-07-10", "yesterday"), "line 3, as_of: not a day such as 2006-06-29: 'yesterday'"),
        (GOOD.replace("XA", "QQ"), "line 3: not a state: 'QQ'"),
        (GOOD.replace("icsft1999", "icsft2099"), "line 3: not an instrument of the register: 'icsft2099'"),
        (GOOD.replace("2003-01-01", "1999-12-08"), "line 3: before icsft1999 was adopted"),
        (GOOD.replace("the gazette", " "), "line 3: a legal fact needs its source"),
        (GOOD.replace("2003-01-01,", "2003-01-01,2002-01-01"), "line 3: in effect before it was deposited"),
        (GOOD.replace(",D,", ",X,"), "line 3, verified: not one of T, S, D, M: 'X'"),
        (GOOD.replace("\n", ",more\n"), "line 3: 10 cells under 9 headings"),
        (GOOD + GOOD.replace("2003", "2004"), "line 4: a second consent of XA to icsft1999"),
    ],
)
def test_a_wrong_row_is_refused_by_its_file_line_and_reason(row: str, said: str) -> None:
    other = "icsft1999,XB,ratification,2003-01-01,,,D,the gazette,2014-07-10\n"
    assert refusal(HEAD + other + row) == f"{PARTIES}: {said}"


def test_an_action_outside_the_vocabulary_is_refused_and_the_vocabulary_is_named() -> None:
    said = refusal(HEAD + GOOD.replace("ratification", "agreed"))
    assert said.startswith(f"{PARTIES}: line 2, action: not one of signature, ratification")


def test_a_row_that_replaces_itself_in_a_circle_is_refused_by_its_line() -> None:
    one = GOOD.replace(",,,D", ",,icsft1999/XA/accession/2004-01-01,D")
    two = GOOD.replace("ratification,2003", "accession,2004").replace(
        ",,,D", ",,icsft1999/XA/ratification/2003-01-01,D"
    )
    assert "replaces itself in a circle" in refusal(HEAD + one + two)


def test_a_table_without_a_column_and_one_that_is_no_text_are_refused() -> None:
    assert refusal("instrument,state\n") == f"{PARTIES}: line 1: lacks the column action"
    with pytest.raises(InputError, match="not UTF-8"):
        list(read_rows(b"\xff\xfe", file=PARTIES, columns=frozenset()))


def test_instruments_that_supplement_each_other_in_a_circle_are_refused_by_their_line() -> None:
    rows = list(csv.DictReader(StringIO(reference_bytes("law-instruments.csv").decode())))
    rows[0]["supplements"] = "beijing-protocol2010"
    said = refusal(HEAD, law_instruments=written(rows).decode())
    assert said.startswith("law-instruments.csv: line ")
    assert "supplements itself in a circle" in said


@given(st.binary(max_size=300))
def test_whatever_bytes_come_are_read_or_refused(raw: bytes) -> None:
    try:
        rows = list(read_rows(raw, file=PARTIES, columns=frozenset()))
    except InputError as refused:
        places = [refused.place or ""]
    else:
        places = [row.place for row in rows]
    assert all(place.startswith(PARTIES) for place in places)


def test_the_register_that_comes_with_simpul_is_read_once() -> None:
    assert register() is register()
