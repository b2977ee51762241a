"""Drafting a request in the pages: what is missing is asked, what is said is kept, who may not see it finds nothing."""

import json
from collections.abc import Iterator
from typing import Any

import pytest

from simpul.core.audit import Act
from tests.integration.web.office import Answer, Fields, Office
from tests.lawcases import documented_case
from tests.world import World

BEGUN: Fields = {
    "kind": "mla",
    "requesting": "XA",
    "requested": "XB",
    "case": "XA-2026-0007",
    "level": "1",
    "request_date": "2026-10-01",
    "conduct_dates": "2025-03-02 2025-04-19",
    "charge": "Financing of an attack",
}
SAYS: Fields = {"fact_by": "Investigator Sekar Wiratama", "fact_on": "2026-02-11", "fact_source": "statement 7"}


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """Give a world of its own: what is counted here is what these tests did."""
    made = World(tmp_path_factory.mktemp("world"), "XA", "XB")
    yield made
    made.closes()


@pytest.fixture(scope="module")
def office(world: World) -> Office:
    """Give the pages of XA."""
    return Office(world["XA"])


def begun(office: Office, fields: Fields | None = None) -> str:
    answer = office["analyst"].post("/law-drafts", {**BEGUN, **(fields or {})})
    assert answer.status_code == 303, answer.text[:2000]
    return str(answer.headers["location"])


def document(office: Office, address: str, step: str = "") -> dict[str, Any]:
    found: dict[str, Any] = office["analyst"].get(f"{address}.json?step={step}").json()
    return found


def save(office: Office, address: str, step: str, fields: Fields, *, name: str = "analyst") -> Answer:
    version = str(document(office, address)["version"])
    return office[name].post(address, {"step": step, "version": version, "on": "here", **fields})


def open_places(found: dict[str, Any]) -> list[str]:
    return [each["place"] for each in (*found["facts"], *found["fields"]) if each["standing"] in ("must", "settles")]


def test_an_empty_list_says_so_and_a_draft_that_was_begun_stands_in_it(office: Office) -> None:
    assert "No drafts of requests" in office["analyst"].page("/law-drafts")
    assert 'id="requested"' in office["analyst"].page("/law-drafts/new")
    address = begun(office)
    assert "XA-2026-0007" in office["analyst"].page("/law-drafts")
    row = drafts(office)[0]
    assert (f"/law-drafts/{row['id']}", row["heading"]["requested"], row["is_mine"]) == (address, "XB", True)
    assert "XA-2026-0007,mla,XA,XB" in office["analyst"].get("/law-drafts.csv").text


def drafts(office: Office, name: str = "analyst") -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = office[name].get("/law-drafts.json").json()["drafts"]
    return found


def test_what_is_no_case_is_not_begun_and_its_field_is_named(office: Office) -> None:
    before = drafts(office)
    for changed, place in (({"requested": "XA"}, "requested"), ({"conduct_dates": "2027-01-01"}, "request_date")):
        answer = office["analyst"].post("/law-drafts", {**BEGUN, **changed})
        assert answer.status_code == 422
        assert f"<b>{place}</b>" in answer.text
        assert 'value="XA-2026-0007"' in answer.text
    assert drafts(office) == before


def test_the_first_question_is_the_treaty_and_it_decides_which_facts_are_asked(office: Office) -> None:
    address = begun(office)
    first = document(office, address)
    assert (first["step"], open_places(first)[0]) == ("parties", "treaty")
    assert not [each for each in open_places(document(office, address, "conduct")) if each.startswith("elements.")]
    assert save(office, address, "parties", {"treaty": "icsft1999"}).status_code == 303
    asked = document(office, address, "conduct")
    assert "elements.collect_funds" in open_places(asked)
    assert "treaty" not in open_places(document(office, address, "parties"))
    page = office["analyst"].page(f"{address}?step=conduct")
    assert "Collects funds" in page
    assert "icsft1999 2(1)" in page


