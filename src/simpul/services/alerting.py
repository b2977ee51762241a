"""Alerting: the queue of what the machine proposes, and what officers decide on it.

A judgement that two records are the same person is a record of its own (`MatchDecision`); reopening the alert
withdraws it. Nothing is merged, and every decision has a name and a reason. A judgement that needs a second officer is
recorded as a proposal and joins nothing until it is confirmed, on exactly what was proposed.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from simpul.core.alert import (
    JUDGEMENTS,
    AlertDecision,
    AlertKind,
    AlertState,
    Content,
    Effect,
    MatchDecision,
    NoneDecidedError,
    Verdict,
    check_decision,
    effect_of,
    proposal_in,
)
from simpul.core.audit import Act
from simpul.core.authority import Sight
from simpul.core.errors import ConflictError, Error, InputError, NotFoundError, RefusedError
from simpul.core.holding import EVERY_ALERT, AlertFate, AlertFilter, HeldAlert, Page, Proposal
from simpul.core.judging import contents_of, mark_of
from simpul.core.node import NodeProfile
from simpul.services.ports.reading import Alerts
from simpul.services.ports.world import Clock, Ids
from simpul.services.ports.writing import Ledger, Transaction
from simpul.services.recording import Recorder


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """What an officer decides, on which alerts and why; `seen` is the mark of each alert as it was shown, if it was."""

    alerts: tuple[str, ...]
    verdict: Verdict
    reason: str = ""
    seen: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Alerting:
    """Shows alerts and takes decisions on them."""

    node: NodeProfile
    clock: Clock
    ids: Ids
    ledger: Ledger
    alerts: Alerts
    recorder: Recorder

    def queue(
        self,
        sight: Sight,
        *,
        state: AlertState | None = None,
        chosen: AlertFilter = EVERY_ALERT,
        after: str = "",
        limit: int = 50,
    ) -> Page[HeldAlert]:
        """Give the alerts that the viewer may see, the serious first."""
        return self.alerts.alerts(sight, chosen=_in_state(chosen, state), after=after, limit=limit)

    def proposals(
        self, sight: Sight, *, chosen: AlertFilter = EVERY_ALERT, after: str = "", limit: int = 50
    ) -> Page[Proposal]:
        """Give what is proposed about each subject, the serious first."""
        return self.alerts.proposals(sight, chosen=chosen, after=after, limit=limit)

    def about(self, sight: Sight, subject: str) -> Proposal:
        """Give everything that is or was proposed about one subject."""
        return self.alerts.about(sight, subject)

    def count(self, sight: Sight, *, state: AlertState | None = None, chosen: AlertFilter = EVERY_ALERT) -> int:
        """Count the alerts that the viewer may see."""
        return self.alerts.count_alerts(sight, chosen=_in_state(chosen, state))

    def lists_hit(self, sight: Sight) -> tuple[str, ...]:
        """Give the lists on which the viewer may see a hit."""
        return self.alerts.lists_hit(sight)

    def alert(self, sight: Sight, alert_id: str) -> HeldAlert:
        """Give one alert.

        Raises:
            NotFoundError: there is none for this viewer.
        """
        found = self.alerts.alert(sight, alert_id)
        if found is None:
            raise NotFoundError("there is no such alert")
        return found

    def earlier(self, sight: Sight, held: HeldAlert) -> HeldAlert | None:
        """Give the alert on the same two whose judgement no longer stands, if this one came after one."""
        return self.alerts.alert(sight, held.alert.earlier) if held.alert.earlier else None

    def marks(self, sight: Sight, alerts: tuple[HeldAlert, ...]) -> Mapping[str, str]:
        """Give the mark of each alert as the viewer sees it now."""
        said = self.alerts.contents(sight, {profile for held in alerts for profile in held.alert.profiles})
        return {
            held.alert.id: mark_of(held.decisions, [said[profile] for profile in held.alert.profiles])
            for held in alerts
        }

    def fates(self, sight: Sight, *, days: int) -> tuple[AlertFate, ...]:
        """Give how each hit fared that was raised in the last days, of those that the viewer may see."""
        return self.alerts.fates(sight, since=sight.at - timedelta(days=days))

    def decide(self, sight: Sight, alert_ids: tuple[str, ...], verdict: Verdict, *, reason: str = "") -> None:
        """Decide on alerts, all of them or none; as `choose`, whatever was shown."""
        self.choose(sight, Choice(alerts=alert_ids, verdict=verdict, reason=reason))

    def choose(self, sight: Sight, choice: Choice) -> None:
        """Decide on alerts, all of them or none.

        Raises:
            NotFoundError: one of them is not there for this viewer.
            InputError: the verdict does not fit, or a judgement has no reason.
            ConflictError: one of them is decided already, waits for a second officer, or is not as it was shown;
                of several, a `NoneDecidedError` that names each.
            RefusedError: the officer would settle what he or she proposed.
        """
        self.recorder.require_intelligence(sight, Act.ALERT_DECIDE)
        alerts = tuple(dict.fromkeys(choice.alerts))
        for alert_id in alerts:
            self.alert(sight, alert_id)
        problems: dict[str, Error] = {}
        try:
            self.ledger.act(lambda tx: self._all_or_none(tx, sight, alerts, choice, problems))
        except NoneDecidedError:
            self._record_refusals(sight, problems)
            if len(alerts) == 1:
                raise problems[alerts[0]] from None
            raise

    def _all_or_none(
        self, tx: Transaction, sight: Sight, alerts: tuple[str, ...], choice: Choice, problems: dict[str, Error]
    ) -> None:
        at = self.clock.now()
        for alert_id in alerts:
            try:
                self._decide(tx, sight, alert_id, choice, at)
            except (ConflictError, RefusedError) as problem:
                problems[alert_id] = problem
        if problems:
            raise NoneDecidedError({alert_id: str(problem) for alert_id, problem in problems.items()})

    def _decide(self, tx: Transaction, sight: Sight, alert_id: str, choice: Choice, at: datetime) -> None:
        held, officer, verdict = tx.alerts.find(alert_id), sight.viewer.officer, choice.verdict
        if held is None:
            raise NotFoundError("there is no such alert")
        check_decision(held.alert.kind, verdict, by=officer, after=held.decisions)
        if held.alert.kind is AlertKind.PAYMENT_PATTERN and verdict is Verdict.NOTED and not choice.reason.strip():
            raise InputError("a judgement needs a reason", place="decision.reason")
        contents = contents_of([tx.screening.profile(profile) for profile in held.alert.profiles])
        _check_seen(held, contents, choice)
        decision = AlertDecision(
            alert=alert_id,
            verdict=verdict,
            by=officer,
            at=at,
            reason=choice.reason,
            effect=effect_of(held.alert.kind, verdict, needing_two=self.node.needs_two),
            contents=contents if verdict in JUDGEMENTS else (),
        )
        tx.alerts.decide(decision)
        if verdict is Verdict.REOPEN:
            tx.alerts.withdraw_matches(alert_id, by=officer, at=at)
        if verdict in JUDGEMENTS and decision.effect is Effect.AT_ONCE:
            tx.alerts.add_match(self._match(held, decision, at=at))
        proposal = proposal_in(held.decisions)
        if verdict is Verdict.CONFIRM and proposal is not None:
            tx.alerts.add_match(self._match(held, proposal, at=at, confirmed_by=officer))
        detail = f"{verdict} proposed" if decision.effect is Effect.SECOND_OFFICER else verdict.value
        self.recorder.done(tx, Act.ALERT_DECIDE, actor=officer, target=alert_id, detail=detail)

    def _match(
        self, held: HeldAlert, judgement: AlertDecision, *, at: datetime, confirmed_by: str = ""
    ) -> MatchDecision:
        return MatchDecision(
            id=self.ids.new_id(),
            left=held.alert.subject,
            right=held.alert.against,
            judgement=judgement.verdict,
            by=judgement.by,
            at=at,
            reason=judgement.reason,
            handling=held.alert.handling,
            alert=held.alert.id,
            confirmed_by=confirmed_by,
        )

    def _record_refusals(self, sight: Sight, problems: Mapping[str, Error]) -> None:
        refused = {key: problem for key, problem in problems.items() if isinstance(problem, RefusedError)}

        def work(tx: Transaction) -> None:
            for alert_id, problem in refused.items():
                actor, grounds = sight.viewer.officer, problem.grounds
                self.recorder.refused(tx, Act.ALERT_DECIDE, actor=actor, target=alert_id, grounds=grounds)

        if refused:
            self.ledger.act(work)


def _in_state(chosen: AlertFilter, state: AlertState | None) -> AlertFilter:
    return chosen if state is None else replace(chosen, state=state)


def _check_seen(held: HeldAlert, contents: tuple[Content, ...], choice: Choice) -> None:
    """Check that what is decided on is what was shown, and what is confirmed is what was proposed."""
    seen = choice.seen.get(held.alert.id)
    if seen is not None and seen != mark_of(held.decisions, contents):
        raise ConflictError("it is no longer as it was shown")
    proposal = proposal_in(held.decisions)
    if choice.verdict is Verdict.CONFIRM and proposal is not None and proposal.contents != contents:
        raise ConflictError("one side has changed since it was proposed")
