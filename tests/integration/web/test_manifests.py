"""Passenger lists in the pages and by software. Everybody on board is invented."""

import csv
import io

import pytest

from simpul.core.credentials import Scope
from simpul.core.designation import Designation, ListEdition, ListedName, NameQuality
from simpul.core.vocabulary import Schema
from tests.integration.web.office import Office
from tests.integration.web.test_interface import Software

NAME = "Bahrul Santosa Wiratama"
PAXLST = (
    b"UNA:+.? '\r\nUNB+UNOA:4+APIS*XQ+XADHS+260302:0900+1'UNH+1+PAXLST:D:12B:UN:IATA'BGM+745'"
    b"TDT+20+XQ123+++XQ'LOC+125+QAA'DTM+189:2603021310:201'LOC+87+QBB'"
    b"NAD+FL+++WIRATAMA:BAHRUL:SANTOSA'ATT+2++M'DTM+329:720907'NAT+2+IDN'RFF+SEA:23A'DOC+P:110:111+MB140241'LOC+91+IDN'"
    b"NAD+FL+++TTRRK:ZXQWV'NAD+FL+++FNU'CNT+42:3'UNT+18+1'UNZ+1+1'"
)
TABLE = f"name,dob,passport number\n{NAME},1972-09-07,MB140241\nZxqwv Ttrrk,,\n".encode()


@pytest.fixture
def watched(office: Office) -> Office:
    entry = Designation(
        list_id="watch",
        reference="W.001",
        schema=Schema.PERSON,
        names=(ListedName(value=NAME, quality=NameQuality.PRIMARY),),
    )
    edition = ListEdition(list_id="watch", dated="2026-01-15", entries=(entry,))
    office.place.node.listing.take_in(office.place.sight(), edition)
    office.place.screens()
    office["analyst"].speaks("en")
    return office


def test_before_any_list_the_page_says_what_to_do(office: Office) -> None:
    assert "No passenger list yet" in office["analyst"].page("/manifests")
    assert office["analyst"].get("/manifests.json").json() == {"manifests": [], "after": ""}


def test_a_list_is_taken_in_and_shows_who_resembles_whom_and_nobody_else(watched: Office) -> None:
    analyst = watched["analyst"]
    answer = analyst.uploads("/manifests", "paxlst.txt", PAXLST)
    assert answer.status_code == 303, answer.text
    where = answer.headers["location"]
    page = analyst.page(where)
    for said in ("Flight XQ123", "QAA - QBB", "BAHRUL SANTOSA WIRATAMA", "MB140241", "3 could", "1 with an alert"):
        assert said.replace("3 could", "1 could not be read") in page
    assert "ZXQWV" not in page
    told = analyst.get(f"{where}.json").json()
    assert (told["travellers"], len(told["rejected"]), len(told["alerted"])) == (2, 1, 1)
    rows = list(csv.DictReader(io.StringIO(analyst.get(f"{where}.csv").content.decode("utf-8-sig"))))
    assert [(row["flight"], row["route"], row["against"]) for row in rows] == [
        ("XQ123", "QAA - QBB", "list:watch:W.001")
    ]
    listed = analyst.get("/manifests.json").json()["manifests"]
    assert (listed[0]["flight"]["number"], listed[0]["alerted"], listed[0]["rejected"]) == ("XQ123", 1, 1)
    assert "XQ123" in analyst.get("/manifests.csv").text


def test_the_alert_tells_the_journey_and_leads_to_the_list(watched: Office) -> None:
    analyst = watched["analyst"]
    where = analyst.uploads("/manifests", "paxlst.txt", PAXLST).headers["location"]
    (alert,) = analyst.get(f"{where}.json").json()["alerted"][0]["alerts"]
    page = analyst.page(f"/alerts/{alert}")
    assert f'href="{where}"' in page
    assert "XQ123" in page
    assert "Travels with: " in page
    analyst.speaks("id")
    assert "Bepergian dengan: " in analyst.page(f"/alerts/{alert}")


def test_a_table_that_names_no_flight_has_it_said_beside_it(watched: Office) -> None:
    analyst = watched["analyst"]
    refused = analyst.uploads("/manifests", "list.csv", TABLE)
    assert refused.status_code == 422
    assert "the table names no flight" in refused.text
    said = {"flight": "XQ9", "departure": "QAA", "arrival": "QBB", "departs_at": "2026-03-02 13:10"}
    answer = analyst.uploads("/manifests", "list.csv", TABLE, {**said})
    assert answer.status_code == 303
    assert "Flight XQ9" in analyst.page(answer.headers["location"])


def test_a_list_that_lost_its_end_is_refused_in_the_officers_language_and_nothing_is_kept(watched: Office) -> None:
    analyst = watched["analyst"]
    analyst.speaks("id")
    before = analyst.get("/manifests.json").json()
    answer = analyst.uploads("/manifests", "paxlst.txt", PAXLST.replace(b"UNZ+1+1'", b""))
    assert answer.status_code == 422
    assert "tanpa UNZ" in answer.text
    assert analyst.get("/manifests.json").json() == before


def test_who_reads_no_intelligence_finds_no_page(watched: Office) -> None:
    assert watched["auditor"].get("/manifests").status_code == 403
    assert "/manifests" not in watched["auditor"].page("/help")


def test_software_hands_a_list_in_and_reads_what_came_of_it(watched: Office) -> None:
    software = Software(watched, "analyst", Scope.READ, Scope.IMPORT)
    sent = software.client.post("/api/v1/manifests", content=PAXLST, headers=software.headers)
    assert sent.status_code == 200, sent.text
    told = sent.json()
    assert told["flight"]["departs_at"] == "2026-03-02T13:10"
    assert [row["traveller"]["names"] for row in told["alerted"]] == [["BAHRUL SANTOSA WIRATAMA"]]
    assert software.asks("GET", f"/manifests/{told['id']}")[1] == told
    assert software.asks("GET", "/manifests")[1]["manifests"][0]["id"] == told["id"]
    asked = "/api/v1/manifests?file=list.csv&flight=XQ9"
    assert software.client.post(asked, content=TABLE, headers=software.headers).status_code == 200
    empty = software.client.post("/api/v1/manifests", content=b"", headers=software.headers)
    assert (empty.status_code, empty.json()["code"]) == (422, "input")


def test_a_token_that_only_reads_hands_no_list_in(watched: Office) -> None:
    software = Software(watched, "analyst", Scope.READ)
    assert software.client.post("/api/v1/manifests", content=PAXLST, headers=software.headers).status_code == 403
