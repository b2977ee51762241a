"""Pace: when to try again, and what wakes a task that waits."""

import asyncio
import secrets
from dataclasses import dataclass

_CHANCE = secrets.SystemRandom()


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """How long to wait, in seconds. `idle` is how often to look without being woken, in case a signal was lost."""

    first: float = 0.25
    most: float = 30.0
    least_between: float = 1.0
    idle: float = 15.0

    def after(self, failures: int) -> float:
        """Give how long to wait after so many failures in a row: doubled each time, and half of it by chance.

        Chance keeps the nodes that lost the same partner from coming back all at once.
        """
        whole = min(self.most, self.first * 2.0 ** min(failures - 1, 30))
        return whole / 2 + _CHANCE.uniform(0, whole / 2)


class Bell:
    """Wakes the task of one link: there is something to send, or the partner was heard from."""

    def __init__(self) -> None:
        """Begin silent."""
        self._news = asyncio.Event()
        self._contact = asyncio.Event()

    def ring(self) -> None:
        """Say that there is something to send."""
        self._news.set()

    def ring_for_contact(self) -> None:
        """Say that the partner was heard from, and so can perhaps be reached."""
        self._contact.set()

    def silence(self) -> None:
        """Forget what was rung: whoever calls is about to look."""
        self._news.clear()
        self._contact.clear()

    async def news_within(self, seconds: float) -> None:
        """Wait until something is to be sent, or the time is over."""
        await _set_within(self._news, seconds)

    async def contact_within(self, seconds: float, *, least: float) -> None:
        """Wait until the time is over; when the partner is heard from, no longer than `least`."""
        begun = asyncio.get_running_loop().time()
        await _set_within(self._contact, seconds)
        if self._contact.is_set():
            waited = asyncio.get_running_loop().time() - begun
            await asyncio.sleep(max(0.0, min(least, seconds) - waited))


async def _set_within(event: asyncio.Event, seconds: float) -> None:
    try:
        async with asyncio.timeout(seconds):
            await event.wait()
    except TimeoutError:
        return
