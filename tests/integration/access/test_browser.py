"""Signing in with a real Chromium: what the page's script does with passkeys, links and the clipboard."""

import os
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import uvicorn
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from simpul.core.access import SecondFactor
from tests.integration.access.browsing import Pages, pages
from tests.patience import PATIENCE_MILLISECONDS, until
from tests.ports import free_port

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """Start Debian's Chromium."""
    expect.set_options(timeout=PATIENCE_MILLISECONDS)
    found = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    if not found:
        pytest.fail("these tests need Chromium: run scripts/chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=["--no-sandbox"])
        yield browser
        browser.close()


@contextmanager
def served(site: Pages, port: int) -> Iterator[None]:
    """Serve a node's pages on this machine."""
    server = uvicorn.Server(uvicorn.Config(site.app, host="127.0.0.1", port=port, log_level="warning", lifespan="off"))
    thread = threading.Thread(target=server.run)
    thread.start()
    until(lambda: server.started or not thread.is_alive(), stands=lambda: f"port {port} is not served")
    assert server.started, f"port {port} cannot be served"
    yield
    server.should_exit = True
    thread.join()


@pytest.fixture
def address(tmp_path: Path) -> Iterator[tuple[Pages, str]]:
    """Give a served node and its address; passkeys need a name, and `localhost` is one that needs no certificate."""
    port = free_port()
    base_url = f"http://localhost:{port}"
    with (
        pages(tmp_path / "node", second_factor=SecondFactor.MAY_WAIT, base_url=base_url) as site,
        served(site, port),
    ):
        yield site, base_url


@pytest.fixture
def context(chromium: Browser) -> Iterator[BrowserContext]:
    """Give a browser without a memory, whose pages may say nothing to the console but what they mean to."""
    made = chromium.new_context(locale="en-GB")
    made.set_default_timeout(PATIENCE_MILLISECONDS)
    made.grant_permissions(["clipboard-read", "clipboard-write"])
    yield made
    made.close()


def page_of(context: BrowserContext, said: list[str]) -> Page:
    """Open a page with an authenticator in the machine."""
    page = context.new_page()
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("console", lambda line: said.append(line.text) if line.type == "error" else None)
    session = context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    session.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    return page


def test_from_a_link_to_a_passkey_and_back_in_with_it(address: tuple[Pages, str], context: BrowserContext) -> None:
    site, base_url = address
    said: list[str] = []
    page = page_of(context, said)
    secret = site.link("administrator")
    page.goto(f"{base_url}/sign-in/link#{secret}")
    assert secret not in page.url
    expect(page.get_by_label("Your link")).to_be_hidden()
    page.get_by_role("button", name="Use the link now").click()
    page.get_by_label("A name for it").fill("Field laptop")
    page.get_by_role("button", name="Set up a passkey").click()
    expect(page.get_by_role("button", name="Sign out").first).to_be_visible()
    page.goto(f"{base_url}/me")
    expect(page.get_by_role("rowheader", name="Field laptop")).to_be_visible()
    page.get_by_role("button", name="Sign out").first.click()
    page.wait_for_url(f"{base_url}/sign-in")
    page.get_by_role("button", name="Sign in with a passkey").click()
    expect(page.get_by_role("button", name="Sign out").first).to_be_visible()
    assert said == []


def test_a_link_that_is_shown_once_is_copied(address: tuple[Pages, str], context: BrowserContext) -> None:
    site, base_url = address
    said: list[str] = []
    page = page_of(context, said)
    page.goto(f"{base_url}/sign-in/link#{site.link('administrator')}")
    page.get_by_role("button", name="Use the link now").click()
    page.get_by_role("button", name="Later").click()
    page.goto(f"{base_url}/officers/analyst")
    page.get_by_role("button", name="Issue a one-time link").click()
    shown = page.get_by_role("textbox", name="The one-time link").input_value()
    page.get_by_role("button", name="Copy").click()
    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == shown
    other = page_of(context, said)
    other.goto(shown)
    other.get_by_role("button", name="Use the link now").click()
    expect(other.get_by_role("heading", name="Set up a second factor")).to_be_visible()
    assert said == []


def test_without_a_passkey_the_page_says_so_and_leaves_the_other_way_open(
    address: tuple[Pages, str], context: BrowserContext
) -> None:
    _, base_url = address
    page = page_of(context, [])
    page.goto(f"{base_url}/sign-in")
    page.get_by_role("button", name="Sign in with a passkey").click()
    expect(page.get_by_text("No passkey answered.")).to_be_visible()
    expect(page.get_by_role("button", name="Sign in with name and code")).to_be_enabled()


@pytest.mark.parametrize("language", ["en", "id"])
def test_everybody_can_use_the_pages_of_access(
    address: tuple[Pages, str], context: BrowserContext, language: str
) -> None:
    site, base_url = address
    page = page_of(context, [])
    context.add_cookies([{"name": "simpul-language", "value": language, "url": base_url}])
    page.goto(f"{base_url}/sign-in")
    assert complaints(page) == []
    page.goto(f"{base_url}/sign-in/link#{site.link('administrator')}")
    assert complaints(page) == []
    page.locator("form[action='/sign-in/link'] button").click()
    assert complaints(page) == []
    page.goto(f"{base_url}/sign-in/set-up/code")
    assert complaints(page) == []
    page.goto(f"{base_url}/sign-in/set-up")
    page.locator("form[action='/sign-in/later'] button").click()
    for path in ("/me", "/officers", "/officers/analyst", "/officers/administrator", "/new-officer"):
        page.goto(base_url + path)
        assert complaints(page) == [], path


def complaints(page: Page) -> list[str]:
    """Give what axe finds wrong with a page."""
    found = Axe().run(page).response["violations"]
    return [f"{each['id']}: {node['html'][:120]}" for each in found for node in each["nodes"]]


def test_without_scripts_a_link_is_pasted_and_used(address: tuple[Pages, str], chromium: Browser) -> None:
    site, base_url = address
    context = chromium.new_context(java_script_enabled=False, locale="id-ID")
    page = context.new_page()
    page.goto(f"{base_url}/sign-in/link")
    page.locator("#secret").fill(f"{base_url}/sign-in/link#{site.link('analyst')}")
    page.locator("form[action='/sign-in/link'] button").click()
    page.wait_for_url(f"{base_url}/sign-in/set-up")
    page.locator("a[href='/sign-in/set-up/code']").click()
    assert page.locator("svg.segno").is_visible()
    context.close()
