"""The UK Sanctions List: everything an entry says is there in either form, and what cannot be read is named."""

import re
from dataclasses import replace
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
from simpul.formats.uk import read_uk, read_uk_csv, read_uk_xml
from tests.uklist import LIMITS, TARIK, USUAL, Listed, document, entry_of, listed, rows_as_table, rows_of, table

PERSON = listed(
    names=(
        TARIK,
        {"Name 6": "Abu Kapal", "Name type": "ALias", "Alias strength": "Low quality a.k.a"},
        {"Name 1": "TAREQ", "Name 6": "AMRI", "Name type": "Primary Name Variation"},
    ),
    groups={
        "NonLatinNames/NonLatinName": (
            {
                "Name non-latin script": "طارق",
                "Non-latin script type": "Arabic",
                "Non-latin script language": "Arabic",
            },
        ),
        "Addresses/Address": (
            {
                "Address Line 1": "1 Quay",
                "Address Line 2": "Dock",
                "Address Line 6": "Port",
                "Address Postal Code": "99",
                "Address Country": "State XA",
            },
            {"Address Line 6": "Kota", "Address Country": "State XB"},
        ),
        "IndividualDetails/Individual/PassportDetails/Passport": (
            {"Passport number": "P0458", "Passport additional information": "State XA passport"},
            {"Passport additional information": "A second one is said to exist."},
        ),
        "IndividualDetails/Individual/NationalIdentifierDetails/NationalIdentifier": (
            {"National Identifier number": "12345"},
        ),
        "IndividualDetails/Individual/BirthDetails/Location": (
            {"Town of birth": "Port", "Country of birth": "State XA"},
            {"Country of birth": "State XB"},
        ),
    },
    repeated={
        "Title": ("Dr", "Haji"),
        "D.O.B": ("14/03/1971", "dd/mm/1972"),
        "Nationality(/ies)": ("State XA", "State XB"),
        "Position": ("Clerk",),
        "Gender": ("Male",),
        "Phone number": ("+99 1",),
        "Website": ("example.org",),
        "Email address": ("clerk@example.org",),
    },
    single={
        "OFSI Group ID": "7172",
        "UN Reference Number": "XAi.002",
        "Other Information": "A clerk.",
        "UK Statement of Reasons": "Kept\n the books.",
    },
)
SHIP = listed(
    names=({"Name 6": "Kapal 8", "Name type": "Primary name"}, {"Name 6": "Jalan", "Name type": "Alias"}),
    repeated={
        "IMO number": ("IMO9562233", "9562233"),
        "Current believed flag of ship": ("State XA",),
        "Previous flags": ("State XB",),
        "Current owner/operator (s)": ("Harbour Society",),
        "Previous owner/operator (s)": ("Quay Society",),
        "Type of ship": ("Bulk Carrier",),
        "Tonnage of ship": ("7078",),
        "Length of ship": ("100m",),
        "Year Built": ("2011",),
        "Hull identification number (HIN)": ("XA-1",),
    },
    single={"Unique ID": "XAA0003", "Designation Type": "Ship"},
)
COMPANY = listed(
    names=({"Name 6": "HARBOUR SOCIETY", "Name type": "Primary Name"},),
    repeated={
        "Business registration number (s)": ("INN: 7710",),
        "Subsidiaries": ("Quay Branch", "Dock Branch"),
        "Parent company": ("Sea Holding",),
        "Type of entity": ("Money exchange",),
    },
    single={"Unique ID": "XAA0002", "Designation Type": "Entity"},
)


