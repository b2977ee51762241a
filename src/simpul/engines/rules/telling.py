"""What rules found for one payment, with the figures they came to it by, and the payments behind a score by name."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Protocol

from simpul.core.payment.conditions import Flow, Scoring, Whose
from simpul.core.payment.facts import PaymentFacts
from simpul.core.payment.findings import MOST_ARGUMENTS, RuleFinding
from simpul.core.payment.findings import RuleOutcome as Outcome
from simpul.core.payment.rule import Rule
from simpul.engines.rules.columns import Measured, Truth
from simpul.engines.rules.evaluating import NO, YES
from simpul.engines.rules.scores import Scores

CAPPED: Final = "capped"
BETWEEN: Final = ", "
BEHIND: Final = " <- "
"""Between a ground and the payments in which it shows."""

SHOWN: Final = 16
"""So many characters of a payment's id are named: enough to find it by."""

Run = tuple[Rule, Truth]


class Behind(Protocol):
    """Knows what accounts did."""

    def named(self, payment: PaymentFacts, account: str, flow: Flow) -> Sequence[str]:
        """Give the latest payments of an account one way, until this payment, by their ids; the latest first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """Tells what rules found for payments that were measured together."""

    measured: Measured
    scores: Mapping[Scoring, Scores]
    behind: Behind | None

    def findings(self, runs: Iterable[Run], facts: PaymentFacts, row: int) -> Iterator[RuleFinding]:
        """Give what each rule found for a payment; nothing of those that do not fire."""
        for rule, truth in runs:
            verdict = int(truth[row])
            if verdict == NO:
                continue
            fired = verdict == YES
            grounds = self._grounds(rule, facts, row) if fired else ()
            told = (rule.title.en, rule.title.id, *self._figures(rule, row), *grounds)
            yield RuleFinding(
                rule=rule.edition,
                effect=rule.effect if fired else rule.unknown,
                arguments=told[:MOST_ARGUMENTS],
                overriding=rule.overriding,
                outcome=Outcome.FIRED if fired else Outcome.UNKNOWN,
            )

    def _figures(self, rule: Rule, row: int) -> Iterator[str]:
        """Give the figures by which a rule came to what it came to."""
        measured = self.measured
        if measured.capped[row] and (rule.features or rule.scorings):
            yield CAPPED
        for window in sorted(rule.windows, key=str):
            yield f"{window}: {int(measured.windows[window][row])}"
        for feature in sorted(rule.features):
            yield f"{feature}: {float(measured.features[feature][row]):.6g}"
        for scoring in sorted(rule.scorings & measured.scores.keys(), key=repr):
            yield f"score {scoring.model}: {float(measured.scores[scoring][row]):.4f}"

    def _grounds(self, rule: Rule, facts: PaymentFacts, row: int) -> Iterator[str]:
        """Give why the score is what it is, with the payments in which that shows."""
        for scoring in sorted(rule.scorings & self.scores.keys(), key=repr):
            for ground in self.scores[scoring].grounds(row):
                account = facts.sender if ground.whose is Whose.SENDER else facts.receiver
                ids = self.behind.named(facts, account, ground.flow) if self.behind else ()
                named = BETWEEN.join(each[:SHOWN] for each in ids)
                yield f"{ground.feature}: {ground.figure:.6g}" + (f"{BEHIND}{named}" if named else "")
