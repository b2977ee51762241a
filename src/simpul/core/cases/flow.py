"""Who paid whom in a case, and how much in all: what a drawing of it shows, and the table beside the drawing.

Rules:
1. Payments between the same two, in the same currency, are one flow with their sum and their number; amounts of two
   currencies are never added. A sum that no message could say is cut to the largest.
2. An end is known by its account, and where none is said by its name. Nobody is taken for somebody else by likeness.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from simpul.core.cases.parts import CasePayment, FlowEnd
from simpul.core.payment.money import MOST_MINOR, Money


@dataclass(frozen=True, slots=True, kw_only=True)
class Flow:
    """All payments from one end to another in one currency: their sum, how many, from which day to which."""

    payer: FlowEnd
    payee: FlowEnd
    total: Money
    count: int
    first_on: str
    last_on: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FlowGraph:
    """The ends of all flows, each in its rank from the first payers on, and the flows between them."""

    ends: tuple[tuple[FlowEnd, int], ...]
    flows: tuple[Flow, ...]


def flows_of(payments: Iterable[CasePayment]) -> tuple[Flow, ...]:
    """Give the flows of these payments, the largest number of payments first, then by day and by name."""
    found: dict[tuple[str, str, str, int], list[CasePayment]] = {}
    for each in payments:
        key = (each.payer.identity, each.payee.identity, each.amount.currency, each.amount.decimals)
        found.setdefault(key, []).append(each)
    flows = [_flow(each) for each in found.values()]
    return tuple(sorted(flows, key=lambda each: (-each.count, each.first_on, each.payer.label, each.payee.label)))


def graph_of(flows: Iterable[Flow]) -> FlowGraph:
    """Give the graph of these flows: whom nobody paid stands first, everybody else one step after a payer."""
    kept = tuple(flows)
    ends: dict[str, FlowEnd] = {}
    for each in kept:
        ends.setdefault(each.payer.identity, each.payer)
        ends.setdefault(each.payee.identity, each.payee)
    ranks = _ranks(ends, kept)
    return FlowGraph(ends=tuple((end, ranks[identity]) for identity, end in ends.items()), flows=kept)


def _flow(payments: list[CasePayment]) -> Flow:
    first, amount = payments[0], payments[0].amount
    days = [each.paid_on for each in payments]
    total = sum(each.amount.minor for each in payments)
    return Flow(
        payer=first.payer,
        payee=first.payee,
        total=Money(currency=amount.currency, minor=min(total, MOST_MINOR - 1), decimals=amount.decimals),
        count=len(payments),
        first_on=min(days),
        last_on=max(days),
    )


def _ranks(ends: Iterable[str], flows: Iterable[Flow]) -> dict[str, int]:
    """Give each end the number of steps from somebody whom nobody paid; a ring begins at whoever comes first in it."""
    ranks: dict[str, int] = {}
    after: dict[str, list[str]] = {each: [] for each in ends}
    has_payer: set[str] = set()
    for flow in flows:
        after[flow.payer.identity].append(flow.payee.identity)
        if flow.payer.identity != flow.payee.identity:
            has_payer.add(flow.payee.identity)
    for start in (*(each for each in after if each not in has_payer), *after):
        if start not in ranks:
            _walk(start, after, ranks)
    return ranks


def _walk(start: str, after: dict[str, list[str]], ranks: dict[str, int]) -> None:
    ranks[start] = 0
    waiting = [start]
    while waiting:
        here = waiting.pop(0)
        for following in after[here]:
            if following not in ranks:
                ranks[following] = ranks[here] + 1
                waiting.append(following)
