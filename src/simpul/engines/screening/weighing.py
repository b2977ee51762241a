"""What the evidence beside the name comes to for many subjects of a layer at once, identifiers apart."""

import numpy as np

from simpul.engines.screening.columns import Array, Shared
from simpul.engines.screening.evidence import (
    BIRTH_DATE_WEIGHTS,
    COUNTRY_AGREES,
    COUNTRY_DIFFERS,
    GENDER_AGREES,
    GENDER_DIFFERS,
    KIND_DIFFERS,
    AskedFacts,
    kinds_differ,
    weight_of_birth_date,
)
from simpul.engines.screening.recent import Recent
from simpul.engines.screening.register import Entry, Register
from simpul.engines.screening.subject import ReasonCode

MOST_SETS = 1 << 10
"""Of so many sets of countries it is remembered how they agree with those of the layer."""

WHOLE_DAY = len("1971-03-14")
DIGITS = 8
NOTHING, SEVERAL = 0, -1
"""Stand for birth dates that are not one whole day: there is none, or something else."""

_AGREES, _SWAPPED, _MISTYPED, _SAME_YEAR, _NEAR, _DIFFERS = (
    BIRTH_DATE_WEIGHTS[code]
    for code in (
        ReasonCode.BIRTH_DATE_AGREES,
        ReasonCode.BIRTH_DATE_SWAPPED,
        ReasonCode.BIRTH_DATE_MISTYPED,
        ReasonCode.BIRTH_DATE_YEAR_ONLY,
        ReasonCode.BIRTH_DATE_NEAR,
        ReasonCode.BIRTH_DATE_DIFFERS,
    )
)


class Weighing:
    """Weighs the evidence of subjects of one layer; `evidence` weighs that of each by itself, to the same."""

    def __init__(self, register: Register) -> None:
        """Look at these subjects."""
        self._register = register
        self._days: Array | None = None
        self._countries: Recent[frozenset[str], Array] = Recent(MOST_SETS)
        self._genders: Recent[frozenset[str], Array] = Recent(MOST_SETS)

    def weights(self, facts: AskedFacts, places: Array) -> Array:
        """Give the log odds that all but identifiers add."""
        register = self._register
        weights: Array = self._by_birth_date(facts, places) if facts.birth_date else np.zeros(len(places))
        if facts.countries:
            worth = (COUNTRY_AGREES, COUNTRY_DIFFERS)
            agreeing = _agreeing(self._countries, facts.countries, register.countries, worth)
            weights += agreeing[register.countries.codes[places]]
        if facts.genders:
            worth = (GENDER_AGREES, GENDER_DIFFERS)
            agreeing = _agreeing(self._genders, facts.genders, register.genders, worth)
            weights += agreeing[register.genders.codes[places]]
        differing = np.array([KIND_DIFFERS if kinds_differ(facts, kind) else 0.0 for kind in register.kinds.values])
        weights += differing[register.kinds.codes[places]]
        return weights

    def _by_birth_date(self, facts: AskedFacts, places: Array) -> Array:
        """Compare whole days in columns, and anything else one by one."""
        asked = facts.birth_date
        if asked is None or not asked.is_day:
            return np.array([weight_of_birth_date(facts, Entry(self._register, place)) for place in places.tolist()])
        if self._days is None:
            self._days = np.array([_day(dates) for dates in self._register.birth_dates.values], dtype=np.int32)
        days = self._days[self._register.birth_dates.codes[places]]
        day = asked.first
        weights: Array = _by_day(days, day.year, day.month, day.day)
        for place in (days == SEVERAL).nonzero()[0].tolist():
            weights[place] = weight_of_birth_date(facts, Entry(self._register, int(places[place])))
        return weights


def _by_day(days: Array, year: int, month: int, day: int) -> Array:
    """Weigh whole days beside one that is asked for, as `evidence` does."""
    apart = abs(days // 10_000 - year)
    weights: Array = np.where(apart == 0, _SAME_YEAR, np.where(apart == 1, _NEAR, _DIFFERS))
    asked = year * 10_000 + month * 100 + day
    wrong = np.zeros(len(days), dtype=np.int8)
    for place in range(DIGITS):
        wrong += days // 10**place % 10 != asked // 10**place % 10
    weights[wrong == 1] = _MISTYPED
    weights[days == year * 10_000 + day * 100 + month] = _SWAPPED
    weights[days == asked] = _AGREES
    weights[days == NOTHING] = 0.0
    return weights


def _day(dates: tuple[str, ...]) -> int:
    if not dates:
        return NOTHING
    return int(dates[0].replace("-", "")) if len(dates) == 1 and len(dates[0]) == WHOLE_DAY else SEVERAL


def _agreeing(
    known: Recent[frozenset[str], Array],
    asked: frozenset[str],
    listed: Shared[frozenset[str]],
    weights: tuple[float, float],
) -> Array:
    """Weigh each set of the layer beside the asked one; an empty one says nothing."""
    found = known.get(asked)
    if found is None:
        agrees, differs = weights
        each = [(differs if asked.isdisjoint(values) else agrees) if values else 0.0 for values in listed.values]
        found = known.put(asked, np.array(each))
    return found
