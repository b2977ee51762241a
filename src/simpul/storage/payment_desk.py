"""The desk of who decides held payments: what waits for a second officer."""

from sqlalchemy import and_, bindparam, func, or_, select

from simpul.core.authority import Sight
from simpul.core.handling import Action
from simpul.core.holding import Page
from simpul.core.payment.keeping import PaymentLine
from simpul.storage.among import among_numbers
from simpul.storage.pages import bounded, page_of, position
from simpul.storage.payments import FIRST, line_of
from simpul.storage.reading import VISIBLE, Reading
from simpul.storage.tables.payments import payment, payment_decision

_SEEN = among_numbers(payment.c.audience, VISIBLE)
_WAITS = and_(_SEEN, payment.c.proposed != "", payment.c.proposed_by != bindparam("viewer"))
_LINES = select(payment, payment_decision.c.body.label("decision")).join(
    payment_decision, payment_decision.c.id == payment.c.latest
)
_PROPOSED = (
    _LINES.where(
        _WAITS,
        or_(
            payment.c.turn_at > bindparam("at"),
            and_(payment.c.turn_at == bindparam("at"), payment.c.id > bindparam("last")),
        ),
    )
    .order_by(payment.c.turn_at, payment.c.id)
    .limit(bindparam("most"))
)
_COUNT_PROPOSED = select(func.count()).where(_WAITS)


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
