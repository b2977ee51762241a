"""Birth dates as precise as the source was, and what two of them say about each other."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from simpul.core.dates import partial_date
from simpul.core.errors import InputError


@dataclass(frozen=True, slots=True, kw_only=True)
class BirthDate:
    """The span of days that a birth date leaves open; a single day when it is fully known."""

    value: str
    first: date
    last: date

    @property
    def is_day(self) -> bool:
        """Tell whether the day itself is known."""
        return self.first == self.last


def parse_birth_date(value: str) -> BirthDate:
    """Read `1971-03-14`, `1971-03`, `1971`, or a range of two of these such as `1960/1965`.

    Raises:
        InputError: it is none of these, there is no such day, or the range ends before it begins.
    """
    begin, is_range, end = value.partition("/")
    first = _first_day(partial_date(begin, place="birth_date"))
    last = _last_day(partial_date(end, place="birth_date") if is_range else begin)
    if last < first:
        raise InputError(f"the range ends before it begins: {value[:40]}", place="birth_date")
    return BirthDate(value=value, first=first, last=last)


def day_and_month_swapped(left: BirthDate, right: BirthDate) -> bool:
    """Tell whether two known days are each other's with day and month exchanged."""
    if not (left.is_day and right.is_day):
        return False
    return left.first.year == right.first.year and (left.first.month, left.first.day) == (
        right.first.day,
        right.first.month,
    )


def one_digit_differs(left: BirthDate, right: BirthDate) -> bool:
    """Tell whether two known days are written alike but for one digit: 1971-03-14 and 1971-03-19, or 1977-03-14."""
    if not (left.is_day and right.is_day):
        return False
    one, other = left.first.isoformat(), right.first.isoformat()
    return sum(digit != beside for digit, beside in zip(one, other, strict=True)) == 1


def years_one_digit_away(year: int) -> Iterator[int]:
    """Give the years that are written like this one but for one digit."""
    written = f"{year:04}"
    for place, digit in enumerate(written):
        for beside in "0123456789":
            if beside != digit:
                yield int(f"{written[:place]}{beside}{written[place + 1 :]}")


def overlap(left: BirthDate, right: BirthDate) -> bool:
    """Tell whether one day can be meant by both."""
    return left.first <= right.last and right.first <= left.last


def years_apart(left: BirthDate, right: BirthDate) -> int:
    """Count the calendar years between two spans; 0 when some year is in both."""
    return max(0, left.first.year - right.last.year, right.first.year - left.last.year)


def _first_day(value: str) -> date:
    parts = [int(part) for part in value.split("-")]
    return date(parts[0], parts[1] if len(parts) > 1 else 1, parts[2] if len(parts) > 2 else 1)


def _last_day(value: str) -> date:
    first = _first_day(value)
    if len(value) == len("1971-03-14"):
        return first
    month = first.month if len(value) == len("1971-03") else 12
    return date(first.year, month, _days_in(first.year, month))


def _days_in(year: int, month: int) -> int:
    if month == 12:
        return 31
    return (date(year, month + 1, 1) - date(year, month, 1)).days
