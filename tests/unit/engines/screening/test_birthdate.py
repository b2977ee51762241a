import pytest

from simpul.core.errors import InputError
from simpul.engines.screening.birthdate import day_and_month_swapped, overlap, parse_birth_date, years_apart


@pytest.mark.parametrize(
    ("value", "first", "last"),
    [
        ("1971-03-14", "1971-03-14", "1971-03-14"),
        ("1972-02", "1972-02-01", "1972-02-29"),
        ("1971-12", "1971-12-01", "1971-12-31"),
        ("1971", "1971-01-01", "1971-12-31"),
        ("1960/1965", "1960-01-01", "1965-12-31"),
        ("1960-05/1961-02-03", "1960-05-01", "1961-02-03"),
        ("9999", "9999-01-01", "9999-12-31"),
    ],
)
def test_a_birth_date_leaves_open_the_days_that_its_precision_does(value: str, first: str, last: str) -> None:
    found = parse_birth_date(value)
    assert (found.first.isoformat(), found.last.isoformat()) == (first, last)


@pytest.mark.parametrize(
    "value",
    ["", "14.3.1971", "1971-02-30", "1971-13", "0000", "1965/1960", "1960/", "/1965", "1960/1965/1970", "19711"],
)
def test_what_is_no_birth_date_is_refused_with_its_place(value: str) -> None:
    with pytest.raises(InputError) as refusal:
        parse_birth_date(value)
    assert refusal.value.place == "birth_date"


def test_day_and_month_can_be_swapped_in_known_days_only() -> None:
    day, swapped = parse_birth_date("1971-03-04"), parse_birth_date("1971-04-03")
    assert day_and_month_swapped(day, swapped)
    assert not day_and_month_swapped(day, parse_birth_date("1972-04-03"))
    assert not day_and_month_swapped(day, parse_birth_date("1971"))


def test_spans_overlap_or_lie_years_apart() -> None:
    span = parse_birth_date("1960/1965")
    assert overlap(span, parse_birth_date("1965-12-31"))
    assert not overlap(span, parse_birth_date("1966-01-01"))
    assert years_apart(span, parse_birth_date("1968")) == years_apart(parse_birth_date("1968"), span) == 3
    assert years_apart(span, parse_birth_date("1962-05-05")) == 0
