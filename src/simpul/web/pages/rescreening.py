"""Screening everything anew: beginning a run, and seeing how far it is."""

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from simpul.web.access.guard import GuardedRoute
from simpul.web.answers import Table, answered, twins
from simpul.web.asked import Form, Reader
from simpul.web.forms import text_of
from simpul.web.site import site_of
from simpul.web.views.rescreening import RunsPage, runs_page

router = APIRouter(route_class=GuardedRoute)


@twins(router, "/rescreening", endings=(".json", ".csv"))
def rescreening_page(request: Request, signed: Reader) -> Response:
    """Show the latest runs."""
    view = runs_page(site_of(request).node.rescreener.latest(signed.sight))
    return answered(request, "rescreening.html", view, table=runs_table(view))


@router.post("/rescreening", include_in_schema=False)
def begin_rescreening(request: Request, signed: Reader, form: Form) -> Response:
    """Begin to screen everything held anew."""
    site_of(request).node.rescreener.begin(signed.sight, reason=text_of(form, "reason"))
    return RedirectResponse("/rescreening", status_code=303)


def runs_table(view: RunsPage) -> Table:
    """Give the runs as a table."""
    return Table(
        name="rescreening",
        columns=("began_at", "by", "reason", "hundredths", "ended_at"),
        rows=tuple(
            (
                run.began_at.isoformat(),
                run.by,
                run.reason,
                str(run.hundredths),
                run.ended_at.isoformat() if run.ended_at else "",
            )
            for run in view.runs
        ),
    )
