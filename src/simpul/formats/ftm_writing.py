"""Entities in FollowTheMoney's shape, made of entries of lists and of subjects of holdings.

An entry of a list becomes one entity with everything that FollowTheMoney has a property for; the listing itself is a
`Sanction` inside it. What the list calls by name (countries, genders) is given by its code; a country whose name means
no country is left out. An entry bears the topic `sanction` only where its list is one of sanctions, others only
where the list says them.
"""

from collections.abc import Iterable, Iterator

from simpul.core.dates import PARTIAL_DATE
from simpul.core.designation import Designation, ListedPlace
from simpul.core.entity import HOLDINGS, Claimed, Entity
from simpul.core.holding import HeldEntry
from simpul.core.listed import by_property, listed_id, values_of
from simpul.core.vocabulary import PROPERTIES, ValueKind
from simpul.formats.countries import country_code

SANCTION = "sanction"
SANCTIONS_LISTS = frozenset({"un", "ofac", "eu", "uk", "dttot"})
"""Lists of persons and organisations whose assets are frozen, by what their ids are or begin with before a dash."""

TOPICS = "topics: "
"""How an entry of a FollowTheMoney file keeps what the file says of its topics."""

FULL_DAY = 10


def is_of_sanctions(list_id: str) -> bool:
    """Say whether a list is one of sanctions."""
    return list_id.partition("-")[0] in SANCTIONS_LISTS


def entity_of_entry(held: HeldEntry) -> Entity:
    """Give an entry of a list as an entity of the data set that bears the list's id."""
    entry = held.entry
    entity_id = listed_id(entry.list_id, entry.reference)
    properties: dict[str, tuple[str | Entity, ...]] = dict(by_property(_said_by(entry)))
    return Entity(
        id=entity_id,
        caption=entry.primary_name,
        schema=entry.schema,
        properties={**properties, "sanctions": (_listing(held, entity_id),)},
        datasets=(entry.list_id,),
        referents=tuple(dict.fromkeys(filter(None, (entry.reference, entry.source_id)))),
        target=True,
        first_seen=_moment(held.entered_on),
        last_seen=_moment(held.left_on),
        last_change=_moment(max((day for day in entry.updated_on if len(day) == FULL_DAY), default=held.entered_on)),
    )


def entity_of_claims(held: Claimed) -> Entity:
    """Give a subject of the holdings as an entity: what is claimed about it, nothing merged, nothing chosen."""
    clean = {name: _claimed(name, said) for name, said in held.values.items()}
    return Entity(
        id=held.subject,
        caption=held.names[0] if held.names else held.schema,
        schema=held.schema,
        properties={name: said for name, said in clean.items() if said},
        datasets=(HOLDINGS,),
        referents=held.records,
    )


def _said_by(entry: Designation) -> Iterator[tuple[str, str]]:
    for name, values in values_of(entry).items():
        for value in values:
            yield from ((name, each) for each in _written(name, value))
    yield from (("birthPlace", _place(place)) for place in entry.birth_places)
    yield from (("address", _place(place)) for place in entry.addresses)
    yield from (("title", title) for title in entry.titles)
    yield from (("position", position) for position in entry.positions)
    yield from (("notes", text) for text in (entry.comments, *entry.linked_to))
    yield from _contacts(entry.contacts)
    yield from (("imoNumber", item.number) for item in entry.documents if item.kind.casefold().startswith("imo"))
    yield from (("topics", said.removeprefix(TOPICS)) for said in entry.unread if said.startswith(TOPICS))
    if is_of_sanctions(entry.list_id):
        yield "topics", SANCTION


def _written(name: str, value: str) -> Iterator[str]:
    """Write one value as FollowTheMoney does: codes in lower case, and both ends of a span of dates."""
    if PROPERTIES.get(name) is ValueKind.COUNTRY:
        yield (country_code(value) or "").lower()
    elif name == "birthDate":
        yield from (day for day in value.split("/") if PARTIAL_DATE.fullmatch(day))
    else:
        yield value


def _claimed(name: str, said: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(each for value in said for each in _written(name, value) if each))


def _listing(held: HeldEntry, entity_id: str) -> Entity:
    """Give the listing itself: who listed, when, under what, and why, as far as the list says."""
    entry = held.entry
    said = by_property(
        (
            ("entity", entity_id),
            ("authority", entry.listed_by),
            ("authorityId", entry.reference),
            ("program", entry.programme),
            *(("program", basis) for basis in entry.basis),
            ("reason", entry.reasons),
            ("listingDate", entry.listed_on),
            ("startDate", entry.listed_on),
            ("endDate", held.left_on),
            *(("modifiedAt", day) for day in entry.updated_on),
        )
    )
    return Entity(
        id=f"{entity_id}:listing",
        caption=entry.programme or entry.listed_by or entry.reference,
        schema="Sanction",
        properties=dict(said),
        datasets=(entry.list_id,),
        first_seen=_moment(held.entered_on),
        last_seen=_moment(held.left_on),
    )


def _contacts(contacts: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Sort what is said as `Kind: value` into the properties that there are."""
    for contact in contacts:
        kind, _, value = contact.partition(":")
        word = kind.casefold()
        if "mail" in word:
            yield "email", value.strip()
        elif "phone" in word:
            yield "phone", value.strip()
        elif "web" in word or "url" in word:
            yield "website", contact.partition(":")[2].strip()


def _place(place: ListedPlace) -> str:
    parts = (place.street, place.city, place.province, place.postcode, place.country, place.note)
    return ", ".join(part.strip() for part in parts if part.strip())


def _moment(day: str) -> str | None:
    return f"{day}T00:00:00" if len(day) == FULL_DAY else None
