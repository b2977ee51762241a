"""What a node holds, as it is read back: records with when and how they came, and pages of them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Generic, TypeVar

from simpul.core.alert import Alert, AlertDecision, AlertKind, AlertState, Verdict, state_after
from simpul.core.assertion import Assertion
from simpul.core.audit import AuditEntry
from simpul.core.authority import AuthorityId
from simpul.core.designation import Designation
from simpul.core.exchange import Introduction
from simpul.core.handling import Handling
from simpul.core.ids import Sealed
from simpul.core.report import SignedReport
from simpul.core.vocabulary import Schema

T = TypeVar("T")

MOST_PER_PAGE = 200

LISTED = "list:"
"""What the id of a list entry's profile begins with."""

NAME_PROPERTIES = ("name", "alias", "previousName", "weakAlias")
"""The properties that name somebody, the surest first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Page(Generic[T]):
    """A part of a longer answer; `after` is the opaque cursor of the next part, empty at the end."""

    items: tuple[T, ...]
    after: str = ""


class Direction(StrEnum):
    """Whether a record was made here or came from a peer."""

    OWN = "own"
    RECEIVED = "received"


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldReport:
    """A report as the node holds it. `author` is known for our own only; the last two are report ids or empty."""

    signed: SignedReport
    direction: Direction
    recorded_at: datetime
    author: str = ""
    superseded_by: str = ""
    retracted_by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldAssertion:
    """An assertion as the node holds it, with the report it came in; the last two are assertion ids or empty."""

    assertion: Sealed[Assertion]
    report: str
    recorded_at: datetime
    superseded_by: str = ""
    retracted_by: str = ""

    @property
    def is_current(self) -> bool:
        """Whether its originator still stands by it."""
        return not self.superseded_by and not self.retracted_by


@dataclass(frozen=True, slots=True, kw_only=True)
class SubjectHit:
    """One subject of a search or a list of subjects: its id, kind and the names that the viewer may see."""

    subject: str
    schema: Schema
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldAlert:
    """An alert with what was decided on it, in order."""

    alert: Alert
    decisions: tuple[AlertDecision, ...] = ()

    @property
    def state(self) -> AlertState:
        """Where the alert stands."""
        return state_after(self.decisions)


@dataclass(frozen=True, slots=True, kw_only=True)
class AlertFilter:
    """Which alerts are asked for: of which state and kind, on which list, whose, and with which words; empty for any.

    `holder` is the officer who took it or whose judgement waits or stands.
    """

    state: AlertState | None = None
    kind: AlertKind | None = None
    list_id: str = ""
    holder: str = ""
    text: str = ""


EVERY_ALERT = AlertFilter()


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """Everything that the machine proposes about one subject: each alert beside the others, none joined with another.

    `more` is how many further alerts there are on the same subject.
    """

    subject: str
    alerts: tuple[HeldAlert, ...]
    more: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class AlertFate:
    """How long one hit waited and what became of it, and of which group the one asked about is.

    `verdict` is the judgement in force, where there is one.
    """

    raised_at: datetime
    decided_at: datetime | None = None
    verdict: Verdict | None = None
    script: str = ""
    countries: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldList:
    """A list as the node holds it: how many entries are in force, and when it was last read."""

    list_id: str
    entries: int
    dated: str
    imported_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ListImport:
    """One reading of a list file: what it changed, and what it rejected with place and reason."""

    id: str
    list_id: str
    dated: str
    imported_at: datetime
    by: str
    entries: int
    added: int
    changed: int
    removed: int
    rejected: tuple[str, ...] = ()


class Change(StrEnum):
    """What an import did to an entry."""

    ADDED = "added"
    CHANGED = "changed"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldEntry:
    """An entry of a list as the node holds it; `left_on` is the day it left the list, empty while in force."""

    entry: Designation
    content: str
    handling: Handling
    entered_on: str
    left_on: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryChange:
    """One entry that an import added, changed or removed."""

    reference: str
    name: str
    change: Change


@dataclass(frozen=True, slots=True, kw_only=True)
class Partner:
    """A peer that the key officer has accepted, by its signed introduction."""

    introduction: Introduction
    signed_introduction: bytes
    fingerprint: str
    added_at: datetime
    suspended: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkState:
    """How the link with one partner stands: what waits, what came, and the last error in words."""

    partner: Partner
    sent: int
    settled: int
    received: int
    set_aside: int
    oldest_waiting: datetime | None = None
    last_contact: datetime | None = None
    last_error: str = ""
    last_error_at: datetime | None = None

    @property
    def waiting(self) -> int:
        """How many envelopes have no receipt yet."""
        return self.sent - self.settled


@dataclass(frozen=True, slots=True, kw_only=True)
class OutgoingEnvelope:
    """One envelope in the outbox of a link."""

    recipient: AuthorityId
    number: int
    id: str
    frame: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Quarantined:
    """What was refused or set aside: from whom as far as known, why, where in it, and the bytes (cut at a bound)."""

    id: str
    link: str
    reason: str
    place: str
    evidence: bytes
    at: datetime
    size: int


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldEntryOfAudit:
    """An audit entry with its index and its hash."""

    index: int
    leaf: str
    entry: AuditEntry


@dataclass(frozen=True, slots=True, kw_only=True)
class Checkpoint:
    """The node's word on its own log: its size, its root, and the signature over both, made at a moment."""

    size: int
    root: str
    signature: bytes
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """What the node knows under one id and one set of terms: the unit that screening compares.

    Claims under different terms are different profiles, so that a hit never joins what one viewer may see with what
    he may not. `id` is `<subject>/<audience>` or `list:<list>:<reference>`.
    """

    id: str
    subject: str
    schema: Schema
    handling: Handling
    values: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def is_listed(self) -> bool:
        """Whether it is an entry of a list."""
        return self.id.startswith(LISTED)

    @property
    def names(self) -> tuple[str, ...]:
        """All its names, the ones to show first; empty when it has none."""
        return tuple(dict.fromkeys(name for key in NAME_PROPERTIES for name in self.values.get(key, ())))
