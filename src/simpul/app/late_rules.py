"""Rules on payments, loaded when the first payment comes: a node without payments has no use for them in its memory."""

import importlib
from collections.abc import Sequence
from typing import Protocol

from simpul.core.payment.facts import PaymentFacts
from simpul.core.payment.findings import RulesRun
from simpul.core.payment.rule import Rule
from simpul.services.ports.writing import RuleRunner, Transaction
from simpul.services.ruling import Rules

_RULES = "simpul.app.rules"


class _Loaded(RuleRunner, Rules, Protocol):
    """What is loaded."""


class LateRules:
    """The rules of `simpul.app.rules`; every promise is theirs."""

    def __init__(self) -> None:
        """Begin with nothing loaded."""
        self._rules: _Loaded | None = None

    def run(self, tx: Transaction, facts: Sequence[PaymentFacts]) -> tuple[RulesRun, ...]:
        """Give how the rules ended for each payment, which come right behind the last one that is kept."""
        return self._loaded().run(tx, facts)

    def shipped(self) -> tuple[Rule, ...]:
        """Give the rules that come with Simpul."""
        return self._loaded().shipped()

    def unknown_features(self, rule: Rule) -> tuple[str, ...]:
        """Give the figures that a rule asks for and that there are not."""
        return self._loaded().unknown_features(rule)

    def _loaded(self) -> _Loaded:
        if self._rules is None:
            self._rules = importlib.import_module(_RULES).Rules()
        loaded: _Loaded = self._rules
        return loaded
