"""Auditing: showing the chain of acts, and proving it."""

from dataclasses import dataclass

from simpul.core.audit import Act, Problem
from simpul.core.authority import Role, Sight
from simpul.core.holding import HeldEntryOfAudit, Page
from simpul.services.ports.reading import AuditTrail
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
        return Verification(records=records, problems=problems)
