"""Clocks of requests: by when something is due, how that was counted, and whether a text binds it.

Rules:
1. A clock binds by a treaty only where the request rests on that treaty, and then it is cited. What somebody asks for
   is marked as asked for, also where nobody named a moment and the habit of this software did.
2. Days of a treaty are days of the calendar. What is only asked for is counted in business days of the requested state:
   its weekend and its holidays, where they are known; else Monday to Friday, and the request says so.
3. A day ends at midnight, UTC: no text at hand says by whose clock, and both sides read the same.
4. Where a text says *without undue delay* and gives no days, the clock has those words and no moment.

Norms: European Convention on Extradition (1957) 16(4) and 18(4); UNTOC 18(24); ICSFT 10(1) and its like.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum

from simpul.core.cases.freezing import Urgency
from simpul.core.cooperation.kinds import Cited
from simpul.core.cooperation.request import Counted
from simpul.core.errors import InputError

MOST_BUSINESS_DAYS = 1_000

ANSWER_WITHIN = {Urgency.IMMEDIATE: 1, Urgency.URGENT: 5, Urgency.ROUTINE: 40}
"""In so many business days an answer is asked for where nobody names a moment: policy, by no text."""

CONSULTATION_AT_LEAST = timedelta(days=2)
"""So long at least the other side has to say its opinion (UNTOC 16(16): *ample opportunity*; the days are policy)."""


class ClockKind(StrEnum):
    """What is due."""

    ANSWER = "answer"
    QUESTION = "question"
    SUPPLEMENT = "supplement"
    OPINION = "opinion"
    POSTPONEMENT = "postponement"
    ARREST_MAY_END = "arrest-may-end"
    ARREST_MUST_END = "arrest-must-end"
    ARREST_BY_LAW = "arrest-by-law"
    TAKING_OVER_MAY_END = "taking-over-may-end"
    TAKING_OVER_MUST_END = "taking-over-must-end"
    PROSECUTION = "prosecution"


class ClockBasis(StrEnum):
    """What makes a clock run."""

    TREATY = "treaty"
    """A text that binds both, which is cited."""
    LAW = "law"
    """The requested state's own law, as that state says it."""
    ASKED = "asked"
    """One side asks for it."""


class ClockState(StrEnum):
    """Whether a clock still runs."""

    RUNNING = "running"
    OVERDUE = "overdue"


@dataclass(frozen=True, slots=True, kw_only=True)
class LawClock:
    """One clock: what is due, when, on what basis. Without a moment it has the text's own words instead."""

    kind: ClockKind
    basis: ClockBasis
    state: ClockState
    due_at: datetime | None = None
    cited: tuple[Cited, ...] = ()
    words: str = ""

    def __post_init__(self) -> None:
        """Refuse a clock that binds by a text that is not named."""
        if self.basis is ClockBasis.TREATY and not self.cited:
            raise InputError("what binds by a text cites it", place="clock.cited")


@dataclass(frozen=True, slots=True, kw_only=True)
class Calendar:
    """The days on which nobody works in a state: of the week (Monday is 0) and of the years that are known."""

    state: str
    weekend: frozenset[int]
    holidays: frozenset[date]
    counted: Counted

    def __post_init__(self) -> None:
        """Refuse a week without a day of work."""
        if not self.weekend < frozenset(range(7)):
            raise InputError("a week has a day of work", place="calendar.weekend")

    def is_business(self, day: date) -> bool:
        """Say whether people work on this day."""
        return day.weekday() not in self.weekend and day not in self.holidays

    def after(self, day: date, business_days: int) -> date:
        """Give the day that lies so many business days after this one.

        Raises:
            InputError: not 1 to `MOST_BUSINESS_DAYS`, or there are not so many in three years.
        """
        if not 1 <= business_days <= MOST_BUSINESS_DAYS:
            raise InputError(f"1 to {MOST_BUSINESS_DAYS} business days", place="calendar.days")
        found = day
        for _ in range(7 * MOST_BUSINESS_DAYS):
            found += timedelta(days=1)
            business_days -= self.is_business(found)
            if not business_days:
                return found
        raise InputError("the calendar has too few business days", place="calendar.days")

    def between(self, start: date, end: date) -> int:
        """Give how many business days lie after the first day, up to the last one; none where that is past."""
        days = (end - start).days
        return sum(self.is_business(start + timedelta(days=each)) for each in range(1, days + 1))


def weekdays(state: str) -> Calendar:
    """Give the calendar of a state of which no other is known: Monday to Friday."""
    return Calendar(state=state, weekend=frozenset({5, 6}), holidays=frozenset(), counted=Counted.WEEKDAYS)


def end_of(day: date) -> datetime:
    """Give the moment at which a day is over, by UTC."""
    return datetime.combine(day + timedelta(days=1), time(), UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class TreatyDays:
    """So many days of the calendar, by an article of a treaty."""

    kind: ClockKind
    treaty: str
    article: str
    days: int
    text_sha256: str

    @property
    def cited(self) -> Cited:
        """Where it stands."""
        return Cited(instrument=self.treaty, article=self.article, text_sha256=self.text_sha256)


_ECE_16 = "148cc2c7803a2bc723faf799d31ef49ced3cfd5df1d663127fbec163e5c52915"
_ECE_18 = "25d020d851d2821edb634a0f9f9aa474bf20a7826f3ab55fefa85582a7fab997"

ARREST_DAYS = (
    TreatyDays(kind=ClockKind.ARREST_MAY_END, treaty="ece1957", article="16(4)", days=18, text_sha256=_ECE_16),
    TreatyDays(kind=ClockKind.ARREST_MUST_END, treaty="ece1957", article="16(4)", days=40, text_sha256=_ECE_16),
)
"""After so many days without the request and its documents a provisional arrest may, and must, be ended."""

TAKING_OVER_DAYS = (
    TreatyDays(kind=ClockKind.TAKING_OVER_MAY_END, treaty="ece1957", article="18(4)", days=15, text_sha256=_ECE_18),
    TreatyDays(kind=ClockKind.TAKING_OVER_MUST_END, treaty="ece1957", article="18(4)", days=30, text_sha256=_ECE_18),
)
"""So many days after the day that was set a person who was not taken over may, and must, be released."""


def clock(
    kind: ClockKind,
    basis: ClockBasis,
    *,
    at: datetime,
    due_at: datetime | None = None,
    cited: tuple[Cited, ...] = (),
    words: str = "",
) -> LawClock:
    """Give a clock as it stands at a moment."""
    state = ClockState.OVERDUE if due_at is not None and at >= due_at else ClockState.RUNNING
    return LawClock(kind=kind, basis=basis, state=state, due_at=due_at, cited=cited, words=words)


def treaty_clocks(rows: tuple[TreatyDays, ...], *, treaty: str, start: date, at: datetime) -> tuple[LawClock, ...]:
    """Give the clocks that run from a day by the treaty that a request rests on."""
    return tuple(
        clock(
            each.kind, ClockBasis.TREATY, at=at, due_at=end_of(start + timedelta(days=each.days)), cited=(each.cited,)
        )
        for each in rows
        if each.treaty == treaty
    )
