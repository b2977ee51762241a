"""The demonstration's story before officers of two states: contradictions, hits on a list, keys, and pictures."""

import re
import struct
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.demonstration import Demonstration
from tests.browser.desk import WIDE, Desk, desk
from tests.browser.looking import MISFITS, NARROW

pytestmark = pytest.mark.browser

IMAGES = Path(__file__).parents[2] / "docs" / "images"
MOST_BYTES = 250_000
SUBJECT = "/subjects.json?text=hadi%20surono"
HELD = "XC-2026-0403"
HARMONY = "states=asean10"
LIST_HIT = "Jemaah Anshorut Tauhid Segara"
FOCUS = """() => {
  const part = document.activeElement, look = getComputedStyle(part), box = part.getBoundingClientRect();
  return {
    name: part.getAttribute("aria-label") || part.labels?.[0]?.textContent || part.textContent || part.id,
    outlined: look.outlineStyle !== "none" && parseFloat(look.outlineWidth) >= 2,
    shown: box.width > 0 && box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
  };
}"""


@pytest.fixture(scope="module")
def ours(demo: Demonstration, browser: Browser) -> Iterator[Desk]:
    """Seat XA's analyst, who works in English."""
    seated = desk(browser, demo.xa.url)
    seated.comes_in(demo.xa, "m.okell")
    yield seated
    seated.context.close()


@pytest.fixture(scope="module")
def theirs(demo: Demonstration, browser: Browser) -> Iterator[Desk]:
    """Seat XB's analyst, who works in Indonesian."""
    seated = desk(browser, demo.xb.url, "id")
    seated.comes_in(demo.xb, "a.kusumadewi")
    yield seated
    seated.context.close()


@pytest.fixture(params=["en", "id"])
def analyst(request: pytest.FixtureRequest, ours: Desk, theirs: Desk) -> Iterator[Desk]:
    """Give the analyst of XA, and then the one of XB."""
    seated: Desk = {"en": ours, "id": theirs}[request.param]
    yield seated
    assert seated.faults == []


# --- pictures -------------------------------------------------------------------------------------------------------


def test_the_pages_of_the_readme_have_their_pictures(
    analyst: Desk, demo: Demonstration, browser: Browser, pictures: Path
) -> None:
    keys = desk(browser, analyst.url, analyst.spoken.code)
    keys.comes_in(*{"en": (demo.xa, "p.nandan"), "id": (demo.xb, "y.wibisana")}[analyst.spoken.code])
    keys.goes("/peers")
    expect(keys.page.get_by_text(keys.say("Last contact")).first).to_be_visible()
    keeps(keys, pictures, "peers")
    keys.context.close()

    analyst.goes("/inbox")
    expect(analyst.page.locator("#pulse")).to_have_attribute("data-state", "live")
    expect(analyst.page.locator("#open-alerts")).not_to_be_empty()
    keeps(analyst, pictures, "inbox")
    analyst.goes(f"/alerts/{hit_on_the_list(analyst)}")
    keeps(analyst, pictures, "alert")
    analyst.goes(f"/subjects/{analyst.document(SUBJECT)['subjects'][0]['subject']}")
    keeps(analyst, pictures, "subject")
    composes(analyst)
    keeps(analyst, pictures, "compose")
    analyst.goes(f"/law/harmony?{HARMONY}")
    analyst.page.locator("section:has(#map-title)").evaluate("part => part.scrollIntoView()")
    keeps(analyst, pictures, "harmony")


def test_a_held_payment_of_the_readme_has_its_picture_in_both_languages(
    browser: Browser, demo: Demonstration, pictures: Path
) -> None:
    seated = desk(browser, demo.xc.url)
    seated.comes_in(demo.xc, "k.orazov")
    held = next(each for each in seated.document("/payments.json?state=held")["payments"] if HELD in str(each))
    for code in ("en", "id"):
        seated.speaks(code)
        seated.goes(f"/payments/{held['id']}")
        expect(seated.heading("Decide")).to_be_visible()
        keeps(seated, pictures, "payment")
    assert seated.faults == []
    seated.context.close()


def keeps(seated: Desk, folder: Path, name: str) -> None:
    """Keep a picture of the page, see that it is one of the right size, and that the README's stands in its place."""
    file = folder / f"{name}-{seated.spoken.code}.png"
    seated.page.screenshot(path=file)
    raw = file.read_bytes()
    assert struct.unpack(">II", raw[16:24]) == (WIDE["width"], WIDE["height"])
    assert 20_000 < len(raw) < MOST_BYTES
    assert (IMAGES / file.name).is_file()


