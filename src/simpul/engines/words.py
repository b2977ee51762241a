"""Words: the forms under which the words of a text are found by their beginnings.

Each word is found in its own script and in Latin letters, in both without case and marks. Names that are only alike
are the business of `engines.screening`; here a reader types the beginning of a word and expects it to be there.
"""

import re
import unicodedata
from functools import lru_cache

from anyascii import anyascii

MOST_CHARACTERS = 4_000

_WORD = re.compile(r"[^\W_]+")
_APOSTROPHES = re.compile("['’‘ʼʻʿʾ`´ʹ‛״׳]")


@lru_cache(maxsize=1 << 10)
def words_of(text: str) -> tuple[tuple[str, ...], ...]:
    """Give for each word of the text its forms: folded in its own script, and last in Latin letters.

    Marks go, case goes, and an apostrophe inside a word joins what it stands between.
    """
    found = (_forms(word) for word in _WORD.findall(_APOSTROPHES.sub("", _plain(text[:MOST_CHARACTERS]))))
    return tuple(forms for forms in found if forms)


def _plain(text: str) -> str:
    if text.isascii():
        return text.lower()
    decomposed = unicodedata.normalize("NFKD", text).casefold()
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


@lru_cache(maxsize=1 << 14)
def _forms(word: str) -> tuple[str, ...]:
    if word.isascii():
        return (word,)
    latin = "".join(letter for letter in anyascii(word).casefold() if letter.isascii() and letter.isalnum())
    return (word, latin) if latin else (word,)
