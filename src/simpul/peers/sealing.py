"""Sealing: a key that only one recipient can unwrap.

HPKE (RFC 9180) in base mode with the hybrid KEM MLKEM768-X25519, HKDF-SHA256 and AES-256-GCM, from `cryptography`.
A public sealing key is the ML-KEM-768 key (1,184 bytes) and the X25519 key (32 bytes), one after the other.
"""

from functools import lru_cache

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.mlkem import MLKEM768PrivateKey, MLKEM768PublicKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.hpke import (
    AEAD,
    KDF,
    KEM,
    MLKEM768X25519PrivateKey,
    MLKEM768X25519PublicKey,
    Suite,
)

from simpul.core.errors import InputError

MLKEM_SEED_BYTES = 64
MLKEM_PUBLIC_BYTES = 1_184
X25519_BYTES = 32
PUBLIC_BYTES = MLKEM_PUBLIC_BYTES + X25519_BYTES
PRIVATE_BYTES = MLKEM_SEED_BYTES + X25519_BYTES

_HPKE = Suite(KEM.MLKEM768_X25519, KDF.HKDF_SHA256, AEAD.AES_256_GCM)


class SealingKey:
    """A private sealing key: unwraps what was wrapped for it."""

    def __init__(self, private: bytes) -> None:
        """Load the key from the 64 bytes of the ML-KEM seed and the 32 bytes of the X25519 key."""
        mlkem = MLKEM768PrivateKey.from_seed_bytes(private[:MLKEM_SEED_BYTES])
        x25519 = X25519PrivateKey.from_private_bytes(private[MLKEM_SEED_BYTES:])
        self._key = MLKEM768X25519PrivateKey(mlkem, x25519)
        self.public = (mlkem.public_key().public_bytes_raw() + x25519.public_key().public_bytes_raw()).hex()

    def unwrapped(self, wrap: bytes, *, info: bytes) -> bytes | None:
        """Give what was wrapped under the same `info`, or nothing when it was not wrapped for this key."""
        try:
            return _HPKE.decrypt(wrap, self._key, info=info)
        except InvalidTag:
            return None


def new_private_key() -> bytes:
    """Make the private bytes of a new sealing key."""
    return MLKEM768PrivateKey.generate().private_bytes_raw() + X25519PrivateKey.generate().private_bytes_raw()


def wrapped(secret: bytes, *, sealing_key: str, info: bytes) -> bytes:
    """Wrap a secret so that only the holder of the sealing key unwraps it, and only under the same `info`.

    Raises:
        InputError: the sealing key is none.
    """
    try:
        return _HPKE.encrypt(secret, _public_key(sealing_key), info=info)
    except ValueError as exc:
        raise InputError("no key can be wrapped for it", place="sealing_key") from exc


def checked_sealing_key(sealing_key: str, *, place: str) -> str:
    """Give the key back when something can be wrapped for it.

    Raises:
        InputError: it cannot.
    """
    try:
        wrapped(bytes(32), sealing_key=sealing_key, info=b"")
    except InputError as exc:
        raise InputError(exc.reason, place=place) from exc
    return sealing_key


@lru_cache(maxsize=256)
def _public_key(sealing_key: str) -> MLKEM768X25519PublicKey:
    raw = bytes.fromhex(sealing_key)
    if len(raw) != PUBLIC_BYTES:
        raise InputError(f"not {PUBLIC_BYTES} bytes", place="sealing_key")
    return MLKEM768X25519PublicKey(
        MLKEM768PublicKey.from_public_bytes(raw[:MLKEM_PUBLIC_BYTES]),
        X25519PublicKey.from_public_bytes(raw[MLKEM_PUBLIC_BYTES:]),
    )
