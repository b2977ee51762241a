"""How alike two words of names are, and in what way."""

from dataclasses import dataclass

from rapidfuzz.distance import Indel, LCSseq

from simpul.engines.screening.subject import ReasonCode
from simpul.engines.screening.token import Token, Voice

SAME_SOUND_OTHER_SCRIPT = 0.97
SAME_SOUND_OTHER_SPELLING = 0.95
HOMOPHONE = 0.6
"""Two words of a script that does not spell, which sound alike: other characters are another name, or an older form."""

SAME_CONSONANTS = 0.93
SHORTEST_FUZZY = 4
"""Words of fewer sounds than this meet only when they sound the same: among so short words one sound more or less is
another name."""

LEAST_BLEND = 0.66
"""The blend of sounds and consonants below which two words are not held to be one."""

STEEPNESS = 2.2
"""How fast a resemblance falls with the part by which two words differ: in a word of six sounds another vowel costs a
fifth, another consonant a half."""

KIN = 0.6
"""How alike a name and its short form are, or two romanisations of a name that stand for other names too: Bill and
William, Yi and Lee. They may be meant by one another; they are not the same."""

FEMININE = 0.2
"""How alike a known name and its feminine form are: Daniel and Daniela are two people."""

INITIAL = 0.35
"""What a lone initial counts against a word that begins with it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Resemblance:
    """How far two words may be the same word, 0 to 1, and by what."""

    value: float
    code: ReasonCode


def resemblance(asked: Token, listed: Token) -> Resemblance | None:
    """Compare two words; none when they are not held to be spellings of one."""
    if asked.text == listed.text:
        return Resemblance(value=1.0, code=ReasonCode.WORD_EXACT)
    same_script = asked.script is listed.script
    code = ReasonCode.WORD_SPELLING if same_script else ReasonCode.WORD_TRANSLITERATED
    syllabic = (asked.voice is Voice.SYLLABIC) + (listed.voice is Voice.SYLLABIC)
    if asked.sound == listed.sound:
        value = HOMOPHONE if syllabic == 2 else SAME_SOUND_OTHER_SPELLING if same_script else SAME_SOUND_OTHER_SCRIPT
    elif asked.kin and not set(asked.kin).isdisjoint(listed.kin):
        value, code = KIN, ReasonCode.WORD_KIN
    elif (asked.is_known and listed.is_known) or syllabic == 2:
        return None
    elif syllabic:
        value = _by_syllables(asked, listed)
    elif asked.voice is listed.voice:
        value = _by_sound(asked, listed)
    else:
        value = _by_consonants(asked, listed)
    return Resemblance(value=value, code=code) if value > 0 else None


def is_initial_of(initial: Token, word: Token) -> bool:
    """Tell whether a word is a single letter that the other, longer word begins with."""
    return len(initial.text) == 1 and len(word.text) > 1 and word.text.startswith(initial.text)


def _by_sound(asked: Token, listed: Token) -> float:
    if _is_number(asked) or _is_number(listed) or min(len(asked.sound), len(listed.sound)) < SHORTEST_FUZZY:
        return 0.0
    if asked.ending and asked.sound[-asked.ending :] == listed.sound[-asked.ending :]:
        sounds = Indel.normalized_similarity(asked.sound[: -asked.ending], listed.sound[: -asked.ending])
        consonants = sounds
    elif (asked.is_known or listed.is_known) and _is_feminine_of(asked.sound, listed.sound):
        return FEMININE
    else:
        sounds = Indel.normalized_similarity(asked.sound, listed.sound)
        consonants = _consonants(asked, listed)
    blend = (sounds + consonants) / 2
    return max(0.0, 1.0 - STEEPNESS * (1.0 - blend)) if blend >= LEAST_BLEND else 0.0


def _by_syllables(asked: Token, listed: Token) -> float:
    """Compare a word of syllables with a spelled one: the consonants agree, and the vowels nearly."""
    if asked.consonants[0] not in listed.consonants and listed.consonants[0] not in asked.consonants:
        return 0.0
    return max(0.0, 1.0 - STEEPNESS * (1.0 - Indel.normalized_similarity(asked.sound, listed.sound)))


def _by_consonants(asked: Token, listed: Token) -> float:
    """Compare a word that shows its short vowels with one that does not: the latter must run through the former."""
    short, full = (asked, listed) if asked.voice is Voice.CONSONANTAL else (listed, asked)
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


def _is_number(token: Token) -> bool:
    return token.text.isdigit() or not token.sound.isalpha()
