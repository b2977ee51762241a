"""A list of one's own, as CSV or a workbook: what its columns mean, and the entry that each row makes.

Rules:
1. What a column means is guessed from its heading or said, as for every table of people (`simpul.formats.people`), with
   the words of a listing beside it: who listed, on what basis, why, when, and when it is to be reviewed.
2. An entry is known by the column of its key. A table without one knows an entry by its names and birth dates.
3. Every row becomes an entry, or a rejected row with its line and the reason; none is lost. Columns that mean nothing
   are kept with the entry as they are.
"""

import hashlib
from collections.abc import Mapping

from simpul.core.designation import (
    DateKind,
    Designation,
    ListedDate,
    ListedDocument,
    ListEdition,
    ListedName,
    ListedPlace,
    NameQuality,
    RejectedEntry,
)
from simpul.core.errors import InputError
from simpul.core.ids import canonical_bytes
from simpul.core.node import Limits
from simpul.core.vocabulary import Schema
from simpul.formats.days import day_in_figures
from simpul.formats.grid import TableRow
from simpul.formats.headings import KEY, folded
from simpul.formats.mapping import ROWS_LOOKED_AT
from simpul.formats.people import People, PersonRow
from simpul.formats.places import place_in_words
from simpul.formats.sources import bytes_of
from simpul.formats.tables import read_table
from simpul.formats.xml import Source

TABLE = "table"
MOST_REFERENCE = 100
MARK_LENGTH = 16
MOST_REJECTED = 1_000
LISTED_BY, BASIS, REASONS, PROGRAMME = "listedBy", "basis", "reasons", "programme"
LISTED_ON, REVIEW_ON = "listedOn", "reviewOn"
TITLE, POSITION, BIRTH_PLACE, ADDRESS, NOTES = "listTitle", "listPosition", "listBirthPlace", "listAddress", "listNotes"

_HEADINGS = {
    LISTED_BY: "listed by; authority; listing authority; issued by; ditetapkan oleh; otoritas; кем внесен",
    BASIS: "basis; legal basis; instrument; regulation; dasar; dasar hukum; основание",
    REASONS: "reasons; reason; statement of reasons; grounds; alasan; причины",
    PROGRAMME: "programme; program; regime; list; program sanksi; программа",
    LISTED_ON: "listed on; listing date; date listed; date designated; tanggal penetapan; tanggal ditetapkan; "
    "дата внесения",
    REVIEW_ON: "review on; review date; to be reviewed; tanggal peninjauan; tinjau ulang; дата пересмотра",
    TITLE: "title; titles; gelar; титул; звание",
    POSITION: "position; role; occupation; designation; job; jabatan; pekerjaan; должность; профессия",
    BIRTH_PLACE: "place of birth; birth place; birthplace; pob; tempat lahir; tpt lahir; место рождения",
    ADDRESS: "address; addresses; residence; alamat; адрес; место жительства",
    NOTES: "notes; note; remarks; remark; comment; comments; description; catatan; keterangan; deskripsi; примечание; "
    "примечания",
}
OTHERS: Mapping[str, str] = {
    folded(word): meaning for meaning, line in _HEADINGS.items() for word in (meaning, *line.split(";"))
}
QUALITIES = {
    "name": NameQuality.PRIMARY,
    "alias": NameQuality.ALSO_KNOWN_AS,
    "previousName": NameQuality.FORMER,
    "weakAlias": NameQuality.LOW,
}
DOCUMENTS = {"passportNumber": "Passport", "idNumber": "ID", "registrationNumber": "Registration"}


def read_list_table(
    source: Source, *, limits: Limits, list_id: str, columns: Mapping[str, str] | None = None
) -> ListEdition:
    """Read an edition from a table; `columns` gives headings by their meaning where they do not say it themselves.

    Raises:
        InputError: it is no table, no column has a name, or it is larger than the limits allow; with line and column.
    """
    table = read_table(bytes_of(source, most=limits.max_table_bytes), filename="list", limits=limits)
    people = People.understood(table.columns, table.rows[:ROWS_LOOKED_AT], said=columns or {}, others=OTHERS)
    edition = _Edition(list_id)
    for row, said in zip(table.rows, people.read(table.rows), strict=True):
        edition.take(said, unread=_unread(people, row))
    return edition.closed()


