"""The interface: subjects."""

from starlette.requests import Request
from starlette.responses import Response

from simpul.web.answers import document
from simpul.web.api.answering import described_router, gives
from simpul.web.asked import After, Key, Reader, Text
from simpul.web.site import site_of
from simpul.web.views.subjects import SubjectDocument, SubjectsPage, subject_document, subjects_page

router = described_router("subjects")


@router.get("/subjects", responses=gives(SubjectsPage))
def get_subjects(request: Request, signed: Reader, text: Text = "", after: After = "") -> Response:
    """Give the subjects whose visible names have words that begin with these."""
    page = site_of(request).node.viewing.search(signed.sight, text, after=after)
    return document(subjects_page(page, text=text))


@router.get("/subjects/{subject}", responses=gives(SubjectDocument))
def get_subject(request: Request, signed: Reader, subject: Key) -> Response:
    """Give one subject: every value with its source, grading, terms and age."""
    return document(subject_document(site_of(request).node.viewing.view(signed.sight, subject)))
