"""Quotas: how much each caller may use in a minute; what is not used adds up to one minute's worth and no more."""

import math
import time
from collections.abc import Callable

from simpul.web.errors import TooManyError


class Quota:
    """So many a minute for each caller. Whoever has any left may use more than is left, and then waits for it."""

    def __init__(self, per_minute: int, *, now: Callable[[], float] = time.monotonic) -> None:
        """Begin with a full minute's worth for everybody; `now` counts seconds."""
        self._per_minute = per_minute
        self._now = now
        self._left: dict[str, tuple[float, float]] = {}

    def admit(self, caller: str) -> None:
        """Let a caller go on that has some left.

        Raises:
            TooManyError: nothing is left; with the seconds to wait.
        """
        left = self._present(caller)
        if left < 1:
            raise TooManyError(math.ceil((1 - left) * 60 / self._per_minute))

    def spend(self, caller: str, count: int = 1) -> None:
        """Take so many from what the caller has left."""
        self._left[caller] = (self._present(caller) - count, self._now())

    def _present(self, caller: str) -> float:
        left, since = self._left.get(caller, (float(self._per_minute), self._now()))
        return min(float(self._per_minute), left + (self._now() - since) * self._per_minute / 60)
