"""The search for the subjects that are worth scoring, in three steps, each over fewer names and each dearer by name.

1. Every name that holds a word like an asked one adds up what it may meet; those that meet too little go.
2. For the foremost of the rest a bound of their score is computed, from what meets and what cannot meet on either side.
3. The subjects with the highest bounds are handed over to be scored, word by word.

One method serves every size, since its cost is that of the names which hold a word like an asked one;
`tests/benchmarks/screening_speed.py` measures it from some five thousand subjects to a million.
"""

import heapq
from collections.abc import Iterable, Mapping, Sequence
from operator import attrgetter
from typing import NamedTuple

import numpy as np

from simpul.engines.screening.alignment import AskedName, AskedWord
from simpul.engines.screening.columns import Array, Ragged, distinct, first_of_runs
from simpul.engines.screening.entry import EntryName
from simpul.engines.screening.evidence import AskedFacts
from simpul.engines.screening.foresight import most_evidence
from simpul.engines.screening.layer import Layer
from simpul.engines.screening.resemblance import INITIAL
from simpul.engines.screening.scoring import Rarity, Unmet, highest_log_odds, least_difference

MOST_CANDIDATES = 100
"""How many subjects are scored for one asked name, where no more hits than that are asked for."""

MOST_BOUNDED = 1_000
"""For how many names of a layer a bound is computed, or for four for each subject to be scored."""

LEAST_MET = 0.1
"""A name is no candidate when less of the asked name meets it: it could not reach `index.LEAST_SCORE` by its name."""

LISTED_SHARE = 0.3
"""How much the rank of a name depends on how much else there is in it."""

MOST_REMEMBERED = 1 << 24
"""How many names that words reach are remembered by one search, over all words, to bound memory."""

MOST_NAMES = 1 << 15
"""How many names are kept ready to be scored."""


class Reach(NamedTuple):
    """The names of a layer that an asked word meets, in order, and the words through which.

    `gains` is what it gains by each at most, `costs` what it costs at least.
    """

    names: Array
    gains: Array
    costs: Array
    words: Array
    gains_of_words: Array


class Candidate(NamedTuple):
    """A subject that an asked name may mean, with the names that meet it: the log odds they add at most, highest first.

    `evidence` is what is known beside the name can add at most.
    """

    layer: "LayerSearch"
    place: int
    names: list[tuple[float, int]]
    evidence: float

    @property
    def order(self) -> tuple[float, str]:
        """Where it stands among candidates: the likeliest first, equals by their ids."""
        return -self.names[0][0] - self.evidence, self.layer.layer.register.ids.text(self.place)


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

    def __init__(self, layers: Sequence[Layer], rarity: Rarity) -> None:
        """Search these layers."""
        self.layers = tuple(LayerSearch(layer, rarity) for layer in layers)

    def with_identifiers(self, numbers: Iterable[str]) -> dict["LayerSearch", list[int]]:
        """Give the subjects in force that have one of these identifiers."""
        found = (
            (layer, place) for number in numbers for layer in self.layers for place in layer.layer.with_number(number)
        )
        places: dict[LayerSearch, list[int]] = {}
        for layer, place in found:
            places.setdefault(layer, []).append(place)
        return places

    def candidates(self, asked: AskedName, sought: Sought) -> list[Candidate]:
        """Give the subjects in force that may reach what is sought, likeliest first, and those that are sure."""
        found = [candidate for layer in self.layers for candidate in layer.candidates(asked, sought)]
        if len(self.layers) == 1:
            return found
        sure = [candidate for candidate in found if candidate.place in sought.sure.get(candidate.layer, ())]
        return [*sure, *heapq.nsmallest(sought.most, found, key=attrgetter("order"))]


