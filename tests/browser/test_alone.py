"""One node without partners, lists or reports: what its pages say then, how an officer sets a code up and comes in
with it, and what a page shows when the node goes away and comes back.
"""

from collections.abc import Iterator
from datetime import timedelta

import pyotp
import pytest
from playwright.sync_api import Browser, expect

from simpul.app.chance import SystemClock
from tests.browser.desk import Desk, desk, link
from tests.browser.looking import flaws_of
from tests.nodes import NodeProcess, nodes

pytestmark = pytest.mark.browser

EMPTY = {
    "/inbox": ("No open alerts", "No reports yet"),
    "/alerts": ("Nothing here",),
    "/reports": ("No reports found",),
    "/drafts": ("No drafts",),
    "/subjects": ("No subjects found",),
    "/lists": ("No lists yet",),
    "/rescreening": ("No run yet",),
    "/peers": ("No partners yet",),
    "/drafts/new": ("No partners yet",),
    "/me": ("No second factor yet", "No tokens"),
}
STEP = timedelta(seconds=30)
OUTSIDERS = {"en": "analyst", "id": "junior"}


@pytest.fixture(scope="module")
def node(tmp_path_factory: pytest.TempPathFactory) -> Iterator[NodeProcess]:
    """Run XA alone."""
    with nodes(tmp_path_factory.mktemp("alone"), "XA") as (alone,):
        alone.start()
        yield alone


@pytest.fixture(scope="module")
def officer(node: NodeProcess, browser: Browser) -> Iterator[Desk]:
    """Seat a releasing officer, who has a partner's pages and the writing page."""
    seated = desk(browser, node.url)
    seated.comes_in(node, "xa-nctc-releasing")
    yield seated
    seated.context.close()


@pytest.mark.parametrize("code", ["en", "id"])
def test_where_nothing_is_the_page_says_so_and_what_to_do(officer: Desk, code: str) -> None:
    officer.speaks(code)
    for path, titles in EMPTY.items():
        officer.goes(path)
        for title in titles:
            said = officer.page.locator(".empty", has_text=officer.say(title))
            expect(said).to_be_visible()
            assert len(said.inner_text()) > len(officer.say(title)) + 30
    assert officer.faults == []


@pytest.mark.parametrize("code", ["en", "id"])
def test_what_cannot_stand_is_named_at_its_field_and_nothing_typed_is_lost(officer: Desk, code: str) -> None:
    officer.speaks(code)
    officer.goes("/drafts/new")
    officer.field("Title").fill("Seen at the ferry")
    officer.field("What").select_option("birthDate")
    officer.field("Value").fill("1990-02-31")
    officer.presses("Save the draft")
    officer.forgives("status of 422")
    expect(officer.page.get_by_role("alert")).to_contain_text(officer.say("Not saved"))
    expect(officer.field("Summary")).to_have_attribute("aria-invalid", "true")
    expect(officer.field("Summary")).to_be_focused()
    officer.field("Summary").fill("Twice, on the upper deck.")
    officer.presses("Save the draft")
    officer.forgives("status of 422")
    wrong = officer.field("Value")
    expect(wrong).to_have_attribute("aria-invalid", "true")
    expect(wrong).to_have_value("1990-02-31")
    expect(wrong).to_have_accessible_description(
        officer.page.get_by_role("alert").locator("p").first.text_content() or ""
    )
    expect(officer.field("Title")).to_have_value("Seen at the ferry")
    assert officer.faults == []


def test_a_page_says_when_the_node_is_gone_and_comes_alive_with_it(node: NodeProcess, officer: Desk) -> None:
    pulse = officer.page.locator("#pulse")
    officer.goes("/inbox")
    expect(pulse).to_have_attribute("data-state", "live")
    node.stop()
    expect(pulse).to_have_text(officer.say("No connection to the node"), use_inner_text=True)
    node.start()
    expect(pulse).to_have_attribute("data-state", "live")
    officer.forgives("net::ERR")
    assert officer.faults == []


@pytest.mark.parametrize("code", ["en", "id"])
def test_from_a_link_to_a_code_and_back_in_with_it(node: NodeProcess, browser: Browser, code: str) -> None:
    name = f"xa-nctc-{OUTSIDERS[code]}"
    seated, flaws = desk(browser, node.url, code), list[str]()
    seated.speaks(code)
    seated.page.emulate_media(color_scheme="light" if code == "en" else "dark")
    seated.goes("/sign-in/link")
    flaws += flaws_of(seated, "/sign-in/link")
    seated.opens_link(link(node, name))
    flaws += flaws_of(seated, "/sign-in/set-up")
    app = sets_up(seated, flaws)

    seated.presses("Sign out")
    flaws += flaws_of(seated, "/sign-in")
    signs_in(seated, name, "000000")
    seated.forgives("status of 401")
    flaws += flaws_of(seated, "/sign-in, wrong code")
    signs_in(seated, name, app.at(SystemClock().now() + STEP))
    expect(seated.heading("Inbox")).to_be_visible()

    seated.presses("Sign out")
    seated.opens_link(link(node, name))
    expect(seated.heading("Your second factor")).to_be_visible()
    flaws += flaws_of(seated, "/sign-in/confirm")
    seated.goes("/inbox")
    assert seated.page.url == f"{seated.url}/sign-in/confirm"
    assert not flaws, "\n".join(flaws)
    seated.context.close()


def sets_up(seated: Desk, flaws: list[str]) -> pyotp.TOTP:
    """Set an authenticator app up: a wrong code first, then the right one; give what the app holds."""
    with seated.page.expect_navigation():
        seated.page.get_by_role("link", name=seated.say("Set up an app")).click()
    flaws += flaws_of(seated, "/sign-in/set-up/code")
    secret = seated.page.locator("#app-key").text_content() or ""
    app = pyotp.TOTP(secret.replace(" ", ""))
    for shown in ("000000", app.now()):
        seated.field("The code that the app shows now").fill(shown)
        seated.presses("Done")
        if shown == "000000":
            seated.forgives("status of 422")
            expect(seated.field("The code that the app shows now")).to_have_attribute("aria-invalid", "true")
            flaws += flaws_of(seated, "/sign-in/set-up/code, wrong")
    expect(seated.heading("Inbox")).to_be_visible()
    return app


def signs_in(seated: Desk, name: str, code: str) -> None:
    """Sign in with name and code."""
    seated.field("Sign-in name").fill(name)
    seated.field("Code of your authenticator app").fill(code)
    seated.presses("Sign in with name and code")
