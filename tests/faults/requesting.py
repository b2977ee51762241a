"""Requests at law between two nodes with faults: figures that agree, and every record exactly once.

python -m tests.faults.requesting --cases 1000       random cases; envelopes lost, doubled, delayed
python -m tests.faults.requesting --points 200       a process that dies at so many of its points, and is resumed
"""

import argparse
import dataclasses
import json
import random
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any, TypeVar

from simpul.core.cooperation.course import ANSWERS
from simpul.core.cooperation.kinds import RefusalGround
from simpul.core.cooperation.request import LawRequest
from simpul.core.cooperation.standing import Standing
from simpul.core.cooperation.statistics import Figures
from simpul.core.cooperation.word import SHAPES, LawWord, Side, Word
from simpul.core.errors import ConflictError, InputError
from tests.faults.transmitting import STATES, Once, files, once_at_every_point
from tests.lawasking import asks, assistance, case_document, file_of, is_sound, says
from tests.world import World

T = TypeVar("T")

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
    told = {place.id: files(place) for place in world}
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


def main() -> int:
    """Run, print one JSON object, and give 0 when all of it is right."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--cases", type=int, default=0, help="random cases between two nodes")
    asked.add_argument("--points", type=int, default=0, help="points at which a process dies, of all there are")
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
