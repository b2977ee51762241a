"""How a releasing officer comes to the pages of cases and of requests to freeze: each made over the interface first."""

from typing import Any

from tests.browser.desk import Desk

GRADED = {"scale": "admiralty-6x6", "source": "B", "information": "2"}
PURPOSES = ["terrorist-financing", "counter-terrorism"]


def asked_of_the_node(seated: Desk, path: str, body: dict[str, Any]) -> dict[str, Any]:
    """Send a document as the page of this officer does."""
    seated.goes("/help")
    key = seated.page.locator("input[name=form_key]").first.get_attribute("value")
    answer = seated.page.request.post(f"{seated.url}/api/v1{path}", data=body, headers={"X-Form-Key": key or ""})
    assert answer.ok, answer.text()
    found: dict[str, Any] = answer.json()
    return found


def opens_case(seated: Desk) -> None:
    """Open a case with something of everything in it."""
    base = f"/cases/{_case(seated)}"
    entries: list[dict[str, Any]] = [
        {"note": {"text": "The payee collects in the harbour."}},
        {"party": {"name": "Sari Embun", "kind": "person", "birth_date": "1990-04-01"}},
        {"account": {"number": "XB45SIMP0000067890", "holder": "Sari Embun"}},
        {"file": {"name": "rows.csv", "media_type": "text/csv", "content": "YSxiCg=="}},
    ]
    made = [asked_of_the_node(seated, f"{base}/entries", each)["id"] for each in entries]
    asked_of_the_node(seated, f"{base}/entries/{made[0]}/withdrawal", {"reason": "Another person."})
    seated.goes(base)
    for summary in seated.page.locator("main summary").all():
        summary.click()


def opens_empty_case(seated: Desk) -> None:
    """Open a case in which nothing stands."""
    seated.goes(f"/cases/{_case(seated)}")


def revises_case(seated: Desk) -> None:
    """Open the form that revises a case."""
    seated.goes(f"/cases/{_case(seated)}/terms")


def opens_freeze(seated: Desk) -> None:
    """Ask the partner to freeze, and look at the request."""
    seated.goes("/freezes/new")
    partner = seated.page.locator("#recipient option").nth(1).get_attribute("value")
    said = asked_of_the_node(
        seated,
        "/freezes",
        {
            "recipient": partner,
            "kind": "account",
            "value": "XB45SIMP0000067890",
            "legal_basis": {"instrument": "Asset Freezing Act of State XA"},
            "authority": "Court of State XA",
            "freeze_until": "2030-01-01T00:00:00Z",
            "reason": "It collects for a listed group.",
            "grading": GRADED,
            "handling": {"tlp": "amber", "purposes": PURPOSES},
        },
    )
    seated.goes(f"/freezes/{said['record']}")
    for summary in seated.page.locator("main summary").all():
        summary.click()


def _case(seated: Desk) -> str:
    body = {
        "title": "Donations to a collector",
        "summary": "Many small payments to one account.",
        "grading": GRADED,
        "handling": {"tlp": "amber", "purposes": PURPOSES},
    }
    return str(asked_of_the_node(seated, "/cases", body)["id"])


ROWS = (
    ("releasing", "/cases", None),
    ("releasing", "/cases/new", None),
    ("releasing", "/cases/add", None),
    ("releasing", "/cases/{case_id}", opens_case),
    ("releasing", "/cases/{case_id}, empty", opens_empty_case),
    ("releasing", "/cases/{case_id}/terms", revises_case),
    ("releasing", "/freezes", None),
    ("releasing", "/freezes?direction=own", None),
    ("releasing", "/freezes/new", None),
    ("releasing", "/freezes/{request_id}", opens_freeze),
)
"""Who looks, at which page, and how he or she comes to it."""
