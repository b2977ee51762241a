"""The register with its history: who entered and checked each row, what replaced what, and all that a state did."""

import pytest

from tests.integration.web.office import Fields, Office

HEAD = "id,instrument,state,action,deposited,replaces,verified,source,as_of"
WRONG = f"{HEAD}\nxc-hostages,hostages1979,XC,accession,2014-09-30,,S,a newspaper,2026-11-20\n"
RIGHT = f"{HEAD}\nxc-hostages-2,hostages1979,XC,accession,2014-09-23,xc-hostages,S,the depositary,2026-11-20\n"
LAWS = (
    "state,valid_from,extradites_nationals,treaty_required,central_authority,languages,verified,source,as_of\n"
    "XA,2001-01-01,no,yes,Ministry of Justice of XA,en;id,S,Extradition Act of XA,2026-11-20\n"
)
DECLARED = (
    "id,instrument,state,article,kind,effect,made,against,replaces,verified,source,as_of\n"
    "d1,icsft1999,ID,,objection,precludes-relations,2008-01-01,MY,,S,a wrong note,2026-11-20\n"
)
MENDED = DECLARED.replace("d1,icsft1999", "d2,icsft1999").replace("MY,,S,a wrong note", "XA,d1,S,the depositary")


def enters(office: Office, table: str, rows: str) -> None:
    fields: Fields = {"table": table, "rows": rows, "reason": "Deposits after the tables were made"}
    assert office["analyst"].post("/law/rows", fields).status_code == 303
    (waiting,) = [row for row in office["junior"].get("/law/rows.json").json()["offered"] if not row["verdict"]]
    done = office["junior"].post(
        f"/law/rows/{waiting['id']}", {"verdict": "accepted", "reason": "read the notification"}
    )
    assert done.status_code == 303


def test_a_row_says_who_entered_and_checked_it_and_what_it_replaced(office: Office) -> None:
    enters(office, "law-parties.csv", WRONG)
    enters(office, "law-parties.csv", RIGHT)
    found = office["analyst"].get("/law/hostages1979/history.json").json()
    assert (found["added"], found["replaced"]) == (2, 1)
    first, second = found["rows"][:2]
    assert (first["id"], first["replaced_by"], first["since"]) == ("xc-hostages", "xc-hostages-2", None)
    assert (second["id"], second["replaces"], second["since"]) == ("xc-hostages-2", "xc-hostages", "2014-10-23")
    assert second["entered"]["by"] != second["entered"]["checked_by"] != ""
    assert second["entered"]["reason"] == "Deposits after the tables were made"
    assert all(row["entered"] is None for row in found["rows"][2:])
    page = office["analyst"].page("/law/hostages1979/history")
    assert "came with Simpul" in page
    assert "checked by" in page
    table = office["analyst"].get("/law/hostages1979/history.csv").text.splitlines()
    assert table[1].endswith(",,xc-hostages-2")
    assert "/law/hostages1979/history" in office["analyst"].page("/law/hostages1979")


def test_a_state_shows_what_it_did_up_to_a_day_and_by_what_it_is_bound(office: Office) -> None:
    found = office["analyst"].get("/law/states/ID.json?on=2014-07-10").json()
    bound = {row["instrument"]: (row["value"], row["since"]) for row in found["bound"]}
    assert bound["icsft1999"] == ("T", "2006-07-29")
    assert (bound["nuclear2005"], bound["hague1970"]) == (("F", None), ("U", None))
    acts = [(row["instrument"], row["what"], row["on"]) for row in found["acts"]]
    assert ("icsft1999", "ratification", "2006-06-29") in acts
    earlier = office["analyst"].get("/law/states/ID.json?on=2006-01-01").json()["acts"]
    assert ("icsft1999", "ratification") not in {(row["instrument"], row["what"]) for row in earlier}
    assert ("icsft1999", "signature") in {(row["instrument"], row["what"]) for row in earlier}
    page = office["analyst"].page("/law/states/ID?on=2014-07-10")
    assert "Nothing is known of its law" in page
    assert "No treaty of two states is recorded" in page
    treaties = office["analyst"].get("/law/states/GB.json?on=2014-07-10").json()["treaties"]
    assert len(treaties) > 20
    assert {row["kind"] for row in treaties} == {"extradition"}


def test_an_invented_state_shows_its_offences_and_the_law_that_officers_entered(office: Office) -> None:
    page = office["analyst"].page("/law/states/XB?on=2020-01-01")
    assert "Nothing is recorded up to this day" in page
    assert "Aggravated deprivation of liberty" in page
    enters(office, "law-states.csv", LAWS)
    (law,) = office["analyst"].get("/law/states/XA.json?on=2020-01-01").json()["laws"]
    assert {fact["name"]: fact["value"] for fact in law["facts"]}["treaty_required"] == "yes"
    assert (law["holds"], law["languages"], law["entered"]["checked_reason"]) == (
        "T",
        ["en", "id"],
        "read the notification",
    )
    assert "Ministry of Justice of XA" in office["analyst"].page("/law/states/XA")
    (before,) = office["analyst"].get("/law/states/XA.json?on=2000-01-01").json()["laws"]
    assert before["holds"] == "F"


def test_a_declaration_that_was_replaced_stays_in_sight_and_parts_nobody_any_more(office: Office) -> None:
    asked = "/law/harmony.json?states=ID+MY&on=2014-07-10"
    enters(office, "law-declarations.csv", DECLARED)
    instruments = office["analyst"].get(asked).json()["lines"][0]["cells"][1]["count"]
    enters(office, "law-declarations.csv", MENDED)
    assert office["analyst"].get(asked).json()["lines"][0]["cells"][1]["count"] == instruments + 1
    rows = {row["id"]: row for row in office["analyst"].get("/law/states/ID.json?on=2014-07-10").json()["declarations"]}
    assert (rows["d1"]["holds"], rows["d1"]["replaced_by"], rows["d2"]["holds"]) == ("F", "d2", "T")
    assert "precludes relations under the treaty" in office["analyst"].page("/law/states/ID?on=2014-07-10")


def test_what_is_not_there_is_said(office: Office) -> None:
    assert office["analyst"].get("/law/states/QQ").status_code == 404
    assert office["analyst"].get("/law/none1900/history").status_code == 404
    assert office["analyst"].get("/law/states/ID?on=2014-02-30").status_code == 422
    assert "No row on this instrument" in office["analyst"].page("/law/hague1970/history")
    office["analyst"].speaks("id")
    assert "Semua yang dilakukannya" in office["analyst"].page("/law/states/ID")
    office["analyst"].speaks("en")


@pytest.mark.parametrize("path", ["/law/states/ID", "/law/icsft1999/history"])
def test_the_pages_are_for_officers_who_read_intelligence(office: Office, path: str) -> None:
    assert office.nobody.get(path).status_code in (303, 401)
    assert office["auditor"].get(path).status_code == 403
