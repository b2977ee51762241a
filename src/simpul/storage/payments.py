"""Payments: each once, with the decisions on it; and where it stands, which is what the last one says."""

import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Row, bindparam, delete, func, insert, select, tuple_, update

from simpul.core.authority import Sight
from simpul.core.errors import ConflictError
from simpul.core.handling import Action, Handling
from simpul.core.holding import Page
from simpul.core.ids import Sealed
from simpul.core.payment.decision import PaymentDecision, PaymentState
from simpul.core.payment.findings import PaymentCase
from simpul.core.payment.judging import overturned_by
from simpul.core.payment.keeping import Decided, HeldPayment, PaymentLine, due_at
from simpul.core.payment.marking import PaymentMarks
from simpul.core.payment.outline import PaymentOutline
from simpul.core.payment.payment import Payment
from simpul.storage.among import among, among_numbers
from simpul.storage.bodies import decoded, encoded
from simpul.storage.moments import micros
from simpul.storage.pages import bounded, page_of, position
from simpul.storage.payment_tallies import SqlTallyRows, counts_in
from simpul.storage.payment_words import SqlPaymentWordRows
from simpul.storage.reading import VISIBLE, Reading, View
from simpul.storage.tables.payments import payment, payment_decision, payment_hit
from simpul.storage.tables.records import audience
from simpul.storage.writing import Writing

BY_CLOCK = frozenset({PaymentState.HELD, PaymentState.FROZEN})
OVERTURNING = "overturning"
"""That an officer says against a verdict waits for another, in the place of a proposal's step."""

BEGINNING = re.compile(r"[0-9a-f]{8,64}")
_LATEST = 2**62
"""Later than any moment."""

FIRST = (-_LATEST, "")
"""Before the first payment of a queue by the clock."""

_ADD = insert(payment)
_ADD_DECISION = insert(payment_decision)
_UNDER_TERMS = select(payment_decision, audience.c.handling).join(
    audience, audience.c.id == payment_decision.c.audience
)
_STANDING = _UNDER_TERMS.join(payment, payment.c.latest == payment_decision.c.id).where(among(payment.c.id, "which"))
_MOVE = (
    update(payment)
    .where(payment.c.id == bindparam("which"), payment.c.latest == bindparam("before"))
    .values(
        audience=bindparam("goes_under"),
        state=bindparam("stands"),
        turn_at=bindparam("turns"),
        latest=bindparam("becomes"),
        proposed=bindparam("proposes"),
        proposed_by=bindparam("proposes_by"),
    )
)
_ADD_HIT = insert(payment_hit)
_DROP_HITS = delete(payment_hit).where(payment_hit.c.payment == bindparam("which"))
_ONE = select(payment.c.id, payment.c.body).where(payment.c.id == bindparam("which"))
_UNDER = select(payment.c.audience).where(payment.c.id == bindparam("which"))
_DECISIONS = _UNDER_TERMS.where(payment_decision.c.payment == bindparam("which")).order_by(payment_decision.c.number)
_COUNT = select(func.count()).where(payment_decision.c.payment == bindparam("which"))
_DUE = (
    select(payment.c.id)
    .where(payment.c.state.in_(sorted(BY_CLOCK)), payment.c.turn_at <= bindparam("at"))
    .order_by(payment.c.turn_at, payment.c.id)
    .limit(bindparam("most"))
)
_SEEN = among_numbers(payment.c.audience, VISIBLE)
_BEGINNING = (
    select(payment)
    .where(_SEEN, payment.c.id >= bindparam("first"), payment.c.id < bindparam("past"))
    .order_by(payment.c.id)
    .limit(2)
)
_REFERRED = select(payment).where(payment.c.reference == bindparam("said"), _SEEN).order_by(payment.c.id).limit(2)
_LINES = (
    select(payment, payment_decision.c.body.label("decision"))
    .join(payment_decision, payment_decision.c.id == payment.c.latest)
    .where(_SEEN, payment.c.state == bindparam("stands"))
    .limit(bindparam("most"))
)
TURN = tuple_(payment.c.turn_at, payment.c.id)
"""The place of a payment in its queue; compared as one, so that a queue is read along its index and no further."""

HERE = tuple_(bindparam("at"), bindparam("last"))
_BY_CLOCK = _LINES.where(TURN > HERE).order_by(payment.c.turn_at, payment.c.id)
_LATEST_FIRST = _LINES.where(TURN < HERE).order_by(payment.c.turn_at.desc(), payment.c.id.desc())


