"""The web room of one node: pages, their twins, the interface for software, the doors for partners, the frame.

From the outside in, a request passes: tracing (id, log, figures, last resort), security headers, the bound on its
body, then its route, which asks the guard first.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from fastapi import APIRouter, FastAPI
from fastapi.staticfiles import StaticFiles
from starlette.middleware import Middleware
from starlette.responses import Response
from starlette.routing import BaseRoute
from starlette.staticfiles import NotModifiedResponse
from starlette.types import Scope

from simpul.core.node import Limits
from simpul.web.access import pages as access_pages
from simpul.web.access.guard import Policy, declares, require_declared
from simpul.web.bounds import MOST_CASE_BYTES, MOST_EVIDENCE_BYTES, MOST_PAYMENT_BYTES, BodyBound
from simpul.web.faults import Faults
from simpul.web.headers import SecurityHeaders
from simpul.web.health import ROUTES as HEALTH_ROUTES
from simpul.web.interface import with_interface
from simpul.web.live import Hub
from simpul.web.metrics import Metrics
from simpul.web.node import Node
from simpul.web.pages import routers as page_routers
from simpul.web.rendering import STATIC, Renderer
from simpul.web.site import Readiness, Site, always_ready
from simpul.web.tracing import Tracing
from simpul.web.uploads import Uploads

A_YEAR = "public, max-age=31536000, immutable"


@dataclass(frozen=True, slots=True, kw_only=True)
class WebOptions:
    """What a node may set of its web room: who reads figures, what else is mounted, when it is ready.

    `interface` adds the routes for software, with the others around which they stand.
    """

    metrics_token: str = ""
    doors: tuple[BaseRoute, ...] = ()
    readiness: Callable[[], Readiness] = always_ready
    interface: Callable[[FastAPI, Sequence[APIRouter]], None] = with_interface


def create_app(node: Node, *, hub: Hub | None = None, options: WebOptions | None = None) -> FastAPI:
    """Make the web room of a node.

    Raises:
        SettingsError: a route declares no policy.
    """
    chosen = options or WebOptions()
    renderer = Renderer(node=node.profile, clock=node.clock)
    faults = Faults(renderer)
    metrics = Metrics(token=chosen.metrics_token)
    app = FastAPI(
        title=f"Simpul, {node.profile.authority.id}",
        version="1",
        docs_url=None,
        redoc_url=None,
        openapi_url=None,
        swagger_ui_oauth2_redirect_url=None,
        redirect_slashes=False,
        middleware=_middleware(node, faults, metrics),
    )
    app.state.site = Site(
        node=node,
        renderer=renderer,
        hub=hub or Hub(),
        metrics=metrics,
        uploads=Uploads(node.clock.now),
        readiness=chosen.readiness,
    )
    faults.register(app)
    app.mount("/static", declares(Policy.OPEN)(KeptFiles(directory=STATIC)), name="static")
    app.router.routes.extend((*HEALTH_ROUTES, *chosen.doors))
    chosen.interface(app, (access_pages.router, *page_routers.ROUTERS))
    require_declared(app)
    return app


class KeptFiles(StaticFiles):
    """Static files; with the digest in its address a file may be kept for a year."""

    def file_response(self, *args: object, **kwargs: object) -> Response:
        """Answer with a file."""
        answer = super().file_response(*args, **kwargs)  # type: ignore[arg-type]  # passed on as they came
        if not isinstance(answer, NotModifiedResponse):
            answer.headers["Cache-Control"] = A_YEAR
        return answer

    async def get_response(self, path: str, scope: Scope) -> Response:
        """Answer with a file, never with a folder."""
        return await super().get_response(path, scope)


def bounds_of(limits: Limits) -> Mapping[str, int]:
    """Give how long a request may be, by the beginning of its path."""
    return {
        "/peer/": limits.max_delivery_bytes,
        "/lists/import": limits.max_list_bytes,
        "/api/v1/lists": limits.max_list_bytes,
        "/api/v1/operator": limits.max_list_bytes,
        "/subjects/import": limits.max_table_bytes,
        "/api/v1/subjects": limits.max_table_bytes,
        "/drafts": 4 * 1024 * 1024,
        "/api/v1/drafts": 4 * 1024 * 1024,
        "/cases": MOST_CASE_BYTES,
        "/law-cases": MOST_CASE_BYTES,
        "/law-drafts": MOST_PAYMENT_BYTES,
        "/api/v1/cases": MOST_CASE_BYTES,
        "/api/v1/law-requests": MOST_CASE_BYTES,
        "/evidence": MOST_EVIDENCE_BYTES,
        "/api/v1/payments": MOST_PAYMENT_BYTES,
        "/api/v1/reports": 16 * 1024 * 1024,
        "/reports/import": 16 * 1024 * 1024,
    }


def _middleware(node: Node, faults: Faults, metrics: Metrics) -> list[Middleware]:
    return [
        Middleware(Tracing, metrics=metrics, failed=faults.failed),
        Middleware(SecurityHeaders, base_url=node.profile.base_url),
        Middleware(BodyBound, bounds=bounds_of(node.profile.limits), refuse=faults.refuse),
    ]
