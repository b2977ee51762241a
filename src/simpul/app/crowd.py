"""Asking the indexes of lists many questions: in processes of their own where there are many, else at once."""

import os
from collections.abc import Mapping, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field

from simpul.app.beside import STANDING, Beside
from simpul.engines.screening.index import ScreeningIndex
from simpul.engines.screening.subject import Hit, Query
from simpul.services.ports.screening import Found, Partition

Answers = list[dict[Partition, tuple[Hit, ...]]]

MOST_PROCESSES = 8
WORTH_A_CROWD = 1_500
"""So many questions are worth starting processes for."""

SHARE = 250
"""Questions that a process takes at a time."""


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

    beside: Beside = field(default_factory=lambda: Beside(min(MOST_PROCESSES, os.cpu_count() or 1)))
    worth: int = WORTH_A_CROWD

    def ask(
        self, partitions: Mapping[Partition, ScreeningIndex], queries: Sequence[Query], *, limit: int, least: float
    ) -> Found:
        """Begin to ask; only hits of at least this score are found."""
        if self.beside.processes < 2 or (not self.beside.are_there and len(queries) < self.worth):
            return _Ready(_answers(partitions, queries, limit, least))
        pool = self.beside.knowing(partitions)
        shares = [queries[first : first + SHARE] for first in range(0, len(queries), SHARE)]
        return _Coming([pool.submit(_answered, share, limit, least) for share in shares])

    def disperse(self) -> None:
        """End the processes."""
        self.beside.disperse()


def _answered(queries: Sequence[Query], limit: int, least: float) -> Answers:
    return _answers(STANDING, queries, limit, least)


def _answers(
    partitions: Mapping[Partition, ScreeningIndex], queries: Sequence[Query], limit: int, least: float
) -> Answers:
    answers: Answers = [{} for _ in queries]
    for key, index in partitions.items():
        for answer, hits in zip(answers, index.screen_many(queries, limit=limit, at_least=least), strict=True):
            if hits:
                answer[key] = hits
    return answers
