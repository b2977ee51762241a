"""Reports: the list, one report, and its files."""

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from simpul.core.errors import InputError, NotFoundError
from simpul.core.export import ExportForm
from simpul.core.holding import Direction
from simpul.web.access.guard import GuardedRoute
from simpul.web.answers import Table, answered, twins
from simpul.web.asked import After, Exporter, Form, Key, Reader, Text
from simpul.web.forms import text_of
from simpul.web.language import msg
from simpul.web.site import site_of
from simpul.web.views.reports import ClaimRow, ExportedFile, ReportDocument, ReportsPage, report_document, reports_page

router = APIRouter(route_class=GuardedRoute)

ENDINGS = {ExportForm.NATIVE: "json", ExportForm.STIX: "stix.json", ExportForm.STIX_PLAIN: "stix-plain.json"}


@twins(router, "/reports", endings=(".json", ".csv"))
def reports_list(
    request: Request, signed: Reader, direction: Text = "", text: Text = "", after: After = ""
) -> Response:
    """Show the reports."""
    wanted = direction_of(direction)
    page = site_of(request).node.reading.page(signed.sight, direction=wanted, text=text, after=after)
    view = reports_page(page, text=text, direction=direction)
    return answered(request, "reports.html", view, table=reports_table(view))


@router.get("/reports/{report_id}/export/{form}", include_in_schema=False)
def report_file(request: Request, signed: Reader, report_id: Key, form: Key) -> Response:
    """Give a report as a file, as far as its terms and the form allow."""
    wanted = export_form(form)
    encoded = site_of(request).node.exporting.export(signed.sight, report_id, wanted)
    return Response(
        encoded.body,
        media_type=encoded.media_type,
        headers={"Content-Disposition": f'attachment; filename="{file_name(report_id, wanted)}"'},
    )


@router.post("/reports/{report_id}/export", include_in_schema=False)
def export_report(request: Request, signed: Exporter, report_id: Key, form: Form) -> Response:
    """Make a file of a report, show what it could not take along, and keep it ready for this officer."""
    site = site_of(request)
    wanted = export_form(text_of(form, "form"))
    encoded = site.node.exporting.export(signed.sight, report_id, wanted)
    key = site.uploads.keep(signed.officer.id, file_name(report_id, wanted), encoded.body)
    made = ExportedFile(
        report=report_id, form=wanted, file=key, name=file_name(report_id, wanted), losses=encoded.losses
    )
    return site.renderer.page(request, "exported.html", made)


@router.get("/reports/{report_id}/files/{file}", include_in_schema=False)
def exported_file(request: Request, signed: Reader, report_id: Key, file: Key) -> Response:
    """Give the file that was made for this officer."""
    name, body = site_of(request).uploads.read(signed.officer.id, file)
    if not name.startswith(f"report-{report_id[:12]}."):
        raise NotFoundError("there is no such file")
    return Response(
        body, media_type="application/json", headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )


@twins(router, "/reports/{report_id}", endings=(".json", ".csv"))
def report_page(request: Request, signed: Reader, report_id: Key) -> Response:
    """Show one report."""
    view = report_document(site_of(request).node.reading.report(signed.sight, report_id))
    return answered(request, "report.html", view, table=claims_table(view))


def file_name(report_id: str, form: ExportForm) -> str:
    """Give the name of a report's file."""
    return f"report-{report_id[:12]}.{ENDINGS[form]}"


def direction_of(said: str) -> Direction | None:
    """Read whether own or received reports are asked for; nothing asks for both.

    Raises:
        InputError: it is neither.
    """
    if said and said not in set(Direction):
        raise InputError(msg("choose one of those offered"), place="direction")
    return Direction(said) if said else None


def export_form(said: str) -> ExportForm:
    """Read in which form a report is asked for.

    Raises:
        NotFoundError: there is no such form.
    """
    if said not in set(ExportForm):
        raise NotFoundError("there is no such form")
    return ExportForm(said)


def reports_table(view: ReportsPage) -> Table:
    """Give the list of reports as a table."""
    return Table(
        name="reports",
        columns=("id", "direction", "originator", "kind", "title", "grading", "tlp", "level", "written_at"),
        rows=tuple(
            (
                row.id,
                row.direction,
                row.originator,
                row.kind,
                row.title,
                row.grading.code,
                row.handling.tlp,
                row.handling.level.name.lower(),
                row.written_at.isoformat(),
            )
            for row in view.reports
        ),
    )


CLAIM_COLUMNS = (
    *("subject", "schema", "property", "value", "lang", "valid_from", "valid_to", "originator", "scale", "grading"),
    *("tlp", "level", "asserted_at", "report", "assertion"),
)


def claims_table(view: ReportDocument) -> Table:
    """Give the claims of a report as a table."""
    claims = (claim for subject in view.subjects for claim in subject.claims)
    return Table(name=f"report-{view.report.id[:12]}", columns=CLAIM_COLUMNS, rows=tuple(map(claim_cells, claims)))


def claim_cells(claim: ClaimRow) -> tuple[str, ...]:
    """Give a claim as the cells of a row."""
    return (
        claim.subject,
        claim.schema,
        claim.property,
        claim.value,
        claim.lang,
        claim.valid_from,
        claim.valid_to,
        claim.originator,
        claim.grading.scale,
        claim.grading.code,
        claim.handling.tlp,
        claim.handling.level.name.lower(),
        claim.asserted_at.isoformat(),
        claim.report,
        claim.id,
    )
