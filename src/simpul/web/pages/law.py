"""Law: the register of treaties, who is bound by one, whether there is a basis between two states, and the matrix.

What answers is loaded when the first question comes: a node that nobody asks has no law in memory.
"""

import importlib

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from simpul.web.access.guard import GuardedRoute
from simpul.web.answers import answered, twins
from simpul.web.asked import Key, Reader, Text

router = APIRouter(route_class=GuardedRoute)

_LAW = "simpul.web.views.law"


@twins(router, "/law", endings=(".json", ".csv"))
def register_page(request: Request, signed: Reader) -> Response:
    """Show the instruments."""
    law = importlib.import_module(_LAW)
    view = law.register_view(signed.sight.at.date())
    return answered(request, "law.html", view, table=law.register_table(view))


@twins(router, "/law/basis")
def basis_page(
    request: Request,
    signed: Reader,
    requesting: Text = "",
    requested: Text = "",
    kind: Text = "",
    offence: Text = "",
    conduct: Text = "",
    asked: Text = "",
) -> Response:
    """Show on what one state may ask another."""
    law = importlib.import_module(_LAW)
    form = law.AskedForm(
        requesting=requesting,
        requested=requested,
        kind=kind,
        offence=offence,
        conduct=conduct,
        asked=asked or signed.sight.at.date().isoformat(),
    )
    return answered(request, "law-basis.html", law.basis_view(form))


@twins(router, "/law/matrix", endings=(".json", ".csv"))
def matrix_page(request: Request, signed: Reader, states: Text = "", on: Text = "") -> Response:
    """Show how many instruments against terrorism bind each two of these states to each other."""
    law = importlib.import_module(_LAW)
    view = law.matrix_view(states, on or signed.sight.at.date().isoformat())
    return answered(request, "law-matrix.html", view, table=law.matrix_table(view))


@twins(router, "/law/{code}", endings=(".json", ".csv"))
def instrument_page(request: Request, signed: Reader, code: Key) -> Response:
    """Show one instrument: its articles, and every state with what it did and since when it is bound."""
    law = importlib.import_module(_LAW)
    view = law.instrument_view(code, signed.sight.at.date())
    return answered(request, "law-instrument.html", view, table=law.parties_table(view))
