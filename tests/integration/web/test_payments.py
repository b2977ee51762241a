"""Payments in the pages: the queues, one payment with all there is to decide it by, and deciding it."""

import csv
import html
import io
import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from urllib.parse import quote

import pytest

from simpul.core.authority import Level
from simpul.core.payment.decision import PaymentState
from simpul.core.payment.payment import payment_id
from tests.integration.web.office import Answer, Fields, Office
from tests.scenarios.test_payments import LISTED, paid, taken, takes_in
from tests.world import World

ORDER: Fields = {
    "instrument": "Asset Freezing Act of State XA",
    "provision": "section 4",
    "authority": "Court of State XA",
    "in_force_from": "2026-02-01",
    "expires_at": "2026-09-01",
}
PAYMENT = payment_id(paid(LISTED))
OTHER = payment_id(paid())
NEVER = "f" * 64


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    """The pages of a node that has taken no payment."""
    world = World(tmp_path, "XA")
    yield Office(world["XA"])
    world.closes()


@pytest.fixture
def till(office: Office) -> Office:
    """An office with a payment that is held and one that was released."""
    takes_in(office.place, LISTED)
    taken(office.place, paid(LISTED))
    taken(office.place, paid())
    office["analyst"].speaks("en")
    return office


def decides(office: Office, step: str, fields: Fields, *, by: str = "analyst", payment: str = PAYMENT) -> Answer:
    return office[by].post(f"/payments/{payment}/{step}", {"reason": "looked at the documents", **fields})


def judged(office: Office, verdict: str, **fields: str) -> Answer:
    return decides(office, "judge", {"list": "watch", "reference": "W.001", "verdict": verdict, **fields})


def state(office: Office, payment: str = PAYMENT) -> str:
    return str(office["analyst"].get(f"/payments/{payment}.json").json()["payment"]["state"])


def test_before_any_payment_the_page_says_how_they_come(office: Office) -> None:
    office["analyst"].speaks("en")
    page = office["analyst"].page("/payments")
    assert "No payment yet" in page
    assert "simpul pay replay" in page
    assert "/api/v1/payments" in page


def test_the_queue_shows_what_is_held_with_its_clock_its_owner_and_why(till: Office) -> None:
    page = till["analyst"].page("/payments")
    for said in (LISTED, "resembles WATCH W.001", "1,250.00", "24 hours", "duty desk", "Held (1)", "Released (1)"):
        assert said in page, said
    assert "Sari Embun Lestari" not in page
    released = till["analyst"].page("/payments?state=released")
    assert "Sari Embun Lestari" in released
    assert LISTED not in released
    assert "Nothing here" in till["analyst"].page("/payments?state=frozen")
    till.place.clock.passes(timedelta(hours=25))
    till.browsers.clear()
    till["analyst"].speaks("en")
    assert "overdue by" in till["analyst"].page("/payments")


def test_the_owner_that_the_node_names_is_said_in_the_readers_language_and_a_typed_one_as_it_is(till: Office) -> None:
    till["analyst"].speaks("id")
    for page in ("/payments", f"/payments/{PAYMENT}"):
        assert "meja piket" in till["analyst"].page(page)
        assert "duty desk" not in till["analyst"].page(page)
    handed = decides(till, "hand-on", {"owner": "duty desk of Sari", "until": "2026-03-09T10:00"})
    assert handed.status_code == 303, handed.text
    for page in ("/payments", f"/payments/{PAYMENT}"):
        assert "duty desk of Sari" in till["analyst"].page(page)


def test_a_queue_has_its_twins_and_pages(till: Office) -> None:
    told = till["analyst"].get("/payments.json").json()
    assert told["counts"] == {"released": 1, "held": 1, "frozen": 0, "rejected": 0}
    assert [row["id"] for row in told["payments"]] == [PAYMENT]
    rows = list(csv.DictReader(io.StringIO(till["analyst"].get("/payments.csv").content.decode("utf-8-sig"))))
    assert [(row["id"], row["reason"], row["list"]) for row in rows] == [(PAYMENT, "list-hit", told_list(till))]
    for number in range(60):
        taken(till.place, paid(LISTED, number=f"E-{number + 10}"))
    first = till["analyst"].get("/payments.json").json()
    rest = till["analyst"].get(f"/payments.json?after={first['after']}").json()
    assert (len(first["payments"]), len(rest["payments"]), rest["after"]) == (50, 11, "")
    assert 'rel="next"' in till["analyst"].page("/payments")


def test_a_further_part_of_the_queue_stays_itself_when_it_is_fetched_anew(till: Office) -> None:
    for number in range(60):
        taken(till.place, paid(LISTED, number=f"E-{number + 10}"))
    further = f"/payments?state=held&after={till['analyst'].get('/payments.json').json()['after']}"
    asked = re.search(r'id="queue" hx-get="([^"]*)"', till["analyst"].page(further))
    assert asked is not None
    assert html.unescape(asked[1]) == further


