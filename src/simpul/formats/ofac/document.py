"""OFAC's list in its XML (`sdnList`): each sdnEntry to an entry.

Rules:
1. Every sdnEntry becomes an entry, or a rejected entry with its line and the reason; none is lost.
2. An entry is known by its uid, which is the ent_num of the tables.
3. An alias of the category `weak` is of low quality. What stands among the documents and is none (gender, contacts,
   notes on further sanctions) is kept as what it is.
"""

import re

from simpul.core.designation import Designation, ListedDocument, ListEdition, ListedPlace, RejectedEntry
from simpul.core.errors import InputError
from simpul.core.node import Limits
from simpul.core.vocabulary import Schema
from simpul.formats.fields import Fields
from simpul.formats.ofac.entry import (
    CITIZENSHIP,
    CONTACTS,
    DATE,
    GENDER,
    KINDS,
    LIST_ID,
    NATIONALITY,
    PLACE,
    EntryReading,
)
from simpul.formats.ofac.remarks import take_remarks
from simpul.formats.ofac.words import day_of
from simpul.formats.xml import Element, Source, XmlBounds, line_of, records

ROOT, ENTRY, INFORMATION = "sdnList", "sdnEntry", "publshInformation"
MOST_ELEMENTS = 10_000_000
MOST_REJECTED = 1_000
MOST_REFERENCE = 20
PUBLISHED = re.compile(r"([0-9]{2})/([0-9]{2})/([0-9]{4})")
FACTS = (
    (DATE, "dateOfBirthList", "dateOfBirthItem", "dateOfBirth"),
    (PLACE, "placeOfBirthList", "placeOfBirthItem", "placeOfBirth"),
    (NATIONALITY, "nationalityList", "nationality", "country"),
    (CITIZENSHIP, "citizenshipList", "citizenship", "country"),
)
STREET = ("address1", "address2", "address3")
NOTES = (
    "sanctions",
    "executive order",
    "transactions prohibited",
    "caatsa",
    "organization",
    "aircraft model",
    "commercial code",
)
"""Kinds of `id` that identify nobody: what they say is a comment."""


def read_document(source: Source, *, limits: Limits) -> ListEdition:
    """Read an edition from its XML.

    Raises:
        InputError: this is not the list, not well-formed, or larger than the limits allow; with the line.
    """
    bounds = XmlBounds(max_bytes=limits.max_list_bytes, max_depth=limits.max_depth, max_elements=MOST_ELEMENTS)
    edition = _Edition()
    for element in records(source, root=ROOT, depth=1, bounds=bounds):
        edition.take(element)
    return edition.closed()


class _Edition:
    """What has been read of an edition so far."""

    def __init__(self) -> None:
        self._dated = ""
        self._lines: dict[str, str] = {}
        self._entries: list[Designation] = []
        self._rejected: list[RejectedEntry] = []

    def take(self, element: Element) -> None:
        """Read one element of the list, or note why it cannot be read."""
        name, fields, number = str(element.tag).rpartition("}")[2], Fields(element), ""
        if name == INFORMATION:
            self._dated = _published(fields)
            return
        try:
            number = fields.placed("uid", most=MOST_REFERENCE)[0]
            self._check(name, number, line_of(element))
            self._entries.append(_entry(fields, number))
            self._lines[number] = line_of(element)
        except InputError as exc:
            self._reject(exc, line_of(element), "" if number in self._lines else number)

    def closed(self) -> ListEdition:
        """Give the edition once everything has been read."""
        if not self._entries and not self._rejected:
            raise InputError(f"the list has no {ENTRY}", place="line 1")
        return ListEdition(
            list_id=LIST_ID, dated=self._dated, entries=tuple(self._entries), rejected=tuple(self._rejected)
        )

    def _check(self, name: str, number: str, line: str) -> None:
        if name != ENTRY:
            raise InputError(f"<{name[:80]}> is not an entry of this list", place=line)
        if not number.isdigit() or not number.isascii():
            raise InputError(f"no number of an entry: {number[:40]!r}", place=line)
        if number in self._lines:
            raise InputError(f"the number {number} stands on {self._lines[number]} too", place=line)

    def _reject(self, refusal: InputError, line: str, reference: str) -> None:
        has_line = refusal.place is not None and refusal.place.startswith("line ")
        place, reason = (str(refusal.place), refusal.reason) if has_line else (line, str(refusal))
        self._rejected.append(RejectedEntry(place=place, reason=reason, reference=reference))
        if len(self._rejected) > MOST_REJECTED:
            raise InputError(f"more than {MOST_REJECTED} entries cannot be read; the last: {reason}", place=place)


