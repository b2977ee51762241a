"""What requests between states need: the law that reads their cases, and the calendars of states."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Protocol

from simpul.core.cooperation.clocks import Calendar, ClockKind
from simpul.core.cooperation.reading import ReadCase


class CaseReader(Protocol):
    """Reads cases, and says by the law at hand what they lack and which duties follow on them."""

    def read(self, content: bytes) -> ReadCase:
        """Read a case.

        Raises:
            InputError: it is too large, no JSON, or not a case, with the place of what is wrong.
        """

    def read_in_text(self, instrument: str, article: str) -> str:
        """Give the hash of an article's text where that is at hand, else nothing."""

    def margin(self, content: bytes) -> ReadCase:
        """Read what the margin of a request says of its case; nothing is said of what it lacks, and of duties.

        Raises:
            InputError: it is too large, no JSON, or not a case, with the place of what is wrong.
        """


class Calendars(Protocol):
    """Knows on which days people work in a state."""

    def of(self, state: str, first_year: int, last_year: int) -> Calendar:
        """Give the calendar of a state for these years: Monday to Friday where it is not known."""


class CooperationClocks(Protocol):
    """Clocks of requests, in a transaction."""

    def wind(self, thread: str, clocks: Mapping[ClockKind, datetime]) -> None:
        """Set the clocks of a request; one that runs on as it did keeps that it was noted."""

    def end(self, thread: str, record: str) -> None:
        """Note by which word a request came to its end; empty where it has not."""

    def overdue(self, at: datetime, limit: int) -> tuple[tuple[str, ClockKind], ...]:
        """Give clocks that ran out and of whom that was not noted yet, by request, the longest overdue first."""

    def note(self, clocks: Sequence[tuple[str, ClockKind]], *, at: datetime) -> None:
        """Note that these clocks ran out."""
