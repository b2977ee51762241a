"""What goes on in a running node besides answering: screening what waits, and delivering what is queued.

Both are woken by what a transaction touched; neither polls for news.
"""

import asyncio
import threading
import time
from collections.abc import AsyncIterator, Callable, Coroutine, Iterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from functools import partial

from simpul.app.late_stream import StreamTaker, Taker, TakerOf
from simpul.app.memory import give_memory_back, keep_what_is_built
from simpul.app.node import Node
from simpul.app.resting import Resting
from simpul.app.watching import Folders, WatchedFolder
from simpul.core.audit import Act
from simpul.core.authority import AuthorityId
from simpul.core.errors import Error
from simpul.core.node import PlainHttp
from simpul.peers.client import Speaker
from simpul.peers.deliveries import PeerDocuments
from simpul.peers.delivery import Courier
from simpul.peers.outbox import LinkOutbox
from simpul.peers.pace import Pace
from simpul.peers.pulling import Puller

OUTBOX = "outbox:"
SCREENING = "screening"
PARTNERS = "peers"
RETRY_SECONDS = 5.0
CHECKPOINT_SECONDS = 600.0
CLOCK_SECONDS = 5.0
KEEP_SECONDS = 60.0
KEEPING_SHARE = 500
"""What is counted is kept so seldom that keeping it takes one part in so many of the time: payments wait meanwhile."""


@dataclass(slots=True)
class ScreeningWorker:
    """Screens what waits, in a thread of its own; `trouble` says in words why it cannot."""

    node: Node
    trouble: str = ""
    ready: threading.Event = field(default_factory=threading.Event)
    _news: threading.Event = field(default_factory=threading.Event)
    _stopping: threading.Event = field(default_factory=threading.Event)
    _thread: threading.Thread | None = None

    def start(self) -> None:
        """Build the index and begin."""
        self._thread = threading.Thread(target=self._run, name="simpul-screening", daemon=True)
        self._thread.start()

    def wake(self) -> None:
        """Say that something waits."""
        self._news.set()

    def tell(self, trouble: str) -> None:
        """Say in words what keeps the node from its work."""
        self.trouble = trouble

    def stop(self) -> None:
        """Finish the present batch and end."""
        self._stopping.set()
        self._news.set()
        if self._thread is not None:
            self._thread.join()
        self.node.rescreener.crowd.disperse()

    def _run(self) -> None:
        self.node.screening.prepare()
        keep_what_is_built()
        self.ready.set()
        while not self._stopping.is_set():
            self._news.clear()
            try:
                while not self._stopping.is_set() and self.node.screening.screen_waiting():
                    self.trouble = ""
                if self.node.rescreener.carry_on(self._undisturbed):
                    continue
                give_memory_back()
            except Error as error:
                self.trouble = str(error)
                self._stopping.wait(RETRY_SECONDS)
                continue
            self._news.wait()

    def _undisturbed(self) -> bool:
        return not (self._news.is_set() or self._stopping.is_set())


@dataclass(frozen=True, slots=True, kw_only=True)
class Running:
    """The parts of a running node that others wake or ask."""

    screening: ScreeningWorker
    folder: WatchedFolder | None
    taker: StreamTaker | None
    courier: Courier
    delivering: "asyncio.Task[None]"

    @property
    def trouble(self) -> str:
        """What keeps the node from its work, in words; empty when nothing does."""
        if self.delivering.done() and not self.delivering.cancelled():
            return f"delivery has ended: {self.delivering.exception()}"
        takers = (self.folder, self.taker)
        return self.screening.trouble or next((each.trouble for each in takers if each and each.trouble), "")


def speaker_of(node: Node, *, plain_http: PlainHttp, pins: dict[AuthorityId, str]) -> Speaker:
    """Give who speaks to partners for the node; `pins` are by authority."""
    profile = node.profile
    return Speaker(
        us=profile.authority.id,
        keys=node.keyring,
        clock=node.clock,
        documents=PeerDocuments(us=profile.authority.id, keys=node.keyring, limits=profile.limits),
        limits=profile.limits,
        pins=pins,
        plain_http=plain_http,
    )


def courier_of(node: Node, speaker: Speaker) -> Courier:
    """Give what delivers for the node."""
    return Courier(
        links=node.store.links,
        outbox=LinkOutbox(links=node.store.links, limits=node.profile.limits),
        settlement=node.delivering,
        speaker=speaker,
        pace=Pace(),
    )


