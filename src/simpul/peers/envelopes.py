r"""Envelopes: what passes between two nodes, signed over exact bytes and encrypted for one recipient.

The frame, all lengths 4 bytes, big-endian:

    SIMPUL1\n | length, header | length, wrapped key | length, ciphertext | 64 bytes of signature

1. The header is the canonical bytes of `core.exchange.EnvelopeHeader`. Its `digest` is the SHA-256 of the ciphertext.
2. The payload is encrypted with AES-256-GCM under a key of its own, a nonce of 12 bytes in front. The associated data
   is the SHA-256 of the header as it stands after its first field, which is the digest of this very ciphertext.
3. That key is wrapped for the recipient (`sealing`) under the domain word, the SHA-256 of the whole header and the
   recipient's id: a wrap taken out of one envelope opens no other.
4. The signature covers domain word, header, wrapped key and the SHA-256 of the ciphertext (`signatures`). Those signed
   bytes give the envelope's id. Since the header names the recipient, nobody can pass an envelope off as meant for
   somebody else.

Opening checks in this order, and uses nothing of what comes later: size, magic, lengths, canonical header, signature
under the key of the link, version, suite, kind, the rest of the header, recipient and sender, digest, wrap, content.
"""

import hashlib
import re
import secrets
import struct
from dataclasses import dataclass
from datetime import datetime
from typing import NoReturn

import msgspec
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from simpul.core.authority import AuthorityId
from simpul.core.errors import InputError
from simpul.core.exchange import (
    ENVELOPE_VERSION,
    SUITE,
    EnvelopeHeader,
    EnvelopeRefusedError,
    Introduction,
    MessageKind,
    Refusal,
    header_refusal,
)
from simpul.core.holding import OutgoingEnvelope
from simpul.core.ids import Domain, canonical_bytes, record_id
from simpul.core.node import Limits
from simpul.peers.canonical import canonical_object, check_spelling, decoded, spelled
from simpul.peers.keys import NodeKeyring
from simpul.peers.sealing import wrapped
from simpul.peers.signatures import SIGNATURE_BYTES, holds, signed_bytes

MAGIC = b"SIMPUL1\n"
KEY_BYTES = 32
NONCE_BYTES = 12
MOST_WRAP_BYTES = 8 * 1024

_LENGTH = struct.Struct(">I")
_OTHER_MAGIC = re.compile(rb"SIMPUL[0-9A-Za-z.]{1,8}\n")
_DIGEST_FIELD = len('{"digest":"",') + 64
_HEADER = msgspec.json.Decoder(EnvelopeHeader)


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """An envelope whose signature held and whose content was decrypted."""

    id: str
    header: EnvelopeHeader
    payload: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class _Frame:
    header: bytes
    wrap: bytes
    ciphertext: bytes
    signature: bytes

    @property
    def signed(self) -> bytes:
        digest = hashlib.sha256(self.ciphertext).digest()
        return signed_bytes(Domain.ENVELOPE, self.header, self.wrap, digest)


@dataclass(frozen=True, slots=True, kw_only=True)
class NodeEnvelopes:
    """Seals and opens the envelopes of one node."""

    us: AuthorityId
    keyring: NodeKeyring
    limits: Limits

    def seal(
        self, payload: bytes, *, kind: MessageKind, recipient: Introduction, number: int, at: datetime
    ) -> OutgoingEnvelope:
        """Give the signed and encrypted envelope for one recipient.

        Raises:
            InputError: it would be larger than an envelope may be, or the recipient's sealing key is none.
        """
        to = recipient.authority.id
        terms = {
            "kind": kind,
            "number": number,
            "recipient": to,
            "sender": self.us,
            "sent_at": at,
            "suite": SUITE,
            "version": ENVELOPE_VERSION,
        }
        key, nonce = AESGCM.generate_key(bit_length=8 * KEY_BYTES), secrets.token_bytes(NONCE_BYTES)
        associated = hashlib.sha256(canonical_bytes(terms)[1:]).digest()
        ciphertext = nonce + AESGCM(key).encrypt(nonce, payload, associated)
        header = canonical_bytes({**terms, "digest": hashlib.sha256(ciphertext).hexdigest()})
        wrap = wrapped(key, sealing_key=recipient.sealing_key, info=_wrap_info(header, to))
        unsigned = _Frame(header=header, wrap=wrap, ciphertext=ciphertext, signature=b"")
        frame = _joined(unsigned, self.keyring.sign(unsigned.signed))
        if len(frame) > self.limits.max_envelope_bytes:
            raise InputError(f"an envelope would be larger than {self.limits.max_envelope_bytes} bytes", place="report")
        return OutgoingEnvelope(
            recipient=to, number=number, id=record_id(Domain.ENVELOPE, unsigned.signed), frame=frame
        )

    def open(self, frame: bytes, *, link: Introduction) -> Opened:
        """Give the opened envelope that came over the link with `link`.

        Raises:
            EnvelopeRefusedError: with the refusal, the place and a reason; nothing of the content was used.
        """
        parts = _parted(frame, self.limits)
        try:
            fields = canonical_object(parts.header, most_depth=self.limits.max_depth, place="header")
        except InputError as exc:
            raise _malformed(exc) from exc
        signed = parts.signed
        if not holds(identity_key=link.identity_key, signature=parts.signature, message=signed):
            detail = f"not signed with the key of {link.authority.id}"
            raise EnvelopeRefusedError(Refusal.BAD_SIGNATURE, place="envelope.signature", detail=detail)
        header = _header(fields, parts.header)
        self._check(header, parts, link.authority.id)
        return Opened(id=record_id(Domain.ENVELOPE, signed), header=header, payload=self._payload(header, parts))

    def _check(self, header: EnvelopeHeader, parts: _Frame, link: AuthorityId) -> None:
        refusal = header_refusal(header, us=self.us, link=link)
        if refusal is Refusal.NOT_TO_US:
            raise EnvelopeRefusedError(refusal, place="header.recipient", detail=f"it is to {header.recipient}")
        if refusal is not None:
            raise EnvelopeRefusedError(refusal, place="header.sender", detail=f"it is from {header.sender}")
        if hashlib.sha256(parts.ciphertext).hexdigest() != header.digest:
            detail = "not the SHA-256 of the ciphertext"
            raise EnvelopeRefusedError(Refusal.MALFORMED, place="header.digest", detail=detail)

    def _payload(self, header: EnvelopeHeader, parts: _Frame) -> bytes:
        key = self.keyring.unwrapped(parts.wrap, info=_wrap_info(parts.header, header.recipient))
        if key is None or len(key) != KEY_BYTES:
            detail = "no key was wrapped for us under this header"
            raise EnvelopeRefusedError(Refusal.NOT_DECRYPTABLE, place="envelope.wrap", detail=detail)
        nonce, content = parts.ciphertext[:NONCE_BYTES], parts.ciphertext[NONCE_BYTES:]
        try:
            return AESGCM(key).decrypt(nonce, content, hashlib.sha256(parts.header[_DIGEST_FIELD:]).digest())
        except (InvalidTag, ValueError) as exc:
            detail = "the content does not open under its key"
            raise EnvelopeRefusedError(Refusal.NOT_DECRYPTABLE, place="envelope.ciphertext", detail=detail) from exc


