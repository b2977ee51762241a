"""The node's keys: made once, at init, and kept encrypted in one file.

Rules:
1. Two keys: an Ed25519 identity key, and a sealing key that envelopes are encrypted for (`sealing`). With them a
   secret of 32 bytes, of which other secrets of the node are derived, one for each purpose.
2. At rest they are encrypted with AES-256-GCM under a key that Argon2id (RFC 9106) makes of the passphrase. The cost
   stands in the file, is bound by the encryption, and has a floor; only a cost that says by its name that it is for
   tests may be below it.
3. A key file is never overwritten. It is written whole or not at all, readable by its owner only.

Out of scope: keys in hardware, and changing keys.
"""

import base64
import hashlib
import os
import secrets
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import msgspec
from argon2.low_level import Type, hash_secret_raw
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from simpul.core.errors import ConflictError, SettingsError
from simpul.core.ids import Domain, canonical_bytes
from simpul.peers.sealing import PRIVATE_BYTES, SealingKey, new_private_key
from simpul.peers.signatures import holds, signed_bytes

IDENTITY_BYTES = 32
SECRET_BYTES = 32
KEPT_BYTES = IDENTITY_BYTES + PRIVATE_BYTES + SECRET_BYTES
SALT_BYTES = 16
NONCE_BYTES = 12
MOST_FILE_BYTES = 16 * 1024
SHORTEST_PASSPHRASE = 8
FLOOR_MEMORY_KIB = 19 * 1024
FLOOR_PASSES = 2
WRONG_PASSPHRASE = "the passphrase does not open the key file, or the file was changed"  # noqa: S105  a sentence


class KeyCost(StrEnum):
    """What trying one passphrase costs whoever holds the file."""

    STANDARD = "standard"
    """64 MiB, three passes, four lanes (RFC 9106, section 4, second recommended option)."""
    FAST_FOR_TESTS = "fast-for-tests"
    """Next to nothing: for keys that protect nothing."""


