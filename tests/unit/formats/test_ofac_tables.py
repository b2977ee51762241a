"""The United States' list in tables: everything a row says is in its entry, and what cannot be read is named."""

import pytest

from simpul.core.designation import (
    DateKind,
    Designation,
    ListedDate,
    ListedDocument,
    ListedName,
    ListedPlace,
    NameQuality,
    RejectedEntry,
    compare,
    content_of,
)
from simpul.core.errors import InputError
from simpul.core.vocabulary import Schema
from simpul.formats.ofac.entry import AUTHORITY
from simpul.formats.ofac.tables import MOST_REJECTED
from simpul.formats.registry import read_list
from tests.ofaclist import LIMITS, edition_of, entry_of, row, sdn, tables

FULL = sdn(
    "42",
    "AMRI, Tarik",
    programme="XA1] [XB-HR",
    title="Haji",
    remarks=(
        "DOB 10 Dec 1948; alt. DOB circa 1950; POB Port, North, XA; nationality XA; alt. nationality XB; citizen XB; "
        "Gender Male; Passport P100 (XA) issued 23 Jun 1999 expires 05 Feb 2004; National ID No. 660000 73767 (XB); "
        "a.k.a. 'ABU KAPAL'; f.k.a. 'SALEH, Omar'; Email Address tarik@example.org; Linked To: HARBOUR SOCIETY; "
        "Former Minister of Ports."
    ),
)
ALIASES = row("42", "7", "aka", "AMRI, Tariq", width=5) + row("42", "8", "fka", "SALEH, T.", "until 2009", width=5)
ADDRESSES = row("42", "9", "1 Quay", "Port 12", "XA", width=6) + row("42", "10", width=6)


def person(value: str, said: str, quality: NameQuality, note: str = "") -> ListedName:
    return ListedName(value=value, said=said, quality=quality, note=note, parts=tuple(said.split(", ")))


def test_an_entry_is_read_with_everything_that_its_rows_say() -> None:
    edition = edition_of(tables(FULL, alt=ALIASES, add=ADDRESSES))
    (entry,) = edition.entries
    assert (edition.list_id, edition.dated, edition.rejected) == ("ofac", "", ())
    assert entry == Designation(
        list_id="ofac",
        reference="42",
        schema=Schema.PERSON,
        names=(
            person("Tarik AMRI", "AMRI, Tarik", NameQuality.PRIMARY),
            ListedName(value="ABU KAPAL", quality=NameQuality.LOW),
            person("Omar SALEH", "SALEH, Omar", NameQuality.LOW, "f.k.a."),
            person("Tariq AMRI", "AMRI, Tariq", NameQuality.ALSO_KNOWN_AS),
            person("T. SALEH", "SALEH, T.", NameQuality.FORMER, "until 2009"),
        ),
        programme="XA1; XB-HR",
        listed_by=AUTHORITY,
        basis=("XA1", "XB-HR"),
        titles=("Haji",),
        birth_dates=(
            ListedDate(kind=DateKind.UNSTATED, value="1948-12-10"),
            ListedDate(kind=DateKind.APPROXIMATELY, value="1950", note="alt."),
        ),
        birth_places=(ListedPlace(city="Port", province="North", country="XA"),),
        nationalities=("XA", "XB"),
        citizenships=("XB",),
        genders=("Male",),
        documents=(
            ListedDocument(
                kind="Passport", number="P100", issuing_country="XA", issued_on="1999-06-23", valid_until="2004-02-05"
            ),
            ListedDocument(kind="National ID No.", number="660000 73767", issuing_country="XB"),
        ),
        contacts=("Email Address: tarik@example.org",),
        linked_to=("HARBOUR SOCIETY",),
        addresses=(ListedPlace(street="1 Quay", city="Port 12", country="XA"),),
        comments="Former Minister of Ports",
    )


@pytest.mark.parametrize(
    ("said", "turned"),
    [
        ("AMRI, Tarik", "Tarik AMRI"),
        ("DELOS AMRI, Tarik Saleh, Jr.", "Tarik Saleh DELOS AMRI Jr."),
        ("ABU KAPAL", "ABU KAPAL"),
        ("AMRI,", "AMRI,"),
    ],
)
def test_the_name_of_a_person_is_turned_and_kept_as_it_was_written(said: str, turned: str) -> None:
    name = entry_of(name=said).names[0]
    assert name.value == turned
    assert (name.said or name.value) == said


@pytest.mark.parametrize("kind", ["", "vessel", "aircraft"])
def test_the_name_of_what_is_no_person_is_not_turned(kind: str) -> None:
    assert entry_of(name="HARBOUR CO., LTD.", kind=kind).primary_name == "HARBOUR CO., LTD."


