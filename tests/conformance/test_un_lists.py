"""The official UN list, two editions of it: what is read equals what an independent reader counts in the files.

The other reader is the standard library's, and this file counts for itself: it uses nothing of the reader it tests.
"""

import time
import xml.etree.ElementTree as ET  # noqa: TID251 - the independent reader that ours is compared with
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from simpul.core.designation import DateKind, Designation, ListEdition, NameQuality, compare, content_of
from simpul.core.node import Limits
from simpul.core.vocabulary import Schema
from simpul.formats.un import read_un, write_un
from tests.public_data import public_file

OLDER, NEWER = "un-2020-11-24.xml", "un-2024-11-30.xml"
INDIVIDUALS_AND_ENTITIES = {OLDER: (713, 305), NEWER: (686, 193)}
QUALITIES = {
    "Good": NameQuality.GOOD,
    "Low": NameQuality.LOW,
    "a.k.a.": NameQuality.ALSO_KNOWN_AS,
    "f.k.a.": NameQuality.FORMER,
}

editions = pytest.mark.parametrize("name", [OLDER, NEWER])


def path_of(name: str) -> Path:
    return public_file("lists", name)


@cache
def edition(name: str) -> ListEdition:
    return read_un(path_of(name), limits=Limits())


@cache
def root(name: str) -> ET.Element:
    return ET.parse(path_of(name)).getroot()


def elements(name: str) -> list[ET.Element]:
    return [entry for group in root(name) for entry in group]


def plain(element: ET.Element | None) -> str:
    return "" if element is None else " ".join((element.text or "").split())


def said(name: str, path: str) -> Iterator[str]:
    """Every text that is not empty at this path below the entries."""
    return (text for entry in elements(name) for each in entry.findall(path) if (text := plain(each)))


def reference(entry: ET.Element) -> str:
    return plain(entry.find("REFERENCE_NUMBER"))


def day(text: str) -> str:
    """A day without the time zone that a few of them have: `1960-01-01-05:00`."""
    return text[:10]


@editions
def test_every_individual_and_every_entity_is_there_and_none_is_rejected(name: str) -> None:
    read = edition(name)
    individuals, entities = INDIVIDUALS_AND_ENTITIES[name]
    assert read.rejected == ()
    assert Counter(entry.schema for entry in read.entries) == {
        Schema.PERSON: individuals,
        Schema.ORGANIZATION: entities,
    }
    assert [entry.reference for entry in read.entries] == [reference(entry) for entry in elements(name)]
    assert [entry.source_id for entry in read.entries] == list(said(name, "DATAID"))
    assert read.dated == root(name).attrib["dateGenerated"]


@editions
def test_nothing_of_the_file_is_left_without_a_field(name: str) -> None:
    assert [entry.unread for entry in edition(name).entries if entry.unread] == []


@editions
def test_every_name_is_there_with_all_its_parts(name: str) -> None:
    tags = ("FIRST_NAME", "SECOND_NAME", "THIRD_NAME", "FOURTH_NAME")
    parts = [tuple(part for tag in tags if (part := plain(entry.find(tag)))) for entry in elements(name)]
    assert [entry.names[0].parts for entry in edition(name).entries] == parts
    assert [entry.primary_name for entry in edition(name).entries] == [" ".join(each) for each in parts]


@editions
def test_every_alias_is_there_with_its_quality(name: str) -> None:
    counted = [
        (reference(entry), QUALITIES[plain(alias.find("QUALITY"))], plain(alias.find("ALIAS_NAME")))
        for entry in elements(name)
        for alias in (*entry.findall("INDIVIDUAL_ALIAS"), *entry.findall("ENTITY_ALIAS"))
        if plain(alias.find("ALIAS_NAME"))
    ]
    read = [
        (entry.reference, alias.quality, alias.value)
        for entry in edition(name).entries
        for alias in entry.names
        if alias.quality in QUALITIES.values()
    ]
    assert read == counted
    assert (
        Counter(quality for _, quality, _ in counted)
        == {
            OLDER: {
                NameQuality.GOOD: 1_496,
                NameQuality.LOW: 616,
                NameQuality.ALSO_KNOWN_AS: 552,
                NameQuality.FORMER: 14,
            },
            NEWER: {
                NameQuality.GOOD: 1_515,
                NameQuality.LOW: 626,
                NameQuality.ALSO_KNOWN_AS: 560,
                NameQuality.FORMER: 18,
            },
        }[name]
    )


