"""Late hits: payments that were let go before somebody in them was listed, for the owner to look at.

Rules:
1. What was let go stays let go; a late hit changes no decision. It says that the money went, to whom, and when.
2. It is under the strictest terms of the payment and of the list: whoever may not see the entry does not see the hit,
   and sees the payment as it was.
3. It waits until an officer says what was done about it.
"""

from dataclasses import dataclass
from datetime import datetime

from simpul.core.authority import OfficerId
from simpul.core.errors import InputError
from simpul.core.handling import Handling
from simpul.core.ids import Domain, Sealed, bounded_text, canonical_bytes, checked_hash_id, record_id
from simpul.core.payment.findings import ListHit
from simpul.core.payment.payment import Payment

MOST_TEXT = 400


@dataclass(frozen=True, slots=True, kw_only=True)
class LateHit:
    """Somebody in a payment that had been let go resembles an entry that came or changed afterwards."""

    payment: str
    brought_by: str
    hit: ListHit
    released_at: datetime
    found_at: datetime
    owner: str

    def __post_init__(self) -> None:
        """Refuse a late hit that is early, or of no payment."""
        checked_hash_id(self.payment, place="late.payment")
        if self.found_at < self.released_at:
            raise InputError("a late hit is found after the payment was let go", place="late.found_at")
        for name, text in (("brought_by", self.brought_by), ("owner", self.owner)):
            if not bounded_text(text, place=f"late.{name}", most=MOST_TEXT).strip():
                raise InputError("a late hit names its edition and its owner", place=f"late.{name}")


@dataclass(frozen=True, slots=True, kw_only=True)
class LateAnswer:
    """What an officer did about a late hit."""

    late: str
    by: OfficerId
    at: datetime
    reason: str

    def __post_init__(self) -> None:
        """Refuse an answer that says nothing, or that nobody gave."""
        checked_hash_id(self.late, place="late")
        if not self.by or not bounded_text(self.reason, place="reason", most=MOST_TEXT).strip():
            raise InputError("say what was done", place="reason")


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldLateHit:
    """A late hit as it is kept: with its payment, its terms, and its answer where there is one."""

    record: Sealed[LateHit]
    payment: Payment
    handling: Handling
    answer: LateAnswer | None = None


def kept_of_late(late: Sealed[LateHit], handling: Handling) -> str:
    """Give the text that stands for a late hit and its terms, to be committed to in the chain."""
    return f"{late.id} {record_id(Domain.PAYMENT_LATE, canonical_bytes(handling))}"
