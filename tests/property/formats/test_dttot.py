"""Whatever the cells of Indonesia's list say, each row is read or rejected, and no name is lost."""

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from simpul.core.designation import RejectedEntry
from simpul.core.errors import InputError
from simpul.core.node import Limits
from simpul.formats.dttot.reading import read_dttot
from simpul.formats.tables import write_csv

HEADINGS = ("Nama", "Deskripsi", "Terduga", "Kode Densus", "Tpt Lahir", "Tgl Lahir", "WN", "Alamat")
WORDS = st.text(st.characters(min_codepoint=0x41, max_codepoint=0x5A), min_size=4, max_size=9).filter(
    lambda word: "ALIAS" not in word
)
NAMES = st.lists(WORDS, min_size=1, max_size=3).map(" ".join)
CODES = st.integers(min_value=1, max_value=40).map(lambda number: f"IXX-{number:03}")
CELLS = st.text(max_size=30)


@given(rows=st.lists(st.tuples(CODES, NAMES, st.lists(NAMES, max_size=4)), min_size=1, max_size=8))
def test_every_name_of_every_row_is_there(rows: list[tuple[str, str, list[str]]]) -> None:
    table = [(" alias ".join((name, *others)), "", "Orang", code, "", "", "", "") for code, name, others in rows]
    edition = read_dttot(write_csv(HEADINGS, table), limits=Limits())
    assert len(edition.entries) + len(edition.rejected) == len(rows)
    first = {(code, name): others for code, name, others in reversed(rows)}
    read = {(entry.source_id, entry.primary_name): {name.value for name in entry.names} for entry in edition.entries}
    assert read == {(code, name): {name, *others} for (code, name), others in first.items()}


@settings(max_examples=200)
@given(rows=st.lists(st.tuples(*[CELLS] * 8), min_size=1, max_size=4))
def test_any_cells_are_read_or_rejected_with_their_line(rows: list[tuple[str, ...]]) -> None:
    rejected: tuple[RejectedEntry, ...] = ()
    entries = 0
    refused = ""
    try:
        edition = read_dttot(write_csv(HEADINGS, rows), limits=Limits())
        rejected, entries = edition.rejected, len(edition.entries)
    except InputError as exc:
        refused = str(exc)
    assert refused or entries + len(rejected) <= len(rows)
    assert all(re.fullmatch(r"line [0-9]+", each.place) and each.reason for each in rejected)
