"""Cases and requests to freeze in the pages and over the interface: built, shared, asked, answered, filed."""

import base64
import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from simpul.core.payment.decision import PaymentState
from simpul.core.payment.payment import payment_id
from tests.integration.web.office import Answer, Fields, Office
from tests.payments import IBAN_XB
from tests.scenarios.test_payments import LISTED, paid, shown, taken, takes_in
from tests.world import World

CASE: Fields = {
    "title": "Donations to a collector",
    "summary": "Many small payments to one account.",
    "scale": "admiralty-6x6",
    "source": "B",
    "information": "2",
    "tlp": "amber",
    "level": "1",
    "to": ["XB-NCTC"],
    "purpose": ["terrorist-financing", "counter-terrorism"],
}
ASKED: Fields = {
    "recipient": "XB-NCTC",
    "target_kind": "account",
    "value": IBAN_XB,
    "reason": "It collects for a listed group.",
    "instrument": "Asset Freezing Act of State XA",
    "authority": "Court of State XA",
    "urgency": "urgent",
    "freeze_until": "2026-09-01",
    **{name: CASE[name] for name in ("scale", "source", "information", "tlp", "level", "purpose")},
}
PAYMENT = payment_id(paid(LISTED))
NEVER = "0" * 32
TERMS = {"tlp": "amber", "releasable_to": ["XB-NCTC"], "purposes": ["terrorist-financing", "counter-terrorism"]}
GRADED = {"scale": "admiralty-6x6", "source": "B", "information": "2"}


@dataclass(slots=True)
class Two:
    """The offices of two states, and the wire between them."""

    world: World
    ours: Office
    theirs: Office

    def delivers(self) -> None:
        """Carry everything that waits."""
        self.world.delivers()


@pytest.fixture
def two(tmp_path: Path) -> Iterator[Two]:
    world = World(tmp_path, "XA", "XB")
    for place in world:
        takes_in(place, LISTED)
    taken(world["XA"], paid(LISTED))
    ours, theirs = Office(world["XA"]), Office(world["XB"])
    for office in (ours, theirs):
        for name in ("analyst", "releasing"):
            office[name].speaks("en")
    yield Two(world=world, ours=ours, theirs=theirs)
    world.closes()


def made(answer: Answer) -> str:
    assert answer.status_code == 303, answer.text[:600]
    return answer.headers["location"].rpartition("/")[2]


def opened(two: Two, **fields: str) -> str:
    return made(two.ours["analyst"].post("/cases", {**CASE, **fields}))


def asked(two: Two) -> str:
    request = made(two.ours["releasing"].post("/freezes", ASKED))
    two.delivers()
    return request


def test_a_case_is_opened_for_a_payment_that_then_stands_in_it(two: Two) -> None:
    analyst, payment = two.ours["analyst"], payment_id(paid(LISTED))
    assert f"/cases/new?payment={payment}" in analyst.page(f"/cases/add?payment={payment}")
    assert f'name="payment" value="{payment}"' in analyst.page(f"/cases/new?payment={payment}")
    told = analyst.get(f"/cases/{opened(two, payment=payment)}.json").json()
    assert [each["part"]["payment"] for each in told["entries"]] == [payment]
    assert analyst.post("/cases", {**CASE, "payment": NEVER}).status_code == 404
    assert len(analyst.get("/cases.json").json()["cases"]) == 1


def test_before_any_case_the_page_says_what_they_are_for(two: Two) -> None:
    assert "No case yet" in two.ours["analyst"].page("/cases")
    assert "No request of a partner stands here" in two.ours["analyst"].page("/freezes")
    assert "You have no case yet" in two.ours["analyst"].page(f"/cases/add?payment={PAYMENT}")


