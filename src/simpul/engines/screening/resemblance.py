"""How alike two words of names are, and in what way."""

import math
from functools import lru_cache
from typing import NamedTuple

from rapidfuzz.distance import OSA, Indel, LCSseq

from simpul.engines.screening.misreading import shape
from simpul.engines.screening.subject import ReasonCode
from simpul.engines.screening.token import Token, Voice

SAME_SOUND_OTHER_SCRIPT = 0.97
SAME_SOUND_OTHER_SPELLING = 0.95
SAME_SYLLABLES = 0.85
"""Two words that sound alike where one of them is of a script that does not spell: letters keep apart less than its
characters do."""

HOMOPHONE = 0.6
"""The same where both are: other characters are another name, or an older form."""

SAME_CONSONANTS = 0.93
SHORTEST_FUZZY = 4
"""Words of fewer letters than this are alike when they sound the same, or when one letter is wrong (SHORT_WRONG)."""

SHORTEST_WRITTEN = 3
SHORT_WRONG = 0.5
"""How alike two words are of which one has SHORTEST_WRITTEN letters, and one letter is wrong: so short, it may as well
be another name."""

PRICE, GROWTH = 1.2, 1.3
"""What one wrong letter costs in a word, shared among its letters, and how much faster than their number the cost of
several grows: a tenth in a word of twelve letters, a fifth in one of six."""

MOST_WRONG = 3
"""Words are not compared by their letters when more of them are wrong than this."""

MISREAD = 0.7
"""As how much of a wrong letter letters count that a scanner takes for each other, all of a word together."""

LEAST_ALIKE = 0.35
"""Words spelled less alike than this are two words."""

STEEPNESS = 3.0
"""How fast a resemblance falls with the part by which the consonants of two words differ where one of them does not
show its vowels, or is written in syllables."""

KIN = 0.6
"""How alike a name and its short form are, or two romanisations of a name that stand for other names too: Bill and
William, Yi and Lee. They may be meant by one another; they are not the same."""

FEMININE = 0.25
"""How alike a known name and its feminine form are: Daniel and Daniela are two people."""

INITIAL = 0.35
"""What a lone initial counts against a word that begins with it."""


_distance = OSA.distance
_SYLLABIC, _CONSONANTAL = Voice.SYLLABIC, Voice.CONSONANTAL

MOST_VALUES = 1 << 12
"""Resemblances are of few values: so many are made once and shared."""


class Resemblance(NamedTuple):
    """How far two words may be the same word, 0 to 1, and by what."""

    value: float
    code: ReasonCode


_EXACT = Resemblance(1.0, ReasonCode.WORD_EXACT)
_KIN = Resemblance(KIN, ReasonCode.WORD_KIN)


def resemblance(asked: Token, listed: Token) -> Resemblance | None:
    """Compare two words; none when they are not held to be spellings of one."""
    if asked.text == listed.text:
        return _EXACT
    syllabic = (asked.voice is _SYLLABIC) + (listed.voice is _SYLLABIC)
    if asked.sound == listed.sound:
        value = _same_sound(asked, listed, syllabic)
    elif asked.kin and not set(asked.kin).isdisjoint(listed.kin):
        return _KIN
    elif (asked.is_known and listed.is_known) or syllabic == 2:
        return None
    elif syllabic:
        value = _by_syllables(asked, listed)
    elif asked.voice is listed.voice:
        value = _by_spelling(asked, listed)
    else:
        value = _by_consonants(asked, listed)
    if value < FEMININE:
        return None
    return _by_script(value) if asked.script is listed.script else _across_scripts(value)


@lru_cache(maxsize=MOST_VALUES)
def _by_script(value: float) -> Resemblance:
    return Resemblance(value, ReasonCode.WORD_SPELLING)


@lru_cache(maxsize=MOST_VALUES)
def _across_scripts(value: float) -> Resemblance:
    return Resemblance(value, ReasonCode.WORD_TRANSLITERATED)


def is_initial_of(initial: Token, word: Token) -> bool:
    """Tell whether a word is a single letter that the other, longer word begins with."""
    return len(initial.text) == 1 and len(word.text) > 1 and word.text.startswith(initial.text)


def _same_sound(asked: Token, listed: Token, syllabic: int) -> float:
    if syllabic:
        return HOMOPHONE if syllabic == 2 else SAME_SYLLABLES
    return SAME_SOUND_OTHER_SPELLING if asked.script is listed.script else SAME_SOUND_OTHER_SCRIPT


