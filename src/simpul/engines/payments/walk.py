"""Patterns around one payment, over the payments of the longest window: bounded walks, each cap told when it binds."""

from itertools import islice
from typing import Final

from simpul.engines.payments.account import Activity

NEAREST: Final = 4
"""Walks go through so many payers or payees of an account: those to whom payments began last."""

WIDEST: Final = 32
"""Two circles of counterparties are compared where the smaller has no more members than this."""

NOTHING_NEW: Final = (0, 0, 0, 0)


def through_payers(sender: Activity, receiver: Activity) -> tuple[int, int]:
    """Give the most accounts through which one payer of the sender reaches the receiver, and how often a cap bound."""
    payers, gathered = sender.payers, receiver.payers
    if len(gathered) < 2 or not payers:
        return 0, 0
    widest, capped, wide = 0, int(len(payers) > NEAREST), len(gathered) > WIDEST
    for origin in islice(reversed(payers), NEAREST):
        scattered = origin.payees
        if len(scattered) > 1 and origin is not receiver:
            if wide and len(scattered) > WIDEST:
                capped += 1
            elif (common := len(scattered.keys() & gathered.keys())) > widest:
                widest = common
    return widest, capped


def circle(sender: Activity, receiver: Activity) -> tuple[int, int]:
    """Give over how many hops, two or three, money of the receiver may be back with it; and how often a cap bound.

    In order of time: the last payment of a later hop is not before the payments of an earlier one began.
    """
    payers, onward = sender.payers, receiver.payees
    if not payers or not onward:
        return 0, 0
    if receiver in payers:
        return 2, 0
    if len(payers) > WIDEST and len(onward) > WIDEST:
        return 0, 1
    if not payers.keys().isdisjoint(onward.keys()):
        for middle in payers.keys() & onward.keys():
            if onward[middle].since <= payers[middle].last:
                return 3, 0
    return 0, 0


def new_scatter(sender: Activity, receiver: Activity) -> tuple[int, int, int, int]:
    """Walk along first payments only.

    Gives how many accounts one new payer of the sender newly paid, through how many of them it reaches the receiver,
    with how many pairs of another new payer and another new payee the two form a full block, and how often a cap bound.
    """
    gathered = receiver.new_payers
    wide = len(gathered) > WIDEST
    scattered, widest, blocks, capped = 0, 0, 0, 0
    if sender.new_payers:
        capped += len(sender.new_payers) > NEAREST
        for origin in islice(reversed(sender.new_payers), NEAREST):
            reached = origin.new_payees
            if len(reached) > 1 and origin is not receiver:
                scattered = max(scattered, len(reached))
                if wide and len(reached) > WIDEST:
                    capped += 1
                elif len(gathered) > 1:
                    widest = max(widest, len(reached.keys() & gathered.keys()))
    if len(sender.new_payees) > 1 and len(gathered) > 1:
        capped += len(sender.new_payees) > NEAREST
        for other in islice(reversed(sender.new_payees), NEAREST):
            if other is not receiver and len(other.new_payers) > 1:
                if wide and len(other.new_payers) > WIDEST:
                    capped += 1
                else:
                    blocks += len(other.new_payers.keys() & gathered.keys()) - 1
    return scattered, widest, blocks, capped
