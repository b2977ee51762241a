"""How a releasing officer comes to the pages of evidence and of joint teams: each written down over its form first."""

import re

from tests.browser.desk import Desk

WHAT = "Contents of a memory card"
PARTY = re.compile(r"[A-Z]{2}-[A-Z]+")


def writes_item(seated: Desk) -> None:
    """Write an item down with its bytes, and come to its page."""
    seated.goes("/evidence/new")
    for field, said in (
        ("what", WHAT),
        ("place", "Harbour Street 4"),
        ("seized_at", "2026-03-14T09:00"),
        ("seized_by", "Inspector Ratna Wibisono"),
        ("order", "Search order 12/2026"),
    ):
        seated.page.locator(f"#{field}").fill(said)
    seated.page.set_input_files("#file", {"name": "card.txt", "mimeType": "text/plain", "buffer": b"Tarik Amri\n"})
    seated.page.locator("#media_type").select_option("text/plain")
    with seated.page.expect_navigation():
        seated.page.locator("main form button.primary").click()


def opens_item(seated: Desk) -> None:
    """Look at an item that was examined with a hash that differs: its chain is drawn with the break."""
    writes_item(seated)
    seated.page.locator("#act").select_option("examined")
    seated.page.locator("#place").fill("Laboratory")
    seated.page.locator("#text").fill("A list of its rows was made.")
    seated.page.locator("#digest").fill("e" * 64)
    with seated.page.expect_navigation():
        seated.page.locator("form[action$='/links'] button").click()
    for summary in seated.page.locator("main summary").all():
        summary.click()


def checks_chain(seated: Desk) -> None:
    """Check the chain of an item in a file."""
    writes_item(seated)
    with seated.page.expect_download() as kept:
        seated.page.locator("form[action$='/chain'] button").click()
    raw = kept.value.path().read_bytes()
    seated.goes("/evidence/verify")
    seated.page.set_input_files("#chain", {"name": "chain.json", "mimeType": "application/json", "buffer": raw})
    with seated.page.expect_navigation():
        seated.page.locator("main form button.primary").click()


def checks_no_chain(seated: Desk) -> None:
    """Try to check what is no chain."""
    seated.goes("/evidence/verify")
    seated.page.set_input_files("#chain", {"name": "chain.json", "mimeType": "application/json", "buffer": b"{}"})
    with seated.page.expect_navigation():
        seated.page.locator("main form button.primary").click()
    seated.forgives("status of 422")


def opens_team(seated: Desk) -> None:
    """Look at a team that we have proposed and signed, and a partner has not."""
    seated.goes("/evidence/new")
    partner = seated.page.locator("input[name=to]").first.get_attribute("value")
    seated.goes("/teams/new")
    us = PARTY.findall(seated.page.locator("#parties-hint").inner_text())[0]
    for field, said in (
        ("title", "Team on the Harbour Street cell"),
        ("parties", f"{us} Lela Samir\n{partner} Yusuf Baskara"),
        ("bases", "untoc2000 19"),
        ("aim", "To find who paid the cell."),
        ("area", "The territory of both."),
        ("begins_on", "2026-03-02"),
        ("ends_on", "2035-03-01"),
        ("evidence_rules", "By the law of the state where it is gathered."),
        ("disclosure_rules", "By the law of the state of the trial."),
        ("use_limitation", "For the offences of this agreement."),
    ):
        seated.page.locator(f"#{field}").fill(said)
    with seated.page.expect_navigation():
        seated.page.locator("main form button.primary").click()
    seated.page.locator("#signed-by-1").fill("Lela Samir")
    seated.page.locator("#function-1").fill("Prosecutor")
    with seated.page.expect_navigation():
        seated.page.locator("form[action$='/entries'] button.primary").first.click()


CUSTODY_ROWS = (
    ("releasing", "/evidence", None),
    ("releasing", "/evidence/new", None),
    ("releasing", "/evidence/verify", None),
    ("releasing", "/evidence/verify, checked", checks_chain),
    ("releasing", "/evidence/verify, refused", checks_no_chain),
    ("releasing", "/evidence/{evidence_id}", writes_item),
    ("releasing", "/evidence/{evidence_id}, broken", opens_item),
    ("releasing", "/teams", None),
    ("releasing", "/teams/new", None),
    ("releasing", "/teams/{team_id}", opens_team),
)
"""Who looks, at which page, and how he or she comes to it."""
