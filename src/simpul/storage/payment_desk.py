"""The desk of who decides held payments: what waits for a second officer, what the accounts did, what was decided of
payments like it, and how payments of each kind fared.

`payment_hit` holds entries that not every viewer may see; it is asked only together with the payment, whose terms are
at least as strict as those of every entry in it.
"""

from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, TypedDict

from sqlalchemy import Executable, Row, and_, bindparam, func, literal_column, or_, select

from simpul.core.authority import Sight
from simpul.core.handling import Action
from simpul.core.holding import Page
from simpul.core.payment.decision import PaymentState
from simpul.core.payment.faring import HeldFate, PaymentFates, PaymentsCounted
from simpul.core.payment.keeping import PaymentLine
from simpul.core.payment.payment import Payment
from simpul.core.payment.picturing import Direction, Movement, Similar
from simpul.core.payment.transition import STANDING
from simpul.storage.among import among_numbers
from simpul.storage.bodies import decoded
from simpul.storage.moments import micros, moment
from simpul.storage.pages import bounded, page_of, position
from simpul.storage.payment_tallies import DAY, passed_in
from simpul.storage.payments import FIRST, HERE, TURN, line_of
from simpul.storage.reading import VISIBLE, Reading, View
from simpul.storage.tables.payment_rules import payment_fact
from simpul.storage.tables.payments import payment, payment_decision, payment_hit
from simpul.storage.tables.units import freeze_match

_SEEN = among_numbers(payment.c.audience, VISIBLE)
_SEEN_OF_FEW = among_numbers(payment.c.audience + literal_column("0"), VISIBLE)
"""The same, asked of the rows of an index of few; the sum with nought keeps a planner from walking all that is seen."""

_WERE_HELD_AT_FIRST = payment.c.first_state == literal_column("'held'")
_WAITS = and_(_SEEN_OF_FEW, payment.c.proposed != literal_column("''"), payment.c.proposed_by != bindparam("viewer"))
_LINES = select(payment, payment_decision.c.body.label("decision")).join(
    payment_decision, payment_decision.c.id == payment.c.latest
)
_PROPOSED = _LINES.where(_WAITS, TURN > HERE).order_by(payment.c.turn_at, payment.c.id).limit(bindparam("most"))
_COUNT_PROPOSED = select(func.count()).where(_WAITS)
_MOVED = (
    select(payment.c.id, payment.c.audience, payment.c.body, payment.c.taken_at, payment.c.payer)
    .where(_SEEN, or_(payment.c.payer == bindparam("account"), payment.c.payee == bindparam("account")))
    .where(payment.c.taken_at >= bindparam("since"), payment.c.taken_at <= bindparam("until"))
    .order_by(payment.c.taken_at.desc(), payment.c.id)
    .limit(bindparam("most"))
)
_DECIDED = payment.c.state.in_([PaymentState.RELEASED.value, PaymentState.REJECTED.value, PaymentState.FROZEN.value])
_SAME_ENTRY = (
    _LINES.where(
        payment.c.id.in_(
            select(payment_hit.c.payment).where(
                payment_hit.c.list == bindparam("of_list"),
                payment_hit.c.reference == bindparam("reference"),
                payment_hit.c.name == bindparam("named"),
            )
        ),
        _SEEN,
        _DECIDED,
    )
    .order_by(payment.c.taken_at.desc(), payment.c.id)
    .limit(bindparam("most"))
)
_SAME_CORRIDOR = (
    _LINES.where(_SEEN_OF_FEW, _DECIDED, _WERE_HELD_AT_FIRST, payment.c.corridor == bindparam("corridor"))
    .order_by(payment.c.taken_at.desc(), payment.c.id)
    .limit(bindparam("most"))
)
_REGISTERED = func.coalesce(payment_fact.c.npos, "").label("registered")
_MARKS = (payment.c.corridor, payment.c.scripts, payment.c.charity, _REGISTERED)
_PLACED = payment.outerjoin(payment_fact, payment_fact.c.payment == payment.c.id)
_WERE_HELD = (
    select(*_MARKS, payment.c.state, payment.c.taken_at, payment.c.turn_at)
    .select_from(_PLACED)
    .where(_SEEN_OF_FEW, payment.c.taken_at >= bindparam("since"), _WERE_HELD_AT_FIRST)
    .order_by(payment.c.taken_at.desc(), payment.c.id)
    .limit(bindparam("most"))
)
_FOR_REQUEST = (
    _LINES.where(
        payment.c.id.in_(select(freeze_match.c.payment).where(freeze_match.c.request == bindparam("request"))), _SEEN
    )
    .order_by(payment.c.taken_at.desc(), payment.c.id)
    .limit(bindparam("most"))
)
_TURN = select(payment.c.turn_at).where(_SEEN, payment.c.id == bindparam("which"))
_AFTER = (
    select(payment.c.id)
    .where(
        _SEEN,
        payment.c.state == PaymentState.HELD.value,
        payment.c.id != bindparam("last"),
        TURN > HERE,
    )
    .order_by(payment.c.turn_at, payment.c.id)
    .limit(1)
)


