"""The official list of the United States: what is read equals what an independent count finds in the files.

This file splits lines and words by itself: it uses nothing of the reader it tests, nor the reader's own words.
"""

import csv
import re
import time
from collections import Counter
from functools import cache

import pytest

from simpul.core.designation import DateKind, Designation, ListEdition, NameQuality
from simpul.core.node import Limits
from simpul.core.vocabulary import Schema
from simpul.formats.registry import read_list
from tests.public_data import public_file

FILES = ("sdn.csv", "alt.csv", "add.csv")
ROWS = {"sdn.csv": 8_976, "alt.csv": 11_910, "add.csv": 13_837}
EMPTY = "-0-"


@cache
def rows(file: str) -> tuple[tuple[str, ...], ...]:
    """The rows of a file without its last line, a single Ctrl-Z; what says nothing is empty."""
    text = public_file("lists", "ofac-2021-07", file).read_bytes().decode("ascii")
    lines = text.split("\r\n")
    assert lines[-1] == "\x1a"
    parted = csv.reader(lines[:-1])
    return tuple(tuple("" if cell.strip() == EMPTY else cell.strip() for cell in line) for line in parted)


@cache
def edition() -> ListEdition:
    files = {file: public_file("lists", "ofac-2021-07", file) for file in FILES}
    return read_list("ofac", files, limits=Limits())


@cache
def by_number() -> dict[str, Designation]:
    return {entry.reference: entry for entry in edition().entries}


def remarks() -> list[tuple[str, str]]:
    """Each part of the remarks with its entry's number; the parts that were cut at 1,000 characters are left out."""
    return [
        (line[0], " ".join(part.split()))
        for line in rows("sdn.csv")
        for part in (line[11].removesuffix(".") if line[11].endswith(".") else line[11].rpartition(";")[0]).split(";")
        if part.strip()
    ]


def said(beginning: str) -> Counter[tuple[str, str]]:
    """What follows a word at the beginning of a part of the remarks, with and without `alt.` before it."""
    found = re.compile(rf"(?:alt\. )?{beginning}:? (.+)")
    return Counter((number, match[1]) for number, part in remarks() if (match := found.fullmatch(part)))


def test_every_row_is_there_and_none_is_rejected() -> None:
    assert {file: len(rows(file)) for file in FILES} == ROWS
    assert edition().rejected == ()
    assert [entry.reference for entry in edition().entries] == [line[0] for line in rows("sdn.csv")]
    assert Counter(entry.schema for entry in edition().entries) == {
        Schema.PERSON: 4_620,
        Schema.ORGANIZATION: 3_673,
        Schema.VESSEL: 406,
        Schema.AIRPLANE: 277,
    }


def test_every_name_is_there_as_it_was_written() -> None:
    assert [entry.names[0].said or entry.names[0].value for entry in edition().entries] == [
        " ".join(line[1].split()) for line in rows("sdn.csv")
    ]
    persons = [entry for entry in edition().entries if entry.schema is Schema.PERSON]
    assert Counter(entry.names[0].said.count(",") for entry in persons) == {0: 6, 1: 4_612, 2: 2}
    assert all("," not in entry.primary_name for entry in persons)


def test_every_alias_of_the_file_of_aliases_is_there() -> None:
    counted = Counter((line[0], line[2], " ".join(line[3].split())) for line in rows("alt.csv"))
    words = {NameQuality.FORMER: "fka", NameQuality.ALSO_KNOWN_AS: "aka"}
    read = Counter(
        (entry.reference, name.note or words[name.quality], name.said or name.value)
        for entry in edition().entries
        for name in entry.names
        if name.quality in words
    )
    assert set(read) == set(counted)
    assert Counter(line[2] for line in rows("alt.csv")) == {"aka": 11_523, "fka": 369, "nka": 18}


def test_every_weak_alias_of_the_remarks_is_there() -> None:
    counted = {
        (number, match[1]) for number, part in remarks() if (match := re.fullmatch(r"[afn]\.k\.a\. '(.+)'", part))
    }
    read = {
        (entry.reference, name.said or name.value)
        for entry in edition().entries
        for name in entry.names
        if name.quality is NameQuality.LOW
    }
    assert read == counted
    persons = {number for number, _ in counted if by_number()[number].schema is Schema.PERSON}
    assert len(persons) >= 845


