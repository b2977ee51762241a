"""The search for the subjects that are worth scoring, in steps, each over fewer names and each dearer by name.

1. Every name that holds a word like an asked one adds up what it may meet; those that meet too little go.
2. What does not meet on the asked side, and the birth years, say how much a name can reach at most; more go.
3. For the rest the bound takes in what cannot meet on the listed side; the subjects with the highest bounds are handed
   over to be scored, word by word.

Each step is one computation over all names that are asked for together.
"""

import heapq
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice, pairwise
from operator import attrgetter
from typing import NamedTuple

import numpy as np

from simpul.engines.screening.alignment import AskedName
from simpul.engines.screening.bounding import AskedColumns, Bounding, Costs, Meetings, Tally
from simpul.engines.screening.cells import MOST_CELLS, WIDEST, Cells
from simpul.engines.screening.columns import Array, first_of_runs
from simpul.engines.screening.entry import EntryName
from simpul.engines.screening.evidence import AskedFacts
from simpul.engines.screening.layer import Layer
from simpul.engines.screening.reaching import Method, Reach, Reaches
from simpul.engines.screening.recent import Recent
from simpul.engines.screening.scoring import Rarity, highest_share, least_share
from simpul.engines.screening.token import Token
from simpul.engines.screening.weighing import Weighing

MOST_CANDIDATES = 100
"""How many subjects are scored for one asked name, where no more hits than that are asked for."""

MOST_BOUNDED = 1_000
"""For how many names of a layer a bound is computed, or for four for each subject to be scored."""

LEAST_MET = 0.1
"""A name is no candidate when less of the asked name meets it: it could not reach `index.LEAST_SCORE` by its name."""

LISTED_SHARE = 0.3
"""How much the rank of a name depends on how much else there is in it."""

MOST_NAMES = 1 << 11
"""How many names are kept ready to be scored."""


class Candidate(NamedTuple):
    """A subject that an asked name may mean, with the names that meet it: the log odds they add at most, highest first.

    `highest` are the log odds that it can reach, with what is known beside the name, `foreseen` those that it could by
    its birth year alone: by these it was chosen.
    """

    layer: "LayerSearch"
    place: int
    names: list[tuple[float, int]]
    highest: float
    foreseen: float

    @property
    def order(self) -> tuple[float, str]:
        """Where it stands when candidates are chosen: the likeliest first, equals by their ids."""
        return -self.foreseen, self.layer.layer.register.ids.text(self.place)


class Sought(NamedTuple):
    """What a search is for: the log odds to be reached, what is known beside the name, and who is sure to be scored.

    `most` is how many subjects are given beside those.
    """

    least: float
    facts: AskedFacts
    sure: Mapping["LayerSearch", Sequence[int]]
    most: int

    @property
    def most_bounded(self) -> int:
        """For how many names of a layer a bound is computed."""
        return max(MOST_BOUNDED, 4 * self.most)


class Search:
    """The search through all layers; it remembers what it has found for a word."""

    def __init__(self, layers: Sequence[Layer], rarity: Rarity, method: Method = Method.BY_SIZE) -> None:
        """Search these layers."""
        self.layers = tuple(LayerSearch(layer, rarity, method) for layer in layers)

    def with_identifiers(self, numbers: Iterable[str]) -> dict["LayerSearch", list[int]]:
        """Give the subjects in force that have one of these identifiers."""
        found = (
            (layer, place) for number in numbers for layer in self.layers for place in layer.layer.with_number(number)
        )
        places: dict[LayerSearch, list[int]] = {}
        for layer, place in found:
            places.setdefault(layer, []).append(place)
        return places

    def candidates(self, asked: Sequence[tuple[AskedName, Sought]]) -> list[Iterable[Candidate]]:
        """Give for each name the subjects in force that may reach what is sought, likeliest first, and sure ones."""
        by_layer = [layer.candidates(asked) for layer in self.layers]
        if len(self.layers) == 1:
            return list(by_layer[0])
        return [self._of_all_layers(found, sought) for (_, sought), *found in zip(asked, *by_layer, strict=True)]

    def _of_all_layers(self, by_layer: Sequence[Iterable[Candidate]], sought: Sought) -> list[Candidate]:
        found = [candidate for candidates in by_layer for candidate in candidates]
        sure = [candidate for candidate in found if candidate.place in sought.sure.get(candidate.layer, ())]
        chosen = [*sure, *heapq.nsmallest(sought.most, found, key=attrgetter("order"))]
        return sorted(chosen, key=attrgetter("highest"), reverse=True)


