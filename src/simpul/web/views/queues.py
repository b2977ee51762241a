"""What the pages on alerts gather from several services."""

from dataclasses import replace

from simpul.core.alert import Alert, AlertKind, AlertState
from simpul.core.authority import Sight
from simpul.core.designation import Designation
from simpul.core.errors import InputError, NotFoundError
from simpul.services.subjects import SubjectView
from simpul.web.answers import version_of
from simpul.web.language import msg
from simpul.web.node import Node
from simpul.web.views.alerts import AlertsPage, Side, alerts_page
from simpul.web.views.subjects import list_entry_of

ALL = "all"


def alerts_queue(node: Node, sight: Sight, *, state: str, after: str = "") -> AlertsPage:
    """Give a part of the queue; its version changes when anything in it does.

    Raises:
        InputError: there is no such state.
    """
    if state not in (*AlertState, ALL):
        raise InputError(msg("there is no such state"), place="state")
    page = node.alerting.queue(sight, state=None if state == ALL else AlertState(state), after=after)
    unsettled = (
        node.alerting.count(sight, state=AlertState.OPEN),
        node.alerting.count(sight, state=AlertState.TAKEN),
    )
    made = alerts_page(page, state=state, unsettled=unsettled)
    return replace(made, version=version_of(made))


def alert_sides(node: Node, sight: Sight, alert: Alert) -> tuple[Side, ...]:
    """Give both sides of a hit as the viewer may see them; a report that came has none."""
    if alert.kind is AlertKind.REPORT_RECEIVED:
        return ()
    return tuple(_side(node, sight, record) for record in (alert.subject, alert.against))


def _side(node: Node, sight: Sight, record: str) -> Side:
    listed = list_entry_of(record)
    try:
        if listed is None:
            return _holding_side(node.viewing.view(sight, record))
        return _list_side(node.listing.entry(sight, *listed).entry)
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


def _list_side(entry: Designation) -> Side:
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
        source=f"{entry.list_id} {entry.reference}",
        values=tuple((name, tuple(v for v in values if v)) for name, values in said.items() if any(values)),
    )
