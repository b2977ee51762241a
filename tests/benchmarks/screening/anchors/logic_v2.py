"""nomenklatura's logic-v2, asked over standard input and output in the environment of the anchors.

    .venv-anchors/bin/python -m tests.benchmarks.screening.anchors.logic_v2 < work.jsonl > answers.jsonl

First come the people of one list, a line each (`person`), then the questions (`question`), each of which may hold names
out of the list (`held_out`: person to names). For each question comes one line: the ten best scores, whether the person
meant was among the candidates, how many pairs were scored and the CPU seconds of both stages. A `pair` is two names to
be scored without a list. Each question has an id of its own: the scorer remembers the names of an id.
"""

import json
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from followthemoney import model
from followthemoney.proxy import EntityProxy
from nomenklatura.matching import get_algorithm
from nomenklatura.matching.logic_v2.names.analysis import entity_names

from tests.benchmarks.screening.anchors.candidates import Candidates

ALGORITHM = get_algorithm("logic-v2")
BEST = 10

Line = dict[str, Any]


@dataclass
class Anchor:
    """One list and who is on it."""

    people: dict[str, Line] = field(default_factory=dict)
    entities: dict[str, EntityProxy] = field(default_factory=dict)
    found: Candidates | None = None
    config: Any = field(default_factory=ALGORITHM.default_config)

    def take(self, line: Line) -> None:
        """Take a person of the list."""
        self.people[line["person"]] = line
        self.entities[line["person"]] = _entity(line["person"], line)

    def answer(self, line: Line) -> Line:
        """Answer a question."""
        if self.found is None:
            self.found = Candidates(list(self.entities.items()))
        held_out = line.get("held_out", {})
        asked = _entity(f"question-{line['question']}", {**line, "names": [line["name"]]})
        began = time.process_time()
        others = self._held_out(line["question"], held_out)
        candidates = self.found.of(asked, {person: _compared(names) for person, names in held_out.items()})
        between = time.process_time()
        scores = [(self._score(asked, others.get(person) or self.entities[person]), person) for person in candidates]
        ended = time.process_time()
        best = sorted(scores, key=lambda scored: (-scored[0], scored[1]))[:BEST]
        return {
            "question": line["question"],
            "best": [[person, score] for score, person in best if score > 0.0],
            "is_candidate": line.get("meant") in candidates,
            "pairs": len(candidates),
            "candidate_seconds": between - began,
            "scoring_seconds": ended - between,
        }

    def pair(self, line: Line) -> Line:
        """Score two names that belong to nobody."""
        left, right = (
            model.make_entity(line["schema"]),
            model.make_entity(line["schema"]),
        )
        for entity, side in ((left, "left"), (right, "right")):
            entity.id = f"pair-{line['pair']}-{side}"
            entity.add("name", line[side])
        return {"pair": line["pair"], "score": self._score(left, right)}

    def _score(self, asked: EntityProxy, listed: EntityProxy) -> float:
        return float(ALGORITHM.compare(asked, listed, self.config).score)

    def _held_out(self, question: str, held_out: dict[str, list[str]]) -> dict[str, EntityProxy]:
        """Give the persons who are without some of their names for this question, under ids of their own."""
        made = {}
        for person, names in held_out.items():
            line = self.people[person]
            left = {key: [name for name in line[key] if name not in names] for key in ("names", "weak")}
            made[person] = _entity(f"{person}-for-{question}", {**line, **left})
        return made


def _entity(entity_id: str, line: Line) -> EntityProxy:
    entity = model.make_entity("Person")
    entity.id = entity_id
    entity.add("name", line["names"])
    entity.add("weakAlias", line.get("weak", ()))
    entity.add("birthDate", line.get("birth_dates", ()))
    entity.add("nationality", [code.lower() for code in line.get("countries", ())])
    return entity


def _compared(names: list[str]) -> frozenset[str]:
    """Give names as they are compared, so that the rows that come of them are known."""
    entity = model.make_entity("Person")
    entity.id = "held-out-" + "|".join(names)
    entity.add("name", names)
    return frozenset(name.comparable for name in entity_names(entity))


def answers(lines: Iterator[str]) -> Iterator[Line]:
    """Give an answer for each line that asks something."""
    anchor = Anchor()
    for text in lines:
        line = json.loads(text)
        if "person" in line:
            anchor.take(line)
        elif "pair" in line:
            yield anchor.pair(line)
        else:
            yield anchor.answer(line)


def main() -> int:
    """Answer everything that is asked on standard input."""
    for answer in answers(iter(sys.stdin)):
        sys.stdout.write(json.dumps(answer, ensure_ascii=False) + "\n")
        sys.stdout.flush()
    return 0


if __name__ == "__main__":
    sys.exit(main())
