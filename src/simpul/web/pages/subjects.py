"""Subjects: searching, and one subject as the viewer may see it."""

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from simpul.web.access.guard import GuardedRoute
from simpul.web.answers import Table, answered, twins
from simpul.web.asked import After, Key, Reader, Text
from simpul.web.pages.reports import CLAIM_COLUMNS, claim_cells
from simpul.web.site import site_of
from simpul.web.views.subjects import SubjectDocument, SubjectsPage, subject_document, subjects_page

router = APIRouter(route_class=GuardedRoute)


@twins(router, "/subjects", endings=(".json", ".csv"))
def subjects_list(request: Request, signed: Reader, text: Text = "", after: After = "") -> Response:
    """Show the subjects whose names have words that begin with these."""
    page = site_of(request).node.viewing.search(signed.sight, text, after=after)
    view = subjects_page(page, text=text)
    return answered(request, "subjects.html", view, table=subjects_table(view))


@twins(router, "/subjects/{subject}", endings=(".json", ".csv"))
def subject_page(request: Request, signed: Reader, subject: Key) -> Response:
    """Show one subject: every value with its source, grading, terms and age."""
    view = subject_document(site_of(request).node.viewing.view(signed.sight, subject))
    return answered(request, "subject.html", view, table=subject_table(view))


def subjects_table(view: SubjectsPage) -> Table:
    """Give the answer to a search as a table."""
    return Table(
        name="subjects",
        columns=("id", "schema", "names"),
        rows=tuple((hit.subject, hit.schema, "; ".join(hit.names)) for hit in view.subjects),
    )


def subject_table(view: SubjectDocument) -> Table:
    """Give every claim about a subject as a table."""
    claims = (claim for group in view.properties for claim in group.claims)
    return Table(name=f"subject-{view.subject[:12]}", columns=CLAIM_COLUMNS, rows=tuple(map(claim_cells, claims)))
