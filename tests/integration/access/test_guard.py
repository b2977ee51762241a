"""No route without a policy; nobody past the guard who may not; nothing read before it was asked."""

import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Annotated

import pytest
from fastapi import APIRouter, Depends, FastAPI
from fastapi.routing import APIRoute, iter_route_contexts
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Mount, Route
from starlette.testclient import TestClient

from simpul.core.audit import Outcome
from simpul.core.authority import Role
from simpul.core.credentials import Scope
from simpul.core.errors import SettingsError
from simpul.web.access.guard import (
    GuardedRoute,
    Policy,
    _guards,
    declared,
    declares,
    guard,
    require_declared,
    still_signed_in,
    undeclared,
)
from simpul.web.access.policies import DEMANDS, SAFE_METHODS, scope_of
from simpul.web.faults import is_like_yente
from simpul.web.signed import Signed
from tests.integration.access.browsing import COOKIE, EVERY_ROLE, Pages, between, form_key, pages


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pages]:
    """Give one node for the whole module; its officers sign in once."""
    with pages(tmp_path_factory.mktemp("node")) as opened:
        yield opened


@pytest.fixture(scope="module")
def browsers(site: Pages) -> dict[str, TestClient]:
    """Give a signed-in browser for each role."""
    return {name: site.signed_in(name) for name in EVERY_ROLE}


def routes(app: FastAPI) -> list[tuple[str, str, Policy]]:
    """Give every method and path with its policy."""
    found = []
    for context in iter_route_contexts(app.routes):
        policy = declared(context.original_route)
        assert policy is not None, context.path
        found += [(method, filled(context.path or ""), policy) for method in sorted(context.methods or ())]
    return found


def filled(path: str) -> str:
    """Give a path with an id that nothing has for each of its parameters."""
    return re.sub(r"\{[^}]*\}", "0" * 32, path)


def guarded(app: FastAPI) -> list[tuple[str, str, Policy]]:
    return [route for route in routes(app) if route[2] in DEMANDS]


def is_document(path: str) -> bool:
    return is_like_yente(path) or path.startswith(("/api/", "/live/")) or path.endswith((".json", ".csv", ".xlsx"))


def assert_turned_away(answer: object, method: str, path: str) -> None:
    status, headers = answer.status_code, answer.headers  # type: ignore[attr-defined]  # an answer of the test client
    if is_document(path):
        assert status == 401, (method, path, status)
        assert headers["content-type"].startswith("application/problem+json")
        assert headers["www-authenticate"] == "Bearer"
    else:
        assert (status, headers["location"].partition("?")[0]) == (303, "/sign-in"), (method, path, status)


# --- every route declares its policy ----------------------------------------------------------------------------------


def test_every_route_of_the_node_declares_who_may_call_it(site: Pages) -> None:
    assert undeclared(site.app) == ()
    assert len(guarded(site.app)) > 40


def _planted() -> FastAPI:
    app = FastAPI(openapi_url=None, docs_url=None, redoc_url=None)
    router = APIRouter(route_class=GuardedRoute)

    @router.get("/right")
    def right(signed: Annotated[Signed, Depends(guard(Policy.RELEASE))]) -> str:
        return signed.officer.id

    app.include_router(router, prefix="/in")
    require_declared(app)
    return app


def test_a_route_without_a_policy_stops_the_start() -> None:
    app = _planted()
    app.add_api_route("/forgotten", lambda: "x", methods=["POST"])
    assert undeclared(app) == ("POST /forgotten",)
    with pytest.raises(SettingsError, match="POST /forgotten"):
        require_declared(app)


def test_a_guarded_endpoint_whose_body_would_be_read_first_stops_the_start() -> None:
    app = _planted()
    app.add_api_route("/early", lambda: "x", dependencies=[Depends(guard(Policy.RELEASE))])
    assert undeclared(app) == ("GET /early",)


def test_two_policies_on_one_route_stop_the_start() -> None:
    app = _planted()
    router = APIRouter(route_class=GuardedRoute)
    both = [Depends(guard(Policy.RELEASE)), Depends(guard(Policy.OPEN))]
    router.add_api_route("/both", lambda: "x", dependencies=both)
    app.include_router(router)
    assert undeclared(app) == ("GET /both",)


def test_plain_routes_and_mounts_are_looked_at_too() -> None:
    def bare(_request: Request) -> PlainTextResponse:
        return PlainTextResponse("x")

    def open_to_all(_request: Request) -> PlainTextResponse:
        return PlainTextResponse("x")

    app = _planted()
    app.router.routes.extend(
        (
            Route("/bare", bare),
            Route("/open", declares(Policy.OPEN)(open_to_all)),
            Mount("/below", routes=[Route("/bare", bare), Route("/open", open_to_all)]),
            Mount("/files", app=FastAPI(openapi_url=None, docs_url=None, redoc_url=None)),
        )
    )
    assert undeclared(app) == ("/files", "GET HEAD /bare", "GET HEAD /below/bare")


