"""The built-in extract of the UN list: real entries, written as facts, in the shape of the official file."""

from collections import Counter

from simpul.core.designation import ListEdition
from simpul.core.node import Limits
from simpul.core.vocabulary import Schema
from simpul.formats.reference import reference_bytes
from simpul.formats.un import read_un
from tests.public_data import public_file


def extract() -> ListEdition:
    return read_un(reference_bytes("un-extract.xml"), limits=Limits())


def test_the_extract_has_sixty_organisations_and_at_most_a_dozen_persons() -> None:
    edition = extract()
    kinds = Counter(entry.schema for entry in edition.entries)
    assert edition.rejected == ()
    assert kinds[Schema.ORGANIZATION] >= 60
    assert 0 < kinds[Schema.PERSON] <= 12
    prefixes = {(entry.schema, entry.reference[:4]) for entry in edition.entries}
    assert prefixes == {
        (Schema.ORGANIZATION, "QDe."),
        (Schema.ORGANIZATION, "TAe."),
        (Schema.PERSON, "QDi."),
        (Schema.PERSON, "TAi."),
    }


def test_the_extract_says_where_it_is_from_and_how_old_it_is() -> None:
    head = reference_bytes("un-extract.xml").partition(b"<CONSOLIDATED_LIST")[0]
    assert b"Source:" in head
    assert b"As of:   2024-11-30" in head
    assert extract().dated == "2024-11-30"


def test_the_extract_copies_no_comment_no_document_and_no_street() -> None:
    for entry in extract().entries:
        assert (entry.comments, entry.documents, entry.birth_places, entry.positions) == ("", (), (), ())
        assert all(not (place.street or place.city or place.note) for place in entry.addresses)


def test_every_entry_of_the_extract_is_in_the_official_file_as_it_stands_here() -> None:
    official = read_un(public_file("lists", "un-2024-11-30.xml"), limits=Limits())
    by_reference = {entry.reference: entry for entry in official.entries}
    for entry in extract().entries:
        original = by_reference[entry.reference]
        assert (entry.schema, entry.listed_on, entry.primary_name) == (
            original.schema,
            original.listed_on,
            original.primary_name,
        )
        assert [(name.value, name.quality) for name in entry.names] == [
            (name.value, name.quality) for name in original.names
        ]
        assert entry.updated_on == original.updated_on
        assert {place.country for place in entry.addresses} <= {place.country for place in original.addresses}
