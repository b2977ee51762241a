"""Whatever the lines of a FollowTheMoney file say: each is accounted for, and their order is nothing."""

import json

from hypothesis import given, settings
from hypothesis import strategies as st

from simpul.core.designation import Designation, RejectedEntry
from simpul.core.ids import canonical_bytes
from simpul.formats.ftm import FtmReading
from tests.ftmlist import LIMITS, Line, file_of, line

IDS = st.sampled_from([f"xa-{number}" for number in range(6)])
TEXTS = st.text(max_size=10)
PROPERTIES = ("name", "alias", "birthDate", "entity", "holder", "number", "addressEntity", "city", "notes", "program")
SCHEMAS = ("Person", "Company", "Sanction", "Passport", "Identification", "Address", "Ownership", "Family", "Vessel")


@st.composite
def said(draw: st.DrawFn) -> Line:
    properties = draw(st.dictionaries(st.sampled_from(PROPERTIES), st.lists(IDS | TEXTS, max_size=3), max_size=5))
    more: Line = {"target": draw(st.sampled_from((True, False)))} if draw(st.booleans()) else {}
    return line(draw(IDS), draw(st.sampled_from(SCHEMAS)), more=more, **properties)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | TEXTS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from((*PROPERTIES, "id", "schema")), inner),
    max_leaves=8,
)
RAW = st.binary(max_size=30).filter(lambda raw: b"\n" not in raw) | JSON.map(lambda value: json.dumps(value).encode())


@settings(max_examples=50)
@given(st.lists(said().map(lambda each: file_of(each).strip()) | RAW, max_size=12))
def test_every_line_is_in_exactly_one_figure(raw: list[bytes]) -> None:
    reading = FtmReading(b"\n".join(raw), limits=LIMITS)
    read = list(reading.entries())
    tally = reading.tally
    # The mark at the beginning of a file is no part of its first line.
    lines = [each for each in b"\n".join(raw).removeprefix(b"\xef\xbb\xbf").split(b"\n") if each.strip()]
    assert tally.entries == sum(isinstance(each, Designation) for each in read)
    assert tally.rejected == sum(isinstance(each, RejectedEntry) for each in read)
    assert tally.entries + tally.rejected + tally.joined + sum(tally.passed_over.values()) == len(lines)


@settings(max_examples=40)
@given(st.lists(said(), max_size=10, unique_by=lambda each: str(each["id"])), st.randoms(use_true_random=False))
def test_the_order_of_lines_changes_no_entry(lines: list[Line], chance: object) -> None:
    shuffled = list(lines)
    chance.shuffle(shuffled)  # type: ignore[attr-defined] # hypothesis gives a Random, and names no type for it
    assert entries_of(lines) == entries_of(shuffled)


def entries_of(lines: list[Line]) -> dict[str, object]:
    read = FtmReading(file_of(*lines), limits=LIMITS).entries()
    return {
        each.reference: (each.names, {*each.basis}, {*each.documents}, {*each.addresses}, each.unread)
        if isinstance(each, Designation)
        else "rejected"
        for each in read
    }


WORDS = st.text(st.characters(codec="ascii", categories=["L"]), min_size=3, max_size=8)


def texts_by(*names: str) -> st.SearchStrategy[dict[str, list[str]]]:
    return st.dictionaries(st.sampled_from(names), st.lists(WORDS, min_size=1, max_size=2), max_size=6)


@settings(max_examples=40)
@given(
    texts_by("name", "alias", "birthDate", "birthPlace", "notes", "innCode", "phone", "topics", "lastName", "flag"),
    texts_by("authority", "program", "reason", "status", "listingDate", "unscId", "country"),
    texts_by("number", "type", "country", "startDate", "authority", "summary"),
    texts_by("street", "city", "region", "country", "remarks", "postalCode"),
)
def test_nothing_that_is_said_of_a_subject_is_lost(
    own: dict[str, list[str]],
    sanction: dict[str, list[str]],
    paper: dict[str, list[str]],
    address: dict[str, list[str]],
) -> None:
    lines = (
        line("s-1", "Sanction", more=None, **{**sanction, "entity": ["xa-1"]}),
        line(
            "xa-1", "Person", more=None, **{**own, "alias": ["Tarik", *own.get("alias", [])], "addressEntity": ["a-1"]}
        ),
        line("p-1", "Identification", more=None, **{**paper, "holder": ["xa-1"]}),
        line("a-1", "Address", more=None, **address),
    )
    (entry,) = FtmReading(file_of(*lines), limits=LIMITS).entries()
    assert isinstance(entry, Designation)
    whole = canonical_bytes(entry).decode()
    every = [text for each in (own, sanction, paper, address) for texts in each.values() for text in texts]
    assert [text for text in every if text not in whole] == []
