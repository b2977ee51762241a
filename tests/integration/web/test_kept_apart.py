"""Pages and interface of what is kept apart from payments: for who may see it, and nothing of it for who may not."""

from pathlib import Path

import pytest

from simpul.core.credentials import Scope
from simpul.core.payment.payment import payment_id
from tests.integration.web.office import Fields, Office
from tests.integration.web.test_interface import Software
from tests.scenarios.test_kept_apart import PAYMENT, lists_secretly
from tests.scenarios.test_payments import LISTED, paid, taken, takes_in
from tests.scenarios.test_relisting_payments import carried
from tests.world import World

NUMBER = payment_id(PAYMENT)
NEVER = "f" * 64


@pytest.fixture
def office(tmp_path: Path) -> Office:
    """An office with a payment that everybody sees held, and that a secret list has come to name."""
    found = Office(World(tmp_path, "XA")["XA"])
    takes_in(found.place, LISTED, "Utomo Wardana Kusuma")
    carried(found.place)
    taken(found.place, PAYMENT)
    for name in ("analyst", "junior"):
        found[name].speaks("en")
    return found


def test_what_is_kept_apart_is_shown_with_its_terms_and_lifted_by_a_form(office: Office) -> None:
    analyst = office["analyst"]
    assert "Nothing is kept apart" in analyst.page("/payments/apart")
    lists_secretly(office.place, LISTED)
    page = analyst.page(f"/payments/{NUMBER}")
    for said in ("Kept apart: it is not let go while this stands", "SECRET S.Bahr", LISTED):
        assert said in page, said
    assert f'action="/payments/{NUMBER}/release"' not in page
    assert f'action="/payments/{NUMBER}/judge"' in page
    assert "Kept apart (1)" in analyst.page("/payments")
    assert "kept apart from payments" in analyst.page("/inbox")
    (row,) = analyst.get("/payments/apart.json").json()["kept"]
    assert (row["kept"]["payment"], row["kept"]["entry"]) == (NUMBER, "S.Bahr")
    assert "S.Bahr" in analyst.get("/payments/apart.csv").text
    lift = f"/payments/apart/{row['kept']['id']}"
    rejects: Fields = {"reason": "known to us", "code": "AC01"}
    assert analyst.post(f"/payments/{NUMBER}/reject", rejects).status_code == 403
    assert analyst.post(lift, {"reason": ""}).status_code == 422
    assert analyst.post(lift, {"reason": "born elsewhere"}).status_code == 303
    assert analyst.post(lift, {"reason": "again"}).status_code == 409
    page = analyst.page(f"/payments/{NUMBER}")
    assert "Kept apart until" in page
    assert "born elsewhere" in page
    assert analyst.post(f"/payments/{NUMBER}/reject", rejects).status_code == 303


def test_who_may_not_see_it_finds_every_page_as_it_was_and_is_told_the_same(office: Office) -> None:
    junior = office["junior"]
    pages = (
        "/payments",
        f"/payments/{NUMBER}.json",
        "/payments.json",
        "/payments/apart.json",
        "/payments/fairness.json",
    )
    refused = f"/payments/{NUMBER}/release"
    before = [
        junior.get(each).json() if each.endswith("json") else junior.page(each).count("data-row") for each in pages
    ]
    told = junior.post(refused, {"reason": "known to us"})
    lists_secretly(office.place, LISTED)
    after = [
        junior.get(each).json() if each.endswith("json") else junior.page(each).count("data-row") for each in pages
    ]
    again = junior.post(refused, {"reason": "known to us"})
    assert before == after
    assert told.status_code == again.status_code == 403
    assert "nobody has judged that: judge it first" in told.text
    assert "nobody has judged that: judge it first" in again.text
    page = junior.page(f"/payments/{NUMBER}")
    assert "Whoever is cleared for every payment lets money go" in page
    assert f'action="/payments/{NUMBER}/propose"' not in page
    assert f'action="/payments/{NUMBER}/propose-rejection"' in page
    assert f'action="/payments/{NUMBER}/release"' not in page
    assert "Decide all marked, or none" not in junior.page("/payments")
    (row,) = office["analyst"].get("/payments/apart.json").json()["kept"]
    looks = [junior.post(f"/payments/apart/{each}", {"reason": "a look"}) for each in (row["kept"]["id"], NEVER)]
    assert [each.status_code for each in looks] == [404, 404]


def test_software_reads_and_lifts_it_and_shows_it_with_the_payment(office: Office) -> None:
    lists_secretly(office.place, LISTED)
    one, other = (Software(office, name, Scope.READ, Scope.WRITE) for name in ("analyst", "junior"))
    assert [each.asks("GET", "/payments/apart")[1]["count"] for each in (one, other)] == [1, 0]
    told = one.asks("GET", f"/payments/{NUMBER}")[1]
    assert [each["entry"] for each in told["apart"]] == ["S.Bahr"]
    assert [each["reference"] for each in told["payment"]["apart"]] == ["S.Bahr"]
    assert "release" not in told["steps"]
    assert other.asks("GET", f"/payments/{NUMBER}")[1]["apart"] == []
    lift = f"/payments/apart/{told['apart'][0]['id']}"
    assert other.asks("POST", lift, {"reason": "a look"})[0] == 404
    status, left = one.asks("POST", lift, {"reason": "born elsewhere"})
    assert (status, left["count"]) == (200, 0)


@pytest.mark.parametrize("code", ["en", "id"])
def test_the_pages_are_in_both_languages(office: Office, code: str) -> None:
    lists_secretly(office.place, LISTED)
    taken(office.place, paid(number="E-2"))
    office["analyst"].speaks(code)
    assert {"en": "Kept apart", "id": "Disimpan terpisah"}[code] in office["analyst"].page("/payments/apart")
    assert {"en": "Lift it", "id": "Angkat"}[code] in office["analyst"].page(f"/payments/{NUMBER}")
