"""What is kept apart from payments: in a transaction, and as viewers see it."""

from collections.abc import Sequence
from typing import Protocol

from simpul.core.authority import Sight
from simpul.core.handling import Handling
from simpul.core.holding import Page
from simpul.core.ids import Sealed
from simpul.core.payment.apart import ApartLine, HeldApart, KeptApart, Lifted


class ApartRows(Protocol):
    """What is kept apart, in a transaction. Append-only but for being lifted, once."""

    def add(self, kept: Sequence[tuple[Sealed[KeptApart], Handling]], *, batch: str) -> None:
        """Keep something apart from payments that are here."""

    def of(self, payments: Sequence[str]) -> tuple[HeldApart, ...]:
        """Give everything that is or was kept apart from these payments, whoever may see it."""

    def find(self, apart_id: str) -> HeldApart | None:
        """Give something kept apart by its id."""

    def lift(self, lifted: Sealed[Lifted], *, batch: str) -> None:
        """Keep that something is lifted.

        Raises:
            ConflictError: it was lifted already.
        """


class Apart(Protocol):
    """Reads what is kept apart."""

    def kept_apart(self, sight: Sight, *, after: str, limit: int) -> Page[ApartLine]:
        """Give what keeps payments back and the viewer may see, the earliest first."""

    def count_apart(self, sight: Sight) -> int:
        """Count that."""

    def apart_of(self, sight: Sight, payment: str) -> tuple[HeldApart, ...]:
        """Give what is or was kept apart from one payment and the viewer may see, the earliest first."""
