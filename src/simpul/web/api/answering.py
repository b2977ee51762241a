"""How the interface describes its answers."""

from fastapi import APIRouter

from simpul.web.access.guard import GuardedRoute
from simpul.web.faults import PROBLEM_JSON, Problem

PROBLEMS = {
    401: "Nobody is signed in, or the token is not valid.",
    403: "The role, the token's scope or the terms of the item do not allow it.",
    404: "There is nothing here for this caller.",
    409: "The state has moved on.",
    422: "The input is refused; `place` names where.",
}


def described_router(tag: str) -> APIRouter:
    """Make a router of the interface; every route asks its guard first and describes its refusals."""
    return APIRouter(
        prefix="/api/v1",
        tags=[tag],
        route_class=GuardedRoute,
        responses={
            status: {"model": Problem, "description": said, "content": {PROBLEM_JSON: {}}}
            for status, said in PROBLEMS.items()
        },
    )


def gives(model: object, said: str = "Done.") -> dict[int | str, dict[str, object]]:
    """Describe what a route gives when all is well."""
    return {200: {"model": model, "description": said}}
