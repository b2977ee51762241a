"""What reads rows of the law, loaded when the first ones come: a node that is not asked has no law in its memory."""

import importlib
from collections.abc import Sequence

from simpul.core.lawbook import OfferedRows, RowsProposal
from simpul.services.lawkeeping import LawKeeping
from simpul.services.ports.world import Clock
from simpul.services.recording import Recorder
from simpul.storage.store import Store

_LAW = "simpul.formats.law.added"


class LateLawChecker:
    """Checks rows of the law as `simpul.formats.law.added` does; every promise and refusal is its own."""

    def check(self, accepted: Sequence[OfferedRows], proposal: RowsProposal) -> int:
        """Give how many rows a proposal has, once they fit the register."""
        return int(importlib.import_module(_LAW).check(accepted, proposal))


def lawkeeping_of(store: Store, recorder: Recorder, clock: Clock) -> LawKeeping:
    """Give what takes rows of the law at a node."""
    return LawKeeping(clock=clock, ledger=store.ledger, reads=store.law, checker=LateLawChecker(), recorder=recorder)
