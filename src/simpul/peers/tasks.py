"""Tasks: one for each link, which the rest of the node can wake from any thread; and how each counts its failures."""

import asyncio
from collections.abc import Awaitable, Callable

from simpul.core.authority import AuthorityId
from simpul.core.errors import Error
from simpul.peers.client import BusyPartnerError
from simpul.peers.deliveries import printed
from simpul.peers.pace import Bell, Pace
from simpul.services.ports.peering import Settlement

KEPT_AGAIN_SECONDS = 30.0
MOST_TROUBLE = 400

Serve = Callable[[AuthorityId, Bell], Awaitable[None]]


class LinkTasks:
    """Runs one task for each link. What no task expects ends all of them, and `run` raises it."""

    def __init__(self, serve: Serve) -> None:
        """Keep what serves one link, for ever."""
        self._serve = serve
        self._bells: dict[AuthorityId, Bell] = {}
        self._loop: asyncio.AbstractEventLoop | None = None
        self._group: asyncio.TaskGroup | None = None

    async def run(self, peers: Callable[[], tuple[AuthorityId, ...]]) -> None:
        """Serve these links, and those that are rung for later, until cancelled."""
        self._loop = asyncio.get_running_loop()
        try:
            async with asyncio.TaskGroup() as group:
                self._group = group
                for peer in await asyncio.to_thread(peers):
                    self._bell(peer)
                await asyncio.Event().wait()
        finally:
            self._loop, self._group = None, None
            self._bells.clear()

    def tell(self, peer: AuthorityId, how: Callable[[Bell], None]) -> None:
        """Ring a link's bell, from any thread. Before and after `run` there is nobody to wake: a task looks first."""
        if self._loop is not None:
            self._loop.call_soon_threadsafe(self._ring, peer, how)

    def _ring(self, peer: AuthorityId, how: Callable[[Bell], None]) -> None:
        if self._group is not None:
            how(self._bell(peer))

    def _bell(self, peer: AuthorityId) -> Bell:
        bell = self._bells.get(peer)
        if bell is None and self._group is not None:
            bell = self._bells[peer] = Bell()
            self._group.create_task(self._forever(peer, bell), name=f"link {peer}")
        return bell or Bell()

    async def _forever(self, peer: AuthorityId, bell: Bell) -> None:
        await self._serve(peer, bell)


class Tries:
    """Counts the failures of one link, keeps in words what hinders it, and says how long to wait."""

    def __init__(self, peer: AuthorityId, *, settlement: Settlement, pace: Pace) -> None:
        """Begin without a failure."""
        self._peer = peer
        self._settlement = settlement
        self._pace = pace
        self._failures = 0
        self._kept = ""
        self._kept_at = float("-inf")

    async def failed(self, trouble: Error) -> float:
        """Keep what hinders the link, unless it was just kept, and give the seconds to wait."""
        self._failures += 1
        said, now = printed(str(trouble), most=MOST_TROUBLE), asyncio.get_running_loop().time()
        if said != self._kept or now - self._kept_at > KEPT_AGAIN_SECONDS:
            await asyncio.to_thread(self._settlement.note_trouble, self._peer, said)
            self._kept, self._kept_at = said, now
        pause = self._pace.after(self._failures)
        return max(pause, trouble.pause) if isinstance(trouble, BusyPartnerError) else pause

    def succeeded(self) -> None:
        """Begin anew."""
        self._failures, self._kept = 0, ""
