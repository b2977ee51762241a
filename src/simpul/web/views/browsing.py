"""Entities that were found, their neighbours, and the data sets there are, in the shape that yente gives."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from simpul.core.entity import HOLDINGS, Entity
from simpul.core.errors import NotFoundError
from simpul.core.holding import HeldList
from simpul.formats.registry import FORMS
from simpul.services.datasets import DEFAULT, SANCTIONS, DataSet
from simpul.web.views.finding import counted
from simpul.web.views.matching import ENGLISH, EntityDocument, Total, entity_document, flat

FACETS = {
    "countries": "Countries",
    "topics": "Topics",
    "datasets": "Data sources",
    "schema": "Entity types",
    "genders": "Genders",
    "identifiers": "Identifiers",
}
TOPICS = {"sanction": "Sanctioned entity"}
TITLES = {
    DEFAULT: "All lists",
    SANCTIONS: "Lists of sanctions",
    HOLDINGS: "What this node holds itself",
    **{form.list_id: form.title for form in FORMS.values() if form.list_id},
}
PUBLISHERS = {form.list_id: form.published_by for form in FORMS.values() if form.list_id}


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """How many entities have one value."""

    name: str
    label: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class FacetDocument:
    """How many entities have each value of a field."""

    label: str
    values: tuple[Counted, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundDocument:
    """A part of the entities that were found; `facets` count all of them."""

    results: tuple[EntityDocument, ...]
    facets: Mapping[str, FacetDocument]
    total: Total
    limit: int
    offset: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Adjacent:
    """A part of the entities that one property leads to."""

    results: tuple[EntityDocument, ...]
    total: Total
    limit: int
    offset: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AdjacentDocument:
    """An entity, and by property those it leads to."""

    entity: EntityDocument
    adjacent: Mapping[str, Adjacent]


@dataclass(frozen=True, slots=True, kw_only=True)
class Publisher:
    """Who publishes a list."""

    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DataSetDocument:
    """One data set: what it is, how much of it there is for the caller, and the day its edition bears."""

    name: str
    title: str
    version: str
    load: bool
    index_version: str
    index_current: bool
    children: tuple[str, ...]
    entity_count: int
    updated_at: str | None = None
    publisher: Publisher | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Catalogue:
    """The data sets that the caller may ask about; the node screens what it holds, so that none is outdated."""

    datasets: tuple[DataSetDocument, ...]
    current: tuple[str, ...]
    outdated: tuple[str, ...]
    index_stale: bool


def found_document(
    found: Sequence[Entity], *, limit: int, offset: int, facets: Sequence[str], relation: str
) -> FoundDocument:
    """Give a part of what was found as a document."""
    return FoundDocument(
        results=tuple(entity_document(flat(entity)) for entity in found[offset : offset + limit]),
        facets={name: _facet(found, name) for name in facets},
        total=Total(value=len(found), relation=relation),
        limit=limit,
        offset=offset,
    )


def adjacent_document(entity: Entity, *, limit: int, offset: int) -> AdjacentDocument:
    """Give an entity with those that its properties lead to."""
    return AdjacentDocument(
        entity=entity_document(flat(entity)),
        adjacent={
            name: adjacent(entity, name, limit=limit, offset=offset)
            for name, values in entity.properties.items()
            if any(isinstance(value, Entity) for value in values)
        },
    )


def adjacent(entity: Entity, name: str, *, limit: int, offset: int) -> Adjacent:
    """Give those that one property of an entity leads to.

    Raises:
        NotFoundError: the property leads to none.
    """
    inside = [value for value in entity.properties.get(name, ()) if isinstance(value, Entity)]
    if not inside:
        raise NotFoundError("there is no such property")
    return Adjacent(
        results=tuple(entity_document(value) for value in inside[offset : offset + limit]),
        total=Total(value=len(inside)),
        limit=limit,
        offset=offset,
    )


def catalogue(datasets: Sequence[DataSet], lists: Sequence[HeldList]) -> Catalogue:
    """Give the data sets as a document."""
    held = {each.list_id: each for each in lists}
    return Catalogue(
        datasets=tuple(_dataset(each, held.get(each.name)) for each in datasets),
        current=tuple(each.name for each in datasets if not each.children),
        outdated=(),
        index_stale=False,
    )


def _dataset(each: DataSet, held: HeldList | None) -> DataSetDocument:
    version = _version(held)
    return DataSetDocument(
        name=each.name,
        title=TITLES.get(each.name, each.name),
        version=version,
        load=each.name not in (DEFAULT, SANCTIONS),
        index_version=version,
        index_current=True,
        children=each.children,
        entity_count=each.entries,
        updated_at=held.imported_at.isoformat(timespec="seconds") if held else None,
        publisher=Publisher(name=PUBLISHERS[each.name]) if each.name in PUBLISHERS else None,
    )


def _version(held: HeldList | None) -> str:
    """Give the digits of the moment of an edition, as yente's versions are written."""
    if held is None:
        return "current"
    said = held.dated or held.imported_at.isoformat(timespec="seconds")
    return "".join(filter(str.isdigit, said))[:14].ljust(14, "0")


def _facet(found: Sequence[Entity], name: str) -> FacetDocument:
    return FacetDocument(
        label=FACETS[name],
        values=tuple(
            Counted(name=value, label=_label(name, value), count=count) for value, count in counted(found, name)
        ),
    )


def _label(name: str, value: str) -> str:
    if name == "countries":
        return ENGLISH.country(value.upper())
    return TITLES.get(value, value) if name == "datasets" else TOPICS.get(value, value)
