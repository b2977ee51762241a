"""The European Union's list: everything an entry says is there in either form, and what cannot be read is named."""

import re
from io import BytesIO
from pathlib import Path

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
from simpul.core.errors import InputError
from simpul.core.node import Limits
from simpul.core.vocabulary import Schema
from simpul.formats.eu import read_eu, read_eu_csv, read_eu_xml
from tests.eulist import HEADINGS, LIMITS, UNKNOWN, document, element, entity, entry_of, name, row, table

SUMMARY = element("regulationSummary", regulationType="amendment", numberTitle="2025/5 (OJ L5)")
FULL = (
    name(
        "Abu Kapal",
        "<remark>Also in court papers.</remark>",
        SUMMARY,
        nameLanguage="FR",
        gender="M",
        function="Clerk",
        title="Dr",
    ),
    element(
        "birthdate",
        circa="false",
        calendarType="GREGORIAN",
        city="Port",
        birthdate="1971-03-14",
        dayOfMonth="14",
        monthOfYear="3",
        year="1971",
        countryIso2Code="XA",
        countryDescription="STATE XA",
    ),
    element(
        "address",
        "<remark>until 2009</remark>",
        element("contactInfo", key="PHONE", value="+99 1"),
        street="1 Quay",
        poBox="12",
        city="Port",
        place="Dock",
        zipCode="99",
        region="North",
        asAtListingTime="true",
        countryIso2Code="XB",
        countryDescription="STATE XB",
    ),
    element(
        "identification",
        "<remark>(passport)</remark>",
        diplomatic="false",
        knownExpired="true",
        number="AD1",
        latinNumber="ADI",
        issuedBy="Port office",
        identificationTypeCode="passport",
        identificationTypeDescription="National passport",
        issueDate="2001-02-03",
        validTo="2011-02-03",
        **UNKNOWN,
    ),
    element("citizenship", region="", countryIso2Code="XA", countryDescription="STATE XA"),
    "<remark>A clerk.</remark>",
)
INSTRUMENT = "2026/101 (OJ L11), amendment, council, 2026-01-14, 2026-01-15, https://example.org/oj/101"


READ = Designation(
    list_id="eu",
    reference="EU.1.77",
    schema=Schema.PERSON,
    names=(
        ListedName(value="Tarik Amri", quality=NameQuality.GOOD),
        ListedName(value="Abu Kapal", quality=NameQuality.GOOD, note="Also in court papers.", lang="fr"),
    ),
    programme="TERR",
    listed_by="European Union",
    basis=(INSTRUMENT, "2025/5 (OJ L5), amendment"),
    listed_on="2020-02-03",
    updated_on=("2026-01-14",),
    birth_dates=(ListedDate(kind=DateKind.EXACT, value="1971-03-14"),),
    birth_places=(ListedPlace(city="Port", country="STATE XA"),),
    citizenships=("STATE XA",),
    genders=("M",),
    titles=("Dr",),
    positions=("Clerk",),
    documents=(
        ListedDocument(
            kind="National passport",
            detail="passport",
            number="AD1",
            issued_on="2001-02-03",
            valid_until="2011-02-03",
            note="latinNumber: ADI; issuedBy: Port office; knownExpired; (passport)",
        ),
        ListedDocument(kind="United Nations reference", number="XAi.001"),
    ),
    addresses=(
        ListedPlace(
            street="1 Quay, PO Box 12",
            city="Port",
            province="North",
            postcode="99",
            country="STATE XB",
            note="Dock; until 2009; asAtListingTime",
        ),
    ),
    contacts=("PHONE: +99 1",),
    comments="A clerk. By the Council.",
    source_id="1",
)


def test_a_person_is_read_with_everything_that_the_list_says() -> None:
    entry = entry_of(
        *FULL, designationDate="2020-02-03", unitedNationId="XAi.001", designationDetails="By the Council."
    )
    assert entry == READ


