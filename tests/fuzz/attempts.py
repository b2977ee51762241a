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
from types import FrameType

from simpul.core.errors import InputError, RefusedError, TamperedError
from simpul.core.exchange import EnvelopeRefusedError
from tests.fuzz.parsers import TURNS, Parser

MOST_SECONDS = 1.0
MOST_HANGING = 5.0
MOST_PROBLEMS = 20
SHOWN = 300


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
            problem = _attempt(parser, raw, tally)
            signal.setitimer(signal.ITIMER_VIRTUAL, 0)
            seconds = time.process_time() - begun
            if seconds > MOST_SECONDS:
                problem = problem or f"took {seconds:.1f} s"
            if seconds > tally.slowest:
                tally.slowest, tally.slowest_number = seconds, number
            if problem and len(tally.problems) < MOST_PROBLEMS:
                tally.problems.append(f"{parser.name}, input {number}: {problem}: {raw[:SHOWN]!r}")
            tally.inputs += 1
            yield number, tally


def _attempt(parser: Parser, raw: bytes, tally: Tally) -> str:
    """Read one input; say what is wrong with how that ended, if anything."""
    try:
        parser.read(raw)
    except InputError as exc:
        tally.refused[parser.name] += 1
        return "" if exc.place else f"refused without a place: {exc.reason}"
    except (RefusedError, TamperedError, EnvelopeRefusedError):
        tally.refused[parser.name] += 1
        return ""
    except HangError:
        return "did not come back"
    except Exception as exc:  # noqa: BLE001 - whatever else comes out of a parser is what is looked for here
        return f"{type(exc).__name__}: {exc}"[:SHOWN]
    tally.read[parser.name] += 1
    return ""


@contextmanager
def _alarm() -> Iterator[None]:
    before = signal.signal(signal.SIGVTALRM, _ring)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def _ring(_signal: int, _frame: FrameType | None) -> None:
    raise HangError