def _entry(fields: Fields, number: str) -> Designation:
    kind = fields.text("sdnType")
    if kind.casefold() not in KINDS:
        raise InputError(f"a subject of the kind {kind[:40]!r} is not known", place=fields.line)
    entry = EntryReading(reference=number, place=fields.line, schema=KINDS[kind.casefold()])
    entry.name(_name(fields, entry.schema))
    entry.titles.extend(filter(None, [fields.text("title")]))
    entry.programmes.extend(text for group in fields.groups("programList") for text in group.texts("program"))
    _note_facts(entry, fields)
    if remarks := fields.text("remarks"):
        take_remarks(entry, f"{remarks.removeprefix('(').removesuffix(')')}.")
    entry.unread.extend(fields.left())
    return entry.closed()


def _note_facts(entry: EntryReading, fields: Fields) -> None:
    for group in _items(fields, "akaList", "aka"):
        _note_alias(entry, group)
    for fact, several, one, said in FACTS:
        for group in _items(fields, several, one):
            _note_fact(entry, fact, group, said)
    for group in _items(fields, "idList", "id"):
        _note_document(entry, group)
    for group in _items(fields, "addressList", "address"):
        _note_address(entry, group)
    for group in fields.groups("vesselInfo"):
        _note_ship(entry, group)


def _items(fields: Fields, several: str, one: str) -> list[Fields]:
    items = [item for group in fields.groups(several) for item in group.groups(one)]
    for item in items:
        item.drop("uid")
    return items


def _name(fields: Fields, schema: Schema) -> str:
    family, given = fields.text("lastName"), fields.text("firstName")
    if not family and not given:
        raise InputError("a name without words", place=fields.line)
    between = ", " if schema is Schema.PERSON else " "
    return between.join(filter(None, (family, given)))


def _note_alias(entry: EntryReading, group: Fields) -> None:
    kind, category = group.text("type"), group.text("category")
    note = entry.weak_alias if category.casefold() == "weak" else entry.alias
    note(kind, _name(group, entry.schema))


def _note_fact(entry: EntryReading, kind: str, group: Fields, said: str) -> None:
    is_main = group.text("mainEntry").casefold() != "false"
    if text := group.text(said):
        entry.say(kind, text, note="" if is_main else "alt.")


def _note_document(entry: EntryReading, group: Fields) -> None:
    kind, number, country = group.text("idType"), group.text("idNumber"), group.text("idCountry")
    issued, until = group.text("issueDate"), group.text("expirationDate")
    plain = kind.casefold()
    if plain == GENDER.casefold():
        entry.say(GENDER, number)
    elif plain.startswith(CONTACTS):
        entry.contacts.append(f"{kind}: {number}")
    elif any(word in plain for word in NOTES) or not number:
        entry.comments.append(" ".join(filter(None, (kind, number, country, issued, until))))
    else:
        entry.documents.append(
            ListedDocument(
                kind=kind,
                number=number,
                issuing_country=country,
                issued_on=day_of(issued) or issued,
                valid_until=day_of(until) or until,
            )
        )


def _note_address(entry: EntryReading, group: Fields) -> None:
    place = ListedPlace(
        street=", ".join(filter(None, (group.text(tag) for tag in STREET))),
        city=group.text("city"),
        province=group.text("stateOrProvince"),
        postcode=group.text("postalCode"),
        country=group.text("country"),
    )
    if place != ListedPlace():
        entry.addresses.append(place)


def _note_ship(entry: EntryReading, group: Fields) -> None:
    entry.ship(
        call_sign=group.text("callSign"),
        kind=group.text("vesselType"),
        tonnage=group.text("tonnage"),
        gross=group.text("grossRegisteredTonnage"),
        flag=group.text("vesselFlag"),
        owner=group.text("vesselOwner"),
    )


def _published(fields: Fields) -> str:
    found = PUBLISHED.fullmatch(fields.text("Publish_Date"))
    return f"{found[3]}-{found[1]}-{found[2]}" if found else ""