@pytest.mark.parametrize(
    ("strong", "remark", "quality"),
    [
        ("true", "", NameQuality.GOOD),
        ("false", "", NameQuality.LOW),
        ("true", "Low quality alias", NameQuality.LOW),
        ("true", "Good quality alias", NameQuality.GOOD),
        ("", "", NameQuality.UNSTATED),
    ],
)
def test_a_name_has_the_quality_that_the_list_gives_it(strong: str, remark: str, quality: NameQuality) -> None:
    entry = entry_of(name("Abu Kapal", f"<remark>{remark}</remark>", strong=strong))
    assert entry.names[1].quality is quality
    assert entry.names[1].note == remark


def test_a_name_without_a_whole_is_the_sum_of_its_parts() -> None:
    entry = entry_of(name("", firstName="Tarik", middleName="bin Saleh", lastName="AMRI"))
    assert entry.names[1].value == "Tarik bin Saleh AMRI"
    assert entry.names[1].parts == ("Tarik", "bin Saleh", "AMRI")


@pytest.mark.parametrize(
    ("said", "dates"),
    [
        ({"birthdate": "1971-03-14"}, [(DateKind.EXACT, "1971-03-14", "", "")]),
        ({"year": "1971", "circa": "true"}, [(DateKind.APPROXIMATELY, "1971", "", "")]),
        ({"year": "1971", "monthOfYear": "3"}, [(DateKind.EXACT, "1971-03", "", "")]),
        ({"year": "1971", "monthOfYear": "3", "dayOfMonth": "4"}, [(DateKind.EXACT, "1971-03-04", "", "")]),
        ({"yearRangeFrom": "1953", "yearRangeTo": "1958"}, [(DateKind.BETWEEN, "1953", "1958", "")]),
        ({"yearRangeTo": "1980", "circa": "true"}, [(DateKind.BETWEEN, "", "1980", "circa")]),
        ({"year": "1343", "calendarType": "ISLAMIC"}, [(DateKind.UNSTATED, "", "", "ISLAMIC: 1343")]),
        ({"birthdate": "1971-02-31"}, [(DateKind.UNSTATED, "", "", "1971-02-31")]),
        ({"year": "1971", "monthOfYear": "13"}, [(DateKind.UNSTATED, "", "", "1971-13")]),
        ({"yearRangeFrom": "19xx", "yearRangeTo": "1958"}, [(DateKind.BETWEEN, "", "1958", "19xx")]),
        ({"circa": "false"}, []),
    ],
)
def test_a_birth_date_is_as_precise_and_as_sure_as_the_list_is(
    said: dict[str, str], dates: list[tuple[DateKind, str, str, str]]
) -> None:
    entry = entry_of(element("birthdate", **{"circa": "false", "calendarType": "GREGORIAN", **said, **UNKNOWN}))
    assert [(each.kind, each.value, each.until, each.note) for each in entry.birth_dates] == dates
    assert entry.birth_places == ()


@pytest.mark.parametrize(
    ("code", "description", "country"),
    [
        ("00", "UNKNOWN", ""),
        ("ID", "INDONESIA", "INDONESIA"),
        ("ID", "", "ID"),
        ("XA", "THE STATE BEYOND THE SEA", "XA"),
        ("00", "THE STATE BEYOND THE SEA", "THE STATE BEYOND THE SEA"),
    ],
)
def test_a_country_is_named_as_the_list_does_or_by_its_code_where_that_is_no_name(
    code: str, description: str, country: str
) -> None:
    entry = entry_of(element("citizenship", countryIso2Code=code, countryDescription=description))
    assert entry.citizenships == ((country,) if country else ())


def test_an_enterprise_is_an_organisation() -> None:
    (entry,) = read_eu_xml(document(entity(name("Harbour Society"), kind="enterprise")), limits=LIMITS).entries
    assert entry.schema is Schema.ORGANIZATION


def test_what_no_field_takes_is_kept_as_it_is_said() -> None:
    entry = entry_of("<mystery a='b'>x<y>z</y></mystery>", element("citizenship", region="North"), other="c")
    assert entry.unread == ("citizenship/region: North", "mystery/a: b", "mystery/y: z", "mystery: x", "other: c")


