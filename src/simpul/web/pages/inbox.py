"""The inbox, and the first page."""

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from simpul.web.access.guard import GuardedRoute
from simpul.web.answers import answered, twins
from simpul.web.asked import Anybody, Reader
from simpul.web.navigation import home_of
from simpul.web.site import site_of
from simpul.web.views.inbox import inbox

router = APIRouter(route_class=GuardedRoute)


@router.get("/", include_in_schema=False)
def first_page(signed: Anybody) -> Response:
    """Lead to the page that the officer's roles begin with."""
    return RedirectResponse(home_of(signed.officer), status_code=303)


@twins(router, "/inbox")
def inbox_page(request: Request, signed: Reader) -> Response:
    """Show what waits for the officer."""
    return answered(request, "inbox.html", inbox(site_of(request).node, signed.sight))
