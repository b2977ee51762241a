"""Waiting for a condition: long enough for a machine that is slow and busy, and with words for when it does not come.

Whoever waits says what holds at the end, and how to tell how things stand; a time that is right on one machine is
wrong on the next, so no test waits for a time.
"""

import time
from collections.abc import Callable

import pytest

PATIENCE_SECONDS = 240.0
"""Less than half of what a test has altogether (pyproject.toml): what does not come is told before that ends it."""

PATIENCE_MILLISECONDS = PATIENCE_SECONDS * 1_000
LOOK_SECONDS = 0.02


def until(
    holds: Callable[[], object],
    *,
    stands: Callable[[], object] = lambda: "",
    seconds: float = PATIENCE_SECONDS,
    look_seconds: float = LOOK_SECONDS,
) -> None:
    """Wait until something holds, and fail with how things stand where it does not in time."""
    end = time.monotonic() + seconds
    while not holds():
        if time.monotonic() > end:
            pytest.fail(f"it does not hold after {seconds:.0f} s; how things stand: {stands()}")
        time.sleep(look_seconds)
