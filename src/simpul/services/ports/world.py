"""The world as the services need it: time, chance, keys, envelopes and payloads."""

from datetime import datetime
from typing import Protocol

from simpul.core.exchange import EnvelopeHeader, Introduction, MessageKind
from simpul.core.holding import OutgoingEnvelope
from simpul.core.report import Disclosure


class Clock(Protocol):
    """Tells the time; in UTC."""

    def now(self) -> datetime:
        """Give the present moment, with its time zone."""


class Ids(Protocol):
    """Makes chance."""

    def new_id(self) -> str:
        """Give a random id of 32 hexadecimal digits."""

    def secret(self) -> str:
        """Give a secret for a link, a session or a token: 43 URL-safe characters."""

    def padding(self, count: int) -> tuple[bytes, ...]:
        """Give so many random hashes of 32 bytes."""


class NodeKeys(Protocol):
    """The node's identity key."""

    @property
    def identity_key(self) -> str:
        """The public half, in hexadecimal: by which others check what the node signed."""

    def sign(self, message: bytes) -> bytes:
        """Give the Ed25519 signature of the node over the message."""

    def verify(self, *, identity_key: str, signature: bytes, message: bytes) -> bool:
        """Say whether the signature is the key's over exactly these bytes."""


class OpenedEnvelope(Protocol):
    """An envelope whose signature held and whose content was decrypted."""

    @property
    def id(self) -> str:
        """The hash of the signed bytes."""

    @property
    def header(self) -> EnvelopeHeader:
        """The signed header."""

    @property
    def payload(self) -> bytes:
        """What was inside."""


class Envelopes(Protocol):
    """Seals and opens envelopes."""

    def seal(
        self, payload: bytes, *, kind: MessageKind, recipient: Introduction, number: int, at: datetime
    ) -> OutgoingEnvelope:
        """Give the signed and encrypted envelope for one recipient."""

    def open(self, frame: bytes, *, link: Introduction) -> OpenedEnvelope:
        """Give the opened envelope.

        Raises:
            EnvelopeRefusedError: with the `core.exchange.Refusal` and its place; nothing of the content was used.
        """


class Payloads(Protocol):
    """Turns disclosures into payload bytes and back."""

    def encode(self, disclosure: Disclosure) -> bytes:
        """Give the payload; assertions and report stand in it byte for byte as they were signed."""

    def decode(self, payload: bytes) -> Disclosure:
        """Read a payload.

        Raises:
            InputError: it is malformed, with the place; unknown handling values too.
        """


class Introductions(Protocol):
    """Reads signed introductions."""

    def read(self, signed: bytes) -> tuple[Introduction, str]:
        """Give the introduction and the fingerprint of its identity key.

        Raises:
            InputError: it is malformed, or its signature does not hold.
        """