class _Edition:
    """What has been read of an edition so far."""

    def __init__(self, list_id: str) -> None:
        self._list_id = list_id
        self._lines: dict[str, int] = {}
        self._read: set[str] = set()
        self._entries: list[Designation] = []
        self._rejected: list[RejectedEntry] = []

    def take(self, said: PersonRow, *, unread: tuple[str, ...]) -> None:
        """Read one row, or note why it cannot be read."""
        reference = " ".join(said.others.get(KEY, "").split())
        if problem := next(iter(said.problems), None):
            self._reject(said.line, f"{problem.place}: {problem.reason}", reference)
            return
        try:
            reference = self._once(reference or _mark(said), said.line)
        except InputError as exc:
            self._reject(said.line, str(exc), "")
            return
        try:
            self._entries.append(_entry(said, self._list_id, reference, unread))
            self._read.add(reference)
        except InputError as exc:
            self._reject(said.line, str(exc), reference)

    def closed(self) -> ListEdition:
        """Give the edition once everything has been read."""
        if not self._entries and not self._rejected:
            raise InputError("the list has no row", place="line 1")
        return ListEdition(
            list_id=self._list_id, dated="", entries=tuple(self._entries), rejected=tuple(self._rejected)
        )

    def _once(self, reference: str, line: int) -> str:
        if len(reference) > MOST_REFERENCE:
            raise InputError(f"a key longer than {MOST_REFERENCE} characters", place=KEY)
        if reference in self._lines:
            raise InputError(f"the same entry stands on line {self._lines[reference]}", place=KEY)
        self._lines[reference] = line
        return reference

    def _reject(self, line: int, reason: str, reference: str) -> None:
        known = "" if reference in self._read else reference
        self._rejected.append(RejectedEntry(place=f"line {line}", reason=reason, reference=known[:MOST_REFERENCE]))
        if len(self._rejected) > MOST_REJECTED:
            raise InputError(f"more than {MOST_REJECTED} rows cannot be read; the last: {reason}", place=f"line {line}")


def _mark(said: PersonRow) -> str:
    """Give the reference of a row without a key, made of its names and birth dates alone."""
    told = [*(name for key in QUALITIES for name in said.values.get(key, ())), *said.values.get("birthDate", ())]
    return hashlib.sha256(canonical_bytes(told)).hexdigest()[:MARK_LENGTH]


def _entry(said: PersonRow, list_id: str, reference: str, unread: tuple[str, ...]) -> Designation:
    values, others = said.values, said.others
    return Designation(
        list_id=list_id,
        reference=reference,
        schema=said.schema or Schema.PERSON,
        names=tuple(
            ListedName(value=name, quality=quality)
            for key, quality in QUALITIES.items()
            for name in values.get(key, ())
        ),
        programme=others.get(PROGRAMME, ""),
        listed_by=others.get(LISTED_BY, ""),
        basis=_texts(others, BASIS),
        reasons=others.get(REASONS, ""),
        listed_on=_day(others, LISTED_ON),
        review_on=_day(others, REVIEW_ON),
        birth_dates=tuple(ListedDate(kind=DateKind.UNSTATED, value=value) for value in values.get("birthDate", ())),
        birth_places=tuple(place_in_words(place) for place in _texts(others, BIRTH_PLACE)),
        nationalities=values.get("nationality", ()),
        citizenships=values.get("citizenship", ()),
        countries=values.get("country", ()),
        genders=values.get("gender", ()),
        titles=_texts(others, TITLE),
        positions=_texts(others, POSITION),
        documents=tuple(
            ListedDocument(kind=kind, number=number)
            for key, kind in DOCUMENTS.items()
            for number in values.get(key, ())
        ),
        addresses=tuple(ListedPlace(street=address) for address in _texts(others, ADDRESS)),
        comments=others.get(NOTES, ""),
        unread=unread,
    )


def _texts(others: Mapping[str, str], meaning: str) -> tuple[str, ...]:
    return tuple(text for part in others.get(meaning, "").split(";") if (text := " ".join(part.split())))


def _day(others: Mapping[str, str], meaning: str) -> str:
    said = others.get(meaning, "")
    day = day_in_figures(said) if said else ""
    if said and not day:
        raise InputError(f"not a date such as 1971, 1971-03, 1971-03-14 or 14/3/1971: {said[:40]!r}", place=meaning)
    return day


def _unread(people: People, row: TableRow) -> tuple[str, ...]:
    told = zip(people.taken_for, row.cells, strict=True)
    return tuple(f"{heading}: {cell.strip()}" for (heading, meaning), cell in told if not meaning and cell.strip())
