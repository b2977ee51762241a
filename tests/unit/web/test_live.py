"""A viewer is told that what he sees has changed; of what he does not see no event tells, and none is lost."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from functools import partial

import pytest

from simpul.web.errors import TooManyError
from simpul.web.live import MOST_STREAMS_PER_OFFICER, Hub
from tests.patience import PATIENCE_SECONDS, until

TICK = 0.01


@dataclass(slots=True)
class Seen:
    """What a viewer sees, as a version, and how often it was looked at."""

    version: str = "a"
    looks: int = 0
    signed_in: list[bool] = field(default_factory=lambda: [True])

    def look(self) -> str:
        self.looks += 1
        return self.version

    def was_looked_at(self, times: int) -> bool:
        return self.looks >= times


async def events(stream: AsyncIterator[bytes], *, most: int, within: float = PATIENCE_SECONDS) -> list[str]:
    """The versions that a stream tells, as far as they come within the time."""
    told: list[str] = []

    async def listen() -> None:
        async for piece in stream:
            if piece.startswith(b"id: "):
                told.append(piece.decode().split("\n")[0].removeprefix("id: "))
            if len(told) >= most:
                return

    try:
        await asyncio.wait_for(listen(), within)
    except TimeoutError:
        return told
    return told


def opened(hub: Hub, seen: Seen, *, last: str = "") -> AsyncIterator[bytes]:
    """Open a stream of an officer."""
    return hub.stream("ana", seen.look, admitted=lambda: seen.signed_in[0], last=last, tick=TICK)


def test_a_viewer_who_missed_something_is_told_at_once() -> None:
    assert asyncio.run(events(opened(Hub(), Seen(version="b")), most=1)) == ["b"]


def test_a_browser_that_comes_back_up_to_date_is_told_nothing() -> None:
    assert asyncio.run(events(opened(Hub(), Seen(version="b"), last="b"), most=1, within=0.1)) == []


def test_a_change_that_the_viewer_sees_is_told_with_its_version() -> None:
    async def scene() -> list[str]:
        hub, seen = Hub(), Seen()
        told: list[str] = []

        async def listen() -> None:
            async for piece in opened(hub, seen, last="a"):
                if piece.startswith(b"id: "):
                    told.append(piece.decode().split("\n")[0].removeprefix("id: "))
                    heard.set()
                if len(told) == 2:
                    return

        heard = asyncio.Event()
        listening = asyncio.create_task(listen())
        async with asyncio.timeout(PATIENCE_SECONDS):
            for version in ("b", "c"):
                heard.clear()
                seen.version = version
                hub.wake()
                await heard.wait()
            await listening
        return told

    assert asyncio.run(scene()) == ["b", "c"]


def test_a_change_that_the_viewer_does_not_see_tells_nothing_in_any_form() -> None:
    async def scene() -> tuple[list[bytes], int]:
        hub, seen = Hub(), Seen()

        async def listen() -> list[bytes]:
            return [piece async for piece in opened(hub, seen, last="a")]

        task = asyncio.create_task(listen())
        for looks in range(1, 6):
            await asyncio.to_thread(until, partial(seen.was_looked_at, looks))
            hub.wake()
        await asyncio.sleep(4 * TICK)
        hub.close()
        pieces = await task
        return pieces, seen.looks

    pieces, looks = asyncio.run(scene())
    assert pieces == [b"retry: 2000\n\n"]
    assert looks >= 5


def test_many_commits_within_a_tick_are_looked_at_once() -> None:
    async def scene() -> int:
        hub, seen = Hub(), Seen()
        task = asyncio.create_task(events(opened(hub, seen, last="a"), most=1, within=10 * TICK))
        await asyncio.sleep(2 * TICK)
        before = seen.looks
        for _ in range(1_000):
            hub.wake()
        await task
        return seen.looks - before

    assert asyncio.run(scene()) <= 2


def test_a_stream_ends_when_the_node_goes_down_and_leaves_nothing_behind() -> None:
    async def scene() -> int:
        hub = Hub()
        task = asyncio.create_task(events(opened(hub, Seen(), last="a"), most=1))
        await asyncio.to_thread(until, lambda: hub.streams == 1)
        hub.close()
        await task
        return hub.streams

    assert asyncio.run(scene()) == 0


def test_an_officer_has_no_more_than_so_many_streams() -> None:
    async def scene() -> None:
        hub = Hub()
        streams = [opened(hub, Seen()) for _ in range(MOST_STREAMS_PER_OFFICER)]
        for stream in streams:
            await anext(stream)
        with pytest.raises(TooManyError):
            hub.check_room("ana")
        hub.check_room("somebody else")

    asyncio.run(scene())
