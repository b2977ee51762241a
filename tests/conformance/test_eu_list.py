"""A whole edition of the European Union's list in its official shape: what is read equals what another reader counts.

The edition is invented, as large as a part of the real one, and written in both forms. The other reader is the standard
library's: it uses nothing of the reader it tests.
"""

import csv
import random
import xml.etree.ElementTree as ET  # noqa: TID251 - the independent reader that ours is compared with
from collections import Counter, defaultdict
from functools import cache
from io import StringIO

from simpul.core.designation import DateKind, ListEdition, NameQuality
from simpul.core.vocabulary import Schema
from simpul.formats.eu import read_eu_csv, read_eu_xml
from tests.eulist import LIMITS, NAMESPACE, UNKNOWN, document, element, entity, name, row, table

ENTITIES = 300
SPACE = {"": NAMESPACE}
WORDS = ("Tarik", "Amri", "Saleh", "Kapal", "Laut", "Бахрам", "Μανώλης", "سليم", "Çelik", "Ó Briain")
STATES = ({"countryIso2Code": "XA", "countryDescription": "STATE XA"}, UNKNOWN)
SUMMARY = element("regulationSummary", regulationType="amendment", numberTitle="2025/5 (OJ L5)")


def a_name(chance: random.Random) -> str:
    return " ".join(chance.choices(WORDS, k=chance.randint(1, 4)))


def facts_of(chance: random.Random) -> list[str]:
    """Facts as the official file says them, each kind of them with all that is seen there."""
    made = [
        name(
            a_name(chance),
            SUMMARY,
            strong=chance.choice(("true", "true", "false")),
            nameLanguage=chance.choice(("", "FR")),
        )
        for _ in range(chance.randint(1, 6))
    ]
    dates: tuple[dict[str, str], ...] = (
        {"birthdate": "1971-03-14", "dayOfMonth": "14", "monthOfYear": "3", "year": "1971"},
        {"year": "1965", "monthOfYear": "3"},
        {"year": "1961"},
        {"yearRangeFrom": "1953", "yearRangeTo": "1958"},
        {"yearRangeTo": "1980"},
        {},
    )
    for said in chance.sample(dates, chance.randint(0, 3)):
        circa, calendar = chance.choice(("true", "false")), "GREGORIAN"
        made.append(element("birthdate", circa=circa, calendarType=calendar, city="", **said, **chance.choice(STATES)))
    made += [
        element(
            "identification",
            SUMMARY,
            number=f"P{chance.randrange(10**6)}",
            identificationTypeCode="passport",
            **UNKNOWN,
        )
        for _ in range(chance.randint(0, 2))
    ]
    made += [
        element(
            "address", element("contactInfo", key="EMAIL", value=f"{chance.randrange(99)}@example.org"), city="Port"
        )
        for _ in range(chance.randint(0, 2))
    ]
    made += [element("citizenship", region="", **chance.choice(STATES)) for _ in range(chance.randint(0, 2))]
    return made


@cache
def raw() -> bytes:
    chance = random.Random(20_260_301)
    kinds = ("person", "person", "enterprise")
    return document(*(entity(*facts_of(chance), number=n, kind=chance.choice(kinds)) for n in range(1, ENTITIES + 1)))


@cache
def edition() -> ListEdition:
    return read_eu_xml(raw(), limits=LIMITS)


@cache
def entities() -> list[ET.Element]:
    return ET.fromstring(raw()).findall("sanctionEntity", SPACE)


def test_every_entity_is_there_and_none_is_rejected() -> None:
    assert edition().rejected == ()
    assert [entry.reference for entry in edition().entries] == [each.get("euReferenceNumber") for each in entities()]
    assert [entry.source_id for entry in edition().entries] == [each.get("logicalId") for each in entities()]
    codes = Counter(str(each.get("code")) for entity_ in entities() for each in entity_.findall("subjectType", SPACE))
    kinds = Counter(entry.schema for entry in edition().entries)
    assert kinds == {Schema.PERSON: codes["person"], Schema.ORGANIZATION: codes["enterprise"]}
    assert [entry.unread for entry in edition().entries if entry.unread] == []


def test_every_name_is_there_with_its_strength() -> None:
    strengths = {"true": NameQuality.GOOD, "false": NameQuality.LOW}
    for entry, said in zip(edition().entries, entities(), strict=True):
        names = [
            (str(each.get("wholeName")), strengths[str(each.get("strong"))], str(each.get("nameLanguage")).lower())
            for each in said.findall("nameAlias", SPACE)
        ]
        assert [(each.value, each.quality, each.lang) for each in entry.names] == list(dict.fromkeys(names))


def test_every_birth_date_is_there_as_sure_as_it_is() -> None:
    counted, read = Counter[str](), Counter[DateKind]()
    for said in entities():
        dates = {tuple(sorted(each.items())) for each in said.findall("birthdate", SPACE)}
        for each in map(dict, dates):
            counted["any"] += bool({"year", "yearRangeTo"} & each.keys())
            counted["between"] += "yearRangeTo" in each
            counted["circa"] += each["circa"] == "true" and "year" in each
    for entry in edition().entries:
        read.update(date.kind for date in entry.birth_dates)
    assert read.total() == counted["any"]
    assert read[DateKind.BETWEEN] == counted["between"]
    assert read[DateKind.APPROXIMATELY] == counted["circa"]


def test_every_document_address_and_citizenship_is_there() -> None:
    for entry, said in zip(edition().entries, entities(), strict=True):
        numbers = [each.get("number") for each in said.findall("identification", SPACE)]
        assert [each.number for each in entry.documents] == list(dict.fromkeys(numbers))
        contacts = [f"EMAIL: {each.get('value')}" for each in said.findall("address/contactInfo", SPACE)]
        assert list(entry.contacts) == list(dict.fromkeys(contacts))
        countries = [each.get("countryDescription") for each in said.findall("citizenship", SPACE)]
        assert list(entry.citizenships) == list(dict.fromkeys(each for each in countries if each != "UNKNOWN"))


def rows() -> list[dict[str, str]]:
    """The same kind of edition as a table: a row for each fact."""
    chance = random.Random(7)
    made = []
    for number in range(1, ENTITIES + 1):
        made += [row(number, NameAlias_WholeName=a_name(chance)) for _ in range(chance.randint(1, 5))]
        made += [row(number, BirthDate_Year=str(1950 + chance.randrange(40))) for _ in range(chance.randint(0, 2))]
        made += [row(number, Identification_Number=f"P{chance.randrange(10**6)}") for _ in range(chance.randint(0, 2))]
    chance.shuffle(made)
    return made


def test_every_row_of_the_table_is_a_fact_of_its_entity() -> None:
    written = table(rows())
    read = read_eu_csv(written, limits=LIMITS)
    counted: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for each in csv.DictReader(StringIO(written.decode("utf-8-sig")), delimiter=";"):
        for column in ("NameAlias_WholeName", "BirthDate_Year", "Identification_Number"):
            counted[each["Entity_EU_ReferenceNumber"]][column] |= {each[column]} - {""}
    assert read.rejected == ()
    assert len(read.entries) == ENTITIES
    for entry in read.entries:
        said = counted[entry.reference]
        assert {each.value for each in entry.names} == said["NameAlias_WholeName"]
        assert {each.value for each in entry.birth_dates} == said["BirthDate_Year"]
        assert {each.number for each in entry.documents} == said["Identification_Number"]
