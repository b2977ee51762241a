"""How groups fare, as documents."""

from dataclasses import dataclass

from simpul.core.errors import InputError
from simpul.core.fairness import LEAST_COUNTED, FalseAlarms, Fare, GroupRate, Share
from simpul.services.fairness import Fairness, Fares
from simpul.web.answers import Table
from simpul.web.language import msg

DAYS = (30, 90, 365)
"""How far back one may look."""

MOST_GROUPS = 40
"""Groups of a table, the largest first; the others are counted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShareRow:
    """A share with its 95 % interval."""

    part: int
    whole: int
    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True, kw_only=True)
class RateRow:
    """How often ordinary people of a group raise an alert; `too_high` is far more often than was tolerated."""

    group: str
    rate: ShareRow
    too_high: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class CalibrationView:
    """The calibration that is gone by: whose it is, its threshold, and the rates of the groups."""

    own: bool
    source: str
    tolerated: float
    threshold: float
    entries: int
    overall: RateRow
    by_script: tuple[RateRow, ...]
    by_origin: tuple[RateRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FareRow:
    """How hits on people of a group fared; what is missing is told of too few to say anything."""

    group: str
    raised: int
    same: int
    different: int
    unsure: int
    false_alarms: ShareRow | None
    decided: int
    median_seconds: int | None
    ninth_decile_seconds: int | None
    waiting: int
    oldest_seconds: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class FairnessPage:
    """How ordinary people fare, and how this node's hits fared that the viewer may see."""

    calibration: CalibrationView
    days: int
    least: int
    overall: FareRow
    by_script: tuple[FareRow, ...]
    by_country: tuple[FareRow, ...]
    more_countries: int


def fairness_page(fairness: Fairness, fares: Fares) -> FairnessPage:
    """Give the page as a document."""
    return FairnessPage(
        calibration=_calibration(fairness.calibration, own=fairness.own is not None),
        days=fares.days,
        least=LEAST_COUNTED,
        overall=_fare(fares.overall),
        by_script=tuple(map(_fare, fares.by_script)),
        by_country=tuple(map(_fare, fares.by_country[:MOST_GROUPS])),
        more_countries=max(0, len(fares.by_country) - MOST_GROUPS),
    )


def days_of(said: str) -> int:
    """Read how far back to look.

    Raises:
        InputError: it is none of the spans there are.
    """
    if said not in {str(days) for days in DAYS}:
        raise InputError(msg("there is no such span"), place="days")
    return int(said)


def fairness_table(view: FairnessPage) -> Table:
    """Give the page as one table: what is told, of which group, and the figures."""
    rates = (("script", view.calibration.by_script), ("origin", view.calibration.by_origin))
    fares = (("script", view.by_script), ("country", view.by_country))
    return Table(
        name="fairness",
        columns=(
            *("about", "group_kind", "group", "of", "part", "share", "low", "high", "same", "different", "unsure"),
            *("decided", "median_seconds", "ninth_decile_seconds", "waiting", "oldest_seconds"),
        ),
        rows=(
            *(
                ("ordinary people", kind, row.group, *_cells(row.rate), *("",) * 8)
                for kind, rows in rates
                for row in rows
            ),
            *(("hits here", kind, *_fare_cells(row)) for kind, rows in fares for row in rows),
        ),
    )


def _calibration(said: FalseAlarms, *, own: bool) -> CalibrationView:
    return CalibrationView(
        own=own,
        source=said.source,
        tolerated=said.tolerated,
        threshold=said.threshold,
        entries=said.entries,
        overall=_rate(said, GroupRate(group="", share=said.overall)),
        by_script=tuple(_rate(said, rate) for rate in said.by_script),
        by_origin=tuple(_rate(said, rate) for rate in said.by_origin),
    )


def _rate(said: FalseAlarms, rate: GroupRate) -> RateRow:
    return RateRow(group=rate.group, rate=share_row(rate.share), too_high=said.is_too_high(rate))


def share_row(share: Share) -> ShareRow:
    """Give a share with its interval."""
    low, high = share.interval
    return ShareRow(part=share.part, whole=share.whole, value=share.value, low=low, high=high)


def _fare(fare: Fare) -> FareRow:
    waits = fare.waits
    return FareRow(
        group=fare.group,
        raised=fare.raised,
        same=fare.same,
        different=fare.different,
        unsure=fare.unsure,
        false_alarms=share_row(fare.false_alarms) if fare.false_alarms else None,
        decided=waits.decided,
        median_seconds=int(waits.median.total_seconds()) if waits.median is not None else None,
        ninth_decile_seconds=int(waits.ninth_decile.total_seconds()) if waits.ninth_decile is not None else None,
        waiting=waits.still_waiting,
        oldest_seconds=int(waits.oldest.total_seconds()) if waits.oldest is not None else None,
    )


def _cells(share: ShareRow) -> tuple[str, ...]:
    return (str(share.whole), str(share.part), f"{share.value:.4f}", f"{share.low:.4f}", f"{share.high:.4f}")


def _fare_cells(row: FareRow) -> tuple[str, ...]:
    share = row.false_alarms
    counted = (row.same, row.different, row.unsure, row.decided)
    spans = (row.median_seconds, row.ninth_decile_seconds, row.waiting, row.oldest_seconds)
    return (
        row.group,
        str(row.raised),
        str(row.different),
        *(_cells(share)[2:] if share else ("", "", "")),
        *map(str, counted),
        *("" if span is None else str(span) for span in spans),
    )
