"""Reading: every read takes a `Sight` (who looks, and when).

A read touches only what `core.handling.decide` lets that viewer see. What is hidden and what is absent give the same
answer. Peers, officers and acts are the node's own affairs; the services check the role for those.
"""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Protocol

from simpul.core.alert import Content, MatchDecision
from simpul.core.audit import Problem
from simpul.core.authority import AuthorityId, Officer, OfficerId, Sight
from simpul.core.draft import HeldDraft
from simpul.core.handling import Handling
from simpul.core.holding import (
    AlertFate,
    AlertFilter,
    Checkpoint,
    Direction,
    EntryChange,
    HeldAlert,
    HeldAssertion,
    HeldEntry,
    HeldEntryOfAudit,
    HeldList,
    HeldReport,
    LinkState,
    ListImport,
    OutgoingEnvelope,
    Page,
    Partner,
    Proposal,
    Quarantined,
    SubjectHit,
)


class Drafts(Protocol):
    """Reads drafts."""

    def draft(self, sight: Sight, draft_id: str) -> HeldDraft | None:
        """Give a draft that the viewer may see."""

    def drafts(self, sight: Sight, *, after: str, limit: int) -> Page[HeldDraft]:
        """Give the drafts that the viewer may see, latest first."""


class Reports(Protocol):
    """Reads reports."""

    def report(self, sight: Sight, report_id: str) -> HeldReport | None:
        """Give a report that the viewer may see."""

    def assertions_in(self, sight: Sight, report_id: str) -> tuple[HeldAssertion, ...]:
        """Give the report's assertions that the viewer may see."""

    def reports(
        self, sight: Sight, *, direction: Direction | None, text: str, after: str, limit: int
    ) -> Page[HeldReport]:
        """Give the reports that the viewer may see, latest first; `text` must occur in the title where given."""

    def count_reports(self, sight: Sight, *, direction: Direction | None) -> int:
        """Count the reports that the viewer may see."""


class Subjects(Protocol):
    """Reads what is claimed about subjects."""

    def assertions_about(self, sight: Sight, subjects: Sequence[str]) -> tuple[HeldAssertion, ...]:
        """Give what the viewer may see about these subjects, latest first."""

    def same_as(self, sight: Sight, subject: str) -> tuple[MatchDecision, ...]:
        """Give the judgements in force that touch the subject and that the viewer may see."""

    def subjects(self, sight: Sight, *, text: str, after: str, limit: int) -> Page[SubjectHit]:
        """Give subjects of which the viewer may see a name; each word of `text` must begin one of its words."""


class Alerts(Protocol):
    """Reads alerts."""

    def alert(self, sight: Sight, alert_id: str) -> HeldAlert | None:
        """Give an alert that the viewer may see."""

    def alerts(self, sight: Sight, *, chosen: AlertFilter, after: str, limit: int) -> Page[HeldAlert]:
        """Give the alerts that the viewer may see, the serious before the less serious, then the latest first."""

    def proposals(self, sight: Sight, *, chosen: AlertFilter, after: str, limit: int) -> Page[Proposal]:
        """Give what is proposed, by subject: the one with the most serious alert first, then the latest."""

    def about(self, sight: Sight, subject: str) -> Proposal:
        """Give everything that is or was proposed about one subject."""

    def count_alerts(self, sight: Sight, *, chosen: AlertFilter) -> int:
        """Count the alerts that the viewer may see."""

    def lists_hit(self, sight: Sight) -> tuple[str, ...]:
        """Give the lists on which the viewer may see a hit."""

    def contents(self, sight: Sight, profile_ids: Collection[str]) -> Mapping[str, Content]:
        """Give what each of these profiles says now, as far as the viewer may see it; nothing where it is gone."""

    def fates(self, sight: Sight, *, since: datetime) -> tuple[AlertFate, ...]:
        """Give how each hit fared that was raised since, of those that the viewer may see."""


class Lists(Protocol):
    """Reads lists."""

    def lists(self, sight: Sight) -> tuple[HeldList, ...]:
        """Give the lists of which the viewer may see an entry."""

    def entry(self, sight: Sight, list_id: str, reference: str) -> HeldEntry | None:
        """Give an entry that the viewer may see, in force or left."""

    def entries(self, sight: Sight, list_id: str, *, text: str, after: str, limit: int) -> Page[HeldEntry]:
        """Give the list's entries in force that the viewer may see, by reference; words as in `Subjects.subjects`."""

    def imports(self, sight: Sight, list_id: str) -> tuple[ListImport, ...]:
        """Give when the list was read and what that changed, latest first."""

    def changes(self, sight: Sight, import_id: str, *, after: str, limit: int) -> Page[EntryChange]:
        """Give the entries that an import changed and that the viewer may see."""


class Links(Protocol):
    """Reads peers and links. They are the node's own affairs, not intelligence."""

    def partners(self) -> tuple[Partner, ...]:
        """Give the peers."""

    def partner(self, peer: AuthorityId) -> Partner | None:
        """Give a peer by the id of its authority."""

    def states(self) -> tuple[LinkState, ...]:
        """Say how each link stands."""

    def outgoing(self, peer: AuthorityId, *, after: int, limit: int) -> tuple[OutgoingEnvelope, ...]:
        """Give the envelopes to the peer whose number is above `after`, in order."""

    def quarantined(self, *, after: str, limit: int) -> Page[Quarantined]:
        """Give what was refused or set aside, latest first."""


class Roster(Protocol):
    """Reads officers."""

    def officer(self, officer: OfficerId) -> Officer | None:
        """Give an officer whose access has not ended."""

    def officers(self) -> tuple[Officer, ...]:
        """Give all officers whose access has not ended, by name."""


class AuditTrail(Protocol):
    """Reads the chain of acts."""

    def entries(self, *, text: str, after: str, limit: int) -> Page[HeldEntryOfAudit]:
        """Give the acts, latest first; `text` must be an act, an actor, a target or an outcome where given."""

    def problems(self) -> tuple[int, tuple[Problem, ...]]:
        """Check every row that backs a leaf, and the chain; give how many rows were checked and what is wrong."""


class Checkpoints(Protocol):
    """Reads the signed checkpoints of the node's log."""

    def checkpoints(self) -> tuple[Checkpoint, ...]:
        """Give the signed checkpoints, the smallest first."""


class Terms(Protocol):
    """Reads the terms that are in use."""

    def terms(self, audience: int) -> Handling:
        """Give the terms that an interned audience stands for."""
