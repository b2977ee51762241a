"""Live: the stream of events of a page, and its fallback for browsers and proxies that keep no stream."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from simpul.core.authority import Sight
from simpul.core.errors import NotFoundError
from simpul.core.payment.decision import PaymentState
from simpul.web.access.guard import GuardedRoute, still_signed_in
from simpul.web.answers import document
from simpul.web.asked import Key, Reader, Text
from simpul.web.node import Node
from simpul.web.site import site_of
from simpul.web.views.alerts import Filters
from simpul.web.views.apart import kept_apart
from simpul.web.views.inbox import inbox
from simpul.web.views.late_hits import late_hits
from simpul.web.views.payments import payments_queue, payments_to_confirm
from simpul.web.views.queues import alerts_queue

router = APIRouter(route_class=GuardedRoute)

TOPICS: dict[str, Callable[[Node, Sight], str]] = {
    "inbox": lambda node, sight: inbox(node, sight).version,
    "alerts": lambda node, sight: alerts_queue(node, sight, Filters(state="open")).version,
    "alerts-taken": lambda node, sight: alerts_queue(node, sight, Filters(state="taken")).version,
    "alerts-proposed": lambda node, sight: alerts_queue(node, sight, Filters(state="proposed")).version,
    "alerts-decided": lambda node, sight: alerts_queue(node, sight, Filters(state="decided")).version,
    "alerts-all": lambda node, sight: alerts_queue(node, sight, Filters(state="all")).version,
    "payments-late": lambda node, sight: late_hits(node, sight).version,
    "payments-apart": lambda node, sight: kept_apart(node, sight).version,
    "payments-proposed": lambda node, sight: payments_to_confirm(node, sight).version,
    "payments-held": lambda node, sight: payments_queue(node, sight, PaymentState.HELD).version,
    "payments-frozen": lambda node, sight: payments_queue(node, sight, PaymentState.FROZEN).version,
    "payments-released": lambda node, sight: payments_queue(node, sight, PaymentState.RELEASED).version,
    "payments-rejected": lambda node, sight: payments_queue(node, sight, PaymentState.REJECTED).version,
}
"""What pages follow: for each, the version of what this viewer sees."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Present:
    """The present version of what the viewer sees."""

    version: str


@router.get("/live/{topic}.json", include_in_schema=False)
def present_version(request: Request, signed: Reader, topic: Key) -> Response:
    """Say the present version."""
    return document(Present(version=versioned(request, signed.sight, topic)()))


@router.get("/live/{topic}/events", include_in_schema=False)
async def events(request: Request, signed: Reader, topic: Key, version: Text = "") -> Response:
    """Stream an event each time the version changes."""
    hub = site_of(request).hub
    hub.check_room(signed.officer.id)
    stream = hub.stream(
        signed.officer.id,
        versioned(request, signed.sight, topic),
        admitted=lambda: still_signed_in(request),
        last=request.headers.get("last-event-id", version)[:64],
    )
    return StreamingResponse(stream, media_type="text/event-stream", headers={"X-Accel-Buffering": "no"})


def versioned(request: Request, sight: Sight, topic: str) -> Callable[[], str]:
    """Give what tells the present version of a topic for this viewer.

    Raises:
        NotFoundError: there is no such topic.
    """
    node = site_of(request).node
    if topic not in TOPICS:
        raise NotFoundError("there is no such topic")
    return lambda: TOPICS[topic](node, replace(sight, at=node.clock.now()))
