"""Rules on payments, loaded when the first payment comes: a node without payments has no use for them in its memory."""

import importlib
from collections.abc import Sequence

from simpul.core.payment.facts import PaymentFacts
from simpul.core.payment.findings import RulesRun
from simpul.services.ports.writing import RuleRunner, Transaction

_RULES = "simpul.app.rules"


class LateRules:
    """The rules of `simpul.app.rules`; every promise is theirs."""

    def __init__(self) -> None:
        """Begin with nothing loaded."""
        self._loaded: RuleRunner | None = None

    def run(self, tx: Transaction, facts: Sequence[PaymentFacts]) -> tuple[RulesRun, ...]:
        """Give how the rules ended for each payment, which come right behind the last one that is kept."""
        loaded = self._loaded = self._loaded or importlib.import_module(_RULES).Rules()
        runs: tuple[RulesRun, ...] = loaded.run(tx, facts)
        return runs