def test_a_case_is_built_in_the_pages_and_shared_with_a_partner(two: Two) -> None:
    analyst, case = two.ours["analyst"], opened(two)
    assert f"/cases/add?payment={PAYMENT}" in analyst.page(f"/payments/{PAYMENT}")
    assert "Put it in" in analyst.page(f"/cases/add?payment={PAYMENT}")
    base = f"/cases/{case}"
    entries: tuple[Fields, ...] = (
        {"kind": "payment", "payment": PAYMENT},
        {"kind": "note", "text": "Seen <b>twice</b>."},
        {
            "kind": "party",
            "name": "Sari Embun",
            "party_kind": "person",
            "birth_date": "1990-04-01",
            "numbers": "A1, B2",
        },
        {"kind": "account", "number": IBAN_XB, "holder": "Sari Embun"},
    )
    for each in entries:
        assert analyst.post(f"{base}/entries", each).headers["location"] == base
    analyst.uploads(f"{base}/files", "rows.csv", b"a,b\n1,2\n", {"media_type": "text/csv"})
    page = analyst.page(base)
    assert "Seen &lt;b&gt;twice&lt;/b&gt;." in page
    assert 'class="flow-end"' in page
    rows = list(csv.DictReader(io.StringIO(analyst.get(f"{base}.csv").text)))
    assert [(row["payee"], row["total"]) for row in rows] == [(LISTED, "1250.00")]
    two.ours["releasing"].post(f"{base}/shares", {"to": "XB-NCTC"})
    two.delivers()
    received = two.theirs["analyst"].page(base)
    assert "XA-NCTC" in received
    assert LISTED in received
    assert "Donations to a collector" in two.theirs["analyst"].page("/cases")
    assert "delivered" in analyst.page(base)


def test_a_report_is_offered_only_of_what_may_leave_and_what_stays_out_is_said(two: Two) -> None:
    base = f"/cases/{opened(two)}"
    two.ours["releasing"].post(f"{base}/shares", {"to": "XB-NCTC"})
    two.delivers()
    received = two.theirs["analyst"].page(base)
    assert "No report may be made of this case" in received
    assert "passed on" in received.partition("No report may be made of this case")[2][:200]
    assert f'action="{base}/goaml"' not in received
    assert two.theirs["analyst"].post(f"{base}/goaml", {}).status_code == 403
    two.theirs["analyst"].post(f"{base}/entries", {"kind": "note", "text": "Known here."})
    two.theirs["releasing"].post(f"{base}/shares", {"to": "XA-NCTC"})
    two.delivers()
    page = two.ours["analyst"].page(base)
    assert "Known here." in page
    assert f'action="{base}/goaml"' in page
    assert "1 entry stays out of it" in page


def test_a_file_is_given_to_be_kept_and_never_shown(two: Two) -> None:
    case = opened(two)
    html = b"<script>alert(1)</script>"
    two.ours["analyst"].uploads(f"/cases/{case}/files", "note.txt", html, {"media_type": "text/plain"})
    entry = two.ours["analyst"].get(f"/cases/{case}.json").json()["entries"][0]["id"]
    given = two.ours["analyst"].get(f"/cases/{case}/files/{entry}")
    assert given.content == html
    assert given.headers["content-type"] == "application/octet-stream"
    assert given.headers["content-disposition"].startswith("attachment;")
    assert two.ours["analyst"].get(f"/cases/{case}/files/{'0' * 64}").status_code == 404
    wrong = two.ours["analyst"].uploads(f"/cases/{case}/files", "x.pdf", html, {"media_type": "application/pdf"})
    assert wrong.status_code == 422


def test_an_entry_is_withdrawn_a_case_revised_and_closed(two: Two) -> None:
    analyst, case = two.ours["analyst"], opened(two)
    analyst.post(f"/cases/{case}/entries", {"kind": "note", "text": "Wrong."})
    entry = analyst.get(f"/cases/{case}.json").json()["entries"][0]["id"]
    analyst.post(f"/cases/{case}/withdrawals", {"entry": entry, "reason": "Another person."})
    assert "no longer stands" in analyst.page(f"/cases/{case}")
    assert "Donations to a collector" in analyst.page(f"/cases/{case}/terms")
    analyst.post(f"/cases/{case}/terms", {**CASE, "title": "Revised"})
    analyst.post(f"/cases/{case}/entries", {"kind": "turn", "state": "closed", "reason": "Nothing found."})
    page = analyst.page(f"/cases/{case}")
    assert "Revised" in page
    assert "The case was closed:" in page
    assert analyst.post(f"/cases/{case}/entries", {"kind": "note", "text": "late"}).status_code == 409


def test_what_is_typed_wrong_is_refused_with_its_field(two: Two) -> None:
    analyst = two.ours["analyst"]
    assert analyst.post("/cases", {**CASE, "title": ""}).status_code == 422
    case = opened(two)
    wrong: tuple[Fields, ...] = ({"kind": "note", "text": ""}, {"kind": "party", "name": "x"}, {"kind": "spell"}, {})
    for fields in wrong:
        assert analyst.post(f"/cases/{case}/entries", fields).status_code == 422
    assert analyst.post(f"/cases/{case}/entries", {"kind": "payment", "payment": NEVER}).status_code == 404
    for changed in ({"recipient": ""}, {"freeze_until": "soon"}, {"value": "-"}, {"authority": ""}, {"urgency": "x"}):
        assert two.ours["releasing"].post("/freezes", {**ASKED, **changed}).status_code == 422
    assert analyst.post("/freezes", ASKED).status_code == 403


