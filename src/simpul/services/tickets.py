"""Tickets: what an unfinished sign-in must bring back, kept by the browser and readable by this node only.

So a stranger who begins a thousand sign-ins leaves nothing in the ledger.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from simpul.core.errors import TamperedError
from simpul.core.ids import canonical_bytes, timestamp
from simpul.services.ports.access import Vault
from simpul.services.ports.world import Clock

TICKET_LENGTH = timedelta(minutes=10)
MOST_TICKET = 4000
ENDS = "ends"


@dataclass(frozen=True, slots=True, kw_only=True)
class Tickets:
    """Writes and reads tickets."""

    vault: Vault
    clock: Clock

    def write(self, purpose: str, said: Mapping[str, str]) -> str:
        """Give a ticket that says this, for ten minutes and for this purpose only."""
        ends = timestamp(self.clock.now() + TICKET_LENGTH)
        return self.vault.seal(canonical_bytes({**said, ENDS: ends}), purpose=purpose).hex()

    def read(self, purpose: str, ticket: str) -> Mapping[str, str] | None:
        """Give what a ticket says, unless it has ended or was not written here for this purpose."""
        if len(ticket) > MOST_TICKET:
            return None
        try:
            said: dict[str, str] = json.loads(self.vault.open(bytes.fromhex(ticket), purpose=purpose))
        except (ValueError, TamperedError):
            return None
        return said if self.clock.now() < ends_at(said) else None


def ends_at(said: Mapping[str, str]) -> datetime:
    """Give when the ticket ends."""
    return datetime.fromisoformat(said[ENDS])
