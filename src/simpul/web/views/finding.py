"""What entities have to be to be among those found, their order, and how many there are of each sort."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from simpul.core.entity import Entity
from simpul.core.vocabulary import PROPERTIES, Schema, ValueKind

COUNTRIES = (*(name for name, kind in PROPERTIES.items() if kind is ValueKind.COUNTRY), "jurisdiction", "flag")
IDENTIFIERS = (*(name for name, kind in PROPERTIES.items() if kind is ValueKind.IDENTIFIER), "imoNumber")
OF_ENTITIES = "properties."
MOMENTS = ("first_seen", "last_seen", "last_change")
TOLD = 1_000
"""Values of one facet that are told."""


class Operator(StrEnum):
    """Whether one of several values for a field is enough, or all are needed."""

    AND = "AND"
    OR = "OR"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What an entity has to be."""

    kinds: frozenset[Schema]
    without_kinds: frozenset[str] = frozenset()
    changed_since: str = ""
    target: bool | None = None
    fields: tuple[tuple[str, str], ...] = ()
    operator: Operator = Operator.OR

    def passes(self, entity: Entity) -> bool:
        """Say whether an entity is what is looked for."""
        return (
            entity.schema in self.kinds
            and entity.schema not in self.without_kinds
            and (self.target is None or entity.target is self.target)
            and (not self.changed_since or (entity.last_change or "") > self.changed_since)
            and self._has_fields(entity)
        )

    def _has_fields(self, entity: Entity) -> bool:
        wanted: dict[str, set[str]] = defaultdict(set)
        for name, value in self.fields:
            wanted[name].add(value)
        enough = set.issubset if self.operator is Operator.AND else _overlap
        return all(enough(values, set(values_of(entity, name))) for name, values in wanted.items())


def values_of(entity: Entity, name: str) -> tuple[str, ...]:
    """Give what an entity has in a field: a group of properties, a property, or what is said of it as a whole."""
    match name:
        case "countries":
            return _all(entity, COUNTRIES)
        case "identifiers":
            return _all(entity, IDENTIFIERS)
        case "genders":
            return entity.said("gender")
        case "datasets":
            return entity.datasets
        case "schema":
            return (entity.schema,)
    return entity.said(name.removeprefix(OF_ENTITIES))


def counted(entities: Iterable[Entity], name: str) -> list[tuple[str, int]]:
    """Count entities by what they have in a field, the most first."""
    counts = Counter(value for entity in entities for value in set(values_of(entity, name)))
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:TOLD]


def sorted_by(entities: Sequence[Entity], sorts: Sequence[str]) -> list[Entity]:
    """Give entities in the order of fields such as `first_seen:desc`; who lacks the field comes last."""
    found = list(entities)
    for said in reversed(sorts):
        name, _, order = said.partition(":")
        having = [entity for entity in found if _sort_key(entity, name)]
        lacking = [entity for entity in found if not _sort_key(entity, name)]
        found = sorted(having, key=lambda entity: _sort_key(entity, name), reverse=order == "desc") + lacking
    return found


def _sort_key(entity: Entity, name: str) -> str:
    if name in MOMENTS:
        return str(getattr(entity, name) or "")
    if name == "caption":
        return entity.caption
    return min(values_of(entity, name), default="")


def _overlap(wanted: set[str], held: set[str]) -> bool:
    return not wanted.isdisjoint(held)


def _all(entity: Entity, names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(value for name in names for value in entity.said(name)))
