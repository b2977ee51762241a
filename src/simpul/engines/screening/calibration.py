"""Calibration: the score from which a hit is an alert, so that a tolerated share of ordinary people raises one.

Ordinary people are those who are surely not on the lists; whoever of them reaches the threshold is a false alarm. The
threshold is an order statistic of their best scores, its interval comes of the binomial distribution of the rank. What
holds for one list and one kind of people does not hold for others: calibrate with what is screened.
"""

import math
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from simpul.core.errors import InputError
from simpul.core.ordinary import Known, Reached
from simpul.core.scripts import script_of
from simpul.engines.screening.index import LEAST_SCORE, ScreeningIndex
from simpul.engines.screening.subject import Query

LEAST_EXPECTED = 5
"""So many false alarms must be expected among the names that are given: fewer tell no threshold."""

ROUNDING = 1e-6
"""What a computed number of people may lie below the whole number that is meant."""

STEP = 0.0001
"""Thresholds are told in such steps, rounded up."""

CERTAINTY = 0.95
Z = 1.959963984540054
"""The standard normal deviate of CERTAINTY."""

PIECE = 500
"""Queries of one call."""

SPREAD = 12.0
"""Standard deviations beyond which a binomial distribution holds nothing that a double could tell from nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OrdinaryPerson:
    """Somebody who is surely not listed; `origin` is the group that the caller puts them in, if any."""

    query: Query
    origin: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rate:
    """How many of a number of people raise an alert, as a share with its 95 % interval (Wilson, 1927)."""

    people: int
    alarms: int
    share: float
    low: float
    high: float


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupRate:
    """The rate of false alarms of one group."""

    group: str
    rate: Rate


@dataclass(frozen=True, slots=True, kw_only=True)
class Calibration:
    """The threshold for a tolerated rate, with the 95 % interval of what more people would have given.

    A hit is an alert from `threshold` on. `at_least` says that fewer people than tolerated reach any score that is
    given at all, so that the threshold is the least there can be. Groups come with the largest first.
    """

    tolerated: float
    threshold: float
    low: float
    high: float
    at_least: bool
    overall: Rate
    by_script: tuple[GroupRate, ...]
    by_origin: tuple[GroupRate, ...]


def best_scores(index: ScreeningIndex, people: Iterable[OrdinaryPerson]) -> Iterator[float]:
    """Give each person's best score, 0 where nothing is like them; a piece at a time, so that it can be watched."""
    left = iter(people)
    while piece := list(islice(left, PIECE)):
        for hits in index.screen_many((person.query for person in piece), limit=1):
            yield hits[0].score if hits else 0.0


def calibrate(people: Sequence[OrdinaryPerson], scores: Sequence[float], *, tolerated: float) -> Calibration:
    """Give the threshold that the tolerated share of these people reaches at most; `scores` are their best ones.

    Raises:
        InputError: the rate is none, or the people are too few to tell it.
    """
    _check(tolerated, len(scores))
    ranked = sorted(scores, reverse=True)
    rank = int(len(ranked) * tolerated)
    lowest, highest = binomial_interval(len(ranked), tolerated)
    threshold = _above(ranked[rank])
    return Calibration(
        tolerated=tolerated,
        threshold=threshold,
        low=_above(ranked[min(len(ranked) - 1, highest)]),
        high=_above(ranked[max(0, lowest - 1)]),
        at_least=ranked[rank] < LEAST_SCORE,
        overall=rate_of(sum(score >= threshold for score in scores), len(scores)),
        by_script=rates_by((script_of(person.query.name) for person in people), scores, threshold=threshold),
        by_origin=rates_by((person.origin for person in people), scores, threshold=threshold),
    )


def rates_by(groups: Iterable[str], scores: Sequence[float], *, threshold: float) -> tuple[GroupRate, ...]:
    """Give the rate of each group that reaches a threshold, the largest first; people of no group are left out."""
    people, alarms = Counter[str](), Counter[str]()
    for group, score in zip(groups, scores, strict=True):
        people[group] += 1
        alarms[group] += score >= threshold
    ordered = sorted((group for group in people if group), key=lambda group: (-people[group], group))
    return tuple(GroupRate(group=group, rate=rate_of(alarms[group], people[group])) for group in ordered)


