"""Ending what was frozen or is the listed party's, and judging while it is frozen, in the pages and the interface."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from simpul.core.authority import OfficerId
from simpul.core.credentials import Scope
from simpul.core.payment import continuing
from simpul.core.payment.findings import HitVerdict
from simpul.core.payment.freezing import PartialReleaseRule, ReleasePurpose
from simpul.core.payment.judging import Judgement, judged
from simpul.core.payment.keeping import found_anew
from simpul.core.payment.money import Money
from simpul.core.payment.sequel import Deciders
from simpul.services.ports.writing import Transaction
from tests.integration.web.office import Answer, Fields, Office
from tests.integration.web.test_interface import Software
from tests.integration.web.test_payments import ORDER
from tests.payments import POLICY
from tests.scenarios.test_ended_freezes import BOTH, OTHER, PAYMENT
from tests.scenarios.test_payments import LISTED, paid, shown, taken, takes_in
from tests.scenarios.test_second_officer import order
from tests.world import World

ORDERED: Fields = {name: str(value) for name, value in ORDER.items()}
USD_RULE = PartialReleaseRule(
    id="rent",
    purpose=ReleasePurpose.BASIC_EXPENSES,
    instrument="resolution 1452 (2002)",
    most=Money(currency="USD", minor=50_000, decimals=2),
)


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    """An office with a payment between two who are listed, held for both."""
    world = World(tmp_path, "XA")
    found = Office(world["XA"])
    takes_in(found.place, LISTED, OTHER)
    taken(found.place, BOTH)
    for name in ("analyst", "second", "junior"):
        found[name].speaks("en")
    yield found
    world.closes()


def judges(office: Office, reference: str, verdict: str, *, by: str = "analyst", **fields: str) -> Answer:
    said: Fields = {"list": "watch", "reference": reference, "verdict": verdict, "reason": "looked at the papers"}
    return office[by].post(f"/payments/{PAYMENT}/judge", {**said, **fields})


def frozen(office: Office) -> None:
    assert judges(office, "W.002", "same", **{name: str(value) for name, value in ORDER.items()}).status_code == 303
    assert document(office)["payment"]["state"] == "frozen"


def document(office: Office, by: str = "analyst") -> dict[str, Any]:
    told: dict[str, Any] = office[by].get(f"/payments/{PAYMENT}.json").json()
    return told


def steps(office: Office, by: str = "analyst") -> set[str]:
    return set(document(office, by)["steps"])


def test_what_may_be_done_with_a_payment_follows_from_its_hits(office: Office) -> None:
    held = {"judge", "reject", "hand-on"}
    assert steps(office) == held
    assert "Nothing is let go before every resemblance is judged." in office["analyst"].page(f"/payments/{PAYMENT}")
    judges(office, "W.001", "unsure")
    judges(office, "W.002", "unsure")
    assert steps(office) == held | {"propose"}
    judges(office, "W.002", "same")
    assert steps(office) == (held - {"reject"}) | {"propose", "propose-rejection", "claim"}
    page = office["analyst"].page(f"/payments/{PAYMENT}")
    assert "only two officers together may let it go" in page
    assert f'action="/payments/{PAYMENT}/release"' not in page


def test_a_hit_of_a_frozen_payment_is_judged_on_its_page_and_it_stays_frozen(office: Office) -> None:
    frozen(office)
    page = office["junior"].page(f"/payments/{PAYMENT}")
    assert "It stays frozen whatever is judged here." in page
    assert judges(office, "W.001", "different", by="junior").status_code == 303
    page = office["analyst"].page(f"/payments/{PAYMENT}")
    assert "Judged while frozen" in page
    assert "is not WATCH W.001" in page
    assert document(office)["payment"]["state"] == "frozen"


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("en", ("Propose to send it back", "two officers together may let it go or send it back", "to send it back")),
        ("id", ("Usulkan pengembaliannya", "yang boleh melepaskan atau mengembalikannya", "untuk mengembalikannya")),
    ],
)
def test_what_was_frozen_is_sent_back_by_two_on_the_pages(
    office: Office, code: str, said: tuple[str, str, str]
) -> None:
    frozen(office)
    takes_in(office.place, LISTED)
    while office.place.node.redeciding.carry_on():
        pass
    judges(office, "W.001", "different")
    assert office["analyst"].post(f"/payments/{PAYMENT}/turn-down", {"reason": "not yet"}).status_code == 303
    for name in ("analyst", "second"):
        office[name].speaks(code)
    page = office["analyst"].page(f"/payments/{PAYMENT}")
    assert said[0] in page
    assert said[1] in page
    assert f'action="/payments/{PAYMENT}/reject"' not in page
    back: Fields = {"reason": "the account is closed", "code": "AC04"}
    assert office["analyst"].post(f"/payments/{PAYMENT}/reject", back).status_code == 403
    assert office["analyst"].post(f"/payments/{PAYMENT}/propose-rejection", {**back, "code": ""}).status_code == 422
    assert office["analyst"].post(f"/payments/{PAYMENT}/propose-rejection", back).status_code == 303
    waiting = office["second"].page(f"/payments/{PAYMENT}")
    assert said[2] in waiting
    assert "AC04" in waiting
    assert said[2] in office["second"].page("/payments/proposed")
    assert office["second"].post(f"/payments/{PAYMENT}/confirm", {"reason": "so it is"}).status_code == 303
    assert document(office)["decision"]["rejection"] == "AC04"


def test_software_sends_back_by_two_and_is_refused_by_one(office: Office) -> None:
    one, other = (Software(office, name, Scope.READ, Scope.WRITE) for name in ("analyst", "second"))
    decisions = f"/payments/{PAYMENT}/decisions"
    judging = {"step": "judge", "list": "watch", "reference": "W.002", "verdict": "same", "reason": "the same"}
    assert one.asks("POST", decisions, judging)[0] == 200
    back = {"reason": "the account is closed", "code": "AC04"}
    status, refused = one.asks("POST", decisions, {"step": "reject", **back})
    assert (status, [each["id"] for each in refused["grounds"]]) == (403, ["payment.judged-the-same"])
    status, refused = one.asks("POST", decisions, {"step": "release", "reason": "enough"})
    assert {each["id"] for each in refused["grounds"]} == {"payment.judged-the-same", "payment.hit-not-judged"}
    assert one.asks("POST", decisions, {"step": "propose-rejection", "reason": "closed"})[0] == 422
    assert one.asks("POST", decisions, {"step": "propose-rejection", **back})[0] == 200
    status, told = other.asks("POST", decisions, {"step": "confirm", "reason": "so it is"})
    assert (status, told["payment"]["state"], told["payment"]["rejection"]) == (200, "rejected", "AC04")


@pytest.mark.parametrize(("code", "said"), [("en", "Against these payments:"), ("id", "Terhadap pembayaran ini:")])
def test_a_refusal_of_several_names_those_that_it_is_for(office: Office, code: str, said: str) -> None:
    fine = taken(office.place, paid("Nobody At All", number="E-7", agents=())).payment
    office["analyst"].speaks(code)
    marked: Fields = {"payment": [fine, PAYMENT], "step": "release", "reason": "the same customer"}
    answer = office["analyst"].post("/payments/together", marked)
    assert answer.status_code == 403
    assert said in answer.text
    assert f'href="/payments/{PAYMENT}"' in answer.text
    assert f'href="/payments/{fine}"' not in answer.text
    assert document(office)["payment"]["state"] == "held"


def test_a_limit_in_another_currency_is_refused_by_the_interface_and_on_the_page(office: Office) -> None:
    software = Software(office, "analyst", Scope.READ, Scope.WRITE)
    rule = {"id": "rent", "purpose": "basic-expenses", "instrument": "resolution 1452 (2002)"}
    ordered = {
        "instrument": "Asset Freezing Act of State XA",
        "authority": "Court of State XA",
        "in_force_from": "2026-02-01T00:00:00Z",
        "expires_at": "2026-09-01T00:00:00Z",
        "partial_release": [{**rule, "most": {"figure": "500.00", "currency": "USD"}}],
    }
    judging = {"step": "judge", "list": "watch", "reference": "W.002", "verdict": "same", "reason": "the same"}
    status, refused = software.asks("POST", f"/payments/{PAYMENT}/decisions", {**judging, "order": ordered})
    assert (status, refused["detail"]) == (422, "the limit of the rule 'rent' is in USD, and the payment in EUR")
    rent = {"rule_purpose_1": "basic-expenses", "rule_instrument_1": "resolution 1452 (2002)", "rule_most_1": "500.00"}
    fields = {name: str(value) for name, value in ORDER.items()} | rent | {"currency": "USD"}
    assert judges(office, "W.002", "same", **fields).status_code == 422
    assert document(office)["payment"]["state"] == "held"


def test_a_limit_in_another_currency_that_stands_already_is_marked_and_not_offered(office: Office) -> None:
    judgement = Judgement(list_id="watch", reference="W.002", verdict=HitVerdict.SAME)
    with_order = replace(order(office.place), partial_release=(USD_RULE,))
    last, officer = shown(office.place, BOTH).last, OfficerId("xa-nctc-analyst")

    def freezes(tx: Transaction) -> None:
        """Freeze as it was possible before orders were compared with the payment."""
        case = judged(last.case, judgement, officer)
        hits = tuple(
            replace(hit, order=with_order) if hit.verdict is HitVerdict.SAME else hit for hit in case.screening.hits
        )
        case = replace(case, screening=replace(case.screening, hits=hits))
        by, at = Deciders(reason="the same", by=officer), office.place.clock.now()
        decided = continuing.judged(last.decision, case, policy=POLICY, at=at, by=by)
        tx.payments.follow(found_anew(last, case, decided), batch="0" * 32)

    office.place.node.store.ledger.act(freezes)
    judges(office, "W.001", "different")
    told = document(office)
    assert (told["payment"]["state"], told["unusable_rules"]) == ("frozen", ["rent"])
    assert "propose-part" not in told["steps"]
    page = office["analyst"].page(f"/payments/{PAYMENT}")
    assert "cannot be used: the limit is in another currency than the payment" in page
