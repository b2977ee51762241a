"""Processes that throw inputs, each within a bound of memory; one that dies or hangs is a problem, and replaced."""

import resource
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnContext, SpawnProcess
from pathlib import Path

from tests.fuzz.attempts import Tally, throw
from tests.fuzz.parsers import turns_of

MOST_MEMORY = 512 * 1024 * 1024
MOST_SILENT = 180.0
"""Seconds without a word from a worker, which speaks several times a second, until it counts as hanging."""
REPORTED_EVERY = 0.5
"""Seconds between two words of a worker; the first comes after its first input."""
PASSED_OVER = 1_000
"""How many inputs behind the last it told of a worker's successor begins."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of all inputs of a run."""

    tally: Tally
    seconds: float
    peak_bytes: int


@dataclass(slots=True, kw_only=True)
class _Worker:
    """One process: where its numbers begin, and the last that is known of it."""

    process: SpawnProcess
    said: Connection
    since: float
    last: int
    tally: Tally
    peak: int = 0


def thrown(
    count: int,
    *names: str,
    seed: int,
    workers: int,
    seconds: float = 0.0,
    progress: Callable[[int], None] = lambda _: None,
) -> Outcome:
    """Throw this many inputs from several processes at the parsers of these names, or at all; tell the progress.

    `seconds`, if given, is the time after which no more is thrown.
    """
    begun = time.monotonic()
    total, peak = Tally(), 0
    start = partial(_started, get_context("spawn"), names, count=count, step=workers, seed=seed)
    running = [start(first) for first in range(min(workers, count))]
    while running:
        progress(total.inputs + sum(worker.tally.inputs for worker in running))
        for worker in list(running):
            over = seconds and time.monotonic() - begun > seconds
            if _listen(worker) and not over:
                continue
            worker.process.kill()
            worker.process.join()
            running.remove(worker)
            total.add(worker.tally)
            peak = max(peak, worker.peak)
            if not over and worker.last < count - workers:
                total.problems.append(_fallen(worker, step=workers, seed=seed))
                running.append(start(worker.last + PASSED_OVER * workers))
    return Outcome(tally=total, seconds=time.monotonic() - begun, peak_bytes=peak)


def _listen(worker: _Worker) -> bool:
    """Hear what a worker says; whether it is still to be heard."""
    try:
        while worker.said.poll(0.05):
            worker.last, worker.tally, worker.peak = worker.said.recv()
            worker.since = time.monotonic()
    except EOFError:
        return False
    return time.monotonic() - worker.since < MOST_SILENT


def _started(context: SpawnContext, names: tuple[str, ...], first: int, *, count: int, step: int, seed: int) -> _Worker:
    said, says = context.Pipe(duplex=False)
    process = context.Process(target=_work, args=(says, names, first, count, step, seed), daemon=True)
    process.start()
    says.close()
    return _Worker(process=process, said=said, since=time.monotonic(), last=first - step, tally=Tally())


def _fallen(worker: _Worker, *, step: int, seed: int) -> str:
    """Say that a worker died or hung; its successor goes on behind the inputs among which it did."""
    return (
        f"a worker ended with {worker.process.exitcode} after input {worker.last} "
        f"(seed {seed}, every {step}th input, within {REPORTED_EVERY} s of it)"
    )


def _work(says: Connection, names: tuple[str, ...], first: int, count: int, step: int, seed: int) -> None:
    resource.setrlimit(resource.RLIMIT_DATA, (MOST_MEMORY, MOST_MEMORY))
    told = float("-inf")
    last, tally = first - step, Tally()
    for last, tally in throw(range(first, count, step), seed=seed, turns=turns_of(*names)):
        if time.monotonic() - told > REPORTED_EVERY:
            told = time.monotonic()
            says.send((last, tally, _peak()))
    says.send((count, tally, _peak()))
    says.close()


def _peak() -> int:
    """Give the most memory this process took since it began to run its own program.

    `ru_maxrss` would not do: it is passed on, and a worker would be charged with what the process that started it took.
    """
    with Path("/proc/self/status").open(encoding="ascii", errors="replace") as status:
        return next(int(line.split()[1]) * 1024 for line in status if line.startswith("VmHWM:"))
