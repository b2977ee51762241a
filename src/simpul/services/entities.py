"""Entities: entries of lists and subjects of holdings, as a viewer may see them, in the shape that clients know."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from simpul.core.authority import Sight
from simpul.core.entity import Claimed, Entity
from simpul.core.holding import LISTED, HeldAssertion, HeldEntry
from simpul.services.ports.entities import Entries
from simpul.services.ports.reading import Subjects
from simpul.services.subjects import SubjectView, names_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Entities:
    """Reads entities for a viewer, and gives them their shape."""

    lists: Entries
    subjects: Subjects
    of_entry: Callable[[HeldEntry], Entity]
    of_claims: Callable[[Claimed], Entity]

    def named(self, sight: Sight, ids: Sequence[str]) -> dict[str, Entity]:
        """Give those of these entities that the viewer may see and that are in force, by id."""
        entries: dict[str, list[str]] = {}
        for entity_id in ids:
            if entity_id.startswith(LISTED):
                list_id, _, reference = entity_id.removeprefix(LISTED).partition(":")
                entries.setdefault(list_id, []).append(reference)
        found = [
            self.of_entry(held)
            for list_id, references in entries.items()
            for held in self.lists.entries_named(sight, list_id, references)
        ]
        subjects = [entity_id for entity_id in ids if not entity_id.startswith(LISTED)]
        return {entity.id: entity for entity in (*found, *self._claimed(sight, subjects))}

    def _claimed(self, sight: Sight, subjects: Sequence[str]) -> Iterator[Entity]:
        if not subjects:
            return
        claims = [item for item in self.subjects.assertions_about(sight, subjects) if item.is_current]
        for subject in subjects:
            own = [item for item in claims if item.assertion.value.subject == subject]
            if own:
                yield self.of_claims(claimed(subject, own))

    def viewed(self, view: SubjectView) -> Entity:
        """Give a subject with everything that same-as judgements join to it."""
        held = [item for named in view.properties for item in named.values]
        others = tuple(record for record in view.records if record != view.subject)
        return self.of_claims(claimed(view.subject, held, records=others))


def claimed(subject: str, claims: Sequence[HeldAssertion], *, records: tuple[str, ...] = ()) -> Claimed:
    """Gather the claims about a subject by property, each value once."""
    values: dict[str, dict[str, None]] = defaultdict(dict)
    for item in claims:
        values[item.assertion.value.property][item.assertion.value.value] = None
    return Claimed(
        subject=subject,
        schema=claims[0].assertion.value.schema,
        names=names_of(claims),
        values={name: tuple(said) for name, said in values.items()},
        records=records,
    )
