"""How one word of a name is read: the tokens it stands for, by the rules of its script."""

import re
import unicodedata
from dataclasses import replace
from functools import lru_cache

from anyascii import anyascii

from simpul.engines.screening import arabic, cyrillic, han, hebrew, known, korean, latin, organisation
from simpul.engines.screening.homoglyph import repair
from simpul.engines.screening.misreading import without_digits
from simpul.engines.screening.token import Script, Token, Voice

LIGHT = 0.25
"""The bearing of words that many names share and that say little about who is meant."""

SHORT_BEARING = {3: 0.5, 4: 0.7}
"""The bearing of words of at most so many sounds: there are few of them, so they agree by chance more often."""

SYLLABIC_BEARING = 0.6
"""The bearing of a word of Hangul or Chinese characters at most: its syllables are of a small stock, so many people
have a name that sounds alike."""

LIGHT_WORDS = frozenset(
    # kunya, compounds, descent
    "abd abu umm ben ould walad bani oglu ogly ogli oghlu uly uulu kyzy qizi gizi kizi jr sr "
    # titles, ranks and forms of address
    "mullah mulla mollah molla maulana mawlana maulvi mawlawi maulavi molvi haji hajji hadji hajj alhaji alhaj hj "
    "sheikh shaykh shaikh cheikh syekh sheik sayyid syed sayed qari ustad ustadz ustaz kyai imam mufti ayatollah "
    "dr mr mrs ms miss prof professor general gen brigadier colonel col major maj captain capt lieutenant lt commander "
    "president minister senator governor prince princess lord lady sir rev reverend bishop judge ambassador "
    "jenderal kolonel kapten bapak ibu drs dra ir herr frau monsieur madame senor senora gospodin gospozha mv mt "
    # small words
    "est the of and for de la le les du des del von van der da dos di".split()
)

_RUNS = re.compile(
    r"[\u3400-\u9fff々]+|[\u3040-\u30ff]+|[\uac00-\ud7a3]+|[^\u3040-\u30ff\u3400-\u9fff々\uac00-\ud7a3]+"
)
"""Runs of Chinese characters, of kana, of Hangul, and of anything else."""
_CONSONANTAL = re.compile(r"[\u0700-\u07bf\u0900-\u109f\u1780-\u17ff]")  # Syriac and Indic scripts
_HEBREW = re.compile(r"[\u05d0-\u05ea]")
_INDIC = str.maketrans(
    {"\u0902": "न", **dict.fromkeys("शषশষશષ", "sh")}
)  # what a transliteration letter by letter loses
_ANUSVARA = re.compile(r"\u0902(?=[\u092a-\u092e])")  # is m before the sounds of the lips, and n before others


@lru_cache(maxsize=1 << 15)
def word_tokens(word: str) -> tuple[Token, ...]:
    """Give the tokens of one case-folded word: several where it is a joined word, none where nothing is left of it."""
    word = repair(word)
    if word in organisation.FORMS:
        tokens = [_form(word)]
    else:
        match _script(word):
            case Script.ARABIC:
                parts = arabic.apart(arabic.letters(_without_marks(word)))
                tokens = [_arabic(part) for part in parts]
            case Script.CYRILLIC:
                tokens = _cyrillic(_without_marks(word, keep="й"))
            case Script.LATIN:
                tokens = [_latin(part, text=part, script=Script.LATIN) for part in latin.apart(_ascii(word))]
            case _:
                tokens = [token for run in _RUNS.findall(word) for token in _other(run)]
    return tuple(token for token in tokens if token.text and token.sound)


def family_and_given(name: str) -> tuple[str, ...]:
    """Part a name that is written as one word into family name and given name, where its script does so."""
    if korean.is_hangul(name):
        return korean.apart(name)
    return han.apart(name) if han.is_han(name) and name not in organisation.FORMS else (name,)


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


def _form(word: str) -> Token:
    """Read a legal form: all of one family sound alike, and none says much."""
    sound = organisation.FORMS[word]
    consonants = (latin.skeleton(sound),)
    return Token(
        text=word,
        sound=sound,
        skeletons=consonants,
        script=_script(word),
        voice=Voice.VOCALISED,
        bearing=LIGHT,
        consonants=consonants,
    )


