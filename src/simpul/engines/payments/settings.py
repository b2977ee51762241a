"""What a stream of payments is set to."""

from dataclasses import dataclass

from simpul.core.errors import InputError
from simpul.engines.payments.ledger import Ledger
from simpul.engines.payments.payment import DAY, LONGEST_CURRENCY, MOST_AMOUNT, PARTS

LONGEST_WINDOW = 90
MOST_WINDOWS = 8
MOST_THRESHOLDS = 16
MOST_PAYMENTS = 1 << 27
LONGEST_MEMORY = 36_500
MOST_WORTH = 1_000_000_000
JUST_UNDER = 10
"""An amount is just under a threshold by less than a tenth of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Windows, thresholds, the worth of currencies, and the two bounds of memory."""

    windows_days: tuple[int, ...]
    thresholds: tuple[int, ...]
    worth: tuple[tuple[str, float], ...]
    most_payments: int
    memory_days: int

    def __post_init__(self) -> None:
        windows = self.windows_days
        if not 0 < len(windows) <= MOST_WINDOWS or any(type(days) is not int for days in windows):
            raise InputError(f"not one to {MOST_WINDOWS} windows of whole days", place="windows_days")
        if list(windows) != sorted(set(windows)) or not 0 < windows[0] <= windows[-1] <= LONGEST_WINDOW:
            raise InputError(f"not in growing order, up to {LONGEST_WINDOW} days", place="windows_days")
        if len(self.thresholds) > MOST_THRESHOLDS or any(
            type(threshold) is not int or not 0 < threshold <= MOST_AMOUNT for threshold in self.thresholds
        ):
            raise InputError(f"not up to {MOST_THRESHOLDS} whole amounts", place="thresholds")
        for currency, value in self.worth:
            if not 0 < len(currency) <= LONGEST_CURRENCY or not 0 < value <= MOST_WORTH:
                raise InputError("not what one unit of a currency is worth", place=f"worth.{currency}")
        if not 0 < self.most_payments <= MOST_PAYMENTS:
            raise InputError("not room for payments", place="most_payments")
        if not 2 * windows[-1] <= self.memory_days <= LONGEST_MEMORY:
            raise InputError("not at least twice the longest window", place="memory_days")

    def bounds(self) -> list[int]:
        """Give where amounts begin and cease to be just under a threshold, by turns."""
        bounds: list[int] = []
        for threshold in sorted(self.thresholds):
            least, most = threshold * PARTS - threshold * PARTS // JUST_UNDER, threshold * PARTS
            if bounds and least <= bounds[-1]:
                bounds[-1] = most
            else:
                bounds += (least, most)
        return bounds

    def ledger(self) -> Ledger:
        """Give an empty ledger so set."""
        spans = [days * DAY for days in self.windows_days]
        return Ledger(spans, memory=self.memory_days * DAY, most=self.most_payments)
