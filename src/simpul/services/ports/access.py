"""What signing in needs of the world: rows in the ledger's transaction, reads, passkeys, codes and a vault."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from simpul.core.access import Standing, Tries
from simpul.core.authority import Officer, OfficerId
from simpul.core.credentials import CodeFactor, Factors, Link, Passkey, Session, Token


class SignInRows(Protocol):
    """Links, sessions, tries and spent challenges, in a transaction. All secrets are hashes here."""

    def add_link(self, secret: str, link: Link) -> None:
        """Keep a link; the officer's earlier links serve no more."""

    def take_link(self, secret: str, *, at: datetime) -> Link | None:
        """Use a link up and give it, unless it was used, has ended or was never there."""

    def void_links(self, officer: OfficerId) -> None:
        """Let the officer's links serve no more."""

    def add_session(self, secret: str, session: Session) -> None:
        """Keep a session."""

    def session(self, secret: str, *, at: datetime) -> Session | None:
        """Give a session that has not ended."""

    def end_session(self, officer: OfficerId, session_id: str) -> bool:
        """End one of the officer's sessions; say whether there was one."""

    def end_sessions(self, officer: OfficerId) -> None:
        """End all sessions of the officer."""

    def tries(self, *, name: str, source: str, since: datetime, long_since: datetime) -> Tries:
        """Count the failed tries for this name and from this source; an empty name counts for nothing."""

    def add_try(self, *, name: str, source: str, at: datetime) -> None:
        """Count one failed try."""

    def spend(self, challenge: str, *, ends_at: datetime) -> bool:
        """Use a challenge up until it would end anyway; say whether it was unspent."""

    def sweep(self, *, at: datetime, tries_before: datetime) -> None:
        """Take away what has ended: links, sessions, challenges, and tries that count no more."""


class FactorRows(Protocol):
    """Second factors and who let whom in, in a transaction."""

    def factors(self, officer: OfficerId) -> Factors:
        """Give the officer's second factors."""

    def passkey(self, passkey_id: str) -> Passkey | None:
        """Give a passkey by its credential id."""

    def put_passkey(self, passkey: Passkey) -> None:
        """Keep a passkey, or its use."""

    def remove_passkey(self, officer: OfficerId, passkey_id: str) -> bool:
        """Take one of the officer's passkeys away; say whether there was one."""

    def put_code(self, factor: CodeFactor) -> None:
        """Keep the officer's authenticator app, or the last step it was used with."""

    def remove_code(self, officer: OfficerId) -> bool:
        """Take the officer's authenticator app away; say whether there was one."""

    def remove_all(self, officer: OfficerId) -> None:
        """Take all second factors of the officer away."""

    def admit(self, officer: OfficerId, *, by: str, at: datetime) -> None:
        """Note who added the officer, or last took the officer's second factors away."""

    def standing(self, officer: OfficerId) -> Standing:
        """Say who let the officer in, and how many second factors there are."""

    def roster(self) -> tuple[Officer, ...]:
        """Give all officers whose access has not ended, by id, as this transaction sees them."""

    def was_officer(self, officer: OfficerId) -> bool:
        """Say whether the id is or ever was an officer's."""


class TokenRows(Protocol):
    """API tokens, in a transaction."""

    def add(self, secret: str, token: Token) -> None:
        """Keep a token under the hash of its secret."""

    def held(self, officer: OfficerId, *, at: datetime) -> int:
        """Count the officer's tokens that serve at this moment."""

    def withdraw(self, officer: OfficerId, token_id: str, *, at: datetime) -> bool:
        """Withdraw one of the officer's tokens; say whether there was one that served."""

    def withdraw_all(self, officer: OfficerId, *, at: datetime) -> None:
        """Withdraw all tokens of the officer."""

    def note_use(self, token_id: str, *, at: datetime) -> None:
        """Keep when a token was last used."""


class AccessReads(Protocol):
    """Reads sessions, tokens and factors. They are the node's own affairs; the services check whose they are."""

    def session(self, secret: str, *, at: datetime) -> Session | None:
        """Give a session that has not ended, by the hash of its secret."""

    def token(self, secret: str, *, at: datetime) -> Token | None:
        """Give a token that serves, by the hash of its secret."""

    def sessions_of(self, officer: OfficerId, *, at: datetime) -> tuple[Session, ...]:
        """Give the officer's sessions that have not ended, latest first."""

    def tokens_of(self, officer: OfficerId, *, at: datetime) -> tuple[Token, ...]:
        """Give the officer's tokens that serve, latest first."""

    def factors_of(self, officer: OfficerId) -> Factors:
        """Give the officer's second factors."""

    def standings(self) -> tuple[Standing, ...]:
        """Say of every officer who let him or her in, and how many second factors there are."""


class Vault(Protocol):
    """Encrypts small secrets under a key of the node that is nowhere on disk in the clear."""

    def seal(self, secret: bytes, *, purpose: str) -> bytes:
        """Give the secret encrypted and bound to its purpose."""

    def open(self, sealed: bytes, *, purpose: str) -> bytes:
        """Give the secret back.

        Raises:
            TamperedError: the bytes were not sealed here, or for another purpose.
        """


class Codes(Protocol):
    """One-time codes of an authenticator app (RFC 6238)."""

    def new_secret(self, chance: str) -> str:
        """Give the secret in base32 that follows from 256 bits of chance."""

    def step(self, secret: str, code: str, *, at: datetime) -> int | None:
        """Give the time step that the code belongs to, the present one or a neighbour, or nothing."""

    def address(self, secret: str, *, officer: str) -> str:
        """Give the address that an authenticator app reads as a QR code."""


class Passkeys(Protocol):
    """Passkeys (Web Authentication Level 2): options for the browser, and proofs from it."""

    def creation_options(self, officer: Officer, *, challenge: str, known: Sequence[Passkey]) -> str:
        """Give the options, as JSON, with which a browser makes a passkey."""

    def request_options(self, *, challenge: str) -> str:
        """Give the options, as JSON, with which a browser shows any passkey it has for this node."""

    def created(self, answer: str, *, challenge: str, officer: OfficerId, name: str, at: datetime) -> Passkey:
        """Give the passkey that the browser made.

        Raises:
            InputError: the answer does not prove one for this challenge, this node and a verified user.
        """

    def credential(self, answer: str) -> str:
        """Give the credential id that the answer speaks of; nothing is proved by it.

        Raises:
            InputError: the answer is malformed.
        """

    def counter(self, answer: str, *, challenge: str, passkey: Passkey) -> int:
        """Give the passkey's new use counter.

        Raises:
            InputError: the answer does not prove the passkey for this challenge, this node and a verified user, or
                its counter went back.
        """
