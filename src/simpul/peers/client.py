"""The client: what one node says to one partner's door."""

from collections.abc import Sequence
from dataclasses import dataclass

import msgspec

from simpul.core.authority import AuthorityId
from simpul.core.errors import InputError, PeerError
from simpul.core.holding import Partner
from simpul.core.node import Limits, PlainHttp
from simpul.peers.addresses import address_of
from simpul.peers.deliveries import (
    Answer,
    PeerDocuments,
    most_answer_bytes,
    printed,
    read_answer,
    written_receipts,
)
from simpul.peers.egress import Egress, Reply
from simpul.peers.proofs import proof_headers
from simpul.services.ports.world import Clock, NodeKeys

DELIVERIES = "/peer/v1/deliveries"
OUTBOX = "/peer/v1/outbox"
RECEIPTS = "/peer/v1/receipts"
LONGEST_PAUSE = 30.0
TOO_MANY = "delivery.count"
"""The place that a partner names which takes fewer envelopes at once."""

_ERROR = msgspec.json.Decoder(dict[str, dict[str, str]])
_IN_WORDS = {
    401: "it does not know us, or not this key",
    403: "it has suspended the link with us",
}


class BusyPartnerError(PeerError):
    """Says that the partner wants us to wait, and for how many seconds."""

    def __init__(self, reason: str, *, pause: float) -> None:
        """Keep the pause in seconds."""
        super().__init__(reason)
        self.pause = pause


class TooLargeForPartnerError(PeerError):
    """Says that a delivery was longer than the partner takes, in bytes or in envelopes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """Who speaks to partners: this node, its keys and clock, and how it may connect. `pins` are by authority."""

    us: AuthorityId
    keys: NodeKeys
    clock: Clock
    documents: PeerDocuments
    limits: Limits
    pins: dict[AuthorityId, str]
    plain_http: PlainHttp


class PartnerClient:
    """Speaks to one partner's node, over a connection that is kept open."""

    def __init__(self, partner: Partner, speaker: Speaker) -> None:
        """Connect to nothing yet.

        Raises:
            PeerError: the partner's address cannot be used.
        """
        self.partner = partner
        self._speaker = speaker
        self._to = partner.introduction.authority.id
        try:
            address = address_of(partner.introduction.base_url, place="introduction.base_url")
        except InputError as exc:
            raise PeerError(f"the address of {self._to} cannot be used: {exc.reason}") from exc
        self._egress = Egress(address, pin=speaker.pins.get(self._to, ""), plain_http=speaker.plain_http)

    async def deliver(self, frames: Sequence[bytes]) -> Answer:
        """Bring envelopes, and give the partner's answer.

        Raises:
            PeerError: it could not be reached, refused, or answered what cannot be read.
        """
        body = self._speaker.documents.delivery(frames)
        reply = await self._ask("POST", DELIVERIES, body, most_bytes=most_answer_bytes(self._speaker.limits))
        try:
            return read_answer(reply.body)
        except InputError as exc:
            raise PeerError(f"the partner answered what cannot be read: {exc}") from exc

    async def fetch(self, *, after: int) -> tuple[bytes, ...]:
        """Fetch what the partner has for us above a number.

        Raises:
            PeerError: as above.
        """
        most = self._speaker.limits.max_delivery_bytes
        reply = await self._ask("GET", f"{OUTBOX}?after={after}", b"", most_bytes=most)
        try:
            return self._speaker.documents.frames(reply.body)
        except InputError as exc:
            raise PeerError(f"the partner answered what cannot be read: {exc}") from exc

    async def give_receipts(self, signed: Sequence[bytes]) -> None:
        """Give our receipts for what we fetched.

        Raises:
            PeerError: as above.
        """
        await self._ask("POST", RECEIPTS, written_receipts(signed), most_bytes=most_answer_bytes(self._speaker.limits))

    async def close(self) -> None:
        """Close the connection."""
        await self._egress.close()

    async def _ask(self, method: str, target: str, body: bytes, *, most_bytes: int) -> Reply:
        speaker = self._speaker
        headers = proof_headers(
            speaker.keys, us=speaker.us, to=self._to, method=method, target=target, body=body, at=speaker.clock.now()
        )
        reply = await self._egress.request(method, target, headers=headers, body=body, most_bytes=most_bytes)
        if reply.status != 200:
            raise _refusal(reply)
        return reply


def _refusal(reply: Reply) -> PeerError:
    place, said = _said(reply)
    said = _IN_WORDS.get(reply.status, said)
    if reply.status == 413 or place == TOO_MANY:
        return TooLargeForPartnerError(f"the partner refused: {said}")
    if reply.status == 429:
        pause = reply.headers.get("retry-after", "1")
        seconds = float(pause) if pause.isdecimal() and len(pause) < 6 else 1.0
        return BusyPartnerError(f"the partner refused: {said}", pause=min(seconds, LONGEST_PAUSE))
    if 300 <= reply.status < 400:
        return PeerError("the partner's address leads elsewhere, and we do not follow")
    return PeerError(f"the partner refused: {said}")


def _said(reply: Reply) -> tuple[str, str]:
    """Give the place that the answer names and what it says, as far as it is a document of ours."""
    try:
        error = _ERROR.decode(reply.body).get("error", {})
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        error = {}
    place, reason = printed(error.get("place", "")), printed(error.get("reason", ""))
    return place, ": ".join(part for part in (place, reason) if part) or f"it answered {reply.status}"
