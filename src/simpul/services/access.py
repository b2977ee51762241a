"""Access: everything that signing in and the roster of officers are made of, together."""

from dataclasses import dataclass

from simpul.core.access import SecondFactor
from simpul.core.audit import Act
from simpul.core.credentials import SignedIn
from simpul.core.node import NodeProfile
from simpul.services.officers import Officers
from simpul.services.ports.access import AccessReads, Codes, Passkeys, Vault
from simpul.services.ports.reading import Roster
from simpul.services.ports.world import Clock, Ids
from simpul.services.ports.writing import Ledger
from simpul.services.recording import Recorder
from simpul.services.second_factors import SecondFactors
from simpul.services.signing_in import SigningIn
from simpul.services.tickets import Tickets
from simpul.services.tokens import Tokens


@dataclass(frozen=True, slots=True, kw_only=True)
class Access:
    """The services by which officers come in."""

    profile: NodeProfile
    clock: Clock
    officers: Officers
    signing_in: SigningIn
    factors: SecondFactors
    tokens: Tokens
    recorder: Recorder

    def by_session(self, secret: str) -> SignedIn | None:
        """Say whose session this is."""
        return self.signing_in.who(secret)

    def by_token(self, secret: str) -> SignedIn | None:
        """Say whose token this is."""
        return self.tokens.who(secret)

    def note_denied(self, signed: SignedIn, act: Act, *, place: str, grounds: tuple[str, ...]) -> None:
        """Record that an officer was turned away before any service was asked."""
        actor = signed.officer.id
        self.recorder.ledger.act(
            lambda tx: self.recorder.refused(tx, act, actor=actor, target="", grounds=grounds, detail=place)
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Means:
    """What letting officers in is done with: the node's rules, its ledger, its world and its proofs."""

    profile: NodeProfile
    second_factor: SecondFactor
    clock: Clock
    ids: Ids
    ledger: Ledger
    reads: AccessReads
    roster: Roster
    vault: Vault
    codes: Codes
    passkeys: Passkeys
    recorder: Recorder

    def access(self) -> Access:
        """Give the services of access, made of these means."""
        signing_in = self._signing_in()
        return Access(
            profile=self.profile,
            clock=self.clock,
            officers=self._officers(),
            signing_in=signing_in,
            factors=self._factors(signing_in),
            tokens=self._tokens(),
            recorder=self.recorder,
        )

    @property
    def _tickets(self) -> Tickets:
        return Tickets(vault=self.vault, clock=self.clock)

    def _signing_in(self) -> SigningIn:
        return SigningIn(
            limits=self.profile.limits,
            second_factor=self.second_factor,
            clock=self.clock,
            ids=self.ids,
            ledger=self.ledger,
            reads=self.reads,
            roster=self.roster,
            vault=self.vault,
            codes=self.codes,
            passkeys=self.passkeys,
            tickets=self._tickets,
            recorder=self.recorder,
        )

    def _factors(self, signing_in: SigningIn) -> SecondFactors:
        return SecondFactors(
            second_factor=self.second_factor,
            clock=self.clock,
            ids=self.ids,
            ledger=self.ledger,
            reads=self.reads,
            vault=self.vault,
            codes=self.codes,
            passkeys=self.passkeys,
            tickets=self._tickets,
            signing_in=signing_in,
            recorder=self.recorder,
        )

    def _officers(self) -> Officers:
        return Officers(
            limits=self.profile.limits,
            clock=self.clock,
            ids=self.ids,
            ledger=self.ledger,
            reads=self.reads,
            roster=self.roster,
            recorder=self.recorder,
        )

    def _tokens(self) -> Tokens:
        return Tokens(
            clock=self.clock,
            ids=self.ids,
            ledger=self.ledger,
            reads=self.reads,
            roster=self.roster,
            recorder=self.recorder,
        )
