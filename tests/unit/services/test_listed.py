"""List entries as screening sees them."""

from simpul.core.designation import (
    DateKind,
    Designation,
    ListedDate,
    ListedDocument,
    ListedName,
    NameQuality,
)
from simpul.core.vocabulary import Schema
from simpul.engines.screening.subject import Kind, Name, Quality, Subject
from simpul.services.listed import subject_of_entry

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
