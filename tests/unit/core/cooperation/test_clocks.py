"""Days: of the calendar and of business, and the words that stand for the law's own."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simpul.core.cooperation.clocks import (
    ARREST_DAYS,
    TAKING_OVER_DAYS,
    Calendar,
    ClockBasis,
    ClockKind,
    ClockState,
    LawClock,
    clock,
    end_of,
    treaty_clocks,
    weekdays,
)
from simpul.core.cooperation.kinds import HelpKind, RefusalGround
from simpul.core.cooperation.request import Counted
from simpul.core.cooperation.use import LIMITED_BY, TEXTS
from simpul.core.errors import InputError
from simpul.core.law.grounds import Ground
from simpul.core.law.instrument import RequestKind
from simpul.formats.calendars import calendar_of
from simpul.formats.law.definitions import hash_for

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


def test_the_words_of_requests_are_those_of_the_law() -> None:
    assert [each.value for each in RefusalGround] == [each.value for each in Ground]
    assert [each.value for each in HelpKind] == [each.value for each in RequestKind]


def test_what_a_clock_or_a_limit_of_use_cites_is_pinned_to_the_text_that_was_read() -> None:
    for days in (*ARREST_DAYS, *TAKING_OVER_DAYS):
        assert days.text_sha256 == hash_for(days.treaty, days.article) != ""
    for (_, treaty), article in LIMITED_BY.items():
        assert TEXTS[treaty] == hash_for(treaty, article) != ""


def test_a_state_that_is_not_known_works_monday_to_friday_and_the_calendar_says_so() -> None:
    found = calendar_of("XA", 2026, 2027)
    assert (found, found.counted) == (weekdays("XA"), Counted.WEEKDAYS)


def test_a_state_that_is_known_has_its_own_weekend_and_holidays() -> None:
    saudi, indonesia = calendar_of("SA", 2026, 2026), calendar_of("ID", 2026, 2026)
    assert (saudi.weekend, indonesia.counted) == (frozenset({4, 5}), Counted.HOLIDAYS)
    assert not indonesia.is_business(date(2026, 8, 17))
    assert weekdays("XA").is_business(date(2026, 8, 17))
    assert indonesia.after(date(2026, 8, 14), 1) == date(2026, 8, 18)


def test_years_in_which_no_clock_of_ours_lies_are_refused() -> None:
    with pytest.raises(InputError):
        calendar_of("ID", 1900, 1901)


@given(start=st.dates(date(2020, 1, 1), date(2030, 1, 1)), days=st.integers(1, 300), weekend=st.sets(st.integers(0, 6)))
def test_so_many_business_days_after_a_day_lie_between_the_two(start: date, days: int, weekend: set[int]) -> None:
    if len(weekend) == 7:
        return
    calendar = Calendar(state="XA", weekend=frozenset(weekend), holidays=frozenset(), counted=Counted.WEEKDAYS)
    end = calendar.after(start, days)
    assert calendar.is_business(end)
    assert calendar.between(start, end) == days


def test_a_treatys_days_run_from_the_day_to_the_end_of_the_last_one_and_bind_only_by_that_treaty() -> None:
    start = date(2026, 3, 2)
    may, must = treaty_clocks(ARREST_DAYS, treaty="ece1957", start=start, at=NOON)
    assert (may.due_at, must.due_at) == (end_of(start + timedelta(18)), end_of(start + timedelta(40)))
    assert treaty_clocks(ARREST_DAYS, treaty="icsft1999", start=start, at=NOON) == ()


def test_a_clock_is_overdue_from_its_moment_on_and_binds_by_no_text_that_it_does_not_name() -> None:
    for at, state in ((NOON - timedelta(seconds=1), ClockState.RUNNING), (NOON, ClockState.OVERDUE)):
        assert clock(ClockKind.ANSWER, ClockBasis.ASKED, at=at, due_at=NOON).state is state
    with pytest.raises(InputError):
        LawClock(kind=ClockKind.ANSWER, basis=ClockBasis.TREATY, state=ClockState.RUNNING)
