"""The Security Council's list: everything an entry says is there, and what cannot be read is named."""

import dataclasses
from dataclasses import replace

import pytest

from simpul.core.designation import (
    DateKind,
    Designation,
    ListedDate,
    ListedDocument,
    ListEdition,
    ListedName,
    ListedPlace,
    NameQuality,
    RejectedEntry,
    compare,
    content_of,
)
from simpul.core.errors import InputError
from simpul.core.vocabulary import Schema
from simpul.formats.un import MOST_REJECTED, read_un, write_un
from tests.unlist import LIMITS, document, edition_of, entity, entry_of, individual

EMPTY_ELEMENTS = (
    "<VERSIONNUM>1</VERSIONNUM><SORT_KEY/><SORT_KEY_LAST_MOD/><LIST_TYPE><VALUE>UN List</VALUE></LIST_TYPE>"
    "<COMMENTS1> </COMMENTS1><INDIVIDUAL_ADDRESS><COUNTRY/></INDIVIDUAL_ADDRESS><INDIVIDUAL_DOCUMENT/>"
    "<INDIVIDUAL_ALIAS><QUALITY/><ALIAS_NAME/></INDIVIDUAL_ALIAS><LAST_DAY_UPDATED><VALUE/></LAST_DAY_UPDATED>"
    "<INDIVIDUAL_DATE_OF_BIRTH><TYPE_OF_DATE/></INDIVIDUAL_DATE_OF_BIRTH><INDIVIDUAL_PLACE_OF_BIRTH/>"
)

FULL = individual(
    "<DATAID> 42 </DATAID><UN_LIST_TYPE>Al-Qaida</UN_LIST_TYPE><LISTED_ON>2001-01-25-05:00</LISTED_ON>"
    "<SUBMITTED_ON>2000-12-01</SUBMITTED_ON><SUBMITTED_BY>XB</SUBMITTED_BY><GENDER>Male</GENDER>"
    "<COMMENTS1>Father:\n  unknown.</COMMENTS1><NAME_ORIGINAL_SCRIPT>طارق</NAME_ORIGINAL_SCRIPT>"
    "<TITLE><VALUE>Dr.</VALUE><VALUE>Major</VALUE></TITLE><DESIGNATION><VALUE>Clerk</VALUE></DESIGNATION>"
    "<NATIONALITY><VALUE>XA</VALUE><VALUE>XB</VALUE></NATIONALITY>"
    "<LAST_DAY_UPDATED><VALUE>2012-05-02</VALUE><VALUE>2010-12-16</VALUE></LAST_DAY_UPDATED>"
    "<INDIVIDUAL_PLACE_OF_BIRTH><CITY>Port</CITY><COUNTRY>XA</COUNTRY></INDIVIDUAL_PLACE_OF_BIRTH>"
    "<INDIVIDUAL_ADDRESS><STREET>1 Quay</STREET><STATE_PROVINCE>North</STATE_PROVINCE>"
    "<ZIP_CODE>12</ZIP_CODE><NOTE>until 2009</NOTE></INDIVIDUAL_ADDRESS>",
    name="<FIRST_NAME>TARIK</FIRST_NAME><SECOND_NAME>BIN  SALEH</SECOND_NAME><FOURTH_NAME>AMRI</FOURTH_NAME>",
)


def rejected(*individuals: str) -> tuple[RejectedEntry, ...]:
    return edition_of(*individuals).rejected


def test_an_individual_is_read_with_everything_it_says() -> None:
    edition = read_un(document(FULL), limits=LIMITS)
    (entry,) = edition.entries
    assert (edition.list_id, edition.dated) == ("un", "2026-03-01T00:00:00.875Z")
    assert entry == Designation(
        list_id="un",
        reference="XAi.001",
        schema=Schema.PERSON,
        names=(
            ListedName(value="TARIK BIN SALEH AMRI", quality=NameQuality.PRIMARY, parts=("TARIK", "BIN SALEH", "AMRI")),
            ListedName(value="طارق", quality=NameQuality.ORIGINAL_SCRIPT),
        ),
        programme="Al-Qaida",
        listed_on="2001-01-25",
        updated_on=("2010-12-16", "2012-05-02"),
        birth_places=(ListedPlace(city="Port", country="XA"),),
        nationalities=("XA", "XB"),
        genders=("Male",),
        titles=("Dr.", "Major"),
        positions=("Clerk",),
        addresses=(ListedPlace(street="1 Quay", province="North", postcode="12", note="until 2009"),),
        comments="Father: unknown.",
        submitted_by="XB",
        submitted_on="2000-12-01",
        source_id="42",
    )


