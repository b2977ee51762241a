"""What the evidence beside the name can come to at most, for many subjects at once, before any is compared."""

from collections.abc import Iterable, Sequence

import numpy as np

from simpul.engines.screening.birthdate import parse_birth_date, years_one_digit_away
from simpul.engines.screening.columns import Array, Shared
from simpul.engines.screening.evidence import BIRTH_DATE_WEIGHTS, COUNTRY_AGREES, GENDER_AGREES, AskedFacts
from simpul.engines.screening.subject import ReasonCode

MOST_BY_BIRTH_DATE = max(BIRTH_DATE_WEIGHTS.values())
LEAST_BY_BIRTH_DATE = BIRTH_DATE_WEIGHTS[ReasonCode.BIRTH_DATE_DIFFERS]

BY_MISTYPED_BIRTH_DATE = BIRTH_DATE_WEIGHTS[ReasonCode.BIRTH_DATE_MISTYPED]
LAST_YEAR = 9_999

YEARS_APART = 1
"""Birth years further apart than this differ, whatever the day."""


def birth_years(birth_dates: Shared[tuple[str, ...]]) -> Array:
    """Give for each subject the first and the last year in which it may be born; 0 and 0 where nothing is said."""
    spans = np.array([_span(dates) for dates in birth_dates.values], dtype=np.int16).reshape(-1, 2)
    return spans[birth_dates.codes]


def most_evidence(facts: AskedFacts, years: Array) -> Array:
    """Give the log odds that all but identifiers can add at most, for subjects born in these years."""
    others = (COUNTRY_AGREES if facts.countries else 0.0) + (GENDER_AGREES if facts.genders else 0.0)
    most = np.full(len(years), others)
    if facts.birth_date:
        first, last = facts.birth_date.first.year - YEARS_APART, facts.birth_date.last.year + YEARS_APART
        near = (years[:, 0] <= last) & (years[:, 1] >= first)
        by_date = np.where(near, MOST_BY_BIRTH_DATE, LEAST_BY_BIRTH_DATE)
        if facts.birth_date.is_day:
            mistyped = ~near & _some_year(years, years_one_digit_away(facts.birth_date.first.year))
            by_date[mistyped] = BY_MISTYPED_BIRTH_DATE
        most += np.where(years[:, 1] > 0, by_date, 0.0)
    return most


def _some_year(years: Array, sought: Iterable[int]) -> Array:
    """Mark the spans in which one of these years lies."""
    is_sought = np.zeros(LAST_YEAR + 2, dtype=np.int16)
    is_sought[[year + 1 for year in sought]] = 1
    before = is_sought.cumsum()
    found: Array = before[years[:, 1] + 1] > before[years[:, 0]]
    return found


def _span(dates: Sequence[str]) -> tuple[int, int]:
    parsed = [parse_birth_date(date) for date in dates]
    return min((date.first.year for date in parsed), default=0), max((date.last.year for date in parsed), default=0)
