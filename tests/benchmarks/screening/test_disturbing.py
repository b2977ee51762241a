"""What the disturbances promise: another spelling, the same for the same seed, or nothing where none can be."""

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.benchmarks.screening.disturbing import (
    HOW_MANY,
    DateDisturbance,
    Disturbance,
    disturbed,
    disturbed_by,
    disturbed_date,
)

NAME = "Muhammad Al-Harrun bin Yusof TARIKOV"
seeds = st.integers(min_value=0, max_value=10_000)
names = st.lists(st.text("abdehiklmnorstuyz", min_size=2, max_size=9), min_size=2, max_size=5).map(" ".join)


@given(name=names, seed=seeds)
def test_a_disturbed_name_is_another_and_the_seed_alone_decides_which(name: str, seed: int) -> None:
    spelled, done = disturbed(name, Random(seed))
    assert (spelled, done) == disturbed(name, Random(seed))
    assert 1 <= len(done) <= max(HOW_MANY)
    assert len(set(done)) == len(done)
    assert spelled.strip()
    assert "  " not in spelled


@given(kind=st.sampled_from(Disturbance), name=names, seed=seeds)
def test_one_disturbance_gives_another_spelling_or_nothing(kind: Disturbance, name: str, seed: int) -> None:
    assert disturbed_by(kind, name, Random(seed)) != name


@pytest.mark.parametrize("kind", Disturbance)
def test_every_disturbance_applies_to_a_name_that_has_everything(kind: Disturbance) -> None:
    spellings = {disturbed_by(kind, NAME, Random(seed)) for seed in range(40)} - {None}
    assert spellings
    assert NAME not in spellings


@pytest.mark.parametrize(
    ("kind", "name", "spellings"),
    [
        (Disturbance.COMMA, "Ana Belen Corso", {"Corso, Ana Belen"}),
        (Disturbance.LETTERS_EXCHANGED, "Rina", {"Rnia", "Rian"}),
        (Disturbance.LETTER_DOUBLED, "Anna", {"Ana"}),
        (Disturbance.WORD_OMITTED, "Ana Belen Corso", {"Ana Belen", "Ana Corso", "Belen Corso"}),
        (Disturbance.JOINED, "Ana Belen", {"Anabelen"}),
        (Disturbance.JOINED, "ANA BELEN", {"ANABELEN"}),
        (Disturbance.INITIAL, "Ana Belen", {"A Belen", "A. Belen"}),
        (Disturbance.HYPHEN_CHANGED, "Al-Corso", {"AlCorso", "Al Corso"}),
        (Disturbance.ARTICLE_CHANGED, "Rina Corso", {None}),
        (Disturbance.MUHAMMAD_SHORTENED, "Rina Corso", {None}),
        (Disturbance.WORD_OMITTED, "Rina Corso", {None}),
        (Disturbance.LETTER_OMITTED, "Ana Eli", {None}),
        (Disturbance.REORDERED, "Rina", {None}),
    ],
)
def test_a_disturbance_does_what_its_name_says(kind: Disturbance, name: str, spellings: set[str | None]) -> None:
    assert {disturbed_by(kind, name, Random(seed)) for seed in range(60)} - {None} == spellings - {None}


@pytest.mark.parametrize("kind", [Disturbance.LETTER_OMITTED, Disturbance.VOWEL_CHANGED, Disturbance.NEIGHBOUR_KEY])
def test_the_first_letter_of_a_word_is_left_as_it_is(kind: Disturbance) -> None:
    spellings = [disturbed_by(kind, "Tarikov Yusof", Random(seed)) for seed in range(60)]
    assert {word[0] for spelled in spellings if spelled for word in spelled.split()} == {"T", "Y"}


def test_a_day_becomes_another_date_that_exists() -> None:
    drawn = [disturbed_date("1972-02-09", Random(seed)) for seed in range(200)]
    assert {kind for _, kind in drawn} == set(DateDisturbance)
    by_kind = {kind: date for date, kind in drawn}
    assert by_kind[DateDisturbance.SWAPPED] == "1972-09-02"
    assert by_kind[DateDisturbance.YEAR_ONLY] == "1972"
    assert by_kind[DateDisturbance.NEXT_YEAR] in {"1971-02-09", "1973-02-09"}
    assert by_kind[DateDisturbance.WRONG_DIGIT].startswith("1972-02-0")


@pytest.mark.parametrize(("day", "swapped"), [("1972-02-19", False), ("1972-05-05", False), ("1972-05-06", True)])
def test_day_and_month_are_exchanged_only_where_that_is_another_day(day: str, swapped: bool) -> None:  # noqa: FBT001  a column of the table
    kinds = {disturbed_date(day, Random(seed))[1] for seed in range(200)}
    assert (DateDisturbance.SWAPPED in kinds) is swapped


def test_the_last_of_february_stays_a_day_in_another_year() -> None:
    dates = {disturbed_date("1972-02-29", Random(seed))[0] for seed in range(200)}
    assert {"1971-02-28", "1973-02-28"} <= dates
    assert not {"1971-02-29", "1973-02-29"} & dates


@pytest.mark.parametrize("less", ["1972", "1972-02", ""])
def test_less_than_a_day_is_left_as_it_is(less: str) -> None:
    assert disturbed_date(less, Random(1)) == (less, None)
