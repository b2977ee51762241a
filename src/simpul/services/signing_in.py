"""Signing in: from a link, a code or a passkey to a session, with every try counted and recorded.

A failed try is answered alike whatever failed, and costs the same work for a name that nobody has. When a name or a
source has failed too often, nothing more of it is looked at, nor recorded, until the window has passed.
"""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from simpul.core.access import LONG_WINDOW, NODE, SecondFactor, officer_id, scopes_of
from simpul.core.audit import Act
from simpul.core.authority import Officer, OfficerId
from simpul.core.credentials import CredentialKind, Passkey, SecretKind, Session, SignedIn, Stage, secret_hash
from simpul.core.errors import InputError
from simpul.core.node import Limits
from simpul.services.ports.access import AccessReads, Codes, Passkeys, Vault
from simpul.services.ports.reading import Roster
from simpul.services.ports.world import Clock, Ids
from simpul.services.ports.writing import Ledger, Transaction
from simpul.services.recording import Recorder
from simpul.services.tickets import Tickets, ends_at

UNFINISHED = timedelta(minutes=15)
"""How long a redeemed link may wait for its second factor."""
NOBODY = OfficerId("-")
CODE_PURPOSE = "simpul/code/1"
SIGN_IN_PURPOSE = "simpul/sign-in-passkey/1"


class Failure(StrEnum):
    """Why somebody is not let in: all that is ever said about it."""

    NOT_VALID = "not-valid"
    TOO_MANY = "too-many"


@dataclass(frozen=True, slots=True, kw_only=True)
class Admitted:
    """A session begun; the secret is shown to the browser once and kept by nobody else."""

    secret: str
    session: Session
    officer: Officer


@dataclass(frozen=True, slots=True, kw_only=True)
class NotAdmitted:
    """A try that failed."""

    failure: Failure
    retry_after: timedelta = timedelta()


@dataclass(frozen=True, slots=True, kw_only=True)
class PasskeyQuestion:
    """What a browser asks a passkey: the options as JSON, and the ticket to bring back with the answer."""

    options: str
    ticket: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """Who has proved who he or she is, how far that goes, and with what."""

    officer: Officer
    stage: Stage
    how: str


