"""A few random kills in every run; `make faults` does 300."""

from tests.faults.kills import killed_at_random


def test_what_was_acknowledged_survives_kills_and_is_there_once() -> None:
    outcome = killed_at_random(12, seed=7)
    assert outcome.ok, outcome
