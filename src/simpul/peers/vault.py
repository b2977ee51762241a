"""The vault: small secrets of the node, encrypted at rest under a key that only the unlocked keyring has.

Each purpose has a key of its own (HKDF, RFC 5869), and the purpose is bound to the ciphertext (AES-256-GCM): what was
sealed as an officer's authenticator secret can be opened as nothing else.
"""

import secrets
from dataclasses import dataclass

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from simpul.core.errors import SettingsError, TamperedError

KEY_BYTES = 32
NONCE_BYTES = 12
INFO = b"simpul/vault/1/"


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class KeyVault:
    """Seals and opens under keys derived from one secret of the node, of 32 bytes."""

    key: bytes

    def __post_init__(self) -> None:
        """Refuse a key that is too short to be one."""
        if len(self.key) != KEY_BYTES:
            raise SettingsError("the vault needs a key of 32 bytes")

    def seal(self, secret: bytes, *, purpose: str) -> bytes:
        """Give the secret encrypted and bound to its purpose."""
        nonce = secrets.token_bytes(NONCE_BYTES)
        return nonce + self._cipher(purpose).encrypt(nonce, secret, purpose.encode())

    def open(self, sealed: bytes, *, purpose: str) -> bytes:
        """Give the secret back.

        Raises:
            TamperedError: the bytes were not sealed here, or for another purpose.
        """
        nonce, content = sealed[:NONCE_BYTES], sealed[NONCE_BYTES:]
        if len(nonce) < NONCE_BYTES:
            raise TamperedError("too short to be sealed")
        try:
            return self._cipher(purpose).decrypt(nonce, content, purpose.encode())
        except InvalidTag as exc:
            raise TamperedError("not sealed under this node's key for this purpose") from exc

    def _cipher(self, purpose: str) -> AESGCM:
        derived = HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=None, info=INFO + purpose.encode())
        return AESGCM(derived.derive(self.key))
