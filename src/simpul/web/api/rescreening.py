"""The interface: screening everything anew."""

from starlette.requests import Request
from starlette.responses import Response

from simpul.web.answers import document
from simpul.web.api.answering import described_router, gives
from simpul.web.api.bodies import RescreeningBody
from simpul.web.asked import Reader
from simpul.web.site import site_of
from simpul.web.views.rescreening import RunRow, RunsPage, run_row, runs_page

router = described_router("screening")


@router.get("/rescreening", responses=gives(RunsPage))
def get_runs(request: Request, signed: Reader) -> Response:
    """Give the latest runs in which everything was screened anew, and how far each is."""
    return document(runs_page(site_of(request).node.rescreener.latest(signed.sight)))


@router.post("/rescreening", responses=gives(RunRow))
def post_run(request: Request, signed: Reader, body: RescreeningBody) -> Response:
    """Begin to screen everything held anew against the lists in force."""
    return document(run_row(site_of(request).node.rescreener.begin(signed.sight, reason=body.reason)))
