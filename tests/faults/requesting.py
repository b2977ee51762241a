"""Requests at law between two nodes with faults: figures that agree, and every transmission exactly once.

    python -m tests.faults.requesting --cases 1000       random cases; envelopes lost, doubled, delayed
    python -m tests.faults.requesting --points 21        a process that dies at each of its points, and is resumed

A process dies by SIGKILL where it stands: before a transaction, in it when all its work is done and nothing is durable
yet, and after it. What died is opened again, whoever acted looks at what is there, and goes on from that.
"""

import argparse
import dataclasses
import json
import os
import random
import shutil
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from multiprocessing import get_context
from pathlib import Path
from typing import Any, TypeVar

from simpul.core.cooperation.course import ANSWERS
from simpul.core.cooperation.kinds import RefusalGround
from simpul.core.cooperation.request import LawRequest
from simpul.core.cooperation.standing import Standing
from simpul.core.cooperation.statistics import Figures
from simpul.core.cooperation.word import SHAPES, LawWord, Side, Word
from simpul.core.errors import ConflictError, InputError
from simpul.core.holding import Direction
from simpul.core.units.holding import Answered
from simpul.services.ports.writing import Ledger, Transaction
from tests.lawasking import asks, assistance, case_document, file_of, is_sound, says
from tests.world import Place, World

T = TypeVar("T")

