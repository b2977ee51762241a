"""Fairness: how often ordinary people of each group raise an alert, and how hits on people of each group fared.

Rules:
1. A share of few cases is told with its interval (Wilson, 1927) or not at all: fewer than `LEAST_COUNTED` say nothing.
2. A group of at least `LEAST_PEOPLE` ordinary people whose false alarms exceed three times the tolerated rate is named.
3. How long people waited is told as the median and the ninth decile, and with who still waits longest: a mean would
   hide the few who are forgotten.
"""

import math
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from simpul.core.alert import Verdict
from simpul.core.errors import InputError
from simpul.core.holding import AlertFate

LEAST_COUNTED = 5
LEAST_PEOPLE = 1_000
MOST_TIMES = 3.0
"""How many times the tolerated rate the false alarms of a group may be."""

Z = 1.959963984540054
"""The standard normal deviate of 95 %."""

UNKNOWN = ""
"""The group of those of whom it is not known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """So many of so many, with the 95 % interval of the share."""

    part: int
    whole: int

    def __post_init__(self) -> None:
        """Refuse a part that is larger than the whole."""
        if not 0 <= self.part <= self.whole:
            raise InputError("a part is no larger than the whole", place="share")

    @property
    def value(self) -> float:
        """The share; of nothing it is 0."""
        return self.part / self.whole if self.whole else 0.0

    @property
    def interval(self) -> tuple[float, float]:
        """The bounds between which the share lies with 95 % certainty; of nothing nothing is known."""
        if not self.whole:
            return 0.0, 1.0
        squared = Z * Z / self.whole
        middle = (self.value + squared / 2) / (1 + squared)
        half = math.sqrt(self.value * (1 - self.value) * squared + squared * squared / 4) / (1 + squared)
        return max(0.0, middle - half), min(1.0, middle + half)


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupRate:
    """How many ordinary people of a group raise an alert at the threshold in use."""

    group: str
    share: Share


@dataclass(frozen=True, slots=True, kw_only=True)
class FalseAlarms:
    """A calibration: the threshold, the rate that was tolerated, against how many entries, and what each group has."""

    tolerated: float
    threshold: float
    entries: int
    overall: Share
    by_script: tuple[GroupRate, ...]
    by_origin: tuple[GroupRate, ...]
    source: str = ""

    def is_too_high(self, rate: GroupRate) -> bool:
        """Say whether a group that is large enough to tell bears far more false alarms than was tolerated."""
        return rate.share.whole >= LEAST_PEOPLE and rate.share.value > MOST_TIMES * self.tolerated


@dataclass(frozen=True, slots=True, kw_only=True)
class Waits:
    """How long hits of a group waited for a decision; nothing is told of fewer than `LEAST_COUNTED`."""

    decided: int
    median: timedelta | None
    ninth_decile: timedelta | None
    still_waiting: int
    oldest: timedelta | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Fare:
    """How the hits on people of one group fared: how many were raised and judged, and how long they waited."""

    group: str
    raised: int
    same: int
    different: int
    unsure: int
    waits: Waits

    @property
    def judged(self) -> int:
        """How many have a judgement in force."""
        return self.same + self.different + self.unsure

    @property
    def false_alarms(self) -> Share | None:
        """The share of those judged that were somebody else; nothing where too few are."""
        return Share(part=self.different, whole=self.judged) if self.judged >= LEAST_COUNTED else None


def fares_by_script(fates: Iterable[AlertFate], *, at: datetime) -> tuple[Fare, ...]:
    """Say how hits fared by the script of the name asked about, the group with the most hits first."""
    return _fares(fates, lambda fate: (fate.script or UNKNOWN,), at)


def fares_by_country(fates: Iterable[AlertFate], *, at: datetime) -> tuple[Fare, ...]:
    """Say how hits fared by the countries of whom was asked about; who has two is counted with both."""
    return _fares(fates, lambda fate: fate.countries or (UNKNOWN,), at)


def overall_fare(fates: Iterable[AlertFate], *, at: datetime) -> Fare:
    """Say how all hits fared."""
    return _fare(UNKNOWN, tuple(fates), at)


def _fares(
    fates: Iterable[AlertFate], groups_of: Callable[[AlertFate], tuple[str, ...]], at: datetime
) -> tuple[Fare, ...]:
    grouped: dict[str, list[AlertFate]] = defaultdict(list)
    for fate in fates:
        for group in dict.fromkeys(groups_of(fate)):
            grouped[group].append(fate)
    fares = (_fare(group, members, at) for group, members in grouped.items())
    return tuple(sorted(fares, key=lambda fare: (-fare.raised, fare.group)))


def _fare(group: str, fates: Sequence[AlertFate], at: datetime) -> Fare:
    verdicts = [fate.verdict for fate in fates]
    return Fare(
        group=group,
        raised=len(fates),
        same=verdicts.count(Verdict.SAME),
        different=verdicts.count(Verdict.DIFFERENT),
        unsure=verdicts.count(Verdict.UNSURE),
        waits=_waits(fates, at),
    )


def _waits(fates: Sequence[AlertFate], at: datetime) -> Waits:
    spans = sorted(fate.decided_at - fate.raised_at for fate in fates if fate.decided_at is not None)
    waiting = [fate.raised_at for fate in fates if fate.decided_at is None]
    enough = len(spans) >= LEAST_COUNTED
    return Waits(
        decided=len(spans),
        median=quantile(spans, 1, 2) if enough else None,
        ninth_decile=quantile(spans, 9, 10) if enough else None,
        still_waiting=len(waiting),
        oldest=at - min(waiting) if waiting else None,
    )


def quantile(ordered: Sequence[timedelta], part: int, of: int) -> timedelta:
    """Give the least span that so great a part of all does not exceed."""
    return ordered[-(-len(ordered) * part // of) - 1]
