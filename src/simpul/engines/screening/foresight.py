"""What the evidence beside the name can come to at most, for many subjects at once, before any is compared."""

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

import numpy as np

from simpul.engines.screening.birthdate import parse_birth_date, years_one_digit_away
from simpul.engines.screening.columns import Array, Shared
from simpul.engines.screening.evidence import BIRTH_DATE_WEIGHTS, COUNTRY_AGREES, GENDER_AGREES, AskedFacts
from simpul.engines.screening.subject import ReasonCode

MOST_BY_BIRTH_DATE = max(BIRTH_DATE_WEIGHTS.values())
LEAST_BY_BIRTH_DATE = BIRTH_DATE_WEIGHTS[ReasonCode.BIRTH_DATE_DIFFERS]

BY_MISTYPED_BIRTH_DATE = BIRTH_DATE_WEIGHTS[ReasonCode.BIRTH_DATE_MISTYPED]
LAST_YEAR = 9_999

MOST_YEARS = 128
"""For how many asked years it is remembered which others are written alike: more than people live."""

LARGEST_SHORT = (1 << 15) - 1
"""Places up to this are kept in 16 bits."""

YEARS_APART = 1
"""Birth years further apart than this differ, whatever the day."""


class Births(NamedTuple):
    """When the subjects of a layer may be born: of the different spans of years the place of each subject's.

    A span is a first and a last year; 0 and 0 where nothing is said.
    """

    spans: Array
    codes: Array

    def most_evidence(self, facts: AskedFacts, places: Array) -> Array:
        """Give the log odds that all but identifiers can add at most for these subjects."""
        most: Array = most_evidence(facts, self.spans)[self.codes[places]]
        return most


def births(birth_dates: Shared[tuple[str, ...]]) -> Births:
    """Say when subjects may be born."""
    every = [_span(dates) for dates in birth_dates.values]
    known = {span: place for place, span in enumerate(dict.fromkeys(every))}
    codes = np.array([known[span] for span in every], dtype=np.int32 if len(known) > LARGEST_SHORT else np.int16)
    return Births(np.array(list(known), dtype=np.int16).reshape(-1, 2), codes[birth_dates.codes])


def most_evidence(facts: AskedFacts, years: Array) -> Array:
    """Give the log odds that all but identifiers can add at most, for subjects born in these years."""
    others = (COUNTRY_AGREES if facts.countries else 0.0) + (GENDER_AGREES if facts.genders else 0.0)
    most = np.full(len(years), others)
    if facts.birth_date:
        first, last = facts.birth_date.first.year - YEARS_APART, facts.birth_date.last.year + YEARS_APART
        near = (years[:, 0] <= last) & (years[:, 1] >= first)
        by_date = np.where(near, MOST_BY_BIRTH_DATE, LEAST_BY_BIRTH_DATE)
        if facts.birth_date.is_day:
            mistyped = ~near & _mistyped(years, facts.birth_date.first.year)
            by_date[mistyped] = BY_MISTYPED_BIRTH_DATE
        most += np.where(years[:, 1] > 0, by_date, 0.0)
    return most


def _mistyped(years: Array, year: int) -> Array:
    """Mark the spans in which a year lies that is written like this one but for one digit."""
    before = _counted_before(year)
    found: Array = before[years[:, 1] + 1] > before[years[:, 0]]
    return found


@lru_cache(maxsize=MOST_YEARS)
def _counted_before(year: int) -> Array:
    """Count before each year those that are written like this one but for one digit."""
    is_alike = np.zeros(LAST_YEAR + 2, dtype=np.int16)
    is_alike[[alike + 1 for alike in years_one_digit_away(year)]] = 1
    return is_alike.cumsum(dtype=np.int16)


def _span(dates: Sequence[str]) -> tuple[int, int]:
    parsed = [parse_birth_date(date) for date in dates]
    return min((date.first.year for date in parsed), default=0), max((date.last.year for date in parsed), default=0)
