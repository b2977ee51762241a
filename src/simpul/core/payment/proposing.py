"""Proposing: what one officer asks a second one to confirm, kept in the payment's own record until it is answered.

Rules:
1. A proposal says what is to be done, why, and who asks; it changes nothing by itself.
2. One proposal of a payment waits at a time. It is confirmed or declined by another officer than the one who made it,
   and withdrawn by that one only.
3. To send a payment back is proposed with the code of the answer, and confirmed with that and no other.
4. The rules may propose by themselves to release what nothing holds any more. That is no officer's word: what was ever
   frozen still needs two.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from simpul.core.authority import OfficerId
from simpul.core.errors import InputError
from simpul.core.ids import bounded_text
from simpul.core.payment.freezing import NOBODY, ClaimStatus, ExemptionClaim, PartialRelease

MOST_TEXT = 400
MOST_CODE = 35
"""Letters of a code (ISO 20022: the proprietary reason of a status)."""

NOTHING_HOLDS = "nothing that stands here holds it any more"
"""Why the rules propose to let a payment go."""


class ProposedStep(StrEnum):
    """What can be proposed: to let all go or a part of what is frozen, to establish an exemption, to send it back."""

    RELEASE = "release"
    PARTIAL_RELEASE = "partial-release"
    EXEMPTION = "exemption"
    REJECTION = "rejection"


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """What is proposed, why, by whom and when; `by` is empty where the rules propose.

    What a step does not need is empty, and no part of the record's bytes: proposals made before there was `rejection`,
    the code of the answer, have the ids that they had.
    """

    step: ProposedStep
    reason: str
    made_at: datetime
    by: OfficerId = NOBODY
    release: PartialRelease | None = None
    claim: ExemptionClaim | None = None
    rejection: str = ""

    def __post_init__(self) -> None:
        """Refuse a proposal without a reason, or without exactly what its step needs."""
        if not bounded_text(self.reason, place="proposal.reason", most=MOST_TEXT).strip():
            raise InputError("a proposal says why", place="proposal.reason")
        bounded_text(self.by, place="proposal.by", most=120)
        if self.made_at.tzinfo is None:
            raise InputError("a moment needs a time zone", place="proposal.made_at")
        bounded_text(self.rejection, place="proposal.rejection", most=MOST_CODE)
        needs = {
            ProposedStep.PARTIAL_RELEASE: self.release is not None,
            ProposedStep.EXEMPTION: self.claim is not None,
            ProposedStep.REJECTION: bool(self.rejection.strip()),
        }
        if any((step is self.step) != has for step, has in needs.items()):
            raise InputError("a proposal has what its step needs, and nothing else", place="proposal.step")
        if self.claim is not None and self.claim.status is not ClaimStatus.CLAIMED:
            raise InputError("an exemption is claimed before it is established", place="proposal.claim")
        if not self.by and self.step is not ProposedStep.RELEASE:
            raise InputError("the rules propose to release, and nothing else", place="proposal.by")


def of_the_rules(*, at: datetime) -> Proposal:
    """Give the proposal of the rules to let a payment go that nothing known to all its viewers holds any more."""
    return Proposal(step=ProposedStep.RELEASE, reason=NOTHING_HOLDS, made_at=at)


def is_of_officer(proposal: Proposal | None) -> bool:
    """Say whether an officer proposed what waits, if anything does."""
    return proposal is not None and bool(proposal.by)
