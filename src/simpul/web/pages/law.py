"""Law: the register of treaties, who is bound by one, whether there is a basis between two states, and the matrix.

What answers is loaded when the first question comes: a node that nobody asks has no law in memory.
"""

import importlib
from typing import Any

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from simpul.core.errors import InputError
from simpul.core.lawbook import MOST_REASON, MOST_ROWS, RowTable, RowVerdict
from simpul.web.access.guard import GuardedRoute
from simpul.web.answers import answered, twins
from simpul.web.asked import Form, Importer, Key, Reader, Text
from simpul.web.forms import text_of
from simpul.web.language import msg
from simpul.web.site import site_of

router = APIRouter(route_class=GuardedRoute)

_LAW = "simpul.web.views.law"


def _held(request: Request) -> Any:  # noqa: ANN401  the register, whose type is loaded late too
    """Give the register with the rows that this node's officers added."""
    return importlib.import_module(_LAW).register_with(site_of(request).node.lawkeeping.accepted())


@twins(router, "/law", endings=(".json", ".csv"))
def register_page(request: Request, signed: Reader) -> Response:
    """Show the instruments."""
    law = importlib.import_module(_LAW)
    view = law.register_view(_held(request), signed.sight.at.date())
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
    return answered(request, "law-basis.html", law.basis_view(_held(request), form))


@twins(router, "/law/matrix", endings=(".json", ".csv"))
def matrix_page(request: Request, signed: Reader, states: Text = "", on: Text = "") -> Response:
    """Show how many instruments against terrorism bind each two of these states to each other."""
    law = importlib.import_module(_LAW)
    view = law.matrix_view(_held(request), states, on or signed.sight.at.date().isoformat())
    return answered(request, "law-matrix.html", view, table=law.matrix_table(view))


@twins(router, "/law/rows")
def rows_page(request: Request, signed: Reader) -> Response:
    """Show the rows that officers entered, and who checked them."""
    law = importlib.import_module(_LAW)
    found = site_of(request).node.lawkeeping.offered(signed.sight)
    return answered(request, "law-rows.html", law.rows_view(found, signed.officer.id))


@router.post("/law/rows", include_in_schema=False)
def propose_rows(request: Request, signed: Importer, form: Form) -> Response:
    """Propose rows for the register; another officer checks them."""
    table = text_of(form, "table")
    if table not in set(RowTable):
        raise InputError(msg("choose a table"), place="table")
    rows, reason = text_of(form, "rows", most=MOST_ROWS), text_of(form, "reason", most=MOST_REASON)
    site_of(request).node.lawkeeping.propose(signed.sight, RowTable(table), rows + "\n" * bool(rows), reason)
    return RedirectResponse("/law/rows", status_code=303)


@router.post("/law/rows/{proposal}", include_in_schema=False)
def decide_rows(request: Request, signed: Reader, proposal: Key, form: Form) -> Response:
    """Accept or refuse the rows that another officer entered."""
    verdict = text_of(form, "verdict")
    if verdict not in set(RowVerdict):
        raise InputError(msg("choose a decision"), place="verdict")
    reason = text_of(form, "reason", most=MOST_REASON)
    site_of(request).node.lawkeeping.decide(signed.sight, proposal, RowVerdict(verdict), reason)
    return RedirectResponse("/law/rows", status_code=303)


@twins(router, "/law/{code}", endings=(".json", ".csv"))
def instrument_page(request: Request, signed: Reader, code: Key) -> Response:
    """Show one instrument: its articles, and every state with what it did and since when it is bound."""
    law = importlib.import_module(_LAW)
    view = law.instrument_view(_held(request), code, signed.sight.at.date())
    return answered(request, "law-instrument.html", view, table=law.parties_table(view))
