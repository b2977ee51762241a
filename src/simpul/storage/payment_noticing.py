"""How far what follows the payments in their order has come, and what it looks at."""

from sqlalchemy import bindparam, insert, select, update

from simpul.core.handling import Handling
from simpul.core.payment.payment import Payment
from simpul.services.ports.noticing import TakenPayment, Walk
from simpul.storage.bodies import decoded
from simpul.storage.tables.payment_rules import payment_fact, payment_walk
from simpul.storage.tables.payments import payment
from simpul.storage.tables.records import audience
from simpul.storage.writing import Writing

_DAY = 86_400_000_000

_PLACE = select(payment_walk.c.sequence).where(payment_walk.c.what == bindparam("walk"))
_BEGIN = insert(payment_walk)
_MOVE = update(payment_walk).where(payment_walk.c.what == bindparam("walk")).values(sequence=bindparam("place"))
_OF_FACT = (payment_fact.c.sequence, payment_fact.c.sender, payment_fact.c.receiver)
_AT = select(payment_fact.c.at).where(payment_fact.c.sequence == bindparam("place"))
_OF_ACCOUNT = {
    way: select(payment_fact.c.payment)
    .join(payment, payment.c.id == payment_fact.c.payment)
    .where(
        marked == bindparam("account"),
        counted == bindparam("account"),
        payment_fact.c.apart == 0,
        payment_fact.c.at > bindparam("since"),
        payment_fact.c.sequence <= bindparam("until"),
    )
    .order_by(payment_fact.c.sequence.desc())
    .limit(bindparam("most"))
    for way, marked, counted in (
        ("out", payment.c.payer, payment_fact.c.sender),
        ("in", payment.c.payee, payment_fact.c.receiver),
    )
}
"""Found where payments have an index of accounts, and held to what rules go by (as `payment_history` does)."""

_BEHIND = (
    select(*_OF_FACT, payment.c.id, payment.c.body, payment.c.audience, audience.c.handling)
    .join(payment, payment.c.id == payment_fact.c.payment)
    .join(audience, audience.c.id == payment.c.audience)
    .where(payment_fact.c.sequence > bindparam("place"))
    .order_by(payment_fact.c.sequence)
    .limit(bindparam("most"))
)


class SqlNoticedRows:
    """How far what follows the payments has come, in a transaction."""

    def __init__(self, writing: Writing) -> None:
        """Write with what the transaction shares."""
        self._writing = writing

    def place(self, walk: Walk) -> int:
        """Give the place of the last payment that was looked at; 0 before the first."""
        row = self._writing.one(_PLACE, {"walk": walk.value})
        return int(row.sequence) if row else 0

    def behind(self, place: int, limit: int) -> tuple[TakenPayment, ...]:
        """Give the payments behind a place, in their order."""
        return tuple(
            TakenPayment(
                sequence=row.sequence,
                id=row.id,
                payment=decoded(Payment, row.body, row=f"payment {row.id}"),
                handling=decoded(Handling, row.handling, row=f"audience {row.audience}"),
                sender=row.sender,
                receiver=row.receiver,
            )
            for row in self._writing.rows(_BEHIND, {"place": place, "most": limit})
        )

    def keep(self, walk: Walk, place: int) -> None:
        """Keep how far payments were looked at."""
        if not self._writing.run(_MOVE, {"walk": walk.value, "place": place}):
            self._writing.run_all(_BEGIN, [{"what": walk.value, "sequence": place}])

    def of_account(self, account: str, way: str, *, days: int, until: int, limit: int) -> tuple[str, ...]:
        """Give the payments of an account one way that counted in a window for the payment at a place, by their ids."""
        at = self._writing.one(_AT, {"place": until})
        since = (at.at if at else 0) - days * _DAY
        asked = {"account": account, "since": since, "until": until, "most": limit}
        return tuple(row.payment for row in self._writing.rows(_OF_ACCOUNT[way], asked))
