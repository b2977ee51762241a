"""Several owners of payments over one PostgreSQL: they share, one takes over from another, and decide like a desk."""

import random
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from simpul.app.node import Node
from simpul.app.streaming import StreamOwner
from simpul.core.audit import Act, Outcome
from simpul.core.payment.facts import PaymentFacts
from simpul.core.payment.findings import PaymentCase
from simpul.core.payment.partition import Claim, HeldPartition
from simpul.core.payment.party import PartyRole, account_of
from simpul.core.payment.payment import Payment, References
from simpul.formats.iso20022.writing import write_transfers
from simpul.services.ports.writing import Transaction
from tests.natsserver import NatsServer, nats_server
from tests.patience import until
from tests.payments import AT, a_party, a_payment, euros
from tests.stores import postgresql, postgresql_server
from tests.streaming import PARTITIONS, StreamHouse, settled_in
from tests.world import World

__all__ = ["postgresql", "postgresql_server"]

pytestmark = pytest.mark.postgres

MANY = 300
ACCOUNTS = tuple(f"XA46SIMP00000{number:05}" for number in range(12))


@pytest.fixture
def server(tmp_path: Path) -> Iterator[NatsServer]:
    with nats_server(tmp_path / "nats") as running:
        yield running


@pytest.fixture
def house(tmp_path: Path, server: NatsServer, postgresql: str) -> StreamHouse:
    return settled_in(tmp_path, server.address, database=postgresql)


def message(number: int, chance: random.Random) -> bytes:
    """A payment between two of a few accounts, under a threshold as often as not: rules have something to see."""
    sender, receiver = chance.sample(ACCOUNTS, 2)
    payment = a_payment(
        a_party(PartyRole.ORIGINATOR, f"Sari {sender[-3:]}", account=account_of(sender)),
        a_party(PartyRole.BENEFICIARY, f"Rina {receiver[-3:]}", account=account_of(receiver)),
        amount=euros(chance.choice(("950.00", "990.00", "2000.00", "15.50"))),
        references=References(end_to_end=f"E-{number}", transaction=f"T-{number}"),
    )
    at = AT + timedelta(minutes=chance.randrange(20_000))
    return write_transfers([payment], name="pacs.008.001.08", message_id=f"M-{number}", at=at)


def cases(node: Node) -> list[tuple[Payment, PaymentFacts, PaymentCase]]:
    """Give every payment in the recorded order, with what was found for its first decision."""

    def told(tx: Transaction) -> list[tuple[Payment, PaymentFacts, PaymentCase]]:
        found = []
        for facts in tx.history.after(0, 100_000):
            held = tx.payments.find(facts.payment)
            assert held is not None
            found.append((held.payment, facts, held.decisions[0].case))
        return found

    return node.store.ledger.act(told)


def owned(*owners: StreamOwner) -> list[int]:
    return [len(each.claims) for each in owners]


def notes(node: Node, outcome: Outcome) -> list[str]:
    page = node.store.audit_trail.entries(text="", after="", limit=200)
    acts = [held.entry for held in page.items]
    return [each.detail for each in acts if (each.act, each.outcome) == (Act.PAYMENT_OWN, outcome)]


def test_two_owners_share_and_decide_to_the_last_figure_as_a_desk_does(house: StreamHouse, tmp_path: Path) -> None:
    chance = random.Random(7)
    messages = [message(number, chance) for number in range(MANY)]
    with house.owner() as one, house.owner() as two:
        until(lambda: owned(one, two) == [PARTITIONS // 2] * 2, stands=lambda: owned(one, two))
        house.puts(*messages)
        house.until_all_is_taken(one)
        assert min(one.counts.messages, two.counts.messages) > MANY // 10
    with house.node() as node:
        decided = cases(node)
        assert node.auditing.verify_as_operator().problems == ()
    assert len(decided) == MANY
    world = World(tmp_path / "desk", "XA")
    world.clock.passes(timedelta(days=200))
    desk = world["XA"].node
    desk.monitoring.take([payment for payment, _, _ in decided])
    for (_, facts, case), (_, theirs, their_case) in zip(decided, cases(desk), strict=True):
        assert (facts.sequence, facts.payment, facts.at) == (theirs.sequence, theirs.payment, theirs.at)
        assert case.rules == their_case.rules
    assert any(case.rules.findings for _, _, case in decided)
    world.closes()


def test_what_an_owner_leaves_another_takes_over(house: StreamHouse) -> None:
    chance = random.Random(8)
    with house.owner() as one:
        until(lambda: owned(one) == [PARTITIONS], stands=lambda: owned(one))
        with house.owner() as two:
            until(lambda: owned(one, two) == [PARTITIONS // 2] * 2, stands=lambda: owned(one, two))
        until(lambda: owned(one) == [PARTITIONS], stands=lambda: owned(one))
        house.puts(*(message(number, chance) for number in range(20)))
        house.until_all_is_taken(one)


def test_an_owner_that_is_no_longer_heard_of_is_overtaken_and_then_refused(house: StreamHouse) -> None:
    chance = random.Random(9)
    with house.owner() as one:
        until(lambda: owned(one) == [PARTITIONS], stands=lambda: owned(one))
        with house.node() as node:
            overtake(node, one)
            house.puts(*(message(number, chance) for number in range(20)))
            until(lambda: one.counts.fenced, stands=lambda: one.counts)
            assert any("now epoch" in each for each in notes(node, Outcome.REFUSED))
        house.until_all_is_taken(one)


def overtake(node: Node, owner: StreamOwner) -> None:
    """Let another claim everything, as if this owner had not been heard of."""

    def claimed(tx: Transaction) -> None:
        for held in tx.partitions.held().values():
            epoch = held.claim.epoch + 1
            tx.partitions.put(HeldPartition(claim=Claim(partition=held.claim.partition, epoch=epoch), owner="other"))

    node.store.ledger.act(claimed)