READ = Designation(
    list_id="uk",
    reference="XAA0001",
    schema=Schema.PERSON,
    names=(
        ListedName(value="TARIK BIN SALEH AMRI", quality=NameQuality.PRIMARY, parts=("TARIK", "BIN SALEH", "AMRI")),
        ListedName(value="Abu Kapal", quality=NameQuality.LOW, parts=("Abu Kapal",)),
        ListedName(
            value="TAREQ AMRI",
            quality=NameQuality.ALSO_KNOWN_AS,
            note="Primary Name Variation",
            parts=("TAREQ", "AMRI"),
        ),
        ListedName(value="طارق", quality=NameQuality.ORIGINAL_SCRIPT, note="Arabic", lang="Arabic"),
    ),
    programme="The State XA (Sanctions) Regulations 2020",
    basis=("The State XA (Sanctions) Regulations 2020",),
    listed_by="UK",
    reasons="Kept the books.",
    comments="A clerk.",
    listed_on="2001-01-25",
    updated_on=("2026-04-14",),
    birth_dates=(
        ListedDate(kind=DateKind.EXACT, value="1971-03-14"),
        ListedDate(kind=DateKind.UNSTATED, value="1972"),
    ),
    birth_places=(ListedPlace(city="Port", country="State XA"), ListedPlace(country="State XB")),
    nationalities=("State XA", "State XB"),
    genders=("Male",),
    titles=("Dr", "Haji"),
    positions=("Clerk",),
    documents=(
        ListedDocument(kind="Passport", number="P0458", note="State XA passport"),
        ListedDocument(kind="Passport", note="A second one is said to exist."),
        ListedDocument(kind="National identifier", number="12345"),
        ListedDocument(kind="United Nations reference", number="XAi.002"),
    ),
    addresses=(
        ListedPlace(street="1 Quay, Dock", city="Port", postcode="99", country="State XA"),
        ListedPlace(city="Kota", country="State XB"),
    ),
    contacts=("Phone: +99 1", "Email: clerk@example.org", "Website: example.org"),
    source_id="7172",
    unread=("SanctionsImposed: Asset freeze; Travel Ban",),
)


def test_a_person_is_read_with_everything_that_the_list_says() -> None:
    assert entry_of(PERSON) == READ


def test_a_ship_and_a_company_are_read_with_their_numbers_and_whom_they_belong_to() -> None:
    ship, company = entry_of(SHIP), entry_of(COMPANY)
    assert (ship.schema, company.schema) == (Schema.VESSEL, Schema.ORGANIZATION)
    assert ship.documents == (
        ListedDocument(kind="Hull identification number", number="XA-1"),
        ListedDocument(kind="IMO number", number="9562233"),
    )
    assert ship.countries == ("State XA",)
    assert ship.linked_to == ("Current owner or operator: Harbour Society", "Previous owner or operator: Quay Society")
    assert ship.unread == (
        "LengthOfShip: 100m",
        "PreviousFlag: State XB",
        "SanctionsImposed: Asset freeze; Travel Ban",
        "TonnageOfShip: 7078",
        "TypeOfShip: Bulk Carrier",
        "YearBuilt: 2011",
    )
    assert company.documents == (ListedDocument(kind="Business registration number", number="INN: 7710"),)
    assert company.linked_to == ("Parent company: Sea Holding", "Subsidiary: Quay Branch", "Subsidiary: Dock Branch")
    assert company.unread[1:] == ("TypeOfEntity: Money exchange",)


@pytest.mark.parametrize("said", [PERSON, SHIP, COMPANY], ids=["person", "ship", "company"])
def test_both_forms_of_an_edition_make_the_same_entries(said: Listed) -> None:
    assert read_uk_csv(table(said), limits=LIMITS) == read_uk_xml(document(said), limits=LIMITS)


@pytest.mark.parametrize(
    ("kind", "strength", "quality", "note"),
    [
        ("Primary Name", "", NameQuality.PRIMARY, ""),
        ("Primary name", "", NameQuality.PRIMARY, ""),
        ("Alias", "Good quality a.k.a", NameQuality.GOOD, ""),
        ("ALias", "Low quality a.k.a.", NameQuality.LOW, ""),
        ("Alias", "", NameQuality.ALSO_KNOWN_AS, ""),
        ("Alias", "doubtful", NameQuality.ALSO_KNOWN_AS, "doubtful"),
        ("Primary name variation", "", NameQuality.ALSO_KNOWN_AS, "Primary name variation"),
        ("Primary name variation", "Low quality a.k.a", NameQuality.LOW, "Primary name variation"),
        ("", "", NameQuality.UNSTATED, ""),
        ("Nom de guerre", "", NameQuality.UNSTATED, "Nom de guerre"),
    ],
)
def test_a_name_has_the_quality_that_the_list_gives_it(
    kind: str, strength: str, quality: NameQuality, note: str
) -> None:
    name = {"Name 6": "Abu Kapal", "Name type": kind, "Alias strength": strength}
    read = entry_of(listed(names=(TARIK, name))).names[1]
    assert (read.quality, read.note) == (quality, note)


