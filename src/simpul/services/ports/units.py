"""What records between units are kept in: cases, requests to freeze, words on them; clocks and what they hold."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Protocol

from simpul.core.authority import AuthorityId, OfficerId, Sight
from simpul.core.holding import Direction, Page
from simpul.core.units.holding import Answered, FreezeClock, WaitingPayment, Wanted
from simpul.core.units.record import HeldRecord, RecordKind, Sending, SignedRecord


class RecordPayloads(Protocol):
    """Turns records into payload bytes and back."""

    def encode(self, records: Sequence[SignedRecord]) -> bytes:
        """Give the payload; every record stands in it byte for byte as it was signed."""

    def decode(self, payload: bytes) -> tuple[SignedRecord, ...]:
        """Read a payload.

        Raises:
            InputError: it is malformed, with the place.
        """


class UnitRows(Protocol):
    """Records between units, in a transaction. Append-only but for what replaced which."""

    def add(
        self, records: Sequence[SignedRecord], *, direction: Direction, author: str, batch: str, at: datetime
    ) -> None:
        """Keep records, and note what each replaces.

        Raises:
            ConflictError: one of them is held already.
        """

    def find(self, record_ids: Sequence[str]) -> Mapping[str, HeldRecord]:
        """Give those of these records that are held, by id; without the bytes of attachments."""

    def first(self, thread: str) -> HeldRecord | None:
        """Give the head of a case as it stands, or the request, that a thread began with."""

    def thread(self, thread: str) -> tuple[HeldRecord, ...]:
        """Give all records of a thread in the order in which they were written; without the bytes of attachments."""

    def content(self, record_id: str) -> bytes:
        """Give the bytes of an attachment; none where the record has none."""

    def sent(self, thread: str, peer: AuthorityId) -> frozenset[str]:
        """Give the ids of the records of a thread that were sent to the peer."""

    def sent_under(self, peer: AuthorityId, number: int) -> tuple[str, ...]:
        """Give the threads of which records were sent to the peer under this number."""

    def taken(self, thread: str, peer: AuthorityId) -> frozenset[str]:
        """Give the ids of the records of a thread that were sent to the peer and that it has not set aside."""

    def note_sent(self, record_ids: Sequence[str], *, peer: AuthorityId, number: int, at: datetime) -> None:
        """Note under which number records were sent."""

    def approve(self, digest: str, *, officer: OfficerId, at: datetime) -> None:
        """Keep an officer's approval of exactly this; a second one of the same officer changes nothing."""

    def approvals(self, digest: str) -> tuple[OfficerId, ...]:
        """Give who approved exactly this."""

    def wind(self, clock: FreezeClock) -> None:
        """Set the clock of a request."""

    def holding(self, at: datetime) -> tuple[Wanted, ...]:
        """Give the requests that hold what matches them at this moment."""

    def overdue(self, at: datetime, limit: int) -> tuple[str, ...]:
        """Give requests whose answer is overdue and of whom that was not noted yet, the longest overdue first."""

    def note_overdue(self, requests: Sequence[str], *, at: datetime) -> None:
        """Note that these requests are overdue."""

    def waiting_payments(self) -> Iterator[WaitingPayment]:
        """Give every payment that is held."""

    def note_matches(self, matches: Sequence[tuple[str, str]]) -> None:
        """Note which payment is held for which request, each of the two by its id; none of it was noted before."""

    def matched(self, request: str) -> tuple[str, ...]:
        """Give the ids of the payments that were held for a request."""


class Units(Protocol):
    """Reads records between units."""

    def first(self, sight: Sight, thread: str, kind: RecordKind) -> HeldRecord | None:
        """Give the head of a case as it stands, or a request, that the viewer may see."""

    def thread(self, sight: Sight, thread: str) -> tuple[HeldRecord, ...]:
        """Give the records of a thread that the viewer may see, in the order in which they were written."""

    def content(self, sight: Sight, record_id: str) -> bytes:
        """Give the bytes of an attachment that the viewer may see; none where there are none."""

    def heads(self, sight: Sight, kind: RecordKind, *, after: str, limit: int) -> Page[HeldRecord]:
        """Give the heads of threads of a kind, as they stand, that the viewer may see, latest first."""

    def requests(
        self,
        sight: Sight,
        *,
        kind: RecordKind,
        direction: Direction,
        answered: Answered,
        after: str,
        limit: int,
    ) -> Page[HeldRecord]:
        """Give the requests of a kind that the viewer may see: those that wait by their clock, others latest first."""

    def counted(self, sight: Sight, kinds: Sequence[RecordKind]) -> tuple[HeldRecord, ...]:
        """Give all records of these kinds that the viewer may count."""

    def sendings(self, record_ids: Sequence[str]) -> tuple[Sending, ...]:
        """Give where records were sent, and what became of them; for records that the viewer was shown."""