# --- nobody, and nobody real ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("shown", ["nothing", "a forged cookie", "a forged token", "no scheme", "another's session"])
def test_whoever_shows_nothing_or_something_false_comes_nowhere(site: Pages, tmp_path: Path, shown: str) -> None:
    headers, cookies = {}, {}
    if shown == "a forged cookie":
        cookies[COOKIE] = "A" * 43
    elif shown == "a forged token":
        headers["Authorization"] = "Bearer simpul_" + "A" * 43
    elif shown == "no scheme":
        headers["Authorization"] = "A" * 43
    elif shown == "another's session":
        with pages(tmp_path / "other") as other:
            cookies[COOKIE] = str(other.signed_in("analyst").cookies[COOKIE])
    browser = site.browser()
    browser.cookies.update(cookies)
    for method, path, _ in guarded(site.app):
        assert_turned_away(browser.request(method, path, headers=headers), method, path)


def test_the_guard_is_asked_before_the_body_is_read(site: Pages) -> None:
    browser = site.browser()
    for method, path, _ in guarded(site.app):
        if method not in SAFE_METHODS:
            answer = browser.request(method, path, content=b"{" * 100, headers={"Content-Type": "application/json"})
            assert_turned_away(answer, method, path)


def test_a_sign_in_that_is_not_finished_opens_only_its_own_pages(site: Pages) -> None:
    site.employs("newcomer", Role.ANALYST)
    browser = site.redeems("newcomer")
    for method, path, policy in guarded(site.app):
        if policy is not Policy.UNFINISHED:
            assert_turned_away(browser.request(method, path), method, path)


@pytest.mark.parametrize("name", EVERY_ROLE)
def test_no_role_comes_past_a_policy_that_does_not_name_it(
    site: Pages, browsers: dict[str, TestClient], name: str
) -> None:
    browser, key = browsers[name], form_key(browsers[name])
    refused = 0
    for method, path, policy in guarded(site.app):
        allowed = EVERY_ROLE[name] in DEMANDS[policy].roles
        if not allowed:
            answer = browser.request(method, path, headers={"X-Form-Key": key})
            assert answer.status_code == 403, (method, path)
            refused += 1
        elif method == "GET" and not path.startswith("/live"):
            assert browser.get(path).status_code not in (401, 403, 500), path
    assert refused > 0


def test_a_refusal_at_the_guard_is_on_record(site: Pages, browsers: dict[str, TestClient]) -> None:
    assert browsers["analyst"].get("/officers").status_code == 403
    entry = site.node.store.audit_trail.entries(text="", after="", limit=1).items[0].entry
    assert (entry.actor, entry.outcome, entry.grounds) == ("analyst", Outcome.REFUSED, ("role.does-not-include",))
    assert entry.detail == "GET /officers"


# --- forms come from our own pages ------------------------------------------------------------------------------------


def test_every_unsafe_act_of_a_session_needs_its_form_key(site: Pages, browsers: dict[str, TestClient]) -> None:
    other = form_key(browsers["auditor"])
    for name, browser in browsers.items():
        for method, path, policy in guarded(site.app):
            if method in SAFE_METHODS or EVERY_ROLE[name] not in DEMANDS[policy].roles:
                continue
            for headers in ({}, {"X-Form-Key": ""}, {"X-Form-Key": "0" * 64}, {"X-Form-Key": other}):
                if name == "auditor" and headers.get("X-Form-Key") == other:
                    continue
                answer = browser.request(method, path, headers=headers)
                assert answer.status_code == 403, (name, method, path, headers)


@pytest.mark.parametrize("where", ["cross-site", "same-site"])
def test_a_form_that_another_site_sends_is_refused_with_the_right_key_too(
    site: Pages, browsers: dict[str, TestClient], where: str
) -> None:
    browser = browsers["analyst"]
    headers = {"X-Form-Key": form_key(browser), "Sec-Fetch-Site": where}
    assert browser.post("/me/language", data={"language": "en"}, headers=headers).status_code == 403
    for path in ("/sign-in/code", "/sign-in/link", "/sign-in/passkey"):
        assert site.browser().post(path, data={"name": "x"}, headers=headers).status_code == 403


@pytest.mark.parametrize("where", ["same-origin", "none", ""])
def test_a_form_of_our_own_page_is_taken(browsers: dict[str, TestClient], where: str) -> None:
    browser = browsers["analyst"]
    answer = browser.post(
        "/me/language", data={"language": "en", "form_key": form_key(browser)}, headers={"Sec-Fetch-Site": where}
    )
    assert (answer.status_code, answer.headers["location"]) == (303, "/me")


