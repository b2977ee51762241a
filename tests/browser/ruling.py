"""Rules on payments before an officer's browser: tried on the past, and proposed."""

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
