"""Where a legal fact is from, as of when, and how far it was verified; and the citation that every answer carries.

No rule of this room can answer without a citation: the values that answers are made of refuse to be built without one.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from simpul.core.errors import InputError
from simpul.core.ids import bounded_text

MOST_TEXT = 600
SHA256 = re.compile(r"[0-9a-f]{64}")


class Mark(StrEnum):
    """How far a fact was verified."""

    TEXT = "T"
    """Read in the text of the instrument."""
    SOURCE = "S"
    """Said by the source that is named."""
    DATA = "D"
    """Taken from the table that is named."""
    MEMORY = "M"
    """As generally known; not read again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Provenance:
    """The source of one row, the day as of which it is right, the mark, and the place of the row itself."""

    source: str
    as_of: date
    mark: Mark
    row: str = ""

    def __post_init__(self) -> None:
        """Refuse a row that does not say where it is from."""
        if not bounded_text(self.source, place="source", most=MOST_TEXT).strip():
            raise InputError("a legal fact needs its source", place=self.row or "source")


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """What an answer stands on: an article of an instrument, or a row of the register, with its provenance."""

    instrument: str
    article: str
    provenance: Provenance
    quote: str = ""
    text_sha256: str = ""

    def __post_init__(self) -> None:
        """Refuse what cites nothing."""
        if not self.instrument.strip():
            raise InputError("a citation names what it cites", place="citation.instrument")
        if self.text_sha256 and not SHA256.fullmatch(self.text_sha256):
            raise InputError("not 64 hexadecimal digits", place="citation.text_sha256")


def cited(citations: tuple[Citation, ...]) -> tuple[Citation, ...]:
    """Give the citations back when there is at least one.

    Raises:
        InputError: there is none.
    """
    if not citations:
        raise InputError("no answer without a citation", place="citations")
    return citations


def oldest(provenances: Iterable[Provenance]) -> date:
    """Give the day as of which all of these facts are right: that of the oldest."""
    return min(each.as_of for each in provenances)
