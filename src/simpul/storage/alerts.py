"""Alerts and judgements, in a transaction: what the machine proposed, and what officers decided."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Row, bindparam, insert, select, update

from simpul.core.alert import (
    Alert,
    AlertDecision,
    AlertState,
    MatchDecision,
    Seriousness,
    holder_after,
    judgement_in,
    settled_at,
    state_after,
)
from simpul.core.authority import OfficerId
from simpul.core.errors import ConflictError
from simpul.core.holding import LISTED, HeldAlert
from simpul.storage.among import among
from simpul.storage.bodies import decoded, encoded, row_hash
from simpul.storage.moments import micros
from simpul.storage.tables.judging import alert, alert_decision, alert_word, match_decision
from simpul.storage.words import tokens_of
from simpul.storage.writing import Writing

_ADD = insert(alert)
_ADD_WORD = insert(alert_word)
_ADD_DECISION = insert(alert_decision)
_ADD_MATCH = insert(match_decision)
_ONE = select(alert).where(alert.c.id == bindparam("which"))
_ON_PAIR = select(alert).where(among(alert.c.pair, "pairs")).order_by(alert.c.round.desc()).limit(1)
DECISIONS = (
    select(alert_decision)
    .where(among(alert_decision.c.alert, "alerts"))
    .order_by(alert_decision.c.alert, alert_decision.c.number)
)
_SETTLE = update(alert).where(alert.c.id == bindparam("which"))
_STANDING_MATCHES = select(match_decision).where(
    match_decision.c.alert == bindparam("which"), match_decision.c.withdrawn_by == ""
)
_WITHDRAW = update(match_decision).where(match_decision.c.id == bindparam("which"))


class SqlAlertRows:
    """Alerts and judgements, in a transaction."""

    def __init__(self, writing: Writing) -> None:
        """Write with what the transaction shares."""
        self._writing = writing

    def add(self, alert: Alert) -> bool:
        """Add an alert unless one on the same pair stands that it does not come after; say whether it was added."""
        audience = self._writing.interning.audience_of(alert.handling)
        last = self._last_on(alert, audience)
        if last is not None and last.id != alert.earlier:
            return False
        row = alert_row(alert, audience=audience, number=1 if last is None else last.round + 1)
        self._writing.run(_ADD, row)
        tokens = tokens_of(alert.caption, self._writing.words)
        words = [{"audience": audience, "token": token, "alert": alert.id} for token in tokens]
        self._writing.run_all(_ADD_WORD, words)
        self._writing.touch("alerts")
        return True

    def latest(self, alert: Alert) -> HeldAlert | None:
        """Give the latest alert on the same pair as this one, if there is one."""
        row = self._last_on(alert, self._writing.interning.audience_of(alert.handling))
        return None if row is None else self._with_decisions(row)

    def note_use(self, alert_id: str, *, at: datetime, unless_since: datetime) -> bool:
        """Note that the judgement on this alert kept its pair from being proposed, unless that was noted since."""
        row = self._writing.one(_ONE, {"which": alert_id})
        if row is None or (row.used_at is not None and row.used_at >= micros(unless_since)):
            return False
        margin = alert_margin(row.id, row.body, micros(at))
        self._writing.run(_SETTLE.values(used_at=micros(at), row_hash=margin), {"which": alert_id})
        return True

    def find(self, alert_id: str) -> HeldAlert | None:
        """Give an alert with its decisions."""
        row = self._writing.one(_ONE, {"which": alert_id})
        return None if row is None else self._with_decisions(row)

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
        self._writing.run(_SETTLE.values(standing_of(decisions)), {"which": decision.alert})
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

    def _last_on(self, alert: Alert, audience: int) -> Row[Any] | None:
        """Give the row of the latest alert on the pair; one that was raised before pairs were kept counts too."""
        pairs = {pair_of(alert, audience), pair_by_records(alert, audience)}
        return self._writing.one(_ON_PAIR, {"pairs": encoded(sorted(pairs)).decode()})

    def _with_decisions(self, row: Row[Any]) -> HeldAlert:
        return held_alert(row, self._writing.rows(DECISIONS, {"alerts": encoded([row.id]).decode()}))


def alert_row(alert: Alert, *, audience: int, number: int) -> dict[str, object]:
    """Give the row of an alert that nobody has decided on."""
    left, right = sorted((alert.subject, alert.against))
    body = encoded(alert)
    return {
        "id": alert.id,
        "kind": alert.kind.value,
        "left": left,
        "right": right,
        "audience": audience,
        "pair": pair_of(alert, audience),
        "round": number,
        "rank": tuple(Seriousness).index(alert.seriousness),
        "raised_at": micros(alert.raised_at),
        "used_at": None,
        "body": body,
        "row_hash": alert_margin(alert.id, body, None),
        **taken_from(alert),
        **standing_of(()),
    }


def taken_from(alert: Alert) -> dict[str, object]:
    """Give what stands beside the body to be asked for."""
    return {
        "subject": alert.subject,
        "list": alert.against.split(":", 2)[1] if alert.against.startswith(LISTED) else "",
        "script": alert.script,
        "countries": " ".join(alert.countries),
    }


def standing_of(decisions: Sequence[AlertDecision]) -> dict[str, object]:
    """Give where an alert stands after these decisions, as its row says it."""
    state, judgement, settled = state_after(decisions), judgement_in(decisions), settled_at(decisions)
    last = decisions[-1].verdict.value if decisions and state is AlertState.DECIDED else ""
    return {
        "state": state.value,
        "holder": holder_after(decisions),
        "verdict": judgement.verdict.value if judgement else last,
        "decided_at": micros(settled) if settled else None,
    }


def pair_of(alert: Alert, audience: int) -> str:
    """Name what an alert is about: the two profiles that were compared, or the two records under these terms."""
    return "|".join(sorted(alert.profiles)) if alert.profiles else pair_by_records(alert, audience)


def pair_by_records(alert: Alert, audience: int) -> str:
    """Name what an alert is about where no profiles were compared, or none are known."""
    return "|".join((*sorted((alert.subject, alert.against)), str(audience)))


def alert_margin(alert_id: str, body: bytes, used_at: int | None) -> bytes:
    """Give the hash over an alert, and over when its judgement was last used, if it ever was."""
    return row_hash(alert_id, body) if used_at is None else row_hash(alert_id, body, used_at)


def held_alert(row: Row[Any], decisions: Sequence[Row[Any]]) -> HeldAlert:
    """Read an alert and the decisions on it."""
    return HeldAlert(
        alert=decoded(Alert, row.body, row=f"alert {row.id}"),
        decisions=tuple(
            decoded(AlertDecision, each.body, row=f"alert_decision {each.alert} {each.number}") for each in decisions
        ),
    )
