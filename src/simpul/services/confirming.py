"""Confirming: what needs two officers is proposed by one and confirmed, or declined, by another.

Rules:
1. What was ever frozen, or is the listed party's, is let go or sent back by two: the first says why, the second looks
   for himself or herself and says why too. The one who proposed never confirms; the rules of `core.payment.transition`
   and `core.payment.letting_go` refuse it whoever asks.
2. A part of what is frozen is let go by a rule of the freeze itself, for a purpose, to a payee, up to an amount. The
   payee is compared with the lists (`services.paying_out`) before it is proposed, and again before it goes.
3. That a humanitarian exemption reaches a payment is claimed with evidence, for one entry that somebody in the payment
   was judged to be, and established by two. Which exemptions there are is data (`reference/`), not code.
4. A freeze is prolonged on a legal basis, by an order that ends later.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from simpul.core.authority import OfficerId, Sight
from simpul.core.errors import ConflictError, InputError, NotFoundError, RefusedError
from simpul.core.holding import Page
from simpul.core.payment import continuing, seconding
from simpul.core.payment.deciding import DecisionPolicy
from simpul.core.payment.decision import PaymentDecision
from simpul.core.payment.findings import HitVerdict, ListHit, PaymentCase
from simpul.core.payment.freezing import (
    NOBODY,
    ClaimStatus,
    Exemption,
    ExemptionClaim,
    Freeze,
    FreezingOrder,
    PartialRelease,
    check_limits,
)
from simpul.core.payment.keeping import Decided, PaymentLine, following, found_anew
from simpul.core.payment.proposing import Proposal, ProposedStep
from simpul.core.payment.sequel import Deciders
from simpul.core.payment.transition import NOT_FROM_THIS_STATE, ONE_AND_THE_SAME, OUT_OF_REACH
from simpul.services.following import Beside, Continued, Following, Shown, said
from simpul.services.paying_out import PayeeFound, PayingOut
from simpul.services.ports.payments import PaymentDesk
from simpul.services.ports.reading import Lists
from simpul.services.ports.world import Clock
from simpul.services.ports.writing import Transaction


@dataclass(frozen=True, slots=True, kw_only=True)
class Claimed:
    """Which exemption is claimed, for which entry, and on what evidence."""

    exemption: str
    list_id: str
    reference: str
    evidence: str

    def __post_init__(self) -> None:
        """Refuse a claim without evidence: nobody could establish it."""
        if not self.evidence.strip():
            raise InputError("say on what evidence", place="evidence")


@dataclass(frozen=True, slots=True, kw_only=True)
class Confirming:
    """Takes proposals of officers on held and frozen payments, and the answers of others."""

    clock: Clock
    policy: DecisionPolicy
    exemptions: tuple[Exemption, ...]
    lists: Lists
    desk: PaymentDesk
    decisions: Following
    paying_out: PayingOut

    def waiting(self, sight: Sight, *, after: str = "", limit: int = 50) -> Page[PaymentLine]:
        """Give the payments on which something waits that this viewer may confirm: by another officer or the rules."""
        return self.desk.proposed(sight, after=after, limit=limit)

    def count_waiting(self, sight: Sight) -> int:
        """Count them."""
        return self.desk.count_proposed(sight)

    def programme_of(self, sight: Sight, list_id: str, reference: str) -> str:
        """Give the regime of an entry, in its list's word; empty where the viewer does not see the entry."""
        held = self.lists.entry(sight, list_id, reference)
        return held.entry.programme if held is not None else ""

    def propose_release(self, sight: Sight, payment: str, *, reason: str, seen: str = "") -> PaymentDecision:
        """Propose to let a held or frozen payment go.

        Raises:
            NotFoundError: there is no such payment for this viewer.
            RefusedError: it may not be proposed, with the grounds.
        """
        by, at = sight.viewer.officer, self.clock.now()
        made = Proposal(step=ProposedStep.RELEASE, reason=said(reason), made_at=at, by=by)
        return self._one(sight, payment, "propose", lambda last: self._waits(last, made, last.case), seen)

    def propose_rejection(
        self, sight: Sight, payment: str, *, reason: str, code: str, seen: str = ""
    ) -> PaymentDecision:
        """Propose to send a held payment back, with the code for the answer.

        Raises:
            InputError: there is no code.
            NotFoundError: there is no such payment for this viewer.
            RefusedError: it is not held, or something waits already.
        """
        by, at, step = sight.viewer.officer, self.clock.now(), ProposedStep.REJECTION
        made = Proposal(step=step, reason=said(reason), made_at=at, by=by, rejection=code)
        return self._one(sight, payment, "propose", lambda last: self._waits(last, made, last.case), seen)

    def propose_part(
        self, sight: Sight, payment: str, release: PartialRelease, *, reason: str, seen: str = ""
    ) -> PaymentDecision:
        """Propose to let a part of a frozen payment go, by a rule that its freeze names.

        Raises:
            InputError: the freeze names no such rule, or the part is more than the rule or the freeze has.
            NotFoundError: there is no such payment for this viewer.
            RefusedError: it is not frozen, something waits already, or there is no list to compare the payee with.
        """
        found = self.paying_out.found(release.payee)
        made = Proposal(
            step=ProposedStep.PARTIAL_RELEASE,
            reason=said(reason),
            made_at=self.clock.now(),
            by=sight.viewer.officer,
            release=release,
        )

        def proposing(last: Decided) -> Decided:
            if last.decision.freeze is None:
                raise RefusedError("only what is frozen is let go in part", grounds=(NOT_FROM_THIS_STATE,))
            last.decision.freeze.without(release)
            return self._waits(last, made, replace(last.case, payee=self.paying_out.check(last, found)))

        def kept_apart(tx: Transaction, decided: Decided) -> None:
            self.paying_out.keep(tx, decided, found)

        return self._one(sight, payment, "propose", proposing, seen, beside=kept_apart)

    def claim(self, sight: Sight, payment: str, claimed: Claimed, *, reason: str, seen: str = "") -> PaymentDecision:
        """Claim that a humanitarian exemption reaches a payment, for an entry that somebody in it was judged to be.

        Raises:
            InputError: there is no such exemption.
            NotFoundError: there is no such payment for this viewer, or nobody in it was judged to be that entry.
            RefusedError: the exemption does not reach that entry, or something waits already.
        """
        exemption = self._exemption(claimed.exemption)
        programme = self.programme_of(sight, claimed.list_id, claimed.reference)
        why, at, me = said(reason), self.clock.now(), sight.viewer.officer

        def claiming(last: Decided) -> Decided:
            order = _judged(last.case, claimed).order
            claim = ExemptionClaim(
                exemption=exemption,
                status=ClaimStatus.CLAIMED,
                evidence=claimed.evidence.strip(),
                reference=claimed.reference,
                programme=order.programme if order is not None and order.programme else programme,
                by=me,
            )
            if not exemption.reaches(list_id=claimed.list_id, programme=claim.programme, on=at.date()):
                raise RefusedError("the exemption does not reach that entry", grounds=(OUT_OF_REACH,))
            made = Proposal(step=ProposedStep.EXEMPTION, reason=why, made_at=at, by=me, claim=claim)
            return self._waits(last, made, replace(last.case, exemptions=(*last.case.exemptions, claim)))

        return self._one(sight, payment, "claim", claiming, seen)

    def confirm(self, sight: Sight, payment: str, *, reason: str, seen: str = "") -> PaymentDecision:
        """Do what another officer proposed, or the rules.

        Raises:
            NotFoundError: there is no such payment for this viewer.
            RefusedError: nothing waits, or it is not for this officer to confirm; with the grounds.
        """
        why, at, me = said(reason), self.clock.now(), sight.viewer.officer
        found = self._payee_found(payment)

        def confirming(last: Decided) -> Decided:
            waits = last.decision.proposal
            by = Deciders(reason=why, by=me)
            if waits is not None and waits.by == me:
                raise RefusedError("another officer confirms it", grounds=(ONE_AND_THE_SAME,))
            if waits is not None and waits.by:
                by = Deciders(reason=waits.reason, by=waits.by, second=me, confirmed=why)
            case = self._payee_again(last, _answered(last, ClaimStatus.ESTABLISHED, second=me), found)
            decision = seconding.confirmed(last.decision, case, policy=self.policy, by=by, at=at)
            return found_anew(last, continuing.case_left(case, decision), decision)

        def shown(tx: Transaction, decided: Decided) -> None:
            if found is not None:
                self.paying_out.require_shown(tx, decided, found)

        return self._one(sight, payment, "confirm", confirming, seen, beside=shown)

    def turn_down(self, sight: Sight, payment: str, *, reason: str, seen: str = "") -> PaymentDecision:
        """Answer a proposal with no: decline what another proposed, or withdraw one's own.

        Raises:
            NotFoundError: there is no such payment for this viewer.
            RefusedError: nothing waits.
        """
        by, at = Deciders(reason=said(reason), by=sight.viewer.officer), self.clock.now()

        def turning_down(last: Decided) -> Decided:
            case = _answered(last, ClaimStatus.REFUSED, second=by.by)
            decision = seconding.turned_down(last.decision, case=case, policy=self.policy, by=by, at=at)
            return found_anew(last, case, decision)

        return self._one(sight, payment, "turn down", turning_down, seen)

    def prolong(
        self, sight: Sight, payment: str, order: FreezingOrder, *, reason: str, seen: str = ""
    ) -> PaymentDecision:
        """Let a freeze last longer, by an order in force that ends later.

        Raises:
            InputError: the order is not in force, or a rule of it could let nothing go from the payment.
            NotFoundError: there is no such payment for this viewer.
            RefusedError: it is not frozen, or the order does not end later.
        """
        by, at = Deciders(reason=said(reason), by=sight.viewer.officer), self.clock.now()
        if not order.is_in_force(at=at):
            raise InputError("the order is not in force", place="order.in_force_from")

        def prolonging(last: Decided) -> Decided:
            if last.decision.freeze is None:
                raise RefusedError("only a freeze is prolonged", grounds=(NOT_FROM_THIS_STATE,))
            check_limits(order.partial_release, last.decision.freeze.amount)
            longer = _under(last.decision.freeze, order)
            return following(last, continuing.prolonged(last.decision, freeze=longer, by=by, at=at))

        return self._one(sight, payment, "prolong", prolonging, seen)

    def release_all(self, sight: Sight, chosen: Sequence[Shown], *, reason: str) -> tuple[PaymentDecision, ...]:
        """Let several held payments go with one reason, all or none.

        Raises:
            NotFoundError: one of them is not there for this viewer.
            ConflictError: one has changed since it was shown.
            RefusedError: one may not be let go, with the grounds.
        """
        by, at = Deciders(reason=said(reason), by=sight.viewer.officer), self.clock.now()
        return self.decisions.continued(
            sight,
            chosen,
            "release",
            lambda last: following(last, continuing.released(last.decision, last.case, by=by, at=at)),
        )

    def reject_all(
        self, sight: Sight, chosen: Sequence[Shown], *, reason: str, code: str
    ) -> tuple[PaymentDecision, ...]:
        """Reject several held payments with one reason and one code, all or none; refused as `release_all` is."""
        by, at = Deciders(reason=said(reason), by=sight.viewer.officer), self.clock.now()
        return self.decisions.continued(
            sight,
            chosen,
            "reject",
            lambda last: following(last, continuing.rejected(last.decision, last.case, code=code, by=by, at=at)),
        )

    def _one(
        self,
        sight: Sight,
        payment: str,
        what: str,
        continued: Continued,
        seen: str,
        *,
        beside: Beside | None = None,
    ) -> PaymentDecision:
        chosen = [Shown(payment=payment, seen=seen)]
        (decision,) = self.decisions.continued(sight, chosen, what, continued, beside=beside)
        return decision

    def _payee_found(self, payment: str) -> PayeeFound | None:
        """Compare the payee of the part that waits with the lists, if one does."""
        last = self.decisions.ledger.act(lambda tx: tx.payments.standing([payment])).get(payment)
        waits = last.decision.proposal if last is not None else None
        return self.paying_out.found(waits.release.payee) if waits is not None and waits.release is not None else None

    def _payee_again(self, last: Decided, case: PaymentCase, found: PayeeFound | None) -> PaymentCase:
        """Give the case with the payee of the part that waits as he or she compares now."""
        waits = last.decision.proposal
        if waits is None or waits.release is None:
            return case
        if found is None or found.payee != waits.release.payee:
            raise ConflictError("it is no longer as it was shown")
        return replace(case, payee=self.paying_out.check_again(last, found))

    def _waits(self, last: Decided, made: Proposal, case: PaymentCase) -> Decided:
        decision = seconding.proposed(last.decision, made, case=case, policy=self.policy, at=made.made_at)
        return found_anew(last, case, decision)

    def _exemption(self, exemption_id: str) -> Exemption:
        found = next((each for each in self.exemptions if each.id == exemption_id), None)
        if found is None:
            raise InputError("there is no such exemption", place="exemption")
        return found


