"""Passenger lists in the forms that are read: PAXLST messages, and tables with headings.

Rules for tables:
1. Headings are known in English, Indonesian and Russian; each row is a person.
2. The flight stands in columns, the same in every row, or is said beside the file; what is said goes first.
3. A row without a name is rejected with its line; another cell that cannot be read is named and hides nobody.
"""

import re
from collections.abc import Mapping
from dataclasses import replace

from simpul.core.errors import InputError
from simpul.core.node import Limits
from simpul.core.travel import (
    MOST_DOCUMENTS,
    MOST_NAMES,
    MOST_UNREAD,
    DocumentKind,
    Flight,
    Manifest,
    ManifestForm,
    RejectedTraveller,
    TravelDocument,
    Traveller,
    TravellerKind,
)
from simpul.formats.countries import country_code
from simpul.formats.edifact import is_interchange
from simpul.formats.grid import Table
from simpul.formats.headings import folded
from simpul.formats.paxlst import MOST_TRAVELLERS, read_paxlst
from simpul.formats.people import NAMES, People, PersonRow
from simpul.formats.tables import read_table

NUMBER, FROM, TO, DEPARTS, ARRIVES = "flight", "departure", "arrival", "departsAt", "arrivesAt"
DOCUMENT, DOCUMENT_KIND, ISSUER, EXPIRES = "documentNumber", "documentKind", "issuer", "expiresOn"
KIND, BOOKING, SEAT = "travellerKind", "booking", "seat"

_HEADINGS = {
    NUMBER: "flight; flight number; flight no; penerbangan; nomor penerbangan; no penerbangan; рейс; номер рейса",
    FROM: "departure airport; origin; from; embarkation; bandara asal; asal; dari; аэропорт вылета; откуда",
    TO: "arrival airport; destination; to; bandara tujuan; tujuan; ke; аэропорт прилета; куда",
    DEPARTS: "departs at; departure time; departure date; std; flight date; waktu berangkat; "
    "tanggal berangkat; вылет; время вылета; дата вылета",
    ARRIVES: "arrives at; arrival time; arrival date; sta; waktu tiba; tanggal tiba; прилет; время прилета",
    DOCUMENT: "document number; document no; travel document; travel document number; document; nomor dokumen; "
    "no dokumen; номер документа; документ",
    DOCUMENT_KIND: "document type; document kind; type of document; jenis dokumen; тип документа; вид документа",
    ISSUER: "issuing country; issuing state; issued by; document country; negara penerbit; страна выдачи; кем выдан",
    EXPIRES: "expiry; expiry date; expiration date; document expiry; valid until; berlaku sampai; "
    "tanggal kedaluwarsa; срок действия; действителен до",
    KIND: "traveller type; traveler type; passenger type; crew; category; jenis penumpang; kategori; категория",
    BOOKING: "booking; booking reference; pnr; record locator; reservation; kode booking; kode pemesanan; бронь; "
    "номер брони",
    SEAT: "seat; seat number; kursi; nomor kursi; место",
}
OTHERS = {folded(word): meaning for meaning, line in _HEADINGS.items() for word in (meaning, *line.split(";"))}
KINDS = {
    **dict.fromkeys(("passenger", "pax", "penumpang", "adult", "child", "p", "пассажир"), TravellerKind.PASSENGER),
    **dict.fromkeys(("crew", "awak", "kru", "c", "yes", "экипаж"), TravellerKind.CREW),
    **dict.fromkeys(("transit", "transit passenger", "transfer", "транзит"), TravellerKind.TRANSIT_PASSENGER),
    **dict.fromkeys(("transit crew", "awak transit"), TravellerKind.TRANSIT_CREW),
}
DOCUMENTS = {
    **dict.fromkeys(("passport", "p", "paspor", "паспорт"), DocumentKind.PASSPORT),
    **dict.fromkeys(("identity card", "id card", "id", "i", "ktp", "kartu identitas"), DocumentKind.IDENTITY_CARD),
    **dict.fromkeys(("visa", "v", "виза"), DocumentKind.VISA),
}
PROPERTY_DOCUMENTS = {"passportNumber": DocumentKind.PASSPORT, "idNumber": DocumentKind.IDENTITY_CARD}
MOMENT = re.compile(r"(?P<day>\d{4}-\d{2}-\d{2})(?:[T ](?P<clock>\d{2}:\d{2})(?::\d{2})?)?")


