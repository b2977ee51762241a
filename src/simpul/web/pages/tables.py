"""Taking in a table of subjects: the file, what its columns mean, what its rows would claim, and then the reports."""

from collections.abc import Iterator
from dataclasses import replace

from fastapi import APIRouter
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from simpul.core.authority import OfficerId
from simpul.core.draft import Claim, ReportDraft
from simpul.core.errors import InputError
from simpul.core.vocabulary import Schema
from simpul.formats.grid import Table
from simpul.formats.mapping import Column, ColumnUse, DateOrder, Mapping, claims, suggest_mapping
from simpul.formats.tables import read_table
from simpul.web.access.guard import GuardedRoute
from simpul.web.asked import READER, Form, Importer, Key, Reader
from simpul.web.drafting.building import built_draft
from simpul.web.drafting.fields import new_subject, typed_fields
from simpul.web.forms import file_of, filename_of, text_of
from simpul.web.rendering import language_of
from simpul.web.site import site_of
from simpul.web.views.tables import TableTaken, table_page
from simpul.web.views.writing import place_of
from simpul.web.words.reasons import place_in, reason_in

router = APIRouter(route_class=GuardedRoute)

MOST_CLAIMS_PER_REPORT = 2_000


@router.get("/subjects/import", include_in_schema=False, dependencies=[READER])
def table_import_page(request: Request) -> Response:
    """Show the page that takes in a table."""
    return site_of(request).renderer.page(request, "table-import.html")


@router.post("/subjects/import", include_in_schema=False)
def upload_table(request: Request, signed: Importer, form: Form) -> Response:
    """Read a table and keep it until its columns are explained."""
    site = site_of(request)
    raw = file_of(form, "file", most=site.node.profile.limits.max_table_bytes)
    filename = filename_of(form, "file")
    read_table(raw, filename=filename, limits=site.node.profile.limits)
    key = site.uploads.keep(signed.officer.id, filename, raw)
    return RedirectResponse(f"/subjects/import/{key}", status_code=303)


@router.get("/subjects/import/{upload}", include_in_schema=False)
def table_mapping_page(request: Request, signed: Reader, upload: Key) -> Response:
    """Show what the columns may mean, and what the rows would claim."""
    filename, table = _table(request, signed.officer.id, upload)
    view = table_page(upload, filename, table, suggest_mapping(table))
    return site_of(request).renderer.page(request, "table-mapping.html", view)


@router.post("/subjects/import/{upload}", include_in_schema=False)
def map_table(request: Request, signed: Importer, upload: Key, form: Form) -> Response:
    """Show the rows by another mapping, or take them in."""
    site = site_of(request)
    filename, table = _table(request, signed.officer.id, upload)
    try:
        mapping = mapping_of(form, len(table.columns))
        view = table_page(upload, filename, table, mapping)
        if text_of(form, "act") != "take":
            return site.renderer.page(request, "table-mapping.html", view)
        head = built_draft(typed_fields(form), us=site.node.profile.authority.id)
    except InputError as fault:
        return _again(request, upload, filename, table, fault)
    made, rejected = claims(table, mapping, new_id=new_subject)
    parts = tuple(report_parts(head, made))
    reports = tuple(site.node.sharing.record(signed.sight, part) for part in parts)
    site.uploads.forget(signed.officer.id, upload)
    taken = TableTaken(
        reports=reports,
        claims=len(made),
        subjects=len({claim.subject for claim in made}),
        rejected=tuple((problem.place, problem.reason) for row in rejected[:100] for problem in row.problems),
        rejected_rows=len(rejected),
    )
    return site.renderer.page(request, "table-taken.html", taken)


def mapping_of(form: FormData, columns: int) -> Mapping:
    """Read what the columns mean, as the form says.

    Raises:
        InputError: it says what no column can mean.
    """
    schema = text_of(form, "schema")
    return Mapping(
        columns=tuple(_column(form, index) for index in range(columns)),
        schema=Schema(schema) if schema in set(Schema) else Schema.PERSON,
    )


def report_parts(head: ReportDraft, made: tuple[Claim, ...]) -> Iterator[ReportDraft]:
    """Give the reports that hold the claims: one, or several where they are many; a subject is never torn apart.

    Raises:
        InputError: there are no claims.
    """
    if not made:
        raise InputError("no row of the table can be read", place="file")
    parts: list[list[Claim]] = [[]]
    for index, claim in enumerate(made):
        starts = index == 0 or made[index - 1].subject != claim.subject
        if starts and len(parts[-1]) >= MOST_CLAIMS_PER_REPORT:
            parts.append([])
        parts[-1].append(claim)
    for number, part in enumerate(parts, start=1):
        title = head.title if len(parts) == 1 else f"{head.title} ({number}/{len(parts)})"
        yield replace(head, title=title, claims=tuple(part))


def _column(form: FormData, index: int) -> Column:
    use = text_of(form, f"use{index}")
    if use in set(ColumnUse) - {ColumnUse.PROPERTY}:
        return Column(use=ColumnUse(use))
    order = text_of(form, f"dates{index}")
    return Column(
        use=ColumnUse.PROPERTY,
        property=use,
        dates=DateOrder(order) if order in set(DateOrder) else DateOrder.DAY_FIRST,
        separator=text_of(form, f"separator{index}", most=3),
    )


def _table(request: Request, officer: OfficerId, upload: str) -> tuple[str, Table]:
    site = site_of(request)
    filename, raw = site.uploads.read(officer, upload)
    return filename, read_table(raw, filename=filename, limits=site.node.profile.limits)


def _again(request: Request, upload: str, filename: str, table: Table, fault: InputError) -> Response:
    spoken = language_of(request)
    view = replace(
        table_page(upload, filename, table, suggest_mapping(table)),
        wrong_reason=reason_in(spoken, fault.reason),
        wrong_place=place_in(spoken, place_of(fault)),
    )
    return site_of(request).renderer.page(request, "table-mapping.html", view, status=422)