def hit_on_the_list(seated: Desk) -> str:
    """Give the id of the likest open alert on an entry of the Security Council's list."""
    alerts = [alert for alert in seated.document("/alerts.json?state=open")["alerts"] if alert["kind"] == "list-hit"]
    return str(max(alerts, key=lambda alert: alert["score"])["id"])


def composes(seated: Desk) -> None:
    """Write a report of which one partner gets a part and the other nothing, and stand at its claims."""
    page, code = seated.page, seated.spoken.code
    texts = {
        "en": ("Night crossings of MV Bintang Lerang in November", "Sutrisno Wiryawan", "سوتريسنو ويرياوان", "XB-PKT"),
        "id": ("Pelayaran malam KM Bintang Lerang pada November", "Soetrisno Wiryawan", "Сутрисно Вирьяван", "XA-NCTC"),
    }[code]
    values = page.get_by_label(seated.say("Value"), exact=True)
    seated.goes("/drafts/new")
    seated.field("Title").fill(texts[0])
    seated.field("Summary").fill(texts[0])
    values.first.fill(texts[1])
    for index, (meaning, value) in enumerate((("alias", texts[2]), ("birthDate", "1971-02-14")), start=1):
        seated.button("Another claim about this subject").click()
        expect(values).to_have_count(index + 1)
        page.get_by_label(seated.say("What"), exact=True).nth(index).select_option(meaning)
        values.nth(index).fill(value)
    page.locator(f"input[name=to][value={texts[3]}]").check()
    page.locator("select[name=tlp]").select_option("amber")
    expect(page.locator("#preview")).to_contain_text(seated.say("gets %(n)s of %(all)s claims", n=3, all=3))
    page.locator("#preview summary").last.click()
    page.evaluate("document.activeElement.blur(); document.querySelector('#claims').scrollIntoView()")


# --- what the pages say ---------------------------------------------------------------------------------------------


def test_two_authorities_that_contradict_each_other_stand_side_by_side(analyst: Desk) -> None:
    analyst.goes(f"/subjects/{analyst.document(SUBJECT)['subjects'][0]['subject']}")
    page, said = analyst.page, analyst.spoken.partial_day
    property_ = analyst.say("Date of birth")
    contested = page.locator(
        ".contradiction", has_text=analyst.say("Sources disagree: %(property)s", property=property_)
    )
    sides = [re.sub(r"\s+", " ", side) for side in contested.locator(".side").all_inner_texts()]
    assert [said("1987-03-14") in side for side in sides].count(True) == 1
    ours = next(side for side in sides if said("1987-03-14") in side)
    theirs = next(side for side in sides if said("1984-08-02") in side)
    assert re.search("XA-NCTC.*B 2.*TLP:AMBER", ours)
    assert re.search("XB-PKT.*C 3.*TLP:AMBER", theirs)
    disputed = page.get_by_role("row").filter(has=page.get_by_text(analyst.say("disputed"), exact=True))
    expect(disputed.filter(has_text=property_)).to_have_count(2)
    boxes = [side.bounding_box() for side in contested.locator(".side").all()]
    assert boxes[0]
    assert boxes[1]
    assert boxes[0]["y"] == boxes[1]["y"]


def test_a_hit_on_a_list_explains_itself_and_is_judged_with_a_reason_and_undone(ours: Desk) -> None:
    page = ours.page
    ours.goes("/alerts")
    hit = page.get_by_role("row").filter(has=page.get_by_role("link", name=re.compile(f"^{LIST_HIT}")))
    expect(hit.filter(has_text="List hit")).to_have_count(1)
    with page.expect_navigation():
        hit.filter(has_text="List hit").get_by_role("link").click()
    for text in ("Both sides", "Why the machine proposes it", "Speaks for it"):
        expect(ours.heading(text)).to_be_visible()
    assert [line for line in page.locator(".reasons.for .weight").all_inner_texts() if not line.startswith("+")] == []
    ours.button("Different").click()
    assert page.locator("#reason").evaluate("field => field.validity.valueMissing")
    ours.field("Reason").fill("A local foundation; other founders, other seat.")
    ours.presses("Different")
    expect(page.locator(".steps")).to_contain_text("A local foundation; other founders, other seat.")
    with page.expect_navigation():
        page.get_by_role("link", name=re.compile(f"^{LIST_HIT}")).first.click()
    expect(page.locator(".steps")).to_contain_text("UN QDe.")
    with page.expect_navigation():
        page.get_by_role("link", name="The alert, to undo it").click()
    ours.field("Reason").fill("Looked at once more.")
    ours.presses("Undo: open it again")
    expect(page.locator(".kicker")).to_contain_text("Open")
    assert ours.faults == []


