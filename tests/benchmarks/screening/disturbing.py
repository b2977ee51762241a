"""Disturbances: what happens to a name, and to a birth date, on its way from a passport to a query.

The one place of the benchmark where spellings are made up. Written from what people, keyboards, scanners, forms and
clerks do to names, not from what any engine can undo. A disturbance gives another spelling or nothing where it cannot
apply; `disturbed` draws one, two or three of them. The same seed gives the same spellings.
"""

import re
from collections.abc import Callable, Sequence
from enum import StrEnum
from random import Random

Words = list[str]


class Disturbance(StrEnum):
    """What happened to a name."""

    LETTER_OMITTED = "letter omitted"
    LETTER_INSERTED = "letter inserted"
    LETTER_REPLACED = "letter replaced"
    NEIGHBOUR_KEY = "neighbouring key"
    LETTERS_EXCHANGED = "two letters exchanged"
    LETTER_DOUBLED = "letter doubled or double letter made single"
    VOWEL_CHANGED = "vowel changed"
    MISREAD = "misread by a scanner"
    TRANSLITERATED = "transliterated otherwise"
    MUHAMMAD_SHORTENED = "Muhammad abbreviated or spelled otherwise"
    ARTICLE_CHANGED = "article written otherwise or left out"
    HYPHEN_CHANGED = "hyphen or apostrophe put in or taken out"
    JOINED = "two words joined"
    SPLIT = "a word split in two"
    REORDERED = "words in another order"
    COMMA = "family name first with a comma"
    INITIAL = "a word cut down to its initial"
    WORD_OMITTED = "a word left out"
    WORD_ADDED = "a word added"
    TITLE_ADDED = "a title put before"


class DateDisturbance(StrEnum):
    """What happened to a birth date."""

    SWAPPED = "day and month exchanged"
    YEAR_ONLY = "only the year known"
    WRONG_DIGIT = "one digit of the day wrong"
    NEXT_YEAR = "a year too early or too late"


HOW_MANY = (1, 1, 1, 1, 1, 1, 2, 2, 2, 3)
"""Six names in ten are disturbed once, three twice, one three times."""

LEAST_LETTERS = 4
"""A shorter word is left alone by what changes letters: it would be another word."""

VOWELS = "aeiou"
KEYS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
MISREADINGS = (
    *(("rn", "m"), ("m", "rn"), ("cl", "d"), ("li", "h"), ("ii", "u"), ("vv", "w"), ("h", "b"), ("e", "c")),
    *(("l", "1"), ("i", "l"), ("o", "0"), ("s", "5"), ("b", "6"), ("g", "q"), ("n", "ri"), ("u", "v")),
)
TRANSLITERATIONS = (
    *(("ou", "u"), ("oo", "u"), ("u", "ou"), ("u", "o"), ("o", "u"), ("ee", "i"), ("i", "ee"), ("i", "y"), ("y", "i")),
    *(("aa", "a"), ("ai", "ay"), ("ay", "ai"), ("ei", "ay"), ("e", "i"), ("ya", "ia"), ("ia", "iya"), ("a", "e")),
    *(
        ("kh", "h"),
        ("kh", "k"),
        ("gh", "g"),
        ("q", "k"),
        ("k", "q"),
        ("q", "g"),
        ("sh", "ch"),
        ("sh", "s"),
        ("ch", "sh"),
    ),
    *(("j", "dj"), ("dj", "j"), ("j", "g"), ("dh", "d"), ("th", "t"), ("z", "dh"), ("z", "s"), ("w", "v"), ("v", "w")),
    *(("f", "ph"), ("ph", "f"), ("zh", "j"), ("x", "ks"), ("ts", "c"), ("yev", "ev"), ("ov", "off"), ("h", "")),
)
MUHAMMADS = ("Mohd", "Moh.", "Muh.", "Md", "Mohamed", "Mohammad", "Muhammed", "Mohamad", "Mochamad", "Mehmet")
MUHAMMAD = re.compile(r"m(?:o|u|e)c?h?am?m[aeiou]d|mohd|moh|muh", re.IGNORECASE)
ARTICLE = re.compile(r"\b(?:al|el|ul|ad|as|ash|at|an|ar|az)[- ]", re.IGNORECASE)
PARTICLES = ("bin", "ibn", "ben", "abu", "de", "van")
ADDED = (
    *("Ahmad", "Ali", "Hassan", "Ibrahim", "Karim", "Omar", "Yusuf", "Maria", "Jose", "Juan", "Luis", "Carlos"),
    *("Ivan", "Sergei", "Viktor", "John", "Paul", "Anna", "Chol", "Min", "Putra", "Wijaya", "Khan", "Singh"),
)
TITLES = ("Dr.", "Haji", "Sheikh", "Mr.", "Ustadz", "General", "Mullah", "Eng.", "Prof.", "Col.", "Sayyid", "Maulana")


