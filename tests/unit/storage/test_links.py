"""Links: numbers without gaps, a log with the root at every size, receipts once, evidence within bounds."""

from dataclasses import replace

import pytest

from simpul.core.authority import AuthorityId
from simpul.core.errors import ConflictError
from simpul.core.exchange import Receipt
from simpul.core.log import EMPTY_ROOT, leaf_hash, root_of
from simpul.core.node import Limits
from simpul.storage.store import Store
from simpul.storage.transaction import SqlTransaction
from tests.holdings import NOW, THEM, envelope_of, later, partner_of
from tests.stores import US, opened
from tests.unit.storage.rich import quarantined, receipt_for


def send(store: Store, count: int, peer: AuthorityId = THEM) -> None:
    def work(tx: SqlTransaction) -> None:
        for _ in range(count):
            number = tx.links.next_number(peer)
            tx.links.queue(envelope_of(number, peer), at=later(number))

    store.ledger.act(work)


def settle(store: Store, *numbers: int) -> None:
    for number in numbers:
        store.ledger.act(lambda tx: tx.links.settle(receipt_for(tx, number), signed=b"signed", at=NOW))  # noqa: B023  runs at once


def root_over(count: int, peer: AuthorityId = THEM) -> str:
    return root_of([leaf_hash(bytes.fromhex(envelope_of(number, peer).id)) for number in range(1, count + 1)]).hex()


def test_the_root_of_the_log_is_known_at_every_size(store: Store) -> None:
    send(store, 3)
    send(store, 4)
    for size in range(1, 8):
        assert store.ledger.act(lambda tx: tx.links.out_root(THEM, size)) == root_over(size)  # noqa: B023  runs at once
    assert store.ledger.act(lambda tx: tx.links.out_root(THEM, 0)) == EMPTY_ROOT.hex()
    with pytest.raises(ConflictError):
        store.ledger.act(lambda tx: tx.links.out_root(THEM, 8))


def test_both_ends_of_a_link_come_to_the_same_root(store: Store) -> None:
    for number in range(1, 5):
        taken = store.ledger.act(
            lambda tx: tx.links.take(
                THEM,
                number,  # noqa: B023  runs at once
                envelope_id=envelope_of(number).id,  # noqa: B023  runs at once
                outcome=Receipt.ACCEPTED,
                at=NOW,
            )
        )
        assert taken == (number, root_over(number))
    assert store.ledger.act(lambda tx: tx.links.in_log(THEM)) == (4, root_over(4))
    assert store.ledger.act(lambda tx: tx.links.taken(THEM, 2)) == (envelope_of(2).id, Receipt.ACCEPTED)
    assert store.ledger.act(lambda tx: tx.links.taken(THEM, 5)) is None
    assert store.ledger.act(lambda tx: tx.links.expected(THEM)) == 5


@pytest.mark.parametrize("number", [1, 3, 4])
def test_an_envelope_out_of_its_turn_is_a_conflict(store: Store, number: int) -> None:
    send(store, 1)
    first = envelope_of(1)
    store.ledger.act(lambda tx: tx.links.take(THEM, 1, envelope_id=first.id, outcome=Receipt.ACCEPTED, at=NOW))
    with pytest.raises(ConflictError):
        store.ledger.act(lambda tx: tx.links.queue(envelope_of(number), at=NOW))
    with pytest.raises(ConflictError):
        store.ledger.act(lambda tx: tx.links.take(THEM, number, envelope_id="a" * 64, outcome=Receipt.ACCEPTED, at=NOW))
    with pytest.raises(ConflictError):
        store.ledger.act(lambda tx: tx.links.take(THEM, 2, envelope_id=first.id, outcome=Receipt.ACCEPTED, at=NOW))
    assert store.ledger.act(lambda tx: (tx.links.next_number(THEM), tx.links.expected(THEM))) == (2, 2)


