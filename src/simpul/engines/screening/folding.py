"""From a name as written, in any script, to the tokens by which it is compared.

1. Compatibility forms are unified (Unicode NFKC), case is folded, invisible and direction-changing characters go,
   and a word that mixes look-alike letters of two scripts is written in one.
2. Words that only connect (al, bin, ibn) go; joined words become their parts.
3. Each word gets its sound and its consonants, by the rules of its script.

The order of the words is not kept: tokens are sorted, so that it cannot change a score.
"""

import re
import unicodedata
from dataclasses import replace
from functools import lru_cache

from anyascii import anyascii

from simpul.engines.screening import arabic, cyrillic, latin
from simpul.engines.screening.homoglyph import repair
from simpul.engines.screening.token import Script, Token, Voice

MOST_CHARACTERS = 1_000
"""What is read of a name; the rest of a longer one is an account, not a name."""

MOST_WORDS = 16
"""How many words of a name are compared."""

MOST_TOKENS = 24
"""How many tokens these may become: joined words and syllables are taken apart."""

MOST_LETTERS = 60
"""How much of a word is compared."""

LIGHT = 0.25
"""The bearing of words that many names share and that say little about who is meant."""

SHORT_BEARING = {3: 0.5, 4: 0.7}
"""The bearing of words of at most so many sounds: there are few of them, so they agree by chance more often."""

# Connect the parts of a name and are left out or put in at will.
CONNECTIVES = frozenset("al el ul ud ur bin ibn ebn bint binti binte".split())
_HYPHENATED_ARTICLE = re.compile(r"(?<![^\W_])(?:a|e|u)(?:l|r|s|sh|d|dh|n|t|th|z|ch)[-‐‑–'’](?=[^\W\d_])")

LIGHT_WORDS = frozenset(
    # kunya, compounds, descent
    "abd abu umm ben ould walad bani "
    # titles, ranks and forms of address
    "mullah mulla mollah molla maulana mawlana maulvi mawlawi maulavi molvi haji hajji hadji hajj alhaji alhaj "
    "sheikh shaykh shaikh cheikh syekh sheik sayyid syed sayed qari ustad ustadz ustaz kyai imam mufti "
    "dr mr mrs ms prof general gen brigadier colonel col major maj captain capt lieutenant lt commander "
    # legal forms and small words of organisations
    "llc ltd limited inc co corp corporation company gmbh ag sa sarl srl spa plc bv nv pt cv tbk ooo oao zao pte bhd "
    "sdn fze est the of and for de la le les du des del von van der da dos di".split()
)

_SPELLED_OUT = re.compile(r"(?<!\w)(?:[^\W\d_]\.\s?){2,}")

_JOINING_MARKS = frozenset("'’‘ʼʻʿʾ`´′ʹ‛ˈ״׳")
_LETTER_CATEGORIES = frozenset("LMN")
_CONSONANTAL = re.compile(r"[\u0590-\u07bf\u0900-\u109f\u1780-\u17ff]")  # Semitic and Indic scripts


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
    if any(mark in text for mark in "-‐‑–'’"):
        text = _HYPHENATED_ARTICLE.sub("", text)
    if "." in text:
        text = _SPELLED_OUT.sub(_legal_form, text)
    words = text.translate(_CHARACTERS).split()[:MOST_WORDS]
    telling = [word for word in words if word not in CONNECTIVES and word not in arabic.CONNECTIVES]
    tokens = [token for word in telling or words for token in word_tokens(word[:MOST_LETTERS])]
    return tuple(sorted(tokens[:MOST_TOKENS], key=lambda token: token.text))


@lru_cache(maxsize=1 << 15)
def word_tokens(word: str) -> tuple[Token, ...]:
    """Give the tokens of one case-folded word: several where it is a joined word, none where nothing is left of it."""
    word = repair(word)
    match _script(word):
        case Script.ARABIC:
            parts = arabic.apart(arabic.letters(_without_marks(word)))
            tokens = [_arabic(part) for part in parts]
        case Script.CYRILLIC:
            tokens = _cyrillic(_without_marks(word, keep="й"))
        case Script.LATIN:
            plain = _ascii(word)
            tokens = [_latin(part, text=part, script=Script.LATIN) for part in latin.apart(plain)]
        case _:
            tokens = _other(word)
    return tuple(token for token in tokens if token.text and token.sound)