@editions
def test_every_name_in_its_original_script_is_there(name: str) -> None:
    read = [
        each.value
        for entry in edition(name).entries
        for each in entry.names
        if each.quality is NameQuality.ORIGINAL_SCRIPT
    ]
    assert read == list(said(name, "NAME_ORIGINAL_SCRIPT"))
    assert len(read) == {OLDER: 366 + 42, NEWER: 338 + 42}[name]


@editions
def test_every_birth_date_is_there_with_its_kind(name: str) -> None:
    counted: Counter[tuple[str, str, str]] = Counter()
    for entry in elements(name):
        for date in entry.findall("INDIVIDUAL_DATE_OF_BIRTH"):
            value = day(plain(date.find("DATE"))) or plain(date.find("YEAR")) or plain(date.find("FROM_YEAR"))
            if value or plain(date.find("NOTE")):
                kind = plain(date.find("TYPE_OF_DATE")).lower() or "unstated"
                counted[kind, value, plain(date.find("TO_YEAR"))] += 1
        for alias in entry.findall("INDIVIDUAL_ALIAS"):
            for text in map(plain, alias.findall("DATE_OF_BIRTH")):
                if text != "null" and not plain(alias.find("ALIAS_NAME")):
                    first, _, last = text.partition(" - ")
                    counted["unstated", first, last] += 1
    read = Counter(
        (date.kind.value, date.value, date.until) for entry in edition(name).entries for date in entry.birth_dates
    )
    assert read == counted
    kinds: Counter[str] = Counter()
    for (kind, _, _), count in counted.items():
        kinds[kind] += count
    assert (
        kinds
        == {
            OLDER: {"exact": 704, "approximately": 122, "between": 32},
            NEWER: {"exact": 556, "approximately": 102, "between": 29, "unstated": 153},
        }[name]
    )


@editions
def test_every_birth_date_place_and_note_of_a_named_alias_is_there(name: str) -> None:
    named = [
        alias
        for entry in elements(name)
        for alias in entry.findall("INDIVIDUAL_ALIAS")
        if plain(alias.find("ALIAS_NAME"))
    ]
    read = [each for entry in edition(name).entries for each in entry.names]
    dates = [text for alias in named for each in alias.findall("DATE_OF_BIRTH") if (text := plain(each)) != "null"]
    read_dates = [
        f"{date.value} - {date.until}" if date.until else date.value for each in read for date in each.birth_dates
    ]
    assert read_dates == dates
    places = [(each.birth_place.city, each.birth_place.country) for each in read if each.birth_place is not None]
    counted = [(plain(alias.find("CITY_OF_BIRTH")), plain(alias.find("COUNTRY_OF_BIRTH"))) for alias in named]
    assert places == [each for each in counted if any(each)]
    notes = [*said(name, "INDIVIDUAL_ALIAS/NOTE"), *said(name, "ENTITY_ALIAS/NOTE")]
    assert [each.note for each in read if each.note] == notes


@editions
def test_every_document_is_there_with_all_its_fields(name: str) -> None:
    fields = {
        "kind": "TYPE_OF_DOCUMENT",
        "detail": "TYPE_OF_DOCUMENT2",
        "number": "NUMBER",
        "issuing_country": "ISSUING_COUNTRY",
        "issued_on": "DATE_OF_ISSUE",
        "issued_in": "CITY_OF_ISSUE",
        "issued_in_country": "COUNTRY_OF_ISSUE",
        "note": "NOTE",
    }
    counted = [
        tuple(plain(document.find(tag)) for tag in fields.values())
        for entry in elements(name)
        for document in entry.findall("INDIVIDUAL_DOCUMENT")
    ]
    read = [
        tuple(getattr(document, field) for field in fields)
        for entry in edition(name).entries
        for document in entry.documents
    ]
    assert read == [each for each in counted if any(each)]
    assert len(read) == {OLDER: 449, NEWER: 445}[name]


