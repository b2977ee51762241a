"""The page of one's own access: second factors, sessions, tokens, language."""

from datetime import timedelta

from fastapi import APIRouter
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from simpul.core.credentials import Scope
from simpul.core.errors import InputError
from simpul.web.access.asked import OWN_ACCESS, Form, Own
from simpul.web.access.guard import GuardedRoute, access_of, signed_in_of
from simpul.web.access.views import OwnView, own_view
from simpul.web.answers import answered, twins
from simpul.web.forms import text_of, texts_of
from simpul.web.language import COOKIE, LANGUAGES, msg
from simpul.web.site import site_of

router = APIRouter(route_class=GuardedRoute, include_in_schema=False)

TEMPLATE = "access/own.html"


@twins(router, "/me", dependencies=[OWN_ACCESS])
def own_access(request: Request) -> Response:
    """Show the officer's own access."""
    return answered(request, TEMPLATE, _view(request))


@router.post("/me/language")
def choose_language(request: Request, signed: Own, form: Form) -> Response:
    """Keep the officer's language, on every browser."""
    language = text_of(form, "language", most=10)
    if language not in LANGUAGES:
        raise InputError(msg("choose one of the languages"), place="language")
    access_of(request).officers.choose_language(signed.sight, language)
    answer = _back()
    answer.delete_cookie(COOKIE, path="/")
    return answer


@router.post("/me/passkeys/remove", dependencies=[OWN_ACCESS])
def remove_passkey(request: Request, form: Form) -> Response:
    """Take a passkey away."""
    access_of(request).factors.remove_passkey(signed_in_of(request), text_of(form, "id"))
    return _back()


@router.post("/me/code/remove", dependencies=[OWN_ACCESS])
def remove_code(request: Request) -> Response:
    """Take the authenticator app away."""
    access_of(request).factors.remove_code(signed_in_of(request))
    return _back()


@router.post("/me/sessions/end", dependencies=[OWN_ACCESS])
def end_session(request: Request, form: Form) -> Response:
    """End one of the officer's sessions."""
    access_of(request).factors.end_session(signed_in_of(request), text_of(form, "id", most=64))
    return _back()


@router.post("/me/tokens", dependencies=[OWN_ACCESS])
def issue_token(request: Request, form: Form) -> Response:
    """Issue a token and show its secret, once."""
    issued = access_of(request).tokens.issue(
        signed_in_of(request),
        name=text_of(form, "name", most=200),
        scopes=_scopes(form),
        length=timedelta(days=_days(form)),
    )
    return site_of(request).renderer.page(request, TEMPLATE, _view(request, issued=issued.secret), status=201)


@router.post("/me/tokens/withdraw", dependencies=[OWN_ACCESS])
def withdraw_token(request: Request, form: Form) -> Response:
    """Let a token serve no more."""
    access_of(request).tokens.withdraw(signed_in_of(request), text_of(form, "id", most=64))
    return _back()


def _view(request: Request, *, issued: str = "") -> OwnView:
    access, signed = access_of(request), signed_in_of(request)
    return own_view(
        signed,
        access.factors.of(signed),
        sessions=access.factors.sessions(signed),
        tokens=access.tokens.of(signed),
        issued=issued,
    )


def _back() -> Response:
    return RedirectResponse("/me", status_code=303)


def _scopes(form: FormData) -> tuple[Scope, ...]:
    try:
        return tuple(Scope(value) for value in texts_of(form, "scopes", most=10))
    except ValueError as exc:
        raise InputError(msg("choose from the scopes"), place="scopes") from exc


def _days(form: FormData) -> int:
    value = text_of(form, "days", most=10)
    if not (value.isascii() and value.isdigit() and 1 <= int(value) <= 3_650):
        raise InputError(msg("give a number of days"), place="days")
    return int(value)
