"""Work by several processes, its results in the order of the work."""

import os
import signal
from collections.abc import Iterator
from contextlib import closing

import pytest

from simpul.cli.bulk.workers import WorkerEndedError, worked


def told(number: int) -> tuple[int, int]:
    return number * number, os.getpid()


def ended_by_the_system(number: int) -> int:
    if number == 3:
        os.kill(os.getpid(), signal.SIGKILL)
    return number


@pytest.mark.parametrize("workers", [1, 2, 3, 5])
@pytest.mark.parametrize("pieces", [0, 1, 2, 7, 40])
def test_results_come_in_the_order_of_the_pieces_whatever_the_number_of_workers(workers: int, pieces: int) -> None:
    assert [result for result, _ in worked(told, range(pieces), workers=workers)] == [each**2 for each in range(pieces)]


def test_the_work_is_spread_over_as_many_processes_as_asked_for() -> None:
    done = {process for _, process in worked(told, range(12), workers=3)}
    assert len(done) == 3
    assert os.getpid() not in done


def test_no_more_pieces_are_taken_than_there_are_workers_to_take_them() -> None:
    taken: list[int] = []

    def pieces() -> Iterator[int]:
        for number in range(100):
            taken.append(number)
            yield number

    with closing(worked(told, pieces(), workers=2)) as results:
        next(results)
        assert len(taken) == 3


def test_a_worker_that_the_system_kills_is_an_error_and_no_missing_result() -> None:
    with pytest.raises(WorkerEndedError, match="a worker ended with status -9"):
        list(worked(ended_by_the_system, range(10), workers=2))


def test_who_stops_asking_ends_the_workers() -> None:
    with closing(worked(told, range(100), workers=2)) as results:
        _, process = next(results)
        os.kill(process, 0)
    with pytest.raises(ProcessLookupError):
        os.kill(process, 0)
