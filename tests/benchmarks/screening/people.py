"""People on lists and ordinary people, as every engine that is measured is told of them, byte for byte."""

import csv
import json
import os
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from simpul.core.designation import Designation
from simpul.core.listed import values_of
from simpul.core.node import Limits
from simpul.core.scripts import Script, script_of
from simpul.core.vocabulary import Schema
from simpul.engines.screening.subject import Kind, Name, Quality, Query, Subject
from simpul.formats.countries import country_code
from simpul.formats.registry import files_in, read_list
from simpul.services.listed import STRONG_NAMES, WEAK_NAMES, all_of, country_codes
from tests.benchmarks.screening.origins import group_of
from tests.public_data import BESIDE_THE_REPOSITORY

LISTS = Path(os.environ.get("SIMPUL_DATA", BESIDE_THE_REPOSITORY)) / "lists"
FILES = {"un": "un-2024-11-30.xml", "ofac": "ofac-2021-07"}
ORDINARY = "negatives-global.csv"
MOST_YEARS = 12
"""A span of birth years is told as its years, up to so many; a longer one says too little to be told."""

NOT_LETTERS = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """One person of a list: strong names with the main one first, weak ones, birth dates, countries, documents.

    Documents say which entries of two lists are the same person; no engine is told of them.
    """

    id: str
    names: tuple[str, ...]
    weak: tuple[str, ...] = ()
    birth_dates: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    documents: frozenset[str] = frozenset()

    def without(self, held_out: Iterable[str]) -> "Person":
        """Give this person without these names and without whatever reads the same."""
        gone = {plain(name) for name in held_out}
        return replace(
            self,
            names=tuple(name for name in self.names if plain(name) not in gone),
            weak=tuple(name for name in self.weak if plain(name) not in gone),
        )

    def subject(self) -> Subject:
        """Give the person as Simpul's index takes it."""
        strong = tuple(Name(value=name) for name in self.names)
        weak = tuple(Name(value=name, quality=Quality.WEAK) for name in self.weak)
        return Subject(
            id=self.id,
            kind=Kind.PERSON,
            names=strong + weak,
            birth_dates=self.birth_dates,
            countries=self.countries,
        )

    def line(self) -> str:
        """Give the person as one JSON line, for the engines of other environments."""
        told = {"names": self.names, "weak": self.weak, "birth_dates": self.birth_dates, "countries": self.countries}
        return json.dumps({"person": self.id, **told}, ensure_ascii=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Who is asked for."""

    name: str
    birth_date: str = ""
    countries: tuple[str, ...] = ()

    def by_name_only(self) -> "Asked":
        """Give the question without anything but the name."""
        return Asked(name=self.name)

    def query(self) -> Query:
        """Give the question as Simpul takes it."""
        return Query(name=self.name, birth_date=self.birth_date or None, countries=self.countries, kind=Kind.PERSON)


def plain(name: str) -> str:
    """Give a name without case, accents, marks and order: what reads the same is the same."""
    letters = "".join(
        each for each in unicodedata.normalize("NFKD", name.casefold()) if not unicodedata.combining(each)
    )
    return " ".join(sorted(NOT_LETTERS.sub(" ", letters).split()))


def listed_people(which: str) -> tuple[Person, ...]:
    """Give the persons of one of the lists, in order of their ids."""
    path = LISTS / FILES[which]
    files = files_in(which, path) if path.is_dir() else {path.name: path}
    entries = read_list(which, files, limits=Limits()).entries
    people = [person_of(entry) for entry in entries if entry.schema is Schema.PERSON]
    return tuple(sorted(people, key=lambda person: person.id))


def person_of(entry: Designation) -> Person:
    """Give an entry as a person, with what screening reads out of it."""
    said = values_of(entry)
    strong, weak = (
        tuple(name for name in all_of(said, properties) if name.strip()) for properties in (STRONG_NAMES, WEAK_NAMES)
    )
    numbers = (_document_number(document.number) for document in entry.documents)
    return Person(
        id=f"{entry.list_id}-{entry.reference}",
        names=strong or weak,
        weak=weak if strong else (),
        birth_dates=tuple(dict.fromkeys(date for born in said.get("birthDate", ()) for date in _dates(born))),
        countries=tuple(sorted(country_codes(said, country_code))),
        documents=frozenset(number for number in numbers if number),
    )


def ordinary_people() -> tuple[tuple[Asked, str], ...]:
    """Give the synthetic ordinary people, each with its group, in the order of their file."""
    with (LISTS / ORDINARY).open(encoding="utf-8", newline="") as lines:
        rows = [row for row in csv.DictReader(lines) if row["full_name"].strip()]
    return tuple((_asked(row), group_of(script_of(row["full_name"]), row["nationality"])) for row in rows)


def odd(people: Iterable[tuple[Asked, str]]) -> tuple[tuple[Asked, str], ...]:
    """Give the first, third, fifth... of them: those that nothing was tuned on."""
    return tuple(people)[::2]


def begins_in_latin(name: str) -> bool:
    """Say whether the first letter is a Latin one: what a list adds in brackets, in other letters, does not count."""
    return script_of(next((letter for letter in name if letter.isalpha()), "")) is Script.LATIN


def _asked(row: dict[str, str]) -> Asked:
    code = country_code(row["nationality"])
    return Asked(name=row["full_name"], birth_date=row["date_of_birth"], countries=(code,) if code else ())


def _dates(said: str) -> tuple[str, ...]:
    """Give a date, or the years of a span."""
    begin, is_span, end = said.partition("/")
    years = range(int(begin[:4]), int((end or begin)[:4]) + 1)
    if not is_span:
        return (begin,)
    return tuple(str(year) for year in years) if len(years) <= MOST_YEARS else ()


def _document_number(said: str) -> str:
    """Give a document's number without marks, where it is long enough to be one person's alone."""
    number = re.sub(r"[^A-Z0-9]", "", said.upper())
    return number if len(number) >= 5 and sum(letter.isdigit() for letter in number) >= 4 else ""
