"""API tokens: an officer lends software a part of what he or she may do, for a time."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from simpul.core.access import against_token, scopes_of
from simpul.core.audit import Act
from simpul.core.credentials import (
    TOKEN_PREFIX,
    CredentialKind,
    Scope,
    SecretKind,
    SignedIn,
    Stage,
    Token,
    secret_hash,
)
from simpul.core.errors import DeniedError, NotFoundError, RefusedError
from simpul.services.ports.access import AccessReads
from simpul.services.ports.reading import Roster
from simpul.services.ports.world import Clock, Ids
from simpul.services.ports.writing import Ledger, Transaction
from simpul.services.recording import Recorder

USE_NOTED_EVERY = timedelta(minutes=1)
"""A busy token is noted once in this time, so that reading costs no writing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class IssuedToken:
    """A token with its secret, which is shown now and never again."""

    token: Token
    secret: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Tokens:
    """Issues, recognises and withdraws API tokens."""

    clock: Clock
    ids: Ids
    ledger: Ledger
    reads: AccessReads
    roster: Roster
    recorder: Recorder

    def issue(self, signed: SignedIn, *, name: str, scopes: tuple[Scope, ...], length: timedelta) -> IssuedToken:
        """Give the officer a token of his or her own.

        Raises:
            DeniedError: the officer is not fully signed in, or asks with a token.
            InputError: the token has no name, scope or time.
            RefusedError: it would go beyond the officer's roles, last too long, or be one too many; recorded.
        """
        self._require_session(signed)
        at, officer = self.clock.now(), signed.officer
        ordered = tuple(scope for scope in Scope if scope in scopes)
        token = Token(
            id=self.ids.new_id(),
            officer=officer.id,
            name=name.strip(),
            scopes=ordered,
            issued_at=at,
            ends_at=at + length,
        )
        secret = TOKEN_PREFIX + self.ids.secret()

        def work(tx: Transaction) -> tuple[str, ...]:
            grounds = against_token(officer, token, held=tx.tokens.held(officer.id, at=at))
            if grounds:
                self.recorder.refused(tx, Act.TOKEN_ISSUE, actor=officer.id, target="", grounds=grounds)
                return grounds
            tx.tokens.add(secret_hash(SecretKind.TOKEN, secret), token)
            self.recorder.done(tx, Act.TOKEN_ISSUE, actor=officer.id, target=token.id, detail=" ".join(ordered))
            return ()

        if grounds := self.ledger.act(work):
            raise RefusedError("this token is refused", grounds=grounds)
        return IssuedToken(token=token, secret=secret)

    def withdraw(self, signed: SignedIn, token_id: str) -> None:
        """Let one of the officer's own tokens serve no more.

        Raises:
            NotFoundError: it is none of the officer's, or serves no more already.
        """
        self._require_session(signed)

        def work(tx: Transaction) -> None:
            if not tx.tokens.withdraw(signed.officer.id, token_id, at=self.clock.now()):
                raise NotFoundError("there is no such token")
            self.recorder.done(tx, Act.TOKEN_WITHDRAW, actor=signed.officer.id, target=token_id)

        self.ledger.act(work)

    def of(self, signed: SignedIn) -> tuple[Token, ...]:
        """Give the officer's own tokens, latest first."""
        return self.reads.tokens_of(signed.officer.id, at=self.clock.now())

    def who(self, secret: str) -> SignedIn | None:
        """Say whose token this is and what it may be used for, as its officer is now."""
        at = self.clock.now()
        token = self.reads.token(secret_hash(SecretKind.TOKEN, secret), at=at)
        officer = self.roster.officer(token.officer) if token else None
        if token is None or officer is None:
            return None
        self._note_use(token, at)
        return SignedIn(
            officer=officer,
            kind=CredentialKind.TOKEN,
            credential=token.id,
            stage=Stage.FULL,
            scopes=tuple(scope for scope in scopes_of(officer.roles) if scope in token.scopes),
            ends_at=token.ends_at,
        )

    def _note_use(self, token: Token, at: datetime) -> None:
        if token.last_used_at is None or at - token.last_used_at >= USE_NOTED_EVERY:
            self.ledger.act(lambda tx: tx.tokens.note_use(token.id, at=at))

    def _require_session(self, signed: SignedIn) -> None:
        if signed.kind is not CredentialKind.SESSION or signed.stage is not Stage.FULL:
            raise DeniedError("tokens are issued and withdrawn by their officer, in the browser, signed in")
