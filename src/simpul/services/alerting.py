"""Alerting: the queue of what the machine proposes, and what officers decide on it.

A judgement that two records are the same person is a record of its own (`MatchDecision`); reopening the alert
withdraws it. Nothing is merged, and every decision has a name and a reason.
"""

from dataclasses import dataclass

from simpul.core.alert import AlertDecision, AlertState, MatchDecision, Verdict, check_decision
from simpul.core.audit import Act
from simpul.core.authority import Sight
from simpul.core.errors import NotFoundError
from simpul.core.holding import HeldAlert, Page
from simpul.services.ports.reading import Alerts
from simpul.services.ports.world import Clock, Ids
from simpul.services.ports.writing import Ledger, Transaction
from simpul.services.recording import Recorder

JUDGEMENTS = frozenset({Verdict.SAME, Verdict.DIFFERENT, Verdict.UNSURE})


@dataclass(frozen=True, slots=True, kw_only=True)
class Alerting:
    """Shows alerts and takes decisions on them."""

    clock: Clock
    ids: Ids
    ledger: Ledger
    alerts: Alerts
    recorder: Recorder

    def queue(
        self, sight: Sight, *, state: AlertState | None = None, after: str = "", limit: int = 50
    ) -> Page[HeldAlert]:
        """Give the alerts that the viewer may see, the serious first."""
        return self.alerts.alerts(sight, state=state, after=after, limit=limit)

    def count(self, sight: Sight, *, state: AlertState | None = None) -> int:
        """Count the alerts that the viewer may see."""
        return self.alerts.count_alerts(sight, state=state)

    def alert(self, sight: Sight, alert_id: str) -> HeldAlert:
        """Give one alert.

        Raises:
            NotFoundError: there is none for this viewer.
        """
        found = self.alerts.alert(sight, alert_id)
        if found is None:
            raise NotFoundError("there is no such alert")
        return found

    def decide(self, sight: Sight, alert_ids: tuple[str, ...], verdict: Verdict, *, reason: str = "") -> None:
        """Decide on alerts, all of them or none.

        Raises:
            NotFoundError: one of them is not there for this viewer.
            InputError: the verdict does not fit, or a judgement has no reason.
            ConflictError: one of them is decided already.
        """
        self.recorder.require_intelligence(sight, Act.ALERT_DECIDE)
        for alert_id in alert_ids:
            self.alert(sight, alert_id)
        self.ledger.act(lambda tx: self._decide(tx, sight, alert_ids, verdict, reason))

    def _decide(self, tx: Transaction, sight: Sight, alert_ids: tuple[str, ...], verdict: Verdict, reason: str) -> None:
        officer, at = sight.viewer.officer, self.clock.now()
        for alert_id in alert_ids:
            held = tx.alerts.find(alert_id)
            if held is None:
                raise NotFoundError("there is no such alert")
            check_decision(held.alert.kind, verdict, after=held.decisions)
            decision = AlertDecision(alert=alert_id, verdict=verdict, by=officer, at=at, reason=reason)
            tx.alerts.decide(decision)
            if verdict is Verdict.REOPEN:
                tx.alerts.withdraw_matches(alert_id, by=officer, at=at)
            if verdict in JUDGEMENTS:
                tx.alerts.add_match(self._match(held, decision))
            self.recorder.done(tx, Act.ALERT_DECIDE, actor=officer, target=alert_id, detail=verdict)

    def _match(self, held: HeldAlert, decision: AlertDecision) -> MatchDecision:
        return MatchDecision(
            id=self.ids.new_id(),
            left=held.alert.subject,
            right=held.alert.against,
            judgement=decision.verdict,
            by=decision.by,
            at=decision.at,
            reason=decision.reason,
            handling=held.alert.handling,
            alert=held.alert.id,
        )