class LayerSearch:
    """The search through one layer."""

    def __init__(self, layer: Layer, rarity: Rarity, method: Method) -> None:
        """Search this layer; how rare its words are depends on all layers."""
        self.layer = layer
        self._cells = Cells(len(layer.subject_of))
        self._reaches = Reaches(layer, rarity, method, self._cells)
        self._width = min(WIDEST, max(1, MOST_CELLS // max(1, len(layer.lexicon))))
        self._bounding = Bounding(layer, self._reaches, self._width)
        self._weighing = Weighing(layer.register)
        self._names: Recent[int, EntryName] = Recent(MOST_NAMES)

    def name(self, name: int, subject: int) -> EntryName:
        """Give a name as it is scored."""
        known = self._names.get(name)
        return (
            self._names.put(name, self.layer.name(name, self.layer.skeletons_of(subject))) if known is None else known
        )

    def tokens(self, name: int) -> list[Token]:
        """Give the words of a name."""
        tokens = self.layer.lexicon.tokens
        return [tokens[word] for word in self.layer.register.words.row(name).tolist()]

    def candidates(self, asked: Sequence[tuple[AskedName, Sought]]) -> Iterator[Iterable[Candidate]]:
        """Give for each name the subjects in force that may reach what is sought, likeliest first, and sure ones."""
        rest = iter(asked)
        while together := list(islice(rest, self._width)):
            yield from self._together([name for name, _ in together], [sought for _, sought in together])

    def _together(self, ways: Sequence[AskedName], sought: Sequence[Sought]) -> list[Iterable[Candidate]]:
        columns, reaches = AskedColumns.of(ways), self._reaches.of(ways)
        parts = [self._foremost(reaches, columns, sought, part) for part in self._cells.parts(len(ways))]
        met, costs, is_sure = _put_together(parts)
        evidence = self._evidence(met, sought)
        least = np.array([each.least for each in sought])[met.ways]
        reachable = highest_share(met.met, costs.differing + costs.unmet(columns.weights)) >= least_share(
            least - evidence
        )
        reachable |= columns.initials[met.ways] | (self.layer.initials[met.names] > 0) | is_sure
        met, costs, evidence = met.take(reachable), costs.take(reachable), evidence[reachable]
        highest = self._bounding.highest(ways, columns, reaches, met, costs)
        enough = ((highest > 0.0) & (highest + evidence > least[reachable])) | is_sure[reachable]
        return self._by_subject(met.take(enough), highest[enough], evidence[enough], sought)

    def _foremost(
        self, reaches: Sequence[Sequence[Reach]], columns: AskedColumns, sought: Sequence[Sought], part: slice
    ) -> tuple[Meetings, Costs, Array]:
        """Give the names in force that meet enough of an asked one, where they are many those that meet the most.

        With them come what they cost and which are sure to be scored.
        """
        tally = Tally(reaches[part], self._cells)
        met = tally.meetings
        is_sure = self._sure(met, sought[part])
        chosen = self._chosen(met, columns.weight[part], sought[part]) | is_sure
        places = chosen.nonzero()[0]
        places = places[np.lexsort((met.names[places], met.ways[places]))]
        foremost, costs = met.take(places), tally.costs(places)
        ways = foremost.ways + part.start
        return foremost._replace(ways=ways), costs._replace(ways=ways), is_sure[places]

    def _sure(self, met: Meetings, sought: Sequence[Sought]) -> Array:
        """Mark the names of those who are sure to be scored, where they meet at all."""
        is_sure = np.zeros(len(met.ways), dtype=np.bool_)
        for way, each in enumerate(sought):
            if places := each.sure.get(self):
                is_sure |= np.isin(self.layer.subject_of[met.names], places) & (met.met > 0.0) & (met.ways == way)
        return is_sure

    def _chosen(self, met: Meetings, weights: Array, sought: Sequence[Sought]) -> Array:
        """Mark the names in force that meet enough of an asked one; where they are many, those that meet the most."""
        layer = self.layer
        enough: Array = met.met >= (LEAST_MET * weights)[met.ways]
        if layer.size < len(layer.register):
            enough &= layer.alive[layer.subject_of[met.names]]
        counts = np.bincount(met.ways[enough], minlength=len(sought)).tolist()
        for way, (count, each) in enumerate(zip(counts, sought, strict=True)):
            if count > each.most_bounded:
                many = (enough & (met.ways == way)).nonzero()[0]
                names = met.names[many]
                ranks = met.met[many] / (weights[way] + LISTED_SHARE * layer.bulk[names])
                enough[many] = False
                enough[many[self._most(ranks, names, each)]] = True
        return enough

    def _most(self, ranks: Array, names: Array, sought: Sought) -> Array:
        """Give the places of those that meet most in proportion, and of those that do where a date may agree."""
        chosen = foremost(ranks, names, sought.most_bounded)
        if sought.facts.birth_date:
            layer = self.layer
            agreeing = (layer.births.most_evidence(sought.facts, layer.subject_of[names]) > 0.0).nonzero()[0]
            of_agreeing = foremost(ranks[agreeing], names[agreeing], sought.most_bounded)
            chosen = np.concatenate((chosen, agreeing[of_agreeing]))
        return chosen

    def _evidence(self, met: Meetings, sought: Sequence[Sought]) -> Array:
        """Give what is known beside the names can add at most."""
        evidence = np.zeros(len(met.ways))
        for way, each in enumerate(sought):
            if each.facts.are_given:
                part = met.of_way(way)
                places = self.layer.subject_of[met.names[part]]
                evidence[part] = self.layer.births.most_evidence(each.facts, places)
        return evidence

    def _by_subject(
        self, met: Meetings, highest: Array, evidence: Array, sought: Sequence[Sought]
    ) -> list[Iterable[Candidate]]:
        """Put names together by their subjects and give the foremost."""
        if not len(highest):
            return [() for _ in sought]
        subjects = self.layer.subject_of[met.names]
        begins = (first_of_runs(subjects) | first_of_runs(met.ways)).nonzero()[0]
        by_name, ways, subjects = np.maximum.reduceat(highest, begins), met.ways[begins], subjects[begins]
        foreseen = by_name + evidence[begins]
        order = np.lexsort((-foreseen, ways))
        edges = ways.searchsorted(np.arange(len(sought) + 1)).tolist()
        found = _Found(subjects.tolist(), [*begins.tolist(), len(highest)], met.names.tolist(), highest.tolist())
        told: list[Iterable[Candidate]] = []
        for each, (begin, end) in zip(sought, pairwise(edges), strict=True):
            chosen = order[begin:end]
            if end - begin > each.most:
                is_sure = np.isin(subjects[chosen], each.sure.get(self, ()))
                is_sure[: each.most] = True
                chosen = chosen[is_sure]
            if not len(chosen):
                told.append(())
                continue
            reached = foreseen[chosen]
            if each.facts.are_given:
                reached = by_name[chosen] + self._weighing.weights(each.facts, subjects[chosen])
                likeliest = (-reached).argsort(kind="stable")
                chosen, reached = chosen[likeliest], reached[likeliest]
            told.append(self._candidates(found, chosen.tolist(), reached.tolist(), foreseen[chosen].tolist()))
        return told

    def _candidates(
        self, found: "_Found", chosen: Sequence[int], reached: Sequence[float], foreseen: Sequence[float]
    ) -> Iterator[Candidate]:
        """Give those of what was found that are chosen, each when it is asked for."""
        for place, *expected in zip(chosen, reached, foreseen, strict=True):
            begin, end = found.edges[place], found.edges[place + 1]
            if end == begin + 1:
                names = [(found.highest[begin], found.names[begin])]
            else:
                names = sorted(zip(found.highest[begin:end], found.names[begin:end], strict=True), key=_negative_bound)
            yield Candidate(self, found.subjects[place], names, *expected)


class _Found(NamedTuple):
    """Subjects with their names: those of subject `i` lie from `edges[i]` to `edges[i + 1]`."""

    subjects: list[int]
    edges: list[int]
    names: list[int]
    highest: list[float]


def foremost(ranks: Array, names: Array, most: int) -> Array:
    """Give the places of the highest ranks; of equals those of the first names."""
    if len(ranks) <= most:
        return np.arange(len(ranks))
    lowest = np.partition(ranks, len(ranks) - most)[-most]
    above, equal = np.flatnonzero(ranks > lowest), np.flatnonzero(ranks == lowest)
    return np.concatenate((above, equal[np.argsort(names[equal])[: most - len(above)]]))


def _put_together(parts: Sequence[tuple[Meetings, Costs, Array]]) -> tuple[Meetings, Costs, Array]:
    """Put what was found for parts of the asked names one after the other."""
    if len(parts) == 1:
        return parts[0]
    met, costs, is_sure = zip(*parts, strict=True)
    return Meetings.joined(met), Costs.joined(costs), np.concatenate(is_sure)


def _negative_bound(found: tuple[float, int]) -> float:
    return -found[0]
