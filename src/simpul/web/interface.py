"""The interface for software: made when software first asks, for it takes 12 MB of a node that nobody asks."""

import importlib
from collections.abc import Sequence
from types import ModuleType

from fastapi import APIRouter, FastAPI
from starlette.routing import BaseRoute, Match
from starlette.types import Scope

from simpul.web.access.guard import Policy, declares, require_declared

_ROUTERS = "simpul.web.api.routers"
BEGINNINGS = ("/api/v1/", "/match/", "/search/", "/entities/")
WHOLE = frozenset({"/algorithms", "/catalog", "/manifest"})
"""How the paths of the interface begin, and the others in full."""


def with_interface(app: FastAPI, others: Sequence[APIRouter]) -> None:
    """Add these routes with the whole interface: what is busiest before them, the rest behind them."""
    routers = importlib.import_module(_ROUTERS)
    for router in (*routers.BUSIEST, *others, *routers.ROUTERS):
        app.include_router(router)


def with_late_interface(app: FastAPI, others: Sequence[APIRouter]) -> None:
    """Add these routes, and the interface when software first asks."""
    app.router.routes.append(LateInterface(app))
    for router in others:
        app.include_router(router)


def is_of_interface(path: str) -> bool:
    """Say whether a path is one of the interface for software."""
    return path in WHOLE or path.startswith(BEGINNINGS)


class LateInterface(BaseRoute):
    """Stands before all routes in the place of the interface, and matches nothing itself.

    At the first path of the interface it adds the routes: the busiest right behind itself, the others at the end. They
    are looked at in the same search, which goes on behind it, and each asks its own guard.
    """

    def __init__(self, app: FastAPI) -> None:
        """Wait for the first question."""
        self.endpoint = declares(Policy.OPEN)(lambda: None)
        self._app = app
        self._is_made = False

    def matches(self, scope: Scope) -> tuple[Match, Scope]:
        """Match nothing; make the interface when it is asked for."""
        if not self._is_made and scope["type"] == "http" and is_of_interface(scope["path"]):
            self._is_made = True
            self._make(importlib.import_module(_ROUTERS))
        return Match.NONE, {}

    def _make(self, routers: ModuleType) -> None:
        routes = self._app.router.routes
        for router in routers.ROUTERS:
            self._app.include_router(router)
        for router in reversed(routers.BUSIEST):
            self._app.include_router(router)
            routes.insert(routes.index(self) + 1, routes.pop())
        require_declared(self._app)
