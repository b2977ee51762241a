r"""Deliveries: the bodies of requests and answers between nodes.

A delivery, all lengths and the count 4 bytes, big-endian; a frame in it may be anything, `envelopes` opens it:

    SIMPULD1\n | count | length, frame | length, frame | ...

The answer is a JSON object: `receipts` (signed, in order), `expected` (the number that comes next) and `refused`
(what stopped the delivery, or null). Receipts for what was fetched travel as `{"receipts":[...]}`.
"""

import struct
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated

import msgspec

from simpul.core.authority import AuthorityId
from simpul.core.errors import InputError
from simpul.core.exchange import EnvelopeRefusedError, Refusal
from simpul.core.holding import Partner
from simpul.core.node import Limits
from simpul.peers.canonical import decoded
from simpul.peers.receipts import MOST_BYTES as MOST_RECEIPT_BYTES
from simpul.peers.receipts import Proven, read_receipts, signed_receipt
from simpul.services.ports.peering import Delivered
from simpul.services.ports.world import NodeKeys

MAGIC = b"SIMPULD1\n"
MOST_RECEIPTS = 5_000
MOST_SAID = 200

_LENGTH = struct.Struct(">I")

Number = Annotated[int, msgspec.Meta(ge=0, le=2**53)]


class Refused(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a partner says stopped our delivery, in its own words."""

    refusal: Refusal
    place: str
    detail: str

    def __str__(self) -> str:
        """Say it in one line, bounded, with nothing that is not printed."""
        return f"{printed(self.refusal)} at {printed(self.place)}: {printed(self.detail)}".removesuffix(": ")


class Answer(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A partner's answer to a delivery, its receipts not yet checked."""

    receipts: Annotated[list[msgspec.Raw], msgspec.Meta(max_length=MOST_RECEIPTS)]
    expected: Number
    refused: Refused | None = None


class _Receipts(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    receipts: Annotated[list[msgspec.Raw], msgspec.Meta(max_length=MOST_RECEIPTS)]


_ANSWER = msgspec.json.Decoder(Answer)
_RECEIPTS = msgspec.json.Decoder(_Receipts)


def most_answer_bytes(limits: Limits) -> int:
    """Give how long an answer, or a body of receipts, can be."""
    return (limits.max_envelopes_per_delivery + 8) * (MOST_RECEIPT_BYTES + 8)


def read_answer(body: bytes) -> Answer:
    """Read a partner's answer to a delivery.

    Raises:
        InputError: it is malformed, with the place.
    """
    return decoded(_ANSWER, body, place="answer")


def written_receipts(signed: Sequence[bytes]) -> bytes:
    """Give the body that holds these receipts."""
    return b'{"receipts":[%b]}' % b",".join(signed)


def printed(text: str, *, most: int = MOST_SAID) -> str:
    """Give what somebody else says, bounded and with nothing that is not printed."""
    return "".join(character if character.isprintable() else " " for character in text[:most])


@dataclass(frozen=True, slots=True, kw_only=True)
class PeerDocuments:
    """Writes and reads the bodies that pass through a node's own door."""

    us: AuthorityId
    keys: NodeKeys
    limits: Limits

    def delivery(self, frames: Sequence[bytes]) -> bytes:
        """Give the body that holds these frames."""
        parts = [MAGIC, _LENGTH.pack(len(frames))]
        for frame in frames:
            parts += (_LENGTH.pack(len(frame)), frame)
        return b"".join(parts)

    def frames(self, body: bytes) -> tuple[bytes, ...]:
        """Give the frames of a body, unopened.

        Raises:
            InputError: it is malformed, or holds too many; with the place.
        """
        if not body.startswith(MAGIC):
            raise InputError("does not begin with SIMPULD1", place="delivery.magic")
        count, position = _length(body, len(MAGIC), place="delivery.count")
        if count > self.limits.max_envelopes_per_delivery:
            reason = f"said to be {count} envelopes, where {self.limits.max_envelopes_per_delivery} are the most"
            raise InputError(reason, place="delivery.count")
        frames = []
        for index in range(count):
            place = f"frames[{index}]"
            length, start = _length(body, position, place=place)
            position = start + length
            if position > len(body):
                raise InputError(f"said to be {length} bytes, but {len(body) - start} follow", place=place)
            frames.append(body[start:position])
        if position != len(body):
            raise InputError(f"{len(body) - position} bytes more than its frames", place="delivery")
        return tuple(frames)

    def answer(self, delivered: Delivered) -> bytes:
        """Give the answer to a delivery, its receipts signed."""
        receipts = [msgspec.Raw(signed_receipt(self.keys, receipt)) for receipt in delivered.receipts]
        return msgspec.json.encode(
            Answer(receipts=receipts, expected=delivered.expected, refused=_refused(delivered.refused))
        )

    def receipts(self, body: bytes, *, partner: Partner) -> tuple[Proven, ...]:
        """Give the receipts that a partner sent.

        Raises:
            InputError: it is malformed, or a signature does not hold; with the place.
        """
        fields = decoded(_RECEIPTS, body, place="receipts")
        return read_receipts(fields.receipts, link=partner.introduction, us=self.us)


def _length(body: bytes, position: int, *, place: str) -> tuple[int, int]:
    if len(body) < position + _LENGTH.size:
        raise InputError("the body ends here", place=place)
    return int(_LENGTH.unpack_from(body, position)[0]), position + _LENGTH.size


def _refused(error: EnvelopeRefusedError | None) -> Refused | None:
    if error is None:
        return None
    return Refused(refusal=error.refusal, place=printed(error.place), detail=printed(error.detail))