def told_list(office: Office) -> str:
    """Give the edition of the list that the payment was compared with."""
    return str(office["analyst"].get(f"/payments/{PAYMENT}.json").json()["payment"]["lists"][0])


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("en", ("To be decided by", "Speaks for it", "The list says", "beneficiary", "What must travel with it")),
        ("id", ("Diputuskan oleh", "Mendukung", "Daftar menyebut", "penerima", "Yang wajib menyertainya")),
    ],
)
def test_one_payment_has_everything_to_decide_it_by(till: Office, code: str, said: tuple[str, ...]) -> None:
    till["analyst"].speaks(code)
    page = till["analyst"].page(f"/payments/{PAYMENT}")
    for text in (*said, LISTED, "/lists/watch/entries/W.001", "Jalan Melati", "SIMPXBXB", "XA46SIMP0000012345"):
        assert text in page, text
    till["analyst"].page("/payments")


def test_what_is_missing_is_named_with_why_it_is_required(till: Office) -> None:
    lean = paid("Nobody At All", number="E-9", agents=())
    taken(till.place, lean)
    page = till["analyst"].page(f"/payments/{payment_id(lean)}")
    assert "institution that holds the account" in page
    assert "From the message it can be told who holds the account." in page
    assert "FATF Recommendation 16" in page


def test_another_person_is_let_go_and_the_forms_are_gone(till: Office) -> None:
    assert judged(till, "different").status_code == 303
    page = till["analyst"].page(f"/payments/{PAYMENT}")
    assert "The payment went on" in page
    assert "<form" not in page.partition('id="content"')[2].partition("</main>")[0]
    assert "looked at the documents" in page


def test_the_same_person_stays_held_without_an_order_and_the_page_says_why(till: Office) -> None:
    assert judged(till, "same").status_code == 303
    page = till["analyst"].page(f"/payments/{PAYMENT}")
    assert state(till) == "held"
    assert "no order with a legal basis is known" in page


def test_the_same_person_is_frozen_by_an_order_which_the_page_names(till: Office) -> None:
    fields = {name: str(value) for name, value in ORDER.items()}
    assert judged(till, "same", **fields).status_code == 303
    assert state(till) == "frozen"
    page = till["analyst"].page(f"/payments/{PAYMENT}")
    for said in (
        "Asset Freezing Act of State XA section 4",
        "Court of State XA",
        "1 Sep 2026",
        "two officers together",
    ):
        assert said in page, said
    assert "Frozen (1)" in till["analyst"].page("/payments?state=frozen")


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("en", "What was ever frozen is let go or sent back by two officers."),
        ("id", "Dana yang pernah dibekukan hanya dilepaskan atau dikembalikan oleh dua petugas."),
    ],
)
def test_a_refusal_by_the_rules_says_its_grounds(till: Office, code: str, said: str) -> None:
    judged(till, "same", **{name: str(value) for name, value in ORDER.items()})
    till["analyst"].speaks(code)
    answer = decides(till, "release", {})
    assert answer.status_code == 403
    assert said in answer.text
    assert state(till) == "frozen"


def test_an_order_is_only_against_who_is_listed_and_needs_its_days(till: Office) -> None:
    fields = {name: str(value) for name, value in ORDER.items()}
    assert judged(till, "different", **fields).status_code == 422
    assert judged(till, "same", **{**fields, "expires_at": "2026-02-31"}).status_code == 422
    assert judged(till, "same", **{**fields, "authority": ""}).status_code == 422
    assert judged(till, "nonsense").status_code == 422
    assert state(till) == "held"


def test_it_is_rejected_with_a_code_and_handed_on_with_a_day(till: Office) -> None:
    handed = decides(till, "hand-on", {"owner": "second desk", "until": "2026-03-04T10:00"})
    assert handed.status_code == 303, handed.text
    assert "second desk" in till["analyst"].page("/payments")
    assert decides(till, "hand-on", {"owner": "me", "until": "2031-01-01T10:00"}).status_code == 422
    assert decides(till, "hand-on", {"owner": "", "until": "2026-03-05T10:00"}).status_code == 422
    assert decides(till, "reject", {"code": ""}).status_code == 422
    assert decides(till, "reject", {"code": "AC01", "reason": " "}).status_code == 422
    assert decides(till, "reject", {"code": "AC01"}).status_code == 303
    assert "The account number is not correct" in till["analyst"].page(f"/payments/{PAYMENT}")
    assert decides(till, "release", {}).status_code == 403


def test_nobody_decides_on_what_has_changed_since_it_was_shown(till: Office) -> None:
    seen = till["analyst"].get(f"/payments/{PAYMENT}.json").json()["seen"]
    assert judged(till, "unsure").status_code == 303
    late = decides(till, "release", {"seen": seen}, by="releasing")
    assert late.status_code == 409
    assert state(till) == "held"
    now = till["analyst"].get(f"/payments/{PAYMENT}.json").json()["seen"]
    assert decides(till, "propose", {"seen": now}, by="releasing").status_code == 303


