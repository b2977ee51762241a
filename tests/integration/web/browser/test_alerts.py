"""Alerts in a browser: many decided at once after a second look, and a true match by two officers."""

import os
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from simpul.core.vocabulary import Schema
from tests.integration.web.browser.conftest import Scene, Visits
from tests.integration.web.browser.serving import SCREENSHOTS

pytestmark = pytest.mark.browser

NARROW = {"width": 390, "height": 844}


def shot(page: Page, name: str) -> None:
    """Keep a picture of the page where somebody asked for pictures."""
    folder = os.environ.get(SCREENSHOTS)
    if folder:
        page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)


def is_sound(page: Page) -> None:
    """Nothing that axe finds, and nothing wider than a telephone."""
    found = Axe().run(page).response["violations"]
    assert [(each["id"], each["nodes"][0]["html"]) for each in found] == []
    wide = page.viewport_size
    assert wide is not None
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    page.set_viewport_size(NARROW)  # type: ignore[arg-type]  # a size
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    page.set_viewport_size(wide)


def same_names(scene: Scene, name: str, count: int) -> None:
    """Let XA hold several records of people of one name."""
    place = scene.world["XA"]
    for _ in range(count):
        claim = place.claim(name, schema=Schema.PERSON)
        place.node.sharing.record(place.sight(), place.draft(claim, handling=place.terms()))
    place.screens()


def test_many_are_decided_at_once_after_a_second_look(visits: Visits, scene: Scene) -> None:
    same_names(scene, "Ratna Kusumawardhani", 3)
    visit = visits.open("analyst")
    page = visit.page
    page.goto(f"{visit.address}/alerts?text=kusumawardhani")
    expect(page.locator("input[name=alert]")).to_have_count(3)
    expect(page.locator("tr.proposal")).to_have_count(1)
    shot(page, "queue")
    is_sound(page)
    page.get_by_role("checkbox", name="Mark all on this page").check()
    page.get_by_label("Decide the marked ones together").select_option("different")
    page.get_by_role("button", name="Look once more and decide").click()
    expect(page.locator("h1")).to_have_text("Look once more")
    expect(page.get_by_label("Reason")).to_be_focused()
    page.get_by_label("Reason").fill("Three women, three dates of birth.")
    shot(page, "review")
    is_sound(page)
    page.get_by_role("button", name="Decide 3 alerts").click()
    page.wait_for_url("**/alerts?state=open")
    page.goto(f"{visit.address}/alerts?state=decided&text=kusumawardhani")
    expect(page.locator("input[name=alert]")).to_have_count(3)
    assert visit.said == []


def test_what_changed_meanwhile_is_named_and_nothing_is_done(visits: Visits, scene: Scene) -> None:
    same_names(scene, "Bambang Prasetyawan", 3)
    visit, other = visits.open("analyst"), visits.open("releasing")
    for each in (visit, other):
        each.page.goto(f"{each.address}/alerts?text=prasetyawan")
    visit.page.get_by_role("checkbox", name="Mark all on this page").check()
    visit.page.get_by_label("Decide the marked ones together").select_option("unsure")
    visit.page.get_by_role("button", name="Look once more and decide").click()
    visit.page.get_by_label("Reason").fill("Cannot be told.")
    other.page.locator("tbody tr[data-row] a").first.click()
    other.page.get_by_role("button", name="Take it: I work on it").click()
    visit.page.get_by_role("button", name="Decide 3 alerts").click()
    expect(visit.page.locator("h1")).to_have_text("Nothing was decided")
    expect(visit.page.locator(".chip.alarm")).to_have_count(1)
    shot(visit.page, "review-changed")
    is_sound(visit.page)
    visit.page.get_by_role("button", name="Decide 2 alerts").click()
    visit.page.wait_for_url("**/alerts?state=open")
    assert [line for line in visit.said if "409" not in line] == []


def test_a_true_match_takes_two_officers(visits: Visits, scene: Scene) -> None:
    visit, other = visits.open("analyst"), visits.open("releasing", language="id", scheme="dark")
    page = visit.page
    page.goto(f"{visit.address}/alerts?kind=list-hit")
    page.locator("tbody tr[data-row] a").first.click()
    address = page.url
    page.get_by_label("Reason").fill("The same passport.")
    page.get_by_role("button", name="Same", exact=True).click()
    expect(page.locator(".notice.heed").first).to_contain_text("Awaits a second officer")
    expect(page.get_by_role("button", name="Confirm it as the second officer")).to_have_count(0)
    shot(page, "proposed-own")
    is_sound(page)
    other.page.goto(address)
    shot(other.page, "proposed-other")
    is_sound(other.page)
    other.page.get_by_role("button", name="Kukuhkan sebagai petugas kedua").click()
    expect(other.page.locator(".kicker .chip.good")).to_have_text("Diputuskan")
    shot(other.page, "confirmed")
    assert visit.said == other.said == []


def test_a_dismissed_pair_that_comes_anew_shows_what_was_judged_and_what_changed(visits: Visits, scene: Scene) -> None:
    place = scene.world["XA"]
    same_names(scene, "Suryaningrat Hadikusumo", 2)
    visit = visits.open("analyst")
    page = visit.page
    page.goto(f"{visit.address}/alerts?text=suryaningrat")
    page.locator("tbody tr[data-row] a").first.click()
    page.get_by_label("Reason").fill("Another father's name.")
    page.get_by_role("button", name="Different", exact=True).click()
    expect(page.locator(".kicker .chip.good")).to_have_text("Decided")
    held = next(
        item.alert
        for item in place.node.alerting.queue(place.sight(), limit=200).items
        if "Suryaningrat" in item.alert.caption
    )
    born = place.claim("1971-03-14", subject=held.subject, property="birthDate")
    place.node.sharing.record(place.sight(), place.draft(born, handling=place.terms()))
    place.screens()
    page.goto(f"{visit.address}/alerts?text=suryaningrat")
    expect(page.locator("tbody tr[data-row]")).to_contain_text("comes anew")
    page.locator("tbody tr[data-row] a").first.click()
    expect(page.locator("body")).to_contain_text("This pair was judged before")
    expect(page.locator("body")).to_contain_text("Another father's name.")
    expect(page.locator(".chip.good").first).to_contain_text("1971")
    shot(page, "comes-anew")
    is_sound(page)
    assert visit.said == []


@pytest.mark.parametrize(("language", "scheme"), [("en", "light"), ("id", "dark")])
def test_the_page_on_fairness_is_sound(visits: Visits, language: str, scheme: str) -> None:
    visit = visits.open("analyst", language=language, scheme="dark" if scheme == "dark" else "light")
    visit.page.goto(f"{visit.address}/fairness")
    expect(visit.page.locator("table")).to_have_count(4)
    shot(visit.page, f"fairness-{language}")
    is_sound(visit.page)
    visit.page.keyboard.press("g")
    visit.page.keyboard.press("a")
    visit.page.wait_for_url("**/alerts")
    visit.page.keyboard.press("g")
    visit.page.keyboard.press("f")
    visit.page.wait_for_url("**/fairness")
    visit.page.set_viewport_size(NARROW)  # type: ignore[arg-type]  # a size
    shot(visit.page, f"fairness-narrow-{language}")
    assert visit.said == []
