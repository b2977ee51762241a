"""One word of a name, folded once, in the forms in which it can meet another word."""

from dataclasses import dataclass
from enum import StrEnum


class Script(StrEnum):
    """The writing of a word, as far as the comparison of words depends on it."""

    LATIN = "latin"
    CYRILLIC = "cyrillic"
    ARABIC = "arabic"
    OTHER = "other"


class Voice(StrEnum):
    """Whether the writing shows the short vowels."""

    VOCALISED = "vocalised"
    CONSONANTAL = "consonantal"


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """A folded word.

    `text` is the word in its own script without case, marks and invisible characters; it determines all the rest.
    `sound` is how the word sounds, in a small Latin alphabet in which the spellings of one sound are one letter.
    `skeletons` are its consonants, the likeliest reading first. `bearing` is how much the word can say about who is
    meant: 1 for a name, less for titles, legal forms and the abd, abu and the like that many names share.
    `commonness` is the share of people anywhere who bear the word, as far as it is one of the known common ones.
    """

    text: str
    sound: str
    skeletons: tuple[str, ...]
    script: Script
    voice: Voice
    bearing: float
    commonness: float = 0.0

    @property
    def skeleton(self) -> str:
        """The likeliest reading of the consonants."""
        return self.skeletons[0]
