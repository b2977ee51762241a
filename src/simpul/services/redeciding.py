"""Redeciding: a change of a list reaches the payments that are here, without delay.

Rules:
1. Every edition of a list that is read is carried to all payments that are held or frozen, and to those that were let
   go not long before it: each once, page by page, in transactions that keep how far it came. A crash loses none.
2. Payments are compared with the lists as they stand whole, by the same screening as when they came; a decision is
   recorded only where a hit came or went.
3. What nothing holds any more comes up for release; what was frozen for an entry that left is held with a clock for two
   officers (`core.payment.continuing.relisted`). A new hit is added to what is held.
4. What comes under terms stricter than the payment's is kept apart from it (`services.parting`), and lifted when it has
   gone. While it stands the rules let nothing go.
5. What was let go stays so: its owner is told of the late hit, under the terms of the list.

Norm: FATF Recommendation 6, without delay; Security Council resolution 1373 (2001), paragraph 1 (c).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from simpul.core.audit import Act, commitment
from simpul.core.authority import Sight
from simpul.core.errors import NotFoundError
from simpul.core.handling import Handling
from simpul.core.holding import Page
from simpul.core.ids import Domain, Sealed, seal
from simpul.core.node import NodeProfile
from simpul.core.payment import continuing
from simpul.core.payment.apart import HeldApart, KeptApart, is_of_payee, new_entries
from simpul.core.payment.deciding import DecisionPolicy
from simpul.core.payment.findings import CheckStatus, ListHit
from simpul.core.payment.findings import Screening as PaymentScreening
from simpul.core.payment.freezing import NOBODY
from simpul.core.payment.keeping import Decided, found_anew
from simpul.core.payment.late import HeldLateHit, LateAnswer, LateHit, kept_of_late
from simpul.core.payment.letting_go import lets_go
from simpul.core.payment.relisting import Entry, ListChange, changed_by
from simpul.core.payment.transition import STANDING
from simpul.services.following import may_see, said
from simpul.services.keeping_apart import GONE, keep_apart, lift_apart
from simpul.services.parting import Parted, kept_by_payment, parted
from simpul.services.payees import Resembling, Screened, named_openly, reference_of, screened
from simpul.services.ports.reviews import LateHits, Looked, Review, Stage
from simpul.services.ports.screening import Standing
from simpul.services.ports.world import Clock, Ids
from simpul.services.ports.writing import Ledger, Transaction
from simpul.services.preparing import Preparing
from simpul.services.recording import Recorder
from simpul.services.screening import Screening
from simpul.services.taking import NODE, record_decided

PAGE = 100
"""Payments that are looked at together."""

_Found = Mapping[str, tuple[Resembling, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Redeciding:
    """Carries changes of lists to payments, and keeps what is found of those that had gone."""

    node: NodeProfile
    clock: Clock
    ids: Ids
    ledger: Ledger
    screening: Screening
    preparing: Preparing
    policy: DecisionPolicy
    reads: LateHits
    recorder: Recorder
    page: int = PAGE

    def carry_on(self) -> bool:
        """Look at one page of payments for the earliest change not yet carried to the end; tell if there was one."""
        review = self.ledger.act(lambda tx: tx.reviews.next())
        if review is None:
            return False
        looked = self.ledger.act(lambda tx: self._looked(tx, review))
        lists = self.screening.shelf.standing()
        while not self._kept(review, looked, lists):
            lists = self.screening.enforce()
        return True

    def late_hits(self, sight: Sight, *, after: str = "", limit: int = 50) -> Page[HeldLateHit]:
        """Give what was let go before somebody in it was listed, and nobody answered, as far as the viewer may see."""
        return self.reads.late_hits(sight, after=after, limit=limit)

    def count_late(self, sight: Sight) -> int:
        """Count that."""
        return self.reads.count_late(sight)

    def answer(self, sight: Sight, late: str, *, reason: str) -> None:
        """Say what was done about a late hit.

        Raises:
            DeniedError: the viewer reads no intelligence.
            NotFoundError: there is no such late hit for this viewer.
            ConflictError: it was answered.
        """
        self.recorder.require_intelligence(sight, Act.PAYMENT_LATE)
        actor, batch = sight.viewer.officer, self.ids.new_id()

        def answered(tx: Transaction) -> None:
            held = tx.reviews.late(late)
            if held is None or not may_see(sight, held.handling):
                raise NotFoundError("there is no such late hit")
            made = LateAnswer(late=held.record.id, by=actor, at=self.clock.now(), reason=said(reason))
            record = seal(Domain.PAYMENT_LATE, made)
            tx.reviews.answer_late(record, batch=batch)
            detail, commits = f"answered {held.record.id}", commitment([record.id])
            self.recorder.done(tx, Act.PAYMENT_LATE, actor=actor, target=batch, detail=detail, commits=commits)

        self.ledger.act(answered)

    def _looked(self, tx: Transaction, review: Review) -> Looked:
        if review.stage is Stage.STOPPED:
            return tx.reviews.stopped(review.after, self.page)
        since = review.imported_at - self.policy.look_back
        return tx.reviews.released(since, review.imported_at, review.after, self.page)

    def _kept(self, review: Review, looked: Looked, lists: Standing) -> bool:
        """Keep what a change means for a page of payments, unless other lists are in force than these: tell which."""
        payments = [payment for _, payment in looked.payments]
        compared = self.preparing.resembling(payments, lists.partitions)
        found = {payment_id: each for (payment_id, _), each in zip(looked.payments, compared, strict=True)}
        following = replace(review, after=looked.after) if looked.after else _next_stage(review)

        def kept(tx: Transaction) -> bool:
            if tx.lists.editions() != lists.editions:
                return False
            standing = tx.payments.standing(list(found))
            if review.stage is Stage.STOPPED:
                self._relist(tx, review, standing, found, lists)
            else:
                self._note_late(tx, review, standing, found, lists)
            tx.reviews.keep(following)
            return True

        return self.ledger.act(kept)

    def _relist(
        self, tx: Transaction, review: Review, standing: Mapping[str, Decided], found: _Found, lists: Standing
    ) -> None:
        kept, us = kept_by_payment(tx, list(standing)), self.node.authority.id
        decided: list[Decided] = []
        for payment, last in standing.items():
            if last.decision.state not in STANDING:
                continue
            parts = parted(found[payment], last, lists.editions, us)
            is_kept_back = self._keep_apart(tx, review, last, parts, kept.get(payment, ()))
            after = self._after(tx, last, parts, lists)
            if after is not None and is_kept_back and lets_go(after.decision):
                after = self._kept_back(tx, last, after)
            decided += [after] if after is not None else []
        batch = self.ids.new_id()
        for each in decided:
            tx.payments.follow(each, batch=batch)
        if decided:
            detail = f"{len(decided)} by a change of lists"
            record_decided(self.recorder, tx, Act.PAYMENT_RELIST, decided, actor=NODE, batch=batch, detail=detail)

    def _keep_apart(
        self, tx: Transaction, review: Review, last: Decided, parts: Parted, kept: Sequence[HeldApart]
    ) -> bool:
        """Keep apart what came, lift what has gone, and say whether anything keeps the payment back."""
        now, standing = self.clock.now(), [each for each in kept if each.lifted is None]
        kept = [each for each in kept if not is_of_payee(each.kept)]
        gone = [each for each in kept if each.lifted is None and _is_gone(each, parts)]
        lift_apart(tx, self.recorder, gone, reason=GONE, by=NOBODY, at=now, batch=self.ids.new_id())
        touched: frozenset[Entry] = frozenset()
        if parts.apart and kept:
            touched = frozenset((review.list_id, each) for each in tx.reviews.touched(review.import_id))
        new = [
            (self._apart(last, review, parts.apart[entry][0], now), parts.apart[entry][1])
            for entry in sorted(new_entries(kept, parts.apart, touched=touched))
        ]
        keep_apart(tx, self.recorder, new, batch=self.ids.new_id())
        return bool(new) or any(each.stands(at=now) for each in standing if each not in gone)

    def _apart(self, last: Decided, review: Review, hit: ListHit, at: datetime) -> KeptApart:
        payment, owner = last.decision.payment, self.policy.owner
        return KeptApart(payment=payment, brought_by=review.import_id, found_at=at, owner=owner, hit=hit)

    def _after(self, tx: Transaction, last: Decided, parts: Parted, lists: Standing) -> Decided | None:
        """Give what follows for one payment; nothing where no hit came or went."""
        now = self._screened(parts.openly, last.handling, lists)
        if now.screening.status is not CheckStatus.COMPLETE:
            return None
        change = self._changed(tx, last, parts.with_those_that_stay(now.screening))
        if not change.is_one:
            return None
        decision = continuing.relisted(last.decision, change, policy=self.policy, at=self.clock.now())
        return replace(found_anew(last, change.case, decision), handling=now.handling)

    def _changed(self, tx: Transaction, last: Decided, screening: PaymentScreening) -> ListChange:
        entries = tuple({(hit.list.id, hit.reference) for hit in last.case.screening.hits})
        return changed_by(last.case, screening, in_force=tx.reviews.in_force(entries))

    def _kept_back(self, tx: Transaction, last: Decided, after: Decided) -> Decided:
        """Give what follows where the rules would have ended a payment from which something is kept apart."""
        change = self._changed(tx, last, after.case.screening)
        held = continuing.kept_back(last.decision, after.decision, change, self.policy)
        return replace(found_anew(last, change.case, held), handling=after.handling)

    def _note_late(
        self,
        tx: Transaction,
        review: Review,
        standing: Mapping[str, Decided],
        found: _Found,
        lists: Standing,
    ) -> None:
        """Tell the owner of everybody in payments that were let go who resembles an entry that came or changed."""
        touched, known = tx.reviews.touched(review.import_id), tx.reviews.known_late(list(standing))
        batch, late = self.ids.new_id(), []
        for payment, last in standing.items():
            before = {(hit.list.id, hit.reference) for hit in last.case.screening.hits}
            new = [each for each in found[payment] if each.partition.list_id == review.list_id]
            now = self._screened([each for each in new if reference_of(each) in touched], last.handling, lists)
            for hit in now.screening.hits:
                entry = (hit.list.id, hit.reference)
                if entry in before or (payment, entry) in known:
                    continue
                before.add(entry)
                made = LateHit(
                    payment=payment,
                    brought_by=review.import_id,
                    hit=hit,
                    released_at=last.decision.decided_at,
                    found_at=self.clock.now(),
                    owner=self.policy.owner,
                )
                late.append((seal(Domain.PAYMENT_LATE, made), now.handling))
        if late:
            self._keep_late(tx, late, batch)

    def _keep_late(self, tx: Transaction, late: Sequence[tuple[Sealed[LateHit], Handling]], batch: str) -> None:
        tx.reviews.add_late(late, batch=batch)
        commits = commitment(kept_of_late(record, handling) for record, handling in late)
        detail = f"{len(late)} let go before the listing"
        self.recorder.done(tx, Act.PAYMENT_LATE, actor=NODE, target=batch, detail=detail, commits=commits)

    def _screened(self, found: Sequence[Resembling], terms: Handling, lists: Standing) -> Screened:
        us = self.node.authority.id
        return screened(found, named_openly(lists.partitions, terms, us), lists.editions, terms=terms, us=us)


def _is_gone(held: HeldApart, parts: Parted) -> bool:
    return held.kept.hit is not None and held.kept.entry not in parts.apart


def _next_stage(review: Review) -> Review:
    stage = Stage.RELEASED if review.stage is Stage.STOPPED else Stage.DONE
    return replace(review, stage=stage, after="")
