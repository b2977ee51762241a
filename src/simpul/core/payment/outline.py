"""Outlines: what a node decides and keeps a payment by, as far as its message says it, taken from it once.

It depends on nothing but the payment. So whoever reads the payment can take it, in any process, and whoever decides
need not read the payment again.
"""

from dataclasses import dataclass

from simpul.core.ids import Sealed
from simpul.core.payment.facts import SaidFacts, said_facts
from simpul.core.payment.marking import PaymentMarks, marks_of
from simpul.core.payment.money import Money
from simpul.core.payment.payment import Payment


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentOutline:
    """A payment's id and bytes with what they say of it; `reference` is what people know it by, or nothing."""

    id: str
    body: bytes
    said: SaidFacts
    marks: PaymentMarks
    amount: Money
    unread: tuple[str, ...]
    reference: str


def outline_of(payment: Sealed[Payment]) -> PaymentOutline:
    """Give the outline of a payment."""
    value = payment.value
    return PaymentOutline(
        id=payment.id,
        body=payment.body,
        said=said_facts(value),
        marks=marks_of(value),
        amount=value.amount,
        unread=value.unread,
        reference=value.references.best,
    )
