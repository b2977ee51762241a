"""What accounts did over windows of days, counted as payments come: each enters once and leaves once.

The same figures, to the last unit, as `history` gives for columns of the past: amounts are whole numbers, and what
happens at one moment is in the order in which the node took it.
"""

from collections import deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from simpul.core.payment.conditions import MOST_COMPARED, Amount, Flow, Measure, Whose, Window
from simpul.core.payment.facts import PaymentFacts
from simpul.engines.rules.columns import Whole

DAY: Final = 86_400_000_000

Entry = tuple[int, str, str, str, int]
"""Time, account, counterparty, currency, amount."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Family:
    """Windows that hold the same payments: those that go one way, over so many days, in a band of amounts."""

    flow: Flow
    days: int
    only: Amount | None


class _Tally:
    """What one account has in one family of windows."""

    __slots__ = ("count", "counterparties", "sums")

    def __init__(self) -> None:
        self.count = 0
        self.sums: dict[str, int] = {}
        self.counterparties: dict[str, int] = {}

    def add(self, counterparty: str, currency: str, amount: int) -> None:
        self.count += 1
        self.sums[currency] = self.sums.get(currency, 0) + amount
        self.counterparties[counterparty] = self.counterparties.get(counterparty, 0) + 1

    def take(self, counterparty: str, currency: str, amount: int) -> None:
        self.count -= 1
        self.sums[currency] -= amount
        left = self.counterparties[counterparty] - 1
        if left:
            self.counterparties[counterparty] = left
        else:
            del self.counterparties[counterparty]

    def read(self, measure: Measure, currency: str) -> int:
        if measure is Measure.COUNT:
            return self.count
        if measure is Measure.COUNTERPARTIES:
            return len(self.counterparties)
        return min(self.sums.get(currency, 0), MOST_COMPARED)


class _Running:
    """All accounts of one family of windows."""

    def __init__(self, family: Family) -> None:
        self._span = family.days * DAY
        self._out = family.flow is Flow.OUT
        self._least = _figures(family.only, "at_least")
        self._below = _figures(family.only, "below")
        self._entries: deque[Entry] = deque()
        self._tallies: dict[str, _Tally] = {}

    def enter(self, facts: PaymentFacts) -> None:
        """Let what is too old leave, and the payment in."""
        edge = facts.at - self._span
        while self._entries and self._entries[0][0] <= edge:
            _, account, counterparty, currency, amount = self._entries.popleft()
            tally = self._tallies[account]
            tally.take(counterparty, currency, amount)
            if not tally.count:
                del self._tallies[account]
        if not self._is_in(facts.currency, facts.amount):
            return
        account, counterparty = (facts.sender, facts.receiver) if self._out else (facts.receiver, facts.sender)
        tally = self._tallies.get(account) or self._tallies.setdefault(account, _Tally())
        tally.add(counterparty, facts.currency, facts.amount)
        self._entries.append((facts.at, account, counterparty, facts.currency, facts.amount))

    def read(self, account: str, measure: Measure, currency: str) -> int:
        tally = self._tallies.get(account)
        return tally.read(measure, currency) if tally else 0

    def _is_in(self, currency: str, amount: int) -> bool:
        if self._least is None or self._below is None:
            return True
        least, below = self._least.get(currency, 0), self._below.get(currency, 0)
        return bool(least or below) and amount >= least and (not below or amount < below)


class RunningWindows:
    """Windows that follow the payments of a node."""

    def __init__(self, windows: Iterable[Window]) -> None:
        """Begin with nothing counted."""
        self.windows = frozenset(windows)
        self._families = {family_of(window): _Running(family_of(window)) for window in self.windows}
        self._read = [
            (window, window.whose is Whose.SENDER, window.measure, self._families[family_of(window)])
            for window in self.windows
        ]

    @property
    def days(self) -> int:
        """The days of the longest window, or none."""
        return max((window.days for window in self.windows), default=0)

    def observe(self, facts: Sequence[PaymentFacts]) -> dict[Window, Whole]:
        """Take payments in their order, and give what is counted for each."""
        families, read = tuple(self._families.values()), self._read
        rows: list[list[int]] = []
        for each in facts:
            if not each.apart:
                for family in families:
                    family.enter(each)
            rows.append(
                [
                    family.read(each.sender if of_sender else each.receiver, measure, each.currency)
                    for _, of_sender, measure, family in read
                ]
            )
        figures = np.array(rows, dtype=np.int64).reshape(len(rows), len(read))
        return {window: figures[:, number] for number, (window, _, _, _) in enumerate(read)}


def family_of(window: Window) -> Family:
    """Give what a window shares with others."""
    return Family(flow=window.flow, days=window.days, only=window.only)


def _figures(only: Amount | None, end: str) -> dict[str, int] | None:
    return None if only is None else {each.currency: each.minor for each in getattr(only, end)}
