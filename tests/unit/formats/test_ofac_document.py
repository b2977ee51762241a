"""The United States' list in XML: everything an entry says is there, and what cannot be read is named."""

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
)
from simpul.core.errors import InputError
from simpul.core.vocabulary import Schema
from simpul.formats.ofac.entry import AUTHORITY
from simpul.formats.registry import read_list
from tests.ofaclist import LIMITS

NAMESPACE = "http://tempuri.org/sdnList.xsd"


def entry(*elements: str, uid: str = "42", name: str = "<firstName>Tarik</firstName><lastName>AMRI</lastName>") -> str:
    return f"<sdnEntry>\n<uid>{uid}</uid>{name}<sdnType>Individual</sdnType>\n{''.join(elements)}</sdnEntry>\n"


def document(*entries: str) -> bytes:
    information = "<publshInformation><Publish_Date>07/02/2021</Publish_Date></publshInformation>"
    return f'<?xml version="1.0"?>\n<sdnList xmlns="{NAMESPACE}">{information}\n{"".join(entries)}</sdnList>'.encode()


def edition_of(*entries: str) -> ListEdition:
    return read_list("ofac", {"sdn.xml": document(*entries)}, limits=LIMITS)


FULL = entry(
    "<title>Haji</title><remarks>(Linked To: HARBOUR SOCIETY; Former Minister of Ports)</remarks>",
    "<programList><program>XA1</program><program>XB-HR</program></programList>",
    "<idList><id><uid>1</uid><idType>Passport</idType><idNumber>P100</idNumber><idCountry>XA</idCountry>"
    "<issueDate>23 Jun 1999</issueDate><expirationDate>05 Feb 2004</expirationDate></id>"
    "<id><uid>2</uid><idType>Gender</idType><idNumber>Male</idNumber></id>"
    "<id><uid>3</uid><idType>Email Address</idType><idNumber>tarik@example.org</idNumber></id>"
    "<id><uid>4</uid><idType>Additional Sanctions Information -</idType><idNumber>Subject to more</idNumber></id>"
    "</idList>",
    "<akaList><aka><uid>5</uid><type>a.k.a.</type><category>weak</category><lastName>ABU KAPAL</lastName></aka>"
    "<aka><uid>6</uid><type>f.k.a.</type><category>strong</category><lastName>SALEH</lastName>"
    "<firstName>Omar</firstName></aka></akaList>",
    "<addressList><address><uid>7</uid><address1>1 Quay</address1><address2>Gate 2</address2><city>Port</city>"
    "<stateOrProvince>North</stateOrProvince><postalCode>12</postalCode><country>XA</country></address></addressList>",
    "<nationalityList><nationality><uid>8</uid><country>XA</country><mainEntry>true</mainEntry></nationality>"
    "</nationalityList><citizenshipList><citizenship><uid>9</uid><country>XB</country><mainEntry>true</mainEntry>"
    "</citizenship></citizenshipList>",
    "<dateOfBirthList><dateOfBirthItem><uid>10</uid><dateOfBirth>10 Dec 1948</dateOfBirth><mainEntry>true</mainEntry>"
    "</dateOfBirthItem><dateOfBirthItem><uid>11</uid><dateOfBirth>circa 1950</dateOfBirth>"
    "<mainEntry>false</mainEntry></dateOfBirthItem></dateOfBirthList>",
    "<placeOfBirthList><placeOfBirthItem><uid>12</uid><placeOfBirth>Port, XA</placeOfBirth><mainEntry>true</mainEntry>"
    "</placeOfBirthItem></placeOfBirthList><moon>full</moon>",
)


READ = Designation(
    list_id="ofac",
    reference="42",
    schema=Schema.PERSON,
    names=(
        ListedName(value="Tarik AMRI", said="AMRI, Tarik", quality=NameQuality.PRIMARY, parts=("AMRI", "Tarik")),
        ListedName(value="ABU KAPAL", quality=NameQuality.LOW),
        ListedName(value="Omar SALEH", said="SALEH, Omar", quality=NameQuality.FORMER, parts=("SALEH", "Omar")),
    ),
    programme="XA1; XB-HR",
    listed_by=AUTHORITY,
    basis=("XA1", "XB-HR"),
    titles=("Haji",),
    birth_dates=(
        ListedDate(kind=DateKind.UNSTATED, value="1948-12-10"),
        ListedDate(kind=DateKind.APPROXIMATELY, value="1950", note="alt."),
    ),
    birth_places=(ListedPlace(city="Port", country="XA"),),
    nationalities=("XA",),
    citizenships=("XB",),
    genders=("Male",),
    documents=(
        ListedDocument(
            kind="Passport",
            number="P100",
            issuing_country="XA",
            issued_on="1999-06-23",
            valid_until="2004-02-05",
        ),
    ),
    contacts=("Email Address: tarik@example.org",),
    addresses=(ListedPlace(street="1 Quay, Gate 2", city="Port", province="North", postcode="12", country="XA"),),
    linked_to=("HARBOUR SOCIETY",),
    comments="Additional Sanctions Information - Subject to more; Former Minister of Ports",
    unread=("moon: full",),
)


def test_an_entry_is_read_with_everything_that_it_says() -> None:
    edition = edition_of(FULL)
    assert (edition.list_id, edition.dated, edition.rejected) == ("ofac", "2021-07-02", ())
    assert edition.entries == (READ,)


def test_a_vessel_has_its_flag_and_its_owner() -> None:
    ship = entry(
        "<vesselInfo><callSign>T2EU4</callSign><vesselType>Tug</vesselType><vesselFlag>XA</vesselFlag>"
        "<vesselOwner>NXA</vesselOwner><tonnage>640</tonnage></vesselInfo>",
        name="<lastName>SEA STAR</lastName>",
    ).replace("Individual", "Vessel")
    (read,) = edition_of(ship).entries
    assert (read.schema, read.primary_name, read.countries) == (Schema.VESSEL, "SEA STAR", ("XA",))
    assert read.linked_to == ("Vessel owner: NXA",)
    assert read.unread == ("Vessel type: Tug", "Tonnage: 640")


@pytest.mark.parametrize(
    ("bad", "rejection"),
    [
        (
            "<moon/>",
            RejectedEntry(place="line 6", reason="<moon> is not an entry of this list"),
        ),
        (entry(uid="x"), RejectedEntry(place="line 6", reason="no number of an entry: 'x'", reference="x")),
        (entry(), RejectedEntry(place="line 6", reason="the number 42 stands on line 3 too")),
        (
            entry(uid="43", name="<title/>"),
            RejectedEntry(place="line 6", reason="a name without words", reference="43"),
        ),
        (
            entry(uid="43").replace("Individual", "Moon"),
            RejectedEntry(place="line 6", reason="a subject of the kind 'Moon' is not known", reference="43"),
        ),
    ],
)
def test_an_entry_that_cannot_be_read_is_named_with_its_line(bad: str, rejection: RejectedEntry) -> None:
    edition = edition_of(entry(), bad)
    assert [read.reference for read in edition.entries] == ["42"]
    assert edition.rejected == (rejection,)


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (document(), "the list has no sdnEntry"),
        (b"<Sanctions/>", "begins with <Sanctions>, not with <sdnList>"),
        (b"<sdnList>", "not well-formed XML"),
    ],
)
def test_a_file_that_is_not_the_list_is_refused(raw: bytes, reason: str) -> None:
    with pytest.raises(InputError, match=reason):
        read_list("ofac", {"sdn.xml": raw}, limits=LIMITS)
