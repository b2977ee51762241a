"""Requests at law in the pages of both nodes: sent from the draft, answered by their forms, counted alike."""

import json
from typing import Any

import pytest

from tests.integration.web.office import Fields, Office
from tests.lawasking import assistance, case_document
from tests.papers import PASSPHRASE, authority
from tests.world import World

SENT: Fields = {
    "recipient": "XB-NCTC",
    "requested_authority": "Central Authority of XB",
    "signed_by": "Ratna Adipura",
    "stage": "formal",
    "urgency": "routine",
    "lang": "en",
}


@pytest.fixture
def other(world: World) -> Office:
    """The web room of XB."""
    return Office(world["XB"])


def sent(office: Office, case: dict[str, Any], **changes: str) -> str:
    """Send a case as a request, and give the address of its page."""
    raw = json.dumps(case).encode()
    draft = office["releasing"].uploads("/law-drafts/import", "case.json", raw, {"level": "1"}).headers["location"]
    answer = office["releasing"].post(f"{draft}/request", {**SENT, **changes})
    assert answer.status_code == 303, answer.text[:4000]
    return str(answer.headers["location"])


def says(office: Office, address: str, word: str, **fields: str) -> int:
    return office["releasing"].post(f"{address}/words", {"word": word, **fields}).status_code


def shown(office: Office, address: str) -> dict[str, Any]:
    found: dict[str, Any] = office["analyst"].get(f"{address}.json").json()
    return found


def test_a_request_is_sent_from_its_draft_and_answered_by_the_forms_of_both_sides(
    office: Office, other: Office, world: World
) -> None:
    address = sent(office, assistance())
    assert shown(office, address)["standing"]["standing"] == "transmitted"
    world.delivers()
    assert {"accepted", "supplement-asked", "consultation"} <= {each["word"] for each in shown(other, address)["forms"]}
    assert says(other, address, "accepted") == 303
    assert says(other, address, "supplement-asked", text="Which months?") == 303
    world.delivers()
    page = office["releasing"].page(address)
    assert "A supplement is asked for" in page
    form = next(each for each in shown(office, address)["forms"] if each["word"] == "supplement-given")
    assert says(office, address, "supplement-given", answers=form["answers"][0]["id"], text="March.") == 303
    world.delivers()
    assert says(other, address, "executed", text="In the annex.") == 303
    world.delivers()
    for each in (office, other):
        found = shown(each, address)
        assert found["standing"]["standing"] == "executed"
        assert [one["kind"] for one in found["receipts"]] == ["submitted", "delivered", "accepted"]
    figures = [each["analyst"].get("/law-cases/statistics.json").json()["statistics"] for each in (office, other)]
    assert figures[0]["figures"] == figures[1]["figures"]
    assert address.rpartition("/")[2] in office["analyst"].get("/law-cases.csv?direction=own&ended=1").text
    assert "executed" in other["analyst"].get("/law-cases/statistics.csv").text
    assert "supplement-given" in other["analyst"].get(f"{address}.csv").text


def test_a_refusal_has_its_consultation_ground_and_article_or_is_not_said(
    office: Office, other: Office, world: World
) -> None:
    address = sent(office, case_document())
    world.delivers()
    assert says(other, address, "refused", text="No.", ground="nationals", cited="ece1957 6(1)") in (409, 422)
    assert says(other, address, "consultation", text="We mean to refuse: an own national.") == 303
    world.delivers()
    opinion = next(each for each in shown(office, address)["forms"] if each["word"] == "opinion")
    assert says(office, address, "opinion", answers=opinion["answers"][0]["id"], text="Then prosecute.") == 303
    world.delivers()
    refusal = next(each for each in shown(other, address)["forms"] if each["word"] == "refused")
    named: dict[str, str] = {"answers": refusal["answers"][0]["id"], "text": "An own national.", "ground": "nationals"}
    assert says(other, address, "refused", **named) == 422
    assert says(other, address, "refused", **named, cited="ece1957 6(1)") == 303
    world.delivers()
    for each in (office, other):
        assert "Own national" in each["analyst"].page(address)
        assert shown(each, address)["standing"]["standing"] == "refused"


def test_what_lacks_something_is_not_sent_and_each_item_is_named(office: Office) -> None:
    case = assistance()
    case["request"] = {**case["request"], "purpose": "", "nature": ""}
    raw = json.dumps(case).encode()
    draft = office["releasing"].uploads("/law-drafts/import", "case.json", raw, {"level": "1"}).headers["location"]
    refused = office["releasing"].post(f"{draft}/request", SENT)
    assert refused.status_code == 403
    assert "the purpose for which it is sought" in refused.text
    assert "the nature of the proceedings" in refused.text


def test_the_signed_paper_goes_with_the_request_and_is_looked_at_there(
    office: Office, other: Office, world: World
) -> None:
    raw = json.dumps(assistance()).encode()
    browser = office["releasing"]
    draft = browser.uploads("/law-drafts/import", "case.json", raw, {"level": "1"}).headers["location"]
    fields = {"form_key": browser.key, "passphrase": PASSPHRASE.decode(), **SENT}
    key, _ = authority("Central Authority of XA")
    answer = browser.client.post(f"{draft}/request", data=fields, files={"certificate": ("a.p12", key)})
    assert answer.status_code == 303, answer.text[:2000]
    address = str(answer.headers["location"])
    world.delivers()
    page = other["analyst"].page(f"{address}?signature=looked-at")
    assert "Nothing that it covers was changed." in page
    record = shown(other, address)["record"]
    assert other["analyst"].get(f"{address}/papers/{record}").content.startswith(b"%PDF")
    assert json.loads(other["analyst"].get(f"{address}/case").content) == assistance()


def test_an_analyst_sends_and_says_nothing_and_an_empty_list_says_so(office: Office, other: Office) -> None:
    assert office["analyst"].post("/law-drafts/none/request", SENT).status_code == 403
    assert office["analyst"].get("/law-cases/none").status_code == 404
    assert "No requests here" in other["analyst"].page("/law-cases?direction=own")
