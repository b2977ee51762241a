"""Changes of lists as they are carried to payments, and what was found of those that had been let go."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Row, and_, bindparam, func, insert, or_, select, update

from simpul.core.authority import Sight
from simpul.core.errors import ConflictError
from simpul.core.handling import Action, Handling
from simpul.core.holding import Change, Page
from simpul.core.ids import Sealed
from simpul.core.payment.decision import PaymentState
from simpul.core.payment.late import HeldLateHit, LateAnswer, LateHit
from simpul.core.payment.payment import Payment
from simpul.core.payment.relisting import Entry
from simpul.services.ports.reviews import Looked, Review, Stage
from simpul.storage.among import among, among_numbers
from simpul.storage.bodies import decoded, encoded
from simpul.storage.moments import micros, moment
from simpul.storage.pages import bounded, cursor, page_of, position
from simpul.storage.payments import FIRST
from simpul.storage.reading import VISIBLE, Reading, View
from simpul.storage.tables.listing import list_change, list_entry, list_import
from simpul.storage.tables.payments import payment, payment_notice, payment_review
from simpul.storage.tables.records import audience
from simpul.storage.writing import Writing

OPEN, ANSWERED = "open", "answered"

_TOUCHED = (Change.ADDED.value, Change.CHANGED.value)
_IMPORT = payment_review.c["import"]
_NEXT = (
    select(
        list_import.c.id, list_import.c.list, list_import.c.imported_at, payment_review.c.stage, payment_review.c.after
    )
    .outerjoin(payment_review, list_import.c.id == _IMPORT)
    .where(func.coalesce(payment_review.c.stage, "") != Stage.DONE.value)
    .order_by(list_import.c.imported_at, list_import.c.id)
    .limit(1)
)
_ADD = insert(payment_review)
_MOVE = (
    update(payment_review)
    .where(bindparam("which") == _IMPORT)
    .values(stage=bindparam("at_stage"), after=bindparam("goes_on"))
)
_STOPPED = (
    select(payment.c.id, payment.c.body)
    .where(payment.c.state.in_([PaymentState.HELD.value, PaymentState.FROZEN.value]), payment.c.id > bindparam("last"))
    .order_by(payment.c.id)
    .limit(bindparam("most"))
)
_RELEASED = (
    select(payment.c.id, payment.c.body, payment.c.turn_at)
    .where(
        payment.c.state == PaymentState.RELEASED.value,
        payment.c.turn_at >= bindparam("since"),
        payment.c.turn_at <= bindparam("until"),
        or_(
            payment.c.turn_at > bindparam("at"),
            and_(payment.c.turn_at == bindparam("at"), payment.c.id > bindparam("last")),
        ),
    )
    .order_by(payment.c.turn_at, payment.c.id)
    .limit(bindparam("most"))
)
_REFERENCES = select(list_change.c.reference).where(
    list_change.c["import"] == bindparam("which"), list_change.c.change.in_(_TOUCHED)
)
_IN_FORCE = select(list_entry.c.reference).where(
    list_entry.c.list == bindparam("of_list"), among(list_entry.c.reference, "which"), list_entry.c.gone == ""
)
_ADD_LATE = insert(payment_notice)
_KNOWN_LATE = select(payment_notice.c.payment, payment_notice.c.list, payment_notice.c.reference).where(
    among(payment_notice.c.payment, "which")
)
_WITH_PAYMENT = select(payment_notice, payment.c.body.label("said")).join(
    payment, payment.c.id == payment_notice.c.payment
)
_LATE = (
    _WITH_PAYMENT.add_columns(audience.c.handling)
    .join(audience, audience.c.id == payment_notice.c.audience)
    .where(payment_notice.c.id == bindparam("which"))
)
_ANSWER = (
    update(payment_notice)
    .where(payment_notice.c.id == bindparam("which"), payment_notice.c.state == OPEN)
    .values(state=ANSWERED, answer=bindparam("said"), answer_batch=bindparam("in_batch"))
)
_SEEN = and_(among_numbers(payment_notice.c.audience, VISIBLE), payment_notice.c.state == OPEN)
_OPEN = (
    _WITH_PAYMENT.where(
        _SEEN,
        or_(
            payment_notice.c.raised_at > bindparam("at"),
            and_(payment_notice.c.raised_at == bindparam("at"), payment_notice.c.id > bindparam("last")),
        ),
    )
    .order_by(payment_notice.c.raised_at, payment_notice.c.id)
    .limit(bindparam("most"))
)
_COUNT_OPEN = select(func.count()).select_from(payment_notice).where(_SEEN)


class SqlReviewRows:
    """Changes of lists that are carried to payments, in a transaction."""

    def __init__(self, writing: Writing) -> None:
        """Write with what the transaction shares."""
        self._writing = writing

    def next(self) -> Review | None:
        """Give the earliest edition that has not been carried to the end, if there is one."""
        row = self._writing.one(_NEXT)
        if row is None:
            return None
        return Review(
            import_id=row.id,
            list_id=row.list,
            imported_at=moment(row.imported_at),
            stage=Stage(row.stage or Stage.STOPPED),
            after=row.after or "",
        )

    def keep(self, review: Review) -> None:
        """Keep how far an edition was carried."""
        values = {"which": review.import_id, "at_stage": review.stage.value, "goes_on": review.after}
        if not self._writing.run(_MOVE, values):
            row = {"import": review.import_id, "stage": review.stage.value, "after": review.after}
            self._writing.run_all(_ADD, [row])

    def stopped(self, after: str, limit: int) -> Looked:
        """Give held and frozen payments, by their ids."""
        rows = self._writing.rows(_STOPPED, {"last": after, "most": limit})
        return _looked(rows, rows[-1].id if len(rows) == limit else "")

    def released(self, since: datetime, until: datetime, after: str, limit: int) -> Looked:
        """Give payments that were let go between these moments, the earliest first."""
        at, last = position(after, tuple[int, str], start=FIRST)
        asked = {"since": micros(since), "until": micros(until), "at": at, "last": last, "most": limit}
        rows = self._writing.rows(_RELEASED, asked)
        return _looked(rows, cursor(rows[-1].turn_at, rows[-1].id) if len(rows) == limit else "")

    def touched(self, import_id: str) -> frozenset[str]:
        """Give the references of the entries that came or changed with an edition."""
        return frozenset(row.reference for row in self._writing.rows(_REFERENCES, {"which": import_id}))

    def in_force(self, entries: Sequence[Entry]) -> frozenset[Entry]:
        """Give those of these entries that are in force."""
        found: set[Entry] = set()
        for list_id in {list_id for list_id, _ in entries}:
            references = [reference for of_list, reference in entries if of_list == list_id]
            asked = {"of_list": list_id, "which": encoded(references).decode()}
            found |= {(list_id, row.reference) for row in self._writing.rows(_IN_FORCE, asked)}
        return frozenset(found)

    def add_late(self, late: Sequence[tuple[Sealed[LateHit], Handling]], *, batch: str) -> None:
        """Keep late hits."""
        rows = [
            {
                "id": record.id,
                "payment": record.value.payment,
                "audience": self._writing.interning.audience_of(handling),
                "list": record.value.hit.list.id,
                "reference": record.value.hit.reference,
                "state": OPEN,
                "raised_at": micros(record.value.found_at),
                "batch": batch,
                "body": record.body,
                "answer_batch": "",
                "answer": b"",
            }
            for record, handling in late
        ]
        self._writing.run_all(_ADD_LATE, rows)
        self._writing.touch("payments")

    def known_late(self, payments: Sequence[str]) -> frozenset[tuple[str, Entry]]:
        """Give the payments among these that have a late hit, each with the entry."""
        rows = self._writing.rows(_KNOWN_LATE, {"which": encoded(list(payments)).decode()})
        return frozenset((row.payment, (row.list, row.reference)) for row in rows)

    def late(self, late_id: str) -> HeldLateHit | None:
        """Give a late hit by its id."""
        row = self._writing.one(_LATE, {"which": late_id})
        return None if row is None else _late(row, decoded(Handling, row.handling, row=f"audience {row.audience}"))

    def answer_late(self, answer: Sealed[LateAnswer], *, batch: str) -> None:
        """Keep what was done about a late hit.

        Raises:
            ConflictError: somebody else has answered it.
        """
        values = {"which": answer.value.late, "said": answer.body, "in_batch": batch}
        if self._writing.run(_ANSWER, values) != 1:
            raise ConflictError("somebody else has answered it")
        self._writing.touch("payments")


class SqlLateHits:
    """Reads late hits."""

    def __init__(self, reading: Reading) -> None:
        """Read through these readers."""
        self._reading = reading

    def late_hits(self, sight: Sight, *, after: str, limit: int) -> Page[HeldLateHit]:
        """Give the late hits that the viewer may see and that nobody has answered, the earliest first."""
        at, last = position(after, tuple[int, str], start=FIRST)
        with self._reading.view(sight, Action.SEARCH) as view:
            return page_of(
                view.rows(_OPEN, {"at": at, "last": last, "most": bounded(limit) + 1}),
                limit=bounded(limit),
                item=lambda row: self._shown(view, row),
                key=lambda row: (row.raised_at, row.id),
            )

    def count_late(self, sight: Sight) -> int:
        """Count them."""
        with self._reading.view(sight, Action.COUNT) as view:
            return view.number(_COUNT_OPEN, {})

    def _shown(self, view: View, row: Row[Any]) -> HeldLateHit:
        terms = self._reading.audiences.terms(row.audience)
        view.shown(terms, row=f"late hit {row.id}")
        return _late(row, terms)


def _late(row: Row[Any], terms: Handling) -> HeldLateHit:
    late = decoded(LateHit, row.body, row=f"late hit {row.id}")
    return HeldLateHit(
        record=Sealed(id=row.id, body=row.body, value=late),
        payment=decoded(Payment, row.said, row=f"payment {row.payment}"),
        handling=terms,
        answer=decoded(LateAnswer, row.answer, row=f"answer of {row.id}") if row.answer else None,
    )


def _looked(rows: Sequence[Row[Any]], after: str) -> Looked:
    payments = tuple((row.id, decoded(Payment, row.body, row=f"payment {row.id}")) for row in rows)
    return Looked(payments=payments, after=after)
