"""Rules on payments before an officer's browser: tried on the past, and proposed."""

from playwright.sync_api import FilePayload

from tests.browser.desk import Desk

RULE = "/payment-rules/structuring@1"
PROPOSED = "a[href^='/payment-rules/proposals/']"


def tries_rule(seated: Desk) -> None:
    """Say what a rule would have done, on its page."""
    seated.goes(RULE)
    waiting = seated.page.locator("#trial").inner_text()
    seated.button("Try it on the past").click()
    seated.page.wait_for_function("said => document.querySelector('#trial').innerText !== said", arg=waiting)


def opens_proposed_rule(seated: Desk) -> None:
    """Open what is proposed of a rule; propose it where nobody has."""
    seated.goes(RULE)
    if seated.page.locator(PROPOSED).count():
        seated.page.locator(PROPOSED).first.click()
        return
    seated.field("Reason").fill("It strikes the payroll of the port.")
    seated.presses("Propose")
    seated.page.wait_for_url("**/payment-rules/proposals/**")


def hands_in_register(seated: Desk) -> None:
    """Hand a register of non-profit organisations in, and open what waits for a second officer."""
    seated.goes("/npos")
    table = b"reference,name,account\r\nR-1,Harbour Light Relief,XB45SIMP0000067890\r\n"
    register: FilePayload = {"name": "register.csv", "mimeType": "text/csv", "buffer": table}
    seated.page.set_input_files("input[type=file]", register)
    seated.field("Source").fill("Registrar of State XB")
    seated.page.fill("#as_of", "2026-02-01")
    seated.field("Reason").fill("The first edition.")
    seated.presses("Hand in")
    seated.page.wait_for_url("**/npos/*")
