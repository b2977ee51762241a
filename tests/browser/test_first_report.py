"""The whole first report between two running nodes, in each language: from the link to the partner's judgement.

XA and XB are processes of their own that speak over HTTP; XC is a partner of both that does not run.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser, Locator, expect

from simpul.web.language import language
from simpul.web.words.handling import GROUNDS
from tests.browser.desk import Desk, desk
from tests.nodes import NodeProcess, nodes

pytestmark = pytest.mark.browser

OTHER = {"en": "id", "id": "en"}
ALIAS = "بحر السنتوسا"
PHONE = "+999 55 0161 204"


@dataclass(frozen=True, slots=True, kw_only=True)
class Partners:
    """Two nodes that run."""

    xa: NodeProcess
    xb: NodeProcess


@pytest.fixture(scope="module")
def partners(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Partners]:
    """Run XA and XB."""
    with nodes(tmp_path_factory.mktemp("nodes"), "XA", "XB", "XC") as (xa, xb, _xc):
        xa.start()
        xb.start()
        yield Partners(xa=xa, xb=xb)


def comes_in(browser: Browser, node: NodeProcess, role: str, code: str) -> Desk:
    """Let an officer come in by a link, with a browser that asks for the other language, and switch to this one."""
    seated = desk(browser, node.url, OTHER[code])
    seated.goes("/sign-in")
    expect(seated.page.locator("html")).to_have_attribute("lang", OTHER[code])
    with seated.page.expect_navigation():
        seated.field("Language").select_option(code)
    seated.spoken = language(code)
    seated.comes_in(node, f"{node.settings.authority.lower()}-{role}")
    expect(seated.page.locator("html")).to_have_attribute("lang", code)
    expect(seated.heading("Inbox")).to_be_visible()
    return seated


def leaves(seated: Desk) -> None:
    """Sign out, and see that nobody is signed in any more."""
    seated.presses("Sign out")
    seated.page.wait_for_url(f"{seated.url}/sign-in**")
    seated.goes("/inbox")
    assert seated.page.url.startswith(f"{seated.url}/sign-in")
    assert seated.faults == []
    seated.context.close()


def writes(seated: Desk, title: str, name: str) -> None:
    """Write a report: a name, a date of birth, an alias in Arabic script, and a telephone number for XA alone."""
    page, values = seated.page, seated.page.get_by_label(seated.say("Value"), exact=True)
    with page.expect_navigation():
        page.get_by_role("link", name=seated.say("Write a report")).first.click()
    seated.field("Title").fill(title)
    seated.field("Summary").fill("Two persons met on the upper deck of the evening ferry.")
    values.first.fill(name)
    for index, (meaning, value) in enumerate(
        (("birthDate", "1987-03-14"), ("alias", ALIAS), ("phone", PHONE)), start=1
    ):
        seated.button("Another claim about this subject").click()
        expect(values).to_have_count(index + 1)
        page.get_by_label(seated.say("What"), exact=True).nth(index).select_option(meaning)
        values.nth(index).fill(value)
    last = page.locator(".claim").last
    last.get_by_text(seated.say("Dates, language, narrower terms")).click()
    last.get_by_label(seated.say("Its own terms, as below, in place of the report's")).check()


def addresses(seated: Desk) -> None:
    """Name XB as the recipient, and say how it may be used."""
    page = seated.page
    page.locator("input[name=to][value=XB-NCTC]").check()
    page.locator("select[name=tlp]").select_option("amber")
    page.locator("select[name=onward]").select_option("ask")
    seated.field("Caveat").fill("Not to be shown to the carrier.")


def fate(seated: Desk, partner: str) -> Locator:
    """Give the part of the preview that is about one partner."""
    return seated.page.locator(".partner", has_text=partner)


def expect_preview(seated: Desk, name: str) -> None:
    """See what XB would get, what it would not and why, and why XC would get nothing."""
    named, unnamed = fate(seated, "XB-NCTC"), fate(seated, "XC-NCTC")
    expect(named).to_contain_text(seated.say("gets %(n)s of %(all)s claims", n=3, all=4))
    for value in (name, "1987-03-14", ALIAS):
        expect(named.locator("p", has_text=value)).to_contain_text(seated.say("Sees"))
    expect(named.locator("li", has_text=PHONE)).to_contain_text(seated.say(GROUNDS["release.recipient-not-named"]))
    expect(unnamed).to_contain_text(seated.say("gets nothing"))
    unnamed.locator("summary").click()
    expect(unnamed.locator("li")).to_have_text(seated.say(GROUNDS["release.recipient-not-named"]))


def saves(seated: Desk, title: str, name: str) -> None:
    """Save the draft; the same preview stands beside it, and an analyst has no button to release it."""
    seated.presses("Save the draft")
    expect(seated.heading("Release")).to_be_visible()
    expect(seated.page.get_by_role("heading", level=1)).to_have_text(title)
    told = seated.say("A releasing officer releases it. Your role writes and corrects drafts.")
    expect(seated.page.get_by_text(told)).to_be_visible()
    expect(seated.button("Release it")).to_have_count(0)
    expect_preview(seated, name)


def releases(seated: Desk, title: str) -> None:
    """Release the draft as another officer."""
    seated.goes("/drafts")
    with seated.page.expect_navigation():
        seated.page.get_by_role("link", name=title).click()
    seated.presses("Release it")
    assert re.fullmatch(rf"{seated.url}/reports/[0-9a-f]{{64}}", seated.page.url)
    holds = seated.say("Signature of %(originator)s holds", originator="XA-NCTC")
    expect(seated.page.get_by_text(holds)).to_be_visible()


def waits(seated: Desk) -> None:
    """Stay on the inbox until its stream is open, and mark the page so that a reload would be seen."""
    expect(seated.page.locator("#pulse")).to_have_attribute("data-state", "live")
    seated.page.evaluate("document.body.dataset.stayed = 'yes'")


def sees_it_come(seated: Desk, title: str) -> None:
    """See the alert and the report come into the page that was open all the time."""
    alerts, reports = (seated.page.locator("#inbox table").nth(index) for index in (0, 1))
    expect(alerts.get_by_role("link", name=title)).to_be_visible()
    expect(reports.get_by_role("link", name=title)).to_be_visible()
    expect(seated.page.locator("#open-alerts")).not_to_be_empty()
    assert seated.page.evaluate("document.body.dataset.stayed") == "yes"


def judges(seated: Desk, title: str) -> None:
    """Open the alert, take it, and note the report."""
    with seated.page.expect_navigation():
        seated.page.locator("#inbox table").first.get_by_role("link", name=title).click()
    seated.presses("Take it: I work on it")
    expect(seated.page.locator(".kicker")).to_contain_text(seated.say("Taken"))
    seated.presses("Note it: read, nothing more to do")
    expect(seated.page.locator(".kicker")).to_contain_text(seated.say("Decided"))
    decided = seated.page.locator(".steps > li")
    expect(decided.nth(0)).to_contain_text(seated.say("Taken"))
    expect(decided.nth(1)).to_contain_text(seated.say("Noted"))


def reads(seated: Desk, title: str, name: str) -> None:
    """Read the report and the subject: every value that was for XB, with its source and terms, and no other."""
    with seated.page.expect_navigation():
        seated.page.get_by_role("link", name=seated.say("Read the report")).click()
    expect(seated.page.get_by_role("heading", level=1)).to_have_text(title)
    expect(seated.page.locator(".caveat")).to_contain_text("Not to be shown to the carrier.")
    with seated.page.expect_navigation():
        seated.page.get_by_role("link", name=name).click()
    expect(seated.page.get_by_role("heading", level=1)).to_have_text(name)
    for meaning, value in (
        ("Name", name),
        ("Date of birth", seated.spoken.partial_day("1987-03-14")),
        ("Alias", ALIAS),
    ):
        row = seated.page.get_by_role("row", name=re.compile(f"^{seated.say(meaning)} ")).first
        for told in (value, "XA-NCTC", "TLP:AMBER", "B2"):
            expect(row).to_contain_text(re.compile("".join(f"{re.escape(letter)}\\s*" for letter in told)))
    expect(seated.page.locator("body")).not_to_contain_text(PHONE)


@pytest.mark.parametrize("code", ["en", "id"])
def test_a_first_report_from_the_link_to_the_partners_judgement(
    partners: Partners, browser: Browser, code: str
) -> None:
    title, name = f"Meeting on the evening ferry ({code})", {"en": "Bahrul Santosa", "id": "Wiryo Kartamihardja"}[code]
    receiving = comes_in(browser, partners.xb, "analyst", code)
    waits(receiving)

    writing = comes_in(browser, partners.xa, "analyst", code)
    writes(writing, title, name)
    addresses(writing)
    expect_preview(writing, name)
    saves(writing, title, name)
    leaves(writing)
    expect(receiving.page.locator("body")).not_to_contain_text(title)

    releasing = comes_in(browser, partners.xa, "releasing", code)
    releases(releasing, title)
    leaves(releasing)

    sees_it_come(receiving, title)
    judges(receiving, title)
    reads(receiving, title, name)
    leaves(receiving)
    sent = {peer["authority"]: peer["sent"] for peer in partners.xa.console("GET", "/peers").json()}
    assert sent["XB-NCTC"] > 0
    assert sent["XC-NCTC"] == 0
