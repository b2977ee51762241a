"""Alerts, and the judgements on them: the machine proposes, a named person decides, and every decision can be undone.

Rules:
1. An alert's terms are the strictest of what it joins: whoever may not see one side does not see the alert.
2. A decision is a record with a person and a reason. The state of an alert is what its last decision says.
3. Judging two records the same person is a `MatchDecision`: it joins the two records compared, and a later
   record withdraws it. Nothing is merged.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from simpul.core.authority import OfficerId
from simpul.core.errors import ConflictError, InputError
from simpul.core.handling import Handling
from simpul.core.ids import bounded_text


class AlertKind(StrEnum):
    """Why there is an alert."""

    REPORT_RECEIVED = "report-received"
    LIST_HIT = "list-hit"
    HOLDING_HIT = "holding-hit"
    TRAVELLER_HIT = "traveller-hit"


class Seriousness(StrEnum):
    """How soon an officer should look, soonest first."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


class Verdict(StrEnum):
    """What an officer decides on an alert."""

    TAKE = "take"
    SAME = "same"
    DIFFERENT = "different"
    UNSURE = "unsure"
    NOTED = "noted"
    REOPEN = "reopen"


class AlertState(StrEnum):
    """Where an alert stands."""

    OPEN = "open"
    TAKEN = "taken"
    DECIDED = "decided"


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """One reason of a hit: a stable code, its arguments, and how much it speaks for (+) or against (-), in percent."""

    code: str
    arguments: tuple[str, ...] = ()
    weight: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Alert:
    """What the machine proposes: that `subject` may be `against`, or that a report has come.

    `subject` is a subject's id (or a report's, for REPORT_RECEIVED); `against` is a subject's id or
    `list:<list>:<reference>`. `score` is in thousandths, 0 to 1000.
    """

    id: str
    kind: AlertKind
    subject: str
    against: str
    score: int
    seriousness: Seriousness
    handling: Handling
    raised_at: datetime
    caption: str = ""
    evidence: tuple[Evidence, ...] = ()
    report: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AlertDecision:
    """What a named officer decided on an alert, when and why."""

    alert: str
    verdict: Verdict
    by: OfficerId
    at: datetime
    reason: str = ""

    def __post_init__(self) -> None:
        """Refuse a judgement without a reason."""
        bounded_text(self.reason, place="decision.reason", most=1_000)
        needs_reason = self.verdict not in (Verdict.TAKE, Verdict.NOTED)
        if needs_reason and not self.reason.strip():
            raise InputError("a judgement needs a reason", place="decision.reason")


@dataclass(frozen=True, slots=True, kw_only=True)
class MatchDecision:
    """A person's judgement on two records: the same, different, or unsure; withdrawn by a later record."""

    id: str
    left: str
    right: str
    judgement: Verdict
    by: OfficerId
    at: datetime
    reason: str
    handling: Handling
    alert: str = ""


def state_after(decisions: Sequence[AlertDecision]) -> AlertState:
    """Say where an alert stands after these decisions, in their order."""
    if not decisions or decisions[-1].verdict is Verdict.REOPEN:
        return AlertState.OPEN
    return AlertState.TAKEN if decisions[-1].verdict is Verdict.TAKE else AlertState.DECIDED


def check_decision(kind: AlertKind, verdict: Verdict, *, after: Sequence[AlertDecision]) -> None:
    """Check that the verdict fits the kind of alert and where it stands.

    Raises:
        InputError: a report is not judged the same as something.
        ConflictError: the alert is decided already, or there is nothing to reopen.
    """
    judges = verdict in (Verdict.SAME, Verdict.DIFFERENT, Verdict.UNSURE)
    if kind is AlertKind.REPORT_RECEIVED and judges:
        raise InputError("a report that came is noted, not judged", place="verdict")
    if kind is not AlertKind.REPORT_RECEIVED and verdict is Verdict.NOTED:
        raise InputError("a hit is judged, not noted", place="verdict")
    state = state_after(after)
    if verdict is Verdict.REOPEN and state is AlertState.OPEN:
        raise ConflictError("the alert is open")
    if verdict is not Verdict.REOPEN and state is AlertState.DECIDED:
        raise ConflictError("the alert is decided; reopen it first")


def seriousness_of(kind: AlertKind, score: int) -> Seriousness:
    """Say how soon an officer should look at it; `score` in thousandths."""
    if kind in (AlertKind.LIST_HIT, AlertKind.TRAVELLER_HIT):
        return Seriousness.HIGH if score >= 850 else Seriousness.MEDIUM
    if kind is AlertKind.HOLDING_HIT:
        return Seriousness.MEDIUM if score >= 850 else Seriousness.LOW
    return Seriousness.LOW
