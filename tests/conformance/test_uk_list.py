"""A whole edition of the UK Sanctions List in its official shape: what is read equals what another reader counts.

The edition is invented and written in both forms. The other readers are the standard library's.
"""

import csv
import random
import xml.etree.ElementTree as ET  # noqa: TID251 - the independent reader that ours is compared with
from collections import Counter
from functools import cache
from io import StringIO

from simpul.core.designation import ListEdition, NameQuality
from simpul.core.vocabulary import Schema
from simpul.formats.uk import read_uk_csv, read_uk_xml
from tests.uklist import LIMITS, Group, Listed, document, listed, table

ENTRIES = 250
WORDS = ("TARIK", "AMRI", "SALEH", "KAPAL", "LAUT", "Ó BRIAIN", "ÇELIK")
NAME_TYPES = ("Primary Name Variation", "Alias", "ALias", "Primary name variation")
DATES = ("14/03/1971", "dd/mm/1962", "dd/07/1978", "00/00/1975", "15/08/19yy")
KINDS = {"Individual": Schema.PERSON, "Entity": Schema.ORGANIZATION, "Ship": Schema.VESSEL}


def a_name(chance: random.Random, kind: str) -> Group:
    parts = {f"Name {part}": chance.choice(WORDS) for part in chance.sample((1, 2, 3, 4, 5), chance.randint(0, 2))}
    strength = {"Alias strength": chance.choice(("Good quality a.k.a", "Low quality a.k.a"))} if kind == "Alias" else {}
    return {**parts, "Name 6": chance.choice(WORDS), "Name type": kind, **strength}


def an_entry(chance: random.Random, number: int) -> Listed:
    kind = chance.choice(("Individual", "Individual", "Entity", "Ship"))
    names = [
        a_name(chance, "Primary Name"),
        *(a_name(chance, chance.choice(NAME_TYPES)) for _ in range(chance.randint(0, 3))),
    ]
    repeated: dict[str, list[str]] = {}
    groups: dict[str, list[Group]] = {
        "Addresses/Address": [
            {"Address Line 1": f"{chance.randrange(99)} Quay", "Address Line 6": "Port", "Address Country": "State XA"}
            for _ in range(chance.randint(0, 2))
        ]
    }
    if kind == "Individual":
        repeated["D.O.B"] = chance.sample(DATES, chance.randint(0, 2))
        repeated["Nationality(/ies)"] = chance.sample(("State XA", "State XB"), chance.randint(0, 2))
        groups["IndividualDetails/Individual/PassportDetails/Passport"] = [
            {"Passport number": f"P{chance.randrange(10**6)}"} for _ in range(chance.randint(0, 2))
        ]
    if kind == "Ship":
        repeated["IMO number"] = [f"IMO{chance.randrange(10**6, 10**7)}"]
        repeated["Current believed flag of ship"] = ["State XC"]
    if chance.random() < 0.4:
        groups["NonLatinNames/NonLatinName"] = [{"Name non-latin script": "طارق", "Non-latin script type": "Arabic"}]
    single = {"Unique ID": f"XAA{number:04}", "Designation Type": kind, "Other Information": f"Entry {number}."}
    return listed(names=names, groups=groups, repeated=repeated, single=single)


@cache
def entries() -> tuple[Listed, ...]:
    chance = random.Random(20_260_301)
    return tuple(an_entry(chance, number) for number in range(ENTRIES))


@cache
def raw() -> bytes:
    return document(*entries())


@cache
def edition() -> ListEdition:
    return read_uk_xml(raw(), limits=LIMITS)


@cache
def designations() -> list[ET.Element]:
    return ET.fromstring(raw()).findall("Designation")


def texts(element: ET.Element, path: str) -> list[str]:
    return [each.text or "" for each in element.findall(path)]


def test_every_designation_is_there_and_none_is_rejected() -> None:
    assert edition().rejected == ()
    assert edition().dated == "2026-08-20"
    assert [entry.reference for entry in edition().entries] == [each.findtext("UniqueID") for each in designations()]
    kinds = Counter(KINDS[str(each.findtext("IndividualEntityShip"))] for each in designations())
    assert Counter(entry.schema for entry in edition().entries) == kinds


def test_every_name_is_there_with_its_parts_in_order() -> None:
    for entry, said in zip(edition().entries, designations(), strict=True):
        parts = [
            tuple(text for part in range(1, 7) if (text := each.findtext(f"Name{part}")))
            for each in said.findall("Names/Name")
        ]
        original = texts(said, "NonLatinNames/NonLatinName/NameNonLatinScript")
        assert {each.parts for each in entry.names if each.parts} == set(parts)
        assert [each.value for each in entry.names if each.quality is NameQuality.ORIGINAL_SCRIPT] == original
        assert entry.primary_name == " ".join(parts[0])
        low = [each for each in said.findall("Names/Name") if each.findtext("AliasStrength") == "Low quality a.k.a"]
        assert any(each.quality is NameQuality.LOW for each in entry.names) is bool(low)


def test_every_date_nationality_document_and_address_is_there() -> None:
    individual = "IndividualDetails/Individual"
    for entry, said in zip(edition().entries, designations(), strict=True):
        assert len(entry.birth_dates) == len(set(texts(said, f"{individual}/DOBs/DOB")))
        assert list(entry.nationalities) == texts(said, f"{individual}/Nationalities/Nationality")
        numbers = texts(said, f"{individual}/PassportDetails/Passport/PassportNumber")
        ships = [number.removeprefix("IMO") for number in texts(said, "ShipDetails/Ship/IMONumbers/IMONumber")]
        assert [each.number for each in entry.documents] == [*dict.fromkeys(numbers), *ships]
        streets = texts(said, "Addresses/Address/AddressLine1")
        assert [each.street for each in entry.addresses] == list(dict.fromkeys(streets))
        assert entry.comments == said.findtext("OtherInformation")


def test_the_table_of_the_same_edition_makes_the_same_entries_of_all_its_rows() -> None:
    written = table(*entries())
    text = written.decode().partition("\r\n")[2]
    counted = Counter(row["Unique ID"] for row in csv.DictReader(StringIO(text)))
    assert max(counted.values()) > 20
    read = read_uk_csv(written, limits=LIMITS)
    assert [entry.reference for entry in read.entries] == list(counted)
    assert read.entries == edition().entries
    assert (read.dated, read.rejected) == (edition().dated, ())
