"""Asking the engines: Simpul in this process, logic-v2 in the environment of the anchors."""

import hashlib
import json
import subprocess
import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from simpul.engines.screening.index import ScreeningIndex
from tests.benchmarks.screening.figures import Found
from tests.benchmarks.screening.people import Asked, Person
from tests.benchmarks.screening.questions import Group, Mode, Question

ROOT = Path(__file__).parents[3]
ANCHORS = ROOT / ".venv-anchors" / "bin" / "python"
ANCHOR = "tests.benchmarks.screening.anchors.logic_v2"
LOCK = "requirements-anchors.lock"
KEPT = ROOT / "build" / "anchors"
TEN = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """The best ten, as ids with scores; `seconds` is the CPU time it took, `is_candidate` whether it was scored."""

    best: tuple[tuple[str, float], ...]
    seconds: float = 0.0
    is_candidate: bool = True

    @property
    def highest(self) -> float:
        """The best score, 0 where there is no answer."""
        return self.best[0][1] if self.best else 0.0

    def found(self, meant: str) -> Found:
        """Say where somebody stands in it; whoever shares a score shares the worse place."""
        score = dict(self.best).get(meant)
        if score is None:
            return Found(place=0, score=0.0)
        return Found(place=sum(each >= score for _, each in self.best), score=score)


class Engine(Protocol):
    """What is measured: an engine with one list."""

    name: str

    def ordinary(self, asked: Sequence[Asked]) -> list[Answer]:
        """Answer for ordinary people."""

    def timed(self, asked: Sequence[Asked]) -> list[Answer]:
        """Answer for ordinary people, now, with the CPU seconds that each took."""

    def answers(self, questions: Sequence[Question], mode: Mode) -> list[Answer]:
        """Answer questions, each as if its held-out names were not on the list."""


class Simpul:
    """Simpul's engine with one list."""

    name = "Simpul"

    def __init__(self, people: Sequence[Person]) -> None:
        """Build the index."""
        self._people = {person.id: person for person in people}
        began = time.process_time()
        self.index = ScreeningIndex.build(person.subject() for person in people)
        self.build_seconds = time.process_time() - began

    def ordinary(self, asked: Sequence[Asked]) -> list[Answer]:
        """Answer for ordinary people, all in one call."""
        return self.timed(asked)

    def timed(self, asked: Sequence[Asked]) -> list[Answer]:
        """Answer for ordinary people, now."""
        began = time.process_time()
        found = self.index.screen_many([each.query() for each in asked], limit=TEN)
        seconds = (time.process_time() - began) / max(1, len(asked))
        return [Answer(best=tuple((hit.subject_id, hit.score) for hit in hits), seconds=seconds) for hits in found]

    def answers(self, questions: Sequence[Question], mode: Mode) -> list[Answer]:
        """Answer questions."""
        return [self._answer(question, mode) for question in questions]

    def _answer(self, question: Question, mode: Mode) -> Answer:
        index = self.index
        if question.held_out:
            index = index.updated(added=[self._people[question.meant].without(question.held_out).subject()])
        asked = question.asked.by_name_only() if mode is Mode.NAME else question.asked
        hits = index.screen(asked.query(), limit=TEN)
        return Answer(best=tuple((hit.subject_id, hit.score) for hit in hits))


class LogicV2:
    """nomenklatura's logic-v2 with one list, in a process of its own for each call.

    What it answers depends on the list and the questions alone, so answers are kept (in build/) by what was asked, of
    which edition of it; only its speed is measured anew each time.
    """

    name = "logic-v2"

    def __init__(self, people: Sequence[Person]) -> None:
        """Take the list."""
        self._people = [person.line() for person in people]

    def ordinary(self, asked: Sequence[Asked]) -> list[Answer]:
        """Answer for ordinary people."""
        return [_read(line) for line in kept(self._about(asked))]

    def timed(self, asked: Sequence[Asked]) -> list[Answer]:
        """Answer for ordinary people, now."""
        return [_read(line) for line in spoken(self._about(asked))]

    def answers(self, questions: Sequence[Question], mode: Mode) -> list[Answer]:
        """Answer questions."""
        return [_read(line) for line in kept([*self._people, *(question.line(mode) for question in questions)])]

    def _about(self, asked: Sequence[Asked]) -> list[str]:
        people = [
            Question(id=f"ordinary/{number}", group=Group.DISTURBED, asked=each, meant="")
            for number, each in enumerate(asked)
        ]
        return [*self._people, *(question.line(Mode.ALL) for question in people)]


def is_there() -> bool:
    """Say whether the environment of the anchors has been made."""
    return ANCHORS.exists()


def kept(lines: Sequence[str]) -> list[Mapping[str, Any]]:
    """Give the answers that were kept for these very lines, or ask and keep them."""
    told = hashlib.sha256((ROOT / LOCK).read_bytes())
    for source in sorted((ROOT / Path(*ANCHOR.split(".")[:-1])).glob("*.py")):
        told.update(source.read_bytes())
    told.update("\n".join(lines).encode())
    file = KEPT / f"{told.hexdigest()}.json"
    if not file.exists():
        answers = spoken(lines)
        KEPT.mkdir(parents=True, exist_ok=True)
        file.write_text(json.dumps(answers), encoding="utf-8")
    found: list[Mapping[str, Any]] = json.loads(file.read_text(encoding="utf-8"))
    return found


def spoken(lines: Iterable[str]) -> list[Mapping[str, Any]]:
    """Give the anchor its lines and take its answers."""
    command = [str(ANCHORS), "-m", ANCHOR]
    work = "".join(f"{line}\n" for line in lines)
    done = subprocess.run(command, input=work.encode(), cwd=ROOT, stdout=subprocess.PIPE, check=True)
    return [json.loads(line) for line in done.stdout.decode().split("\n") if line]


def _read(line: Mapping[str, Any]) -> Answer:
    return Answer(
        best=tuple((person, score) for person, score in line["best"]),
        seconds=line["candidate_seconds"] + line["scoring_seconds"],
        is_candidate=line["is_candidate"],
    )
