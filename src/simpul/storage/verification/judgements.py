"""Checking alerts, the decisions on them, and the judgements that two records are the same or different."""

from collections import Counter
from collections.abc import Mapping
from itertools import groupby
from typing import Any

from sqlalchemy import Row

from simpul.core.alert import Alert, AlertDecision, MatchDecision, Seriousness, Verdict, state_after
from simpul.core.audit import Act
from simpul.core.handling import Handling
from simpul.storage.bodies import decoded, row_hash
from simpul.storage.moments import micros
from simpul.storage.verification.acts import Told
from simpul.storage.verification.findings import Findings

JUDGEMENTS = frozenset({Verdict.SAME, Verdict.DIFFERENT, Verdict.UNSURE})

_ALERTS = (
    'SELECT id, kind, "left" AS one, "right" AS other, audience, state, rank, raised_at, body, row_hash'
    " FROM alert ORDER BY id"
)
_DECISIONS = "SELECT alert, number, body, row_hash FROM alert_decision ORDER BY alert, number"
_MATCHES = (
    'SELECT id, "left" AS one, "right" AS other, audience, alert, body, withdrawn_by, withdrawn_at, row_hash'
    " FROM match_decision ORDER BY id"
)


def check_judgements(findings: Findings, terms: Mapping[int, Handling], told: Told) -> None:
    """Check every alert, decision and judgement."""
    decisions = _decisions(findings)
    alerts = set()
    for row in findings.rows("alert", _ALERTS):
        alerts.add(row.id)
        with findings.about("alert", row.id):
            _check_alert(findings, row, terms, decisions.get(row.id, ()))
    matches: Counter[str] = Counter()
    for row in findings.rows("match_decision", _MATCHES):
        with findings.about("match_decision", row.id):
            matches[row.alert] += 1
            _check_match(findings, row, terms)
    for alert, made in decisions.items():
        judged = sum(decision.verdict in JUDGEMENTS for decision in made)
        if matches[alert] < judged:
            findings.add("match_decision", f"of alert {alert}", f"missing: {judged} judgements were made")
    for (act, target), times in told.acts.items():
        if act is not Act.ENVELOPE_QUARANTINE and target and target not in alerts:
            findings.add("alert", target, "missing: the chain tells of it")
        elif act is Act.ALERT_DECIDE and target and len(decisions.get(target, ())) < times:
            findings.add("alert_decision", target, f"missing: the chain tells of {times} decisions")


def _decisions(findings: Findings) -> dict[str, tuple[AlertDecision, ...]]:
    found: dict[str, tuple[AlertDecision, ...]] = {}
    for alert, rows in groupby(findings.rows("alert_decision", _DECISIONS), key=lambda row: row.alert):
        read: list[AlertDecision] = []
        for row in rows:
            name = f"{alert} {row.number}"
            with findings.about("alert_decision", name):
                if row.number != len(read) + 1:
                    findings.add("alert_decision", f"{alert} {len(read) + 1}", "missing")
                if row_hash(row.alert, row.number, row.body) != row.row_hash:
                    findings.add("alert_decision", name, "is not the one that was recorded")
                read.append(decoded(AlertDecision, row.body, row=f"alert_decision {name}"))
        found[alert] = tuple(read)
    return found


def _check_alert(
    findings: Findings, row: Row[Any], terms: Mapping[int, Handling], decisions: tuple[AlertDecision, ...]
) -> None:
    if row_hash(row.id, row.body) != row.row_hash:
        findings.add("alert", row.id, "is not the one that was raised")
        return
    alert = decoded(Alert, row.body, row=f"alert {row.id}")
    one, other = sorted((alert.subject, alert.against))
    findings.expect(
        "alert",
        row.id,
        id=(row.id, alert.id),
        kind=(row.kind, alert.kind.value),
        pair=((row.one, row.other), (one, other)),
        rank=(row.rank, tuple(Seriousness).index(alert.seriousness)),
        raised_at=(row.raised_at, micros(alert.raised_at)),
        state=(row.state, state_after(decisions).value),
    )
    findings.expect_terms("alert", row, terms, alert.handling)


def _check_match(findings: Findings, row: Row[Any], terms: Mapping[int, Handling]) -> None:
    if row_hash(row.id, row.body, row.withdrawn_by, row.withdrawn_at) != row.row_hash:
        findings.add("match_decision", row.id, "is not the one that was recorded")
        return
    match = decoded(MatchDecision, row.body, row=f"match_decision {row.id}")
    findings.expect(
        "match_decision",
        row.id,
        id=(row.id, match.id),
        pair=((row.one, row.other), (match.left, match.right)),
        alert=(row.alert, match.alert),
    )
    findings.expect_terms("match_decision", row, terms, match.handling)
