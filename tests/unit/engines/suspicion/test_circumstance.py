"""The circumstances of payments, by examples small enough to be reckoned by hand."""

import pytest

from simpul.engines.suspicion.circumstance import HALF_LIFE, NAMES, Circumstances, Step
from simpul.engines.suspicion.facts import Facts

DAY = 86_400.0
BETWEEN_PERSONS = Facts(sender_person=True, receiver_person=True)
AT_THE_BORDER = Facts(sender_person=True, cash=True, near_border=True)


def said(*steps: Step) -> dict[str, float]:
    """The circumstances of the last of some payments."""
    seen = Circumstances()
    *_, last = [seen.observe(step) for step in steps]
    return dict(zip(NAMES, last, strict=True))


def gift(day: float, sender: str, receiver: str, amount: float = 100.0, facts: Facts = BETWEEN_PERSONS) -> Step:
    return Step(day * DAY, sender, receiver, amount, facts, first=True)


def test_gifts_of_strangers_are_what_a_collector_lives_on() -> None:
    found = said(gift(0, "a", "collector"), gift(0, "b", "collector"), gift(0, "collector", "courier"))
    assert found["sender_new_payers"] == 2
    assert found["sender_received_new_share"] == 1
    assert found["receiver_received_strangers_share"] == 1


def test_money_counts_half_after_ten_days() -> None:
    found = said(gift(0, "a", "b"), gift(HALF_LIFE / DAY, "c", "b", 50.0, Facts()))
    assert found["receiver_received_persons_share"] == 0.5


def test_cash_drawn_at_the_border_tells_of_whoever_paid_it_before() -> None:
    paid, drawn = gift(0, "collector", "courier"), gift(1, "courier", "cash point", 100.0, AT_THE_BORDER)
    found = said(paid, drawn, gift(1, "collector", "another"))
    assert found["sender_onward_border_share"] == pytest.approx(100 / (100 * 0.5 ** (1 / 10) + 100))
    found = said(paid, drawn)
    assert (found["sender_border_share"], found["near_border"], found["border_draws_before"]) == (1, 1, 0)
    assert said(paid, drawn, drawn)["border_draws_before"] == 1


def test_money_from_somebody_listed_stains_less_the_more_else_there_is() -> None:
    from_listed = gift(0, "listed", "go-between", 100.0, Facts(sender_person=True, listed=True))
    assert said(from_listed, gift(0, "go-between", "third"))["receiver_tainted_in_share"] == 1
    wage = gift(0, "employer", "go-between", 300.0, Facts())
    assert said(from_listed, wage, gift(0, "go-between", "third"))["receiver_tainted_in_share"] == 0.25


def test_money_to_somebody_listed_stains_the_account_it_comes_through() -> None:
    to_listed = gift(0, "go-between", "listed", 100.0, Facts(sender_person=True, listed=True))
    found = said(to_listed, gift(0, "source", "go-between"))
    assert found["receiver_tainted_out_share"] == 1
    assert found["sender_tainted_out_share"] == 1


def test_a_share_of_nothing_is_none() -> None:
    assert said(gift(0, "a", "b"))["sender_paid_of_received"] == -1


def test_a_payment_that_comes_late_counts_as_if_now() -> None:
    late = said(gift(5, "a", "b"), gift(2, "c", "b", 100.0, Facts()))
    assert late["receiver_received_persons_share"] == 0.5
