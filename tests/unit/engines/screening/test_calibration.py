"""The threshold for a tolerated rate of false alarms, its interval, and the rates of groups."""

import math
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simpul.core.errors import InputError
from simpul.core.ordinary import Known, Reached
from simpul.engines.screening.calibration import (
    STEP,
    OneIn,
    OrdinaryPerson,
    OrdinaryScores,
    best_scores,
    binomial_interval,
    calibrate,
    rate_of,
    rates_by,
)
from simpul.engines.screening.index import LEAST_SCORE
from simpul.engines.screening.subject import Query
from tests.unit.engines.screening.people import INDEX

scores_of_people = st.lists(st.floats(min_value=0.0, max_value=0.999), min_size=1, max_size=60).map(
    lambda few: few * (600 // len(few))
)


def people(number: int, *names: str) -> list[OrdinaryPerson]:
    return [OrdinaryPerson(query=Query(name=names[each % len(names)])) for each in range(number)]


@given(scores=scores_of_people, tolerated=st.sampled_from([0.01, 0.02, 0.05, 0.2]))
def test_no_more_than_the_tolerated_share_reaches_the_threshold(scores: list[float], tolerated: float) -> None:
    done = calibrate(people(len(scores), "Rina Corso"), scores, tolerated=tolerated)
    assert done.overall.alarms <= len(scores) * tolerated
    assert done.low <= done.threshold <= done.high
    assert done.threshold >= LEAST_SCORE


def test_the_threshold_is_the_least_that_keeps_the_rate() -> None:
    scores = [0.4 + number / 2_000 for number in range(1_000)]
    done = calibrate(people(1_000, "Rina Corso"), scores, tolerated=0.05)
    assert done.overall.alarms == 50
    assert sum(score >= done.threshold - STEP for score in scores) == 51
    assert not done.at_least


def test_where_hardly_anybody_is_like_anybody_the_threshold_is_the_least_score() -> None:
    done = calibrate(people(1_000, "Rina Corso"), [0.9] * 3 + [0.0] * 997, tolerated=0.01)
    assert (done.threshold, done.at_least, done.overall.alarms) == (LEAST_SCORE, True, 3)


def test_many_equal_scores_are_all_kept_out() -> None:
    done = calibrate(people(1_000, "Rina Corso"), [0.6] * 100 + [0.1] * 900, tolerated=0.01)
    assert done.overall.alarms == 0
    assert done.threshold > 0.6


def test_the_interval_holds_what_other_people_of_the_same_kind_would_give_in_19_of_20_cases() -> None:
    draw, held = Random(11), 0
    truth = 0.3 + 0.6 * (1.0 - 0.02)
    for _ in range(200):
        done = calibrate(people(1_000, "Rina Corso"), [0.3 + 0.6 * draw.random() for _ in range(1_000)], tolerated=0.02)
        held += done.low <= truth <= done.high
    assert 180 <= held <= 200


def test_groups_are_told_apart_by_script_and_by_the_origin_that_is_given() -> None:
    asked = [OrdinaryPerson(query=Query(name="Rina Corso"), origin="XA")] * 300
    asked += [OrdinaryPerson(query=Query(name="Рина Корсо"), origin="XB")] * 200
    asked += [OrdinaryPerson(query=Query(name="رينا كورسو"))] * 100
    done = calibrate(asked, [0.5] * 3 + [0.1] * 297 + [0.7] * 2 + [0.1] * 198 + [0.1] * 100, tolerated=0.01)
    assert [(each.group, each.rate.people, each.rate.alarms) for each in done.by_script] == [
        ("latin", 300, 3),
        ("cyrillic", 200, 2),
        ("arabic", 100, 0),
    ]
    assert [(each.group, each.rate.people) for each in done.by_origin] == [("XA", 300), ("XB", 200)]


@pytest.mark.parametrize(("tolerated", "number"), [(0.0, 1_000), (1.0, 1_000), (-0.1, 1_000), (0.01, 499)])
def test_a_rate_that_cannot_be_told_is_refused(tolerated: float, number: int) -> None:
    with pytest.raises(InputError):
        calibrate(people(number, "Rina Corso"), [0.1] * number, tolerated=tolerated)


def test_best_scores_are_those_of_the_index() -> None:
    asked = people(1_203, "Tawfiq Barzakhi", "Kelvin Ostermark", "Rina Corso")
    scores = list(best_scores(INDEX, asked))
    assert len(scores) == len(asked)
    for person, score in zip(asked[:3], scores, strict=False):
        hits = INDEX.screen(person.query, limit=1)
        assert score == (hits[0].score if hits else 0.0)
    assert scores[:3] * 401 == scores


@given(trials=st.integers(min_value=1, max_value=3_000), probability=st.floats(min_value=0.001, max_value=0.5))
def test_a_binomial_interval_leaves_no_more_than_a_fortieth_on_either_side(trials: int, probability: float) -> None:
    low, high = binomial_interval(trials, probability)
    terms = [
        math.comb(trials, count) * probability**count * (1 - probability) ** (trials - count)
        if trials < 500
        else math.exp(
            math.lgamma(trials + 1)
            - math.lgamma(count + 1)
            - math.lgamma(trials - count + 1)
            + count * math.log(probability)
            + (trials - count) * math.log1p(-probability)
        )
        for count in range(trials + 1)
    ]
    assert sum(terms[:low]) <= 0.025 + 1e-9
    assert sum(terms[high + 1 :]) <= 0.025 + 1e-9
    assert 0 <= low <= high <= trials


@pytest.mark.parametrize(("alarms", "low", "high"), [(0, 0.0, 0.037), (50, 0.404, 0.596), (100, 0.963, 1.0)])
def test_the_interval_of_a_share_is_the_textbooks(alarms: int, low: float, high: float) -> None:
    rate = rate_of(alarms, 100)
    assert [rate.low, rate.high] == pytest.approx([low, high], abs=1e-3)


def test_more_alarms_than_people_are_refused_and_of_nobody_nothing_is_known() -> None:
    with pytest.raises(InputError):
        rate_of(3, 2)
    assert (rate_of(0, 0).low, rate_of(0, 0).high) == (0.0, 1.0)


def test_people_without_a_group_are_left_out() -> None:
    assert [each.group for each in rates_by(["a", "", "b", "a"], [0.1] * 4, threshold=0.5)] == ["a", "b"]


def reached(entries: int, score: float, number: int, *, known: Known = Known.NAME) -> Reached:
    return Reached(known=known, entries=entries, score=score, people=10_000, reached=number)


TABLE = OrdinaryScores(
    (
        *(reached(1_000, 0.4, 400), reached(1_000, 0.5, 100), reached(1_000, 0.6, 0)),
        *(reached(4_000, 0.4, 1_600), reached(4_000, 0.5, 400), reached(4_000, 0.6, 10)),
        reached(1_000, 0.4, 20, known=Known.ALL),
    )
)


@pytest.mark.parametrize(
    ("score", "entries", "said"),
    [
        (0.5, 1_000, OneIn(people=100, is_at_least=False)),
        (0.55, 1_000, OneIn(people=100, is_at_least=False)),
        (0.5, 2_000, OneIn(people=50, is_at_least=False)),
        (0.5, 4_000, OneIn(people=25, is_at_least=False)),
        (0.5, 10_000, OneIn(people=10, is_at_least=False)),
        (0.5, 10, OneIn(people=100, is_at_least=False)),
        (0.99, 1_000, OneIn(people=10_000, is_at_least=True)),
        (0.6, 4_000, OneIn(people=1_000, is_at_least=False)),
        (0.1, 1_000, OneIn(people=1, is_at_least=False)),
        (0.4, 10**9, OneIn(people=1, is_at_least=False)),
    ],
)
def test_one_in_so_many_ordinary_people_reaches_a_score(score: float, entries: int, said: OneIn) -> None:
    assert TABLE.one_in(score, entries) == said


@given(score=st.floats(0.3, 0.99), entries=st.integers(1, 10**7), more=st.integers(0, 10**6))
def test_more_entries_never_make_a_score_rarer_and_a_higher_score_is_never_less_rare(
    score: float, entries: int, more: int
) -> None:
    assert TABLE.one_in(score, entries + more).people <= TABLE.one_in(score, entries).people
    assert TABLE.one_in(min(0.99, score + 0.1), entries).people >= TABLE.one_in(score, entries).people


def test_what_is_known_has_a_table_of_its_own() -> None:
    assert TABLE.one_in(0.45, 1_000, known=Known.ALL) == OneIn(people=500, is_at_least=False)
    with pytest.raises(InputError):
        OrdinaryScores(()).one_in(0.5, 1_000)


@pytest.mark.parametrize(("entries", "number"), [(0, 1), (1_000, 10_001), (1_000, -1)])
def test_what_is_no_count_is_refused(entries: int, number: int) -> None:
    with pytest.raises(InputError):
        reached(entries, 0.5, number)
