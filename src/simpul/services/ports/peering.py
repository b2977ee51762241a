"""Peering: what carries envelopes between two nodes, and what the services do for it.

Three rooms meet here and none imports another: `peers` speaks the protocol, `web` has the door that partners knock
on, services decide. A request of a partner carries a proof: a signature of its identity key over method, target,
digest of the body, time and a nonce.
"""

from collections.abc import Sequence
from typing import Protocol

from simpul.core.authority import AuthorityId
from simpul.core.exchange import EnvelopeRefusedError, SignedReceipt
from simpul.core.holding import OutgoingEnvelope, Partner


class ProvenReceipt(Protocol):
    """A receipt of a partner whose signature held."""

    @property
    def receipt(self) -> SignedReceipt:
        """What the partner says."""

    @property
    def signed(self) -> bytes:
        """The bytes that prove it."""


class Delivered(Protocol):
    """What became of a delivery."""

    @property
    def receipts(self) -> tuple[SignedReceipt, ...]:
        """One for each envelope that was taken, in order."""

    @property
    def expected(self) -> int:
        """The number that is expected next."""

    @property
    def refused(self) -> EnvelopeRefusedError | None:
        """What stopped the delivery, if anything did."""


class Intake(Protocol):
    """Takes in what partners send."""

    def accept(self, link: AuthorityId, frames: Sequence[bytes]) -> Delivered:
        """Take in the envelopes of one link, in order, each once.

        Raises:
            EnvelopeRefusedError: the link is no partner's, or is suspended.
        """


class Settlement(Protocol):
    """Keeps what partners say about what we sent."""

    def settle(self, peer: AuthorityId, receipts: Sequence[ProvenReceipt]) -> None:
        """Keep receipts and move the cursor of the link.

        Raises:
            TamperedError: the partner's log of the link is not ours.
        """

    def note_trouble(self, peer: AuthorityId, trouble: str) -> None:
        """Keep, in words, why nothing can be delivered at the moment."""


class Outbox(Protocol):
    """Reads what is to go to a partner, in portions that one delivery can hold."""

    def portion(self, peer: AuthorityId, *, after: int, most: int) -> tuple[OutgoingEnvelope, ...]:
        """Give the envelopes above a number, in order, at most so many."""

    def asked(self, peer: AuthorityId, *, after: int) -> tuple[OutgoingEnvelope, ...]:
        """Give what a partner asks for: the envelopes above a number, and again those it gave no receipt for."""


class Caller(Protocol):
    """A partner that proved a request, with the SHA-256 that the body must have."""

    @property
    def partner(self) -> Partner:
        """Who asks."""

    @property
    def digest(self) -> str:
        """The digest of the body, in hexadecimal."""


class RequestProofs(Protocol):
    """Tells from the head of a request which partner makes it."""

    def caller(self, *, method: str, target: str, link: str, proof: str) -> Caller:
        """Give the partner whose key proves the request, however old: for what may be done twice.

        Raises:
            DeniedError: there is no such partner, or the proof is not its own. Both look the same.
        """

    def fresh_caller(self, *, method: str, target: str, link: str, proof: str) -> Caller:
        """Give the partner whose key proves the request now, for the first time: for what is handed out.

        Raises:
            DeniedError: as above, or the proof is old, or was used.
        """


class Documents(Protocol):
    """Writes and reads the bodies of requests and answers."""

    def delivery(self, frames: Sequence[bytes]) -> bytes:
        """Give the body that holds these frames."""

    def frames(self, body: bytes) -> tuple[bytes, ...]:
        """Give the frames of a body, unopened.

        Raises:
            InputError: it is malformed, or holds too many; with the place.
        """

    def answer(self, delivered: Delivered) -> bytes:
        """Give the answer to a delivery, its receipts signed."""

    def receipts(self, body: bytes, *, partner: Partner) -> tuple[ProvenReceipt, ...]:
        """Give the receipts that a partner sent.

        Raises:
            InputError: it is malformed, or a signature does not hold; with the place.
        """
