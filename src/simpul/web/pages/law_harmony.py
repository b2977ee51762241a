"""How states stand together, definitions of offences side by side, and the offline drafter to take along.

What answers is loaded when the first question comes, as for every page of the law.
"""

import importlib
from typing import Annotated

from fastapi import APIRouter, Query
from starlette.requests import Request
from starlette.responses import Response

from simpul.web.access.guard import GuardedRoute
from simpul.web.answers import answered, twins
from simpul.web.asked import READER, Reader, Text
from simpul.web.rendering import language_of
from simpul.web.site import site_of

router = APIRouter(route_class=GuardedRoute)

_LAW = "simpul.web.views.law_pages"

States = Annotated[str, Query(max_length=4_000)]
Codes = Annotated[list[str], Query(max_length=40)]


@twins(router, "/law/harmony", endings=(".json", ".csv"))
def harmony_page(
    request: Request,
    signed: Reader,
    states: States = "asean10",
    on: Text = "",
    kind: Text = "extradition",
    counted: Text = "offences",
    shown: Text = "partners",
) -> Response:
    """Show how a set of states stands together: who is bound, which pairs have no basis, what would help."""
    law = importlib.import_module(_LAW)
    day = on or signed.sight.at.date().isoformat()
    form = law.HarmonyForm(states=states, on=day, kind=kind, counted=counted, shown=shown)
    held = law.register_with(site_of(request).node.lawkeeping.accepted())
    if request.url.path.endswith(".csv"):
        return answered(request, "law-harmony.html", None, table=law.harmony_table(held, form))
    return answered(request, "law-harmony.html", law.harmony_view(held, form))


@twins(router, "/law/definitions", endings=(".json", ".csv"), dependencies=(READER,))
def definitions_page(request: Request, of: Codes = []) -> Response:  # noqa: B006  FastAPI copies it for each request
    """Show definitions of offences side by side, element by element."""
    law = importlib.import_module(_LAW)
    view = law.compare_view(of)
    return answered(request, "law-definitions.html", view, table=law.compare_table(view))


@router.get("/law/drafter", include_in_schema=False, dependencies=(READER,))
def drafter_file(request: Request) -> Response:
    """Give the offline drafter as a file: it says only what comes with Simpul."""
    law = importlib.import_module(_LAW)
    return Response(
        law.drafter_html(language_of(request).code),
        media_type="text/html; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{law.DRAFTER_FILE}"'},
    )
