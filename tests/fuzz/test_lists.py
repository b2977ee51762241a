"""A first handful of the fuzz of lists and tables, in every run of the tests."""

from tests.fuzz.lists import fuzz


def test_damaged_lists_and_tables_are_read_or_refused_with_a_place() -> None:
    tally = fuzz(800, seed=20_260_301)
    assert tally.read > 0
    assert tally.refused.total() > 0
