"""Following: what an officer decides on payments is recorded after what stands, by the rules or not at all.

Rules:
1. Nobody decides on a payment that he or she may not see: it is not there for him or her.
2. Whoever says what was shown decides on that and on nothing that came since.
3. Several payments that are decided together are decided all or none. A refusal is recorded with its grounds, and
   names each payment that they are against.
4. Nothing is let go or sent back by who is not cleared for every payment, nor while something is kept apart from it
   (`core.payment.apart`): that is refused, or held for another officer where a finding stands by itself.
5. What is held for a request of another state to freeze it is let go or sent back by what is said on the request, as
   long as that holds: nobody is told that money is held, or frozen, which has gone.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from simpul.core.audit import Act
from simpul.core.authority import Sight
from simpul.core.cases.matching import requests_in
from simpul.core.errors import ConflictError, InputError, NotFoundError, RefusedError
from simpul.core.handling import Action, Context, Handling, decide
from simpul.core.payment.apart import KEPT_FOR_A_REQUEST, grounds_against_ending
from simpul.core.payment.decision import PaymentDecision
from simpul.core.payment.keeping import Decided
from simpul.core.payment.letting_go import lets_go
from simpul.services.ports.world import Ids
from simpul.services.ports.writing import Ledger, Transaction
from simpul.services.recording import Recorder
from simpul.services.taking import record_decided

MOST_SAID = 140
MOST_TOGETHER = 200

Continued = Callable[[Decided], Decided]
"""Gives what follows the decision that stands."""

Beside = Callable[[Transaction, Decided], None]
"""Does in the same transaction what belongs to a decision that was made, or refuses it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A payment that is to be decided, and the id of the decision that was shown; empty where nothing was."""

    payment: str
    seen: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Following:
    """Records what officers decide on payments that are here."""

    ids: Ids
    ledger: Ledger
    recorder: Recorder

    def continued(
        self,
        sight: Sight,
        chosen: Sequence[Shown],
        what: str,
        continued: Continued,
        *,
        instead: Continued | None = None,
        beside: Beside | None = None,
    ) -> tuple[PaymentDecision, ...]:
        """Do what an officer decides on each of these payments, or on none.

        Where it would end a payment that this officer may not end, `instead` is done; without it that is refused.

        Raises:
            DeniedError: the viewer reads no intelligence.
            InputError: there is none, or there are too many.
            NotFoundError: one of them is not there for this viewer.
            ConflictError: one has changed since it was shown.
            RefusedError: the rules refuse it for some; recorded with its grounds.
        """
        self.recorder.require_intelligence(sight, Act.PAYMENT_DECIDE)
        if not 0 < len(chosen) <= MOST_TOGETHER:
            raise InputError(f"choose 1 to {MOST_TOGETHER} payments", place="payment")
        actor = sight.viewer.officer

        def done(tx: Transaction) -> tuple[PaymentDecision, ...]:
            found = [_last(tx, sight, each) for each in chosen]
            return self._follow(tx, _all_following(tx, sight, found, continued, instead), actor, what, beside)

        try:
            return self.ledger.act(done)
        except RefusedError as refused:
            target, grounds = refused.about[0], refused.grounds
            recorded = self.recorder.refuse(
                Act.PAYMENT_DECIDE, actor=actor, target=target, grounds=grounds, reason=str(refused)
            )
            about = refused.about if len(chosen) > 1 else ()
            raise RefusedError(str(recorded), grounds=grounds, about=about) from refused

    def _follow(
        self, tx: Transaction, decided: Sequence[Decided], actor: str, what: str, beside: Beside | None
    ) -> tuple[PaymentDecision, ...]:
        batch = self.ids.new_id()
        for each in decided:
            if beside is not None:
                beside(tx, each)
            tx.payments.follow(each, batch=batch)
        told = decided[0].decision.payment if len(decided) == 1 else f"{len(decided)} payments"
        detail = f"{what} {told}"
        record_decided(self.recorder, tx, Act.PAYMENT_DECIDE, decided, actor=actor, batch=batch, detail=detail)
        return tuple(each.decision for each in decided)


def against_ending(tx: Transaction, sight: Sight, decided: Decided) -> tuple[str, ...]:
    """Give the grounds on which an officer may not end a payment as it was decided; none where it does not end."""
    if not lets_go(decided.decision):
        return ()
    kept = tx.apart.of([decided.decision.payment])
    against = grounds_against_ending(sight.viewer, kept, at=sight.at)
    asked = requests_in(decided.case.rules.findings)
    if asked and not against and any(each.request in asked for each in tx.units.holding(sight.at)):
        return (KEPT_FOR_A_REQUEST,)
    return against


def may_see(sight: Sight, handling: Handling) -> bool:
    """Say whether the viewer may read something under these terms now."""
    return decide(sight.viewer, Action.READ, handling, Context(at=sight.at)).allowed


def said(reason: str) -> str:
    """Give the reason back without blanks around it.

    Raises:
        InputError: nothing is said.
    """
    if not reason.strip():
        raise InputError("say why", place="reason")
    return reason.strip()


def _all_following(
    tx: Transaction, sight: Sight, found: Sequence[Decided], continued: Continued, instead: Continued | None
) -> list[Decided]:
    """Give what follows on each payment.

    Raises:
        RefusedError: it is refused for some, with every ground and the payments that they are against.
    """
    decided, refusals = [], {}
    for last in found:
        try:
            decided.append(_following(tx, sight, last, continued, instead))
        except RefusedError as refused:
            refusals[last.decision.payment] = refused
    if refusals:
        grounds = tuple(dict.fromkeys(ground for each in refusals.values() for ground in each.grounds))
        reason = str(next(iter(refusals.values())))
        raise RefusedError(reason, grounds=grounds, about=tuple(refusals))
    return decided


def _following(
    tx: Transaction, sight: Sight, last: Decided, continued: Continued, instead: Continued | None
) -> Decided:
    """Give what follows, or what is done instead where this officer may not end the payment.

    Raises:
        RefusedError: nothing else is to be done.
    """
    decided = continued(last)
    grounds = against_ending(tx, sight, decided)
    if not grounds:
        return decided
    if instead is None:
        raise RefusedError("another officer lets it go or sends it back", grounds=grounds)
    return instead(last)


def _last(tx: Transaction, sight: Sight, shown: Shown) -> Decided:
    """Give the decision that stands on a payment that the viewer may see."""
    found = tx.payments.standing([shown.payment]).get(shown.payment)
    if found is None or not may_see(sight, found.handling):
        raise NotFoundError("there is no such payment")
    if shown.seen not in ("", found.id):
        raise ConflictError("it is no longer as it was shown")
    return found
