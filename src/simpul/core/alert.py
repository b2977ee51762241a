"""Alerts, and the judgements on them: the machine proposes, a named person decides, and every decision can be undone.

Rules:
1. An alert's terms are the strictest of what it joins: whoever may not see one side does not see the alert.
2. A decision is a record with a person and a reason. The state of an alert is what its last decision says.
3. Judging two records the same person is a `MatchDecision`: it joins the two records compared, and a later
   record withdraws it. Nothing is merged.
4. A verdict that triggers an act has no effect until a second officer confirms it; nobody confirms his own. The second
   officer may refuse it, and the alert is open again. Until then whoever proposed it, or anybody, may take it back.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from simpul.core.authority import OfficerId
from simpul.core.errors import ConflictError, InputError, RefusedError
from simpul.core.handling import Handling
from simpul.core.ids import bounded_text

OWN_PROPOSAL = "alert.own-proposal"
"""The ground on which nobody settles what he or she proposed."""


class NoneDecidedError(ConflictError):
    """Says that nothing was decided on several alerts, since some do not take the verdict: which, and why."""

    def __init__(self, problems: Mapping[str, str]) -> None:
        """Keep the reason for each alert that does not."""
        super().__init__("nothing was decided: some of the alerts have changed")
        self.problems = problems


class AlertKind(StrEnum):
    """Why there is an alert."""

    REPORT_RECEIVED = "report-received"
    LIST_HIT = "list-hit"
    HOLDING_HIT = "holding-hit"
    TRAVELLER_HIT = "traveller-hit"
    PAYMENT_HIT = "payment-hit"
    PAYMENT_PATTERN = "payment-pattern"


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
    CONFIRM = "confirm"
    REFUSE = "refuse"
    REOPEN = "reopen"


NOTED_KINDS = frozenset({AlertKind.REPORT_RECEIVED, AlertKind.PAYMENT_PATTERN})
"""Kinds of alerts that compare nobody with anybody: they are noted, not judged."""

JUDGEMENTS = frozenset({Verdict.SAME, Verdict.DIFFERENT, Verdict.UNSURE})
SECOND_WORDS = frozenset({Verdict.CONFIRM, Verdict.REFUSE})
"""What only a second officer says."""

WITHOUT_REASON = frozenset({Verdict.TAKE, Verdict.NOTED, Verdict.CONFIRM})


class AlertState(StrEnum):
    """Where an alert stands."""

    OPEN = "open"
    TAKEN = "taken"
    PROPOSED = "proposed"
    DECIDED = "decided"


class Effect(StrEnum):
    """When a verdict takes effect."""

    AT_ONCE = "at-once"
    SECOND_OFFICER = "second-officer"


class Part(StrEnum):
    """Which side of a hit: what is held, or what it is held against."""

    HELD = "held"
    AGAINST = "against"


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """One reason of a hit: a stable code, its arguments, and how much it speaks for (+) or against (-), in percent."""

    code: str
    arguments: tuple[str, ...] = ()
    weight: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """What one profile said at a moment: a digest of each value, by property. The values themselves are not kept."""

    profile: str
    digests: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Changed:
    """What changed about one property of one side since it was judged: the values that came, and how many went."""

    part: Part
    property: str
    came: tuple[str, ...] = ()
    gone: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Alert:
    """What the machine proposes: that `subject` may be `against`, or that a report has come.

    `subject` is a subject's id (or a report's, for REPORT_RECEIVED); `against` is a subject's id or
    `list:<list>:<reference>`. `score` is in thousandths, 0 to 1000. `profiles` are the two that were compared, in that
    order. `earlier` is the alert on the same two whose judgement no longer stands, since `changes` came about.
    `script` and `countries` say of which group the one asked about is, so that it can be seen how each group fares.
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
    profiles: tuple[str, ...] = ()
    earlier: str = ""
    changes: tuple[Changed, ...] = ()
    script: str = ""
    countries: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Refuse an alert that compared anything but two profiles, or none that it knows of."""
        if len(self.profiles) not in (0, 2):
            raise InputError("a hit compares two profiles", place="alert.profiles")


@dataclass(frozen=True, slots=True, kw_only=True)
class AlertDecision:
    """What a named officer decided on an alert, when and why; `contents` is what both sides said when it was judged."""

    alert: str
    verdict: Verdict
    by: OfficerId
    at: datetime
    reason: str = ""
    effect: Effect = Effect.AT_ONCE
    contents: tuple[Content, ...] = ()

    def __post_init__(self) -> None:
        """Refuse a judgement without a reason, and what needs a second officer and is no judgement."""
        bounded_text(self.reason, place="decision.reason", most=1_000)
        if self.verdict not in WITHOUT_REASON and not self.reason.strip():
            raise InputError("a judgement needs a reason", place="decision.reason")
        if self.effect is Effect.SECOND_OFFICER and self.verdict not in JUDGEMENTS:
            raise InputError("only a judgement waits for a second officer", place="decision.effect")


@dataclass(frozen=True, slots=True, kw_only=True)
class MatchDecision:
    """A person's judgement on two records: the same, different, or unsure; withdrawn by a later record.

    `confirmed_by` is the second officer, where one was needed.
    """

    id: str
    left: str
    right: str
    judgement: Verdict
    by: OfficerId
    at: datetime
    reason: str
    handling: Handling
    alert: str = ""
    confirmed_by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NeedsTwo:
    """A judgement on a kind of alert that needs a second officer."""

    kind: AlertKind
    verdict: Verdict

    def __post_init__(self) -> None:
        """Refuse what is no judgement on a hit."""
        if self.verdict not in JUDGEMENTS or self.kind in NOTED_KINDS:
            raise InputError("only a judgement on a hit can need a second officer", place="needs-two")


TRUE_MATCHES = (
    NeedsTwo(kind=AlertKind.LIST_HIT, verdict=Verdict.SAME),
    NeedsTwo(kind=AlertKind.TRAVELLER_HIT, verdict=Verdict.SAME),
)
"""What needs two unless a node says otherwise: a person is held to be listed, and something is done about it."""


def needs_two(said: str) -> tuple[NeedsTwo, ...]:
    """Read which judgements need two, such as `list-hit:same traveller-hit:same`; empty means none.

    Raises:
        InputError: a word of it is no judgement on a kind of hit.
    """
    found = []
    for word in said.split():
        kind, _, verdict = word.partition(":")
        if kind not in set(AlertKind) or verdict not in set(Verdict):
            raise InputError(f"not a judgement on a kind of alert such as list-hit:same: {word[:60]!r}")
        found.append(NeedsTwo(kind=AlertKind(kind), verdict=Verdict(verdict)))
    return tuple(dict.fromkeys(found))


def effect_of(kind: AlertKind, verdict: Verdict, *, needing_two: Iterable[NeedsTwo]) -> Effect:
    """Say whether a verdict takes effect at once, or when a second officer confirms it."""
    waits = any((one.kind, one.verdict) == (kind, verdict) for one in needing_two)
    return Effect.SECOND_OFFICER if waits else Effect.AT_ONCE


def state_after(decisions: Sequence[AlertDecision]) -> AlertState:
    """Say where an alert stands after these decisions, in their order."""
    if not decisions or decisions[-1].verdict in (Verdict.REOPEN, Verdict.REFUSE):
        return AlertState.OPEN
    if decisions[-1].effect is Effect.SECOND_OFFICER:
        return AlertState.PROPOSED
    return AlertState.TAKEN if decisions[-1].verdict is Verdict.TAKE else AlertState.DECIDED


def holder_after(decisions: Sequence[AlertDecision]) -> str:
    """Say whose an alert is after these decisions: who took it, or whose judgement waits or stands; nobody's, open."""
    if state_after(decisions) is AlertState.OPEN:
        return ""
    return next(made.by for made in reversed(decisions) if made.verdict is not Verdict.CONFIRM)


