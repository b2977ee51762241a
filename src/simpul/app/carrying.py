"""Prepared payments on their way between two processes of a node."""

from dataclasses import dataclass
from functools import partial

from simpul.core.payment.completeness import Completeness
from simpul.core.payment.outline import PaymentOutline
from simpul.core.payment.payment import Payment
from simpul.services.payees import Resembling
from simpul.services.preparing import Prepared
from simpul.storage.bodies import decoded, packed, unpacked


@dataclass(frozen=True, slots=True)
class Carried:
    """A prepared payment as it travels: its outline, packed, whose bytes say all of it."""

    outline: bytes
    found: tuple[Resembling, ...]
    completeness: Completeness


def carried(payment: Prepared | Carried) -> Carried:
    """Give a prepared payment as it travels."""
    if isinstance(payment, Carried):
        return payment
    return Carried(packed(payment.outline), payment.found, payment.completeness)


def arrived(payment: Prepared | Carried) -> Prepared:
    """Give a prepared payment as it is decided; the payment itself is read when it is asked for."""
    if isinstance(payment, Prepared):
        return payment
    outline = unpacked(PaymentOutline, payment.outline)
    return Prepared(
        outline=outline, found=payment.found, completeness=payment.completeness, payment=partial(_opened, outline)
    )


def _opened(outline: PaymentOutline) -> Payment:
    """Read a payment from its bytes."""
    return decoded(Payment, outline.body, row=f"payment {outline.id}")
