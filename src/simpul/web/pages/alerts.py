"""Alerts: the queue, one alert with both its sides, and deciding, one or several, alone or by two officers."""

from collections.abc import Mapping, Sequence

from fastapi import APIRouter
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from simpul.core.alert import AlertState, NoneDecidedError, Verdict
from simpul.core.errors import InputError
from simpul.services.alerting import Choice
from simpul.web.access.guard import GuardedRoute
from simpul.web.answers import Table, answered, twins
from simpul.web.asked import After, Form, Key, Previewer, Reader, Text
from simpul.web.forms import text_of, texts_of
from simpul.web.language import msg
from simpul.web.rendering import language_of
from simpul.web.site import site_of
from simpul.web.views.alerts import AlertsPage, Filters
from simpul.web.views.queues import alert_document, alerts_queue, review_of

router = APIRouter(route_class=GuardedRoute)


@twins(router, "/alerts", endings=(".json", ".csv"))
def alerts_page(
    request: Request,
    signed: Reader,
    *,
    state: Text = AlertState.OPEN,
    kind: Text = "",
    on: Text = "",
    mine: Text = "",
    text: Text = "",
    after: After = "",
) -> Response:
    """Show the queue of alerts."""
    filters = Filters(state=state, kind=kind, list=on, mine=mine, text=text)
    view = alerts_queue(site_of(request).node, signed.sight, filters, after=after)
    return answered(request, "alerts.html", view, table=alerts_table(view))


@router.get("/alerts/open", include_in_schema=False)
def open_alerts(request: Request, signed: Reader) -> Response:
    """Say how many alerts are open, for the menu."""
    count = site_of(request).node.alerting.count(signed.sight, state=AlertState.OPEN)
    return HTMLResponse(language_of(request).number(count) if count else "")


@router.post("/alerts/review", include_in_schema=False)
def review_alerts(request: Request, signed: Previewer, form: Form) -> Response:
    """Show what a decision on several alerts would do to each, before it is made; nothing changes."""
    review = review_of(site_of(request).node, signed.sight, choice_of(form))
    return answered(request, "alerts-review.html", review)


@router.post("/alerts/decide", include_in_schema=False)
def decide_alerts(request: Request, signed: Reader, form: Form) -> Response:
    """Decide on several alerts at once, all of them or none."""
    node, choice = site_of(request).node, choice_of(form)
    try:
        node.alerting.choose(signed.sight, choice)
    except NoneDecidedError as none:
        review = review_of(node, signed.sight, choice, problems=none.problems)
        return site_of(request).renderer.page(request, "alerts-review.html", review, status=409)
    return RedirectResponse(f"/alerts?state={_state(text_of(form, 'state'))}", status_code=303)


@twins(router, "/alerts/{alert_id}")
def alert_page(request: Request, signed: Reader, alert_id: Key) -> Response:
    """Show one alert: both sides, what speaks for and against, and what else is proposed about the same subject."""
    return answered(request, "alert.html", alert_document(site_of(request).node, signed.sight, alert_id))


@router.post("/alerts/{alert_id}/decide", include_in_schema=False)
def decide_alert(request: Request, signed: Reader, alert_id: Key, form: Form) -> Response:
    """Decide on one alert."""
    site_of(request).node.alerting.choose(signed.sight, choice_of(form, alerts=(alert_id,)))
    return RedirectResponse(f"/alerts/{alert_id}", status_code=303)


def choice_of(form: FormData, *, alerts: tuple[str, ...] = ()) -> Choice:
    """Read what a form decides, on which alerts, and how each was shown.

    Raises:
        InputError: no alert is marked, or the form says no verdict that there is.
    """
    chosen, verdict = alerts or texts_of(form, "alert"), text_of(form, "verdict")
    if not chosen:
        raise InputError(msg("mark at least one alert"), place="alert")
    if verdict not in set(Verdict):
        raise InputError(msg("choose a decision"), place="verdict")
    seen = marks_of(texts_of(form, "seen", most=2_000))
    return Choice(alerts=chosen, verdict=Verdict(verdict), reason=text_of(form, "reason"), seen=seen)


def marks_of(said: Sequence[str]) -> Mapping[str, str]:
    """Read how alerts were shown, each as `<alert>:<mark>`."""
    return {alert: mark for alert, _, mark in (each.partition(":") for each in said)}


def alerts_table(view: AlertsPage) -> Table:
    """Give the queue as a table."""
    return Table(
        name="alerts",
        columns=(
            *("id", "raised_at", "kind", "seriousness", "state", "caption", "score", "tlp", "level", "report"),
            *("subject", "against", "decided_at", "comes_anew"),
        ),
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
                alert.subject,
                alert.against,
                alert.decided_at.isoformat() if alert.decided_at else "",
                "yes" if alert.comes_anew else "",
            )
            for alert in view.alerts
        ),
    )


def _state(said: str) -> str:
    return said if said in (*AlertState, "all") else AlertState.OPEN
