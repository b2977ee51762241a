"""Lists: reading an edition of a sanctions or watch list, and what it changed.

Rules:
1. An edition is taken in whole or not at all; entries that could not be read are named with place and reason.
2. What is no longer on the list leaves it, with the edition's date; nothing is deleted.
3. An entry that is there and cannot be read stays as it was: an unreadable line takes nobody off a list.
4. An edition without a single entry is refused: it is a broken file before it is the end of a list.
5. What came or changed is screened against all holdings.
"""

from dataclasses import dataclass

from simpul.core.audit import Act, commitment
from simpul.core.authority import Sight
from simpul.core.designation import ListDelta, ListEdition, compare, content_of, day_of
from simpul.core.errors import InputError, NotFoundError
from simpul.core.handling import Handling, public_terms
from simpul.core.holding import Change, EntryChange, HeldEntry, HeldList, ListImport, Page
from simpul.core.node import NodeProfile
from simpul.services.ports.reading import Lists
from simpul.services.ports.world import Clock, Ids
from simpul.services.ports.writing import Ledger, Transaction
from simpul.services.recording import Recorder

MOST_REJECTED_KEPT = 1_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """Reads lists in and shows them."""

    node: NodeProfile
    clock: Clock
    ids: Ids
    ledger: Ledger
    lists: Lists
    recorder: Recorder

    def take_in(self, sight: Sight, edition: ListEdition, *, handling: Handling | None = None) -> ListImport:
        """Take in an edition of a list; without terms of its own the list is public.

        Raises:
            DeniedError: the viewer reads no intelligence.
            InputError: the edition has no entry.
        """
        self.recorder.require_intelligence(sight, Act.LIST_IMPORT)
        if not edition.entries:
            raise InputError("the file holds no entry that could be read", place=edition.list_id)
        terms = handling or public_terms(self.node.authority.id)
        offered = {entry.reference: content_of(entry) for entry in edition.entries}
        return self.ledger.act(lambda tx: self._take_in(tx, sight, edition, offered, terms))

    def overview(self, sight: Sight) -> tuple[HeldList, ...]:
        """Give the lists that the viewer may see."""
        return self.lists.lists(sight)

    def entries(
        self, sight: Sight, list_id: str, *, text: str = "", after: str = "", limit: int = 50
    ) -> Page[HeldEntry]:
        """Give the list's entries in force, by reference."""
        return self.lists.entries(sight, list_id, text=text, after=after, limit=limit)

    def entry(self, sight: Sight, list_id: str, reference: str) -> HeldEntry:
        """Give one entry, in force or left.

        Raises:
            NotFoundError: there is none for this viewer.
        """
        found = self.lists.entry(sight, list_id, reference)
        if found is None:
            raise NotFoundError("there is no such entry")
        return found

    def imports(self, sight: Sight, list_id: str) -> tuple[ListImport, ...]:
        """Give when the list was read and what that changed, latest first."""
        return self.lists.imports(sight, list_id)

    def changes(self, sight: Sight, import_id: str, *, after: str = "", limit: int = 50) -> Page[EntryChange]:
        """Give the entries that an import added, changed or removed."""
        return self.lists.changes(sight, import_id, after=after, limit=limit)

    def _take_in(
        self, tx: Transaction, sight: Sight, edition: ListEdition, offered: dict[str, str], terms: Handling
    ) -> ListImport:
        now, list_id = self.clock.now(), edition.list_id
        unread = {item.reference for item in edition.rejected}
        held = {ref: content for ref, content in tx.lists.contents(list_id).items() if ref not in unread}
        delta = compare(held, offered)
        on = day_of(edition.dated, otherwise=now.date())
        done = self._import(sight, edition, delta, import_id=self.ids.new_id())
        by_reference = {
            entry.reference: HeldEntry(entry=entry, content=offered[entry.reference], handling=terms, entered_on=on)
            for entry in edition.entries
        }
        tx.lists.add_import(done)
        for references, how in ((delta.added, Change.ADDED), (delta.changed, Change.CHANGED)):
            tx.lists.put([by_reference[ref] for ref in references], list_id=list_id, import_id=done.id, how=how)
        tx.lists.leave(delta.removed, list_id=list_id, import_id=done.id, on=on)
        touched = (*delta.added, *delta.changed)
        tx.screening.queue([f"list:{list_id}:{ref}" for ref in (*touched, *delta.removed)])
        self.recorder.done(
            tx,
            Act.LIST_IMPORT,
            actor=sight.viewer.officer,
            target=done.id,
            detail=f"{list_id}: {done.added} added, {done.changed} changed, {done.removed} removed",
            commits=commitment(offered[ref] for ref in touched),
        )
        return done

    def _import(self, sight: Sight, edition: ListEdition, delta: ListDelta, *, import_id: str) -> ListImport:
        return ListImport(
            id=import_id,
            list_id=edition.list_id,
            dated=edition.dated,
            imported_at=self.clock.now(),
            by=sight.viewer.officer,
            entries=len(edition.entries),
            added=len(delta.added),
            changed=len(delta.changed),
            removed=len(delta.removed),
            rejected=tuple(f"{item.place}: {item.reason}" for item in edition.rejected[:MOST_REJECTED_KEPT]),
        )
