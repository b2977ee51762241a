"""A few random kills in every run.

`make faults` does 300, 50 while screening, 1,000 while paying, 100 of owners and 200 over requests to freeze.
"""

import pytest

from tests.faults.freezing import killed_over_freezes
from tests.faults.kills import killed_at_random
from tests.faults.owners import killed_owner
from tests.faults.paying import killed_while_paying
from tests.faults.screening import killed_while_screening


def test_what_was_acknowledged_survives_kills_and_is_there_once() -> None:
    outcome = killed_at_random(12, seed=7)
    assert outcome.ok, outcome


def test_a_node_killed_while_it_screens_loses_no_alert_and_raises_none_twice() -> None:
    outcome = killed_while_screening(5, seed=7)
    assert outcome.ok, outcome
    assert outcome.in_the_middle, outcome


def test_a_node_killed_while_it_takes_payments_loses_none_and_decides_none_twice() -> None:
    outcome = killed_while_paying(25, seed=7)
    assert outcome.ok, outcome


def test_two_nodes_killed_over_requests_to_freeze_have_each_once_and_say_the_same_of_it() -> None:
    outcome = killed_over_freezes(6, seed=7)
    assert outcome.ok, outcome


@pytest.mark.postgres
def test_owners_of_a_stream_that_are_killed_or_stopped_lose_no_payment_and_decide_none_twice() -> None:
    outcome = killed_owner(3, stops=1, seed=7)
    assert outcome.ok, outcome
