"""The interface: alerts."""

from starlette.requests import Request
from starlette.responses import Response

from simpul.web.answers import document
from simpul.web.api.answering import described_router, gives
from simpul.web.api.bodies import DecisionBody
from simpul.web.asked import After, Key, Reader, Text
from simpul.web.site import site_of
from simpul.web.views.alerts import AlertDocument, AlertRow, AlertsPage, alert_document, alert_row
from simpul.web.views.queues import alert_sides, alerts_queue

router = described_router("alerts")


@router.get("/alerts", responses=gives(AlertsPage))
def get_alerts(request: Request, signed: Reader, state: Text = "open", after: After = "") -> Response:
    """Give alerts; `state` is open, taken, decided or all."""
    return document(alerts_queue(site_of(request).node, signed.sight, state=state, after=after))


@router.post("/alerts/decide", responses=gives(list[AlertRow]))
def decide_alerts(request: Request, signed: Reader, body: DecisionBody) -> Response:
    """Decide on alerts, all of them or none."""
    alerting = site_of(request).node.alerting
    alerting.decide(signed.sight, tuple(body.alerts), body.verdict, reason=body.reason)
    return document([alert_row(alerting.alert(signed.sight, alert)) for alert in body.alerts])


@router.get("/alerts/{alert_id}", responses=gives(AlertDocument))
def get_alert(request: Request, signed: Reader, alert_id: Key) -> Response:
    """Give one alert with both sides and what speaks for and against."""
    node = site_of(request).node
    held = node.alerting.alert(signed.sight, alert_id)
    return document(alert_document(held, alert_sides(node, signed.sight, held.alert)))
