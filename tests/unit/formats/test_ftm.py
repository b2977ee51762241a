"""FollowTheMoney lines: every line is an entry, joined to one, counted, or rejected with its place."""

import json
import random
import tracemalloc
from collections.abc import Iterator
from io import BytesIO, RawIOBase
from itertools import permutations
from pathlib import Path
from typing import BinaryIO, cast

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
)
from simpul.core.errors import InputError
from simpul.core.node import Limits
from simpul.core.vocabulary import Schema
from simpul.formats.ftm import MOST_LINE, FtmReading, FtmTally, read_ftm
from tests.ftmlist import LIMITS, entry_of, file_of, line, person

SANCTION = line(
    "s-1",
    "Sanction",
    entity="xa-1",
    authority="State XA",
    program="TERR",
    authorityId="XA 17",
    unscId="XAi.001",
    reason="Kept the books.",
    listingDate="2020-02-03",
    startDate="2020-02-04",
    endDate="2030-02-03",
)
PASSPORT = line(
    "p-1",
    "Passport",
    holder="xa-1",
    number="P0458",
    country="xa",
    startDate="2001-02-03",
    endDate="2011",
    summary="old",
)
ADDRESS = line("a-1", "Address", full="1 Quay, Port", street="1 Quay", city="Port", country="xa", postalCode="99")
SUBJECT = person(
    more={"caption": "TAREQ", "target": True, "referents": ["old-1"]},
    name=["Tarik Amri", "TAREQ"],
    alias="Abu Kapal",
    weakAlias="Kapal",
    previousName="Tarik Saleh",
    birthDate=["1971-03-14", "1972", "c. 1973"],
    birthPlace="Port",
    birthCountry="xa",
    nationality="xa",
    citizenship="xb",
    country=["xa", "xc"],
    gender="male",
    title="Dr",
    position="Clerk",
    passportNumber=["P0458", "P0459"],
    idNumber="7",
    addressEntity="a-1",
    address=["1 Quay, Port", "Kota"],
    phone="+991",
    website="https://example.org",
    notes="A clerk.",
    topics="sanction",
    modifiedAt="2026-04-14T10:00:00",
    firstName="Tarik",
)
READ = Designation(
    list_id="ftm",
    reference="xa-1",
    schema=Schema.PERSON,
    names=(
        ListedName(value="TAREQ", quality=NameQuality.PRIMARY),
        ListedName(value="Tarik Amri", quality=NameQuality.PRIMARY),
        ListedName(value="Abu Kapal", quality=NameQuality.ALSO_KNOWN_AS),
        ListedName(value="Tarik Saleh", quality=NameQuality.FORMER),
        ListedName(value="Kapal", quality=NameQuality.LOW),
    ),
    programme="TERR",
    listed_by="State XA",
    basis=(
        (
            "TERR; State XA; authorityId: XA 17; unscId: XAi.001; listingDate: 2020-02-03; startDate: 2020-02-04; "
            "endDate: 2030-02-03"
        ),
    ),
    reasons="Kept the books.",
    listed_on="2020-02-03",
    updated_on=("2026-04-14",),
    birth_dates=(
        ListedDate(kind=DateKind.UNSTATED, value="1971-03-14"),
        ListedDate(kind=DateKind.UNSTATED, value="1972"),
        ListedDate(kind=DateKind.UNSTATED, note="c. 1973"),
    ),
    birth_places=(ListedPlace(city="Port"), ListedPlace(country="xa")),
    nationalities=("xa",),
    citizenships=("xb",),
    countries=("xa", "xc"),
    genders=("male",),
    titles=("Dr",),
    positions=("Clerk",),
    documents=(
        ListedDocument(
            kind="Passport",
            number="P0458",
            issuing_country="xa",
            issued_on="2001-02-03",
            valid_until="2011",
            note="summary: old",
        ),
        ListedDocument(kind="passportNumber", number="P0459"),
        ListedDocument(kind="idNumber", number="7"),
        ListedDocument(kind="United Nations reference", number="XAi.001"),
    ),
    addresses=(ListedPlace(street="1 Quay", city="Port", postcode="99", country="xa"), ListedPlace(street="Kota")),
    contacts=("Phone: +991", "Website: https://example.org"),
    comments="A clerk.",
    unread=("datasets: xa_list", "firstName: Tarik", "referents: old-1", "topics: sanction"),
)