def read_manifest(raw: bytes, *, filename: str, flight: Flight | None, limits: Limits) -> Manifest:
    """Read a passenger list; the bytes say which form it has. `flight` is what is said beside a table.

    Raises:
        InputError: it is neither form, of no flight or of several, or names nobody; with segment, line or column.
    """
    if is_interchange(raw):
        return read_paxlst(raw)
    table = read_table(raw, filename=filename, limits=limits)
    if not table.rows:
        raise InputError("the list names nobody", place="line 1")
    if len(table.rows) > MOST_TRAVELLERS:
        raise InputError(f"more than {MOST_TRAVELLERS} travellers", place=f"line {table.rows[-1].line}")
    people = People.understood(table.columns, table.rows, said={}, others=OTHERS).read(table.rows)
    travellers: list[Traveller] = []
    rejected: list[RejectedTraveller] = []
    for row in people:
        try:
            travellers.append(_traveller(row))
        except InputError as refused:
            rejected.append(RejectedTraveller(place=f"line {row.line}", reason=refused.reason))
    return Manifest(
        form=ManifestForm.TABLE,
        flight=_flight(people, flight),
        travellers=tuple(travellers),
        rejected=tuple(rejected),
        remarks=_remarks(table),
    )


def _flight(people: tuple[PersonRow, ...], said: Flight | None) -> Flight:
    """Give the flight that is said, else the one that every row names."""
    found = said
    for row in people if said is None else ():
        number = row.others.get(NUMBER, "")
        if number and found is None:
            found = Flight(
                number=number,
                departure=row.others.get(FROM, ""),
                arrival=row.others.get(TO, ""),
                departs_at=_moment(row.others.get(DEPARTS, "")),
                arrives_at=_moment(row.others.get(ARRIVES, "")),
            )
        elif found is not None and number and number != found.number:
            raise InputError("the table is of more than one flight", place=f"line {row.line}")
    if found is None:
        raise InputError("the table names no flight; say which one it is of", place="flight")
    return found


def _moment(said: str) -> str:
    """Give a moment in the one form of a flight's times; another form is refused."""
    found = MOMENT.fullmatch(said)
    if not found:
        return said
    return f"{found['day']}T{found['clock']}" if found["clock"] else found["day"]


def _traveller(row: PersonRow) -> Traveller:
    values, unread = row.values, [f"{problem.place}: {problem.reason}" for problem in row.problems]
    names = tuple(value for name in NAMES for value in values.get(name, ()))[:MOST_NAMES]
    nationality = next((values[name][0] for name in ("nationality", "citizenship", "country") if name in values), "")
    documents, problem = _documents(row)
    return Traveller(
        place=f"line {row.line}",
        kind=_kind(row.others),
        names=names,
        birth_date=values.get("birthDate", ("",))[0],
        gender=values.get("gender", ("",))[0],
        nationality=nationality,
        documents=documents,
        booking=row.others.get(BOOKING, ""),
        seat=row.others.get(SEAT, ""),
        embarks=row.others.get(FROM, "")[:20],
        disembarks=row.others.get(TO, "")[:20],
        unread=tuple([*unread, *problem][:MOST_UNREAD]),
    )


def _kind(others: Mapping[str, str]) -> TravellerKind:
    return KINDS.get(folded(others.get(KIND, "")), TravellerKind.PASSENGER)


def _documents(row: PersonRow) -> tuple[tuple[TravelDocument, ...], list[str]]:
    """Give the documents of a row, and what of them cannot be read."""
    problems: list[str] = []
    issuer = row.others.get(ISSUER, "")
    code = country_code(issuer) or ""
    if issuer and not code:
        problems.append(f"line {row.line}: no country is called {issuer[:40]!r}")
    found = [
        TravelDocument(kind=kind, number=number)
        for name, kind in PROPERTY_DOCUMENTS.items()
        for number in row.values.get(name, ())
    ]
    if number := row.others.get(DOCUMENT, ""):
        kind = DOCUMENTS.get(folded(row.others.get(DOCUMENT_KIND, "passport")), DocumentKind.OTHER)
        found.append(TravelDocument(kind=kind, number=number))
    expires = _moment(row.others.get(EXPIRES, ""))[:10]
    dated = [replace(each, issuer=code, expires_on=expires[:20]) for each in found[:MOST_DOCUMENTS]]
    return tuple(dated), problems


def _remarks(table: Table) -> tuple[str, ...]:
    return tuple(f"the sheet {name[:40]!r} was not read" for name in table.unread_sheets)
