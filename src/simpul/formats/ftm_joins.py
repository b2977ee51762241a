"""Where in a file the lines stand that are to be joined to others: some twenty bytes for each, whatever they say."""

import struct
from collections import Counter
from collections.abc import Iterator

RECORD = struct.Struct("<QQI")
BUCKETS = 1 << 16


class Joins:
    """The numbers and offsets of lines by key. Look at what a key finds: two may look the same."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self._buckets: dict[int, bytearray] = {}
        self._kinds: dict[str, int] = {}
        self._kind_of = bytearray()
        self._used = bytearray()

    def begin(self, kind: str) -> int:
        """Count a line of this kind, and give its number."""
        known = self._kinds.setdefault(kind, len(self._kinds))
        self._kind_of.append(known)
        self._used.append(0)
        return len(self._used) - 1

    def add(self, key: str, *, number: int, offset: int) -> None:
        """Keep where the line stands that is found by this key."""
        mark = _mark(key)
        self._buckets.setdefault(mark % BUCKETS, bytearray()).extend(RECORD.pack(mark, offset, number))

    def find(self, key: str) -> Iterator[tuple[int, int]]:
        """Give the number and the offset of every line kept under this key, in the order in which they were kept."""
        mark = _mark(key)
        bucket = self._buckets.get(mark % BUCKETS, b"")
        yield from ((number, offset) for found, offset, number in RECORD.iter_unpack(bucket) if found == mark)

    def has(self, key: str) -> bool:
        """Say whether a line is kept under this key."""
        return any(True for _ in self.find(key))

    def use(self, number: int) -> None:
        """Note that a line has been joined to another."""
        self._used[number] = 1

    @property
    def used(self) -> int:
        """How many lines have been joined to others."""
        return self._used.count(1)

    def unused(self) -> dict[str, int]:
        """Give how many lines of each kind have not been joined to any."""
        names = {known: kind for kind, known in self._kinds.items()}
        pairs = zip(self._kind_of, self._used, strict=True)
        return {names[known]: count for known, count in Counter(known for known, used in pairs if not used).items()}


def _mark(key: str) -> int:
    return hash(key) & 0xFFFF_FFFF_FFFF_FFFF
