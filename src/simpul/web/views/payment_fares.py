"""How payments of each kind fared, as documents."""

from dataclasses import dataclass
from datetime import timedelta

from simpul.core.authority import Sight
from simpul.core.fairness import LEAST_COUNTED
from simpul.core.payment.faring import MOST_TIMES, PaymentFare
from simpul.web.answers import Table
from simpul.web.node import Node
from simpul.web.views.fairness import MOST_GROUPS, ShareRow, share_row


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentFareRow:
    """How payments of a group fared; what is missing is told of too few to say anything."""

    group: str
    payments: int
    held: int
    released: int
    rejected: int
    frozen: int
    waiting: int
    rate: ShareRow | None
    median_seconds: int | None
    ninth_decile_seconds: int | None
    longest_seconds: int | None
    often: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentFairnessPage:
    """How payments fared that the viewer may see; `least` is of how many at least something is told."""

    days: int
    least: int
    times: float
    truncated: bool
    overall: PaymentFareRow
    by_corridor: tuple[PaymentFareRow, ...]
    by_charity: tuple[PaymentFareRow, ...]
    by_register: tuple[PaymentFareRow, ...]
    by_script: tuple[PaymentFareRow, ...]
    more_corridors: int


def payment_fairness(node: Node, sight: Sight, *, days: int) -> PaymentFairnessPage:
    """Give the page as a document."""
    fares = node.picturing.fares(sight, days=days)
    return PaymentFairnessPage(
        days=fares.days,
        least=LEAST_COUNTED,
        times=MOST_TIMES,
        truncated=fares.truncated,
        overall=_row(fares.overall),
        by_corridor=tuple(map(_row, fares.by_corridor[:MOST_GROUPS])),
        by_charity=tuple(map(_row, fares.by_charity)),
        by_register=tuple(map(_row, fares.by_register)),
        by_script=tuple(map(_row, fares.by_script)),
        more_corridors=max(0, len(fares.by_corridor) - MOST_GROUPS),
    )


def payment_fairness_table(view: PaymentFairnessPage) -> Table:
    """Give the page as one table."""
    kinds = (
        *(("corridor", view.by_corridor), ("charity", view.by_charity)),
        *(("register", view.by_register), ("script", view.by_script)),
    )
    return Table(
        name="payments-fairness",
        columns=(
            *("group_kind", "group", "payments", "held", "share", "low", "high", "released", "rejected", "frozen"),
            *("waiting", "median_seconds", "ninth_decile_seconds", "longest_seconds", "far_more_often"),
        ),
        rows=tuple((kind, *_cells(row)) for kind, rows in kinds for row in rows),
    )


def _cells(row: PaymentFareRow) -> tuple[str, ...]:
    share = (f"{row.rate.value:.4f}", f"{row.rate.low:.4f}", f"{row.rate.high:.4f}") if row.rate else ("", "", "")
    counts = (row.released, row.rejected, row.frozen, row.waiting)
    spans = (row.median_seconds, row.ninth_decile_seconds, row.longest_seconds)
    return (
        row.group,
        str(row.payments),
        str(row.held),
        *share,
        *map(str, counts),
        *("" if span is None else str(span) for span in spans),
        "yes" if row.often else "",
    )


def _row(fare: PaymentFare) -> PaymentFareRow:
    return PaymentFareRow(
        group=fare.group,
        payments=fare.payments,
        held=fare.held,
        released=fare.released,
        rejected=fare.rejected,
        frozen=fare.frozen,
        waiting=fare.waiting,
        rate=share_row(fare.rate) if fare.rate else None,
        median_seconds=_seconds(fare.median),
        ninth_decile_seconds=_seconds(fare.ninth_decile),
        longest_seconds=_seconds(fare.longest),
        often=fare.often,
    )


def _seconds(span: timedelta | None) -> int | None:
    return None if span is None else int(span.total_seconds())
