"""What accounts did over windows of days, counted in columns of the past: the same figures as `windows` gives live.

Payments are numbered in their order. Those of one account side by side, each window is a stretch of them, and what it
adds up to is the difference of two running sums. Sums are taken in three parts of some bits each, so that none is ever
larger than a number holds.
"""

from collections.abc import Iterable, Mapping
from typing import Final

import numpy as np

from simpul.core.payment.conditions import MOST_COMPARED, Flow, Measure, Whose, Window
from simpul.engines.rules.columns import Coded, Columns, Mask, Whole
from simpul.engines.rules.evaluating import YES, in_band
from simpul.engines.rules.windows import DAY

PART_BITS: Final = 31
PART: Final = (1 << PART_BITS) - 1


def counted(windows: Iterable[Window], columns: Columns) -> Mapping[Window, Whole]:
    """Give what each window holds for each payment."""
    wanted = sorted(windows, key=lambda each: (each.whose, each.flow, each.days, str(each.only), each.measure))
    return {window: _counted(window, columns) for window in wanted}


def _counted(window: Window, columns: Columns) -> Whole:
    asked, members = _accounts(window, columns)
    inside = _inside(window, columns)
    begins = np.searchsorted(columns.at, columns.at - window.days * DAY, side="right")
    if window.measure is Measure.COUNTERPARTIES:
        others = columns.receiver if window.flow is Flow.OUT else columns.sender
        return _distinct(asked, members, others.codes, inside, window.days * DAY, columns)
    if window.measure is Measure.COUNT:
        first, last = _stretches(asked, members, inside, begins)[1:]
        return last - first
    size = len(columns.currency.words)
    groups = (asked * size + columns.currency.codes, members * size + columns.currency.codes)
    keys, first, last = _stretches(*groups, inside, begins)
    return _sums(columns.amount[keys % (len(columns) + 1)], first, last)


def _inside(window: Window, columns: Columns) -> Mask | None:
    """Tell which payments a window holds; None where it holds all of its account."""
    counts = None if not columns.apart.any() else columns.apart == 0
    if window.only is None:
        return counts
    banded: Mask = in_band(window.only, columns) == YES
    return banded if counts is None else banded & counts


def _accounts(window: Window, columns: Columns) -> tuple[Whole, Whole]:
    """Give for each payment the account that is asked about, and the one that it is a payment of, in one numbering."""
    asked = columns.sender if window.whose is Whose.SENDER else columns.receiver
    members = columns.sender if window.flow is Flow.OUT else columns.receiver
    if asked is members or asked.words is members.words:
        return asked.codes, members.codes
    return asked.codes, _renumbered(members, asked)


def _renumbered(column: Coded, to: Coded) -> Whole:
    """Give a column in the numbers of another; what the other does not have comes after all of it."""
    numbers = {word: number for number, word in enumerate(to.words)}
    table = np.array([numbers.setdefault(word, len(numbers)) for word in column.words], dtype=np.int64)
    found: Whole = table[column.codes]
    return found


def _stretches(asked: Whole, members: Whole, inside: Mask | None, begins: Whole) -> tuple[Whole, Whole, Whole]:
    """Give group and row of each member in one number, in order; and for each payment where its stretch lies in it."""
    count = len(asked)
    rows = np.arange(count)
    size = count + 1
    member_keys = members * size + rows if inside is None else (members * size + rows)[inside]
    keys = np.sort(member_keys)
    base = asked * size
    order = np.argsort(base, kind="stable")
    first, last = np.empty(count, dtype=np.int64), np.empty(count, dtype=np.int64)
    first[order] = np.searchsorted(keys, (base + begins)[order])
    last[order] = np.searchsorted(keys, (base + rows)[order], side="right")
    return keys, first, last


def _sums(amounts: Whole, first: Whole, last: Whole) -> Whole:
    low = _running(amounts & PART)
    high = _running(amounts >> PART_BITS)
    low_sum, high_sum = low[last] - low[first], high[last] - high[first]
    high_sum += low_sum >> PART_BITS
    over = high_sum >= MOST_COMPARED >> PART_BITS
    found: Whole = (np.where(over, 0, high_sum) << PART_BITS) + (low_sum & PART)
    found[over] = MOST_COMPARED
    return found


def _running(parts: Whole) -> Whole:
    sums = np.zeros(len(parts) + 1, dtype=np.int64)
    np.cumsum(parts, out=sums[1:])
    return sums


def _distinct(asked: Whole, members: Whole, others: Whole, inside: Mask | None, span: int, columns: Columns) -> Whole:
    """Count counterparties: each payment stands for its own until it is too old or the next one takes its place."""
    count = len(asked)
    size = count + 1
    rows = np.arange(count) if inside is None else np.flatnonzero(inside)
    gone = np.searchsorted(columns.at, columns.at[rows] + span)
    ends = np.minimum(gone, _again(members[rows], others[rows], rows, count))
    keys = np.sort(asked * size + np.arange(count))
    changes = np.zeros(count + 1, dtype=np.int64)
    base = members[rows] * size
    changes += np.bincount(np.searchsorted(keys, base + rows), minlength=count + 1)
    changes -= np.bincount(np.searchsorted(keys, base + ends), minlength=count + 1)
    found: Whole = np.empty(count, dtype=np.int64)
    found[keys % size] = np.cumsum(changes[:-1])
    return found


def _again(accounts: Whole, others: Whole, rows: Whole, none: int) -> Whole:
    """Give the row of the next payment between the same two, or `none`."""
    order = np.lexsort((rows, others, accounts))
    following = np.full(len(rows), none, dtype=np.int64)
    if len(rows) > 1:
        here, there = order[:-1], order[1:]
        same = (accounts[here] == accounts[there]) & (others[here] == others[there])
        following[here[same]] = rows[there[same]]
    return following
