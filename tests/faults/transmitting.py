"""A process that dies at every point of requests at law and of what is said on them, and is resumed.

It dies by SIGKILL where it stands: before a transaction, in it when all its work is done and nothing is durable yet,
and after it; on the side that asks or answers, on the side that takes in, and where receipts are taken. What died is
opened again, whoever acted looks at what is there, and goes on from that.
"""

import dataclasses
import os
import shutil
import signal
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from typing import TypeVar

from simpul.core.cooperation.course import ANSWERS
from simpul.core.cooperation.standing import Standing
from simpul.core.cooperation.word import SHAPES, LawWord, Side, Word
from simpul.core.holding import Direction
from simpul.core.units.holding import Answered
from simpul.services.ports.writing import Ledger, Transaction
from tests.lawasking import asks, assistance, file_of, is_sound, says
from tests.world import Place, World

T = TypeVar("T")

STATES = ("XA", "XB")
COURSES: dict[Standing, tuple[Word, ...]] = {
    Standing.EXECUTED: (*(Word.ACCEPTED, Word.SUPPLEMENT_ASKED, Word.SUPPLEMENT_GIVEN, Word.PARTIAL, Word.EXECUTED),),
    Standing.REFUSED: (Word.CONSULTATION, Word.OPINION, Word.REFUSED),
}
"""What is said on a request, by where that leads."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Once:
    """What became of requests and answers after a process died at so many of the points: where they were not once."""

    points: int
    of: int
    died: int
    wrong: tuple[str, ...]
    seconds: float

    @property
    def ok(self) -> bool:
        """Whether all was there once, whole, on both sides, wherever the process had died."""
        return self.died == self.points and not self.wrong


@dataclass(slots=True)
class Countdown:
    """Ends the process, as a cut of power would, when the point with this number is reached."""

    left: int

    def point(self) -> None:
        """Be at a point."""
        if self.left == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        self.left -= 1


@dataclass(frozen=True, slots=True, kw_only=True)
class DyingLedger:
    """A real ledger, with a point before each transaction, one in it when its work is done, and one after it."""

    ledger: Ledger
    countdown: Countdown

    def act(self, work: Callable[[Transaction], T]) -> T:
        """Do the work in one transaction."""

        def worked(tx: Transaction) -> T:
            done = work(tx)
            self.countdown.point()
            return done

        self.countdown.point()
        done = self.ledger.act(worked)
        self.countdown.point()
        return done


def transmit(world: World, countdown: Countdown, words: Sequence[Word]) -> None:
    """Go on from what is there: ask, and say each word, and carry each to the other side; every step is taken once."""
    asking, asked = (_mortal(world[state], countdown) for state in STATES)
    if not files(asking):
        asks(asking, assistance())
    (thread,) = files(asking)
    world.carries(asking, asked)
    for word in words:
        here, there = (asked, asking) if SHAPES[word].side is Side.ASKED else (asking, asked)
        said = {each.value.word: each.id for each in file_of(here, thread).words if isinstance(each.value, LawWord)}
        if word not in said:
            says(here, thread, word, **({"answers": said[ANSWERS[word]]} if word in ANSWERS else {}))
        world.carries(here, there)


def _mortal(place: Place, countdown: Countdown) -> Place:
    """Give a place whose node acts through a ledger that dies."""
    node = place.node
    ledger = DyingLedger(ledger=node.store.ledger, countdown=countdown)
    units = dataclasses.replace(node.units, law=dataclasses.replace(node.units.law, ledger=ledger))
    mortal = dataclasses.replace(
        node,
        units=units,
        receiving=dataclasses.replace(node.receiving, ledger=ledger),
        delivering=dataclasses.replace(node.delivering, ledger=ledger),
    )
    return dataclasses.replace(place, node=mortal)


def transmit_and_die(folder: str, course: str, point: int) -> None:
    """Open both nodes in a folder, and transmit until the point is reached."""
    world = World.reopened(Path(folder), *STATES)
    transmit(world, Countdown(left=point), COURSES[Standing(course)])


def once_at_every_point(points: int) -> Once:
    """Let a process die at so many points, over all that there are, resume, and see that everything is there once."""
    began, died, wrong = time.monotonic(), 0, []
    context = get_context("forkserver")
    context.set_forkserver_preload(["tests.lawasking", "simpul.formats.law.requests"])
    with tempfile.TemporaryDirectory() as folder:
        template = Path(folder) / "template"
        World(template, *STATES).closes()
        every = [(course, point) for course in COURSES for point in range(_points(template, course))]
        tried = [every[number * len(every) // points] for number in range(points)] if points < len(every) else every
        for course, point in tried:
            here = Path(folder) / f"{course.value}-{point}"
            shutil.copytree(template, here)
            process = context.Process(target=transmit_and_die, args=(str(here), course.value, point))
            process.start()
            process.join()
            died += process.exitcode == -signal.SIGKILL
            wrong += [f"{course}, point {point}: {each}" for each in _resumed(here, course)]
            shutil.rmtree(here)
    return Once(
        points=len(tried),
        of=len(every),
        died=died,
        wrong=tuple(wrong),
        seconds=round(time.monotonic() - began, 1),
    )


def _points(template: Path, course: Standing) -> int:
    """Give how many points there are in a course."""
    here, countdown = template.with_name(course.value), Countdown(left=-1)
    shutil.copytree(template, here)
    world = World.reopened(here, *STATES)
    transmit(world, countdown, COURSES[course])
    world.closes()
    shutil.rmtree(here)
    return -1 - countdown.left


def _resumed(folder: Path, course: Standing) -> list[str]:
    """Give what is wrong after the rest was transmitted by a process that does not die."""
    world = World.reopened(folder, *STATES)
    transmit(world, Countdown(left=-1), COURSES[course])
    one, other = (files(place) for place in world)
    wrong = [] if one == other else ["the two sides hold different records"]
    for thread, (standing, records, uncounted) in one.items():
        if (standing, len(records), uncounted) != (course, 1 + len(COURSES[course]), ()):
            wrong.append(f"{thread[:8]} {standing} with {len(records)} records, {len(uncounted)} of them uncounted")
    if len(one) != 1:
        wrong.append(f"{len(one)} requests")
    wrong += [f"{place.id} does not verify" for place in world if not is_sound(place)]
    world.closes()
    return wrong


def files(place: Place) -> dict[str, tuple[Standing, tuple[str, ...], tuple[str, ...]]]:
    """Give of every request where it stands, its records, and what of them does not count."""
    found = {}
    for answered in Answered:
        for direction in Direction:
            after, more = "", True
            while more:
                page = place.node.units.law_files.page(
                    place.sight(), direction=direction, answered=answered, after=after, limit=200
                )
                for each in page.items:
                    ids = tuple(held.id for held in each.records)
                    found[each.thread] = (each.standing.standing, ids, each.standing.uncounted)
                after, more = page.after, bool(page.after)
    return found
