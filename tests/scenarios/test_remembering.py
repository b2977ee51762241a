"""What a node keeps in memory: no index that was replaced, and little of what was asked."""

import asyncio
import gc
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from weakref import ref

import pytest

from simpul.app.resting import Resting
from simpul.core.errors import StorageError
from simpul.core.payment.decision import PaymentState
from simpul.engines.screening.index import ScreeningIndex
from tests.patience import LOOK_SECONDS, until
from tests.remembered import words_in_memory
from tests.scenarios.test_lists_in_force import imports
from tests.scenarios.test_payments import paid
from tests.world import Place, World

Made = Callable[..., World]
LISTED, LATER = "Utomo Wardana Kusuma", "Bahrul Santosa Wiratama"
MOST_GROWN = 10.0
"""MiB; 3.1 were measured, and 20.5 when an index remembered as much of a few names as of a great many."""


def indexes(place: Place) -> set[ScreeningIndex]:
    """Give every index that a node screens with."""
    shelf = place.node.screening.shelf
    return {*shelf.partitions().values(), *shelf.standing().partitions.values()}


def test_nothing_in_a_node_holds_an_index_that_was_replaced(made: Made) -> None:
    place = made("XA")["XA"]
    imports(place, LISTED)
    place.shares(place.writes())
    place.node.screening.prepare()
    place.screens()
    place.node.monitoring.take([paid(LISTED)])
    replaced = [ref(index) for index in indexes(place)]
    imports(place, LISTED, LATER, dated="2026-02-01")
    place.shares(place.writes(place.claim(LATER)))
    place.node.screening.enforce()
    place.screens()
    gc.collect()
    assert len(replaced) == 2
    assert [len(index) for each in replaced if (index := each()) is not None] == []


async def rests(place: Place, holds: Callable[[], bool], troubles: list[str]) -> None:
    """Let a node rest until something holds."""
    resting = Resting(node=place.node, trouble=troubles.append, quiet_seconds=LOOK_SECONDS)
    task = asyncio.create_task(resting.run())
    await asyncio.to_thread(until, holds, stands=lambda: troubles)
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)


def test_a_node_in_which_nothing_happens_forgets_what_was_asked_and_decides_as_before(made: Made) -> None:
    place, troubles = made("XA")["XA"], list[str]()
    imports(place, LISTED)
    place.shares(place.writes(place.claim(LATER)))
    place.node.screening.prepare()
    gc.collect()
    before = words_in_memory()
    place.screens()
    assert place.node.monitoring.take([paid(LISTED)])[0].state is PaymentState.HELD
    assert words_in_memory() > before
    asyncio.run(rests(place, lambda: words_in_memory() <= before, troubles))
    assert place.node.monitoring.take([paid(LISTED, number="E-2")])[0].state is PaymentState.HELD
    assert troubles == []


def test_a_node_that_cannot_rest_says_why(made: Made) -> None:
    place, troubles = made("XA")["XA"], list[str]()
    place.node.store.ledger.close()
    asyncio.run(rests(place, lambda: bool(troubles), troubles))
    with pytest.raises(StorageError, match=troubles[0]):
        place.node.store.rest()


def test_a_node_grows_little_by_screening_what_it_holds_for_the_first_time(tmp_path: Path) -> None:
    if not Path("/proc/self/status").exists():
        pytest.skip("this system does not tell how much of a process is in memory")
    command = [sys.executable, "-m", "tests.scenarios.first_start", str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=Path(__file__).parents[2])
    assert done.returncode == 0, done.stderr
    terms, people, grown = done.stdout.split()
    assert (terms, people) == ("24", "192")
    assert float(grown) < MOST_GROWN, f"it has grown by {grown} MiB"
