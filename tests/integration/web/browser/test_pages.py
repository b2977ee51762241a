"""What only a real browser shows of pages: what they do without scripts, on paper, and with their own tool."""

import pytest
from playwright.sync_api import expect

from tests.integration.web.browser.conftest import Scene, Visits

pytestmark = pytest.mark.browser


def test_the_page_of_the_interface_draws_itself_from_this_node_alone(visits: Visits) -> None:
    visit = visits.open("analyst")
    visit.page.goto(visit.address + "/api/docs")
    visit.page.wait_for_selector("#api .opblock")
    assert visit.page.locator("#api .opblock").count() > 20
    assert (visit.reached, visit.said) == (set(), [])


def test_pages_work_with_scripts_switched_off(visits: Visits, scene: Scene) -> None:
    visit = visits.open("analyst", scripts="off")
    page = visit.page
    page.goto(f"{visit.address}/drafts/new")
    page.get_by_label("Title", exact=True).fill("Written without a script")
    page.get_by_label("Summary").fill("Every button is a plain form.")
    page.get_by_label("Value", exact=True).fill("Sari Wulan")
    page.get_by_role("button", name="Another claim about this subject").click()
    expect(page.get_by_label("Value", exact=True)).to_have_count(2)
    page.get_by_role("button", name="Take this claim out").last.click()
    expect(page.get_by_label("Value", exact=True)).to_have_count(1)
    page.get_by_role("button", name="Save the draft").click()
    expect(page.locator("h1")).to_have_text("Written without a script")
    expect(page.locator(".partner")).to_contain_text("gets nothing")
    page.goto(f"{visit.address}/subjects/{scene.told.subject}")
    expect(page.locator(".contradiction")).to_contain_text("Sources disagree")
    assert visit.said == []


def test_a_page_is_printed_with_who_printed_it_and_without_the_menu(visits: Visits, scene: Scene) -> None:
    visit = visits.open("analyst")
    visit.page.goto(f"{visit.address}/reports/{scene.told.received}")
    visit.page.emulate_media(media="print")
    assert visit.page.locator(".printed").is_visible()
    assert not visit.page.locator(".rail").is_visible()
    assert visit.page.pdf()[:5] == b"%PDF-"
