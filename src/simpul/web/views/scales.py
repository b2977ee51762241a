"""Scales of scores: the engine's own, and the one on which clients of OpenSanctions' algorithms set thresholds.

A client that names one of those algorithms gets scores on a scale on which its default threshold is ours: a threshold
that was chosen there then alerts on what we alert on, and a stricter one stays stricter. The order is the same on both.
"""

import math
from dataclasses import dataclass

from simpul.services.matching import THRESHOLD

DIGITS = 10_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """A scale by the score that stands on it for the engine's threshold; between 0, that one and 1 it is even."""

    threshold: float

    def shown(self, score: float) -> float:
        """Give a score of the engine on this scale, cut to four digits so that it never shows more than it is."""
        if score < THRESHOLD:
            told = score * self.threshold / THRESHOLD
        else:
            told = self.threshold + (score - THRESHOLD) * (1.0 - self.threshold) / (1.0 - THRESHOLD)
        return math.floor(told * DIGITS + 1e-6) / DIGITS

    def meant(self, told: float) -> float:
        """Give the engine's score that stands for one on this scale."""
        if told < self.threshold:
            return told * THRESHOLD / self.threshold
        return THRESHOLD + (told - self.threshold) * (1.0 - THRESHOLD) / (1.0 - self.threshold)


OWN = Scale(threshold=THRESHOLD)
OPENSANCTIONS = Scale(threshold=0.7)
"""The default threshold of OpenSanctions' algorithms (yente 5.5, `SCORE_THRESHOLD`)."""
