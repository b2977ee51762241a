"""Checking alerts, the decisions on them, and the judgements that two records are the same or different."""

from collections import Counter
from collections.abc import Mapping
from itertools import groupby
from typing import Any

from sqlalchemy import Row

from simpul.core.alert import JUDGEMENTS, Alert, AlertDecision, Effect, MatchDecision, Seriousness, Verdict
from simpul.core.audit import Act
from simpul.core.handling import Handling
from simpul.storage.alerts import alert_margin, pair_by_records, pair_of, standing_of, taken_from
from simpul.storage.bodies import decoded, row_hash
from simpul.storage.moments import micros
from simpul.storage.verification.acts import Told
from simpul.storage.verification.findings import Findings

_ALERTS = (
    'SELECT id, kind, "left" AS one, "right" AS other, audience, state, rank, raised_at, body, row_hash,'
    " subject, list, script, countries, holder, verdict, decided_at, pair, round, used_at FROM alert ORDER BY id"
)
_DECISIONS = "SELECT alert, number, body, row_hash FROM alert_decision ORDER BY alert, number"
_MATCHES = (
    'SELECT id, "left" AS one, "right" AS other, audience, alert, body, withdrawn_by, withdrawn_at, row_hash'
    " FROM match_decision ORDER BY id"
)


def check_judgements(findings: Findings, terms: Mapping[int, Handling], told: Told) -> None:
    """Check every alert, decision and judgement."""
    decisions = _decisions(findings)
    alerts: dict[str, int] = {}
    earlier: dict[str, str] = {}
    for row in findings.rows("alert", _ALERTS):
        alerts[row.id] = row.round
        with findings.about("alert", row.id):
            earlier[row.id] = _check_alert(findings, row, terms, decisions.get(row.id, ()))
    _check_rounds(findings, alerts, earlier)
    matches: Counter[str] = Counter()
    for row in findings.rows("match_decision", _MATCHES):
        with findings.about("match_decision", row.id):
            matches[row.alert] += 1
            _check_match(findings, row, terms)
    for alert, made in decisions.items():
        judged = sum(map(_judges, made))
        if matches[alert] < judged:
            findings.add("match_decision", f"of alert {alert}", f"missing: {judged} judgements were made")
    for (act, target), times in told.acts.items():
        if act is not Act.ENVELOPE_QUARANTINE and target and target not in alerts:
            findings.add("alert", target, "missing: the chain tells of it")
        elif act is Act.ALERT_DECIDE and target and len(decisions.get(target, ())) < times:
            findings.add("alert_decision", target, f"missing: the chain tells of {times} decisions")


def _judges(decision: AlertDecision) -> bool:
    """Say whether a judgement on two records followed at once: a proposal has none until it is confirmed."""
    return decision.verdict is Verdict.CONFIRM or (decision.verdict in JUDGEMENTS and decision.effect is Effect.AT_ONCE)


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
) -> str:
    """Check an alert; give the one that it comes after, if it does."""
    if alert_margin(row.id, row.body, row.used_at) != row.row_hash:
        findings.add("alert", row.id, "is not the one that was raised")
        return ""
    alert = decoded(Alert, row.body, row=f"alert {row.id}")
    one, other = sorted((alert.subject, alert.against))
    findings.expect(
        "alert",
        row.id,
        id=(row.id, alert.id),
        kind=(row.kind, alert.kind.value),
        records=((row.one, row.other), (one, other)),
        pair=(row.pair, row.pair if row.pair in _pairs(alert, row.audience) else pair_of(alert, row.audience)),
        rank=(row.rank, tuple(Seriousness).index(alert.seriousness)),
        raised_at=(row.raised_at, micros(alert.raised_at)),
        **{name: (getattr(row, name), said) for name, said in taken_from(alert).items()},
        **{name: (getattr(row, name), said) for name, said in standing_of(decisions).items()},
    )
    findings.expect_terms("alert", row, terms, alert.handling)
    return alert.earlier


def _pairs(alert: Alert, audience: int) -> tuple[str, ...]:
    return pair_of(alert, audience), pair_by_records(alert, audience)


def _check_rounds(findings: Findings, alerts: Mapping[str, int], earlier: Mapping[str, str]) -> None:
    """Check that each alert is of the round after the one it comes after, and the first where it comes after none."""
    for alert_id, before in earlier.items():
        if before and before not in alerts:
            findings.add("alert", before, f"missing: {alert_id} comes after it")
        elif alerts[alert_id] != alerts.get(before, 0) + 1:
            findings.add("alert", alert_id, "is of another round of its pair")


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
