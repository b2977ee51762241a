"""Pages: templates filled with a view, in the officer's language, inside the frame.

A template gets `view` (a frozen dataclass, or nothing) and the frame: who is signed in, whose node it is, the menu,
the language. Everything is escaped; an unknown name in a template is an error.
"""

import hashlib
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from jinja2 import Environment
from starlette.requests import Request
from starlette.responses import HTMLResponse

from simpul.core.node import NodeProfile
from simpul.services.ports.world import Clock
from simpul.web import navigation
from simpul.web.language import COOKIE, LANGUAGES, Language, chosen_language, language
from simpul.web.signed import signed_or_none
from simpul.web.templating import environment_of

HERE = Path(__file__).parent
STATIC = HERE / "static"
THEME_COOKIE = "simpul-theme"
THEMES = ("auto", "light", "dark")


@dataclass(frozen=True, kw_only=True)
class Renderer:
    """Fills templates for one node."""

    node: NodeProfile
    clock: Clock

    @cached_property
    def environments(self) -> dict[str, Environment]:
        """One environment a language, made once."""
        return {code: environment_of(language(code), self.assets) for code in LANGUAGES}

    @cached_property
    def assets(self) -> dict[str, str]:
        """The digest of each static file: its address changes with its contents."""
        files = (path for path in sorted(STATIC.rglob("*")) if path.is_file())
        return {
            path.relative_to(STATIC).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()[:12] for path in files
        }

    def page(self, request: Request, template: str, view: object = None, *, status: int = 200) -> HTMLResponse:
        """Answer with a page."""
        spoken = language_of(request)
        filled = self.environments[spoken.code].get_template(template).render(self._frame(request, spoken), view=view)
        return HTMLResponse(filled, status_code=status, headers={"Content-Language": spoken.code, "Vary": "Cookie"})

    def _frame(self, request: Request, spoken: Language) -> dict[str, object]:
        signed = signed_or_none(request)
        officer = signed.officer if signed else None
        return {
            "lang": spoken,
            "languages": LANGUAGES,
            "theme": theme_of(request),
            "themes": THEMES,
            "node": self.node,
            "path": request.url.path,
            "here": request.url.path + (f"?{request.url.query}" if request.url.query else ""),
            "now": self.clock.now(),
            "signed": signed,
            "officer": officer,
            "form_key": signed.form_key if signed else "",
            "menu": navigation.places_for(officer) if officer else (),
            "compose": navigation.COMPOSE if officer and navigation.may_compose(officer) else None,
            "is_partial": request.headers.get("hx-request") == "true",
        }


def language_of(request: Request) -> Language:
    """Give the language of this request."""
    signed = signed_or_none(request)
    return chosen_language(
        cookie=request.cookies.get(COOKIE, ""),
        officer=signed.officer.language if signed else "",
        accepts=request.headers.get("accept-language", ""),
    )


def theme_of(request: Request) -> str:
    """Give light, dark, or whatever the machine prefers."""
    chosen = request.cookies.get(THEME_COOKIE, "")
    return chosen if chosen in THEMES else THEMES[0]
