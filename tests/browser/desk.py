"""An officer before a browser of his own: a real Chromium, and everything that goes wrong in it written down.

What is written down and must be nothing: errors in the console, errors of scripts, a request to another host, an
answer of 500 or more. A test that leads to an error on purpose takes it off the record with `forgives`.
"""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Locator,
    Page,
    Request,
    Response,
    ViewportSize,
    expect,
    sync_playwright,
)

from simpul.web.language import COOKIE, Language, language
from tests.nodes import NodeProcess
from tests.patience import PATIENCE_MILLISECONDS

ARGUMENTS = (
    *("--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"),
    *("--disable-component-update", "--disable-sync"),
)
NAMES = ("chromium", "chromium-browser", "google-chrome")
WIDE = ViewportSize(width=1280, height=800)


@dataclass(slots=True, kw_only=True)
class Desk:
    """One officer's browser before one node."""

    context: BrowserContext
    page: Page
    url: str
    spoken: Language
    faults: list[str] = field(default_factory=list)

    def say(self, text: str, **values: object) -> str:
        """Give a text as the pages say it in the language of this desk."""
        return self.spoken.say(text, **values)

    def count(self, one: str, many: str, number: int) -> str:
        """Give a text for this number of things, as the pages say it."""
        return self.spoken.catalogue.ngettext(one, many, number) % {"num": number, "n": number}

    def goes(self, path: str) -> None:
        """Open a page of the node."""
        self.page.goto(self.url + path)

    def presses(self, text: str) -> None:
        """Press the button with this text, and wait for the page that follows."""
        with self.page.expect_navigation():
            self.button(text).click()

    def button(self, text: str) -> Locator:
        """Give the first button with exactly this text, in the desk's language."""
        return self.page.get_by_role("button", name=self.say(text), exact=True).first

    def field(self, text: str) -> Locator:
        """Give the first field with this label, in the desk's language."""
        return self.page.get_by_label(self.say(text), exact=True).first

    def heading(self, text: str) -> Locator:
        """Give the heading with this text, in the desk's language."""
        return self.page.get_by_role("heading", name=self.say(text), exact=True).first

    def comes_in(self, node: NodeProcess, officer: str) -> None:
        """Sign in by a one-time link of the operator's, and let the second factor wait."""
        self.opens_link(link(node, officer))
        self.presses("Later")

    def opens_link(self, address: str) -> None:
        """Open a one-time link and use it."""
        self.page.goto(address)
        self.presses("Use the link now")

    def speaks(self, code: str) -> None:
        """Keep a language in the browser, as the switch does."""
        self.context.add_cookies([{"name": COOKIE, "value": code, "url": self.url}])
        self.spoken = language(code)

    def document(self, path: str) -> Any:  # noqa: ANN401  any document
        """Give the JSON twin of a page."""
        return self.page.request.get(f"{self.url}{path}").json()

    def forgives(self, part: str) -> None:
        """Take the faults with this part off the record; there must be one."""
        kept = [fault for fault in self.faults if part not in fault]
        assert kept != self.faults, f"{part!r} was not found in {self.faults}"
        self.faults[:] = kept


def link(node: NodeProcess, officer: str) -> str:
    """Give a one-time link that the node's operator issues."""
    answer = node.console("POST", f"/officers/{officer}/link")
    assert answer.is_success, answer.text
    return str(answer.json()["link"])


@contextmanager
def chromium() -> Iterator[Browser]:
    """Run a Chromium; where there is none, the test fails and says what to install."""
    found = next(filter(None, map(shutil.which, filter(None, (os.environ.get("CHROMIUM"), *NAMES)))), None)
    if found is None:
        pytest.fail(
            "no Chromium: run scripts/chromium, or install it (Debian: apt-get install chromium) or set CHROMIUM"
        )
    expect.set_options(timeout=PATIENCE_MILLISECONDS)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=list(ARGUMENTS))
        yield browser
        browser.close()


def desk(browser: Browser, url: str, code: str = "en") -> Desk:
    """Seat an officer before a browser without a memory that asks for pages in this language."""
    context = browser.new_context(locale={"en": "en-GB", "id": "id-ID"}[code], viewport=WIDE, color_scheme="light")
    context.set_default_timeout(PATIENCE_MILLISECONDS)
    seated = Desk(context=context, page=context.new_page(), url=url, spoken=language(code))
    context.on("console", lambda line: _on_console(seated, line))
    context.on("weberror", lambda error: seated.faults.append(f"script: {error.error}"))
    context.on("request", lambda request: _on_request(seated, request))
    context.on("response", lambda response: _on_response(seated, response))
    return seated


def _on_console(seated: Desk, line: ConsoleMessage) -> None:
    if line.type == "error":
        seated.faults.append(f"console: {line.text} ({line.location.get('url', '')})")


def _on_request(seated: Desk, request: Request) -> None:
    if request.url.startswith(("http:", "https:", "ws:", "wss:")) and not request.url.startswith(f"{seated.url}/"):
        seated.faults.append(f"another host: {urlsplit(request.url).netloc}")


def _on_response(seated: Desk, response: Response) -> None:
    if response.status >= 500:
        seated.faults.append(f"answer {response.status}: {response.url}")
