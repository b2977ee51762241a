"""Taking payments: every payment that comes is screened and decided, once.

Rules:
1. Every payment ends in exactly one recorded state, in the transaction that takes it. One that came before is not
   decided a second time: the decision that stands is given.
2. Names are compared before that transaction begins, and the decision names the editions that they were compared with.
   Where another edition has come into force meanwhile they are compared anew; nothing is released by the earlier one.
3. The rules that stand are evaluated in that transaction, on what was taken before and nothing later.
4. Payments are decided so many in one transaction that it stays short, however many were handed in together.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from typing import TypeVar

from simpul.core.audit import Act, commitment
from simpul.core.handling import Handling
from simpul.core.ids import Domain, seal
from simpul.core.node import NodeProfile
from simpul.core.payment import deciding
from simpul.core.payment.deciding import DecisionPolicy
from simpul.core.payment.facts import Looked, PaymentFacts, placed
from simpul.core.payment.findings import CheckStatus, PaymentCase, RulesRun
from simpul.core.payment.keeping import Decided, kept_of, payment_terms
from simpul.core.payment.outline import PaymentOutline
from simpul.core.payment.payment import Payment
from simpul.core.units.holding import Wanted
from simpul.core.units.wanting import held_for, under, wanted_among
from simpul.services.payees import named_openly, screened
from simpul.services.ports.screening import Standing
from simpul.services.ports.world import Clock, Ids
from simpul.services.ports.writing import Ledger, RuleRunner, Transaction
from simpul.services.preparing import Prepared, Preparing
from simpul.services.recording import Recorder
from simpul.services.screening import Screening

T = TypeVar("T")

NODE = "node"
AT_ONCE = 128
"""Payments that are decided in one transaction; more of them are decided in several, one after the other."""

TRIES = 3
"""How often payments are compared anew because a list changes, before they are held for it."""

_First = tuple[PaymentOutline, Decided]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Against:
    """What payments of one batch are decided under and against; `screened` is how far the screening came.

    `wanted` are the requests to freeze that each payment matches.
    """

    terms: Handling
    openly: frozenset[str]
    editions: Mapping[str, str]
    screened: CheckStatus
    wanted: Mapping[str, tuple[Wanted, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Ready:
    """Payments that are prepared, the lists that they were compared with, and how far the screening came."""

    payments: tuple[Prepared, ...]
    lists: Standing
    screened: CheckStatus = CheckStatus.COMPLETE


@dataclass(frozen=True, slots=True, kw_only=True)
class Taking:
    """Screens payments and decides them."""

    node: NodeProfile
    clock: Clock
    ids: Ids
    ledger: Ledger
    screening: Screening
    preparing: Preparing
    rules: RuleRunner
    policy: DecisionPolicy
    recorder: Recorder

    def take(self, payments: Sequence[Payment], *, actor: str) -> tuple[Decided, ...]:
        """Decide payments, and give what stands on each, in their order; durable when this returns."""
        return tuple(each for part in _parts(payments) for each in self._take_together(part, actor))

    def take_prepared(self, prepared: Sequence[Prepared], lists: Standing, *, actor: str) -> tuple[Decided, ...]:
        """Decide payments that were compared with these lists, as `take` does."""
        ready = (_Ready(payments=tuple(part), lists=lists) for part in _parts(prepared))
        return tuple(each for part in ready for each in self._take_ready(part, actor))

    def _take_ready(self, ready: _Ready, actor: str) -> tuple[Decided, ...]:
        """Decide payments that are prepared, all in one transaction, by the lists that are in force in it.

        Where these are others than the payments were compared with, they are compared again.
        """
        for _ in range(TRIES):
            decided = self.ledger.act(partial(self._taken_in_force, ready=ready, actor=actor))
            if decided is not None:
                return decided
            lists = self.screening.enforce()
            sealed = [each.sealed() for each in ready.payments]
            ready = _Ready(payments=self.preparing.compared(sealed, lists.partitions), lists=lists)
        return self.ledger.act(partial(self._taken, ready=replace(ready, screened=CheckStatus.TIMED_OUT), actor=actor))

    def _take_together(self, payments: Sequence[Payment], actor: str) -> tuple[Decided, ...]:
        lists = self.screening.shelf.standing()
        ready = _Ready(payments=self.preparing.prepared(payments, lists.partitions), lists=lists)
        return self._take_ready(ready, actor)

    def _taken_in_force(self, tx: Transaction, *, ready: _Ready, actor: str) -> tuple[Decided, ...] | None:
        """Decide payments, unless other lists are in force than they were compared with: then nothing is done."""
        return self._taken(tx, ready=ready, actor=actor) if tx.lists.editions() == ready.lists.editions else None

    def _taken(self, tx: Transaction, *, ready: _Ready, actor: str) -> tuple[Decided, ...]:
        standing = dict(tx.payments.standing([each.id for each in ready.payments]))
        fresh = {each.id: each for each in ready.payments if each.id not in standing}
        batch, us = self.ids.new_id(), self.node.authority.id
        terms = payment_terms(us, on=self.clock.now().date())
        openly = named_openly(ready.lists.partitions, terms, us)
        against = _Against(
            terms=terms,
            openly=openly,
            editions=ready.lists.editions,
            screened=ready.screened,
            wanted=wanted_among(tx.units.holding(self.clock.now()), (each.sealed() for each in fresh.values())),
        )
        taken, facts = self._decided(tx, list(fresh.values()), against)
        if taken:
            decided, detail = [each for _, each in taken], _counted(taken)
            tx.payments.add(taken, batch=batch)
            tx.units.note_matches([(each.request, said) for said, asked in against.wanted.items() for each in asked])
            tx.history.add(facts)
            record_decided(self.recorder, tx, Act.PAYMENT_TAKE, decided, actor=actor, batch=batch, detail=detail)
            standing |= {each.decision.payment: each for each in decided}
        return tuple(standing[each.id] for each in ready.payments)

    def _decided(
        self, tx: Transaction, fresh: Sequence[Prepared], against: _Against
    ) -> tuple[list[_First], tuple[PaymentFacts, ...]]:
        """Decide payments that are new, behind those that were taken before, with the facts of each."""
        now = self.clock.now()
        looked = [self._looked(each, against) for each in fresh]
        facts = placed(looked, behind=tx.history.last(), taken=now, register=tx.npos.standing())
        runs = self.rules.run(tx, facts)
        seen = zip(fresh, looked, runs, strict=True)
        asked = against.wanted
        taken = [
            (each.outline, self._first(each, one, held_for(run, asked.get(each.id, ())), now))
            for each, one, run in seen
        ]
        return taken, facts

    def _looked(self, prepared: Prepared, against: _Against) -> Looked:
        us = self.node.authority.id
        result = screened(prepared.found, against.openly, against.editions, terms=against.terms, us=us)
        screening = result.screening
        if against.screened is not CheckStatus.COMPLETE:
            screening = replace(screening, status=against.screened)
        terms = under(result.handling, against.wanted.get(prepared.id, ()))
        return Looked(payment=prepared.id, said=prepared.outline.said, screening=screening, handling=terms)

    def _first(self, prepared: Prepared, looked: Looked, run: RulesRun, at: datetime) -> Decided:
        outline = prepared.outline
        case = PaymentCase(
            payment=outline.id,
            amount=outline.amount,
            screening=looked.screening,
            rules=run,
            completeness=prepared.completeness,
            unread=outline.unread,
        )
        kept = seal(Domain.PAYMENT_CASE, case)
        decision = deciding.decide(case, policy=self.policy, at=at, known_as=kept.id)
        return Decided(record=seal(Domain.PAYMENT_DECISION, decision), found=kept, handling=looked.handling)


def _parts(several: Sequence[T]) -> Iterator[Sequence[T]]:
    return (several[first : first + AT_ONCE] for first in range(0, len(several), AT_ONCE))


def record_decided(
    recorder: Recorder,
    tx: Transaction,
    act: Act,
    decided: Sequence[Decided],
    *,
    actor: str,
    batch: str,
    detail: str,
) -> None:
    """Put on record what was decided in one batch, committing to all of it."""
    commits = commitment(kept_of(each) for each in decided)
    recorder.done(tx, act, actor=actor, target=batch, detail=detail, commits=commits)


def _counted(taken: Sequence[_First]) -> str:
    counts = Counter(decided.decision.state.value for _, decided in taken)
    return ", ".join(f"{many} {state}" for state, many in sorted(counts.items()))
