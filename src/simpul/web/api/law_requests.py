"""The interface: requests at law, and words on them."""

from starlette.requests import Request
from starlette.responses import Response

from simpul.core.holding import Direction
from simpul.core.units.holding import Answered
from simpul.services.law_requests import Put
from simpul.web.answers import document
from simpul.web.api.answering import described_router, gives
from simpul.web.api.case_bodies import ApprovalBody
from simpul.web.api.law_bodies import LawRequestBody, LawWordBody
from simpul.web.asked import After, Key, Reader, Releaser, Text
from simpul.web.pages.cases import file_response
from simpul.web.pages.freezes import answered_of, direction_of
from simpul.web.site import site_of
from simpul.web.views.law_cases import LawCasePage, LawCasesPage, case_page, cases_page, texts_at_hand

router = described_router("law")


@router.get("/law-requests", responses=gives(LawCasesPage))
def get_law_requests(
    request: Request,
    signed: Reader,
    direction: Text = Direction.RECEIVED,
    answered_or_not: Text = Answered.WAITING,
    after: After = "",
) -> Response:
    """Give the requests `received` or `own`: those `waiting` by their clock, or those `answered`, latest first."""
    whose, which = direction_of(direction), answered_of(answered_or_not)
    page = site_of(request).node.units.law_files.page(signed.sight, direction=whose, answered=which, after=after)
    return document(cases_page(page, signed.sight, direction=whose, answered=which))


@router.post("/law-requests", responses=gives(Put))
def post_law_request(request: Request, signed: Releaser, body: LawRequestBody) -> Response:
    """Send a request, preliminary or formal, or let it wait for the second officer; what lacks an item is refused."""
    node = site_of(request).node
    return document(node.units.law.ask(signed.sight, body.draft(node.profile.authority.id)))


@router.get("/law-requests/{law_request_id}", responses=gives(LawCasePage))
def get_law_request(request: Request, signed: Reader, law_request_id: Key) -> Response:
    """Give one request: where it stands, its clocks, receipts and words, and which words may be said now."""
    units = site_of(request).node.units
    file = units.law_files.file(signed.sight, law_request_id)
    read = texts_at_hand(file, units.law.cases.read_in_text)
    return document(case_page(file, signed.sight, None, None, treaty="", read=read))


@router.get("/law-requests/{law_request_id}/papers/{record}")
def get_law_paper(request: Request, signed: Reader, law_request_id: Key, record: Key) -> Response:
    """Give a paper of a request or of a word on it."""
    content = site_of(request).node.units.law_files.paper(signed.sight, law_request_id, record)
    return file_response(content, f"{record[:12]}.pdf")


@router.post("/law-requests/{law_request_id}/words", responses=gives(Put))
def post_law_word(request: Request, signed: Releaser, law_request_id: Key, body: LawWordBody) -> Response:
    """Say something on a request, or let it wait for the second officer."""
    return document(site_of(request).node.units.law.say(signed.sight, law_request_id, body.saying()))


@router.post("/law-requests/{law_request_id}/approvals", responses=gives(Put))
def post_law_approval(request: Request, signed: Releaser, law_request_id: Key, body: ApprovalBody) -> Response:  # noqa: ARG001  the address names the request
    """Approve what waits for a second officer, so that it goes."""
    return document(site_of(request).node.units.law.approve(signed.sight, body.record))
