"""Searching: payments are found by what they say, in whatever state they are.

Rules:
1. Who searches finds what he or she may see, and cannot tell whether there is more.
2. The words of payments are kept behind their taking, some at a time and made before anything is written, so that those
   who take payments do not wait for it. It makes answers quick, and nothing else (`ports.payments.PaymentWordRows`).
"""

from dataclasses import dataclass

from simpul.core.authority import Sight
from simpul.core.payment.found_by import MOST_ASKED_TEXT
from simpul.services.ports.payments import PaymentSearch, PaymentsFound, PaymentWords
from simpul.services.ports.writing import Ledger

PAGE = 100
"""Payments whose words are kept in one transaction."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Searching:
    """Finds payments, and keeps what they are found by."""

    ledger: Ledger
    words: PaymentWords
    search: PaymentSearch
    page: int = PAGE

    def find(self, sight: Sight, text: str, *, after: str = "", limit: int = 50) -> PaymentsFound:
        """Give a part of the payments that a text finds, those that came last first."""
        return self.search.find(sight, text[:MOST_ASKED_TEXT], after=after, limit=limit)

    def carry_on(self) -> bool:
        """Keep the words of one page of payments; tell whether there may be more."""
        waiting = self.words.waiting(self.page)
        if waiting.payments:
            self.ledger.act(lambda tx: tx.payment_words.keep(waiting))
        return len(waiting.payments) >= self.page
