"""The interface: reports."""

from starlette.requests import Request
from starlette.responses import Response

from simpul.core.export import ExportForm
from simpul.core.holding import Direction
from simpul.web.answers import document
from simpul.web.api.answering import described_router, gives
from simpul.web.asked import After, Key, Reader, Text
from simpul.web.site import site_of
from simpul.web.views.inbox import Inbox, inbox
from simpul.web.views.reports import ReportDocument, ReportsPage, report_document, reports_page

router = described_router("reports")


@router.get("/inbox", responses=gives(Inbox))
def get_inbox(request: Request, signed: Reader) -> Response:
    """Give what waits for the officer."""
    return document(inbox(site_of(request).node, signed.sight))


@router.get("/reports", responses=gives(ReportsPage))
def get_reports(
    request: Request, signed: Reader, direction: Direction | None = None, text: Text = "", after: After = ""
) -> Response:
    """Give the reports that the officer may see, latest first."""
    page = site_of(request).node.reading.page(signed.sight, direction=direction, text=text, after=after)
    return document(reports_page(page, text=text, direction=direction or ""))


@router.get("/reports/{report_id}", responses=gives(ReportDocument))
def get_report(request: Request, signed: Reader, report_id: Key) -> Response:
    """Give one report with the claims that the officer may see."""
    return document(report_document(site_of(request).node.reading.report(signed.sight, report_id)))


@router.get("/reports/{report_id}/export/{form}", responses={200: {"description": "The file."}})
def export_report(request: Request, signed: Reader, report_id: Key, form: ExportForm) -> Response:
    """Give a report as a file, as far as its terms and the form allow."""
    encoded = site_of(request).node.exporting.export(signed.sight, report_id, form)
    return Response(encoded.body, media_type=encoded.media_type)
