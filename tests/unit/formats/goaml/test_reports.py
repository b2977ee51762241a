"""A report is read whole, written as the schema has it, and refused with the place of its fault."""

from dataclasses import replace

import pytest

from simpul.core.errors import InputError
from simpul.core.payment.fiu import FiuAccount, FiuEntity, FiuPerson, FiuReport, Standing
from simpul.core.payment.party import PartyKind, PartyRole, account_of
from simpul.core.payment.reporting import ReportedAs, reported_transaction
from simpul.formats.goaml.reading import read_goaml
from simpul.formats.goaml.schema import Repair, load_goaml_schema
from simpul.formats.goaml.writing import write_goaml
from tests.goamlreports import SCHEMA, activity, report
from tests.payments import a_party, a_payment, euros

CODES = ReportedAs(
    local_currency="EUR",
    transmode_code="E",
    from_funds_code="K",
    to_funds_code="B",
    location="Port",
    description="wire",
    country="XA",
)


def read(raw: bytes) -> FiuReport:
    found = read_goaml(raw)
    assert found.unread == ()
    return found.report


def test_a_report_of_a_transaction_is_read_whole() -> None:
    found = read(report())
    assert (found.report_code, found.entity_reference, found.indicators) == ("STR", "STR-1", ("STRUC",))
    (transaction,) = found.transactions
    assert (transaction.amount_local, transaction.origin.standing) == ("1250.00", Standing.MY_CLIENT)
    tarik, society = found.subjects
    assert isinstance(tarik, FiuPerson)
    assert (tarik.name, tarik.phones[0].tph_number, tarik.identifications[0].number) == ("Tarik Amri", "77", "P0458")
    assert tarik.emails == ("tarik@port.example",)
    assert isinstance(society, FiuAccount)
    assert (society.account, society.swift, transaction.destination.standing) == ("77", "SIMPXBXB", Standing.OTHER)


def test_a_report_of_an_activity_is_read_whole() -> None:
    found = read(report(inside=activity()))
    (party,) = found.parties
    assert isinstance(party.subject, FiuEntity)
    assert (party.subject.name, party.reason, found.items[0].item_type) == ("Harbour Society", "collector", "G")


@pytest.mark.parametrize("raw", [report(), report(inside=activity())], ids=["transaction", "activity"])
def test_what_is_written_is_read_back(raw: bytes) -> None:
    found = read(raw)
    assert read(write_goaml(found)) == found


def test_a_schema_is_repaired_when_it_is_loaded_and_the_result_says_so() -> None:
    schema = load_goaml_schema(SCHEMA.encode())
    found = read_goaml(report(), schema=schema)
    assert found.validity is not None
    assert (found.validity.repaired, found.validity.edition, len(found.validity.schema)) == (2, "5.0.2", 64)


def test_the_schema_as_it_came_takes_no_name() -> None:
    schema = load_goaml_schema(SCHEMA.encode(), repair=Repair.NONE)
    with pytest.raises(InputError, match=r"^line \d+: not valid by the goAML schema"):
        read_goaml(report(), schema=schema)
    assert schema.validity.repaired == 0


def test_a_damaged_report_is_refused_with_its_line() -> None:
    schema = load_goaml_schema(SCHEMA.encode())
    with pytest.raises(InputError, match=r"^line 3: not valid by the goAML schema: what stands in <first_name>"):
        read_goaml(report(first_name="T@rik"), schema=schema)
    with pytest.raises(InputError, match="first_name"):
        write_goaml(read(report(first_name="T@rik")), schema=schema)


