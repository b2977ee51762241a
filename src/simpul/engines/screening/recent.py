"""What was asked for lately, remembered within bounds: few words of names are asked for often, and many but once."""

from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

LEAST_HELD = 8
"""Beside so many names as much is remembered as beside fewer: one question asks for the same words several times."""

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


def _one(_: object) -> int:
    return 1


def room(most: int, each: int, held: int) -> int:
    """Give how much is remembered beside so many names held: for each so much, and never more than `most` in all.

    Of a few names hardly anything is worth remembering, and a node has an index of a few names for every set of terms.
    """
    return min(most, each * max(LEAST_HELD, held))


class Recent(Generic[K, V]):
    """Remembers values: always the latest ones up to so many, never twice as many."""

    def __init__(self, most: int, size: Callable[[V], int] = _one) -> None:
        """Begin empty; `size` says as how many a value counts."""
        self._most = most
        self._size = size
        self._taken = 0
        self._young: dict[K, V] = {}
        self._old: dict[K, V] = {}

    def get(self, key: K) -> V | None:
        """Give what is remembered, if it is."""
        found = self._young.get(key)
        if found is None and key in self._old:
            found = self._old.pop(key)
            self.put(key, found)
        return found

    def put(self, key: K, value: V) -> V:
        """Remember this, and give it."""
        self._taken += self._size(value)
        if self._taken > self._most:
            self._old, self._young = self._young, {}
            self._taken = self._size(value)
        self._young[key] = value
        return value
