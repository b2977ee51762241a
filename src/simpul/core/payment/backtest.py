"""What a back-test of a rule came to: what it would have done to the payments of the past, and to whom.

Rules:
1. What a rule would have done is counted on what the node recorded, in its order, by the evaluator that decides live.
2. Missed is what officers decided to reject or freeze, or judged to be the listed party, and the rule lets pass.
3. Whom it hits is counted by corridor, by whether one of the two is known to be a non-profit organisation, and by the
   script of the names: a rule that hits one group of innocent payers far more than others shows it here.
"""

from dataclasses import dataclass
from datetime import datetime

from simpul.core.errors import InputError
from simpul.core.payment.edition import Edition
from simpul.core.payment.findings import RuleEffect

MOST_GROUPS = 50
MOST_NAMED = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Struck:
    """One group of payments: how many there are, how many the rule fires on, and how many of those officers let go."""

    group: str
    payments: int
    fired: int
    let_go: int = 0

    @property
    def per_thousand(self) -> float:
        """Of a thousand payments, how many it fires on."""
        return round(1000 * self.fired / self.payments, 3) if self.payments else 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class BackTest:
    """What one edition of a rule would have done to the payments until `at`.

    `alerted` and `held` count payments by what the rule asks for; `unknown` those on which it could not be evaluated.
    `let_go` are payments it fires on that an officer let go or judged not to be listed, `confirmed` those that an
    officer rejected, froze or judged to be the listed party, `missed` such payments on which it does not fire.
    `live` counts payments that this same edition was evaluated on when they came, and `differences` those of them on
    which it then came to something else: 0, or the records and the program do not agree.
    """

    rule: Edition
    effect: RuleEffect
    at: datetime
    payments: int
    alerted: int
    held: int
    unknown: int
    confirmed: int
    let_go: int
    missed: int
    live: int
    differences: int
    by_corridor: tuple[Struck, ...] = ()
    by_npo: tuple[Struck, ...] = ()
    by_script: tuple[Struck, ...] = ()
    named: tuple[str, ...] = ()
    missed_named: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Refuse counts that cannot be."""
        counts = (self.alerted, self.held, self.unknown, self.confirmed, self.let_go, self.missed, self.live)
        if not all(0 <= count <= self.payments for count in counts) or self.differences > self.live:
            raise InputError("more than there are payments", place="backtest")
        if max(map(len, (self.by_corridor, self.by_npo, self.by_script))) > MOST_GROUPS:
            raise InputError(f"more than {MOST_GROUPS} groups", place="backtest")

    @property
    def fired(self) -> int:
        """The payments that it fires on."""
        return self.alerted + self.held
