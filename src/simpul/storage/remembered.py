"""What the writer remembers of the database, so as not to read it again for every act.

Each act's changes stand apart until its savepoint is released: an act that fails leaves no trace here either.
"""

from collections.abc import Hashable
from typing import Generic, TypeVar

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


class Remembered(Generic[K, V]):
    """A mapping with the changes of the present act on top, to be kept or undone."""

    def __init__(self) -> None:
        """Remember nothing."""
        self._kept: dict[K, V] = {}
        self._changed: dict[K, V] = {}

    def get(self, key: K) -> V | None:
        """Give what is remembered."""
        found = self._changed.get(key)
        return self._kept.get(key) if found is None else found

    def learn(self, key: K, value: V) -> None:
        """Remember what was read from the database: true whether the act succeeds or not."""
        self._kept[key] = value

    def change(self, key: K, value: V) -> None:
        """Remember what the present act changes."""
        self._changed[key] = value

    def keep(self) -> tuple[K, ...]:
        """Let the changes of the act stand, and say which they are."""
        changed = tuple(self._changed)
        self._kept |= self._changed
        self._changed.clear()
        return changed

    def undo(self) -> None:
        """Forget the changes of the act."""
        self._changed.clear()

    def forget(self) -> None:
        """Forget everything: it is read again from the database."""
        self._kept.clear()
        self._changed.clear()
