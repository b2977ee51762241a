"""Requests to freeze: those that wait by their clock, one with everything said on it, asking and answering."""

from dataclasses import dataclass

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from simpul.core.cases.freezing import TargetKind, Urgency
from simpul.core.errors import InputError
from simpul.core.holding import Direction
from simpul.core.units.holding import Answered
from simpul.web.access.guard import GuardedRoute
from simpul.web.answers import answered, twins
from simpul.web.asked import After, Form, Key, Reader, Releaser, Text
from simpul.web.drafting.fields import DraftFields
from simpul.web.forms import text_of
from simpul.web.language import msg
from simpul.web.pages.case_forms import freeze_draft, saying_of
from simpul.web.pages.cases import USUAL
from simpul.web.pages.drafts import choices_of
from simpul.web.site import site_of
from simpul.web.views.freezes import freeze_document, freezes_page, freezes_table, words_table
from simpul.web.views.writing import Choices

router = APIRouter(route_class=GuardedRoute)


@dataclass(frozen=True, slots=True, kw_only=True)
class FreezeForm:
    """The form that asks to freeze, with what a case fills in."""

    choices: Choices
    fields: DraftFields
    case: str
    kind: str
    value: str
    kinds: tuple[TargetKind, ...] = tuple(TargetKind)
    urgencies: tuple[Urgency, ...] = tuple(Urgency)


@twins(router, "/freezes", endings=(".json", ".csv"))
def freezes(
    request: Request,
    signed: Reader,
    direction: Text = Direction.RECEIVED,
    answered_or_not: Text = Answered.WAITING,
    after: After = "",
) -> Response:
    """Show the requests: received or asked, those that wait by their clock or those that were answered."""
    whose, which = direction_of(direction), answered_of(answered_or_not)
    page = site_of(request).node.units.freezing.page(signed.sight, direction=whose, answered=which, after=after)
    view = freezes_page(page, direction=whose, answered=which)
    return answered(request, "freezes.html", view, table=freezes_table(view))


@router.get("/freezes/new", include_in_schema=False)
def new_freeze(
    request: Request,
    signed: Reader,  # noqa: ARG001  the guard is asked by it
    case: Text = "",
    kind: Text = TargetKind.ACCOUNT,
    value: Text = "",
) -> Response:
    """Show the form that asks a partner to freeze."""
    site = site_of(request)
    view = FreezeForm(choices=choices_of(site.node, USUAL), fields=USUAL, case=case, kind=kind, value=value)
    return site.renderer.page(request, "freeze-new.html", view)


@router.post("/freezes", include_in_schema=False)
def ask_to_freeze(request: Request, signed: Releaser, form: Form) -> Response:
    """Ask a partner to freeze."""
    node = site_of(request).node
    said = node.units.freezing.ask(signed.sight, freeze_draft(form, us=node.profile.authority.id))
    return _to(said.record)


@twins(router, "/freezes/{request_id}", endings=(".json", ".csv"))
def freeze(request: Request, signed: Reader, request_id: Key) -> Response:
    """Show one request: what is asked, where it stands, what is held for it, and what may be said."""
    view = freeze_document(site_of(request).node, signed.sight, request_id)
    return answered(request, "freeze.html", view, table=words_table(view))


@router.post("/freezes/{request_id}/words", include_in_schema=False)
def say_on_freeze(request: Request, signed: Releaser, request_id: Key, form: Form) -> Response:
    """Say something on a request: answer it, ask for more, add to it, withdraw it, lift the freeze."""
    site_of(request).node.units.freezing.say(signed.sight, request_id, saying_of(form))
    return _to(request_id)


@router.post("/freezes/{request_id}/approvals", include_in_schema=False)
def approve_freeze(request: Request, signed: Releaser, request_id: Key, form: Form) -> Response:
    """Approve what waits for a second officer, so that it goes."""
    site_of(request).node.units.freezing.approve(signed.sight, text_of(form, "record", most=64))
    return _to(request_id)


def direction_of(said: str) -> Direction:
    """Read whose requests are asked for.

    Raises:
        InputError: it is neither.
    """
    if said not in set(Direction):
        raise InputError(msg("choose one of those offered"), place="direction")
    return Direction(said)


def answered_of(said: str) -> Answered:
    """Read whether waiting or answered requests are asked for.

    Raises:
        InputError: it is neither.
    """
    if said not in set(Answered):
        raise InputError(msg("choose one of those offered"), place="answered_or_not")
    return Answered(said)


def _to(request_id: str) -> Response:
    return RedirectResponse(f"/freezes/{request_id}", status_code=303)
