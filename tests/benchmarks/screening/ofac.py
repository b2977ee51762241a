"""The persons of OFAC's list as designations, for the benchmark alone."""

import csv
import re
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from simpul.core.dates import partial_date
from simpul.core.designation import DateKind, Designation, ListedDate, ListedDocument, ListedName, NameQuality
from simpul.core.errors import InputError
from simpul.core.vocabulary import Schema

NOTHING = "-0-"
BORN = re.compile(r"(?:alt\. )?DOB (.+)")
COUNTRY = re.compile(r"(?:alt\. )?(?:nationality|citizen) (.+)")
QUOTED = re.compile(r"[afn]\.k\.a\. '([^']+)'")
NUMBER = re.compile(r"\b(?=(?:[A-Z/-]*[0-9]){4})[A-Z0-9/-]{5,}\b")
FORMS = (("%d %b %Y", "%Y-%m-%d"), ("%b %Y", "%Y-%m"), ("%Y", "%Y"))


def read_ofac(folder: Path) -> tuple[Designation, ...]:
    """Read the individuals of `sdn.csv` with their names of `alt.csv`."""
    others: dict[str, list[str]] = {}
    for row in _rows(folder / "alt.csv"):
        others.setdefault(row[0], []).append(row[3])
    return tuple(_entry(row, others.get(row[0], [])) for row in _rows(folder / "sdn.csv") if row[2] == "individual")


def _rows(file: Path) -> Iterator[list[str]]:
    with file.open(encoding="ascii", newline="") as lines:
        yield from ([cell.strip() for cell in row] for row in csv.reader(lines) if len(row) > 1)


def _entry(row: list[str], others: list[str]) -> Designation:
    remarks = [part.strip() for part in row[11].rstrip(".").split(";")]
    weak = QUOTED.findall(row[11])
    return Designation(
        list_id="ofac",
        reference=row[0],
        schema=Schema.PERSON,
        names=(
            ListedName(value=_turned(row[1]), quality=NameQuality.PRIMARY),
            *(ListedName(value=_turned(name), quality=NameQuality.ALSO_KNOWN_AS) for name in others),
            *(ListedName(value=name, quality=NameQuality.LOW) for name in weak if name.strip()),
        ),
        birth_dates=tuple(date for part in remarks if (found := BORN.fullmatch(part)) for date in _born(found[1])),
        nationalities=tuple(found[1] for part in remarks if (found := COUNTRY.fullmatch(part))),
        documents=tuple(
            ListedDocument(number=number)
            for part in remarks
            if not part.startswith(("DOB", "alt. DOB", "POB", "Linked To"))
            for number in NUMBER.findall(part.split("(")[0].split(" issued ")[0].upper())
        ),
    )


def _turned(name: str) -> str:
    family, comma, given = name.partition(",")
    return f"{given.strip()} {family.strip()}" if comma else name


def _born(said: str) -> Iterator[ListedDate]:
    begin, _, end = said.removeprefix("circa ").partition(" to ")
    first, last = _date(begin.removeprefix("circa ")), _date(end.removeprefix("circa ")) if end else ""
    if first:
        yield ListedDate(kind=DateKind.BETWEEN if last else DateKind.UNSTATED, value=first, until=last)


def _date(said: str) -> str:
    for form, written in FORMS:
        try:
            return partial_date(datetime.strptime(said.strip(), form).strftime(written), place="dob")  # noqa: DTZ007  a birthday has no zone
        except (ValueError, InputError):
            continue
    return ""
