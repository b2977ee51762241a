"""What is kept apart from payments, as documents."""

from dataclasses import dataclass
from datetime import datetime

from simpul.core.authority import Sight
from simpul.core.handling import Handling
from simpul.core.payment.apart import ApartLine, HeldApart
from simpul.core.payment.ends import ends_of
from simpul.web.answers import Table, version_of
from simpul.web.node import Node


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptApartShown:
    """Something kept apart from a payment: who resembles which entry, or for which request, and how it was lifted."""

    id: str
    payment: str
    part: str
    name: str
    list: str
    entry: str
    score: int
    request: str
    found_at: datetime
    owner: str
    lifted_at: datetime | None
    lifted_by: str
    reason: str
    handling: Handling


@dataclass(frozen=True, slots=True, kw_only=True)
class ApartRow:
    """Something kept apart, with the payment that it keeps back."""

    kept: KeptApartShown
    amount: str
    originator: str
    beneficiary: str
    reference: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ApartPage:
    """A part of what keeps payments back under terms stricter than theirs; `count` is how many the viewer sees."""

    kept: tuple[ApartRow, ...]
    after: str
    count: int
    version: str = ""


def kept_apart(node: Node, sight: Sight, *, after: str = "") -> ApartPage:
    """Give a part of what is kept apart and the viewer may see."""
    page, count = node.keeping_apart.page(sight, after=after), node.keeping_apart.count(sight)
    rows = tuple(_row(line) for line in page.items)
    return ApartPage(kept=rows, after=page.after, count=count, version=version_of((rows, count)))


def apart_shown(held: HeldApart) -> KeptApartShown:
    """Give something kept apart as a document."""
    kept, hit, lifted = held.kept, held.kept.hit, held.lifted
    return KeptApartShown(
        id=held.record.id,
        payment=kept.payment,
        part=hit.part if hit else "",
        name=hit.name if hit else "",
        list=hit.list.id if hit else "",
        entry=hit.reference if hit else "",
        score=hit.score if hit else 0,
        request=kept.request,
        found_at=kept.found_at,
        owner=kept.owner,
        lifted_at=lifted.at if lifted else None,
        lifted_by=lifted.by if lifted else "",
        reason=lifted.reason if lifted else "",
        handling=held.handling,
    )


def apart_table(view: ApartPage) -> Table:
    """Give what is kept apart as a table."""
    return Table(
        name="payments-apart",
        columns=(
            *("id", "payment", "amount", "originator", "beneficiary", "part", "name", "list", "entry", "score"),
            *("request", "found_at", "owner"),
        ),
        rows=tuple(
            (
                *(row.kept.id, row.kept.payment, row.amount, row.originator, row.beneficiary, row.kept.part),
                *(row.kept.name, row.kept.list, row.kept.entry, str(row.kept.score), row.kept.request),
                *(row.kept.found_at.isoformat(), row.kept.owner),
            )
            for row in view.kept
        ),
    )


def _row(line: ApartLine) -> ApartRow:
    said, ends = line.payment, ends_of(line.payment)
    return ApartRow(
        kept=apart_shown(line.held),
        amount=str(said.amount),
        originator=ends.originator.name,
        beneficiary=ends.beneficiary.name,
        reference=said.references.best,
    )