class _Cost(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    name: KeyCost
    memory_kib: Annotated[int, msgspec.Meta(ge=8, le=4 * 1024 * 1024)]
    passes: Annotated[int, msgspec.Meta(ge=1, le=64)]
    lanes: Annotated[int, msgspec.Meta(ge=1, le=64)]


class _KeyFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    format: Domain
    cost: _Cost
    salt: str
    nonce: str
    sealed: str
    identity_key: str
    sealing_key: str


_COSTS = {
    KeyCost.STANDARD: _Cost(name=KeyCost.STANDARD, memory_kib=64 * 1024, passes=3, lanes=4),
    KeyCost.FAST_FOR_TESTS: _Cost(name=KeyCost.FAST_FOR_TESTS, memory_kib=8, passes=1, lanes=1),
}


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class NodeKeyring:
    """The node's own keys, ready for use. `identity_key` and `sealing_key` are the public ones, in hexadecimal."""

    identity_key: str
    sealing_key: str
    cost: KeyCost
    _identity: Ed25519PrivateKey
    _sealing: SealingKey
    _secret: bytes

    @property
    def fingerprint(self) -> str:
        """What people compare by telephone."""
        return fingerprint_of(self.identity_key)

    def sign(self, message: bytes) -> bytes:
        """Give the Ed25519 signature of the node over the message."""
        return self._identity.sign(message)

    def verify(self, *, identity_key: str, signature: bytes, message: bytes) -> bool:
        """Say whether the signature is the key's over exactly these bytes."""
        return holds(identity_key=identity_key, signature=signature, message=message)

    def unwrapped(self, wrap: bytes, *, info: bytes) -> bytes | None:
        """Give what was wrapped for this node under the same `info`, or nothing."""
        return self._sealing.unwrapped(wrap, info=info)

    def secret_for(self, purpose: str) -> bytes:
        """Give the secret of 32 bytes that this node has for one purpose (HKDF-SHA256, RFC 5869)."""
        info = signed_bytes(Domain.NODE_KEY, purpose.encode())
        return HKDF(algorithm=SHA256(), length=SECRET_BYTES, salt=None, info=info).derive(self._secret)


def fingerprint_of(identity_key: str) -> str:
    """Give eight groups of four characters: the first 160 bits of the SHA-256 of the identity key, in base 32."""
    digest = hashlib.sha256(bytes.fromhex(identity_key)).digest()[:20]
    text = base64.b32encode(digest).decode()
    return " ".join(text[start : start + 4] for start in range(0, len(text), 4))


def create_keys(path: Path, passphrase: str, cost: KeyCost = KeyCost.STANDARD) -> NodeKeyring:
    """Make the keys of a new node and keep them in the file.

    Raises:
        ConflictError: there are keys already.
        SettingsError: the passphrase is too short, or the file cannot be written.
    """
    if len(passphrase) < SHORTEST_PASSPHRASE:
        raise SettingsError(f"the passphrase is shorter than {SHORTEST_PASSPHRASE} characters")
    identity = Ed25519PrivateKey.generate().private_bytes_raw()
    private = identity + new_private_key() + secrets.token_bytes(SECRET_BYTES)
    keyring = _keyring(private, cost)
    salt, nonce = secrets.token_bytes(SALT_BYTES), secrets.token_bytes(NONCE_BYTES)
    file = _KeyFile(
        format=Domain.NODE_KEY,
        cost=_COSTS[cost],
        salt=salt.hex(),
        nonce=nonce.hex(),
        sealed="",
        identity_key=keyring.identity_key,
        sealing_key=keyring.sealing_key,
    )
    sealed = AESGCM(_derived(passphrase, file.cost, salt)).encrypt(nonce, private, _bound(file))
    _write_once(path, msgspec.json.encode(msgspec.structs.replace(file, sealed=sealed.hex())))
    return keyring


def load_keys(path: Path, passphrase: str) -> NodeKeyring:
    """Open the node's key file.

    Raises:
        SettingsError: there is no such file, it is not one of ours, or the passphrase does not open it.
    """
    file = _read(path)
    try:
        salt, nonce, sealed = (bytes.fromhex(text) for text in (file.salt, file.nonce, file.sealed))
    except ValueError as exc:
        raise SettingsError(f"{path.name}: not a key file of this program") from exc
    if len(salt) != SALT_BYTES or len(nonce) != NONCE_BYTES:
        raise SettingsError(f"{path.name}: not a key file of this program")
    try:
        private = AESGCM(_derived(passphrase, file.cost, salt)).decrypt(nonce, sealed, _bound(file))
    except InvalidTag as exc:
        raise SettingsError(f"{path.name}: {WRONG_PASSPHRASE}") from exc
    if len(private) != KEPT_BYTES:
        raise SettingsError(f"{path.name}: not a key file of this program")
    keyring = _keyring(private, file.cost.name)
    if (keyring.identity_key, keyring.sealing_key) != (file.identity_key, file.sealing_key):
        raise SettingsError(f"{path.name}: the public keys in it are not those of the private ones")
    return keyring


def _keyring(private: bytes, cost: KeyCost) -> NodeKeyring:
    identity = Ed25519PrivateKey.from_private_bytes(private[:IDENTITY_BYTES])
    sealing = SealingKey(private[IDENTITY_BYTES:-SECRET_BYTES])
    return NodeKeyring(
        identity_key=identity.public_key().public_bytes_raw().hex(),
        sealing_key=sealing.public,
        cost=cost,
        _identity=identity,
        _sealing=sealing,
        _secret=private[-SECRET_BYTES:],
    )


def _derived(passphrase: str, cost: _Cost, salt: bytes) -> bytes:
    return hash_secret_raw(
        secret=passphrase.encode(),
        salt=salt,
        time_cost=cost.passes,
        memory_cost=cost.memory_kib,
        parallelism=cost.lanes,
        hash_len=32,
        type=Type.ID,
    )


def _bound(file: _KeyFile) -> bytes:
    """Give everything in the file but the sealed bytes, so that none of it can be exchanged."""
    return canonical_bytes({**msgspec.to_builtins(file), "sealed": ""})


def _read(path: Path) -> _KeyFile:
    try:
        with path.open("rb") as stream:
            raw = stream.read(MOST_FILE_BYTES + 1)
    except OSError as exc:
        raise SettingsError(f"{path.name}: cannot be read: {exc.strerror}") from exc
    try:
        file = msgspec.json.decode(raw[:MOST_FILE_BYTES], type=_KeyFile)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as exc:
        raise SettingsError(f"{path.name}: not a key file of this program") from exc
    cost = file.cost
    too_cheap = cost.memory_kib < FLOOR_MEMORY_KIB or cost.passes < FLOOR_PASSES
    if file.format is not Domain.NODE_KEY or (too_cheap and cost.name is not KeyCost.FAST_FOR_TESTS):
        raise SettingsError(f"{path.name}: not a key file of this program, or its cost is below the floor")
    if cost.memory_kib < 8 * cost.lanes:
        raise SettingsError(f"{path.name}: its cost has more lanes than memory")
    return file


def _write_once(path: Path, content: bytes) -> None:
    """Write the file whole: content durable under another name first, then linked to a name that is not taken."""
    draft = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    try:
        descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        os.link(draft, path)
    except FileExistsError as exc:
        raise ConflictError(f"{path.name}: there are keys already") from exc
    except OSError as exc:
        raise SettingsError(f"{path.name}: cannot be written: {exc.strerror}") from exc
    finally:
        draft.unlink(missing_ok=True)
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
