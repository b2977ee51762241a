"""Subjects made ready for the index: names folded, dates read, texts that are compared put in one form."""

from collections.abc import Iterable
from dataclasses import dataclass

from simpul.engines.screening.birthdate import BirthDate, parse_birth_date
from simpul.engines.screening.folding import fold
from simpul.engines.screening.subject import Name, Subject
from simpul.engines.screening.token import Token

SHORTEST_IDENTIFIER = 5
"""Numbers with fewer letters and digits are not compared: they are box numbers, or nothing."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class EntryName:
    """One name of an entry with its tokens; `bulk` is how much name there is to be met, `initials` its lone letters."""

    subject_id: str
    name: Name
    tokens: tuple[Token, ...]
    bulk: float
    initials: int


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Entry:
    """A subject, ready to be met. Two entries are never equal: each is itself."""

    subject: Subject
    names: tuple[EntryName, ...]
    skeletons: frozenset[str]
    birth_dates: tuple[BirthDate, ...]
    countries: frozenset[str]
    genders: frozenset[str]
    identifiers: frozenset[str]


def prepare(subject: Subject) -> Entry:
    """Fold the names of a subject and read its dates; names that fold to nothing are left out."""
    names = tuple(_name(subject.id, name, tokens) for name in subject.names if (tokens := fold(name.value)))
    return Entry(
        subject=subject,
        names=names,
        skeletons=frozenset(token.skeleton for name in names for token in name.tokens),
        birth_dates=tuple(parse_birth_date(birth_date) for birth_date in subject.birth_dates),
        countries=comparable(subject.countries),
        genders=comparable(subject.genders),
        identifiers=identifiers(subject.identifiers),
    )


def comparable(values: Iterable[str]) -> frozenset[str]:
    """Give these texts without case and surrounding blanks."""
    return frozenset(folded for value in values if (folded := value.strip().casefold()))


def identifiers(values: Iterable[str]) -> frozenset[str]:
    """Give the numbers that are long enough to be compared, letters and digits only."""
    plain = ("".join(letter for letter in value.casefold() if letter.isalnum()) for value in values)
    return frozenset(
        number for number in plain if len(number) >= SHORTEST_IDENTIFIER and any(letter.isdigit() for letter in number)
    )


def _name(subject_id: str, name: Name, tokens: tuple[Token, ...]) -> EntryName:
    return EntryName(
        subject_id=subject_id,
        name=name,
        tokens=tokens,
        bulk=sum(token.bearing for token in tokens),
        initials=sum(len(token.text) == 1 for token in tokens),
    )
