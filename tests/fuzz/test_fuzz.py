"""A first handful of the fuzz of every parser in every run of the tests, and that the fuzz finds what it looks for."""

import subprocess
import sys
import time
from collections import deque
from multiprocessing import active_children
from pathlib import Path

import pytest

from simpul.core.errors import InputError
from tests.fuzz.attempts import Tally, input_of, throw
from tests.fuzz.parsers import PARSERS, TURNS, Parser
from tests.fuzz.run import told
from tests.fuzz.workers import MOST_MEMORY, PASSED_OVER, Outcome, thrown


def tally_of(count: int, *turns: Parser, seed: int = 20_260_301) -> Tally:
    ((_, tally),) = deque(throw(range(count), seed=seed, turns=turns or TURNS, hanging=1.5), maxlen=1)
    return tally


def planted(fault: Exception | None, *, seconds: float = 0.0) -> Parser:
    def read(_raw: bytes) -> object:
        until = time.process_time() + seconds
        while time.process_time() < until:
            pass
        if fault:
            raise fault
        return None

    return Parser(name="planted", seeds=lambda: (b"seed",), read=read)


def test_damaged_and_made_inputs_are_read_or_refused_with_a_place() -> None:
    tally = tally_of(4 * len(TURNS))
    assert tally.problems == []
    assert {*tally.read, *tally.refused} == {parser.name for parser in PARSERS}
    assert tally.read.total() + tally.refused.total() == tally.inputs == 4 * len(TURNS)


@pytest.mark.parametrize("parser", PARSERS, ids=[parser.name for parser in PARSERS])
def test_every_parser_reads_the_inputs_from_which_the_damaged_ones_are_made(parser: Parser) -> None:
    for seed in parser.seeds():
        parser.read(seed)


@pytest.mark.parametrize(
    ("parser", "said"),
    [
        (planted(KeyError("x")), "KeyError"),
        (planted(MemoryError()), "MemoryError"),
        (planted(RecursionError()), "RecursionError"),
        (planted(InputError("somewhere")), "refused without a place"),
        (planted(None, seconds=1.1), "took 1.1 s"),
        (planted(None, seconds=30), "did not come back"),
    ],
)
def test_the_fuzz_finds_what_no_parser_may_do(parser: Parser, said: str) -> None:
    (problem,) = tally_of(1, parser).problems
    assert said in problem


def test_an_input_is_the_same_whenever_it_is_asked_for() -> None:
    assert [input_of(number, seed=3) for number in range(60)] == [input_of(number, seed=3) for number in range(60)]
    assert input_of(0, seed=3) != input_of(0, seed=4)


def test_workers_throw_every_input_once_and_stay_within_their_memory() -> None:
    seen: list[int] = []
    done = told(thrown(200, seed=5, workers=2, progress=seen.append), asked=200)
    assert seen == sorted(seen)
    assert done["ok"], done["problems"]
    assert done["inputs"] == 200


def test_a_run_can_be_of_some_parsers_alone() -> None:
    done = told(thrown(60, "mt", "payment-table", seed=5, workers=1), asked=60)
    assert done["ok"], done["problems"]
    assert {*_names(done["read"]), *_names(done["refused"])} == {"mt", "payment-table"}


def _names(counts: object) -> list[str]:
    assert isinstance(counts, dict)
    return [str(each) for each in counts]


SWOLLEN = """
from tests.fuzz.workers import MOST_MEMORY, thrown

taken = b"x" * MOST_MEMORY
del taken
if __name__ == "__main__":
    print(thrown(20, seed=5, workers=1).peak_bytes)
"""


def test_what_the_process_that_starts_a_worker_took_is_not_counted_as_the_workers() -> None:
    root = Path(__file__).parents[2]
    done = subprocess.run([sys.executable, "-c", SWOLLEN], cwd=root, capture_output=True, text=True, check=True)
    assert 0 < int(done.stdout) < MOST_MEMORY


def test_a_worker_that_dies_is_a_problem_and_the_others_inputs_are_thrown_all_the_same() -> None:
    others = {*active_children()}
    killed: list[int | None] = []

    def kill(inputs: int) -> None:
        if inputs and not killed:
            (worker,) = {*active_children()} - others
            worker.kill()
            killed.append(worker.pid)

    done = told(thrown(5_000, seed=5, workers=1, progress=kill), asked=5_000)
    assert not done["ok"]
    assert isinstance(done["problems"], list)
    assert [each.partition(" after")[0] for each in done["problems"]] == ["a worker ended with -9"]
    assert done["inputs"] == 5_000 - PASSED_OVER + 1


def test_a_run_with_a_problem_or_too_few_inputs_is_not_in_order() -> None:
    tally = Tally(inputs=10, problems=["a parser fell"])
    assert not told(Outcome(tally=tally, seconds=1, peak_bytes=1), asked=10)["ok"]
    assert not told(Outcome(tally=Tally(inputs=9), seconds=1, peak_bytes=1), asked=10)["ok"]
    assert not told(Outcome(tally=Tally(inputs=10), seconds=1, peak_bytes=2**30), asked=10)["ok"]
