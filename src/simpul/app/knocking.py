"""Knocking by hand at a partner's door: with envelopes that were delivered before, or that are wrong on purpose.

This is how a demonstration and a test act as an attacker who has everything but the right key: every request here is
proved with the node's own identity, so that the door opens and the envelopes themselves are what is refused.
"""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from simpul.app.node import Node
from simpul.core.authority import AuthorityId
from simpul.core.errors import NotFoundError, PeerError
from simpul.core.exchange import MessageKind
from simpul.core.holding import Partner
from simpul.core.node import PlainHttp
from simpul.peers.client import BusyPartnerError, PartnerClient, Speaker
from simpul.peers.deliveries import PeerDocuments
from simpul.peers.envelopes import MAGIC, NodeEnvelopes
from simpul.peers.keys import KeyCost, create_keys
from simpul.peers.receipts import read_receipt

MOST_PAUSES = 20
LENGTH_BYTES = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Knock:
    """What a door answered: the outcome of each receipt, the number it expects next, and what it refused."""

    outcomes: tuple[str, ...]
    expected: int
    refused: str = ""
    place: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Knocking:
    """Delivers chosen bytes from one node to the doors of its partners."""

    node: Node

    def deliver(self, to: AuthorityId, frames: Sequence[bytes]) -> Knock:
        """Bring these frames, in this order, whatever is in them.

        Raises:
            NotFoundError: there is no such partner.
            PeerError: the door could not be reached, or does not know us.
        """
        return asyncio.run(self._deliver(self._partner(to), frames))

    def sent(self, to: AuthorityId, *, most: int) -> tuple[bytes, ...]:
        """Give the frames of the first envelopes that were sent to a partner."""
        return tuple(envelope.frame for envelope in self.node.store.links.outgoing(to, after=0, limit=most))

    def with_another_key(self, to: AuthorityId, *, number: int, keys: Path) -> bytes:
        """Give a frame that claims to be the node's and is signed with a key just made; the key goes to this file."""
        stranger = NodeEnvelopes(
            us=self.node.profile.authority.id,
            keyring=create_keys(keys, self.node.ids.secret(), KeyCost.FAST_FOR_TESTS),
            limits=self.node.profile.limits,
        )
        recipient = self._partner(to).introduction
        at = self.node.clock.now()
        return stranger.seal(b"{}", kind=MessageKind.REPORT, recipient=recipient, number=number, at=at).frame

    def _partner(self, to: AuthorityId) -> Partner:
        partner = self.node.store.links.partner(to)
        if partner is None:
            raise NotFoundError(f"{to} is no partner")
        return partner

    async def _deliver(self, partner: Partner, frames: Sequence[bytes]) -> Knock:
        us, limits = self.node.profile.authority.id, self.node.profile.limits
        speaker = Speaker(
            us=us,
            keys=self.node.keyring,
            clock=self.node.clock,
            documents=PeerDocuments(us=us, keys=self.node.keyring, limits=limits),
            limits=limits,
            pins={},
            plain_http=PlainHttp.LOOPBACK,
        )
        client = PartnerClient(partner, speaker)
        try:
            return await _answered(client, partner, frames, us=us)
        finally:
            await client.close()


def with_altered_header(frame: bytes) -> bytes:
    """Give the frame with one digit of its header changed: the first of its number."""
    start = len(MAGIC) + LENGTH_BYTES
    length = int.from_bytes(frame[len(MAGIC) : start], "big")
    header = frame[start : start + length]
    before = b'"number":'
    place = header.index(before) + len(before)
    digit = b"8" if header[place : place + 1] == b"7" else b"7"
    return frame[: start + place] + digit + frame[start + place + 1 :]


async def _answered(client: PartnerClient, partner: Partner, frames: Sequence[bytes], *, us: AuthorityId) -> Knock:
    """Deliver, and wait where the door is busy with the node's own delivery."""
    for _ in range(MOST_PAUSES):
        try:
            answer = await client.deliver(frames)
        except BusyPartnerError as busy:
            await asyncio.sleep(min(busy.pause, 1.0))
            continue
        proven = [read_receipt(bytes(raw), link=partner.introduction, us=us) for raw in answer.receipts]
        return Knock(
            outcomes=tuple(each.receipt.outcome for each in proven),
            expected=answer.expected,
            refused=answer.refused.refusal if answer.refused else "",
            place=answer.refused.place if answer.refused else "",
        )
    raise PeerError("the partner stayed busy")
