"""The chain of acts, the node's log over it, checkpoints, officers."""

import pytest

from simpul.core.audit import Act, AuditEntry, Outcome, chained
from simpul.core.authority import Level, Officer, OfficerId, Role
from simpul.core.errors import ConflictError
from simpul.core.holding import Checkpoint
from simpul.core.log import root_of
from simpul.storage.store import Store
from tests.holdings import NOW, act_of, later


def record(store: Store, entry: AuditEntry) -> int:
    return store.ledger.act(lambda tx: tx.audit.record(entry))


def test_entries_are_chained_and_are_the_leaves_of_the_nodes_log(store: Store) -> None:
    assert [record(store, act_of(at=later(number))) for number in range(5)] == [0, 1, 2, 3, 4]
    held = store.audit_trail.entries(text="", after="", limit=9).items
    assert [item.index for item in held] == [4, 3, 2, 1, 0]
    previous = "0" * 64
    for item in reversed(held):
        assert item.leaf == chained(item.entry, index=item.index, previous=previous)[1]
        previous = item.leaf
    root = root_of([bytes.fromhex(item.leaf) for item in reversed(held)]).hex()
    assert store.ledger.act(lambda tx: tx.audit.head()) == (5, root)
    assert store.audit_trail.problems()[1] == ()


def test_acts_are_found_by_act_actor_target_and_outcome(store: Store) -> None:
    record(store, act_of(Act.NODE_START))
    refused = AuditEntry(
        act=Act.REPORT_READ, actor="peer:XB", outcome=Outcome.REFUSED, at=NOW, target="t", grounds=("g",)
    )
    record(store, refused)
    for text in ("report:read", "peer:XB", "refused", "t"):
        assert [item.entry for item in store.audit_trail.entries(text=text, after="", limit=9).items] == [refused]
    assert store.audit_trail.entries(text="node", after="", limit=9).items == ()


def test_acts_come_page_by_page(store: Store) -> None:
    for _ in range(7):
        record(store, act_of())
    first = store.audit_trail.entries(text="", after="", limit=5)
    rest = store.audit_trail.entries(text="", after=first.after, limit=5)
    assert [item.index for item in (*first.items, *rest.items)] == [6, 5, 4, 3, 2, 1, 0]


def test_a_checkpoint_is_kept_once_for_a_size(store: Store) -> None:
    record(store, act_of())
    size, root = store.ledger.act(lambda tx: tx.audit.head())
    signed = Checkpoint(size=size, root=root, signature=b"c" * 64, at=NOW)
    store.ledger.act(lambda tx: tx.audit.add_checkpoint(signed))
    assert store.checkpoints.checkpoints() == (signed,)
    with pytest.raises(ConflictError):
        store.ledger.act(lambda tx: tx.audit.add_checkpoint(signed))


def test_an_officer_whose_access_ended_is_on_the_roster_no_more(store: Store) -> None:
    people = [
        Officer(id=OfficerId(name), name=name.title(), roles=(Role.ANALYST,), clearance=Level.SECRET, purposes=())
        for name in ("dewi", "anna")
    ]
    for officer in people:
        store.ledger.act(lambda tx: tx.officers.put(officer, at=NOW))  # noqa: B023  runs at once
    assert store.roster.officers() == (people[1], people[0])
    assert store.roster.officer(OfficerId("dewi")) == people[0]
    store.ledger.act(lambda tx: tx.officers.remove(OfficerId("dewi"), at=later(1)))
    assert store.roster.officers() == (people[1],)
    assert store.roster.officer(OfficerId("dewi")) is None
    assert store.ledger.act(lambda tx: tx.officers.find(OfficerId("dewi"))) is None
