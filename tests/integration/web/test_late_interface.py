"""The interface for software is made when software first asks, and is then what it would have been from the start."""

import pytest
from fastapi import FastAPI
from fastapi.routing import iter_route_contexts
from starlette.testclient import TestClient

from simpul.web.access.guard import undeclared
from simpul.web.application import WebOptions, create_app
from simpul.web.interface import LateInterface, is_of_interface, with_late_interface
from tests.integration.web.office import Office

LATE = WebOptions(interface=with_late_interface)


def paths(app: FastAPI) -> list[tuple[str, tuple[str, ...]]]:
    found = [(each.path or "", tuple(sorted(each.methods or ()))) for each in iter_route_contexts(app.routes)]
    return [each for each in found if each != ("", ())]


def asked(app: FastAPI, path: str) -> tuple[int, str]:
    answer = TestClient(app, base_url="https://xa.example", follow_redirects=False).get(path)
    return answer.status_code, answer.headers.get("content-type", "")


def test_no_page_makes_the_interface(office: Office) -> None:
    late = create_app(office.place.node, options=LATE)
    before = paths(late)
    for path in ("/", "/sign-in", "/api/docs", "/healthz", "/manifests", "/nothing/here"):
        asked(late, path)
    assert paths(late) == before
    assert not any(path.startswith("/api/v1/reports") for path, _ in before)


@pytest.mark.parametrize(
    "path", ["/api/v1/reports", "/api/v1/nothing", "/match/un", "/catalog", "/api/v1/openapi.json"]
)
def test_the_first_question_is_answered_as_any_other(office: Office, path: str) -> None:
    whole = create_app(office.place.node)
    late = create_app(office.place.node, options=LATE)
    assert asked(late, path) == asked(whole, path)
    assert asked(late, path) == asked(whole, path)


def test_the_whole_interface_is_there_afterwards_in_its_order_and_every_route_is_guarded(office: Office) -> None:
    whole = create_app(office.place.node)
    late = create_app(office.place.node, options=LATE)
    asked(late, "/api/v1/reports")
    assert paths(late) == paths(whole)
    assert undeclared(late) == ()
    asked(late, "/match/un")
    assert paths(late) == paths(whole)
    assert late.openapi() == whole.openapi()


def test_every_route_that_comes_late_is_known_by_its_path(office: Office) -> None:
    whole, late = create_app(office.place.node), create_app(office.place.node, options=LATE)
    missing = {path for path, _ in paths(whole)} - {path for path, _ in paths(late)}
    assert missing
    assert [path for path in missing if not is_of_interface(path)] == []
    assert any(isinstance(route, LateInterface) for route in late.routes)
