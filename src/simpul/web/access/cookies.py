"""The session's cookie: a secret that only this node's own pages send back.

Several nodes may stand on one host, told apart by their ports, which cookies do not know: so the name of the cookie
has the authority in it.
"""

from datetime import datetime

from starlette.requests import Request
from starlette.responses import Response

from simpul.core.node import NodeProfile
from simpul.services.signing_in import Admitted

SECURE_PREFIX = "__Host-"


def cookie_name(profile: NodeProfile) -> str:
    """Give the name of the session's cookie at this node."""
    name = f"simpul-{profile.authority.id}"
    return SECURE_PREFIX + name if is_https(profile) else name


def is_https(profile: NodeProfile) -> bool:
    """Say whether the node's pages come by https."""
    return profile.base_url.startswith("https://")


def session_secret(request: Request, profile: NodeProfile) -> str:
    """Give the secret that the browser sent, empty where there is none."""
    return request.cookies.get(cookie_name(profile), "")


def hand_over(response: Response, admitted: Admitted, profile: NodeProfile, *, now: datetime) -> None:
    """Give the browser its session."""
    response.set_cookie(
        cookie_name(profile),
        admitted.secret,
        max_age=max(0, int((admitted.session.ends_at - now).total_seconds())),
        path="/",
        secure=is_https(profile),
        httponly=True,
        samesite="strict",
    )


def take_back(response: Response, profile: NodeProfile) -> None:
    """Let the browser forget its session."""
    response.delete_cookie(cookie_name(profile), path="/", secure=is_https(profile), httponly=True, samesite="strict")
