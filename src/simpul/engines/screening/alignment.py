"""Which word of an asked name is which word of a listed one: each word at most once, the most alike first."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from simpul.engines.screening.entry import EntryName
from simpul.engines.screening.resemblance import INITIAL, SAME_SYLLABLES, Resemblance, is_initial_of
from simpul.engines.screening.subject import ReasonCode
from simpul.engines.screening.token import Token, Voice

JOINED = 0.95
"""How alike words are that differ only in being written together or apart."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedWord:
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

    def weight_for(self, listed: EntryName) -> float:
        """Weigh the word where the subject of this name is scored."""
        return self.weight if listed.skeletons.isdisjoint(self.token.skeletons) else self.weight_of_bearer


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedName:
    """A name that is asked for.

    `joined` has the words of the index that two of its words make when written together, `split` the pairs of words
    that one of its words makes when taken apart; words are given by their place. `weight` and
    `weight_of_bearer` are those of all its words together, `initials` is how many of them are lone letters.
    """

    value: str
    words: tuple[AskedWord, ...]
    joined: Mapping[tuple[int, int], frozenset[str]]
    split: Mapping[int, frozenset[tuple[str, str]]]
    weight: float
    weight_of_bearer: float
    initials: int


class Pairing(NamedTuple):
    """Words of both sides that are held to be the same, by their places, how alike they are and by what."""

    asked: tuple[int, ...]
    listed: tuple[int, ...]
    value: float
    code: ReasonCode


_Likeness = tuple[float, tuple[int, ...], tuple[int, ...], ReasonCode]
"""How alike words of both sides are, negative so that the most alike come first, their places, and by what."""


def align(asked: AskedName, listed: Sequence[Token]) -> list[Pairing]:
    """Pair the words of two names."""
    found: list[_Likeness] = []
    for i, word in enumerate(asked.words):
        likenesses = word.likenesses
        for j, token in enumerate(listed):
            if token.text in likenesses:
                met = likenesses[token.text]
                found.append((-met.value, (i,), (j,), met.code))
    if asked.joined or asked.split:
        found += _joined(asked, listed)
    found.sort()
    free_asked, free_listed = set(range(len(asked.words))), set(range(len(listed)))
    pairings = []
    for negative, of_asked, of_listed, code in found:
        if free_asked.issuperset(of_asked) and free_listed.issuperset(of_listed):
            free_asked.difference_update(of_asked)
            free_listed.difference_update(of_listed)
            pairings.append(Pairing(of_asked, of_listed, -negative, code))
    if free_asked and free_listed and (asked.initials or any(len(token.text) == 1 for token in listed)):
        pairings += _initials(asked, listed, free_asked, free_listed)
    return pairings


def _joined(asked: AskedName, listed: Sequence[Token]) -> Iterator[_Likeness]:
    """Give words written together that words written apart make, as pairings to be sorted."""
    for pair, texts in asked.joined.items():
        for j, token in enumerate(listed):
            if token.text in texts:
                yield -JOINED, pair, (j,), ReasonCode.WORD_JOINED
    for i, pairs in asked.split.items():
        places = {token.text: j for j, token in enumerate(listed)}
        value = SAME_SYLLABLES if asked.words[i].token.voice is Voice.SYLLABIC else JOINED
        for first, second in pairs:
            if first != second and first in places and second in places:
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
