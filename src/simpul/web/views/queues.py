"""What the pages on alerts gather from several services."""

from collections.abc import Mapping
from dataclasses import replace

from simpul.core.alert import (
    JUDGEMENTS,
    NOTED_KINDS,
    Alert,
    AlertKind,
    AlertState,
    Effect,
    Verdict,
    check_decision,
    effect_of,
    proposal_in,
)
from simpul.core.authority import Sight
from simpul.core.designation import Designation
from simpul.core.errors import ConflictError, InputError, NotFoundError, RefusedError
from simpul.core.holding import HeldAlert
from simpul.services.alerting import Choice
from simpul.services.noticing import STANDS_IN
from simpul.services.subjects import SubjectView
from simpul.web.answers import version_of
from simpul.web.language import msg
from simpul.web.node import Node
from simpul.web.views.alerts import (
    AlertDocument,
    AlertsPage,
    Filters,
    Ordinary,
    Side,
    alert_row,
    alerts_page,
    beside_of,
    choices_for,
    compared,
    decided,
    earlier_of,
    filter_of,
    journey_of,
    reasons_of,
)
from simpul.web.views.flags import flag_of
from simpul.web.views.manifests import traveller_side
from simpul.web.views.payees import payee_side
from simpul.web.views.reviewing import Review, ReviewRow
from simpul.web.views.subjects import list_entry_of

ALL = "all"


def alerts_queue(node: Node, sight: Sight, filters: Filters, *, after: str = "") -> AlertsPage:
    """Give a part of the queue; its version changes when anything in it does.

    Raises:
        InputError: there is no such state or kind.
    """
    if filters.state not in (*AlertState, ALL):
        raise InputError(msg("there is no such state"), place="state")
    if filters.kind not in ("", *AlertKind):
        raise InputError(msg("there is no such kind"), place="kind")
    alerting = node.alerting
    page = alerting.proposals(sight, chosen=filter_of(filters, by=sight.viewer.officer), after=after)
    made = alerts_page(
        page,
        filters=filters,
        counts={state: alerting.count(sight, state=state) for state in AlertState},
        lists=alerting.lists_hit(sight),
        seen=alerting.marks(sight, tuple(held for proposal in page.items for held in proposal.alerts)),
    )
    return replace(made, version=version_of(made))


def alert_document(node: Node, sight: Sight, alert_id: str) -> AlertDocument:
    """Give one alert as a document.

    Raises:
        NotFoundError: there is none for this viewer.
    """
    held = node.alerting.alert(sight, alert_id)
    about = node.alerting.about(sight, held.alert.subject)
    beside = tuple(other for other in about.alerts if other.alert.id != alert_id)
    marks = node.alerting.marks(sight, (held, *beside))
    sides, reasons = alert_sides(node, sight, held.alert), reasons_of(held.alert.evidence)
    proposal = proposal_in(held.decisions)
    choices = choices_for(held.alert, held.decisions, by=sight.viewer.officer)
    return AlertDocument(
        alert=alert_row(held, seen=marks[alert_id]),
        names=reasons.names,
        reasons_for=reasons.speak_for,
        reasons_against=reasons.speak_against,
        reasons_open=reasons.open,
        journey=journey_of(held.alert.evidence),
        flag=flag_of(node, sight, held.alert),
        decisions=tuple(decided(decision) for decision in held.decisions),
        choices=choices,
        needing_two=tuple(verdict for verdict in choices if _needs_two(node, held, verdict)),
        sides=sides,
        compared=compared(sides),
        proposal=decided(proposal) if proposal else None,
        is_own_proposal=proposal is not None and proposal.by == sight.viewer.officer,
        ordinary=ordinary_of(node, sight, held),
        earlier=earlier_of(held, node.alerting.earlier(sight, held)),
        beside=tuple(beside_of(other, seen=marks[other.alert.id]) for other in beside),
        more=about.more,
    )


def ordinary_of(node: Node, sight: Sight, held: HeldAlert) -> Ordinary | None:
    """Say how often ordinary people would raise an alert like this one, where it is on a list and was measured."""
    listed = list_entry_of(held.alert.against)
    if listed is None:
        return None
    entries = next((one.entries for one in node.listing.overview(sight) if one.list_id == listed[0]), 0)
    found = node.fairness.one_in(held.alert, entries=entries)
    return None if found is None else Ordinary(one_in=found.people, or_fewer=found.is_at_least, entries=entries)


