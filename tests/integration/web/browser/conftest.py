"""A world of two states with its story, each node served; and one Chromium for all tests."""

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from typing import Literal

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Request, expect, sync_playwright

from tests.integration.web.browser.serving import chromium_path, served, session_cookie
from tests.patience import PATIENCE_MILLISECONDS
from tests.story import Told, tell
from tests.world import World

DESK = 1280


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """The world, what was told in it, and the address of each node."""

    world: World
    told: Told
    addresses: dict[str, str]


@dataclass(slots=True, kw_only=True)
class Visit:
    """An officer's page, with what went wrong in it and where it reached out to."""

    page: Page
    address: str
    said: list[str]
    reached: set[str]


@pytest.fixture(scope="package")
def scene(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Scene]:
    """Serve both nodes."""
    world = World(tmp_path_factory.mktemp("world"), "XA", "XB")
    with ExitStack() as stack:
        stack.callback(world.closes)
        told = tell(world)
        addresses = {state: stack.enter_context(served(world[state])) for state in ("XA", "XB")}
        yield Scene(world=world, told=told, addresses=addresses)


@pytest.fixture(scope="package")
def chromium() -> Iterator[Browser]:
    """Start Debian's Chromium."""
    expect.set_options(timeout=PATIENCE_MILLISECONDS)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_path(), args=["--no-sandbox"])
        yield browser
        browser.close()


class Visits:
    """Opens browsers of officers, and closes them at the end."""

    def __init__(self, chromium: Browser, scene: Scene) -> None:
        """Start with none."""
        self._chromium, self._scene = chromium, scene
        self._contexts: list[BrowserContext] = []

    def open(
        self,
        name: str,
        *,
        state: str = "XA",
        language: str = "en",
        scheme: Literal["light", "dark"] = "light",
        scripts: Literal["on", "off"] = "on",
    ) -> Visit:
        """Open a browser of an officer who is signed in; of nobody where the name is empty."""
        address = self._scene.addresses[state]
        context = self._chromium.new_context(
            viewport={"width": DESK, "height": 900},
            color_scheme=scheme,
            java_script_enabled=scripts == "on",
            reduced_motion="reduce",
        )
        context.set_default_timeout(PATIENCE_MILLISECONDS)
        self._contexts.append(context)
        context.add_cookies([{"name": "simpul-language", "value": language, "url": address}])
        if name:
            cookie = session_cookie(self._scene.world[state], name, address)
            context.add_cookies([{"name": cookie["name"], "value": cookie["value"], "url": cookie["url"]}])
        return _watched(context.new_page(), address)

    def close(self) -> None:
        """Close every browser."""
        for context in self._contexts:
            context.close()


@pytest.fixture
def visits(chromium: Browser, scene: Scene) -> Iterator[Visits]:
    """Open browsers for one test."""
    opened = Visits(chromium, scene)
    yield opened
    opened.close()


def _watched(page: Page, address: str) -> Visit:
    visit = Visit(page=page, address=address, said=[], reached=set())

    def note(request: Request) -> None:
        if not request.url.startswith((address, "data:", "blob:")):
            visit.reached.add(request.url)

    page.on("request", note)
    page.on("pageerror", lambda error: visit.said.append(str(error)))
    page.on("console", lambda line: visit.said.append(line.text) if line.type in ("error", "warning") else None)
    page.on("dialog", lambda dialog: visit.said.append(f"dialog: {dialog.message}"))
    return visit