@pytest.mark.parametrize(
    ("said", "kind", "value", "until"),
    [
        ("DOB 10 Dec 1948.", DateKind.UNSTATED, "1948-12-10", ""),
        ("DOB 1 Jan 1948.", DateKind.UNSTATED, "1948-01-01", ""),
        ("DOB Sep 1938.", DateKind.UNSTATED, "1938-09", ""),
        ("DOB 1946.", DateKind.UNSTATED, "1946", ""),
        ("DOB circa 1951.", DateKind.APPROXIMATELY, "1951", ""),
        ("DOB circa 07 Jul 1966.", DateKind.APPROXIMATELY, "1966-07-07", ""),
        ("DOB circa 1979-1982.", DateKind.APPROXIMATELY, "1979", "1982"),
        ("DOB 1951 to 1953.", DateKind.BETWEEN, "1951", "1953"),
        ("DOB Mar 1962 to Feb 1963.", DateKind.BETWEEN, "1962-03", "1963-02"),
        ("DOB 01 Jan 1961 to 31 Dec 1962.", DateKind.BETWEEN, "1961-01-01", "1962-12-31"),
    ],
)
def test_a_birth_date_is_as_precise_as_the_list_is(said: str, kind: DateKind, value: str, until: str) -> None:
    assert entry_of(said).birth_dates == (ListedDate(kind=kind, value=value, until=until),)


@pytest.mark.parametrize(
    "said", ["DOB 31 Feb 1948", "alt. DOB in the year of the flood", "DOB 10 Dez 1948", "DOB 1951 to sometime"]
)
def test_what_is_no_date_is_kept_as_a_comment(said: str) -> None:
    entry = entry_of(f"{said}; Gender Male.")
    assert (entry.birth_dates, entry.comments, entry.genders) == ((), said, ("Male",))


@pytest.mark.parametrize(
    ("said", "document"),
    [
        ("Passport A1 (XA)", ListedDocument(kind="Passport", number="A1", issuing_country="XA")),
        (
            "Passport A1 issued under the name SALEH",
            ListedDocument(kind="Passport", number="A1", note="issued under the name SALEH"),
        ),
        ("alt. Passport A1", ListedDocument(kind="Passport", number="A1", note="alt.")),
        ("Cedula No. 17 issued 1968", ListedDocument(kind="Cedula No.", number="17", issued_on="1968")),
        ("NIT # 800-7 (XA)", ListedDocument(kind="NIT #", number="800-7", issuing_country="XA")),
        ("Italian Fiscal Code: K17", ListedDocument(kind="Italian Fiscal Code", number="K17")),
        (
            "Passport D1 issued 31 Feb 1999 expired 2004",
            ListedDocument(kind="Passport", number="D1", issued_on="31 Feb 1999", valid_until="2004"),
        ),
        (
            "Vessel Registration Identification IMO 9187629",
            ListedDocument(kind="Vessel Registration Identification IMO", number="9187629"),
        ),
        (
            "Digital Currency Address - XBT 12QtD5",
            ListedDocument(kind="Digital Currency Address - XBT", number="12QtD5"),
        ),
    ],
)
def test_a_document_has_its_kind_number_country_and_dates(said: str, document: ListedDocument) -> None:
    assert entry_of(f"{said}.").documents == (document,)


def test_a_passport_without_a_number_and_the_signs_of_a_name_are_no_document() -> None:
    entry = entry_of("Passport expired; Chinese Commercial Code 1728 4320.")
    assert entry.documents == ()
    assert entry.comments == "Passport expired; Chinese Commercial Code 1728 4320"


def test_a_weak_alias_may_hold_an_apostrophe_and_is_turned_like_a_name() -> None:
    names = entry_of("a.k.a. ''ABD AL-'ILM'; a.k.a. 'AL-WARD, 'Abd'; n.k.a. 'EL'.").names[1:]
    assert [(name.value, name.quality, name.note) for name in names] == [
        ("'ABD AL-'ILM", NameQuality.LOW, ""),
        ("'Abd AL-WARD", NameQuality.LOW, ""),
        ("EL", NameQuality.LOW, ""),
    ]


def test_a_vessel_has_its_flag_its_owner_and_its_numbers() -> None:
    ship = sdn(
        "5", "SEA STAR", "vessel", call_sign="T2EU4", vessel="Tug", tonnage="640", gross="478", flag="XA", owner="NXA"
    )
    other = sdn("6", "SEA MOON", "vessel", flag="None Identified")
    star, moon = edition_of(tables(ship, other)).entries
    assert star.schema is Schema.VESSEL
    assert star.documents == (ListedDocument(kind="Call sign", number="T2EU4"),)
    assert (star.countries, star.linked_to) == (("XA",), ("Vessel owner: NXA",))
    assert star.unread == ("Vessel type: Tug", "Tonnage: 640", "Gross registered tonnage: 478")
    assert (moon.countries, moon.unread) == ((), ("Vessel flag: None Identified",))


CUT = "DOB 1948; " + "Former Minister of Ports; " * 38 + "Linked To: HARB"


def test_the_end_of_cut_remarks_is_no_fact_unless_the_rest_is_there() -> None:
    (entry,) = edition_of(tables(sdn(remarks=CUT))).entries
    assert entry.linked_to == ()
    assert entry.unread == ("Remarks, cut in the file: Linked To: HARB",)
    (entry,) = edition_of(tables(sdn(remarks=CUT), comments='1,"OUR SOCIETY; Gender Male."\r\n')).entries
    assert (entry.linked_to, entry.genders, entry.unread) == (("HARBOUR SOCIETY",), ("Male",), ())
    (entry,) = edition_of(tables(sdn(remarks=CUT), comments=f'1,"{CUT}OUR SOCIETY."\r\n')).entries
    assert (entry.linked_to, entry.unread) == (("HARBOUR SOCIETY",), ())
    assert entry.comments.count("Former Minister of Ports") == 38