def _wrap_info(header: bytes, recipient: AuthorityId) -> bytes:
    return signed_bytes(Domain.ENVELOPE, hashlib.sha256(header).digest(), recipient.encode())


def _joined(parts: _Frame, signature: bytes) -> bytes:
    framed = [MAGIC]
    for part in (parts.header, parts.wrap, parts.ciphertext):
        framed += (_LENGTH.pack(len(part)), part)
    return b"".join((*framed, signature))


def _parted(frame: bytes, limits: Limits) -> _Frame:
    if len(frame) > limits.max_envelope_bytes:
        detail = f"{len(frame)} bytes, where {limits.max_envelope_bytes} are the most"
        raise EnvelopeRefusedError(Refusal.TOO_LARGE, place="envelope", detail=detail)
    if not frame.startswith(MAGIC):
        other = _OTHER_MAGIC.match(frame) is not None
        refusal = Refusal.UNKNOWN_VERSION if other else Refusal.MALFORMED
        raise EnvelopeRefusedError(refusal, place="envelope.magic", detail="does not begin with SIMPUL1")
    header, position = _part(frame, len(MAGIC), most=limits.max_header_bytes, place="envelope.header")
    wrap, position = _part(frame, position, most=MOST_WRAP_BYTES, place="envelope.wrap")
    ciphertext, position = _part(frame, position, most=limits.max_envelope_bytes, place="envelope.ciphertext")
    if len(frame) - position != SIGNATURE_BYTES:
        _refuse_length("envelope.signature", f"{len(frame) - position} bytes, where {SIGNATURE_BYTES} are needed")
    return _Frame(header=header, wrap=wrap, ciphertext=ciphertext, signature=frame[position:])


def _part(frame: bytes, position: int, *, most: int, place: str) -> tuple[bytes, int]:
    start = position + _LENGTH.size
    if len(frame) < start:
        _refuse_length(place, "the frame ends before its length")
    (length,) = _LENGTH.unpack_from(frame, position)
    if length > most:
        raise EnvelopeRefusedError(
            Refusal.TOO_LARGE, place=place, detail=f"said to be {length} bytes, where {most} are the most"
        )
    if len(frame) < start + length:
        _refuse_length(place, f"said to be {length} bytes, but {len(frame) - start} follow")
    return frame[start : start + length], start + length


def _refuse_length(place: str, detail: str) -> NoReturn:
    raise EnvelopeRefusedError(Refusal.MALFORMED, place=place, detail=detail)


def _header(fields: dict[str, object], raw: bytes) -> EnvelopeHeader:
    """Read a header whose signature held: version and suite first, since they say how the rest is to be read."""
    for name, known, refusal in (
        ("version", ENVELOPE_VERSION, Refusal.UNKNOWN_VERSION),
        ("suite", SUITE, Refusal.UNKNOWN_SUITE),
    ):
        said = fields.get(name)
        if said is not None and said != known:
            raise EnvelopeRefusedError(refusal, place=f"header.{name}", detail=f"{str(said)[:40]!r}, not {known!r}")
    if "kind" in fields and fields["kind"] not in tuple(MessageKind):
        detail = repr(str(fields["kind"])[:40])
        raise EnvelopeRefusedError(Refusal.UNKNOWN_KIND, place="header.kind", detail=detail)
    for name in fields:
        if name not in EnvelopeHeader.__dataclass_fields__:
            detail = "there is no such field in version 1"
            raise EnvelopeRefusedError(Refusal.MALFORMED, place=f"header.{spelled(name)}", detail=detail)
    try:
        header = decoded(_HEADER, raw, place="header")
        check_spelling(header, raw, place="header")
    except InputError as exc:
        raise _malformed(exc) from exc
    return header


def _malformed(refused: InputError) -> EnvelopeRefusedError:
    return EnvelopeRefusedError(Refusal.MALFORMED, place=refused.place or "header", detail=refused.reason[:200])
