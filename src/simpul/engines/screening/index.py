"""The screening index: built of subjects, asked with queries, changed without being built again.

An index never changes. `updated` gives another one that shares the layers of the first: what is new is a small layer on
top, what is gone is marked. A layer is merged with the one below when it is no longer small beside it, so that a change
costs little whatever the size. Answers do not depend on how the subjects are spread over layers.
"""

import math
from bisect import insort
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any, NamedTuple, Self

from simpul.engines.screening.alignment import AskedName
from simpul.engines.screening.asking import Vocabulary
from simpul.engines.screening.entry import Entry, EntryName
from simpul.engines.screening.evidence import AskedFacts, evidence, facts_of
from simpul.engines.screening.explanation import explain
from simpul.engines.screening.layer import Layer, build_layer, merge_layers
from simpul.engines.screening.scoring import PRIOR, Rarity, logistic, logit, meet, name_log_odds
from simpul.engines.screening.searching import MOST_CANDIDATES, LayerSearch, Search, Sought
from simpul.engines.screening.subject import Hit, Query, Reason, Subject

LEAST_SCORE = 0.3
"""Hits below this are not given: they are no lead."""

ROUNDING = 1e-9
"""What a computed bound may lie below what it bounds."""

GROWTH = 4
"""A layer is merged into the one below when it has grown to a quarter of it."""

MOST_ENTRIES = 1 << 14
"""How many subjects one call keeps ready to be compared by birth date, country and the rest."""