class LayerSearch:
    """The search through one layer."""

    def __init__(self, layer: Layer, rarity: Rarity) -> None:
        """Search this layer; how rare its words are depends on all layers."""
        self.layer = layer
        self._rarity = rarity
        self._met = np.zeros(len(layer.subject_of))
        self._gained = np.zeros(len(layer.lexicon))
        self._weights = np.full(len(layer.lexicon), np.nan)
        self._reaches: dict[tuple[str, bool], Reach] = {}
        self._remembered = 0
        self._names: dict[int, EntryName] = {}

    def name(self, name: int, subject: int) -> EntryName:
        """Give a name as it is scored."""
        known = self._names.get(name)
        if known is None:
            if len(self._names) >= MOST_NAMES:
                self._names.clear()
            known = self._names[name] = self.layer.name(name, self.layer.skeletons_of(subject))
        return known

    def candidates(self, asked: AskedName, sought: Sought) -> list[Candidate]:
        """Give the subjects in force that may reach what is sought, likeliest first, and those that are sure."""
        reaches = [self._reach(asked, place) for place in range(len(asked.words))]
        names, met = self._meeting(asked, reaches, sought)
        if not len(names):
            return []
        subjects, highest = self.layer.subject_of[names], self._highest(asked, reaches, names, met)
        evidence = most_evidence(sought.facts, self.layer.birth_years[subjects])
        enough = (highest > 0.0) & (highest + evidence > sought.least)
        sure = sought.sure.get(self)
        if sure:
            enough |= np.isin(subjects, sure)
        return self._by_subject(names[enough], highest[enough], evidence[enough], sought)

    def _by_subject(self, names: Array, highest: Array, evidence: Array, sought: Sought) -> list[Candidate]:
        """Put names together by their subjects and give the foremost."""
        if not len(names):
            return []
        subjects = self.layer.subject_of[names]
        begins = first_of_runs(subjects).nonzero()[0]
        best = np.maximum.reduceat(highest, begins) + evidence[begins]
        chosen, sure = _foremost(best, sought.most), sought.sure.get(self)
        if sure and len(best) > len(chosen):
            chosen = distinct(np.concatenate((chosen, np.isin(subjects[begins], sure).nonzero()[0])))
        chosen = chosen[(-best[chosen]).argsort(kind="stable")]
        bounds, of_names, of_facts = highest.tolist(), names.tolist(), evidence.tolist()
        edges = [*begins.tolist(), len(of_names)]
        candidates = []
        for place, subject in zip(chosen.tolist(), subjects[begins[chosen]].tolist(), strict=True):
            begin, end = edges[place], edges[place + 1]
            found = [(bounds[begin], of_names[begin])]
            if end > begin + 1:
                found = sorted(zip(bounds[begin:end], of_names[begin:end], strict=True), key=_negative_bound)
            candidates.append(Candidate(self, subject, found, of_facts[begin]))
        return candidates

    def _meeting(self, asked: AskedName, reaches: Sequence[Reach], sought: Sought) -> tuple[Array, Array]:
        """Give the foremost names in force that meet enough of an asked name, and how much of it."""
        met = self._met
        for reach in reaches:
            met[reach.names] += reach.gains
        least = LEAST_MET * asked.weight
        enough = [reach.names[met[reach.names] >= least] for reach in reaches]
        names = distinct(np.concatenate(enough)) if enough else _NOTHING.names
        if self.layer.size < len(self.layer.register):
            names = names[self.layer.alive[self.layer.subject_of[names]]]
        if len(names) > sought.most_bounded:
            names = self._foremost(asked, names, met[names], sought)
        if self in sought.sure:
            of_sure = np.concatenate(
                [np.array(self.layer.register.names_of(place), dtype=np.int64) for place in sought.sure[self]]
            )
            names = distinct(np.concatenate((names, of_sure[met[of_sure] > 0.0])))
        found = met[names]
        for reach in reaches:
            met[reach.names] = 0.0
        return names, found

    def _foremost(self, asked: AskedName, names: Array, met: Array, sought: Sought) -> Array:
        """Give the names that meet most in proportion, and those that do among the names where a date may agree."""
        ranks = met / (asked.weight + LISTED_SHARE * self.layer.bulk[names])
        chosen = _foremost(ranks, sought.most_bounded)
        if sought.facts.birth_date:
            agreeing = most_evidence(sought.facts, self.layer.birth_years[self.layer.subject_of[names]]) > 0.0
            of_agreeing = agreeing.nonzero()[0]
            chosen = distinct(np.concatenate((chosen, of_agreeing[_foremost(ranks[agreeing], sought.most_bounded)])))
        return names[chosen]

    def _highest(self, asked: AskedName, reaches: Sequence[Reach], names: Array, met: Array) -> Array:
        """Give the log odds that names cannot exceed."""
        words = self.layer.register.words.take(names)
        weights = self._weights_of(words.values)
        gains = self._gains_of(asked, reaches, words.values)
        met = np.minimum(met, np.add.reduceat(gains, words.starts[:-1]))
        left_listed = np.add.reduceat(np.where(gains > 0.0, 0.0, weights), words.starts[:-1])
        sure = self.layer.lexicon.sure[words.values] & (gains == 0.0)
        sure_listed = np.add.reduceat(np.where(sure, weights, 0.0), words.starts[:-1])
        differing, left_asked, sure_asked = _least_costs(asked, reaches, names)
        if asked.initials or self.layer.initials[names].any():
            gained, of_asked, of_listed = self._initials(asked, words, weights)
            met, left_asked, left_listed = met + gained, left_asked - of_asked, left_listed - of_listed
            by_initials = gained > 0.0
            differing[by_initials] = 0.0
            sure_asked[by_initials] = 0.0
        left = Unmet(np.maximum(0.0, left_asked), np.maximum(0.0, left_listed))
        return highest_log_odds(met, differing, left, Unmet(sure_asked, sure_listed))

    def _gains_of(self, asked: AskedName, reaches: Sequence[Reach], words: Array) -> Array:
        """Give what listed words gain at most by an asked word."""
        gained = self._gained
        for reach in reaches:
            gained[reach.words] = np.maximum(gained[reach.words], reach.gains_of_words)
        if asked.joined:
            joined = [self.layer.lexicon.by_text.get(text) for texts in asked.joined.values() for text in texts]
            gained[[word for word in joined if word is not None]] = asked.weight_of_bearer
        gains = gained[words]
        for reach in reaches:
            gained[reach.words] = 0.0
        return gains

    def _initials(self, asked: AskedName, words: Ragged, weights: Array) -> tuple[Array, Array, Array]:
        """Give for each name what lone letters gain at most, and the weights on both sides that they may take up."""
        lexicon, heaviest = self.layer.lexicon, max(word.weight_of_bearer for word in asked.words)
        first, is_lone = lexicon.first_letters[words.values], lexicon.lone[words.values]
        begins, by_listed = words.starts[:-1], np.zeros(len(first), dtype=np.bool_)
        by_asked, of_listed = np.zeros(len(begins)), np.zeros(len(begins))
        for word in asked.words:
            begun = first == ord(word.token.text[0])
            if len(word.token.text) > 1:
                by_listed |= begun & is_lone
            else:
                begun &= ~is_lone
                by_asked += word.weight_of_bearer * np.logical_or.reduceat(begun, begins)
                of_listed += np.maximum.reduceat(np.where(begun, weights, 0.0), begins)
        lone_weights = np.add.reduceat(np.where(by_listed, weights, 0.0), begins)
        lone_count = np.add.reduceat(by_listed.astype(np.int64), begins)
        gained = INITIAL * (by_asked + lone_weights)
        return gained, by_asked + heaviest * lone_count, of_listed + lone_weights

    def _weights_of(self, words: Array) -> Array:
        """Weigh listed words by their rarity."""
        weights = self._weights[words]
        if np.isnan(weights).any():
            self._weigh(distinct(words[np.isnan(weights)]))
            weights = self._weights[words]
        return weights

    def _weigh(self, words: Array) -> None:
        tokens = self.layer.lexicon.tokens
        self._weights[words] = [self._rarity.of_listed(tokens[word]) for word in words.tolist()]

    def _reach(self, asked: AskedName, place: int) -> Reach:
        word = asked.words[place]
        written_otherwise = _joined_or_split(asked, place)
        if written_otherwise:
            return self._reached(word, written_otherwise)
        key = (word.token.text, bool(word.written))
        known = self._reaches.get(key)
        if known is None:
            known = self._reached(word, ())
            if self._remembered + len(known.names) <= MOST_REMEMBERED:
                self._remembered += len(known.names)
                self._reaches[key] = known
        return known

    def _reached(self, word: AskedWord, written_otherwise: Sequence[str]) -> Reach:
        """Give the names that hold a word like this one, or one that it is part of or made of."""
        by_text = self.layer.lexicon.by_text
        values = {by_text[text]: met.value for text, met in word.likenesses.items() if text in by_text}
        otherwise = [by_text[text] for text in written_otherwise if text in by_text]
        values.update(dict.fromkeys(otherwise, 1.0))
        if not values:
            return _NOTHING
        words, of_words = np.array(list(values), dtype=np.int64), np.array(list(values.values()))
        common = np.minimum(word.weight_of_bearer, self._weights_of(words))
        gains, costs = of_words * common, least_difference(of_words, word.weight, common)
        if otherwise:
            is_otherwise = np.isin(words, otherwise)
            gains[is_otherwise], costs[is_otherwise] = word.weight_of_bearer, 0.0
        if len(words) == 1:
            names = self.layer.postings.row(int(words[0]))
            return Reach(names, gains.repeat(len(names)), costs.repeat(len(names)), words, gains)
        return self._reached_by_several(words, gains, costs)

    def _reached_by_several(self, words: Array, gains: Array, costs: Array) -> Reach:
        rows = self.layer.postings.take(words)
        order = rows.values.argsort(kind="stable")
        names = rows.values[order]
        begins = first_of_runs(names).nonzero()[0]
        lengths = rows.lengths()
        most = np.maximum.reduceat(gains.repeat(lengths)[order], begins)
        least = np.minimum.reduceat(costs.repeat(lengths)[order], begins)
        return Reach(names[begins], most, least, words, gains)


