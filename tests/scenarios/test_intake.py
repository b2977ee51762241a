"""Many messages taken with other processes beside the node: all of them decided once, in their order, whatever ends."""

import multiprocessing
import os
import signal
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from simpul.app.beside import Beside
from simpul.app.intake import FEW, Intake, Piece, TakenMessage
from simpul.core.audit import Act
from simpul.core.payment.decision import PaymentState
from simpul.core.payment.payment import payment_id
from simpul.formats.iso20022.writing import write_transfers
from simpul.services.taking import AT_ONCE
from tests.payments import AT, euros
from tests.scenarios.test_lists_in_force import FIRST, LATER, imports
from tests.scenarios.test_payments import is_sound, paid
from tests.world import Place, World

MESSAGES = 3 * AT_ONCE


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Place]:
    """A node with a list, in this process."""
    world = World(tmp_path, "XA")
    imports(world["XA"], FIRST)
    world["XA"].node.screening.prepare()
    yield world["XA"]
    world.closes()


def piece(number: int, to: str = "") -> Piece:
    name = to or (FIRST if number % 10 == 3 else f"Sari Embun {number % 7}")
    payment = paid(name, number=f"E-{number}", amount=euros("200.00"))
    raw = write_transfers([payment], name="pacs.008.001.08", message_id=f"M-{number}", at=AT)
    return Piece(place=f"message {number}", raw=b"<Document>" if number % 50 == 7 else raw)


def with_a_process(place: Place) -> Intake:
    """An intake with another process, which is there."""
    beside = Beside(1)
    beside.begin(place.node.screening.shelf.standing().partitions)
    return Intake(node=place.node, beside=beside, worth=1)


def states(taken: TakenMessage) -> list[PaymentState]:
    return [each.decision.state for each in taken.decided]


def test_messages_read_by_other_processes_are_decided_once_and_in_their_order(place: Place) -> None:
    intake = with_a_process(place)
    taken = list(intake.taken(piece(number) for number in range(MESSAGES)))
    assert multiprocessing.active_children()
    intake.close()
    assert [each.piece.place for each in taken] == [f"message {number}" for number in range(MESSAGES)]
    assert [len(each.rejected) for each in taken] == [int(number % 50 == 7) for number in range(MESSAGES)]
    for number, each in enumerate(taken):
        wanted = PaymentState.HELD if number % 10 == 3 else PaymentState.RELEASED
        assert states(each) == ([] if each.rejected else [wanted])
        assert [one.decision.payment for one in each.decided] == [payment_id(one) for one in each.payments]
    alone = list(Intake(node=place.node, beside=Beside(0)).taken(piece(number) for number in range(MESSAGES)))
    assert [each.decided for each in alone] == [each.decided for each in taken]
    assert is_sound(place)


def test_while_a_process_starts_the_node_reads_and_nobody_waits(place: Place) -> None:
    beside = Beside(1)
    busy = Intake(node=place.node, beside=beside, worth=1)
    coming = busy.taken(piece(number) for number in range(MESSAGES))
    first = next(coming)
    assert beside.are_there
    starting = multiprocessing.active_children()
    for process in starting:
        os.kill(process.pid or 0, signal.SIGSTOP)
    rest = list(coming)
    for process in starting:
        process.kill()
    busy.close()
    assert [each.piece.place for each in (first, *rest)] == [f"message {number}" for number in range(MESSAGES)]
    assert is_sound(place)


def test_what_a_process_leaves_undone_when_it_is_killed_the_node_does(place: Place) -> None:
    intake = with_a_process(place)
    taken = []
    for each in intake.taken(piece(number) for number in range(2 * MESSAGES)):
        taken.append(each)
        for process in multiprocessing.active_children() if len(taken) == 1 else ():
            process.kill()
    intake.close()
    assert len(taken) == 2 * MESSAGES
    assert sum(place.node.monitoring.counts(place.sight()).values()) == sum(len(each.decided) for each in taken)
    assert is_sound(place)


def test_a_lone_message_is_decided_before_anything_more_is_asked_for(place: Place) -> None:
    taken: list[TakenMessage] = []
    seen: list[int] = []

    def come() -> Iterator[Piece | None]:
        for number in range(4):
            seen.append(len(taken))
            yield piece(number)
            yield None

    intake = with_a_process(place)
    taken += (each for each in intake.taken(come()))
    assert seen == [0, 1, 2, 3]
    assert len(taken) < FEW


def test_what_came_one_by_one_while_others_were_read_is_decided_together_with_them(place: Place) -> None:
    intake, first, many, last = with_a_process(place), 10, 12 + FEW, 18 + FEW
    intake.beside.knowing(place.node.screening.shelf.standing().partitions).submit(time.sleep, 1)

    def come() -> Iterator[Piece | None]:
        yield piece(first)
        yield None
        yield from (piece(number) for number in range(first + 1, many))  # read by a process that is busy
        for number in range(many, last):
            yield None
            yield piece(number)

    taken = list(intake.taken(come()))
    intake.close()
    assert [each.piece.place for each in taken] == [f"message {number}" for number in range(first, last)]
    acts = [held.entry.act for held in place.node.store.audit_trail.entries(text="", after="", limit=200).items]
    assert acts.count(Act.PAYMENT_TAKE) == 2
    assert is_sound(place)


def test_what_was_compared_with_an_earlier_edition_beside_is_compared_again(place: Place) -> None:
    intake = with_a_process(place)
    after = 2 * AT_ONCE

    def come() -> Iterator[Piece | None]:
        for number in range(MESSAGES):
            if number == after:
                imports(place, FIRST, LATER, dated="2026-02-01")
            yield piece(number, LATER)

    decided = [each for taken in intake.taken(come()) for each in taken.decided]
    intake.close()
    editions = {str(each) for one in decided for each in one.decision.lists}
    assert len(editions) <= 2
    for each in decided:
        by_the_later = "2026-02-01" in str(each.decision.lists)
        assert (each.decision.state is PaymentState.HELD) is by_the_later
    assert decided[-1].decision.state is PaymentState.HELD


def test_who_stops_in_the_middle_leaves_only_what_is_decided_once(place: Place) -> None:
    intake = with_a_process(place)
    messages = [piece(number) for number in range(2 * MESSAGES)]
    coming = intake.taken(iter(messages))
    first = [next(coming) for _ in range(AT_ONCE + 1)]
    coming.close()
    assert is_sound(place)
    again = list(intake.taken(iter(messages)))
    intake.close()
    assert [each.decided for each in again[: len(first)]] == [each.decided for each in first]
    assert sum(place.node.monitoring.counts(place.sight()).values()) == sum(len(each.decided) for each in again)
    assert is_sound(place)


@pytest.mark.parametrize("count", [0, 1])
def test_hardly_any_messages_start_no_process(made: Callable[..., World], count: int) -> None:
    before = set(multiprocessing.active_children())
    node = made("XA")["XA"].node
    assert len(list(Intake(node=node).taken(piece(number) for number in range(count)))) == count
    assert set(multiprocessing.active_children()) <= before
