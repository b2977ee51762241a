"""The page on the interface for software: its description and the tool that shows it, all from this node."""

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from simpul.web.access.guard import GuardedRoute
from simpul.web.asked import ANYBODY
from simpul.web.site import site_of

SECURITY = {"token": {"type": "http", "scheme": "bearer", "description": "A token made under My access."}}

router = APIRouter(route_class=GuardedRoute)


@router.get("/api/docs", include_in_schema=False, dependencies=[ANYBODY])
def api_page(request: Request) -> Response:
    """Show the interface with its own tool."""
    return site_of(request).renderer.page(request, "api.html")


@router.get("/api/v1/openapi.json", include_in_schema=False, dependencies=[ANYBODY])
def api_description(request: Request) -> Response:
    """Give the description of the interface (OpenAPI 3.1)."""
    described = request.app.openapi()
    described.setdefault("components", {})["securitySchemes"] = SECURITY
    described["security"] = [{name: []} for name in SECURITY]
    return JSONResponse(described)
