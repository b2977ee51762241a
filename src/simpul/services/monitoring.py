"""Monitoring: every payment that comes is decided, once (`services.taking`); and none that is held is forgotten.

Rules:
1. What is held has an owner and a clock. A clock that runs out lets nothing go: the payment is held on, and that is
   recorded. A freeze that ends becomes a hold.
2. A person decides what is held, with a reason. What was ever frozen, or is the listed party's, is not let go and not
   sent back by one officer alone, and nothing is let go before every hit is judged (`core.payment.letting_go`). Whoever
   is not cleared for every payment judges and proposes; another officer ends it (`services.following`).
3. Who hands payments in learns of each whether it may go on. So only officers from whom no payment is hidden hand any
   in: anybody else could ask by them whether somebody stands on a list that is not for him.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from simpul.core.alert import Evidence
from simpul.core.audit import Act
from simpul.core.authority import Sight
from simpul.core.errors import InputError, NotFoundError
from simpul.core.holding import Page
from simpul.core.payment import continuing
from simpul.core.payment.deciding import DecisionPolicy
from simpul.core.payment.decision import Hold, PaymentDecision, PaymentState
from simpul.core.payment.findings import PaymentCase
from simpul.core.payment.judging import HitsOf, Judgement, judged
from simpul.core.payment.keeping import (
    Decided,
    HeldPayment,
    PaymentLine,
    following,
    found_anew,
    hides_nothing,
    payee_waiting,
)
from simpul.core.payment.message import RejectedTransaction
from simpul.core.payment.payment import Payment
from simpul.core.payment.sequel import Deciders
from simpul.core.payment.transition import NOT_CLEARED
from simpul.services.following import MOST_SAID, Continued, Following, Shown, may_see, said
from simpul.services.payees import Key, evidence_of
from simpul.services.ports.payments import Payments
from simpul.services.ports.world import Clock, Ids
from simpul.services.ports.writing import Ledger, Transaction
from simpul.services.recording import Recorder
from simpul.services.taking import NODE, Taking, record_decided

MOST_DUE = 200
"""Payments whose clocks are wound in one transaction."""

UNREADABLE = "payment.cannot-be-read"
LONGEST_HOLD = timedelta(days=366)


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """What is answered of a payment that was handed in: its id, its state, and why, as far as its taker may know."""

    payment: str
    state: PaymentState
    decision: PaymentDecision | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Monitoring:
    """Decides payments and keeps their clocks."""

    taking: Taking
    clock: Clock
    ids: Ids
    ledger: Ledger
    payments: Payments
    policy: DecisionPolicy
    recorder: Recorder

    def take(self, payments: Sequence[Payment], *, actor: str = NODE) -> tuple[PaymentDecision, ...]:
        """Decide payments, and give the decision that stands on each, in their order; durable when this returns."""
        return tuple(each.decision for each in self.taking.take(payments, actor=actor))

    def take_for(self, sight: Sight, payments: Sequence[Payment]) -> tuple[Taken, ...]:
        """Decide payments that an officer hands in, and answer each, in their order; durable when this returns.

        Raises:
            DeniedError: the officer reads no intelligence.
            RefusedError: something could be hidden from the officer.
        """
        self.require_taker(sight)
        decided = self.taking.take(payments, actor=sight.viewer.officer)
        return tuple(
            Taken(
                payment=each.decision.payment,
                state=each.decision.state,
                decision=each.decision if may_see(sight, each.handling) else None,
            )
            for each in decided
        )

    def require_taker(self, sight: Sight) -> None:
        """Let payments be handed in by who may know of every one what it was held for.

        Raises:
            DeniedError: the officer reads no intelligence.
            RefusedError: something could be hidden from the officer; recorded.
        """
        self.recorder.require_intelligence(sight, Act.PAYMENT_TAKE)
        if not hides_nothing(sight.viewer):
            actor, reason = sight.viewer.officer, "payments are handed in by who is cleared for all of them"
            grounds = (NOT_CLEARED,)
            raise self.recorder.refuse(Act.PAYMENT_TAKE, actor=actor, target="", grounds=grounds, reason=reason)

    def refuse(self, message: str, rejected: Sequence[RejectedTransaction], *, actor: str = NODE) -> None:
        """Put on record what of a message cannot be read as a payment, each with its place and why."""

        def recorded(tx: Transaction) -> None:
            for each in rejected:
                detail = f"{each.place}: {each.reason}"
                self.recorder.refused(
                    tx, Act.PAYMENT_TAKE, actor=actor, target=message[:100], grounds=(UNREADABLE,), detail=detail
                )

        self.ledger.act(recorded)

    def payment(self, sight: Sight, payment: str) -> HeldPayment:
        """Show a payment by its id, the beginning of it, or its reference; that it was read is on record.

        Raises:
            NotFoundError: there is none, or more than one, for this viewer.
        """
        found = self.payments.payment(sight, payment[:MOST_SAID])
        if found is None:
            raise self.recorder.not_there(sight, Act.PAYMENT_READ, target=payment[:MOST_SAID], what="payment")
        actor = sight.viewer.officer
        self.ledger.act(lambda tx: self.recorder.done(tx, Act.PAYMENT_READ, actor=actor, target=found.id))
        return found

    def evidence(self, sight: Sight, held: HeldPayment) -> Mapping[Key, tuple[Evidence, ...]]:
        """Say what speaks for and against each hit of a payment, by lists as they stand now and the viewer sees them.

        What has left its list since, or come under other terms, is not among them.
        """
        hits = {(hit.list.id, hit.reference, hit.part) for hit in held.last.case.screening.hits}
        lists = {list_id for list_id, _, _ in hits}
        indexes = {
            partition: index
            for partition, index in self.taking.screening.enforce().partitions.items()
            if partition.list_id in lists and may_see(sight, partition.handling)
        }
        (found,) = self.taking.preparing.resembling([held.payment], indexes)
        evidence = evidence_of(found)
        return {key: reasons for key, reasons in evidence.items() if key in hits}

    def queue(self, sight: Sight, state: PaymentState, *, after: str = "", limit: int = 50) -> Page[PaymentLine]:
        """Give the payments in a state that the viewer may see, in the order of their turn."""
        return self.payments.queue(sight, state, after=after, limit=limit)

    def counts(self, sight: Sight) -> Mapping[PaymentState, int]:
        """Count the payments in each state that the viewer may see."""
        return self.payments.counts(sight)

    def judge(
        self, sight: Sight, payment: str, judgement: Judgement, *, reason: str, seen: str = ""
    ) -> PaymentDecision:
        """Say of everybody in a payment who resembles an entry whether it is the same, and decide by that what is held.

        What is frozen stays frozen: how it ends follows from who else in it is listed, and from what was ordered.

        `seen`, here and below, is the id of the decision that was shown; with it nobody decides on what has changed.

        Raises:
            DeniedError: the viewer reads no intelligence.
            NotFoundError: there is no such payment for this viewer, or nobody in it resembles that entry.
            InputError: a rule of the order could let nothing go from the payment.
            RefusedError: the payment has gone.
        """
        by, at = Deciders(reason=said(reason), by=sight.viewer.officer), self.clock.now()

        def ended(last: Decided, case: PaymentCase) -> PaymentDecision:
            return continuing.judged(last.decision, case, policy=self.policy, at=at, by=by)

        def judged_now(last: Decided) -> Decided:
            _require_hits(last, judgement)
            case = judged(last.case, judgement, by.by)
            return found_anew(last, case, ended(last, case))

        def waiting(last: Decided) -> Decided:
            case = judged(last.case, judgement, by.by)
            held = continuing.waiting_for_another(
                last.decision, ended(last, case), case=case, policy=self.policy, by=by
            )
            return found_anew(last, case, held)

        return self._continued(sight, payment, "judge", judged_now, seen=seen, instead=waiting)

    def release(self, sight: Sight, payment: str, *, reason: str, seen: str = "") -> PaymentDecision:
        """Let a held payment go.

        Raises:
            DeniedError: the viewer reads no intelligence.
            NotFoundError: there is no such payment for this viewer.
            RefusedError: it may not be let go, with the grounds: nobody has judged a hit, or two officers are needed,
                for what was ever frozen, is the listed party's, or cannot be told.
        """
        by, at = Deciders(reason=said(reason), by=sight.viewer.officer), self.clock.now()

        def released(last: Decided) -> Decided:
            return following(last, continuing.released(last.decision, last.case, by=by, at=at))

        return self._continued(sight, payment, "release", released, seen=seen)

    def reject(self, sight: Sight, payment: str, *, reason: str, code: str, seen: str = "") -> PaymentDecision:
        """Reject a held payment, with the code for the answer (ISO 20022 external status reason).

        Raises:
            DeniedError: the viewer reads no intelligence.
            NotFoundError: there is no such payment for this viewer.
            RefusedError: it may not be rejected, with the grounds: two officers send back what was ever frozen, and
                what is the listed party's.
        """
        by, at = Deciders(reason=said(reason), by=sight.viewer.officer), self.clock.now()

        def rejected(last: Decided) -> Decided:
            return following(last, continuing.rejected(last.decision, last.case, code=code, by=by, at=at))

        return self._continued(sight, payment, "reject", rejected, seen=seen)

    def hand_on(self, sight: Sight, payment: str, *, hold: Hold, reason: str, seen: str = "") -> PaymentDecision:
        """Give a held payment another owner or another day.

        Raises:
            DeniedError: the viewer reads no intelligence.
            InputError: the day lies more than a year ahead.
            NotFoundError: there is no such payment for this viewer.
            RefusedError: it is not held.
        """
        by, at = Deciders(reason=said(reason), by=sight.viewer.officer), self.clock.now()
        if hold.until - at > LONGEST_HOLD:
            raise InputError("a hold lasts for some time, a year at most", place="hold.until")

        def handed_on(last: Decided) -> Decided:
            return following(last, continuing.handed_on(last.decision, hold=hold, by=by, at=at))

        return self._continued(sight, payment, "hand on", handed_on, seen=seen)

    def wind_clocks(self) -> int:
        """Hold on what nobody decided in time, and hold what was frozen until now; give how many payments it was."""
        return self.ledger.act(self._wound)

    def _continued(
        self,
        sight: Sight,
        payment: str,
        what: str,
        continued: Continued,
        *,
        seen: str,
        instead: Continued | None = None,
    ) -> PaymentDecision:
        """Do what an officer decides."""
        decided = Following(ids=self.ids, ledger=self.ledger, recorder=self.recorder)
        chosen = [Shown(payment=payment, seen=seen)]
        (decision,) = decided.continued(sight, chosen, what, continued, instead=instead)
        return decision

    def _wound(self, tx: Transaction) -> int:
        now, batch = self.clock.now(), self.ids.new_id()
        standing = tx.payments.standing(tx.payments.due(now, MOST_DUE))
        wound = [self._after_its_clock(last, now) for last in standing.values()]
        for each in wound:
            tx.payments.follow(each, batch=batch)
        if wound:
            detail = f"{len(wound)} held on"
            record_decided(self.recorder, tx, Act.PAYMENT_CLOCK, wound, actor=NODE, batch=batch, detail=detail)
        return len(wound)

    def _after_its_clock(self, last: Decided, now: datetime) -> Decided:
        if last.decision.state is PaymentState.FROZEN:
            return following(last, continuing.expired(last.decision, last.case, policy=self.policy, at=now))
        return following(last, continuing.held_on(last.decision, policy=self.policy, at=now))


def _require_hits(last: Decided, judgement: Judgement) -> None:
    """Let the payee of a part be judged while it waits: afterwards nothing follows from it.

    Raises:
        NotFoundError: no part waits.
    """
    if judgement.whose is HitsOf.PAYEE and payee_waiting(last) is None:
        raise NotFoundError("nobody in the payment resembles that entry")
