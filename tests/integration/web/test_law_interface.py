"""Requests at law by software, and in the inbox: sent, answered and approved with tokens alone."""

import base64
from typing import Any

import pytest

from simpul.core.credentials import Scope
from tests.integration.web.office import Office
from tests.integration.web.test_interface import Software
from tests.integration.web.test_law_cases import sent
from tests.lawasking import PAPER, assistance
from tests.world import World

REQUEST: dict[str, Any] = {
    "recipient": "XB-NCTC",
    "handling": {"tlp": "amber", "purposes": ["judicial-cooperation"]},
    "requested_authority": "Central Authority of XB",
    "signed_by": "Ratna Adipura, prosecutor",
}


@pytest.fixture
def other(world: World) -> Office:
    """The web room of XB."""
    return Office(world["XB"])


def software(office: Office, name: str = "releasing") -> Software:
    return Software(office, name, Scope.READ, Scope.WRITE, Scope.RELEASE)


def paper(content: str) -> dict[str, str]:
    return {"name": PAPER.name, "content": content}


def test_a_request_goes_and_is_answered_with_tokens_alone(office: Office, other: Office, world: World) -> None:
    asking, asked = software(office), software(other)
    encoded = base64.b64encode(PAPER.content).decode()
    status, put = asking.asks("POST", "/law-requests", REQUEST | {"case": assistance(), "paper": paper(encoded)})
    assert (status, put["state"]) == (200, "sent"), put
    world.delivers()
    status, listed = asked.asks("GET", "/law-requests")
    assert put["thread"] in [row["id"] for row in listed["rows"]]
    address = f"/law-requests/{put['thread']}"
    status, page = asked.asks("GET", address)
    assert (status, page["standing"]["standing"]) == (200, "transmitted")
    assert "accepted" in {form["word"] for form in page["forms"]}
    given = asked.client.get(f"/api/v1{address}/papers/{put['record']}", headers=asked.headers)
    assert given.content == PAPER.content
    assert asked.asks("POST", f"{address}/words", {"word": "accepted"})[0] == 200
    world.delivers()
    done = {"word": "executed", "text": "In the annex.", "paper": paper(encoded)}
    assert asked.asks("POST", f"{address}/words", done)[0] == 200
    world.delivers()
    assert asking.asks("GET", address)[1]["standing"]["standing"] == "executed"
    ended = asking.asks("GET", "/law-requests?direction=own&answered_or_not=answered")[1]
    assert {row["id"]: row["standing"] for row in ended["rows"]}[put["thread"]] == "executed"


def test_a_request_that_lacks_an_item_or_whose_paper_is_none_is_refused_with_its_place(office: Office) -> None:
    asking, case = software(office), assistance()
    before = asking.asks("GET", "/law-requests?direction=own")[1]["rows"]
    lacking = case | {"request": {**case["request"], "facts": ""}}
    status, problem = asking.asks("POST", "/law-requests", REQUEST | {"case": lacking})
    assert (status, [each["id"] for each in problem["grounds"]]) == (403, ["cooperation.lacks-mandatory:facts"])
    status, problem = asking.asks("POST", "/law-requests", REQUEST | {"case": case, "paper": paper("no base64!")})
    assert (status, problem["place"]) == (422, "paper.content")
    status, problem = asking.asks("POST", "/law-requests", REQUEST | {"case": {"format": "simpul/law-case/2"}})
    assert status == 422
    assert asking.asks("GET", "/law-requests?direction=own")[1]["rows"] == before


def test_what_is_said_has_what_its_word_needs(office: Office, other: Office, world: World) -> None:
    thread = software(office).asks("POST", "/law-requests", REQUEST | {"case": assistance()})[1]["thread"]
    world.delivers()
    asked = software(other)
    refusal = {"word": "refused", "text": "No.", "ground": "nationals"}
    assert asked.asks("POST", f"/law-requests/{thread}/words", refusal)[0] in (409, 422)
    assert asked.asks("POST", f"/law-requests/{thread}/words", {"word": "no-such-word"})[0] == 422
    assert asked.asks("GET", f"/law-requests/{thread}")[1]["said"] == []


def test_a_request_where_it_is_our_turn_stands_in_the_inbox_until_it_is_answered(
    office: Office, other: Office, world: World
) -> None:
    address = sent(office, assistance())
    world.delivers()
    page = other["releasing"].page("/inbox")
    for said in ("Requests at law that wait for you", address, "requests at law where it is our turn", "our turn"):
        assert said in page, said
    thread = address.rpartition("/")[2]
    assert (calls(other, thread), calls(office, thread)) == ([["answer"]], [])
    version = other["releasing"].get("/inbox.json").json()["version"]
    assert other["releasing"].post(f"{address}/words", {"word": "accepted"}).status_code == 303
    assert other["releasing"].get("/inbox.json").json()["version"] != version


def calls(office: Office, thread: str) -> list[list[str]]:
    """What the inbox says that a request calls for."""
    rows = office["releasing"].get("/inbox.json").json()["law"]["requests"]
    return [row["calls"] for row in rows if row["request"]["id"] == thread]


def test_who_may_not_see_a_request_has_no_trace_of_it_in_the_inbox(office: Office, other: Office, world: World) -> None:
    before = {name: other[name].get("/inbox.json").json() for name in ("analyst", "junior")}
    secret = {"handling": REQUEST["handling"] | {"level": 3}, "case": assistance()}
    put = software(office).asks("POST", "/law-requests", REQUEST | secret)[1]
    if put["state"] != "sent":
        other_officer = software(office, "second")
        address = f"/law-requests/{put['thread']}/approvals"
        assert other_officer.asks("POST", address, {"record": put["record"]})[1]["state"] == "sent"
    world.delivers()
    assert other["analyst"].get("/inbox.json").json()["law"]["answers"] == before["analyst"]["law"]["answers"] + 1
    assert other["junior"].get("/inbox.json").json() == before["junior"]
    reader = Software(other, "junior", Scope.READ)
    assert reader.asks("GET", f"/law-requests/{put['thread']}")[0] == 404
