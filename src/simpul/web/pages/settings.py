"""Settings: whose node this is, its limits and its state, the language, light and dark; and help."""

from dataclasses import dataclass

from fastapi import APIRouter, Depends
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from simpul.core.authority import Level, Role
from simpul.core.handling import HandlingCode, Tlp
from simpul.core.node import Limits
from simpul.web.access.guard import GuardedRoute, Policy, guard
from simpul.web.answers import answered, twins
from simpul.web.asked import ANYBODY, Form
from simpul.web.forms import text_of
from simpul.web.language import COOKIE, LANGUAGES
from simpul.web.rendering import THEME_COOKIE, THEMES
from simpul.web.site import Readiness, site_of
from simpul.web.version import VERSION
from simpul.web.views.writing import Choices
from simpul.web.words.acts import ROLE_SENTENCES

router = APIRouter(route_class=GuardedRoute)

A_YEAR = 365 * 24 * 3600


@dataclass(frozen=True, slots=True, kw_only=True)
class SettingsPage:
    """What the node is set to."""

    authority: str
    name: str
    base_url: str
    version: str
    two_officers_from: Level
    limits: Limits
    readiness: Readiness


@dataclass(frozen=True, slots=True, kw_only=True)
class Glossary:
    """The closed vocabularies that the help page explains."""

    choices: Choices
    tlps: tuple[Tlp, ...] = tuple(Tlp)
    codes: tuple[HandlingCode, ...] = tuple(HandlingCode)
    roles: tuple[tuple[Role, str], ...] = tuple(ROLE_SENTENCES.items())


@twins(router, "/settings", dependencies=[ANYBODY])
def settings_page(request: Request) -> Response:
    """Show what the node is set to."""
    site = site_of(request)
    profile = site.node.profile
    view = SettingsPage(
        authority=profile.authority.id,
        name=profile.authority.name,
        base_url=profile.base_url,
        version=VERSION,
        two_officers_from=profile.two_officers_from,
        limits=profile.limits,
        readiness=site.readiness(),
    )
    return answered(request, "settings.html", view)


@router.get("/help", include_in_schema=False, dependencies=[ANYBODY])
def help_page(request: Request) -> Response:
    """Show the words of the field and the keys."""
    return site_of(request).renderer.page(request, "help.html", Glossary(choices=Choices(partners=())))


@router.post("/language", include_in_schema=False, dependencies=[Depends(guard(Policy.OPEN))])
def choose_language(form: Form) -> Response:
    """Keep the language of this browser."""
    return _kept(form_next(text_of(form, "next")), COOKIE, text_of(form, "language"), tuple(LANGUAGES))


@router.post("/theme", include_in_schema=False, dependencies=[Depends(guard(Policy.OPEN))])
def choose_theme(form: Form) -> Response:
    """Keep light or dark for this browser."""
    return _kept(form_next(text_of(form, "next")), THEME_COOKIE, text_of(form, "theme"), THEMES)


def form_next(said: str) -> str:
    """Give where to go next: an address of this node, or its first page."""
    ours = said.startswith("/") and not said.startswith(("//", "/\\")) and "\\" not in said
    return said if ours else "/"


def _kept(to: str, name: str, value: str, known: tuple[str, ...]) -> Response:
    answer = RedirectResponse(to, status_code=303)
    if value in known:
        answer.set_cookie(name, value, max_age=A_YEAR, path="/", httponly=True, samesite="lax")
    return answer
