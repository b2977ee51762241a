"""Figures of quality: thresholds from ordinary names, recall above them, rates by group, each with its interval."""

import math
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

REPLICATES = 1_000
RATES = (0.01, 0.001)
LEAST_GROUP = 500
MOST_OF_A_GROUP = 0.03
"""No group of LEAST_GROUP ordinary names or more is to have more false alarms than this share. Half of the file is
asked: these are the groups that have 1,000 in the whole."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """A share with its 95 % interval."""

    share: float
    low: float
    high: float

    def __str__(self) -> str:
        return f"{self.share:.3f} ({self.low:.3f}-{self.high:.3f})"


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """Where a question found who was meant: the place (1 is first, 0 is not among the answers) and the score."""

    place: int
    score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Recall:
    """How much was found: in the first place, in the first ten, and above the threshold of each rate."""

    questions: int
    first: Share
    ten: Share
    at: dict[str, Share]
    at_fair_threshold: Share


@dataclass(frozen=True, slots=True, kw_only=True)
class Alarms:
    """False alarms of one group of ordinary names above a threshold."""

    names: int
    alarms: int
    rate: Share


@dataclass(frozen=True, slots=True)
class Ordinary:
    """The best scores that ordinary names reached, highest first."""

    ranked: tuple[float, ...]

    def threshold(self, rate: float) -> float:
        """Give the score above which at most this share of ordinary names lies."""
        return self.ranked[int(len(self.ranked) * rate)]

    def drawn_threshold(self, rate: float, draw: Random) -> float:
        """Give the threshold of a sample drawn with replacement: an order statistic whose rank is beta distributed."""
        rank = int(len(self.ranked) * rate)
        drawn = draw.betavariate(rank + 1, len(self.ranked) - rank) * len(self.ranked)
        return self.ranked[min(len(self.ranked) - 1, int(drawn))]


def ordinary(best: Sequence[float]) -> Ordinary:
    """Take the best scores of ordinary names."""
    return Ordinary(tuple(sorted(best, reverse=True)))


def recall(found: Sequence[Found], people: Ordinary, *, fair_threshold: float, seed: int) -> Recall:
    """Give the recall of one class; a score that equals the threshold is not found."""
    scores = sorted(each.score for each in found if each.place)
    return Recall(
        questions=len(found),
        first=wilson(sum(each.place == 1 for each in found), len(found)),
        ten=wilson(sum(each.place > 0 for each in found), len(found)),
        at={f"{rate:.1%}": _recall_at(scores, len(found), people, rate, Random(seed)) for rate in RATES},
        at_fair_threshold=wilson(_above(scores, fair_threshold), len(found)),
    )


def fair_threshold(best: Sequence[float], groups: Sequence[str]) -> float:
    """Give the threshold for 1 % over all, raised as far as it takes to keep every large group within its bound."""
    return max(
        [ordinary(best).threshold(RATES[0])]
        + [
            ordinary(scores).threshold(MOST_OF_A_GROUP)
            for scores in by_group(best, groups).values()
            if len(scores) >= LEAST_GROUP
        ]
    )


def by_group(best: Sequence[float], groups: Sequence[str]) -> dict[str, list[float]]:
    """Sort scores by group, the largest group first."""
    return {
        group: [score for score, its in zip(best, groups, strict=True) if its == group]
        for group, _ in Counter(groups).most_common()
    }


def alarms(best: Sequence[float], groups: Sequence[str], threshold: float) -> dict[str, Alarms]:
    """Give the false alarms above a threshold, by group."""
    return {
        group: Alarms(
            names=len(scores),
            alarms=sum(score > threshold for score in scores),
            rate=wilson(sum(score > threshold for score in scores), len(scores)),
        )
        for group, scores in by_group(best, groups).items()
    }


def wilson(count: int, total: int) -> Share:
    """Give a share with Wilson's 95 % interval."""
    if not total:
        return Share(share=0.0, low=0.0, high=1.0)
    z, p = 1.959964, count / total
    middle = (p + z * z / (2 * total)) / (1 + z * z / total)
    half = z * math.sqrt(p * (1 - p) / total + z * z / (4 * total * total)) / (1 + z * z / total)
    return Share(share=p, low=max(0.0, middle - half), high=min(1.0, middle + half))


def _recall_at(scores: Sequence[float], asked: int, people: Ordinary, rate: float, draw: Random) -> Share:
    """Give recall at a rate; both the ordinary names and the questions are drawn anew for the interval."""
    measured = _above(scores, people.threshold(rate)) / max(1, asked)
    drawn = []
    for _ in range(REPLICATES):
        share = _above(scores, people.drawn_threshold(rate, draw)) / max(1, asked)
        spread = math.sqrt(share * (1 - share) / max(1, asked))
        drawn.append(min(1.0, max(0.0, draw.gauss(share, spread))))
    drawn.sort()
    return Share(share=measured, low=drawn[REPLICATES * 25 // 1000], high=drawn[REPLICATES * 975 // 1000])


def _above(ordered: Sequence[float], threshold: float) -> int:
    return len(ordered) - bisect_right(ordered, threshold)