def test_an_entity_has_its_whole_name_in_one_element() -> None:
    said = "<ENTITY_ALIAS><QUALITY>{}</QUALITY><ALIAS_NAME>{}</ALIAS_NAME></ENTITY_ALIAS>"
    raw = document(entities=entity(said.format("a.k.a.", "The Quay"), said.format("f.k.a.", "The Pier")))
    (entry,) = read_un(raw, limits=LIMITS).entries
    assert entry.schema is Schema.ORGANIZATION
    assert [(name.value, name.quality) for name in entry.names] == [
        ("HARBOUR SOCIETY", NameQuality.PRIMARY),
        ("The Quay", NameQuality.ALSO_KNOWN_AS),
        ("The Pier", NameQuality.FORMER),
    ]


@pytest.mark.parametrize(
    ("said", "quality", "note"),
    [
        ("Good", NameQuality.GOOD, "said in court"),
        ("Low", NameQuality.LOW, "said in court"),
        ("a.k.a.", NameQuality.ALSO_KNOWN_AS, "said in court"),
        ("f.k.a.", NameQuality.FORMER, "said in court"),
        ("", NameQuality.UNSTATED, "said in court"),
        ("Doubtful", NameQuality.UNSTATED, "Doubtful; said in court"),
    ],
)
def test_an_alias_keeps_the_word_on_its_quality(said: str, quality: NameQuality, note: str) -> None:
    entry = entry_of(
        f"<INDIVIDUAL_ALIAS><QUALITY>{said}</QUALITY><ALIAS_NAME>Abu\n   Kapal</ALIAS_NAME>"
        "<CITY_OF_BIRTH>Port</CITY_OF_BIRTH><NOTE>said in court</NOTE></INDIVIDUAL_ALIAS>"
    )
    assert entry.names[1] == ListedName(
        value="Abu Kapal", quality=quality, note=note, birth_place=ListedPlace(city="Port")
    )


@pytest.mark.parametrize(
    ("said", "dates"),
    [
        ("1971-03-14", [("1971-03-14", "")]),
        ("1971", [("1971", "")]),
        ("1958 - 1963", [("1958", "1963")]),
        ("null", []),
        ("</DATE_OF_BIRTH><DATE_OF_BIRTH>1972", [("1972", "")]),
    ],
)
def test_an_alias_keeps_the_birth_date_of_the_identity_it_stands_for(said: str, dates: list[tuple[str, str]]) -> None:
    alias = f"<ALIAS_NAME>Abu Kapal</ALIAS_NAME><DATE_OF_BIRTH>{said}</DATE_OF_BIRTH>"
    entry = entry_of(f"<INDIVIDUAL_ALIAS>{alias}</INDIVIDUAL_ALIAS>")
    assert [(date.value, date.until) for date in entry.names[1].birth_dates] == dates
    assert entry.birth_dates == ()


def test_the_birth_date_of_an_alias_without_a_name_is_the_subjects() -> None:
    entry = entry_of(
        "<INDIVIDUAL_ALIAS><QUALITY/><ALIAS_NAME/><DATE_OF_BIRTH>1953</DATE_OF_BIRTH></INDIVIDUAL_ALIAS>",
        "<INDIVIDUAL_DATE_OF_BIRTH><TYPE_OF_DATE>EXACT</TYPE_OF_DATE><YEAR>1960</YEAR></INDIVIDUAL_DATE_OF_BIRTH>",
    )
    assert [(date.kind, date.value) for date in entry.birth_dates] == [
        (DateKind.EXACT, "1960"),
        (DateKind.UNSTATED, "1953"),
    ]
    assert len(entry.names) == 1