def test_a_designation_date_that_is_none_is_kept_as_it_is_said() -> None:
    entry = entry_of(designationDate="spring 2020")
    assert entry.listed_on == ""
    assert entry.unread == ("designationDate: spring 2020",)


def test_an_entry_without_a_reference_of_the_union_is_known_by_its_number() -> None:
    assert entry_of(euReferenceNumber="").reference == "1"


@pytest.mark.parametrize(
    ("broken", "reference", "reason"),
    [
        (entity(name(""), number=2), "EU.2.77", "an entry needs a name"),
        (entity(name("Saleh"), number=2, kind="starship"), "EU.2.77", "a subject of the kind 'starship' is not known"),
        (entity(name("Saleh"), number=1), "EU.1.77", "the same reference stands on line 3"),
        (entity(name("Saleh"), logicalId="", euReferenceNumber=""), "", "an entry needs a trimmed reference"),
        (entity(name("Saleh"), number=2, unitedNationId="x" * 20_001), "EU.2.77", "longer than 20000 characters"),
        (entity(name("x" * 1_001), number=2), "EU.2.77", "longer than 1000 characters"),
        ("<sanctionGroup/>", "", "<{http://eu.europa.ec/fpi/fsd/export}sanctionGroup> is not an entry of this list"),
    ],
)
def test_an_entry_that_cannot_be_read_is_named_with_its_line_and_the_others_are_read(
    broken: str, reference: str, reason: str
) -> None:
    edition = read_eu_xml(document(entity(name("Tarik Amri")), broken), limits=LIMITS)
    assert [entry.reference for entry in edition.entries] == ["EU.1.77"]
    (rejected,) = edition.rejected
    assert rejected.place == "line 4"
    assert rejected.reference == reference
    assert reason in rejected.reason


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (document(), "the list has no sanctionEntity"),
        (document(entity(name("Tarik")), generated="yesterday"), "generationDate is no date"),
        (b"<CONSOLIDATED_LIST/>", "begins with <CONSOLIDATED_LIST>"),
        (b"<!DOCTYPE export><export/>", "a document with a DOCTYPE is not read"),
        (document(entity(name("Tarik")))[:-12], "not well-formed XML"),
        (table([]), "the list has no row"),
        (b"a;b\n1;2\n", "has no column 'entitylogicalid' in its first lines"),
        (table([row()]) + b'"x\r\n', "not a row of a table"),
        ("Entity_LogicalId\nMüller\n".encode("latin-1"), "is not UTF-8"),
        (b"\xff\xfe\x00\x00", "UTF-32"),
        (b"", "has no column"),
        (table([row()], headings=[*HEADINGS, "Entity_LogicalId"]), "the heading 'entitylogicalid' stands twice"),
        (b"Entity_LogicalId" + b";x" * 501, "more than 500 columns"),
        (b"Entity_LogicalId\n" + b"x" * (1 << 20) + b"y", "a row longer than"),
    ],
)
def test_a_file_that_is_not_the_list_is_refused_with_the_place(raw: bytes, said: str) -> None:
    with pytest.raises(InputError, match=re.escape(said)) as refused:
        read_eu(raw, limits=LIMITS)
    assert refused.value.place


@pytest.mark.parametrize("raw", [document(entity(name("Tarik"))), table([row(NameAlias_WholeName="Tarik")])])
def test_either_form_is_read_from_bytes_a_file_and_a_stream_and_no_more_of_it_than_allowed(
    raw: bytes, tmp_path: Path
) -> None:
    path = tmp_path / "list"
    path.write_bytes(raw)
    edition = read_eu(raw, limits=LIMITS)
    assert read_eu(path, limits=LIMITS) == read_eu(BytesIO(raw), limits=LIMITS) == edition
    with pytest.raises(InputError, match="larger than 100 bytes"):
        read_eu(path, limits=Limits(max_list_bytes=100))
    with pytest.raises(InputError, match="cannot be read"):
        read_eu(tmp_path / "absent", limits=LIMITS)


