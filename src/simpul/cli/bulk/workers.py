"""Work that is done by several processes, its results in the order of the work.

The processes are forked, so that what the work needs, a large index above all, is there once for all of them. Each has
one piece of work at a time: no more is held in memory than one piece for each. Where a process cannot be forked, and
for one worker, the work is done in this one.
"""

import gc
import multiprocessing
import os
import signal
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from multiprocessing.connection import Connection
from multiprocessing.context import ForkProcess
from typing import Generic, TypeVar

from simpul.core.errors import Error

W = TypeVar("W")
R = TypeVar("R")


class WorkerEndedError(Error):
    """Says that a process ended before its work was done: killed, perhaps for want of memory."""

    code = "worker-ended"


def worked(work: Callable[[W], R], pieces: Iterable[W], *, workers: int) -> Generator[R, None, None]:
    """Give what the work makes of each piece, in the order of the pieces; who stops asking closes it.

    Raises:
        WorkerEndedError: a process was killed.
    """
    if workers == 1 or not hasattr(os, "fork"):
        yield from map(work, pieces)
    else:
        yield from _forked(work, pieces, workers)


def _forked(work: Callable[[W], R], pieces: Iterable[W], workers: int) -> Generator[R, None, None]:
    gc.collect()
    gc.freeze()  # what is there now is shared: the collector must not write to it
    crew: list[_Worker[W, R]] = []
    try:
        for _ in range(workers):
            crew.append(_Worker(work, [each.ours for each in crew]))
        yield from _in_order(crew, iter(pieces))
        for worker in crew:
            worker.finish()
    finally:
        for worker in crew:
            worker.end()
        gc.unfreeze()


def _in_order(crew: "Sequence[_Worker[W, R]]", pieces: Iterator[W]) -> Iterator[R]:
    """Hand the pieces out in turn, and take the results in turn: a worker's result before its next piece."""
    busy: deque[_Worker[W, R]] = deque()
    for number, piece in enumerate(pieces):
        worker = crew[number % len(crew)]
        done = busy.popleft().result() if len(busy) == len(crew) else None
        worker.give(piece)
        busy.append(worker)
        if done is not None:
            yield done
    while busy:
        yield busy.popleft().result()


class _Worker(Generic[W, R]):
    """One forked process and the pipe to it."""

    def __init__(self, work: Callable[[W], R], others: Sequence[Connection]) -> None:
        context = multiprocessing.get_context("fork")
        self.ours, theirs = context.Pipe()
        self._process: ForkProcess = context.Process(
            target=_serve, args=(work, theirs, (self.ours, *others)), name="simpul-worker", daemon=True
        )
        self._process.start()
        theirs.close()

    def give(self, piece: W) -> None:
        """Hand a piece of work over."""
        try:
            self.ours.send(piece)
        except BrokenPipeError as ended:
            raise self._ended() from ended

    def result(self) -> R:
        """Wait for what the work made of the piece."""
        try:
            made: R = self.ours.recv()
        except (EOFError, ConnectionResetError) as ended:
            raise self._ended() from ended
        return made

    def finish(self) -> None:
        """Say that there is no more work, and wait until the process has ended by itself."""
        self.ours.close()
        self._process.join()

    def end(self) -> None:
        """End the process, whatever it does."""
        self.ours.close()
        if self._process.is_alive():
            self._process.kill()
        self._process.join()

    def _ended(self) -> WorkerEndedError:
        self._process.join(timeout=1)
        return WorkerEndedError(f"a worker ended with status {self._process.exitcode}; nothing was written")


def _serve(work: Callable[[W], R], theirs: Connection, parents: Sequence[Connection]) -> None:
    """Work until the other end is closed; what is typed at the keyboard is the parent's affair."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    for end in parents:
        end.close()
    while True:
        try:
            piece: W = theirs.recv()
        except EOFError:
            return
        theirs.send(work(piece))
