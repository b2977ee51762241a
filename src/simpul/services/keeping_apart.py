"""Keeping apart: what holds a payment back under stricter terms than its own, shown to who may see it, and lifted.

Rules:
1. What is kept apart is on record with its terms, and so is that it was lifted, by whom and why.
2. An officer lifts what he or she sees. What is kept for a request to freeze is lifted by what is said on the request
   as long as the request holds; afterwards as everything else.
3. To lift lets nothing go: the payment stays where it stands, for an officer to decide.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from simpul.core.audit import Act, commitment
from simpul.core.authority import OfficerId, Sight
from simpul.core.errors import NotFoundError, RefusedError
from simpul.core.handling import Handling
from simpul.core.holding import Page
from simpul.core.ids import Domain, seal
from simpul.core.payment.apart import KEPT_FOR_A_REQUEST, ApartLine, HeldApart, KeptApart, Lifted, kept_of_apart
from simpul.core.payment.freezing import NOBODY
from simpul.services.following import MOST_SAID, may_see, said
from simpul.services.ports.apart import Apart
from simpul.services.ports.world import Clock, Ids
from simpul.services.ports.writing import Ledger, Transaction
from simpul.services.recording import Recorder

NODE = "node"
GONE = "the entry has left its list, or resembles nobody in the payment any more"
"""Why the rules lift what was kept apart for an entry."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KeepingApart:
    """Shows what is kept apart to who may see it, and lets it be lifted."""

    clock: Clock
    ids: Ids
    ledger: Ledger
    reads: Apart
    recorder: Recorder

    def page(self, sight: Sight, *, after: str = "", limit: int = 50) -> Page[ApartLine]:
        """Give what keeps payments back and the viewer may see, the earliest first."""
        return self.reads.kept_apart(sight, after=after, limit=limit)

    def count(self, sight: Sight) -> int:
        """Count that."""
        return self.reads.count_apart(sight)

    def of(self, sight: Sight, payment: str) -> tuple[HeldApart, ...]:
        """Give what is or was kept apart from a payment that the viewer was shown."""
        return self.reads.apart_of(sight, payment)

    def lift(self, sight: Sight, apart: str, *, reason: str) -> None:
        """Lift something kept apart: it is another, or the payment need not be kept back for it.

        Raises:
            DeniedError: the viewer reads no intelligence.
            InputError: nothing is said.
            NotFoundError: there is nothing like it for this viewer.
            ConflictError: it was lifted already.
            RefusedError: it is kept for a request that holds.
        """
        self.recorder.require_intelligence(sight, Act.PAYMENT_APART)
        why, actor, batch = said(reason), sight.viewer.officer, self.ids.new_id()

        def lifted(tx: Transaction) -> None:
            held = tx.apart.find(apart[:MOST_SAID])
            if held is None or not may_see(sight, held.handling):
                raise NotFoundError("nothing like it is kept apart")
            now = self.clock.now()
            if held.kept.request in {each.request for each in tx.units.holding(now)}:
                raise RefusedError("it is lifted by what is said on the request", grounds=(KEPT_FOR_A_REQUEST,))
            lift_apart(tx, self.recorder, [held], reason=why, by=actor, at=now, batch=batch)

        try:
            self.ledger.act(lifted)
        except RefusedError as refused:
            raise self.recorder.refuse(
                Act.PAYMENT_APART, actor=actor, target=apart[:MOST_SAID], grounds=refused.grounds, reason=str(refused)
            ) from refused


def keep_apart(tx: Transaction, recorder: Recorder, found: Sequence[tuple[KeptApart, Handling]], *, batch: str) -> None:
    """Keep what was found apart from payments, and put it on record."""
    if not found:
        return
    kept = [(seal(Domain.PAYMENT_APART, each), terms) for each, terms in found]
    tx.apart.add(kept, batch=batch)
    commits = commitment(kept_of_apart(record, terms) for record, terms in kept)
    detail = f"{len(kept)} kept apart"
    recorder.done(tx, Act.PAYMENT_APART, actor=NODE, target=batch, detail=detail, commits=commits)


def lift_apart(
    tx: Transaction,
    recorder: Recorder,
    held: Sequence[HeldApart],
    *,
    reason: str,
    by: OfficerId,
    at: datetime,
    batch: str,
) -> None:
    """Lift what is kept apart, by an officer or by the rules, and put it on record."""
    if not held:
        return
    lifted = [seal(Domain.PAYMENT_APART, Lifted(apart=each.record.id, at=at, reason=reason, by=by)) for each in held]
    for each in lifted:
        tx.apart.lift(each, batch=batch)
    commits, detail = commitment(each.id for each in lifted), f"{len(lifted)} lifted"
    actor = by if by != NOBODY else NODE
    recorder.done(tx, Act.PAYMENT_APART, actor=actor, target=batch, detail=detail, commits=commits)