@asynccontextmanager
async def running(
    node: Node,
    courier: Courier,
    *,
    changed: Callable[[], None],
    puller: Puller | None = None,
    watched: Folders | None = None,
    taking: TakerOf | None = None,
    keep_seconds: float = KEEP_SECONDS,
) -> AsyncIterator[Running]:
    """Screen, deliver and fetch while the context is open, and take payments from the watched folder and the stream.

    `changed` is called after each commit, from the writer's thread; `puller` fetches where partners cannot reach us.
    """
    worker = ScreeningWorker(node=node)
    folder = WatchedFolder(node=node, folders=watched, ready=worker.ready) if watched else None
    taker = taking(worker.ready) if taking else None
    resting = Resting(node=node, trouble=worker.tell)

    def committed(topics: frozenset[str]) -> None:
        resting.stir()
        _wake(node, worker, courier, topics)
        changed()

    node.store.ledger.on_commit(committed)
    await asyncio.to_thread(_start, node, worker, (folder, taker))
    delivering = asyncio.create_task(_delivered(courier, puller), name="courier")
    others = (*_by_the_clock(node, worker, keep_seconds), resting.run())
    tasks = (delivering, *map(asyncio.create_task, others))
    try:
        yield Running(screening=worker, folder=folder, taker=taker, courier=courier, delivering=delivering)
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await asyncio.to_thread(_stop, node, worker, (folder, taker))


def _wake(node: Node, worker: ScreeningWorker, courier: Courier, topics: frozenset[str]) -> None:
    """Wake whoever has work by what a transaction touched."""
    if SCREENING in topics:
        worker.wake()
    if PARTNERS in topics:
        for partner in node.store.links.partners():
            courier.wake(partner.introduction.authority.id)
    for topic in topics:
        if topic.startswith(OUTBOX):
            courier.wake(AuthorityId(topic.removeprefix(OUTBOX)))


async def _delivered(courier: Courier, puller: Puller | None) -> None:
    async with asyncio.TaskGroup() as group:
        group.create_task(courier.run())
        if puller is not None:
            group.create_task(puller.run())


def _by_the_clock(node: Node, worker: ScreeningWorker, keep_seconds: float) -> Iterator[Coroutine[None, None, None]]:
    """Give what a node does from time to time, as long as it runs."""
    yield _signed_now_and_then(node)
    yield _kept_now_and_then(node, keep_seconds)
    yield _wound_in_time(node, worker)


async def _signed_now_and_then(node: Node) -> None:
    while True:
        await asyncio.to_thread(node.auditing.checkpoint)
        await asyncio.sleep(CHECKPOINT_SECONDS)


async def _kept_now_and_then(node: Node, seconds: float) -> None:
    """Keep what is counted for rules, the more seldom the longer it takes."""
    pause = seconds
    while True:
        await asyncio.sleep(pause)
        began = time.monotonic()
        await asyncio.to_thread(node.keep_counted)
        pause = max(seconds, KEEPING_SHARE * (time.monotonic() - began))


async def _wound_in_time(node: Node, worker: ScreeningWorker) -> None:
    """Keep the clocks of payments and of requests, and carry changes of lists to payments (FATF R.6).

    What keeps it from that is told as the worker's trouble is.
    """
    while True:
        try:
            for wind in (node.units.freezing.wind_clocks, node.units.law.wind_clocks, partial(_wound, node, worker)):
                while await asyncio.to_thread(wind):
                    pass
        except Error as error:
            worker.trouble = str(error)
        await asyncio.sleep(CLOCK_SECONDS)


def _wound(node: Node, worker: ScreeningWorker) -> bool:
    """Wind some clocks, and look at some payments once the indexes stand; tell whether there may be more."""
    wound = node.monitoring.wind_clocks()
    walks = (node.redeciding, node.tallying, node.noticing, node.flagging, node.searching)
    looked = worker.ready.is_set() and any(walk.carry_on() for walk in walks)
    return looked or bool(wound)


def _start(node: Node, worker: ScreeningWorker, takers: Sequence[Taker | None]) -> None:
    _note_start(node)
    worker.start()
    for each in filter(None, takers):
        each.start()


def _stop(node: Node, worker: ScreeningWorker, takers: Sequence[Taker | None]) -> None:
    for each in filter(None, takers):
        each.stop()
    worker.stop()
    node.auditing.checkpoint()


def _note_start(node: Node) -> None:
    node.store.ledger.act(
        lambda tx: node.recorder.done(tx, Act.NODE_START, actor="node", target=node.profile.authority.id)
    )
