"""What is scored: a name of a subject with its words; and the forms in which other things are compared."""

from collections.abc import Iterable
from typing import NamedTuple

from simpul.engines.screening.subject import Quality
from simpul.engines.screening.token import Token

SHORTEST_IDENTIFIER = 5
"""Numbers with fewer letters and digits are not compared: they are box numbers, or nothing."""


class EntryName(NamedTuple):
    """One name of an entry with its tokens; `initials` counts those that are lone letters.

    `skeletons` are the consonants of all words of all names of the entry, in every reading: whoever has one of those
    of an asked word bears that word.
    """

    value: str
    quality: Quality
    tokens: tuple[Token, ...]
    initials: int
    skeletons: frozenset[str]


def comparable(values: Iterable[str]) -> frozenset[str]:
    """Give these texts without case and surrounding blanks."""
    return frozenset(folded for value in values if (folded := value.strip().casefold()))


def identifiers(values: Iterable[str]) -> frozenset[str]:
    """Give the numbers that are long enough to be compared, letters and digits only."""
    plain = ("".join(letter for letter in value.casefold() if letter.isalnum()) for value in values)
    return frozenset(
        number for number in plain if len(number) >= SHORTEST_IDENTIFIER and any(letter.isdigit() for letter in number)
    )
