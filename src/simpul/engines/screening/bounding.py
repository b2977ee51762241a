"""What listed names can reach at most, for all names that are asked for together, without pairing word with word."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple, Self

import numpy as np

from simpul.engines.screening.alignment import AskedName
from simpul.engines.screening.cells import Cells
from simpul.engines.screening.columns import Array
from simpul.engines.screening.layer import Layer
from simpul.engines.screening.reaching import Reach, Reaches
from simpul.engines.screening.resemblance import INITIAL
from simpul.engines.screening.scoring import Unmet, highest_log_odds


class AskedColumns(NamedTuple):
    """Names that are asked for together: a row for each, and in it their words.

    `weight` is that of all words of a name, `weights` those of each, `sure` the same for those that are surely names,
    `bearers` what they weigh for whoever bears them; `letters` are the first letters, `lone` those that are the whole
    word. `initials` says which names hold lone letters.
    """

    weight: Array
    weights: Array
    sure: Array
    bearers: Array
    letters: Array
    lone: Array
    initials: Array

    @classmethod
    def of(cls, ways: Sequence[AskedName]) -> Self:
        """Put names into columns."""
        lengths = np.array([len(asked.words) for asked in ways])
        is_word = np.arange(max(lengths, default=0)) < lengths[:, None]
        words = [word for asked in ways for word in asked.words]

        def column(values: list[float]) -> Array:
            filled = np.zeros(is_word.shape)
            filled[is_word] = values
            return filled

        return cls(
            weight=np.array([asked.weight for asked in ways]),
            weights=column([word.weight for word in words]),
            sure=column([word.weight if word.token.is_sure else 0.0 for word in words]),
            bearers=column([word.weight_of_bearer for word in words]),
            letters=column([ord(word.token.text[0]) for word in words]).astype(np.int64),
            lone=column([len(word.token.text) == 1 for word in words]) > 0.0,
            initials=np.array([asked.initials > 0 for asked in ways], dtype=np.bool_),
        )


class Meetings(NamedTuple):
    """Which asked names meet which listed ones, in the order of both, and how much of it at most."""

    ways: Array
    names: Array
    met: Array

    def take(self, places: Array) -> "Meetings":
        """Give these meetings, in this order."""
        return Meetings(*[column[places] for column in self])

    @classmethod
    def joined(cls, parts: Iterable[Self]) -> Self:
        """Put meetings one after the other."""
        return cls(*[np.concatenate(column) for column in zip(*parts, strict=True)])

    def of_way(self, way: int) -> slice:
        """Give where the meetings of one asked name lie."""
        begin, end = self.ways.searchsorted((way, way + 1)).tolist()
        return slice(begin, end)


class Costs(NamedTuple):
    """What meetings cost on the asked side: what the words that meet cost at least, and which words do.

    `words` has a bit for each of the asked words.
    """

    ways: Array
    differing: Array
    words: Array

    def take(self, places: Array) -> "Costs":
        """Give these costs, in this order."""
        return Costs(*[column[places] for column in self])

    @classmethod
    def joined(cls, parts: Iterable[Self]) -> Self:
        """Put costs one after the other."""
        return cls(*[np.concatenate(column) for column in zip(*parts, strict=True)])

    def unmet(self, weights: Array) -> Array:
        """Give the weight of the asked words that do not meet."""
        left = np.zeros(len(self.ways))
        for place in range(weights.shape[1]):
            left += np.where(self.words & (1 << place), 0.0, weights[self.ways, place])
        return left


class Tally:
    """What the words of asked names reach in a layer, added up by asked and by listed name.

    `meetings` may hold one more than once, with nothing in it but the first time.
    """

    def __init__(self, reaches: Sequence[Sequence[Reach]], cells: Cells) -> None:
        """Add up what is reached; for so many asked names at most as there are cells for."""
        self._cells = cells
        self._columns: list[list[Reach]] = []
        self._keys: list[Array] = []
        for place in range(max(map(len, reaches), default=0)):
            having = [way for way, of_name in enumerate(reaches) if place < len(of_name)]
            column = [reaches[way][place] for way in having]
            keys = np.concatenate([reach.names for reach in column], dtype=np.int64)
            if having[-1]:
                keys += (np.array(having) * cells.size).repeat([len(reach.names) for reach in column])
            self._columns.append(column)
            self._keys.append(keys)
        gains = [np.concatenate([reach.gains for reach in column]) for column in self._columns]
        met = cells.added(self._keys, gains)
        self._every = np.concatenate(self._keys) if self._keys else np.zeros(0, dtype=np.int64)
        ways: Array = self._every // max(1, cells.size)
        self.meetings = Meetings(ways, self._every - ways * cells.size, met)

    def costs(self, places: Array) -> Costs:
        """Give what these of the meetings cost, each of which is there once."""
        differing, words = np.zeros(len(places)), np.zeros(len(places), dtype=np.int64)
        wanted = self._every[places]
        for place, (here, there) in enumerate(self._cells.places(wanted, self._keys)):
            if len(here):
                differing[there] += np.concatenate([reach.costs for reach in self._columns[place]])[here]
                words[there] |= 1 << place
        return Costs(ways=self.meetings.ways[places], differing=differing, words=words)


class Bounding:
    """Bounds the log odds that the names of one layer add."""

    def __init__(self, layer: Layer, reaches: Reaches, width: int) -> None:
        """Look at this layer, for so many names at most together."""
        self._layer = layer
        self._reaches = reaches
        self._gained = np.zeros(width * len(layer.lexicon))

    def highest(
        self,
        asked: Sequence[AskedName],
        columns: AskedColumns,
        reaches: Sequence[Sequence[Reach]],
        found: Meetings,
        costs: Costs,
    ) -> Array:
        """Give the log odds that names cannot exceed."""
        if not len(found.names):
            return np.zeros(0)
        layer = self._layer
        words = layer.register.words.take(found.names)
        weights = self._reaches.weights_of(words.values)
        gains = self._gains_of(asked, reaches, words.values, found.ways.repeat(words.lengths()))
        begins = words.starts[:-1]
        met = np.minimum(found.met, np.add.reduceat(gains, begins))
        not_met = gains <= 0.0
        left_listed = np.add.reduceat(np.where(not_met, weights, 0.0), begins)
        sure_listed = np.add.reduceat(np.where(not_met & layer.lexicon.sure[words.values], weights, 0.0), begins)
        left_asked, sure_asked, differing = costs.unmet(columns.weights), costs.unmet(columns.sure), costs.differing
        lettered = (columns.initials[found.ways] | (layer.initials[found.names] > 0)).nonzero()[0]
        if len(lettered):
            gained, of_asked, of_listed = self._initials(columns, found.ways[lettered], found.names[lettered])
            differing = differing.copy()
            met[lettered] += gained
            left_asked[lettered] -= of_asked
            left_listed[lettered] -= of_listed
            by_initials = lettered[gained > 0.0]
            differing[by_initials] = sure_asked[by_initials] = 0.0
        left = Unmet(np.maximum(0.0, left_asked), np.maximum(0.0, left_listed))
        return highest_log_odds(met, differing, left, Unmet(sure_asked, sure_listed))

    def _gains_of(
        self, asked: Sequence[AskedName], reaches: Sequence[Sequence[Reach]], words: Array, ways: Array
    ) -> Array:
        """Give what listed words gain at most by a word of the asked name."""
        gained, width = self._gained, len(self._layer.lexicon)
        by_text = self._layer.lexicon.by_text
        places, values = [], []
        for number, of_name in enumerate(reaches):
            for reach in of_name:
                places.append(reach.words + number * width)
                values.append(reach.gains_of_words)
        every, worth = np.concatenate(places), np.concatenate(values)
        order = worth.argsort(kind="stable")  # of those that stand for one word the last one is kept
        gained[every[order]] = worth[order]
        for number, name in enumerate(asked):
            if name.joined:
                joined = [by_text.get(text) for texts in name.joined.values() for text in texts]
                there = [number * width + word for word in joined if word is not None]
                gained[there] = name.weight_of_bearer
                every = np.concatenate((every, np.array(there, dtype=np.int64)))
        gains: Array = gained[words + ways * width]
        gained[every] = 0.0
        return gains

    def _initials(self, columns: AskedColumns, ways: Array, names: Array) -> tuple[Array, Array, Array]:
        """Give what lone letters gain at most, and the weights on both sides that they may take up."""
        words, lexicon = self._layer.register.words.take(names), self._layer.lexicon
        weights, begins = self._reaches.weights_of(words.values), words.starts[:-1]
        first, is_lone = lexicon.first_letters[words.values], lexicon.lone[words.values]
        of_words = ways.repeat(words.lengths())
        by_listed = np.zeros(len(first), dtype=np.bool_)
        by_asked, of_listed = np.zeros(len(names)), np.zeros(len(names))
        for place in range(columns.letters.shape[1]):
            begun, lone = first == columns.letters[of_words, place], columns.lone[of_words, place]
            by_listed |= begun & is_lone & ~lone
            begun &= lone & ~is_lone
            if begun.any():
                by_asked += columns.bearers[ways, place] * np.logical_or.reduceat(begun, begins)
                of_listed += np.maximum.reduceat(np.where(begun, weights, 0.0), begins)
        lone_weights = np.add.reduceat(np.where(by_listed, weights, 0.0), begins)
        lone_count = np.add.reduceat(by_listed.astype(np.int64), begins)
        of_asked = by_asked + columns.bearers.max(axis=1)[ways] * lone_count
        return INITIAL * (by_asked + lone_weights), of_asked, of_listed + lone_weights
