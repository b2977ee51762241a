"""What a node does when nothing happens: it gives back the memory that it keeps for speed.

A node that has worked keeps the words that were asked for, the pages of the database and the statements of its readers.
What comes after a rest is compared and read anew, which takes some milliseconds once.
"""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass

from simpul.app.memory import give_memory_back
from simpul.app.node import Node
from simpul.core.errors import Error

QUIET_SECONDS = 30.0
"""The node rests when nothing was written for so long: whatever is asked or comes in leaves a record."""


@dataclass(slots=True, kw_only=True)
class Resting:
    """Gives memory back once after each time in which something happened; `trouble` is told why it could not."""

    node: Node
    trouble: Callable[[str], None]
    quiet_seconds: float = QUIET_SECONDS
    _stirred: int = 0

    def stir(self) -> None:
        """Say that something happened; from any thread."""
        self._stirred += 1

    async def run(self) -> None:
        """Rest whenever it is quiet, for ever."""
        before, rested = self._stirred, -1
        while True:
            await asyncio.sleep(self.quiet_seconds)
            if before == self._stirred != rested:
                rested = before
                await asyncio.to_thread(self._rest)
            before = self._stirred

    def _rest(self) -> None:
        self.node.screening.forget()
        try:
            self.node.store.rest()
        except Error as error:
            self.trouble(str(error))
        give_memory_back()
