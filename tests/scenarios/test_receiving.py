"""Receiving: each effect once, in order, and nothing from whom or what does not prove itself."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from simpul.core.audit import Act
from simpul.core.exchange import EnvelopeRefusedError, MessageKind, Receipt, Refusal
from simpul.core.holding import OutgoingEnvelope
from simpul.core.ids import Domain, seal
from simpul.core.report import Disclosure, SignedReport
from tests.world import Place, World, authority

Made = Callable[..., World]


def outgoing(sender: Place, recipient: Place) -> tuple[OutgoingEnvelope, ...]:
    return sender.node.store.links.outgoing(recipient.id, after=0, limit=500)


def sends(world: World, *titles: str) -> tuple[Place, Place, list[bytes]]:
    sender, recipient = world["XA"], world["XB"]
    for title in titles:
        sender.shares(sender.writes(releasable_to=("XB",), title=title))
    return sender, recipient, [item.frame for item in outgoing(sender, recipient)]


def quarantined(place: Place) -> list[str]:
    return [item.reason for item in place.node.partnering.quarantined(place.sight("keys")).items]


def test_what_comes_twice_is_there_once_and_acknowledged_twice(made: Made) -> None:
    world = made("XA", "XB")
    sender, recipient, frames = sends(world, "one", "two")
    first = recipient.node.receiving.accept(sender.id, frames)
    again = recipient.node.receiving.accept(sender.id, frames)
    assert [item.outcome for item in first.receipts] == [Receipt.ACCEPTED, Receipt.ACCEPTED]
    assert [item.outcome for item in again.receipts] == [Receipt.DUPLICATE, Receipt.DUPLICATE]
    assert recipient.sees() == ["two", "one"]
    world["XA"].node.auditing.verify(world["XA"].sight("auditor"))


def test_a_gap_is_asked_for_and_not_filled_with_what_follows(made: Made) -> None:
    sender, recipient, frames = sends(made("XA", "XB"), "one", "two", "three")
    delivery = recipient.node.receiving.accept(sender.id, [frames[0], frames[2]])
    assert delivery.refused is not None
    assert delivery.refused.refusal is Refusal.GAP
    assert delivery.expected == 2
    recipient.node.receiving.accept(sender.id, frames[1:])
    assert recipient.sees() == ["three", "two", "one"]


def test_a_stranger_is_refused(made: Made) -> None:
    world = made("XA", "XB")
    _, recipient, frames = sends(world, "one")
    with pytest.raises(EnvelopeRefusedError) as refused:
        recipient.node.receiving.accept(authority("XZ"), frames)
    assert refused.value.refusal is Refusal.UNKNOWN_SENDER


def test_a_suspended_partner_is_refused_until_it_is_resumed(made: Made) -> None:
    world = made("XA", "XB")
    sender, recipient, frames = sends(world, "one")
    recipient.node.partnering.suspend(recipient.sight("keys"), sender.id, reason="an incident")
    with pytest.raises(EnvelopeRefusedError):
        recipient.node.receiving.accept(sender.id, frames)
    recipient.node.partnering.resume(recipient.sight("keys"), sender.id)
    recipient.node.receiving.accept(sender.id, frames)
    assert recipient.sees() == ["one"]


def test_an_envelope_for_another_link_is_refused_and_kept_as_evidence(made: Made) -> None:
    world = made("XA", "XB", "XC")
    sender, _, frames = sends(world, "one")
    third = world["XC"]
    delivery = third.node.receiving.accept(sender.id, frames)
    assert delivery.refused is not None
    assert delivery.refused.refusal is Refusal.NOT_TO_US
    assert third.sees() == []
    assert len(quarantined(third)) == 1


@pytest.mark.parametrize("position", [20, 200, -100, -10])
def test_an_altered_envelope_is_refused_and_kept_as_evidence(made: Made, position: int) -> None:
    sender, recipient, frames = sends(made("XA", "XB"), "one")
    altered = bytearray(frames[0])
    altered[position] ^= 1
    delivery = recipient.node.receiving.accept(sender.id, [bytes(altered)])
    assert delivery.receipts == ()
    assert recipient.sees() == []
    assert len(quarantined(recipient)) == 1
    refusals = recipient.node.auditing.entries(recipient.sight("auditor"), text=Act.ENVELOPE_QUARANTINE)
    assert len(refusals.items) == 1
    recipient.node.receiving.accept(sender.id, frames)
    assert recipient.sees() == ["one"]


def poisoned(sender: Place, recipient: Place, disclosure: Disclosure, *, number: int) -> bytes:
    node = sender.node
    partner = node.store.links.partner(recipient.id)
    assert partner is not None
    envelope = node.sharing.dispatching.envelopes.seal(
        node.sharing.dispatching.payloads.encode(disclosure),
        kind=MessageKind.REPORT,
        recipient=partner.introduction,
        number=number,
        at=sender.clock.now(),
    )
    return envelope.frame


def test_a_poisoned_message_is_set_aside_and_the_next_goes_on(made: Made) -> None:
    world = made("XA", "XB")
    sender, recipient, frames = sends(world, "one")
    report = sender.node.reading.page(sender.sight()).items[0].signed
    forged = Disclosure(signed=replace(report, signature=bytes(64)), assertions=())
    bad = poisoned(sender, recipient, forged, number=1)
    delivery = recipient.node.receiving.accept(sender.id, [bad])
    assert [item.outcome for item in delivery.receipts] == [Receipt.SET_ASIDE]
    assert delivery.expected == 2
    assert recipient.sees() == []
    assert "signature" in quarantined(recipient)[0]
    assert recipient.node.receiving.accept(sender.id, frames).refused is not None


def test_a_report_of_somebody_else_is_set_aside(made: Made) -> None:
    world = made("XA", "XB", "XC")
    world["XC"].shares(world["XC"].writes(releasable_to=("XA",), title="for XA"))
    world.delivers()
    passer, recipient = world["XA"], world["XB"]
    held = passer.node.reading.page(passer.sight()).items[0]
    delivery = recipient.node.receiving.accept(
        passer.id, [poisoned(passer, recipient, Disclosure(signed=held.signed, assertions=()), number=1)]
    )
    assert [item.outcome for item in delivery.receipts] == [Receipt.SET_ASIDE]
    assert recipient.sees() == []


def test_a_report_whose_terms_do_not_name_us_is_set_aside(made: Made) -> None:
    world = made("XA", "XB")
    sender, recipient = world["XA"], world["XB"]
    sender.shares(sender.writes(releasable_to=()))
    held = sender.node.reading.page(sender.sight()).items[0]
    delivery = recipient.node.receiving.accept(
        sender.id, [poisoned(sender, recipient, Disclosure(signed=held.signed, assertions=()), number=1)]
    )
    assert [item.outcome for item in delivery.receipts] == [Receipt.SET_ASIDE]
    assert "do not name us" in quarantined(recipient)[0]


def test_a_partner_cannot_retract_what_another_said(made: Made) -> None:
    world = made("XA", "XB", "XC")
    world["XA"].shares(world["XA"].writes(releasable_to=("XB",), title="of XA"))
    world.delivers()
    victim = world["XB"].node.reading.page(world["XB"].sight()).items[0].signed.report.id
    attacker = world["XC"]
    own = attacker.node.sharing.record(attacker.sight(), attacker.draft(handling=attacker.terms("XB")))
    genuine = attacker.node.reading.report(attacker.sight(), own).held.signed
    report = seal(Domain.REPORT, replace(genuine.report.value, retracts=victim))
    forged = SignedReport(report=report, signature=attacker.node.keyring.sign(report.body), leaves=genuine.leaves)
    frame = poisoned(attacker, world["XB"], Disclosure(signed=forged, assertions=()), number=1)
    delivery = world["XB"].node.receiving.accept(attacker.id, [frame])
    assert [item.outcome for item in delivery.receipts] == [Receipt.SET_ASIDE]
    assert world["XB"].node.reading.report(world["XB"].sight(), victim).held.retracted_by == ""


def test_both_ends_keep_the_same_log_of_the_link(made: Made) -> None:
    world = made("XA", "XB")
    for number in range(5):
        world["XA"].shares(world["XA"].writes(releasable_to=("XB",), title=str(number)))
    world.delivers()
    (state,) = world["XA"].node.partnering.states()
    assert (state.sent, state.settled) == (5, 5)
    for place in world:
        assert place.node.auditing.verify(place.sight("auditor")).ok
