"""Requests at law between nodes: those made and received by their clocks, one with its law beside, what is said on it.

The law beside is computed of the request's own case, and loaded when the first one is looked at.
"""

import importlib

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from simpul.core.errors import InputError
from simpul.core.holding import Direction
from simpul.core.units.holding import Answered
from simpul.web.access.guard import GuardedRoute
from simpul.web.answers import answered, twins
from simpul.web.asked import After, Form, Key, Reader, Releaser, Text
from simpul.web.forms import text_of
from simpul.web.language import msg
from simpul.web.pages.cases import file_response
from simpul.web.pages.freezes import direction_of
from simpul.web.pages.law_forms import law_saying_of, request_of
from simpul.web.pages.law_papers import certificate_of, language_that_says, signed_of
from simpul.web.site import site_of
from simpul.web.views.law_cases import (
    LookedAt,
    StatisticsPage,
    case_page,
    cases_page,
    cases_table,
    statistics_table,
    texts_at_hand,
    words_table,
)

router = APIRouter(route_class=GuardedRoute)

_DRAFTING = "simpul.web.views.law_drafting"
LOOKED_AT = "looked-at"


@twins(router, "/law-cases", endings=(".json", ".csv"))
def law_cases(
    request: Request, signed: Reader, direction: Text = Direction.RECEIVED, ended: Text = "", after: After = ""
) -> Response:
    """Show the requests: received or made, those that are open by their clock, or those that ended."""
    whose, which = direction_of(direction), Answered.ANSWERED if ended else Answered.WAITING
    files = site_of(request).node.units.law_files
    page = files.page(signed.sight, direction=whose, answered=which, after=after)
    view = cases_page(page, signed.sight, direction=whose, answered=which)
    return answered(request, "law-cases.html", view, table=cases_table(view))


@twins(router, "/law-cases/statistics", endings=(".json", ".csv"))
def law_statistics(request: Request, signed: Reader) -> Response:
    """Show the figures on requests, made and received."""
    view = StatisticsPage(statistics=site_of(request).node.units.law_files.statistics(signed.sight))
    return answered(request, "law-statistics.html", view, table=statistics_table(view))


@twins(router, "/law-cases/{law_request_id}", endings=(".json", ".csv"))
def law_case(request: Request, signed: Reader, law_request_id: Key, signature: Text = "") -> Response:
    """Show one request: where it stands, its clocks and receipts, what was said on it, and the law beside."""
    node = site_of(request).node
    file = node.units.law_files.file(signed.sight, law_request_id)
    drafting = importlib.import_module(_DRAFTING)
    register = drafting.register_with(node.lawkeeping.accepted())
    beside = drafting.beside_in(file.request.content, register)
    found = None
    if signature == LOOKED_AT and file.request.paper:
        content = node.units.law_files.paper(signed.sight, law_request_id, file.standing.request.id)
        says = language_that_says(request, file.request.content, content)
        found = LookedAt(signature=node.papers.looked_at(content), says=says)
    treaty = drafting.title_in(register, file.request.treaty)
    read = texts_at_hand(file, node.units.law.cases.read_in_text)
    view = case_page(file, signed.sight, beside, found, treaty=treaty, read=read)
    return answered(request, "law-case.html", view, table=words_table(view))


@router.get("/law-cases/{law_request_id}/papers/{record}", include_in_schema=False)
def law_case_paper(request: Request, signed: Reader, law_request_id: Key, record: Key) -> Response:
    """Give a paper of a request or of a word on it."""
    content = site_of(request).node.units.law_files.paper(signed.sight, law_request_id, record)
    return file_response(content, f"{record[:12]}.pdf")


@router.get("/law-cases/{law_request_id}/case", include_in_schema=False)
def law_case_content(request: Request, signed: Reader, law_request_id: Key) -> Response:
    """Give the case of a request as JSON, byte for byte as it was signed."""
    file = site_of(request).node.units.law_files.file(signed.sight, law_request_id)
    return file_response(file.request.content.encode(), f"{law_request_id[:12]}.json")


@router.post("/law-cases/{law_request_id}/words", include_in_schema=False)
def say_on_law_case(request: Request, signed: Releaser, law_request_id: Key, form: Form) -> Response:
    """Say something on a request."""
    site_of(request).node.units.law.say(signed.sight, law_request_id, law_saying_of(form))
    return _to(law_request_id)


@router.post("/law-cases/{law_request_id}/approvals", include_in_schema=False)
def approve_on_law_case(request: Request, signed: Releaser, law_request_id: Key, form: Form) -> Response:
    """Approve what waits for a second officer, so that it goes."""
    site_of(request).node.units.law.approve(signed.sight, text_of(form, "record", most=64))
    return _to(law_request_id)


@router.post("/law-drafts/{law_draft_id}/request", include_in_schema=False)
def send_law_draft(request: Request, signed: Releaser, law_draft_id: Key, form: Form) -> Response:
    """Sign a draft and send it as a request, or keep it for the second officer who has to approve it."""
    node = site_of(request).node
    held = node.lawdrafting.draft(signed.sight, law_draft_id)
    given = (certificate_of(form), text_of(form, "passphrase"), text_of(form, "lang", most=5))
    paper = None
    if given[0] or node.papers.has_certificate:
        if not given[1]:
            raise InputError(msg("its passphrase is needed"), place="passphrase")
        paper = signed_of(request, signed, held, given)
    put = node.units.law.ask(signed.sight, request_of(form, held, paper))
    return _to(put.thread)


def _to(thread: str) -> Response:
    return RedirectResponse(f"/law-cases/{thread}", status_code=303)
