"""Figures: percentiles and medians, as the benchmarks print them."""

import math
from collections.abc import Sequence


def percentile(ordered: Sequence[float], which: int) -> float:
    """Give a percentile of ordered figures (nearest rank), rounded to hundredths."""
    return round(ordered[max(0, math.ceil(len(ordered) * which / 100) - 1)], 2)
