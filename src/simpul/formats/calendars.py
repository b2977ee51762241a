"""Calendars of states, from the `holidays` library: weekends and public holidays of the whole state, by their code.

What only a part of a state celebrates is not in them. A state that the library does not know, the invented ones too,
has Monday to Friday, and the calendar says so. Loaded when days are counted, never before.
"""

from functools import lru_cache

from holidays import country_holidays
from holidays.registry import COUNTRIES

from simpul.core.cooperation.clocks import Calendar, weekdays
from simpul.core.cooperation.request import Counted
from simpul.core.errors import InputError

FIRST_YEAR, LAST_YEAR = 1990, 2100
_KNOWN = frozenset(codes[1] for codes in COUNTRIES.values())


@lru_cache(maxsize=64)
def calendar_of(state: str, first_year: int, last_year: int) -> Calendar:
    """Give the calendar of a state for these years.

    Raises:
        InputError: the years are not those that a clock of ours can lie in.
    """
    if not FIRST_YEAR <= first_year <= last_year <= LAST_YEAR:
        raise InputError(f"years from {FIRST_YEAR} to {LAST_YEAR}", place="calendar.years")
    if state not in _KNOWN:
        return weekdays(state)
    found = country_holidays(state, years=range(first_year, last_year + 1))
    return Calendar(state=state, weekend=frozenset(found.weekend), holidays=frozenset(found), counted=Counted.HOLIDAYS)
