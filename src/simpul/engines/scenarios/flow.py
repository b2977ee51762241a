"""Payments being put together: who pays whom, when, how much, for what, and what it really is."""

from typing import Final, NamedTuple

import numpy as np

from simpul.engines.scenarios.chance import Figures, Numbers
from simpul.engines.scenarios.family import Truth

PURPOSES: Final = ("", "SALA", "RENT", "ELEC", "GDDS", "CSDB", "FAMI", "CHAR", "SUPP", "AIRB", "LOAN", "GIFT")
"""Codes of ISO 20022's external list, as a payer would give them; mostly he gives none."""

NONE, SALARY, RENT, UTILITY, GOODS, CASH, FAMILY, CHARITY, SUPPLIES, TRAVEL, LOAN, GIFT = range(len(PURPOSES))
EVERYDAY: Final = -1


class Flow(NamedTuple):
    """Payments in columns; days since the world began, accounts by their place in the population."""

    days: Figures
    senders: Numbers
    receivers: Numbers
    amounts: Figures
    purposes: Numbers
    plots: Numbers
    """Which scheme or twin a payment belongs to, by number; -1 for everyday life."""


class Hop(NamedTuple):
    """One payment of a scheme or twin."""

    day: float
    sender: int
    receiver: int
    amount: float
    purpose: int = NONE


class Plot(NamedTuple):
    """One scheme, or one twin: its family by name, what it is, and its payments."""

    family: str
    truth: Truth
    hops: tuple[Hop, ...]


def block(days: Figures, senders: Numbers, receivers: Numbers, amounts: Figures, purpose: int | Numbers) -> Flow:
    """Give payments of everyday life; an amount may be one for all."""
    count = len(days)
    rounded = np.round(np.maximum(np.broadcast_to(amounts, count), 0.5), 2).astype(np.float64)
    return Flow(
        days.astype(np.float64),
        np.broadcast_to(senders, count).astype(np.int64),
        np.broadcast_to(receivers, count).astype(np.int64),
        rounded,
        np.broadcast_to(np.asarray(purpose, dtype=np.int64), count),
        np.full(count, EVERYDAY, dtype=np.int64),
    )


def joined(*flows: Flow) -> Flow:
    """Put flows one behind the other."""
    return Flow._make(np.concatenate(columns) for columns in zip(*flows, strict=True))


def of_plot(plot: Plot, number: int) -> Flow:
    """Give the payments of a scheme or twin."""
    days, senders, receivers, amounts, purposes = (np.array(column) for column in zip(*plot.hops, strict=True))
    said = block(days, senders, receivers, amounts, purposes)
    return said._replace(plots=np.full(len(days), number, dtype=np.int64))


def between(flow: Flow, begins: float, ends: float) -> Flow:
    """Leave out what is not between two days, and what somebody would pay himself."""
    inside = (flow.days >= begins) & (flow.days < ends) & (flow.senders != flow.receivers)
    return Flow._make(column[inside] for column in flow)


def in_order(flow: Flow) -> Flow:
    """Put payments in the order of time."""
    order = np.argsort(flow.days, kind="stable")
    return Flow._make(column[order] for column in flow)
