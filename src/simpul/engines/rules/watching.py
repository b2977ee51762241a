"""Rules on the payments that come: what is counted for them follows the node's order, and each payment gets its run.

The watch says how far it has seen (`point`). Whoever feeds it compares that with what is recorded before each payment,
and lets it begin again where the two differ: nothing is seen twice, and nothing is missed.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

import numpy as np

from simpul.core.payment.facts import PaymentFacts
from simpul.core.payment.findings import MOST_ARGUMENTS, CheckStatus, RuleFinding, RulesRun
from simpul.core.payment.findings import RuleOutcome as Outcome
from simpul.core.payment.rule import Rule
from simpul.core.payment.rulebook import InForce
from simpul.engines.rules.columns import Measured, Truth, columns_of
from simpul.engines.rules.evaluating import NO, YES, verdicts
from simpul.engines.rules.figures import FEATURES, Patterns, Taken
from simpul.engines.rules.windows import RunningWindows

START: Final = (0, "")
"""The point of a watch that has seen nothing."""

CAPPED: Final = "capped"

Run = tuple[Rule, Truth]


class Watch:
    """What is counted for the rules that are evaluated."""

    def __init__(self, rules: InForce) -> None:
        """Begin with nothing seen, for these rules."""
        self.rules = rules
        self.point = START
        self.at = 0
        everything = (*rules.force, *rules.shadow)
        self._windows = RunningWindows({window for rule in everything for window in rule.windows})
        self._features = sorted({feature for rule in everything for feature in rule.features})
        self._patterns = Patterns() if self._features else None

    @property
    def forgets_after_days(self) -> int | None:
        """After how many days a payment counts no more; None where it may count for longer."""
        return None if self._patterns else self._windows.days

    def begin_after(self, point: tuple[int, str], at: int) -> None:
        """Take it that what came until this point counts no more."""
        self.point, self.at = point, at

    def see(self, facts: Sequence[PaymentFacts]) -> None:
        """Take payments that were decided before."""
        if facts:
            self._measured(facts)

    def run(self, facts: Sequence[PaymentFacts]) -> tuple[RulesRun, ...]:
        """Take payments in their order, and give how the rules ended for each."""
        if not facts:
            return ()
        columns, measured = columns_of(facts), self._measured(facts)
        force = [(rule, verdicts(rule, columns, measured)) for rule in self.rules.force]
        shadow = [(rule, verdicts(rule, columns, measured)) for rule in self.rules.shadow]
        return tuple(
            RulesRun(
                status=CheckStatus.COMPLETE,
                rules=self.rules.editions,
                findings=tuple(_findings(force, measured, row)),
                shadow=tuple(_findings(shadow, measured, row)),
            )
            for row in range(len(facts))
        )

    def _measured(self, facts: Sequence[PaymentFacts]) -> Measured:
        last = facts[-1]
        windows = self._windows.observe(facts)
        nothing: Taken = ({}, np.zeros(len(facts), dtype=np.bool_))
        features, capped = self._patterns.observe(facts, self._features) if self._patterns else nothing
        self.point, self.at = (last.sequence, last.payment), last.at
        known = np.array([not each.apart for each in facts])
        return Measured(windows=windows, features=features, known=known, capped=capped)


def unknown_features(rule: Rule) -> tuple[str, ...]:
    """Give the figures that a rule asks for and that there are not."""
    return tuple(sorted(rule.features.difference(FEATURES)))


def _findings(runs: Iterable[Run], measured: Measured, row: int) -> Iterator[RuleFinding]:
    for rule, truth in runs:
        verdict = int(truth[row])
        if verdict == NO:
            continue
        fired = verdict == YES
        yield RuleFinding(
            rule=rule.edition,
            effect=rule.effect if fired else rule.unknown,
            arguments=(rule.title.en, rule.title.id, *_evidence(rule, measured, row))[:MOST_ARGUMENTS],
            overriding=rule.overriding,
            outcome=Outcome.FIRED if fired else Outcome.UNKNOWN,
        )


def _evidence(rule: Rule, measured: Measured, row: int) -> Iterator[str]:
    """Give the figures by which a rule came to what it came to."""
    if measured.capped[row] and rule.features:
        yield CAPPED
    for window in sorted(rule.windows, key=str):
        yield f"{window}: {int(measured.windows[window][row])}"
    for feature in sorted(rule.features):
        yield f"{feature}: {float(measured.features[feature][row]):.6g}"
