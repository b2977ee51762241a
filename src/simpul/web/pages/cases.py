"""Cases: the list, one with its flows and entries, building it, sharing it, and its reports."""

import re
from dataclasses import dataclass

from fastapi import APIRouter
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from simpul.app.late_goaml import LateGoaml
from simpul.core.authority import authority_id
from simpul.core.cases.parts import MOST_ATTACHMENT_BYTES, MediaType
from simpul.core.cases.reporting import parts_of_report, title_of_report
from simpul.core.errors import InputError
from simpul.formats.currencies import currency_decimals
from simpul.services.casework import CaseDraft
from simpul.web.access.guard import GuardedRoute
from simpul.web.answers import answered, twins
from simpul.web.asked import After, Exporter, Form, Importer, Key, Reader, Releaser, Text
from simpul.web.drafting.fields import DraftFields
from simpul.web.forms import file_of, filename_of, text_of
from simpul.web.language import msg
from simpul.web.pages.case_forms import case_draft, filing_of, part_of
from simpul.web.pages.drafts import choices_of
from simpul.web.site import site_of
from simpul.web.views.cases import case_document, cases_page, cases_table, flows_table, own_cases_page
from simpul.web.views.writing import Choices

router = APIRouter(route_class=GuardedRoute)

MOST_SCHEMA_BYTES = 8 * 1024 * 1024
MOST_REPORT_BYTES = 16 * 1024 * 1024
UNPLAIN = re.compile(r"[^A-Za-z0-9 ._()+,=@-]")
"""What a name loses in a header: its own quotes would end it there."""

USUAL = DraftFields(purposes=("counter-terrorism", "terrorist-financing"))


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseForm:
    """The form that opens a case: what there is to choose from, what stands in it at first, a payment to put in."""

    choices: Choices
    fields: DraftFields
    payment: str = ""


@twins(router, "/cases", endings=(".json", ".csv"))
def cases(request: Request, signed: Reader, after: After = "") -> Response:
    """Show the cases, latest first."""
    view = cases_page(site_of(request).node.units.cases.page(signed.sight, after=after))
    return answered(request, "cases.html", view, table=cases_table(view))


@router.get("/cases/new", include_in_schema=False)
def new_case(request: Request, signed: Reader, payment: Text = "") -> Response:  # noqa: ARG001  the guard is asked by it
    """Show the form that opens a case, for a payment or not, and the one that takes a report in as a case."""
    site = site_of(request)
    view = CaseForm(choices=choices_of(site.node, USUAL), fields=USUAL, payment=payment)
    return site.renderer.page(request, "case-new.html", view)


@router.get("/cases/add", include_in_schema=False)
def choose_case(request: Request, signed: Reader, payment: Text = "", after: After = "") -> Response:
    """Show into which case of ours a payment may be put."""
    site = site_of(request)
    view = own_cases_page(site.node.units.cases.page(signed.sight, after=after), payment=payment)
    return site.renderer.page(request, "case-add.html", view)


@router.post("/cases", include_in_schema=False)
def open_case(request: Request, signed: Reader, form: Form) -> Response:
    """Open a case, and put the payment in that it is opened for."""
    node, payment = site_of(request).node, text_of(form, "payment", most=100)
    if payment:  # where it is not there, no case is opened for it
        node.monitoring.payment(signed.sight, payment)
    case_id = node.units.casework.open(signed.sight, case_draft(form, us=node.profile.authority.id))
    if payment:
        node.units.casework.add_payment(signed.sight, case_id, payment)
    return _to(case_id)


@router.post("/cases/import", include_in_schema=False)
async def import_case(request: Request, signed: Importer, form: Form) -> Response:
    """Take a report of goAML in as a case."""
    node = site_of(request).node
    raw = file_of(form, "report", most=MOST_REPORT_BYTES)
    schema = file_of(form, "schema", most=MOST_SCHEMA_BYTES) if filename_of(form, "schema") else b""
    report = await run_in_threadpool(LateGoaml().read, raw, schema=schema)
    parts = parts_of_report(report, decimals=currency_decimals())
    said = case_draft(form, us=node.profile.authority.id)
    draft = CaseDraft(
        title=title_of_report(report),
        summary=said.summary,
        grading=said.grading,
        handling=said.handling,
        legal_basis=said.legal_basis,
    )
    return _to(await run_in_threadpool(node.units.casework.open, signed.sight, draft, parts))


@twins(router, "/cases/{case_id}", endings=(".json", ".csv"))
def case(request: Request, signed: Reader, case_id: Key) -> Response:
    """Show one case: its flows, its entries over time, and what each partner would get."""
    view = case_document(site_of(request).node, signed.sight, case_id)
    return answered(request, "case.html", view, table=flows_table(view))


