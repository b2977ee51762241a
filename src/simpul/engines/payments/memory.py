"""What is remembered beyond the windows: bounded in time and in number, forgotten oldest first."""

from collections.abc import Hashable, Iterator
from typing import Generic, TypeVar

Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")


class Memory(Generic[Key, Value]):
    """Values by key; what was not asked for during a whole generation is forgotten with it.

    A generation ends with the first new value after half of the span has passed or half of the room is full. So a value
    stays for at least half the span after it was last asked for, unless the room was too small.
    """

    __slots__ = ("crowded_out", "old", "room", "since", "span", "young")

    def __init__(self, *, span: int, room: int) -> None:
        self.span = span
        self.room = room
        self.since: int | None = None
        self.young: dict[Key, Value] = {}
        self.old: dict[Key, Value] = {}
        self.crowded_out = 0

    def get(self, key: Key) -> Value | None:
        """Give what is remembered under a key, and keep it another generation."""
        value = self.young.get(key)
        if value is None and self.old:
            value = self.old.pop(key, None)
            if value is not None:
                self.young[key] = value
        return value

    def peek(self, key: Key) -> Value | None:
        """Give what is remembered under a key, and leave everything as it is."""
        value = self.young.get(key)
        return self.old.get(key) if value is None else value

    def put(self, key: Key, value: Value, *, now: int) -> None:
        """Remember a new value."""
        if self.since is None:
            self.since = now
        full = 2 * len(self.young) >= self.room
        if full or 2 * (now - self.since) >= self.span:
            self.crowded_out += len(self.old) if full else 0
            self.old = self.young
            self.young = {}
            self.since = now
        self.young[key] = value

    def __len__(self) -> int:
        return len(self.young) + len(self.old)

    def items(self) -> Iterator[tuple[Key, Value]]:
        """Give everything remembered, the older generation first."""
        yield from self.old.items()
        yield from self.young.items()