def rate_of(alarms: int, people: int) -> Rate:
    """Give a share with its interval; of nobody nothing is known.

    Raises:
        InputError: there are more alarms than people.
    """
    if not 0 <= alarms <= people:
        raise InputError("more alarms than people", place="alarms")
    if not people:
        return Rate(people=0, alarms=0, share=0.0, low=0.0, high=1.0)
    share, squared = alarms / people, Z * Z / people
    middle = (share + squared / 2) / (1 + squared)
    half = math.sqrt(share * (1 - share) * squared + squared * squared / 4) / (1 + squared)
    return Rate(people=people, alarms=alarms, share=share, low=max(0.0, middle - half), high=min(1.0, middle + half))


def binomial_interval(trials: int, probability: float) -> tuple[int, int]:
    """Give the 2.5 and 97.5 percentiles of how often something happens in so many trials."""
    mean, deviation = trials * probability, math.sqrt(trials * probability * (1.0 - probability))
    first, last = max(0, int(mean - SPREAD * deviation)), min(trials, math.ceil(mean + SPREAD * deviation))
    tail, below, lowest = (1.0 - CERTAINTY) / 2.0, 0.0, first
    for count in range(first, last + 1):
        below += _binomial(trials, probability, count)
        if below < tail:
            lowest = count + 1
        if below >= 1.0 - tail:
            return lowest, count
    return lowest, last


@dataclass(frozen=True, slots=True, kw_only=True)
class OneIn:
    """One ordinary person in so many reaches a score; `is_at_least` says that it may be rarer than that."""

    people: int
    is_at_least: bool


@dataclass(frozen=True, slots=True)
class OrdinaryScores:
    """What ordinary people reach, as measured: made of rows, asked with `one_in`."""

    rows: tuple[Reached, ...]

    def one_in(self, score: float, entries: int, *, known: Known = Known.NAME) -> OneIn:
        """Say how many ordinary people it takes for one of them to reach this score against so many entries.

        Between the sizes that were measured it is interpolated, on logarithmic scales; beyond the largest it grows in
        proportion to the entries, as the chance of meeting somebody alike does at most. The score is rounded down to
        the next that was measured, so that an alert is never said to be rarer than it is.

        Raises:
            InputError: nothing was measured with this much known.
        """
        sizes = sorted({row.entries for row in self.rows if row.known is known})
        if not sizes:
            raise InputError("nothing was measured", place=known)
        place = bisect_right(sizes, entries)
        below, above = sizes[max(0, place - 1)], sizes[min(place, len(sizes) - 1)]
        share, is_at_least = self._share(score, below, known)
        if place == len(sizes):
            share *= entries / below
        elif place:
            part = math.log(entries / below) / math.log(above / below)
            share *= (self._share(score, above, known)[0] / share) ** part
        return OneIn(people=_two_digits(1.0 / min(1.0, share)), is_at_least=is_at_least)

    def _share(self, score: float, entries: int, known: Known) -> tuple[float, bool]:
        """Give the share that reaches a score against a measured size; where nobody did, it is below one of all."""
        rows = [row for row in self.rows if row.known is known and row.entries == entries]
        reached = max((row for row in rows if row.score <= score), key=lambda row: row.score, default=None)
        if reached is None:
            return 1.0, False
        return max(1, reached.reached) / reached.people, reached.reached == 0


def _check(tolerated: float, people: int) -> None:
    if not 0.0 < tolerated < 1.0:
        raise InputError("a rate lies between 0 and 1", place="rate")
    needed = math.ceil(LEAST_EXPECTED / tolerated)
    if people < needed:
        raise InputError(f"{people} names cannot tell a rate of {tolerated:g}: it takes {needed}", place="names")


def _above(score: float) -> float:
    """Give the least threshold that this score does not reach, and that is no lower than any score that is given."""
    steps = math.floor(score / STEP)
    while round(steps * STEP, 4) <= score:
        steps += 1
    return max(LEAST_SCORE, round(steps * STEP, 4))


def _binomial(trials: int, probability: float, count: int) -> float:
    ways = math.lgamma(trials + 1) - math.lgamma(count + 1) - math.lgamma(trials - count + 1)
    return math.exp(ways + count * math.log(probability) + (trials - count) * math.log1p(-probability))


def _two_digits(number: float) -> int:
    """Round down to two digits that count: more of them were not measured."""
    whole = int(number + ROUNDING)
    scale: int = 10 ** max(0, len(str(whole)) - 2)
    return whole // scale * scale