_NOTHING = Reach(np.zeros(0, dtype=np.int32), np.zeros(0), np.zeros(0), np.zeros(0, dtype=np.int64), np.zeros(0))


def _least_costs(asked: AskedName, reaches: Sequence[Reach], names: Array) -> tuple[Array, Array, Array]:
    """Give for each name what the asked words that meet it cost at least, and the weight of those that do not.

    The last is the weight of those of them that are surely names.
    """
    differing, left, sure = np.zeros(len(names)), np.zeros(len(names)), np.zeros(len(names))
    for word, reach in zip(asked.words, reaches, strict=True):
        is_there = np.zeros(len(names), dtype=np.bool_)
        if len(reach.names):
            found = np.minimum(reach.names.searchsorted(names), len(reach.names) - 1)
            is_there = reach.names[found] == names
            differing += is_there * reach.costs[found]
        missed = ~is_there * word.weight
        left += missed
        if word.token.is_sure:
            sure += missed
    return differing, left, sure


def _negative_bound(found: tuple[float, int]) -> float:
    return -found[0]


def _foremost(ranks: Array, most: int) -> Array:
    """Give the places of the highest ranks, in their order; of equals the first."""
    if len(ranks) <= most:
        return np.arange(len(ranks))
    lowest = np.partition(ranks, len(ranks) - most)[-most]
    above, equal = np.flatnonzero(ranks > lowest), np.flatnonzero(ranks == lowest)
    return np.sort(np.concatenate((above, equal[: most - len(above)])))


def _joined_or_split(asked: AskedName, place: int) -> list[str]:
    """Give the words that an asked word may be part of, or made of."""
    parts = [text for pair in asked.split.get(place, ()) for text in pair]
    return parts + [text for pair, texts in asked.joined.items() if place in pair for text in texts]
