"""The interface: requests to freeze, and words on them."""

from starlette.requests import Request
from starlette.responses import Response

from simpul.core.holding import Direction
from simpul.core.units.holding import Answered
from simpul.services.freeze_requests import SaidOn
from simpul.web.answers import document
from simpul.web.api.answering import described_router, gives
from simpul.web.api.case_bodies import ApprovalBody, FreezeBody, WordBody
from simpul.web.asked import After, Key, Reader, Releaser, Text
from simpul.web.pages.freezes import answered_of, direction_of
from simpul.web.site import site_of
from simpul.web.views.freezes import FreezeDocument, FreezesPage, freeze_document, freezes_page

router = described_router("freezes")


@router.get("/freezes", responses=gives(FreezesPage))
def get_freezes(
    request: Request,
    signed: Reader,
    direction: Text = Direction.RECEIVED,
    answered_or_not: Text = Answered.WAITING,
    after: After = "",
) -> Response:
    """Give the requests `received` or `own`: those `waiting` by their clock, or those `answered`, latest first."""
    whose, which = direction_of(direction), answered_of(answered_or_not)
    page = site_of(request).node.units.freezing.page(signed.sight, direction=whose, answered=which, after=after)
    return document(freezes_page(page, direction=whose, answered=which))


@router.post("/freezes", responses=gives(SaidOn))
def post_freeze(request: Request, signed: Releaser, body: FreezeBody) -> Response:
    """Ask a partner to freeze, or let the request wait for the second officer."""
    node = site_of(request).node
    return document(node.units.freezing.ask(signed.sight, body.draft(node.profile.authority.id)))


@router.get("/freezes/{request_id}", responses=gives(FreezeDocument))
def get_freeze(request: Request, signed: Reader, request_id: Key) -> Response:
    """Give one request with everything said on it, and the payments that are held for it."""
    return document(freeze_document(site_of(request).node, signed.sight, request_id))


@router.post("/freezes/{request_id}/words", responses=gives(SaidOn))
def post_word(request: Request, signed: Releaser, request_id: Key, body: WordBody) -> Response:
    """Say something on a request; `frozen` freezes every matching payment that is held and may be seen."""
    return document(site_of(request).node.units.freezing.say(signed.sight, request_id, body.saying()))


@router.post("/freezes/{request_id}/approvals", responses=gives(SaidOn))
def post_approval(request: Request, signed: Releaser, request_id: Key, body: ApprovalBody) -> Response:  # noqa: ARG001  the address names the request
    """Approve what waits for a second officer, so that it goes."""
    return document(site_of(request).node.units.freezing.approve(signed.sight, body.record))
