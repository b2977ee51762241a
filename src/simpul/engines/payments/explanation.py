"""The payments behind a feature, by name: what an officer is shown beside an alert."""

import re
from collections.abc import Iterable, Iterator
from heapq import merge
from itertools import chain, islice
from typing import Final, NamedTuple

from simpul.engines.payments.account import Activity
from simpul.engines.payments.features import OF_PAYMENT, ROLES
from simpul.engines.payments.ledger import FIRST, ROUND, UNDER, Event, Ledger
from simpul.engines.payments.payment import DAY, MOMENTS, PARTS, Name, Taken
from simpul.engines.payments.rapid import RAPID
from simpul.engines.payments.trail import path_back
from simpul.engines.payments.walk import NEAREST

MOST_STEPS: Final = 1_000
"""So many first payments are looked at for the trail of one payment."""

DAYS: Final = re.compile(r"_([0-9]+)d$")
INTO: Final = re.compile(r"^in_|payer|was_paid")
BOTH: Final = re.compile(r"^(?:passed_on|gather_scatter|first)")
MARKED: Final = {"round": ROUND, "under": UNDER, "new": FIRST}


class Evidence(NamedTuple):
    """One payment as it counted: its time in seconds, its amount in the currency of the sums."""

    id: Name | None
    time: float
    sender: Name
    receiver: Name
    amount: float


def evidence(ledger: Ledger, payment: Taken, feature: str, *, most: int) -> tuple[Evidence, ...]:
    """Give the payments in the windows that made a feature of the payment observed last, the latest first."""
    payer, payee = ledger.profiles.peek(payment.sender), ledger.profiles.peek(payment.receiver)
    if payer is None or payee is None or payer.activity is None or payee.activity is None:
        return ()
    events = _events(ledger, payer.activity, payee.activity, feature)
    return tuple(_shown(event) for event in islice(events, most))


def _shown(event: Event) -> Evidence:
    time, sender, receiver, _, amount, _, _, _, _, name = event
    return Evidence(name, time / MOMENTS, sender.profile.name, receiver.profile.name, amount / PARTS)


def _events(ledger: Ledger, sender: Activity, receiver: Activity, feature: str) -> Iterable[Event]:
    days = DAYS.search(feature)
    edge = ledger.now - (int(days[1]) * DAY if days else ledger.spans[-1])
    stem = DAYS.sub("", feature).removeprefix("days_since_")
    for role, account in zip(ROLES, (sender, receiver), strict=True):
        if stem.startswith(f"{role}_"):
            return _of_account(ledger, account, stem.removeprefix(f"{role}_"), edge, role)
    latest = _between(ledger, sender, receiver, edge)
    if stem.startswith("same_amount"):
        events = ledger.sent(sender, edge) if stem.endswith("sent") else ledger.received(receiver, edge)
        amounts = {event[4] for event in islice(latest, 1)}
        return (event for event in events if event[4] in amounts)
    if stem.startswith("tie_"):
        return latest
    if stem in OF_PAYMENT:
        return islice(latest, 1)
    if "rapid" in stem:
        return ledger.received(sender, ledger.now - RAPID)
    return _latest_first(chain(islice(latest, 1), _of_pattern(ledger, sender, receiver, stem)))


def _of_account(ledger: Ledger, account: Activity, stem: str, edge: int, role: str) -> Iterable[Event]:
    if BOTH.search(stem):
        return merge(ledger.sent(account, edge), ledger.received(account, edge), key=_time, reverse=True)
    into = INTO.search(stem) or (stem == "velocity" and role == ROLES[1])
    events = ledger.received(account, edge) if into else ledger.sent(account, edge)
    mark = next((mark for word, mark in MARKED.items() if word in stem.split("_")), 0)
    return (event for event in events if event[5] & mark == mark)


def _of_pattern(ledger: Ledger, sender: Activity, receiver: Activity, stem: str) -> Iterator[Event]:
    edge = ledger.now - ledger.spans[-1]
    if stem in {"new_circle_hops", "new_trail_hops", "capped_trail"}:
        for payer, payee in path_back(sender, receiver, ledger.now, MOST_STEPS):
            yield from islice(_between(ledger, payer, payee, edge), 1)
    elif stem == "circle_hops":
        yield from _between(ledger, receiver, sender, edge)
        for middle in sender.payers.keys() & receiver.payees.keys():
            yield from _between(ledger, receiver, middle, edge)
            yield from _between(ledger, middle, sender, edge)
    elif stem == "new_blocks":
        for other in islice(reversed(sender.new_payees), NEAREST):
            for shared in other.new_payers.keys() & receiver.new_payers.keys():
                yield from _between(ledger, shared, other, edge)
                yield from _between(ledger, shared, receiver, edge)
    else:
        yield from _scattered(ledger, sender, receiver, edge)


def _scattered(ledger: Ledger, sender: Activity, receiver: Activity, edge: int) -> Iterator[Event]:
    for origin in islice(reversed(sender.payers), NEAREST):
        if origin is not receiver:
            for middle in origin.payees.keys() & receiver.payers.keys():
                yield from _between(ledger, origin, middle, edge)
                yield from _between(ledger, middle, receiver, edge)


def _between(ledger: Ledger, sender: Activity, receiver: Activity, edge: int) -> Iterator[Event]:
    return (event for event in ledger.sent(sender, edge) if event[2] is receiver)


def _latest_first(events: Iterable[Event]) -> list[Event]:
    once = {id(event): event for event in events}
    return sorted(once.values(), key=_time, reverse=True)


def _time(event: Event) -> int:
    return event[0]
