"""Days in figures, as lists write them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simpul.formats.days import day_in_figures


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("1971-03-14", "1971-03-14"),
        ("1971-03", "1971-03"),
        ("1971", "1971"),
        (" 14/03/1971 ", "1971-03-14"),
        ("4.3.1971", "1971-03-04"),
        ("14-03-1971", "1971-03-14"),
        ("dd/mm/1962", "1962"),
        ("DD/07/1978", "1978-07"),
        ("00/00/1975", "1975"),
        ("15/mm/1960", "1960"),
        ("1960-01-01-05:00", "1960-01-01"),
        ("14/03/1971 00:00:00", "1971-03-14"),
        ("2026-03-01T16:47:04.449+02:00", "2026-03-01"),
        ("2026-03-01T16:47Z", "2026-03-01"),
        ("", ""),
        ("spring 1971", ""),
        ("31/02/1971", ""),
        ("14/13/1971", ""),
        ("15/08/19yy", ""),
        ("00/00/0000", ""),
        ("1971-14-03", ""),
        ("14/03/71", ""),
        ("14/03/1971 or 1972", ""),
    ],
)
def test_a_day_is_as_precise_as_it_is_said_and_what_is_none_is_none(said: str, day: str) -> None:
    assert day_in_figures(said) == day


@given(st.dates(min_value=date(1000, 1, 1)))
def test_every_day_is_read_in_either_order(day: date) -> None:
    assert (
        day_in_figures(f"{day.day:02}/{day.month:02}/{day.year}") == day_in_figures(day.isoformat()) == day.isoformat()
    )
