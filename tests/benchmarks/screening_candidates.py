"""Which way of finding candidates is good for which size, by process CPU time on one core, as one JSON object.

    python -m tests.benchmarks.screening_candidates [--subjects 100 1000 0 20000 100000] [--out FILE]

Three ways are measured on the same subjects and questions: the inverted index of words and the scan of all names, from
which the engine chooses by size, and sparse vectors of character n-grams with the largest products, which live here.
Recall is of what is found when everything is compared with everything: every asked word with every listed word, every
name with every name. Subjects are those of `screening_speed`; 0 stands for the OFAC and UN lists as they are.
"""

import argparse
import dataclasses
import json
import math
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from itertools import chain, islice
from pathlib import Path
from random import Random

import numpy as np

from simpul.engines.screening.alignment import AskedName, AskedWord
from simpul.engines.screening.asking import Vocabulary
from simpul.engines.screening.columns import Array, Ragged, starts_of
from simpul.engines.screening.evidence import facts_of
from simpul.engines.screening.folding import fold
from simpul.engines.screening.index import LEAST_SCORE, ScreeningIndex, least_by_name
from simpul.engines.screening.layer import Layer
from simpul.engines.screening.lexicon import Lexicon
from simpul.engines.screening.reaching import Method
from simpul.engines.screening.resemblance import resemblance
from simpul.engines.screening.scoring import DEFAULT_THRESHOLD, Rarity, name_log_odds
from simpul.engines.screening.searching import MOST_CANDIDATES, Search, Sought
from simpul.engines.screening.subject import Hit, Kind, Query, Subject
from tests.benchmarks.screening.disturbing import disturbed
from tests.benchmarks.screening.people import listed_people, ordinary_people
from tests.benchmarks.screening_speed import _invented

SIZES = (50, 100, 300, 1_000, 0, 20_000, 100_000)
QUERIES, DISTURBED = 1_000, 150
GRAMS = (2, 3)
HITS = 10


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """One way at one size: CPU microseconds a question for the candidates, the rate of whole screenings, recall.

    `recall` is the share of the first ten hits, `recall_of_alerts` that of the hits that alert.
    """

    way: str
    subjects: int
    names: int
    candidates_us: float
    queries_per_second: float
    own_memory_mb: float
    recall: float
    recall_of_alerts: float


class Everything(Lexicon):
    """A lexicon in which every word may be a spelling of every other."""

    def like(self, tokens: Sequence[object]) -> list[set[int]]:
        """Give all words for each word."""
        return [set(range(len(self.tokens))) for _ in tokens]


class Grams:
    """Names as sparse vectors of the n-grams of their sounds, weighed by rarity, as rows by n-gram."""

    def __init__(self, layer: Layer) -> None:
        """Make the vectors."""
        self._layer = layer
        numbers: dict[str, int] = {}
        names, grams, counts = [], [], []
        for place in range(len(layer.subject_of)):
            sounds = [layer.lexicon.tokens[word].sound for word in layer.register.words.row(place).tolist()]
            for gram, count in Counter(chain.from_iterable(map(_grams, sounds))).items():
                names.append(place)
                grams.append(numbers.setdefault(gram, len(numbers)))
                counts.append(count)
        of_gram, of_name = np.array(grams), np.array(names)
        spread = np.bincount(of_gram)
        self._rarity = np.log(len(layer.subject_of) / spread) + 1.0
        weights = np.array(counts) * self._rarity[of_gram]
        weights /= np.sqrt(np.bincount(of_name, weights**2))[of_name]
        order = of_gram.argsort(kind="stable")
        starts = starts_of(spread)
        self._names = Ragged(starts=starts, values=of_name[order].astype(np.int32))
        self._weights = Ragged(starts=starts, values=weights[order].astype(np.float32))
        self._numbers = numbers

    def nbytes(self) -> int:
        """Give what the vectors take."""
        return sum(each.values.nbytes + each.starts.nbytes for each in (self._names, self._weights))

    def nearest(self, name: str) -> set[int]:
        """Give the subjects of the names with the largest products, as many as the engine scores."""
        asked = Counter(chain.from_iterable(_grams(token.sound) for token in fold(name)))
        known = {self._numbers[gram]: count for gram, count in asked.items() if gram in self._numbers}
        if not known:
            return set()
        grams = np.array(list(known))
        rows, weights = self._names.take(grams), self._weights.take(grams)
        worth = (np.array(list(known.values())) * self._rarity[grams]).repeat(rows.lengths())
        products: Array = np.bincount(rows.values, weights.values * worth, minlength=len(self._layer.subject_of))
        most = min(MOST_CANDIDATES, len(products))
        foremost = np.argpartition(products, len(products) - most)[-most:]
        return set(self._layer.subject_of[foremost].tolist())


