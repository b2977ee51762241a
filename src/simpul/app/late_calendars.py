"""Calendars of states, loaded when days are first counted: a node that asks nobody for an answer has none in memory."""

import importlib

from simpul.core.cooperation.clocks import Calendar

_CALENDARS = "simpul.formats.calendars"


class LateCalendars:
    """The calendars of `simpul.formats.calendars`, loaded when the first is asked for; every promise is theirs."""

    def of(self, state: str, first_year: int, last_year: int) -> Calendar:
        """Give the calendar of a state for these years."""
        found: Calendar = importlib.import_module(_CALENDARS).calendar_of(state, first_year, last_year)
        return found