def _number(digits: str, *, text: str, script: Script) -> Token:
    """Read a number: it distinguishes, however short it is."""
    return Token(
        text=text,
        sound=digits,
        skeletons=(digits,),
        script=script,
        voice=Voice.VOCALISED,
        bearing=1.0,
        consonants=(digits,),
    )


def _latin(word: str, *, text: str, script: Script, second_reading: str = "") -> Token:
    if digits := word if word.isdigit() else organisation.number(word):
        return _number(digits, text=text, script=script)
    word = without_digits(organisation.WORDS.get(word, word))
    plain = latin.sounds(word)
    first = known.sound_of(plain[0])
    second = latin.sounds(second_reading) if second_reading else ()
    consonants = _skeletons(first, *plain, *second)
    kin = known.kin(first)
    ordinary = word in organisation.ORDINARY
    return Token(
        text=text,
        sound=first,
        skeletons=(*consonants, *(f"~{name}" for name in kin)),
        script=script,
        voice=Voice.VOCALISED,
        bearing=LIGHT if latin.SPELLINGS.get(word, word) in LIGHT_WORDS else _bearing(first),
        commonness=max(known.commonness(first), organisation.ORDINARY_SHARE if ordinary else 0.0),
        consonants=consonants,
        kin=kin,
        is_known=ordinary or known.is_known(first),
        ending=latin.ending(first),
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
    return _unvocalised(word, sounds[0] or _ascii(word), sounds, Script.ARABIC)


def _unvocalised(text: str, sound: str, sounds: tuple[str, ...], script: Script) -> Token:
    consonants = _skeletons(*sounds)
    return Token(
        text=text,
        sound=sound,
        skeletons=consonants,
        script=script,
        voice=Voice.CONSONANTAL,
        bearing=_bearing(sound),
        commonness=known.commonness_of_consonants(consonants[0]),
        consonants=consonants,
    )


def _other(word: str) -> list[Token]:
    """Read a word of any other script, by the rules of the script where there are some and by its letters else."""
    if word in organisation.FORMS:
        return [_form(word)]
    if korean.is_hangul(word):
        return [_hangul(word)]
    if han.is_han(word):
        return [_han(part) for part in (han.apart(word) if len(word) > han.LONGEST_NAME else (word,))]
    if _HEBREW.search(word):
        word = "".join(_HEBREW.findall(word))
        if reading := hebrew.READINGS.get(word):
            return [_latin(reading, text=word, script=Script.OTHER)]
        sounds = hebrew.sounds(word)
        return [_unvocalised(word, sounds[0] or _ascii(word), sounds, Script.OTHER)]
    plain = _spelled(_ANUSVARA.sub("म", word).translate(_INDIC))
    token = _latin(plain, text=word, script=Script.OTHER)
    return [_consonantal(token) if _CONSONANTAL.search(word) else token]


def _hangul(word: str) -> Token:
    soft, hard = korean.romans(word)
    return _syllabic(_latin(soft, text=word, script=Script.OTHER, second_reading=hard))


def _han(word: str) -> Token:
    token = _latin(han.reading(word) or _spelled(word), text=word, script=Script.OTHER)
    return _syllabic(token)


def _syllabic(token: Token) -> Token:
    return replace(token, voice=Voice.SYLLABIC, bearing=min(token.bearing, SYLLABIC_BEARING))


def _spelled(word: str) -> str:
    """Write a word in ASCII letters, character by character."""
    return "".join(letter for letter in anyascii(word).lower() if letter.isascii() and letter.isalnum())


def _consonantal(token: Token) -> Token:
    return replace(
        token,
        voice=Voice.CONSONANTAL,
        commonness=max(token.commonness, known.commonness_of_consonants(token.skeleton)),
    )


def _bearing(sound: str) -> float:
    return SHORT_BEARING.get(max(len(sound), 3), 1.0)


def _skeletons(*sounds: str) -> tuple[str, ...]:
    """Give the different consonants of these sounds; a word of vowels alone stands for itself."""
    return tuple(dict.fromkeys(latin.skeleton(sound) or sound for sound in sounds)) or ("",)
