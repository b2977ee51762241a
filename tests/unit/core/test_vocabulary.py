"""The names of kinds and properties."""

from simpul.core.vocabulary import GENDERS, PROPERTIES, SINGLE_VALUED, Schema, ValueKind


def test_every_kind_of_value_has_a_property() -> None:
    assert set(PROPERTIES.values()) == set(ValueKind)


def test_what_a_subject_has_one_of_is_a_property() -> None:
    assert set(PROPERTIES) >= SINGLE_VALUED


def test_names_are_those_of_follow_the_money() -> None:
    assert {schema.value for schema in Schema} >= {"Person", "Organization", "Vessel", "BankAccount"}
    assert {"name", "alias", "birthDate", "nationality", "passportNumber"} <= set(PROPERTIES)
    assert GENDERS == ("male", "female", "other")