@pytest.mark.parametrize("lines", list(permutations((SUBJECT, SANCTION, PASSPORT, ADDRESS))))
def test_a_subject_is_read_with_all_that_is_joined_to_it_wherever_that_stands(lines: tuple[dict[str, object]]) -> None:
    assert entry_of(*lines) == READ


def test_a_subject_has_what_stands_inside_it() -> None:
    nested = dict(SUBJECT)
    properties = dict(cast("dict[str, list[object]]", SUBJECT["properties"]))
    nested["properties"] = {**properties, "sanctions": [SANCTION], "passports": [PASSPORT], "addressEntity": [ADDRESS]}
    assert entry_of(nested) == READ


def test_a_sanction_of_a_former_id_is_joined_to_who_bears_it_now() -> None:
    entry = entry_of({**SANCTION, "properties": {"entity": ["old-1"], "authority": ["State XA"]}}, SUBJECT)
    assert entry.listed_by == "State XA"


def test_an_address_that_two_share_is_joined_to_both_and_counted_once() -> None:
    reading = FtmReading(
        file_of(person("xa-1", addressEntity="a-1"), ADDRESS, person("xa-2", addressEntity="a-1")), limits=LIMITS
    )
    entries = [each for each in reading.entries() if isinstance(each, Designation)]
    assert [entry.addresses[0].city for entry in entries] == ["Port", "Port"]
    assert reading.tally == FtmTally(entries=2, joined=1, passed_over={}, rejected=0)


@pytest.mark.parametrize(
    ("schema", "kind"),
    [
        ("Person", Schema.PERSON),
        ("LegalEntity", Schema.ORGANIZATION),
        ("Organization", Schema.ORGANIZATION),
        ("Company", Schema.ORGANIZATION),
        ("PublicBody", Schema.ORGANIZATION),
        ("Vessel", Schema.VESSEL),
        ("Airplane", Schema.AIRPLANE),
        ("Vehicle", Schema.VEHICLE),
        ("CryptoWallet", Schema.BANK_ACCOUNT),
    ],
)
def test_a_subject_is_of_the_nearest_kind_and_its_own_is_kept(schema: str, kind: Schema) -> None:
    entry = entry_of(line("xa-1", schema, name="Kapal 8", imoNumber="9562233", flag="xa"))
    assert entry.schema is kind
    assert (f"schema: {schema}" in entry.unread) is (schema != kind.value)
    assert entry.documents == (ListedDocument(kind="imoNumber", number="9562233"),)
    assert entry.countries == ("xa",)


def test_a_wallet_without_a_name_is_known_by_its_key() -> None:
    entry = entry_of(line("w-1", "CryptoWallet", publicKey="bc1xa", currency="XBT"))
    assert entry.names == (ListedName(value="bc1xa", quality=NameQuality.UNSTATED),)
    assert entry.documents == (ListedDocument(kind="publicKey", number="bc1xa"),)


def test_when_a_crawler_saw_a_line_makes_no_difference() -> None:
    later = {**SUBJECT, "last_seen": "2026-05-05T00:00:00", "first_seen": "", "last_change": "2026-05-05"}
    assert entry_of(later, SANCTION, PASSPORT, ADDRESS) == READ


