"""The United Nations Security Council consolidated list in its XML format: bytes to a list edition, and back.

Rules:
1. Every INDIVIDUAL and every ENTITY becomes an entry, or a rejected entry with its line and the reason; none is lost.
2. What the file says is kept as it says it. Runs of blanks and line breaks become one blank, a time zone behind a day
   is cut off, and the days of LAST_DAY_UPDATED, which the file gives in any order, are put in order.
3. VERSIONNUM, SORT_KEY, SORT_KEY_LAST_MOD and a LIST_TYPE of `UN List` say nothing of the subject and are left out.
   An element that has no field of its own is kept in the entry's `unread`.
4. Empty elements, of which the file has many, say nothing.
"""

import re
from collections.abc import Iterator
from itertools import groupby
from typing import TypeVar

from lxml import etree

from simpul.core.dates import PARTIAL_DATE, partial_date
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
from simpul.core.node import Limits
from simpul.core.vocabulary import Schema
from simpul.formats.fields import Fields, day_without_zone
from simpul.formats.xml import Element, Source, XmlBounds, line_of, records

T = TypeVar("T")

LIST_ID = "un"
ROOT = "CONSOLIDATED_LIST"
ENTRY_DEPTH = 2
MOST_REJECTED = 1_000
MOST_REFERENCE = 100
MOST_ELEMENTS = 1_000_000
"""More than twenty times what the list of 2024-11-30 has (37,155)."""

SCHEMAS = {"INDIVIDUAL": Schema.PERSON, "ENTITY": Schema.ORGANIZATION}
GROUPS = {"INDIVIDUAL": "INDIVIDUALS", "ENTITY": "ENTITIES"}
NAME_PARTS = ("FIRST_NAME", "SECOND_NAME", "THIRD_NAME", "FOURTH_NAME")
QUALITIES = {
    "Good": NameQuality.GOOD,
    "Low": NameQuality.LOW,
    "a.k.a.": NameQuality.ALSO_KNOWN_AS,
    "f.k.a.": NameQuality.FORMER,
    "": NameQuality.UNSTATED,
}
DATE_KINDS = {
    "EXACT": DateKind.EXACT,
    "APPROXIMATELY": DateKind.APPROXIMATELY,
    "BETWEEN": DateKind.BETWEEN,
    "": DateKind.UNSTATED,
}
PLACE_FIELDS = {
    "street": "STREET",
    "city": "CITY",
    "province": "STATE_PROVINCE",
    "postcode": "ZIP_CODE",
    "country": "COUNTRY",
    "note": "NOTE",
}
DOCUMENT_FIELDS = {
    "kind": "TYPE_OF_DOCUMENT",
    "detail": "TYPE_OF_DOCUMENT2",
    "number": "NUMBER",
    "issuing_country": "ISSUING_COUNTRY",
    "issued_on": "DATE_OF_ISSUE",
    "issued_in": "CITY_OF_ISSUE",
    "issued_in_country": "COUNTRY_OF_ISSUE",
    "note": "NOTE",
}
ALIAS_PLACE_FIELDS = {"city": "CITY_OF_BIRTH", "country": "COUNTRY_OF_BIRTH"}
HOUSEKEEPING = ("VERSIONNUM", "SORT_KEY", "SORT_KEY_LAST_MOD")
KINDS = {schema: kind for kind, schema in SCHEMAS.items()}
QUALITY_WORDS = {quality: word for word, quality in QUALITIES.items()}
DATE_WORDS = {kind: word for word, kind in DATE_KINDS.items()}
NOT_WRITTEN = (
    "unread",
    "listed_by",
    "basis",
    "reasons",
    "review_on",
    "citizenships",
    "countries",
    "contacts",
    "linked_to",
)
LIST_TYPE = "UN List"
NO_DATE = "null"

YEARS = re.compile(r"([0-9]{4})\s*-\s*([0-9]{4})")
SCHEMA_INSTANCE = "http://www.w3.org/2001/XMLSchema-instance"
SCHEMA_LOCATION = f"{{{SCHEMA_INSTANCE}}}noNamespaceSchemaLocation"
SCHEMA_ADDRESS = "https://www.un.org/sc/resources/sc-sanctions.xsd"
GENERATED = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})(?:T[0-9:.]{5,20})?(?:Z|[+-][0-9]{2}:[0-9]{2})?")