STATES = ("XA", "XB")
MOST_WORDS = 14
LIKELY = (
    *(Word.ACCEPTED, Word.SUPPLEMENT_ASKED, Word.SUPPLEMENT_GIVEN, Word.CONSULTATION, Word.OPINION, Word.REFUSED),
    *(Word.PARTIAL, Word.EXECUTED, Word.GRANTED, Word.SURRENDERED, Word.PROSECUTION_SUBMITTED),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreed:
    """What two nodes say of the same random cases."""

    cases: int
    words: int
    standings: dict[str, int]
    figures: int
    differing: tuple[str, ...]
    problems: tuple[str, ...]
    seconds: float

    @property
    def ok(self) -> bool:
        """Whether both say the same of every case, and all of it verifies."""
        return self.words > 0 and not self.differing and not self.problems


@dataclass(frozen=True, slots=True, kw_only=True)
class Once:
    """What became of one transmission after a process died at each point: the points at which it was not once."""

    points: int
    died: int
    wrong: tuple[str, ...]
    seconds: float

    @property
    def ok(self) -> bool:
        """Whether it was there once, whole, on both sides, wherever the process had died."""
        return self.died == self.points and not self.wrong


def figures_agree(cases: int, *, seed: int) -> Agreed:
    """Let so many random cases go between two nodes whose envelopes are lost, doubled and delayed; compare."""
    began, chance = time.monotonic(), random.Random(seed)
    with tempfile.TemporaryDirectory() as folder:
        world = World(Path(folder), *STATES)
        open_cases: list[str] = []
        words = 0
        for number in range(cases):
            open_cases.append(_asked(world, number, chance))
            for _ in range(chance.randint(1, MOST_WORDS)):
                words += _said(world, chance.choice(open_cases[-20:]), chance)
            _carried_badly(world, chance)
        world.delivers()
        world.delivers()
        agreed = _compared(world, cases, words, began)
        world.closes()
        return agreed


def _asked(world: World, number: int, chance: random.Random) -> str:
    asking, other = chance.sample(STATES, 2)
    changes: dict[str, Any] = {"case": f"{asking}-{number}", "requesting": asking, "requested": other}
    case = case_document(**changes) if chance.random() < 0.4 else assistance(**changes)
    return asks(world[asking], case, to=other).thread


def _said(world: World, thread: str, chance: random.Random) -> int:
    """Let one of the two say some word, where it may; give how many were said."""
    world.clock.passes(timedelta(hours=chance.randint(0, 60)))
    place = world[chance.choice(STATES)]
    found = place.node.store.ledger.act(lambda tx: tx.units.first(thread))
    if found is None:
        return 0
    word = chance.choice(LIKELY) if chance.random() < 0.6 else chance.choice(sorted(Word))
    asks_now = isinstance(found.value, LawRequest) and found.value.originator == place.id
    if SHAPES[word].side is (Side.ASKED if asks_now else Side.ASKING):
        return 0
    parts: dict[str, Any] = {"ground": chance.choice(sorted(RefusalGround))} if "ground" in SHAPES[word].needs else {}
    if "answers" in SHAPES[word].needs:
        said = [(each.id, each.value) for each in file_of(place, thread).words]
        earlier = [each for each, value in said if isinstance(value, LawWord) and value.word is ANSWERS[word]]
        parts["answers"] = chance.choice(earlier) if earlier else "0" * 64
    try:
        says(place, thread, word, **parts)
    except (ConflictError, InputError):
        return 0
    return 1


def _carried_badly(world: World, chance: random.Random) -> None:
    """Carry some of what waits: late, in part, twice, or without its receipts coming back."""
    for sender in world:
        for recipient in world:
            if sender is recipient or chance.random() < 0.3:
                continue
            settled = next(
                state.settled
                for state in sender.node.store.links.states()
                if state.partner.introduction.authority.id == recipient.id
            )
            waiting = sender.node.store.links.outgoing(recipient.id, after=settled, limit=500)
            frames = [item.frame for item in waiting][: chance.randint(0, len(waiting))]
            if not frames:
                continue
            delivery = recipient.node.receiving.accept(sender.id, frames)
            if chance.random() < 0.3:
                delivery = recipient.node.receiving.accept(sender.id, frames)
            if chance.random() < 0.7:
                world.settles(sender, recipient, delivery)


def _compared(world: World, cases: int, words: int, began: float) -> Agreed:
    told = {place.id: _files(place) for place in world}
    one, other = (told[place.id] for place in world)
    differing = [thread for thread in one.keys() | other.keys() if one.get(thread) != other.get(thread)]
    figures = [place.node.units.law_files.statistics(place.sight()).figures for place in world]
    if figures[0] != figures[1]:
        differing.append("figures")
    if sum(each.requests for each in figures[0]) != cases or len(one) != cases:
        differing.append("a case is missing or doubled")
    standings = Counter(standing for standing, _, _ in one.values())
    return Agreed(
        cases=cases,
        words=words,
        standings={each.value: standings[each] for each in Standing if standings[each]},
        figures=_counted(figures[0]),
        differing=tuple(differing),
        problems=tuple(place.id for place in world if not is_sound(place)),
        seconds=round(time.monotonic() - began, 1),
    )


def _counted(figures: tuple[Figures, ...]) -> int:
    return len(figures)


def _files(place: Place) -> dict[str, tuple[Standing, tuple[str, ...], tuple[str, ...]]]:
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


def transmit(world: World, countdown: Countdown) -> None:
    """Go on from what is there: ask, carry, accept, carry, execute, carry; each step is taken once."""
    asking, asked = (_mortal(world[state], countdown) for state in STATES)
    if not _files(asking):
        asks(asking, assistance())
    (thread,) = _files(asking)
    _carry(world, asking, asked)
    for word in (Word.ACCEPTED, Word.EXECUTED):
        if word not in {each.value.word for each in file_of(asked, thread).words if isinstance(each.value, LawWord)}:
            says(asked, thread, word)
        _carry(world, asked, asking)


def _carry(world: World, sender: Place, recipient: Place) -> None:
    world.carries(sender, recipient)


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


def transmit_and_die(folder: str, point: int) -> None:
    """Open both nodes in a folder, and transmit until the point is reached."""
    world = World.reopened(Path(folder), *STATES)
    transmit(world, Countdown(left=point))


def once_at_every_point(points: int) -> Once:
    """Let a process die at each of the first points, resume, and see that everything is there once on both sides."""
    began, died, wrong = time.monotonic(), 0, []
    context = get_context("forkserver")
    context.set_forkserver_preload(["tests.lawasking", "simpul.formats.law.requests"])
    with tempfile.TemporaryDirectory() as folder:
        template = Path(folder) / "template"
        World(template, *STATES).closes()
        for point in range(points):
            here = Path(folder) / str(point)
            shutil.copytree(template, here)
            process = context.Process(target=transmit_and_die, args=(str(here), point))
            process.start()
            process.join()
            died += process.exitcode == -signal.SIGKILL
            wrong += [f"point {point}: {each}" for each in _resumed(here)]
            shutil.rmtree(here)
    return Once(points=points, died=died, wrong=tuple(wrong), seconds=round(time.monotonic() - began, 1))


def _resumed(folder: Path) -> list[str]:
    """Give what is wrong after the rest was transmitted by a process that does not die."""
    world = World.reopened(folder, *STATES)
    transmit(world, Countdown(left=-1))
    one, other = (_files(place) for place in world)
    wrong = [] if one == other else ["the two sides hold different records"]
    for thread, (standing, records, uncounted) in one.items():
        if (standing, len(records), uncounted) != (Standing.EXECUTED, 3, ()):
            wrong.append(f"{thread[:8]} {standing} with {len(records)} records, {len(uncounted)} of them uncounted")
    if len(one) != 1:
        wrong.append(f"{len(one)} requests")
    wrong += [f"{place.id} does not verify" for place in world if not is_sound(place)]
    world.closes()
    return wrong


def main() -> int:
    """Run, print one JSON object, and give 0 when all of it is right."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--cases", type=int, default=0, help="random cases between two nodes")
    asked.add_argument("--points", type=int, default=0, help="points at which a process dies")
    asked.add_argument("--seed", type=int, default=1)
    options = asked.parse_args()
    outcomes: dict[str, Agreed | Once] = {}
    if options.cases:
        outcomes["cases"] = figures_agree(options.cases, seed=options.seed)
    if options.points:
        outcomes["points"] = once_at_every_point(options.points)
    told = {name: {"ok": outcome.ok, **dataclasses.asdict(outcome)} for name, outcome in outcomes.items()}
    sys.stdout.write(json.dumps(told, indent=2) + "\n")
    return 0 if all(outcome.ok for outcome in outcomes.values()) else 1


if __name__ == "__main__":
    sys.exit(main())
