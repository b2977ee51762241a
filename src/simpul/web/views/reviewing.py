"""A decision on several alerts, before it is made: what it would do to each, for somebody to look at once more."""

from dataclasses import dataclass

from simpul.core.alert import Verdict
from simpul.web.views.alerts import AlertRow


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewRow:
    """One alert of several; `problem` says why it does not take the verdict, empty where it does."""

    alert: AlertRow
    problem: str
    needs_two: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """What is about to be decided; `failed` says that it was tried and that nothing was done."""

    verdict: Verdict
    reason: str
    rows: tuple[ReviewRow, ...]
    failed: bool = False

    @property
    def fitting(self) -> tuple[ReviewRow, ...]:
        """Those that take the verdict."""
        return tuple(row for row in self.rows if not row.problem)

    @property
    def waiting(self) -> int:
        """How many of them will wait for a second officer."""
        return sum(row.needs_two for row in self.fitting)