def test_a_name_that_says_only_what_kind_it_is_of_is_none() -> None:
    assert len(entry_of(listed(names=(TARIK, {"Name type": "Alias"}))).names) == 1


@pytest.mark.parametrize(
    ("said", "kind", "value", "note"),
    [
        ("14/03/1971", DateKind.EXACT, "1971-03-14", ""),
        ("4/3/1971", DateKind.EXACT, "1971-03-04", ""),
        ("dd/mm/1962", DateKind.UNSTATED, "1962", ""),
        ("dd/07/1978", DateKind.UNSTATED, "1978-07", ""),
        ("00/00/1975", DateKind.UNSTATED, "1975", ""),
        ("1975", DateKind.UNSTATED, "1975", ""),
        ("15/mm/1960", DateKind.UNSTATED, "1960", ""),
        ("15/08/19yy", DateKind.UNSTATED, "", "15/08/19yy"),
        ("31/02/1971", DateKind.UNSTATED, "", "31/02/1971"),
        ("14/13/1971", DateKind.UNSTATED, "", "14/13/1971"),
        ("dd/mm/0000", DateKind.UNSTATED, "", "dd/mm/0000"),
    ],
)
def test_a_birth_date_is_as_precise_as_the_list_knows_it(said: str, kind: DateKind, value: str, note: str) -> None:
    entry = entry_of(listed(repeated={"D.O.B": (said,)}))
    assert entry.birth_dates == (ListedDate(kind=kind, value=value, note=note),)


def test_days_that_are_none_are_kept_as_they_are_said() -> None:
    entry = entry_of(listed(single={"Date Designated": "spring", "Last Updated": "31/02/2026"}))
    assert (entry.listed_on, entry.updated_on) == ("", ())
    assert set(entry.unread) >= {"DateDesignated: spring", "LastUpdated: 31/02/2026"}


def test_what_only_the_xml_has_is_kept() -> None:
    more = (
        "<SanctionsImposedIndicators><AssetFreeze>true</AssetFreeze><TravelBan>false</TravelBan>"
        "</SanctionsImposedIndicators><Mystery>x<Part>y</Part></Mystery>"
    )
    entry = entry_of(listed(), more=more)
    assert entry.unread == (
        "Mystery: x",
        "Part: y",
        "SanctionsImposed: Asset freeze; Travel Ban",
        "SanctionsImposedIndicators: AssetFreeze",
    )


def test_what_a_group_says_beyond_its_known_elements_is_kept() -> None:
    raw = document(listed()).replace(b"<NameType>", b"<Language>Malay</Language><NameType>")
    (entry,) = read_uk_xml(raw, limits=LIMITS).entries
    assert "Name/Language: Malay" in entry.unread


@pytest.mark.parametrize(
    ("broken", "reference", "reason"),
    [
        (listed(names=(), single={"Unique ID": "XAA0009"}), "XAA0009", "an entry needs a name"),
        (listed(single={"Unique ID": "XAA0009", "Designation Type": "Starship"}), "XAA0009", "is not known"),
        (listed(), "XAA0001", "the same reference stands on line 4"),
        (listed(single={"Unique ID": ""}), "", "an entry needs a trimmed reference"),
        (listed(single={"Unique ID": "x" * 101}), "", "an entry needs a trimmed reference"),
        (listed(single={"Regime Name": "x" * 20_001, "Unique ID": "XAA0009"}), "XAA0009", "longer than 20000"),
    ],
)
def test_an_entry_that_cannot_be_read_is_named_with_its_line_and_the_others_are_read(
    broken: Listed, reference: str, reason: str
) -> None:
    edition = read_uk_xml(document(listed(), broken), limits=LIMITS)
    assert [entry.reference for entry in edition.entries] == ["XAA0001"]
    (rejected,) = edition.rejected
    assert (rejected.place, rejected.reference) == ("line 5", reference)
    assert reason in rejected.reason


def test_an_element_that_is_no_entry_is_rejected_by_name() -> None:
    raw = document(listed()).replace(b"</Designations>", b"<Other/></Designations>")
    assert [each.reason for each in read_uk_xml(raw, limits=LIMITS).rejected] == [
        "<Other> is not an entry of this list"
    ]


