"""Entries and subjects in FollowTheMoney's shape."""

from dataclasses import replace

from simpul.core.authority import AuthorityId
from simpul.core.designation import (
    DateKind,
    Designation,
    ListedDate,
    ListedDocument,
    ListedName,
    ListedPlace,
    NameQuality,
)
from simpul.core.entity import Claimed, Entity
from simpul.core.handling import public_terms
from simpul.core.holding import HeldEntry
from simpul.core.vocabulary import Schema
from simpul.formats.ftm_writing import entity_of_claims, entity_of_entry, is_of_sanctions

ENTRY = Designation(
    list_id="un",
    reference="QXi.001",
    schema=Schema.PERSON,
    names=(
        ListedName(value="Bahrul Santosa", quality=NameQuality.PRIMARY),
        ListedName(value="The Ferryman", quality=NameQuality.LOW),
        ListedName(value="Bahrul Sentosa", quality=NameQuality.FORMER),
    ),
    programme="Al-Test",
    listed_by="Security Council of XA",
    reasons="Ferries money.",
    listed_on="2001-05-06",
    updated_on=("2010-01-02", "2015"),
    birth_dates=(ListedDate(kind=DateKind.BETWEEN, value="1960", until="1965"),),
    birth_places=(ListedPlace(city="Port Xaver", country="XA"),),
    nationalities=("Indonesia", "Atlantis"),
    genders=("M",),
    documents=(ListedDocument(kind="Passport", number="X 123"), ListedDocument(kind="IMO", number="9074729")),
    addresses=(ListedPlace(street="1 Quay", city="Port Xaver"),),
    contacts=("E-mail: b@example.org", "Website: https://example.org/b"),
    comments="Seen in the harbour.",
    source_id="6908",
)


def held(entry: Designation = ENTRY) -> HeldEntry:
    terms = public_terms(AuthorityId("XA-NCTC"))
    return HeldEntry(entry=entry, content="c", handling=terms, entered_on="2026-02-01")


def test_an_entry_says_all_that_there_is_a_property_for() -> None:
    entity = entity_of_entry(held())
    assert (entity.id, entity.caption, entity.schema) == ("list:un:QXi.001", "Bahrul Santosa", "Person")
    assert (entity.datasets, entity.referents, entity.target) == (("un",), ("QXi.001", "6908"), True)
    assert (entity.first_seen, entity.last_seen, entity.last_change) == (
        "2026-02-01T00:00:00",
        None,
        "2010-01-02T00:00:00",
    )
    said = {name: entity.said(name) for name in entity.properties if name != "sanctions"}
    assert said == {
        "name": ("Bahrul Santosa",),
        "weakAlias": ("The Ferryman",),
        "previousName": ("Bahrul Sentosa",),
        "birthDate": ("1960", "1965"),
        "nationality": ("id",),
        "gender": ("male",),
        "passportNumber": ("X 123",),
        "idNumber": ("9074729",),
        "imoNumber": ("9074729",),
        "birthPlace": ("Port Xaver, XA",),
        "address": ("1 Quay, Port Xaver",),
        "notes": ("Seen in the harbour.",),
        "email": ("b@example.org",),
        "website": ("https://example.org/b",),
        "topics": ("sanction",),
    }


def test_the_listing_stands_inside_its_entry() -> None:
    (listing,) = entity_of_entry(held()).properties["sanctions"]
    assert isinstance(listing, Entity)
    assert (listing.schema, listing.datasets) == ("Sanction", ("un",))
    assert listing.properties == {
        "entity": ("list:un:QXi.001",),
        "authority": ("Security Council of XA",),
        "authorityId": ("QXi.001",),
        "program": ("Al-Test",),
        "reason": ("Ferries money.",),
        "listingDate": ("2001-05-06",),
        "startDate": ("2001-05-06",),
        "modifiedAt": ("2010-01-02", "2015"),
    }


def test_only_lists_of_sanctions_give_the_topic() -> None:
    assert is_of_sanctions("un")
    assert is_of_sanctions("ofac-sdn")
    assert not is_of_sanctions("watch")
    assert not is_of_sanctions("unlike")


def test_an_entry_of_another_list_bears_the_topics_that_its_list_says() -> None:
    entry = replace(ENTRY, list_id="watch", unread=("hairColor: brown", "topics: crime.terror", "topics: role.pep"))
    assert entity_of_entry(held(entry)).said("topics") == ("crime.terror", "role.pep")


def test_a_subject_is_given_with_its_values_side_by_side() -> None:
    claimed = Claimed(
        subject="0" * 32,
        schema=Schema.PERSON,
        names=("Lev Brunov",),
        values={"name": ("Lev Brunov",), "birthDate": ("1971", "1972-01-02"), "nationality": ("XA", "Atlantis")},
        records=("1" * 32,),
    )
    entity = entity_of_claims(claimed)
    assert (entity.caption, entity.datasets, entity.target, entity.referents) == (
        "Lev Brunov",
        ("holdings",),
        False,
        ("1" * 32,),
    )
    assert entity.properties == {
        "name": ("Lev Brunov",),
        "birthDate": ("1971", "1972-01-02"),
        "nationality": ("xa",),
    }
