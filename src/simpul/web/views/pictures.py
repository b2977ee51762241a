"""What stands beside a payment, as documents: its accounts over time, and past decisions on payments like it."""

from dataclasses import dataclass
from datetime import date, datetime

from simpul.core.authority import Sight
from simpul.core.payment.decision import PaymentState, Reason
from simpul.core.payment.ends import ends_of
from simpul.core.payment.keeping import HeldPayment
from simpul.core.payment.picturing import AccountPicture, Direction, Similar
from simpul.web.node import Node

HEIGHT = 100
"""How high a drawing's largest bar is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawnDay:
    """A day of a drawing: what went in and out, and how high that is drawn, of `HEIGHT`."""

    day: date
    came: str
    went: str
    payments: int
    height_in: int
    height_out: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawnAccount:
    """An account as it is drawn; `most` is what the largest bar stands for."""

    account: str
    currency: str
    days: tuple[DrawnDay, ...]
    most: str
    came: str
    went: str
    payments: int
    others: int
    truncated: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SimilarRow:
    """A past payment like this one: what was decided of it, by whom and why."""

    id: str
    amount: str
    originator: str
    beneficiary: str
    state: PaymentState
    decided_at: datetime
    by: str
    reason: Reason


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """What stands beside a payment; `next_held` is the payment that is next in the queue of those held."""

    accounts: tuple[DrawnAccount, ...]
    same_entry: tuple[SimilarRow, ...]
    same_corridor: tuple[SimilarRow, ...]
    next_held: str


def beside(node: Node, sight: Sight, held: HeldPayment) -> Beside:
    """Give what stands beside a payment, as far as the viewer may see it."""
    like = node.picturing.like(sight, held)
    return Beside(
        accounts=tuple(map(_drawn, node.picturing.accounts(sight, held))),
        same_entry=tuple(map(_similar, like.same_entry)),
        same_corridor=tuple(map(_similar, like.same_corridor)),
        next_held=node.picturing.next_held(sight, held.id),
    )


def _drawn(picture: AccountPicture) -> DrawnAccount:
    most = picture.most
    return DrawnAccount(
        account=picture.account,
        currency=picture.currency,
        days=tuple(
            DrawnDay(
                day=each.day,
                came=str(picture.money(each.came)),
                went=str(picture.money(each.went)),
                payments=each.payments,
                height_in=_height(each.came, most),
                height_out=_height(each.went, most),
            )
            for each in picture.days
        ),
        most=str(picture.money(most)),
        came=str(picture.total(Direction.IN)),
        went=str(picture.total(Direction.OUT)),
        payments=picture.payments,
        others=picture.others,
        truncated=picture.truncated,
    )


def _height(amount: int, most: int) -> int:
    """Give how high an amount is drawn; whatever is not nothing is seen."""
    return max(1, amount * HEIGHT // most) if amount else 0


def _similar(one: Similar) -> SimilarRow:
    decision, ends = one.decision, ends_of(one.payment)
    return SimilarRow(
        id=one.id,
        amount=str(one.payment.amount),
        originator=ends.originator.name,
        beneficiary=ends.beneficiary.name,
        state=decision.state,
        decided_at=decision.decided_at,
        by=decision.by,
        reason=decision.reasons[-1],
    )
