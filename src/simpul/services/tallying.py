"""Tallying: payments are counted behind their taking, so that no page has to read them all.

Rules:
1. What is told is the same with and without it (`ports.payments.TallyRows`): it makes answers quick, and nothing else.
2. Some payments are counted in one transaction, few enough that those who take payments do not wait for it.
"""

from dataclasses import dataclass

from simpul.services.ports.writing import Ledger

PAGE = 500
"""Payments that are counted in one transaction."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tallying:
    """Counts payments."""

    ledger: Ledger
    page: int = PAGE

    def carry_on(self) -> bool:
        """Count one page of payments that were not counted yet; tell whether there may be more."""
        return self.ledger.act(lambda tx: tx.tallies.carry_on(self.page)) >= self.page
