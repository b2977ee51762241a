"""Payments before an officer with a keyboard: what is marked is counted and decided, and nothing is sent twice."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Request, expect

from tests.browser.demonstration import Demonstration
from tests.browser.desk import WIDE, Desk, desk
from tests.browser.looking import NARROW
from tests.browser.paying import takes_payment

pytestmark = pytest.mark.browser

TWICE = """(button) => { button.click(); button.click(); }"""


@pytest.fixture(scope="module")
def seated(demo: Demonstration, browser: Browser) -> Iterator[Desk]:
    """Seat an analyst of XA before the queue."""
    found = desk(browser, demo.xa.url)
    found.comes_in(demo.xa, "m.okell")
    yield found
    assert not found.faults
    found.context.close()


def test_what_is_marked_by_keys_is_counted_and_the_next_key_leads_to_the_decision(seated: Desk) -> None:
    takes_payment(seated, 21)
    takes_payment(seated, 22)
    seated.goes("/payments")
    expect(seated.page.locator("[data-marked]")).to_have_text("0")
    for key in "jxjx":
        seated.page.keyboard.press(key)
    expect(seated.page.locator("[data-marked]")).to_have_text("2")
    seated.page.keyboard.press("d")
    expect(seated.page.locator("#step")).to_be_focused()


def test_on_a_phone_all_payments_of_the_page_are_marked_at_once_and_one_may_be_left_out(seated: Desk) -> None:
    takes_payment(seated, 21)
    takes_payment(seated, 22)
    seated.goes("/payments")
    page, boxes = seated.page, seated.page.locator("[name=payment]")
    expect(page.locator(".mark-all")).to_be_hidden()
    page.set_viewport_size(NARROW)
    expect(page.locator("thead input")).to_be_hidden()
    seated.field("Mark all on this page").check()
    expect(page.locator("[data-marked]")).to_have_text(str(boxes.count()))
    boxes.first.uncheck()
    expect(page.locator("[data-marked]")).to_have_text(str(boxes.count() - 1))
    expect(page.locator(".mark-all input")).not_to_be_checked()
    boxes.first.check()
    expect(page.locator(".mark-all input")).to_be_checked()
    page.set_viewport_size(WIDE)
    expect(page.locator("thead input")).to_be_checked()


def test_a_form_whose_button_is_pressed_twice_is_sent_once(seated: Desk) -> None:
    payment, sent = takes_payment(seated, 23), list[str]()

    def note(request: Request) -> None:
        if request.method == "POST" and request.url.endswith("/hand-on"):
            sent.append(request.url)

    seated.goes(f"/payments/{payment}")
    seated.page.keyboard.press("h")
    form = seated.page.locator("form[action$='/hand-on']")
    form.locator("textarea").fill("The bank sends the passport tomorrow.")
    seated.page.on("request", note)
    with seated.page.expect_navigation():
        form.locator("button").evaluate(TWICE)
    expect(seated.page.get_by_text("The bank sends the passport tomorrow.").first).to_be_visible()
    assert len(sent) == 1


def test_a_payment_is_found_by_key_in_whatever_state_it_is(seated: Desk) -> None:
    held, released = takes_payment(seated, 31), takes_payment(seated, 32, "Windu Sasmita Argani")
    seated.goes("/payments")
    seated.page.keyboard.press("f")
    expect(seated.page.locator("#text")).to_be_focused()
    for typed, found in (("windu arg", released), (held[:12], held)):
        seated.page.locator("#text").fill(typed)
        with seated.page.expect_navigation():
            seated.page.keyboard.press("Enter")
        expect(seated.page.locator("#queue tbody a").first).to_have_attribute("href", f"/payments/{found}")
        seated.page.locator("#text").focus()
