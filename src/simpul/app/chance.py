"""The clock and the chance of a running node: the only place that asks the machine for either."""

import os
import secrets
from dataclasses import dataclass
from datetime import UTC, datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class SystemClock:
    """Tells the machine's time."""

    def now(self) -> datetime:
        """Give the present moment in UTC."""
        return datetime.now(UTC)  # noqa: TID251  this is the clock that everybody else asks


@dataclass(frozen=True, slots=True, kw_only=True)
class SystemIds:
    """Makes ids and secrets from the machine's randomness."""

    def new_id(self) -> str:
        """Give a random id of 32 hexadecimal digits."""
        return secrets.token_hex(16)

    def secret(self) -> str:
        """Give a secret of 43 URL-safe characters: 256 bits."""
        return secrets.token_urlsafe(32)

    def padding(self, count: int) -> tuple[bytes, ...]:
        """Give so many random hashes of 32 bytes."""
        chance = os.urandom(32 * count)
        return tuple(chance[start : start + 32] for start in range(0, len(chance), 32))
