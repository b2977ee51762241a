"""Indonesia's list of suspected terrorists and terrorist organisations (DTTOT), as PPATK publishes it: a workbook.

Norm: Law of the Republic of Indonesia 9/2013 on terrorist financing, articles 27 to 30, under which the list is made.
Rules:
1. Every row becomes an entry, or a rejected row with its line and the reason; none is lost.
2. `Kode Densus` is no key: several rows may have the same. An entry is known by its code and a mark made of its first
   name, which depends on no other row.
3. What a cell's words mean is said in `simpul.formats.dttot.words`.
"""

import hashlib
from collections.abc import Mapping

from simpul.core.designation import Designation, ListEdition, ListedName, ListedPlace, RejectedEntry
from simpul.core.errors import InputError
from simpul.core.ids import bounded_text
from simpul.core.node import Limits
from simpul.core.vocabulary import Schema
from simpul.formats.dttot.words import birth_dates_in, countries_in, documents_in, names_in, places_in
from simpul.formats.grid import MOST_CELL, Table, TableRow
from simpul.formats.headings import folded
from simpul.formats.places import place_in_words
from simpul.formats.sources import bytes_of
from simpul.formats.tables import read_table
from simpul.formats.xml import Source

LIST_ID = "dttot"
AUTHORITY = "Kepolisian Negara Republik Indonesia"
PUBLISHER = "PPATK (Pusat Pelaporan dan Analisis Transaksi Keuangan), Indonesia"
BASIS = "Undang-Undang Nomor 9 Tahun 2013"
PROGRAMME = "DTTOT"
MOST_CODE = 40
MARK_LENGTH = 8
MOST_REJECTED = 1_000

NAME, DESCRIPTION, KIND, CODE = "nama", "deskripsi", "terduga", "kode densus"
BIRTH_PLACE, BIRTH_DATE, COUNTRIES, ADDRESS = "tpt lahir", "tgl lahir", "wn", "alamat"
SPELLINGS = {
    "tempat lahir": BIRTH_PLACE,
    "tanggal lahir": BIRTH_DATE,
    "warga negara": COUNTRIES,
    "kewarganegaraan": COUNTRIES,
}
KNOWN = (NAME, DESCRIPTION, KIND, CODE, BIRTH_PLACE, BIRTH_DATE, COUNTRIES, ADDRESS)
NEEDED = (NAME, KIND, CODE)
KINDS = {"orang": Schema.PERSON, "korporasi": Schema.ORGANIZATION}


def read_dttot(source: Source, *, limits: Limits) -> ListEdition:
    """Read an edition from its workbook, or from the same as CSV.

    Raises:
        InputError: it is no such table, or larger than the limits allow; with line and column.
    """
    table = read_table(bytes_of(source, most=limits.max_table_bytes), filename="dttot", limits=limits)
    headings = _headings(table)
    lines: dict[str, int] = {}
    entries: list[Designation] = []
    rejected: list[RejectedEntry] = []
    for row in table.rows:
        said = dict(zip(headings, row.cells, strict=True))
        reference = ""
        try:
            names, code = _names(said), _code(said)
            reference = _once(reference_of(code, names[0].value), row, lines)
            entries.append(_entry(said, names, reference, code))
        except InputError as exc:
            rejected.append(RejectedEntry(place=f"line {row.line}", reason=str(exc), reference=reference))
            _check_number(rejected)
    if not entries and not rejected:
        raise InputError("the list has no row", place="line 1")
    return ListEdition(list_id=LIST_ID, dated="", entries=tuple(entries), rejected=tuple(rejected))


def reference_of(code: str, name: str) -> str:
    """Give the reference of an entry: its code, and a mark of its first name without case and punctuation."""
    mark = hashlib.sha256(folded(name).encode()).hexdigest()[:MARK_LENGTH]
    return f"{code}.{mark}"


def _headings(table: Table) -> list[str]:
    headings = [SPELLINGS.get(plain, plain) for plain in map(folded, table.columns)]
    missing = [name for name in NEEDED if name not in headings]
    if missing:
        raise InputError(f"the table has no column {', '.join(missing)}", place="line 1")
    twice = next((name for name in KNOWN if headings.count(name) > 1), "")
    if twice:
        raise InputError(f"the column {twice} stands twice", place="line 1")
    return [name if name in KNOWN else f"{name} ({number})" for number, name in enumerate(headings, start=1)]


def _names(said: Mapping[str, str]) -> tuple[ListedName, ...]:
    names = tuple(names_in(bounded_text(said[NAME], place=NAME, most=MOST_CELL)))
    if not names:
        raise InputError("an entry needs a name", place=NAME)
    return names


def _entry(said: Mapping[str, str], names: tuple[ListedName, ...], reference: str, code: str) -> Designation:
    for heading, cell in said.items():
        bounded_text(cell, place=heading, most=MOST_CELL)
    kind = KINDS.get(folded(said[KIND]))
    if kind is None:
        raise InputError(f"a subject of the kind {said[KIND][:40]!r} is not known", place=KIND)
    description = said.get(DESCRIPTION, "")
    countries = countries_in(said.get(COUNTRIES, ""))
    is_person = kind is Schema.PERSON
    return Designation(
        list_id=LIST_ID,
        reference=reference,
        schema=kind,
        names=names,
        programme=PROGRAMME,
        listed_by=AUTHORITY,
        basis=(BASIS,),
        birth_dates=tuple(birth_dates_in(said.get(BIRTH_DATE, ""))),
        birth_places=tuple(place_in_words(place) for place in places_in(said.get(BIRTH_PLACE, ""))),
        nationalities=countries if is_person else (),
        countries=() if is_person else countries,
        documents=tuple(dict.fromkeys(documents_in(description))),
        addresses=tuple(ListedPlace(street=place) for place in places_in(said.get(ADDRESS, ""))),
        comments=description.strip(),
        source_id=code,
        unread=tuple(f"{heading}: {cell.strip()}" for heading, cell in said.items() if _is_unread(heading, cell)),
    )


def _code(said: Mapping[str, str]) -> str:
    code = "".join(bounded_text(said[CODE], place=CODE, most=MOST_CELL).split())
    if not code or len(code) > MOST_CODE:
        raise InputError(f"no code of an entry: {said[CODE][:40]!r}", place=CODE)
    return code


def _is_unread(heading: str, cell: str) -> bool:
    return heading not in KNOWN and bool(cell.strip())


def _once(reference: str, row: TableRow, lines: dict[str, int]) -> str:
    if reference in lines:
        raise InputError(f"the same code and name stand on line {lines[reference]}", place=CODE)
    lines[reference] = row.line
    return reference


def _check_number(rejected: list[RejectedEntry]) -> None:
    if len(rejected) > MOST_REJECTED:
        reason = f"more than {MOST_REJECTED} rows cannot be read; the last: {rejected[-1].reason}"
        raise InputError(reason, place=rejected[-1].place)