BATCH = 5_000
"""After so many queries of one call the remembered comparisons of words are dropped, to bound memory."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ScreeningIndex:
    """Subjects that can be found by what is known of them."""

    layers: tuple[Layer, ...] = ()

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
        return type(self)(layers=_settled([*layers, arriving]))

    def screen(self, query: Query, *, limit: int = 10, at_least: float = 0.0) -> tuple[Hit, ...]:
        """Give the subjects that the query may mean, likeliest first, at most `limit` of them.

        Hits below the score `at_least` are not given. Asking for the likelier ones alone is much faster than leaving
        the others out afterwards, and gives the same.
        """
        return _Screening(self.layers, at_least).hits(query, limit)

    def screen_many(
        self, queries: Iterable[Query], *, limit: int = 10, at_least: float = 0.0
    ) -> tuple[tuple[Hit, ...], ...]:
        """Give for each query what `screen` gives, comparing each word once for all of them."""
        return tuple(self._batches(iter(queries), limit, at_least))

    def _batches(self, queries: Iterator[Query], limit: int, at_least: float) -> Iterator[tuple[Hit, ...]]:
        while batch := list(islice(queries, BATCH)):
            screening = _Screening(self.layers, at_least)
            yield from (screening.hits(query, limit) for query in batch)


class _Prospect(NamedTuple):
    """A subject that is worth scoring: what it can reach at most, and which names may meet.

    `meetings` are the log odds that names add at most, the asked name, and the place of the listed one.
    """

    highest: float
    layer: LayerSearch
    place: int
    meetings: list[tuple[float, AskedName, int]]


class _Lead(NamedTuple):
    """A subject that has been scored, in the order of hits; `asked` and `listed` are the names that met best.

    `evidence` is all that is said beside the name.
    """

    negative_score: float
    subject_id: str
    evidence: tuple[Reason, ...]
    asked: AskedName | None
    listed: EntryName | None


class _Screening:
    """One call of the index, with what it remembers between its queries."""

    def __init__(self, layers: tuple[Layer, ...], at_least: float) -> None:
        self._layers = layers
        self._least = max(LEAST_SCORE, at_least)
        self._rarity = Rarity(population=sum(len(layer) for layer in layers), frequency=self._frequency)
        self._vocabulary = Vocabulary(layers, self._rarity)
        self._search = Search(layers, self._rarity)
        self._entries: dict[tuple[LayerSearch, int], Entry] = {}

    def hits(self, query: Query, limit: int) -> tuple[Hit, ...]:
        """Give the best leads with their reasons; subjects that cannot be among them are not scored."""
        facts = facts_of(query)
        leads: list[_Lead] = []
        for prospect in sorted(self._prospects(query, facts, max(limit, MOST_CANDIDATES)), key=_negative_highest):
            lowest = -leads[limit - 1].negative_score if len(leads) >= limit > 0 else self._least
            if logistic(PRIOR + prospect.highest) < lowest - ROUNDING:
                break
            lead = self._lead(prospect, facts, lowest)
            if -lead.negative_score >= self._least:
                insort(leads, lead, key=_order)
        return tuple([self._hit(lead) for lead in leads[: max(0, limit)]])

    def _prospects(self, query: Query, facts: AskedFacts, most: int) -> list[_Prospect]:
        """Give who may be meant: by name, with what the evidence beside it can add, or by an identifier."""
        sure = self._search.with_identifiers(facts.identifiers) if facts.identifiers else {}
        sought = Sought(least_by_name(self._least), facts, sure, most)
        meetings: dict[tuple[LayerSearch, int], list[tuple[float, AskedName, int]]] = {}
        evidence: dict[tuple[LayerSearch, int], float] = {}
        values = dict.fromkeys((query.name, *query.names))
        for asked in [way for value in values for way in self._vocabulary.ask(value)]:
            for layer, place, names, at_most in self._search.candidates(asked, sought):
                meetings.setdefault((layer, place), []).extend([(highest, asked, name) for highest, name in names])
                evidence[layer, place] = at_most
        for layer, places in sure.items():
            for place in places:
                meetings.setdefault((layer, place), [])
                evidence[layer, place] = self._evidence(facts, layer, place)
        return [
            _Prospect(max((name[0] for name in found), default=0.0) + evidence[layer, place], layer, place, found)
            for (layer, place), found in meetings.items()
        ]

    def _evidence(self, facts: AskedFacts, layer: LayerSearch, place: int) -> float:
        return sum(reason.weight for reason in evidence(facts, self._entry(layer, place)))

    def _entry(self, layer: LayerSearch, place: int) -> Entry:
        known = self._entries.get((layer, place))
        if known is None:
            if len(self._entries) >= MOST_ENTRIES:
                self._entries.clear()
            known = self._entries[layer, place] = layer.layer.entry(place)
        return known

    def _lead(self, prospect: _Prospect, facts: AskedFacts, lowest: float) -> _Lead:
        """Score a subject; a name is not looked at where it cannot make the score reach the lowest that counts."""
        entry = self._entry(prospect.layer, prospect.place)
        beside = evidence(facts, entry)
        weight = sum([reason.weight for reason in beside])
        best: tuple[float, str, str, str] = (0.0, "", "", "")
        names: tuple[AskedName | None, EntryName | None] = (None, None)
        for highest, asked, name in sorted(prospect.meetings, key=_negative_highest):
            if highest < best[0] - ROUNDING or logistic(PRIOR + highest + weight) < lowest - ROUNDING:
                break
            listed = prospect.layer.name(name, prospect.place)
            met = name_log_odds(asked, listed, self._rarity)
            found = (met, asked.value, listed.name.value, listed.name.quality)
            if met and found > best:
                best, names = found, (asked, listed)
        return _Lead(-logistic(PRIOR + best[0] + weight), entry.id, beside, *names)

    def _hit(self, lead: _Lead) -> Hit:
        meeting = meet(lead.asked, lead.listed, self._rarity) if lead.asked and lead.listed else None
        reasons = explain(meeting, lead.evidence)
        return Hit(subject_id=lead.subject_id, score=-lead.negative_score, reasons=reasons)

    def _frequency(self, skeleton: str) -> int:
        return sum(layer.frequency_of(skeleton) for layer in self._layers)


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
