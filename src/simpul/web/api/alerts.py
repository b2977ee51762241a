"""The interface: alerts."""

from starlette.requests import Request
from starlette.responses import Response

from simpul.services.alerting import Choice
from simpul.web.answers import document
from simpul.web.api.answering import described_router, gives
from simpul.web.api.bodies import DecisionBody
from simpul.web.asked import After, Key, Reader, Text
from simpul.web.pages.alerts import marks_of
from simpul.web.site import site_of
from simpul.web.views.alerts import AlertDocument, AlertRow, AlertsPage, Filters, alert_row
from simpul.web.views.queues import alert_document, alerts_queue

router = described_router("alerts")


@router.get("/alerts", responses=gives(AlertsPage))
def get_alerts(
    request: Request,
    signed: Reader,
    *,
    state: Text = "open",
    kind: Text = "",
    on: Text = "",
    mine: Text = "",
    text: Text = "",
    after: After = "",
) -> Response:
    """Give alerts, those about one subject together.

    `state` is open, taken, proposed, decided or all; `on` is a list; `mine` is `yes`; `text` are words of captions.
    """
    filters = Filters(state=state, kind=kind, list=on, mine=mine, text=text)
    return document(alerts_queue(site_of(request).node, signed.sight, filters, after=after))


@router.post("/alerts/decide", responses=gives(list[AlertRow]))
def decide_alerts(request: Request, signed: Reader, body: DecisionBody) -> Response:
    """Decide on alerts, all of them or none; a judgement that needs two waits until another officer confirms it."""
    alerting = site_of(request).node.alerting
    alerts = tuple(body.alerts)
    choice = Choice(alerts=alerts, verdict=body.verdict, reason=body.reason, seen=marks_of(body.seen))
    alerting.choose(signed.sight, choice)
    return document([alert_row(alerting.alert(signed.sight, alert)) for alert in alerts])


@router.get("/alerts/{alert_id}", responses=gives(AlertDocument))
def get_alert(request: Request, signed: Reader, alert_id: Key) -> Response:
    """Give one alert with both sides, what speaks for and against, and what else is proposed about its subject."""
    return document(alert_document(site_of(request).node, signed.sight, alert_id))