def test_a_request_is_asked_answered_and_seen_on_both_sides(two: Two) -> None:
    request = asked(two)
    theirs = two.theirs["releasing"]
    taken(two.theirs.place, paid(number="E-1"))
    assert IBAN_XB in theirs.page("/freezes")
    page = theirs.page(f"/freezes/{request}")
    assert "Sari Embun Lestari" in page
    assert "no more" in page
    assert "Waits for your answer" in page
    assert "1,250.00\u00a0EUR" in page
    reader = two.theirs["analyst"].page(f"/freezes/{request}")
    assert f'action="/freezes/{request}/words"' in page
    assert f'action="/freezes/{request}/words"' not in reader
    assert "Releasing officers ask partners, and answer them." in reader
    assert 'href="/freezes/new"' not in two.theirs["analyst"].page("/freezes")
    theirs.speaks("id")
    assert "1.250,00\u00a0EUR" in theirs.page(f"/freezes/{request}")
    theirs.speaks("en")
    theirs.post(f"/freezes/{request}/words", {"word": "more-needed", "text": "Which branch?"})
    two.delivers()
    assert "Which branch?" in two.ours["releasing"].page(f"/freezes/{request}")
    two.ours["releasing"].post(f"/freezes/{request}/words", {"word": "supplement", "text": "The harbour."})
    two.delivers()
    basis: Fields = {"instrument": "Act of XB", "authority": "Prosecutor of XB", "expires_at": "2026-06-01"}
    assert theirs.post(f"/freezes/{request}/words", {"word": "frozen", **basis}).status_code == 303
    assert shown(two.theirs.place, paid(number="E-1")).state is PaymentState.FROZEN
    two.delivers()
    assert "Prosecutor of XB" in two.ours["analyst"].page(f"/freezes/{request}")
    answered = "/freezes?direction=own&answered_or_not=answered"
    assert IBAN_XB in two.ours["analyst"].page(answered)
    rows = list(csv.DictReader(io.StringIO(two.ours["analyst"].get(f"/freezes/{request}.csv").text)))
    assert [row["word"] for row in rows] == ["more-needed", "supplement", "frozen"]
    wrongs: tuple[Fields, ...] = ({"word": "shout"}, {"word": "refused", "ground": "mood"}, {"word": "accepted"})
    for wrong in wrongs:
        assert theirs.post(f"/freezes/{request}/words", wrong).status_code in (409, 422)


def test_what_had_come_before_a_request_is_shown_as_kept_apart_and_not_as_frozen(two: Two) -> None:
    taken(two.theirs.place, paid(LISTED, number="E-7"))
    request, theirs = asked(two), two.theirs["releasing"]
    basis: Fields = {"instrument": "Act of XB", "authority": "Prosecutor of XB", "expires_at": "2026-06-01"}
    assert theirs.post(f"/freezes/{request}/words", {"word": "frozen", **basis}).status_code == 303
    page = theirs.page(f"/freezes/{request}")
    assert '<span class="chip alarm">Kept apart</span>' in page
    assert "it is not frozen by an order of its own" in page
    (row,) = theirs.get(f"/freezes/{request}.json").json()["payments"]
    assert (row["state"], row["is_kept_apart"]) == ("held", True)
    assert "Frozen until" in theirs.page("/freezes?direction=received&answered_or_not=answered")


def test_an_overdue_request_says_so_on_both_sides(two: Two) -> None:
    request = asked(two)
    two.world.clock.present = two.world.clock.present.replace(month=4)
    for office in (two.ours, two.theirs):
        office["second"].speaks("en")
        assert "The answer is overdue" in office["second"].page(f"/freezes/{request}")
    assert "overdue" in two.theirs["second"].page("/freezes")


def test_what_waits_for_a_second_officer_is_approved_in_the_page(two: Two) -> None:
    request = made(two.ours["releasing"].post("/freezes", {**ASKED, "level": "3"}))
    two.ours["second"].speaks("en")
    assert "Waits for a second officer" in two.ours["second"].page(f"/freezes/{request}")
    two.ours["second"].post(f"/freezes/{request}/approvals", {"record": request})
    two.delivers()
    assert two.theirs["analyst"].get(f"/freezes/{request}").status_code == 200
    assert two.theirs["junior"].get(f"/freezes/{request}").status_code == 404


