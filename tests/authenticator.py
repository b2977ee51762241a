"""An authenticator in software: makes passkeys and answers as a browser would, honestly or not.

It writes the bytes of Web Authentication Level 2 by itself (section 6.1 for the authenticator's data, 6.5.4 for the
attestation object, 5.8.1 for the client's data), and so shares nothing with the code that reads them.
"""

import base64
import hashlib
import json
import struct
from dataclasses import dataclass, field
from typing import Any

import cbor2
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256

USER_PRESENT, USER_VERIFIED, HAS_CREDENTIAL = 0x01, 0x04, 0x40


def base64url(raw: bytes) -> str:
    """Write bytes as base64url without padding."""
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


@dataclass(kw_only=True)
class Authenticator:
    """One device with one passkey; what it claims can be changed to make it dishonest."""

    origin: str
    host: str
    credential: bytes = b"\x07" * 32
    counter: int = 0
    flags: int = USER_PRESENT | USER_VERIFIED
    key: ec.EllipticCurvePrivateKey = field(default_factory=lambda: ec.generate_private_key(ec.SECP256R1()))

    def create(self, options: str) -> str:
        """Answer `navigator.credentials.create()`."""
        asked = json.loads(options)
        attestation = {"fmt": "none", "attStmt": {}, "authData": self._data(self.flags | HAS_CREDENTIAL)}
        response = {
            "clientDataJSON": base64url(self._client_data("webauthn.create", asked["challenge"])),
            "attestationObject": base64url(cbor2.dumps(attestation)),
            "transports": ["internal"],
        }
        return self._answer(response)

    def get(self, options: str) -> str:
        """Answer `navigator.credentials.get()`, one use further."""
        self.counter += 1
        asked = json.loads(options)
        client_data = self._client_data("webauthn.get", asked["challenge"])
        data = self._data(self.flags)
        signature = self.key.sign(data + hashlib.sha256(client_data).digest(), ec.ECDSA(SHA256()))
        response = {
            "clientDataJSON": base64url(client_data),
            "authenticatorData": base64url(data),
            "signature": base64url(signature),
            "userHandle": None,
        }
        return self._answer(response)

    def _answer(self, response: dict[str, Any]) -> str:
        name = base64url(self.credential)
        whole = {"id": name, "rawId": name, "type": "public-key", "response": response, "clientExtensionResults": {}}
        return json.dumps(whole)

    def _client_data(self, kind: str, challenge: str) -> bytes:
        said = {"type": kind, "challenge": challenge, "origin": self.origin, "crossOrigin": False}
        return json.dumps(said).encode()

    def _data(self, flags: int) -> bytes:
        head = hashlib.sha256(self.host.encode()).digest() + bytes([flags]) + struct.pack(">I", self.counter)
        if not flags & HAS_CREDENTIAL:
            return head
        return head + bytes(16) + struct.pack(">H", len(self.credential)) + self.credential + self._public_key()

    def _public_key(self) -> bytes:
        numbers = self.key.public_key().public_numbers()
        x, y = (number.to_bytes(32, "big") for number in (numbers.x, numbers.y))
        return bytes(cbor2.dumps({1: 2, 3: -7, -1: 1, -2: x, -3: y}))
