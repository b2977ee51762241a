"""The page of a flagged payment: everything on one screen, and dismissed with a reason."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from simpul.core.payment.findings import HitVerdict
from simpul.core.payment.judging import Judgement
from tests.integration.web.office import Fields, Office
from tests.scenarios.test_flags import flagged, small
from tests.scenarios.test_payment_rules import takes
from tests.scenarios.test_payments import paid, taken, takes_in
from tests.world import World


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    """The pages of a node that has taken three payments below a threshold."""
    world = World(tmp_path, "XA")
    takes_in(world["XA"], "Somebody Else Altogether")
    takes(world["XA"], *(small(number) for number in range(1, 4)))
    office = Office(world["XA"])
    office["analyst"].speaks("en")
    yield office
    world.closes()


def test_a_flag_shows_the_rule_its_figures_and_the_payments_and_is_dismissed_with_a_reason(office: Office) -> None:
    (held,) = flagged(office.place)
    address = f"/alerts/{held.alert.id}"
    page = office["analyst"].page(address)
    for said in (
        "Pattern in payments",
        "structuring@1",
        "of the amounts that the rule names, in a window of days: 7; 3",
        "Add to a case",
        "Dismiss it",
    ):
        assert said in page, said
    assert page.count('href="/cases/add?payment=') == 3
    assert "structuring" in office["analyst"].get(f"{address}.json").text
    answer = office["analyst"].post(f"{address}/decide", {"verdict": "noted", "reason": ""})
    assert answer.status_code == 422
    dismissal: Fields = {"verdict": "noted", "reason": "The wages of the port."}
    assert office["analyst"].post(f"{address}/decide", dismissal).status_code == 303
    assert "The wages of the port." in office["analyst"].page(address)
    assert "Pattern in payments" in office["analyst"].page("/alerts?state=all&kind=payment-pattern")


def test_a_flag_is_called_by_its_rule_in_the_language_of_the_page(office: Office) -> None:
    (held,) = flagged(office.place)
    said = {"en": "Several payments just under a threshold", "id": "Beberapa pembayaran sedikit di bawah ambang"}
    for code, other in (("en", "id"), ("id", "en")):
        office["analyst"].speaks(code)
        for address in ("/alerts", "/inbox", f"/alerts/{held.alert.id}"):
            page = office["analyst"].page(address)
            assert said[code] in page, (code, address)
            assert said[other] not in page, (code, address)


def test_a_page_leads_to_its_own_rows_in_other_forms(office: Office) -> None:
    for address, twin in (
        ("/payments?state=released", "/payments.csv?state=released"),
        ("/payments/fairness?days=365", "/payments/fairness.csv?days=365"),
        ("/freezes?direction=own&answered_or_not=answered", "/freezes.csv?direction=own&amp;answered_or_not=answered"),
    ):
        assert f'href="{twin}"' in office["analyst"].page(address)
    rows = office["analyst"].get("/payments.csv?state=released").text
    assert rows.count("released") == 3


def test_each_step_of_a_payment_says_what_is_new_in_it(office: Office) -> None:
    payment = taken(office.place, paid("Somebody Else Altogether", number="E-9")).payment
    judgement = Judgement(list_id="watch", reference="W.001", verdict=HitVerdict.UNSURE)
    office.place.node.monitoring.judge(office.place.sight("second"), payment, judgement, reason="cannot be told")
    office.place.node.confirming.propose_release(office.place.sight("second"), payment, reason="an old customer")
    page = office["analyst"].page(f"/payments/{payment}")
    history = page.partition("What was decided</h2>")[2]
    assert history.count("resembles") == 1
    assert "Proposed to a second officer" in history
