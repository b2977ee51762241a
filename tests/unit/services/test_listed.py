"""List entries as screening sees them."""

from simpul.core.designation import (
    DateKind,
    Designation,
    ListedDate,
    ListedDocument,
    ListedName,
    NameQuality,
)
from simpul.core.entity import ASKED_KINDS, meant_by
from simpul.core.listed import values_of
from simpul.core.vocabulary import Schema
from simpul.engines.screening.subject import Kind, Name, Quality, Query, Subject
from simpul.services.listed import MOST_NAMES, kind_of, query_of_values, subject_of_entry

CODES = {"Republic of XA": "XA", "XB": "XB"}
ENTRY = Designation(
    list_id="xa",
    reference="XAi.001",
    schema=Schema.PERSON,
    names=(
        ListedName(value="Ayu Pelangi", quality=NameQuality.PRIMARY),
        ListedName(value="Si Pelangi", quality=NameQuality.LOW),
        ListedName(value="Аю Пеланги", quality=NameQuality.ORIGINAL_SCRIPT),
        ListedName(value="Ayu Mendung", quality=NameQuality.FORMER),
        ListedName(value="Pelangi", quality=NameQuality.ALSO_KNOWN_AS),
    ),
    birth_dates=(ListedDate(kind=DateKind.BETWEEN, value="1960", until="1965"),),
    nationalities=("Republic of XA", "a state nobody knows"),
    citizenships=("XB", "Republic of XA"),
    genders=("Female",),
    documents=(ListedDocument(kind="Passport", number="P1"), ListedDocument(kind="Cedula No.", number="C1")),
)


def test_an_entry_becomes_a_subject_with_all_that_can_be_compared() -> None:
    assert subject_of_entry(ENTRY, CODES.get) == Subject(
        id="list:xa:XAi.001",
        kind=Kind.PERSON,
        names=(
            Name(value="Ayu Pelangi"),
            Name(value="Аю Пеланги"),
            Name(value="Pelangi"),
            Name(value="Ayu Mendung"),
            Name(value="Si Pelangi", quality=Quality.WEAK),
        ),
        birth_dates=("1960/1965",),
        countries=("XA", "XB"),
        genders=("Female",),
        identifiers=("P1", "C1"),
    )


def test_a_name_that_is_weak_and_strong_is_said_once_for_each() -> None:
    names = (
        ListedName(value="Pelangi", quality=NameQuality.LOW),
        ListedName(value="Pelangi", quality=NameQuality.PRIMARY),
        ListedName(value="Pelangi", quality=NameQuality.GOOD),
    )
    entry = Designation(list_id="xa", reference="1", schema=Schema.ORGANIZATION, names=names)
    said = subject_of_entry(entry, CODES.get)
    assert said.kind is Kind.ORGANISATION
    assert said.names == (Name(value="Pelangi"), Name(value="Pelangi", quality=Quality.WEAK))


def test_an_entry_becomes_a_question_with_all_that_its_subject_is_compared_by() -> None:
    asked = query_of_values(
        values_of(ENTRY), names=("Ayu Pelangi", "Pelangi"), schemas=(ENTRY.schema,), country_code=CODES.get
    )
    assert asked == Query(
        name="Ayu Pelangi",
        names=("Pelangi",),
        kind=Kind.PERSON,
        birth_date="1960/1965",
        countries=("XA", "XB"),
        genders=("Female",),
        identifiers=("P1", "C1"),
    )


def test_a_question_has_so_many_names_and_one_date_at_most() -> None:
    names = tuple(f"Ayu {number}" for number in range(100))
    asked = query_of_values(
        {"birthDate": ("1971", "1972")}, names=names, schemas=(Schema.PERSON,), country_code=CODES.get
    )
    assert (asked.name, *asked.names) == names[:MOST_NAMES]
    assert asked.birth_date == "1971"


def test_somebody_who_may_be_of_two_kinds_is_asked_for_as_neither() -> None:
    known = {kind: kind_of(meant_by(kind)) for kind in ASKED_KINDS}
    assert {kind: found for kind, found in known.items() if found is not Kind.UNKNOWN} == {
        "Person": Kind.PERSON,
        "Organization": Kind.ORGANISATION,
        "Company": Kind.ORGANISATION,
        "PublicBody": Kind.ORGANISATION,
        "Vessel": Kind.VESSEL,
        "Airplane": Kind.AIRCRAFT,
    }
    assert kind_of(()) is Kind.UNKNOWN