@pytest.mark.parametrize(
    ("said", "date"),
    [
        ("<TYPE_OF_DATE>EXACT</TYPE_OF_DATE><DATE>1960-01-01-05:00</DATE>", ("exact", "1960-01-01", "", "")),
        ("<TYPE_OF_DATE>EXACT</TYPE_OF_DATE><DATE>1960-01</DATE>", ("exact", "1960-01", "", "")),
        ("<TYPE_OF_DATE>EXACT</TYPE_OF_DATE><YEAR>1960</YEAR>", ("exact", "1960", "", "")),
        ("<TYPE_OF_DATE>EXACT</TYPE_OF_DATE><NOTE>Sep.</NOTE>", ("exact", "", "", "Sep.")),
        ("<TYPE_OF_DATE>APPROXIMATELY</TYPE_OF_DATE><YEAR>1960</YEAR>", ("approximately", "1960", "", "")),
        (
            "<TYPE_OF_DATE>BETWEEN</TYPE_OF_DATE><FROM_YEAR>1960</FROM_YEAR><TO_YEAR>1962</TO_YEAR>",
            ("between", "1960", "1962", ""),
        ),
        ("<TYPE_OF_DATE/><YEAR>1960</YEAR>", ("unstated", "1960", "", "")),
        ("<TYPE_OF_DATE>HEARSAY</TYPE_OF_DATE><YEAR>1960</YEAR>", ("unstated", "1960", "", "HEARSAY")),
    ],
)
def test_a_birth_date_is_as_precise_and_as_sure_as_the_list_is(said: str, date: tuple[str, str, str, str]) -> None:
    kind, value, until, note = date
    entry = entry_of(f"<INDIVIDUAL_DATE_OF_BIRTH>{said}</INDIVIDUAL_DATE_OF_BIRTH>")
    assert entry.birth_dates == (ListedDate(kind=DateKind(kind), value=value, until=until, note=note),)


def test_a_document_keeps_all_its_fields() -> None:
    entry = entry_of(
        "<INDIVIDUAL_DOCUMENT><TYPE_OF_DOCUMENT>Passport</TYPE_OF_DOCUMENT><TYPE_OF_DOCUMENT2>Service\n passport"
        "</TYPE_OF_DOCUMENT2><NUMBER>X1</NUMBER><ISSUING_COUNTRY>XA</ISSUING_COUNTRY><COUNTRY_OF_ISSUE>XB"
        "</COUNTRY_OF_ISSUE><CITY_OF_ISSUE>Port</CITY_OF_ISSUE><DATE_OF_ISSUE>some day in 2001</DATE_OF_ISSUE>"
        "<NOTE>stolen</NOTE></INDIVIDUAL_DOCUMENT>"
    )
    assert entry.documents == (
        ListedDocument(
            kind="Passport",
            detail="Service passport",
            number="X1",
            issuing_country="XA",
            issued_on="some day in 2001",
            issued_in="Port",
            issued_in_country="XB",
            note="stolen",
        ),
    )


def test_empty_elements_and_housekeeping_say_nothing() -> None:
    assert entry_of(EMPTY_ELEMENTS) == entry_of()


@pytest.mark.parametrize(
    ("element", "kept"),
    [
        ("<NATIONALITY2>XC</NATIONALITY2>", "NATIONALITY2: XC"),
        ("<LIST_TYPE><VALUE>Another List</VALUE></LIST_TYPE>", "LIST_TYPE: Another List"),
        ("<COMMENTS1>first</COMMENTS1><COMMENTS1>second</COMMENTS1>", "COMMENTS1: second"),
        ("<INDIVIDUAL_ALIAS><QUALITY>Low</QUALITY></INDIVIDUAL_ALIAS>", "INDIVIDUAL_ALIAS/QUALITY: Low"),
        ("<GENDER><VALUE>Male</VALUE><NOTE>said</NOTE></GENDER>", "GENDER/NOTE: said"),
        ("<NEW><DEEP>a</DEEP><DEEP>b</DEEP></NEW>", "NEW/DEEP: a|NEW/DEEP: b"),
        ("left over", "INDIVIDUAL: left over"),
    ],
)
def test_what_has_no_field_is_kept_and_not_lost(element: str, kept: str) -> None:
    assert "|".join(entry_of(element).unread) == kept


