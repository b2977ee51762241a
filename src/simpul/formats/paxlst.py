"""Passenger lists as carriers send them: the UN/EDIFACT message PAXLST, to a manifest.

Norm: WCO/IATA/ICAO, Advance Passenger Information Guidelines, PAXLST implementation guide (versions 3.0 of 2010, D.02B
and D.05B, to 5.0 of 2015, D.12B and later). Rules:
1. Every NAD of a person (FL, FM, DDU, DDT) becomes a traveller, or a rejected one with its segment and the reason.
2. A passenger list (745) and a crew list (250, 336) are read. Other kinds of PAXLST, such as a flight's close-out
   (266), name nobody who could be screened, and are refused.
3. The messages of an interchange, into which a long list is cut, are of one flight: the first TDT of each says which.
4. A year of two figures is the latest that makes a person born before the flight.
5. Counts that do not agree (CNT, UNT) are remarked, and hide nobody.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from simpul.core.dates import partial_date
from simpul.core.errors import InputError
from simpul.core.travel import (
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
from simpul.formats.edifact import EdiSegment, read_segments

MOST_TRAVELLERS = 20_000
KINDS = {
    "FL": TravellerKind.PASSENGER,
    "FM": TravellerKind.CREW,
    "DDU": TravellerKind.TRANSIT_PASSENGER,
    "DDT": TravellerKind.TRANSIT_CREW,
}
LISTS = ("745", "250", "336", "")
DOCUMENTS = {
    "P": DocumentKind.PASSPORT,
    "IP": DocumentKind.PASSPORT,
    "V": DocumentKind.VISA,
    "A": DocumentKind.IDENTITY_CARD,
    "C": DocumentKind.IDENTITY_CARD,
    "I": DocumentKind.IDENTITY_CARD,
}
GENDERS = {"M": "male", "F": "female", "X": "other", "U": "", "": ""}
NO_NAME = frozenset({"FNU", "LNU", "NFN", "NLN", "XXX", "UNKNOWN"})
"""What stands where a part of a name is not known, or where there is none."""
ICAO_STATES = {"D": "DE", "GBD": "GB", "GBN": "GB", "GBO": "GB", "GBP": "GB", "GBS": "GB", "RKS": "XK"}
"""Codes of ICAO Doc 9303 that ISO 3166-1 has not, or has otherwise."""
STATELESS = frozenset({"XXA", "XXB", "XXC", "XXX", "UNO", "UNA", "UNK"})
NO_DAY = "2026-01-01"
"""Before which somebody is taken to be born, where the list does not say when the flight leaves."""

FIGURES = re.compile(r"[0-9]{6,12}")
LENGTHS = (6, 8, 10, 12)
"""Figures of a time: a day, or day, hour and minute, with a year of two figures or of four."""


@dataclass(slots=True)
class _Reading:
    """What has been read of an interchange so far."""

    flights: list[Flight] = field(default_factory=list)
    travellers: list[Traveller] = field(default_factory=list)
    rejected: list[RejectedTraveller] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)

    @property
    def people(self) -> int:
        """How many people have been met, read or rejected."""
        return len(self.travellers) + len(self.rejected)


def read_paxlst(raw: bytes) -> Manifest:
    """Read the passenger list of one flight.

    Raises:
        InputError: it is no PAXLST interchange, of no flight or of several, or names nobody; with the segment.
    """
    reading = _Reading()
    for message in _messages(read_segments(raw)):
        _read_message(message, reading)
    if not reading.flights:
        raise InputError("the interchange has no message PAXLST", place="interchange")
    if not reading.people:
        raise InputError("the list names nobody", place="interchange")
    return Manifest(
        form=ManifestForm.PAXLST,
        flight=reading.flights[0],
        travellers=tuple(reading.travellers),
        rejected=tuple(reading.rejected),
        remarks=tuple(reading.remarks),
    )


def _messages(segments: Iterable[EdiSegment]) -> Iterator[list[EdiSegment]]:
    message: list[EdiSegment] = []
    for segment in segments:
        if segment.tag == "UNH" and message:
            raise InputError("a message begins before the one before it has ended", place=segment.place)
        if segment.tag == "UNH" or message:
            message.append(segment)
        if segment.tag == "UNT":
            if not message:
                raise InputError("a message ends that has not begun", place=segment.place)
            yield message
            message = []
    if message:
        raise InputError("the message ends without UNT: a part of it is missing", place=message[-1].place)


def _read_message(message: list[EdiSegment], reading: _Reading) -> None:
    header, before = message[0], reading.people
    if header.said(1) != "PAXLST":
        raise InputError(f"not a message PAXLST but {header.said(1)[:10]!r}", place=header.place)
    kind = next((each.said(0) for each in message if each.tag == "BGM"), "")
    if kind not in LISTS:
        raise InputError(f"a message of the kind {kind[:10]!r} names nobody to be screened", place=header.place)
    first = next((at for at, each in enumerate(message) if each.tag == "NAD" and each.said(0) in KINDS), len(message))
    flight = _flight(message[:first], header)
    if reading.flights and flight.number != reading.flights[0].number:
        raise InputError("the interchange is of more than one flight", place=header.place)
    reading.flights.append(flight)
    for group in _groups(message[first:]):
        _take(group, reading, flight)
    _compare_counts(message, reading, people=reading.people - before)


def _flight(segments: list[EdiSegment], header: EdiSegment) -> Flight:
    """Give the flight of the first TDT that is a main leg, with its border crossing (LOC 125 and 87)."""
    legs = [at for at, each in enumerate(segments) if each.tag == "TDT"]
    if not legs:
        raise InputError("the message names no flight (TDT)", place=header.place)
    main = next((at for at in legs if segments[at].said(0) in ("20", "")), legs[0])
    end = next((at for at in legs if at > main), len(segments))
    said: dict[str, str] = {}
    place = ""
    for each in segments[main:end]:
        if each.tag == "LOC":
            place = each.said(0)
            said.setdefault(f"LOC{place}", each.said(1)[:20])
        elif each.tag == "DTM":
            said.setdefault(f"DTM{each.said(0)}", _time(each))
    number = segments[main].said(1)
    return Flight(
        number=f"{segments[main].said(4)}{number}" if number.isdigit() else number,
        departure=said.get("LOC125", ""),
        arrival=said.get("LOC87", ""),
        departs_at=said.get("DTM189", ""),
        arrives_at=said.get("DTM232", ""),
    )


def _groups(segments: list[EdiSegment]) -> Iterator[list[EdiSegment]]:
    """Give the segments of each person: from one NAD to the next."""
    group: list[EdiSegment] = []
    for segment in segments:
        if segment.tag == "NAD" and group:
            yield group
            group = []
        if segment.tag in ("CNT", "UNT"):
            break
        group.append(segment)
    if group:
        yield group


def _take(group: list[EdiSegment], reading: _Reading, flight: Flight) -> None:
    name = group[0]
    try:
        reading.travellers.append(_traveller(_kind(name), group, flight))
    except InputError as refused:
        reading.rejected.append(RejectedTraveller(place=name.place, reason=refused.reason))
    if reading.people > MOST_TRAVELLERS:
        raise InputError(f"more than {MOST_TRAVELLERS} travellers", place=name.place)


def _kind(name: EdiSegment) -> TravellerKind:
    kind = KINDS.get(name.said(0))
    if kind is None:
        raise InputError(f"not a kind of traveller: {name.said(0)[:10]!r}", place=name.place)
    return kind


def _traveller(kind: TravellerKind, group: list[EdiSegment], flight: Flight) -> Traveller:
    facts = _Facts(flight=flight)
    for segment in group[1:]:
        facts.take(segment)
    return Traveller(
        place=group[0].place,
        kind=kind,
        names=_names(group[0]),
        birth_date=facts.said.get("birth", ""),
        gender=facts.said.get("gender", ""),
        nationality=facts.said.get("nationality", ""),
        residence=facts.said.get("LOC174", ""),
        documents=tuple(facts.documents()),
        booking=facts.said.get("RFFAVF", ""),
        seat=facts.said.get("RFFSEA", ""),
        embarks=facts.said.get("LOC178", ""),
        disembarks=facts.said.get("LOC179", ""),
        unread=tuple(facts.unread),
    )


def _names(name: EdiSegment) -> tuple[str, ...]:
    """Give the whole name: given names, then the family name, as C080 has them the other way round."""
    composite = name.elements[3] if len(name.elements) > 3 else ()
    parts = [" ".join(part.split()) for part in composite[:5]]
    family, *given = [part for part in parts if part and part.upper() not in NO_NAME and part.strip("-. ")] or [""]
    whole = " ".join((*given, family)).strip()
    return (whole,) if whole else ()


@dataclass(slots=True)
class _Facts:
    """What the segments behind a person's NAD say."""

    flight: Flight
    said: dict[str, str] = field(default_factory=dict)
    unread: list[str] = field(default_factory=list)
    _documents: list[dict[str, str]] = field(default_factory=list)

    def take(self, segment: EdiSegment) -> None:
        """Take one segment; what cannot be read in it is named."""
        try:
            reader = READERS.get(segment.tag)
            if reader is not None:
                reader(self, segment)
        except InputError as refused:
            self.unread.append(f"{segment.place}: {refused.reason}"[:200])

    def documents(self) -> Iterator[TravelDocument]:
        """Give the documents that have a number."""
        for said in self._documents:
            if said["number"]:
                yield TravelDocument(
                    kind=DOCUMENTS.get(said["kind"], DocumentKind.OTHER),
                    number=said["number"],
                    issuer=said.get("issuer", ""),
                    expires_on=said.get("expires", ""),
                )

    def attribute(self, segment: EdiSegment) -> None:
        """ATT+2: gender."""
        if segment.said(0) == "2":
            code = segment.said(2) or segment.said(1)
            if code not in GENDERS:
                raise InputError(f"no gender is called {code[:40]!r}")
            self.said.setdefault("gender", GENDERS[code])

    def date(self, segment: EdiSegment) -> None:
        """DTM+329: birth; DTM+36 behind a DOC: until when it is valid."""
        if segment.said(0) == "329":
            self.said.setdefault("birth", _birth_date(segment, self.flight))
        elif segment.said(0) == "36" and self._documents:
            self._documents[-1].setdefault("expires", _expiry(segment))

    def nationality(self, segment: EdiSegment) -> None:
        """NAT+2."""
        self.said.setdefault("nationality", _country(segment.said(1)))

    def place(self, segment: EdiSegment) -> None:
        """LOC: 91 issuing state of the document, 174 residence, 178 and 179 where the person gets on and off."""
        what, where = segment.said(0), segment.said(1)
        if what == "91" and self._documents:
            self._documents[-1].setdefault("issuer", _country(where))
        elif what == "174":
            self.said.setdefault("LOC174", _country(where))
        elif what in ("178", "179"):
            self.said.setdefault(f"LOC{what}", where)

    def reference(self, segment: EdiSegment) -> None:
        """RFF: AVF the booking, SEA the seat."""
        self.said.setdefault(f"RFF{segment.said(0)}", segment.said(0, 1))

    def document(self, segment: EdiSegment) -> None:
        """DOC: what it is, and its number."""
        self._documents.append({"kind": segment.said(0), "number": segment.said(1)})


