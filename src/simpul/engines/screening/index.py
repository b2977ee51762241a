"""The screening index: built of subjects, asked with queries, changed without being built again.

An index never changes. `updated` gives another one that shares the layers of the first: what is new is a small layer on
top, what is gone is marked. A layer is merged with the one below when it is no longer small beside it, so that a change
costs little whatever the size. Answers do not depend on how the subjects are spread over layers.
"""

import math
from bisect import insort
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import chain, islice
from typing import Any, NamedTuple, Self

from simpul.engines.screening.alignment import AskedName, joins
from simpul.engines.screening.asking import Vocabulary
from simpul.engines.screening.entry import EntryName
from simpul.engines.screening.evidence import AskedFacts, evidence, facts_of, weight_of_evidence
from simpul.engines.screening.explanation import explain
from simpul.engines.screening.layer import Layer, build_layer, merge_layers
from simpul.engines.screening.reaching import Method
from simpul.engines.screening.scoring import (
    PRIOR,
    Balance,
    Rarity,
    balance,
    log_odds_of,
    log_odds_word_by_word,
    logistic,
    logit,
    meet,
)
from simpul.engines.screening.searching import MOST_CANDIDATES, Candidate, LayerSearch, Search, Sought
from simpul.engines.screening.subject import Hit, Query, Subject
from simpul.engines.screening.token import Token

LEAST_SCORE = 0.3
"""Hits below this are not given: they are no lead."""

ROUNDING = 1e-9
"""What a computed bound may lie below what it bounds."""

GROWTH = 4
"""A layer is merged into the one below when it has grown to a quarter of it."""

TOGETHER = 64
"""So many queries are searched for together."""


class _Ready:
    """What screening with an index has remembered, for the next who screens with it; it does not travel with it."""

    def __init__(self) -> None:
        self._screenings: list[_Screening] = []

    def __reduce__(self) -> tuple[type[Self], tuple[()]]:
        return type(self), ()

    def take(self) -> "_Screening | None":
        """Give one that nobody uses, if there is any; several threads may ask."""
        try:
            return self._screenings.pop()
        except IndexError:
            return None

    def put(self, screening: "_Screening") -> None:
        """Let others use this one; there is need for a single one where nobody screens at the same time."""
        self._screenings[1:] = []
        self._screenings.append(screening)

    def clear(self) -> None:
        """Keep nothing; who screens now has what is his, and brings it back."""
        self._screenings.clear()


@dataclass(frozen=True, slots=True, kw_only=True, weakref_slot=True)
class ScreeningIndex:
    """Subjects that can be found by what is known of them; `method` says how, and changes no answer."""

    layers: tuple[Layer, ...] = ()
    method: Method = Method.BY_SIZE
    ready: _Ready = field(default_factory=_Ready, init=False, compare=False, repr=False)

    def __len__(self) -> int:
        return sum(len(layer) for layer in self.layers)

    @classmethod
    def build(cls, subjects: Iterable[Subject]) -> Self:
        """Build an index of these subjects, in any order.

        Raises:
            InputError: an id is given twice.
        """
        return cls().updated(added=subjects)

    def updated(self, *, added: Iterable[Subject] = (), removed: Iterable[str] = ()) -> Self:
        """Give this index without the removed ids and then with the added subjects, which replace those of their ids.

        Ids that are not held are already removed, so the same change may come twice.

        Raises:
            InputError: an id is added twice.
        """
        arriving = build_layer(added)
        leaving = frozenset(removed).union(arriving.ids()) if self.layers else frozenset()
        layers = [layer.without(leaving) for layer in self.layers]
        return type(self)(layers=_settled([*layers, arriving]), method=self.method)

    def screen(self, query: Query, *, limit: int = 10, at_least: float = 0.0) -> tuple[Hit, ...]:
        """Give the subjects that the query may mean, likeliest first, at most `limit` of them.

        Hits below the score `at_least` are not given. Asking for the likelier ones alone is much faster than leaving
        the others out afterwards, and gives the same.
        """
        return self.screen_many((query,), limit=limit, at_least=at_least)[0]

    def screen_many(
        self, queries: Iterable[Query], *, limit: int = 10, at_least: float = 0.0
    ) -> tuple[tuple[Hit, ...], ...]:
        """Give for each query what `screen` gives, comparing each word once for all of them."""
        screening = self.ready.take() or _Screening(self.layers, self.method)
        found = tuple(screening.hits(queries, limit, max(LEAST_SCORE, at_least)))
        self.ready.put(screening)
        return found

    def forget(self) -> None:
        """Give back what is kept for the next question, which takes longer then; no answer changes."""
        self.ready.clear()