def test_what_is_no_subject_is_counted_by_its_kind() -> None:
    edition = read_ftm(
        file_of(
            person(),
            line("o-1", "Ownership", owner="xa-1", asset="xa-2"),
            line("o-2", "Ownership", owner="xa-1", asset="xa-3"),
            line("n-1", "Security", name="Bond", isin="XA1"),
            person("xa-9", more={"target": False}),
            line("s-2", "Sanction", entity="nobody"),
            line("a-2", "Address", full="Kota"),
        ),
        limits=LIMITS,
    )
    assert [entry.reference for entry in edition.entries] == ["xa-1"]
    assert dict(edition.passed_over) == {
        "Ownership": 2,
        "Security": 1,
        "Person (not a target)": 1,
        "Sanction (joined to nobody in the file)": 1,
        "Address (joined to nobody in the file)": 1,
    }


NESTED = '{"id":"a","schema":"Person","properties":{"parent":' * 6 + "1" + "}}" * 6


@pytest.mark.parametrize(
    ("raw", "reason", "reference"),
    [
        ("{", "not JSON", ""),
        ("[]", "not an object", ""),
        ("17", "not an object", ""),
        ("{}", "$.id: is missing, or is no text", ""),
        ('{"id":"a"}', "$.schema: is missing, or is no text", "a"),
        ('{"id":"a","schema":7}', "$.schema: is missing, or is no text", "a"),
        ('{"id":7,"schema":"Person"}', "$.id: is missing, or is no text", ""),
        ('{"id":"a","schema":"Person","target":"yes"}', "says what it is in no way that can be read", "a"),
        ('{"id":"a","schema":"Person","properties":[]}', "$.properties: not an object", "a"),
        ('{"id":"a","schema":"Person","properties":{"name":[["x"]]}}', "neither a text nor an entity", "a"),
        ('{"id":"a","schema":"Person","properties":{"name":[{"x":1}]}}', "is missing, or is no text", "a"),
        ('{"id":"a","schema":"Person","properties":{}}', "an entry needs a name", "a"),
        ('{"id":"a","schema":"Person","id":"b"}', "a key stands twice in an object", "b"),
        ('{"id":"a","schema":"Person","referents":"b"}', "is no list of texts", "a"),
        ('{"id":"a","schema":"Person","datasets":[7]}', "is no list of texts", "a"),
        (json.dumps(person("xa-2", name="x" * 1_001)), "longer than 1000 characters", "xa-2"),
        (json.dumps(person("xa-2", notes="\x07")), "holds the character U+0007", "xa-2"),
        (json.dumps(person("xa-1")), "the same id stands on an earlier line", "xa-1"),
        (json.dumps({"id": "x" * 301, "schema": "Person"}), "longer than 300 characters", "x" * 301),
        ('{"id":"a","schema":"Person","properties":' + "[" * 40 + "]" * 40 + "}", "$.properties: not an object", "a"),
        (
            '{"id":"a","schema":"Person","properties":' + "[" * 9_000 + "]" * 9_000 + "}",
            "deeper than an entity is",
            "a",
        ),
        ('{"id":"a","schema":"Person","properties":{"x":NaN}}', "NaN is no JSON", "a"),
        ('{"id":"a","schema":"Person","properties":{"x":' + "9" * 5_000 + "}}", "a number is too long", "a"),
        (NESTED, "more than 4 entities inside each other", "a"),
        ('{"id":"s","schema":"Sanction","properties":{"entity":[[]]}}', "neither a text nor an entity", "s"),
        ('{"id":"o","schema":"Ownership","properties":7}', "$.properties: not an object", "o"),
        ('{"id":"a","schema":"Person","properties":{"name":["' + "x" * MOST_LINE + '"]}}', "a line longer than", "a"),
    ],
)
def test_a_line_that_cannot_be_read_costs_itself_only(raw: str, reason: str, reference: str) -> None:
    whole = b"\n".join((file_of(person("xa-1")).strip(), raw.encode(), b"", file_of(person("xa-3"))))
    reading = FtmReading(whole, limits=LIMITS)
    read = list(reading.entries())
    assert [each.reference for each in read if isinstance(each, Designation)] == ["xa-1", "xa-3"]
    (rejected,) = [each for each in read if isinstance(each, RejectedEntry)]
    assert rejected.place == "line 2"
    assert rejected.reference == reference
    assert reason in rejected.reason
    assert reading.tally.rejected == 1


