"""The inbox as a document: what waits for an officer."""

from dataclasses import dataclass, replace

from simpul.core.alert import AlertState
from simpul.core.authority import Level, Sight
from simpul.core.draft import HeldDraft
from simpul.core.handling import Tlp
from simpul.core.holding import Direction
from simpul.web.answers import version_of
from simpul.web.node import Node
from simpul.web.views.alerts import AlertRow, alert_row
from simpul.web.views.drafts import DraftRow, draft_row
from simpul.web.views.inbox_law import AtLaw, at_law
from simpul.web.views.inbox_money import Money, money
from simpul.web.views.reports import ReportRow, report_row

SHOWN = 15


@dataclass(frozen=True, slots=True, kw_only=True)
class Inbox:
    """Open alerts, the latest reports received, what waits of payments and requests, and drafts that need a second."""

    open: int
    taken: int
    proposed: int
    received: int
    alerts: tuple[AlertRow, ...]
    reports: tuple[ReportRow, ...]
    drafts: tuple[DraftRow, ...]
    money: Money
    law: AtLaw
    version: str = ""


def inbox(node: Node, sight: Sight) -> Inbox:
    """Give the inbox of a viewer; its version changes when anything in it does."""
    held = node.alerting.queue(sight, state=AlertState.OPEN, limit=SHOWN)
    reports = node.reading.page(sight, direction=Direction.RECEIVED, limit=SHOWN)
    drafts = node.sharing.page_of_drafts(sight, limit=SHOWN)
    made = Inbox(
        open=node.alerting.count(sight, state=AlertState.OPEN),
        taken=node.alerting.count(sight, state=AlertState.TAKEN),
        proposed=node.alerting.count(sight, state=AlertState.PROPOSED),
        received=node.reading.count(sight, direction=Direction.RECEIVED),
        alerts=tuple(alert_row(alert) for alert in held.items),
        reports=tuple(report_row(report) for report in reports.items),
        drafts=tuple(
            draft_row(draft, sight)
            for draft in drafts.items
            if waits_for(draft, sight, two_officers_from=node.profile.two_officers_from)
        ),
        money=money(node, sight),
        law=at_law(node, sight),
    )
    return replace(made, version=version_of(made))


def waits_for(held: HeldDraft, sight: Sight, *, two_officers_from: Level) -> bool:
    """Say whether another officer's draft needs a second officer, and this one has not approved it yet."""
    terms = held.draft.handling
    grave = terms.level >= two_officers_from or terms.tlp is Tlp.RED
    mine = held.author == sight.viewer.officer or sight.viewer.officer in held.approvals
    return bool(held.draft.recipients) and grave and not mine
