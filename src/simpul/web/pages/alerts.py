"""Alerts: the queue, one alert with both its sides, and deciding."""

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from simpul.core.alert import AlertState, Verdict
from simpul.core.authority import Sight
from simpul.core.errors import InputError
from simpul.web.access.guard import GuardedRoute
from simpul.web.answers import Table, answered, twins
from simpul.web.asked import After, Form, Key, Reader, Text
from simpul.web.forms import text_of, texts_of
from simpul.web.language import msg
from simpul.web.node import Node
from simpul.web.rendering import language_of
from simpul.web.site import site_of
from simpul.web.views.alerts import AlertsPage, alert_document
from simpul.web.views.queues import alert_sides, alerts_queue

router = APIRouter(route_class=GuardedRoute)


@twins(router, "/alerts", endings=(".json", ".csv"))
def alerts_page(request: Request, signed: Reader, state: Text = AlertState.OPEN, after: After = "") -> Response:
    """Show the queue of alerts."""
    view = alerts_queue(site_of(request).node, signed.sight, state=state, after=after)
    return answered(request, "alerts.html", view, table=alerts_table(view))


@router.get("/alerts/open", include_in_schema=False)
def open_alerts(request: Request, signed: Reader) -> Response:
    """Say how many alerts are open, for the menu."""
    count = site_of(request).node.alerting.count(signed.sight, state=AlertState.OPEN)
    return HTMLResponse(language_of(request).number(count) if count else "")


@router.post("/alerts/decide", include_in_schema=False)
def decide_alerts(request: Request, signed: Reader, form: Form) -> Response:
    """Decide on several alerts at once, all of them or none."""
    chosen = texts_of(form, "alert")
    if not chosen:
        raise InputError(msg("mark at least one alert"), place="alert")
    decide(
        site_of(request).node,
        signed.sight,
        chosen,
        form_verdict=text_of(form, "verdict"),
        reason=text_of(form, "reason"),
    )
    return RedirectResponse(f"/alerts?state={_state(text_of(form, 'state'))}", status_code=303)


@twins(router, "/alerts/{alert_id}")
def alert_page(request: Request, signed: Reader, alert_id: Key) -> Response:
    """Show one alert: both sides, and what speaks for and against."""
    node = site_of(request).node
    held = node.alerting.alert(signed.sight, alert_id)
    return answered(request, "alert.html", alert_document(held, alert_sides(node, signed.sight, held.alert)))


@router.post("/alerts/{alert_id}/decide", include_in_schema=False)
def decide_alert(request: Request, signed: Reader, alert_id: Key, form: Form) -> Response:
    """Decide on one alert."""
    node = site_of(request).node
    decide(node, signed.sight, (alert_id,), form_verdict=text_of(form, "verdict"), reason=text_of(form, "reason"))
    return RedirectResponse(f"/alerts/{alert_id}", status_code=303)


def decide(node: Node, sight: Sight, alerts: tuple[str, ...], *, form_verdict: str, reason: str) -> None:
    """Decide on alerts as a form says it.

    Raises:
        InputError: the form says no verdict that there is.
    """
    if form_verdict not in set(Verdict):
        raise InputError(msg("choose a decision"), place="verdict")
    node.alerting.decide(sight, alerts, Verdict(form_verdict), reason=reason)


def alerts_table(view: AlertsPage) -> Table:
    """Give the queue as a table."""
    return Table(
        name="alerts",
        columns=("id", "raised_at", "kind", "seriousness", "state", "caption", "score", "tlp", "level", "report"),
        rows=tuple(
            (
                alert.id,
                alert.raised_at.isoformat(),
                alert.kind,
                alert.seriousness,
                alert.state,
                alert.caption,
                str(alert.score),
                alert.handling.tlp,
                alert.handling.level.name.lower(),
                alert.report,
            )
            for alert in view.alerts
        ),
    )


def _state(said: str) -> str:
    return said if said in (*AlertState, "all") else AlertState.OPEN
