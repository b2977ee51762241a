"""A list of one's own: everything a row says is in its entry, and what cannot be read is named."""

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
from simpul.core.node import Limits
from simpul.core.vocabulary import Schema
from simpul.formats.list_table import MOST_REJECTED, read_list_table


def edition_of(*lines: str, columns: dict[str, str] | None = None) -> ListEdition:
    return read_list_table("\n".join(lines).encode(), limits=Limits(), list_id="own", columns=columns)


HEADINGS = (
    "ID|Name|Alias|Weak alias|Former name|Type|Date of birth|Nationality|Passport|Listed by|Legal basis|Reasons|"
    "Listed on|Review date|Program|Role|Place of birth|Address|Remarks|Shelf"
)
ROW = (
    "X-1|Ayu Pelangi|A. Pelangi; Ayu P.|Si Pelangi|Ayu Embun|person|14/3/1971|XA|P100|Council of XA|Act 7; Act 9|"
    "Recruited for it.|2020-05-01|2027-05|XA-T|Clerk|Port, North, XA|1 Quay; 2 Quay|Seen in 2019|B12"
)


def test_a_row_is_read_with_everything_that_it_says() -> None:
    edition = edition_of(HEADINGS, ROW)
    assert (edition.list_id, edition.dated, edition.rejected) == ("own", "", ())
    assert edition.entries == (
        Designation(
            list_id="own",
            reference="X-1",
            schema=Schema.PERSON,
            names=(
                ListedName(value="Ayu Pelangi", quality=NameQuality.PRIMARY),
                ListedName(value="A. Pelangi", quality=NameQuality.ALSO_KNOWN_AS),
                ListedName(value="Ayu P.", quality=NameQuality.ALSO_KNOWN_AS),
                ListedName(value="Ayu Embun", quality=NameQuality.FORMER),
                ListedName(value="Si Pelangi", quality=NameQuality.LOW),
            ),
            programme="XA-T",
            listed_by="Council of XA",
            basis=("Act 7", "Act 9"),
            reasons="Recruited for it.",
            listed_on="2020-05-01",
            review_on="2027-05",
            birth_dates=(ListedDate(kind=DateKind.UNSTATED, value="1971-03-14"),),
            birth_places=(ListedPlace(city="Port", province="North", country="XA"),),
            nationalities=("XA",),
            positions=("Clerk",),
            documents=(ListedDocument(kind="Passport", number="P100"),),
            addresses=(ListedPlace(street="1 Quay"), ListedPlace(street="2 Quay")),
            comments="Seen in 2019",
            unread=("Shelf: B12",),
        ),
    )


def test_what_a_column_means_may_be_said() -> None:
    (entry,) = edition_of(
        "siapa,untuk,sampai",
        "Ayu Pelangi,Act 7,2027",
        columns={"name": "siapa", "basis": "untuk", "reviewOn": "sampai"},
    ).entries
    assert (entry.primary_name, entry.basis, entry.review_on) == ("Ayu Pelangi", ("Act 7",), "2027")


def test_a_table_without_a_key_knows_an_entry_by_its_names_and_birth_dates() -> None:
    older = edition_of("name,dob,notes", "Ayu,1971,a", "Ayu,1972,a", "Omar,,a")
    newer = edition_of("name,dob,notes", "Ayu,1972,b", "Ayu,1971,a", "Sari,,a")
    contents = [{entry.reference: content_of(entry) for entry in edition.entries} for edition in (older, newer)]
    assert len(contents[0]) == 3
    delta = compare(*contents)
    names = {entry.reference: entry.primary_name for edition in (older, newer) for entry in edition.entries}
    assert [[names[ref] for ref in refs] for refs in (delta.added, delta.changed, delta.removed)] == [
        ["Sari"],
        ["Ayu"],
        ["Omar"],
    ]


@pytest.mark.parametrize(
    ("row", "rejection"),
    [
        ("X-2,,,", RejectedEntry(place="line 3", reason="line 3: no name", reference="X-2")),
        (
            "X-2,Omar,31/2/1971,",
            RejectedEntry(
                place="line 3", reason='line 3, column "dob": there is no such date: 1971-02-31', reference="X-2"
            ),
        ),
        (
            "X-2,Omar,,soon",
            RejectedEntry(
                place="line 3",
                reason="reviewOn: not a date such as 1971, 1971-03, 1971-03-14 or 14/3/1971: 'soon'",
                reference="X-2",
            ),
        ),
        ("X-1,Omar,,", RejectedEntry(place="line 3", reason="key: the same entry stands on line 2")),
        (f"{'x' * 101},Omar,,", RejectedEntry(place="line 3", reason="key: a key longer than 100 characters")),
    ],
)
def test_a_row_that_cannot_be_read_is_named_with_its_line(row: str, rejection: RejectedEntry) -> None:
    edition = edition_of("id,name,dob,review date", "X-1,Ayu,1971,", row)
    assert [entry.reference for entry in edition.entries] == ["X-1"]
    assert edition.rejected == (rejection,)


@pytest.mark.parametrize(
    ("lines", "reason"),
    [
        (("id,dob", "1,1971"), "no column has a name"),
        (("id,name",), "the list has no row"),
        (("id,name", *(["1,"] * (MOST_REJECTED + 1))), "more than 1000 rows cannot be read"),
    ],
)
def test_a_table_that_is_no_list_is_refused(lines: tuple[str, ...], reason: str) -> None:
    with pytest.raises(InputError, match=reason):
        edition_of(*lines)
