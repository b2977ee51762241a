"""Throwing inputs at parsers: each must be read, or refused with a place, in a second of processor time.

What an input is follows from the seed of the run and its number alone, so that one that went wrong can be had again.
(Envelopes excepted: their keys are made by chance.)
"""

import random
import signal
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from types import FrameType, TracebackType
from typing import Self

from simpul.core.errors import InputError, RefusedError, TamperedError
from simpul.core.exchange import EnvelopeRefusedError
from tests.fuzz.parsers import TURNS, Parser

MOST_SECONDS = 1.0
MOST_HANGING = 5.0
MOST_PROBLEMS = 20
SHOWN = 300
FORESEEN = (InputError, RefusedError, TamperedError, EnvelopeRefusedError)


class HangError(BaseException):
    """Says that a parser did not come back; no parser can catch it by mistake."""


@dataclass(slots=True, kw_only=True)
class Tally:
    """What became of inputs, in figures."""

    inputs: int = 0
    slowest: float = 0.0
    slowest_number: int = -1
    read: Counter[str] = field(default_factory=Counter)
    refused: Counter[str] = field(default_factory=Counter)
    problems: list[str] = field(default_factory=list)

    def add(self, other: "Tally") -> None:
        """Count another tally in."""
        self.inputs += other.inputs
        if other.slowest > self.slowest:
            self.slowest, self.slowest_number = other.slowest, other.slowest_number
        self.read += other.read
        self.refused += other.refused
        self.problems += other.problems


def input_of(number: int, *, seed: int, turns: Sequence[Parser] = TURNS) -> tuple[Parser, bytes]:
    """Give the parser and the input of a number."""
    chance = random.Random(seed * 1_000_003 + number)
    parser = turns[number % len(turns)]
    return parser, parser.input(chance)


def throw(
    numbers: Iterable[int], *, seed: int, turns: Sequence[Parser] = TURNS, hanging: float = MOST_HANGING
) -> Iterator[tuple[int, Tally]]:
    """Throw the inputs of these numbers one by one, and give the tally after each; `hanging` ends one by force."""
    tally = Tally()
    with _alarm():
        for number in numbers:
            parser, raw = input_of(number, seed=seed, turns=turns)
            begun = time.process_time()
            signal.setitimer(signal.ITIMER_VIRTUAL, hanging)
            with _Ending(parser, tally) as ending:
                parser.read(raw)
            signal.setitimer(signal.ITIMER_VIRTUAL, 0)
            seconds = time.process_time() - begun
            problem = ending.problem or (f"took {seconds:.1f} s" if seconds > MOST_SECONDS else "")
            if seconds > tally.slowest:
                tally.slowest, tally.slowest_number = seconds, number
            if problem and len(tally.problems) < MOST_PROBLEMS:
                tally.problems.append(f"{parser.name}, input {number}: {problem}: {raw[:SHOWN]!r}")
            tally.inputs += 1
            yield number, tally


class _Ending:
    """How the reading of one input ended: read, refused as it must be, or with what no parser may do."""

    def __init__(self, parser: Parser, tally: Tally) -> None:
        self._parser = parser
        self._tally = tally
        self.problem = ""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, ended: BaseException | None, _trace: TracebackType | None
    ) -> bool:
        if ended is None:
            self._tally.read[self._parser.name] += 1
            return True
        if isinstance(ended, FORESEEN):
            self._tally.refused[self._parser.name] += 1
            if isinstance(ended, InputError) and not ended.place:
                self.problem = f"refused without a place: {ended.reason}"
            return True
        self.problem = str(ended) if isinstance(ended, HangError) else f"{type(ended).__name__}: {ended}"[:SHOWN]
        return isinstance(ended, Exception | HangError)


@contextmanager
def _alarm() -> Iterator[None]:
    before = signal.signal(signal.SIGVTALRM, _ring)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def _ring(_signal: int, _frame: FrameType | None) -> None:
    raise HangError("did not come back")
