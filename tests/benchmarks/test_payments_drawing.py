"""Intervals over schemes drawn anew: what they say of figures that can be told by hand."""

import numpy as np

from tests.benchmarks.payments_drawing import drawn_f1, drawn_precision, interval

SCHEME = np.array([0, 0, 1, 1, 2, 2, 3, -1, -1, -1, -1])
TRUTH = np.array([True] * 6 + [False] * 5)
ALL_ABOVE = np.array([11.0, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1])


def test_a_model_that_ranks_all_laundering_first_has_no_interval_where_no_decoy_is_above() -> None:
    drawn = drawn_precision(TRUTH, SCHEME, [ALL_ABOVE], seed=0)
    assert interval(drawn[drawn > 0]) == (1.0, 1.0)


def test_average_precision_of_a_draw_is_that_of_the_schemes_drawn_so_often() -> None:
    score = np.array([9.0, 1, 8, 7, 7, 2, 8, 0.1, 0.2, 0.3, 0.4])
    drawn = drawn_precision(TRUTH, SCHEME, [score], seed=0)
    for number in (0, 1, 2, 3):
        times = np.bincount(np.random.default_rng([0, number]).integers(0, 4, 4), minlength=4)
        often = np.where(SCHEME >= 0, times[np.maximum(SCHEME, 0)], 0)
        truth, repeated = np.repeat(TRUTH, often), np.repeat(score, often)
        by_hand = [(truth & (repeated >= least)).sum() / (repeated >= least).sum() for least in repeated[truth]]
        assert np.isclose(drawn[number], np.mean(by_hand) if by_hand else 0.0)


def test_two_models_with_the_same_alerts_differ_by_no_scheme() -> None:
    hit = np.array([True] * 7 + [False] * 4)
    assert interval(drawn_f1(TRUTH, SCHEME, [hit], seed=1) - drawn_f1(TRUTH, SCHEME, [hit, hit], seed=2)) == (0.0, 0.0)


def test_a_model_that_sees_less_of_every_scheme_is_told_apart() -> None:
    half = np.where(np.arange(11) % 2 == 0, ALL_ABOVE, -ALL_ABOVE)
    low, _ = interval(
        drawn_precision(TRUTH, SCHEME, [ALL_ABOVE], seed=1) - drawn_precision(TRUTH, SCHEME, [half], seed=2)
    )
    assert low > 0