def read_un(source: Source, *, limits: Limits) -> ListEdition:
    """Read an edition of the list from a file, its bytes or a stream of them.

    Raises:
        InputError: this is not the list, not well-formed, or larger than the limits allow; with the line.
    """
    bounds = XmlBounds(max_bytes=limits.max_list_bytes, max_depth=limits.max_depth, max_elements=MOST_ELEMENTS)
    edition = _Edition()
    for element in records(source, root=ROOT, depth=ENTRY_DEPTH, bounds=bounds):
        edition.take(element)
    return edition.closed()


def write_un(edition: ListEdition) -> bytes:
    """Write an edition in the list's own format: what `read_un` reads back as the same entries.

    Raises:
        InputError: an entry says something that this format has no element for.
    """
    root = etree.Element(ROOT, {SCHEMA_LOCATION: SCHEMA_ADDRESS}, {"xsi": SCHEMA_INSTANCE})
    if edition.dated:
        root.set("dateGenerated", edition.dated)
    for entry in edition.entries:
        _check_writable(entry)
    for schema, entries in groupby(edition.entries, key=lambda entry: entry.schema):
        kind = KINDS[schema]
        group = etree.SubElement(root, GROUPS[kind])
        for entry in entries:
            _write_entry(group, kind, entry)
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True, pretty_print=True)


class _Edition:
    """What has been read of an edition so far."""

    def __init__(self) -> None:
        self._dated = ""
        self._lines: dict[str, str] = {}
        self._entries: list[Designation] = []
        self._rejected: list[RejectedEntry] = []

    def take(self, element: Element) -> None:
        """Read one element of the list, or note why it cannot be read."""
        if not self._entries and not self._rejected:
            self._dated = _dated(element)
        fields, reference = Fields(element), ""
        try:
            reference = fields.placed("REFERENCE_NUMBER", most=MOST_REFERENCE)[0]
            self._check(element, reference)
            self._entries.append(_designation(str(element.tag), fields, reference))
            self._lines[reference] = line_of(element)
        except InputError as exc:
            self._reject(element, exc, reference)

    def closed(self) -> ListEdition:
        """Give the edition once everything has been read."""
        if not self._entries and not self._rejected:
            raise InputError("the list has neither an INDIVIDUAL nor an ENTITY", place="line 1")
        return ListEdition(
            list_id=LIST_ID, dated=self._dated, entries=tuple(self._entries), rejected=tuple(self._rejected)
        )

    def _check(self, element: Element, reference: str) -> None:
        kind, parent = str(element.tag), element.getparent()
        if kind not in SCHEMAS or parent is None or parent.tag not in GROUPS.values():
            raise InputError(f"<{kind[:80]}> is not an entry of this list", place=line_of(element))
        if reference in self._lines:
            raise InputError(f"the same reference stands on {self._lines[reference]}", place=line_of(element))

    def _reject(self, element: Element, refusal: InputError, reference: str) -> None:
        has_line = refusal.place is not None and refusal.place.startswith("line ")
        place = str(refusal.place) if has_line else line_of(element)
        said = refusal.reason if has_line else str(refusal)
        reason = f"{reference}: {said}" if reference else said
        self._rejected.append(RejectedEntry(place=place, reason=reason, reference=reference))
        if len(self._rejected) > MOST_REJECTED:
            raise InputError(f"more than {MOST_REJECTED} entries cannot be read; the last: {reason}", place=place)


