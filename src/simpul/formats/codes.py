"""One-time codes of an authenticator app: six digits, thirty seconds, SHA-1, as every app reads them.

Norm: RFC 6238 (May 2011). A code of the step before and of the step after is taken too, for clocks that differ
(section 5.2); that each step serves once is for who keeps the last one.
"""

import base64
import hashlib
import hmac
import re
from dataclasses import dataclass
from datetime import datetime

import pyotp

SECRET_BYTES = 20
CODE = re.compile(r"[0-9]{6}")
NEIGHBOURS = (0, -1, 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class AuthenticatorCodes:
    """Codes of the apps that are set up for one authority's node."""

    issuer: str

    def new_secret(self, chance: str) -> str:
        """Give the secret in base32 that follows from 256 bits of chance."""
        return base64.b32encode(hashlib.sha256(chance.encode()).digest()[:SECRET_BYTES]).decode()

    def step(self, secret: str, code: str, *, at: datetime) -> int | None:
        """Give the time step that the code belongs to, the present one or a neighbour, or nothing."""
        shown = code.replace(" ", "")[:20]
        totp = pyotp.TOTP(secret)
        present = totp.timecode(at)
        found = [
            present + offset
            for offset in NEIGHBOURS
            if hmac.compare_digest(totp.generate_otp(present + offset).encode(), shown.encode("utf-8", "replace"))
        ]
        return found[0] if found and CODE.fullmatch(shown) else None

    def address(self, secret: str, *, officer: str) -> str:
        """Give the address that an authenticator app reads as a QR code."""
        return pyotp.TOTP(secret).provisioning_uri(name=officer, issuer_name=self.issuer)
