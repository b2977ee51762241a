"""What is asked, seen against the words of an index: which of them each asked word may be, and what it says."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import permutations, product
from typing import NamedTuple

from simpul.engines.screening import latin
from simpul.engines.screening.alignment import JOINED, AskedName, AskedWord
from simpul.engines.screening.folding import fold
from simpul.engines.screening.latin import even
from simpul.engines.screening.layer import Layer
from simpul.engines.screening.reading import word_tokens
from simpul.engines.screening.recent import Recent, room
from simpul.engines.screening.resemblance import MOST_VALUES, Resemblance, resemblance
from simpul.engines.screening.scoring import Rarity
from simpul.engines.screening.subject import ReasonCode
from simpul.engines.screening.token import Script, Token

MOST_JOINED = 6
"""Names of more words than this are not tried with two words written together."""

SHORTEST_PART, LONGEST_JOINED = 2, 40
"""Words are taken apart into pieces of so many letters at least, and up to this length."""

MOST_LIKENESSES = 1 << 19
"""How many likenesses of asked words are remembered, over all words: of the words of people most come again."""

LIKENESSES_OF_A_NAME = 1 << 6
"""How many at most for each name of the index."""

LEAST_LIKENESSES = 8
"""As so many counts what is remembered of a word beside those."""

MOST_SEEN, SEEN_OF_A_NAME = 1 << 15, 1 << 3
"""How many asked words are remembered with how they may be read apart, and how many for each name of the index."""

ARTICLES = ("al", "il", "el")
SHORTEST_WITH_ARTICLE = 4
"""The Arabic article, and from how many sounds a word is looked for with or without it."""


SHORTEST_STRANGE = 6
"""Words of so many letters that are none of the known names may be two words, one of them misspelled besides."""

SHORTEST_LISTED, SHORTEST_BESIDE = 3, 4
NEARLY, LEAST_KNOWN = 0.85, 0.5
"""They are read as two words where one is listed and the other resembles a listed one: both together so far, by their
letters, each so far at least. So many letters has a listed word, and so many one beside a word that is not listed."""

Tokens = tuple[Token, ...]
_Key = tuple[str, str, float]

Way = tuple[tuple[Token, str], ...]
"""The words of an asked name in one way of reading it, each with what it was written as where that is not a word."""


@lru_cache(maxsize=MOST_VALUES)
def _joined(value: float) -> Resemblance:
    return Resemblance(JOINED * value, ReasonCode.WORD_JOINED)


class _Seen(NamedTuple):
    """What an asked word may be when read apart: the words, and the pairs of listed words that make it."""

    apart: tuple[Tokens, ...]
    pairs: frozenset[tuple[str, str]]


_NOTHING_SEEN = _Seen((), frozenset())
_NONE_ALIKE: Mapping[str, Resemblance] = {}
"""What most words are in a small index, kept once."""


def _size(word: AskedWord) -> int:
    return len(word.likenesses) + LEAST_LIKENESSES


def _way(rest: Iterable[Token], parts: Tokens, written: str) -> Way:
    marked = [(token, "") for token in rest] + [(token, written) for token in parts]
    return tuple(sorted(marked, key=lambda word: (word[0].text, word[1])))


class Vocabulary:
    """The words of all layers as asked words see them; it remembers what it has compared."""

    def __init__(self, layers: Sequence[Layer], rarity: Rarity) -> None:
        """Look at these layers."""
        self._layers = layers
        self._rarity = rarity
        names = sum(len(layer.subject_of) for layer in layers)
        likenesses = room(MOST_LIKENESSES, LIKENESSES_OF_A_NAME, names)
        self._words: Recent[_Key, AskedWord] = Recent(likenesses, _size)
        self._seen: Recent[_Key, _Seen] = Recent(room(MOST_SEEN, SEEN_OF_A_NAME, names))
        self._alike: dict[_Key, tuple[set[int], ...]] = {}
        self._parts_of_words: Recent[tuple[_Key, str], AskedWord] = Recent(likenesses >> 2, _size)

    def ask(self, names: Sequence[str]) -> list[tuple[AskedName, ...]]:
        """Fold names and find what the words of each may be: as it is written first, then as it may have been meant."""
        folded = [fold(name) for name in names]
        new = {token.key: token for tokens in folded for token in tokens if self._words.get(token.key) is None}
        self._alike = dict(zip(new, self._like(list(new.values())), strict=True))
        return [self._ways(name, tokens) for name, tokens in zip(names, folded, strict=True)]

    def _ways(self, name: str, tokens: Tokens) -> tuple[AskedName, ...]:
        if not tokens:
            return ()
        as_written = tuple((token, "") for token in tokens)
        seen = [self._see(token) for token in tokens]
        first = self._name(name, as_written)
        otherwise = dict.fromkeys(self._otherwise(tokens, seen))
        return (first, *[self._name(name, way) for way in otherwise if way != as_written])

    def _see(self, token: Token) -> _Seen:
        known = self._seen.get(token.key)
        if known is None:
            pairs = self._parts(token.text) | self._spoken_parts(token)
            apart = tuple(self._read_apart(token))
            known = self._seen.put(token.key, _Seen(apart, pairs) if apart or pairs else _NOTHING_SEEN)
        return known

    def _otherwise(self, tokens: Tokens, seen: Sequence[_Seen]) -> Iterator[Way]:
        """Give the words as they may have been meant, where a blank was left out or put in and more is wrong besides.

        Each way depends on a listed word being there, none on one being absent, so that one more name of a subject
        takes no way away.
        """
        for place, token in enumerate(tokens):
            for parts in seen[place].apart:
                yield _way([*tokens[:place], *tokens[place + 1 :]], parts, token.text)
        if 1 < len(tokens) <= MOST_JOINED:
            for one, other in permutations(tokens, 2):
                together = self._read_together(one.text + other.text)
                if together:
                    rest = [token for token in tokens if token is not one and token is not other]
                    yield _way(rest, together, f"{one.text} {other.text}")

    def _read_apart(self, token: Token) -> Iterator[Tokens]:
        """Give the two words that a strange one may be made of: one is listed or sounds so, the other resembles one."""
        text, known = token.text, token.is_known or token.script is not Script.LATIN
        if known or not SHORTEST_STRANGE <= len(text) <= LONGEST_JOINED:
            return
        cuts = [(text[:cut], text[cut:]) for cut in range(SHORTEST_PART, len(text) - SHORTEST_PART + 1)]
        listed = self._listed({part for cut in cuts for part in cut if len(part) >= SHORTEST_LISTED})
        for first, second in cuts:
            there = [part for part in (first, second) if part in listed]
            if len(there) == 2 or (there and len(there[0]) >= SHORTEST_BESIDE):
                words = [word for word in (first, second) if word not in ARTICLES]
                parts = tuple(part for word in words for part in word_tokens(word))
                if all(self._has(word) for word in words) or self._known(parts) >= NEARLY:
                    yield parts

    def _listed(self, parts: Iterable[str]) -> frozenset[str]:
        """Give those of these parts of a word that are listed, or sound like a listed word."""
        sounds = {part: latin.sound(part) for part in parts}
        listed = self._with_sounds(list(sounds.values()))
        return frozenset(part for part, sound in sounds.items() if sound in listed or self._has(part))

    def _known(self, parts: Tokens) -> float:
        """Tell how well words are known by how much each resembles a listed one, the longer the more."""
        known = [1.0 if self._has(part.text) else self._best(part) for part in parts]
        if min(known, default=0.0) < LEAST_KNOWN:
            return 0.0
        letters = [len(part.text) for part in parts]
        return sum(each * count for each, count in zip(known, letters, strict=True)) / sum(letters)

    def _best(self, token: Token) -> float:
        return max((met.value for met in self._word(token).likenesses.values()), default=0.0)

    def _read_together(self, text: str) -> Tokens:
        """Give the words that two make when written together, where these are other words than the two and listed."""
        if not text.isascii() or len(text) > LONGEST_JOINED or len(latin.apart(text)) == 1:
            return ()
        tokens = word_tokens(text)
        listed = self._with_sounds([token.sound for token in tokens])
        return tokens if all(token.sound in listed for token in tokens) else ()

    def _name(self, name: str, way: Way) -> AskedName:
        tokens = [token for token, _ in way]
        words = tuple([self._part(token, written) if written else self._word(token) for token, written in way])
        joined = self._joined(tokens)
        split = {place: pairs for place, token in enumerate(tokens) if (pairs := self._see(token).pairs)}
        first_parts = [first for pairs in split.values() for first, _ in pairs]
        return AskedName(
            value=name,
            words=words,
            joined=joined,
            split=split,
            weight=sum([word.weight for word in words]),
            weight_of_bearer=sum([word.weight_of_bearer for word in words]),
            initials=sum([len(token.text) == 1 for token in tokens]),
            otherwise=frozenset().union(first_parts, *joined.values()),
        )

    def _word(self, token: Token) -> AskedWord:
        known = self._words.get(token.key)
        return self._words.put(token.key, self._meet(token)) if known is None else known

    def _part(self, token: Token, written: str) -> AskedWord:
        """Give a word that was written together with another, or in two."""
        key = (token.key, written)
        known = self._parts_of_words.get(key)
        if known is None:
            word = self._word(token)
            likenesses = {text: _joined(met.value) for text, met in word.likenesses.items()}
            known = self._parts_of_words.put(key, word._replace(likenesses=likenesses, written=written))
        return known

    def _meet(self, token: Token) -> AskedWord:
        bearers = sum(layer.bearers_of(token.skeletons) for layer in self._layers)
        weight = self._rarity.of_asked(token, bearers)
        return AskedWord(
            token=token,
            likenesses=self._likenesses(token) or _NONE_ALIKE,
            weight=weight,
            weight_of_bearer=self._rarity.of_asked(token, bearers - 1) if bearers else weight,
        )

    def _likenesses(self, token: Token) -> dict[str, Resemblance]:
        found = dict.fromkeys(self._with_or_without_article(token), _joined(1.0))
        for layer, alike in zip(self._layers, self._alike.get(token.key) or self._like([token])[0], strict=True):
            tokens, all_are_borne = layer.lexicon.tokens, layer.all_words_are_borne
            for word in alike:
                met = resemblance(token, tokens[word])
                if met is not None and (all_are_borne or layer.is_borne(word)):
                    found[tokens[word].text] = met
        return found

    def _like(self, tokens: Sequence[Token]) -> list[tuple[set[int], ...]]:
        """Give for each word those of each layer that may be spellings of it."""
        return list(zip(*[layer.lexicon.like(tokens) for layer in self._layers], strict=True)) or [()] * len(tokens)

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
            for word in filter(layer.is_borne, layer.lexicon.with_sounds(sounds)):
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
        for layer in self._layers:
            word = layer.lexicon.by_text.get(text)
            if word is not None and layer.is_borne(word):
                return True
        return False