def _judged(case: PaymentCase, claimed: Claimed) -> ListHit:
    """Give a hit of this entry that was judged to be the same.

    Raises:
        NotFoundError: there is none.
    """
    wanted = (claimed.list_id, claimed.reference, HitVerdict.SAME)
    for hit in case.screening.hits:
        if (hit.list.id, hit.reference, hit.verdict) == wanted:
            return hit
    raise NotFoundError("nobody in the payment was judged to be that entry")


def _answered(last: Decided, status: ClaimStatus, *, second: OfficerId) -> PaymentCase:
    """Give the case with the claim that waits answered; as it is where none waits."""
    waits = last.decision.proposal
    if waits is None or waits.claim is None:
        return last.case
    claim = replace(waits.claim, status=status, second=second if status is ClaimStatus.ESTABLISHED else NOBODY)
    kept = tuple(claim if each == waits.claim else each for each in last.case.exemptions)
    return replace(last.case, exemptions=kept)


def _under(freeze: Freeze, order: FreezingOrder) -> Freeze:
    """Give a freeze as an order prolongs it; what it does not say of release or programme stays as it was."""
    return replace(
        freeze,
        legal_basis=order.legal_basis,
        authority=order.authority,
        expires_at=order.expires_at,
        programme=order.programme or freeze.programme,
        partial_release=order.partial_release or freeze.partial_release,
    )
