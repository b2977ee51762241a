"""Fairness: shares with their intervals, who waited how long, and nothing told of too few."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simpul.core.alert import Verdict
from simpul.core.errors import InputError
from simpul.core.fairness import (
    FalseAlarms,
    GroupRate,
    Share,
    fares_by_country,
    fares_by_script,
    overall_fare,
)
from simpul.core.holding import AlertFate
from tests.records import AT

HOUR = timedelta(hours=1)


def fate(
    hours: float | None = None,
    *,
    verdict: Verdict | None = None,
    script: str = "latin",
    countries: tuple[str, ...] = (),
    raised: timedelta = timedelta(days=10),
) -> AlertFate:
    raised_at = AT - raised
    decided_at = None if hours is None else raised_at + hours * HOUR
    return AlertFate(raised_at=raised_at, decided_at=decided_at, verdict=verdict, script=script, countries=countries)


def judged(count: int, verdict: Verdict, **named: str) -> list[AlertFate]:
    return [fate(number + 1, verdict=verdict, **named) for number in range(count)]  # type: ignore[arg-type]  # the names of fate's own fields


def test_a_share_has_an_interval_that_narrows_with_the_count() -> None:
    assert Share(part=0, whole=0).interval == (0.0, 1.0)
    low, high = Share(part=1, whole=100).interval
    assert (round(low, 4), round(high, 4)) == (0.0018, 0.0545)
    narrow = Share(part=100, whole=10_000).interval
    assert narrow[1] - narrow[0] < high - low


def test_a_part_is_no_larger_than_the_whole() -> None:
    with pytest.raises(InputError, match="no larger than the whole"):
        Share(part=2, whole=1)


@given(st.integers(0, 5_000), st.integers(0, 5_000))
def test_a_share_lies_in_its_interval(part: int, rest: int) -> None:
    share = Share(part=part, whole=part + rest)
    low, high = share.interval
    assert 0.0 <= low <= high <= 1.0
    if share.whole:
        assert low <= share.value + 1e-12
        assert share.value <= high + 1e-12


def test_a_group_that_is_large_enough_and_far_above_is_named() -> None:
    said = FalseAlarms(
        tolerated=0.01, threshold=0.6, entries=5_000, overall=Share(part=1, whole=100), by_script=(), by_origin=()
    )
    rates = [
        GroupRate(group="many", share=Share(part=31, whole=1_000)),
        GroupRate(group="just", share=Share(part=30, whole=1_000)),
        GroupRate(group="few", share=Share(part=99, whole=999)),
    ]
    assert [said.is_too_high(rate) for rate in rates] == [True, False, False]


def test_groups_fare_apart_the_one_with_most_hits_first() -> None:
    fates = [*judged(6, Verdict.DIFFERENT, script="arabic"), *judged(3, Verdict.SAME), fate(script="arabic")]
    arabic, latin = fares_by_script(fates, at=AT)
    assert (arabic.group, arabic.raised, arabic.different, arabic.waits.still_waiting) == ("arabic", 7, 6, 1)
    assert arabic.false_alarms == Share(part=6, whole=6)
    assert (arabic.waits.median, arabic.waits.ninth_decile) == (3 * HOUR, 6 * HOUR)
    assert arabic.waits.oldest == timedelta(days=10)
    assert (latin.group, latin.same) == ("latin", 3)


def test_of_fewer_than_five_nothing_is_told() -> None:
    fare = overall_fare(judged(4, Verdict.DIFFERENT), at=AT)
    assert fare.false_alarms is None
    assert (fare.waits.median, fare.waits.ninth_decile) == (None, None)
    assert fare.waits.decided == 4


def test_who_has_two_countries_is_counted_with_both_and_who_has_none_as_unknown() -> None:
    fates = [fate(countries=("XA", "XB")), fate(countries=("XA",)), fate()]
    assert [(fare.group, fare.raised) for fare in fares_by_country(fates, at=AT)] == [("XA", 2), ("", 1), ("XB", 1)]


def test_the_oldest_that_waits_is_the_one_raised_first() -> None:
    fares = overall_fare([fate(raised=timedelta(days=2)), fate(raised=timedelta(days=30)), fate(1)], at=AT)
    assert fares.waits.oldest == timedelta(days=30)
    assert overall_fare([], at=AT).waits.oldest is None


verdicts = st.sampled_from([None, Verdict.SAME, Verdict.DIFFERENT, Verdict.UNSURE])
fates_of = st.lists(
    st.builds(fate, st.none() | st.floats(0, 500), verdict=verdicts, script=st.sampled_from(["latin", "arabic", ""])),
    max_size=30,
)


@given(fates_of)
def test_every_hit_is_in_one_script_and_the_groups_add_up(fates: list[AlertFate]) -> None:
    groups, whole = fares_by_script(fates, at=AT), overall_fare(fates, at=AT)
    assert sum(fare.raised for fare in groups) == whole.raised == len(fates)
    assert sum(fare.different for fare in groups) == whole.different
    assert sum(fare.waits.still_waiting for fare in groups) == whole.waits.still_waiting


@given(st.lists(st.floats(0, 500), min_size=5, max_size=60))
def test_half_waited_at_most_the_median_and_nine_in_ten_at_most_the_ninth_decile(hours: list[float]) -> None:
    fates = [fate(span, verdict=Verdict.DIFFERENT) for span in hours]
    spans = [each.decided_at - each.raised_at for each in fates if each.decided_at is not None]
    waits = overall_fare(fates, at=AT).waits
    assert waits.median is not None
    assert waits.ninth_decile is not None
    assert sum(span <= waits.median for span in spans) * 2 >= len(spans)
    assert sum(span < waits.median for span in spans) * 2 <= len(spans)
    assert sum(span <= waits.ninth_decile for span in spans) * 10 >= len(spans) * 9
