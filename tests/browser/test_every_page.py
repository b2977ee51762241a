"""Every page there is, by each role, wide and narrow, in English by day and in Indonesian by night: nothing is wrong.

What depends on the language does not depend on the light, and the other way round, so that two looks are enough; at
a page in another state (a refusal, nothing found, something taken in) it is one, in turns. A page that is added and not
visited here fails the last test. The nights are in a module of their own, for another process to look at them.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

import pytest
from fastapi.routing import iter_route_contexts
from playwright.sync_api import Browser

from simpul.web.access import pages as access_pages
from simpul.web.pages.routers import ROUTERS
from tests.browser.between_units import ROWS
from tests.browser.custody import CUSTODY_ROWS
from tests.browser.demonstration import Demonstration
from tests.browser.desk import Desk, desk
from tests.browser.looking import flaws_of
from tests.browser.paying import (
    lets_another_propose,
    opens_frozen_payment,
    opens_late_hit,
    opens_payment,
    opens_payments,
    opens_proposed_payment,
    opens_what_is_proposed,
)
from tests.browser.requesting import (
    STEPS,
    begins_badly,
    begins_request,
    opens_paper,
    opens_step,
    says_badly,
    sends_request,
    signs_paper,
)
from tests.browser.ruling import RULE, hands_in_register, opens_proposed_rule, tries_rule

pytestmark = pytest.mark.browser

LIGHTS: dict[str, Literal["light", "dark"]] = {"en": "light", "id": "dark"}
RELEASING = "h.ashdown"
OFFICERS = {
    "analyst": "m.okell",
    "auditor": "o.fairlie",
    "keys": "p.nandan",
    "administrator": "g.whitlow",
    "releasing": RELEASING,
}
NO_PAGES = frozenset(
    {
        "/",  # leads to the first page of the role
        "/alerts/open",  # a figure in the menu
        "/api/v1/openapi.json",
        "/live/{topic}/events",
        "/peers/introduction",  # a file, as are the next two
        "/law/drafter",  # a file, looked at by its own tests
        "/reports/{report_id}/export/{form}",
        "/reports/{report_id}/files/{file}",
        "/cases/{case_id}/files/{entry_id}",
        "/law-cases/{law_request_id}/case",
        "/law-cases/{law_request_id}/papers/{record}",
        "/law-drafts/{law_draft_id}/case",
        "/law-drafts/{law_draft_id}/pages/{number}",
        "/law-drafts/{law_draft_id}/paper",
        "/law-drafts/{law_draft_id}/signed/{upload}",
        "/evidence/{evidence_id}/file",
    }
)
SIGN_IN_PAGES = frozenset({"/sign-in", "/sign-in/link", "/sign-in/set-up", "/sign-in/set-up/code", "/sign-in/confirm"})
"""These are looked at on the way in, by the tests of signing in."""
STATE = re.compile(r"[ ,?]")
"""Parts the address of a page from the state in which it is looked at."""
CSV = (
    "Nama,Tanggal lahir,Kewarganegaraan,Nomor paspor\nSutan Wirahadi,03/04/1988,XB,XB7710023\nAlmarhum,31/02/1990,XB,\n"
)
ASKED_OF_LAW = (
    "requesting=ID&requested=MY&kind=extradition&offence=terrorist-financing&conduct=2010-03-01&asked=2014-07-01"
)

Reach = Callable[[Desk], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """How an officer comes to a page: by its address, or by what is pressed on the way."""

    page: str
    by: str
    reach: Reach


def opens(path: str) -> Reach:
    return lambda seated: seated.goes(path)


def opens_first(path: str, *, of: str, where: Mapping[str, object] | None = None) -> Reach:
    """Open the page of the first row in a document, or of the first row that has these values."""
    source, _, rows = of.partition("#")

    def reach(seated: Desk) -> None:
        found = next(
            row
            for row in seated.document(source)[rows]
            if all(row[key] == value for key, value in (where or {}).items())
        )
        seated.goes(re.sub(r"{(\w+)}", lambda name: str(found[name[1]]), path))

    return reach


def fills_badly(seated: Desk) -> None:
    seated.goes("/drafts/new")
    seated.field("Title").fill("Sighting at the ferry")
    seated.field("Summary").fill("Seen twice on the upper deck.")
    seated.field("What").select_option("birthDate")
    seated.field("Value").fill("1990-02-31")
    seated.presses("Save the draft")
    seated.forgives("status of 422")


def uploads_table(seated: Desk) -> None:
    seated.goes("/subjects/import")
    seated.page.set_input_files("#file", {"name": "table.csv", "mimeType": "text/csv", "buffer": CSV.encode()})
    seated.presses("Look at it")


def takes_table(seated: Desk) -> None:
    uploads_table(seated)
    seated.field("Where the table comes from").fill("Harbour office")
    with seated.page.expect_navigation():
        seated.page.locator("button[value=take]").click()


def imports_stix(seated: Desk) -> None:
    own = next(row["id"] for row in seated.document("/reports.json?direction=own")["reports"])
    bundle = seated.page.request.get(f"{seated.url}/reports/{own}/export/stix").body()
    seated.goes("/reports/import")
    seated.page.set_input_files("#file", {"name": "b.json", "mimeType": "application/json", "buffer": bundle})
    seated.presses("Take it in")


def imports_no_list(seated: Desk) -> None:
    seated.goes("/lists/import")
    seated.page.set_input_files("#file", {"name": "x.xml", "mimeType": "text/xml", "buffer": b"<CONSOLIDATED_LIST"})
    seated.presses("Take it in")
    seated.forgives("status of 422")


def screens_travellers(seated: Desk) -> None:
    listed = seated.document("/lists/un.json?text=mokhtar")["entries"]
    name = next(row["name"] for row in listed if row["schema"] == "Person")
    table = f"flight,from,to,name,dob,passport number\nXQ123,QAA,QBB,{name},,X1\nXQ123,QAA,QBB,,1990,\n"
    seated.goes("/manifests")
    seated.page.set_input_files("#file", {"name": "m.csv", "mimeType": "text/csv", "buffer": table.encode()})
    seated.presses("Screen")


def screens_nobody(seated: Desk) -> None:
    seated.goes("/manifests")
    seated.page.set_input_files("#file", {"name": "m.csv", "mimeType": "text/csv", "buffer": b"name\nSari Dewi\n"})
    seated.presses("Screen")
    seated.forgives("status of 422")


def opens_traveller_alert(seated: Desk) -> None:
    screens_travellers(seated)
    with seated.page.expect_navigation():
        seated.page.locator("td a[href^='/alerts/']").first.click()


def offers_introduction(seated: Desk) -> None:
    own = seated.page.request.get(f"{seated.url}/peers/introduction").body()
    seated.goes("/peers")
    seated.page.set_input_files("#introduction", {"name": "i.json", "mimeType": "application/json", "buffer": own})
    seated.presses("Read it")


def verifies(seated: Desk) -> None:
    seated.goes("/audit")
    seated.presses("Verify everything")


def issues_link(seated: Desk) -> None:
    seated.goes("/officers/t.reddish")
    seated.presses("Issue a one-time link")


def reviews_all(seated: Desk) -> None:
    seated.goes("/alerts?state=all&kind=holding-hit")
    seated.page.locator("thead input[type=checkbox]").check()
    seated.page.locator("#verdict").select_option("different")
    with seated.page.expect_navigation():
        seated.page.locator("#together button.primary").click()


def is_refused(path: str, status: int) -> Reach:
    def reach(seated: Desk) -> None:
        seated.goes(path)
        seated.forgives(f"status of {status}")

    return reach


def opens_interface(seated: Desk) -> None:
    seated.goes("/api/docs")
    seated.page.wait_for_selector("#api .opblock")


def opens_keys(seated: Desk) -> None:
    seated.goes("/help")
    seated.page.keyboard.press("?")


VISITS = tuple(
    Visit(page=page, by=by, reach=reach or opens(page))
    for by, page, reach in (
        ("analyst", "/inbox", None),
        ("analyst", "/alerts", None),
        ("analyst", "/alerts?state=decided", None),
        ("analyst", "/alerts?state=all&kind=list-hit", None),
        ("analyst", "/alerts, looked at once more", reviews_all),
        ("analyst", "/fairness", None),
        ("analyst", "/fairness?days=30", None),
        (
            "analyst",
            "/alerts/{alert_id}",
            opens_first("/alerts/{id}", of="/alerts.json#alerts", where={"kind": "list-hit"}),
        ),
        (
            "analyst",
            "/alerts/{alert_id} of a report",
            opens_first("/alerts/{id}", of="/alerts.json#alerts", where={"kind": "report-received"}),
        ),
        ("analyst", "/reports", None),
        ("analyst", "/reports?text=nothing-has-this", None),
        ("analyst", "/reports/{report_id}", opens_first("/reports/{id}", of="/reports.json?direction=own#reports")),
        (
            "analyst",
            "/reports/{report_id} received",
            opens_first("/reports/{id}", of="/reports.json?direction=received#reports"),
        ),
        ("analyst", "/reports/import", None),
        ("analyst", "/reports/import, taken in", imports_stix),
        ("analyst", "/drafts", None),
        ("analyst", "/drafts/new", None),
        ("analyst", "/drafts/new, not saved", fills_badly),
        (
            "analyst",
            "/drafts/{draft_id}",
            opens_first("/drafts/{id}", of="/drafts.json#drafts", where={"is_mine": True}),
        ),
        (
            "analyst",
            "/drafts/{draft_id}/edit",
            opens_first("/drafts/{id}/edit", of="/drafts.json#drafts", where={"is_mine": True}),
        ),
        ("analyst", "/subjects", None),
        ("analyst", "/subjects?text=nobody-is-called-this", None),
        (
            "analyst",
            "/subjects/{subject}",
            opens_first("/subjects/{subject}", of="/subjects.json?text=hadi%20surono#subjects"),
        ),
        ("analyst", "/subjects/import", None),
        ("analyst", "/subjects/import/{upload}", uploads_table),
        ("analyst", "/subjects/import/{upload}, taken in", takes_table),
        ("analyst", "/lists", None),
        ("analyst", "/rescreening", None),
        ("analyst", "/lists/{list_id}", opens("/lists/un")),
        ("analyst", "/lists/{list_id}/entries/{reference:path}", opens("/lists/un/entries/QDe.008")),
        (
            "analyst",
            "/lists/{list_id}/imports/{import_id}",
            opens_first("/lists/un/imports/{id}", of="/lists/un.json#imports"),
        ),
        ("analyst", "/law", None),
        ("analyst", "/law/basis", None),
        ("analyst", "/law/basis?answered", opens(f"/law/basis?{ASKED_OF_LAW}")),
        ("analyst", "/law/matrix", None),
        ("analyst", "/law/rows", None),
        ("analyst", "/law/harmony", None),
        ("analyst", "/law/harmony?all", opens("/law/harmony?states=all&on=2014-07-10&kind=mla&shown=instruments")),
        ("analyst", "/law/harmony?one", opens("/law/harmony?states=XA")),
        ("analyst", "/law/definitions", None),
        ("analyst", "/law/states/{state}", opens("/law/states/GB?on=2014-07-10")),
        ("analyst", "/law/states/{state}?invented", opens("/law/states/XB")),
        ("analyst", "/law/{code}/history", opens("/law/nuclear2005/history")),
        ("analyst", "/law/{code}", opens("/law/nuclear2005")),
        ("analyst", "/law-cases", None),
        ("analyst", "/law-cases?direction=own&ended=1", None),
        ("analyst", "/law-cases/statistics", None),
        ("releasing", "/law-cases/{law_request_id}", sends_request),
        ("analyst", "/law-drafts", None),
        ("analyst", "/law-drafts/new", None),
        ("analyst", "/law-drafts/new, not begun", begins_badly),
        ("analyst", "/law-drafts/{law_draft_id}", begins_request),
        *(("analyst", f"/law-drafts/{{law_draft_id}} {step}", opens_step(step)) for step in STEPS),
        ("analyst", "/law-drafts/{law_draft_id}, not kept", says_badly),
        ("analyst", "/law-drafts/{law_draft_id}/document", opens_paper),
        ("releasing", "/law-drafts/{law_draft_id}/document, signed", signs_paper),
        ("analyst", "/manifests", None),
        ("analyst", "/manifests/{manifest_id}", screens_travellers),
        ("analyst", "/manifests, refused", screens_nobody),
        ("analyst", "/alerts/{alert_id} of a traveller", opens_traveller_alert),
        ("analyst", "/payments", None),
        ("analyst", "/payments, some held", opens_payments),
        *(("analyst", f"/payments?{asked}", None) for asked in ("state=rejected", "text=tarik")),
        ("analyst", "/payments/{payment_id}", opens_payment),
        ("analyst", "/payments/{payment_id}, frozen", opens_frozen_payment),
        ("analyst", "/payments/{payment_id}, proposed by another", opens_proposed_payment),
        ("analyst", "/payments/proposed", opens_what_is_proposed),
        ("analyst", "/payments/apart", None),
        ("analyst", "/payments/late", None),
        ("analyst", "/payments/late, met by a listing", opens_late_hit),
        ("analyst", "/payments/fairness", None),
        ("analyst", "/payments/fairness?days=90", None),
        ("analyst", "/payment-rules", None),
        ("analyst", "/payment-rules/{rule}", opens(RULE)),
        ("analyst", "/payment-rules/{rule}, tried on the past", tries_rule),
        ("analyst", "/payment-rules/proposals/{proposal}", opens_proposed_rule),
        ("analyst", "/npos", None),
        ("analyst", "/npos/{register_id}", hands_in_register),
        ("analyst", "/lists/import", None),
        ("analyst", "/lists/import, refused", imports_no_list),
        ("analyst", "/peers", None),
        ("analyst", "/settings", None),
        ("analyst", "/help", None),
        ("analyst", "/help with its keys", opens_keys),
        ("analyst", "/me", None),
        ("analyst", "/api/docs", opens_interface),
        ("analyst", "nothing there", is_refused("/reports/nothing-here", 404)),
        ("analyst", "not for the role", is_refused("/audit", 403)),
        ("auditor", "/audit", None),
        ("auditor", "/audit?text=nothing-was-done-like-this", None),
        ("auditor", "/audit, verified", verifies),
        ("auditor", "/quarantine", None),
        ("keys", "/peers", None),
        ("keys", "/peers, offered", offers_introduction),
        ("administrator", "/officers", None),
        ("administrator", "/new-officer", None),
        ("administrator", "/officers/{officer}", opens("/officers/t.reddish")),
        ("administrator", "/officers/{officer}, link issued", issues_link),
        *ROWS,
        *CUSTODY_ROWS,
    )
)


@pytest.fixture(scope="module")
def desks(demo: Demonstration, browser: Browser) -> Iterator[dict[str, Desk]]:
    """Seat an officer of each role at XA."""
    seated = {role: desk(browser, demo.xa.url) for role in OFFICERS}
    for role, officer in OFFICERS.items():
        seated[role].comes_in(demo.xa, officer)
    lets_another_propose(browser, demo.xa, RELEASING)
    yield seated
    for each in seated.values():
        each.context.close()


def visits(role: str, code: str) -> list[Visit]:
    """Give the pages of a role to look at in this language."""
    states = [visit for visit in VISITS if STATE.search(visit.page)]
    now = states[list(LIGHTS).index(code) :: len(LIGHTS)]
    return [visit for visit in VISITS if visit.by == role and (visit not in states or visit in now)]


def flaws_of_all(seated: Desk, role: str, code: str) -> list[str]:
    """Look at every page of a role in a language, and name everything that is wrong."""
    seated.speaks(code)
    seated.page.emulate_media(color_scheme=LIGHTS[code])
    flaws = list[str]()
    for visit in visits(role, code):
        visit.reach(seated)
        assert seated.page.locator("html").get_attribute("lang") == code
        flaws += flaws_of(seated, visit.page)
    return flaws


@pytest.mark.parametrize("role", OFFICERS)
def test_nothing_is_wrong_with_a_page_in_english_by_day(desks: dict[str, Desk], role: str) -> None:
    assert flaws_of_all(desks[role], role, "en") == []


def test_every_page_there_is_was_visited() -> None:
    there = {
        str(context.path)
        for router in (access_pages.router, *ROUTERS)
        for context in iter_route_contexts(router.routes)
        if "GET" in (context.methods or ()) and not str(context.path).endswith((".json", ".csv"))
    }
    visited = {STATE.split(visit.page)[0] for visit in VISITS} - {"nothing", "not"}
    assert there - NO_PAGES == visited | SIGN_IN_PAGES
