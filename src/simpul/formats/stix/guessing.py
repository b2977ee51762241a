"""What STIX's own fields claim, where our extension does not say it: what other software wrote.

Nothing is added and nothing is dropped in silence: what has no place among our claims is noted by its JSON path.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from simpul.core.draft import Claim
from simpul.core.errors import InputError
from simpul.core.grading import Grading
from simpul.core.handling import Handling
from simpul.core.report import ReportKind
from simpul.core.vocabulary import PROPERTIES, Schema, ValueKind
from simpul.formats.losses import LossReason
from simpul.formats.stix import extensions, mapping
from simpul.formats.stix.claims import Reading, referred, subject_of
from simpul.formats.stix.objects import StixObject

SUBJECT_TYPES = ("identity", "threat-actor", "intrusion-set", "incident", "infrastructure", "location")

_PROPERTIES = {relation: name for name, relation in mapping.RELATIONSHIPS.items()}
_ADDRESS = ("street_address", "city", "administrative_area", "postal_code")
_FRAME = frozenset(
    "type spec_version id created modified created_by_ref revoked confidence object_marking_refs granular_markings "
    "extensions".split()
)
_READ = {
    "identity": {"name", "description", "identity_class", "roles", "sectors", "contact_information"},
    "threat-actor": {"name", "description", "aliases"},
    "intrusion-set": {"name", "description", "aliases"},
    "infrastructure": {"name", "description", "aliases"},
    "incident": {"name", "description"},
    "location": {"name", "description", "country", "street_address"},
    "relationship": {"relationship_type", "source_ref", "target_ref", "start_time", "stop_time"},
    "note": {"content", "object_refs"},
    "report": {"name", "description", "object_refs"},
}
_READ_OF_PLACES = {"country", *_ADDRESS}
_LABELS = {mapping.UNNAMED, *mapping.LABELS.values(), *ReportKind}
_OURS = frozenset({extensions.SUBJECT, extensions.GRADING, extensions.REPORT})


@dataclass(frozen=True, slots=True, kw_only=True)
class _Said:
    """What all claims of one object have in common."""

    about: str
    schema: Schema
    grading: Grading
    handling: Handling
    valid_from: str = ""
    valid_to: str = ""


def guessed_claims(reading: Reading, each: StixObject) -> Iterator[tuple[str, Claim]]:
    """Give the claims in STIX's own fields, each with its place."""
    if each.type == "relationship":
        yield from _relation(reading, each)
    elif each.type == "note":
        yield from _note(reading, each)
    elif each.id in reading.authors:
        reading.bundle.lose(each.place, LossReason.AUTHOR)
    elif each.id in reading.countries:
        note_unread(reading, each)
    else:
        schema = reading.schema(each)
        if schema is None:
            reading.bundle.lose(each.place, LossReason.NO_PLACE)
        else:
            yield from _subject(reading, each, schema)


def note_unread(reading: Reading, each: StixObject) -> None:
    """Note each field and extension of an object that nobody here reads."""
    read = _FRAME | (_READ_OF_PLACES if each.id in reading.countries else _READ.get(each.type, set()))
    if set(each.texts("labels")) <= _LABELS:
        read |= {"labels"}
    for name, value in each.fields.items():
        if name not in read and value not in ("", [], {}):
            reading.bundle.lose(f"{each.place}.{name[:40]}", LossReason.NO_PLACE)
    for family in each.mapping("extensions"):
        if family not in _OURS:
            reading.bundle.lose(f"{each.place}.extensions.{family[:60]}", LossReason.NO_PLACE)
    if "granular_markings" in each.fields:
        reading.bundle.lose(f"{each.place}.granular_markings", LossReason.STRICTER_TERMS)


def _subject(reading: Reading, each: StixObject, schema: Schema) -> Iterator[tuple[str, Claim]]:
    note_unread(reading, each)
    exact = each.type in ("infrastructure", "incident", "location") or each.text("identity_class") in (
        "individual",
        "organization",
        "group",
    )
    if not exact:
        reading.bundle.lose(f"{each.place}.type", LossReason.ANOTHER_KIND)
    said = _Said(about=each.id, schema=schema, grading=reading.grading(each), handling=reading.terms(each))
    for field, name, value in _values(each):
        yield from _held(reading, f"{each.place}.{field}", name, value, said)


