"""The register of non-profit organisations: what stands, one that was handed in, handing one in, and deciding."""

from fastapi import APIRouter
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from simpul.core.errors import InputError
from simpul.core.payment.rulebook import MOST_REASON, Verdict
from simpul.formats.npo_table import read_npos
from simpul.services.registering import NpoDraft
from simpul.web.access.guard import GuardedRoute
from simpul.web.answers import answered, twins
from simpul.web.asked import After, Form, Importer, Key, Reader
from simpul.web.forms import file_of, filename_of, text_of
from simpul.web.language import msg
from simpul.web.site import site_of
from simpul.web.views.npos import npo_edition_page, npos_page, npos_table

router = APIRouter(route_class=GuardedRoute)

MOST_REGISTER_BYTES = 16 * 1024 * 1024


@twins(router, "/npos", endings=(".json", ".csv"))
def npos(request: Request, signed: Reader, after: After = "") -> Response:
    """Show the register that stands, and those that wait for a second officer."""
    view = npos_page(site_of(request).node, signed.sight, after=after)
    return answered(request, "npos.html", view, table=npos_table(view))


@router.post("/npos", include_in_schema=False)
async def hand_in_npos(request: Request, signed: Importer, form: Form) -> Response:
    """Hand a register in."""
    node = site_of(request).node
    raw, filename = file_of(form, "file", most=MOST_REGISTER_BYTES), filename_of(form, "file")
    entries = await run_in_threadpool(read_npos, raw, filename=filename, limits=node.profile.limits)
    draft = NpoDraft(
        source=text_of(form, "source", most=400),
        as_of=text_of(form, "as_of", most=10),
        entries=entries,
        reason=text_of(form, "reason", most=MOST_REASON),
    )
    made = await run_in_threadpool(node.registering.propose, signed.sight, draft)
    return RedirectResponse(f"/npos/{made.id}", status_code=303)


@twins(router, "/npos/{register_id}", endings=(".json", ".csv"))
def npo_edition(request: Request, signed: Reader, register_id: Key, after: After = "") -> Response:
    """Show one register that was handed in, beside the one that stands."""
    view = npo_edition_page(site_of(request).node, signed.sight, register_id, after=after)
    return answered(request, "npos.html", view, table=npos_table(view))


@router.post("/npos/{register_id}/decide", include_in_schema=False)
def decide_npos(request: Request, signed: Reader, register_id: Key, form: Form) -> Response:
    """Approve or refuse a register that another officer handed in."""
    said, reason = text_of(form, "verdict"), text_of(form, "reason", most=MOST_REASON)
    if said not in set(Verdict):
        raise InputError(msg("choose a decision"), place="verdict")
    site_of(request).node.registering.decide(signed.sight, register_id, Verdict(said), reason=reason)
    return RedirectResponse("/npos", status_code=303)
