"""Reading alerts: one, the queue in its order, what is proposed about each subject, and how hits fared.

Every question names the audiences that the viewer may see, on alerts and on their words alike, so that neither a hit
nor a count nor the order depends on what is hidden.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from itertools import groupby
from typing import Any

from sqlalchemy import ColumnElement, Row, and_, bindparam, func, or_, select

from simpul.core.alert import NOTED_KINDS, Content, Verdict
from simpul.core.authority import Sight
from simpul.core.handling import Action
from simpul.core.holding import AlertFate, AlertFilter, HeldAlert, Page, Proposal
from simpul.storage.alert_sides import contents_now
from simpul.storage.alerts import DECISIONS, held_alert
from simpul.storage.among import among, among_numbers
from simpul.storage.bodies import encoded
from simpul.storage.moments import micros, moment, moment_if_any
from simpul.storage.pages import bounded, page_of, position
from simpul.storage.reading import VISIBLE, Reading, View
from simpul.storage.tables.judging import alert, alert_word
from simpul.storage.words import asked, begins

MOST_ON_SUBJECT = 25
"""Alerts about one subject that are given together."""

_SEEN = among_numbers(alert.c.audience, VISIBLE)
_ONE = select(alert).where(alert.c.id == bindparam("which"), _SEEN)
_COUNT = select(func.count()).select_from(alert).where(_SEEN)
_ORDER = (alert.c.rank, alert.c.raised_at.desc(), alert.c.id.desc())
_LATER = or_(
    alert.c.rank > bindparam("rank"),
    and_(alert.c.rank == bindparam("rank"), alert.c.raised_at < bindparam("at")),
    and_(alert.c.rank == bindparam("rank"), alert.c.raised_at == bindparam("at"), alert.c.id < bindparam("last")),
)
_ABOUT = select(alert).where(_SEEN, alert.c.subject == bindparam("subject")).order_by(*_ORDER)
_LISTS = select(alert.c.list).where(_SEEN, alert.c.list != "").distinct().order_by(alert.c.list)
_FATES = select(alert.c.raised_at, alert.c.decided_at, alert.c.verdict, alert.c.script, alert.c.countries).where(
    _SEEN, alert.c.kind.not_in([each.value for each in NOTED_KINDS]), alert.c.raised_at >= bindparam("since")
)


class SqlAlerts:
    """Reads alerts."""

    def __init__(self, reading: Reading) -> None:
        """Read through these readers."""
        self._reading = reading

    def alert(self, sight: Sight, alert_id: str) -> HeldAlert | None:
        """Give an alert that the viewer may see."""
        with self._reading.view(sight, Action.READ) as view:
            rows = view.rows(_ONE, {"which": alert_id})
            return _shown(view, rows)[alert_id] if rows else None

    def alerts(self, sight: Sight, *, chosen: AlertFilter, after: str, limit: int) -> Page[HeldAlert]:
        """Give the alerts that the viewer may see, the serious before the less serious, then the latest first."""
        rank, at, last = position(after, tuple[int, int, str], start=(-1, 0, ""))
        with self._reading.view(sight, Action.SEARCH) as view:
            parameters: dict[str, object] = {"rank": rank, "at": at, "last": last, "most": bounded(limit) + 1}
            narrowed = _narrowed(chosen, view, parameters)
            ids = select(alert.c.id).where(*narrowed, _LATER).order_by(*_ORDER).limit(bindparam("most"))
            rows = view.rows(select(alert).where(alert.c.id.in_(ids)).order_by(*_ORDER), parameters)
            held = _shown(view, rows)
            return page_of(
                rows,
                limit=bounded(limit),
                item=lambda row: held[row.id],
                key=lambda row: (row.rank, row.raised_at, row.id),
            )

    def proposals(self, sight: Sight, *, chosen: AlertFilter, after: str, limit: int) -> Page[Proposal]:
        """Give what is proposed, by subject: the one with the most serious alert first, then the latest."""
        rank, at, last = position(after, tuple[int, int, str], start=(-1, 0, ""))
        with self._reading.view(sight, Action.SEARCH) as view:
            parameters: dict[str, object] = {"rank": rank, "at": at, "last": last, "most": bounded(limit) + 1}
            narrowed = _narrowed(chosen, view, parameters)
            subjects = _subjects_in_order(view, narrowed, parameters)
            parameters["subjects"] = encoded([row.subject for row in subjects]).decode()
            statement = select(alert).where(*narrowed, among(alert.c.subject, "subjects"))
            found: dict[str, list[Row[Any]]] = defaultdict(list)
            for row in view.rows(statement.order_by(alert.c.subject, *_ORDER), parameters):
                found[row.subject].append(row)
            held = _shown(view, [row for rows in found.values() for row in rows[:MOST_ON_SUBJECT]])
            return page_of(
                subjects,
                limit=bounded(limit),
                item=lambda row: _proposal(row.subject, found[row.subject], held),
                key=lambda row: (row.rank, row.at, row.subject),
            )

    def about(self, sight: Sight, subject: str) -> Proposal:
        """Give everything that is or was proposed about one subject."""
        with self._reading.view(sight, Action.READ) as view:
            rows = view.rows(_ABOUT, {"subject": subject})
            return _proposal(subject, rows, _shown(view, rows[:MOST_ON_SUBJECT]))

    def count_alerts(self, sight: Sight, *, chosen: AlertFilter) -> int:
        """Count the alerts that the viewer may see."""
        with self._reading.view(sight, Action.COUNT) as view:
            parameters: dict[str, object] = {}
            return view.number(_COUNT.where(*_narrowed(chosen, view, parameters)[1:]), parameters)

    def lists_hit(self, sight: Sight) -> tuple[str, ...]:
        """Give the lists on which the viewer may see a hit."""
        with self._reading.view(sight, Action.SEARCH) as view:
            return tuple(row.list for row in view.rows(_LISTS, {}))

    def contents(self, sight: Sight, profile_ids: Collection[str]) -> Mapping[str, Content]:
        """Give what each of these profiles says now, as far as the viewer may see it; nothing where it is gone."""
        with self._reading.view(sight, Action.READ) as view:
            return contents_now(view, profile_ids)

    def fates(self, sight: Sight, *, since: datetime) -> tuple[AlertFate, ...]:
        """Give how each hit fared that was raised since, of those that the viewer may see."""
        with self._reading.view(sight, Action.COUNT) as view:
            return tuple(_fate(row) for row in view.rows(_FATES, {"since": micros(since)}))


def _subjects_in_order(
    view: View, narrowed: Sequence[ColumnElement[bool]], parameters: dict[str, object]
) -> list[Row[Any]]:
    """Give the subjects of one page with the seriousness and the moment that put them in order."""
    grouped = (
        select(alert.c.subject, func.min(alert.c.rank).label("rank"), func.max(alert.c.raised_at).label("at"))
        .where(*narrowed)
        .group_by(alert.c.subject)
        .subquery()
    )
    later = or_(
        grouped.c.rank > bindparam("rank"),
        and_(grouped.c.rank == bindparam("rank"), grouped.c.at < bindparam("at")),
        and_(
            grouped.c.rank == bindparam("rank"), grouped.c.at == bindparam("at"), grouped.c.subject < bindparam("last")
        ),
    )
    order = (grouped.c.rank, grouped.c.at.desc(), grouped.c.subject.desc())
    return view.rows(select(grouped).where(later).order_by(*order).limit(bindparam("most")), parameters)


def _narrowed(chosen: AlertFilter, view: View, parameters: dict[str, object]) -> list[ColumnElement[bool]]:
    """Give what a question is narrowed to, first to what the viewer may see."""
    narrowed: list[ColumnElement[bool]] = [_SEEN]
    asked_for = (
        (alert.c.state, chosen.state.value if chosen.state else ""),
        (alert.c.kind, chosen.kind.value if chosen.kind else ""),
        (alert.c.list, chosen.list_id),
        (alert.c.holder, chosen.holder),
    )
    for column, value in asked_for:
        if value:
            narrowed.append(column == bindparam(f"of_{column.name}"))
            parameters[f"of_{column.name}"] = value
    for number, prefixes in enumerate(asked(chosen.text, view.words)):
        seen = among_numbers(alert_word.c.audience, VISIBLE)
        found = begins(alert_word.c.token, prefixes, parameters, number=number)
        narrowed.append(alert.c.id.in_(select(alert_word.c.alert).where(seen, found)))
    return narrowed


def _proposal(subject: str, rows: Sequence[Row[Any]], held: dict[str, HeldAlert]) -> Proposal:
    shown = rows[:MOST_ON_SUBJECT]
    return Proposal(subject=subject, alerts=tuple(held[row.id] for row in shown), more=len(rows) - len(shown))


def _shown(view: View, rows: Sequence[Row[Any]]) -> dict[str, HeldAlert]:
    ids = encoded([row.id for row in rows]).decode()
    decisions = {
        alert_id: list(made) for alert_id, made in groupby(view.rows(DECISIONS, {"alerts": ids}), lambda row: row.alert)
    }
    held = {row.id: held_alert(row, decisions.get(row.id, ())) for row in rows}
    for each in held.values():
        view.shown(each.alert.handling, row=f"alert {each.alert.id}")
    return held


def _fate(row: Row[Any]) -> AlertFate:
    return AlertFate(
        raised_at=moment(row.raised_at),
        decided_at=moment_if_any(row.decided_at),
        verdict=Verdict(row.verdict) if row.verdict else None,
        script=row.script,
        countries=tuple(row.countries.split()),
    )
