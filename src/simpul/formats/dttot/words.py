"""How Indonesia's list writes names, dates, countries and numbers, each in one cell of free text.

Rules:
1. The first name is the name; what follows `alias`, in any case and spelling, `a.k.a.` or a semicolon is another. A
   line break is no end of a name: the cells were wrapped.
2. A name in another script than Latin is an original one, also where it stands behind a Latin one.
3. A date whose day and month are 00 is of its year; 00/00/0000 says that none is known. `atau` parts alternatives.
4. A number is taken for a document only where a line of the description begins with what it is: further inside, it may
   be somebody else's. A reference to another list names whoever the text speaks of, and is no identity.
"""

import re
import unicodedata
from collections.abc import Iterator
from datetime import date, timedelta

from simpul.core.dates import PARTIAL_DATE, partial_date
from simpul.core.designation import DateKind, ListedDate, ListedDocument, ListedName, NameQuality
from simpul.core.errors import InputError
from simpul.formats.countries import country_code
from simpul.formats.headings import MONTHS, folded

ALIAS = re.compile(r" ?(?:\b[Aa][Ll]{1,2}[Ii][Aa][Ss]\b|\b[Aa]\.?[Kk]\.?[Aa]\.|;) ?:?")
EDGES = " \t\n-,;."
UNSAID = frozenset({"", "-", "na", "n/a", "n.a"})
ALTERNATIVES = re.compile(r"\batau\b|\bdan\b|;|\n", re.IGNORECASE)
COUNTRIES = re.compile(r"[,;/\n]")
COUNTRIES_IN_WORDS = re.compile(r"\b(?:atau|dan)\b", re.IGNORECASE)
FIGURES = re.compile(r"([0-9]{1,2})[/.-]([0-9]{1,2})[/.-]([0-9]{4})")
IN_WORDS = re.compile(r"(?:([0-9]{1,2})\s+)?([^\W\d_]{3,12})\.?,?\s+([0-9]{4})")
ABOUT = re.compile(r"(?:sekitar|kira-kira|circa)\s+(?:tahun\s+)?(.+)", re.IGNORECASE)
SERIAL = re.compile(r"[1-6][0-9]{4}")
FIRST_SERIAL = date(1899, 12, 30)
"""Day 0 of a spreadsheet's calendar."""

NUMBERED = re.compile(
    r"^ ?(?:-|[0-9]{1,2}[.)])? ?(?:(?P<nik>NIK)|(?:no\.?|nomor)? ?(?P<passport>paspor|passport)(?: ?(?:no\.?|nomor))?)"
    r" ?:? ?(?P<number>(?(nik)[0-9]{16}|[A-Z]{0,2} ?[0-9]{5,9}))\b",
    re.IGNORECASE | re.MULTILINE,
)


def names_in(cell: str) -> Iterator[ListedName]:
    """Give the names of a cell, the first as the primary one, each once."""
    given: set[str] = set()
    for part in ALIAS.split(" ".join(cell.split())):
        said = part.strip(EDGES)
        for value, is_latin in _by_script(said):
            if value in given or value.casefold() in UNSAID:
                continue
            quality = NameQuality.ALSO_KNOWN_AS if given else NameQuality.PRIMARY
            given.add(value)
            yield ListedName(value=value, quality=quality if is_latin else NameQuality.ORIGINAL_SCRIPT)


def birth_dates_in(cell: str) -> Iterator[ListedDate]:
    """Give the dates of a cell; what is none is kept as the note of a date without value."""
    for part in ALTERNATIVES.split(cell):
        said = " ".join(part.split()).strip(EDGES)
        if said.casefold() in UNSAID or not said.strip("0/. "):
            continue
        about = ABOUT.fullmatch(said)
        value = _day(about[1] if about else said)
        kind = DateKind.APPROXIMATELY if about else DateKind.UNSTATED
        yield ListedDate(kind=kind, value=value, note="" if value else said)


def countries_in(cell: str) -> tuple[str, ...]:
    """Give the countries of a cell as the list calls them."""
    found: list[str] = []
    for part in COUNTRIES.split(cell):
        said = " ".join(part.split()).strip(EDGES)
        several = (said,) if country_code(said) else COUNTRIES_IN_WORDS.split(said)
        found += [plain for each in several if (plain := each.strip(EDGES)).casefold() not in UNSAID]
    return tuple(dict.fromkeys(found))


def places_in(cell: str) -> Iterator[str]:
    """Give the places of a cell, of which there may be one a line, or several with `atau` between them."""
    for part in re.split(r";|\n|\batau\b", cell):
        said = " ".join(part.split()).strip(EDGES)
        if said.casefold() not in UNSAID:
            yield said


def documents_in(description: str) -> Iterator[ListedDocument]:
    """Give the documents that a line of the description begins with."""
    lines = "\n".join(" ".join(line.split()) for line in description.splitlines())
    for found in NUMBERED.finditer(lines):
        kind = "NIK" if found["nik"] else "Paspor"
        yield ListedDocument(kind=kind, number=found["number"].replace(" ", ""))


def _by_script(said: str) -> Iterator[tuple[str, bool]]:
    """Part a text where it changes from Latin to another script or back; a word without letters stays where it is."""
    runs: list[tuple[list[str], bool]] = []
    for word in said.split():
        letters = [each for each in word if each.isalpha()]
        is_latin = runs[-1][1] if runs and not letters else all(map(_is_latin, letters))
        if not runs or runs[-1][1] is not is_latin:
            runs.append(([], is_latin))
        runs[-1][0].append(word)
    yield from ((" ".join(words).strip(EDGES), is_latin) for words, is_latin in runs)


def _is_latin(letter: str) -> bool:
    return letter.isascii() or unicodedata.name(letter, "").startswith(("LATIN", "MODIFIER LETTER"))


def _day(said: str) -> str:
    try:
        if PARTIAL_DATE.fullmatch(said):
            return partial_date(said, place="date")
        if found := FIGURES.fullmatch(said):
            return _partial(*found.groups())
        if SERIAL.fullmatch(said):
            return (FIRST_SERIAL + timedelta(days=int(said))).isoformat()
        words = IN_WORDS.fullmatch(said)
        month = MONTHS.get(folded(words[2])) if words else None
        return _partial(words[1] or "0", str(month), words[3]) if words and month else ""
    except InputError:
        return ""


def _partial(day: str, month: str, year: str) -> str:
    if int(month) == 0:
        return partial_date(year, place="date")
    value = f"{year}-{int(month):02}"
    return partial_date(f"{value}-{int(day):02}" if int(day) else value, place="date")
