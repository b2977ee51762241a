"""A whole node behind its pages, and browsers that stand before it."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

import pyotp
from fastapi import FastAPI
from starlette.testclient import TestClient

from simpul.app.build import World, build
from simpul.app.node import Node
from simpul.core.access import SecondFactor
from simpul.core.authority import Level, Officer, OfficerId, Role
from simpul.settings.settings import Settings
from simpul.web.application import create_app
from tests.founding import PASSPHRASE, make_home
from tests.integration.access.office import BASE_URL, SetClock

COOKIE = "__Host-simpul-XA-NCTC"
EVERY_ROLE = {role.value.split("-")[0]: role for role in Role}
"""An officer for each role, under the first word of its name."""


@dataclass(kw_only=True)
class Pages:
    """One node, its application, and the apps in its officers' hands."""

    node: Node
    app: FastAPI
    clock: SetClock
    apps: dict[str, pyotp.TOTP] = field(default_factory=dict)

    def browser(self, address: str = "192.0.2.1") -> TestClient:
        """Give a browser that nobody has signed in with."""
        return TestClient(self.app, base_url=BASE_URL, follow_redirects=False, client=(address, 50_000))

    def employs(self, name: str, *roles: Role) -> None:
        """Let the operator add an officer."""
        officer = Officer(id=OfficerId(name), name=name.title(), roles=roles, clearance=Level.RESTRICTED)
        self.node.access.officers.enrol(officer)

    def link(self, name: str) -> str:
        """Give the secret of a link that the operator issues."""
        return self.node.access.officers.issue_link_as_operator(OfficerId(name)).secret

    def redeems(self, name: str) -> TestClient:
        """Let an officer use a link in a new browser."""
        browser = self.browser()
        assert browser.post("/sign-in/link", data={"secret": self.link(name)}).status_code == 303
        return browser

    def signed_in(self, name: str) -> TestClient:
        """Let an officer come in for the first time, by a link and an authenticator app."""
        browser = self.redeems(name)
        page = browser.get("/sign-in/set-up/code").text
        app = pyotp.TOTP(between(page, 'id="app-key">', "<").replace(" ", ""))
        self.apps[name] = app
        filled = {
            "ticket": hidden(page, "ticket"),
            "code": app.at(self.clock.now()),
            "form_key": hidden(page, "form_key"),
        }
        assert browser.post("/sign-in/set-up/code", data=filled).status_code == 303
        self.clock.passes(timedelta(seconds=31))
        return browser

    def code(self, name: str) -> str:
        """Give the code that the officer's app shows now."""
        return self.apps[name].at(self.clock.now())


def between(text: str, before: str, after: str) -> str:
    """Give what stands between two texts."""
    return text.partition(before)[2].partition(after)[0]


def hidden(page: str, name: str) -> str:
    """Give the value of a hidden field."""
    found = re.search(rf'name="{name}" value="([^"]*)"', page)
    assert found, name
    return found[1]


def form_key(browser: TestClient, page: str = "/me") -> str:
    """Give the form key of the browser's session."""
    return hidden(browser.get(page).text, "form_key")


@contextmanager
def pages(
    home: Path, *, second_factor: SecondFactor = SecondFactor.REQUIRED, base_url: str = BASE_URL
) -> Iterator[Pages]:
    """Open a node in a folder, with an officer for each role."""
    settings = Settings(
        home=home, authority="XA-NCTC", name="National Centre of XA", base_url=base_url, second_factor=second_factor
    )
    make_home(settings)
    clock = SetClock()
    node = build(settings, PASSPHRASE, world=World(clock=clock))
    try:
        opened = Pages(node=node, app=create_app(node), clock=clock)
        for name, role in EVERY_ROLE.items():
            opened.employs(name, role)
        yield opened
    finally:
        node.close()
