"""Partial dates: as precise as the source was, and only dates that exist."""

import pytest

from simpul.core.dates import partial_date
from simpul.core.errors import InputError


@pytest.mark.parametrize("value", ["1971", "1971-03", "1971-03-14", "2024-02-29", "0001", "9999-12-31"])
def test_a_year_a_month_or_a_day_stays_as_it_is(value: str) -> None:
    assert partial_date(value, place="claim.value") == value


@pytest.mark.parametrize("value", ["0000", "1971-00", "1971-13", "1971-02-30", "2023-02-29", "1971-04-31"])
def test_a_date_that_does_not_exist_is_refused_at_its_place(value: str) -> None:
    with pytest.raises(InputError, match="no such date") as refused:
        partial_date(value, place="claim.value")
    assert refused.value.place == "claim.value"


@pytest.mark.parametrize(
    "value",
    ["", "71", "1971-3", "1971-03-14T00:00:00Z", "14.03.1971", "1971/03", " 1971", "1971\n", "+1971", "circa 1971"],
)
def test_what_is_written_another_way_is_refused(value: str) -> None:
    with pytest.raises(InputError, match="not a date such as"):
        partial_date(value, place="claim.value")


@pytest.mark.parametrize("value", ["١٩٧١", "１９７１-03", "1971-०३"])
def test_only_our_own_digits_make_a_date(value: str) -> None:
    with pytest.raises(InputError, match="not a date such as"):
        partial_date(value, place="claim.value")
