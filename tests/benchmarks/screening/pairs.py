"""Labelled pairs of names: nomenklatura's name_bench, at a threshold that was chosen on other pairs.

An engine that screens lists weighs words by how rare they are among all that is listed, so that a pair means nothing by
itself. A pair is scored as screening would: the second name is put on a list of some thousand others (the persons of
the UN and OFAC lists) as the only name of one more entry, and the first is asked. What it scores is the pair's score, 0
where it is no hit. logic-v2 compares the two names directly, as it is made to.

Each engine is judged at its default threshold and at the one with the highest F1 on development pairs: names of the UN
list of 2020 with a disturbed spelling or an alias of theirs that shares a word with them (a nom de guerre is no
spelling), against as many pairs of different persons whose names are as alike as can be found there.
"""

import csv
import json
from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from rapidfuzz import fuzz, process

from simpul.core.node import Limits
from simpul.core.vocabulary import Schema
from simpul.engines.screening.index import ScreeningIndex
from simpul.engines.screening.scoring import DEFAULT_THRESHOLD
from simpul.engines.screening.subject import Kind, Name, Query, Subject
from simpul.formats.un import read_un
from tests.benchmarks.screening.asking import kept
from tests.benchmarks.screening.disturbing import disturbed
from tests.benchmarks.screening.people import LISTS, Person, begins_in_latin, person_of, plain

BENCH = "name_bench.csv"
EARLIER = "un-2020-11-24.xml"
PAIR = "pair"
MOST_HITS = 100
DEFAULT_OF_LOGIC_V2 = 0.7

KINDS = {
    "Person": Kind.PERSON,
    "Organization": Kind.ORGANISATION,
    "Company": Kind.ORGANISATION,
    "Vessel": Kind.VESSEL,
    "Airplane": Kind.AIRCRAFT,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two names, and whether they are the same one's."""

    left: str
    right: str
    schema: str
    is_match: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """How well a threshold tells pairs apart."""

    engine: str
    threshold: float
    chosen: str
    f1: float
    precision: float
    recall: float


def judged_pairs(background: Sequence[Person], *, seed: int, with_anchor: bool) -> list[Judged]:
    """Judge the labelled pairs by thresholds that were chosen on the development pairs."""
    bench, development = labelled_pairs(), development_pairs(seed=seed)
    index = ScreeningIndex.build(person.subject() for person in background)
    scores, before = pair_scores(index, bench), pair_scores(index, development)
    found = [
        judged("Simpul", bench, scores, DEFAULT_THRESHOLD, "its default"),
        judged("Simpul", bench, scores, best_threshold(development, before), "on development pairs"),
    ]
    if with_anchor:
        scores, before = anchor_scores(bench), anchor_scores(development)
        found.append(judged("logic-v2", bench, scores, DEFAULT_OF_LOGIC_V2, "its default"))
        found.append(judged("logic-v2", bench, scores, best_threshold(development, before), "on development pairs"))
    return found


def labelled_pairs() -> list[Pair]:
    """Give the pairs of name_bench."""
    with (LISTS / BENCH).open(encoding="utf-8", newline="") as lines:
        return [
            Pair(left=row["name1"], right=row["name2"], schema=row["schema"], is_match=row["is_match"] == "true")
            for row in csv.DictReader(lines)
        ]


def development_pairs(*, seed: int) -> list[Pair]:
    """Give pairs of the UN's earlier list: of each person one that is the same and one that is not."""
    entries = read_un(LISTS / EARLIER, limits=Limits()).entries
    people = [person_of(entry) for entry in entries if entry.schema is Schema.PERSON]
    names = {person.id: person.names[0] for person in people}
    made = []
    for person in people:
        draw = Random(f"{seed}/{person.id}")
        others = [name for name in person.names[1:] if plain(name) != plain(names[person.id])]
        latin = [name for name in others if begins_in_latin(name) and _share_a_word(name, names[person.id])]
        same = draw.choice(latin) if latin and draw.random() < 0.5 else disturbed(names[person.id], draw)[0]
        near = {other: name for other, name in names.items() if other != person.id}
        unlike = process.extractOne(names[person.id], near, scorer=fuzz.token_sort_ratio)[0]
        made += [
            Pair(left=names[person.id], right=right, schema="Person", is_match=is_match)
            for right, is_match in ((same, True), (unlike, False))
        ]
    return made


def _share_a_word(one: str, other: str) -> bool:
    words = (word for word in plain(one).split() if len(word) > 3)
    return any(fuzz.ratio(word, known) >= 80 for word in words for known in plain(other).split())


def pair_scores(index: ScreeningIndex, pairs: Sequence[Pair]) -> list[float]:
    """Give the score of each pair against this background."""
    return [_score(index, pair) for pair in pairs]


def anchor_scores(pairs: Sequence[Pair]) -> list[float]:
    """Give logic-v2's score of each pair."""
    lines = [
        json.dumps({"pair": number, "schema": pair.schema, "left": pair.left, "right": pair.right}, ensure_ascii=False)
        for number, pair in enumerate(pairs)
    ]
    return [answer["score"] for answer in kept(lines)]


def best_threshold(pairs: Sequence[Pair], scores: Sequence[float]) -> float:
    """Give the score with the highest F1 when everything from it on is called a match."""
    return max(sorted(set(scores) - {0.0}), key=lambda threshold: judged("", pairs, scores, threshold, "").f1)


def judged(engine: str, pairs: Sequence[Pair], scores: Sequence[float], threshold: float, chosen: str) -> Judged:
    """Judge pairs: from the threshold on they are called a match."""
    called = [score >= threshold for score in scores]
    right = sum(is_called and pair.is_match for is_called, pair in zip(called, pairs, strict=True))
    precision, recall = right / max(1, sum(called)), right / max(1, sum(pair.is_match for pair in pairs))
    return Judged(
        engine=engine,
        threshold=threshold,
        chosen=chosen,
        f1=2 * precision * recall / (precision + recall) if right else 0.0,
        precision=precision,
        recall=recall,
    )


def _score(index: ScreeningIndex, pair: Pair) -> float:
    kind = KINDS.get(pair.schema, Kind.UNKNOWN)
    listed = index.updated(added=[Subject(id=PAIR, kind=kind, names=(Name(value=pair.right),))])
    hits = listed.screen(Query(name=pair.left, kind=kind), limit=MOST_HITS)
    return next((hit.score for hit in hits if hit.subject_id == PAIR), 0.0)
