"""The register of non-profit organisations in the pages: empty, handed in, refused, approved, and beside a payment."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from simpul.core.payment.payment import payment_id
from tests.integration.web.office import Fields, Office
from tests.scenarios.test_payments import paid, taken, takes_in
from tests.world import World

TABLE = (
    "reference,name,account,country,work\n"
    "R-1,Harbour Light Relief,XB45SIMP0000067890,XB,relief\n"
    "R-2,Green Valley Trust,,XA,water\n"
)
SAID: Fields = {"source": "Registrar of State XA", "as_of": "2026-02-01", "reason": "A new edition."}


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    """The pages of a node with two analysts."""
    world = World(tmp_path, "XA")
    place = world["XA"]
    place.employs("colleague", *place.officers["analyst"].roles)
    takes_in(place, "Utomo Wardana Kusuma")
    office = Office(place)
    for name in ("analyst", "colleague"):
        office[name].speaks("en")
    yield office
    world.closes()


def hands_in(office: Office, table: str = TABLE) -> str:
    answer = office["analyst"].uploads("/npos", "register.csv", table.encode(), SAID)
    assert answer.status_code == 303, answer.text
    return str(answer.headers["location"]).rpartition("/")[2]


def test_before_any_register_the_page_says_so(office: Office) -> None:
    page = office["analyst"].page("/npos")
    for said in ("No register stands", "Hand a register in"):
        assert said in page, said


def test_another_officer_sees_what_is_new_and_lets_it_stand(office: Office) -> None:
    register = hands_in(office)
    own = office["analyst"].page(f"/npos/{register}")
    assert "your own: another officer decides" in own
    assert "Is it to stand?" not in own
    page = office["colleague"].page(f"/npos/{register}")
    for said in ("Harbour Light Relief", "new or changed", "none: known in no payment", "Is it to stand?"):
        assert said in page, said
    decided = office["colleague"].post(f"/npos/{register}/decide", {"verdict": "approved", "reason": "compared"})
    assert decided.status_code == 303
    standing = office["analyst"].page("/npos")
    assert "The register that stands" in standing
    assert "new or changed" not in standing
    assert "Green Valley Trust" in office["analyst"].get("/npos.csv").text
    taken(office.place, paid())
    payment = office["analyst"].page(f"/payments/{payment_id(paid())}")
    for said in ("In the register of non-profit organisations", "Harbour Light Relief", "Registrar of State XA"):
        assert said in payment, said
    taken(office.place, paid(number="E-2"))
    assert "from or to somebody in the register" in office["analyst"].page("/payments/fairness")


def test_what_is_wrong_is_refused_with_its_line_and_nothing_waits(office: Office) -> None:
    answer = office["analyst"].uploads("/npos", "register.csv", (TABLE + "R-3,,,,\n").encode(), SAID)
    assert answer.status_code == 422
    assert "line 4" in answer.text
    assert "Waiting for a second officer" not in office["analyst"].page("/npos")
    assert office["analyst"].get(f"/npos/{'0' * 64}").status_code == 404


def test_who_reads_no_intelligence_is_not_led_there(office: Office) -> None:
    assert office["admin"].get("/npos").status_code == 403