def test_a_hidden_case_and_one_that_is_not_there_are_one_page(two: Two) -> None:
    hidden = opened(two, level="3", title="Kept close")
    junior = two.ours["junior"]

    for ending in ("", ".json", ".csv", "/terms", f"/files/{'0' * 64}"):
        one, other = junior.get(f"/cases/{hidden}{ending}"), junior.get(f"/cases/{NEVER}{ending}")
        assert one.status_code == other.status_code == 404
        assert one.text.replace(hidden, NEVER) == other.text
    assert "Kept close" not in junior.page("/cases")
    for name in ("auditor", "admin", "keys"):
        assert two.ours[name].get("/cases").status_code == 403


# --- the interface ---------------------------------------------------------------------------------------------------


def asks(two: Two, name: str, method: str, path: str, body: dict[str, Any] | None = None) -> Answer:
    browser = two.ours[name]
    headers = {"x-form-key": browser.key}
    return browser.client.request(method, f"/api/v1{path}", json=body, headers=headers)


def test_software_builds_and_shares_a_case(two: Two) -> None:
    body = {"title": "Built", "summary": "By software.", "grading": GRADED, "handling": TERMS}
    case = asks(two, "analyst", "POST", "/cases", body).json()["id"]
    content = base64.b64encode(b"a,b\n").decode()
    entries: list[dict[str, Any]] = [
        {"payment": PAYMENT},
        {"note": {"text": "Hello."}},
        {"party": {"name": "Sari Embun", "kind": "person", "numbers": ["A1"]}},
        {"account": {"number": IBAN_XB}, "handling": {"tlp": "red"}},
        {"file": {"name": "rows.csv", "media_type": "text/csv", "content": content}},
    ]
    ids = [asks(two, "analyst", "POST", f"/cases/{case}/entries", each).json()["id"] for each in entries]
    assert asks(two, "analyst", "GET", f"/cases/{case}/files/{ids[4]}").content == b"a,b\n"
    assert asks(two, "analyst", "POST", f"/cases/{case}/entries", {}).status_code == 422
    assert asks(two, "analyst", "POST", f"/cases/{case}/entries", entries[1] | entries[0]).status_code == 422
    asks(two, "analyst", "POST", f"/cases/{case}/entries/{ids[1]}/withdrawal", {"reason": "wrong"})
    shared = asks(two, "releasing", "POST", f"/cases/{case}/shares", {"to": "XB-NCTC"}).json()
    assert (shared["state"], shared["sent"], shared["kept_back"]) == ("sent", 4, 1)
    revised = asks(two, "analyst", "PUT", f"/cases/{case}", body | {"title": "Revised"}).json()
    assert revised["head"]["title"] == "Revised"
    assert [row["title"] for row in asks(two, "analyst", "GET", "/cases").json()["cases"]] == ["Revised"]


def test_software_asks_to_freeze_and_hears_the_answer(two: Two) -> None:
    body = {
        "recipient": "XB-NCTC",
        "kind": "account",
        "value": IBAN_XB,
        "legal_basis": {"instrument": "Act of XA"},
        "authority": "Court of XA",
        "freeze_until": "2026-09-01T00:00:00Z",
        "reason": "It collects.",
        "grading": GRADED,
        "handling": TERMS,
    }
    said = asks(two, "releasing", "POST", "/freezes", body).json()
    assert said["state"] == "sent"
    two.delivers()
    request = said["record"]
    two.theirs["releasing"].post(f"/freezes/{request}/words", {"word": "no-measure"})
    two.delivers()
    found = asks(two, "analyst", "GET", f"/freezes/{request}").json()
    assert found["standing"]["standing"] == "no-measure"
    word = {"word": "withdrawn"}
    assert asks(two, "releasing", "POST", f"/freezes/{request}/words", word).status_code == 409
    assert asks(two, "releasing", "POST", f"/freezes/{request}/approvals", {"record": request}).status_code == 409
    own = asks(two, "analyst", "GET", "/freezes?direction=own&answered_or_not=answered").json()
    assert [row["id"] for row in own["requests"]] == [request]
    assert asks(two, "analyst", "GET", "/freezes?direction=up").status_code == 422
