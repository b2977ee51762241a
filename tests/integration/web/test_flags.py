"""The page of a flagged payment: everything on one screen, and dismissed with a reason."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.integration.web.office import Fields, Office
from tests.scenarios.test_flags import flagged, small
from tests.scenarios.test_payment_rules import takes
from tests.scenarios.test_payments import takes_in
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
        "count 7d banded: 3",
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
