"""Owning partitions on real databases: only who has a partition now writes, and a claim looks once more."""

from dataclasses import dataclass

import pytest

from simpul.core.audit import Act, Outcome
from simpul.core.payment.partition import Claim, HeldPartition
from simpul.services.owning import TAKEN_OVER, FencedLedger, Owning, TakenOverError
from simpul.services.ports.writing import Transaction
from simpul.services.recording import Recorder
from simpul.storage.store import Store
from tests.stores import database, place, store
from tests.world import SteppingClock

__all__ = ["database", "place", "store"]

EVERYTHING = frozenset(range(4))


@dataclass(frozen=True, slots=True, kw_only=True)
class House:
    store: Store

    @property
    def recorder(self) -> Recorder:
        return Recorder(clock=SteppingClock(), ledger=self.store.ledger)

    def owner(self, name: str, may_own: frozenset[int] = EVERYTHING) -> Owning:
        return Owning(
            owner=name,
            partitions=4,
            may_own=may_own,
            ledger=self.store.ledger,
            reads=self.store.partitions,
            recorder=self.recorder,
        )

    def under(self, name: str, claims: tuple[Claim, ...]) -> FencedLedger:
        return FencedLedger(ledger=self.store.ledger, owner=name, claims=claims)

    def notes(self, outcome: Outcome) -> list[tuple[str, str]]:
        found = [held.entry for held in self.store.audit_trail.entries(text="", after="", limit=100).items]
        return [(each.target, each.detail) for each in found if (each.act, each.outcome) == (Act.PAYMENT_OWN, outcome)]


@pytest.fixture
def house(store: Store) -> House:
    return House(store=store)


def writes(tx: Transaction) -> None:
    tx.partitions.live("written", EVERYTHING)


def beat_of(house: House, name: str) -> int:
    return house.store.partitions.owners()[name].beat


def test_a_claim_is_a_new_epoch_and_on_record(house: House) -> None:
    claims = house.owner("A").claim({0, 2}, {})
    assert claims == (Claim(partition=0, epoch=1), Claim(partition=2, epoch=1))
    assert house.store.partitions.held() == {
        number: HeldPartition(claim=Claim(partition=number, epoch=1), owner="A") for number in (0, 2)
    }
    assert ("partition 2", "A, epoch 1, before it nobody") in house.notes(Outcome.DONE)


def test_nothing_is_claimed_of_an_owner_who_lives(house: House) -> None:
    house.owner("A").claim({0, 1}, {})
    assert house.owner("B").claim({0, 1, 2}, {}) == (Claim(partition=2, epoch=1),)


def test_what_a_dead_owner_had_is_taken_over(house: House) -> None:
    house.owner("A").claim({0, 1}, {})
    beat = beat_of(house, "A")
    assert house.owner("B").claim({0, 1}, {"A": beat}) == (Claim(partition=0, epoch=2), Claim(partition=1, epoch=2))
    assert set(house.store.partitions.owners()) == {"B"}


def test_an_owner_whose_beat_went_on_is_not_dead(house: House) -> None:
    house.owner("A").claim({0}, {})
    beat = beat_of(house, "A")
    house.owner("A").live()
    assert house.owner("B").claim({0}, {"A": beat}) == ()
    assert house.store.partitions.held()[0].owner == "A"


def test_an_owner_that_was_overtaken_writes_nothing_and_that_is_on_record(house: House) -> None:
    claims = house.owner("A").claim({0, 1}, {})
    before = house.under("A", claims)
    before.act(writes)
    house.owner("B").claim({1}, {"A": beat_of(house, "A")})
    house.store.ledger.act(lambda tx: tx.partitions.forget("written"))
    with pytest.raises(TakenOverError, match="partition 0, epoch 1: now epoch 1 of nobody") as refused:
        before.act(writes)
    assert "written" not in house.store.partitions.owners()
    house.owner("A").note_refused(refused.value)
    assert house.notes(Outcome.REFUSED) == [("A", "partition 0, epoch 1: now epoch 1 of nobody")]
    entry = house.store.audit_trail.entries(text="", after="", limit=1).items[0].entry
    assert entry.grounds == (TAKEN_OVER,)


def test_an_owner_that_claims_anew_no_longer_writes_under_its_earlier_claims(house: House) -> None:
    earlier = house.owner("A").claim({0}, {})
    house.owner("A").claim({0}, {})
    with pytest.raises(TakenOverError, match="now epoch 2 of A"):
        house.under("A", earlier).act(writes)


def test_each_write_of_an_owner_says_that_it_lives(house: House) -> None:
    claims = house.owner("A").claim({0}, {})
    before = beat_of(house, "A")
    house.under("A", claims).act(lambda tx: None)
    assert beat_of(house, "A") == before + 1


def test_an_owner_that_ends_leaves_what_it_had_to_others(house: House) -> None:
    one, two = house.owner("A"), house.owner("B")
    claims = one.claim(EVERYTHING, {})
    two.live()
    assert (one.due(()), two.due(())) == (frozenset({0, 1}), frozenset())
    one.leave()
    assert two.due(()) == EVERYTHING
    with pytest.raises(TakenOverError):
        house.under("A", claims).act(writes)


def test_what_is_to_be_given_up_is_due_to_the_other_only_then(house: House) -> None:
    one, two = house.owner("A"), house.owner("B")
    one.claim(EVERYTHING, {})
    two.live()
    assert two.due(()) == frozenset()
    one.claim(one.due(()), {})
    assert two.due(()) == frozenset({2, 3})
    two.claim({2, 3}, {})
    assert (one.due(()), two.due(())) == (frozenset({0, 1}), frozenset({2, 3}))


def test_a_partition_goes_only_to_who_may_own_it(house: House) -> None:
    one, two = house.owner("A", frozenset({0})), house.owner("B", frozenset({1, 2, 3}))
    one.live()
    two.live()
    assert (one.due(()), two.due(())) == (frozenset({0}), frozenset({1, 2, 3}))
