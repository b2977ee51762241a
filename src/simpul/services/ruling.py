"""Ruling: which rules on payments stand is changed by two officers, with a back-test of what the change would do.

Rules:
1. Who changes rules, or sees what one would have done, is an officer from whom no payment is hidden: a back-test counts
   all of them.
2. A proposal is made with the back-test of its rule, run here and now; nobody hands one in.
3. Another officer approves or refuses. The proposal, the verdict and every refusal are on record.
"""

from dataclasses import dataclass
from typing import Protocol

from simpul.core.audit import Act, commitment
from simpul.core.authority import Sight
from simpul.core.errors import InputError, NotFoundError, RefusedError
from simpul.core.ids import Domain, Sealed, seal
from simpul.core.payment.backtest import BackTest
from simpul.core.payment.keeping import hides_nothing
from simpul.core.payment.rule import Rule
from simpul.core.payment.rulebook import RuleBook, RuleProposal, RuleVerdict, Standing, Verdict, book_of
from simpul.core.payment.transition import NOT_CLEARED
from simpul.services.ports.rules import RuleReads
from simpul.services.ports.world import Clock
from simpul.services.ports.writing import Ledger, Transaction
from simpul.services.recording import Recorder

MOST_SAID = 100


class Rules(Protocol):
    """The rules that come with Simpul, and which figures a rule may ask for."""

    def shipped(self) -> tuple[Rule, ...]:
        """Give the rules that come with Simpul."""

    def unknown_features(self, rule: Rule) -> tuple[str, ...]:
        """Give the figures that a rule asks for and that there are not."""


class Trials(Protocol):
    """Tries rules on the past."""

    def backtest(self, rule: Rule) -> BackTest:
        """Give what a rule would have done to every payment that is recorded."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ruling:
    """Shows rules, tries them on the past, and changes which of them stand."""

    clock: Clock
    ledger: Ledger
    reads: RuleReads
    rules: Rules
    trials: Trials
    recorder: Recorder

    def book(self, sight: Sight) -> RuleBook:
        """Give everything that was ever said about rules here.

        Raises:
            DeniedError: the officer reads no intelligence.
        """
        self.recorder.require_intelligence(sight, Act.RULE_READ)
        return self.book_as_operator()

    def book_as_operator(self) -> RuleBook:
        """Give the same to the node's operator."""
        return book_of(self.rules.shipped(), self.reads.proposals(), self.reads.verdicts())

    def rule(self, said: str) -> Rule:
        """Give the rule of this id that stands, or any edition that is known.

        Raises:
            NotFoundError: there is none.
        """
        book = self.book_as_operator()
        found = book.standing.rule(said) or book.rule(said)
        if found is None:
            raise NotFoundError("there is no such rule")
        return found

    def backtest(self, sight: Sight, rule: Rule) -> BackTest:
        """Give what a rule would have done to every payment that is recorded; that it was asked is on record.

        Raises:
            DeniedError: the officer reads no intelligence.
            RefusedError: something could be hidden from the officer.
            InputError: it asks for a figure that there is not.
        """
        self._require(sight, Act.RULE_TEST)
        return self.backtest_as(rule, actor=sight.viewer.officer)

    def backtest_as(self, rule: Rule, *, actor: str) -> BackTest:
        """Give the same to whoever may ask, such as the node's operator.

        Raises:
            InputError: it asks for a figure that there is not.
        """
        self._check(rule)
        done = self.trials.backtest(rule)
        detail = f"{done.fired} of {done.payments}"
        self.ledger.act(
            lambda tx: self.recorder.done(tx, Act.RULE_TEST, actor=actor, target=str(rule.edition), detail=detail)
        )
        return done

    def propose(self, sight: Sight, rule: Rule, standing: Standing, *, reason: str) -> Sealed[RuleProposal]:
        """Propose that a rule stands so, with its back-test; another officer decides.

        Raises:
            DeniedError: the officer reads no intelligence.
            RefusedError: something could be hidden from the officer, or the rule may not be proposed.
            InputError: it asks for a figure that there is not, or nothing is said.
        """
        self._require(sight, Act.RULE_PROPOSE)
        self._check(rule)
        tried = None if standing is Standing.RETIRED else self.trials.backtest(rule)
        proposal = RuleProposal(
            rule=rule,
            standing=standing,
            reason=reason.strip(),
            by=sight.viewer.officer,
            at=self.clock.now(),
            backtest=tried,
        )
        made = seal(Domain.PAYMENT_RULE_PROPOSAL, proposal)

        def proposed(tx: Transaction) -> None:
            self._book(tx).check_proposal(proposal)
            tx.rules.propose(made)
            self._record(tx, Act.RULE_PROPOSE, sight, made.id, f"{rule.edition} {standing}")

        try:
            self.ledger.act(proposed)
        except RefusedError as refused:
            raise self._refuse(sight, Act.RULE_PROPOSE, str(rule.edition), refused) from refused
        return made

    def decide(self, sight: Sight, proposal: str, verdict: Verdict, *, reason: str) -> Sealed[RuleVerdict]:
        """Approve or refuse a proposal of another officer.

        Raises:
            DeniedError: the officer reads no intelligence.
            RefusedError: something could be hidden from the officer, or it is his or her own, or decided.
            InputError: there is no such proposal, or nothing is said.
        """
        self._require(sight, Act.RULE_DECIDE)
        said = RuleVerdict(
            proposal=proposal, verdict=verdict, reason=reason.strip(), by=sight.viewer.officer, at=self.clock.now()
        )
        made = seal(Domain.PAYMENT_RULE_VERDICT, said)

        def decided(tx: Transaction) -> None:
            found = self._book(tx).check_verdict(proposal, by=said.by)
            tx.rules.decide(made)
            self._record(tx, Act.RULE_DECIDE, sight, made.id, f"{verdict} {found.proposal.rule.edition}")

        try:
            self.ledger.act(decided)
        except RefusedError as refused:
            raise self._refuse(sight, Act.RULE_DECIDE, proposal, refused) from refused
        return made

    def _book(self, tx: Transaction) -> RuleBook:
        return book_of(self.rules.shipped(), tx.rules.proposals(), tx.rules.verdicts())

    def _check(self, rule: Rule) -> None:
        unknown = self.rules.unknown_features(rule)
        if unknown:
            raise InputError(f"there is no figure {unknown[0]!r}", place="pattern.feature")

    def _require(self, sight: Sight, act: Act) -> None:
        self.recorder.require_intelligence(sight, act)
        if not hides_nothing(sight.viewer):
            reason, actor = "rules are for who is cleared for all payments", sight.viewer.officer
            raise self.recorder.refuse(act, actor=actor, target="", grounds=(NOT_CLEARED,), reason=reason)

    def _record(self, tx: Transaction, act: Act, sight: Sight, record: str, detail: str) -> None:
        commits = commitment((record,))
        self.recorder.done(tx, act, actor=sight.viewer.officer, target=record, detail=detail, commits=commits)

    def _refuse(self, sight: Sight, act: Act, target: str, refused: RefusedError) -> RefusedError:
        return self.recorder.refuse(
            act,
            actor=sight.viewer.officer,
            target=target[:MOST_SAID],
            grounds=refused.grounds,
            reason=str(refused),
        )