def test_the_cursor_moves_over_receipts_without_gaps_and_each_counts_once(store: Store) -> None:
    store.ledger.act(lambda tx: tx.peers.put(partner_of()))
    send(store, 5)
    settle(store, 1, 3, 3, 1)
    (state,) = store.links.states()
    assert (state.sent, state.settled, state.waiting, state.oldest_waiting) == (5, 1, 4, later(2))
    settle(store, 2, 4, 5)
    (state,) = store.links.states()
    assert (state.settled, state.waiting, state.oldest_waiting) == (5, 0, None)


def test_a_receipt_for_what_we_did_not_send_is_a_conflict(store: Store) -> None:
    send(store, 1)
    right = store.ledger.act(lambda tx: receipt_for(tx, 1))
    for wrong in (replace(right, number=2), replace(right, envelope="a" * 64), replace(right, sender=THEM)):
        with pytest.raises(ConflictError):
            store.ledger.act(lambda tx: tx.links.settle(wrong, signed=b"", at=NOW))  # noqa: B023  runs at once


def test_settled_envelopes_stay_for_a_partner_that_was_set_back(store: Store) -> None:
    send(store, 4)
    settle(store, 1, 2)
    assert [item.number for item in store.links.outgoing(THEM, after=0, limit=3)] == [1, 2, 3]
    assert store.links.outgoing(THEM, after=3, limit=9) == (envelope_of(4),)
    assert store.links.outgoing(THEM, after=4, limit=9) == ()


def test_links_do_not_mix(store: Store) -> None:
    other = AuthorityId("XC-FIU")
    send(store, 2)
    send(store, 3, other)
    assert store.ledger.act(lambda tx: tx.links.out_root(other, 3)) == root_over(3, other)
    assert store.ledger.act(lambda tx: tx.links.next_number(THEM)) == 3
    assert [item.recipient for item in store.links.outgoing(other, after=0, limit=9)] == [other] * 3


def test_a_peer_comes_back_as_it_was_put_last(store: Store) -> None:
    partner = partner_of()
    store.ledger.act(lambda tx: tx.peers.put(partner))
    suspended = replace(partner, suspended="by the key officer")
    store.ledger.act(lambda tx: tx.peers.put(suspended))
    assert store.links.partners() == (suspended,)
    assert store.links.partner(THEM) == store.ledger.act(lambda tx: tx.peers.find(THEM)) == suspended
    assert store.links.partner(US) is None


def test_contact_is_noted_and_an_error_stays_until_it_works_again(store: Store) -> None:
    store.ledger.act(lambda tx: tx.peers.put(partner_of()))
    store.ledger.act(lambda tx: tx.peers.note_contact(THEM, at=later(1), error=""))
    store.ledger.act(lambda tx: tx.peers.note_contact(THEM, at=later(2), error="no answer"))
    (state,) = store.links.states()
    assert (state.last_contact, state.last_error, state.last_error_at) == (later(1), "no answer", later(2))
    store.ledger.act(lambda tx: tx.peers.note_contact(THEM, at=later(3), error=""))
    (state,) = store.links.states()
    assert (state.last_contact, state.last_error, state.last_error_at) == (later(3), "", None)


def test_evidence_is_kept_within_its_bound_and_comes_latest_first(place: str) -> None:
    store = opened(place, limits=Limits(max_evidence_bytes=4))
    items = [replace(quarantined(), at=later(number), reason="half \ud800 \x00") for number in range(3)]
    for item in items:
        store.ledger.act(lambda tx: tx.links.set_aside(item))  # noqa: B023  runs at once
    store.ledger.act(lambda tx: tx.peers.put(partner_of()))
    first = store.links.quarantined(after="", limit=2)
    rest = store.links.quarantined(after=first.after, limit=2)
    assert [item.id for item in (*first.items, *rest.items)] == [item.id for item in reversed(items)]
    assert (first.items[0].evidence, first.items[0].size) == (b"evid", 8)
    assert store.links.states()[0].set_aside == 3
    store.close()