READERS: Mapping[str, Callable[[_Facts, EdiSegment], None]] = {
    "ATT": _Facts.attribute,
    "DTM": _Facts.date,
    "NAT": _Facts.nationality,
    "LOC": _Facts.place,
    "RFF": _Facts.reference,
    "DOC": _Facts.document,
}


def _compare_counts(message: list[EdiSegment], reading: _Reading, *, people: int) -> None:
    """Remark counts that are neither those of the message nor those of all messages up to it."""
    for segment in message:
        if segment.tag == "CNT" and segment.said(0) in ("41", "42"):
            told = segment.said(0, 1)
            if told not in (str(people), str(reading.people)):
                reading.remarks.append(f"{segment.place}: {told[:10]} told, {people} read")
        elif segment.tag == "UNT" and segment.said(0) != str(len(message)):
            reading.remarks.append(f"{segment.place}: {segment.said(0)[:10]} segments told, {len(message)} read")


def _country(said: str) -> str:
    if not said or said in STATELESS:
        return ""
    code = ICAO_STATES.get(said) or country_code(said)
    if code is None:
        raise InputError(f"no country is called {said[:40]!r}")
    return code


def _birth_date(segment: EdiSegment, flight: Flight) -> str:
    said = segment.said(0, 1)
    if len(said) == 8:
        return _day(said)
    before = flight.departs_at[:10] or NO_DAY
    latest = _day(f"20{said}")
    return latest if latest <= before[: len(latest)] else _day(f"19{said}")


def _day(said: str) -> str:
    """Give a day of eight figures; `00` says that a month or a day is not known."""
    if not said.isascii() or not said.isdigit() or len(said) != 8:
        raise InputError(f"not a day of six or eight figures: {said[-20:]!r}")
    year, month, day = said[:4], said[4:6], said[6:]
    if month == "00":
        return partial_date(year, place="date")
    return partial_date(f"{year}-{month}" if day == "00" else f"{year}-{month}-{day}", place="date")


def _expiry(segment: EdiSegment) -> str:
    said = segment.said(0, 1)
    return _day(said if len(said) == 8 else f"20{said}")


def _time(segment: EdiSegment) -> str:
    """Give the moment of a flight: a day, and hour and minute where they are told."""
    said = segment.said(0, 1)
    if not FIGURES.fullmatch(said) or len(said) not in LENGTHS:
        raise InputError(f"not a time of six to twelve figures: {said[:20]!r}", place=segment.place)
    full = said if len(said) in (8, 12) else f"20{said}"
    day = f"{full[:4]}-{full[4:6]}-{full[6:8]}"
    return f"{day}T{full[8:10]}:{full[10:12]}" if len(full) == 12 else day
