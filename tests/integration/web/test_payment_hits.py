"""The page of an alert on a payment: who may see both sides is led to both, and nobody else learns that it is there."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from simpul.core.authority import Level
from simpul.core.holding import HeldAlert
from tests.integration.web.office import Office
from tests.scenarios.test_payments import paid, taken, takes_in
from tests.scenarios.test_payments_and_holdings import KNOWN, noticed, reports
from tests.world import World


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    """The pages of a node that has a list, and holds a secret report on one person."""
    world = World(tmp_path, "XA")
    takes_in(world["XA"], "Utomo Wardana Kusuma")
    reports(world["XA"], level=Level.SECRET)
    yield Office(world["XA"])
    world.closes()


def hit(office: Office) -> HeldAlert:
    taken(office.place, paid(KNOWN))
    (held,) = noticed(office.place)
    return held


def test_the_alert_leads_to_the_payment_and_to_the_record(office: Office) -> None:
    held = hit(office).alert
    payment = next(one for one in held.evidence if one.code == "payment-party").arguments[0]
    office["analyst"].speaks("en")
    page = office["analyst"].page(f"/alerts/{held.id}")
    for said in (
        "Hit in a payment",
        f'href="/payments/{payment}"',
        f'href="/subjects/{held.against}"',
        "beneficiary",
        "1250.00",
    ):
        assert said in page, said
    assert payment[:12] in page
    assert KNOWN in office["analyst"].page("/alerts?kind=payment-hit")


def test_whoever_may_not_see_the_record_gets_the_answer_of_what_is_not_there(office: Office) -> None:
    held, absent = hit(office).alert.id, "0" * 32
    junior = office["junior"]
    assert junior.get(f"/alerts/{held}").status_code == junior.get(f"/alerts/{absent}").status_code == 404
    assert KNOWN not in junior.page("/alerts?kind=payment-hit")
    assert KNOWN not in junior.page("/inbox")
