"""What is counted as payments come, and what is counted over the past."""

from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from simpul.core.payment.conditions import MOST_COMPARED, Flow, Measure, Whose, Window
from simpul.core.payment.facts import PaymentFacts
from simpul.engines.rules.columns import columns_of
from simpul.engines.rules.history import counted
from simpul.engines.rules.windows import RunningWindows
from tests.paymentrules import DAY, a_window, some_facts, under_a_hundred

EVERY_WINDOW = tuple(
    Window(whose=whose, flow=flow, measure=measure, days=days, only=only)
    for whose, flow, measure, days, only in product(Whose, Flow, Measure, (1, 3), (None, under_a_hundred()))
)

STEPS = st.tuples(
    st.sampled_from([0, 0, 1, DAY // 2, DAY - 1, DAY, 3 * DAY]),
    st.sampled_from("ABCD"),
    st.sampled_from("ABCD"),
    st.sampled_from([1, 8_999, 9_000, 9_999, 10_000, 2**31, MOST_COMPARED - 1, MOST_COMPARED]),
    st.sampled_from(["EUR", "USD"]),
    st.sampled_from([0, 0, 0, 1]),
)


Steps = list[tuple[int, str, str, int, str, int]]


def flow_of(steps: Steps) -> list[PaymentFacts]:
    at, facts = 0, []
    for number, (later, sender, receiver, amount, currency, apart) in enumerate(steps, 1):
        at += later
        facts.append(
            some_facts(number, at=at, sender=sender, receiver=receiver, amount=amount, currency=currency, apart=apart)
        )
    return facts


def by_definition(window: Window, facts: list[PaymentFacts], row: int) -> int:
    """Count a window as its definition says, one payment after another."""
    this = facts[row]
    account = this.sender if window.whose is Whose.SENDER else this.receiver
    inside = [
        each
        for each in facts[: row + 1]
        if not each.apart
        and each.at > this.at - window.days * DAY
        and (each.sender if window.flow is Flow.OUT else each.receiver) == account
        and (window.only is None or (each.currency == "EUR" and 9_000 <= each.amount < 10_000))
    ]
    if window.measure is Measure.COUNT:
        return len(inside)
    if window.measure is Measure.SUM:
        return min(sum(each.amount for each in inside if each.currency == this.currency), MOST_COMPARED)
    return len({each.receiver if window.flow is Flow.OUT else each.sender for each in inside})


@given(st.lists(STEPS, min_size=1, max_size=40), st.integers(1, 7))
def test_the_past_counts_as_what_comes_and_both_as_the_definition_says(steps: Steps, batch: int) -> None:
    facts = flow_of(steps)
    running = RunningWindows(EVERY_WINDOW)
    live = [running.observe(facts[start : start + batch]) for start in range(0, len(facts), batch)]
    past = counted(EVERY_WINDOW, columns_of(facts))
    for window in EVERY_WINDOW:
        came = np.concatenate([each[window] for each in live]).tolist()
        told = [row for row, each in enumerate(facts) if not each.apart]
        assert [came[row] for row in told] == [int(past[window][row]) for row in told], window
        assert [came[row] for row in told] == [by_definition(window, facts, row) for row in told], window


@given(st.lists(STEPS, min_size=2, max_size=30), st.data())
def test_no_later_payment_changes_what_was_counted_before(steps: Steps, data: st.DataObject) -> None:
    facts = flow_of(steps)
    kept = data.draw(st.integers(1, len(facts) - 1))
    whole, part = counted(EVERY_WINDOW, columns_of(facts)), counted(EVERY_WINDOW, columns_of(facts[:kept]))
    for window in EVERY_WINDOW:
        assert whole[window][:kept].tolist() == part[window].tolist()


@pytest.mark.parametrize(("later", "expected"), [(7 * DAY - 1, [1, 2]), (7 * DAY, [1, 1])])
def test_a_window_holds_what_is_less_than_that_old(later: int, expected: list[int]) -> None:
    facts = [some_facts(1), some_facts(2, at=later)]
    assert RunningWindows([a_window()]).observe(facts)[a_window()].tolist() == expected


def test_an_account_that_does_nothing_any_more_takes_no_room() -> None:
    running = RunningWindows([a_window()])
    running.observe([some_facts(number, sender=f"S{number}") for number in range(1, 50)])
    running.observe([some_facts(50, at=8 * DAY, sender="Z")])
    (family,) = running._families.values()
    assert list(family._tallies) == ["Z"]