@editions
@pytest.mark.parametrize(
    ("field", "kinds"),
    [("addresses", ("INDIVIDUAL_ADDRESS", "ENTITY_ADDRESS")), ("birth_places", ("INDIVIDUAL_PLACE_OF_BIRTH",))],
)
def test_every_place_is_there_with_all_its_fields(name: str, field: str, kinds: tuple[str, ...]) -> None:
    fields = {
        "street": "STREET",
        "city": "CITY",
        "province": "STATE_PROVINCE",
        "postcode": "ZIP_CODE",
        "country": "COUNTRY",
        "note": "NOTE",
    }
    counted = [
        tuple(plain(place.find(tag)) for tag in fields.values())
        for entry in elements(name)
        for kind in kinds
        for place in entry.findall(kind)
    ]
    read = [
        tuple(getattr(place, each) for each in fields)
        for entry in edition(name).entries
        for place in getattr(entry, field)
    ]
    assert read == [each for each in counted if any(each)]
    assert read


@editions
@pytest.mark.parametrize(
    ("field", "path"),
    [
        ("nationalities", "NATIONALITY/VALUE"),
        ("titles", "TITLE/VALUE"),
        ("positions", "DESIGNATION/VALUE"),
        ("genders", "GENDER"),
        ("programme", "UN_LIST_TYPE"),
        ("comments", "COMMENTS1"),
        ("submitted_by", "SUBMITTED_BY"),
    ],
)
def test_every_other_text_is_there(name: str, field: str, path: str) -> None:
    values = (getattr(entry, field) for entry in edition(name).entries)
    read = [text for value in values for text in (value if isinstance(value, tuple) else (value,)) if text]
    assert read == list(said(name, path))


@editions
def test_every_day_is_there(name: str) -> None:
    read = edition(name).entries
    assert [entry.listed_on for entry in read] == [day(text) for text in said(name, "LISTED_ON")]
    assert [entry.submitted_on for entry in read if entry.submitted_on] == list(said(name, "SUBMITTED_ON"))
    counted = [sorted(filter(None, map(plain, entry.findall("LAST_DAY_UPDATED/VALUE")))) for entry in elements(name)]
    assert [list(entry.updated_on) for entry in read] == counted


@editions
def test_persons_with_a_birth_date_and_with_a_nationality_are_as_many_as_the_reference_counts(name: str) -> None:
    people = [entry for entry in edition(name).entries if entry.schema is Schema.PERSON]
    with_kind = sum(
        any(date.value and date.kind is not DateKind.UNSTATED for date in entry.birth_dates) for entry in people
    )
    with_any = sum(any(date.value for date in entry.birth_dates) for entry in people)
    assert sum(bool(entry.nationalities) for entry in people) == {OLDER: 632, NEWER: 620}[name]
    # One person of the newer edition has a birth date on a nameless alias only.
    assert (with_kind, with_any) == {OLDER: (672, 672), NEWER: (655, 656)}[name]


def texts_of(entry: ET.Element) -> list[str]:
    """Everything an entry says, whatever the element and the order: an independent idea of its content."""
    return sorted(text for each in entry.itertext() if (text := " ".join(each.split())))


def test_the_delta_between_the_editions_is_the_one_counted_by_reference() -> None:
    older = {reference(entry): texts_of(entry) for entry in elements(OLDER)}
    newer = {reference(entry): texts_of(entry) for entry in elements(NEWER)}
    delta = compare(contents(edition(OLDER).entries), contents(edition(NEWER).entries))
    assert set(delta.added) == newer.keys() - older.keys()
    assert set(delta.removed) == older.keys() - newer.keys()
    assert set(delta.changed) == {each for each in older.keys() & newer.keys() if older[each] != newer[each]}
    assert (len(delta.added), len(delta.changed), len(delta.removed)) == (45, 680, 184)


@editions
def test_the_same_edition_again_changes_nothing(name: str) -> None:
    held = contents(edition(name).entries)
    again = contents(read_un(path_of(name).read_bytes(), limits=Limits()).entries)
    delta = compare(held, again)
    assert (delta.added, delta.changed, delta.removed) == ((), (), ())


def contents(entries: tuple[Designation, ...]) -> dict[str, str]:
    return {entry.reference: content_of(entry) for entry in entries}


@editions
def test_what_is_written_reads_back_as_the_same_edition(name: str) -> None:
    written = write_un(edition(name))
    assert read_un(written, limits=Limits()) == edition(name)
    assert ET.fromstring(written).tag == "CONSOLIDATED_LIST"


@editions
def test_an_edition_is_read_within_a_second(name: str) -> None:
    path = path_of(name)
    fastest = min(_seconds(path) for _ in range(3))
    assert fastest < 1


def _seconds(path: Path) -> float:
    begun = time.process_time()
    read_un(path, limits=Limits())
    return time.process_time() - begun
