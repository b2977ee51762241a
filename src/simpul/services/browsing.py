"""Browsing: entries of lists and subjects of holdings found by words or by a name like theirs, and one by its id.

Who asks may see what is found: everything is read through the viewer's own sight. That somebody searched, and in which
data set, is recorded; the words are not.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from simpul.core.audit import Act
from simpul.core.authority import Sight
from simpul.core.entity import ANYTHING, Entity, Example
from simpul.core.holding import LISTED
from simpul.services.datasets import DataSets, Narrowing, Scope
from simpul.services.entities import Entities
from simpul.services.matching import best_hits, entity_id_of, scope_for
from simpul.services.recording import Recorder
from simpul.services.subjects import Viewing

MOST_FOUND = 1_000
"""Entities that one search finds and counts at most; whoever gets as many is told that there may be more."""

MOST_ALIKE = 200
"""Entities with a name like the words that one search finds at most."""

AT_A_TIME = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Browsing:
    """Finds entities, and shows one."""

    datasets: DataSets
    entities: Entities
    viewing: Viewing
    recorder: Recorder

    def containing(self, sight: Sight, asked: Narrowing, text: str) -> tuple[Entity, ...]:
        """Give the entities with words that begin with the words of the text, lists first, each by its own order.

        Raises:
            DeniedError: the viewer reads no intelligence; recorded.
            NotFoundError: there is no such data set for this viewer; recorded.
        """
        scope = self._admitted(sight, asked)
        return tuple(self._containing(sight, scope, text))[:MOST_FOUND]

    def alike(self, sight: Sight, asked: Narrowing, name: str) -> tuple[Entity, ...]:
        """Give the entities that may bear a name, the likeliest first.

        Raises:
            DeniedError: the viewer reads no intelligence; recorded.
            NotFoundError: there is no such data set for this viewer; recorded.
        """
        scope = self._admitted(sight, asked)
        example = Example(schema=ANYTHING, properties={"name": (name,)}, names=(name,))
        ids = [entity_id_of(hit) for hit in best_hits(scope, example, MOST_ALIKE)]
        shown = self.entities.named(sight, ids)
        return tuple(shown[entity_id] for entity_id in ids if entity_id in shown)

    def entity(self, sight: Sight, entity_id: str) -> Entity:
        """Give one entity by its id: an entry in force, or a subject with what judgements join to it; recorded.

        Raises:
            DeniedError: the viewer reads no intelligence; recorded.
            NotFoundError: there is none for this viewer; recorded.
        """
        self.recorder.require_intelligence(sight, Act.SUBJECT_READ)
        if not entity_id.startswith(LISTED):
            return self.entities.viewed(self.viewing.view(sight, entity_id))
        found = self.entities.named(sight, [entity_id]).get(entity_id)
        if found is None:
            raise self.recorder.not_there(sight, Act.SUBJECT_READ, target=entity_id, what="entity")
        self.recorder.ledger.act(
            lambda tx: self.recorder.done(tx, Act.SUBJECT_READ, actor=sight.viewer.officer, target=entity_id)
        )
        return found

    def _admitted(self, sight: Sight, asked: Narrowing) -> Scope:
        self.recorder.require_intelligence(sight, Act.SUBJECT_SEARCH)
        scope = scope_for(self.datasets, self.recorder, sight, asked)
        self.recorder.ledger.act(
            lambda tx: self.recorder.done(
                tx, Act.SUBJECT_SEARCH, actor=sight.viewer.officer, target=asked.dataset[:100]
            )
        )
        return scope

    def _containing(self, sight: Sight, scope: Scope, text: str) -> Iterator[Entity]:
        room = MOST_FOUND
        for list_id in scope.lists:
            after, more = "", True
            while more and room > 0:
                page = self.entities.lists.entries(sight, list_id, text=text, after=after, limit=AT_A_TIME)
                yield from map(self.entities.of_entry, page.items)
                room -= len(page.items)
                after, more = page.after, bool(page.after)
        after, more = "", scope.with_holdings
        while more and room > 0:
            hits = self.entities.subjects.subjects(sight, text=text, after=after, limit=AT_A_TIME)
            ids = [hit.subject for hit in hits.items]
            shown = self.entities.named(sight, ids)
            yield from (shown[subject] for subject in ids if subject in shown)
            room -= len(ids)
            after, more = hits.after, bool(hits.after)