def review_of(node: Node, sight: Sight, choice: Choice, *, problems: Mapping[str, str] | None = None) -> Review:
    """Say what a decision on several alerts would do to each, before it is done; or why nothing was done.

    Raises:
        NotFoundError: one of them is not there for this viewer.
        InputError: the verdict does not fit a kind, or needs a reason.
    """
    alerts = tuple(node.alerting.alert(sight, alert_id) for alert_id in dict.fromkeys(choice.alerts))
    marks = node.alerting.marks(sight, alerts)
    rows = tuple(
        ReviewRow(
            alert=alert_row(held, seen=marks[held.alert.id]),
            problem=(problems or {}).get(held.alert.id) or _problem(held, choice, marks, sight),
            needs_two=_needs_two(node, held, choice.verdict),
        )
        for held in alerts
    )
    return Review(verdict=choice.verdict, reason=choice.reason, rows=rows, failed=problems is not None)


def _problem(held: HeldAlert, choice: Choice, marks: Mapping[str, str], sight: Sight) -> str:
    """Say why an alert would not take the verdict; empty where it would."""
    seen = choice.seen.get(held.alert.id, marks[held.alert.id])
    if seen != marks[held.alert.id]:
        return msg("it is no longer as it was shown")
    try:
        check_decision(held.alert.kind, choice.verdict, by=sight.viewer.officer, after=held.decisions)
    except (ConflictError, RefusedError) as problem:
        return str(problem)
    return ""


def _needs_two(node: Node, held: HeldAlert, verdict: Verdict) -> bool:
    effect = effect_of(held.alert.kind, verdict, needing_two=node.profile.needs_two)
    return verdict in JUDGEMENTS and effect is Effect.SECOND_OFFICER


def alert_sides(node: Node, sight: Sight, alert: Alert) -> tuple[Side, ...]:
    """Give both sides of a hit as the viewer may see them; a report that came has none."""
    if alert.kind in NOTED_KINDS:
        return ()
    if alert.kind is AlertKind.TRAVELLER_HIT:
        return (_traveller(node, sight, alert.id), _side(node, sight, alert.against))
    if alert.kind is AlertKind.PAYMENT_HIT:
        return (_payee(node, sight, alert), _side(node, sight, alert.against))
    return tuple(_side(node, sight, record) for record in (alert.subject, alert.against))


def _traveller(node: Node, sight: Sight, alert_id: str) -> Side:
    try:
        return traveller_side(node.travelling.of_alert(sight, alert_id))
    except NotFoundError:
        return Side(href="", caption="", source="", values=())


def _payee(node: Node, sight: Sight, alert: Alert) -> Side:
    """Give who stands in the payment on which the alert was raised, as the payment says it."""
    payment, part, _ = next(one.arguments for one in alert.evidence if one.code == STANDS_IN)
    try:
        return payee_side(node.monitoring.payment(sight, payment), part)
    except NotFoundError:
        return Side(href="", caption="", source="", values=())


def _side(node: Node, sight: Sight, record: str) -> Side:
    listed = list_entry_of(record)
    try:
        if listed is None:
            return _holding_side(node.viewing.view(sight, record))
        return list_side(node.listing.entry(sight, *listed).entry)
    except NotFoundError:
        return Side(href="", caption="", source="", values=())


def _holding_side(view: SubjectView) -> Side:
    originators = sorted({item.assertion.value.originator for group in view.properties for item in group.values})
    return Side(
        href=f"/subjects/{view.subject}",
        caption=view.names[0] if view.names else "",
        source=", ".join(originators),
        values=tuple(
            (group.name, tuple(dict.fromkeys(item.assertion.value.value for item in group.values)))
            for group in view.properties
        ),
    )


def list_side(entry: Designation) -> Side:
    """Give an entry of a list as one side of a comparison."""
    places = (" ".join(part for part in (place.city, place.country) if part) for place in entry.birth_places)
    dates = (" / ".join(part for part in (date.value, date.until) if part) for date in entry.birth_dates)
    said = {
        "name": (entry.primary_name,),
        "alias": tuple(name.value for name in entry.names if name.value != entry.primary_name),
        "birthDate": tuple(dates),
        "birthPlace": tuple(places),
        "nationality": entry.nationalities,
        "gender": entry.genders,
        "passportNumber": tuple(document.number for document in entry.documents if document.number),
        "position": entry.positions,
        "notes": (entry.comments,) if entry.comments else (),
    }
    return Side(
        href=f"/lists/{entry.list_id}/entries/{entry.reference}",
        caption=entry.primary_name,
        source=f"{entry.list_id.upper()} {entry.reference}",
        values=tuple((name, tuple(v for v in values if v)) for name, values in said.items() if any(values)),
    )
