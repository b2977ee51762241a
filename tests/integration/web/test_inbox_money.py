"""The inbox tells of payments, cases and requests to freeze: what arrives, and what is overdue."""

from datetime import timedelta

from simpul.core.authority import Level
from tests.integration.web.test_cases import Two, asked, opened, two
from tests.scenarios.test_payments import paid, taken, takes_in

__all__ = ["two"]

HIDDEN = "Utomo Wardana Kusuma"


def test_a_request_that_arrives_and_then_is_overdue_stands_in_the_inbox(two: Two) -> None:
    before = two.theirs["releasing"].page("/inbox")
    assert "Requests to freeze that wait for you" not in before
    request = asked(two)
    two.delivers()
    page = two.theirs["releasing"].page("/inbox")
    for said in ("Requests to freeze that wait for you", f"/freezes/{request}", "your answer"):
        assert said in page, said
    assert "answer overdue" not in page
    assert two.ours["releasing"].get("/inbox.json").json()["money"]["answers"] == 0
    two.world.clock.passes(timedelta(days=60))
    for office in (two.ours, two.theirs):
        office.browsers.clear()
        office["releasing"].speaks("en")
        assert "answer overdue" in office["releasing"].page("/inbox")


def test_a_case_that_arrives_stands_in_the_inbox_of_who_may_see_it(two: Two) -> None:
    case = opened(two)
    two.ours["releasing"].post(f"/cases/{case}/shares", {"to": "XB-NCTC"})
    two.delivers()
    page = two.theirs["releasing"].page("/inbox")
    assert "Latest cases of partners" in page
    assert f"/cases/{case}" in page
    assert "Latest cases of partners" not in two.ours["releasing"].page("/inbox")


def held(two: Two) -> dict[str, int]:
    names = ("analyst", "junior")
    return {name: two.theirs[name].get("/inbox.json").json()["money"]["held"] for name in names}


def test_what_is_counted_is_what_the_viewer_may_see(two: Two) -> None:
    takes_in(two.theirs.place, HIDDEN, level=Level.SECRET)
    before = held(two)
    taken(two.theirs.place, paid(HIDDEN, number="E-9"))
    after = held(two)
    assert {name: after[name] - before[name] for name in after} == {"analyst": 1, "junior": 0}
