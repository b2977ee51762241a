"""Real nodes that serve their doors on loopback, each in a thread of its own, with real stores and couriers."""

import asyncio
import contextlib
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import uvicorn
from starlette.applications import Starlette

from simpul.app.build import World as Surroundings
from simpul.app.build import build
from simpul.app.chance import SystemIds
from simpul.app.door import door_ports
from simpul.app.node import Node
from simpul.app.running import running
from simpul.core.authority import AuthorityId, Role
from simpul.core.exchange import MessageKind
from simpul.core.holding import LinkState
from simpul.core.node import Limits, PlainHttp
from simpul.peers.client import Speaker
from simpul.peers.deliveries import PeerDocuments
from simpul.peers.delivery import Courier
from simpul.peers.envelopes import NodeEnvelopes
from simpul.peers.outbox import LinkOutbox
from simpul.peers.pace import Pace
from simpul.peers.pulling import Puller
from simpul.settings.settings import Settings
from simpul.web.doors import PeerDoor
from simpul.web.quotas import Quota
from tests.founding import PASSPHRASE, make_home
from tests.patience import until
from tests.ports import free_port
from tests.world import Place, SteppingClock, authority

QUICK = Pace(first=0.02, most=0.2, least_between=0.02, idle=60.0)


def eventually(holds: Callable[[], bool], what: str) -> None:
    """Wait until something holds, and fail when it does not in time."""
    until(holds, stands=lambda: f"not so: {what}", look_seconds=0.005)


@dataclass(slots=True)
class LiveNode:
    """One node that can be started, stopped and set back."""

    state: str
    home: Path
    clock: SteppingClock
    port: int = field(default_factory=free_port)
    pace: Pace = QUICK
    pulls: tuple[AuthorityId, ...] = ()
    takes: Limits = field(default_factory=Limits)
    place: Place = field(init=False)
    courier: Courier = field(init=False)
    puller: Puller = field(init=False)
    _server: uvicorn.Server | None = None
    _thread: threading.Thread | None = None

    def __post_init__(self) -> None:
        make_home(self.settings)
        self.opens()
        for name, role in (
            *(("analyst", Role.ANALYST), ("releasing", Role.RELEASING_OFFICER), ("keys", Role.KEY_OFFICER)),
            ("auditor", Role.AUDITOR),
        ):
            self.place.employs(name, role)

    @property
    def id(self) -> AuthorityId:
        return authority(self.state)

    @property
    def node(self) -> Node:
        return self.place.node

    @property
    def settings(self) -> Settings:
        return Settings(
            home=self.home,
            authority=self.id,
            name=f"National Coordination Centre of {self.state}",
            base_url=f"http://127.0.0.1:{self.port}",
        )

    def opens(self) -> None:
        """Open the store, and make what delivers."""
        node = build(self.settings, PASSPHRASE, world=Surroundings(clock=self.clock, ids=SystemIds()))
        officers = self.place.officers if hasattr(self, "place") else {}
        self.place = Place(node=node, clock=self.clock, officers=officers)
        ports = door_ports(node)
        speaker = Speaker(
            us=self.id,
            keys=node.keyring,
            clock=self.clock,
            documents=ports.documents,
            limits=node.profile.limits,
            pins={},
            plain_http=PlainHttp.LOOPBACK,
        )
        outbox = LinkOutbox(links=node.store.links, limits=node.profile.limits)
        self.courier = Courier(
            links=node.store.links, outbox=outbox, settlement=node.delivering, speaker=speaker, pace=self.pace
        )
        self.puller = Puller(
            peers=self.pulls,
            every=0.05,
            links=node.store.links,
            intake=node.receiving,
            settlement=node.delivering,
            speaker=speaker,
            pace=self.pace,
        )

    def starts(self) -> None:
        """Serve the door and deliver."""
        self._server = uvicorn.Server(
            uvicorn.Config(self._application(), port=self.port, log_level="error", lifespan="off", ws="none")
        )
        self._thread = threading.Thread(target=lambda: asyncio.run(self._serves()), name=f"node {self.state}")
        self._thread.start()
        eventually(lambda: self._server is not None and self._server.started, f"{self.state} serves")

    def stops(self) -> None:
        """Serve no longer; the store stays open."""
        if self._server is not None and self._thread is not None:
            self._server.should_exit = True
            self._thread.join()
        self._server = self._thread = None

    def closes(self) -> None:
        """Serve no longer, and let go of the store."""
        self.stops()
        self.node.close()

    def knows(self, other: "LiveNode") -> None:
        """Accept another node as a partner."""
        signed = other.node.introduction
        fingerprint = self.node.partnering.read(signed).fingerprint
        self.node.partnering.add(self.place.sight("keys"), signed, fingerprint=fingerprint)

    def releases(self, title: str, *to: str) -> None:
        """Write a report and release it."""
        self.place.shares(self.place.writes(releasable_to=to, title=title))

    def sends_raw(self, payload: bytes, to: "LiveNode") -> None:
        """Queue an envelope that is in order, around any payload."""
        envelopes = NodeEnvelopes(us=self.id, keyring=self.node.keyring, limits=self.node.profile.limits)
        partner = self.node.store.links.partner(to.id)
        assert partner is not None
        recipient, at = partner.introduction, self.clock.now()
        self.node.store.ledger.act(
            lambda tx: tx.links.queue(
                envelopes.seal(
                    payload,
                    kind=MessageKind.REPORT,
                    recipient=recipient,
                    number=tx.links.next_number(to.id),
                    at=at,
                ),
                at=at,
            )
        )

    def sees(self) -> list[str]:
        """The titles of the reports from others, in the order in which they came."""
        return self.place.sees()[::-1]

    def link(self, other: "LiveNode") -> LinkState:
        """How the link with another node stands."""
        return next(
            state for state in self.node.partnering.states() if state.partner.introduction.authority.id == other.id
        )

    def is_settled(self, other: "LiveNode") -> bool:
        """Whether everything that was sent to another node has its receipt."""
        state = self.link(other)
        return state.sent == state.settled

    def _application(self) -> Starlette:
        ports, limits = door_ports(self.node), self.takes
        door = PeerDoor(
            limits=limits,
            proofs=ports.proofs,
            documents=PeerDocuments(us=self.id, keys=self.node.keyring, limits=limits),
            receiving=self.node.receiving,
            delivering=self.node.delivering,
            outbox=ports.outbox,
            introduction=self.node.introduction,
            heard_from=self.courier.heard_from,
            envelopes=Quota(limits.max_envelopes_per_minute),
            refusals=Quota(limits.max_refusals_per_minute),
        )
        return Starlette(routes=door.routes())

    async def _serves(self) -> None:
        assert self._server is not None
        async with running(self.node, self.courier, changed=lambda: None):
            pulling = asyncio.create_task(self.puller.run())
            await self._server.serve()
            pulling.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await pulling


@contextmanager
def live(folder: Path, *states: str) -> Iterator[list[LiveNode]]:
    """Real nodes that know each other, none of them serving yet."""
    clock = SteppingClock()
    nodes = [LiveNode(state=state, home=folder / state, clock=clock) for state in states]
    for node in nodes:
        for other in nodes:
            if other is not node:
                node.knows(other)
    try:
        yield nodes
    finally:
        for node in nodes:
            node.closes()