def main() -> int:
    """Measure every way at every size and print all."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--subjects", type=int, nargs="*", default=list(SIZES))
    asked.add_argument("--out", type=Path)
    options = asked.parse_args()
    found = [dataclasses.asdict(each) for size in options.subjects for each in measured(size)]
    told = json.dumps(found, indent=2) + "\n"
    if options.out:
        options.out.write_text(told, encoding="utf-8")
    sys.stdout.write(told)
    return 0


def measured(subjects: int, *, queries: int = QUERIES, spelled: int = DISTURBED) -> Iterator[Measured]:
    """Measure every way with so many subjects; 0 stands for the two lists as they are."""
    draw = Random(f"screening-candidates-{subjects}")
    listed = [person.subject() for which in ("ofac", "un") for person in listed_people(which)]
    held = draw.sample(listed, subjects) if 0 < subjects < len(listed) else listed
    held = [*held, *islice(_invented(draw), max(0, subjects - len(held)))]
    index = ScreeningIndex.build(held)
    asked = [person.by_name_only().query() for person in draw.sample([one for one, _ in ordinary_people()], queries)]
    wrong = [_disturbed(draw.choice(held), draw) for _ in range(spelled)]
    expected = _exhaustive(index).screen_many(wrong)
    for method in (Method.INDEX, Method.SCAN):
        by_method = replace(index, method=method)
        found = [{hit.subject_id for hit in hits} for hits in by_method.screen_many(wrong)]
        spent = _candidates(by_method, asked)
        yield _measured(
            method, index, found, expected, spent, len(asked) / _spent(partial(by_method.screen_many, asked))
        )
    grams = Grams(index.layers[0])
    ids = index.layers[0].register.ids
    near = [{ids.text(place) for place in grams.nearest(query.name)} for query in wrong]
    spent = _spent(lambda: [grams.nearest(query.name) for query in asked]) / len(asked)
    whole = _spent(lambda: [_scored(index.layers[0], grams, query.name) for query in asked])
    yield replace(
        _measured("n-grams", index, near, expected, spent, len(asked) / whole),
        own_memory_mb=round(grams.nbytes() / 1e6, 2),
    )


def _scored(layer: Layer, grams: Grams, name: str) -> list[float]:
    """Score the names of the nearest subjects as the engine does: each asked word is compared with each of theirs."""
    tokens, nearest = fold(name), sorted(grams.nearest(name))
    rarity = Rarity(population=len(layer), frequency=layer.frequency_of)
    places = [place for subject in nearest for place in layer.register.names_of(subject)]
    texts = {word for place in places for word in layer.register.words.row(place).tolist()}
    listed = [layer.lexicon.tokens[word] for word in texts]
    words = [
        AskedWord(token, {one.text: met for one in listed if (met := resemblance(token, one))}, 1.0, 1.0)
        for token in tokens
    ]
    asked = AskedName(name, tuple(words), {}, {}, 1.0, 1.0, 0, frozenset())
    return [
        name_log_odds(asked, layer.name(place, layer.skeletons_of(int(layer.subject_of[place]))), rarity)
        for place in places
    ]


def _measured(
    way: str,
    index: ScreeningIndex,
    found: Sequence[set[str]],
    expected: Sequence[Sequence[Hit]],
    spent: float,
    rate: float,
) -> Measured:
    layer = index.layers[0]
    postings = layer.postings.values.nbytes + layer.postings.starts.nbytes
    return Measured(
        way=way,
        subjects=len(index),
        names=len(layer.subject_of),
        candidates_us=round(1e6 * spent, 1),
        queries_per_second=round(rate, 1),
        own_memory_mb=round(postings / 1e6, 2) if way == Method.INDEX else 0.0,
        recall=_recall(found, expected, 0.0),
        recall_of_alerts=_recall(found, expected, DEFAULT_THRESHOLD),
    )


def _recall(found: Sequence[set[str]], expected: Sequence[Sequence[Hit]], at_least: float) -> float:
    sought = [(number, hit.subject_id) for number, hits in enumerate(expected) for hit in hits if hit.score >= at_least]
    return round(sum(subject in found[number] for number, subject in sought) / len(sought), 4) if sought else math.nan


def _exhaustive(index: ScreeningIndex) -> ScreeningIndex:
    """Give the index that compares every word with every word."""
    values = [
        {field.name: getattr(layer.lexicon, field.name) for field in dataclasses.fields(Lexicon)}
        for layer in index.layers
    ]
    layers = tuple(replace(layer, lexicon=Everything(**each)) for layer, each in zip(index.layers, values, strict=True))
    return ScreeningIndex(layers=layers)


def _candidates(index: ScreeningIndex, asked: Sequence[Query]) -> float:
    """Give the CPU seconds a question for the candidates alone, from the name on."""
    layers = index.layers
    rarity = Rarity(population=len(index), frequency=lambda skeleton: sum(one.frequency_of(skeleton) for one in layers))
    vocabulary, search = Vocabulary(layers, rarity), Search(layers, rarity, index.method)

    def searched() -> None:
        for begin in range(0, len(asked), 64):
            together = asked[begin : begin + 64]
            ways = zip(together, vocabulary.ask([query.name for query in together]), strict=True)
            sought = [
                (way, Sought(least_by_name(LEAST_SCORE), facts_of(query), {}, MOST_CANDIDATES))
                for query, seen in ways
                for way in seen
            ]
            for candidates in search.candidates(sought):
                list(candidates)

    return _spent(searched) / len(asked)


def _disturbed(subject: Subject, draw: Random) -> Query:
    return Query(name=disturbed(draw.choice(subject.names).value, draw)[0], kind=Kind.PERSON)


def _grams(sound: str) -> Iterator[str]:
    marked = f"<{sound}>"
    for length in GRAMS:
        yield from (marked[place : place + length] for place in range(len(marked) - length + 1))


def _spent(act: Callable[[], object]) -> float:
    began = time.process_time()
    act()
    return time.process_time() - began


if __name__ == "__main__":
    sys.exit(main())