# --- tokens -----------------------------------------------------------------------------------------------------------


def token_of(browser: TestClient, *scopes: Scope) -> dict[str, str]:
    data = {"name": "script", "days": "5", "scopes": list(scopes), "form_key": form_key(browser)}
    page = browser.post("/me/tokens", data=data)
    assert page.status_code == 201, page.text
    secret = between(page.text, 'id="issued" class="mono" readonly value="', '"')
    return {"Authorization": f"Bearer {secret}"}


def test_a_token_needs_no_form_key_and_does_what_its_scopes_say(site: Pages, browsers: dict[str, TestClient]) -> None:
    reading = token_of(browsers["administrator"], Scope.READ)
    assert site.browser().get("/officers.json", headers=reading).status_code == 200
    for method, path, policy in guarded(site.app):
        if method not in SAFE_METHODS and Role.ADMINISTRATOR in DEMANDS[policy].roles:
            assert site.browser().request(method, path, headers=reading).status_code == 403, (method, path)


def test_no_token_touches_credentials_or_officers(site: Pages, browsers: dict[str, TestClient]) -> None:
    whole = token_of(browsers["administrator"], Scope.READ, Scope.WRITE)
    session_only = {Policy.OWN_ACCESS, Policy.UNFINISHED, Policy.LET_IN}
    looked_at = [route for route in guarded(site.app) if route[2] in session_only]
    assert looked_at
    for method, path, _ in looked_at:
        assert site.browser().request(method, path, headers=whole).status_code == 403, (method, path)


def scopes_needed(app: FastAPI) -> list[tuple[str, str, Scope, Policy]]:
    """Give for every guarded route the scope that a token needs, as the route itself says it."""
    by_path = {(method, path): policy for method, path, policy in guarded(app)}
    found = []
    for context in iter_route_contexts(app.routes):
        route = context.original_route
        if isinstance(route, APIRoute) and declared(route) in DEMANDS:
            asked = next(_guards(route.dependant))
            for method in route.methods or ():
                path = filled(context.path or "")
                found.append((method, path, asked.scope or scope_of(asked.policy, method), by_path[method, path]))
    return found


@pytest.mark.parametrize(("name", "held"), [("analyst", Scope.READ), ("releasing", Scope.WRITE), ("key", Scope.READ)])
def test_no_token_comes_past_a_scope_that_it_lacks(
    site: Pages, browsers: dict[str, TestClient], name: str, held: Scope
) -> None:
    shown = token_of(browsers[name], held)
    tried = [
        (method, path)
        for method, path, scope, policy in scopes_needed(site.app)
        if scope is not held and EVERY_ROLE[name] in DEMANDS[policy].roles
    ]
    assert len(tried) > 2
    for method, path in tried:
        assert site.browser().request(method, path, headers=shown).status_code == 403, (method, path)


@pytest.mark.parametrize("shown", ["Bearer simpul_no", "Bearer", "Basic eDp5", ""])
def test_a_wrong_token_is_not_mended_by_a_right_cookie(browsers: dict[str, TestClient], shown: str) -> None:
    browser = browsers["administrator"]
    assert browser.get("/officers.json").status_code == 200
    assert browser.get("/officers.json", headers={"Authorization": shown}).status_code == 401


def test_a_withdrawn_token_is_nobodys(site: Pages, browsers: dict[str, TestClient]) -> None:
    browser = browsers["administrator"]
    shown = token_of(browser, Scope.READ)
    newest = site.node.access.tokens.who(shown["Authorization"].removeprefix("Bearer "))
    assert newest is not None
    browser.post("/me/tokens/withdraw", data={"id": newest.credential, "form_key": form_key(browser)})
    assert site.browser().get("/officers.json", headers=shown).status_code == 401


# --- requests that last -----------------------------------------------------------------------------------------------


def test_a_request_that_lasts_learns_that_its_session_has_ended(site: Pages) -> None:
    site.employs("watcher", Role.AUDITOR)
    browser = site.signed_in("watcher")
    seen: list[bool] = []
    app = FastAPI(openapi_url=None, docs_url=None, redoc_url=None)
    app.state.site = site.app.state.site
    router = APIRouter(route_class=GuardedRoute)

    @router.get("/lasts", dependencies=[Depends(guard(Policy.SIGNED_IN))])
    def lasts(request: Request) -> str:
        seen.append(still_signed_in(request))
        browser.post("/sign-out", data={"form_key": form_key(browser)})
        seen.append(still_signed_in(request))
        return "done"

    app.include_router(router)
    other = TestClient(app, base_url="https://node.xa.example", cookies={COOKIE: browser.cookies[COOKIE]})
    assert other.get("/lasts").status_code == 200
    assert seen == [True, False]
    site.clock.passes(timedelta(seconds=1))
