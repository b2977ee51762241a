"""Every page is there for whom it is for, in both languages, with its twins, and says nothing unescaped."""

import csv
import io
import json
import re

import pytest

from tests.integration.web.office import Office
from tests.story import HOSTILE, Told

PAGES = {
    "analyst": (
        *("/inbox", "/alerts", "/alerts?state=all", "/reports", "/reports?direction=own", "/reports/import", "/drafts"),
        *("/drafts/new", "/subjects", "/subjects?text=bah", "/subjects/import", "/lists", "/lists/xw", "/lists/import"),
        "/rescreening",
        *("/lists/xw/entries/QDx.001", "/peers", "/settings", "/help", "/api/docs"),
    ),
    "keys": ("/peers", "/quarantine", "/settings", "/help"),
    "auditor": ("/audit", "/audit?text=report:release", "/quarantine", "/peers"),
    "admin": ("/settings", "/peers", "/help"),
}
TWINNED = (
    *("/inbox", "/alerts", "/reports", "/drafts", "/subjects", "/lists", "/lists/xw", "/peers", "/settings"),
    *("/lists/xw/entries/QDx.001",),
)
TABLES = ("/alerts", "/reports", "/drafts", "/subjects", "/lists", "/lists/xw", "/peers")


@pytest.mark.parametrize("language", ["en", "id"])
@pytest.mark.parametrize(("name", "address"), [(name, page) for name, pages in PAGES.items() for page in pages])
def test_every_page_is_there_in_both_languages(office: Office, name: str, address: str, language: str) -> None:
    office[name].speaks(language)
    answer = office[name].get(address)
    office[name].speaks("en")
    assert answer.status_code == 200, answer.text[:300]
    assert f'<html lang="{language}" dir="ltr"' in answer.text
    assert answer.headers["content-type"] == "text/html; charset=utf-8"


def test_the_pages_of_one_item_are_there(office: Office, told: Told) -> None:
    for address in (
        f"/reports/{told.received}",
        f"/reports/{told.own}",
        f"/drafts/{told.draft}",
        f"/drafts/{told.draft}/edit",
        f"/drafts/new?subject={told.subject}",
        f"/drafts/new?supersedes={told.own}",
        f"/drafts/new?retracts={told.own}",
        f"/subjects/{told.subject}",
    ):
        assert "</html>" in office["analyst"].page(address), address


@pytest.mark.parametrize("address", TWINNED)
def test_a_page_has_a_twin_for_software(office: Office, address: str) -> None:
    answer = office["analyst"].get(f"{address}.json")
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "application/json"
    assert isinstance(json.loads(answer.content), dict)


@pytest.mark.parametrize("address", TABLES)
def test_a_table_has_a_twin_for_spreadsheets(office: Office, address: str) -> None:
    answer = office["analyst"].get(f"{address}.csv")
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    assert answer.headers["content-disposition"].startswith("attachment; filename=")
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert len({len(row) for row in rows}) == 1
    assert len(rows) > 1


def test_a_twin_holds_what_the_page_shows(office: Office, told: Told) -> None:
    page = office["analyst"].page(f"/subjects/{told.subject}")
    twin = office["analyst"].get(f"/subjects/{told.subject}.json").json()
    table = office["analyst"].get(f"/subjects/{told.subject}.csv").text
    for group in twin["properties"]:
        for claim in group["claims"]:
            assert claim["report"] in page
            assert claim["id"] in table
    assert {side["value"] for side in twin["contradictions"][0]["sides"]} == {"1984-05-17", "1979-11-02"}


def test_contradicting_values_stand_side_by_side_in_words(office: Office, told: Told) -> None:
    page = office["analyst"].page(f"/subjects/{told.subject}")
    assert "Sources disagree: Date of birth" in page
    for value in ("17 May 1984", "2 Nov 1979"):
        assert value in page


def test_text_from_others_does_nothing_in_a_page(office: Office, told: Told) -> None:
    browser = office["analyst"]
    for address in ("/inbox", "/alerts", "/reports", f"/reports/{told.received}", f"/subjects/{told.subject}"):
        page = browser.page(address)
        assert "<img" not in page.replace('<img src="/static/', "")
        assert "49" not in re.sub(r"[0-9a-f]{12,}|v=\w+", "", page) or "{{ 7*7 }}" in page
    assert "&lt;img src=x onerror=alert(1)&gt;" in browser.page(f"/reports/{told.received}")
    assert HOSTILE in json.dumps(browser.get(f"/reports/{told.received}.json").json(), ensure_ascii=False).replace(
        '\\"', '"'
    )


def test_a_cell_of_a_table_is_no_formula(office: Office) -> None:
    ours = office.place
    ours.shares(ours.writes(ours.claim("=HYPERLINK(1)"), title="@SUM(A1)", releasable_to=()), by="releasing")
    text = office["analyst"].get("/reports.csv").text
    assert "'@SUM(A1)" in text
    assert not re.search(r"(^|,)[@=]", text)


def test_every_page_names_who_is_signed_in_and_whose_node_it_is(office: Office) -> None:
    page = office["analyst"].page("/inbox")
    assert "Analyst of XA-NCTC" in page
    assert "XA-NCTC" in page


def test_the_menu_has_only_pages_that_the_roles_open(office: Office) -> None:
    for name, browser in ((name, office[name]) for name in ("analyst", "keys", "auditor", "admin")):
        links = set(re.findall(r'<a href="(/[a-z]+)"[^>]*data-key', browser.page("/help")))
        assert links, name
        for link in links:
            assert browser.get(link).status_code == 200, (name, link)
    assert "/inbox" not in set(re.findall(r'href="(/[a-z]+)"', office["admin"].page("/help")))


def test_the_first_page_is_the_one_that_the_roles_begin_with(office: Office) -> None:
    assert office["analyst"].get("/").headers["location"] == "/inbox"
    assert office["keys"].get("/").headers["location"] == "/peers"


def test_a_page_needs_no_other_host_and_no_inline_script(office: Office, told: Told) -> None:
    for address in ("/inbox", f"/reports/{told.received}", f"/drafts/{told.draft}/edit", "/api/docs", "/help"):
        page = office["analyst"].page(address)
        assert re.findall(r'(?:src|href|action)="(?!/|#)[^"]*"', page) == []
        assert re.findall(r'<script(?![^>]*src=)|<style|\son\w+="|\sstyle=', page) == []


def test_empty_pages_say_in_words_what_to_do(office: Office) -> None:
    browser = office["analyst"]
    assert "Try fewer." in browser.page("/reports?text=zzzz")
    assert "begins like this" in browser.page("/subjects?text=zzzz")
    assert "No alert is in this state." in browser.page("/alerts?state=taken")
