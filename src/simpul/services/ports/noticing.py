"""What comparing payments with holdings needs, in a transaction."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from simpul.core.handling import Handling
from simpul.core.payment.payment import Payment


class Walk(StrEnum):
    """What follows the payments in their order: compared with holdings, flagged, counted, and found."""

    HOLDINGS = "holdings"
    FLAGS = "flags"
    TALLIES = "tallies"
    WORDS = "words"


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenPayment:
    """A payment at its place in the node's order, with its accounts, under the terms of the decision that stands."""

    sequence: int
    id: str
    payment: Payment
    handling: Handling
    sender: str
    receiver: str


class NoticedRows(Protocol):
    """How far what follows the payments has come, in a transaction. The machine's own: nobody is answered by it."""

    def place(self, walk: Walk) -> int:
        """Give the place of the last payment that was looked at; 0 before the first."""

    def behind(self, place: int, limit: int) -> tuple[TakenPayment, ...]:
        """Give the payments behind a place, in their order."""

    def keep(self, walk: Walk, place: int) -> None:
        """Keep how far payments were looked at."""

    def of_account(self, account: str, way: str, *, days: int, until: int, limit: int) -> tuple[str, ...]:
        """Give the payments of an account one way (`out`, `in`), by their ids, the latest first.

        They are those that counted in a window of so many days for the payment at this place.
        """
