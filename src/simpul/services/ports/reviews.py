"""What carrying a change of a list to the payments that are here needs, in a transaction."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from simpul.core.authority import Sight
from simpul.core.handling import Handling
from simpul.core.holding import Page
from simpul.core.ids import Sealed
from simpul.core.payment.late import HeldLateHit, LateAnswer, LateHit
from simpul.core.payment.payment import Payment
from simpul.core.payment.relisting import Entry


class Stage(StrEnum):
    """How far a change was carried: to what is held and frozen, then to what had been let go, then it is done."""

    STOPPED = "stopped"
    RELEASED = "released"
    DONE = "done"


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """One edition of a list that is being carried to payments: `after` is where it goes on."""

    import_id: str
    list_id: str
    imported_at: datetime
    stage: Stage
    after: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Looked:
    """Payments that are being looked at, by their ids, and where it goes on after them; empty where that is the end."""

    payments: tuple[tuple[str, Payment], ...]
    after: str


class ReviewRows(Protocol):
    """Changes of lists that are carried to payments, in a transaction. The machine's own: nobody is answered by it."""

    def next(self) -> Review | None:
        """Give the earliest edition that has not been carried to the end, if there is one."""

    def keep(self, review: Review) -> None:
        """Keep how far an edition was carried."""

    def stopped(self, after: str, limit: int) -> Looked:
        """Give held and frozen payments, by their ids."""

    def released(self, since: datetime, until: datetime, after: str, limit: int) -> Looked:
        """Give payments that were let go between these moments, the earliest first."""

    def touched(self, import_id: str) -> frozenset[str]:
        """Give the references of the entries that came or changed with an edition."""

    def in_force(self, entries: Sequence[Entry]) -> frozenset[Entry]:
        """Give those of these entries that are in force."""

    def add_late(self, late: Sequence[tuple[Sealed[LateHit], Handling]], *, batch: str) -> None:
        """Keep late hits."""

    def known_late(self, payments: Sequence[str]) -> frozenset[tuple[str, Entry]]:
        """Give the payments among these that have a late hit, each with the entry."""

    def late(self, late_id: str) -> HeldLateHit | None:
        """Give a late hit by its id."""

    def answer_late(self, answer: Sealed[LateAnswer], *, batch: str) -> None:
        """Keep what was done about a late hit.

        Raises:
            ConflictError: somebody else has answered it.
        """


class LateHits(Protocol):
    """Reads late hits."""

    def late_hits(self, sight: Sight, *, after: str, limit: int) -> Page[HeldLateHit]:
        """Give the late hits that the viewer may see and that nobody has answered, the earliest first."""

    def count_late(self, sight: Sight) -> int:
        """Count them."""