@pytest.mark.parametrize(
    ("raw", "place", "said"),
    [
        (b"<html/>", "line 1", "not with <report>"),
        (b'<report xmlns="urn:x"/>', "line 1", "not with <report>"),
        (b"<report/>", "line 1", "a code and a reference"),
        (report(inside=""), "line 1", "of transactions or of an activity"),
        (report(reference=""), "line 1", "a code and a reference"),
        (report().replace(b"<amount_local>1250.00</amount_local>", b""), "line 2", "a <amount_local>"),
        (report().replace(b"from_person", b"from_nobody"), "line 2", "neither a person nor an entity nor an account"),
        (report().replace(b"Tarik", b" "), "line 2", "a first and a last name"),
        (report()[:-5], "line 3", "not well"),
        (b"<!DOCTYPE report []>" + report(), "line 1", "DOCTYPE"),
        (report(inside=activity("nobody")), "line 2", "neither a person"),
    ],
)
def test_what_is_no_whole_report_is_refused_with_its_place(raw: bytes, place: str, said: str) -> None:
    with pytest.raises(InputError) as refused:
        read_goaml(raw)
    assert refused.value.place in (place, "person")
    assert said in refused.value.reason


def test_an_element_that_nobody_knows_is_told_of() -> None:
    raw = report().replace(b"<reason>", b"<accomplice>Omar Saleh</accomplice><reason>")
    assert read_goaml(raw).unread == ("accomplice",)


def test_text_that_no_field_takes_is_not_cut_when_writing() -> None:
    found = read(report())
    with pytest.raises(InputError, match="no field takes"):
        write_goaml(replace(found, beside=("Omar Saleh",)))


@pytest.mark.parametrize(
    "raw",
    [
        b"<schema/>",
        b'<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"/>',
        SCHEMA.replace("<xs:element", '<xs:include schemaLocation="http://127.0.0.1:9/x.xsd"/><xs:element', 1).encode(),
        SCHEMA.replace("xs:int", "xs:nothing").encode(),
        SCHEMA.replace("[a-z.]+", "[a-z.+").encode(),
    ],
    ids=["no-schema", "no-report", "include", "no-type", "bad-pattern"],
)
def test_what_is_no_schema_of_a_report_is_refused(raw: bytes) -> None:
    with pytest.raises(InputError) as refused:
        load_goaml_schema(raw)
    assert (refused.value.place or "").startswith("line ")


def test_a_payment_becomes_a_transaction_of_a_report() -> None:
    found = reported_transaction(a_payment(settled_on="2026-03-14"), reported=CODES)
    assert (found.amount_local, found.date_transaction) == ("1250.00", "2026-03-14T00:00:00")
    assert isinstance(found.origin.subject, FiuAccount)
    assert (found.origin.subject.account_name, found.origin.subject.swift) == ("Tarik Amri", "SIMPXAXA")
    whole = replace(read(report()), transactions=(found,))
    assert read(write_goaml(whole)) == whole


def test_who_has_no_account_is_reported_as_a_person_or_an_entity() -> None:
    person = a_party(name="Tarik bin Amri", kind=PartyKind.PERSON)
    found = reported_transaction(a_payment(person, a_party(PartyRole.BENEFICIARY, "Harbour Society")), reported=CODES)
    assert isinstance(found.origin.subject, FiuPerson)
    assert (found.origin.subject.first_name, found.origin.subject.last_name) == ("Tarik bin", "Amri")
    assert isinstance(found.destination.subject, FiuEntity)


def test_of_a_cover_payment_the_customers_are_reported() -> None:
    rina = a_party(PartyRole.UNDERLYING_ORIGINATOR, "Rina Wulan", kind=PartyKind.PERSON)
    dewi = a_party(PartyRole.UNDERLYING_BENEFICIARY, "Dewi Anggun", account=account_of("77"))
    found = reported_transaction(a_payment(rina, dewi), reported=CODES)
    assert isinstance(found.origin.subject, FiuPerson)
    assert found.origin.subject.last_name == "Wulan"
    assert isinstance(found.destination.subject, FiuAccount)
    assert (found.destination.subject.account_name, found.destination.subject.account) == ("Dewi Anggun", "77")


def test_an_amount_in_another_currency_needs_its_equivalent() -> None:
    with pytest.raises(InputError, match="an amount in IDR"):
        reported_transaction(a_payment(), reported=replace(CODES, local_currency="IDR"))
    said = replace(CODES, equivalent=euros("9.00"))
    assert reported_transaction(a_payment(), reported=said).amount_local == "9.00"
