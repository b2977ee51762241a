"""Rescreening: everything held is compared anew with the lists in force, as after a change of how we compare."""

from dataclasses import dataclass
from datetime import datetime

from simpul.core.errors import InputError
from simpul.core.ids import bounded_text

MOST_REASON = 500
HUNDREDTHS = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Rescreening:
    """One run: who began it and why, how many profiles it is about, how many are done, and where it goes on.

    `after` is the id of the last profile that was done. `ended_at` is none while it goes on.
    """

    id: str
    by: str
    reason: str
    began_at: datetime
    profiles: int
    done: int = 0
    after: str = ""
    ended_at: datetime | None = None

    def __post_init__(self) -> None:
        """Refuse a run without a reason."""
        bounded_text(self.reason, place="rescreening.reason", most=MOST_REASON)
        if not self.reason.strip():
            raise InputError("a reason is needed", place="rescreening.reason")

    @property
    def hundredths(self) -> int:
        """How far it is, of a hundred; profiles that came since it began do not count."""
        if self.ended_at is not None:
            return HUNDREDTHS
        return min(HUNDREDTHS - 1, HUNDREDTHS * self.done // self.profiles) if self.profiles else 0
