"""Processes beside the node that know some of its indexes, for work that is only computing.

A process gets the indexes once and keeps them until others stand or the processes are let go. Processes are started
anew, not forked: a node has threads. They end with the node, however it ends.
"""

import os
import sys
import threading
from collections.abc import Mapping
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass, field
from multiprocessing import get_context, parent_process
from multiprocessing.connection import wait

from simpul.app.memory import keep_what_is_built, let_memory_settle
from simpul.engines.screening.index import ScreeningIndex
from simpul.services.ports.screening import Partition

STANDING: dict[Partition, ScreeningIndex] = {}
"""What a process beside the node knows; empty in the node itself."""


@dataclass(slots=True)
class Beside:
    """So many processes, none before they are needed."""

    processes: int
    _pool: ProcessPoolExecutor | None = None
    _first: Future[None] | None = None
    """Done when the first of them is there, or never will be."""
    _known: Mapping[Partition, ScreeningIndex] = field(default_factory=dict)

    @property
    def are_there(self) -> bool:
        """Whether the processes have been started."""
        return self._pool is not None

    def know(self, partitions: Mapping[Partition, ScreeningIndex]) -> bool:
        """Say whether processes have been started that know these indexes, and no others."""
        same = self._known.keys() == partitions.keys() and all(
            self._known[key] is index for key, index in partitions.items()
        )
        return self._pool is not None and same

    def knowing(self, partitions: Mapping[Partition, ScreeningIndex]) -> ProcessPoolExecutor:
        """Give processes that know these indexes, and no others."""
        if self._pool is None or not self.know(partitions):
            self.disperse()
            self._known = dict(partitions)
            self._pool = ProcessPoolExecutor(
                self.processes, mp_context=get_context("spawn"), initializer=_stand, initargs=(self._known,)
            )
            self._first = self._pool.submit(_be_there)
        return self._pool

    def ready(self, partitions: Mapping[Partition, ScreeningIndex]) -> ProcessPoolExecutor | None:
        """Give processes that know these indexes, or nothing while they start: nobody waits for them then.

        Raises:
            BrokenExecutor: one of them ended by itself.
        """
        pool = self.knowing(partitions)
        return pool if self._first is None or self._first.done() else None

    def begin(self, partitions: Mapping[Partition, ScreeningIndex]) -> None:
        """Start the processes with these indexes, and wait until the first is there.

        Raises:
            BrokenExecutor: it ended by itself.
        """
        self.knowing(partitions)
        if self._first is not None:
            self._first.result()

    def disperse(self) -> None:
        """End the processes; what they had not begun is cancelled."""
        if self._pool is not None:
            _let_go(self._pool)
            self._pool.shutdown(cancel_futures=True)
        self._pool, self._first, self._known = None, None, {}


def _let_go(pool: ProcessPoolExecutor) -> None:
    """Let nobody wait for a process that ended by itself to read what was on its way to it.

    Python before 3.11.5 waits there for ever (its issue 94777): a thread writes to a pipe of which only we still hold
    the end that is read.
    """
    if sys.version_info < (3, 11, 5) and pool._broken:  # noqa: SLF001  # nothing public says so
        pool._call_queue._reader.close()  # type: ignore[attr-defined]  # noqa: SLF001  # nor lets go of the pipe


def _be_there() -> None:
    """Do nothing: who did it is there."""


def _stand(partitions: dict[Partition, ScreeningIndex]) -> None:
    """Make a process ready: it knows the indexes, and ends when the node is killed and can no longer tell it to."""
    let_memory_settle()
    STANDING.update(partitions)
    keep_what_is_built()
    threading.Thread(target=_end_with_the_node, name="end-with-the-node", daemon=True).start()


def _end_with_the_node() -> None:
    node = parent_process()
    if node is not None:
        wait([node.sentinel])
        os._exit(0)
