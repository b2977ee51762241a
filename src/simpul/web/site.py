"""What every handler has at hand: the node, what fills pages, and what tells viewers that something changed."""

from collections.abc import Callable
from dataclasses import dataclass, field

from starlette.requests import Request

from simpul.core.errors import SettingsError
from simpul.web.lanes import Lane
from simpul.web.live import Hub
from simpul.web.metrics import Metrics
from simpul.web.node import Node
from simpul.web.rendering import Renderer
from simpul.web.uploads import Uploads


@dataclass(frozen=True, slots=True, kw_only=True)
class Readiness:
    """Whether the node can do its work; `doing` says in English what it does while it cannot.

    `indexed` says whether names can be screened: whatever else is amiss, the index of names has been built.
    """

    ready: bool
    doing: str = ""
    indexed: bool = True


def always_ready() -> Readiness:
    """Say that there is nothing to wait for."""
    return Readiness(ready=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """One node's web room."""

    node: Node
    renderer: Renderer
    hub: Hub
    metrics: Metrics
    uploads: Uploads
    readiness: Callable[[], Readiness] = always_ready
    matching: Lane = field(default_factory=lambda: Lane("matching"))


def site_of(request: Request) -> Site:
    """Give the site that a request came to.

    Raises:
        SettingsError: the application was not made by `create_app`.
    """
    site = request.app.state.site
    if not isinstance(site, Site):
        raise SettingsError("the application has no site")
    return site
