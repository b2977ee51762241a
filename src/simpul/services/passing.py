"""Passing on: records that may go to a partner go, or wait for the second officer whom their terms ask for.

Rules:
1. What goes is decided record by record before; here all of it goes, each once, or nothing.
2. Where a second officer is needed, approvals are bound to exactly these records and this partner. Nobody approves
   what he or she wrote.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from simpul.core.audit import Act
from simpul.core.authority import AuthorityId, Sight
from simpul.core.holding import Partner
from simpul.core.units.record import HeldRecord
from simpul.services.conveying import NEEDS_SECOND, Conveying, digest_of
from simpul.services.ports.writing import Transaction


class ShareState(StrEnum):
    """How far sharing has come."""

    SENT = "sent"
    NOTHING_NEW = "nothing-new"
    AWAITING_SECOND_OFFICER = "awaiting-second-officer"


@dataclass(frozen=True, slots=True, kw_only=True)
class Shared:
    """What sharing did: how many records went, and how many stay here for this recipient."""

    state: ShareState
    sent: int = 0
    kept_back: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Errand:
    """What passing on is an act of, on what, and who wrote what is passed on and so may not approve it."""

    act: Act
    target: str
    authors: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Passing:
    """Passes records on."""

    conveying: Conveying

    def could_go(self, sight: Sight, record: HeldRecord, to: AuthorityId) -> bool:
        """Say whether the officer may send a record to a recipient, a second officer apart."""
        decision = self.conveying.decide(sight, record.value.handling, to, approvals=())
        return decision.allowed or decision.lacks_only_second_officer

    def pass_on(
        self, tx: Transaction, sight: Sight, records: Sequence[HeldRecord], partner: Partner, errand: Errand
    ) -> ShareState:
        """Send records that could go to the partner, or note the officer's approval where another's is needed."""
        act, target = errand.act, errand.target
        to, actor = partner.introduction.authority.id, sight.viewer.officer
        recorder = self.conveying.dispatching.recorder
        digest = digest_of(to, [each.id for each in records])
        approvals = self.conveying.approvals(tx, sight, digest, authors=errand.authors)
        decisions = [self.conveying.decide(sight, each.value.handling, to, approvals=approvals) for each in records]
        if not all(each.allowed for each in decisions):
            if actor in approvals:
                tx.units.approve(digest, officer=actor, at=self.conveying.dispatching.clock.now())
            recorder.refused(tx, act, actor=actor, target=target, grounds=(NEEDS_SECOND,), detail=f"to {to}")
            return ShareState.AWAITING_SECOND_OFFICER
        self.conveying.send(tx, records, partner)
        recorder.done(tx, act, actor=actor, target=target, detail=f"{len(records)} to {to}")
        return ShareState.SENT