def test_a_fact_keeps_who_said_it_and_one_that_nobody_knows_is_not_asked_again(office: Office) -> None:
    address = begun(office)
    save(office, address, "parties", {"treaty": "icsft1999"})
    facts: Fields = {"fact:elements.collect_funds": "T", "fact:elements.intent": "U"}
    assert save(office, address, "conduct", {**SAYS, **facts}).status_code == 303
    found = document(office, address, "conduct")
    said = {each["place"]: each for each in found["facts"] if each["standing"] == "said"}
    assert said["elements.collect_funds"]["by"] == SAYS["fact_by"]
    assert said["elements.collect_funds"]["source"] == "statement 7"
    assert said["elements.intent"]["value"] == "U"
    later: Fields = {**SAYS, "fact_by": "Somebody else", "fact:elements.collect_funds": "T"}
    save(office, address, "conduct", later)
    again = {each["place"]: each for each in document(office, address, "conduct")["facts"]}
    assert again["elements.collect_funds"]["by"] == SAYS["fact_by"]
    save(office, address, "conduct", {**SAYS, "fact:elements.intent": "-"})
    assert "elements.intent" not in {
        each["place"] for each in document(office, address, "conduct")["facts"] if each["standing"] == "said"
    }


def test_a_fact_without_a_source_is_refused_with_its_place_and_nothing_is_kept(office: Office) -> None:
    address = begun(office)
    save(office, address, "parties", {"treaty": "icsft1999"})
    answer = save(office, address, "conduct", {**SAYS, "fact_source": "", "fact:elements.collect_funds": "T"})
    assert answer.status_code == 422
    assert "elements.collect_funds" in answer.text
    assert document(office, address)["version"] == 2
    office["analyst"].speaks("id")
    again = save(office, address, "conduct", {**SAYS, "fact_source": "", "fact:elements.collect_funds": "T"})
    office["analyst"].speaks("en")
    assert "Tidak disimpan" in again.text


def test_every_item_that_is_missing_leads_to_its_field(office: Office) -> None:
    address = begun(office)
    found = document(office, address)
    lacking = found["beside"]["lacking"]
    assert lacking
    for row in lacking:
        page = office["analyst"].page(f"{address}?step={row['step']}")
        assert f'id="f-{row["place"]}"' in page, row["place"]
        assert f'href="{address}?step={row["step"]}#f-{row["place"]}"' in page


def test_a_case_becomes_complete_question_by_question(office: Office) -> None:
    address = begun(office)
    save(office, address, "parties", {"treaty": "icsft1999", "request.authority": "Central Authority of XA"})
    more: Fields = {"request.language": "English", "request.conducting_authority": "Prosecutor Ratna Adipura"}
    save(office, address, "parties", {**more, "request.conducting_functions": "leads the prosecution"})
    facts = {
        f"fact:elements.{name}": "T" for name in ("collect_funds", "unlawful", "intent", "funds_known", "principal")
    }
    target = {f"fact:elements.{name}": "T" for name in ("funded_target", "compel_government_or_io")}
    save(office, address, "conduct", {**SAYS, **facts, **target, "request.facts": "Money was collected for an attack."})
    person = {"identity": "Damar Kelana, born 1988", "location": "Port Aru", "nationality": "XA"}
    save(office, address, "persons", {f"request.persons[0].{name}": said for name, said in person.items()})
    asks: Fields = {"request.subject": "Money", "request.nature": "prosecution", "request.purpose": "trial"}
    what: Fields = {"request.assistance": ["documents-and-records"], "request.assistance_details": "account 77"}
    answer = save(office, address, "request", {**asks, **what, "request.use_limitation": "for these proceedings alone"})
    assert answer.status_code == 303
    found = document(office, address)
    assert [row["place"] for row in found["beside"]["lacking"] if row["blocks"]] == []
    assert found["beside"]["is_flagged"] is False
    assert found["beside"]["crime"]["value"] == "T"
    assert "nothing is missing that must be said" in office["analyst"].page(address)


def test_a_charge_of_speech_alone_asks_for_the_written_answer_at_a_step_of_its_own(office: Office) -> None:
    address = begun(office)
    save(office, address, "conduct", {**SAYS, "more": "express_support", "more_value": "T"})
    assert "flag" in [each["step"] for each in document(office, address)["steps"]]
    answer: Fields = {"politicisation_answer.by": "Prosecutor Ratna Adipura", "politicisation_answer.on": "2026-10-01"}
    short = save(office, address, "flag", {**answer, "politicisation_answer.text": "no"})
    assert short.status_code == 422
    assert "at least 40 letters" in short.text
    text = "The words were the signal for an attack that followed within the hour."
    assert save(office, address, "flag", {**answer, "politicisation_answer.text": text}).status_code == 303
    assert document(office, address)["beside"]["answer"]["by"] == "Prosecutor Ratna Adipura"


