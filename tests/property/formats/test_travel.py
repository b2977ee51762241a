"""Whatever a file holds, it is read or refused in our own words, in bounds, and everybody on it is accounted for."""

from contextlib import suppress
from io import BufferedReader, BytesIO

from hypothesis import given
from hypothesis import strategies as st

from simpul.core.errors import InputError
from simpul.core.node import Limits
from simpul.core.travel import Flight
from simpul.formats.manifests import read_manifest
from simpul.formats.paxlst import read_paxlst
from simpul.formats.streamed import streamed_table
from simpul.formats.tables import read_table

FLIGHT = Flight(number="XQ9")
TAGS = ("UNB", "UNH", "BGM", "TDT", "LOC", "DTM", "NAD", "ATT", "NAT", "DOC", "RFF", "CNT", "UNT", "UNZ", "UNA", "U")
PIECES = st.sampled_from(
    ["+", ":", "'", "?", "?'", "FL", "FM", "PAXLST", "UNOA:4", "745", "20", "125", "189:2611221310:201", "2", "M", "9"]
)
SEGMENTS = st.builds(
    lambda tag, pieces: f"{tag}+{''.join(pieces)}'", st.sampled_from(TAGS), st.lists(PIECES, max_size=6)
)
BEGIN = "UNB+UNOY:4'UNH+1+PAXLST:D:12B:UN:IATA'BGM+745'TDT+20+XQ1'DTM+189:2611221310:201'"
PLAIN = st.characters(blacklist_categories=["Cs", "Cc"])
SAFE = st.characters(blacklist_categories=["Cs", "Cc"], blacklist_characters="+:?'")
NAMES = st.text(SAFE, max_size=30)
FIGURES = st.text("0123456789", max_size=9)


@given(st.binary(max_size=400))
def test_any_bytes_are_a_manifest_or_are_refused(raw: bytes) -> None:
    with suppress(InputError):
        read_manifest(raw, filename="manifest.csv", flight=FLIGHT, limits=Limits())


@given(st.lists(SEGMENTS, max_size=20))
def test_any_segments_are_a_list_or_are_refused(segments: list[str]) -> None:
    for text in ("UNB+UNOA:4'" + "".join(segments) + "UNZ+0'", BEGIN + "".join(segments) + "UNT+1+1'UNZ+0'"):
        with suppress(InputError):
            manifest = read_paxlst(text.encode())
            assert manifest.travellers or manifest.rejected


@given(st.lists(st.tuples(NAMES, NAMES, FIGURES, FIGURES), min_size=1, max_size=8))
def test_everybody_on_a_list_is_a_traveller_or_is_rejected(people: list[tuple[str, str, str, str]]) -> None:
    said = "".join(
        f"NAD+FL+++{family}:{given}'DTM+329:{born}'DOC+P+{number}'" for family, given, born, number in people
    )
    manifest = read_paxlst(f"{BEGIN}{said}UNT+1+1'UNZ+1'".encode())
    assert len(manifest.travellers) + len(manifest.rejected) == len(people)
    for traveller in manifest.travellers:
        assert traveller.values()["name"] == traveller.names


@given(
    st.lists(st.lists(st.text(st.characters(blacklist_categories=["Cs", "Cc"]), max_size=8), min_size=2, max_size=3))
)
def test_a_table_is_the_same_whether_it_is_read_whole_or_row_by_row(rows: list[list[str]]) -> None:
    quoted = "\n".join(",".join(f'"{cell.replace(chr(34), chr(34) * 2)}"' for cell in row) for row in rows)
    raw = f"one,two,three\n{quoted}\n".encode()
    whole = [(row.line, row.cells) for row in read_table(raw, filename="a.csv", limits=Limits()).rows]
    with streamed_table(BufferedReader(BytesIO(raw)), limits=Limits()) as table:
        streamed = [(each.row.line, each.row.cells) for each in table if not each.fault]
    assert streamed == whole
