"""What FollowTheMoney says of a subject, and what its sanctions, documents and addresses add to it.

Rules:
1. The names of `name` are primary ones, the one that the line is captioned with first. `weakAlias` is of low quality.
2. A subject of a kind that we have no word for is of the nearest one, and its own kind is kept in `unread`.
3. A sanction's authority, programme and reason are the listing's; all else it says stands with it in the basis.
4. When a crawler saw the line says nothing of the subject and is left out: it moves every day.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from simpul.core.designation import (
    DateKind,
    Designation,
    ListedDate,
    ListedDocument,
    ListedName,
    ListedPlace,
    NameQuality,
)
from simpul.core.errors import InputError
from simpul.core.ids import bounded_text
from simpul.core.vocabulary import Schema
from simpul.formats.days import day_in_figures
from simpul.formats.particulars import Particulars

MOST_ID = 300
MOST_VALUES = 20_000
MOST_DEPTH = 4
"""An entity may stand inside another, and what is joined to that inside it."""
SUBJECTS = {
    "Person": Schema.PERSON,
    "LegalEntity": Schema.ORGANIZATION,
    "Organization": Schema.ORGANIZATION,
    "Company": Schema.ORGANIZATION,
    "PublicBody": Schema.ORGANIZATION,
    "Vessel": Schema.VESSEL,
    "Airplane": Schema.AIRPLANE,
    "Vehicle": Schema.VEHICLE,
    "BankAccount": Schema.BANK_ACCOUNT,
    "CryptoWallet": Schema.BANK_ACCOUNT,
}
SANCTION, ADDRESS = "Sanction", "Address"
HOLDERS = {SANCTION: "entity", "Identification": "holder", "Passport": "holder"}
ADDRESSES = "addressEntity"
NAMES = {
    "name": NameQuality.PRIMARY,
    "alias": NameQuality.ALSO_KNOWN_AS,
    "previousName": NameQuality.FORMER,
    "weakAlias": NameQuality.LOW,
}
NUMBERS_FOR_NAMES = ("publicKey", "iban", "accountNumber", "registrationNumber")
NUMBERS = (
    *("passportNumber", "idNumber", "socialSecurityNumber", "taxNumber", "vatCode", "registrationNumber"),
    *("licenseNumber", "innCode", "ogrnCode", "okpoCode", "kppCode", "leiCode", "dunsCode", "uniqueEntityId"),
    *("uscCode", "npiCode", "swiftBic", "imoNumber", "mmsi", "callSign", "serialNumber", "icaoCode", "iban"),
    *("accountNumber", "publicKey", "bic"),
)
PAPER_WORDS = ("number", "passportNumber", "type", "country", "startDate", "endDate", "holder")
COUNTRIES = ("country", "jurisdiction", "mainCountry", "flag")
CONTACTS = {"phone": "Phone", "email": "Email", "website": "Website"}
STREET_LINES = ("street", "street2", "street3", "postOfficeBox")
ADDRESS_WORDS = (*STREET_LINES, "full", "city", "region", "state", "postalCode", "country")
COMMENTS = ("summary", "description", "notes")


@dataclass(frozen=True, slots=True, kw_only=True)
class Thing:
    """One entity as FollowTheMoney has it: its texts by property, and what stands inside it."""

    id: str
    schema: str
    caption: str
    referents: tuple[str, ...]
    datasets: tuple[str, ...]
    properties: Mapping[str, tuple[str, ...]]
    inside: tuple["Thing", ...]

    def texts(self, name: str) -> tuple[str, ...]:
        """Give the texts of a property."""
        return self.properties.get(name, ())


def thing_of(value: object, *, path: str = "$", depth: int = 0) -> Thing:
    """Make the entity of a JSON value.

    Raises:
        InputError: it is none; with the place in the value.
    """
    if not isinstance(value, dict):
        raise InputError("not an object", place=path)
    if depth > MOST_DEPTH:
        raise InputError(f"more than {MOST_DEPTH} entities inside each other", place=path)
    properties = value.get("properties", {})
    if not isinstance(properties, dict):
        raise InputError("not an object", place=f"{path}.properties")
    texts: dict[str, tuple[str, ...]] = {}
    inside: list[Thing] = []
    for name, said in properties.items():
        values = said if isinstance(said, list) else [said]
        if len(values) > MOST_VALUES:
            raise InputError(f"more than {MOST_VALUES} values", place=_place(path, name))
        inside += [
            thing_of(each, path=_place(path, name), depth=depth + 1) for each in values if isinstance(each, dict)
        ]
        texts[name] = tuple(
            each if isinstance(each, str) else _text(each, _place(path, name))
            for each in values
            if not isinstance(each, dict)
        )
    return Thing(
        id=bounded_text(_required(value, "id", path), place=f"{path}.id", most=MOST_ID),
        schema=_required(value, "schema", path),
        caption=_optional(value, "caption", path),
        referents=_several(value, "referents", path),
        datasets=_several(value, "datasets", path),
        properties=texts,
        inside=tuple(inside),
    )


def entry_of(thing: Thing, joined: Sequence[Thing], *, list_id: str, place: str) -> Designation:
    """Make the entry of a subject and of what is joined to it.

    Raises:
        InputError: it has no name, or says something that an entry cannot hold.
    """
    said = Particulars(place)
    for name, texts in thing.properties.items():
        for text in texts:
            said.add(name, text, place=place)
    sanctions = [each for each in joined if each.schema == SANCTION]
    papers = tuple(_papers([each for each in joined if each.schema in HOLDERS and each.schema != SANCTION]))
    said.texts(ADDRESSES)
    # Each of these takes what it reads, so that what is left when all have been asked is what nobody read.
    return Designation(
        list_id=list_id,
        reference=thing.id,
        schema=SUBJECTS[thing.schema],
        names=tuple(_names(said, thing)),
        programme="; ".join(dict.fromkeys((*said.texts("program"), *_of(sanctions, "program")))),
        listed_by="; ".join(_of(sanctions, "authority")),
        basis=tuple(dict.fromkeys(filter(None, map(_basis, sanctions)))),
        reasons=" ".join(_of(sanctions, "reason")),
        listed_on=min(_days(sanctions, "listingDate") or _days(sanctions, "startDate"), default=""),
        updated_on=_dated(said, "modifiedAt"),
        birth_dates=tuple(_birth_dates(said.texts("birthDate"))),
        birth_places=tuple(_birth_places(said)),
        nationalities=said.texts("nationality"),
        citizenships=said.texts("citizenship"),
        countries=said.texts(*COUNTRIES),
        genders=said.texts("gender"),
        titles=said.texts("title"),
        positions=said.texts("position"),
        documents=(*papers, *_numbers(said, papers), *_united_nations(sanctions)),
        addresses=tuple(dict.fromkeys(_addresses(said, [each for each in joined if each.schema == ADDRESS]))),
        contacts=tuple(f"{label}: {text}" for name, label in CONTACTS.items() for text in said.texts(name)),
        comments=" ".join(said.texts(*COMMENTS)),
        unread=tuple(sorted((*_rest(thing), *said.left()))),  # the last field, when all others have been asked for
    )


def _required(value: dict[str, object], key: str, path: str) -> str:
    said = value.get(key)
    if not isinstance(said, str) or not said.strip():
        raise InputError("is missing, or is no text", place=f"{path}.{key}")
    return said.strip()


def _optional(value: dict[str, object], key: str, path: str) -> str:
    return _required(value, key, path) if value.get(key) else ""


def _several(value: dict[str, object], key: str, path: str) -> tuple[str, ...]:
    said = value.get(key) or []
    if not isinstance(said, list) or not all(isinstance(each, str) for each in said) or len(said) > MOST_VALUES:
        raise InputError("is no list of texts, or too long a one", place=f"{path}.{key}")
    return tuple(bounded_text(each, place=f"{path}.{key}", most=MOST_ID) for each in said if isinstance(each, str))


def _place(path: str, name: str) -> str:
    return f"{path}.properties.{name[:80].encode(errors='replace').decode()}"


def _text(value: object, place: str) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, bool | int | float) or value is None:
        return "" if value is None else str(value)
    raise InputError("a value is neither a text nor an entity", place=place)


def _names(said: Particulars, thing: Thing) -> Iterator[ListedName]:
    for name, quality in NAMES.items():
        texts = said.texts(name)
        ordered = sorted(texts, key=lambda text: text != thing.caption) if name == "name" else texts
        yield from (ListedName(value=text, quality=quality) for text in ordered)
    if not any(thing.texts(name) for name in NAMES):
        number = next((said.first(name) for name in NUMBERS_FOR_NAMES if said.first(name)), "")
        if number:
            yield ListedName(value=number, quality=NameQuality.UNSTATED)


def _of(things: Sequence[Thing], name: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(text for thing in things for each in thing.texts(name) if (text := _plain(each))))


def _basis(sanction: Thing) -> str:
    """Say everything else that a sanction says, in one line."""
    told = ("program", "authority")
    first = (*_of([sanction], "program"), *_of([sanction], "authority"))
    others = (
        f"{name}: {text}"
        for name in sanction.properties
        if name not in (*told, HOLDERS[SANCTION], "reason")
        for text in _of([sanction], name)
    )
    return "; ".join((*first, *others))


def _days(things: Sequence[Thing], name: str) -> tuple[str, ...]:
    return tuple(day for text in _of(things, name) if (day := day_in_figures(text[:10])))


def _dated(said: Particulars, name: str) -> tuple[str, ...]:
    return tuple(sorted({day for text in said.texts(name) if (day := day_in_figures(text[:10]))}))


def _birth_dates(texts: Sequence[str]) -> Iterator[ListedDate]:
    for said in texts:
        day = day_in_figures(said)
        yield ListedDate(kind=DateKind.UNSTATED, value=day, note="" if day else said)


def _birth_places(said: Particulars) -> Iterator[ListedPlace]:
    yield from (ListedPlace(city=text) for text in said.texts("birthPlace"))
    yield from (ListedPlace(country=text) for text in said.texts("birthCountry"))


def _papers(things: Sequence[Thing]) -> Iterator[ListedDocument]:
    for thing in things:
        others = [name for name in thing.properties if name not in PAPER_WORDS]
        note = "; ".join(f"{name}: {text}" for name in others for text in _of([thing], name))
        for number in dict.fromkeys((*_of([thing], "number"), *_of([thing], "passportNumber"))) or ("",):
            yield ListedDocument(
                kind=thing.schema,
                detail=", ".join(_of([thing], "type")),
                number=number,
                issuing_country=", ".join(_of([thing], "country")),
                issued_on=", ".join(_of([thing], "startDate")),
                valid_until=", ".join(_of([thing], "endDate")),
                note=note,
            )


def _numbers(said: Particulars, papers: Sequence[ListedDocument]) -> Iterator[ListedDocument]:
    """Give the numbers that no document says already."""
    known = {paper.number for paper in papers}
    for name in filter(said.first, NUMBERS):
        yield from (ListedDocument(kind=name, number=text) for text in said.texts(name) if text not in known)


def _united_nations(sanctions: Sequence[Thing]) -> Iterator[ListedDocument]:
    yield from (ListedDocument(kind="United Nations reference", number=text) for text in _of(sanctions, "unscId"))


def _addresses(said: Particulars, things: Sequence[Thing]) -> Iterator[ListedPlace]:
    for thing in things:
        street = ", ".join(text for name in STREET_LINES for text in _of([thing], name))
        city = ", ".join(_of([thing], "city"))
        yield ListedPlace(
            street=street or ("" if city else ", ".join(_of([thing], "full"))),
            city=city,
            province=", ".join((*_of([thing], "region"), *_of([thing], "state"))),
            postcode=", ".join(_of([thing], "postalCode")),
            country=", ".join(_of([thing], "country")),
            note="; ".join(
                text for name in thing.properties if name not in ADDRESS_WORDS for text in _of([thing], name)
            ),
        )
    told = set(_of(things, "full"))
    yield from (ListedPlace(street=text) for text in said.texts("address") if text not in told)


def _rest(thing: Thing) -> Iterator[str]:
    if thing.schema != SUBJECTS[thing.schema].value:
        yield f"schema: {thing.schema}"
    yield from (f"datasets: {each}" for each in thing.datasets)
    yield from (f"referents: {each}" for each in thing.referents)


def _plain(text: str) -> str:
    return bounded_text(" ".join(text.split()), place="$.properties", most=MOST_VALUES)
