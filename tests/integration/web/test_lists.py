"""Lists at the browser: taking them in, and what their pages say."""

import pytest

from tests.integration.web.office import Fields, Office
from tests.ofaclist import sdn, tables


def test_a_list_is_taken_in_and_what_it_changed_is_shown(office: Office) -> None:
    entry = office["analyst"].page("/lists/xw/entries/QDx.001")
    assert "in force" in entry
    imports = office["analyst"].get("/lists/xw.json").json()["imports"]
    page = office["analyst"].page(f"/lists/xw/imports/{imports[0]['id']}")
    assert "QDx.001" in page
    assert "Added" in page


def test_a_file_that_is_no_list_is_refused_with_its_line(office: Office) -> None:
    answer = office["analyst"].uploads("/lists/import", "list.xml", b"<CONSOLIDATED_LIST><oops>", {"form": "un"})
    assert answer.status_code == 422
    assert "line" in answer.text


def test_a_list_of_several_files_is_taken_in_and_its_entry_says_who_listed_on_what_basis(office: Office) -> None:
    analyst = office["analyst"]
    remarks = "DOB circa 1951; a.k.a. 'KAPAL'; Linked To: HARBOUR SOCIETY."
    files = tables(sdn("7", programme="XA1] [XB1] [SDGT", remarks=remarks))
    sent = [("file", (name, content)) for name, content in files.items()]
    fields = {"form_key": analyst.key, "form": "ofac"}
    assert analyst.client.post("/lists/import", data=fields, files=sent[:1]).status_code == 422
    answer = analyst.client.post("/lists/import", data=fields, files=sent)
    assert answer.status_code == 303
    assert "Tarik AMRI" in analyst.page(answer.headers["location"])
    page = analyst.page("/lists/ofac/entries/7")
    for said in ("Office of Foreign Assets Control", "XA1", "XB1", "low-quality alias", "approximately", "HARBOUR"):
        assert said in page
    assert "written as <bdi>AMRI, Tarik</bdi>" in page
    assert "Executive Order 13224" in page
    assert "Office of Foreign Assets Control" in analyst.page("/lists")


@pytest.mark.parametrize(("review_on", "overdue"), [("2020-01", "yes"), ("2999-01", "no")])
def test_a_listing_whose_review_is_overdue_says_so(office: Office, review_on: str, overdue: str) -> None:
    analyst = office["analyst"]
    text = f"id,name,legal basis,listed by,review date\nX-1,Ayu Pelangi,Act 7,Council of XA,{review_on}\n"
    answer = analyst.uploads("/lists/import", "own.csv", text.encode(), {"form": "table", "list_id": "reviewed"})
    assert answer.status_code == 303
    page = analyst.page("/lists/reviewed/entries/X-1")
    assert "Act 7" in page
    assert "Council of XA" in page
    assert ("review overdue" in page) is (overdue == "yes")
    assert ("review overdue" in analyst.page("/lists/reviewed")) is (overdue == "yes")
    row = analyst.get("/lists/reviewed.json").json()["entries"][0]
    assert (row["review_on"], row["review_overdue"]) == (review_on, overdue == "yes")


def test_an_officer_says_what_the_columns_of_a_list_mean(office: Office) -> None:
    fields: Fields = {"form": "table", "list_id": "own", "columns": "name=siapa\r\nbasis=untuk"}
    refused = office["analyst"].uploads("/lists/import", "own.csv", b"siapa\nAyu\n", fields)
    assert refused.status_code == 422
    assert "no column has the heading" in refused.text
    answer = office["analyst"].uploads("/lists/import", "own.csv", b"siapa,untuk\nAyu,Act 7\n", fields)
    assert answer.status_code == 303
    (row,) = office["analyst"].get("/lists/own.json").json()["entries"]
    assert (row["name"], row["basis"]) == ("Ayu", ["Act 7"])
