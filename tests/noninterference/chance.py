"""Chance that can be repeated: every step of a scene has its own, so that a step more changes none of the others."""

import random
import string
from dataclasses import dataclass, field

ALPHABET = string.ascii_letters + string.digits


@dataclass(slots=True)
class RepeatableIds:
    """Makes ids that depend on the turn and on nothing that happened before it."""

    _chance: random.Random = field(default_factory=lambda: random.Random(0))

    def turn_to(self, key: str) -> None:
        """Begin the ids of a step."""
        self._chance = random.Random(key)

    def new_id(self) -> str:
        """Give an id of 32 hexadecimal digits."""
        return self._chance.randbytes(16).hex()

    def secret(self) -> str:
        """Give a secret of 43 characters."""
        return "".join(self._chance.choices(ALPHABET, k=43))

    def padding(self, count: int) -> tuple[bytes, ...]:
        """Give so many hashes of 32 bytes."""
        return tuple(self._chance.randbytes(32) for _ in range(count))
