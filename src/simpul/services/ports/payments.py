"""What payments are kept in: payments, the findings on them, and every decision, the last of which is their state."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from simpul.core.authority import Sight
from simpul.core.holding import Page
from simpul.core.payment.decision import PaymentState
from simpul.core.payment.faring import PaymentFates
from simpul.core.payment.keeping import Decided, HeldPayment, PaymentLine
from simpul.core.payment.outline import PaymentOutline
from simpul.core.payment.picturing import Movement, Similar


class PaymentRows(Protocol):
    """Payments, in a transaction. Append-only but for where each stands."""

    def standing(self, payment_ids: Sequence[str]) -> Mapping[str, Decided]:
        """Give the decision that stands on each of these payments that is known."""

    def add(self, taken: Sequence[tuple[PaymentOutline, Decided]], *, batch: str) -> None:
        """Keep payments, each with its first decision.

        Raises:
            ConflictError: one of them is known.
        """

    def follow(self, decided: Decided, *, batch: str) -> None:
        """Keep the decision that follows the last one of its payment, which is under its terms from now on.

        Raises:
            ConflictError: another decision came between, or the payment is not known.
        """

    def find(self, payment_id: str) -> HeldPayment | None:
        """Give a payment with all decisions on it."""

    def due(self, at: datetime, limit: int) -> tuple[str, ...]:
        """Give the ids of held and frozen payments whose clock has run out, the longest overdue first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WordedPayment:
    """A payment at its place in the order, with the tokens under which it is found."""

    sequence: int
    tokens: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class WordsWaiting:
    """Payments behind a place whose words are not kept yet, in their order."""

    place: int
    payments: tuple[WordedPayment, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentsFound:
    """A part of the payments that a search finds; not whole where some that the viewer sees could not be looked at."""

    page: Page[PaymentLine]
    is_whole: bool


class PaymentWordRows(Protocol):
    """What payments are found by, kept behind the taking of payments; every search finds what is here now."""

    def keep(self, waiting: WordsWaiting) -> None:
        """Keep the words of payments, each under the terms that its payment has now, unless others kept them."""


class PaymentWords(Protocol):
    """Reads which payments have no words yet. The machine's own: nobody is answered by it."""

    def waiting(self, most: int) -> WordsWaiting:
        """Give the words of so many payments at most whose words are not kept yet, in the order of payments."""


class PaymentSearch(Protocol):
    """Finds payments."""

    def find(self, sight: Sight, text: str, *, after: str, limit: int) -> PaymentsFound:
        """Give the payments that the viewer may see and the text finds, in any state, those that came last first."""


class TallyRows(Protocol):
    """How many payments there are, kept behind the taking of payments; every question gets the figures of now."""

    def carry_on(self, most: int) -> int:
        """Count so many payments at most that were not counted yet; give how many it was."""


class Payments(Protocol):
    """Reads payments."""

    def payment(self, sight: Sight, payment_id: str) -> HeldPayment | None:
        """Give the one payment that the viewer may see with this id, this beginning of an id, or this reference."""

    def queue(self, sight: Sight, state: PaymentState, *, after: str, limit: int) -> Page[PaymentLine]:
        """Give the payments in a state that the viewer may see.

        Held and frozen ones come by their clock, the most urgent first; released and rejected ones latest first.
        """

    def counts(self, sight: Sight) -> Mapping[PaymentState, int]:
        """Count the payments in each state that the viewer may see."""


class PaymentDesk(Protocol):
    """Reads what an officer decides held payments by."""

    def proposed(self, sight: Sight, *, after: str, limit: int) -> Page[PaymentLine]:
        """Give the payments that the viewer may see on which something waits that another proposed, or the rules."""

    def count_proposed(self, sight: Sight) -> int:
        """Count them."""

    def movements(
        self, sight: Sight, account: str, *, since: datetime, until: datetime, limit: int
    ) -> tuple[Movement, ...]:
        """Give the payments of an account that came between two moments and that the viewer may see, latest first."""

    def same_entry(self, sight: Sight, list_id: str, reference: str, name: str, *, limit: int) -> tuple[Similar, ...]:
        """Give the latest payments that were decided in which this name resembled this entry."""

    def same_corridor(self, sight: Sight, corridor: str, *, limit: int) -> tuple[Similar, ...]:
        """Give the latest payments on a corridor that were held when they came and have been decided since."""

    def for_request(self, sight: Sight, request: str, *, limit: int) -> tuple[PaymentLine, ...]:
        """Give the latest payments that were held for a request to freeze and that the viewer may see."""

    def fates(self, sight: Sight, *, since: date, limit: int) -> PaymentFates:
        """Say how the payments fared that came since a day and that the viewer may see; so many held at most."""

    def next_held(self, sight: Sight, after: str) -> str:
        """Give the id of the payment that comes after this one in the queue of those held, or the first; or nothing."""
