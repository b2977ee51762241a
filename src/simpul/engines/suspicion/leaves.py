"""A forest over many payments at once: each payment's leaf in every tree, without walking down any.

Every step of a tree that a payment takes to the right rules out the leaves on its left. Leaves are bits, and what a
payment rules out is taken together: the first leaf that is left is where it falls.
"""

from collections.abc import Sequence
from typing import Final

import numpy as np
import numpy.typing as npt

AT_ONCE: Final = 1_024
MOST_LEAVES: Final = 64
ALL: Final = np.uint64((1 << MOST_LEAVES) - 1)

Figures = npt.NDArray[np.float64]
Halves = npt.NDArray[np.float32]
Grown = tuple[Sequence[int], Sequence[float], Sequence[int], Sequence[int], Sequence[float]]
"""A tree: features, bounds, left, right, worth."""

Step = tuple[int, float, np.uint64]
"""A feature, up to which figure it goes left, and the leaves that are left when it goes right."""

NEVER_RIGHT: Final[Step] = (0, float("inf"), ALL)
"""The first step of every tree rules nothing out, so that a tree of one leaf has a step too."""


class Leaves:
    """The leaves of the trees of a forest."""

    __slots__ = ("_bounds", "_features", "_first", "_left_over", "_starts", "_worth")

    def __init__(self, trees: Sequence[Grown]) -> None:
        """Number the leaves of every tree from left to right."""
        steps: list[Step] = []
        starts, first, worth = list[int](), list[int](), list[float]()
        for features, bounds, left, right, worths in trees:
            starts.append(len(steps))
            first.append(len(worth))
            found, order = _numbered(features, bounds, left, right)
            steps += found
            worth += (worths[leaf] for leaf in order)
        self._features = np.array([feature for feature, _, _ in steps], dtype=np.intp)
        self._bounds = np.array([bound for _, bound, _ in steps])
        self._left_over = np.array([leaves for _, _, leaves in steps], dtype=np.uint64)
        self._starts, self._first = np.array(starts, dtype=np.intp), np.array(first, dtype=np.intp)
        self._worth = np.array(worth)

    def totals(self, rows: Figures | Halves) -> Figures:
        """Add up for each row what its leaves are worth, tree after tree."""
        parts = [self._totals(rows[start : start + AT_ONCE]) for start in range(0, len(rows), AT_ONCE)]
        return np.concatenate(parts) if parts else np.zeros(0)

    def _totals(self, rows: Figures | Halves) -> Figures:
        to_the_left = rows[:, self._features] <= self._bounds
        alive = np.bitwise_and.reduceat(np.where(to_the_left, ALL, self._left_over), self._starts, axis=1)
        lowest = (alive & (~alive + np.uint64(1))).astype(np.float64)
        worth = self._worth[self._first + np.frexp(lowest)[1] - 1]
        totals: Figures = np.cumsum(worth, axis=1)[:, -1]  # one after the other, as one payment alone adds them up
        return totals


def _numbered(
    features: Sequence[int], bounds: Sequence[float], left: Sequence[int], right: Sequence[int]
) -> tuple[list[Step], list[int]]:
    """Give the steps of a tree, and its leaves from left to right."""
    below: dict[int, list[int]] = {}
    for node in range(len(features) - 1, -1, -1):
        below[node] = [node] if features[node] < 0 else below[left[node]] + below[right[node]]
    place = {leaf: number for number, leaf in enumerate(below[0])}
    steps = [NEVER_RIGHT]
    for node, feature in enumerate(features):
        if feature >= 0:
            gone = sum(1 << place[leaf] for leaf in below[left[node]])
            steps.append((feature, bounds[node], np.uint64(int(ALL) & ~gone)))
    return steps, below[0]
