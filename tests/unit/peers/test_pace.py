import asyncio
import threading
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field

import pytest

from simpul.core.authority import AuthorityId
from simpul.core.errors import PeerError
from simpul.peers.client import BusyPartnerError
from simpul.peers.pace import Bell, Pace
from simpul.peers.tasks import LinkTasks, Tries
from simpul.services.ports.peering import ProvenReceipt
from tests.patience import PATIENCE_SECONDS
from tests.peering import XA, XB


@dataclass(slots=True)
class Notes:
    """Keeps what hindered links."""

    kept: list[str] = field(default_factory=list)

    def settle(self, peer: AuthorityId, receipts: Sequence[ProvenReceipt]) -> None:
        raise AssertionError("nothing is settled here")

    def note_trouble(self, peer: AuthorityId, trouble: str) -> None:
        self.kept.append(f"{peer}: {trouble}")


LONG = 4 * PATIENCE_SECONDS
"""A wait that, where it is not cut short, is longer than any that a slow machine makes of a short one."""


async def elapsed(work: Awaitable[None]) -> float:
    loop = asyncio.get_running_loop()
    begun = loop.time()
    await work
    return loop.time() - begun


def test_waits_double_up_to_a_bound_and_are_half_by_chance() -> None:
    pace = Pace(first=1.0, most=30.0)
    for failures, whole in ((1, 1.0), (2, 2.0), (5, 16.0), (6, 30.0), (10_000, 30.0)):
        waits = {pace.after(failures) for _ in range(50)}
        assert len(waits) > 40
        assert whole / 2 <= min(waits) <= max(waits) <= whole


def test_a_bell_that_was_rung_before_is_heard_at_once() -> None:
    async def run() -> float:
        bell = Bell()
        bell.ring()
        return await elapsed(bell.news_within(LONG))

    assert asyncio.run(run()) < PATIENCE_SECONDS


def test_a_silent_bell_is_waited_for_no_longer_than_said() -> None:
    async def run() -> float:
        bell = Bell()
        bell.ring()
        bell.silence()
        return await elapsed(bell.news_within(0.05))

    assert 0.04 < asyncio.run(run()) < PATIENCE_SECONDS


def test_news_do_not_shorten_the_wait_after_a_failure() -> None:
    async def run() -> float:
        bell = Bell()
        bell.ring()
        return await elapsed(bell.contact_within(0.1, least=0.0))

    assert asyncio.run(run()) > 0.08


def test_a_contact_shortens_the_wait_but_not_below_the_least() -> None:
    async def run(least: float) -> float:
        bell = Bell()
        asyncio.get_running_loop().call_later(0.01, bell.ring_for_contact)
        return await elapsed(bell.contact_within(LONG, least=least))

    assert asyncio.run(run(0.0)) < PATIENCE_SECONDS
    assert 0.09 < asyncio.run(run(0.1)) < PATIENCE_SECONDS


def test_the_same_trouble_is_kept_once_and_another_at_once() -> None:
    async def run(notes: Notes) -> list[float]:
        tries = Tries(XB, settlement=notes, pace=Pace(first=1.0, most=4.0))
        waits = [await tries.failed(PeerError("refused")) for _ in range(4)]
        await tries.failed(PeerError("cut"))
        tries.succeeded()
        waits.append(await tries.failed(PeerError("cut")))
        return waits

    notes = Notes()
    waits = asyncio.run(run(notes))
    assert notes.kept == ["XB-FIU: refused", "XB-FIU: cut", "XB-FIU: cut"]
    assert waits[3] >= 2.0
    assert waits[4] <= 1.0


def test_a_busy_partner_is_given_the_time_it_asks_for() -> None:
    async def run() -> float:
        tries = Tries(XB, settlement=Notes(), pace=Pace(first=0.01))
        return await tries.failed(BusyPartnerError("busy", pause=7.0))

    assert asyncio.run(run()) == 7.0


def test_each_link_has_one_task_and_one_that_is_rung_for_later_gets_one() -> None:
    served: list[AuthorityId] = []
    begun, rung = threading.Event(), threading.Event()

    async def serve(peer: AuthorityId, bell: Bell) -> None:
        served.append(peer)
        begun.set()
        while True:
            bell.silence()
            await bell.news_within(60)
            rung.set()

    async def run() -> None:
        tasks = LinkTasks(serve)
        tasks.tell(XA, Bell.ring)
        running = asyncio.create_task(tasks.run(lambda: (XA,)))
        await asyncio.to_thread(begun.wait, PATIENCE_SECONDS)
        for _ in range(3):
            await asyncio.to_thread(tasks.tell, XB, Bell.ring)
        await asyncio.to_thread(rung.wait, PATIENCE_SECONDS)
        running.cancel()
        with pytest.raises(asyncio.CancelledError):
            await running
        tasks.tell(XB, Bell.ring)

    asyncio.run(run())
    assert served == [XA, XB]
    assert rung.is_set()


def test_what_no_task_expects_ends_all_of_them_and_is_told() -> None:
    ended: list[AuthorityId] = []

    def serving(fault: Callable[[], None]) -> Callable[[AuthorityId, Bell], Awaitable[None]]:
        async def serve(peer: AuthorityId, bell: Bell) -> None:
            try:
                await bell.news_within(0.01 if peer == XA else 60)
                fault()
            finally:
                ended.append(peer)

        return serve

    def fault() -> None:
        raise ZeroDivisionError

    with pytest.raises(ExceptionGroup) as told:
        asyncio.run(LinkTasks(serving(fault)).run(lambda: (XA, XB)))
    assert told.group_contains(ZeroDivisionError)
    assert sorted(ended) == [XA, XB]
