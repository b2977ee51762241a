"""Chance from a seed: the same seed gives the same draws, and each purpose has draws of its own."""

import zlib

import numpy as np
import numpy.typing as npt

Numbers = npt.NDArray[np.int64]
Figures = npt.NDArray[np.float64]


def chance(seed: int, purpose: str) -> np.random.Generator:
    """Give the draws of one purpose; what is drawn for one changes nothing of another."""
    return np.random.Generator(np.random.PCG64([seed, zlib.crc32(purpose.encode())]))


def some(draw: np.random.Generator, of: Numbers, count: int) -> Numbers:
    """Choose so many of them, none twice."""
    chosen: Numbers = draw.choice(of, size=count, replace=False)
    return chosen


def sorted_days(draw: np.random.Generator, count: int, begins: float, ends: float) -> list[float]:
    """Choose moments between two days, in order."""
    return sorted(draw.uniform(begins, ends, count).tolist())