def test_every_address_that_says_anything_is_there() -> None:
    counted = Counter(
        tuple(" ".join(cell.split()) for cell in (line[0], *line[2:])) for line in rows("add.csv") if any(line[2:])
    )
    read = Counter(
        (entry.reference, place.street, place.city, place.country, place.note)
        for entry in edition().entries
        for place in entry.addresses
    )
    assert read == counted


def test_every_birth_date_is_there_in_its_form() -> None:
    counted = said("DOB")
    assert sum(counted.values()) == sum(len(entry.birth_dates) for entry in edition().entries)
    forms = Counter(re.sub(r"\b[A-Z][a-z]{2}\b", "M", re.sub(r"[0-9]+", "9", text)) for _, text in counted.elements())
    assert forms == {
        "9 M 9": 4_025,
        "9": 862,
        "circa 9": 75,
        "9 to 9": 56,
        "9 M 9 to 9 M 9": 55,
        "M 9": 48,
        "circa 9 M 9": 2,
        "circa 9-9": 1,
        "M 9 to M 9": 1,
    }
    assert Counter(born.kind for entry in edition().entries for born in entry.birth_dates) == {
        DateKind.UNSTATED: 4_025 + 862 + 48,
        DateKind.APPROXIMATELY: 75 + 2 + 1,
        DateKind.BETWEEN: 56 + 55 + 1,
    }
    years = Counter(year for _, text in counted.elements() for year in re.findall(r"[0-9]{4}", text))
    read = (part for entry in edition().entries for born in entry.birth_dates for part in (born.value, born.until))
    assert Counter(part[:4] for part in read if part) == years
    with_date = [entry for entry in edition().entries if entry.schema is Schema.PERSON and entry.birth_dates]
    assert len(with_date) == 4_428


@pytest.mark.parametrize(
    ("word", "field"), [("nationality", "nationalities"), ("citizen", "citizenships"), ("Gender", "genders")]
)
def test_every_nationality_citizenship_and_gender_is_there(word: str, field: str) -> None:
    read = Counter((entry.reference, text) for entry in edition().entries for text in getattr(entry, field))
    assert read == said(word)


def test_every_passport_is_there_with_its_number() -> None:
    counted = Counter(
        (number, text.split(" (")[0].split(" issued ")[0].split(" expires ")[0])
        for number, text in said("Passport").elements()
        if re.search("[0-9]", text)
    )
    read = Counter(
        (entry.reference, paper.number)
        for entry in edition().entries
        for paper in entry.documents
        if paper.kind == "Passport"
    )
    assert read == counted
    assert sum(read.values()) > 1_500


def test_every_link_is_there() -> None:
    read = Counter(
        (entry.reference, text)
        for entry in edition().entries
        for text in entry.linked_to
        if not text.startswith("Vessel owner: ")
    )
    assert read == said("Linked To")
    assert sum(read.values()) > 3_300


def test_every_programme_is_the_basis_of_its_entries() -> None:
    counted = Counter(word for line in rows("sdn.csv") for word in line[3].split("] ["))
    assert Counter(word for entry in edition().entries for word in entry.basis) == counted
    persons = [entry for entry in edition().entries if entry.schema is Schema.PERSON]
    assert sum("SDGT" in entry.basis for entry in persons) == 997
    assert {entry.listed_by for entry in edition().entries} == {edition().entries[0].listed_by}


def test_every_cut_remark_is_known_to_be_cut() -> None:
    cut = {line[0] for line in rows("sdn.csv") if len(line[11]) >= 999 and not line[11].endswith(".")}
    assert len(cut) == 5
    assert {entry.reference for entry in edition().entries if any("cut" in text for text in entry.unread)} == cut


def test_no_number_of_the_files_is_lost() -> None:
    """Every number that a row has is somewhere in its entry, whatever it was taken for."""
    lost = []
    for line in rows("sdn.csv"):
        entry = repr(by_number()[line[0]])
        lost += [(line[0], figure) for figure in re.findall(r"[0-9]{5,}", " ".join(line[1:])) if figure not in entry]
    assert lost == []


def test_the_list_is_read_within_a_few_seconds() -> None:
    files = {file: public_file("lists", "ofac-2021-07", file).read_bytes() for file in FILES}
    began = time.process_time()
    read_list("ofac", files, limits=Limits())
    assert time.process_time() - began < 10
