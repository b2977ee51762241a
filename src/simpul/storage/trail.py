"""The audit trail: reading the chain of acts, and checking everything that is recorded."""

from simpul.core.audit import Problem
from simpul.core.holding import HeldEntryOfAudit, Page
from simpul.storage.audit import page_of_acts
from simpul.storage.reading import Reading
from simpul.storage.verification.everything import problems_in


class SqlAuditTrail:
    """Reads the chain of acts."""

    def __init__(self, reading: Reading) -> None:
        """Read through these readers."""
        self._reading = reading

    def entries(self, *, text: str, after: str, limit: int) -> Page[HeldEntryOfAudit]:
        """Give the acts, latest first; `text` must be an act, an actor, a target or an outcome where given."""
        return page_of_acts(self._reading, text=text, after=after, limit=limit)

    def problems(self) -> tuple[int, tuple[Problem, ...]]:
        """Check every row that backs a leaf, and the chain; give how many rows were checked and what is wrong."""
        with self._reading.snapshot() as connection:
            return problems_in(connection)