def disturbed(name: str, draw: Random) -> tuple[str, tuple[Disturbance, ...]]:
    """Give another spelling of a name in Latin letters, and what was done to it.

    Disturbances that cannot apply to this name are passed over; at least one applies to any name with two words.
    """
    spelled, done = name, list[Disturbance]()
    kinds = list(Disturbance)
    draw.shuffle(kinds)
    wanted = draw.choice(HOW_MANY)
    for kind in kinds:
        if len(done) == wanted:
            break
        other = disturbed_by(kind, spelled, draw)
        if other is not None:
            spelled = other
            done.append(kind)
    return spelled, tuple(done)


def disturbed_by(kind: Disturbance, name: str, draw: Random) -> str | None:
    """Give the name after one disturbance, or nothing where it cannot apply."""
    words = name.split()
    changed = _WAYS[kind](words, draw) if words else None
    spelled = " ".join(changed) if changed else None
    return spelled if spelled and spelled != name and any(each.isalpha() for each in spelled) else None


def disturbed_date(day: str, draw: Random) -> tuple[str, DateDisturbance | None]:
    """Give another birth date for a known day, and what was done to it; a date that is less is left as it is."""
    if len(day) != len("1971-03-14"):
        return day, None
    year, month, number = (int(part) for part in day.split("-"))
    kinds = [kind for kind in DateDisturbance if kind is not DateDisturbance.SWAPPED or month != number <= 12]
    kind = draw.choice(kinds)
    if kind is DateDisturbance.SWAPPED:
        return f"{year:04}-{number:02}-{month:02}", kind
    if kind is DateDisturbance.YEAR_ONLY:
        return f"{year:04}", kind
    if kind is DateDisturbance.NEXT_YEAR:
        day_that_is = min(number, 28) if month == 2 else number
        return f"{year + draw.choice((-1, 1)):04}-{month:02}-{day_that_is:02}", kind
    other = draw.choice([each for each in range(1, 29) if (each // 10 == number // 10) and each != number] or [11])
    return f"{year:04}-{month:02}-{other:02}", kind


def _in_a_word(change: Callable[[str, Random], str]) -> Callable[[Words, Random], Words | None]:
    """Make what changes a word into what changes one long enough word of a name, wherever it is possible."""

    def changed(words: Words, draw: Random) -> Words | None:
        places = [place for place, word in enumerate(words) if sum(map(str.isalpha, word)) >= LEAST_LETTERS]
        draw.shuffle(places)
        for place in places:
            other = _cased_as(words[place], change(words[place].lower(), draw))
            if other.lower() != words[place].lower():
                return [*words[:place], other, *words[place + 1 :]]
        return None

    return changed


def _cased_as(word: str, other: str) -> str:
    if word.isupper():
        return other.upper()
    return other[:1].upper() + other[1:] if word[:1].isupper() else other


def _inner(word: str, draw: Random) -> int:
    """Give the place of a letter that is not the first: people rarely miss that one."""
    return draw.choice([place for place in range(1, len(word)) if word[place].isalpha()])


def _omitted(word: str, draw: Random) -> str:
    place = _inner(word, draw)
    return word[:place] + word[place + 1 :]


def _inserted(word: str, draw: Random) -> str:
    place = draw.randint(1, len(word))
    return word[:place] + draw.choice("abcdefghijklmnopqrstuvwxyz") + word[place:]


def _replaced(word: str, draw: Random) -> str:
    place = _inner(word, draw)
    return word[:place] + draw.choice("abcdefghijklmnopqrstuvwxyz") + word[place + 1 :]


def _neighbour_key(word: str, draw: Random) -> str:
    place = _inner(word, draw)
    row = next((keys for keys in KEYS if word[place] in keys), "")
    if not row:
        return word
    at = row.index(word[place])
    beside = [row[each] for each in (at - 1, at + 1) if 0 <= each < len(row)]
    return word[:place] + draw.choice(beside) + word[place + 1 :]


def _exchanged(word: str, draw: Random) -> str:
    place = draw.randint(1, len(word) - 2)
    return word[:place] + word[place + 1] + word[place] + word[place + 2 :]


def _doubled(word: str, draw: Random) -> str:
    twice = [place for place in range(1, len(word)) if word[place] == word[place - 1]]
    if twice:
        place = draw.choice(twice)
        return word[:place] + word[place + 1 :]
    place = _inner(word, draw)
    return word[: place + 1] + word[place:]


def _vowel_changed(word: str, draw: Random) -> str:
    places = [place for place, letter in enumerate(word) if letter in VOWELS]
    if not places:
        return word
    place = draw.choice(places)
    return word[:place] + draw.choice(VOWELS.replace(word[place], "")) + word[place + 1 :]


def _rewritten(table: Sequence[tuple[str, str]]) -> Callable[[str, Random], str]:
    """Make a table of what is written for what into what rewrites one place of a word."""

    def rewritten(word: str, draw: Random) -> str:
        rules = [(said, other) for said, other in table if said in word]
        if not rules:
            return word
        said, other = draw.choice(rules)
        place = draw.choice([found.start() for found in re.finditer(said, word)])
        return word[:place] + other + word[place + len(said) :]

    return rewritten


def _muhammad_shortened(words: Words, draw: Random) -> Words | None:
    places = [place for place, word in enumerate(words) if MUHAMMAD.fullmatch(word.strip(".,"))]
    if not places:
        return None
    place = draw.choice(places)
    return [*words[:place], _cased_as(words[place], draw.choice(MUHAMMADS)), *words[place + 1 :]]


def _article_changed(words: Words, draw: Random) -> Words | None:
    name = " ".join(words)
    found = list(ARTICLE.finditer(name))
    if not found:
        return None
    one = draw.choice(found)
    other = draw.choice(("", "al ", "el-", "al-", "Al"))
    return f"{name[: one.start()]}{other}{name[one.end() :]}".split()


def _hyphen_changed(words: Words, draw: Random) -> Words | None:
    marked = [place for place, word in enumerate(words) if re.search(r"[-'’`]", word[1:-1])]
    if marked:
        place = draw.choice(marked)
        return [*words[:place], *re.sub(r"[-'’`]", draw.choice(("", " ")), words[place]).split(), *words[place + 1 :]]
    if len(words) < 2:
        return None
    place = draw.randrange(len(words) - 1)
    return [*words[:place], f"{words[place]}-{words[place + 1]}", *words[place + 2 :]]


def _joined(words: Words, draw: Random) -> Words | None:
    if len(words) < 2:
        return None
    place = draw.randrange(len(words) - 1)
    return [*words[:place], words[place] + _cased_as(words[place][1:], words[place + 1].lower()), *words[place + 2 :]]


def _split(words: Words, draw: Random) -> Words | None:
    long = [place for place, word in enumerate(words) if len(word) >= 6 and word.isalpha()]
    if not long:
        return None
    place = draw.choice(long)
    at = draw.randint(2, len(words[place]) - 3)
    return [*words[:place], words[place][:at], _cased_as(words[place], words[place][at:].lower()), *words[place + 1 :]]


def _reordered(words: Words, draw: Random) -> Words | None:
    if len(words) < 2:
        return None
    if draw.random() < 0.5:
        return [words[-1], *words[:-1]]
    return draw.sample(words, len(words))


def _comma(words: Words, _draw: Random) -> Words | None:
    return [f"{words[-1].strip(',')},", *words[:-1]] if len(words) >= 2 else None


def _initial(words: Words, draw: Random) -> Words | None:
    long = [place for place, word in enumerate(words) if len(word) >= 3 and word[0].isalpha()]
    if len(long) < 2:
        return None
    place = draw.choice(long[:-1])
    return [*words[:place], f"{words[place][0]}{draw.choice(('', '.'))}", *words[place + 1 :]]


def _word_omitted(words: Words, draw: Random) -> Words | None:
    if len(words) < 3:
        return None
    place = draw.randrange(len(words))
    return [*words[:place], *words[place + 1 :]]


def _word_added(words: Words, draw: Random) -> Words | None:
    added = draw.choice(ADDED)
    if draw.random() < 0.3:
        added = f"{draw.choice(PARTICLES)} {added}"
    place = draw.randint(1, len(words))
    return [*words[:place], _cased_as(words[0], added), *words[place:]]


def _title_added(words: Words, draw: Random) -> Words | None:
    return [_cased_as(words[0], draw.choice(TITLES)), *words]


_WAYS: dict[Disturbance, Callable[[Words, Random], Words | None]] = {
    Disturbance.LETTER_OMITTED: _in_a_word(_omitted),
    Disturbance.LETTER_INSERTED: _in_a_word(_inserted),
    Disturbance.LETTER_REPLACED: _in_a_word(_replaced),
    Disturbance.NEIGHBOUR_KEY: _in_a_word(_neighbour_key),
    Disturbance.LETTERS_EXCHANGED: _in_a_word(_exchanged),
    Disturbance.LETTER_DOUBLED: _in_a_word(_doubled),
    Disturbance.VOWEL_CHANGED: _in_a_word(_vowel_changed),
    Disturbance.MISREAD: _in_a_word(_rewritten(MISREADINGS)),
    Disturbance.TRANSLITERATED: _in_a_word(_rewritten(TRANSLITERATIONS)),
    Disturbance.MUHAMMAD_SHORTENED: _muhammad_shortened,
    Disturbance.ARTICLE_CHANGED: _article_changed,
    Disturbance.HYPHEN_CHANGED: _hyphen_changed,
    Disturbance.JOINED: _joined,
    Disturbance.SPLIT: _split,
    Disturbance.REORDERED: _reordered,
    Disturbance.COMMA: _comma,
    Disturbance.INITIAL: _initial,
    Disturbance.WORD_OMITTED: _word_omitted,
    Disturbance.WORD_ADDED: _word_added,
    Disturbance.TITLE_ADDED: _title_added,
}
