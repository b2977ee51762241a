"""A request for legal assistance between two running nodes, in each language: from its draft to what was done."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from simpul.core.cooperation.standing import Standing
from simpul.core.cooperation.word import Word
from simpul.web.language import language
from simpul.web.words.cooperation import LAW_WORDS, STANDINGS
from tests.browser.desk import Desk, desk
from tests.nodes import NodeProcess, nodes
from tests.papers import PASSPHRASE, authority
from tests.patience import until

pytestmark = pytest.mark.browser

FACTS = ("collect_funds", "unlawful", "intent", "funds_known", "principal", "funded_target", "compel_government_or_io")
RELEASING = "second"
THE_SAME = "It says what the case says: set here anew, the case gives this paper."


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[NodeProcess, NodeProcess]]:
    """Run XA and XB."""
    with nodes(tmp_path_factory.mktemp("nodes"), "XA", "XB") as (xa, xb):
        xa.start()
        xb.start()
        yield xa, xb


def comes_in(browser: Browser, node: NodeProcess, code: str) -> Desk:
    seated = desk(browser, node.url, code)
    seated.speaks(code)
    seated.comes_in(node, f"{node.settings.authority.lower()}-{RELEASING}")
    return seated


def begins(seated: Desk, number: str) -> str:
    """Begin a draft as the form has it, and give its address."""
    seated.goes("/law-drafts/new")
    fields = {"requested": "XB", "case": number, "request_date": "2026-10-01", "conduct_dates": "2025-03-02 2025-04-19"}
    for name, value in (fields | {"charge": "Financing of an attack"}).items():
        seated.page.fill(f"#{name}", value)
    seated.presses("Begin the draft")
    return seated.page.url.removeprefix(seated.url).partition("?")[0]


def fills(seated: Desk, **said: str) -> None:
    for name, value in said.items():
        seated.page.locator(f"[name='request.{name}']").fill(value)


def drafts(seated: Desk, number: str) -> str:
    """Answer what is asked, step by step, until nothing is asked that must be said."""
    address = begins(seated, number)
    seated.page.select_option("select[name=treaty]", "icsft1999")
    who = {"authority": "Central Authority of XA", "language": "English", "conducting_authority": "Ratna Adipura"}
    fills(seated, **who, conducting_functions="leads the prosecution")
    seated.presses("Save and go on")
    seated.page.fill("#fact_source", "statement 7")
    for name in FACTS:
        field = seated.page.locator(f"input[name='fact:elements.{name}'][value=T]")
        if field.count():
            field.check()
    fills(seated, facts="An association collected money that was spent on an attack.")
    seated.presses("Save and go on")
    seated.goes(f"{address}?step=persons")
    for name, value in (("identity", "Damar Kelana, born 1988"), ("location", "Port Aru"), ("nationality", "XA")):
        seated.page.locator(f"[name='request.persons[0].{name}']").fill(value)
    seated.presses("Save and stay")
    seated.goes(f"{address}?step=request")
    seated.page.check("input[value=documents-and-records]")
    fills(seated, subject="Money for an attack", nature="criminal prosecution", purpose="trial")
    fills(seated, assistance_details="records of account 77", use_limitation="for these proceedings alone")
    seated.presses("Save and stay")
    expect(seated.page.get_by_text(seated.say("nothing is missing that must be said"))).to_be_visible()
    return address


def sends(seated: Desk, address: str) -> str:
    """Sign the paper and send the request, and give the address of its page."""
    seated.goes(f"{address}/document")
    expect(seated.page.locator("img.sheet").first).to_be_visible()
    seated.page.fill("#requested_authority", "Central Authority of XB")
    key, _ = authority("Central Authority of XA")
    seated.page.set_input_files(
        "#send-certificate", {"name": "a.p12", "mimeType": "application/x-pkcs12", "buffer": key}
    )
    seated.page.fill("#send-passphrase", PASSPHRASE.decode())
    seated.presses("Send the request")
    return seated.page.url.removeprefix(seated.url)


def says(seated: Desk, address: str, word: Word, text: str = "") -> None:
    """Say a word on a request as its form has it."""
    seated.goes(address)
    form = seated.page.locator(f"#say-{word.value}")
    form.locator("summary").click()
    if text:
        form.locator("textarea[name=text]").fill(text)
    with seated.page.expect_navigation():
        form.get_by_role("button", name=seated.say(LAW_WORDS[word]), exact=True).click()


def stands(seated: Desk, address: str, standing: Standing) -> None:
    """See where a request stands, as soon as what the other side said has come."""

    def found() -> str:
        answer = seated.page.request.get(f"{seated.url}{address}.json")
        return str(answer.json()["standing"]["standing"]) if answer.ok else f"{answer.status} {answer.status_text}"

    until(
        lambda: found() == standing.value, stands=lambda: f"{address} is {found()}, not {standing}", look_seconds=0.25
    )
    seated.goes(address)
    expect(seated.page.locator(".kicker .chip").first).to_have_text(seated.say(STANDINGS[standing]))


@pytest.mark.parametrize(("code", "number"), [("en", "XA-2026-0101"), ("id", "XA-2026-0102")])
def test_a_request_goes_from_its_draft_to_what_was_done_between_two_nodes(
    both: tuple[NodeProcess, NodeProcess], browser: Browser, code: str, number: str
) -> None:
    asking, asked = (comes_in(browser, each, code) for each in both)
    assert asking.spoken == language(code)
    address = sends(asking, drafts(asking, number))
    stands(asking, address, Standing.TRANSMITTED)
    stands(asked, address, Standing.TRANSMITTED)
    asked.goes("/law-cases")
    expect(asked.page.get_by_role("link", name=number)).to_be_visible()
    asked.goes(f"{address}?signature=looked-at")
    expect(asked.page.get_by_text(asked.say("Nothing that it covers was changed."))).to_be_visible()
    expect(asked.page.get_by_text(asked.say(THE_SAME))).to_be_visible()
    says(asked, address, Word.ACCEPTED)
    stands(asking, address, Standing.ACCEPTED)
    expect(asking.page.locator(".receipts li.done")).to_have_count(3)
    says(asked, address, Word.SUPPLEMENT_ASKED, "Which months?")
    stands(asking, address, Standing.SUPPLEMENT_ASKED)
    says(asking, address, Word.SUPPLEMENT_GIVEN, "March and April 2025.")
    stands(asked, address, Standing.ACCEPTED)
    says(asked, address, Word.EXECUTED, "The records are in the annex.")
    stands(asking, address, Standing.EXECUTED)
    for seated in (asking, asked):
        seated.goes("/law-cases/statistics")
        expect(seated.page.get_by_text(f"{seated.say(STANDINGS[Standing.EXECUTED])}: ").first).to_be_visible()
        assert seated.faults == []
        seated.context.close()
