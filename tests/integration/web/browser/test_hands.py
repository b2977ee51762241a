"""Working with the keyboard, and seeing changes without asking for them."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.integration.web.browser.conftest import Scene, Visits

pytestmark = pytest.mark.browser


def test_keys_lead_to_pages_and_through_rows(visits: Visits, scene: Scene) -> None:
    visit = visits.open("analyst")
    page = visit.page
    page.goto(f"{visit.address}/help")
    page.keyboard.press("g")
    page.keyboard.press("i")
    page.wait_for_url("**/inbox")
    page.keyboard.press("j")
    assert page.locator("tr.at-hand").count() == 1
    first = page.locator("tr.at-hand a").first.get_attribute("href")
    page.keyboard.press("j")
    page.keyboard.press("k")
    assert page.locator("tr.at-hand a").first.get_attribute("href") == first
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{first}")
    page.keyboard.press("g")
    page.keyboard.press("r")
    page.wait_for_url("**/drafts/new")
    assert scene.told.subject


def test_a_key_opens_the_search_and_another_the_help(visits: Visits) -> None:
    visit = visits.open("analyst")
    page = visit.page
    page.goto(f"{visit.address}/inbox")
    page.keyboard.press("/")
    page.keyboard.type("bahrul gi?")
    expect(page.locator("#search")).to_have_value("bahrul gi?")
    page.keyboard.press("Escape")
    page.keyboard.press("?")
    expect(page.locator("#keys")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#keys")).to_be_hidden()


def test_the_first_tab_leads_past_the_menu(visits: Visits) -> None:
    visit = visits.open("analyst")
    page = visit.page
    page.goto(f"{visit.address}/inbox")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')") == "#content"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "content"


def test_light_and_dark_and_the_language_are_chosen_and_kept(visits: Visits) -> None:
    visit = visits.open("analyst")
    page = visit.page
    page.goto(f"{visit.address}/alerts?state=all")
    page.locator(".strip [name=theme]").select_option("dark")
    page.wait_for_url("**/alerts?state=all")
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    dark = page.evaluate("getComputedStyle(document.body).backgroundColor")
    page.locator(".strip [name=language]").select_option("id")
    expect(page.locator("html")).to_have_attribute("lang", "id")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == dark
    page.goto(f"{visit.address}/inbox")
    expect(page.locator("h1")).to_have_text("Kotak masuk")


def test_the_preview_follows_what_is_written(visits: Visits) -> None:
    visit = visits.open("releasing")
    page = visit.page
    page.goto(f"{visit.address}/drafts/new")
    expect(page.locator("#preview")).to_contain_text("gets nothing")
    page.get_by_label("Value", exact=True).fill("Sari Wulan")
    page.get_by_role("checkbox", name=re.compile("^XB-NCTC National")).check()
    expect(page.locator("#preview")).to_contain_text("gets 1 of 1 claims")
    page.get_by_role("button", name="Another claim about this subject").click()
    expect(page.get_by_label("Value", exact=True)).to_have_count(2)
    expect(page.get_by_label("Value", exact=True).first).to_have_value("Sari Wulan")
    assert visit.said == []


def test_a_report_that_comes_is_seen_without_asking(visits: Visits, scene: Scene) -> None:
    visit = visits.open("analyst")
    visit.page.goto(f"{visit.address}/inbox")
    expect(visit.page.locator("#pulse")).to_have_attribute("data-state", "live")
    theirs = scene.world["XB"]
    theirs.shares(theirs.writes(releasable_to=("XA",), title="Came while you watched"))
    scene.world.delivers()
    expect(visit.page.locator("#inbox")).to_contain_text("Came while you watched")
    assert visit.said == []


def test_what_is_hidden_from_the_viewer_moves_nothing_on_his_page(visits: Visits, scene: Scene) -> None:
    visit = visits.open("junior")
    asked: list[str] = []
    visit.page.goto(f"{visit.address}/inbox")
    expect(visit.page.locator("#pulse")).to_have_attribute("data-state", "live")
    visit.page.on("request", lambda request: asked.append(request.url))
    comes_to_rest(visit.page, asked)
    ours = scene.world["XA"]
    ours.node.sharing.record(
        ours.sight(), ours.draft(ours.claim("Kesuma"), title="Not for the junior", handling=ours.terms(level=2))
    )
    visit.page.wait_for_timeout(3_000)
    assert asked == []


def comes_to_rest(page: Page, asked: list[str]) -> None:
    """Wait until the page asks for nothing more on its own account."""
    page.wait_for_timeout(1_500)
    while asked:
        asked.clear()
        page.wait_for_timeout(1_500)