class _Asked(NamedTuple):
    """A query as it is searched: what it says beside names, who has its identifiers, and its names in every way."""

    facts: AskedFacts
    sure: dict[LayerSearch, list[int]]
    ways: list[AskedName]


class _Prospect(NamedTuple):
    """A subject that is worth scoring: what it can reach at most, and which names may meet.

    `meetings` are the asked names, each with the log odds that listed names add at most and their places.
    """

    highest: float
    layer: LayerSearch
    place: int
    meetings: list[tuple[AskedName, list[tuple[float, int]]]]


class _Lead(NamedTuple):
    """A subject that has been scored, in the order of hits, and the names that met best: the asked and the listed.

    `found` is their balance; none where no names met.
    """

    negative_score: float
    subject_id: str
    layer: LayerSearch
    place: int
    asked: AskedName | None
    listed: int
    found: Balance | None


_Scores = dict[tuple[int, int, bytes, int], Balance]
"""How names have met, by the asked name, the layer, the listed words and the manner in which they are listed: namesakes
meet alike."""


class _Screening:
    """Screens for one caller at a time, and remembers words and names between queries.

    Nothing in it refers back to it, so that all of it goes with the last who has it.
    """

    def __init__(self, layers: tuple[Layer, ...], method: Method) -> None:
        frequency = partial(_frequency, layers)
        self._rarity = Rarity(population=sum(len(layer) for layer in layers), frequency=frequency)
        self._vocabulary = Vocabulary(layers, self._rarity)
        self._search = Search(layers, self._rarity, method)

    def hits(self, queries: Iterable[Query], limit: int, least: float) -> Iterator[tuple[Hit, ...]]:
        """Give for each query the best leads that score so much at least, with their reasons."""
        rest, most, by_name = iter(queries), max(limit, MOST_CANDIDATES), least_by_name(least)
        while together := self._asked(list(islice(rest, TOGETHER))):
            sought = [Sought(by_name, asked.facts, asked.sure, most) for asked in together]
            ways = [(way, each) for asked, each in zip(together, sought, strict=True) for way in asked.ways]
            found = iter(self._search.candidates(ways))
            for asked in together:
                yield self._best(asked, list(islice(found, len(asked.ways))), limit, least)

    def _asked(self, queries: Sequence[Query]) -> list[_Asked]:
        names = [tuple(dict.fromkeys((query.name, *query.names))) for query in queries]
        ways = iter(self._vocabulary.ask(list(chain.from_iterable(names))))
        asked = []
        for query, of_query in zip(queries, names, strict=True):
            facts = facts_of(query)
            sure = self._search.with_identifiers(facts.identifiers) if facts.identifiers else {}
            asked.append(_Asked(facts, sure, list(chain.from_iterable(islice(ways, len(of_query))))))
        return asked

    def _best(self, asked: _Asked, found: Sequence[Iterable[Candidate]], limit: int, least: float) -> tuple[Hit, ...]:
        """Give the best leads with their reasons; subjects that cannot be among them are not scored."""
        leads: list[_Lead] = []
        known: _Scores = {}
        for prospect in self._prospects(asked, found, least_by_name(least) - ROUNDING):
            lowest = -leads[limit - 1].negative_score if len(leads) >= limit > 0 else least
            if logistic(PRIOR + prospect.highest) < lowest - ROUNDING:
                break
            lead = self._lead(prospect, asked.facts, lowest, known)
            if -lead.negative_score >= least:
                insort(leads, lead, key=_order)
        return tuple([self._hit(lead, asked.facts) for lead in leads[: max(0, limit)]])

    def _prospects(self, asked: _Asked, found: Sequence[Iterable[Candidate]], least: float) -> Iterable[_Prospect]:
        """Give who may be meant, likeliest first: by name, with what is known beside it, or by an identifier.

        Those that cannot reach the least log odds may be left out.
        """
        if len(found) == 1 and not asked.sure:
            way = asked.ways[0]
            return (_Prospect(each.highest, each.layer, each.place, [(way, each.names)]) for each in found[0])
        highest: dict[tuple[LayerSearch, int], float] = {}
        meetings: dict[tuple[LayerSearch, int], list[tuple[AskedName, list[tuple[float, int]]]]] = {}
        for way, candidates in zip(asked.ways, found, strict=True):
            for each in candidates:
                if each.highest < least and not asked.sure:
                    break
                key = each.layer, each.place
                meetings.setdefault(key, []).append((way, each.names))
                highest[key] = max(highest.get(key, each.highest), each.highest)
        for layer, places in asked.sure.items():
            for place in places:
                key = layer, place
                named = max([names[0][0] for _, names in meetings.setdefault(key, [])], default=0.0)
                highest[key] = named + weight_of_evidence(asked.facts, layer.layer.entry(place))
        prospects = [_Prospect(highest[key], *key, met) for key, met in meetings.items()]
        return sorted(prospects, key=_negative_highest)

    def _lead(self, prospect: _Prospect, facts: AskedFacts, lowest: float, known: _Scores) -> _Lead:
        """Score a subject; a name is not looked at where it cannot make the score reach the lowest that counts."""
        layer, place = prospect.layer, prospect.place
        entry = layer.layer.entry(place)
        weight = weight_of_evidence(facts, entry)
        best: tuple[float, str, str, str] = (0.0, "", "", "")
        names: tuple[AskedName | None, int, Balance | None] = (None, 0, None)
        meetings = [(highest, asked, name) for asked, found in prospect.meetings for highest, name in found]
        if len(prospect.meetings) > 1:
            meetings.sort(key=_negative_highest)
        alone = known if len(meetings) == len(layer.layer.register.names_of(place)) == 1 else None
        for highest, asked, name in meetings:
            if highest < best[0] - ROUNDING or logistic(PRIOR + highest + weight) < lowest - ROUNDING:
                break
            if asked.otherwise and not self._may_reach(lowest, weight, asked, layer.tokens(name)):
                continue
            listed = layer.name(name, place)
            met = self._balance(layer, asked, listed, name, alone)
            found = (log_odds_of(met, listed.quality), asked.value, listed.value, listed.quality)
            if found[0] and found > best:
                best, names = found, (asked, name, met)
        return _Lead(-logistic(PRIOR + best[0] + weight), entry.id, layer, place, *names)

    def _may_reach(self, lowest: float, weight: float, asked: AskedName, tokens: Sequence[Token]) -> bool:
        """Tell whether a name may make a score reach the lowest that counts.

        Its bound may count on words written together or apart that the name does not have.
        """
        if joins(asked, tokens):
            return True
        return logistic(PRIOR + log_odds_word_by_word(asked, tokens, self._rarity) + weight) >= lowest - ROUNDING

    def _balance(
        self, layer: LayerSearch, asked: AskedName, listed: EntryName, name: int, known: _Scores | None
    ) -> Balance:
        """Say how two names meet; of subjects with a single name it is worked out once for all who have the same."""
        if known is None:
            return balance(asked, listed, self._rarity)
        register = layer.layer.register
        key = (id(asked), id(layer), register.words.octets(name), int(register.manners.codes[name]))
        met = known.get(key)
        if met is None:
            met = known[key] = balance(asked, listed, self._rarity)
        return met

    def _hit(self, lead: _Lead, facts: AskedFacts) -> Hit:
        meeting = None
        if lead.asked is not None and lead.found is not None:
            meeting = meet(lead.asked, lead.layer.name(lead.listed, lead.place), lead.found)
        reasons = explain(meeting, evidence(facts, lead.layer.layer.entry(lead.place)))
        return Hit(subject_id=lead.subject_id, score=-lead.negative_score, reasons=reasons)


def _frequency(layers: Sequence[Layer], skeleton: str) -> int:
    return sum(layer.frequency_of(skeleton) for layer in layers)


def least_by_name(score: float) -> float:
    """Give the log odds that a name has to add to reach a score where nothing else is known."""
    return logit(score) - PRIOR - ROUNDING if score < 1.0 else math.inf


def _negative_highest(found: tuple[float, Any, Any] | _Prospect) -> float:
    return -found[0]


def _order(lead: _Lead) -> tuple[float, str]:
    return lead[:2]


def _settled(layers: Iterable[Layer]) -> tuple[Layer, ...]:
    """Drop empty layers, rebuild those of which half is gone, merge what is no longer small beside the one below."""
    settled: list[Layer] = []
    for layer in layers:
        top = layer if 2 * len(layer) >= len(layer.register) else layer.compacted()
        while settled and len(top) * GROWTH >= len(settled[-1]):
            top = merge_layers(settled.pop(), top)
        if len(top):
            settled.append(top)
    return tuple(settled)
