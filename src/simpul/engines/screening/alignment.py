"""Which word of an asked name is which word of a listed one: each word at most once, the most alike first."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from simpul.engines.screening.entry import EntryName
from simpul.engines.screening.resemblance import INITIAL, Resemblance, is_initial_of
from simpul.engines.screening.subject import ReasonCode
from simpul.engines.screening.token import Token

JOINED = 0.95
"""How alike words are that differ only in being written together or apart."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedWord:
    """A word that is asked for, and how it meets the index.

    `likenesses` are the words of the index that resemble it. `weight` is what the word says about who is meant,
    `weight_of_bearer` the same where somebody is being scored who has a word with the same consonants, and so does not
    count as somebody else.
    """

    token: Token
    likenesses: Mapping[str, Resemblance]
    weight: float
    weight_of_bearer: float

    def weight_for(self, listed: EntryName) -> float:
        """Weigh the word where the subject of this name is scored."""
        return self.weight if listed.skeletons.isdisjoint(self.token.skeletons) else self.weight_of_bearer


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedName:
    """A name that is asked for.

    `joined` has the words of the index that two of its words make when written together, `split` the pairs of words
    that one of its words makes when taken apart; words are given by their place.
    """

    value: str
    words: tuple[AskedWord, ...]
    joined: Mapping[tuple[int, int], frozenset[str]]
    split: Mapping[int, frozenset[tuple[str, str]]]
    weight_of_bearer: float
    initials: int


class Pairing(NamedTuple):
    """Words of both sides that are held to be the same, by their places, how alike they are and by what."""

    asked: tuple[int, ...]
    listed: tuple[int, ...]
    value: float
    code: ReasonCode


def align(asked: AskedName, listed: Sequence[Token]) -> list[Pairing]:
    """Pair the words of two names."""
    found = []
    for i, word in enumerate(asked.words):
        likenesses = word.likenesses
        for j, token in enumerate(listed):
            if token.text in likenesses:
                met = likenesses[token.text]
                found.append((-met.value, i, j, met.code))
    found.sort()
    free_asked, free_listed = set(range(len(asked.words))), set(range(len(listed)))
    pairings = []
    for negative, i, j, code in found:
        if i in free_asked and j in free_listed:
            free_asked.remove(i)
            free_listed.remove(j)
            pairings.append(Pairing((i,), (j,), -negative, code))
    if free_asked and free_listed:
        if asked.joined or asked.split:
            pairings += _joined(asked, listed, free_asked, free_listed)
        if asked.initials or any(len(listed[j].text) == 1 for j in free_listed):
            pairings += _initials(asked, listed, free_asked, free_listed)
    return pairings


def _joined(asked: AskedName, listed: Sequence[Token], free_asked: set[int], free_listed: set[int]) -> list[Pairing]:
    """Pair words written together with words written apart."""
    pairings = []
    for (i, k), texts in asked.joined.items():
        for j in sorted(free_listed):
            if {i, k} <= free_asked and listed[j].text in texts:
                pairings.append(Pairing((i, k), (j,), JOINED, ReasonCode.WORD_JOINED))
                free_asked -= {i, k}
                free_listed.remove(j)
    for i, pairs in asked.split.items():
        places = {listed[j].text: j for j in sorted(free_listed)}
        for first, second in sorted(pairs):
            if i in free_asked and first != second and first in places and second in places:
                pairings.append(Pairing((i,), (places[first], places[second]), JOINED, ReasonCode.WORD_JOINED))
                free_asked.remove(i)
                free_listed -= {places[first], places[second]}
    return pairings


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
