"""Live: viewers are told that what they see has changed, and nothing else.

How nothing leaks:
1. An event has no content: only the version of what this viewer may see, a hash. The page then asks for the change by
   its ordinary, checked address.
2. A stream looks at most once a tick, and only says something when this viewer's own version changed. What a viewer
   may not see changes no version of his, so it makes no event, sooner or later.
3. The signs of life come at a fixed beat, whatever happens.
4. The event's id is the version; a browser that comes back says the last one (`Last-Event-ID`), and is told at once
   whether it missed something.
"""

import asyncio
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field

from simpul.web.errors import TooManyError

TICK = 1.0
"""Seconds between two looks."""

BEAT = 15.0
"""Seconds between two signs of life."""

LONGEST = 600.0
"""Seconds after which a stream ends; the browser comes back and is admitted anew."""

MOST_STREAMS_PER_OFFICER = 8

Versioned = Callable[[], str]
Admitted = Callable[[], bool]


@dataclass(slots=True)
class _Signal:
    """One stream's bell: rung after commits, on the loop that waits for it."""

    loop: asyncio.AbstractEventLoop
    rung: asyncio.Event = field(default_factory=asyncio.Event)


class Hub:
    """Wakes the open streams after commits."""

    def __init__(self) -> None:
        """Start with no stream."""
        self._signals: dict[str, list[_Signal]] = {}
        self._closed = False

    @property
    def streams(self) -> int:
        """How many streams are open."""
        return sum(len(signals) for signals in self._signals.values())

    def wake(self) -> None:
        """Say that something was committed; from any thread."""
        for signal in [signal for signals in list(self._signals.values()) for signal in list(signals)]:
            if not signal.loop.is_closed():
                signal.loop.call_soon_threadsafe(signal.rung.set)

    def close(self) -> None:
        """End every stream: the node is going down."""
        self._closed = True
        self.wake()

    def check_room(self, officer: str) -> None:
        """Check that the officer may open another stream.

        Raises:
            TooManyError: too many are open.
        """
        if len(self._signals.get(officer, ())) >= MOST_STREAMS_PER_OFFICER:
            raise TooManyError(retry_after=int(BEAT))

    async def stream(
        self, officer: str, versioned: Versioned, *, admitted: Admitted, last: str, tick: float = TICK
    ) -> AsyncIterator[bytes]:
        """Give the event stream of one viewer.

        `versioned` tells the present version of what the viewer sees; `admitted`, whether he is still signed in.
        """
        signal = _Signal(loop=asyncio.get_running_loop())
        mine = self._signals.setdefault(officer, [])
        mine.append(signal)
        try:
            yield b"retry: 2000\n\n"
            async for event in self._events(signal, versioned, admitted, last=last, tick=tick):
                yield event
        finally:
            mine.remove(signal)
            if not mine:
                self._signals.pop(officer, None)

    async def _events(
        self, signal: _Signal, versioned: Versioned, admitted: Admitted, *, last: str, tick: float
    ) -> AsyncIterator[bytes]:
        known, began = last, signal.loop.time()
        beat = began + BEAT
        signal.rung.set()
        while not self._closed and signal.loop.time() < began + LONGEST:
            if signal.rung.is_set():
                signal.rung.clear()
                present = await asyncio.to_thread(versioned)
                if present != known:
                    known = present
                    yield f"id: {present}\nevent: changed\ndata: {present}\n\n".encode()
            await asyncio.sleep(tick)
            if signal.loop.time() >= beat:
                beat += BEAT
                if not await asyncio.to_thread(admitted):
                    return
                yield b": here\n\n"