@pytest.mark.parametrize(
    ("element", "line", "reason"),
    [
        ("<LISTED_ON>2001-02-31</LISTED_ON>", 7, "XAi.001: there is no such date: 2001-02-31"),
        ("\n<SUBMITTED_ON>2001-13-01</SUBMITTED_ON>", 8, "XAi.001: there is no such date: 2001-13-01"),
        (
            "<LAST_DAY_UPDATED>\n\n<VALUE>2001-02-29</VALUE></LAST_DAY_UPDATED>",
            9,
            "XAi.001: there is no such date: 2001-02-29",
        ),
        (
            "<INDIVIDUAL_DATE_OF_BIRTH>\n<DATE>1961-02-31</DATE></INDIVIDUAL_DATE_OF_BIRTH>",
            8,
            "XAi.001: there is no such date: 1961-02-31",
        ),
        (
            "<INDIVIDUAL_DATE_OF_BIRTH><YEAR>about 1961</YEAR></INDIVIDUAL_DATE_OF_BIRTH>",
            7,
            "XAi.001: not a date such as 1971, 1971-03 or 1971-03-14: 'about 1961'",
        ),
        (
            "<INDIVIDUAL_ALIAS><ALIAS_NAME>A</ALIAS_NAME><DATE_OF_BIRTH>1961-04-31</DATE_OF_BIRTH></INDIVIDUAL_ALIAS>",
            7,
            "XAi.001: there is no such date: 1961-04-31",
        ),
        (
            "<INDIVIDUAL_DOCUMENT><DATE_OF_ISSUE>2001-02-30</DATE_OF_ISSUE></INDIVIDUAL_DOCUMENT>",
            7,
            "XAi.001: there is no such date: 2001-02-30",
        ),
        (f"<COMMENTS1>{'x' * 20_001}</COMMENTS1>", 7, "XAi.001: longer than 20000 characters"),
        ("<COMMENTS1>a&#127;b</COMMENTS1>", 7, "XAi.001: holds the character U+007F"),
        (
            f"<INDIVIDUAL_ALIAS><ALIAS_NAME>{'x' * 1_001}</ALIAS_NAME></INDIVIDUAL_ALIAS>",
            4,
            "XAi.001: XAi.001.names: longer than 1000 characters",
        ),
    ],
)
def test_an_entry_that_cannot_be_read_is_rejected_with_line_and_reason(element: str, line: int, reason: str) -> None:
    edition = edition_of(individual(element), individual(reference="XAi.002"))
    assert [entry.reference for entry in edition.entries] == ["XAi.002"]
    assert edition.rejected == (RejectedEntry(place=f"line {line}", reason=reason, reference="XAi.001"),)


def test_an_entry_without_a_reference_or_a_name_is_rejected() -> None:
    assert [each.reason for each in rejected(individual(reference=" "), individual(name="<FIRST_NAME/>"))] == [
        "designation.reference: an entry needs a trimmed reference",
        "XAi.001: XAi.001.names: an entry needs a name",
    ]


def test_a_second_entry_under_a_reference_is_rejected_blanks_or_not() -> None:
    edition = edition_of(
        individual(reference="XAi.001"), individual(reference=" XAi.001 ", name="<FIRST_NAME>ANOTHER</FIRST_NAME>")
    )
    assert [entry.primary_name for entry in edition.entries] == ["TARIK"]
    assert edition.rejected == (
        RejectedEntry(place="line 8", reason="XAi.001: the same reference stands on line 4", reference="XAi.001"),
    )


def test_what_stands_where_no_entry_should_is_rejected_and_not_lost() -> None:
    raw = document("<VESSEL><REFERENCE_NUMBER>XAv.001</REFERENCE_NUMBER></VESSEL>", entity())
    edition = read_un(raw.replace(b"ENTITIES>", b"OTHERS>"), limits=LIMITS)
    assert edition.entries == ()
    assert [each.reason for each in edition.rejected] == [
        "XAv.001: <VESSEL> is not an entry of this list",
        "XAe.001: <ENTITY> is not an entry of this list",
    ]


