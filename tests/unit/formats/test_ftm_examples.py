"""Examples as clients of FollowTheMoney send them, read and cleaned."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simpul.core.errors import InputError
from simpul.formats.ftm_examples import MOST_COMBINED, MOST_VALUES, read_example


def test_an_example_comes_back_as_it_was_understood() -> None:
    example = read_example(
        "Person",
        {
            "name": ["  Bahrul   Santosa ", "Бахрул Сантоса"],
            "birthDate": ["1971-03-14T00:00:00", "1951-00-00", "14/03/1971"],
            "nationality": ["Indonesia", "XA", "Nowhere"],
            "gender": "M",
            "passportNumber": [4711],
        },
        example_id="mine",
    )
    assert example.id == "mine"
    assert example.properties == {
        "name": ("Bahrul Santosa", "Бахрул Сантоса"),
        "birthDate": ("1971-03-14", "1951"),
        "nationality": ("id", "xa"),
        "gender": ("male",),
        "passportNumber": ("4711",),
    }
    assert example.countries == ("ID", "XA")
    assert example.identifiers == ("4711",)


def test_one_value_may_stand_without_a_list_and_what_is_unknown_is_left_out() -> None:
    example = read_example(
        "Company", {"name": "Harbour Light Relief", "favouriteColour": ["blue"], "jurisdiction": "Russia"}
    )
    assert example.properties == {"name": ("Harbour Light Relief",), "jurisdiction": ("ru",)}


def test_a_full_name_is_made_of_its_parts_where_none_is_given() -> None:
    parts = {"firstName": ["Arkan"], "fatherName": ["Romanovich"], "lastName": ["Brunov", "Брунов"]}
    assert read_example("Person", parts).names == (
        "Arkan Romanovich Brunov",
        "Arkan Romanovich Брунов",
        "Arkan Brunov",
        "Arkan Брунов",
    )
    assert read_example("Person", {**parts, "name": ["Arkan B."]}).names == ("Arkan B.",)
    assert read_example("Person", {**parts, "weakAlias": ["The Ferryman"]}).names[0] == "Arkan Romanovich Brunov"


def test_a_weak_alias_is_asked_for_where_nothing_else_is_known() -> None:
    assert read_example("Person", {"weakAlias": ["The Ferryman"]}).names == ("The Ferryman",)


def test_a_birth_country_is_no_country_of_ones_own() -> None:
    example = read_example("Person", {"name": ["Lev Brunov"], "birthCountry": ["XA"], "citizenship": ["XB"]})
    assert (example.properties["birthCountry"], example.countries) == (("xa",), ("XB",))


@pytest.mark.parametrize("schema", ["Document", "person", "", "Event"])
def test_a_kind_that_nothing_is_asked_for_by_is_refused(schema: str) -> None:
    with pytest.raises(InputError) as refused:
        read_example(schema, {"name": ["Lev Brunov"]})
    assert refused.value.place == "schema"


def test_more_than_is_taken_is_refused_with_its_place() -> None:
    with pytest.raises(InputError) as refused:
        read_example("Person", {"alias": ["x"] * (MOST_VALUES + 1)})
    assert refused.value.place == "properties.alias"
    with pytest.raises(InputError, match="characters"):
        read_example("Person", {"name": "x" * 5_000})
    with pytest.raises(InputError, match="properties"):
        read_example("Person", {f"p{number}": "x" for number in range(101)})


values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=40),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)
names = st.sampled_from(["name", "alias", "firstName", "lastName", "birthDate", "country", "gender", "idNumber", "x"])


@given(st.dictionaries(names, values, max_size=8))
def test_whatever_json_is_sent_is_cleaned_or_refused(said: dict[str, object]) -> None:
    try:
        example = read_example("Person", said)
    except InputError:
        return
    again = read_example("Person", {name: list(values) for name, values in example.properties.items()})
    assert again.properties == example.properties
    assert len(example.names) <= max(MOST_COMBINED, 3 * MOST_VALUES)
    assert all(value and value == value.strip() for values in example.properties.values() for value in values)
