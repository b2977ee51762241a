"""What is asked, seen against the words of an index, and the entries that are worth scoring for it."""

import heapq
from collections.abc import Iterator, Sequence
from itertools import permutations
from typing import NamedTuple

from simpul.engines.screening.alignment import JOINED, AskedName, AskedWord
from simpul.engines.screening.entry import EntryName
from simpul.engines.screening.folding import fold
from simpul.engines.screening.latin import even
from simpul.engines.screening.layer import Layer
from simpul.engines.screening.resemblance import Resemblance, resemblance
from simpul.engines.screening.scoring import Rarity
from simpul.engines.screening.subject import ReasonCode
from simpul.engines.screening.token import Script, Token

MOST_CANDIDATES = 50
"""How many entries are scored for one asked name."""

LEAST_MET = 0.1
"""An entry is no candidate when less of the asked name meets it: it could not reach `index.LEAST_SCORE` by its name."""

LISTED_SHARE = 0.3
"""How much the rank of a candidate depends on how much else there is in its name."""

MOST_JOINED = 6
"""Names of more words than this are not tried with two words written together."""

SHORTEST_PART, LONGEST_JOINED = 3, 40
"""Words are taken apart into pieces of so many letters at least, and up to this length."""

ARTICLES = ("al", "il")
SHORTEST_WITH_ARTICLE = 5
"""The Arabic article by its sounds, and from how many sounds a word is looked for with or without it."""


class Candidate(NamedTuple):
    """An entry that an asked name may mean, with those of its names that meet it and the share they meet at most."""

    subject_id: str
    names: list[tuple[float, EntryName]]


class Vocabulary:
    """The words of all layers as asked words see them; it remembers what it has compared."""

    def __init__(self, layers: Sequence[Layer], rarity: Rarity) -> None:
        """Look at these layers."""
        self._layers = layers
        self._rarity = rarity
        self._asked: dict[str, AskedWord] = {}

    def ask(self, name: str) -> AskedName:
        """Fold a name and find what its words may be."""
        tokens = fold(name)
        words = tuple(self._word(token) for token in tokens)
        return AskedName(
            value=name,
            words=words,
            joined=self._joined(tokens),
            split=self._split(tokens),
            weight_of_bearer=sum(word.weight_of_bearer for word in words),
            initials=sum(len(token.text) == 1 for token in tokens),
        )

    def _word(self, token: Token) -> AskedWord:
        known = self._asked.get(token.text)
        if known is None:
            known = self._asked[token.text] = self._meet(token)
        return known

    def _meet(self, token: Token) -> AskedWord:
        bearers = frozenset(self._bearers(token))
        return AskedWord(
            token=token,
            likenesses=dict(self._compare(token)),
            bearers=bearers,
            weight=self._rarity.of_asked(token, len(bearers)),
            weight_of_bearer=self._rarity.of_asked(token, len(bearers) - 1),
        )

    def _bearers(self, token: Token) -> Iterator[str]:
        """Give the subjects that have a word with the same consonants."""
        for layer in self._layers:
            for skeleton in token.skeletons:
                for text in layer.by_skeleton.get(skeleton, ()):
                    for name in layer.postings[text]:
                        if name.subject_id not in layer.gone:
                            yield name.subject_id

    def _compare(self, token: Token) -> Iterator[tuple[str, Resemblance]]:
        for text in self._with_or_without_article(token):
            yield text, Resemblance(value=JOINED, code=ReasonCode.WORD_JOINED)
        for layer in self._layers:
            for text in set(layer.words_like(token)):
                met = resemblance(token, layer.words[text])
                if met is not None:
                    yield text, met

    def _with_or_without_article(self, token: Token) -> frozenset[str]:
        """Give the words that are this one but for an article written together with it: Alzindani, Zindani."""
        if len(token.sound) < SHORTEST_WITH_ARTICLE or token.script is not Script.LATIN:
            return frozenset()
        found = [self._texts_of(article + token.sound) for article in ARTICLES]
        if token.sound.startswith(ARTICLES):
            found.append(self._texts_of(token.sound[2:]))
        return frozenset().union(*found)

    def _texts_of(self, sound: str) -> frozenset[str]:
        return frozenset(text for layer in self._layers for text in layer.by_sound.get(sound, ()))

    def _joined(self, tokens: Sequence[Token]) -> dict[tuple[int, int], frozenset[str]]:
        if len(tokens) > MOST_JOINED:
            return {}
        pairs = permutations(range(len(tokens)), 2)
        found = {(i, k): self._texts_of(even(tokens[i].sound + tokens[k].sound)) for i, k in pairs}
        return {pair: texts for pair, texts in found.items() if texts}

    def _split(self, tokens: Sequence[Token]) -> dict[int, frozenset[tuple[str, str]]]:
        found = {place: self._parts(token.text) for place, token in enumerate(tokens)}
        return {place: pairs for place, pairs in found.items() if pairs}

    def _parts(self, text: str) -> frozenset[tuple[str, str]]:
        """Give the pairs of words that make this one."""
        cuts = range(SHORTEST_PART, min(len(text), LONGEST_JOINED) - SHORTEST_PART + 1)
        pairs = ((text[:cut], text[cut:]) for cut in cuts)
        return frozenset(pair for pair in pairs if self._has(pair[0]) and self._has(pair[1]))

    def _has(self, text: str) -> bool:
        return any(text in layer.words for layer in self._layers)


def candidates(asked: AskedName, layers: Sequence[Layer]) -> list[Candidate]:
    """Give the entries in force that meet most of what is telling in an asked name."""
    whole = sum(word.weight for word in asked.words)
    ranks: dict[str, float] = {}
    names: dict[str, list[tuple[float, EntryName]]] = {}
    for layer in layers:
        for name, met in _met_by_name(asked, layer).items():
            if met >= LEAST_MET * whole and name.subject_id not in layer.gone:
                rank = met / (whole + LISTED_SHARE * name.bulk)
                ranks[name.subject_id] = max(rank, ranks.get(name.subject_id, 0.0))
                names.setdefault(name.subject_id, []).append((met / whole, name))
    chosen = heapq.nsmallest(MOST_CANDIDATES, ((-rank, subject_id) for subject_id, rank in ranks.items()))
    return [Candidate(subject_id, names[subject_id]) for _, subject_id in chosen]


def _met_by_name(asked: AskedName, layer: Layer) -> dict[EntryName, float]:
    """Add up what each name of a layer may meet of the asked name at most, without pairing word with word."""
    met: dict[EntryName, float] = {}
    for place, word in enumerate(asked.words):
        best: dict[EntryName, float] = {}
        for text, value in sorted(_values(asked, place), key=lambda found: found[1]):
            posting = layer.postings.get(text)
            if posting is not None:
                best.update(dict.fromkeys(posting, word.weight * value))
        for name, gain in best.items():
            met[name] = met.get(name, 0.0) + gain
    return met


def _values(asked: AskedName, place: int) -> Iterator[tuple[str, float]]:
    """Give the words that an asked word may be part of, made of, or a spelling of."""
    for pair, texts in asked.joined.items():
        if place in pair:
            yield from ((text, JOINED) for text in texts)
    for parts in asked.split.get(place, ()):
        yield from ((text, JOINED) for text in parts)
    yield from ((text, met.value) for text, met in asked.words[place].likenesses.items())
