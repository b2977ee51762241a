"""Payments before an officer's browser: handed in, frozen, proposed by another officer, and met by a listing."""

import json
from collections.abc import Mapping

from playwright.sync_api import Browser

from tests.browser.desk import Desk, desk
from tests.isomessages import pacs008, transfer
from tests.nodes import NodeProcess
from tests.patience import until

PAYEE = "Windu Sasmita Argani"
"""Who is paid and listed afterwards; invented, and on no list of the demonstration."""

ORDER = {
    "instrument": "Asset Freezing Act of State XA",
    "authority": "Court of State XA",
    "in_force_from": "2020-01-01T00:00:00Z",
    "expires_at": "2099-01-01T00:00:00Z",
}


def takes_payment(seated: Desk, number: int, name: str = "") -> str:
    """Hand a payment in to somebody on a list, or to this name, once, and give its id."""
    payee = name or listed_person(seated)
    where = "<PstlAdr><TwnNm>Bay</TwnNm><Ctry>XB</Ctry></PstlAdr>" if name else ""
    raw = pacs008(transfer(number=number, creditor=f"<Nm>{payee}</Nm>{where}"))
    answer = seated.page.request.post(f"{seated.url}/api/v1/payments", data=raw, headers=of_the_page(seated))
    return str(answer.json()["messages"][0]["payments"][0]["id"])


def listed_person(seated: Desk) -> str:
    """Give the name of a person on the list of the United Nations."""
    listed = seated.document("/lists/un.json?text=mokhtar")["entries"]
    return str(next(row["name"] for row in listed if row["schema"] == "Person"))


def of_the_page(seated: Desk) -> dict[str, str]:
    """Give the headers with which a page of this officer asks."""
    seated.goes("/help")
    key = seated.page.locator("input[name=form_key]").first.get_attribute("value")
    return {"X-Form-Key": key or ""}


def decides(seated: Desk, payment: str, said: Mapping[str, object]) -> None:
    """Decide a payment as software does."""
    where = f"{seated.url}/api/v1/payments/{payment}/decisions"
    seated.page.request.post(where, data={"reason": "the order of the court", **said}, headers=of_the_page(seated))


def opens_payments(seated: Desk) -> None:
    """Open the queue with a payment in it."""
    takes_payment(seated, 1)
    seated.goes("/payments")


def opens_payment(seated: Desk) -> None:
    """Open a payment that is held, with every form unfolded."""
    seated.goes(f"/payments/{takes_payment(seated, 1)}")
    unfolds(seated)


def opens_frozen_payment(seated: Desk) -> None:
    """Open a payment that is frozen, with every form unfolded."""
    number = freezes(seated, 2)
    seated.goes(f"/payments/{number}")
    assert seated.document(f"/payments/{number}.json")["payment"]["state"] == "frozen"
    unfolds(seated)


def opens_proposed_payment(seated: Desk) -> None:
    """Open a payment of which another officer proposes to let a part go to somebody who resembles an entry."""
    (row, *_) = seated.document("/payments/proposed.json")["payments"]
    seated.goes(f"/payments/{row['id']}")
    assert seated.page.locator("form[action$='/confirm']").count() == 1
    assert seated.page.locator("#payee").count() == 1
    unfolds(seated)


def opens_what_is_proposed(seated: Desk) -> None:
    """Open the queue of what waits for this officer to confirm."""
    seated.goes("/payments/proposed")
    assert seated.page.locator("tbody tr").count() > 0


def opens_late_hit(seated: Desk) -> None:
    """Open what was let go before a listing, once the listing has reached it."""
    takes_payment(seated, 4, PAYEE)
    lists(seated, PAYEE)
    until(
        lambda: seated.document("/payments/late.json")["count"],
        stands=lambda: seated.document("/payments/late.json"),
        look_seconds=0.2,
    )
    seated.goes("/payments/late")


def lists(seated: Desk, name: str) -> None:
    """Put somebody on a list of this node."""
    line = {"id": "late-1", "schema": "Person", "datasets": ["late"], "properties": {"name": [name]}}
    where = f"{seated.url}/api/v1/lists/ftm?file=late.ftm.json&list_id=late"
    answer = seated.page.request.post(where, data=json.dumps(line).encode() + b"\n", headers=of_the_page(seated))
    assert answer.ok, answer.text()


def freezes(seated: Desk, number: int) -> str:
    """Let a payment be frozen for one whom it names and for nobody else, so that a part may be let go; give its id."""
    payment = takes_payment(seated, number)
    (hit, *others) = seated.document(f"/payments/{payment}.json")["hits"]
    rule = {"id": "rent", "purpose": "basic-expenses", "instrument": "resolution 1452 (2002)"}
    judged = {"step": "judge", "list": hit["list"], "reference": hit["reference"], "verdict": "same"}
    decides(seated, payment, {**judged, "order": {**ORDER, "partial_release": [rule]}})
    for each in others:
        entry = {"list": each["list"], "reference": each["reference"]}
        decides(seated, payment, {"step": "judge", **entry, "verdict": "different"})
    return payment


def lets_another_propose(browser: Browser, node: NodeProcess, officer: str) -> None:
    """Let an officer freeze a payment and propose to let a part of it go to somebody listed, for others to confirm."""
    other = desk(browser, node.url)
    other.comes_in(node, officer)
    payment = freezes(other, 3)
    amount, payee = {"figure": "1.00", "currency": "EUR"}, listed_person(other)
    decides(other, payment, {"step": "propose-part", "part": {"rule": "rent", "amount": amount, "payee": payee}})
    assert other.document(f"/payments/{payment}.json")["payee_hits"]
    other.context.close()


def unfolds(seated: Desk) -> None:
    """Open whatever is folded on the page."""
    seated.page.evaluate("document.querySelectorAll('main details').forEach((each) => { each.open = true; })")
