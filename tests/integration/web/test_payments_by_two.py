"""Payments by two officers in the pages and the interface: proposing, confirming, declining, and deciding together."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from simpul.core.authority import Level
from simpul.core.credentials import Scope
from simpul.core.payment.payment import payment_id
from tests.integration.web.office import Answer, Fields, Office
from tests.integration.web.test_interface import Software
from tests.integration.web.test_payments import NEVER, ORDER, PAYMENT, judged, state
from tests.scenarios.test_payments import LISTED, paid, taken, takes_in
from tests.world import World

RENT = {"rule_purpose_1": "basic-expenses", "rule_instrument_1": "resolution 1452 (2002)", "rule_most_1": "500.00"}
PART: Fields = {"rule": "basic-expenses-1", "amount": "300.00", "currency": "EUR", "payee": "Landlord"}


@pytest.fixture
def vault(tmp_path: Path) -> Iterator[Office]:
    """An office with a payment that is frozen, of which a part may be let go for rent."""
    world = World(tmp_path, "XA")
    office = Office(world["XA"])
    takes_in(office.place, LISTED)
    taken(office.place, paid(LISTED))
    for name in ("analyst", "second"):
        office[name].speaks("en")
    said = {name: str(value) for name, value in ORDER.items()} | RENT | {"currency": "EUR"}
    assert judged(office, "same", **said).status_code == 303
    yield office
    world.closes()


def does(office: Office, step: str, fields: Fields | None = None, *, by: str = "analyst", on: str = PAYMENT) -> Answer:
    return office[by].post(f"/payments/{on}/{step}", {"reason": "looked at the file", **(fields or {})})


def test_one_proposes_the_other_finds_it_in_the_queue_and_confirms(vault: Office) -> None:
    assert "Propose to let it go" in vault["analyst"].page(f"/payments/{PAYMENT}")
    assert does(vault, "propose").status_code == 303
    assert "For you to confirm (0)" in vault["analyst"].page("/payments/proposed")
    queue = vault["second"].page("/payments/proposed")
    assert "For you to confirm (1)" in queue
    assert LISTED in queue
    own, other = (vault[name].page(f"/payments/{PAYMENT}") for name in ("analyst", "second"))
    assert "Withdraw your proposal" in own
    assert "Confirm what is proposed" not in own
    assert "Confirm what is proposed" in other
    assert "looked at the file" in other
    assert does(vault, "confirm").status_code == 403
    assert does(vault, "confirm", by="second").status_code == 303
    assert state(vault) == "released"
    assert vault["second"].get("/payments/proposed.json").json()["proposed"] == 0


def test_it_is_declined_with_a_reason_and_stays_frozen(vault: Office) -> None:
    does(vault, "propose")
    assert does(vault, "turn-down", {"reason": " "}, by="second").status_code == 422
    assert does(vault, "turn-down", by="second").status_code == 303
    page = vault["analyst"].page(f"/payments/{PAYMENT}")
    assert "Proposal declined" in page
    assert state(vault) == "frozen"
    assert "payments" in vault["second"].get("/payments/proposed.csv").headers["content-disposition"]


def test_a_part_is_let_go_and_the_rest_stays_frozen(vault: Office) -> None:
    assert "basic expenses, at most 500.00" in vault["analyst"].page(f"/payments/{PAYMENT}").replace("\u00a0", " ")
    assert does(vault, "propose-part", {**PART, "amount": "500.01"}).status_code == 422
    assert does(vault, "propose-part", {**PART, "amount": "many"}).status_code == 422
    assert does(vault, "propose-part", PART).status_code == 303
    page = vault["second"].page(f"/payments/{PAYMENT}")
    assert "Landlord" in page
    assert "The payee resembles nobody on:" in page
    assert does(vault, "confirm", by="second").status_code == 303
    page = vault["analyst"].page(f"/payments/{PAYMENT}").replace("\u00a0", " ")
    assert "Frozen: 950.00 EUR" in page
    assert "at most 200.00 EUR" in page


@pytest.mark.parametrize(("code", "says"), [("en", "To be paid a part"), ("id", "Akan menerima sebagian")])
def test_both_officers_see_whom_the_payee_of_a_part_resembles_and_judge_it_first(
    vault: Office, code: str, says: str
) -> None:
    assert does(vault, "propose-part", {**PART, "payee": LISTED}).status_code == 303
    for name in ("analyst", "second"):
        vault[name].speaks(code)
        page = vault[name].page(f"/payments/{PAYMENT}")
        assert f"{says}: {LISTED}" in page
        assert 'name="whose" value="payee"' in page
    assert does(vault, "confirm", by="second").status_code == 403
    verdict: Fields = {"list": "watch", "reference": "W.001", "verdict": "same", "whose": "payee"}
    assert does(vault, "judge", verdict, by="second").status_code == 303
    document = vault["analyst"].get(f"/payments/{PAYMENT}.json").json()
    assert [hit["verdict"] for hit in document["payee_hits"]] == ["same"]
    assert document["hits"][0]["resemblances"][0]["reasons"] is not None
    assert "part-payee" in vault["analyst"].get(f"/payments/{PAYMENT}.csv").text
    assert does(vault, "confirm", by="second").status_code == 403
    for name in ("second", "analyst"):
        assert does(vault, "confirm", by="second").status_code == 403
        assert does(vault, "judge", {**verdict, "verdict": "unsure"}, by=name).status_code == 303
    assert does(vault, "confirm", by="second").status_code == 303


@pytest.mark.parametrize(
    ("code", "says", "queue"),
    [
        ("en", "says: Another.", "to overturn that it is the listed party"),
        ("id", "menyatakan: ", "membatalkan penilaian bahwa ia pihak terdaftar"),
    ],
)
def test_who_was_judged_the_same_stays_it_on_every_page_until_two_officers_say_otherwise(
    vault: Office, code: str, says: str, queue: str
) -> None:
    verdict: Fields = {"list": "watch", "reference": "W.001", "verdict": "different"}
    assert does(vault, "judge", verdict, by="second").status_code == 303
    assert does(vault, "judge", verdict, by="second").status_code == 403
    for name in ("analyst", "second"):
        vault[name].speaks(code)
        assert says in vault[name].page(f"/payments/{PAYMENT}")
    document = vault["analyst"].get(f"/payments/{PAYMENT}.json").json()
    second = vault.place.officers["second"].id
    assert [(hit["verdict"], hit["overturning"]["by"]) for hit in document["hits"]] == [("same", second)]
    assert document["payment"]["hits"][0]["overturned_as"] == "different"
    assert queue in vault["analyst"].page("/payments/proposed")
    assert queue not in vault["second"].page("/payments/proposed")
    assert does(vault, "judge", verdict).status_code == 303
    (hit,) = vault["analyst"].get(f"/payments/{PAYMENT}.json").json()["hits"]
    assert hit["verdict"] == "different"
    assert queue not in vault["analyst"].page("/payments/proposed")


def test_a_freeze_is_prolonged_by_a_form(vault: Office) -> None:
    said: Fields = {name: str(value) for name, value in ORDER.items()}
    assert does(vault, "prolong", {**said, "expires_at": "2026-08-01"}).status_code == 403
    assert does(vault, "prolong", {**said, "expires_at": "2027-03-01"}).status_code == 303
    page = vault["analyst"].page(f"/payments/{PAYMENT}")
    assert "1 Mar 2027" in page
    assert "basic expenses" in page


def test_what_may_not_be_seen_is_not_proposed_or_confirmed(tmp_path: Path) -> None:
    world = World(tmp_path, "XA")
    office = Office(world["XA"])
    takes_in(office.place, LISTED, level=Level.SECRET)
    taken(office.place, paid(LISTED))
    assert judged(office, "same", **{name: str(value) for name, value in ORDER.items()}).status_code == 303
    assert does(office, "propose").status_code == 303
    junior = office["junior"]
    assert junior.get("/payments/proposed.json").json()["proposed"] == 0
    for step, fields in (("confirm", {}), ("turn-down", {}), ("propose", {}), ("propose-part", PART)):
        hidden, absent = (does(office, step, fields, by="junior", on=number) for number in (PAYMENT, NEVER))
        assert hidden.status_code == absent.status_code == 404
        assert hidden.content.replace(PAYMENT.encode(), b"") == absent.content.replace(NEVER.encode(), b"")
    assert junior.get("/payments/proposed").status_code == 200
    assert office["auditor"].get("/payments/proposed").status_code == 403
    world.closes()


def test_marked_payments_are_decided_together_or_none(vault: Office) -> None:
    held = [paid("Nobody At All", number=f"E-{number}", agents=()) for number in (11, 12, 13)]
    for each in held:
        taken(vault.place, each)
    page = vault["analyst"].page("/payments")
    assert "Decide all marked, or none" in page
    rows = vault["analyst"].get("/payments.json").json()["payments"]
    seen = [f"{row['id']}:{row['seen']}" for row in rows]
    marked: Fields = {"payment": [row["id"] for row in rows[:2]], "seen": seen, "reason": "the same customer"}
    together = "/payments/together"
    assert vault["analyst"].post(together, {**marked, "step": ""}).status_code == 422
    assert vault["analyst"].post(together, {**marked, "step": "release", "payment": []}).status_code == 422
    stale: Fields = {**marked, "step": "release", "seen": [f"{rows[0]['id']}:{NEVER}", *seen[1:]]}
    assert vault["analyst"].post(together, stale).status_code == 409
    frozen: Fields = {**marked, "step": "release", "payment": [rows[0]["id"], PAYMENT], "seen": []}
    assert vault["analyst"].post(together, frozen).status_code == 403
    assert vault["analyst"].get("/payments.json").json()["counts"]["held"] == 3
    vault["analyst"].speaks("en")
    done = vault["analyst"].post(together, {**marked, "step": "release"}).headers["location"]
    assert done == "/payments?state=held&decided=2"
    assert "2 payments were decided together." in vault["analyst"].page(done)
    assert "decided together." not in vault["analyst"].page("/payments")
    assert vault["analyst"].get("/payments?decided=many").status_code == 422
    last: Fields = {**marked, "step": "reject", "code": "AC01", "payment": [rows[2]["id"]]}
    assert vault["analyst"].post(together, last).status_code == 303
    counts = vault["analyst"].get("/payments.json").json()["counts"]
    assert (counts["held"], counts["released"], counts["rejected"]) == (0, 2, 1)


@pytest.mark.parametrize("code", ["en", "id"])
def test_the_pages_of_two_officers_are_in_both_languages(vault: Office, code: str) -> None:
    does(vault, "propose")
    vault["second"].speaks(code)
    page = vault["second"].page(f"/payments/{PAYMENT}")
    assert {"en": "Waits for a second officer", "id": "Menunggu petugas kedua"}[code] in page
    assert {"en": "For you to confirm", "id": "Untuk Anda konfirmasi"}[code] in vault["second"].page("/payments")


def test_software_proposes_and_another_officers_software_confirms(vault: Office) -> None:
    assert payment_id(paid(LISTED)) == PAYMENT
    one, other = (Software(vault, name, Scope.READ, Scope.WRITE) for name in ("analyst", "second"))
    decisions = f"/payments/{PAYMENT}/decisions"
    part = {"rule": "basic-expenses-1", "amount": {"figure": "300.00", "currency": "EUR"}, "payee": "Landlord"}
    claim = {"list": "watch", "reference": "W.001", "exemption": "none", "evidence": "a plan"}
    for body, status in (
        ({"step": "propose-part", "reason": "rent"}, 422),
        ({"step": "claim", "reason": "aid", **claim}, 422),
        ({"step": "prolong", "reason": "longer"}, 422),
        ({"step": "confirm", "reason": "so it is"}, 403),
        ({"step": "propose-part", "reason": "rent", "part": part}, 200),
    ):
        assert one.asks("POST", decisions, body)[0] == status, body
    assert other.asks("GET", "/payments/proposed")[1]["proposed"] == 1
    status, told = other.asks("POST", decisions, {"step": "confirm", "reason": "contract seen"})
    assert (status, told["payment"]["state"]) == (200, "frozen")
    assert told["decision"]["second"] == vault.place.officers["second"].id


def test_what_was_let_go_before_a_listing_is_told_to_who_may_see_the_list_and_answered(tmp_path: Path) -> None:
    world = World(tmp_path, "XA")
    office = Office(world["XA"])
    takes_in(office.place, "Somebody Else Entirely")
    taken(office.place, paid())
    takes_in(office.place, "Somebody Else Entirely", "Sari Embun Lestari", level=Level.SECRET)
    while office.place.node.redeciding.carry_on():
        pass
    for name in ("analyst", "junior"):
        office[name].speaks("en")
    page = office["analyst"].page("/payments/late")
    for said in ("Sari Embun Lestari", "WATCH W.002", "duty desk", "1,250.00"):
        assert said in page, said
    assert "Let go before the listing (1)" in office["analyst"].page("/payments")
    assert "Let go before the listing (0)" in office["junior"].page("/payments")
    assert "Nothing here" in office["junior"].page("/payments/late")
    (row,) = office["analyst"].get("/payments/late.json").json()["hits"]
    assert "W.002" in office["analyst"].get("/payments/late.csv").text
    answers = [
        office["junior"].post(f"/payments/late/{number}", {"reason": "a look"}) for number in (row["id"], "f" * 64)
    ]
    assert {answer.status_code for answer in answers} == {404}
    assert office["analyst"].post(f"/payments/late/{row['id']}", {"reason": ""}).status_code == 422
    software = Software(office, "analyst", Scope.READ, Scope.WRITE)
    assert software.asks("GET", "/payments/late")[1]["count"] == 1
    status, left = software.asks("POST", f"/payments/late/{row['id']}", {"reason": "reported"})
    assert (status, left["count"]) == (200, 0)
    assert office["analyst"].post(f"/payments/late/{row['id']}", {"reason": "again"}).status_code == 409
    assert office["analyst"].get("/payments/late").status_code == 200
    world.closes()
