"""Lists keep every version of every entry, and count only what the viewer may see."""

import pytest

from simpul.core.authority import Level, Sight
from simpul.core.errors import ConflictError
from simpul.core.holding import Change, EntryChange, HeldEntry
from simpul.storage.store import Store
from tests.holdings import delist, entry_of, import_of, later, lists, sight, terms

HIGH = terms(Level.SECRET)
LOW = sight(Level.RESTRICTED)


def in_force(store: Store, text: str = "") -> list[str]:
    page = store.lists.entries(sight(), "XZ", text=text, after="", limit=50)
    return [held.entry.reference for held in page.items]


def test_entries_come_change_and_leave_and_their_history_is_kept(store: Store) -> None:
    old, new = entry_of("Z.001", "Bahrul"), entry_of("Z.001", "Bahrul", "Abu Harb", comments="more")
    came = lists(store, old, entry_of("Z.002"))
    changed = lists(store, new, how=Change.CHANGED, at=later(1))
    left = delist(store, "Z.002")
    held = store.lists.entry(sight(), "XZ", "Z.001")
    assert held == HeldEntry(entry=new.entry, content=new.content, handling=terms(), entered_on=old.entered_on)
    gone = store.lists.entry(sight(), "XZ", "Z.002")
    assert gone is not None
    assert gone.left_on == "2026-02-01"
    assert in_force(store) == ["Z.001"]
    assert store.ledger.act(lambda tx: tx.lists.contents("XZ")) == {"Z.001": new.content}
    counts = [(done.id, done.added, done.changed, done.removed) for done in store.lists.imports(sight(), "XZ")]
    assert counts == [(left.id, 0, 0, 1), (changed.id, 0, 1, 0), (came.id, 2, 0, 0)]
    assert [done.entries for done in store.lists.imports(sight(), "XZ")] == [1, 2, 2]
    assert store.audit_trail.problems()[1] == ()


def test_entries_named_are_given_only_while_they_are_in_force_and_may_be_seen(store: Store) -> None:
    lists(store, entry_of("Z.001", "Bahrul"), entry_of("Z.002"), entry_of("Z.003", "Secret", handling=HIGH))
    lists(store, entry_of("Z.001", "Bahrul", "Abu Harb"), how=Change.CHANGED, at=later(1))
    delist(store, "Z.002")

    def named(who: Sight) -> list[tuple[str, int]]:
        found = store.lists.entries_named(who, "XZ", ["Z.003", "Z.002", "Z.001", "Z.004"])
        return [(held.entry.reference, len(held.entry.names)) for held in found]

    assert named(sight()) == [("Z.001", 2), ("Z.003", 1)]
    assert named(LOW) == [("Z.001", 2)]
    assert store.lists.entries_named(sight(), "XY", ["Z.001"]) == ()


def test_an_entry_that_left_can_come_again(store: Store) -> None:
    lists(store, entry_of("Z.001", "Bahrul"))
    delist(store, "Z.001")
    lists(store, entry_of("Z.001", "Bahrul"), at=later(20))
    held = store.lists.entry(sight(), "XZ", "Z.001")
    assert held is not None
    assert held.left_on == ""
    assert in_force(store, "bahr") == ["Z.001"]


@pytest.mark.parametrize(("how", "reference"), [(Change.ADDED, "Z.001"), (Change.CHANGED, "Z.002")])
def test_an_edition_that_does_not_fit_what_is_held_is_a_conflict(store: Store, how: Change, reference: str) -> None:
    lists(store, entry_of("Z.001"))
    with pytest.raises(ConflictError):
        lists(store, entry_of("Z.003"), entry_of(reference), how=how)
    with pytest.raises(ConflictError):
        delist(store, "Z.001", "Z.002")
    assert in_force(store) == ["Z.001"]


def test_entries_are_found_by_any_of_their_names_and_by_their_reference(store: Store) -> None:
    lists(store, entry_of("Z.001", "Bahrul Santosa", "Абу Харб"), entry_of("Z.002", "Dewi Anggraini"))
    assert in_force(store, "abu") == in_force(store, "харб sant") == in_force(store, "z.001") == ["Z.001"]
    assert in_force(store, "abu dewi") == in_force(store, "arb") == []
    lists(store, entry_of("Z.001", "Bahrul Santosa"), how=Change.CHANGED, at=later(1))
    assert in_force(store, "abu") == []
    delist(store, "Z.001")
    assert in_force(store, "bahrul") == []


def test_a_viewer_counts_and_reads_what_he_may_see(store: Store) -> None:
    lists(store, entry_of("Z.001"), entry_of("Z.002", handling=HIGH), at=later(1))
    hidden = lists(store, entry_of("Z.003", handling=HIGH), at=later(2))
    assert [(held.entries, held.imported_at) for held in store.lists.lists(LOW)] == [(1, later(1))]
    assert [(held.entries, held.imported_at) for held in store.lists.lists(sight())] == [(3, later(2))]
    assert [(done.entries, done.added) for done in store.lists.imports(LOW, "XZ")] == [(1, 1)]
    assert store.lists.changes(LOW, hidden.id, after="", limit=9).items == ()
    assert store.lists.entry(LOW, "XZ", "Z.002") is None
    assert store.lists.imports(LOW, "XY") == ()


def test_an_entry_that_comes_under_stricter_terms_has_left_for_the_others(store: Store) -> None:
    lists(store, entry_of("Z.001", "Bahrul"), entry_of("Z.002"))
    stricter = entry_of("Z.001", "Bahrul", comments="more", handling=HIGH)
    done = lists(store, stricter, how=Change.CHANGED, at=later(1))
    gone = store.lists.entry(LOW, "XZ", "Z.001")
    assert gone is not None
    assert gone.left_on == stricter.entered_on
    assert store.lists.changes(LOW, done.id, after="", limit=9).items == (
        EntryChange(reference="Z.001", name="Bahrul", change=Change.REMOVED),
    )
    assert store.lists.changes(sight(), done.id, after="", limit=9).items == (
        EntryChange(reference="Z.001", name="Bahrul", change=Change.CHANGED),
    )
    assert [each.entries for each in store.lists.imports(LOW, "XZ")] == [1, 2]
    assert store.audit_trail.problems()[1] == ()


def test_changes_and_entries_come_by_reference_page_by_page(store: Store) -> None:
    references = [f"Z.{number:03}" for number in range(7)]
    done = lists(store, *(entry_of(reference) for reference in reversed(references)))
    first = store.lists.changes(sight(), done.id, after="", limit=5)
    rest = store.lists.changes(sight(), done.id, after=first.after, limit=5)
    assert [change.reference for change in (*first.items, *rest.items)] == references
    page = store.lists.entries(sight(), "XZ", text="", after="", limit=5)
    more = store.lists.entries(sight(), "XZ", text="", after=page.after, limit=5)
    assert [held.entry.reference for held in (*page.items, *more.items)] == references


def test_an_edition_that_changes_nothing_was_read_all_the_same(store: Store) -> None:
    lists(store, entry_of("Z.001"))
    again = import_of(at=later(5))
    store.ledger.act(lambda tx: tx.lists.add_import(again))
    assert store.lists.lists(LOW)[0].imported_at == later(5)
    assert store.lists.imports(LOW, "XZ")[0].entries == 1
