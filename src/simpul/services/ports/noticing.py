"""What comparing payments with holdings needs, in a transaction."""

from dataclasses import dataclass
from typing import Protocol

from simpul.core.handling import Handling
from simpul.core.payment.payment import Payment


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenPayment:
    """A payment at its place in the node's order, under the terms of the decision that stands."""

    sequence: int
    id: str
    payment: Payment
    handling: Handling


class NoticedRows(Protocol):
    """How far payments were compared with holdings, in a transaction. The machine's own: nobody is answered by it."""

    def place(self) -> int:
        """Give the place of the last payment that was compared; 0 before the first."""

    def behind(self, place: int, limit: int) -> tuple[TakenPayment, ...]:
        """Give the payments behind a place, in their order."""

    def keep(self, place: int) -> None:
        """Keep how far payments were compared."""
