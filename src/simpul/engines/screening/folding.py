"""From a name as written, in any script, to the tokens by which it is compared.

1. Compatibility forms are unified (Unicode NFKC), case is folded, invisible and direction-changing characters go,
   and a word that mixes look-alike letters of two scripts is written in one.
2. Words that only connect (al, bin, ibn) go; joined words become their parts.
3. Each word gets its sound and its consonants, by the rules of its script.

The order of the words is not kept: tokens are sorted, so that it cannot change a score.
"""

import re
import unicodedata

from simpul.engines.screening import arabic
from simpul.engines.screening.organisation import FORMS, shorten
from simpul.engines.screening.reading import LIGHT_WORDS, family_and_given, word_tokens
from simpul.engines.screening.token import Token

MOST_CHARACTERS = 1_000
"""What is read of a name; the rest of a longer one is an account, not a name."""

MOST_WORDS = 16
"""How many words of a name are compared."""

MOST_TOKENS = 24
"""How many tokens these may become: joined words and syllables are taken apart."""

MOST_LETTERS = 60
"""How much of a word is compared."""

# Connect the parts of a name and are left out or put in at will.
CONNECTIVES = frozenset("al el ul ud ur bin ibn ebn ibnu bn bint binti binte".split())
_HYPHENATED_ARTICLE = re.compile(r"(?<![^\W_])(?:a|e|u)(?:l|r|s|sh|d|dh|n|t|th|z|ch)[-‐‑–'’](?=[^\W\d_])")

_SILENT_HA = "ه\u200c"
"""The Persian final ha before an ending: Khamenei."""

_SPELLED_OUT = re.compile(r"(?<!\w)(?:[^\W\d_]\.\s?){2,}")

_JOINING_MARKS = frozenset("'’‘ʼʻʿʾ`´′ʹ‛ˈ״׳")
_LETTER_CATEGORIES = frozenset("LMN")


class _Characters(dict[int, int | None]):
    """What becomes of each character: kept, removed, or turned into a blank."""

    def __missing__(self, code: int) -> int | None:
        letter = chr(code)
        category = unicodedata.category(letter)
        if category == "Nd":
            kept: int | None = ord(str(unicodedata.digit(letter)))
        elif category[0] in _LETTER_CATEGORIES:
            kept = code
        else:
            kept = None if letter in _JOINING_MARKS or category == "Cf" else ord(" ")
        if code < _REMEMBERED:
            self[code] = kept
        return kept


_REMEMBERED = 0x10000
"""Characters of the first plane are looked up once; the others are rare, and many."""

_CHARACTERS = _Characters()


def fold(name: str) -> tuple[Token, ...]:
    """Give the tokens of a name, sorted; none when it holds no letter or digit."""
    text = unicodedata.normalize("NFKC", name[:MOST_CHARACTERS]).casefold()
    text = shorten(text.replace(_SILENT_HA, "\u200c"))
    if any(mark in text for mark in "-‐‑–'’"):
        text = _HYPHENATED_ARTICLE.sub("", text)
    if "." in text:
        text = _SPELLED_OUT.sub(_legal_form, text)
    words = text.translate(_CHARACTERS).split()[:MOST_WORDS]
    if len(words) == 1 and not words[0].isascii():
        words = list(family_and_given(words[0]))
    telling = [word for word in words if word not in CONNECTIVES and word not in arabic.CONNECTIVES]
    tokens = [token for word in telling or words for token in word_tokens(word[:MOST_LETTERS])]
    return tuple(sorted(tokens[:MOST_TOKENS], key=lambda token: token.text))


def _legal_form(found: re.Match[str]) -> str:
    """Write a legal form that stands with dots between its letters as one word; initials stay letters."""
    word = found[0].replace(".", "").replace(" ", "")
    return f"{word} " if word in LIGHT_WORDS or word in FORMS else found[0]