def test_what_may_not_be_seen_looks_like_what_never_came(office: Office) -> None:
    takes_in(office.place, LISTED, level=Level.SECRET)
    assert taken(office.place, paid(LISTED)).state is PaymentState.HELD
    junior = office["junior"]
    for ending in ("", ".json", ".csv"):
        hidden, absent = (junior.get(f"/payments/{number}{ending}") for number in (PAYMENT, NEVER))
        assert hidden.status_code == absent.status_code == 404
        assert hidden.content.replace(PAYMENT.encode(), b"") == absent.content.replace(NEVER.encode(), b"")
    assert junior.get("/payments/E-1").content == junior.get("/payments/E-2").content.replace(b"E-2", b"E-1")
    for step, fields in (
        ("release", Fields()),
        ("reject", Fields(code="AC01")),
        ("hand-on", Fields(owner="me", until="2026-03-04T10:00")),
        ("judge", Fields(list="watch", reference="W.001", verdict="different")),
    ):
        hidden, absent = (decides(office, step, fields, by="junior", payment=number) for number in (PAYMENT, NEVER))
        assert hidden.status_code == absent.status_code == 404
        assert hidden.content.replace(PAYMENT.encode(), b"") == absent.content.replace(NEVER.encode(), b"")
    assert junior.get("/payments.json").json()["counts"]["held"] == 0
    assert "No payment yet" in junior.page("/payments") or "Belum ada pembayaran" in junior.page("/payments")
    assert state(office) == "held"


@pytest.mark.parametrize("name", ["auditor", "admin", "keys"])
def test_who_reads_no_intelligence_finds_no_page_and_decides_nothing(till: Office, name: str) -> None:
    assert till[name].get("/payments").status_code == 403
    assert till[name].get(f"/payments/{PAYMENT}").status_code == 403
    assert decides(till, "release", {}, by=name).status_code == 403
    assert "/payments" not in till[name].page("/help")


def test_a_state_that_there_is_not_is_refused(till: Office) -> None:
    assert till["analyst"].get("/payments?state=lost").status_code == 422


def test_who_decides_on_what_has_changed_is_led_back_to_how_it_stands(till: Office) -> None:
    analyst = till["analyst"]
    refused = analyst.post(f"/payments/{PAYMENT}/release", {"reason": "known to us", "seen": NEVER})
    assert refused.status_code == 409
    assert f'href="/payments/{PAYMENT}"' in refused.text
    none_marked = analyst.post("/payments/together", {"step": "release", "reason": "known to us"})
    assert none_marked.status_code == 422
    assert 'class="button" href="/payments"' in none_marked.text
    assert "Back to what you typed" in none_marked.text
    assert "Back to what you typed" not in refused.text


def test_who_was_signed_out_meanwhile_comes_back_to_the_payment(till: Office) -> None:
    answer = till.nobody.post(f"/payments/{PAYMENT}/release", {"reason": "known to us"})
    assert answer.status_code == 303
    assert answer.headers["location"] == f"/sign-in?next=/payments/{PAYMENT}"


def test_what_the_message_says_of_days_and_charges_is_said_in_words(till: Office) -> None:
    page = till["analyst"].page(f"/payments/{PAYMENT}")
    said = till["analyst"].get(f"/payments/{PAYMENT}.json").json()["said"]
    for value in (said["created_at"], said["settled_on"]):
        assert not value or f"<bdi>{value}</bdi>" not in page, value


def found(office: Office, text: str, by: str = "analyst") -> list[str]:
    answer = office[by].get(f"/payments.json?text={quote(text)}")
    return [row["id"] for row in answer.json()["payments"]]


def test_a_payment_is_found_from_the_queue_in_any_state(till: Office) -> None:
    page = till["analyst"].page("/payments?text=sari+lest")
    assert "Sari Embun Lestari" in page
    assert LISTED not in page
    assert 'value="sari lest"' in page
    assert "Released</span>" in page
    assert 'name="payment"' not in page
    for text, expected in ((LISTED, [PAYMENT]), ("1.250,00", [OTHER, PAYMENT]), (OTHER[:10], [OTHER]), ("none", [])):
        assert found(till, text) == expected, text
    assert "Nothing found" in till["analyst"].page("/payments?text=none")
    assert "Held (1)" in till["analyst"].page("/payments?text=none")
    asked = till["analyst"].get(f"/payments.csv?text={quote(LISTED)}")
    rows = list(csv.reader(io.StringIO(asked.text)))
    assert [row[0] for row in rows[1:]] == [PAYMENT]
    assert till["analyst"].get(f"/payments.json?text={'x' * 201}").status_code == 422


def test_the_interface_finds_the_same(till: Office) -> None:
    answer = till["analyst"].get("/api/v1/payments?text=bahrul")
    assert [row["id"] for row in answer.json()["payments"]] == [PAYMENT]
    assert answer.json()["state"] is None
    assert answer.json()["whole"] is True