def _by_spelling(asked: Token, listed: Token) -> float:
    """Take the better of how alike two words are written and how alike they sound."""
    if not (asked.sound.isalpha() and listed.sound.isalpha()) or asked.text.isdigit() or listed.text.isdigit():
        return 0.0  # one of them is a number
    if (asked.is_known or listed.is_known) and _is_feminine_of(asked.sound, listed.sound):
        return FEMININE
    by_sound, by_letters = _by_sound(asked, listed), _by_letters(asked, listed)
    return max(by_letters, by_sound)


def _by_letters(asked: Token, listed: Token) -> float:
    """Count wrong letters: missing, added, others, exchanged with their neighbours, or misread by a scanner."""
    one, other = asked.text, listed.text
    shorter, longer = len(one), len(other)
    if shorter > longer:
        shorter, longer = longer, shorter
    if asked.script is not listed.script or shorter < SHORTEST_WRITTEN:
        return 0.0
    if shorter < SHORTEST_FUZZY:
        return SHORT_WRONG if _distance(one, other, score_cutoff=1) == 1 else 0.0
    if shape(one) == shape(other):
        return _with_wrong(MISREAD, longer)
    if longer - shorter > MOST_WRONG:
        return 0.0
    wrong = _distance(one, other, score_cutoff=MOST_WRONG)
    return _with_wrong(wrong, longer) if wrong <= MOST_WRONG else 0.0


def _by_sound(asked: Token, listed: Token) -> float:
    """Count wrong sounds, a vowel as half a consonant; an ending that many names share does not count as agreeing."""
    one, other = asked.sound, listed.sound
    if len(one) < SHORTEST_FUZZY or len(other) < SHORTEST_FUZZY:
        return 0.0
    shared = asked.ending if asked.ending and one[-asked.ending :] == other[-asked.ending :] else 0
    if shared:
        one, other = one[:-shared], other[:-shared]
    letters = max(len(one), len(other))
    sounds = _distance(one, other)
    if not shared and not _with_wrong(sounds / 2, letters):
        return 0.0
    consonants = sounds if shared else _wrong_consonants(asked, listed)
    return _with_wrong((sounds + consonants) / 2, letters)


@lru_cache(maxsize=MOST_VALUES)
def _with_wrong(wrong: float, letters: int) -> float:
    """Tell how alike words of so many letters are of which so many are wrong."""
    value = SAME_SOUND_OTHER_SPELLING - PRICE * math.pow(wrong, GROWTH) / max(1, letters)
    return value if value > LEAST_ALIKE else 0.0


def _wrong_consonants(asked: Token, listed: Token) -> int:
    if len(asked.consonants) == len(listed.consonants) == 1:
        return _distance(asked.consonants[0], listed.consonants[0])
    if not set(asked.consonants).isdisjoint(listed.consonants):
        return 0
    return min([_distance(one, other) for one in asked.consonants for other in listed.consonants])


def _by_syllables(asked: Token, listed: Token) -> float:
    """Compare a word of syllables with a spelled one: the consonants agree, and the vowels nearly."""
    if asked.consonants[0] not in listed.consonants and listed.consonants[0] not in asked.consonants:
        return 0.0
    return max(0.0, 1.0 - STEEPNESS * (1.0 - Indel.normalized_similarity(asked.sound, listed.sound)))


def _by_consonants(asked: Token, listed: Token) -> float:
    """Compare a word that shows its short vowels with one that does not: the latter must run through the former."""
    short, full = (asked, listed) if asked.voice is _CONSONANTAL else (listed, asked)
    consonants = _consonants(asked, listed)
    if consonants < 1.0 and min(len(asked.skeleton), len(listed.skeleton)) < SHORTEST_FUZZY:
        return 0.0
    written = short.sound[1:]  # the vowel of a first letter is not fixed by the letter
    missed = 1.0 - LCSseq.similarity(written, full.sound) / len(written) if written else 0.0
    return max(0.0, SAME_CONSONANTS - missed - STEEPNESS * (1.0 - consonants))


def _is_feminine_of(one: str, other: str) -> bool:
    return one == f"{other}a" or other == f"{one}a"


def _consonants(asked: Token, listed: Token) -> float:
    if not set(asked.consonants).isdisjoint(listed.consonants):
        return 1.0
    return max(Indel.normalized_similarity(one, other) for one in asked.consonants for other in listed.consonants)
