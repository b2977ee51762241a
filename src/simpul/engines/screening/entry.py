"""What is scored: a name of a subject with its words, and what else is known of the subject."""

from collections.abc import Iterable
from dataclasses import dataclass

from simpul.engines.screening.birthdate import BirthDate
from simpul.engines.screening.subject import Kind, Name
from simpul.engines.screening.token import Token

SHORTEST_IDENTIFIER = 5
"""Numbers with fewer letters and digits are not compared: they are box numbers, or nothing."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class EntryName:
    """One name of an entry with its tokens; `bulk` is how much name there is to be met, `initials` its lone letters.

    `skeletons` are the consonants of all words of all names of the entry, in every reading: whoever has one of those
    of an asked word bears that word.
    """

    subject_id: str
    name: Name
    tokens: tuple[Token, ...]
    bulk: float
    initials: int
    skeletons: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Entry:
    """What is known of a subject beside its names, in the form in which it is compared."""

    id: str
    kind: Kind
    birth_dates: tuple[BirthDate, ...]
    countries: frozenset[str]
    genders: frozenset[str]
    identifiers: frozenset[str]


def comparable(values: Iterable[str]) -> frozenset[str]:
    """Give these texts without case and surrounding blanks."""
    return frozenset(folded for value in values if (folded := value.strip().casefold()))


def identifiers(values: Iterable[str]) -> frozenset[str]:
    """Give the numbers that are long enough to be compared, letters and digits only."""
    plain = ("".join(letter for letter in value.casefold() if letter.isalnum()) for value in values)
    return frozenset(
        number for number in plain if len(number) >= SHORTEST_IDENTIFIER and any(letter.isdigit() for letter in number)
    )
