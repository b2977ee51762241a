"""Pulling: a node that partners cannot reach fetches what they have for it, and brings its receipts.

What the partner has no receipt for it hands out again, so nothing is lost when a receipt is.
"""

import asyncio

from simpul.core.authority import AuthorityId
from simpul.core.errors import Error, PeerError
from simpul.core.exchange import Receipt
from simpul.core.holding import Partner
from simpul.peers.client import PartnerClient, Speaker
from simpul.peers.pace import Bell, Pace
from simpul.peers.receipts import signed_receipt
from simpul.peers.tasks import LinkTasks, Tries
from simpul.services.ports.peering import Delivered, Intake, Settlement
from simpul.services.ports.reading import Links


class Puller:
    """Fetches from these partners every so many seconds, while `run` runs."""

    def __init__(
        self,
        *,
        peers: tuple[AuthorityId, ...],
        every: float,
        links: Links,
        intake: Intake,
        settlement: Settlement,
        speaker: Speaker,
        pace: Pace,
    ) -> None:
        """Begin at rest."""
        self._peers = peers
        self._every = every
        self._links = links
        self._intake = intake
        self._settlement = settlement
        self._speaker = speaker
        self._pace = pace
        self._tasks = LinkTasks(self._serve)

    async def run(self) -> None:
        """Fetch until cancelled."""
        await self._tasks.run(lambda: self._peers)

    def wake(self, peer: AuthorityId) -> None:
        """Fetch from a partner now."""
        if peer in self._peers:
            self._tasks.tell(peer, Bell.ring)

    async def _serve(self, peer: AuthorityId, bell: Bell) -> None:
        tries = Tries(peer, settlement=self._settlement, pace=self._pace)
        client: PartnerClient | None = None
        try:
            while True:
                bell.silence()
                partner = await asyncio.to_thread(self._links.partner, peer)
                if client is not None and (partner is None or client.partner.introduction != partner.introduction):
                    await client.close()
                    client = None
                try:
                    if partner is not None and not partner.suspended:
                        client = client or PartnerClient(partner, self._speaker)
                        more = await self._fetch(client, partner)
                        tries.succeeded()
                    else:
                        more = False
                except Error as trouble:
                    await bell.contact_within(await tries.failed(trouble), least=self._pace.least_between)
                    continue
                if not more:
                    await bell.news_within(self._every)
        finally:
            if client is not None:
                await client.close()

    async def _fetch(self, client: PartnerClient, partner: Partner) -> bool:
        """Fetch one portion, take it in, bring the receipts, and say whether there was anything new in it."""
        peer = partner.introduction.authority.id
        after = await asyncio.to_thread(self._received, peer)
        frames = await client.fetch(after=after)
        if not frames:
            return False
        delivered, receipts = await asyncio.to_thread(self._taken, peer, frames)
        if receipts:
            await client.give_receipts(receipts)
        if delivered.refused is not None:
            raise PeerError(f"what the partner handed out is refused: {delivered.refused}")
        return any(receipt.outcome is not Receipt.DUPLICATE for receipt in delivered.receipts)

    def _received(self, peer: AuthorityId) -> int:
        return next((item.received for item in self._links.states() if _peer(item.partner) == peer), 0)

    def _taken(self, peer: AuthorityId, frames: tuple[bytes, ...]) -> tuple[Delivered, list[bytes]]:
        delivered = self._intake.accept(peer, frames)
        return delivered, [signed_receipt(self._speaker.keys, receipt) for receipt in delivered.receipts]


def _peer(partner: Partner) -> AuthorityId:
    return partner.introduction.authority.id
