"""Passkeys: the options a browser asks an authenticator with, and the proofs that come back.

Norm: Web Authentication Level 2 (W3C, April 2021), sections 7.1 and 7.2. A passkey signs its officer in alone, so the
authenticator must have verified its user (PIN, finger, face), and keeps the credential itself. Attestation is not
asked for: which make a key is says nothing about who holds it.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit

import msgspec
import webauthn
from webauthn.helpers import base64url_to_bytes, bytes_to_base64url, options_to_json
from webauthn.helpers.exceptions import WebAuthnException
from webauthn.helpers.structs import (
    AttestationConveyancePreference,
    AuthenticatorSelectionCriteria,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from simpul.core.authority import Officer, OfficerId
from simpul.core.credentials import Passkey
from simpul.core.errors import InputError

MOST_ANSWER = 16 * 1024
MOST_ID = 1400
TIMEOUT_MS = 120_000


class _Answer(msgspec.Struct, frozen=True):
    id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BrowserPasskeys:
    """Passkeys for one node, known by the host of its address; `name` is what the browser shows."""

    base_url: str
    name: str

    @property
    def origin(self) -> str:
        """The only origin whose proofs count."""
        parts = urlsplit(self.base_url)
        return f"{parts.scheme}://{parts.netloc}"

    @property
    def host(self) -> str:
        """The relying party's id."""
        return urlsplit(self.base_url).hostname or ""

    def creation_options(self, officer: Officer, *, challenge: str, known: Sequence[Passkey]) -> str:
        """Give the options, as JSON, with which a browser makes a passkey."""
        return options_to_json(
            webauthn.generate_registration_options(
                rp_id=self.host,
                rp_name=self.name,
                user_id=hashlib.sha256(f"{self.host}\x00{officer.id}".encode()).digest(),
                user_name=officer.id,
                user_display_name=officer.name,
                challenge=challenge.encode(),
                timeout=TIMEOUT_MS,
                attestation=AttestationConveyancePreference.NONE,
                authenticator_selection=AuthenticatorSelectionCriteria(
                    resident_key=ResidentKeyRequirement.REQUIRED, user_verification=UserVerificationRequirement.REQUIRED
                ),
                exclude_credentials=[
                    PublicKeyCredentialDescriptor(id=base64url_to_bytes(passkey.id)) for passkey in known
                ],
            )
        )

    def request_options(self, *, challenge: str) -> str:
        """Give the options, as JSON, with which a browser shows any passkey it has for this node."""
        return options_to_json(
            webauthn.generate_authentication_options(
                rp_id=self.host,
                challenge=challenge.encode(),
                timeout=TIMEOUT_MS,
                user_verification=UserVerificationRequirement.REQUIRED,
            )
        )

    def created(self, answer: str, *, challenge: str, officer: OfficerId, name: str, at: datetime) -> Passkey:
        """Give the passkey that the browser made.

        Raises:
            InputError: the answer does not prove one for this challenge, this node and a verified user.
        """
        self.credential(answer)
        try:
            made = webauthn.verify_registration_response(
                credential=answer,
                expected_challenge=challenge.encode(),
                expected_rp_id=self.host,
                expected_origin=self.origin,
                require_user_verification=True,
            )
        except (WebAuthnException, ValueError, RecursionError) as exc:
            raise InputError("the browser's answer proves no passkey for this node", place="passkey") from exc
        return Passkey(
            id=bytes_to_base64url(made.credential_id),
            officer=officer,
            public_key=made.credential_public_key,
            counter=made.sign_count,
            name=name,
            added_at=at,
        )

    def credential(self, answer: str) -> str:
        """Give the credential id that the answer speaks of; nothing is proved by it.

        Raises:
            InputError: the answer is malformed.
        """
        if len(answer) > MOST_ANSWER:
            raise InputError(f"longer than {MOST_ANSWER} characters", place="passkey")
        try:
            spoken_of = msgspec.json.decode(answer, type=_Answer).id
        except (msgspec.DecodeError, UnicodeEncodeError, RecursionError) as exc:
            raise InputError("not an answer of a browser", place="passkey") from exc
        if len(spoken_of) > MOST_ID:
            raise InputError("no credential's id is so long", place="passkey.id")
        return spoken_of

    def counter(self, answer: str, *, challenge: str, passkey: Passkey) -> int:
        """Give the passkey's new use counter.

        Raises:
            InputError: the answer does not prove the passkey for this challenge, this node and a verified user, or
                its counter went back.
        """
        if self.credential(answer) != passkey.id:
            raise InputError("the answer speaks of another passkey", place="passkey.id")
        try:
            proved = webauthn.verify_authentication_response(
                credential=answer,
                expected_challenge=challenge.encode(),
                expected_rp_id=self.host,
                expected_origin=self.origin,
                credential_public_key=passkey.public_key,
                credential_current_sign_count=passkey.counter,
                require_user_verification=True,
            )
        except (WebAuthnException, ValueError, RecursionError) as exc:
            raise InputError("the browser's answer does not prove this passkey", place="passkey") from exc
        return proved.new_sign_count
