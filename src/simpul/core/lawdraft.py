"""Drafts of requests between states: the case as a document, under the terms of the authority that writes it.

Nothing of a draft leaves the node. Every save is kept as a version of its own.
"""

from dataclasses import dataclass
from datetime import datetime

from simpul.core.authority import OfficerId
from simpul.core.errors import InputError
from simpul.core.handling import Handling
from simpul.core.ids import bounded_text

MOST_DOCUMENT = 1_000_000
MOST_HEADING = 600


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseHeading:
    """What a list of cases shows of one: its number, who asks whom for what, and what is charged."""

    case: str
    kind: str
    requesting: str
    requested: str
    charge: str

    def __post_init__(self) -> None:
        """Refuse a case without a number, and what is too long."""
        for name in ("case", "kind", "requesting", "requested", "charge"):
            if not bounded_text(getattr(self, name), place=f"case.{name}", most=MOST_HEADING).strip():
                raise InputError("must not be empty", place=f"case.{name}")


@dataclass(frozen=True, slots=True, kw_only=True)
class LawDraft:
    """A case as somebody has written it so far: `document` is the case as JSON, `heading` what stands in it."""

    handling: Handling
    heading: CaseHeading
    document: str

    def __post_init__(self) -> None:
        """Refuse a document that is too long."""
        bounded_text(self.document, place="case", most=MOST_DOCUMENT)


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldLawDraft:
    """A version of a draft as the node holds it; versions are counted from 1."""

    id: str
    draft: LawDraft
    author: OfficerId
    version: int
    saved_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class LawVersion:
    """One earlier or present version of a draft, without its text."""

    version: int
    saved_at: datetime