def _values(each: StixObject) -> Iterator[tuple[str, str, str]]:
    """Give field, property and value of what the object says."""
    if each.text("name") and mapping.UNNAMED not in each.texts("labels"):
        yield "name", "name", each.text("name")
    for field, name in (("aliases", mapping.ALIASES), ("roles", mapping.ROLES), ("sectors", mapping.SECTORS)):
        yield from ((f"{field}[{index}]", name, value) for index, value in enumerate(each.texts(field)))
    for part in each.text("contact_information").split("; "):
        yield "contact_information", _contact(part), part
    if each.type == "location":
        yield "country", "country", each.text("country")
        yield "street_address", mapping.STREETS, each.text("street_address")
    yield "description", mapping.DESCRIPTIONS, each.text("description")


def _contact(part: str) -> str:
    if "@" in part:
        return "email"
    return "notes" if part.strip("+0123456789 ().-/") else "phone"


def _held(reading: Reading, place: str, name: str, value: str, said: _Said) -> Iterator[tuple[str, Claim]]:
    """Give the claim, unless there is no value; note a value that we cannot hold."""
    if not value.strip():
        return
    try:
        claim = Claim(
            subject=subject_of(said.about),
            schema=said.schema,
            property=name,
            value=value.strip(),
            grading=said.grading,
            handling=said.handling,
            valid_from=said.valid_from,
            valid_to=said.valid_to,
        )
    except InputError:
        reading.bundle.lose(place, LossReason.NOT_HELD)
        return
    yield place, claim


def _relation(reading: Reading, each: StixObject) -> Iterator[tuple[str, Claim]]:
    source, target = referred(reading, each, "source_ref"), referred(reading, each, "target_ref")
    schema, relation = reading.schema(source), each.text("relationship_type")
    note_unread(reading, each)
    found: list[tuple[str, str]] = []
    if target.id in reading.countries:
        found = _of_place(relation, target)
    elif PROPERTIES.get(_PROPERTIES.get(relation, "")) is ValueKind.SUBJECT and reading.schema(target) is not None:
        found = [(_PROPERTIES[relation], subject_of(target.id))]
    if schema is None or not found:
        reading.bundle.lose(f"{each.place}.relationship_type", LossReason.NO_PLACE)
        return
    said = _Said(
        about=source.id,
        schema=schema,
        grading=reading.grading(each),
        handling=reading.terms(each),
        valid_from=_day(reading, each, "start_time", "T00:00:00"),
        valid_to=_day(reading, each, "stop_time", "T23:59:59"),
    )
    for name, value in found:
        yield from _held(reading, each.place, name, value, said)


def _of_place(relation: str, place: StixObject) -> list[tuple[str, str]]:
    """Give what a relationship with a location says: a country, and an address where it has one."""
    parts = [place.text(name) for name in _ADDRESS]
    address = ", ".join(part for part in parts if part) if relation == "located-at" else ""
    found = ((_PROPERTIES[relation], place.text("country")), (mapping.STREETS, address))
    return [(name, value) for name, value in found if value]


def _day(reading: Reading, each: StixObject, name: str, of_day: str) -> str:
    """Give the day of a moment; a time of day that is not the day's edge has no place."""
    moment = each.text(name)
    if moment and not moment[10:].startswith(of_day):
        reading.bundle.lose(f"{each.place}.{name}", LossReason.CONVERTED)
    return moment[:10]


def _note(reading: Reading, each: StixObject) -> Iterator[tuple[str, Claim]]:
    note_unread(reading, each)
    found = (reading.bundle.objects.get(ref) for ref in each.texts("object_refs"))
    about = [(target.id, reading.schema(target)) for target in found if target is not None]
    told = [(target, schema) for target, schema in about if schema is not None]
    if not told:
        reading.bundle.lose(each.place, LossReason.NO_PLACE)
        return
    grading, handling = reading.grading(each), reading.terms(each)
    for target, schema in told:
        said = _Said(about=target, schema=schema, grading=grading, handling=handling)
        yield from _held(reading, f"{each.place}.content", "notes", each.text("content"), said)


def countries_of(relations: Iterator[StixObject]) -> frozenset[str]:
    """Give the locations that relationships point to as the country of something."""
    places = ("national-of", "citizen-of", "located-at")
    return frozenset(
        each.text("target_ref")
        for each in relations
        if each.text("relationship_type") in places and each.text("target_ref").startswith("location--")
    )
