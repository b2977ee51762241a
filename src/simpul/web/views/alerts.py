"""Alerts as documents."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from simpul.core.alert import (
    NOTED_KINDS,
    Alert,
    AlertDecision,
    AlertKind,
    AlertState,
    Changed,
    Effect,
    Evidence,
    Seriousness,
    Verdict,
    judgement_in,
    proposal_in,
    settled_at,
)
from simpul.core.authority import OfficerId
from simpul.core.handling import Handling
from simpul.core.holding import AlertFilter, HeldAlert, Page, Proposal
from simpul.core.payment.decision import PaymentState
from simpul.core.payment.money import Money
from simpul.services.flagging import BEHIND, FIGURE, RULE
from simpul.web.words.evidence import CIRCUMSTANCES
from simpul.web.words.lists import listed_as

NAMES_COMPARED = "name-compared"
"""The code of the reason that says which names the others are about."""

OF_PATTERNS = (RULE, FIGURE, BEHIND)

BETWEEN = " / "
"""What stands in a caption between the one asked about and the one found."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """One decision as it is shown: who, when, what and why, and whether it waits for a second officer."""

    verdict: Verdict
    by: OfficerId
    at: datetime
    reason: str
    effect: Effect


@dataclass(frozen=True, slots=True, kw_only=True)
class AlertRow:
    """One alert in a list; `last` is who decided on it last, or nothing.

    `judul` is the caption in Indonesian, where it differs. `seen` is the mark of it as shown: who decides sends it
    back, so that nobody decides on what has changed.
    """

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
    decided_at: datetime | None
    last: Decided | None
    seen: str = ""
    comes_anew: bool = False
    judul: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposalRow:
    """What is proposed about one subject: the ids of its alerts in their order, and how many there are besides."""

    subject: str
    caption: str
    alerts: tuple[str, ...]
    more: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """What the queue is narrowed to, as it was asked for."""

    state: str
    kind: str = ""
    list: str = ""
    mine: str = ""
    text: str = ""

    @property
    def narrows(self) -> bool:
        """Whether anything beside the state is asked for."""
        return bool(self.kind or self.list or self.mine or self.text)


@dataclass(frozen=True, slots=True, kw_only=True)
class AlertsPage:
    """A part of the queue, by subject; `after` leads to the next part, `lists` are those with a hit."""

    alerts: tuple[AlertRow, ...]
    proposals: tuple[ProposalRow, ...]
    after: str
    state: str
    filters: Filters
    open: int
    taken: int
    proposed: int
    lists: tuple[str, ...]
    version: str = ""

    def row(self, alert_id: str) -> AlertRow:
        """Give the row of an alert on this page."""
        return next(row for row in self.alerts if row.id == alert_id)


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
class Reasons:
    """Why a hit is one: the names compared, what speaks for it and against it, and what is not known."""

    names: Evidence | None
    speak_for: tuple[Evidence, ...]
    speak_against: tuple[Evidence, ...]
    open: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """Another alert on the same subject, with its own evidence."""

    row: AlertRow
    source: str
    reasons: Reasons


@dataclass(frozen=True, slots=True, kw_only=True)
class Earlier:
    """The judgement that this alert comes after, and what has changed since."""

    alert: str
    judgement: Decided
    confirmed_by: str
    changes: tuple[Changed, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ordinary:
    """One ordinary name in so many reaches this score on a list of this size; or fewer do, where `or_fewer`."""

    one_in: int
    or_fewer: bool
    entries: int


@dataclass(frozen=True, slots=True, kw_only=True)
class FlaggedPayment:
    """A payment that a rule counted, as the viewer may see it."""

    id: str
    amount: Money
    originator: str
    beneficiary: str
    taken_at: datetime
    state: PaymentState


@dataclass(frozen=True, slots=True, kw_only=True)
class Flag:
    """What a rule alerts on in a released payment: the rule with its titles, its figures, and what it counted."""

    rule: str
    title: str
    judul: str
    figures: tuple[str, ...]
    payments: tuple[FlaggedPayment, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AlertDocument:
    """One alert: both sides, the reasons for and against, what was decided, and what may be decided now.

    `proposal` is the judgement that waits for a second officer, if one does; `is_own_proposal` says that it is the
    viewer's. `beside` are the other alerts on the same subject.
    """

    alert: AlertRow
    names: Evidence | None
    reasons_for: tuple[Evidence, ...]
    reasons_against: tuple[Evidence, ...]
    reasons_open: tuple[Evidence, ...]
    decisions: tuple[Decided, ...]
    choices: tuple[Verdict, ...]
    needing_two: tuple[Verdict, ...] = ()
    sides: tuple[Side, ...] = ()
    compared: tuple[Comparison, ...] = ()
    proposal: Decided | None = None
    is_own_proposal: bool = False
    earlier: Earlier | None = None
    ordinary: Ordinary | None = None
    beside: tuple[Beside, ...] = ()
    more: int = 0
    journey: tuple[Evidence, ...] = ()
    flag: Flag | None = None

    @property
    def beside_rows(self) -> list[tuple[AlertRow, str, tuple[Evidence, ...], tuple[Evidence, ...]]]:
        """The other alerts as the page's table has them."""
        return [
            (other.row, other.source, other.reasons.speak_for, other.reasons.speak_against) for other in self.beside
        ]


