"""Which names of a layer an asked word meets, and what it gains by each at most and costs at least.

The names that hold a word are found in one of two ways, which find the same to the last bit: in an inverted index of
words, at a cost that grows with how many names are found; or by a scan of all names, at a cost that grows with the
layer. `tests/benchmarks/screening_candidates.py` measures both.
"""

from collections.abc import Iterator, Sequence
from enum import StrEnum
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from simpul.engines.screening.alignment import AskedName, AskedWord
from simpul.engines.screening.cells import Cells
from simpul.engines.screening.columns import Array, distinct, starts_of
from simpul.engines.screening.layer import Layer
from simpul.engines.screening.recent import Recent, room
from simpul.engines.screening.scoring import Rarity, least_difference

MOST_REMEMBERED, REMEMBERED_OF_A_NAME = 1 << 20, 1 << 8
"""How many names that words reach are remembered, over all words, and how many for each name of the layer."""

MOST_SCANNED = 300
"""Layers of at most so many names are scanned: measured in docs/measuring-screening.md, "How candidates are found"."""

LEAST_SIZE = 64
"""As so many names counts what is remembered of a word beside its names."""

Key = tuple[str, str, float, bool] | tuple[int, int]
"""A word and whether it was written otherwise, which say all, also of what it is made of; or else, where it may be part
of a word, the places of a name and of the word in it."""

PLACES = 2
"""So long is a key of places."""

Sought = tuple[AskedWord, list[str]]
"""A word, and the words that it may be part of or made of."""


_Found = tuple[Array, Array, Array]
"""Names with gains and costs, each name once."""


class Method(StrEnum):
    """How the names that hold a word are found; by the size of a layer, unless it is said."""

    BY_SIZE = "by-size"
    INDEX = "index"
    SCAN = "scan"


class Reach(NamedTuple):
    """The names of a layer that an asked word meets, each once, and the words through which.

    `gains` is what it gains by each at most, `costs` what it costs at least.
    """

    names: Array
    gains: Array
    costs: Array
    words: Array
    gains_of_words: Array

    def by_itself(self) -> "Reach":
        """Give this apart from what was found together with it, which would stay in memory as long."""
        return Reach(*[column.copy() for column in self]) if self is not _NOWHERE else self