REJECTED: list[tuple[dict[str, str], RejectedEntry]] = [
    (
        {"alt": row("9", "7", "aka", "AMRI", width=5)},
        RejectedEntry(place="alt.csv line 1", reason="no row of sdn.csv has the number '9'"),
    ),
    (
        {"add": row("9", "7", "1 Quay", width=6)},
        RejectedEntry(place="add.csv line 1", reason="no row of sdn.csv has the number '9'"),
    ),
    ({"comments": '9,"x"\r\n'}, RejectedEntry(place="sdn_comments.csv", reason="no row of sdn.csv has the number '9'")),
    ({"alt": row("1", "7", "aka", width=5)}, RejectedEntry(place="alt.csv line 1", reason="an alias without a name")),
    (
        {"alt": row("1", "7", "aka", "AMRI", width=4)},
        RejectedEntry(place="alt.csv line 1", reason="4 columns instead of 5"),
    ),
    (
        {"add": row("1", "7", width=6) + row("1", "8", "bell\x07", width=6)},
        RejectedEntry(place="add.csv line 2, column 3", reason="holds the character U+0007"),
    ),
]


@pytest.mark.parametrize(("files", "rejection"), REJECTED)
def test_a_row_that_cannot_be_read_is_named_and_its_entry_is_read(
    files: dict[str, str], rejection: RejectedEntry
) -> None:
    edition = edition_of(tables(sdn(), **files))
    assert [entry.reference for entry in edition.entries] == ["1"]
    assert edition.rejected == (rejection,)


@pytest.mark.parametrize(
    ("bad", "reason"),
    [
        (row("2", "AMRI", width=11), "11 columns instead of 12"),
        (sdn("2", name=""), "an entry needs a name"),
        (sdn("2", kind="moon"), "a subject of the kind 'moon' is not known"),
        (sdn("2", name="x" * 1_001), "2.names: longer than 1000 characters"),
    ],
)
def test_an_entry_that_cannot_be_read_is_still_on_the_list(bad: str, reason: str) -> None:
    edition = edition_of(tables(sdn(), bad))
    assert [entry.reference for entry in edition.entries] == ["1"]
    assert edition.rejected == (RejectedEntry(place="sdn.csv line 2", reason=reason, reference="2"),)


def test_a_number_that_stands_twice_is_rejected_and_the_first_stays() -> None:
    edition = edition_of(tables(sdn(), sdn(name="SALEH, Omar")))
    assert [entry.primary_name for entry in edition.entries] == ["Tarik AMRI"]
    assert edition.rejected == (
        RejectedEntry(place="sdn.csv line 2", reason="the number 1 stands on sdn.csv line 1 too"),
    )


@pytest.mark.parametrize(
    ("files", "place", "reason"),
    [
        ({**tables(sdn()), "sdn.csv": b'1,"AMRI'}, "sdn.csv line 1", "unexpected end of data"),
        ({**tables(sdn()), "alt.csv": b"1,\xff"}, "alt.csv line 1, byte 2", "is not UTF-8"),
        ({**tables(sdn()), "add.csv": b'"a\n",' * 60_000}, "add.csv line 52430", "a row longer than 262144 characters"),
        (tables(), "sdn.csv", "the list has no row"),
        (tables(*(sdn("x") for _ in range(MOST_REJECTED + 1))), f"sdn.csv line {MOST_REJECTED + 1}", "more than 1000"),
    ],
)
def test_a_file_that_is_no_table_is_refused_whole(files: dict[str, bytes], place: str, reason: str) -> None:
    with pytest.raises(InputError, match=reason) as refused:
        edition_of(files)
    assert refused.value.place == place


@pytest.mark.parametrize(
    ("files", "reason"),
    [
        ({"sdn.csv": b""}, "add.csv, alt.csv is missing"),
        ({**tables(sdn()), "readme.txt": b""}, "readme.txt is not one of its files"),
        ({"sdn_advanced.xml": b"<Sanctions/>"}, "the advanced XML is not read; take sdn.xml"),
    ],
)
def test_an_edition_is_made_of_its_files_and_no_others(files: dict[str, bytes], reason: str) -> None:
    with pytest.raises(InputError, match=reason):
        read_list("ofac", files, limits=LIMITS)


def test_the_numbers_of_the_list_say_what_came_changed_and_left() -> None:
    older = edition_of(tables(sdn("1"), sdn("2"), sdn("3")))
    newer = edition_of(tables(sdn("4"), sdn("3"), sdn("2"), alt=row("2", "7", "aka", "AMRI, T.", width=5)))
    contents = [{entry.reference: content_of(entry) for entry in edition.entries} for edition in (older, newer)]
    delta = compare(*contents)
    assert (delta.added, delta.changed, delta.removed) == (("4",), ("2",), ("1",))
