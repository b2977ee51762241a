"""Payments by software: handed in as messages, answered as JSON or pacs.002, looked up and decided."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from simpul.core.authority import Level
from simpul.core.credentials import Scope
from simpul.core.payment.decision import PaymentState
from simpul.core.payment.original import StatusReport
from simpul.formats.iso20022.reading import read_iso20022
from simpul.web.bounds import MOST_PAYMENT_BYTES
from simpul.web.taking import prefers_xml
from tests.integration.web.office import Answer, Office
from tests.integration.web.test_interface import Software
from tests.isomessages import pacs008, transfer
from tests.scenarios.test_payments import LISTED, paid, taken, takes_in
from tests.world import World

NAMED = f"<Nm>{LISTED}</Nm><PstlAdr><TwnNm>Bay</TwnNm><Ctry>XB</Ctry></PstlAdr>"
DECLARED = b'<?xml version="1.0" encoding="UTF-8"?>\n'
PAYMENTS = "/api/v1/payments"


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    """A node with a list and no payment."""
    world = World(tmp_path, "XA")
    takes_in(world["XA"], LISTED)
    yield Office(world["XA"])
    world.closes()


@pytest.fixture
def bank(office: Office) -> Software:
    """A program that may hand payments in and nothing else."""
    return Software(office, "analyst", Scope.PAYMENTS)


@pytest.fixture
def desk(office: Office) -> Software:
    """A program that may read and decide."""
    return Software(office, "analyst", Scope.READ, Scope.WRITE)


def hands_in(software: Software, raw: bytes, **headers: str) -> Answer:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return software.client.post(PAYMENTS, content=raw, headers={**software.headers, **named})


def refusals(office: Office) -> list[str]:
    """Give what is on record as not readable."""
    entries = office.place.node.auditing.entries(office.place.sight("auditor"), limit=50).items
    return [held.entry.detail for held in entries if held.entry.grounds == ("payment.cannot-be-read",)]


def test_a_message_is_taken_and_each_payment_answered_with_its_state_and_why(bank: Software, desk: Software) -> None:
    answer = hands_in(bank, pacs008(transfer(), transfer(number=2, creditor=NAMED)))
    assert answer.status_code == 200, answer.text
    (message,) = answer.json()["messages"]
    assert (message["name"], message["id"], message["rejected"]) == ("pacs.008.001.08", "M-1", [])
    assert [each["state"] for each in message["payments"]] == ["released", "held"]
    assert message["payments"][1]["reasons"][0]["code"] == "list-hit"
    again = hands_in(bank, pacs008(transfer(), transfer(number=2, creditor=NAMED)))
    assert again.json() == answer.json()
    status, told = desk.asks("GET", "/payments")
    assert (status, told["counts"]["held"], told["counts"]["released"]) == (200, 1, 1)
    assert told["payments"][0]["id"] == message["payments"][1]["id"]


def test_the_answer_is_a_pacs_002_for_who_asks_for_xml(bank: Software) -> None:
    raw = pacs008(transfer(), transfer(number=2, creditor=NAMED), transfer(number=3, amount="1.234"))
    answer = hands_in(bank, raw, accept="application/xml")
    assert answer.headers["content-type"].startswith("application/xml")
    read = read_iso20022(answer.content)
    reports = [each.value for each in read.transactions if isinstance(each.value, StatusReport)]
    assert [(each.original.references.end_to_end, each.status.value) for each in reports] == [
        ("E-1", "ACSP"),
        ("E-2", "PDNG"),
        ("E-3", "RJCT"),
    ]
    assert LISTED not in answer.text
    assert "watch" not in answer.text


def test_several_messages_come_in_one_request_and_one_that_cannot_be_read_stops_none(
    office: Office, bank: Software
) -> None:
    raw = b"".join(
        (DECLARED, pacs008(), DECLARED, b"<Document>", DECLARED, pacs008(transfer(number=9, creditor=NAMED)))
    )
    answer = hands_in(bank, raw)
    assert answer.status_code == 200, answer.text
    first, second, third = answer.json()["messages"]
    assert [len(each["payments"]) for each in (first, second, third)] == [1, 0, 1]
    assert (second["place"], len(second["rejected"])) == ("message 2", 1)
    assert len(refusals(office)) == 1
    reports = hands_in(bank, raw, accept="application/xml").content
    assert reports.count(b"<?xml") == 3
    assert b"FF01" in reports


@pytest.mark.parametrize(
    ("raw", "status"),
    [
        (b"", 422),
        (b"not a message", 422),
        (b"<Document xmlns='urn:iso:std:iso:20022:tech:xsd:pacs.008.001.99'/>", 422),
        (b"".join(DECLARED + b"<a/>" for _ in range(1_001)), 422),
        (b"x" * (MOST_PAYMENT_BYTES + 1), 413),
    ],
    ids=["nothing", "no XML", "no known version", "too many", "too long"],
)
def test_what_cannot_be_taken_is_refused_with_its_place(
    office: Office, bank: Software, desk: Software, raw: bytes, status: int
) -> None:
    answer = hands_in(bank, raw)
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    assert sum(desk.asks("GET", "/payments")[1]["counts"].values()) == 0
    assert len(refusals(office)) == (1 if raw == b"not a message" or b"001.99" in raw else 0)


def test_taking_payments_needs_its_own_scope_and_no_other_act_is_in_it(office: Office, bank: Software) -> None:
    for scopes in ((Scope.READ,), (Scope.READ, Scope.WRITE), (Scope.IMPORT,)):
        assert hands_in(Software(office, "analyst", *scopes), pacs008()).status_code == 403
    assert hands_in(bank, pacs008()).status_code == 200
    assert bank.asks("GET", "/payments")[0] == 403
    assert bank.asks("POST", "/payments/E-1/decisions", {"step": "release", "reason": "because"})[0] == 403


def test_who_may_not_see_every_payment_hands_none_in(office: Office) -> None:
    answer = hands_in(Software(office, "junior", Scope.PAYMENTS), pacs008())
    assert (answer.status_code, [each["id"] for each in answer.json()["grounds"]]) == (
        403,
        ["payment.not-cleared-to-take"],
    )
    assert sum(office.place.node.monitoring.counts(office.place.sight()).values()) == 0


def test_a_held_payment_is_judged_rejected_and_handed_on(office: Office, desk: Software) -> None:
    numbers = [taken(office.place, paid(LISTED, number=f"E-{number}")).payment for number in range(4)]
    judging = {"step": "judge", "list": "watch", "reference": "W.001", "reason": "the same document"}
    order = {
        "instrument": "Asset Freezing Act of State XA",
        "authority": "Court of State XA",
        "in_force_from": "2026-02-01T00:00:00Z",
        "expires_at": "2026-09-01T00:00:00Z",
    }
    status, told = desk.asks(
        "POST", f"/payments/{numbers[0]}/decisions", {**judging, "verdict": "same", "order": order}
    )
    assert (status, told["payment"]["state"], told["payment"]["authority"]) == (200, "frozen", "Court of State XA")
    status, told = desk.asks("POST", f"/payments/{numbers[1]}/decisions", {**judging, "verdict": "different"})
    assert (status, told["payment"]["state"]) == (200, "released")
    rejecting = {"step": "reject", "reason": "wrong account"}
    assert desk.asks("POST", f"/payments/{numbers[2]}/decisions", rejecting)[0] == 422
    status, told = desk.asks("POST", f"/payments/{numbers[2]}/decisions", {**rejecting, "code": "AC01"})
    assert (status, told["payment"]["rejection"]) == (200, "AC01")
    handing = {"step": "hand-on", "reason": "her case", "owner": "second desk"}
    assert desk.asks("POST", f"/payments/{numbers[3]}/decisions", handing)[0] == 422
    handing["until"] = "2026-03-03T10:00:00Z"
    status, told = desk.asks("POST", f"/payments/{numbers[3]}/decisions", handing)
    assert (status, told["payment"]["owner"], told["payment"]["until"]) == (200, "second desk", "2026-03-03T10:00:00Z")
    status, refused = desk.asks("POST", f"/payments/{numbers[0]}/decisions", {"step": "release", "reason": "enough"})
    assert (status, refused["code"]) == (403, "refused")
    assert "payment.needs-two-officers" in {each["id"] for each in refused["grounds"]}


def test_nothing_is_decided_on_what_has_changed_since_it_was_shown(office: Office, desk: Software) -> None:
    number = taken(office.place, paid(LISTED)).payment
    seen = desk.asks("GET", f"/payments/{number}")[1]["seen"]
    unsure = {"step": "judge", "list": "watch", "reference": "W.001", "verdict": "unsure", "reason": "too little said"}
    assert desk.asks("POST", f"/payments/{number}/decisions", {**unsure, "seen": seen})[0] == 200
    assert desk.asks("POST", f"/payments/{number}/decisions", {**unsure, "seen": seen})[0] == 409


def test_a_hidden_payment_answers_like_one_that_never_came(tmp_path: Path) -> None:
    world = World(tmp_path, "XA")
    takes_in(world["XA"], LISTED, level=Level.SECRET)
    office = Office(world["XA"])
    decided = taken(office.place, paid(LISTED))
    assert decided.state is PaymentState.HELD
    junior = Software(office, "junior", Scope.READ, Scope.WRITE)
    never = "f" * 64
    release = {"step": "release", "reason": "looks fine"}
    judge = {"step": "judge", "list": "watch", "reference": "W.001", "verdict": "different", "reason": "looks fine"}
    for method, path, body in (
        ("GET", "/payments/{}", None),
        ("POST", "/payments/{}/decisions", release),
        ("POST", "/payments/{}/decisions", judge),
    ):
        answers = [
            junior.client.request(method, "/api/v1" + path.format(number), json=body, headers=junior.headers)
            for number in (decided.payment, never)
        ]
        assert [each.status_code for each in answers] == [404, 404]
        assert answers[0].content == answers[1].content
    assert sum(junior.asks("GET", "/payments")[1]["counts"].values()) == 0
    assert office.place.node.monitoring.counts(office.place.sight())[PaymentState.HELD] == 1
    world.closes()


@pytest.mark.parametrize(
    ("accept", "wanted"),
    [
        ("", False),
        ("*/*", False),
        ("application/json", False),
        ("application/xml", True),
        ("text/xml, application/json;q=0.5", True),
        ("application/xml;q=0.1, application/json", False),
        ("application/xml;q=none", False),
    ],
)
def test_xml_is_answered_to_who_prefers_it(accept: str, wanted: object) -> None:
    assert prefers_xml(accept) is wanted
