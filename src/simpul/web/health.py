"""Whether the node lives, whether it is ready, and its figures: for machines that watch it."""

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from simpul.web.access.guard import Policy, declares
from simpul.web.answers import document
from simpul.web.site import site_of


@declares(Policy.OPEN)
async def healthz(_request: Request) -> Response:
    """Say that the process answers."""
    return document({"status": "ok"})


@declares(Policy.OPEN)
def readyz(request: Request) -> Response:
    """Say whether the node can do its work, and what it still does when it cannot; `status` is what yente says."""
    state = site_of(request).readiness()
    told = {"status": "ok" if state.ready else "unavailable", "ready": state.ready, "doing": state.doing}
    return document(told if state.ready else {**told, "detail": state.doing}, status=200 if state.ready else 503)


@declares(Policy.OPEN)
def metrics(request: Request) -> Response:
    """Give the figures, to this machine or to who has the token."""
    return site_of(request).metrics.document(request)


ROUTES = (Route("/healthz", healthz), Route("/readyz", readyz), Route("/metrics", metrics))
