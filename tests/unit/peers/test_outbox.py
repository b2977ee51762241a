from dataclasses import dataclass, field

from simpul.core.authority import AuthorityId
from simpul.core.holding import LinkState, OutgoingEnvelope, Page, Partner, Quarantined
from simpul.core.node import Limits
from simpul.peers.outbox import LinkOutbox
from tests.peering import XB, XC, partner


@dataclass(slots=True)
class Waiting:
    """Links on which envelopes of these sizes wait for XB; says how many frames were ever held at once."""

    sizes: list[int]
    settled: int = 0
    read: list[int] = field(default_factory=list)

    def partners(self) -> tuple[Partner, ...]:
        return (partner(XB),)

    def partner(self, peer: AuthorityId) -> Partner | None:
        return partner(peer) if peer == XB else None

    def states(self) -> tuple[LinkState, ...]:
        state = LinkState(partner=partner(XB), sent=len(self.sizes), settled=self.settled, received=0, set_aside=0)
        return (state,)

    def outgoing(self, peer: AuthorityId, *, after: int, limit: int) -> tuple[OutgoingEnvelope, ...]:
        found = tuple(
            OutgoingEnvelope(recipient=peer, number=number, id=f"{number:064x}", frame=bytes(size))
            for number, size in enumerate(self.sizes, start=1)
            if number > after
        )[:limit]
        self.read.append(sum(len(item.frame) for item in found))
        return found

    def quarantined(self, *, after: str, limit: int) -> Page[Quarantined]:
        return Page(items=())


def numbers(waiting: Waiting, limits: Limits, *, after: int = 0, most: int = 500) -> list[int]:
    portion = LinkOutbox(links=waiting, limits=limits).portion(XB, after=after, most=most)
    return [envelope.number for envelope in portion]


def test_a_portion_is_what_waits_in_order() -> None:
    assert numbers(Waiting([10] * 40), Limits()) == list(range(1, 41))
    assert numbers(Waiting([10] * 40), Limits(), after=38) == [39, 40]
    assert numbers(Waiting([]), Limits()) == []


def test_a_portion_has_no_more_envelopes_than_a_delivery() -> None:
    assert len(numbers(Waiting([10] * 1_000), Limits())) == 500
    assert numbers(Waiting([10] * 1_000), Limits(), most=3) == [1, 2, 3]
    assert len(numbers(Waiting([10] * 50), Limits(max_envelopes_per_delivery=7))) == 7


def test_a_portion_has_no_more_bytes_than_a_delivery() -> None:
    limits = Limits(max_delivery_bytes=10_000)
    chosen = numbers(Waiting([1_000] * 50), limits)
    assert chosen == list(range(1, 10))
    assert numbers(Waiting([100, 9_000, 5_000, 10]), limits) == [1, 2]


def test_one_envelope_goes_even_where_it_fills_the_delivery() -> None:
    assert numbers(Waiting([9_999, 9_999]), Limits(max_delivery_bytes=10_000)) == [1]


def test_reading_a_portion_never_holds_more_than_a_few_frames_too_many() -> None:
    waiting = Waiting([10] * 16 + [100_000] * 500)
    assert len(numbers(waiting, Limits(max_delivery_bytes=1_000_000))) == 25
    assert max(waiting.read) <= 16 * 100_000
    assert sum(waiting.read) <= 2 * 16 * 100_000


def test_who_asks_gets_again_what_it_gave_no_receipt_for() -> None:
    outbox = LinkOutbox(links=Waiting([10] * 6, settled=2), limits=Limits())
    assert [item.number for item in outbox.asked(XB, after=5)] == [3, 4, 5, 6]
    assert [item.number for item in outbox.asked(XB, after=1)] == [2, 3, 4, 5, 6]
    assert outbox.settled(XB) == 2
    assert outbox.settled(XC) == 0
