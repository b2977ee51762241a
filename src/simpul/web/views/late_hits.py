"""Payments that had been let go before somebody in them was listed, as documents."""

from dataclasses import dataclass
from datetime import datetime

from simpul.core.authority import Sight
from simpul.core.payment.ends import ends_of
from simpul.core.payment.late import HeldLateHit
from simpul.web.answers import Table, version_of
from simpul.web.node import Node


@dataclass(frozen=True, slots=True, kw_only=True)
class LateRow:
    """One late hit: the payment, who in it resembles which entry, when the money went and when that was found."""

    id: str
    payment: str
    amount: str
    originator: str
    beneficiary: str
    reference: str
    part: str
    name: str
    list: str
    entry: str
    score: int
    released_at: datetime
    found_at: datetime
    owner: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LatePage:
    """A part of the late hits that nobody has answered for; `count` is how many the viewer sees in all."""

    hits: tuple[LateRow, ...]
    after: str
    count: int
    version: str = ""


def late_hits(node: Node, sight: Sight, *, after: str = "") -> LatePage:
    """Give a part of the late hits that the viewer may see."""
    page, count = node.redeciding.late_hits(sight, after=after), node.redeciding.count_late(sight)
    rows = tuple(_row(held) for held in page.items)
    return LatePage(hits=rows, after=page.after, count=count, version=version_of((rows, count)))


def late_table(view: LatePage) -> Table:
    """Give the late hits as a table."""
    return Table(
        name="payments-late",
        columns=(
            *("id", "payment", "amount", "originator", "beneficiary", "part", "name", "list", "entry", "score"),
            *("released_at", "found_at", "owner"),
        ),
        rows=tuple(
            (
                *(row.id, row.payment, row.amount, row.originator, row.beneficiary, row.part, row.name, row.list),
                *(row.entry, str(row.score), row.released_at.isoformat(), row.found_at.isoformat(), row.owner),
            )
            for row in view.hits
        ),
    )


def _row(held: HeldLateHit) -> LateRow:
    late, said = held.record.value, held.payment
    return LateRow(
        id=held.record.id,
        payment=late.payment,
        amount=str(said.amount),
        originator=ends_of(said).originator.name,
        beneficiary=ends_of(said).beneficiary.name,
        reference=said.references.best,
        part=late.hit.part,
        name=late.hit.name,
        list=late.hit.list.id,
        entry=late.hit.reference,
        score=late.hit.score,
        released_at=late.released_at,
        found_at=late.found_at,
        owner=late.owner,
    )
