import pytest

from simpul.core.errors import InputError
from simpul.engines.screening.subject import MOST_NAME, Kind, Name, Query, Subject


@pytest.mark.parametrize("value", ["", "  \n", "x" * (MOST_NAME + 1)])
def test_a_blank_or_endless_name_is_refused_wherever_it_stands(value: str) -> None:
    for build in (
        lambda: Name(value=value),
        lambda: Query(name=value),
        lambda: Query(name="Tamimoglu", names=(value,)),
    ):
        with pytest.raises(InputError):
            build()


def test_a_subject_without_an_id_is_refused() -> None:
    with pytest.raises(InputError):
        Subject(id="", kind=Kind.PERSON, names=())


def test_dates_that_do_not_exist_are_refused_on_both_sides() -> None:
    with pytest.raises(InputError):
        Subject(id="XA-1", kind=Kind.PERSON, names=(), birth_dates=("1971-02-30",))
    with pytest.raises(InputError):
        Query(name="Tamimoglu", birth_date="1971-02-30")
