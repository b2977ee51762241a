"""Fairness: how often ordinary people of each group raise an alert, and how long people waited for a decision."""

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from simpul.web.access.guard import GuardedRoute
from simpul.web.answers import answered, twins
from simpul.web.asked import Reader, Text
from simpul.web.site import site_of
from simpul.web.views.fairness import days_of, fairness_page, fairness_table

router = APIRouter(route_class=GuardedRoute)


@twins(router, "/fairness", endings=(".json", ".csv"))
def fairness(request: Request, signed: Reader, days: Text = "365") -> Response:
    """Show how groups fare."""
    told = site_of(request).node.fairness
    view = fairness_page(told, told.fares(signed.sight, days=days_of(days)))
    return answered(request, "fairness.html", view, table=fairness_table(view))
