"""The register with its history: every row of an instrument, and everything that one state did.

What answers is loaded when the first question comes, as for every page of the law.
"""

import importlib

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from simpul.web.access.guard import GuardedRoute
from simpul.web.answers import answered, twins
from simpul.web.asked import READER, Key, Reader, Text
from simpul.web.site import site_of

router = APIRouter(route_class=GuardedRoute)

_LAW = "simpul.web.views.law_pages"


@twins(router, "/law/states/{state}")
def state_page(request: Request, signed: Reader, state: Key, on: Text = "") -> Response:
    """Show one state: by what it is bound on a day, all that it did, its law, its treaties."""
    law = importlib.import_module(_LAW)
    accepted = site_of(request).node.lawkeeping.accepted()
    day = on or signed.sight.at.date().isoformat()
    return answered(request, "law-state.html", law.state_view(law.register_with(accepted), accepted, state, day))


@twins(router, "/law/{code}/history", endings=(".json", ".csv"), dependencies=(READER,))
def history_page(request: Request, code: Key) -> Response:
    """Show every row of an instrument with who entered and checked it, and what replaced what."""
    law = importlib.import_module(_LAW)
    accepted = site_of(request).node.lawkeeping.accepted()
    view = law.history_view(law.register_with(accepted), accepted, code)
    return answered(request, "law-history.html", view, table=law.history_table(view))