def _legal_form(found: re.Match[str]) -> str:
    """Write a legal form that stands with dots between its letters as one word; initials stay letters."""
    word = found[0].replace(".", "").replace(" ", "")
    return f"{word} " if word in LIGHT_WORDS else found[0]


def _script(word: str) -> Script:
    if word.isascii():
        return Script.LATIN
    for letter in word:
        if "a" <= letter <= "z" or "À" <= letter <= "ɏ" or "Ḁ" <= letter <= "ỿ":
            return Script.LATIN
        if "Ѐ" <= letter <= "ԯ":
            return Script.CYRILLIC
        if "\u0600" <= letter <= "\u06ff" or "\u0750" <= letter <= "\u077f" or "\u08a0" <= letter <= "\u08ff":
            return Script.ARABIC
        if letter.isalpha():
            return Script.OTHER
    return Script.OTHER


def _without_marks(word: str, *, keep: str = "") -> str:
    """Take the marks off letters that are a letter and a mark; those in `keep` are letters of their own."""
    return "".join(
        letter
        if letter in keep
        else "".join(part for part in unicodedata.normalize("NFKD", letter) if not unicodedata.combining(part))
        for letter in word
    )


def _ascii(word: str) -> str:
    """Write a word in ASCII letters and digits (as passports do: ICAO Doc 9303 part 3 leaves marks out)."""
    if word.isascii():
        return word
    plain = anyascii(_without_marks(word)).lower()
    return "".join(letter for letter in plain if letter.isalnum())


def _latin(word: str, *, text: str, script: Script, second_reading: str = "") -> Token:
    sounds = latin.sounds(word)
    return Token(
        text=text,
        sound=sounds[0],
        skeletons=_skeletons(*sounds, *(latin.sounds(second_reading) if second_reading else ())),
        script=script,
        voice=Voice.VOCALISED,
        bearing=LIGHT if latin.SPELLINGS.get(word, word) in LIGHT_WORDS else _bearing(sounds[0]),
    )


def _cyrillic(word: str) -> list[Token]:
    roman, *second = (_ascii(reading) for reading in cyrillic.romans(word))
    parts = latin.apart(roman)
    if len(parts) == 1:
        return [_latin(roman, text=word, script=Script.CYRILLIC, second_reading="".join(second))]
    return [_latin(part, text=part, script=Script.LATIN) for part in parts]


def _arabic(word: str) -> Token:
    if reading := arabic.READINGS.get(word):
        return _latin(reading, text=word, script=Script.ARABIC)
    sounds = arabic.sounds(word)
    return Token(
        text=word,
        sound=sounds[0] or _ascii(word),
        skeletons=_skeletons(*sounds),
        script=Script.ARABIC,
        voice=Voice.CONSONANTAL,
        bearing=_bearing(sounds[0]),
    )


def _other(word: str) -> list[Token]:
    """Read any other script by its letters; where a character is a syllable with a capital, each is a word."""
    syllables = re.findall(r"[A-Z]?[^A-Z]+|[A-Z]", anyascii(word))
    plain = ["".join(letter for letter in part.lower() if letter.isascii() and letter.isalnum()) for part in syllables]
    if len(plain) != 1:
        return [_latin(part, text=part, script=Script.LATIN) for part in plain if part]
    token = _latin(plain[0], text=word, script=Script.OTHER)
    return [_consonantal(token) if _CONSONANTAL.search(word) else token]


def _consonantal(token: Token) -> Token:
    return replace(token, voice=Voice.CONSONANTAL)


def _bearing(sound: str) -> float:
    return SHORT_BEARING.get(max(len(sound), 3), 1.0)


def _skeletons(*sounds: str) -> tuple[str, ...]:
    """Give the different consonants of these sounds; a word of vowels alone stands for itself."""
    return tuple(dict.fromkeys(latin.skeleton(sound) or sound for sound in sounds)) or ("",)
