"""How an analyst comes to the pages of requests to other states."""

import json
from collections.abc import Callable

from tests.browser.desk import Desk
from tests.lawcases import documented_case
from tests.papers import PASSPHRASE, authority

STEPS = ("parties", "conduct", "flag", "persons", "request", "refusal")


def begins_request(seated: Desk) -> None:
    """Begin a draft of which little is said: the treaty that is used."""
    seated.goes("/law-drafts/new")
    for name, value in (("requested", "XB"), ("case", "XA-2026-0009"), ("conduct_dates", "2026-03-02")):
        seated.page.fill(f"#{name}", value)
    seated.page.fill("#charge", "Money for an attack")
    seated.presses("Begin the draft")
    seated.page.select_option("select[name=treaty]", "icsft1999")
    seated.presses("Save and go on")


def opens_step(step: str) -> Callable[[Desk], None]:
    """Look at a step of a case of which much is said, all of it unfolded."""

    def reach(seated: Desk) -> None:
        seated.goes("/law-drafts/new")
        raw = json.dumps(documented_case()).encode()
        seated.page.set_input_files("#file", {"name": "c.json", "mimeType": "application/json", "buffer": raw})
        seated.presses("Take it in")
        seated.goes(f"{seated.page.url.removeprefix(seated.url).partition('?')[0]}?step={step}")
        for summary in seated.page.locator("main summary").all():
            summary.click()

    return reach


def opens_paper(seated: Desk) -> None:
    """Look at the paper of a complete case."""
    opens_step("parties")(seated)
    seated.goes(f"{seated.page.url.removeprefix(seated.url).partition('?')[0]}/document")


def signs_paper(seated: Desk) -> None:
    """Sign the paper of a complete case, and look at what was found."""
    opens_paper(seated)
    key, _ = authority("Central Authority of XA")
    seated.page.set_input_files("#certificate", {"name": "a.p12", "mimeType": "application/x-pkcs12", "buffer": key})
    seated.page.fill("#passphrase", PASSPHRASE.decode())
    seated.presses("Sign the paper")


def sends_request(seated: Desk) -> None:
    """Send a complete case to the partner, and look at its page with every form unfolded."""
    seated.goes("/law-drafts/new")
    raw = json.dumps(documented_case()).encode()
    seated.page.set_input_files("#file", {"name": "c.json", "mimeType": "application/json", "buffer": raw})
    seated.presses("Take it in")
    seated.goes(f"{seated.page.url.removeprefix(seated.url).partition('?')[0]}/document")
    seated.page.fill("#requested_authority", "Central Authority of XB")
    seated.presses("Send the request")
    for summary in seated.page.locator("main summary").all():
        summary.click()


def begins_badly(seated: Desk) -> None:
    """Let a state ask itself."""
    seated.goes("/law-drafts/new")
    for name, value in (("requested", "XA"), ("case", "XA-2026-0010"), ("conduct_dates", "2026-03-02")):
        seated.page.fill(f"#{name}", value)
    seated.page.fill("#charge", "Money for an attack")
    seated.presses("Begin the draft")
    seated.forgives("status of 422")


def says_badly(seated: Desk) -> None:
    """Say a fact without a source."""
    begins_request(seated)
    seated.goes(f"{seated.page.url.removeprefix(seated.url).partition('?')[0]}?step=conduct")
    seated.page.locator("input[type=radio][value=T]").first.check()
    seated.presses("Save and stay")
    seated.forgives("status of 422")
