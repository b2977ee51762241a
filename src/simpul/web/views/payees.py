"""Who stands in payments, as one side of a comparison."""

from simpul.core.payment.keeping import HeldPayment
from simpul.core.payment.party import Agent, Party
from simpul.core.payment.payment import Payment
from simpul.web.views.alerts import Side


def payment_sides(payment: Payment) -> dict[str, Side]:
    """Give everybody in the payment as one side of a comparison, by the part; of several in one part the first."""
    sides: dict[str, Side] = {}
    everybody: tuple[Party | Agent, ...] = (*payment.parties, *payment.agents)
    for who in everybody:
        side = Side(href="", caption=who.name, source="", values=tuple(who.values().items()))
        sides.setdefault(who.role.value, side)
    return sides


def payee_side(held: HeldPayment, part: str) -> Side:
    """Give who stands in this part of a payment, leading to the payment."""
    said = payment_sides(held.payment)[part]
    return Side(
        href=f"/payments/{held.id}", caption=said.caption, source=held.payment.references.best, values=said.values
    )
