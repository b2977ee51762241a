"""The outbox in portions: as many envelopes as one delivery holds, bounded by bytes and by count."""

from dataclasses import dataclass

from simpul.core.authority import AuthorityId
from simpul.core.holding import OutgoingEnvelope, Partner
from simpul.core.node import Limits
from simpul.services.ports.reading import Links

READ_AT_ONCE = 16
"""Envelopes are read a few at a time: a hundred of the largest would not fit into memory."""
OVERHEAD_BYTES = 64


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkOutbox:
    """Reads what is to go to a partner, in portions that one delivery can hold."""

    links: Links
    limits: Limits

    def portion(self, peer: AuthorityId, *, after: int, most: int) -> tuple[OutgoingEnvelope, ...]:
        """Give the envelopes above a number, in order, at most so many and no more bytes than a delivery has."""
        most = min(most, self.limits.max_envelopes_per_delivery)
        room = self.limits.max_delivery_bytes - OVERHEAD_BYTES
        chosen: list[OutgoingEnvelope] = []
        while len(chosen) < most:
            reading = min(READ_AT_ONCE, most - len(chosen))
            found = self.links.outgoing(peer, after=chosen[-1].number if chosen else after, limit=reading)
            for envelope in found:
                size = len(envelope.frame) + OVERHEAD_BYTES
                if chosen and size > room:
                    return tuple(chosen)
                chosen.append(envelope)
                room -= size
            if len(found) < reading:
                break
        return tuple(chosen)

    def asked(self, peer: AuthorityId, *, after: int) -> tuple[OutgoingEnvelope, ...]:
        """Give what a partner asks for: the envelopes above a number, and again those it gave no receipt for."""
        settled = self.settled(peer)
        return self.portion(peer, after=min(after, settled), most=self.limits.max_envelopes_per_delivery)

    def settled(self, peer: AuthorityId) -> int:
        """Give the number of the last envelope that the partner gave a receipt for."""
        return next((state.settled for state in self.links.states() if _is(state.partner, peer)), 0)

    def sent(self, peer: AuthorityId) -> int:
        """Give the number of the last envelope that was queued for the partner."""
        return next((state.sent for state in self.links.states() if _is(state.partner, peer)), 0)


def _is(partner: Partner, peer: AuthorityId) -> bool:
    return partner.introduction.authority.id == peer
