"""How OFAC writes names, dates, places and documents, in its files and in the remarks alike.

Rules:
1. A person is written `FAMILY, Given` or `FAMILY, Given, Jr.`, and is turned; the name as it was written is kept.
2. What is not a date in one of the list's forms is none, and is left to the remarks.
3. A document is `KIND NUMBER (Country) issued 23 Jun 1999 expires 05 Feb 2004`, with any of the last three missing.
"""

import re

from simpul.core.dates import partial_date
from simpul.core.designation import DateKind, ListedDate, ListedDocument, ListedName, NameQuality
from simpul.core.errors import InputError
from simpul.core.vocabulary import Schema

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
DAY = re.compile(r"(?:(?:([0-9]{1,2}) )?([A-Z][a-z]{2}) )?([0-9]{4})")
SPAN = re.compile(r"(.+?)(?: to | ?- ?)(.+)")
CIRCA = re.compile(r"(?:circa|approximately) (.+)", re.IGNORECASE)
ONE_DAY = r"(?:(?:[0-9]{1,2} )?[A-Z][a-z]{2} )?[0-9]{4}"
WHEN = f"{ONE_DAY}(?: to {ONE_DAY})?"
DOCUMENT = re.compile(
    r"(?P<number>.*?)"
    r"(?: \((?P<country>[^()]{2,60})\))?"
    rf"(?: issued (?P<issued>{WHEN}))?"
    rf"(?: expire[sd] (?P<expires>{WHEN}))?"
)
ALSO = re.compile(r"([afn])\.?k\.?a\.?", re.IGNORECASE)
QUALITIES = {"a": NameQuality.ALSO_KNOWN_AS, "f": NameQuality.FORMER, "n": NameQuality.ALSO_KNOWN_AS}


def name_of(said: str, schema: Schema, quality: NameQuality, *, note: str = "") -> ListedName:
    """Give a name; a person's is turned from `FAMILY, Given` and keeps what was written."""
    parts = tuple(part.strip() for part in said.split(",") if part.strip())
    if schema is not Schema.PERSON or len(parts) < 2:
        return ListedName(value=said, quality=quality, note=note)
    family, given, *suffixes = parts
    turned = " ".join((given, family, *suffixes))
    return ListedName(value=turned, quality=quality, note=note, said=said, parts=parts)


def quality_of(kind: str) -> tuple[NameQuality, str]:
    """Give the quality of an alias of this kind, and the kind itself where the quality does not say it."""
    found = ALSO.fullmatch(kind)
    letter = found[1].lower() if found else ""
    quality = QUALITIES.get(letter, NameQuality.UNSTATED)
    return quality, kind if letter not in ("a", "f") else ""


def day_of(said: str) -> str:
    """Give a day, a month or a year that exists, or nothing: `23 Jun 1999`, `Jun 1999`, `1999`."""
    found = DAY.fullmatch(said)
    if not found:
        return ""
    day, month, year = found.groups()
    if month and month.lower() not in MONTHS:
        return ""
    value = year
    if month:
        value += f"-{MONTHS.index(month.lower()) + 1:02}"
    if day:
        value += f"-{int(day):02}"
    try:
        return partial_date(value, place="date")
    except InputError:
        return ""


def birth_date_of(said: str, *, note: str = "") -> ListedDate | None:
    """Give a date of birth in any of the list's forms: a day, month or year, circa one of them, or from one to one."""
    circa = CIRCA.fullmatch(said)
    plain = circa[1] if circa else said
    if value := day_of(plain):
        kind = DateKind.APPROXIMATELY if circa else DateKind.UNSTATED
        return ListedDate(kind=kind, value=value, note=note)
    span = SPAN.fullmatch(plain)
    first, last = (day_of(span[1]), day_of(span[2])) if span else ("", "")
    if not (first and last):
        return None
    kind = DateKind.APPROXIMATELY if circa else DateKind.BETWEEN
    return ListedDate(kind=kind, value=first, until=last, note=note)


def document_of(kind: str, said: str, *, note: str = "") -> ListedDocument:
    """Give a document of this kind; what is not its country and its dates is its number."""
    found = DOCUMENT.fullmatch(said)
    if found is None:
        return ListedDocument(kind=kind, number=said, note=note)
    number, country, issued, expires = found.group("number", "country", "issued", "expires")
    number, _, how = number.partition(" issued ")
    return ListedDocument(
        kind=kind,
        number=number,
        issuing_country=country or "",
        issued_on=day_of(issued or "") or issued or "",
        valid_until=day_of(expires or "") or expires or "",
        note="; ".join(filter(None, (note, how and f"issued {how}"))),
    )
