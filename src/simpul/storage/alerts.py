"""Alerts and judgements: what the machine proposed, what officers decided, and reading both."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Row, and_, bindparam, func, insert, or_, select, update

from simpul.core.alert import Alert, AlertDecision, AlertState, MatchDecision, Seriousness, state_after
from simpul.core.authority import OfficerId, Sight
from simpul.core.errors import ConflictError
from simpul.core.handling import Action
from simpul.core.holding import HeldAlert, Page
from simpul.storage.among import among, among_numbers
from simpul.storage.bodies import decoded, encoded, row_hash
from simpul.storage.moments import micros
from simpul.storage.pages import bounded, page_of, position
from simpul.storage.reading import VISIBLE, Reading, View
from simpul.storage.tables.judging import alert, alert_decision, match_decision
from simpul.storage.writing import Writing

_ADD = insert(alert)
_ADD_DECISION = insert(alert_decision)
_ADD_MATCH = insert(match_decision)
_ONE = select(alert).where(alert.c.id == bindparam("which"))
_STANDS = select(alert.c.id).where(
    alert.c.left == bindparam("one"), alert.c.right == bindparam("other"), alert.c.audience == bindparam("terms")
)
_DECISIONS = (
    select(alert_decision)
    .where(among(alert_decision.c.alert, "alerts"))
    .order_by(alert_decision.c.alert, alert_decision.c.number)
)
_SET_STATE = update(alert).where(alert.c.id == bindparam("which")).values(state=bindparam("becomes"))
_STANDING_MATCHES = select(match_decision).where(
    match_decision.c.alert == bindparam("which"), match_decision.c.withdrawn_by == ""
)
_WITHDRAW = update(match_decision).where(match_decision.c.id == bindparam("which"))
_SEEN = among_numbers(alert.c.audience, VISIBLE)
_OF_STATE = alert.c.state == bindparam("state")
_COUNT = select(func.count()).select_from(alert).where(_SEEN)
_ORDER = (alert.c.rank, alert.c.raised_at.desc(), alert.c.id.desc())
_LATER = or_(
    alert.c.rank > bindparam("rank"),
    and_(alert.c.rank == bindparam("rank"), alert.c.raised_at < bindparam("at")),
    and_(alert.c.rank == bindparam("rank"), alert.c.raised_at == bindparam("at"), alert.c.id < bindparam("last")),
)


class SqlAlertRows:
    """Alerts and judgements, in a transaction."""

    def __init__(self, writing: Writing) -> None:
        """Write with what the transaction shares."""
        self._writing = writing

    def add(self, alert: Alert) -> bool:
        """Add an alert unless one for the same pair under the same terms stands; say whether it was added."""
        audience = self._writing.interning.audience_of(alert.handling)
        left, right = sorted((alert.subject, alert.against))
        if self._writing.one(_STANDS, {"one": left, "other": right, "terms": audience}) is not None:
            return False
        body = encoded(alert)
        row = {
            "id": alert.id,
            "kind": alert.kind.value,
            "left": left,
            "right": right,
            "audience": audience,
            "state": AlertState.OPEN.value,
            "rank": tuple(Seriousness).index(alert.seriousness),
            "raised_at": micros(alert.raised_at),
            "body": body,
            "row_hash": row_hash(alert.id, body),
        }
        self._writing.run(_ADD, row)
        self._writing.touch("alerts")
        return True

    def find(self, alert_id: str) -> HeldAlert | None:
        """Give an alert with its decisions."""
        row = self._writing.one(_ONE, {"which": alert_id})
        if row is None:
            return None
        decisions = self._writing.rows(_DECISIONS, {"alerts": encoded([alert_id]).decode()})
        return _held(row, decisions)

    def decide(self, decision: AlertDecision) -> None:
        """Add a decision.

        Raises:
            ConflictError: there is no such alert.
        """
        held = self.find(decision.alert)
        if held is None:
            raise ConflictError("there is no such alert to decide on")
        decisions = (*held.decisions, decision)
        body = encoded(decision)
        row = {
            "alert": decision.alert,
            "number": len(decisions),
            "body": body,
            "row_hash": row_hash(decision.alert, len(decisions), body),
        }
        self._writing.run(_ADD_DECISION, row)
        self._writing.run(_SET_STATE, {"which": decision.alert, "becomes": state_after(decisions).value})
        self._writing.touch("alerts")

    def add_match(self, match: MatchDecision) -> None:
        """Add a judgement on two records."""
        body = encoded(match)
        row = {
            "id": match.id,
            "left": match.left,
            "right": match.right,
            "audience": self._writing.interning.audience_of(match.handling),
            "alert": match.alert,
            "body": body,
            "withdrawn_by": "",
            "withdrawn_at": None,
            "row_hash": row_hash(match.id, body, "", None),
        }
        self._writing.run(_ADD_MATCH, row)
        self._writing.touch("alerts")

    def withdraw_matches(self, alert_id: str, *, by: OfficerId, at: datetime) -> None:
        """Withdraw the judgements that were made on this alert."""
        for row in self._writing.rows(_STANDING_MATCHES, {"which": alert_id}):
            margin = row_hash(row.id, row.body, by, micros(at))
            changed = {"withdrawn_by": by, "withdrawn_at": micros(at), "row_hash": margin}
            self._writing.run(_WITHDRAW.values(changed), {"which": row.id})
        self._writing.touch("alerts")


class SqlAlerts:
    """Reads alerts."""

    def __init__(self, reading: Reading) -> None:
        """Read through these readers."""
        self._reading = reading

    def alert(self, sight: Sight, alert_id: str) -> HeldAlert | None:
        """Give an alert that the viewer may see."""
        with self._reading.view(sight, Action.READ) as view:
            rows = view.rows(_ONE.where(_SEEN), {"which": alert_id})
            return _shown(view, rows)[alert_id] if rows else None

    def alerts(self, sight: Sight, *, state: AlertState | None, after: str, limit: int) -> Page[HeldAlert]:
        """Give the alerts that the viewer may see, the serious before the less serious, then the latest first."""
        rank, at, last = position(after, tuple[int, int, str], start=(-1, 0, ""))
        parameters: dict[str, object] = {"rank": rank, "at": at, "last": last, "most": bounded(limit) + 1}
        chosen = select(alert.c.id).where(_SEEN, _LATER).order_by(*_ORDER).limit(bindparam("most"))
        if state is not None:
            chosen = chosen.where(_OF_STATE)
            parameters["state"] = state.value
        with self._reading.view(sight, Action.SEARCH) as view:
            rows = view.rows(select(alert).where(alert.c.id.in_(chosen)).order_by(*_ORDER), parameters)
            held = _shown(view, rows)
            return page_of(
                rows,
                limit=bounded(limit),
                item=lambda row: held[row.id],
                key=lambda row: (row.rank, row.raised_at, row.id),
            )

    def count_alerts(self, sight: Sight, *, state: AlertState | None) -> int:
        """Count the alerts that the viewer may see."""
        with self._reading.view(sight, Action.COUNT) as view:
            if state is None:
                return view.number(_COUNT, {})
            return view.number(_COUNT.where(_OF_STATE), {"state": state.value})


def _shown(view: View, rows: Sequence[Row[Any]]) -> dict[str, HeldAlert]:
    ids = encoded([row.id for row in rows]).decode()
    decisions: dict[str, list[Row[Any]]] = defaultdict(list)
    for decision in view.rows(_DECISIONS, {"alerts": ids}):
        decisions[decision.alert].append(decision)
    held = {row.id: _held(row, decisions[row.id]) for row in rows}
    for each in held.values():
        view.shown(each.alert.handling, row=f"alert {each.alert.id}")
    return held


def _held(row: Row[Any], decisions: Sequence[Row[Any]]) -> HeldAlert:
    raised = decoded(Alert, row.body, row=f"alert {row.id}")
    return HeldAlert(
        alert=raised,
        decisions=tuple(
            decoded(AlertDecision, each.body, row=f"alert_decision {each.alert} {each.number}") for each in decisions
        ),
    )
