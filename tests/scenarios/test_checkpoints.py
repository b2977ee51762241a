"""Checkpoints: the node's signed word on its log names a chain that was written anew."""

from collections.abc import Callable
from dataclasses import replace

from simpul.core.holding import Checkpoint
from tests.world import Place, World

Made = Callable[..., World]


def problems(place: Place) -> list[str]:
    return [f"{item.table} {item.row}: {item.what}" for item in place.node.auditing.verify_as_operator().problems]


def test_the_log_is_signed_once_as_it_stands(made: Made) -> None:
    place = made("XA")["XA"]
    place.node.auditing.checkpoint()
    place.node.auditing.checkpoint()
    (signed,) = place.node.store.checkpoints.checkpoints()
    place.writes()
    place.node.auditing.checkpoint()
    assert [item.size for item in place.node.store.checkpoints.checkpoints()] == [signed.size, signed.size + 1]
    assert problems(place) == []


def test_a_checkpoint_that_another_key_signed_is_named(made: Made) -> None:
    world = made("XA", "XB")
    place = world["XA"]
    world["XB"].node.auditing.checkpoint()
    (foreign,) = world["XB"].node.store.checkpoints.checkpoints()
    size, root = place.node.store.ledger.act(lambda tx: tx.audit.head())
    forged = Checkpoint(size=size, root=root, signature=foreign.signature, at=place.clock.now())
    place.node.store.ledger.act(lambda tx: tx.audit.add_checkpoint(forged))
    assert problems(place) == [f"checkpoint {size}: the signature is not this node's"]


def test_a_root_that_is_not_the_logs_is_named(made: Made) -> None:
    place = made("XA")["XA"]
    place.node.auditing.checkpoint()
    (signed,) = place.node.store.checkpoints.checkpoints()
    place.writes()
    other = replace(signed, size=signed.size + 1)
    place.node.store.ledger.act(lambda tx: tx.audit.add_checkpoint(other))
    assert any("checkpoint" in each for each in problems(place))
