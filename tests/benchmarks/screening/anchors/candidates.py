"""The candidate stage of yente, emulated in process: which listed people are worth scoring for a question.

yente 5.5 asks Elasticsearch for the entries that share tokens, sounds of tokens, name symbols or character trigrams,
and takes 50. Here half of the 50 are the nearest by TF-IDF of character trigrams, the other half those with the most
shared tokens (weight 1), metaphones (0.5) and symbols (0.7), each weighted by how rare it is. There is no cost of HTTP
and none of Elasticsearch, and the candidates may differ from yente's. Runs in the environment of the anchors.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from followthemoney.proxy import EntityProxy
from nomenklatura.matching.logic_v2.names.analysis import entity_names
from rigour.names import Name
from scipy.sparse import csr_matrix

MOST = 50
WEIGHTS = {"token": 1.0, "metaphone": 0.5, "symbol": 0.7}

Feature = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Space:
    """One way to compare names: where each feature stands, how rare it is, and the names as rows."""

    places: dict[Feature, int]
    rarity: np.ndarray
    rows: csr_matrix

    def likeness(self, features: Counter[Feature]) -> np.ndarray:
        """Give how much each name has in common with these features."""
        known = [(self.places[each], count) for each, count in features.items() if each in self.places]
        if not known:
            return np.zeros(self.rows.shape[0])
        columns = np.array([place for place, _ in known])
        values = np.array([count for _, count in known]) * self.rarity[columns]
        asked = csr_matrix((values, (columns, np.zeros(len(columns), dtype=int))), shape=(self.rows.shape[1], 1))
        return np.asarray((self.rows @ asked).todense()).ravel()


class Candidates:
    """Finds the people worth scoring among those of one list."""

    def __init__(self, people: Sequence[tuple[str, EntityProxy]]) -> None:
        """Take the features of every name of every person."""
        named = [(person, name) for person, entity in people for name in entity_names(entity)]
        self._owners = [person for person, _ in named]
        self._texts = [name.comparable for _, name in named]
        self._grams = _space([_grams(name) for _, name in named], unit_length=True)
        self._words = _space([_words(name) for _, name in named], unit_length=False)

    def of(self, asked: EntityProxy, held_out: dict[str, frozenset[str]]) -> list[str]:
        """Give up to MOST people for a question, as if the held-out names were not on the list."""
        names = list(entity_names(asked, is_query=True))
        allowed = np.array(
            [self._texts[row] not in held_out.get(owner, ()) for row, owner in enumerate(self._owners)]
            if held_out
            else [True]
        )
        near: dict[str, None] = {}
        for space, features in ((self._grams, _grams), (self._words, _words)):
            likeness = np.zeros(len(self._owners))
            for name in names:
                likeness = np.maximum(likeness, space.likeness(features(name)))
            near.update(dict.fromkeys(self._best(likeness * allowed, MOST // 2)))
        return list(near)

    def _best(self, likeness: np.ndarray, most: int) -> Iterator[str]:
        """Give the owners of the names that are most alike, each once."""
        seen: set[str] = set()
        for row in np.argsort(-likeness, kind="stable"):
            if likeness[row] <= 0.0 or len(seen) == most:
                return
            owner = self._owners[row]
            if owner not in seen:
                seen.add(owner)
                yield owner


def _space(rows: Sequence[Counter[Feature]], *, unit_length: bool) -> Space:
    bearers = Counter(feature for row in rows for feature in row)
    places = {feature: place for place, feature in enumerate(bearers)}
    rarity = np.zeros(len(places))
    for feature, place in places.items():
        rarity[place] = WEIGHTS.get(feature[0], 1.0) * np.log(1.0 + len(rows) / bearers[feature])
    counts = [(number, places[each], count) for number, row in enumerate(rows) for each, count in row.items()]
    lines, columns, values = (np.array(column) for column in zip(*counts, strict=True))
    weighed = values * rarity[columns] if unit_length else values.astype(float)
    matrix = csr_matrix((weighed, (lines, columns)), shape=(len(rows), len(places)))
    if unit_length:
        lengths = np.sqrt(np.asarray(matrix.multiply(matrix).sum(axis=1)).ravel())
        matrix = matrix.multiply(1.0 / np.maximum(lengths, 1e-9)[:, None]).tocsr()
    return Space(places=places, rarity=rarity, rows=matrix)


def _grams(name: Name) -> Counter[Feature]:
    padded = f"  {name.comparable} "
    return Counter(("gram", padded[place : place + 3]) for place in range(len(padded) - 2))


def _words(name: Name) -> Counter[Feature]:
    return Counter(dict.fromkeys(_marks(name), 1))


def _marks(name: Name) -> Iterable[Feature]:
    for part in name.parts:
        yield "token", part.comparable
        if part.metaphone:
            yield "metaphone", part.metaphone
    for symbol in name.symbols:
        yield "symbol", f"{symbol.category}:{symbol.id}"
