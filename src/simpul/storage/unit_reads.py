"""Records between units as a viewer may see them: cases, requests, and everything said on them."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Row, Select, and_, bindparam, func, or_, select

from simpul.core.authority import Sight
from simpul.core.cases.freezing import ENDING as ENDING_FREEZES
from simpul.core.exchange import Receipt
from simpul.core.handling import Action
from simpul.core.holding import Direction, Page
from simpul.core.units.holding import Answered
from simpul.core.units.record import HeldRecord, RecordKind, Sending
from simpul.storage.among import among, among_numbers
from simpul.storage.bodies import encoded
from simpul.storage.moments import moment, moment_if_any
from simpul.storage.pages import bounded, page_of, position
from simpul.storage.reading import VISIBLE, Reading, View
from simpul.storage.tables.exchange import receipt
from simpul.storage.tables.units import cooperation_end, unit_content, unit_record, unit_sending
from simpul.storage.unit_rows import held_record, in_order

_SEEN = among_numbers(unit_record.c.audience, VISIBLE)
_LATEST = 2**63 - 1

_FIRST = (
    select(unit_record)
    .where(
        unit_record.c.thread == bindparam("which"),
        unit_record.c.kind == bindparam("of_kind"),
        unit_record.c.replaced_by == "",
        _SEEN,
    )
    .order_by(unit_record.c.recorded_at.desc(), unit_record.c.id)
    .limit(1)
)
_THREAD = select(unit_record).where(unit_record.c.thread == bindparam("which"), _SEEN)
_CONTENT = (
    select(unit_content.c.content)
    .join(unit_record, unit_record.c.id == unit_content.c.record)
    .where(unit_content.c.record == bindparam("which"), _SEEN)
)
_EARLIER = or_(
    unit_record.c.recorded_at < bindparam("at"),
    and_(unit_record.c.recorded_at == bindparam("at"), unit_record.c.id < bindparam("last")),
)
_LATER_DUE = or_(
    unit_record.c.due_at > bindparam("at"),
    and_(unit_record.c.due_at == bindparam("at"), unit_record.c.id > bindparam("last")),
)
_HEADS = (
    select(unit_record)
    .where(unit_record.c.kind == bindparam("of_kind"), unit_record.c.replaced_by == "", _SEEN, _EARLIER)
    .order_by(unit_record.c.recorded_at.desc(), unit_record.c.id.desc())
    .limit(bindparam("most"))
)
_SAID = unit_record.alias("said")
_ENDED_BY = (
    select(cooperation_end.c.record)
    .where(cooperation_end.c.thread == _SAID.c.thread)
    .correlate(_SAID)
    .scalar_subquery()
)
_ENDS = {
    RecordKind.FREEZE_REQUEST: _SAID.c.aspect.in_(sorted(each.value for each in ENDING_FREEZES)),
    RecordKind.LAW_REQUEST: _SAID.c.id == _ENDED_BY,
}
"""By which words a request of each kind waits no longer: any that ends, or the one by which it ended."""


def _queue(kind: RecordKind, answered: Answered) -> Select[Any]:
    """Give the query of the requests of a kind that wait for their end, or of those to which it came."""
    ending = (
        select(func.count())
        .select_from(_SAID)
        .where(
            _SAID.c.thread == unit_record.c.thread,
            _ENDS[kind],
            among_numbers(_SAID.c.audience, VISIBLE),
        )
        .correlate(unit_record)
        .scalar_subquery()
    )
    requests = (
        select(unit_record)
        .where(
            unit_record.c.kind == kind.value,
            unit_record.c.direction == bindparam("in_direction"),
            unit_record.c.replaced_by == "",
            _SEEN,
        )
        .limit(bindparam("most"))
    )
    if answered is Answered.WAITING:
        return requests.where(ending == 0, _LATER_DUE).order_by(unit_record.c.due_at, unit_record.c.id)
    return requests.where(ending > 0, _EARLIER).order_by(unit_record.c.recorded_at.desc(), unit_record.c.id.desc())


_QUEUES = {(kind, answered): _queue(kind, answered) for kind in _ENDS for answered in Answered}
_ALL_OF = select(unit_record).where(among(unit_record.c.kind, "kinds"), _SEEN).order_by(unit_record.c.id)
_SENDINGS = (
    select(unit_sending, receipt.c.outcome, receipt.c.received_at)
    .outerjoin(receipt, and_(receipt.c.peer == unit_sending.c.peer, receipt.c.number == unit_sending.c.number))
    .where(among(unit_sending.c.record, "which"))
    .order_by(unit_sending.c.at, unit_sending.c.record, unit_sending.c.peer)
)


class SqlUnits:
    """Reads records between units."""

    def __init__(self, reading: Reading) -> None:
        """Read through these readers."""
        self._reading = reading

    def first(self, sight: Sight, thread: str, kind: RecordKind) -> HeldRecord | None:
        """Give the head of a case as it stands, or a request, that the viewer may see."""
        with self._reading.view(sight, Action.READ) as view:
            rows = view.rows(_FIRST, {"which": thread, "of_kind": kind.value})
            return _shown(view, rows[0]) if rows else None

    def thread(self, sight: Sight, thread: str) -> tuple[HeldRecord, ...]:
        """Give the records of a thread that the viewer may see, in the order in which they were written."""
        with self._reading.view(sight, Action.READ) as view:
            return in_order(_shown(view, row) for row in view.rows(_THREAD, {"which": thread}))

    def content(self, sight: Sight, record_id: str) -> bytes:
        """Give the bytes of an attachment that the viewer may see; none where there are none."""
        with self._reading.view(sight, Action.READ) as view:
            rows = view.rows(_CONTENT, {"which": record_id})
            return bytes(rows[0].content) if rows else b""

    def heads(self, sight: Sight, kind: RecordKind, *, after: str, limit: int) -> Page[HeldRecord]:
        """Give the heads of threads of a kind, as they stand, that the viewer may see, latest first."""
        at, last = position(after, tuple[int, str], start=(_LATEST, ""))
        asked = {"of_kind": kind.value, "at": at, "last": last, "most": bounded(limit) + 1}
        with self._reading.view(sight, Action.SEARCH) as view:
            rows = view.rows(_HEADS, asked)
            return page_of(
                rows,
                limit=bounded(limit),
                item=lambda row: _shown(view, row),
                key=lambda row: (row.recorded_at, row.id),
            )

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
        waits = answered is Answered.WAITING
        at, last = position(after, tuple[int, str], start=(0, "") if waits else (_LATEST, ""))
        asked = {"in_direction": direction.value, "at": at, "last": last, "most": bounded(limit) + 1}
        with self._reading.view(sight, Action.SEARCH) as view:
            rows = view.rows(_QUEUES[kind, answered], asked)
            return page_of(
                rows,
                limit=bounded(limit),
                item=lambda row: _shown(view, row),
                key=lambda row: (row.due_at if waits else row.recorded_at, row.id),
            )

    def counted(self, sight: Sight, kinds: Sequence[RecordKind]) -> tuple[HeldRecord, ...]:
        """Give all records of these kinds that the viewer may count."""
        with self._reading.view(sight, Action.COUNT) as view:
            which = encoded([each.value for each in kinds]).decode()
            return tuple(_shown(view, row) for row in view.rows(_ALL_OF, {"kinds": which}))

    def sendings(self, record_ids: Sequence[str]) -> tuple[Sending, ...]:
        """Give where records were sent, and what became of them; for records that the viewer was shown."""
        with self._reading.snapshot() as connection:
            found = connection.execute(_SENDINGS, {"which": encoded(list(record_ids)).decode()})
            return tuple(_sending(row) for row in found)


def _shown(view: View, row: Row[Any]) -> HeldRecord:
    held = held_record(row)
    view.shown(held.value.handling, row=f"record {row.id}")
    return held


def _sending(row: Row[Any]) -> Sending:
    return Sending(
        record=row.record,
        peer=row.peer,
        sent_at=moment(row.at),
        outcome=Receipt(row.outcome) if row.outcome else None,
        settled_at=moment_if_any(row.received_at),
    )