def proposal_in(decisions: Sequence[AlertDecision]) -> AlertDecision | None:
    """Give the judgement that waits for a second officer, if one does."""
    return decisions[-1] if state_after(decisions) is AlertState.PROPOSED else None


def judgement_in(decisions: Sequence[AlertDecision]) -> AlertDecision | None:
    """Give the judgement in force after these decisions, if one is."""
    if state_after(decisions) is not AlertState.DECIDED:
        return None
    made = decisions[-2] if decisions[-1].verdict is Verdict.CONFIRM else decisions[-1]
    return made if made.verdict in JUDGEMENTS else None


def settled_at(decisions: Sequence[AlertDecision]) -> datetime | None:
    """Say when an alert was decided, if it is."""
    return decisions[-1].at if state_after(decisions) is AlertState.DECIDED else None


def check_decision(kind: AlertKind, verdict: Verdict, *, by: OfficerId, after: Sequence[AlertDecision]) -> None:
    """Check that the verdict fits the kind of alert, where it stands, and who gives it.

    Raises:
        InputError: a report is not judged the same as something.
        ConflictError: the alert is decided already or waits for a second officer, or there is nothing to reopen,
            to confirm or to refuse.
        RefusedError: an officer would settle what he or she proposed.
    """
    if kind in NOTED_KINDS and verdict in JUDGEMENTS:
        raise InputError("a report that came is noted, not judged", place="verdict")
    if kind not in NOTED_KINDS and verdict is Verdict.NOTED:
        raise InputError("a hit is judged, not noted", place="verdict")
    state, proposal = state_after(after), proposal_in(after)
    if verdict in SECOND_WORDS:
        _check_second(proposal, by)
    elif verdict is Verdict.REOPEN:
        if state is AlertState.OPEN:
            raise ConflictError("the alert is open")
    elif state is AlertState.DECIDED:
        raise ConflictError("the alert is decided; reopen it first")
    elif state is AlertState.PROPOSED:
        raise ConflictError("the alert waits for a second officer")


def seriousness_of(kind: AlertKind, score: int) -> Seriousness:
    """Say how soon an officer should look at it; `score` in thousandths."""
    if kind in (AlertKind.LIST_HIT, AlertKind.TRAVELLER_HIT):
        return Seriousness.HIGH if score >= 850 else Seriousness.MEDIUM
    if kind in (AlertKind.HOLDING_HIT, AlertKind.PAYMENT_HIT):
        return Seriousness.MEDIUM if score >= 850 else Seriousness.LOW
    return Seriousness.LOW


def _check_second(proposal: AlertDecision | None, by: OfficerId) -> None:
    if proposal is None:
        raise ConflictError("nothing here waits for a second officer")
    if proposal.by == by:
        raise RefusedError("somebody else confirms or refuses it", grounds=(OWN_PROPOSAL,))