def test_a_row_that_cannot_be_read_rejects_its_whole_entry_and_no_other() -> None:
    bad = {**rows_of(listed(single={"Unique ID": "XAA0002"}))[0], "Other Information": "\x07"}
    nameless = {**rows_of(listed())[0], "Unique ID": " "}
    good = rows_of(listed())[0]
    edition = read_uk_csv(rows_as_table([good, {**bad, "Other Information": ""}, bad, nameless]), limits=LIMITS)
    assert [entry.reference for entry in edition.entries] == ["XAA0001"]
    assert [(each.place, each.reference) for each in edition.rejected] == [("line 6", ""), ("line 5", "XAA0002")]


@pytest.mark.parametrize(
    ("banner", "dated"),
    [
        ("Report Date: 13-Feb-2026", "2026-02-13"),
        ("Report Date: 3 February 2026,,", "2026-02-03"),
        ("Report Date:,13/02/2026", "2026-02-13"),
        ("Report Date: soon", ""),
        ("", ""),
    ],
)
def test_a_table_bears_the_day_that_stands_above_its_headings(banner: str, dated: str) -> None:
    edition = read_uk_csv(table(listed(), banner=banner), limits=LIMITS)
    assert edition.dated == dated
    assert [entry.reference for entry in edition.entries] == ["XAA0001"]


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (document(), "the list has no Designation"),
        (b"<export/>", "begins with <export>"),
        (b"Unique ID,Name 6\n", "the list has no row"),
        (b"Name 6,Name 1\nAMRI,TARIK\n", "has no column 'uniqueid' in its first lines"),
        (b"\n" * 50 + b"x\n" * 20 + b"Unique ID\n1\n", "has no column 'uniqueid' in its first lines"),
    ],
)
def test_a_file_that_is_not_the_list_is_refused_with_the_place(raw: bytes, said: str) -> None:
    with pytest.raises(InputError, match=re.escape(said)) as refused:
        read_uk(raw, limits=LIMITS)
    assert refused.value.place


@pytest.mark.parametrize("raw", [document(PERSON), table(PERSON)], ids=["xml", "csv"])
def test_either_form_is_read_from_bytes_a_file_and_a_stream(raw: bytes, tmp_path: Path) -> None:
    path = tmp_path / "list"
    path.write_bytes(raw)
    edition = read_uk(raw, limits=LIMITS)
    assert read_uk(path, limits=LIMITS) == read_uk(BytesIO(raw), limits=LIMITS) == edition
    utf16 = raw.decode().replace('encoding="utf-8"', 'encoding="utf-16"').encode("utf-16")
    assert read_uk(utf16, limits=LIMITS) == edition
    with pytest.raises(InputError, match="larger than 100 bytes"):
        read_uk(BytesIO(raw), limits=Limits(max_list_bytes=100))


def test_a_quote_where_none_may_stand_costs_its_row_only() -> None:
    lines = table(listed(), listed(single={"Unique ID": "XAA0002"})).decode().splitlines()
    raw = "\r\n".join([*lines[:2], '"Unique" ID,x', *lines[2:]]).encode()
    edition = read_uk_csv(raw, limits=LIMITS)
    assert [entry.reference for entry in edition.entries] == ["XAA0001", "XAA0002"]
    assert [each.place for each in edition.rejected] == ["line 3"]


def test_a_list_has_no_more_entries_than_any_list_would() -> None:
    raw = b"Unique ID\n" + b"".join(b"A%d\n" % number for number in range(100_001))
    with pytest.raises(InputError, match="line 100002: more than 100000 entries"):
        read_uk_csv(raw, limits=LIMITS)


def test_a_list_of_which_too_much_cannot_be_read_is_refused() -> None:
    rows = [{**USUAL, "Unique ID": f"XAA{number}"} for number in range(1_001)]
    with pytest.raises(InputError, match="more than 1000 entries cannot be read"):
        read_uk_csv(rows_as_table(rows), limits=LIMITS)


def test_an_entry_has_no_more_facts_than_a_list_would_say() -> None:
    said = replace(listed(), repeated={"Position": tuple(f"Clerk {number}" for number in range(20_001))})
    (rejected,) = read_uk_csv(table(said), limits=LIMITS).rejected
    assert "more than 20000 facts of one entry" in rejected.reason
