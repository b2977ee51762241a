"""Days as lists write them in figures: ISO order, or day, month and year with strokes, unknown parts spelled out.

Rules:
1. A part that the list spells out as unknown (`dd`, `mm`, `00`) is left out: `dd/07/1978` is July 1978.
2. A day whose month is unknown is of its year only.
3. A time behind a day, and its zone, say nothing of the day.
4. What is no date is given back as none, for the caller to keep as the list says it.
"""

import re

from simpul.core.dates import PARTIAL_DATE, partial_date
from simpul.core.errors import InputError
from simpul.formats.fields import ZONE

STROKES = re.compile(r"(dd|[0-9]{1,2})\s*[/.-]\s*(mm|[0-9]{1,2})\s*[/.-]\s*([0-9]{4})", re.IGNORECASE)
TIME = re.compile(r"(?<=[0-9])[T ][0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]{1,9})?)?(?:Z|[+-][0-9]{2}:[0-9]{2})?")


def day_in_figures(said: str) -> str:
    """Give a day, a month or a year as precise as it is said, or nothing where it is no date."""
    plain = ZONE.sub("", TIME.sub("", said.strip()))
    found = STROKES.fullmatch(plain)
    try:
        if found:
            return _partial(*found.groups())
        return partial_date(plain, place="date") if PARTIAL_DATE.fullmatch(plain) else ""
    except InputError:
        return ""


def _partial(day: str, month: str, year: str) -> str:
    if not month.isdigit() or int(month) == 0:
        return partial_date(year, place="date")
    until_month = f"{year}-{int(month):02}"
    if not day.isdigit() or int(day) == 0:
        return partial_date(until_month, place="date")
    return partial_date(f"{until_month}-{int(day):02}", place="date")
