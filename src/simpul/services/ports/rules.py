"""What rules on payments are kept in, and what evaluates them: the order of payments, and every word on a rule."""

from collections.abc import Sequence
from typing import Protocol

from simpul.core.ids import Sealed
from simpul.core.payment.conditions import Flow
from simpul.core.payment.facts import PaymentFacts
from simpul.core.payment.rulebook import RuleProposal, RuleVerdict

Point = tuple[int, str, int]
"""A place in the order of payments: number, id and time; 0, nothing and 0 before the first."""


class HistoryRows(Protocol):
    """The facts of payments in the order in which they were taken, in a transaction. Append-only."""

    def last(self) -> Point:
        """Give the place of the last payment."""

    def is_at(self, sequence: int, payment: str) -> bool:
        """Say whether this payment has this place; before the first is nothing, at 0."""

    def add(self, facts: Sequence[PaymentFacts]) -> None:
        """Keep facts of payments that are kept, each at the place after the one before it."""

    def after(self, sequence: int, limit: int) -> tuple[PaymentFacts, ...]:
        """Give the facts of the payments behind a place, in their order."""

    def place_before(self, at: int) -> Point:
        """Give the last place whose time is not after this moment."""

    def of_account(self, account: str, flow: Flow, *, since: int, limit: int) -> tuple[str, ...]:
        """Give the ids of the last payments of an account one way since a moment, without those apart."""


class RuleRows(Protocol):
    """Proposals of rules and verdicts on them, in a transaction. Append-only."""

    def head(self) -> str:
        """Give the id of the last record, or nothing."""

    def proposals(self) -> tuple[Sealed[RuleProposal], ...]:
        """Give every proposal, the first one first."""

    def verdicts(self) -> tuple[Sealed[RuleVerdict], ...]:
        """Give every verdict, the first one first."""

    def propose(self, proposal: Sealed[RuleProposal]) -> None:
        """Keep a proposal."""

    def decide(self, verdict: Sealed[RuleVerdict]) -> None:
        """Keep a verdict."""


class RuleReads(Protocol):
    """Reads proposals of rules and verdicts on them."""

    def proposals(self) -> tuple[Sealed[RuleProposal], ...]:
        """Give every proposal, the first one first."""

    def verdicts(self) -> tuple[Sealed[RuleVerdict], ...]:
        """Give every verdict, the first one first."""