class SqlPaymentRows:
    """Payments, in a transaction."""

    def __init__(self, writing: Writing) -> None:
        """Write with what the transaction shares."""
        self._writing = writing
        self._tallies = SqlTallyRows(writing)
        self._words = SqlPaymentWordRows(writing)

    def standing(self, payment_ids: Sequence[str]) -> Mapping[str, Decided]:
        """Give the decision that stands on each of these payments that is known."""
        which = encoded(list(payment_ids)).decode()
        return {row.payment: decided_of(row) for row in self._writing.often.rows(_STANDING, {"which": which})}

    def add(self, taken: Sequence[tuple[PaymentOutline, Decided]], *, batch: str) -> None:
        """Keep payments, each with its first decision.

        Raises:
            ConflictError: one of them is known.
        """
        self._writing.run_all(_ADD, [self._row(outline, decided) for outline, decided in taken])
        self._writing.run_all(_ADD_DECISION, [self._decision(decided, 1, batch) for _, decided in taken])
        self._writing.run_all(_ADD_HIT, [row for _, decided in taken for row in hit_rows(decided)])
        self._writing.touch("payments")

    def follow(self, decided: Decided, *, batch: str) -> None:
        """Keep the decision that follows the last one of its payment, which is under its terms from now on.

        Raises:
            ConflictError: another decision came between, or the payment is not known.
        """
        which = {"which": decided.decision.payment}
        before = self._writing.one(_UNDER, which)
        goes_under = self._writing.interning.audience_of(decided.handling)
        self._tallies.count(decided.decision.payment, -1)
        moved = self._writing.run(
            _MOVE,
            {
                **which,
                "before": decided.decision.previous,
                "goes_under": goes_under,
                "stands": decided.decision.state.value,
                "turns": turn_of(decided.decision),
                "becomes": decided.id,
                "proposes": proposed_in(decided.decision, decided.case),
                "proposes_by": proposed_by(decided.decision, decided.case),
            },
        )
        if moved != 1:
            raise ConflictError("somebody else has decided on this payment; look at it again")
        self._tallies.count(decided.decision.payment, 1)
        if before is not None:
            self._words.moved(decided.decision.payment, before.audience, goes_under)
        number = int(self._writing.rows(_COUNT, which)[0][0]) + 1
        self._writing.run_all(_ADD_DECISION, [self._decision(decided, number, batch)])
        self._writing.run(_DROP_HITS, which)
        self._writing.run_all(_ADD_HIT, hit_rows(decided))
        self._writing.touch("payments")

    def find(self, payment_id: str) -> HeldPayment | None:
        """Give a payment with all decisions on it."""
        row = self._writing.one(_ONE, {"which": payment_id})
        if row is None:
            return None
        decisions = tuple(decided_of(each) for each in self._writing.rows(_DECISIONS, {"which": payment_id}))
        return HeldPayment(id=row.id, payment=_payment(row), decisions=decisions)

    def due(self, at: datetime, limit: int) -> tuple[str, ...]:
        """Give the ids of held and frozen payments whose clock has run out, the longest overdue first."""
        return tuple(row.id for row in self._writing.rows(_DUE, {"at": micros(at), "most": limit}))

    def _row(self, outline: PaymentOutline, decided: Decided) -> dict[str, object]:
        return {
            "id": outline.id,
            "audience": self._writing.interning.audience_of(decided.handling),
            "reference": outline.reference,
            "body": outline.body,
            "state": decided.decision.state.value,
            "turn_at": turn_of(decided.decision),
            "latest": decided.id,
            **mark_row(outline.marks, decided.decision),
        }

    def _decision(self, decided: Decided, number: int, batch: str) -> dict[str, object]:
        return {
            "id": decided.id,
            "payment": decided.decision.payment,
            "number": number,
            "audience": self._writing.interning.audience_of(decided.handling),
            "batch": batch,
            "body": decided.record.body,
            "found": decided.found.body,
        }


