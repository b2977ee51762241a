"""How far a figure of detection may lie from what it would be over other schemes: whole schemes are drawn anew.

A draw takes as many schemes as there are, by chance and with repetition, decoys among them; the payments that belong to
none are drawn one by one (their numbers are Poisson's). The same draw takes the same schemes for whatever is compared.
"""

from collections.abc import Sequence
from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt

DRAWS: Final = 1_000
MIDDLE: Final = (0.025, 0.975)

Flags = npt.NDArray[np.bool_]
Numbers = npt.NDArray[np.float64]
Whole = npt.NDArray[np.int64]


class _Ranking(NamedTuple):
    """The payments of schemes in the order of one model's scores, the highest first."""

    order: Whole
    last: Whole
    """The place of the last of the same score."""
    others: Whole
    """How many payments of no scheme come in between, since the payment before."""


def interval(drawn: Numbers) -> tuple[float, float]:
    """Give the middle 95 % of what was drawn."""
    low, high = np.quantile(drawn, MIDDLE)
    return round(float(low), 3), round(float(high), 3)


def drawn_f1(truth: Flags, scheme: Whole, hits: Sequence[Flags], *, seed: int) -> Numbers:
    """Give mean F1 over models for each draw; `seed` draws the payments of no scheme."""
    alarms = np.random.default_rng([seed, 1])
    inside, place = _schemes(scheme)
    wrong = [int((hit & ~inside).sum()) for hit in hits]
    drawn = []
    for number in range(DRAWS):
        weight = _weights(place, number)
        values = []
        for hit, false in zip(hits, wrong, strict=True):
            alert = hit[inside]
            alerts = weight[alert].sum() + alarms.poisson(false)
            values.append(2 * weight[truth[inside] & alert].sum() / max(alerts + weight[truth[inside]].sum(), 1e-9))
        drawn.append(float(np.mean(values)))
    return np.array(drawn)


def drawn_precision(truth: Flags, scheme: Whole, scores: Sequence[Numbers], *, seed: int) -> Numbers:
    """Give mean average precision over models for each draw; `seed` draws the payments of no scheme."""
    alarms = np.random.default_rng([seed, 1])
    inside, place = _schemes(scheme)
    rankings = [_ranking(score, inside) for score in scores]
    drawn = []
    for number in range(DRAWS):
        weight = _weights(place, number)
        values = []
        for order, last, others in rankings:
            counted = weight[order]
            true = np.where(truth[inside][order], counted, 0.0)
            alerts = np.cumsum(counted)[last] + np.cumsum(alarms.poisson(others))
            precision = np.cumsum(true)[last] / np.maximum(alerts, 1e-9)
            values.append(float(np.sum(true * precision) / max(true.sum(), 1e-9)))
        drawn.append(float(np.mean(values)))
    return np.array(drawn)


def _schemes(scheme: Whole) -> tuple[Flags, Whole]:
    """Tell which payments belong to a scheme, and give the number of the scheme of each of these."""
    inside = scheme >= 0
    _, place = np.unique(scheme[inside], return_inverse=True)
    return inside, place.astype(np.int64)


def _weights(place: Whole, number: int) -> Numbers:
    """Give how often each payment of a scheme counts in a draw."""
    schemes = int(place.max()) + 1
    times = np.bincount(np.random.default_rng([0, number]).integers(0, schemes, schemes), minlength=schemes)
    return times[place].astype(np.float64)


def _ranking(score: Numbers, inside: Flags) -> _Ranking:
    order = np.argsort(-score[inside], kind="stable")
    falling = -score[inside][order]
    last = np.searchsorted(falling, falling, side="right") - 1
    above = np.searchsorted(np.sort(-score[~inside]), falling, side="right")
    return _Ranking(order, last, np.diff(above, prepend=0))
