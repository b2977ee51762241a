"""Partial dates: a year, a month or a day, as precise as the source was and no more."""

import re
from datetime import date

from simpul.core.errors import InputError

PARTIAL_DATE = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")


def partial_date(value: str, *, place: str) -> str:
    """Give the text back when it is a year, a month or a day that exists: `1971`, `1971-03`, `1971-03-14`.

    Raises:
        InputError: it is none of these, or there is no such day.
    """
    found = PARTIAL_DATE.fullmatch(value)
    if not found:
        raise InputError(f"not a date such as 1971, 1971-03 or 1971-03-14: {value[:40]!r}", place=place)
    year, month, day = (int(part) if part else 1 for part in found.groups())
    try:
        date(year, month, day)
    except ValueError as exc:
        raise InputError(f"there is no such date: {value}", place=place) from exc
    return value
