"""A request at law as one viewer may see it: its records, where it stands, what was sent, and the three receipts."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import TypeVar

from simpul.core.authority import AuthorityId
from simpul.core.cooperation.course import LawThread
from simpul.core.cooperation.request import LawRequest
from simpul.core.cooperation.standing import LawStanding
from simpul.core.cooperation.word import LawWord, Prosecution
from simpul.core.errors import TamperedError
from simpul.core.exchange import Receipt
from simpul.core.holding import Direction
from simpul.core.ids import Sealed
from simpul.core.units.record import HeldRecord, Sending

T = TypeVar("T", LawRequest, LawWord, Prosecution)


class EvidenceKind(StrEnum):
    """The three receipts of a transmission, as Regulation (EU) 2022/850, article 5, has them in e-CODEX."""

    SUBMITTED = "submitted"
    DELIVERED = "delivered"
    ACCEPTED = "accepted"


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """One receipt: who signed it and when, the hash of what is signed, and the hash of the receipt before it."""

    kind: EvidenceKind
    by: AuthorityId
    at: datetime
    id: str
    previous: str = ""


class Carriage(StrEnum):
    """How far a request has come on its way, whatever it says."""

    WAITS = "waits"
    """It has not gone: a second officer has to approve it."""
    GONE = "gone"
    SET_ASIDE = "set-aside"
    """The other side's node has refused it and does not hold it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LawFile:
    """A request with everything said on it; `thread` is its id, by which it is asked for."""

    thread: str
    head: HeldRecord
    records: tuple[HeldRecord, ...]
    standing: LawStanding
    sendings: tuple[Sending, ...]

    @property
    def request(self) -> LawRequest:
        """What is asked, as it stands."""
        return self.standing.request.value

    @property
    def is_ours(self) -> bool:
        """Whether we asked."""
        return self.head.direction is Direction.OWN

    @property
    def other(self) -> AuthorityId:
        """The other side."""
        return self.request.recipient if self.is_ours else self.request.originator

    @property
    def words(self) -> tuple[HeldRecord, ...]:
        """What was said on it, in the order in which it was written."""
        return tuple(each for each in self.records if isinstance(each.value, LawWord))

    @property
    def waiting(self) -> tuple[HeldRecord, ...]:
        """What of ours has not gone yet: a second officer has to approve it, a refusal with the duty that it opens."""
        gone = {each.record for each in self.sendings}
        own = (each for each in self.records if each.direction is Direction.OWN and each.id not in gone)
        return tuple(each for each in own if not isinstance(each.value, Prosecution))

    @property
    def carriage(self) -> Carriage:
        """How far the request that stands has come."""
        record = self.standing.request.id
        if record in self.aside:
            return Carriage.SET_ASIDE
        gone = not self.is_ours or any(each.record == record for each in self.sendings)
        return Carriage.GONE if gone else Carriage.WAITS

    @property
    def aside(self) -> frozenset[str]:
        """What of ours the other side's node set aside."""
        return frozenset(each.record for each in self.sendings if each.outcome is Receipt.SET_ASIDE)

    @property
    def idle(self) -> frozenset[str]:
        """What changes nothing: it does not fit where it stands, or the other side's node set it aside."""
        return self.aside | frozenset(self.standing.uncounted)

    @property
    def receipts(self) -> tuple[Evidence, ...]:
        """The receipts of the request that are there, each naming the one before it.

        What was submitted is the signed record itself. Delivery is the receipt that the other node signed over the
        envelope, and here, where we were asked, the moment at which it was taken in. Acceptance is an officer's word.
        """
        sealed, request = self.standing.request, self.request
        if self.carriage is Carriage.WAITS:
            return ()
        made = [Evidence(kind=EvidenceKind.SUBMITTED, by=request.originator, at=request.written_at, id=sealed.id)]
        delivered = self._delivered_at(sealed.id)
        if delivered is not None:
            made.append(_next(made, EvidenceKind.DELIVERED, request.recipient, delivered, sealed.id))
        accepted = self.standing.accepted
        if accepted is not None:
            at = accepted.value.written_at
            made.append(_next(made, EvidenceKind.ACCEPTED, accepted.value.originator, at, accepted.id))
        return tuple(made)

    def _delivered_at(self, record: str) -> datetime | None:
        if not self.is_ours:
            return next((each.recorded_at for each in self.records if each.id == record), None)
        settled = (each for each in self.sendings if each.record == record and each.outcome is not None)
        return next((each.settled_at for each in settled if each.outcome is not Receipt.SET_ASIDE), None)


def conveyed(sendings: Iterable[Sending]) -> frozenset[str]:
    """Give the records that went to the other side, but for what its node set aside: that it does not hold."""
    return frozenset(each.record for each in sendings if each.outcome is not Receipt.SET_ASIDE)


def thread_of_records(records: Iterable[HeldRecord], gone: frozenset[str]) -> LawThread | None:
    """Give what counts of records: all that came, and of ours what has gone. Nothing where no request has."""
    counted = [each for each in records if each.direction is Direction.RECEIVED or each.id in gone]
    requests = tuple(_sealed(each, each.value) for each in counted if isinstance(each.value, LawRequest))
    if not requests:
        return None
    return LawThread(
        requests=requests,
        words=tuple(_sealed(each, each.value) for each in counted if isinstance(each.value, LawWord)),
        prosecutions=tuple(_sealed(each, each.value) for each in counted if isinstance(each.value, Prosecution)),
    )


def alone(head: HeldRecord) -> LawThread:
    """Give the thread of a request that has not gone yet.

    Raises:
        TamperedError: the record is no request.
    """
    if not isinstance(head.value, LawRequest):
        raise TamperedError("the record of a request is none")
    return LawThread(requests=(_sealed(head, head.value),))


def _sealed(held: HeldRecord, value: T) -> Sealed[T]:
    return Sealed(id=held.id, body=held.signed.record.body, value=value)


def _next(made: list[Evidence], kind: EvidenceKind, by: AuthorityId, at: datetime, record: str) -> Evidence:
    return Evidence(kind=kind, by=by, at=at, id=record, previous=made[-1].id)
