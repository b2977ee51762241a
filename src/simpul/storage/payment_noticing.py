"""How far payments were compared with holdings."""

from sqlalchemy import bindparam, insert, select, update

from simpul.core.handling import Handling
from simpul.core.payment.payment import Payment
from simpul.services.ports.noticing import TakenPayment
from simpul.storage.bodies import decoded
from simpul.storage.tables.payment_rules import payment_fact, payment_walk
from simpul.storage.tables.payments import payment
from simpul.storage.tables.records import audience
from simpul.storage.writing import Writing

HOLDINGS = "holdings"

_PLACE = select(payment_walk.c.sequence).where(payment_walk.c.what == HOLDINGS)
_BEGIN = insert(payment_walk)
_MOVE = update(payment_walk).where(payment_walk.c.what == HOLDINGS).values(sequence=bindparam("place"))
_BEHIND = (
    select(payment_fact.c.sequence, payment.c.id, payment.c.body, payment.c.audience, audience.c.handling)
    .join(payment, payment.c.id == payment_fact.c.payment)
    .join(audience, audience.c.id == payment.c.audience)
    .where(payment_fact.c.sequence > bindparam("place"))
    .order_by(payment_fact.c.sequence)
    .limit(bindparam("most"))
)


class SqlNoticedRows:
    """How far payments were compared with holdings, in a transaction."""

    def __init__(self, writing: Writing) -> None:
        """Write with what the transaction shares."""
        self._writing = writing

    def place(self) -> int:
        """Give the place of the last payment that was compared; 0 before the first."""
        row = self._writing.one(_PLACE)
        return int(row.sequence) if row else 0

    def behind(self, place: int, limit: int) -> tuple[TakenPayment, ...]:
        """Give the payments behind a place, in their order."""
        return tuple(
            TakenPayment(
                sequence=row.sequence,
                id=row.id,
                payment=decoded(Payment, row.body, row=f"payment {row.id}"),
                handling=decoded(Handling, row.handling, row=f"audience {row.audience}"),
            )
            for row in self._writing.rows(_BEHIND, {"place": place, "most": limit})
        )

    def keep(self, place: int) -> None:
        """Keep how far payments were compared."""
        if not self._writing.run(_MOVE, {"place": place}):
            self._writing.run_all(_BEGIN, [{"what": HOLDINGS, "sequence": place}])
