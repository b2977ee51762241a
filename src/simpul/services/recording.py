"""Recording: one line to the chain for every act and every refusal, the refusals too.

A refusal is recorded in a transaction of its own, since the act it belongs to leaves nothing else.
"""

from dataclasses import dataclass

from simpul.core.audit import Act, AuditEntry, Outcome
from simpul.core.authority import INTELLIGENCE_ROLES, Role, Sight
from simpul.core.errors import DeniedError, NotFoundError, RefusedError
from simpul.core.ids import bounded_text
from simpul.services.ports.world import Clock
from simpul.services.ports.writing import Ledger, Transaction

MOST_DETAIL = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class Recorder:
    """Writes acts and refusals to the chain."""

    clock: Clock
    ledger: Ledger

    def done(
        self, tx: Transaction, act: Act, *, actor: str, target: str = "", detail: str = "", commits: str = ""
    ) -> None:
        """Record an act in its own transaction; `commits` stands for the ids of the rows that it wrote."""
        tx.audit.record(
            AuditEntry(
                act=act,
                actor=actor,
                outcome=Outcome.DONE,
                at=self.clock.now(),
                target=target,
                detail=detail[:MOST_DETAIL],
                commits=commits,
            )
        )

    def refused(
        self, tx: Transaction, act: Act, *, actor: str, target: str, grounds: tuple[str, ...], detail: str = ""
    ) -> None:
        """Record a refusal in the transaction of what it belongs to."""
        tx.audit.record(
            AuditEntry(
                act=act,
                actor=actor,
                outcome=Outcome.REFUSED,
                at=self.clock.now(),
                target=target,
                grounds=grounds,
                detail=detail[:MOST_DETAIL],
            )
        )

    def refuse(self, act: Act, *, actor: str, target: str, grounds: tuple[str, ...], reason: str) -> RefusedError:
        """Record a refusal by itself and give the error to raise."""
        self.ledger.act(lambda tx: self.refused(tx, act, actor=actor, target=target, grounds=grounds))
        return RefusedError(bounded_text(reason, place="reason", most=500), grounds=grounds)

    def not_there(self, sight: Sight, act: Act, *, target: str, what: str) -> NotFoundError:
        """Record that something was asked for that is not there for this viewer, and give the error to raise."""
        actor = sight.viewer.officer
        self.ledger.act(lambda tx: self.refused(tx, act, actor=actor, target=target[:100], grounds=("not-there",)))
        return NotFoundError(f"there is no such {what}")

    def require(self, sight: Sight, act: Act, *roles: Role) -> None:
        """Let the act go on when the viewer has one of the roles.

        Raises:
            DeniedError: the viewer has none of them; recorded.
        """
        if not set(roles) & set(sight.viewer.roles):
            self.ledger.act(
                lambda tx: self.refused(
                    tx, act, actor=sight.viewer.officer, target="", grounds=("role.does-not-include",)
                )
            )
            raise DeniedError(f"{act} is not for your role")

    def require_intelligence(self, sight: Sight, act: Act) -> None:
        """Let the act go on when the viewer's roles include reading intelligence.

        Raises:
            DeniedError: they do not; recorded.
        """
        self.require(sight, act, *INTELLIGENCE_ROLES)
