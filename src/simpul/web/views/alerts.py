"""Alerts as documents."""

from dataclasses import dataclass
from datetime import datetime

from simpul.core.alert import Alert, AlertDecision, AlertKind, AlertState, Evidence, Seriousness, Verdict
from simpul.core.handling import Handling
from simpul.core.holding import HeldAlert, Page

LIST_PREFIX = "list:"
NAMES_COMPARED = "name-compared"
"""The code of the reason that says which names the others are about."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AlertRow:
    """One alert in a list; `last` is who decided on it last, or nothing."""

    id: str
    kind: AlertKind
    caption: str
    subject: str
    against: str
    report: str
    score: int
    seriousness: Seriousness
    state: AlertState
    handling: Handling
    raised_at: datetime
    last: AlertDecision | None


@dataclass(frozen=True, slots=True, kw_only=True)
class AlertsPage:
    """A part of the queue; `after` leads to the next part."""

    alerts: tuple[AlertRow, ...]
    after: str
    state: str
    open: int
    taken: int
    version: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """One property on both sides of a hit."""

    property: str
    left: tuple[str, ...]
    right: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One side of a hit: where it leads, what it is, and what is said of it."""

    href: str
    caption: str
    source: str
    values: tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AlertDocument:
    """One alert: both sides, the reasons for and against, what was decided, and what may be decided now."""

    alert: AlertRow
    names: Evidence | None
    reasons_for: tuple[Evidence, ...]
    reasons_against: tuple[Evidence, ...]
    reasons_open: tuple[Evidence, ...]
    decisions: tuple[AlertDecision, ...]
    choices: tuple[Verdict, ...]
    sides: tuple[Side, ...] = ()
    compared: tuple[Comparison, ...] = ()


def alert_row(held: HeldAlert) -> AlertRow:
    """Give an alert as a row."""
    alert = held.alert
    return AlertRow(
        id=alert.id,
        kind=alert.kind,
        caption=alert.caption,
        subject=alert.subject,
        against=alert.against,
        report=alert.report,
        score=alert.score,
        seriousness=alert.seriousness,
        state=held.state,
        handling=alert.handling,
        raised_at=alert.raised_at,
        last=held.decisions[-1] if held.decisions else None,
    )


def alerts_page(page: Page[HeldAlert], *, state: str, unsettled: tuple[int, int]) -> AlertsPage:
    """Give a part of the queue as a document; `unsettled` counts the open and the taken ones."""
    return AlertsPage(
        alerts=tuple(alert_row(held) for held in page.items),
        after=page.after,
        state=state,
        open=unsettled[0],
        taken=unsettled[1],
    )


def alert_document(held: HeldAlert, sides: tuple[Side, ...]) -> AlertDocument:
    """Give one alert as a document."""
    evidence = held.alert.evidence
    return AlertDocument(
        alert=alert_row(held),
        names=next((one for one in evidence if one.code == NAMES_COMPARED), None),
        reasons_for=tuple(sorted((one for one in evidence if one.weight > 0), key=lambda one: -one.weight)),
        reasons_against=tuple(sorted((one for one in evidence if one.weight < 0), key=lambda one: one.weight)),
        reasons_open=tuple(one for one in evidence if one.weight == 0 and one.code != NAMES_COMPARED),
        decisions=held.decisions,
        choices=choices_for(held.alert, held.state),
        sides=sides,
        compared=compared(sides),
    )


def choices_for(alert: Alert, state: AlertState) -> tuple[Verdict, ...]:
    """Give what may be decided on an alert where it stands."""
    if state is AlertState.DECIDED:
        return (Verdict.REOPEN,)
    judging = (Verdict.SAME, Verdict.DIFFERENT, Verdict.UNSURE)
    settling = (Verdict.NOTED,) if alert.kind is AlertKind.REPORT_RECEIVED else judging
    return (Verdict.TAKE, *settling) if state is AlertState.OPEN else (*settling, Verdict.REOPEN)


def compared(sides: tuple[Side, ...]) -> tuple[Comparison, ...]:
    """Give the properties of both sides next to each other."""
    if len(sides) != 2:
        return ()
    left, right = (dict(side.values) for side in sides)
    return tuple(
        Comparison(property=name, left=left.get(name, ()), right=right.get(name, ()))
        for name in dict.fromkeys((*left, *right))
    )