class SqlPaymentDesk:
    """Reads what an officer decides held payments by."""

    def __init__(self, reading: Reading) -> None:
        """Read through these readers."""
        self._reading = reading

    def proposed(self, sight: Sight, *, after: str, limit: int) -> Page[PaymentLine]:
        """Give the payments that the viewer may see on which something waits that another proposed, or the rules."""
        at, last = position(after, tuple[int, str], start=FIRST)
        asked = {"viewer": sight.viewer.officer, "at": at, "last": last, "most": bounded(limit) + 1}
        with self._reading.view(sight, Action.SEARCH) as view:
            return page_of(
                view.rows(_PROPOSED, asked),
                limit=bounded(limit),
                item=lambda row: line_of(self._reading, view, row),
                key=lambda row: (row.turn_at, row.id),
            )

    def count_proposed(self, sight: Sight) -> int:
        """Count them."""
        with self._reading.view(sight, Action.COUNT) as view:
            return view.number(_COUNT_PROPOSED, {"viewer": sight.viewer.officer})

    def movements(
        self, sight: Sight, account: str, *, since: datetime, until: datetime, limit: int
    ) -> tuple[Movement, ...]:
        """Give the payments of an account that came between two moments and that the viewer may see, latest first."""
        asked = {"account": account, "since": micros(since), "until": micros(until), "most": limit}
        with self._reading.view(sight, Action.SEARCH) as view:
            return tuple(self._movement(view, row, account) for row in view.rows(_MOVED, asked))

    def same_entry(self, sight: Sight, list_id: str, reference: str, name: str, *, limit: int) -> tuple[Similar, ...]:
        """Give the latest payments that were decided in which this name resembled this entry."""
        asked = {"of_list": list_id, "reference": reference, "named": name, "most": limit}
        return self._similar(sight, _SAME_ENTRY, asked)

    def same_corridor(self, sight: Sight, corridor: str, *, limit: int) -> tuple[Similar, ...]:
        """Give the latest payments on a corridor that were held when they came and have been decided since."""
        return self._similar(sight, _SAME_CORRIDOR, {"corridor": corridor, "most": limit})

    def for_request(self, sight: Sight, request: str, *, limit: int) -> tuple[PaymentLine, ...]:
        """Give the latest payments that were held for a request to freeze and that the viewer may see."""
        with self._reading.view(sight, Action.SEARCH) as view:
            rows = view.rows(_FOR_REQUEST, {"request": request, "most": limit})
            return tuple(line_of(self._reading, view, row) for row in rows)

    def fates(self, sight: Sight, *, since: date, limit: int) -> PaymentFates:
        """Say how the payments fared that came since a day and that the viewer may see; so many held at most."""
        asked = {"since": micros(datetime.combine(since, time(), UTC)), "most": limit + 1}
        with self._reading.view(sight, Action.COUNT) as view:
            passed, held = passed_in(view, day=asked["since"] // DAY), view.rows(_WERE_HELD, asked)
        return PaymentFates(
            counted=tuple(PaymentsCounted(**_marks(row), many=int(row.many)) for row in passed),
            held=tuple(_fate(row, sight.at) for row in held[:limit]),
            truncated=len(held) > limit,
        )

    def next_held(self, sight: Sight, after: str) -> str:
        """Give the id of the payment that comes after this one in the queue of those held, or the first; or nothing."""
        with self._reading.view(sight, Action.SEARCH) as view:
            here = view.rows(_TURN, {"which": after})
            starts = [here[0].turn_at] if here else []
            for at in (*starts, FIRST[0]):
                found = view.rows(_AFTER, {"last": after, "at": at})
                if found:
                    return str(found[0].id)
        return ""

    def _similar(self, sight: Sight, statement: Executable, asked: Mapping[str, object]) -> tuple[Similar, ...]:
        with self._reading.view(sight, Action.SEARCH) as view:
            lines = [line_of(self._reading, view, row) for row in view.rows(statement, asked)]
        return tuple(Similar(id=line.id, payment=line.payment, decision=line.decision) for line in lines)

    def _movement(self, view: View, row: Row[Any], account: str) -> Movement:
        view.shown(self._reading.audiences.terms(row.audience), row=f"payment {row.id}")
        said = decoded(Payment, row.body, row=f"payment {row.id}")
        direction = Direction.OUT if row.payer == account else Direction.IN
        return Movement(at=moment(row.taken_at), direction=direction, amount=said.amount)


class _Marked(TypedDict):
    """The marks of a row, as payments are counted by."""

    corridor: str
    scripts: tuple[str, ...]
    charity: str
    registered: str


def _marks(row: Row[Any]) -> _Marked:
    scripts = tuple(row.scripts.split())
    return _Marked(corridor=row.corridor, scripts=scripts, charity=row.charity, registered=row.registered)


def _fate(row: Row[Any], at: datetime) -> HeldFate:
    state = PaymentState(row.state)
    ended = at if state in STANDING else moment(row.turn_at)
    return HeldFate(**_marks(row), state=state, waited=max(ended - moment(row.taken_at), timedelta()))