def test_the_rows_of_an_entry_are_joined_by_its_number_wherever_they_stand() -> None:
    edition = read_eu_csv(
        table(
            [
                row(1, NameAlias_WholeName="Tarik Amri", NameAlias_Regulation_NumberTitle="2020/9"),
                row(2, kind="enterprise", NameAlias_WholeName="Harbour Society"),
                row(1, NameAlias_WholeName="Tarik Amri", NameAlias_Regulation_NumberTitle="2020/9"),
                row(1, NameAlias_WholeName="Abu Kapal", NameAlias_Remark="low quality"),
                row(1, BirthDate_Year="1971", BirthDate_Circa="true", BirthDate_CalendarType="GREGORIAN"),
                row(1, Identification_Number="AD1", Identification_TypeDescription="National passport"),
                row(1, Address_City="Port", Address_ContactInfo="PHONE[+99 1]", Address_CountryDescription="STATE XA"),
                row(1, Citizenship_CountryIso2Code="XA", Citizenship_CountryDescription="STATE XA"),
            ]
        ),
        limits=LIMITS,
    )
    assert edition.rejected == ()
    assert edition.dated == "2026-03-01"
    first, second = edition.entries
    assert (first.reference, second.reference) == ("EU.1.77", "EU.2.77")
    assert second.schema is Schema.ORGANIZATION
    assert [(each.value, each.quality) for each in first.names] == [
        ("Tarik Amri", NameQuality.UNSTATED),
        ("Abu Kapal", NameQuality.LOW),
    ]
    assert first.basis == (INSTRUMENT, "2020/9")
    assert first.birth_dates == (ListedDate(kind=DateKind.APPROXIMATELY, value="1971"),)
    assert first.documents == (ListedDocument(kind="National passport", number="AD1"),)
    assert first.addresses == (ListedPlace(city="Port", country="STATE XA"),)
    assert first.contacts == ("PHONE[+99 1]",)
    assert first.citizenships == ("STATE XA",)
    assert first.unread == second.unread == ()


def test_a_row_that_cannot_be_read_rejects_its_whole_entry_and_no_other() -> None:
    good, bad = row(1, NameAlias_WholeName="Tarik"), row(2, NameAlias_WholeName="Saleh")
    raw = table([good, bad, row(2, Entity_Remark="x" * 20_001), row(3, Entity_LogicalId="")])
    edition = read_eu_csv(raw, limits=LIMITS)
    assert [entry.reference for entry in edition.entries] == ["EU.1.77"]
    assert [(each.place, each.reference) for each in edition.rejected] == [("line 5", ""), ("line 4", "EU.2.77")]


def test_a_quote_that_is_a_part_of_a_text_is_one() -> None:
    head = b"Entity_LogicalId;Entity_SubjectType;NameAlias_WholeName\n"
    said = (
        b'1;P;"Abu" Kapal',
        b'2;P;Tarik "Laut" Amri',
        b'3;P;"Ansar',
        b"4;P;Omar Saleh",
        b'5;P;"Quay" Society',
        b'6;P;"Dock; and Pier"',
    )
    edition = read_eu_csv(head + b"\n".join(said) + b"\n", limits=LIMITS)
    assert edition.rejected == ()
    assert {entry.reference: entry.primary_name for entry in edition.entries} == {
        "1": '"Abu" Kapal',
        "2": 'Tarik "Laut" Amri',
        "3": '"Ansar',
        "4": "Omar Saleh",
        "5": '"Quay" Society',
        "6": "Dock; and Pier",
    }
    alone = read_eu_csv(head + b'1;P;"Ansar\n2;P;Omar\n', limits=LIMITS)
    assert [entry.primary_name for entry in alone.entries] == ['"Ansar', "Omar"]


def test_a_cell_beyond_the_headings_rejects_its_entry() -> None:
    raw = b"Entity_LogicalId;NameAlias_WholeName;\n1;Tarik;;x\n2;Saleh;;\n3;Amri;y\n"
    edition = read_eu_csv(raw, limits=LIMITS)
    assert edition.entries == ()
    assert [each.reason.partition(": ")[2] for each in edition.rejected][:1] == ["a cell without a heading"]
    assert len(edition.rejected) == 3
