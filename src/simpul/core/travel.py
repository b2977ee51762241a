"""Travel: who is on the way, on which flight, with which document; and what of that is kept.

Rules:
1. A manifest is of one flight. Every person on it is a traveller or a rejected one with place and reason; none is lost.
2. A name is enough to be screened: what else cannot be read is named in `unread` and hides nobody.
3. Of a manifest that was screened its facts are kept: flight, counts, the hash of the file, when and by whom. Of the
   travellers those alone are kept who resemble somebody, each under the strictest terms of what he or she resembles;
   all others are forgotten with the file.
4. What is kept is seen for six months (`KEPT_DAYS`) and not after: no one needs it longer who has not made a decision,
   a report or a case of it. (Directive (EU) 2016/681, Art. 12, as the Court of Justice reads it in C-817/19, 21 June
   2022: beyond six months only where there is objective evidence about the person.)
5. An alert on a traveller is raised once for the same hits, however often the carrier sends its list.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from simpul.core.alert import Evidence
from simpul.core.authority import ALL_PURPOSES, AuthorityId, Level
from simpul.core.dates import partial_date
from simpul.core.errors import InputError
from simpul.core.handling import Handling, Tlp
from simpul.core.ids import HASH_ID, Domain, bounded_text, canonical_bytes, record_id

KEPT_DAYS = 183
MOST_TEXT = 400
MOST_NAMES = 5
MOST_DOCUMENTS = 10
MOST_UNREAD = 20
PREFIX = "traveller:"


class TravellerKind(StrEnum):
    """In what part somebody travels."""

    PASSENGER = "passenger"
    CREW = "crew"
    TRANSIT_PASSENGER = "transit-passenger"
    TRANSIT_CREW = "transit-crew"


class DocumentKind(StrEnum):
    """What a travel document is."""

    PASSPORT = "passport"
    IDENTITY_CARD = "identity-card"
    VISA = "visa"
    OTHER = "other"


class ManifestForm(StrEnum):
    """The form in which a manifest came."""

    PAXLST = "paxlst"
    TABLE = "table"


@dataclass(frozen=True, slots=True, kw_only=True)
class TravelDocument:
    """One document: its kind, its number, the code of the state that issued it, and until when it is valid."""

    kind: DocumentKind
    number: str
    issuer: str = ""
    expires_on: str = ""

    def __post_init__(self) -> None:
        """Refuse a document without a number."""
        if not bounded_text(self.number, place="document.number", most=60).strip():
            raise InputError("a document needs a number", place="document.number")


@dataclass(frozen=True, slots=True, kw_only=True)
class Flight:
    """One flight: its number, where it leaves and arrives (codes of airports), and when, in local time.

    Times are as precise as they are told: `2026-11-22` or `2026-11-22T13:10`.
    """

    number: str
    departure: str = ""
    arrival: str = ""
    departs_at: str = ""
    arrives_at: str = ""

    def __post_init__(self) -> None:
        """Refuse a flight without a number, and times that are none."""
        if not bounded_text(self.number, place="flight.number", most=20).strip():
            raise InputError("a manifest needs the number of the flight", place="flight.number")
        for place in ("departure", "arrival"):
            bounded_text(getattr(self, place), place=f"flight.{place}", most=20)
        for place in ("departs_at", "arrives_at"):
            checked_time(getattr(self, place), place=f"flight.{place}")

    @property
    def route(self) -> str:
        """Where from and where to, as far as that is told."""
        return " - ".join((self.departure or "?", self.arrival or "?"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Traveller:
    """One person on a manifest; `place` is where in the file, `names` the whole name first.

    Countries are ISO 3166-1 alpha-2 codes. `unread` names what the file says and nobody could read.
    """

    place: str
    kind: TravellerKind
    names: tuple[str, ...]
    birth_date: str = ""
    gender: str = ""
    nationality: str = ""
    residence: str = ""
    documents: tuple[TravelDocument, ...] = ()
    booking: str = ""
    seat: str = ""
    embarks: str = ""
    disembarks: str = ""
    unread: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Refuse a traveller without a name, and more of anything than one person has."""
        if not self.names or not all(name.strip() for name in self.names):
            raise InputError("no name", place=self.place)
        if len(self.names) > MOST_NAMES or len(self.documents) > MOST_DOCUMENTS or len(self.unread) > MOST_UNREAD:
            raise InputError("more names, documents or faults than one traveller has", place=self.place)
        for text in (*self.names, self.booking, self.seat, self.embarks, self.disembarks):
            bounded_text(text, place=self.place, most=MOST_TEXT)
        if self.birth_date:
            partial_date(self.birth_date, place=self.place)

    def values(self) -> dict[str, tuple[str, ...]]:
        """Give what screening compares, by property."""
        passports = tuple(each.number for each in self.documents if each.kind is DocumentKind.PASSPORT)
        others = tuple(each.number for each in self.documents if each.kind is DocumentKind.IDENTITY_CARD)
        said = {
            "name": self.names,
            "birthDate": (self.birth_date,),
            "gender": (self.gender,),
            "nationality": (self.nationality,),
            "passportNumber": passports,
            "idNumber": others,
        }
        return {name: found for name, values in said.items() if (found := tuple(filter(None, values)))}