Answer = Admitted | NotAdmitted
Prove = Callable[[Transaction], Proof | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class SigningIn:
    """Lets officers in and out."""

    limits: Limits
    second_factor: SecondFactor
    clock: Clock
    ids: Ids
    ledger: Ledger
    reads: AccessReads
    roster: Roster
    vault: Vault
    codes: Codes
    passkeys: Passkeys
    tickets: Tickets
    recorder: Recorder

    def who(self, secret: str) -> SignedIn | None:
        """Say whose session this is, as the officer is now; nothing when it has ended or never was."""
        session = self.reads.session(secret_hash(SecretKind.SESSION, secret), at=self.clock.now())
        officer = self.roster.officer(session.officer) if session else None
        if session is None or officer is None:
            return None
        return SignedIn(
            officer=officer,
            kind=CredentialKind.SESSION,
            credential=session.id,
            stage=session.stage,
            scopes=scopes_of(officer.roles),
            ends_at=session.ends_at,
        )

    def redeem(self, secret: str, *, source: str) -> Answer:
        """Use a one-time link up; what follows is the setting up or the showing of a second factor."""
        link_secret = secret_hash(SecretKind.LINK, secret)

        def prove(tx: Transaction) -> Proof | None:
            link = tx.sign_in.take_link(link_secret, at=self.clock.now())
            officer = in_force(tx, link.officer) if link else None
            if officer is None:
                return None
            stage = Stage.CONFIRM if tx.factors.factors(officer.id).count else Stage.SET_UP
            return Proof(officer=officer, stage=stage, how="one-time link")

        return self._try(prove, name="", source=source, ground="access.link-not-valid")

    def with_code(self, name: str, code: str, *, source: str) -> Answer:
        """Sign in with the sign-in name and a code of the authenticator app."""
        wanted = name.strip().lower()

        def prove(tx: Transaction) -> Proof | None:
            return self._by_code(tx, sought(wanted), code, how="name and code")

        key = name_key("name", wanted)
        return self._try(prove, name=key, about=wanted, source=source, ground="access.code-not-valid")

    def confirm(self, secret: str, code: str, *, source: str) -> Answer:
        """Finish a sign-in that began with a link by a code.

        These tries are counted apart from those by name alone: who blocks a name blocks no link.
        """
        waiting = self.who(secret)
        if waiting is None or waiting.stage is not Stage.CONFIRM:
            return NotAdmitted(failure=Failure.NOT_VALID)
        officer = waiting.officer

        def prove(tx: Transaction) -> Proof | None:
            proof = self._by_code(tx, officer.id, code, how="one-time link and code")
            return proof if proof and tx.sign_in.end_session(officer.id, waiting.credential) else None

        key = name_key("link", officer.id)
        return self._try(prove, name=key, about=officer.id, source=source, ground="access.code-not-valid")

    def ask_passkey(self) -> PasskeyQuestion:
        """Begin a sign-in with a passkey; nothing is kept here until it succeeds."""
        challenge = self.ids.secret()
        ticket = self.tickets.write(SIGN_IN_PURPOSE, {"challenge": challenge})
        return PasskeyQuestion(options=self.passkeys.request_options(challenge=challenge), ticket=ticket)

    def with_passkey(self, ticket: str, answer: str, *, source: str, instead_of: str = "") -> Answer:
        """Sign in with a passkey alone: it is something one has, opened by something one knows or is.

        `instead_of` is the secret of the unfinished session that ends with it, where there is one.
        """
        said = self.tickets.read(SIGN_IN_PURPOSE, ticket)
        waiting = self.who(instead_of) if instead_of else None

        def prove(tx: Transaction) -> Proof | None:
            passkey = self._proved_passkey(tx, answer, challenge=said["challenge"]) if said else None
            if said is None or passkey is None or not tx.sign_in.spend(_spent(said), ends_at=ends_at(said)):
                return None
            officer = in_force(tx, passkey.officer)
            if waiting:
                tx.sign_in.end_session(waiting.officer.id, waiting.credential)
            tx.factors.put_passkey(passkey)
            return Proof(officer=officer, stage=Stage.FULL, how="passkey") if officer else None

        return self._try(prove, name="", source=source, ground="access.passkey-not-valid")

    def later(self, secret: str) -> Answer:
        """Go on without a second factor, where the node's rule lets it wait."""
        waiting = self.who(secret)
        if waiting is None or waiting.stage is not Stage.SET_UP or self.second_factor is SecondFactor.REQUIRED:
            return NotAdmitted(failure=Failure.NOT_VALID)

        def work(tx: Transaction) -> Answer:
            officer = in_force(tx, waiting.officer.id)
            open_still = tx.sign_in.end_session(waiting.officer.id, waiting.credential)
            if officer is None or not open_still or tx.factors.factors(officer.id).count:
                return NotAdmitted(failure=Failure.NOT_VALID)
            return self.begin(tx, Proof(officer=officer, stage=Stage.FULL, how="one-time link, second factor later"))

        return self.ledger.act(work)

    def sign_out(self, secret: str) -> None:
        """End the session; one that has ended already stays ended."""
        signed = self.who(secret)
        if signed is None:
            return

        def work(tx: Transaction) -> None:
            if tx.sign_in.end_session(signed.officer.id, signed.credential):
                self.recorder.done(tx, Act.OFFICER_SIGN_OUT, actor=signed.officer.id, target=signed.credential)

        self.ledger.act(work)

    def begin(self, tx: Transaction, proof: Proof, *, source: str = "") -> Admitted:
        """Begin a session in the transaction of what proved it."""
        at = self.clock.now()
        length = self.limits.session_length if proof.stage is Stage.FULL else UNFINISHED
        secret, officer = self.ids.secret(), proof.officer
        session = Session(
            id=self.ids.new_id(), officer=officer.id, stage=proof.stage, started_at=at, ends_at=at + length
        )
        tx.sign_in.sweep(at=at, tries_before=at - LONG_WINDOW)
        tx.sign_in.add_session(secret_hash(SecretKind.SESSION, secret), session)
        detail = f"{proof.how}; {proof.stage}" + (f"; from {source}" if source else "")
        self.recorder.done(tx, Act.OFFICER_SIGN_IN, actor=officer.id, target=session.id, detail=detail)
        return Admitted(secret=secret, session=session, officer=officer)

    def _try(self, prove: Prove, *, name: str, source: str, ground: str, about: str = "") -> Answer:
        def work(tx: Transaction) -> Answer:
            if self._closed(tx, name=name, source=source, at=self.clock.now()):
                return NotAdmitted(failure=Failure.TOO_MANY, retry_after=self.limits.sign_in_window)
            proof = prove(tx)
            if proof:
                return self.begin(tx, proof, source=source)
            return self._fail(tx, name=name, source=source, ground=ground, about=about)

        return self.ledger.act(work)

    def _fail(self, tx: Transaction, *, name: str, source: str, ground: str, about: str) -> NotAdmitted:
        at = self.clock.now()
        target = about if in_force(tx, OfficerId(about)) else ""
        tx.sign_in.add_try(name=name, source=source, at=at)
        closed = ("access.too-many-tries",) if self._closed(tx, name=name, source=source, at=at) else ()
        detail = f"from {source}" if source else ""
        self.recorder.refused(
            tx, Act.OFFICER_SIGN_IN, actor=NODE, target=target, grounds=(ground, *closed), detail=detail
        )
        return NotAdmitted(failure=Failure.NOT_VALID)

    def _closed(self, tx: Transaction, *, name: str, source: str, at: datetime) -> bool:
        since, long_since = at - self.limits.sign_in_window, at - LONG_WINDOW
        tries = tx.sign_in.tries(name=name, source=source, since=since, long_since=long_since)
        return tries.are_too_many(self.limits.sign_in_tries)

    def _by_code(self, tx: Transaction, name: OfficerId, code: str, *, how: str) -> Proof | None:
        """Look at a code; the work is the same for an officer with an app, for one without, and for nobody."""
        officer, factor = in_force(tx, name), tx.factors.factors(name).code
        sealed = factor.sealed if factor else self.vault.seal(self.codes.new_secret("").encode(), purpose=CODE_PURPOSE)
        secret = self.vault.open(sealed, purpose=CODE_PURPOSE).decode()
        step = self.codes.step(secret, code, at=self.clock.now())
        if officer is None or factor is None or step is None or step <= factor.last_step:
            return None
        tx.factors.put_code(replace(factor, last_step=step))
        return Proof(officer=officer, stage=Stage.FULL, how=how)

    def _proved_passkey(self, tx: Transaction, answer: str, *, challenge: str) -> Passkey | None:
        try:
            passkey = tx.factors.passkey(self.passkeys.credential(answer))
            if passkey is None:
                return None
            counter = self.passkeys.counter(answer, challenge=challenge, passkey=passkey)
        except InputError:
            return None
        return replace(passkey, counter=counter, last_used_at=self.clock.now())


def in_force(tx: Transaction, officer: OfficerId) -> Officer | None:
    """Give an officer whose access has not ended, as the transaction sees it."""
    return next((each for each in tx.factors.roster() if each.id == officer), None)


def sought(typed: str) -> OfficerId:
    """Give whom a typed name speaks of; what can be no sign-in name speaks of nobody, who is looked for as well."""
    try:
        return officer_id(typed, place="name")
    except InputError:
        return NOBODY


def name_key(kind: str, name: str) -> str:
    """Give what tries for a name are counted under: whatever was typed has one of the same length."""
    return hashlib.sha256(f"{kind}\x00{name}".encode("utf-8", "replace")).hexdigest()


def _spent(said: Mapping[str, str]) -> str:
    return secret_hash(SecretKind.CHALLENGE, said["challenge"])
