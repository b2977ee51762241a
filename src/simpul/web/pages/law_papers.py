"""The paper of a draft: looked at in either language, taken along, signed, and the signature looked at.

What sets, signs and reads papers is loaded when the first one is asked for.
"""

import hashlib
import importlib

from fastapi import APIRouter
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response

from simpul.core.authority import Sight
from simpul.core.errors import InputError
from simpul.core.lawdraft import HeldLawDraft
from simpul.web.access.guard import GuardedRoute
from simpul.web.answers import answered, twins
from simpul.web.asked import Form, Key, Reader, Releaser, Text
from simpul.web.forms import file_of, filename_of, text_of
from simpul.web.pages.cases import file_response
from simpul.web.rendering import language_of
from simpul.web.signed import Signed
from simpul.web.site import site_of

router = APIRouter(route_class=GuardedRoute)

_PAPERS = "simpul.web.views.law_papers"
MOST_CERTIFICATE = 1_000_000


@twins(router, "/law-drafts/{law_draft_id}/document")
def law_paper(request: Request, signed: Reader, law_draft_id: Key, lang: Text = "") -> Response:
    """Show the paper of a draft, page by page, in the language that is chosen."""
    held = _held(request, signed.sight, law_draft_id)
    return answered(request, "law-paper.html", _view(request, signed.sight, held, lang))


@router.get("/law-drafts/{law_draft_id}/pages/{number}", include_in_schema=False)
def law_paper_page(request: Request, signed: Reader, law_draft_id: Key, number: int, lang: Text = "") -> Response:
    """Give the picture of one page of a draft's paper."""
    held, papers = _held(request, signed.sight, law_draft_id), importlib.import_module(_PAPERS)
    paper = papers.unsigned(held.draft.document, lang or language_of(request).code, _register(request))
    return Response(papers.page_of(paper, number), media_type="image/png")


@router.get("/law-drafts/{law_draft_id}/paper", include_in_schema=False)
def law_paper_file(request: Request, signed: Reader, law_draft_id: Key, lang: Text = "") -> Response:
    """Give the paper of a draft as PDF, unsigned, its case attached."""
    held, papers = _held(request, signed.sight, law_draft_id), importlib.import_module(_PAPERS)
    paper = papers.unsigned(held.draft.document, lang or language_of(request).code, _register(request))
    return file_response(papers.pdf_of(paper, held.draft.document), _named(held, "pdf"))


@router.get("/law-drafts/{law_draft_id}/case", include_in_schema=False)
def law_case_file(request: Request, signed: Reader, law_draft_id: Key) -> Response:
    """Give the case of a draft as JSON, as another node, the command line or the offline drafter reads it."""
    held = _held(request, signed.sight, law_draft_id)
    return file_response(held.draft.document.encode(), _named(held, "json"))


@router.post("/law-drafts/{law_draft_id}/signature", include_in_schema=False)
async def sign_law_paper(request: Request, signed: Releaser, law_draft_id: Key, form: Form) -> Response:
    """Sign the paper of a complete draft, read it again, and show what was found of its signature."""
    certificate, passphrase, lang = certificate_of(form), text_of(form, "passphrase"), text_of(form, "lang", most=5)
    return await run_in_threadpool(_sign, request, signed, law_draft_id, (certificate, passphrase, lang))


@router.get("/law-drafts/{law_draft_id}/signed/{upload}", include_in_schema=False)
def signed_law_paper(request: Request, signed: Reader, law_draft_id: Key, upload: Key) -> Response:
    """Give a paper that this officer signed a moment ago."""
    _held(request, signed.sight, law_draft_id)
    name, content = site_of(request).uploads.read(signed.officer.id, upload)
    return file_response(content, name)


def certificate_of(form: FormData) -> bytes:
    """Give the certificate that came with a form; none is nothing."""
    return file_of(form, "certificate", most=MOST_CERTIFICATE) if filename_of(form, "certificate") else b""


def signed_of(request: Request, signed: Signed, held: HeldLawDraft, given: tuple[bytes, str, str]) -> bytes:
    """Give the signed paper of a complete draft; that this officer had it signed is put on record.

    Raises:
        InputError: the draft lacks what must be said, or there is no key that opens.
    """
    node, papers = site_of(request).node, importlib.import_module(_PAPERS)
    made: bytes = papers.signed_paper(held.draft.document, given, _register(request), node.papers)
    node.lawdrafting.note_signature(signed.sight, held, digest=hashlib.sha256(made).hexdigest())
    return made


def language_that_says(request: Request, content: str, pdf: bytes) -> str:
    """Give in which language a signed paper says what a case says; empty where that cannot be shown."""
    papers, desk = importlib.import_module(_PAPERS), site_of(request).node.papers
    return str(papers.language_that_says(content, pdf, _register(request), desk))


def _sign(request: Request, signed: Signed, draft_id: str, given: tuple[bytes, str, str]) -> Response:
    site, papers = site_of(request), importlib.import_module(_PAPERS)
    held = _held(request, signed.sight, draft_id)
    try:
        made = signed_of(request, signed, held, given)
    except InputError as fault:
        view = _view(request, signed.sight, held, given[2], wrong=fault)
        return site.renderer.page(request, "law-paper.html", view, status=422)
    upload = site.uploads.keep(signed.officer.id, _named(held, "pdf"), made)
    found = site.node.papers.looked_at(made)
    view = papers.SignedPage(
        id=held.id,
        case=held.draft.heading.case,
        upload=upload,
        officer=signed.officer.name,
        bytes=len(made),
        sha256=hashlib.sha256(made).hexdigest(),
        found=found,
    )
    return site.renderer.page(request, "law-paper-signed.html", view)


def _held(request: Request, sight: Sight, draft_id: str) -> HeldLawDraft:
    return site_of(request).node.lawdrafting.draft(sight, draft_id)


def _register(request: Request) -> object:
    accepted = site_of(request).node.lawkeeping.accepted()
    return importlib.import_module(_PAPERS).register_with(accepted)


def _view(request: Request, sight: Sight, held: HeldLawDraft, lang: str, *, wrong: InputError | None = None) -> object:
    papers = importlib.import_module(_PAPERS)
    shown = papers.Shown(
        held=held,
        sight=sight,
        code=lang or language_of(request).code,
        wrong_place=wrong.place or "" if wrong else "",
        wrong_reason=wrong.reason if wrong else "",
    )
    own = site_of(request).node.papers.has_certificate
    view = papers.paper_view(shown, _register(request), papers.Certificate.OWN if own else papers.Certificate.NONE)
    return papers.with_partners(view, site_of(request).node.partnering.states())


def _named(held: HeldLawDraft, ending: str) -> str:
    kept = "".join(each if each.isalnum() or each in "-_." else "-" for each in held.draft.heading.case)
    return f"{kept[:60]}.{ending}"