@dataclass(frozen=True, slots=True, kw_only=True)
class RejectedTraveller:
    """Somebody on a manifest who could not be read: where, and why. Nothing that the file says of the person."""

    place: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """A passenger list as it was read; `remarks` say what in it does not agree, such as a count."""

    form: ManifestForm
    flight: Flight
    travellers: tuple[Traveller, ...]
    rejected: tuple[RejectedTraveller, ...] = ()
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ManifestFacts:
    """What is kept of a manifest that was screened: no traveller's name, no document."""

    id: str
    form: ManifestForm
    flight: Flight
    digest: str
    travellers: int
    rejected: tuple[RejectedTraveller, ...]
    remarks: tuple[str, ...]
    screened_at: datetime
    by: str
    handling: Handling

    def __post_init__(self) -> None:
        """Refuse facts that do not name their file."""
        if not HASH_ID.fullmatch(self.digest):
            raise InputError("not the hash of a file", place="manifest.digest")


@dataclass(frozen=True, slots=True, kw_only=True)
class TravellerHit:
    """Somebody whom a traveller resembles: the record, its name, the score in thousandths, and the reasons."""

    against: str
    name: str
    score: int
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FlaggedTraveller:
    """A traveller who is kept because of hits: under one set of terms, with the one alert that was raised for them."""

    id: str
    manifest: str
    alert: str
    subject: str
    traveller: Traveller
    flight: Flight
    hits: tuple[TravellerHit, ...]
    handling: Handling


def manifest_terms(authority: AuthorityId, *, on: date) -> Handling:
    """Give the terms of a manifest: for this authority alone, for security and border purposes, for six months."""
    return Handling(
        originator=authority,
        level=Level.RESTRICTED,
        tlp=Tlp.AMBER_STRICT,
        purposes=tuple(sorted(ALL_PURPOSES)),
        retain_until=on + timedelta(days=KEPT_DAYS),
    )


def traveller_id(flight: Flight, traveller: Traveller) -> str:
    """Give the id of a person on a flight: the same in every list that the carrier sends of it."""
    said = {
        "flight": flight.number,
        "day": flight.departs_at[:10],
        "name": traveller.names[0].casefold(),
        "birth_date": traveller.birth_date,
        "documents": [each.number for each in traveller.documents],
    }
    return PREFIX + record_id(Domain.TRAVELLER, canonical_bytes(said))[:32]


def checked_time(value: str, *, place: str) -> str:
    """Give the text back when it is a day, or a day with hour and minute, or empty.

    Raises:
        InputError: it is none of these.
    """
    if not value:
        return value
    try:
        datetime.fromisoformat(value)
    except ValueError as exc:
        raise InputError(f"not a time such as 2026-11-22T13:10: {value[:40]!r}", place=place) from exc
    if len(value) not in (10, 16):
        raise InputError(f"not a time such as 2026-11-22T13:10: {value[:40]!r}", place=place)
    return value


def kept_of(value: ManifestFacts | FlaggedTraveller) -> str:
    """Give the hash that stands for what is kept, to be committed to in the chain."""
    return record_id(Domain.TRAVELLER, canonical_bytes(value))
