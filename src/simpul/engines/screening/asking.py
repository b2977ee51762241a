"""What is asked, seen against the words of an index: which of them each asked word may be, and what it says."""

from collections.abc import Iterator, Sequence
from itertools import permutations, product

from simpul.engines.screening.alignment import JOINED, AskedName, AskedWord
from simpul.engines.screening.folding import fold
from simpul.engines.screening.latin import even
from simpul.engines.screening.layer import Layer
from simpul.engines.screening.resemblance import Resemblance, resemblance
from simpul.engines.screening.scoring import Rarity
from simpul.engines.screening.subject import ReasonCode
from simpul.engines.screening.token import Script, Token

MOST_JOINED = 6
"""Names of more words than this are not tried with two words written together."""

SHORTEST_PART, LONGEST_JOINED = 2, 40
"""Words are taken apart into pieces of so many letters at least, and up to this length."""

ARTICLES = ("al", "il")
SHORTEST_WITH_ARTICLE = 4
"""The Arabic article by its sounds, and from how many sounds a word is looked for with or without it."""


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
        words = tuple([self._word(token) for token in tokens])
        return AskedName(
            value=name,
            words=words,
            joined=self._joined(tokens),
            split=self._split(tokens),
            weight=sum([word.weight for word in words]),
            weight_of_bearer=sum([word.weight_of_bearer for word in words]),
            initials=sum([len(token.text) == 1 for token in tokens]),
        )

    def _word(self, token: Token) -> AskedWord:
        known = self._asked.get(token.text)
        if known is None:
            known = self._asked[token.text] = self._meet(token)
        return known

    def _meet(self, token: Token) -> AskedWord:
        bearers = sum(layer.bearers_of(token.skeletons) for layer in self._layers)
        return AskedWord(
            token=token,
            likenesses=dict(self._compare(token)),
            weight=self._rarity.of_asked(token, bearers),
            weight_of_bearer=self._rarity.of_asked(token, bearers - 1),
        )

    def _compare(self, token: Token) -> Iterator[tuple[str, Resemblance]]:
        for text in self._with_or_without_article(token):
            yield text, Resemblance(value=JOINED, code=ReasonCode.WORD_JOINED)
        for layer in self._layers:
            for word in layer.lexicon.like(token):
                listed = layer.lexicon.tokens[word]
                met = resemblance(token, listed)
                if met is not None:
                    yield listed.text, met

    def _with_or_without_article(self, token: Token) -> Iterator[str]:
        """Give the words that are this one but for an article written together with it: Alzindani, Zindani."""
        if len(token.sound) >= SHORTEST_WITH_ARTICLE and token.script is Script.LATIN:
            sounds = [article + token.sound for article in ARTICLES]
            if token.sound.startswith(ARTICLES):
                sounds.append(token.sound[2:])
            for texts in self._with_sounds(sounds).values():
                yield from texts

    def _with_sounds(self, sounds: Sequence[str]) -> dict[str, set[str]]:
        """Give the words that have one of these sounds, by their sounds."""
        found: dict[str, set[str]] = {}
        for layer in self._layers:
            for word in layer.lexicon.with_sounds(sounds):
                listed = layer.lexicon.tokens[word]
                found.setdefault(listed.sound, set()).add(listed.text)
        return found

    def _joined(self, tokens: Sequence[Token]) -> dict[tuple[int, int], frozenset[str]]:
        if not 1 < len(tokens) <= MOST_JOINED:
            return {}
        pairs = permutations(range(len(tokens)), 2)
        sounds = {(i, k): even(tokens[i].sound + tokens[k].sound) for i, k in pairs}
        found = self._with_sounds(list(sounds.values()))
        return {pair: frozenset(found[sound]) for pair, sound in sounds.items() if sound in found} if found else {}

    def _split(self, tokens: Sequence[Token]) -> dict[int, frozenset[tuple[str, str]]]:
        found = {place: self._parts(token.text) | self._spoken_parts(token) for place, token in enumerate(tokens)}
        return {place: pairs for place, pairs in found.items() if pairs}

    def _parts(self, text: str) -> frozenset[tuple[str, str]]:
        """Give the pairs of words that make this one."""
        cuts = range(SHORTEST_PART, min(len(text), LONGEST_JOINED) - SHORTEST_PART + 1)
        pairs = ((text[:cut], text[cut:]) for cut in cuts)
        return frozenset(pair for pair in pairs if self._has(pair[0]) and self._has(pair[1]))

    def _spoken_parts(self, token: Token) -> frozenset[tuple[str, str]]:
        """Give the pairs of words that sound like this one, which another script writes as one: 정은, Jong Un."""
        sound = token.sound
        if token.script is not Script.OTHER or len(sound) > LONGEST_JOINED:
            return frozenset()
        cuts = [(sound[:cut], sound[cut:]) for cut in range(SHORTEST_PART, len(sound) - SHORTEST_PART + 1)]
        found = self._with_sounds([part for pair in cuts for part in pair])
        pairs = (product(found.get(first, ()), found.get(second, ())) for first, second in cuts)
        return frozenset(pair for pairs_of_cut in pairs for pair in pairs_of_cut)

    def _has(self, text: str) -> bool:
        return any(text in layer.lexicon.by_text for layer in self._layers)