@pytest.mark.parametrize(
    ("raw", "place", "reason"),
    [
        (b"<rss><channel/></rss>", "line 1", "begins with <rss>, not with <CONSOLIDATED_LIST>"),
        (document(), "line 1", "the list has neither an INDIVIDUAL nor an ENTITY"),
        (document(individual(), generated="yesterday"), "line 1", "dateGenerated is no date: 'yesterday'"),
        (document(individual(), generated="2026-02-31"), "line 1", "there is no such date: 2026-02-31"),
        (document(individual())[:-30], "line 10", "not well-formed XML: "),
        (
            document(individual(reference="") * (MOST_REJECTED + 1)),
            f"line {4 + 4 * MOST_REJECTED}",
            f"more than {MOST_REJECTED} entries cannot be read; the last: designation.reference: ",
        ),
    ],
)
def test_what_is_not_the_list_is_refused_whole(raw: bytes, place: str, reason: str) -> None:
    with pytest.raises(InputError) as caught:
        read_un(raw, limits=LIMITS)
    assert caught.value.place == place
    assert caught.value.reason.startswith(reason)


def test_a_list_larger_than_the_limit_is_refused() -> None:
    with pytest.raises(InputError, match="larger than 100 bytes"):
        read_un(document(individual()), limits=replace(LIMITS, max_list_bytes=100))


def test_an_edition_without_a_date_is_read() -> None:
    assert read_un(document(individual(), generated=""), limits=LIMITS).dated == ""


def contents(*individuals: str) -> dict[str, str]:
    return {entry.reference: content_of(entry) for entry in edition_of(*individuals).entries}


def test_blanks_and_the_order_of_entries_and_of_updates_change_nothing() -> None:
    days = "<LAST_DAY_UPDATED><VALUE>{}</VALUE><VALUE>{}</VALUE></LAST_DAY_UPDATED>"
    held = contents(individual(days.format("2010-12-16", "2012-05-02")), individual(reference="XAi.002"))
    offered = contents(
        individual(reference=" XAi.002 "),
        individual("\n  ", days.format("2012-05-02", "2010-12-16"), name="<FIRST_NAME>\n TARIK </FIRST_NAME>"),
    )
    assert held == offered


def test_added_changed_and_removed_are_told_apart() -> None:
    held = contents(individual(), individual(reference="XAi.002"), individual(reference="XAi.003"))
    offered = contents(
        individual(), individual("<GENDER>Male</GENDER>", reference="XAi.002"), individual(reference="XAi.004")
    )
    delta = compare(held, offered)
    assert (delta.added, delta.changed, delta.removed) == (("XAi.004",), ("XAi.002",), ("XAi.003",))


def edition_with(**changes: object) -> ListEdition:
    entry = dataclasses.replace(entry_of(), **changes)  # type: ignore[arg-type] # each test names a field and its value
    return ListEdition(list_id="un", dated="2026-03-01", entries=(entry,))


@pytest.mark.parametrize(
    "changes",
    [
        {"unread": ("NEW: something",)},
        {"review_on": "2027-01-31"},
        {"basis": ("Act 7 of 2019",)},
        {"schema": Schema.VESSEL},
        {"names": (ListedName(value="A", quality=NameQuality.GOOD),)},
        {"names": (ListedName(value="A", quality=NameQuality.PRIMARY),) * 2},
        {"names": (ListedName(value="A B", quality=NameQuality.PRIMARY, parts=("A", "C")),)},
        {"names": (ListedName(value="A B C D E", quality=NameQuality.PRIMARY, parts=tuple("ABCDE")),)},
        {"comments": "no such character in XML: \ufffe"},
    ],
)
def test_what_the_format_has_no_element_for_is_not_written(changes: dict[str, object]) -> None:
    with pytest.raises(InputError) as caught:
        write_un(edition_with(**changes))
    assert caught.value.place == "XAi.001"
