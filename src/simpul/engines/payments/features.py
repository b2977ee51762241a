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
TIMES: Final = frozenset({*SINCE, "late_days"})
DERIVED: Final = ("passed_on", "gather_scatter")
PACE: Final = ("out_count", "in_count")
"""What velocity compares, of the sender and of the receiver."""
FIRST_SINCE: Final = len(OF_PAYMENT) + len(KNOWN)
ROLES: Final = ("sender", "receiver")
PASSED: Final = 4
"""Behind the uncounted columns, until they are counted: the serials of sender and receiver, the marks and the time."""


class Layout:
    """Where each feature stands, for windows of so many days."""

    __slots__ = (
        "_longest",
        "_ratio",
        "_shortest",
        "_tallied",
        "caps",
        "counted",
        "names",
        "pack",
        "pack_uncounted",
        "units",
    )

    def __init__(self, windows: Sequence[int]) -> None:
        tallied = [(f"{role}_{name}_{days}d", name) for role in ROLES for days in windows for name in TALLY]
        uncounted = [(name, name) for name in (*UNCOUNTED, *SAME)]
        counted = [*uncounted, *tallied, *((f"tie_count_{days}d", "tie_count") for days in windows)]
        derived = (f"{role}_{name}_{days}d" for name in DERIVED for role in ROLES for days in windows)
        self.counted = len(counted)
        self.names = (*(name for name, _ in counted), *derived, *(f"{role}_velocity" for role in ROLES))
        self.caps = np.array([self.names.index(name) for name in CAPS])
        self.pack = Struct(f"{self.counted}d").pack_into
        self.pack_uncounted = Struct(f"{len(UNCOUNTED) + PASSED}d").pack_into
        units = (DAY if kind in TIMES else PARTS if kind in MONEY else 1 for _, kind in counted)
        self.units: Figures = np.array(list(units), dtype=np.float64)
        blocks = np.arange(len(ROLES) * len(windows)) * len(TALLY) + len(uncounted)
        self._tallied = {name: blocks + number for number, name in enumerate(TALLY)}
        velocity = [(len(windows) * role) * len(TALLY) + TALLY.index(name) for role, name in enumerate(PACE)]
        self._shortest = np.array(velocity) + len(uncounted)
        self._longest = self._shortest + (len(windows) - 1) * len(TALLY)
        self._ratio = windows[-1] / windows[0]

    def finish(self, rows: Figures, times: Figures) -> None:
        """Turn what was counted into features, in place: times into days since, parts into units, sums into shares."""
        since = rows[:, FIRST_SINCE : FIRST_SINCE + len(SINCE)]
        since[:] = np.where(since == NEVER, NOT_YET * DAY, times[:, np.newaxis] - since)
        rows[:, : self.counted] /= self.units
        sent, received = rows[:, self._tallied["out_sum"]], rows[:, self._tallied["in_sum"]]
        blocks, at = sent.shape[1], self.counted
        rows[:, at : at + blocks] = NOT_YET
        np.divide(sent, received, out=rows[:, at : at + blocks], where=received > 0)
        payers, payees = rows[:, self._tallied["payers"]], rows[:, self._tallied["payees"]]
        rows[:, at + blocks : at + 2 * blocks] = np.minimum(payers, payees)
        rows[:, at + 2 * blocks :] = rows[:, self._shortest] / rows[:, self._longest] * self._ratio

    def tallies(self, role: int, window: int) -> slice:
        """Give the columns of one role and one window."""
        windows = len(self._tallied["payers"]) // len(ROLES)
        start = len(UNCOUNTED) + len(SAME) + (role * windows + window) * len(TALLY)
        return slice(start, start + len(TALLY))

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
