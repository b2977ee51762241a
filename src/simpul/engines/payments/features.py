"""The features of a payment: their names, their units, and how they come from what the engine counts."""

from collections.abc import Sequence
from struct import Struct
from typing import Final

import numpy as np
import numpy.typing as npt

from simpul.engines.payments.account import NEVER, TALLY, Profile, Tie
from simpul.engines.payments.payment import DAY, PARTS

Figures = npt.NDArray[np.float64]

NOT_YET: Final = -1.0
"""The figure of a time since what has not happened, and of a share of nothing."""

OF_PAYMENT: Final = (*("amount", "round_digits", "under_threshold", "late_days", "unpriced", "to_itself"),)
KNOWN: Final = (
    *("tie_payments", "sender_payees_known", "sender_payers_known", "receiver_payees_known", "receiver_payers_known"),
)
SINCE: Final = (
    *("days_since_tie_first", "days_since_tie_last"),
    *("days_since_sender_first", "days_since_sender_paid", "days_since_sender_was_paid"),
    *("days_since_sender_new_payee", "days_since_sender_new_payer"),
    *("days_since_receiver_first", "days_since_receiver_paid", "days_since_receiver_was_paid"),
    *("days_since_receiver_new_payee", "days_since_receiver_new_payer"),
)
RAPID: Final = ("rapid_received", "rapid_share", "rapid_nearest_share", "rapid_relays", "capped_rapid")
PATTERN: Final = (
    *("scatter_gather", "circle_hops", "capped_walk"),
    *("new_scatter", "new_scatter_gather", "new_blocks", "capped_new_walk"),
    *("new_circle_hops", "new_trail_hops", "capped_trail", "capped_window"),
)
UNCOUNTED: Final = (*OF_PAYMENT, *KNOWN, *SINCE, *RAPID, *PATTERN)
SAME: Final = ("same_amount_sent", "same_amount_received")
CAPS: Final = ("capped_rapid", "capped_walk", "capped_new_walk", "capped_trail", "capped_window")
"""Not 0 where a walk was cut short, or the window; the pattern may then be larger than its figure says."""

MONEY: Final = frozenset({"amount", "rapid_received", "out_sum", "in_sum"})
DERIVED: Final = ("passed_on", "gather_scatter")
FIRST_SINCE: Final = len(OF_PAYMENT) + len(KNOWN)
ROLES: Final = ("sender", "receiver")
PASSED: Final = 4
"""Behind the uncounted columns, until they are counted: the serials of sender and receiver, the marks and the time."""


class Layout:
    """Where each feature stands, for windows of so many days."""

    __slots__ = ("caps", "counted", "names", "pack", "pack_uncounted", "units", "windows")

    def __init__(self, windows: Sequence[int]) -> None:
        self.windows = tuple(windows)
        tallied = [(f"{role}_{name}_{days}d", name) for role in ROLES for days in windows for name in TALLY]
        counted = [
            *((name, name) for name in (*UNCOUNTED, *SAME)),
            *tallied,
            *((f"tie_count_{days}d", "") for days in windows),
        ]
        derived = (f"{role}_{name}_{days}d" for role in ROLES for days in windows for name in DERIVED)
        self.counted = len(counted)
        self.names = (*(name for name, _ in counted), *derived, *(f"{role}_velocity" for role in ROLES))
        self.caps = tuple((name, self.names.index(name)) for name in CAPS)
        self.pack = Struct(f"{self.counted}d").pack_into
        self.pack_uncounted = Struct(f"{len(UNCOUNTED) + PASSED}d").pack_into
        units = [
            DAY if name in SINCE or name == "late_days" else PARTS if kind in MONEY else 1 for name, kind in counted
        ]
        self.units: Figures = np.array(units, dtype=np.float64)

    def finish(self, rows: Figures, times: Figures) -> None:
        """Turn what was counted into features, in place: times into days since, parts into units, sums into shares."""
        since = rows[:, FIRST_SINCE : FIRST_SINCE + len(SINCE)]
        since[:] = np.where(since == NEVER, NOT_YET * DAY, times[:, np.newaxis] - since)
        rows[:, : self.counted] /= self.units
        at = self.counted
        for role in range(len(ROLES)):
            for window in range(len(self.windows)):
                rows[:, at], rows[:, at + 1] = self._shares(rows, role, window)
                at += len(DERIVED)
        longest = len(self.windows) - 1
        ratio = self.windows[-1] / self.windows[0]
        for role, name in enumerate(("out_count", "in_count")):
            short, long = self._tally(rows, role, 0, name), self._tally(rows, role, longest, name)
            rows[:, at + role] = short / long * ratio

    def _shares(self, rows: Figures, role: int, window: int) -> tuple[Figures, Figures]:
        received, sent = self._tally(rows, role, window, "in_sum"), self._tally(rows, role, window, "out_sum")
        passed_on = np.full(len(rows), NOT_YET)
        np.divide(sent, received, out=passed_on, where=received > 0)
        return passed_on, np.minimum(
            self._tally(rows, role, window, "payers"), self._tally(rows, role, window, "payees")
        )

    def _tally(self, rows: Figures, role: int, window: int, name: str) -> Figures:
        column: Figures = rows[:, self.tally(role, window, name)]
        return column

    def tally(self, role: int, window: int, name: str) -> int:
        """Give the column of a tally."""
        return len(UNCOUNTED) + len(SAME) + (role * len(self.windows) + window) * len(TALLY) + TALLY.index(name)

    def empty(self, count: int) -> Figures:
        """Give rows to be filled."""
        return np.empty((count, len(self.names)))


def known_before(sender: Profile, receiver: Profile, tie: Tie) -> tuple[int, ...]:
    """Read what was known before a payment: how many, and when."""
    return (
        tie.total,
        sender.payees,
        sender.payers,
        receiver.payees,
        receiver.payers,
        tie.first,
        tie.last,
        sender.first,
        sender.last_out,
        sender.last_in,
        sender.last_new_payee,
        sender.last_new_payer,
        receiver.first,
        receiver.last_out,
        receiver.last_in,
        receiver.last_new_payee,
        receiver.last_new_payer,
    )
