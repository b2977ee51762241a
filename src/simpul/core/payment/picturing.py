"""Picturing: what went in and out of an account over the last days, and how payments like one were decided before.

Rules:
1. A day is a day of the node's own clock in UTC, as payments came. Amounts of one currency are added, and no others;
   how many payments were in another one is said.
2. Only what the viewer may see is counted: two officers may see two different pictures.
3. Where more payments were there than are looked at, that is said: such a picture is of the latest of them.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from simpul.core.errors import InputError
from simpul.core.payment.decision import PaymentDecision, PaymentState
from simpul.core.payment.money import MOST_MINOR, Money
from simpul.core.payment.payment import Payment

DAYS = 30
MOST_LOOKED_AT = 2_000
MOST_SIMILAR = 5


class Direction(StrEnum):
    """Whether money came into an account or went out of it."""

    IN = "in"
    OUT = "out"


@dataclass(frozen=True, slots=True, kw_only=True)
class Movement:
    """One payment of an account: when it came, which way it went, and how much."""

    at: datetime
    direction: Direction
    amount: Money


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountDay:
    """What went in and out on one day, in the smallest unit of the picture's currency, and in how many payments."""

    day: date
    came: int = 0
    went: int = 0
    payments: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountPicture:
    """An account over the last days, the earliest first; `others` counts payments in other currencies.

    `truncated` says that there were more payments than were looked at.
    """

    account: str
    currency: str
    decimals: int
    days: tuple[AccountDay, ...]
    others: int
    truncated: bool

    @property
    def most(self) -> int:
        """The largest sum of one day, in or out."""
        return max((max(each.came, each.went) for each in self.days), default=0)

    @property
    def payments(self) -> int:
        """How many payments there were, in any currency."""
        return sum(each.payments for each in self.days) + self.others

    def total(self, direction: Direction) -> Money:
        """Give everything that went in, or out."""
        return self.money(sum(each.came if direction is Direction.IN else each.went for each in self.days))

    def money(self, minor: int) -> Money:
        """Give an amount of the picture's currency; one that no message could say is cut to the largest."""
        return Money(currency=self.currency, minor=min(minor, MOST_MINOR - 1), decimals=self.decimals)


def picture_of(account: str, movements: Sequence[Movement], like: Money, *, until: date) -> AccountPicture:
    """Draw an account up to a day, in the currency of this amount; beyond `MOST_LOOKED_AT` is cut, and that is said."""
    if not account:
        raise InputError("an account needs a number", place="account")
    looked = movements[:MOST_LOOKED_AT]
    first = until - timedelta(days=DAYS - 1)
    days = {first + timedelta(days=number): [0, 0, 0] for number in range(DAYS)}
    others = 0
    for each in looked:
        counted = days.get(each.at.date())
        if counted is None:
            continue
        if each.amount.currency != like.currency:
            others += 1
            continue
        counted[each.direction is Direction.OUT] += each.amount.minor
        counted[2] += 1
    return AccountPicture(
        account=account,
        currency=like.currency,
        decimals=like.decimals,
        days=tuple(AccountDay(day=day, came=came, went=went, payments=n) for day, (came, went, n) in days.items()),
        others=others,
        truncated=len(movements) > MOST_LOOKED_AT,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Similar:
    """A payment that is like another and was decided: itself, and the decision that stands on it."""

    id: str
    payment: Payment
    decision: PaymentDecision

    def __post_init__(self) -> None:
        """Refuse what still waits: nobody has decided it."""
        if self.decision.state is PaymentState.HELD:
            raise InputError("what is held was not decided", place="similar")


@dataclass(frozen=True, slots=True, kw_only=True)
class Likeness:
    """Past decisions on payments like one: on the same name and entry, and on the same corridor between officers."""

    same_entry: tuple[Similar, ...]
    same_corridor: tuple[Similar, ...]
