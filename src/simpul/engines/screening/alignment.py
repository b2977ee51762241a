"""Which word of an asked name is which word of a listed one: each word at most once, the most alike first."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import permutations
from typing import NamedTuple

from simpul.engines.screening.entry import EntryName
from simpul.engines.screening.resemblance import INITIAL, SAME_SYLLABLES, Resemblance, is_initial_of
from simpul.engines.screening.subject import ReasonCode
from simpul.engines.screening.token import Token, Voice

JOINED = 0.95
"""How alike words are that differ only in being written together or apart."""


class AskedWord(NamedTuple):
    """A word that is asked for, and how it meets the index.

    `likenesses` are the words of the index that resemble it. `weight` is what the word says about who is meant,
    `weight_of_bearer` the same where somebody is being scored who has a word with the same consonants, and so does not
    count as somebody else. `written` is what stands in the name where the word was written together with another one,
    or as two.
    """

    token: Token
    likenesses: Mapping[str, Resemblance]
    weight: float
    weight_of_bearer: float
    written: str = ""


class AskedName(NamedTuple):
    """A name that is asked for.

    `joined` has the words of the index that two of its words make when written together, `split` the pairs of words
    that one of its words makes when taken apart; words are given by their place. `weight` and
    `weight_of_bearer` are those of all its words together, `initials` is how many of them are lone letters.
    `otherwise` are the words without which nothing of `joined` and `split` meets.
    """

    value: str
    words: tuple[AskedWord, ...]
    joined: Mapping[tuple[int, int], frozenset[str]]
    split: Mapping[int, frozenset[tuple[str, str]]]
    weight: float
    weight_of_bearer: float
    initials: int
    otherwise: frozenset[str]


class Pairing(NamedTuple):
    """Words of both sides that are held to be the same, by their places, how alike they are and by what."""

    asked: tuple[int, ...]
    listed: tuple[int, ...]
    value: float
    code: ReasonCode


_Likeness = tuple[float, tuple[int, ...], tuple[int, ...], ReasonCode]
"""How alike words of both sides are, negative so that the most alike come first, their places, and by what."""


def align(asked: AskedName, listed: EntryName) -> list[Pairing]:
    """Pair the words of two names."""
    tokens = listed.tokens
    found: list[_Likeness] = [
        (-met.value, (i,), (j,), met.code)
        for i, word in enumerate(asked.words)
        for j, token in enumerate(tokens)
        if (met := word.likenesses.get(token.text)) is not None
    ]
    if asked.otherwise and not asked.otherwise.isdisjoint([token.text for token in tokens]):
        found += _joined(asked, tokens)
    if len(found) == 1:
        pairings = [Pairing(found[0][1], found[0][2], -found[0][0], found[0][3])]
    else:
        pairings = _most_alike_first(found)
    if asked.initials or listed.initials:
        free_asked, free_listed = set(range(len(asked.words))), set(range(len(tokens)))
        for pairing in pairings:
            free_asked.difference_update(pairing.asked)
            free_listed.difference_update(pairing.listed)
        pairings += _initials(asked, tokens, free_asked, free_listed)
    return pairings


def joins(asked: AskedName, tokens: Sequence[Token]) -> bool:
    """Tell whether words of two names meet that one of them writes together, or by lone letters."""
    if asked.initials or any(len(token.text) == 1 for token in tokens):
        return True
    return next(_joined(asked, tokens), None) is not None


def _most_alike_first(found: list[_Likeness]) -> list[Pairing]:
    """Pair what is most alike, then what is left, each word at most once."""
    found.sort()
    taken_asked: set[int] = set()
    taken_listed: set[int] = set()
    pairings = []
    for negative, of_asked, of_listed, code in found:
        if taken_asked.isdisjoint(of_asked) and taken_listed.isdisjoint(of_listed):
            taken_asked.update(of_asked)
            taken_listed.update(of_listed)
            pairings.append(Pairing(of_asked, of_listed, -negative, code))
    return pairings


def _joined(asked: AskedName, listed: Sequence[Token]) -> Iterator[_Likeness]:
    """Give words written together that words written apart make, as pairings to be sorted."""
    for pair, texts in asked.joined.items():
        for j, token in enumerate(listed):
            if token.text in texts:
                yield -JOINED, pair, (j,), ReasonCode.WORD_JOINED
    places = {token.text: j for j, token in enumerate(listed)}
    for i, pairs in asked.split.items():
        value = SAME_SYLLABLES if asked.words[i].token.voice is Voice.SYLLABIC else JOINED
        for first, second in permutations(places, 2):
            if (first, second) in pairs:
                yield -value, (i,), (places[first], places[second]), ReasonCode.WORD_JOINED


def _initials(asked: AskedName, listed: Sequence[Token], free_asked: set[int], free_listed: set[int]) -> list[Pairing]:
    """Pair lone initials with words that begin with them."""
    pairings = []
    for i in sorted(free_asked):
        word = asked.words[i].token
        for j in sorted(free_listed):
            if is_initial_of(word, listed[j]) or is_initial_of(listed[j], word):
                pairings.append(Pairing((i,), (j,), INITIAL, ReasonCode.WORD_INITIAL))
                free_asked.remove(i)
                free_listed.remove(j)
                break
    return pairings
