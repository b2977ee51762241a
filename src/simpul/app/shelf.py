"""The shelf on which the present screening indexes stand; replaced whole, so that a reader never sees half a change."""

import threading
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from weakref import WeakKeyDictionary

from simpul.engines.screening.index import ScreeningIndex
from simpul.engines.screening.subject import Hit, Query
from simpul.services.ports.screening import Partition, Standing


class IndexShelf:
    """Holds the present indexes; safe to read while others are put."""

    def __init__(self) -> None:
        """Begin empty."""
        self._partitions: Mapping[Partition, ScreeningIndex] = {}
        self._standing = Standing(partitions={}, editions={})
        self._lock = threading.Lock()

    def partitions(self) -> Mapping[Partition, ScreeningIndex]:
        """Give the present indexes."""
        return self._partitions

    def put(self, partitions: Mapping[Partition, ScreeningIndex]) -> None:
        """Let other indexes stand in their place."""
        self._partitions = partitions

    def standing(self) -> Standing:
        """Give the indexes of lists, each whole and in one edition."""
        return self._standing

    def enforce(self, placed: Standing) -> None:
        """Let these lists stand whole in these editions; other lists stand as before."""
        with self._lock:
            others = {
                key: index for key, index in self._standing.partitions.items() if key.list_id not in placed.editions
            }
            self._standing = Standing(
                partitions=others | dict(placed.partitions),
                editions=dict(self._standing.editions) | dict(placed.editions),
            )


MOST_REMEMBERED = 100_000
"""Questions of one index whose answers are kept, the latest asked; most people resemble nobody and take 0.5 kB."""


_Known = OrderedDict[tuple[Query, int, float], tuple[Hit, ...]]


@dataclass(frozen=True, slots=True)
class Answered:
    """What an index answered to questions of which nothing was remembered: the hits of each."""

    partition: Partition
    limit: int
    least: float
    hits: tuple[tuple[Query, tuple[Hit, ...]], ...]


class IndexRecall:
    """Asks indexes and remembers what they answered as long as they stand; safe to use by several threads.

    It keeps no index in memory that nobody else has, and forgets its answers with it.
    """

    def __init__(self) -> None:
        """Remember nothing yet."""
        self._answers: WeakKeyDictionary[ScreeningIndex, _Known] = WeakKeyDictionary()
        self._lock = threading.Lock()

    def ask(
        self, partition: Partition, index: ScreeningIndex, queries: Sequence[Query], *, limit: int, least: float
    ) -> Sequence[tuple[Hit, ...]]:
        """Give for each question its hits of at least this score; only what is new is asked."""
        with self._lock:
            known = self._answers.setdefault(index, OrderedDict())
            found = {query: known.get((query, limit, least)) for query in queries}
        fresh = [query for query, hits in found.items() if hits is None]
        if fresh:
            found.update(self._asked(partition, index, fresh, limit=limit, least=least).hits)
        told = [found[query] or () for query in queries]
        with self._lock:
            for query in queries:
                known[query, limit, least] = found[query] or ()
                known.move_to_end((query, limit, least))
            while len(known) > MOST_REMEMBERED:
                known.popitem(last=False)
        return told

    def learn(self, answered: Answered, index: ScreeningIndex) -> None:
        """Remember what another process was answered by this index."""
        with self._lock:
            known = self._answers.setdefault(index, OrderedDict())
            for query, hits in answered.hits:
                known.setdefault((query, answered.limit, answered.least), hits)
            while len(known) > MOST_REMEMBERED:
                known.popitem(last=False)

    def _asked(
        self, partition: Partition, index: ScreeningIndex, fresh: Sequence[Query], *, limit: int, least: float
    ) -> Answered:
        hits = index.screen_many(fresh, limit=limit, at_least=least)
        return Answered(partition, limit, least, tuple(zip(fresh, hits, strict=True)))


class RecallBeside(IndexRecall):
    """The recall of a process beside the node, which tells the node what it was answered anew; for one thread."""

    def __init__(self) -> None:
        """Remember nothing yet."""
        super().__init__()
        self._anew: list[Answered] = []

    def answered_anew(self) -> tuple[Answered, ...]:
        """Give what was answered anew since this was asked for."""
        anew, self._anew = self._anew, []
        return tuple(anew)

    def _asked(
        self, partition: Partition, index: ScreeningIndex, fresh: Sequence[Query], *, limit: int, least: float
    ) -> Answered:
        answered = super()._asked(partition, index, fresh, limit=limit, least=least)
        self._anew.append(answered)
        return answered
