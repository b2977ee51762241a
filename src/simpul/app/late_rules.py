"""Rules on payments, loaded when the first payment comes: a node without payments has no use for them in its memory."""

import importlib
from collections.abc import Sequence
from typing import Protocol

from simpul.app.keeping import SealedSnapshot
from simpul.core.payment.facts import PaymentFacts
from simpul.core.payment.findings import RulesRun
from simpul.core.payment.rule import Rule
from simpul.peers.keys import NodeKeyring
from simpul.services.ports.writing import Ledger, RuleRunner, Transaction
from simpul.services.ruling import Rules
from simpul.settings.settings import Settings

_RULES = "simpul.app.rules"
SNAPSHOT = "simpul/payment-patterns/1"


class _Loaded(RuleRunner, Rules, Protocol):
    """What is loaded."""


def late_rules(settings: Settings, keyring: NodeKeyring) -> "LateRules":
    """Give the rules of a node; what is counted for them is kept in its home folder, under a seal of its own."""
    return LateRules(SealedSnapshot(folder=settings.home, key=keyring.secret_for(SNAPSHOT)))


class LateRules:
    """The rules of `simpul.app.rules`; every promise is theirs."""

    def __init__(self, snapshot: SealedSnapshot) -> None:
        """Begin with nothing loaded; what is counted is kept there."""
        self._snapshot = snapshot
        self._rules: _Loaded | None = None

    def run(self, tx: Transaction, facts: Sequence[PaymentFacts]) -> tuple[RulesRun, ...]:
        """Give how the rules ended for each payment, which come right behind the last one that is kept."""
        return self._loaded().run(tx, facts)

    def follow(self, tx: Transaction) -> int:
        """Take in some of what is recorded and not counted, and give how many payments it was; none when all is."""
        return self._loaded().follow(tx)

    def keep(self, ledger: Ledger) -> None:
        """Keep what is counted for the next process, where much has come since it was kept last."""
        if self._rules is not None:
            self._rules.keep(ledger)

    def shipped(self) -> tuple[Rule, ...]:
        """Give the rules that come with Simpul."""
        return self._loaded().shipped()

    def unknown_features(self, rule: Rule) -> tuple[str, ...]:
        """Give the figures that a rule asks for and that there are not."""
        return self._loaded().unknown_features(rule)

    def _loaded(self) -> _Loaded:
        if self._rules is None:
            self._rules = importlib.import_module(_RULES).Rules(self._snapshot)
        loaded: _Loaded = self._rules
        return loaded
