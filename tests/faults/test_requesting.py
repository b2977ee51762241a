"""A few random cases and points in every run; `python -m tests.faults.requesting` does 1,000 and all of them."""

from tests.faults.requesting import figures_agree
from tests.faults.transmitting import once_at_every_point


def test_two_nodes_say_the_same_of_random_cases_whatever_became_of_the_envelopes() -> None:
    outcome = figures_agree(12, seed=7)
    assert outcome.ok, outcome


def test_a_request_and_every_answer_is_there_once_on_both_sides_wherever_the_process_died() -> None:
    outcome = once_at_every_point(6)
    assert outcome.ok, outcome
