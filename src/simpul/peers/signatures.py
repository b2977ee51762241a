"""Signatures: which bytes one covers, and whether it holds.

Rules:
1. What is signed are exact bytes, put together as in DSSE's pre-authentication encoding: each part with its length in
   front, the domain word first. Two different lists of parts never give the same bytes, and a signature of one kind
   is never one of another kind.
2. Ed25519 (RFC 8032). A key of small order is no key: under it a signature that nobody made holds for any message.
"""

import re
from functools import lru_cache

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from simpul.core.errors import InputError
from simpul.core.ids import Domain

SIGNATURE_BYTES = 64
PREFIX = b"SIMPULv1"

_IDENTITY_KEY = re.compile(r"[0-9a-f]{64}")
_SMALL_ORDER = frozenset(
    {
        # The eight points of small order, and those of them whose y also has a second spelling (y + p); sign bit aside.
        "0000000000000000000000000000000000000000000000000000000000000000",
        "0100000000000000000000000000000000000000000000000000000000000000",
        "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
        "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
        "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
    }
)


def signed_bytes(domain: Domain, *parts: bytes) -> bytes:
    """Give the bytes that a signature of this kind over these parts covers."""
    framed = [PREFIX, b"%d" % len(domain), domain.encode()]
    for part in parts:
        framed += (b"%d" % len(part), part)
    return b" ".join(framed)


def holds(*, identity_key: str, signature: bytes, message: bytes) -> bool:
    """Say whether the signature is the key's over exactly these bytes; what is no key signs nothing."""
    key = _public_key(identity_key)
    if key is None or len(signature) != SIGNATURE_BYTES:
        return False
    try:
        key.verify(signature, message)
    except InvalidSignature:
        return False
    return True


def checked_identity_key(identity_key: str, *, place: str) -> str:
    """Give the key back when it can be one.

    Raises:
        InputError: it is not 64 hexadecimal digits, or of small order.
    """
    if not _IDENTITY_KEY.fullmatch(identity_key):
        raise InputError("not 64 hexadecimal digits", place=place)
    if _is_of_small_order(identity_key):
        raise InputError("a key of small order, under which anybody can sign", place=place)
    return identity_key


def _is_of_small_order(identity_key: str) -> bool:
    raw = bytes.fromhex(identity_key)
    return (raw[:-1] + bytes([raw[-1] & 0x7F])).hex() in _SMALL_ORDER


@lru_cache(maxsize=1_024)
def _public_key(identity_key: str) -> Ed25519PublicKey | None:
    if not _IDENTITY_KEY.fullmatch(identity_key) or _is_of_small_order(identity_key):
        return None
    return Ed25519PublicKey.from_public_bytes(bytes.fromhex(identity_key))
