"""The guard: who may call a route, declared on every route and asked before anything of the request is read.

A route without a declared policy stops the application from starting. The guard looks at the credential, the stage
of the sign-in, the roles, the scope of a token and the form key of a session; what an officer may see of an item is
for `core.handling.decide`, further down. An `Authorization` header counts alone: no cookie mends a wrong one.
"""

from collections.abc import Callable, Coroutine, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from fastapi import FastAPI
from fastapi.dependencies.models import Dependant
from fastapi.routing import APIRoute, RouteContext, iter_route_contexts
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Mount

from simpul.core.authority import Sight, viewer_of
from simpul.core.credentials import CredentialKind, Scope, SignedIn, Stage, form_key, is_form_key
from simpul.core.errors import DeniedError, RefusedError, SettingsError
from simpul.services.access import Access
from simpul.web.access.cookies import session_secret
from simpul.web.access.policies import DEMANDS, MARK, SAFE_METHODS, Policy, declares, scope_of
from simpul.web.errors import SignInNeededError
from simpul.web.forms import form_of
from simpul.web.signed import Signed
from simpul.web.site import site_of

__all__ = [
    "Guard",
    "GuardedRoute",
    "Policy",
    "access_of",
    "declared",
    "declares",
    "guard",
    "require_declared",
    "signed_in_of",
    "still_signed_in",
    "undeclared",
]

FORM_KEY = "form_key"
FORM_KEY_HEADER = "x-form-key"
OWN_FETCHES = frozenset({"", "none", "same-origin"})
"""What a browser says of a request that no other site made (Fetch Metadata); absent where it says nothing."""
TOKEN_SCHEMES = frozenset({"bearer", "apikey"})
"""How a token is shown: as RFC 6750 has it, or as clients of OpenSanctions do."""
FORMS = ("application/x-www-form-urlencoded", "multipart/form-data")


@dataclass(frozen=True, slots=True, kw_only=True)
class Guard:
    """A FastAPI dependency that asks who comes; `scope` is what a token needs where it is not the usual one."""

    policy: Policy
    scope: Scope | None = None

    def __post_init__(self) -> None:
        """Refuse a policy that asks for something else than an officer: its door asks for itself, and `declares` it."""
        if self.policy not in DEMANDS and self.policy is not Policy.OPEN:
            raise SettingsError(f"no guard stands at a door for {self.policy}")

    async def __call__(self, request: Request) -> Signed | None:
        """Give who is signed in; it was asked already where the route is a `GuardedRoute`.

        Raises:
            SignInNeededError: nobody is, or not far enough.
            DeniedError: the officer's role, or the token's scope, does not include this; recorded.
        """
        asked = getattr(request.state, "asked", None)
        if asked != self:
            await self.ask(request)
        return getattr(request.state, "signed", None)

    async def ask(self, request: Request) -> None:
        """Look at what the request shows, and keep who comes in its state."""
        _require_own_pages(request)
        signed_in = await run_in_threadpool(_who, request)
        if signed_in is None and self.policy in DEMANDS:
            raise SignInNeededError("sign in first")
        if signed_in is not None:
            await self._admit(request, signed_in)
        request.state.asked = self

    async def _admit(self, request: Request, signed_in: SignedIn) -> None:
        access = access_of(request)
        if self.policy in DEMANDS:
            await self._require(request, signed_in, access)
        secret = session_secret(request, access.profile) if signed_in.kind is CredentialKind.SESSION else ""
        if secret and self.policy in DEMANDS and request.method not in SAFE_METHODS:
            await _require_form_key(request, secret)
        viewer = viewer_of(signed_in.officer, authority=access.profile.authority.id)
        request.state.signed_in = signed_in
        if self.policy is Policy.OPEN and signed_in.stage is not Stage.FULL:
            return
        request.state.signed = Signed(
            officer=signed_in.officer,
            sight=Sight(viewer=viewer, at=access.clock.now()),
            form_key=form_key(secret) if secret else "",
        )

    async def _require(self, request: Request, signed_in: SignedIn, access: Access) -> None:
        demand = DEMANDS[self.policy]
        if signed_in.stage not in demand.stages:
            raise SignInNeededError("finish signing in first")
        scope = self.scope or scope_of(self.policy, request.method)
        grounds = (
            ("access.no-tokens", signed_in.kind not in demand.kinds),
            ("access.beyond-scope", signed_in.kind is CredentialKind.TOKEN and scope not in signed_in.scopes),
            ("role.does-not-include", demand.roles.isdisjoint(signed_in.officer.roles)),
        )
        against = tuple(ground for ground, speaks in grounds if speaks)
        if against:
            place = f"{request.method} {request.url.path}"
            await run_in_threadpool(access.note_denied, signed_in, demand.act, place=place, grounds=against)
            raise DeniedError("this is not for your role, or not for this token")


