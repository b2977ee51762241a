"""Second factors: setting them up, and taking them away again.

An unfinished sign-in may set one up only while its officer has none; an officer who is fully signed in may have
several. Until the first code or the first passkey was shown, nothing is kept: what it needs travels in a ticket.
"""

from collections.abc import Callable
from dataclasses import dataclass

from simpul.core.access import MOST_PASSKEYS, SecondFactor
from simpul.core.audit import Act
from simpul.core.credentials import CodeFactor, CredentialKind, Factors, Passkey, Session, SignedIn, Stage, checked_name
from simpul.core.errors import ConflictError, DeniedError, InputError, NotFoundError, RefusedError
from simpul.services.ports.access import AccessReads, Codes, Passkeys, Vault
from simpul.services.ports.world import Clock, Ids
from simpul.services.ports.writing import Ledger, Transaction
from simpul.services.recording import Recorder
from simpul.services.signing_in import CODE_PURPOSE, Admitted, PasskeyQuestion, Proof, SigningIn, in_force
from simpul.services.tickets import Tickets

ADD_CODE_PURPOSE = "simpul/add-code/1"
ADD_PASSKEY_PURPOSE = "simpul/add-passkey/1"


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeSetUp:
    """What an authenticator app is set up with: the secret, the same as an address for a QR code, and the ticket."""

    secret: str
    address: str
    ticket: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SecondFactors:
    """Sets second factors up and takes them away."""

    second_factor: SecondFactor
    clock: Clock
    ids: Ids
    ledger: Ledger
    reads: AccessReads
    vault: Vault
    codes: Codes
    passkeys: Passkeys
    tickets: Tickets
    signing_in: SigningIn
    recorder: Recorder

    def of(self, signed: SignedIn) -> Factors:
        """Give the officer's own second factors."""
        return self.reads.factors_of(signed.officer.id)

    def sessions(self, signed: SignedIn) -> tuple[Session, ...]:
        """Give the officer's own sessions, latest first."""
        return self.reads.sessions_of(signed.officer.id, at=self.clock.now())

    def begin_code(self, signed: SignedIn) -> CodeSetUp:
        """Give what an authenticator app needs; it counts once a code of it was shown.

        Raises:
            DeniedError: the sign-in waits for a second factor that is there already.
        """
        self._require_own(signed)
        secret = self.codes.new_secret(self.ids.secret())
        ticket = self.tickets.write(ADD_CODE_PURPOSE, {"session": signed.credential, "secret": secret})
        return CodeSetUp(secret=secret, address=self.codes.address(secret, officer=signed.officer.id), ticket=ticket)

    def reopen_code(self, signed: SignedIn, ticket: str) -> CodeSetUp:
        """Give the same set-up again, after a code that was mistyped.

        Raises:
            ConflictError: the set-up has taken too long.
        """
        secret = self._said(signed, ADD_CODE_PURPOSE, ticket)["secret"]
        return CodeSetUp(secret=secret, address=self.codes.address(secret, officer=signed.officer.id), ticket=ticket)

    def finish_code(self, signed: SignedIn, ticket: str, code: str) -> Admitted | None:
        """Keep the authenticator app, in place of an earlier one; a sign-in that waited for it becomes a full one.

        Raises:
            ConflictError: the set-up has taken too long.
            InputError: the code is not one of this app.
        """
        secret = self._said(signed, ADD_CODE_PURPOSE, ticket)["secret"]
        at = self.clock.now()
        step = self.codes.step(secret, code, at=at)
        if step is None:
            raise InputError("this is not the code that the app shows now", place="code")
        sealed = self.vault.seal(secret.encode(), purpose=CODE_PURPOSE)
        factor = CodeFactor(officer=signed.officer.id, sealed=sealed, added_at=at, last_step=step)
        return self._keep(signed, lambda tx: tx.factors.put_code(factor), what="authenticator app set up")

    def begin_passkey(self, signed: SignedIn) -> PasskeyQuestion:
        """Give what a browser needs to make a passkey; raises as `begin_code` does."""
        self._require_own(signed)
        challenge = self.ids.secret()
        known = self.reads.factors_of(signed.officer.id).passkeys
        said = {"session": signed.credential, "challenge": challenge}
        return PasskeyQuestion(
            options=self.passkeys.creation_options(signed.officer, challenge=challenge, known=known),
            ticket=self.tickets.write(ADD_PASSKEY_PURPOSE, said),
        )

    def finish_passkey(self, signed: SignedIn, ticket: str, answer: str, *, name: str) -> Admitted | None:
        """Keep a passkey; a sign-in that waited for it becomes a full one.

        Raises:
            ConflictError: the set-up has taken too long, the passkey is known already, or there are ten.
            InputError: it has no name.
            RefusedError: the answer does not prove a passkey; recorded.
        """
        passkey = self._made(signed, ticket, answer, name=checked_name(name.strip(), place="name"))

        def put(tx: Transaction) -> None:
            if tx.factors.passkey(passkey.id):
                raise ConflictError("this passkey is known already")
            if len(tx.factors.factors(signed.officer.id).passkeys) >= MOST_PASSKEYS:
                raise ConflictError("there are ten passkeys already; take one away first")
            tx.factors.put_passkey(passkey)

        return self._keep(signed, put, what="passkey added")

    def remove_passkey(self, signed: SignedIn, passkey_id: str) -> None:
        """Take one of one's own passkeys away.

        Raises:
            NotFoundError: it is none of the officer's.
            RefusedError: it is the last second factor, and the node requires one.
        """
        self._remove(signed, lambda tx: tx.factors.remove_passkey(signed.officer.id, passkey_id), what="passkey")

    def remove_code(self, signed: SignedIn) -> None:
        """Take one's own authenticator app away; raises as `remove_passkey` does."""
        self._remove(signed, lambda tx: tx.factors.remove_code(signed.officer.id), what="authenticator app")

    def end_session(self, signed: SignedIn, session_id: str) -> None:
        """End one of one's own sessions.

        Raises:
            NotFoundError: it is none of the officer's, or has ended.
        """

        def work(tx: Transaction) -> None:
            if not tx.sign_in.end_session(signed.officer.id, session_id):
                raise NotFoundError("there is no such session")
            self.recorder.done(tx, Act.OFFICER_SIGN_OUT, actor=signed.officer.id, target=session_id)

        self.ledger.act(work)

    def _made(self, signed: SignedIn, ticket: str, answer: str, *, name: str) -> Passkey:
        challenge, officer = self._said(signed, ADD_PASSKEY_PURPOSE, ticket)["challenge"], signed.officer.id
        try:
            return self.passkeys.created(answer, challenge=challenge, officer=officer, name=name, at=self.clock.now())
        except InputError as exc:
            raise self.recorder.refuse(
                Act.OFFICER_CREDENTIAL,
                actor=officer,
                target=officer,
                grounds=("access.passkey-not-valid",),
                reason="the browser's answer proves no passkey",
            ) from exc

    def _said(self, signed: SignedIn, purpose: str, ticket: str) -> dict[str, str]:
        self._require_own(signed)
        said = self.tickets.read(purpose, ticket)
        if said is None or said["session"] != signed.credential:
            raise ConflictError("the set-up has taken too long; begin it again")
        return dict(said)

    def _keep(self, signed: SignedIn, put: Callable[[Transaction], None], *, what: str) -> Admitted | None:
        def work(tx: Transaction) -> Admitted | None:
            officer = in_force(tx, signed.officer.id)
            first = tx.factors.factors(signed.officer.id).count == 0
            if officer is None or (signed.stage is not Stage.FULL and not first):
                raise DeniedError("a second factor is there already; show it first")
            put(tx)
            self.recorder.done(tx, Act.OFFICER_CREDENTIAL, actor=officer.id, target=officer.id, detail=what)
            if signed.stage is Stage.FULL:
                return None
            if not tx.sign_in.end_session(officer.id, signed.credential):
                raise ConflictError("the sign-in has taken too long; ask for another link")
            return self.signing_in.begin(tx, Proof(officer=officer, stage=Stage.FULL, how=what))

        return self.ledger.act(work)

    def _remove(self, signed: SignedIn, take: Callable[[Transaction], bool], *, what: str) -> None:
        self._require_own(signed)
        if signed.stage is not Stage.FULL:
            raise DeniedError("finish signing in first")
        officer = signed.officer.id

        def work(tx: Transaction) -> tuple[str, ...]:
            if tx.factors.factors(officer).count <= 1 and self.second_factor is SecondFactor.REQUIRED:
                grounds = ("access.last-factor",)
                self.recorder.refused(tx, Act.OFFICER_CREDENTIAL, actor=officer, target=officer, grounds=grounds)
                return grounds
            if not take(tx):
                raise NotFoundError("there is no such second factor")
            self.recorder.done(tx, Act.OFFICER_CREDENTIAL, actor=officer, target=officer, detail=f"{what} removed")
            return ()

        if grounds := self.ledger.act(work):
            raise RefusedError("the last second factor stays", grounds=grounds)

    def _require_own(self, signed: SignedIn) -> None:
        if signed.kind is not CredentialKind.SESSION or signed.stage is Stage.CONFIRM:
            raise DeniedError("second factors are set up by their officer, in the browser, signed in")