class Reaches:
    """What asked words reach in one layer; it remembers what it has found for a word."""

    def __init__(self, layer: Layer, rarity: Rarity, method: Method, cells: Cells) -> None:
        """Look at this layer; how rare its words are depends on all layers."""
        small = len(layer.subject_of) <= MOST_SCANNED
        self._is_scanned = method is Method.SCAN or (method is Method.BY_SIZE and small)
        self._layer = layer
        self._cells = cells
        self._rarity = rarity
        self._weights = np.full(len(layer.lexicon), np.nan)
        self._gained = np.zeros(len(layer.lexicon) if self._is_scanned else 0)
        self._cost = np.full(len(self._gained), np.inf)
        self._known: Recent[Key, Reach] = Recent(
            room(MOST_REMEMBERED, REMEMBERED_OF_A_NAME, len(layer.subject_of)), _size
        )

    def of(self, ways: Sequence[AskedName]) -> list[list[Reach]]:
        """Give for each of these names what each of its words reaches."""
        new: dict[Key, Sought] = {}
        known: dict[Key, Reach] = {}
        keys: list[list[Key]] = []
        for number, asked in enumerate(ways):
            of_name: list[Key] = []
            for place, word in enumerate(asked.words):
                otherwise = _joined_or_split(asked, place) if asked.otherwise else []
                is_joined = any(place in pair for pair in asked.joined)
                key: Key = (number, place) if is_joined else (*word.token.key, bool(word.written))
                of_name.append(key)
                if key in new or key in known:
                    continue
                reach = None if is_joined else self._known.get(key)
                if reach is None:
                    new[key] = (word, otherwise)
                else:
                    known[key] = reach
            keys.append(of_name)
        for key, reach in zip(new, self._reached(list(new.values())), strict=True):
            known[key] = reach if len(key) == PLACES else self._known.put(key, reach.by_itself())
        return [[known[key] for key in of_name] for of_name in keys]

    def weights_of(self, words: Array) -> Array:
        """Weigh listed words by their rarity."""
        weights = self._weights[words]
        unknown = np.isnan(weights)
        if unknown.any():
            new, tokens = distinct(words[unknown]), self._layer.lexicon.tokens
            self._weights[new] = [self._rarity.of_listed(tokens[word]) for word in new.tolist()]
            weights = self._weights[words]
        return weights

    def _reached(self, sought: Sequence[Sought]) -> list[Reach]:
        """Give for each word the names that hold a word like it, or one that it is part of or made of."""
        by_text = self._layer.lexicon.by_text
        words: list[int] = []
        values: list[float] = []
        lengths: list[int] = []
        for word, otherwise in sought:
            alike = {by_text[text]: met.value for text, met in word.likenesses.items() if text in by_text}
            alike.update((by_text[text], _OTHERWISE) for text in otherwise if text in by_text)
            words += alike
            values += alike.values()
            lengths.append(len(alike))
        return self._by_name([word for word, _ in sought], np.array(words, dtype=np.int64), np.array(values), lengths)

    def _by_name(self, sought: Sequence[AskedWord], words: Array, values: Array, lengths: list[int]) -> list[Reach]:
        """Give what words reach; `words` are those of the layer that resemble each, so many for each, `values` how."""
        gains, costs = self._worth(sought, words, values, lengths)
        edges = starts_of(np.array(lengths)).tolist()
        found = (self._scanned if self._is_scanned else self._looked_up)(words, gains, costs, edges)
        return [
            Reach(*each, words[first:last], gains[first:last]) if last > first else _NOWHERE
            for each, (first, last) in zip(found, pairwise(edges), strict=True)
        ]

    def _looked_up(self, words: Array, gains: Array, costs: Array, edges: Sequence[int]) -> Iterator[_Found]:
        """Look up who holds the words; give for each sought word the names, gains and costs."""
        postings = self._layer.postings
        for part in self._cells.parts(len(edges) - 1):
            of_words = edges[part.start : part.stop + 1]
            first, last = of_words[0], of_words[-1]
            rows = postings.take(words[first:last])
            per_word = rows.lengths()
            most, least = gains[first:last].repeat(per_word), costs[first:last].repeat(per_word)
            of_names = rows.starts[np.array(of_words) - first]
            yield from self._each_once(rows.values, most, least, of_names)

    def _each_once(self, names: Array, most: Array, least: Array, edges: Array) -> Iterator[_Found]:
        """Join what is found of the same name for the same sought word."""
        sought = np.arange(len(edges) - 1) * self._cells.size
        is_last, of_last = self._cells.last(names + sought.repeat(np.diff(edges)))
        if len(of_last):
            np.maximum.at(most, of_last, most[~is_last])
            np.minimum.at(least, of_last, least[~is_last])
            names, most, least = names[is_last], most[is_last], least[is_last]
            edges = np.concatenate(([0], is_last.cumsum()))[edges]
        for begin, end in pairwise(edges.tolist()):
            yield names[begin:end], most[begin:end], least[begin:end]

    def _scanned(self, words: Array, gains: Array, costs: Array, edges: Sequence[int]) -> Iterator[_Found]:
        """Look at every name; give what `_looked_up` gives."""
        names, size = self._layer.register.words, len(self._layer.subject_of)
        for first, last in pairwise(edges):
            if not size:
                yield np.zeros(0, dtype=np.int32), np.zeros(0), np.zeros(0)
                continue
            self._gained[words[first:last]], self._cost[words[first:last]] = gains[first:last], costs[first:last]
            least = np.minimum.reduceat(self._cost[names.values], names.starts[:-1])
            met = np.flatnonzero(least < np.inf)
            most = np.maximum.reduceat(self._gained[names.values], names.starts[:-1])
            yield met.astype(np.int32), most[met], least[met]
            self._gained[words[first:last]], self._cost[words[first:last]] = 0.0, np.inf

    def _worth(
        self, sought: Sequence[AskedWord], words: Array, values: Array, lengths: list[int]
    ) -> tuple[Array, Array]:
        """Give what each asked word gains at most, and costs at least, by each of the words that resemble it."""
        weight = np.array([word.weight for word in sought]).repeat(lengths)
        of_bearer = np.array([word.weight_of_bearer for word in sought]).repeat(lengths)
        otherwise = values == _OTHERWISE
        values = np.where(otherwise, 1.0, values)
        common = np.minimum(of_bearer, self.weights_of(words))
        gains, costs = values * common, least_difference(values, weight, common)
        gains[otherwise], costs[otherwise] = of_bearer[otherwise], 0.0
        return gains, costs


_NOWHERE = Reach(
    names=np.zeros(0, dtype=np.int32),
    gains=np.zeros(0),
    costs=np.zeros(0),
    words=np.zeros(0, dtype=np.int64),
    gains_of_words=np.zeros(0),
)
"""What most words reach in a small layer, kept once."""


def _size(reach: Reach) -> int:
    return len(reach.names) + LEAST_SIZE


_OTHERWISE = 2.0
"""Stands for the likeness of a word that is written together or apart."""


def _joined_or_split(asked: AskedName, place: int) -> list[str]:
    """Give the words that an asked word may be part of, or made of."""
    parts = [text for pair in asked.split.get(place, ()) for text in pair]
    return parts + [text for pair, texts in asked.joined.items() if place in pair for text in texts]
