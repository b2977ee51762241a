"""Auditing: showing the chain of acts, and proving it.

Checkpoints are the node's signed word on the size and root of its log. Whoever rewrites rows and the whole chain after
them does not have the key, so that a checkpoint from before names the forgery.
"""

from dataclasses import dataclass

from simpul.core.audit import Act, Problem
from simpul.core.authority import Role, Sight
from simpul.core.holding import Checkpoint, HeldEntryOfAudit, Page
from simpul.core.ids import Domain, canonical_bytes
from simpul.services.ports.reading import AuditTrail, Checkpoints
from simpul.services.ports.world import NodeKeys
from simpul.services.ports.writing import Transaction
from simpul.services.recording import Recorder


@dataclass(frozen=True, slots=True, kw_only=True)
class Verification:
    """What a verification of everything recorded found."""

    records: int
    problems: tuple[Problem, ...]

    @property
    def ok(self) -> bool:
        """Whether everything is as it was recorded."""
        return not self.problems


@dataclass(frozen=True, slots=True, kw_only=True)
class Auditing:
    """Shows and verifies the chain of acts. An auditor reads acts, not items."""

    trail: AuditTrail
    checkpoints: Checkpoints
    keys: NodeKeys
    identity_key: str
    recorder: Recorder

    def entries(self, sight: Sight, *, text: str = "", after: str = "", limit: int = 50) -> Page[HeldEntryOfAudit]:
        """Give the acts, latest first.

        Raises:
            DeniedError: the viewer is no auditor.
        """
        self.recorder.require(sight, Act.AUDIT_READ, Role.AUDITOR)
        return self.trail.entries(text=text, after=after, limit=limit)

    def verify(self, sight: Sight) -> Verification:
        """Check everything that is recorded.

        Raises:
            DeniedError: the viewer is no auditor.
        """
        self.recorder.require(sight, Act.AUDIT_READ, Role.AUDITOR)
        return self.verify_as_operator()

    def verify_as_operator(self) -> Verification:
        """Check everything that is recorded, for whoever holds the node's home folder and keys."""
        records, problems = self.trail.problems()
        forged = tuple(
            Problem(table="checkpoint", row=str(item.size), what="the signature is not this node's")
            for item in self.checkpoints.checkpoints()
            if not self._is_ours(item)
        )
        return Verification(records=records, problems=(*problems, *forged))

    def checkpoint(self) -> None:
        """Sign the log as it stands, unless it was signed as it stands."""
        self.recorder.ledger.act(self._checkpoint)

    def _checkpoint(self, tx: Transaction) -> None:
        size, root = tx.audit.head()
        signed = self.checkpoints.checkpoints()
        if signed and signed[-1].size == size:
            return
        signature = self.keys.sign(_signed_bytes(size, root))
        tx.audit.add_checkpoint(Checkpoint(size=size, root=root, signature=signature, at=self.recorder.clock.now()))

    def _is_ours(self, item: Checkpoint) -> bool:
        message = _signed_bytes(item.size, item.root)
        return self.keys.verify(identity_key=self.identity_key, signature=item.signature, message=message)


def _signed_bytes(size: int, root: str) -> bytes:
    return Domain.CHECKPOINT.encode() + b"\x00" + canonical_bytes({"root": root, "size": size})