def test_bytes_that_are_no_text_cost_their_line_only() -> None:
    edition = read_ftm(file_of(person()) + b'{"id":"\xff"}\n', limits=LIMITS)
    assert [each.place for each in edition.rejected] == ["line 2"]
    assert len(edition.entries) == 1


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (b"", "the file holds no subject"),
        (b"\n \r\n", "the file holds no subject"),
        (file_of(ADDRESS), "the file holds no subject"),
        (b"{\n" * 1_001, "more than 1000 lines cannot be read"),
    ],
)
def test_a_file_without_a_subject_is_refused(raw: bytes, reason: str) -> None:
    with pytest.raises(InputError, match=reason) as refused:
        read_ftm(raw, limits=LIMITS)
    assert refused.value.place


class OneWay(RawIOBase):
    """A stream that cannot be read twice, as from a pipe."""

    def __init__(self, raw: bytes) -> None:
        self._inner = BytesIO(raw)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override] # the stubs say Buffer, io gives this
        return self._inner.readinto(buffer)


def sources(raw: bytes, path: Path) -> Iterator[bytes | Path | BinaryIO]:
    path.write_bytes(raw)
    behind = BytesIO(b"before" + raw)
    behind.seek(6)
    yield from (raw, path, BytesIO(raw), behind, cast("BinaryIO", OneWay(raw)), b"\xef\xbb\xbf" + raw)


def test_a_file_is_read_from_bytes_a_path_and_a_stream_that_can_be_read_once(tmp_path: Path) -> None:
    raw = file_of(SANCTION, SUBJECT, PASSPORT, ADDRESS)
    for source in sources(raw, tmp_path / "entities.ftm.json"):
        assert read_ftm(source, limits=LIMITS).entries == (READ,)
    for source in sources(raw, tmp_path / "entities.ftm.json"):
        with pytest.raises(InputError, match="larger than 100 bytes"):
            read_ftm(source, limits=Limits(max_list_bytes=100))
    with pytest.raises(InputError, match="cannot be read"):
        read_ftm(tmp_path / "absent", limits=LIMITS)


def test_a_larger_file_than_an_upload_may_be_is_read_where_that_is_asked_for() -> None:
    raw = file_of(person())
    reading = FtmReading(raw, list_id="xa", limits=Limits(max_list_bytes=10), most_bytes=len(raw))
    (entry,) = reading.entries()
    assert isinstance(entry, Designation)
    assert entry.list_id == "xa"


def test_a_file_takes_some_bytes_of_memory_a_line_however_much_it_says(tmp_path: Path) -> None:
    lines, said = 400, "x" * 4_000
    path = tmp_path / "entities.ftm.json"
    path.write_bytes(b"".join(file_of(person(f"xa-{number}", notes=said), ADDRESS) for number in range(lines)))
    tracemalloc.start()
    try:
        assert sum(1 for _ in FtmReading(path, limits=LIMITS).entries()) == lines
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < 500_000 < lines * len(said) // 3


def test_every_line_is_in_exactly_one_figure_whatever_the_order() -> None:
    chance = random.Random(5)
    lines = [
        *(person(f"xa-{number}", addressEntity=f"a-{number % 7}") for number in range(40)),
        *(line(f"s-{number}", "Sanction", entity=f"xa-{number}") for number in range(60)),
        *(line(f"a-{number}", "Address", full="Port") for number in range(9)),
        *(line(f"f-{number}", "Family", person="xa-1") for number in range(11)),
        *(person(f"xa-{number}") for number in range(5)),
    ]
    chance.shuffle(lines)
    reading = FtmReading(file_of(*lines), limits=LIMITS)
    list(reading.entries())
    tally = reading.tally
    assert tally.entries + tally.joined + sum(tally.passed_over.values()) + tally.rejected == len(lines)
    assert (tally.entries, tally.rejected) == (40, 5)
    assert tally.passed_over["Family"] == 11
    assert tally.passed_over["Sanction (joined to nobody in the file)"] == 20