class GuardedRoute(APIRoute):
    """A route that asks its guard before its body is read and before its parameters are looked at."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """Put the guard before FastAPI's own handler."""
        handler = super().get_route_handler()
        found = tuple(_guards(self.dependant))

        async def guarded(request: Request) -> Response:
            try:
                for each in found:
                    await each.ask(request)
                return await handler(request)
            finally:
                await request.close()  # lets go of uploaded files

        return guarded


def guard(policy: Policy, *, scope: Scope | None = None) -> Guard:
    """Declare who may call a route: `Annotated[Signed, Depends(guard(Policy.RELEASE))]`."""
    return Guard(policy=policy, scope=scope)


def access_of(request: Request) -> Access:
    """Give the services by which officers come in."""
    return site_of(request).node.access


def signed_in_of(request: Request) -> SignedIn:
    """Give who is signed in, with the credential that was shown.

    Raises:
        SignInNeededError: nobody is.
    """
    found = getattr(request.state, "signed_in", None)
    if not isinstance(found, SignedIn):
        raise SignInNeededError("sign in first")
    return found


def still_signed_in(request: Request) -> bool:
    """Say whether the credential of a request that lasts, such as a stream of events, is still good for it."""
    before = signed_in_of(request)
    now = _who(request)
    return now is not None and now.credential == before.credential and now.officer == before.officer


def declared(route: BaseRoute) -> Policy | None:
    """Give the policy that a route declares."""
    if isinstance(route, APIRoute):
        policies = {each.policy for each in _guards(route.dependant)}
        return policies.pop() if len(policies) == 1 else None
    marked = getattr(getattr(route, "endpoint", None) or getattr(route, "app", None), MARK, None)
    return marked if isinstance(marked, Policy) else None


def undeclared(app: FastAPI) -> tuple[str, ...]:
    """Name every route that declares no policy, or several, or reads its body before the guard was asked."""
    return tuple(sorted(_undeclared(app.routes, "")))


def require_declared(app: FastAPI) -> None:
    """Let the application start only when every route declares who may call it.

    Raises:
        SettingsError: some do not; they are named.
    """
    if found := undeclared(app):
        raise SettingsError(f"routes that do not declare who may call them: {', '.join(found)}")


def _undeclared(routes: Sequence[BaseRoute | RouteContext], prefix: str) -> Iterator[str]:
    for context in iter_route_contexts(routes):
        route, place = context.original_route, prefix + (context.path or "?")
        if isinstance(route, Mount) and route.routes and declared(route) is None:
            yield from _undeclared(route.routes, prefix + route.path)
        elif declared(route) is None or (isinstance(route, APIRoute) and not isinstance(route, GuardedRoute)):
            yield f"{' '.join(sorted(context.methods or ()))} {place}".strip()


def _guards(dependant: Dependant) -> Iterator[Guard]:
    if isinstance(dependant.call, Guard):
        yield dependant.call
    for each in dependant.dependencies:
        yield from _guards(each)


def _who(request: Request) -> SignedIn | None:
    access = access_of(request)
    shown = request.headers.get("authorization")
    if shown is not None:
        kind, _, secret = shown.strip().partition(" ")
        return access.by_token(secret.strip()) if kind.lower() in TOKEN_SCHEMES else None
    secret = session_secret(request, access.profile)
    return access.by_session(secret) if secret else None


def _require_own_pages(request: Request) -> None:
    if request.method in SAFE_METHODS or request.headers.get("authorization") is not None:
        return
    if request.headers.get("sec-fetch-site", "") not in OWN_FETCHES:
        raise RefusedError("this was sent by another site's page", grounds=("access.other-site",))


async def _require_form_key(request: Request, secret: str) -> None:
    shown = request.headers.get(FORM_KEY_HEADER, "")
    if not shown and request.headers.get("content-type", "").startswith(FORMS):
        field = (await form_of(request)).get(FORM_KEY, "")
        shown = field if isinstance(field, str) else ""
    if not is_form_key(secret, shown):
        raise RefusedError("the page's form key is missing or old", grounds=("access.form-key",))
