"""Assertions: one claim each, with its source, grading and handling. Append-only.

Rules:
1. An assertion's id is the hash of its canonical bytes, which hold a random salt: nobody who sees the id can guess
   a short value.
2. Nothing is edited. A correction supersedes, a withdrawal retracts, and only the originator can do either.
3. One value each; a second spelling is a second assertion.
"""

from dataclasses import dataclass
from datetime import datetime

from simpul.core.authority import AuthorityId, authority_id
from simpul.core.dates import partial_date
from simpul.core.errors import InputError
from simpul.core.grading import Grading
from simpul.core.handling import Handling
from simpul.core.ids import HASH_ID, RANDOM_ID, bounded_text, checked_hash_id
from simpul.core.vocabulary import GENDERS, PROPERTIES, Schema, ValueKind

MOST_VALUE = 4_000
"""Characters of one value."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Assertion:
    """One claim about one subject by one originator.

    `subject` is a random id of 32 hexadecimal digits; `valid_from` and `valid_to` are partial dates and say when it
    was true, `asserted_at` when it was said.
    """

    originator: AuthorityId
    subject: str
    schema: Schema
    property: str
    value: str
    grading: Grading
    handling: Handling
    asserted_at: datetime
    salt: str
    lang: str = ""
    valid_from: str = ""
    valid_to: str = ""
    legal_basis: str = ""
    supersedes: str = ""
    retracts: str = ""

    def __post_init__(self) -> None:
        """Refuse what is no claim: an unknown property, a value that is not of its kind, terms of somebody else."""
        authority_id(self.originator, place="assertion.originator")
        if self.handling.originator != self.originator:
            raise InputError("the terms are another originator's", place="assertion.handling.originator")
        for place, value in (("subject", self.subject), ("salt", self.salt)):
            if not RANDOM_ID.fullmatch(value):
                raise InputError("not 32 hexadecimal digits", place=f"assertion.{place}")
        if self.asserted_at.tzinfo is None:
            raise InputError("a moment needs a time zone", place="assertion.asserted_at")
        checked_value(self.property, self.value, place="assertion")
        bounded_text(self.legal_basis, place="assertion.legal_basis", most=300)
        bounded_text(self.lang, place="assertion.lang", most=16)
        for place, day in (("valid_from", self.valid_from), ("valid_to", self.valid_to)):
            if day:
                partial_date(day, place=f"assertion.{place}")
        if self.supersedes and self.retracts:
            raise InputError("a correction or a withdrawal, not both", place="assertion.retracts")
        for place, other in (("supersedes", self.supersedes), ("retracts", self.retracts)):
            if other:
                checked_hash_id(other, place=f"assertion.{place}")


def kind_of(assertion: Assertion) -> ValueKind:
    """Say what the assertion's value is made of."""
    return PROPERTIES[assertion.property]


def checked_value(name: str, value: str, *, place: str) -> str:
    """Give the value back when the property exists and can hold it.

    Raises:
        InputError: there is no such property, or the value is empty, too long, or not of the property's kind.
    """
    kind = PROPERTIES.get(name)
    if kind is None:
        raise InputError(f"there is no property {name[:40]!r}", place=f"{place}.property")
    at = f"{place}.value"
    if not bounded_text(value, place=at, most=MOST_VALUE).strip():
        raise InputError("an empty value claims nothing", place=at)
    if kind is ValueKind.DATE:
        partial_date(value, place=at)
    if kind is ValueKind.GENDER and value not in GENDERS:
        raise InputError(f"not one of {', '.join(GENDERS)}", place=at)
    if kind is ValueKind.SUBJECT and not RANDOM_ID.fullmatch(value):
        raise InputError("not a subject's id", place=at)
    return value


def may_replace(later: Assertion, *, earlier: Assertion) -> bool:
    """Say whether `later` may supersede or retract `earlier`: only the same originator, on the same subject."""
    return later.originator == earlier.originator and later.subject == earlier.subject


def replaced_id(assertion: Assertion) -> str | None:
    """Give the id of the assertion that this one supersedes or retracts, if it does."""
    return assertion.supersedes or assertion.retracts or None


def is_assertion_id(value: str) -> bool:
    """Say whether the text has the shape of an assertion's id."""
    return HASH_ID.fullmatch(value) is not None
