"""Pages of second factors: choosing one, setting an authenticator app up, adding a passkey."""

import segno
from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from simpul.core.access import SecondFactor
from simpul.core.credentials import Stage
from simpul.core.errors import InputError
from simpul.services.second_factors import CodeSetUp
from simpul.services.signing_in import Admitted
from simpul.web.access.asked import UNFINISHED, Form
from simpul.web.access.guard import GuardedRoute, access_of, signed_in_of
from simpul.web.access.signing_in import MOST_ANSWER, entered
from simpul.web.access.views import CodeView, SetUpView
from simpul.web.answers import document
from simpul.web.forms import text_of
from simpul.web.site import site_of

router = APIRouter(route_class=GuardedRoute, include_in_schema=False)

OWN_PAGE = "/me"
GROUP = 4


@router.get("/sign-in/set-up", dependencies=[UNFINISHED])
def choose_factor(request: Request) -> Response:
    """Show the kinds of second factors."""
    access, signed = access_of(request), signed_in_of(request)
    if signed.stage is Stage.CONFIRM:
        return RedirectResponse("/sign-in/confirm", status_code=303)
    first = signed.stage is Stage.SET_UP
    view = SetUpView(first=first, may_wait=first and access.signing_in.second_factor is SecondFactor.MAY_WAIT)
    return site_of(request).renderer.page(request, "access/set-up.html", view)


@router.get("/sign-in/set-up/code", dependencies=[UNFINISHED])
def begin_code(request: Request) -> Response:
    """Show what an authenticator app is set up with."""
    return _code_page(request, access_of(request).factors.begin_code(signed_in_of(request)))


@router.post("/sign-in/set-up/code", dependencies=[UNFINISHED])
def finish_code(request: Request, form: Form) -> Response:
    """Keep the authenticator app once it shows the right code."""
    factors, signed, ticket = access_of(request).factors, signed_in_of(request), text_of(form, "ticket")
    try:
        done = factors.finish_code(signed, ticket, text_of(form, "code", most=40))
    except InputError as exc:
        if exc.place != "code":
            raise
        return _code_page(request, factors.reopen_code(signed, ticket), wrong="wrong")
    return _done(request, done)


@router.get("/sign-in/set-up/passkey.json", dependencies=[UNFINISHED])
def begin_passkey(request: Request) -> Response:
    """Give what the browser needs to make a passkey."""
    return document(access_of(request).factors.begin_passkey(signed_in_of(request)))


@router.post("/sign-in/set-up/passkey", dependencies=[UNFINISHED])
def finish_passkey(request: Request, form: Form) -> Response:
    """Keep the passkey that the browser made."""
    done = access_of(request).factors.finish_passkey(
        signed_in_of(request),
        text_of(form, "ticket"),
        text_of(form, "answer", most=MOST_ANSWER),
        name=text_of(form, "passkey_name", most=200),
    )
    return _done(request, done)


def _code_page(request: Request, begun: CodeSetUp, *, wrong: str = "") -> Response:
    grouped = " ".join(begun.secret[start : start + GROUP] for start in range(0, len(begun.secret), GROUP))
    picture = segno.make(begun.address, error="m").svg_inline(scale=4, dark="#000000", light="#ffffff", border=3)
    view = CodeView(secret=grouped, picture=picture, ticket=begun.ticket, wrong=bool(wrong))
    return site_of(request).renderer.page(request, "access/code.html", view, status=422 if wrong else 200)


def _done(request: Request, done: Admitted | None) -> Response:
    return entered(request, done, to="/") if done else RedirectResponse(OWN_PAGE, status_code=303)
