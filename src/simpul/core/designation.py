"""Designations: entries of sanctions and watch lists, and what changed between two editions of a list.

Rules:
1. An entry is known by its list's own reference (`QDi.001`), trimmed; its content by a hash, because version
   numbers of the lists do not move when the content does.
2. A listing has a basis and an end: an entry that is no longer on the list has left it, with its date.
3. Everything the list says is kept as said: names with their quality, dates with their kind, and what has no field
   here in `unread`. Only blanks are evened out, and the housekeeping of the file (version numbers, sort keys) is left.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from simpul.core.dates import partial_date
from simpul.core.errors import InputError
from simpul.core.ids import Domain, bounded_text, canonical_bytes, record_id
from simpul.core.vocabulary import Schema


class NameQuality(StrEnum):
    """What the list says of a name."""

    PRIMARY = "primary"
    GOOD = "good"
    LOW = "low"
    ALSO_KNOWN_AS = "also-known-as"
    FORMER = "former"
    ORIGINAL_SCRIPT = "original-script"
    UNSTATED = "unstated"


class DateKind(StrEnum):
    """How sure the list is of a date."""

    EXACT = "exact"
    APPROXIMATELY = "approximately"
    BETWEEN = "between"
    UNSTATED = "unstated"


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedDate:
    """One date of birth: `value` as precise as the list is; `until` is the later bound where the list gives two."""

    kind: DateKind
    value: str = ""
    until: str = ""
    note: str = ""

    def __post_init__(self) -> None:
        """Refuse dates that do not exist."""
        for place, day in (("value", self.value), ("until", self.until)):
            if day:
                partial_date(day, place=f"date.{place}")


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedDocument:
    """One document or identifying number: what it is, who issued it, when, and the list's note, as the list says it.

    `detail` is the list's closer word for the kind; `issued_in` and `issued_in_country` say where it was issued.
    """

    kind: str = ""
    detail: str = ""
    number: str = ""
    issuing_country: str = ""
    issued_on: str = ""
    issued_in: str = ""
    issued_in_country: str = ""
    valid_until: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedPlace:
    """One place of birth or address, as the list says it."""

    street: str = ""
    city: str = ""
    province: str = ""
    postcode: str = ""
    country: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedName:
    """One name of an entry with the list's word on its quality; `parts` as the list splits it, in its order.

    `birth_dates` and `birth_place` are those that the list gives for this name, as with a false identity. `lang` is
    the language that the list says it is in (ISO 639), `said` the name as the list writes it where its parts were
    put in another order.
    """

    value: str
    quality: NameQuality
    note: str = ""
    lang: str = ""
    said: str = ""
    parts: tuple[str, ...] = ()
    birth_dates: tuple[ListedDate, ...] = ()
    birth_place: ListedPlace | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Designation:
    """One entry of a list, with everything that the list says about it.

    `listed_by` is the authority that listed it, `basis` the instruments or programmes it was listed under, `reasons`
    the list's own statement of why, `review_on` the day by which the listing is to be reviewed; `programme` is the
    regime, in the list's word. `countries` are those it is of otherwise than by nationality or citizenship: a flag, a
    seat. `linked_to` names others in the list's words. `unread` holds what the file says and no other field takes, as
    `ELEMENT: text`.
    """

    list_id: str
    reference: str
    schema: Schema
    names: tuple[ListedName, ...]
    programme: str = ""
    listed_by: str = ""
    basis: tuple[str, ...] = ()
    reasons: str = ""
    listed_on: str = ""
    review_on: str = ""
    updated_on: tuple[str, ...] = ()
    birth_dates: tuple[ListedDate, ...] = ()
    birth_places: tuple[ListedPlace, ...] = ()
    nationalities: tuple[str, ...] = ()
    citizenships: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    genders: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()
    positions: tuple[str, ...] = ()
    documents: tuple[ListedDocument, ...] = ()
    addresses: tuple[ListedPlace, ...] = ()
    contacts: tuple[str, ...] = ()
    linked_to: tuple[str, ...] = ()
    comments: str = ""
    submitted_by: str = ""
    submitted_on: str = ""
    source_id: str = ""
    unread: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Refuse an entry without a reference or a name, and dates that do not exist."""
        if not self.reference or self.reference != self.reference.strip():
            raise InputError("an entry needs a trimmed reference", place="designation.reference")
        if not any(name.value.strip() for name in self.names):
            raise InputError("an entry needs a name", place=f"{self.reference}.names")
        for name in self.names:
            bounded_text(name.value, place=f"{self.reference}.names", most=1_000)
        for day in (self.listed_on, self.review_on, self.submitted_on, *self.updated_on):
            if day:
                partial_date(day, place=f"{self.reference}.dates")

    @property
    def primary_name(self) -> str:
        """The name to show: the primary one, or the first there is."""
        primary = (name.value for name in self.names if name.quality is NameQuality.PRIMARY)
        return next(primary, self.names[0].value)

    def is_review_overdue(self, *, on: date) -> bool:
        """Say whether the listing should have been reviewed before this day; a year or a month runs to its end."""
        return bool(self.review_on) and self.review_on < on.isoformat()[: len(self.review_on)]


@dataclass(frozen=True, slots=True, kw_only=True)
class RejectedEntry:
    """An entry of a list file that could not be read: where it stands and why.

    `reference` is the entry's, where that much could be read: such an entry is still on the list.
    """

    place: str
    reason: str
    reference: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ListEdition:
    """One edition of a list as read from a file: its entries, what was rejected, and the date it bears.

    `passed_over` counts by kind what the file holds that is neither a subject nor a part of what is said of one.
    """

    list_id: str
    dated: str
    entries: tuple[Designation, ...]
    rejected: tuple[RejectedEntry, ...] = ()
    passed_over: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ListDelta:
    """The references that an edition added, changed and removed, each in order."""

    added: tuple[str, ...]
    changed: tuple[str, ...]
    removed: tuple[str, ...]


def content_of(entry: Designation) -> str:
    """Give the hash of everything that the list says of the entry."""
    return record_id(Domain.DESIGNATION, canonical_bytes(entry))


def compare(held: Mapping[str, str], offered: Mapping[str, str]) -> ListDelta:
    """Say what changed between two editions, each a mapping from reference to content hash."""
    return ListDelta(
        added=tuple(sorted(offered.keys() - held.keys())),
        changed=tuple(sorted(ref for ref in offered.keys() & held.keys() if offered[ref] != held[ref])),
        removed=tuple(sorted(held.keys() - offered.keys())),
    )


def day_of(dated: str, *, otherwise: date) -> str:
    """Give the day an edition bears, or the day it was read where it bears none."""
    return dated[:10] if dated else otherwise.isoformat()
