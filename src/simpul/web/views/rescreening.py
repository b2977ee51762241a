"""Runs in which everything is screened anew, as documents: how far each is, never how much is held."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from simpul.core.rescreening import Rescreening


@dataclass(frozen=True, slots=True, kw_only=True)
class RunRow:
    """One run; `hundredths` is how far it is, of a hundred."""

    id: str
    by: str
    reason: str
    began_at: datetime
    hundredths: int
    ended_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RunsPage:
    """The latest runs, and whether one goes on."""

    runs: tuple[RunRow, ...]

    @property
    def goes_on(self) -> bool:
        """Whether a run has not ended."""
        return any(run.ended_at is None for run in self.runs)


def run_row(run: Rescreening) -> RunRow:
    """Make the row of a run."""
    return RunRow(
        id=run.id,
        by=run.by,
        reason=run.reason,
        began_at=run.began_at,
        hundredths=run.hundredths,
        ended_at=run.ended_at,
    )


def runs_page(runs: Sequence[Rescreening]) -> RunsPage:
    """Make the page of runs."""
    return RunsPage(runs=tuple(run_row(run) for run in runs))
