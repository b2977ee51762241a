"""Records between units, in a transaction: each once, what replaced which, where it was sent, and the clocks."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from sqlalchemy import and_, bindparam, insert, or_, select, update

from simpul.core.authority import AuthorityId, OfficerId
from simpul.core.exchange import Receipt
from simpul.core.handling import Handling
from simpul.core.holding import Direction
from simpul.core.payment.decision import PaymentState
from simpul.core.payment.payment import Payment
from simpul.core.units.holding import FreezeClock, WaitingPayment, Wanted
from simpul.core.units.record import BEGINNING, FORWARDED, HeldRecord, SignedRecord, replaced_by, thread_of
from simpul.storage.among import among
from simpul.storage.bodies import decoded, encoded
from simpul.storage.moments import micros
from simpul.storage.tables.exchange import receipt
from simpul.storage.tables.payments import payment
from simpul.storage.tables.records import audience
from simpul.storage.tables.units import (
    freeze_clock,
    freeze_match,
    unit_approval,
    unit_content,
    unit_record,
    unit_sending,
)
from simpul.storage.unit_rows import held_record, in_order, record_row
from simpul.storage.writing import Writing

_ADD = insert(unit_record)
_ADD_CONTENT = insert(unit_content)
_ADD_SENDING = insert(unit_sending)
_ADD_APPROVAL = insert(unit_approval)
_ADD_CLOCK = insert(freeze_clock)
_ADD_MATCH = insert(freeze_match)
_SOME = select(unit_record).where(among(unit_record.c.id, "which"))
_THREAD = select(unit_record).where(unit_record.c.thread == bindparam("which"))
_FIRST = (
    select(unit_record)
    .where(
        unit_record.c.thread == bindparam("which"),
        unit_record.c.kind.in_(sorted(each.value for each in BEGINNING)),
        unit_record.c.replaced_by == "",
    )
    .order_by(unit_record.c.recorded_at.desc(), unit_record.c.id)
    .limit(1)
)
_REPLACE = (
    update(unit_record)
    .where(unit_record.c.id == bindparam("which"), unit_record.c.replaced_by == "")
    .values(replaced_by=bindparam("later"))
)
_CONTENT = select(unit_content.c.content).where(unit_content.c.record == bindparam("which"))
_SENT = (
    select(unit_sending.c.record)
    .join(unit_record, unit_record.c.id == unit_sending.c.record)
    .where(unit_record.c.thread == bindparam("which"), unit_sending.c.peer == bindparam("to_peer"))
)
_TAKEN = _SENT.outerjoin(
    receipt, and_(receipt.c.peer == unit_sending.c.peer, receipt.c.number == unit_sending.c.number)
).where(or_(receipt.c.outcome.is_(None), receipt.c.outcome != Receipt.SET_ASIDE.value))
_SENT_UNDER = (
    select(unit_record.c.thread)
    .join(unit_sending, unit_sending.c.record == unit_record.c.id)
    .where(unit_sending.c.peer == bindparam("to_peer"), unit_sending.c.number == bindparam("under"))
    .distinct()
    .order_by(unit_record.c.thread)
)
_APPROVALS = (
    select(unit_approval.c.officer).where(unit_approval.c.digest == bindparam("which")).order_by(unit_approval.c.at)
)
_CLOCK = select(freeze_clock.c.request).where(freeze_clock.c.request == bindparam("which"))
_WIND = (
    update(freeze_clock)
    .where(freeze_clock.c.request == bindparam("which"))
    .values(holds_until=bindparam("holds"), due_at=bindparam("due"))
)
_HOLDING = (
    select(freeze_clock.c.request, freeze_clock.c.match_key, unit_record.c.audience, audience.c.handling)
    .join(unit_record, unit_record.c.id == freeze_clock.c.request)
    .join(audience, audience.c.id == unit_record.c.audience)
    .where(freeze_clock.c.holds_until > bindparam("at"))
    .order_by(freeze_clock.c.request)
)
_OVERDUE = (
    select(freeze_clock.c.request)
    .where(freeze_clock.c.due_at <= bindparam("at"), freeze_clock.c.noted_at.is_(None))
    .order_by(freeze_clock.c.due_at, freeze_clock.c.request)
    .limit(bindparam("most"))
)
_NOTE = update(freeze_clock).where(among(freeze_clock.c.request, "which")).values(noted_at=bindparam("at"))
_WAITING = select(payment.c.id, payment.c.body).where(payment.c.state == PaymentState.HELD.value)
_MATCHED = (
    select(freeze_match.c.payment).where(freeze_match.c.request == bindparam("which")).order_by(freeze_match.c.payment)
)


class SqlUnitRows:
    """Records between units, in a transaction."""

    def __init__(self, writing: Writing) -> None:
        """Write with what the transaction shares."""
        self._writing = writing

    def add(
        self, records: Sequence[SignedRecord], *, direction: Direction, author: str, batch: str, at: datetime
    ) -> None:
        """Keep records, and note what each replaces.

        Raises:
            ConflictError: one of them is held already.
        """
        interned = self._writing.interning.audience_of
        for each in records:
            terms = interned(each.value.handling)
            row = record_row(each, audience=terms, direction=direction, author=author, batch=batch, at=at)
            self._writing.run(_ADD, row)
            if each.content:
                self._writing.run(_ADD_CONTENT, {"record": each.id, "content": each.content})
            if earlier := replaced_by(each.value):
                self._writing.run(_REPLACE, {"which": earlier, "later": each.id})
            if direction is Direction.RECEIVED and each.kind in FORWARDED:
                self._replace_if_later_came_first(each)
        self._writing.touch("units")

    def _replace_if_later_came_first(self, signed: SignedRecord) -> None:
        """Note what replaced a record that somebody else sent on after what replaces it."""
        for held in self.thread(thread_of(signed.value, signed.id)):
            if replaced_by(held.value) == signed.id:
                self._writing.run(_REPLACE, {"which": signed.id, "later": held.id})

    def find(self, record_ids: Sequence[str]) -> Mapping[str, HeldRecord]:
        """Give those of these records that are held, by id; without the bytes of attachments."""
        which = encoded(list(record_ids)).decode()
        return {row.id: held_record(row) for row in self._writing.rows(_SOME, {"which": which})}

    def first(self, thread: str) -> HeldRecord | None:
        """Give the head of a case as it stands, or the request, that a thread began with."""
        row = self._writing.one(_FIRST, {"which": thread})
        return None if row is None else held_record(row)

    def thread(self, thread: str) -> tuple[HeldRecord, ...]:
        """Give all records of a thread in the order in which they were written; without the bytes of attachments."""
        return in_order(held_record(row) for row in self._writing.rows(_THREAD, {"which": thread}))

    def content(self, record_id: str) -> bytes:
        """Give the bytes of an attachment; none where the record has none."""
        row = self._writing.one(_CONTENT, {"which": record_id})
        return b"" if row is None else bytes(row.content)

    def sent(self, thread: str, peer: AuthorityId) -> frozenset[str]:
        """Give the ids of the records of a thread that were sent to the peer."""
        rows = self._writing.rows(_SENT, {"which": thread, "to_peer": peer})
        return frozenset(row.record for row in rows)

    def sent_under(self, peer: AuthorityId, number: int) -> tuple[str, ...]:
        """Give the threads of which records were sent to the peer under this number."""
        return tuple(row.thread for row in self._writing.rows(_SENT_UNDER, {"to_peer": peer, "under": number}))

    def taken(self, thread: str, peer: AuthorityId) -> frozenset[str]:
        """Give the ids of the records of a thread that were sent to the peer and that it has not set aside."""
        rows = self._writing.rows(_TAKEN, {"which": thread, "to_peer": peer})
        return frozenset(row.record for row in rows)

    def note_sent(self, record_ids: Sequence[str], *, peer: AuthorityId, number: int, at: datetime) -> None:
        """Note under which number records were sent."""
        rows = [{"record": each, "peer": peer, "number": number, "at": micros(at)} for each in record_ids]
        self._writing.run_all(_ADD_SENDING, rows)
        self._writing.touch("units")

    def approve(self, digest: str, *, officer: OfficerId, at: datetime) -> None:
        """Keep an officer's approval of exactly this; a second one of the same officer changes nothing."""
        if officer not in self.approvals(digest):
            self._writing.run(_ADD_APPROVAL, {"digest": digest, "officer": officer, "at": micros(at)})

    def approvals(self, digest: str) -> tuple[OfficerId, ...]:
        """Give who approved exactly this."""
        return tuple(OfficerId(row.officer) for row in self._writing.rows(_APPROVALS, {"which": digest}))

    def wind(self, clock: FreezeClock) -> None:
        """Set the clock of a request."""
        holds = micros(clock.holds_until) if clock.holds_until else None
        due = micros(clock.due_at) if clock.due_at else None
        if self._writing.one(_CLOCK, {"which": clock.request}) is None:
            row = {"request": clock.request, "match_key": clock.key, "holds_until": holds, "due_at": due}
            self._writing.run(_ADD_CLOCK, {**row, "noted_at": None})
        else:
            self._writing.run(_WIND, {"which": clock.request, "holds": holds, "due": due})
        self._writing.touch("units")

    def holding(self, at: datetime) -> tuple[Wanted, ...]:
        """Give the requests that hold what matches them at this moment."""
        return tuple(
            Wanted(
                request=row.request,
                key=row.match_key,
                handling=decoded(Handling, row.handling, row=f"audience {row.audience}"),
            )
            for row in self._writing.often.rows(_HOLDING, {"at": micros(at)})
        )

    def overdue(self, at: datetime, limit: int) -> tuple[str, ...]:
        """Give requests whose answer is overdue and of whom that was not noted yet, the longest overdue first."""
        return tuple(row.request for row in self._writing.rows(_OVERDUE, {"at": micros(at), "most": limit}))

    def note_overdue(self, requests: Sequence[str], *, at: datetime) -> None:
        """Note that these requests are overdue."""
        self._writing.run(_NOTE, {"which": encoded(list(requests)).decode(), "at": micros(at)})
        self._writing.touch("units")

    def waiting_payments(self) -> Iterator[WaitingPayment]:
        """Give every payment that is held."""
        for row in self._writing.rows(_WAITING):
            yield WaitingPayment(id=row.id, payment=decoded(Payment, row.body, row=f"payment {row.id}"))

    def note_matches(self, matches: Sequence[tuple[str, str]]) -> None:
        """Note which payment is held for which request, each of the two by its id; none of it was noted before."""
        self._writing.run_all(_ADD_MATCH, [{"request": request, "payment": each} for request, each in matches])

    def matched(self, request: str) -> tuple[str, ...]:
        """Give the ids of the payments that were held for a request."""
        return tuple(row.payment for row in self._writing.rows(_MATCHED, {"which": request}))
