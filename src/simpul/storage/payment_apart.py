"""What is kept apart from payments, each under its own terms."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Row, and_, bindparam, func, insert, or_, select, update

from simpul.core.authority import Sight
from simpul.core.errors import ConflictError
from simpul.core.handling import Action, Handling
from simpul.core.holding import Page
from simpul.core.ids import Sealed
from simpul.core.payment.apart import ApartLine, HeldApart, KeptApart, Lifted
from simpul.core.payment.payment import Payment
from simpul.storage.among import among, among_numbers
from simpul.storage.bodies import decoded, encoded
from simpul.storage.moments import micros
from simpul.storage.pages import bounded, page_of, position
from simpul.storage.payments import FIRST
from simpul.storage.reading import VISIBLE, Reading, View
from simpul.storage.tables.payments import payment, payment_apart
from simpul.storage.tables.records import audience
from simpul.storage.writing import Writing

STANDS, LIFTED = "stands", "lifted"

_ADD = insert(payment_apart)
_IN_ORDER = (payment_apart.c.raised_at, payment_apart.c.id)
_UNDER_TERMS = select(payment_apart, audience.c.handling).join(audience, audience.c.id == payment_apart.c.audience)
_OF = _UNDER_TERMS.where(among(payment_apart.c.payment, "which")).order_by(*_IN_ORDER)
_ONE = _UNDER_TERMS.where(payment_apart.c.id == bindparam("which"))
_LIFT = (
    update(payment_apart)
    .where(payment_apart.c.id == bindparam("which"), payment_apart.c.state == STANDS)
    .values(state=LIFTED, lifted=bindparam("said"), lifted_batch=bindparam("in_batch"))
)
_VISIBLE = among_numbers(payment_apart.c.audience, VISIBLE)
_SEEN = and_(_VISIBLE, payment_apart.c.state == STANDS)
_QUEUE = (
    select(payment_apart, payment.c.body.label("said"))
    .join(payment, payment.c.id == payment_apart.c.payment)
    .where(
        _SEEN,
        or_(
            payment_apart.c.raised_at > bindparam("at"),
            and_(payment_apart.c.raised_at == bindparam("at"), payment_apart.c.id > bindparam("last")),
        ),
    )
    .order_by(*_IN_ORDER)
    .limit(bindparam("most"))
)
_COUNT = select(func.count()).select_from(payment_apart).where(_SEEN)
_OF_ONE = select(payment_apart).where(payment_apart.c.payment == bindparam("which"), _VISIBLE).order_by(*_IN_ORDER)


class SqlApartRows:
    """What is kept apart, in a transaction."""

    def __init__(self, writing: Writing) -> None:
        """Write with what the transaction shares."""
        self._writing = writing

    def add(self, kept: Sequence[tuple[Sealed[KeptApart], Handling]], *, batch: str) -> None:
        """Keep something apart from payments that are here."""
        rows = [
            {
                "id": record.id,
                "payment": record.value.payment,
                "audience": self._writing.interning.audience_of(handling),
                "list": record.value.entry[0],
                "reference": record.value.entry[1],
                "state": STANDS,
                "raised_at": micros(record.value.found_at),
                "batch": batch,
                "body": record.body,
                "lifted_batch": "",
                "lifted": b"",
            }
            for record, handling in kept
        ]
        self._writing.run_all(_ADD, rows)
        self._writing.touch("payments")

    def of(self, payments: Sequence[str]) -> tuple[HeldApart, ...]:
        """Give everything that is or was kept apart from these payments, whoever may see it."""
        rows = self._writing.rows(_OF, {"which": encoded(list(payments)).decode()})
        return tuple(_with_terms(row) for row in rows)

    def find(self, apart_id: str) -> HeldApart | None:
        """Give something kept apart by its id."""
        row = self._writing.one(_ONE, {"which": apart_id})
        return None if row is None else _with_terms(row)

    def lift(self, lifted: Sealed[Lifted], *, batch: str) -> None:
        """Keep that something is lifted.

        Raises:
            ConflictError: it was lifted already.
        """
        values = {"which": lifted.value.apart, "said": lifted.body, "in_batch": batch}
        if self._writing.run(_LIFT, values) != 1:
            raise ConflictError("it was lifted already")
        self._writing.touch("payments")


class SqlApart:
    """Reads what is kept apart."""

    def __init__(self, reading: Reading) -> None:
        """Read through these readers."""
        self._reading = reading

    def kept_apart(self, sight: Sight, *, after: str, limit: int) -> Page[ApartLine]:
        """Give what keeps payments back and the viewer may see, the earliest first."""
        at, last = position(after, tuple[int, str], start=FIRST)
        with self._reading.view(sight, Action.SEARCH) as view:
            return page_of(
                view.rows(_QUEUE, {"at": at, "last": last, "most": bounded(limit) + 1}),
                limit=bounded(limit),
                item=lambda row: ApartLine(
                    held=self._shown(view, row), payment=decoded(Payment, row.said, row=f"payment {row.payment}")
                ),
                key=lambda row: (row.raised_at, row.id),
            )

    def count_apart(self, sight: Sight) -> int:
        """Count that."""
        with self._reading.view(sight, Action.COUNT) as view:
            return view.number(_COUNT, {})

    def apart_of(self, sight: Sight, payment: str) -> tuple[HeldApart, ...]:
        """Give what is or was kept apart from one payment and the viewer may see, the earliest first."""
        with self._reading.view(sight, Action.READ) as view:
            return tuple(self._shown(view, row) for row in view.rows(_OF_ONE, {"which": payment}))

    def _shown(self, view: View, row: Row[Any]) -> HeldApart:
        terms = self._reading.audiences.terms(row.audience)
        view.shown(terms, row=f"apart {row.id}")
        return held_apart(row, terms)


def held_apart(row: Row[Any], terms: Handling) -> HeldApart:
    """Give something kept apart as its row holds it.

    Raises:
        TamperedError: the row cannot be read.
    """
    kept = decoded(KeptApart, row.body, row=f"apart {row.id}")
    return HeldApart(
        record=Sealed(id=row.id, body=row.body, value=kept),
        handling=terms,
        lifted=decoded(Lifted, row.lifted, row=f"lifting of {row.id}") if row.lifted else None,
    )


def _with_terms(row: Row[Any]) -> HeldApart:
    return held_apart(row, decoded(Handling, row.handling, row=f"audience {row.audience}"))