class SqlPayments:
    """Reads payments."""

    def __init__(self, reading: Reading) -> None:
        """Read through these readers."""
        self._reading = reading

    def payment(self, sight: Sight, payment_id: str) -> HeldPayment | None:
        """Give the one payment that the viewer may see with this id, this beginning of an id, or this reference."""
        with self._reading.view(sight, Action.READ) as view:
            rows = view.rows(_REFERRED, {"said": payment_id}) if payment_id else []
            if not rows and BEGINNING.fullmatch(payment_id):
                rows = view.rows(_BEGINNING, {"first": payment_id, "past": payment_id + "g"})
            return self._held(view, rows[0]) if len(rows) == 1 else None

    def queue(self, sight: Sight, state: PaymentState, *, after: str, limit: int) -> Page[PaymentLine]:
        """Give the payments in a state that the viewer may see, in the order of their turn."""
        start = FIRST if state in BY_CLOCK else (_LATEST, "")
        at, last = position(after, tuple[int, str], start=start)
        asked = {"stands": state.value, "at": at, "last": last, "most": bounded(limit) + 1}
        with self._reading.view(sight, Action.SEARCH) as view:
            rows = view.rows(_BY_CLOCK if state in BY_CLOCK else _LATEST_FIRST, asked)
            return page_of(
                rows,
                limit=bounded(limit),
                item=lambda row: line_of(self._reading, view, row),
                key=lambda row: (row.turn_at, row.id),
            )

    def counts(self, sight: Sight) -> Mapping[PaymentState, int]:
        """Count the payments in each state that the viewer may see."""
        with self._reading.view(sight, Action.COUNT) as view:
            found = counts_in(view)
        return {state: found.get(state.value, 0) for state in PaymentState}

    def _held(self, view: View, row: Row[Any]) -> HeldPayment:
        view.shown(self._terms(row), row=f"payment {row.id}")
        found = view.connection.execute(_DECISIONS, {"which": row.id})
        decisions = tuple(decided_of(each) for each in found)
        return HeldPayment(id=row.id, payment=_payment(row), decisions=decisions)

    def _terms(self, row: Row[Any]) -> Handling:
        return self._reading.audiences.terms(row.audience)


def line_of(reading: Reading, view: View, row: Row[Any]) -> PaymentLine:
    """Give a payment with the decision that stands, which its row holds, to who may see it.

    Raises:
        TamperedError: the row cannot be read, or should not have been given.
    """
    view.shown(reading.audiences.terms(row.audience), row=f"payment {row.id}")
    decision = decoded(PaymentDecision, row.decision, row=f"decision {row.latest}")
    return PaymentLine(id=row.id, payment=_payment(row), decision=decision)


def turn_of(decision: PaymentDecision) -> int:
    """Give the moment that a payment stands at in its queue: its clock's end, or when it was decided."""
    return micros(due_at(decision) or decision.decided_at)


def proposed_in(decision: PaymentDecision, case: PaymentCase) -> str:
    """Give what waits for a second officer: the word of its step, or that a verdict does; empty where nothing does."""
    if decision.proposal is not None:
        return decision.proposal.step.value
    return OVERTURNING if overturned_by(decision, case) else ""


def proposed_by(decision: PaymentDecision, case: PaymentCase) -> str:
    """Give who proposed what waits; empty where the rules did, where several officers did, or nothing waits."""
    proposed = {decision.proposal.by} if decision.proposal is not None else set()
    by = overturned_by(decision, case) | proposed
    return next(iter(by)) if len(by) == 1 else ""


def mark_row(marks: PaymentMarks, first: PaymentDecision) -> dict[str, object]:
    """Give what stands beside a payment's body from its first decision on."""
    return {
        "taken_at": micros(first.decided_at),
        "first_state": first.state.value,
        "payer": marks.payer,
        "payee": marks.payee,
        "corridor": marks.corridor,
        "scripts": " ".join(marks.scripts),
        "charity": "yes" if marks.charity else "",
        "proposed": "",
        "proposed_by": "",
    }


def hit_rows(decided: Decided) -> list[dict[str, object]]:
    """Give the entries that somebody in a payment resembles by a decision, as rows."""
    return [
        {
            "payment": decided.decision.payment,
            "list": hit.list.id,
            "reference": hit.reference,
            "part": hit.part,
            "name": hit.name,
        }
        for hit in decided.case.screening.hits
    ]


def decided_of(row: Row[Any]) -> Decided:
    """Give a decision as its row holds it.

    Raises:
        TamperedError: the row cannot be read.
    """
    decision = decoded(PaymentDecision, row.body, row=f"decision {row.id}")
    case = decoded(PaymentCase, row.found, row=f"what was found for decision {row.id}")
    return Decided(
        record=Sealed(id=row.id, body=row.body, value=decision),
        found=Sealed(id=decision.case, body=row.found, value=case),
        handling=decoded(Handling, row.handling, row=f"audience {row.audience}"),
    )


def _payment(row: Row[Any]) -> Payment:
    return decoded(Payment, row.body, row=f"payment {row.id}")