def test_only_the_author_changes_a_draft_and_only_from_its_latest_version(office: Office, world: World) -> None:
    address = begun(office)
    assert save(office, address, "parties", {"treaty": "icsft1999"}, name="junior").status_code == 403
    stale = office["analyst"].post(address, {"step": "parties", "version": "1", "treaty": "icsft1999"})
    assert stale.status_code == 303
    again = office["analyst"].post(address, {"step": "parties", "version": "1", "treaty": "bombings1997"})
    assert again.status_code == 409
    assert "disabled" in office["junior"].page(address)
    store = world["XA"].node.store
    told = [held.entry for held in store.audit_trail.entries(text="", after="", limit=200).items]
    own = [each.detail for each in told if each.act is Act.LAW_DRAFT and each.target == address.rpartition("/")[2]]
    assert own[::-1] == ["version 1", "version 2"]
    assert office["junior"].post(f"{address}/discard").status_code == 403
    assert office["analyst"].post(f"{address}/discard").status_code == 303
    assert office["analyst"].get(address).status_code == 404


def test_who_is_not_cleared_for_a_draft_finds_no_trace_of_it(office: Office) -> None:
    address = begun(office, {"level": "3"})
    assert office["junior"].get(address).status_code == 404
    assert address.rpartition("/")[2] not in {each["id"] for each in drafts(office, "junior")}
    assert office["junior"].post(address, {"step": "parties", "version": "1"}).status_code == 404


def test_a_case_is_taken_in_and_what_is_no_case_is_refused_with_its_place(office: Office) -> None:
    said = documented_case()
    taken = office["analyst"].uploads("/law-drafts/import", "case.json", json.dumps(said).encode(), {"level": "1"})
    assert taken.status_code == 303
    found = document(office, taken.headers["location"])
    assert (found["case"], found["kind"]) == (said["case"], "extradition")
    wrong = json.dumps(said | {"elements": {"sorcery": {"value": "T"}}}).encode()
    refused = office["analyst"].uploads("/law-drafts/import", "case.json", wrong, {"level": "1"})
    assert refused.status_code == 422
    assert "$.elements.sorcery" in refused.text


def test_an_offence_of_the_requested_state_is_written_down_and_taken_away_again(office: Office) -> None:
    address = begun(office, {"requested": "XK"})
    law: Fields = {
        "laws.code": "xk-5",
        "laws.law": "Penal Act of XK",
        "laws.article": "5",
        "laws.title": "Support of violence",
        "laws.conduct": "collect_funds and funded_target",
        "laws.parts": "5(1) = principal",
        "laws.source": "ministry",
        "laws.valid_from": "2001-01-01",
        "laws.as_of": "2026-09-01",
        "laws.penalty_max_months": "60",
    }
    wrong = save(office, address, "conduct", {**law, "laws.conduct": "collect_funds and sorcery"})
    assert wrong.status_code == 422
    assert save(office, address, "conduct", law).status_code == 303
    assert [each["code"] for each in document(office, address, "conduct")["laws"]] == ["xk-5"]
    assert "Penal Act of XK 5" in office["analyst"].page(address)
    assert save(office, address, "conduct", {"law_gone": ["xk-5"]}).status_code == 303
    assert document(office, address, "conduct")["laws"] == []


def test_a_treaty_in_force_is_said_where_the_register_does_not_know(office: Office) -> None:
    address = begun(office, {"kind": "extradition"})
    link: Fields = {
        "link:ece1957.both": "F",
        "link:ece1957.requested": "F",
        "link:ece1957.source": "depositary",
        "link:ece1957.as_of": "2026-10-01",
        "link:ece1957.since": "",
    }
    assert save(office, address, "refusal", link).status_code == 303
    said = {each["instrument"]: each for each in document(office, address, "refusal")["links"]}
    assert (said["ece1957"]["both"], said["ece1957"]["standing"]) == ("F", "said")
    assert save(office, address, "refusal", {"link:ece1957.both": "-"}).status_code == 303