def alert_row(held: HeldAlert, *, seen: str = "") -> AlertRow:
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
        decided_at=settled_at(held.decisions),
        last=decided(held.decisions[-1]) if held.decisions else None,
        seen=seen,
        comes_anew=bool(alert.earlier),
        judul=_judul(alert),
    )


def _judul(alert: Alert) -> str:
    """Give the caption of what a rule flags with the rule's Indonesian title; nothing of other alerts."""
    said = next((one.arguments for one in alert.evidence if one.code == RULE), ())
    return f"{alert.caption.partition(BETWEEN)[0]}{BETWEEN}{said[2]}" if len(said) > 2 else ""


def decided(decision: AlertDecision) -> Decided:
    """Give a decision as it is shown: without the digests of what both sides said."""
    return Decided(
        verdict=decision.verdict, by=decision.by, at=decision.at, reason=decision.reason, effect=decision.effect
    )


def alerts_page(
    page: Page[Proposal],
    *,
    filters: Filters,
    counts: Mapping[AlertState, int],
    lists: tuple[str, ...],
    seen: Mapping[str, str],
) -> AlertsPage:
    """Give a part of the queue as a document."""
    return AlertsPage(
        alerts=tuple(
            alert_row(held, seen=seen.get(held.alert.id, "")) for proposal in page.items for held in proposal.alerts
        ),
        proposals=tuple(_proposal_row(proposal) for proposal in page.items),
        after=page.after,
        state=filters.state,
        filters=filters,
        open=counts[AlertState.OPEN],
        taken=counts[AlertState.TAKEN],
        proposed=counts[AlertState.PROPOSED],
        lists=lists,
    )


def _proposal_row(proposal: Proposal) -> ProposalRow:
    first = proposal.alerts[0].alert
    asked_about = first.caption.partition(BETWEEN)[0] if first.kind is not AlertKind.REPORT_RECEIVED else first.caption
    return ProposalRow(
        subject=proposal.subject,
        caption=asked_about,
        alerts=tuple(held.alert.id for held in proposal.alerts),
        more=proposal.more,
    )


def reasons_of(evidence: tuple[Evidence, ...]) -> Reasons:
    """Put the reasons of a hit in order: the heaviest first."""
    elsewhere = (NAMES_COMPARED, *CIRCUMSTANCES, *OF_PATTERNS)
    return Reasons(
        names=next((one for one in evidence if one.code == NAMES_COMPARED), None),
        speak_for=tuple(sorted((one for one in evidence if one.weight > 0), key=lambda one: -one.weight)),
        speak_against=tuple(sorted((one for one in evidence if one.weight < 0), key=lambda one: one.weight)),
        open=tuple(one for one in evidence if one.weight == 0 and one.code not in elsewhere),
    )


def journey_of(evidence: tuple[Evidence, ...]) -> tuple[Evidence, ...]:
    """Give where somebody was met: the journey of a traveller and whom else he or she resembles, or the payment."""
    return tuple(one for one in evidence if one.code in CIRCUMSTANCES)


def earlier_of(held: HeldAlert, before: HeldAlert | None) -> Earlier | None:
    """Give the judgement that an alert comes after, if it comes after one that may be seen."""
    made = judgement_in(before.decisions) if before else None
    if before is None or made is None:
        return None
    last = before.decisions[-1]
    return Earlier(
        alert=before.alert.id,
        judgement=decided(made),
        confirmed_by=last.by if last.verdict is Verdict.CONFIRM else "",
        changes=held.alert.changes,
    )


def beside_of(held: HeldAlert, *, seen: str) -> Beside:
    """Give another alert on the same subject with its own evidence."""
    return Beside(
        row=alert_row(held, seen=seen), source=listed_as(held.alert.against), reasons=reasons_of(held.alert.evidence)
    )


def choices_for(alert: Alert, decisions: tuple[AlertDecision, ...], *, by: OfficerId) -> tuple[Verdict, ...]:
    """Give what this officer may decide on an alert where it stands."""
    state, proposal = HeldAlert(alert=alert, decisions=decisions).state, proposal_in(decisions)
    if proposal is not None:
        return (Verdict.REOPEN,) if proposal.by == by else (Verdict.CONFIRM, Verdict.REFUSE)
    if state is AlertState.DECIDED:
        return (Verdict.REOPEN,)
    judging = (Verdict.SAME, Verdict.DIFFERENT, Verdict.UNSURE)
    settling = (Verdict.NOTED,) if alert.kind in NOTED_KINDS else judging
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


def filter_of(filters: Filters, *, by: OfficerId) -> AlertFilter:
    """Give what the queue is asked for."""
    return AlertFilter(
        state=AlertState(filters.state) if filters.state in set(AlertState) else None,
        kind=AlertKind(filters.kind) if filters.kind else None,
        list_id=filters.list,
        holder=by if filters.mine else "",
        text=filters.text,
    )
