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
    SYLLABIC = "syllabic"  # and each syllable counts: another one is another name, not a misspelling


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """A folded word.

    `text` is the word in its own script without case, marks and invisible characters; it determines all the rest.
    `sound` is how the word sounds, in a small Latin alphabet in which the spellings of one sound are one letter.
    `skeletons` are the keys by which it is found: its consonants, the likeliest reading first, then the names it may
    be a short form of. `bearing` is how much the word can say about who is meant: 1 for a name, less for titles,
    legal forms and the abd, abu and the like that many names share. `commonness` is the share of people anywhere who
    bear the word, as far as it is one of the known common ones. `consonants` are the readings among the skeletons, and
    `kin` the names it may be a short form or another romanisation of. `is_known` says that it is a name of its own and
    no misspelling of another such name. `ending` counts the sounds of an ending that many names share.
    """

    text: str
    sound: str
    skeletons: tuple[str, ...]
    script: Script
    voice: Voice
    bearing: float
    commonness: float = 0.0
    consonants: tuple[str, ...] = ()
    kin: tuple[str, ...] = ()
    is_known: bool = False
    ending: int = 0

    @property
    def key(self) -> tuple[str, str, float]:
        """By what it is remembered: part of a joined word may be read otherwise than the same letters alone (sa)."""
        return self.text, self.sound, self.bearing

    @property
    def is_sure(self) -> bool:
        """Tell whether the word is a name or a patronymic beyond doubt, so that another in its place is another."""
        return self.is_known or self.ending > 0

    @property
    def skeleton(self) -> str:
        """The likeliest reading of the consonants."""
        return self.skeletons[0]
