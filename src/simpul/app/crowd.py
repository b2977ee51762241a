"""Asking the indexes of lists many questions: in processes of their own where there are many, else at once.

A process gets the indexes once and keeps them until the crowd disperses or other indexes stand. Processes are started
anew, not forked: a node has threads. They end with the node, however it ends.
"""

import os
import threading
from collections.abc import Mapping, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass, field
from multiprocessing import get_context, parent_process
from multiprocessing.connection import wait

from simpul.engines.screening.index import ScreeningIndex
from simpul.engines.screening.subject import Hit, Query
from simpul.services.ports.screening import Found, Partition

Answers = list[dict[Partition, tuple[Hit, ...]]]

MOST_PROCESSES = 8
WORTH_A_CROWD = 1_500
"""So many questions are worth starting processes for."""

SHARE = 250
"""Questions that a process takes at a time."""

_standing: dict[Partition, ScreeningIndex] = {}
"""What a process of the crowd asks; empty in the node itself."""


@dataclass(frozen=True, slots=True)
class _Ready:
    answers: Answers

    def result(self) -> Answers:
        return self.answers


@dataclass(frozen=True, slots=True)
class _Coming:
    parts: list[Future[Answers]]

    def result(self) -> Answers:
        return [answer for part in self.parts for answer in part.result()]


@dataclass(slots=True)
class ProcessCrowd:
    """Asks with as many processes as there are processors."""

    processes: int = field(default_factory=lambda: min(MOST_PROCESSES, os.cpu_count() or 1))
    worth: int = WORTH_A_CROWD
    _pool: ProcessPoolExecutor | None = None
    _known: Mapping[Partition, ScreeningIndex] = field(default_factory=dict)

    def ask(
        self, partitions: Mapping[Partition, ScreeningIndex], queries: Sequence[Query], *, limit: int, least: float
    ) -> Found:
        """Begin to ask; only hits of at least this score are found."""
        if self.processes < 2 or (self._pool is None and len(queries) < self.worth):
            return _Ready(_answers(partitions, queries, limit, least))
        pool = self._gathered(partitions)
        shares = [queries[first : first + SHARE] for first in range(0, len(queries), SHARE)]
        return _Coming([pool.submit(_answered, share, limit, least) for share in shares])

    def disperse(self) -> None:
        """End the processes."""
        if self._pool is not None:
            self._pool.shutdown(cancel_futures=True)
        self._pool, self._known = None, {}

    def _gathered(self, partitions: Mapping[Partition, ScreeningIndex]) -> ProcessPoolExecutor:
        """Give processes that know these indexes."""
        same = self._known.keys() == partitions.keys() and all(
            self._known[key] is index for key, index in partitions.items()
        )
        if self._pool is None or not same:
            self.disperse()
            self._known = dict(partitions)
            self._pool = ProcessPoolExecutor(
                self.processes, mp_context=get_context("spawn"), initializer=_stand, initargs=(self._known,)
            )
        return self._pool


def _stand(partitions: dict[Partition, ScreeningIndex]) -> None:
    """Make a process ready: it knows the indexes, and ends when the node is killed and can no longer tell it to."""
    _standing.update(partitions)
    threading.Thread(target=_end_with_the_node, name="end-with-the-node", daemon=True).start()


def _end_with_the_node() -> None:
    node = parent_process()
    if node is not None:
        wait([node.sentinel])
        os._exit(0)


def _answered(queries: Sequence[Query], limit: int, least: float) -> Answers:
    return _answers(_standing, queries, limit, least)


def _answers(
    partitions: Mapping[Partition, ScreeningIndex], queries: Sequence[Query], limit: int, least: float
) -> Answers:
    answers: Answers = [{} for _ in queries]
    for key, index in partitions.items():
        for answer, hits in zip(answers, index.screen_many(queries, limit=limit, at_least=least), strict=True):
            if hits:
                answer[key] = hits
    return answers
