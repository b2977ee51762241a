"""What a node keeps of requests to freeze beside their records: the clock of each, and which payments it holds."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from simpul.core.authority import AuthorityId
from simpul.core.cases.case import CaseHead
from simpul.core.cases.freezing import FreezeRequest, FreezeStanding, FreezeWord
from simpul.core.errors import TamperedError
from simpul.core.handling import Handling
from simpul.core.holding import Direction
from simpul.core.payment.payment import Payment
from simpul.core.units.record import HeldRecord, Sending


class Answered(StrEnum):
    """Whether an answer to a request has come."""

    WAITING = "waiting"
    ANSWERED = "answered"


@dataclass(frozen=True, slots=True, kw_only=True)
class FreezeClock:
    """The clock of a request: what payments are compared with, by when an answer is due, until when it holds.

    `holds_until` and `due_at` are nothing where the request holds nothing, or no answer is to come.
    """

    request: str
    key: str
    holds_until: datetime | None
    due_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A request that holds what matches it, with its terms."""

    request: str
    key: str
    handling: Handling


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingPayment:
    """A payment that is held, with its id."""

    id: str
    payment: Payment


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseFile:
    """A case as one viewer may see it: its head, its entries in the order in which they came, and what was sent."""

    head: HeldRecord
    entries: tuple[HeldRecord, ...]
    sendings: tuple[Sending, ...]

    @property
    def case(self) -> CaseHead:
        """What the case is."""
        if not isinstance(self.head.value, CaseHead):
            raise TamperedError("the head of a case is none")
        return self.head.value

    @property
    def originator(self) -> AuthorityId:
        """Whose case it is."""
        return self.head.value.originator

    @property
    def is_ours(self) -> bool:
        """Whether the case was opened here."""
        return self.head.direction is Direction.OWN


@dataclass(frozen=True, slots=True, kw_only=True)
class FreezeFile:
    """A request to freeze as one viewer may see it: every word on it, where it stands, and what was sent."""

    request: HeldRecord
    words: tuple[HeldRecord, ...]
    standing: FreezeStanding
    sendings: tuple[Sending, ...]

    @property
    def asked(self) -> FreezeRequest:
        """What is asked."""
        if not isinstance(self.request.value, FreezeRequest):
            raise TamperedError("the record of a request is none")
        return self.request.value

    @property
    def said(self) -> tuple[FreezeWord, ...]:
        """What was said on it."""
        return tuple(each.value for each in self.words if isinstance(each.value, FreezeWord))

    @property
    def is_ours(self) -> bool:
        """Whether we asked."""
        return self.request.direction is Direction.OWN
