"""Access: everything that signing in and the roster of officers are made of, together."""

from dataclasses import dataclass

from simpul.core.audit import Act
from simpul.core.credentials import SignedIn
from simpul.core.node import NodeProfile
from simpul.services.officers import Officers
from simpul.services.ports.world import Clock
from simpul.services.recording import Recorder
from simpul.services.second_factors import SecondFactors
from simpul.services.signing_in import SigningIn
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
