"""Credentials: what an officer proves with who he or she is. Secrets themselves are never here, only their hashes.

A secret of ours (link, session, token) has 256 bits of chance, so its plain SHA-256 can stand in a table: there is
nothing to guess. The hash is taken together with a word for its kind, so that a link can never serve as a session.
"""

import hashlib
import hmac
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from simpul.core.authority import Officer, OfficerId
from simpul.core.errors import InputError
from simpul.core.ids import bounded_text

MOST_SECRET = 200
"""No secret of ours is longer; what is longer is not looked up."""
TOKEN_PREFIX = "simpul_"  # noqa: S105  the public beginning, by which scanners recognise a leaked token
LONGEST_NAME = 60


class SecretKind(StrEnum):
    """What a secret of ours is; the word is hashed with it."""

    LINK = "simpul/link/1"
    SESSION = "simpul/session/1"
    TOKEN = "simpul/token/1"  # noqa: S105  the word for a kind, not a secret
    FORM = "simpul/form/1"
    CHALLENGE = "simpul/challenge/1"


class Scope(StrEnum):
    """What an API token may be used for; never more than its officer may do."""

    READ = "read"
    WRITE = "write"
    RELEASE = "release"
    IMPORT = "import"
    PAYMENTS = "payments"


class Stage(StrEnum):
    """How far a session is signed in."""

    SET_UP = "set-up"
    """The one-time link was redeemed; a second factor is still to be set up."""
    CONFIRM = "confirm"
    """The one-time link was redeemed; the second factor is still to be shown."""
    FULL = "full"


class CredentialKind(StrEnum):
    """What a request proves itself with."""

    SESSION = "session"
    TOKEN = "token"  # noqa: S105  the name of a kind, not a secret


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A one-time sign-in link: for whom, by whom, until when."""

    officer: OfficerId
    issued_by: str
    issued_at: datetime
    ends_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """A session; `id` names it to its officer, the secret itself is with the browser only."""

    id: str
    officer: OfficerId
    stage: Stage
    started_at: datetime
    ends_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Passkey:
    """A passkey (Web Authentication Level 2): its credential id in base64url, its public key, and its use counter."""

    id: str
    officer: OfficerId
    public_key: bytes
    counter: int
    name: str
    added_at: datetime
    last_used_at: datetime | None = None

    def __post_init__(self) -> None:
        """Refuse a passkey without a name that tells it from others."""
        checked_name(self.name, place="passkey.name")


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeFactor:
    """An authenticator app: its sealed secret, and the last step whose code was used (RFC 6238, section 5.2)."""

    officer: OfficerId
    sealed: bytes
    added_at: datetime
    last_step: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Factors:
    """The second factors of one officer."""

    passkeys: tuple[Passkey, ...] = ()
    code: CodeFactor | None = None

    @property
    def count(self) -> int:
        """How many there are."""
        return len(self.passkeys) + (1 if self.code else 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """An API token of an officer, with what it may be used for and until when."""

    id: str
    officer: OfficerId
    name: str
    scopes: tuple[Scope, ...]
    issued_at: datetime
    ends_at: datetime
    last_used_at: datetime | None = None

    def __post_init__(self) -> None:
        """Refuse a token without name, scope or time."""
        checked_name(self.name, place="token.name")
        if not self.scopes or self.scopes != tuple(scope for scope in Scope if scope in self.scopes):
            raise InputError("a token needs its scopes, each named once, in order", place="token.scopes")
        if self.ends_at <= self.issued_at:
            raise InputError("a token ends after it began", place="token.ends_at")


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedIn:
    """An officer who has proved who he or she is, with what, and what that may be used for."""

    officer: Officer
    kind: CredentialKind
    credential: str
    stage: Stage
    scopes: tuple[Scope, ...]
    ends_at: datetime


def checked_name(value: str, *, place: str) -> str:
    """Give the name that an officer gave a credential back.

    Raises:
        InputError: it is empty or too long.
    """
    if not bounded_text(value, place=place, most=LONGEST_NAME).strip():
        raise InputError("a name is needed, to tell it from others", place=place)
    return value


def secret_hash(kind: SecretKind, secret: str) -> str:
    """Give what is stored in place of a secret; a text that is too long for one gives a hash that none has."""
    text = secret if len(secret) <= MOST_SECRET else ""
    return hashlib.sha256(kind.encode() + b"\x00" + text.encode("utf-8", "replace")).hexdigest()


def form_key(session_secret: str) -> str:
    """Give the value that must come back with every form of the session.

    Nobody can work it out without the session's secret, and the secret cannot be worked out of it.
    """
    return hmac.new(session_secret.encode("utf-8", "replace"), SecretKind.FORM.encode(), hashlib.sha256).hexdigest()


def is_form_key(session_secret: str, shown: str) -> bool:
    """Say whether the value belongs to the session, in a time that tells nothing of it."""
    return hmac.compare_digest(form_key(session_secret).encode(), shown.encode("utf-8", "replace"))
