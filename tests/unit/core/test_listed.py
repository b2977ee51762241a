"""What an entry of a list says, by property."""

from dataclasses import replace

import pytest

from simpul.core.designation import (
    DateKind,
    Designation,
    ListedDate,
    ListedDocument,
    ListedName,
    ListedPlace,
    NameQuality,
)
from simpul.core.listed import listed_id, values_of
from simpul.core.vocabulary import Schema

ENTRY = Designation(
    list_id="xa",
    reference="XAi.001",
    schema=Schema.PERSON,
    names=(
        ListedName(value="Ayu Pelangi", quality=NameQuality.PRIMARY),
        ListedName(value="أيو بلانجي", quality=NameQuality.ORIGINAL_SCRIPT),
        ListedName(value="Ayu P.", quality=NameQuality.GOOD),
        ListedName(value="Pelangi, Ayu", quality=NameQuality.ALSO_KNOWN_AS),
        ListedName(value="Si Pelangi", quality=NameQuality.LOW),
        ListedName(value="Ayu Mendung", quality=NameQuality.FORMER),
        ListedName(value="Ayu Pelangi", quality=NameQuality.UNSTATED),
    ),
)


def test_a_name_is_as_strong_as_its_list_says() -> None:
    assert values_of(ENTRY) == {
        "name": ("Ayu Pelangi", "أيو بلانجي"),
        "alias": ("Ayu P.", "Pelangi, Ayu", "Ayu Pelangi"),
        "weakAlias": ("Si Pelangi",),
        "previousName": ("Ayu Mendung",),
    }


def born(value: str, until: str = "") -> ListedDate:
    return ListedDate(kind=DateKind.BETWEEN, value=value, until=until)


@pytest.mark.parametrize(
    ("dates", "values"),
    [
        ((born("1960"), born("1960")), ("1960",)),
        ((born("1960", "1965"),), ("1960/1965",)),
        ((born("1960-05", "1960"),), ("1960-05/1960",)),
        ((born("1965", "1960"),), ("1965", "1960")),
        ((born("", "1960"),), ("1960",)),
    ],
)
def test_two_dates_that_are_a_span_stay_one(dates: tuple[ListedDate, ...], values: tuple[str, ...]) -> None:
    assert values_of(replace(ENTRY, birth_dates=dates))["birthDate"] == values


def test_a_date_of_a_false_identity_is_one_of_the_birth_dates() -> None:
    false = ListedName(value="Sari Embun", quality=NameQuality.GOOD, birth_dates=(born("1971-03-14"),))
    entry = replace(ENTRY, names=(*ENTRY.names, false), birth_dates=(born("1970"),))
    assert values_of(entry)["birthDate"] == ("1970", "1971-03-14")


def test_where_a_person_has_lived_is_not_his_country_and_where_a_ship_is_run_from_is() -> None:
    entry = replace(
        ENTRY,
        nationalities=("XA",),
        citizenships=("XB",),
        countries=("XC",),
        addresses=(ListedPlace(country="XD"),),
    )
    said = values_of(entry)
    assert (said["nationality"], said["citizenship"], said["country"]) == (("XA",), ("XB",), ("XC",))
    assert values_of(replace(entry, schema=Schema.VESSEL))["country"] == ("XC", "XD")


def test_documents_are_told_apart_by_their_kind_and_genders_by_their_letter() -> None:
    documents = (
        ListedDocument(kind="Passport", number="P1"),
        ListedDocument(kind="Paspor", number="P2"),
        ListedDocument(kind="Vessel Registration Identification", number="R1"),
        ListedDocument(kind="National ID No.", number="N1"),
        ListedDocument(kind="Passport", note="number not known"),
    )
    said = values_of(replace(ENTRY, documents=documents, genders=("F", "Male")))
    assert said["passportNumber"] == ("P1", "P2")
    assert said["registrationNumber"] == ("R1",)
    assert said["idNumber"] == ("N1",)
    assert said["gender"] == ("female", "Male")


def test_an_entry_is_known_by_its_list_and_its_reference() -> None:
    assert listed_id("un", "QDi.001") == "list:un:QDi.001"
