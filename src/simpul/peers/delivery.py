"""Delivery: one task for each partner brings what waits in the outbox, in order, until a receipt proves that it came.

Rules:
1. One delivery is on its way to a partner at a time: as many envelopes as wait, within bounds.
2. An envelope needs no more bringing when a receipt for it verifies and agrees with our log (`services.delivering`).
3. When the partner expects an envelope that it had before, it was set back, and we bring everything from there again.
4. After a failure the task waits, longer each time, and goes on at once when the partner is heard from. What hinders
   it is kept in words.
5. Nothing here depends on a timer: releasing rings the bell. The timer is for a bell that nobody rang.
"""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass

from simpul.core.authority import AuthorityId
from simpul.core.errors import Error, InputError, PeerError
from simpul.core.exchange import Refusal
from simpul.core.holding import OutgoingEnvelope, Partner
from simpul.peers.client import PartnerClient, Speaker, TooLargeForPartnerError
from simpul.peers.deliveries import Answer
from simpul.peers.outbox import LinkOutbox
from simpul.peers.pace import Bell, Pace
from simpul.peers.receipts import read_receipts
from simpul.peers.tasks import LinkTasks, Tries
from simpul.services.ports.peering import Settlement
from simpul.services.ports.reading import Links

UNKNOWN = -1


class SetBackError(PeerError):
    """Says that the partner asks again for what it had."""


@dataclass(slots=True, kw_only=True)
class _Trip:
    """How far one link has come: `cursor` is the last number that needs no bringing."""

    peer: AuthorityId
    most: int
    cursor: int = UNKNOWN
    furthest: int = UNKNOWN
    client: PartnerClient | None = None

    async def client_for(self, partner: Partner, speaker: Speaker) -> PartnerClient:
        """Give the client for the partner as it is now: another address or key is another client."""
        if self.client is not None and self.client.partner.introduction != partner.introduction:
            await self.close()
        if self.client is None:
            self.client = PartnerClient(partner, speaker)
        return self.client

    async def close(self) -> None:
        """Close the connection."""
        client, self.client = self.client, None
        if client is not None:
            await client.close()


class Courier:
    """Delivers to every partner while `run` runs. `wake` and `heard_from` may be called from any thread."""

    def __init__(
        self, *, links: Links, outbox: LinkOutbox, settlement: Settlement, speaker: Speaker, pace: Pace
    ) -> None:
        """Begin at rest."""
        self._links = links
        self._outbox = outbox
        self._settlement = settlement
        self._speaker = speaker
        self._pace = pace
        self._tasks = LinkTasks(self._serve)

    async def run(self) -> None:
        """Deliver until cancelled."""
        await self._tasks.run(lambda: tuple(item.introduction.authority.id for item in self._links.partners()))

    def wake(self, peer: AuthorityId) -> None:
        """Say that something was queued for the partner."""
        self._tasks.tell(peer, Bell.ring)

    def heard_from(self, peer: AuthorityId) -> None:
        """Say that the partner was heard from."""
        self._tasks.tell(peer, Bell.ring_for_contact)

    async def _serve(self, peer: AuthorityId, bell: Bell) -> None:
        trip = _Trip(peer=peer, most=self._speaker.limits.max_envelopes_per_delivery)
        tries = Tries(peer, settlement=self._settlement, pace=self._pace)
        try:
            while True:
                bell.silence()
                try:
                    moved = await self._bring(trip)
                except Error as trouble:
                    if not isinstance(trouble, SetBackError):
                        trip.cursor = UNKNOWN
                    await bell.contact_within(await tries.failed(trouble), least=self._pace.least_between)
                    continue
                if trip.cursor > trip.furthest:
                    trip.furthest = trip.cursor
                    tries.succeeded()
                if not moved:
                    await bell.news_within(self._pace.idle)
        finally:
            await trip.close()

    async def _bring(self, trip: _Trip) -> bool:
        """Make one delivery, and say whether there may be more to deliver."""
        partner, portion = await asyncio.to_thread(self._look, trip)
        if partner is None or partner.suspended or not portion:
            return False
        client = await trip.client_for(partner, self._speaker)
        try:
            answer = await client.deliver([envelope.frame for envelope in portion])
        except TooLargeForPartnerError:
            if len(portion) == 1:
                raise
            trip.most = len(portion) // 2
            return True
        taken = await asyncio.to_thread(self._settle, partner, portion, answer)
        _advance(trip, portion, answer, taken)
        return True

    def _look(self, trip: _Trip) -> tuple[Partner | None, tuple[OutgoingEnvelope, ...]]:
        partner = self._links.partner(trip.peer)
        if partner is None or partner.suspended:
            return partner, ()
        if trip.cursor == UNKNOWN:
            trip.cursor = self._outbox.settled(trip.peer)
        return partner, self._outbox.portion(trip.peer, after=trip.cursor, most=trip.most)

    def _settle(self, partner: Partner, portion: Sequence[OutgoingEnvelope], answer: Answer) -> int:
        """Settle what the partner gave receipts for, and say how many of the portion that is."""
        introduction = partner.introduction
        try:
            receipts = read_receipts(answer.receipts, link=introduction, us=self._speaker.us)
        except InputError as exc:
            raise PeerError(f"the partner gave a receipt that does not hold: {exc}") from exc
        brought = [(envelope.number, envelope.id) for envelope in portion[: len(receipts)]]
        if [(item.receipt.number, item.receipt.envelope) for item in receipts] != brought:
            raise PeerError("the partner gave receipts for other envelopes than it was brought")
        self._settlement.settle(introduction.authority.id, receipts)
        return len(receipts)


def _advance(trip: _Trip, portion: Sequence[OutgoingEnvelope], answer: Answer, taken: int) -> None:
    """Move the cursor by what was taken, or back to where the partner wants to begin."""
    first = portion[0].number
    if taken:
        trip.cursor = portion[taken - 1].number
    elif answer.expected < first:
        trip.cursor = max(0, answer.expected - 1)
        raise SetBackError(f"the partner asks again from envelope {answer.expected}, where {first} is next")
    if answer.refused is not None and answer.refused.refusal is not Refusal.GAP:
        raise PeerError(f"the partner refused envelope {first + taken}: {answer.refused}")
    if not taken:
        raise PeerError("the partner took nothing and does not say why")
