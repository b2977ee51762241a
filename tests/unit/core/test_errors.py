"""The one tree of errors: each says whose fault it is, and none knows a status."""

import pytest

from simpul.core import errors
from simpul.core.errors import Error, InputError, RefusedError

ALL = [each for each in vars(errors).values() if isinstance(each, type) and issubclass(each, Error)]


def test_every_error_of_ours_has_a_code_of_its_own() -> None:
    assert len({each.code for each in ALL}) == len(ALL)


@pytest.mark.parametrize("error", [each for each in ALL if each is not Error])
def test_every_error_is_caught_as_one_of_ours(error: type[Error]) -> None:
    assert error.__mro__[1] is Error


def test_an_input_error_names_reason_and_place() -> None:
    placed, unplaced = InputError("not a date", place="claims[3].value"), InputError("empty")
    assert (str(placed), placed.reason, placed.place) == (
        "claims[3].value: not a date",
        "not a date",
        "claims[3].value",
    )
    assert (str(unplaced), unplaced.place) == ("empty", None)
    assert isinstance(placed, ValueError)


def test_a_refusal_carries_its_grounds() -> None:
    assert RefusedError("no", grounds=("court.forbidden",)).grounds == ("court.forbidden",)
