"""The way back from a form that was refused: the nearest page above the address that it was sent to.

Browsers name no page that they come from (no referrer is sent), so the address itself has to say: what is sent to
`/payments/…/release` was asked for by `/payments/…`. The address alone is read, never whether anything is there.
"""

import re
from collections.abc import Iterator

from fastapi import FastAPI
from fastapi.routing import iter_route_contexts
from starlette.requests import Request

PARAMETER = re.compile(r"\\{[^}]*\\}")


def page_before(request: Request) -> str:
    """Give the address of the page that a refused form belongs to; nothing where there is none above it."""
    app = request.scope.get("app")
    if request.method != "POST" or not isinstance(app, FastAPI):
        return ""
    pages = tuple(_pages(app))
    return next((each for each in _above(request.url.path) if any(page.fullmatch(each) for page in pages)), "")


def _above(path: str) -> Iterator[str]:
    """Give the addresses above one, nearest first; an address of one part belongs to itself."""
    parts = path.strip("/").split("/")
    if len(parts) == 1:
        yield f"/{parts[0]}"
    for length in range(len(parts) - 1, 0, -1):
        yield "/" + "/".join(parts[:length])


def _pages(app: FastAPI) -> Iterator[re.Pattern[str]]:
    for context in iter_route_contexts(app.routes):
        if "GET" in (context.methods or ()) and context.path:
            yield re.compile(PARAMETER.sub("[^/]+", re.escape(context.path)))
