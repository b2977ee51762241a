"""Statements: a body in canonical bytes with its author's signature, as one JSON object.

    {"body":{...},"signature":"128 hexadecimal digits"}

Introductions and receipts travel so. The body stands in it byte for byte as it was signed.
"""

import re

import msgspec

from simpul.core.errors import InputError
from simpul.core.ids import Domain
from simpul.peers.canonical import canonical_object, decoded, inside
from simpul.peers.signatures import holds, signed_bytes
from simpul.services.ports.world import NodeKeys

MOST_DEPTH = 8

_SIGNATURE = re.compile(r"[0-9a-f]{128}")


class Statement(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A statement whose form is in order; whether its signature holds is another question."""

    body: msgspec.Raw
    signature: str


_DECODER = msgspec.json.Decoder(Statement)


def signed_statement(keys: NodeKeys, domain: Domain, body: bytes) -> bytes:
    """Give the statement over these canonical bytes, signed by the node."""
    return _written(body, keys.sign(signed_bytes(domain, body)).hex())


def read_statement(raw: bytes, *, most_bytes: int, place: str) -> tuple[bytes, bytes]:
    """Give body and signature of a statement; the body is canonical, the signature not yet checked.

    Raises:
        InputError: it is too long, malformed, or not written as statements are.
    """
    if len(raw) > most_bytes:
        raise InputError(f"longer than {most_bytes} bytes", place=place)
    statement = decoded(_DECODER, raw, place=place)
    body = bytes(statement.body)
    if not _SIGNATURE.fullmatch(statement.signature):
        raise InputError("not 128 hexadecimal digits", place=f"{place}.signature")
    if _written(body, statement.signature) != raw:
        raise InputError("not canonical: body, then signature, each once, no blanks", place=place)
    try:
        canonical_object(body, most_depth=MOST_DEPTH, place="body")
    except InputError as exc:
        raise inside(place, exc) from exc
    return body, bytes.fromhex(statement.signature)


def check_statement(*, identity_key: str, domain: Domain, body: bytes, signature: bytes, place: str) -> None:
    """Check that the signature is the key's over this body.

    Raises:
        InputError: it is not.
    """
    if not holds(identity_key=identity_key, signature=signature, message=signed_bytes(domain, body)):
        raise InputError("the signature does not hold", place=f"{place}.signature")


def _written(body: bytes, signature: str) -> bytes:
    return b'{"body":%b,"signature":"%b"}' % (body, signature.encode())
