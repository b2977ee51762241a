"""Withholding: payments that another state asks to freeze are held at once, and decided by an officer on a legal basis.

Rules:
1. A request that comes holds what is held already and matches it; and what comes later, under its terms too, as long
   as it is open or frozen. It never freezes by itself, and what was let go before it came is gone. What is held already
   and may be seen by more than may see the request is held for it apart (`core.payment.apart`).
2. With a freeze by an officer, on a basis of our own law, every matching payment that he or she may see and that is
   held is frozen in the same transaction; what is frozen for the request already stays so until the new end. What is
   held apart stays so, and the request says that it is frozen.
3. Where nothing is done, what was held for the request alone is let go by the officer who said so; what something else
   holds stays held for that, and what was ever frozen stays held for two officers.
4. Where a freeze is lifted, what was frozen for it is held, for two officers to let go: nobody is told that money is
   free while it is not.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from simpul.core.audit import Act
from simpul.core.authority import OfficerId, Sight
from simpul.core.cases.freezing import FreezeRequest, FreezeWord
from simpul.core.cases.matching import RULE, finding_for, is_for, key_of, keys_of
from simpul.core.handling import Handling, strictest
from simpul.core.ids import Domain, Sealed, seal
from simpul.core.node import NodeProfile
from simpul.core.payment import continuing
from simpul.core.payment.apart import HeldApart, KeptApart, narrows
from simpul.core.payment.deciding import DecisionPolicy
from simpul.core.payment.decision import PaymentDecision, PaymentState
from simpul.core.payment.edition import Edition
from simpul.core.payment.findings import PaymentCase
from simpul.core.payment.freezing import Freeze, FreezeScope
from simpul.core.payment.keeping import Decided, following
from simpul.core.payment.sequel import Deciders
from simpul.core.payment.transition import STANDING, was_frozen
from simpul.services.following import against_ending, may_see
from simpul.services.keeping_apart import keep_apart, lift_apart
from simpul.services.ports.world import Clock, Ids
from simpul.services.ports.writing import Transaction
from simpul.services.recording import Recorder
from simpul.services.taking import record_decided

NODE = "node"


@dataclass(frozen=True, slots=True, kw_only=True)
class Withholding:
    """Holds, freezes and lets go what requests to freeze are about."""

    node: NodeProfile
    clock: Clock
    ids: Ids
    policy: DecisionPolicy
    recorder: Recorder

    def hold(self, tx: Transaction, requests: Sequence[Sealed[FreezeRequest]]) -> int:
        """Hold on, for requests that came just now, what is held and matches; give how many payments it was."""
        by_key: dict[str, list[Sealed[FreezeRequest]]] = {}
        for each in requests:
            by_key.setdefault(key_of(each.value.target), []).append(each)
        held = 0
        for waiting in tx.units.waiting_payments():
            for key in keys_of(waiting.payment, payment_id=waiting.id) & by_key.keys():
                for request in by_key[key]:
                    self._hold_on(tx, waiting.id, request)
                    held += 1
        return held

    def freeze(self, tx: Transaction, sight: Sight, request: str, word: FreezeWord) -> int:
        """Freeze every payment held for a request that the officer may see, on the basis that the word names."""
        basis, expires_at = word.legal_basis, word.expires_at
        if basis is None or expires_at is None:
            return 0
        by, at = Deciders(reason=f"request {request[:12]}", by=sight.viewer.officer), self.clock.now()
        mark = Edition(id=RULE.id, version=word.originator)

        def frozen(last: Decided) -> Decided | None:
            before = last.decision.freeze
            freeze = Freeze(
                legal_basis=basis,
                authority=word.authority,
                amount=before.amount if before else last.case.amount,
                scope=before.scope if before else FreezeScope.WHOLE,
                expires_at=expires_at,
                list=mark,
                listed=request,
            )
            if before is None:
                return following(last, continuing.frozen(last.decision, freeze=freeze, by=by, at=at))
            if not _is_frozen_for(last, request) or before.expires_at >= expires_at:
                return None
            return following(last, continuing.prolonged(last.decision, freeze=freeze, by=by, at=at))

        return self._each(tx, sight, request, frozen, "freeze", besides=self._apart_for(tx, sight, request))

    def let_go(self, tx: Transaction, sight: Sight, request: str, *, reason: str) -> int:
        """Decide anew, without the request, every held payment that the officer may see and that was held for it."""
        by = Deciders(reason=reason or "request", by=sight.viewer.officer)

        def without(last: Decided) -> Decided | None:
            if last.decision.state is not PaymentState.HELD:
                return None
            case, at = _without(last.case, request), self.clock.now()
            if was_frozen(last.decision):
                held = continuing.held_after_freeze(last.decision, case, policy=self.policy, at=at, by=by)
                return _decided(held, case, last.handling)
            decided = self._again(last, case, last.handling, by)
            if not against_ending(tx, sight, decided):
                return decided
            waits = continuing.waiting_for_another(
                last.decision, decided.decision, case=case, policy=self.policy, by=by
            )
            return _decided(waits, case, last.handling)

        apart = self._lifted_apart(tx, sight, request, by)
        return self._each(tx, sight, request, without, "let go for", besides=apart)

    def lift(self, tx: Transaction, sight: Sight, request: str) -> int:
        """Hold, for two officers to let go, every payment frozen for a request that the officer may see."""
        by = Deciders(reason=f"request {request[:12]}", by=sight.viewer.officer)

        def lifted(last: Decided) -> Decided | None:
            if not _is_frozen_for(last, request):
                return None
            case, at = _without(last.case, request), self.clock.now()
            held = continuing.delisted(last.decision, case, policy=self.policy, at=at, by=by)
            return _decided(held, case, last.handling)

        apart = self._lifted_apart(tx, sight, request, by)
        return self._each(tx, sight, request, lifted, "lift", besides=apart)

    def _hold_on(self, tx: Transaction, payment: str, request: Sealed[FreezeRequest]) -> None:
        last = tx.payments.standing([payment])[payment]
        findings = (*last.case.rules.findings, finding_for(request.id))
        case = replace(last.case, rules=replace(last.case.rules, findings=findings))
        terms = strictest([last.handling, request.value.handling], derived_by=self.node.authority.id)
        tx.units.note_matches([(request.id, payment)])
        if narrows(last.handling, terms):
            self._keep_apart(tx, payment, request.id, terms)
        else:
            self._follow(tx, self._again(last, case, terms, None), NODE, f"held for {request.id}")

    def _keep_apart(self, tx: Transaction, payment: str, request: str, terms: Handling) -> None:
        at, owner = self.clock.now(), self.policy.owner
        kept = KeptApart(payment=payment, brought_by=request, found_at=at, owner=owner, request=request)
        keep_apart(tx, self.recorder, [(kept, terms)], batch=self.ids.new_id())

    def _again(self, last: Decided, case: PaymentCase, terms: Handling, by: Deciders | None) -> Decided:
        at = self.clock.now()
        decision = continuing.decided_again(last.decision, case, policy=self.policy, at=at, by=by)
        return _decided(decision, case, terms)

    def _each(
        self,
        tx: Transaction,
        sight: Sight,
        request: str,
        continued: Callable[[Decided], Decided | None],
        what: str,
        *,
        besides: Sequence[HeldApart],
    ) -> int:
        """Record what follows for each payment matched that stands and that the officer may see; give how many.

        From `besides` it is kept apart; these count, and nothing follows for them.
        """
        apart = {each.kept.payment for each in besides}
        done = len(apart)
        for last in tx.payments.standing(tx.units.matched(request)).values():
            seen = last.decision.payment not in apart and may_see(sight, last.handling)
            if seen and last.decision.state in STANDING and (after := continued(last)) is not None:
                self._follow(tx, after, sight.viewer.officer, f"{what} {request}")
                done += 1
        return done

    def _lifted_apart(self, tx: Transaction, sight: Sight, request: str, by: Deciders) -> tuple[HeldApart, ...]:
        """Lift what is kept apart for a request, and give what it was."""
        apart, at, batch = self._apart_for(tx, sight, request), self.clock.now(), self.ids.new_id()
        lift_apart(tx, self.recorder, apart, reason=by.reason, by=by.by, at=at, batch=batch)
        return apart

    def _apart_for(self, tx: Transaction, sight: Sight, request: str) -> tuple[HeldApart, ...]:
        """Give what stands apart from payments for a request, as far as the officer may see it."""
        found = tx.apart.of(tx.units.matched(request))
        return tuple(
            each
            for each in found
            if each.kept.request == request and each.lifted is None and may_see(sight, each.handling)
        )

    def _follow(self, tx: Transaction, decided: Decided, actor: OfficerId | str, detail: str) -> None:
        batch = self.ids.new_id()
        tx.payments.follow(decided, batch=batch)
        record_decided(self.recorder, tx, Act.PAYMENT_DECIDE, [decided], actor=actor, batch=batch, detail=detail)


def _decided(decision: PaymentDecision, case: PaymentCase, terms: Handling) -> Decided:
    found = seal(Domain.PAYMENT_CASE, case)
    return Decided(record=seal(Domain.PAYMENT_DECISION, decision), found=found, handling=terms)


def _without(case: PaymentCase, request: str) -> PaymentCase:
    """Give what is known of a payment without a request to freeze it."""
    kept = tuple(each for each in case.rules.findings if not is_for(each, request))
    return replace(case, rules=replace(case.rules, findings=kept))


def _is_frozen_for(last: Decided, request: str) -> bool:
    freeze = last.decision.freeze
    return freeze is not None and (freeze.list.id, freeze.listed) == (RULE.id, request)
