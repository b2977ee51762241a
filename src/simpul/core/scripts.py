"""Scripts: in which a name is written, as far as its letters say."""

import unicodedata
from collections import Counter
from enum import StrEnum
from functools import lru_cache


class Script(StrEnum):
    """A script that names come in, by the first word of what Unicode calls its letters, as calibrations name it."""

    LATIN = "latin"
    ARABIC = "arabic"
    CYRILLIC = "cyrillic"
    HAN = "cjk"
    HIRAGANA = "hiragana"
    KATAKANA = "katakana"
    HANGUL = "hangul"
    DEVANAGARI = "devanagari"
    THAI = "thai"
    HEBREW = "hebrew"
    GREEK = "greek"
    ARMENIAN = "armenian"
    GEORGIAN = "georgian"
    ETHIOPIC = "ethiopic"
    BENGALI = "bengali"
    TAMIL = "tamil"
    OTHER = "other"
    NONE = "none"


MOST_NAMES = 16_384
"""Of so many names it is known in which script they are: who pays once mostly pays again."""

_NAMED = {script.value.upper(): script for script in Script if script not in (Script.OTHER, Script.NONE)}


@lru_cache(maxsize=MOST_NAMES)
def script_of(name: str) -> Script:
    """Give the script that most letters of a name are of; the first of those that have equally many."""
    if name.isascii():
        return Script.LATIN if any(map(str.isalpha, name)) else Script.NONE
    counted = Counter(map(_script_of_letter, filter(str.isalpha, name)))
    return counted.most_common(1)[0][0] if counted else Script.NONE


@lru_cache(maxsize=4096)
def _script_of_letter(letter: str) -> Script:
    return _NAMED.get(unicodedata.name(letter, "").partition(" ")[0].partition("-")[0], Script.OTHER)
