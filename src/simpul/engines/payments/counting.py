"""What accounts add up to over windows, counted for many payments at once in columns.

Each payment adds to what its accounts have from its own row on, and takes it away again at the first row of the account
for which it has left the window. With the rows of each account side by side, running sums give every figure. All are
whole numbers below what a float holds exactly, so these are the figures of counting one by one, to the last bit.
"""

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from simpul.engines.payments.account import NEVER, TALLY
from simpul.engines.payments.columns import Columns
from simpul.engines.payments.features import PASSED, UNCOUNTED, Figures, Layout
from simpul.engines.payments.ledger import FIRST, ROUND, UNDER, Ledger

EXACT = 1 << 53
"""Whole numbers up to this are exact in a float."""

Whole = npt.NDArray[np.int64]


class Flow(NamedTuple):
    """Payments in columns: time, serials of the accounts, amount and marks."""

    times: Whole
    senders: Whole
    receivers: Whole
    amounts: Figures
    marks: Whole


class Places(NamedTuple):
    """Where rows stand when those of each account, or of each group, are side by side in the order of time."""

    keys: Whole
    """Group and row in one number, in order."""
    rank: Whole
    """The group of each row."""
    at: Whole
    """The place of each row."""
    order: Whole
    """The rows in the order of their places."""

    def first(self, rows: Whole) -> Whole:
        """Give the place of the first of the same group at or after a row."""
        sought = (self.rank * (len(rows) + 1) + rows)[self.order]
        places: Whole = np.empty(len(rows), dtype=np.int64)
        places[self.order] = np.searchsorted(self.keys, sought)
        return places


def countable(ledger: Ledger, columns: Columns, worth: Mapping[str, float]) -> bool:
    """Tell whether all sums and times stay exact in a float."""
    dearest = max([1.0, *worth.values()])
    amounts = sum(columns.amounts) * dearest + sum(event[4] for event in ledger.within())
    times = (*columns.times, ledger.now if ledger.now != NEVER else 0)
    return 2 * amounts < EXACT and max(map(abs, times)) < EXACT


def earlier_of(ledger: Ledger) -> Flow:
    """Give the payments in the windows."""
    rows = [(e[0], e[1].profile.serial, e[2].profile.serial, e[4], e[5]) for e in ledger.within()]
    table = np.array(rows, dtype=np.int64).reshape(len(rows), len(Flow._fields))
    times, senders, receivers, amounts, marks = table.T
    return Flow(times, senders, receivers, amounts.astype(np.float64), marks)


def count_in_columns(earlier: Flow, rows: Figures, layout: Layout, spans: tuple[int, ...]) -> Figures:
    """Fill the counted columns of rows whose payments came after the earlier ones, and give the times of the rows."""
    senders, receivers, marks, times = rows[:, len(UNCOUNTED) : len(UNCOUNTED) + PASSED].astype(np.int64).T
    later = Flow(times, senders, receivers, rows[:, 0].copy(), marks)
    flow = Flow(*(np.concatenate(pair) for pair in zip(earlier, later, strict=True)))
    skip = len(earlier.times)
    accounts = _accounts(flow)
    ties = _places(flow.senders, flow.receivers)
    for window, span in enumerate(spans):
        gone = np.searchsorted(flow.times, flow.times + span)
        begins = np.searchsorted(flow.times, flow.times - span, side="right")
        running = _tallies(flow, accounts, ties, gone)
        for role, places in enumerate(accounts):
            rows[:, layout.tallies(role, window)] = running[places.at[skip:]]
        rows[:, layout.counted - len(spans) + window] = (ties.at - ties.first(begins) + 1)[skip:]
    begins = np.searchsorted(flow.times, flow.times - spans[-1], side="right")
    for role, parties in enumerate((flow.senders, flow.receivers)):
        same = _places(parties, flow.amounts)
        rows[:, len(UNCOUNTED) + role] = (same.at - same.first(begins) + 1)[skip:]
    moments: Figures = times.astype(np.float64)
    return moments


def _accounts(flow: Flow) -> tuple[Places, Places]:
    """Give the places of each row among all rows of its sender, and of its receiver; to oneself, the same."""
    count = len(flow.times)
    order, rank = _ranked(np.stack((flow.senders, flow.receivers), axis=1).ravel())
    at = np.empty(2 * count, dtype=np.int64)
    at[order] = np.arange(2 * count)
    ranks = np.empty(2 * count, dtype=np.int64)
    ranks[order] = rank
    keys, paid = rank * (count + 1) + order // 2, order % 2 == 1
    receiver = np.where(flow.senders == flow.receivers, at[0::2], at[1::2])
    payer = Places(keys, ranks[0::2], at[0::2], order[~paid] // 2)
    return payer, Places(keys, ranks[1::2], receiver, order[paid] // 2)


def _places(*values: Whole | Figures) -> Places:
    """Give the places of each row among those with the same values."""
    count = len(values[0])
    order, rank = _ranked(*values)
    at, ranks = np.empty(count, dtype=np.int64), np.empty(count, dtype=np.int64)
    at[order] = np.arange(count)
    ranks[order] = rank
    return Places(rank * (count + 1) + order, ranks, at, order)


def _ranked(*values: Whole | Figures) -> tuple[Whole, Whole]:
    """Give the order by values, what is equal in the order given, and the number of the group at each place."""
    order: Whole = np.lexsort(values)
    changes = np.zeros(len(order), dtype=bool)
    for column in values:
        changes[1:] |= np.diff(column[order]) != 0
    rank: Whole = np.cumsum(changes)
    return order, rank


def _tallies(flow: Flow, accounts: tuple[Places, Places], ties: Places, gone: Whole) -> Figures:
    """Give the tallies, a column each, at the places of the rows of the accounts."""
    payer, payee = accounts
    out, into = payer.first(gone), payee.first(gone)
    again = _next(ties, len(flow.times))
    first, whole, under = (((flow.marks & mark) != 0).astype(np.float64) for mark in (FIRST, ROUND, UNDER))
    sums = {
        "out_count": (payer.at, out, None),
        "out_sum": (payer.at, out, flow.amounts),
        "payees": (payer.at, np.minimum(out, np.append(payer.at, len(payer.keys))[again]), None),
        "new_payees": (payer.at, out, first),
        "out_round": (payer.at, out, whole),
        "out_under": (payer.at, out, under),
        "in_count": (payee.at, into, None),
        "in_sum": (payee.at, into, flow.amounts),
        "payers": (payee.at, np.minimum(into, np.append(payee.at, len(payee.keys))[again]), None),
        "new_payers": (payee.at, into, first),
        "in_under": (payee.at, into, under),
    }
    size = len(payer.keys) + 1
    running: Figures = np.empty((size, len(TALLY)))
    for column, name in enumerate(TALLY):
        begins, ends, weight = sums[name]
        running[:, column] = np.bincount(begins, weight, size) - np.bincount(ends, weight, size)
    return np.cumsum(running, axis=0, out=running)


def _next(ties: Places, count: int) -> Whole:
    """Give the next row of the same tie, or the number of rows where there is none."""
    following = np.append(ties.order[1:], count)
    rank = np.append(ties.rank, -1)
    following[rank[ties.order] != rank[following]] = count
    again = np.empty(count, dtype=np.int64)
    again[ties.order] = following
    return again
