"""What a scanner makes of letters: shapes that pass for one another, and digits that stand where letters should."""

import re
from functools import lru_cache

# Letters side by side that look like one other letter.
_SIDE_BY_SIDE = {"rn": "m", "nn": "m", "cl": "d", "vv": "w", "ii": "u", "li": "h", "ri": "n"}

# Each group of letters is written as its first one.
_ALIKE = {"l": "ij1", "c": "e", "h": "b68", "g": "q9", "u": "v", "o": "0", "s": "5"}

_PAIRS = re.compile("|".join(_SIDE_BY_SIDE))
_LETTERS = str.maketrans({letter: first for first, others in _ALIKE.items() for letter in others})

_LETTER_FOR_DIGIT = str.maketrans("015689", "olsbbg")
LEAST_LETTERS = 2
"""A word of fewer letters is no misread name when it holds a digit: B6 is a number of something."""


@lru_cache(maxsize=1 << 14)
def shape(word: str) -> str:
    """Give a word as a scanner may see it: words of one shape may be misread for each other."""
    return _PAIRS.sub(lambda found: _SIDE_BY_SIDE[found[0]], word).translate(_LETTERS)


def without_digits(word: str) -> str:
    """Write the letters for which digits were read: `hoy0s` is `hoyos`. A number stays as it is, as does `group4`."""
    if word.isalpha():
        return word
    letters = sum(map(str.isalpha, word))
    repaired = word.translate(_LETTER_FOR_DIGIT)
    is_name = repaired.isalpha() and letters >= max(LEAST_LETTERS, 2 * (len(word) - letters))
    return repaired if is_name else word
