"""What stands beside a payment: the drawing of its accounts, past decisions on payments like it, and who is held."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from simpul.core.authority import Level
from simpul.core.payment.payment import payment_id
from tests.integration.web.office import Office
from tests.payments import IBAN_XA, IBAN_XB, euros
from tests.scenarios.test_payments import LISTED, let_go, paid, taken, takes_in
from tests.world import World

PAYMENT = payment_id(paid(LISTED))


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    """The pages of a node with a list."""
    world = World(tmp_path, "XA")
    takes_in(world["XA"], LISTED)
    made = Office(world["XA"])
    made["analyst"].speaks("en")
    yield made
    world.closes()


def beside(office: Office, payment: str = PAYMENT, *, by: str = "analyst") -> Any:  # noqa: ANN401  any document
    return office[by].get(f"/payments/{payment}.json").json()["beside"]


def later(office: Office, span: timedelta) -> None:
    """Let time pass, after which the officers sign in again."""
    office.place.clock.passes(span)
    office.browsers.clear()
    office["analyst"].speaks("en")


def test_the_accounts_are_drawn_by_day_in_and_out_in_the_payments_own_currency(office: Office) -> None:
    taken(office.place, paid(number="E-2", amount=euros("300.00")))
    taken(office.place, paid(number="E-3", amount=euros("200.00")))
    later(office, timedelta(days=2))
    taken(office.place, paid(LISTED))
    payer, payee = beside(office)["accounts"]
    assert (payer["account"], payee["account"]) == (IBAN_XA, IBAN_XB)
    assert (payer["went"], payer["came"], payer["payments"]) == ("1750.00 EUR", "0.00 EUR", 3)
    assert (payee["came"], payee["went"]) == ("1750.00 EUR", "0.00 EUR")
    drawn = [(day["height_out"], day["payments"]) for day in payer["days"] if day["payments"]]
    assert drawn == [(40, 2), (100, 1)]
    assert len(payer["days"]) == 30
    page = office["analyst"].page(f"/payments/{PAYMENT}")
    assert page.count('<svg viewBox="0 0 600 210"') == 2
    assert 'class="went"' in page
    assert "As a table" in page


def test_what_comes_later_or_came_long_before_is_not_in_the_drawing(office: Office) -> None:
    taken(office.place, paid(number="E-2"))
    later(office, timedelta(days=31))
    taken(office.place, paid(LISTED))
    office.place.clock.passes(timedelta(hours=2))
    taken(office.place, paid(number="E-3"))
    payer, _ = beside(office)["accounts"]
    assert payer["payments"] == 1


def test_decisions_on_the_same_name_and_on_the_same_corridor_are_shown_with_why(office: Office) -> None:
    office.place.clock.passes(timedelta(minutes=1))
    takes_in(office.place, LISTED, "Utomo Wardana Kusuma")
    earlier, other = paid(LISTED, number="E-2"), paid("Utomo Wardana Kusuma", number="E-3")
    for each in (earlier, other):
        decision = taken(office.place, each)
        let_go(office.place, decision.payment, reason="born forty years later")
    waiting = paid("Utomo Wardana Kusuma", number="E-4")
    taken(office.place, waiting)
    taken(office.place, paid(LISTED))
    found = beside(office)
    assert [row["id"] for row in found["same_entry"]] == [payment_id(earlier)]
    assert [row["id"] for row in found["same_corridor"]] == [payment_id(other)]
    assert found["next_held"] == payment_id(waiting)
    page = office["analyst"].page(f"/payments/{PAYMENT}")
    assert "An officer decided: born forty years later" in page
    assert f'href="/payments/{payment_id(waiting)}" data-hotkey="n"' in page


def test_nothing_beside_a_payment_tells_of_one_that_may_not_be_seen(tmp_path: Path) -> None:
    world = World(tmp_path, "XA")
    office = Office(world["XA"])
    takes_in(office.place, "Somebody Else Entirely")
    taken(office.place, paid())
    before = beside(office, payment_id(paid()), by="junior")
    fair = office["junior"].get("/payments/fairness.json").json()
    takes_in(office.place, "Somebody Else Entirely", LISTED, level=Level.SECRET)
    decision = taken(office.place, paid(LISTED, number="E-2"))
    taken(office.place, paid(LISTED, number="E-3"))
    let_go(office.place, decision.payment, reason="known")
    assert beside(office, payment_id(paid()), by="junior") == before
    assert office["junior"].get("/payments/fairness.json").json() == fair
    assert beside(office, payment_id(paid()))["accounts"] == before["accounts"]
    assert office["analyst"].get("/payments/fairness.json").json()["overall"]["held"] == 2
    world.closes()


def test_the_page_of_fairness_counts_who_is_held_by_corridor_charity_and_script(office: Office) -> None:
    assert "No payment in this span" in office["analyst"].page("/payments/fairness")
    for number in range(6):
        taken(office.place, paid(LISTED, number=f"H-{number}"))
        taken(office.place, paid(number=f"R-{number}", purpose="CHAR"))
        taken(office.place, paid("Сергей Волков", number=f"C-{number}"))
    office.place.clock.passes(timedelta(hours=3))
    for number in range(5):
        payment = payment_id(paid(LISTED, number=f"H-{number}"))
        let_go(office.place, payment, reason="known")
    told = office["analyst"].get("/payments/fairness.json").json()
    assert (told["overall"]["payments"], told["overall"]["held"], told["overall"]["waiting"]) == (18, 6, 1)
    (corridor,) = told["by_corridor"]
    assert (corridor["group"], corridor["released"]) == ("XA>XB", 5)
    assert 3 * 3600 <= corridor["median_seconds"] < 3 * 3600 + 60
    charity = {row["group"]: (row["payments"], row["held"]) for row in told["by_charity"]}
    assert charity == {"": (12, 6), "yes": (6, 0)}
    scripts = {row["group"]: (row["payments"], row["held"]) for row in told["by_script"]}
    assert scripts == {"latin": (18, 6), "cyrillic": (6, 0)}
    page = office["analyst"].page("/payments/fairness?days=90")
    for said in ("By corridor", "for charity, as the message says", "Cyrillic", "33 %"):
        assert said in page, said
    assert "corridor,XA>XB" in office["analyst"].get("/payments/fairness.csv").text
    assert office["analyst"].get("/payments/fairness?days=7").status_code == 422
    office["analyst"].speaks("id")
    assert "Keadilan penahanan" in office["analyst"].page("/payments/fairness")
