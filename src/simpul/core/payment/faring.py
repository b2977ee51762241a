"""Faring: how payments of each kind fared, that is how many of them were held and how long it took until they went.

Rules:
1. Payments are counted by corridor, by whether their message says that they are for charity, by whether either side
   was in the node's register of non-profit organisations when they came, and by the scripts of the two names; a payment
   with two scripts is counted with both.
2. Shares are told with their interval, times as the median and the ninth decile, and nothing of fewer than
   `core.fairness.LEAST_COUNTED`, as everywhere. A group is marked that is held more than `MOST_TIMES` as often as all
   payments together, with certainty: where the lower bound of its interval is above that.
3. What counts is what ended well for whoever paid: a payment that was held and then released was held for nothing.
"""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta

from simpul.core.fairness import LEAST_COUNTED, Share, quantile
from simpul.core.payment.decision import PaymentState

MOST_TIMES = 3.0
"""How many times the rate of all payments a group may be held."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentsCounted:
    """So many payments of the same marks that were not held when they came."""

    corridor: str
    scripts: tuple[str, ...]
    charity: str
    registered: str
    many: int


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldFate:
    """A payment that was held when it came: its marks, where it stands, and how long it waited or has waited."""

    corridor: str
    scripts: tuple[str, ...]
    charity: str
    registered: str
    state: PaymentState
    waited: timedelta


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentFates:
    """How payments fared that came since a moment; `truncated` says that not all that were held were looked at."""

    counted: tuple[PaymentsCounted, ...]
    held: tuple[HeldFate, ...]
    truncated: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentFare:
    """How payments of one group fared; times are of those that were held and then released.

    `often` says that the group is held far more often than all payments.
    """

    group: str
    payments: int
    held: int
    released: int
    rejected: int
    frozen: int
    waiting: int
    rate: Share | None
    median: timedelta | None
    ninth_decile: timedelta | None
    longest: timedelta | None
    often: bool = False


REGISTERED = "registered"
"""The group of payments from or to somebody in the register of non-profit organisations."""

Groups = Callable[[PaymentsCounted | HeldFate], tuple[str, ...]]


def by_corridor(one: PaymentsCounted | HeldFate) -> tuple[str, ...]:
    """Give the corridor of a payment as its group."""
    return (one.corridor,)


def by_charity(one: PaymentsCounted | HeldFate) -> tuple[str, ...]:
    """Give whether a payment says that it is for charity as its group."""
    return (one.charity,)


def by_register(one: PaymentsCounted | HeldFate) -> tuple[str, ...]:
    """Give whether either side was in the register of non-profit organisations as a payment's group."""
    return (REGISTERED if one.registered else "",)


def by_script(one: PaymentsCounted | HeldFate) -> tuple[str, ...]:
    """Give the scripts of a payment's names as its groups."""
    return one.scripts or ("",)


def overall_payments(fates: PaymentFates) -> PaymentFare:
    """Say how all payments fared."""
    return _fare("", sum(each.many for each in fates.counted), fates.held)


def payment_fares(fates: PaymentFates, groups: Groups) -> tuple[PaymentFare, ...]:
    """Say how payments of each group fared, the largest group first."""
    passed: dict[str, int] = defaultdict(int)
    held: dict[str, list[HeldFate]] = defaultdict(list)
    for counted in fates.counted:
        for group in groups(counted):
            passed[group] += counted.many
    for fate in fates.held:
        for group in groups(fate):
            held[group].append(fate)
    all_rate = overall_payments(fates).rate
    fares = [_fare(group, passed[group], held[group], all_rate) for group in {*passed, *held}]
    return tuple(sorted(fares, key=lambda fare: (-fare.payments, fare.group)))


def _fare(group: str, passed: int, held: Sequence[HeldFate], all_rate: Share | None = None) -> PaymentFare:
    payments = passed + len(held)
    rate = Share(part=len(held), whole=payments) if payments >= LEAST_COUNTED else None
    states = [fate.state for fate in held]
    spans = sorted(fate.waited for fate in held if fate.state is PaymentState.RELEASED)
    enough = len(spans) >= LEAST_COUNTED
    return PaymentFare(
        group=group,
        payments=payments,
        held=len(held),
        released=states.count(PaymentState.RELEASED),
        rejected=states.count(PaymentState.REJECTED),
        frozen=states.count(PaymentState.FROZEN),
        waiting=states.count(PaymentState.HELD),
        rate=rate,
        median=quantile(spans, 1, 2) if enough else None,
        ninth_decile=quantile(spans, 9, 10) if enough else None,
        longest=max((fate.waited for fate in held if fate.state is PaymentState.HELD), default=None),
        often=_is_often(rate, all_rate),
    )


def _is_often(rate: Share | None, all_rate: Share | None) -> bool:
    return rate is not None and all_rate is not None and rate.interval[0] > MOST_TIMES * all_rate.value