def _designation(kind: str, fields: Fields, reference: str) -> Designation:
    fields.drop(*HOUSEKEEPING)
    aliases = fields.groups(f"{kind}_ALIAS")
    other_types = [f"LIST_TYPE: {said}" for said in fields.texts("LIST_TYPE") if said != LIST_TYPE]
    return Designation(
        list_id=LIST_ID,
        reference=reference,
        schema=SCHEMAS[kind],
        names=tuple(_names(fields, aliases)),
        programme=fields.text("UN_LIST_TYPE"),
        listed_on=fields.day("LISTED_ON"),
        updated_on=tuple(
            sorted(day_without_zone(said, place=place) for said, place in fields.values("LAST_DAY_UPDATED"))
        ),
        birth_dates=(*_birth_dates(fields.groups(f"{kind}_DATE_OF_BIRTH")), *_nameless_birth_dates(aliases)),
        birth_places=tuple(_places(fields.groups(f"{kind}_PLACE_OF_BIRTH"))),
        nationalities=fields.texts("NATIONALITY"),
        genders=fields.texts("GENDER"),
        titles=fields.texts("TITLE"),
        positions=fields.texts("DESIGNATION"),
        documents=tuple(_documents(fields.groups(f"{kind}_DOCUMENT"))),
        addresses=tuple(_places(fields.groups(f"{kind}_ADDRESS"))),
        comments=fields.text("COMMENTS1"),
        submitted_by=fields.text("SUBMITTED_BY"),
        submitted_on=fields.day("SUBMITTED_ON"),
        source_id=fields.text("DATAID"),
        unread=tuple(sorted([*other_types, *fields.left()])),  # the last field, when all others have been asked for
    )


def _names(fields: Fields, aliases: list[Fields]) -> Iterator[ListedName]:
    parts = tuple(part for tag in NAME_PARTS if (part := fields.text(tag)))
    if parts:
        yield ListedName(value=" ".join(parts), quality=NameQuality.PRIMARY, parts=parts)
    if original := fields.text("NAME_ORIGINAL_SCRIPT"):
        yield ListedName(value=original, quality=NameQuality.ORIGINAL_SCRIPT)
    for alias in aliases:
        if value := alias.text("ALIAS_NAME"):
            quality, note = _known(alias.text("QUALITY"), QUALITIES, alias.text("NOTE"))
            place = ListedPlace(**{name: alias.text(tag) for name, tag in ALIAS_PLACE_FIELDS.items()})
            yield ListedName(
                value=value,
                quality=quality,
                note=note,
                birth_dates=tuple(_alias_birth_dates(alias)),
                birth_place=None if place == ListedPlace() else place,
            )


def _alias_birth_dates(alias: Fields) -> Iterator[ListedDate]:
    """Give the dates of an alias: a day, a year, two years, or the word null."""
    for said, place in alias.values("DATE_OF_BIRTH"):
        if years := YEARS.fullmatch(said):
            yield ListedDate(kind=DateKind.UNSTATED, value=years[1], until=years[2])
        elif said.lower() != NO_DATE:
            yield ListedDate(kind=DateKind.UNSTATED, value=day_without_zone(said, place=place))


def _birth_dates(groups: list[Fields]) -> Iterator[ListedDate]:
    for group in groups:
        value = group.day("DATE") or group.day("YEAR") or group.day("FROM_YEAR")
        until = group.day("TO_YEAR")
        kind, note = _known(group.text("TYPE_OF_DATE"), DATE_KINDS, group.text("NOTE"))
        if value or until or note:
            yield ListedDate(kind=kind, value=value, until=until, note=note)


def _nameless_birth_dates(aliases: list[Fields]) -> Iterator[ListedDate]:
    """Give the dates of aliases that have no name: further birth dates of the subject (153 in the list of 2024-11-30).

    The aliases that have a name have been asked for their dates before.
    """
    for alias in aliases:
        yield from _alias_birth_dates(alias)


def _places(groups: list[Fields]) -> Iterator[ListedPlace]:
    for group in groups:
        place = ListedPlace(**{name: group.text(tag) for name, tag in PLACE_FIELDS.items()})
        if place != ListedPlace():
            yield place


def _documents(groups: list[Fields]) -> Iterator[ListedDocument]:
    for group in groups:
        document = ListedDocument(**{name: group.text(tag) for name, tag in DOCUMENT_FIELDS.items()})
        if PARTIAL_DATE.fullmatch(document.issued_on):
            partial_date(document.issued_on, place=group.line)
        if document != ListedDocument():
            yield document


def _known(said: str, words: dict[str, T], note: str) -> tuple[T, str]:
    """Give what a word of the list stands for; a word we do not know is kept in the note."""
    if said in words:
        return words[said], note
    return words[""], f"{said}; {note}" if note else said


def _dated(element: Element) -> str:
    said = element.getroottree().getroot().get("dateGenerated", "").strip()
    found = GENERATED.fullmatch(said)
    if said and not found:
        raise InputError(f"dateGenerated is no date: {said[:40]!r}", place="line 1")
    if found:
        partial_date(found[1], place="line 1")
    return said


