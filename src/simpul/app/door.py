"""How a node meets its partners: what brings its envelopes to them, and what its own door needs."""

from dataclasses import dataclass

from simpul.app.node import Node
from simpul.app.running import courier_of, speaker_of
from simpul.peers.deliveries import PeerDocuments
from simpul.peers.delivery import Courier
from simpul.peers.outbox import LinkOutbox
from simpul.peers.pace import Pace
from simpul.peers.proofs import LinkProofs
from simpul.peers.pulling import Puller
from simpul.settings.settings import Settings


@dataclass(frozen=True, slots=True, kw_only=True)
class DoorPorts:
    """The ports of one node's door."""

    proofs: LinkProofs
    documents: PeerDocuments
    outbox: LinkOutbox


def door_ports(node: Node) -> DoorPorts:
    """Give the ports of the node's door."""
    us, limits = node.profile.authority.id, node.profile.limits
    return DoorPorts(
        proofs=LinkProofs(us=us, links=node.store.links, clock=node.clock),
        documents=PeerDocuments(us=us, keys=node.keyring, limits=limits),
        outbox=LinkOutbox(links=node.store.links, limits=limits),
    )


def courier_for(node: Node, settings: Settings) -> Courier:
    """Give what delivers for the node, speaking as its settings allow."""
    return courier_of(node, speaker_of(node, plain_http=settings.plain_http, pins=settings.pinned))


def puller_for(node: Node, settings: Settings) -> Puller | None:
    """Give what fetches from the partners that cannot reach the node, if the settings name any."""
    if not settings.pulled_from:
        return None
    return Puller(
        peers=settings.pulled_from,
        every=settings.pull_every_seconds,
        links=node.store.links,
        intake=node.receiving,
        settlement=node.delivering,
        speaker=speaker_of(node, plain_http=settings.plain_http, pins=settings.pinned),
        pace=Pace(),
    )
