"""Rules on the payments that come: what is counted for them follows the node's order, and each payment gets its run.

The watch says how far it has seen (`point`). Whoever feeds it compares that with what is recorded before each payment,
and lets it begin again where the two differ: nothing is seen twice, and nothing is missed.
"""

from collections.abc import Sequence
from typing import Final

import numpy as np

from simpul.core.errors import InputError
from simpul.core.payment.conditions import Window
from simpul.core.payment.facts import PaymentFacts
from simpul.core.payment.findings import CheckStatus, RulesRun
from simpul.core.payment.rule import Rule
from simpul.core.payment.rulebook import InForce
from simpul.engines.rules.columns import Mask, Measured, Named, Whole, both_known, columns_of
from simpul.engines.rules.counted import PATTERNS, Counted
from simpul.engines.rules.evaluating import NO, verdicts
from simpul.engines.rules.figures import FEATURES, Patterns, Taken
from simpul.engines.rules.scores import scorers
from simpul.engines.rules.telling import Behind, Run, Telling
from simpul.engines.rules.windows import RunningWindows
from simpul.engines.suspicion.forest import Forest

START: Final = (0, "")
"""The point of a watch that has seen nothing."""


class Watch:
    """What is counted for the rules that are evaluated."""

    def __init__(self, rules: InForce, models: Sequence[Forest] = ()) -> None:
        """Begin with nothing seen, for these rules, with the models that are here."""
        self.rules = rules
        self.point = START
        self.at = 0
        everything = (*rules.force, *rules.shadow)
        self._windows = RunningWindows({window for rule in everything for window in rule.windows})
        self._scores = scorers({scoring for rule in everything for scoring in rule.scorings}, models)
        asked = (*(rule.features for rule in everything), *(each.features for each in self._scores.values()))
        self._features = tuple(sorted(frozenset[str]().union(*asked)))
        self._patterns = Patterns() if self._features else None
        self._nothing = RulesRun(status=CheckStatus.COMPLETE, rules=rules.editions)

    @property
    def forgets_after_days(self) -> int | None:
        """After how many days a payment counts no more; None where it may count for longer."""
        return None if self._patterns else self._windows.days

    @property
    def window_days(self) -> int:
        """The days of the longest window of the rules themselves, patterns apart."""
        return self._windows.days

    def counted(self) -> Counted | None:
        """Give what reaches further back than windows do, until this point; nothing where no rule asks for such."""
        if self._patterns is None:
            return None
        scores = {repr(scoring): each.written() for scoring, each in self._scores.items()}
        return Counted(point=self.point, at=self.at, parts={PATTERNS: self._patterns.written(), **scores})

    def goes_on_from(self, counted: Counted) -> None:
        """Take it that everything until a point was seen, but by windows (`see_in_windows`).

        Raises:
            InputError: what was counted is not whole, or not what these rules ask for; then this watch is of no use.
        """
        wanted = {PATTERNS, *map(repr, self._scores)}
        if not wanted <= counted.parts.keys():
            raise InputError("not what these rules ask for", place="snapshot")
        self._patterns = Patterns.restored(counted.parts[PATTERNS])
        for scoring, each in self._scores.items():
            each.go_on(counted.parts[repr(scoring)])
        self.point, self.at = counted.point, counted.at

    def see_in_windows(self, facts: Sequence[PaymentFacts]) -> None:
        """Let windows take payments that everything else has seen."""
        self._windows.observe(facts)

    def begin_after(self, point: tuple[int, str], at: int) -> None:
        """Take it that what came until this point counts no more."""
        self.point, self.at = point, at

    def see(self, facts: Sequence[PaymentFacts]) -> None:
        """Take payments that were decided before."""
        if facts:
            features = self._counted(facts)[1]
            for each in self._scores.values():
                each.see(columns_of(facts), features)

    def run(self, facts: Sequence[PaymentFacts], behind: Behind | None = None) -> tuple[RulesRun, ...]:
        """Take payments in their order, and give how the rules ended for each.

        `behind` gives the payments that a score names as its grounds.
        """
        if not facts:
            return ()
        columns = columns_of(facts)
        windows, features, capped = self._counted(facts)
        scores = {scoring: each.observe(columns, features) for scoring, each in self._scores.items()}
        measured = Measured(
            windows=windows,
            features=features,
            known=columns.apart == 0,
            between_known=both_known(columns),
            capped=capped,
            scores=scores,
        )
        force = [(rule, verdicts(rule, columns, measured)) for rule in self.rules.force]
        shadow = [(rule, verdicts(rule, columns, measured)) for rule in self.rules.shadow]
        told, said = Telling(measured=measured, scores=self._scores, behind=behind), _said(force, shadow, len(facts))
        return tuple(
            RulesRun(
                status=CheckStatus.COMPLETE,
                rules=self._nothing.rules,
                findings=tuple(told.findings(force, each, row)),
                shadow=tuple(told.findings(shadow, each, row)),
            )
            if said[row]
            else self._nothing
            for row, each in enumerate(facts)
        )

    def _counted(self, facts: Sequence[PaymentFacts]) -> tuple[dict[Window, Whole], Named, Mask]:
        last = facts[-1]
        windows = self._windows.observe(facts)
        nothing: Taken = (Named((), np.zeros((0, len(facts)))), np.zeros(len(facts), dtype=np.bool_))
        features, capped = self._patterns.observe(facts, self._features) if self._patterns else nothing
        self.point, self.at = (last.sequence, last.payment), last.at
        return windows, features, capped


def _said(force: Sequence[Run], shadow: Sequence[Run], count: int) -> list[bool]:
    """Tell for each payment whether any rule says something of it."""
    said = np.zeros(count, dtype=np.bool_)
    for _, truth in (*force, *shadow):
        said |= truth != NO
    told: list[bool] = said.tolist()
    return told


def unknown_features(rule: Rule, models: Sequence[Forest] = ()) -> tuple[str, ...]:
    """Give the figures that a rule asks for and that there are not: features, and scores by models not here."""
    here = {forest.edition for forest in models}
    scores = (f"score by {scoring.model}" for scoring in rule.scorings if scoring.model not in here)
    return tuple(sorted((*rule.features.difference(FEATURES), *scores)))