def test_several_alerts_are_looked_at_once_more_and_decided_together(theirs: Desk) -> None:
    page = theirs.page
    theirs.goes("/alerts")
    before = theirs.document("/alerts.json")["open"]
    reports = page.get_by_role("row").filter(has_text=theirs.say("Report received"))
    for index in (0, 1):
        reports.nth(index).get_by_role("checkbox").check()
    marked = [reports.nth(index).get_by_role("link").inner_text() for index in (0, 1)]
    theirs.field("Decide the marked ones together").select_option("noted")
    theirs.presses("Look once more and decide")
    expect(theirs.heading("Look once more")).to_be_visible()
    assert page.locator("tr[data-row] a").all_inner_texts() == marked
    assert theirs.document("/alerts.json")["open"] == before
    decide = theirs.count("Decide %(n)s alert", "Decide %(n)s alerts", 2)
    with page.expect_navigation(url=re.compile(r"/alerts\?state=open$")):
        page.get_by_role("button", name=decide, exact=True).click()
    assert theirs.document("/alerts.json")["open"] == before - 2
    assert theirs.faults == []


# --- keys -----------------------------------------------------------------------------------------------------------


def tabbed(page: Page, until: str, *, most: int = 120) -> list[str]:
    """Press Tab until a thing with this name has the focus, and name what was passed; everything must be seen."""
    passed = list[str]()
    while len(passed) < most:
        page.keyboard.press("Tab")
        at = page.evaluate(FOCUS)
        passed.append(re.sub(r"\s+", " ", at["name"]).strip())
        assert at["outlined"], f"no outline around {passed[-1]!r}"
        assert at["shown"], f"{passed[-1]!r} has the focus and is not seen"
        if passed[-1] == until:
            return passed
    raise AssertionError(f"Tab does not lead to {until!r}: {passed}")


def test_tab_leads_past_the_menu_and_through_the_writing_page_to_its_button(analyst: Desk) -> None:
    page = analyst.page
    analyst.goes("/drafts/new")
    assert tabbed(page, analyst.say("Skip to the content"), most=1)
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "content"
    passed = tabbed(page, analyst.say("Save the draft"))
    order = [
        passed.index(analyst.say(text))
        for text in ("Title", "Summary", "Kind", "What", "Value", "Another claim about this subject", "TLP", "Caveat")
    ]
    assert order == sorted(order)


def test_tab_leads_through_the_menu_to_the_search_and_the_choices(analyst: Desk) -> None:
    analyst.goes("/alerts")
    passed = tabbed(analyst.page, analyst.say("Keys"))
    wanted = [analyst.say(text) for text in ("Write a report", "Inbox", "Drafts", "Help", "My access", "Sign out")]
    wanted += [analyst.say(text) for text in ("Search subjects by name", "Language", "Light or dark")]
    assert [name for name in passed if name in wanted] == wanted
    last = analyst.say("Look once more and decide")
    assert analyst.say("Decide the marked ones together") in tabbed(analyst.page, last, most=150)


def test_keys_lead_to_pages_through_rows_and_to_the_search(ours: Desk) -> None:
    page, keys = ours.page, ours.page.keyboard
    ours.goes("/inbox")
    with page.expect_navigation(url=re.compile(r"/alerts$")):
        keys.press("g")
        keys.press("a")
    for key in "jjk":
        keys.press(key)
    at_hand = page.locator("tr.at-hand")
    expect(at_hand).to_have_count(1)
    assert page.evaluate("document.activeElement.closest('tr').classList.contains('at-hand')")
    keys.press("x")
    expect(page.locator("[name=alert]:checked")).to_have_count(1)
    keys.press("/")
    keys.type("ga?")
    expect(page.locator("#search")).to_have_value("ga?")
    expect(page.locator("#keys")).to_be_hidden()
    keys.press("Escape")
    keys.press("?")
    expect(page.locator("#keys")).to_be_visible()
    keys.press("Escape")
    expect(page.locator("#keys")).to_be_hidden()
    keys.press("Escape")
    with page.expect_navigation(url=re.compile(r"/drafts/new$")):
        keys.press("g")
        keys.press("r")
    assert ours.faults == []


def test_on_a_telephone_the_menu_opens_and_leads(analyst: Desk) -> None:
    page = analyst.page
    page.set_viewport_size(NARROW)
    analyst.goes("/alerts")
    menu = page.locator(".narrow-menu")
    place = menu.get_by_role("link", name=analyst.say("Lists"), exact=True)
    expect(place).to_be_hidden()
    menu.locator("summary").click()
    expect(place).to_be_visible()
    assert page.evaluate(MISFITS) == []
    with page.expect_navigation(url=re.compile(r"/lists$")):
        place.click()
    expect(analyst.heading("Lists")).to_be_visible()
    page.set_viewport_size(WIDE)