def _check_writable(entry: Designation) -> None:
    if entry.schema not in KINDS:
        raise InputError(f"this format has no element for a {entry.schema}", place=entry.reference)
    primary, *others = entry.names
    parts = primary.parts or (primary.value,)
    fits = len(parts) <= len(NAME_PARTS) and " ".join(parts) == primary.value
    only_one = primary.quality is NameQuality.PRIMARY and all(
        name.quality is not NameQuality.PRIMARY for name in others
    )
    if any(getattr(entry, name) for name in NOT_WRITTEN) or not fits or not only_one:
        raise InputError("this format has no element for some of it", place=entry.reference)


def _write_entry(group: Element, kind: str, entry: Designation) -> None:
    primary, *others = entry.names
    element = etree.SubElement(group, kind)
    try:
        _write(element, "DATAID", entry.source_id)
        for tag, part in zip(NAME_PARTS, primary.parts or (primary.value,), strict=False):
            _write(element, tag, part)
        _write(element, "UN_LIST_TYPE", entry.programme)
        _write(element, "REFERENCE_NUMBER", entry.reference)
        _write(element, "LISTED_ON", entry.listed_on)
        _write(element, "SUBMITTED_ON", entry.submitted_on)
        _write(element, "SUBMITTED_BY", entry.submitted_by)
        _write(element, "COMMENTS1", entry.comments)
        for tag, values in (
            ("GENDER", entry.genders),
            ("TITLE", entry.titles),
            ("DESIGNATION", entry.positions),
            ("NATIONALITY", entry.nationalities),
            ("LIST_TYPE", (LIST_TYPE,)),
            ("LAST_DAY_UPDATED", entry.updated_on),
        ):
            _write_values(element, tag, values)
        _write_names(element, kind, others)
        for born in entry.birth_dates:
            _write_birth_date(etree.SubElement(element, f"{kind}_DATE_OF_BIRTH"), born)
        for tag, places in ((f"{kind}_PLACE_OF_BIRTH", entry.birth_places), (f"{kind}_ADDRESS", entry.addresses)):
            for place in places:
                _write_fields(etree.SubElement(element, tag), place, PLACE_FIELDS)
        for document in entry.documents:
            _write_fields(etree.SubElement(element, f"{kind}_DOCUMENT"), document, DOCUMENT_FIELDS)
    except ValueError as exc:
        raise InputError(f"XML cannot hold some of it: {exc}", place=entry.reference) from exc


def _write_names(element: Element, kind: str, names: list[ListedName]) -> None:
    for name in names:
        if name.quality is NameQuality.ORIGINAL_SCRIPT:
            _write(element, "NAME_ORIGINAL_SCRIPT", name.value)
            continue
        alias = etree.SubElement(element, f"{kind}_ALIAS")
        _write(alias, "QUALITY", QUALITY_WORDS[name.quality])
        _write(alias, "ALIAS_NAME", name.value)
        for born in name.birth_dates:
            _write(alias, "DATE_OF_BIRTH", f"{born.value} - {born.until}" if born.until else born.value)
        if name.birth_place is not None:
            _write_fields(alias, name.birth_place, ALIAS_PLACE_FIELDS)
        _write(alias, "NOTE", name.note)


def _write_birth_date(element: Element, born: ListedDate) -> None:
    _write(element, "TYPE_OF_DATE", DATE_WORDS[born.kind])
    if born.until:
        _write(element, "FROM_YEAR", born.value)
        _write(element, "TO_YEAR", born.until)
    else:
        _write(element, "YEAR" if len(born.value) == len("1970") else "DATE", born.value)
    _write(element, "NOTE", born.note)


def _write_fields(element: Element, said: ListedPlace | ListedDocument, tags: dict[str, str]) -> None:
    for name, tag in tags.items():
        _write(element, tag, getattr(said, name))


def _write_values(element: Element, tag: str, values: tuple[str, ...]) -> None:
    if values:
        parent = etree.SubElement(element, tag)
        for value in values:
            _write(parent, "VALUE", value)


def _write(element: Element, tag: str, text: str) -> None:
    if text:
        etree.SubElement(element, tag).text = text