@router.post("/cases/{case_id}/entries", include_in_schema=False)
def add_entry(request: Request, signed: Reader, case_id: Key, form: Form) -> Response:
    """Add a payment, a party, an account or a note, or close the case."""
    work, kind = site_of(request).node.units.casework, text_of(form, "kind", most=20)
    if kind == "payment":
        work.add_payment(signed.sight, case_id, text_of(form, "payment", most=100))
    else:
        work.add(signed.sight, case_id, part_of(form))
    return _to(case_id)


@router.post("/cases/{case_id}/files", include_in_schema=False)
def attach_file(request: Request, signed: Reader, case_id: Key, form: Form) -> Response:
    """Add a file."""
    media_type = text_of(form, "media_type", most=100)
    if media_type not in {each.value for each in MediaType}:
        raise InputError(msg("choose one of those offered"), place="media_type")
    content, name = file_of(form, "file", most=MOST_ATTACHMENT_BYTES), filename_of(form, "file")
    work = site_of(request).node.units.casework
    work.attach(signed.sight, case_id, content, name=name, media_type=MediaType(media_type))
    return _to(case_id)


@router.get("/cases/{case_id}/files/{entry_id}", include_in_schema=False)
def attached_file(request: Request, signed: Reader, case_id: Key, entry_id: Key) -> Response:
    """Give a file of a case: to be kept, never to be shown by the browser."""
    attachment, content = site_of(request).node.units.cases.content(signed.sight, case_id, entry_id)
    return file_response(content, attachment.name)


@router.post("/cases/{case_id}/withdrawals", include_in_schema=False)
def withdraw_entry(request: Request, signed: Reader, case_id: Key, form: Form) -> Response:
    """Withdraw an entry."""
    entry, reason = text_of(form, "entry", most=64), text_of(form, "reason", most=2_000)
    site_of(request).node.units.casework.withdraw(signed.sight, case_id, entry, reason=reason)
    return _to(case_id)


@router.get("/cases/{case_id}/terms", include_in_schema=False)
def case_terms(request: Request, signed: Reader, case_id: Key) -> Response:
    """Show the form that revises a case."""
    site = site_of(request)
    head = site.node.units.cases.file(signed.sight, case_id).case
    fields = DraftFields(
        title=head.title,
        summary=head.summary,
        scale=head.grading.scale,
        source=head.grading.source,
        information=head.grading.information,
        legal_basis=head.legal_basis,
        level=str(int(head.handling.level)),
        tlp=head.handling.tlp,
        to=tuple(head.handling.releasable_to),
        purposes=tuple(head.handling.purposes),
        caveat=head.handling.caveat,
    )
    view = CaseForm(choices=choices_of(site.node, fields), fields=fields)
    return site.renderer.page(request, "case-terms.html", view)


@router.post("/cases/{case_id}/terms", include_in_schema=False)
def revise_case(request: Request, signed: Reader, case_id: Key, form: Form) -> Response:
    """Give a case of ours another title, text or terms."""
    node = site_of(request).node
    node.units.casework.revise(signed.sight, case_id, case_draft(form, us=node.profile.authority.id))
    return _to(case_id)


@router.post("/cases/{case_id}/shares", include_in_schema=False)
def share_case(request: Request, signed: Releaser, case_id: Key, form: Form) -> Response:
    """Share a case with a partner."""
    to = authority_id(text_of(form, "to", most=40), place="to")
    site_of(request).node.units.sharing.share(signed.sight, case_id, to)
    return _to(case_id)


@router.post("/cases/{case_id}/goaml", include_in_schema=False)
def export_case(request: Request, signed: Exporter, case_id: Key, form: Form) -> Response:
    """Give a case as a report of goAML, valid by the schema that is supplied."""
    head, entries = site_of(request).node.units.cases.exported(signed.sight, case_id, form="goaml")
    schema = file_of(form, "schema", most=MOST_SCHEMA_BYTES)
    raw, _ = LateGoaml().written(head, entries, filing_of(form), schema=schema)
    return file_response(raw, f"goaml-{case_id[:12]}.xml")


def file_response(content: bytes, name: str) -> Response:
    """Give bytes as a file that no browser shows or guesses at."""
    plain = UNPLAIN.sub("_", name)
    return Response(
        content,
        media_type="application/octet-stream",
        headers={"Content-Disposition": f'attachment; filename="{plain}"'},
    )


def _to(case_id: str) -> Response:
    return RedirectResponse(f"/cases/{case_id}", status_code=303)
