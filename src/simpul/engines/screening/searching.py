"""The search for the subjects that are worth scoring: those that meet most of what is telling in an asked name."""

import heapq
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from simpul.engines.screening.alignment import JOINED, AskedName
from simpul.engines.screening.columns import Array
from simpul.engines.screening.entry import EntryName
from simpul.engines.screening.layer import Layer

MOST_CANDIDATES = 50
"""How many subjects are scored for one asked name."""

LEAST_MET = 0.1
"""A name is no candidate when less of the asked name meets it: it could not reach `index.LEAST_SCORE` by its name."""

LISTED_SHARE = 0.3
"""How much the rank of a candidate depends on how much else there is in its name."""

MOST_REMEMBERED = 1 << 24
"""How many names that words reach are remembered by one search, over all words, to bound memory."""

MOST_NAMES = 1 << 15
"""How many names are kept ready to be scored."""


class Candidate(NamedTuple):
    """A subject that an asked name may mean, with those of its names that meet it and the share they meet at most."""

    layer: Layer
    place: int
    names: list[tuple[float, EntryName]]


class _Reach(NamedTuple):
    """The names of a layer that an asked word meets, in order, and how well."""

    names: Array
    values: Array


class _Found(NamedTuple):
    """A subject of a layer, by its rank, with those of its names that meet what is asked and the share they meet."""

    negative_rank: float
    place: int
    names: list[tuple[float, int]]


class Search:
    """The search through all layers; it remembers what it has found for a word."""

    def __init__(self, layers: Sequence[Layer]) -> None:
        """Search these layers."""
        self._layers = [_LayerSearch(layer) for layer in layers]

    def candidates(self, asked: AskedName) -> list[Candidate]:
        """Give the subjects in force that meet most of what is telling in an asked name, likeliest first."""
        if len(self._layers) == 1:
            return [self._layers[0].candidate(found) for found in self._layers[0].found(asked)]
        found = [
            (one.negative_rank, layer.id_of(one), layer, one) for layer in self._layers for one in layer.found(asked)
        ]
        chosen = heapq.nsmallest(MOST_CANDIDATES, found, key=lambda each: each[:2])
        return [layer.candidate(one) for _, _, layer, one in chosen]


class _LayerSearch:
    """The search through one layer."""

    def __init__(self, layer: Layer) -> None:
        self._layer = layer
        self._met = np.zeros(len(layer.subject_of))
        self._reaches: dict[str, _Reach] = {}
        self._remembered = 0
        self._names: dict[int, EntryName] = {}

    def id_of(self, found: _Found) -> str:
        return self._layer.register.ids.text(found.place)

    def candidate(self, found: _Found) -> Candidate:
        """Make what was found ready to be scored."""
        names = [(share, self._name(name, found.place)) for share, name in found.names]
        return Candidate(self._layer, found.place, names)

    def found(self, asked: AskedName) -> list[_Found]:
        """Give the subjects that meet most of what is telling in an asked name, likeliest first and equals by id."""
        whole = sum(word.weight for word in asked.words)
        names, met = self._meeting(asked, LEAST_MET * whole)
        if not len(names):
            return []
        subjects = self._layer.subject_of[names]
        begins = np.flatnonzero(np.concatenate(([True], subjects[1:] != subjects[:-1])))
        ranks = met / (whole + LISTED_SHARE * self._layer.bulk[names])
        best = np.maximum.reduceat(ranks, begins)
        chosen = _highest(best)
        ends = np.concatenate((begins[1:], [len(names)]))
        shares = met / whole
        rows = zip((-best[chosen]).tolist(), begins[chosen].tolist(), ends[chosen].tolist(), strict=True)
        return [
            _Found(
                rank,
                int(subjects[begin]),
                list(zip(shares[begin:end].tolist(), names[begin:end].tolist(), strict=True)),
            )
            for rank, begin, end in rows
        ]

    def _meeting(self, asked: AskedName, least: float) -> tuple[Array, Array]:
        """Give the names in force that meet so much of an asked name, and how much, without pairing word with word."""
        reaches = [self._reach(asked, place) for place in range(len(asked.words))]
        met = self._met
        for word, reach in zip(asked.words, reaches, strict=True):
            met[reach.names] += word.weight * reach.values
        enough = [reach.names[met[reach.names] >= least] for reach in reaches]
        names = np.unique(np.concatenate(enough)) if enough else np.zeros(0, dtype=np.int32)
        if self._layer.size < len(self._layer.register):
            names = names[self._layer.alive[self._layer.subject_of[names]]]
        found = met[names]
        for reach in reaches:
            met[reach.names] = 0.0
        return names, found

    def _reach(self, asked: AskedName, place: int) -> _Reach:
        word = asked.words[place]
        written_otherwise = _joined_or_split(asked, place)
        if written_otherwise:
            values = [*word.likenesses.items()]
            return self._reached(
                [(JOINED, text) for text in written_otherwise] + [(met.value, text) for text, met in values]
            )
        known = self._reaches.get(word.token.text)
        if known is None:
            known = self._reached([(met.value, text) for text, met in word.likenesses.items()])
            if self._remembered + len(known.names) <= MOST_REMEMBERED:
                self._remembered += len(known.names)
                self._reaches[word.token.text] = known
        return known

    def _reached(self, values: list[tuple[float, str]]) -> _Reach:
        """Give the names that hold one of these words, with the highest value of such a word."""
        by_text = self._layer.lexicon.by_text
        held = sorted((value, by_text[text]) for value, text in values if text in by_text)
        if not held:
            return _NOTHING
        rows = self._layer.postings.take(np.array([word for _, word in held], dtype=np.int64))
        each = np.repeat([value for value, _ in held], rows.lengths())
        order = np.argsort(rows.values, kind="stable")
        names = rows.values[order]
        last = np.ones(len(names), dtype=np.bool_)
        last[:-1] = names[1:] != names[:-1]
        return _Reach(names[last], each[order[last]])

    def _name(self, name: int, subject: int) -> EntryName:
        known = self._names.get(name)
        if known is None:
            if len(self._names) >= MOST_NAMES:
                self._names.clear()
            known = self._names[name] = self._layer.name(name, self._layer.skeletons_of(subject))
        return known


_NOTHING = _Reach(np.zeros(0, dtype=np.int32), np.zeros(0))


def _highest(ranks: Array) -> Array:
    """Give the places of the highest ranks, highest first, equals in their order."""
    if len(ranks) > MOST_CANDIDATES:
        lowest = np.partition(ranks, len(ranks) - MOST_CANDIDATES)[-MOST_CANDIDATES]
        above, equal = np.flatnonzero(ranks > lowest), np.flatnonzero(ranks == lowest)
        places = np.sort(np.concatenate((above, equal[: MOST_CANDIDATES - len(above)])))
    else:
        places = np.arange(len(ranks))
    return places[np.argsort(-ranks[places], kind="stable")]


def _joined_or_split(asked: AskedName, place: int) -> list[str]:
    """Give the words that an asked word may be part of, or made of."""
    parts = [text for pair in asked.split.get(place, ()) for text in pair]
    return parts + [text for pair, texts in asked.joined.items() if place in pair for text in texts]
