"""Every sample of a bank is read or refused with line and reason, and what is written is valid by its schema."""

from functools import cache
from pathlib import Path

import pytest
from lxml import etree

from simpul.core.errors import InputError, SettingsError
from simpul.core.payment.decision import PaymentState
from simpul.core.payment.message import PaymentMessage
from simpul.core.payment.original import AccountEntry
from simpul.core.payment.payment import References
from simpul.formats.iso20022.document import UnknownMessageError
from simpul.formats.iso20022.reading import read_iso20022
from simpul.formats.iso20022.schemas import Schemas
from simpul.formats.iso20022.writing import TRANSFERS, Answer, write_status_report, write_transfers
from tests.isomessages import camt029, camt056, enveloped, pacs002, pacs004, pacs008, pacs009, pain001, transfer
from tests.payments import AT
from tests.public_data import public_file

SAMPLE = ("payments", "iso20022", "samples", "statement_1.xml")
SCHEMA = ("payments", "iso20022", "xsd", "pacs.008", "pacs.008.001.08.xsd")
COUNTS = {
    "camt.052.001.02": 2,
    "camt.052.001.04": 1,
    "camt.053.001.02": 3,
    "camt.053.001.04": 1,
    "camt.054.001.02": 1,
    "camt.054.001.04": 11,
    "pain.001.001.03": 5,
    "pain.001.001.08": 1,
}
"""How many of the samples are read, by message."""

REFUSED = {
    "pain.002.001.03": 5,
    "pain.002.001.11": 1,
    "pain.008.001.02": 1,
    "remt.001.001.04": 1,
    "remt.001.001.06": 1,
    "acmt.007.001.03": 1,
    "auth.018.001.02": 1,
    "camt.055.001.09": 1,
    "reda.066.001.01": 1,
    "Document": 1,
}
"""How many are refused as messages that are not read; one has no namespace at all."""


@cache
def samples() -> tuple[Path, ...]:
    folder = public_file(*SAMPLE).parent
    return tuple(sorted(folder.rglob("*.xml")))


@cache
def schemas() -> Schemas:
    return Schemas(public_file(*SCHEMA).parents[1])


def read(path: Path) -> PaymentMessage | InputError:
    try:
        return read_iso20022(path.read_bytes())
    except InputError as refused:
        return refused


def test_every_sample_is_read_or_refused_with_line_and_reason() -> None:
    found = [read(path) for path in samples()]
    assert len(found) == 40
    messages = [each.name for each in found if isinstance(each, PaymentMessage)]
    assert {name: messages.count(name) for name in messages} == COUNTS
    unknown = [each.name for each in found if isinstance(each, UnknownMessageError)]
    assert {name: unknown.count(name) for name in unknown} == REFUSED
    others = [each for each in found if isinstance(each, InputError) and not isinstance(each, UnknownMessageError)]
    assert [str(each) for each in others] == ["line 1: the message has no transaction"]
    assert all(each.place and each.place.startswith("line ") for each in found if isinstance(each, InputError))


def independent_count(path: Path, name: str) -> int:
    """The transactions of a message, counted by tags alone."""
    root = etree.parse(path).getroot()
    if name.startswith("pain"):
        return sum(1 for _ in root.iter("{*}CdtTrfTxInf"))
    entries = list(root.iter("{*}Ntry"))
    return sum(max(1, sum(1 for _ in entry.iter("{*}TxDtls"))) for entry in entries)


def test_no_transaction_of_a_sample_is_lost_rejected_or_only_read_in_part() -> None:
    for path in samples():
        found = read(path)
        if isinstance(found, PaymentMessage):
            assert len(found.transactions) == independent_count(path, found.name), path.name
            assert found.rejected == (), path.name
            assert [each.value.unread for each in found.transactions if each.value.unread] == [], path.name


def test_the_amounts_of_every_entry_are_those_of_the_sample() -> None:
    for path in samples():
        found = read(path)
        if not isinstance(found, PaymentMessage) or not found.name.startswith("camt.054"):
            continue
        root = etree.parse(path).getroot()
        entries = [each.value for each in found.transactions if isinstance(each.value, AccountEntry)]
        told = [each.findtext("{*}Amt") for each in root.iter("{*}Ntry") if each.find(".//{*}TxDtls") is None]
        alone = {str(float(each.amount.amount)) for each in entries}
        assert {str(float(each)) for each in told if each} <= alone, path.name


def test_the_names_of_the_payments_of_the_samples_are_those_that_stand_in_them() -> None:
    for path in samples():
        found = read(path)
        if isinstance(found, PaymentMessage) and found.name.startswith("pain"):
            root = etree.parse(path).getroot()
            told = [" ".join((each.findtext("{*}Nm") or "").split()) for each in root.iter("{*}Cdtr")]
            assert [each.beneficiary.name for each in found.payments] == told, path.name


@pytest.mark.parametrize("name", TRANSFERS)
def test_a_payment_that_is_written_is_valid_by_its_schema(name: str) -> None:
    payments = read_iso20022(pacs008(transfer(), transfer(number=2))).payments
    raw = write_transfers(payments, name=name, message_id="M-1", at=AT)
    found = read_iso20022(raw, schemas=schemas())
    assert len(found.payments) == 2
    assert len(found.schema) == 64


@pytest.mark.parametrize("state", PaymentState)
def test_an_answer_is_valid_by_its_schema(state: PaymentState) -> None:
    answer = Answer(references=References(end_to_end="E-1", transaction="T-1"), state=state)
    raw = write_status_report([answer], message_id="A-1", original_id="M-1", original_name="pacs.008.001.08", at=AT)
    assert read_iso20022(raw, schemas=schemas()).schema


@pytest.mark.parametrize(
    "raw",
    [
        pacs008(),
        pacs004(),
        pacs004(chain="<Dbtr><Pty><Nm>Bay Trading</Nm></Pty></Dbtr><Cdtr><Pty><Nm>Nadia Bay</Nm></Pty></Cdtr>"),
        pacs002(),
        pacs002(group="ACTC", transaction=""),
        pacs009(),
        pain001(),
        camt056(),
        camt029(),
    ],
    ids=["pacs008", "pacs004", "pacs004-chain", "pacs002", "pacs002-group", "pacs009", "pain001", "camt056", "camt029"],
)
def test_the_messages_of_the_tests_are_valid_by_their_schemas(raw: bytes) -> None:
    assert read_iso20022(raw, schemas=schemas()).schema


def test_a_message_in_an_envelope_is_validated_as_well() -> None:
    assert read_iso20022(enveloped(pacs008()), schemas=schemas()).schema


def test_a_message_that_is_not_valid_is_refused_with_its_line() -> None:
    raw = pacs008(transfer()).replace(b"<ChrgBr>SHAR</ChrgBr>", b"\n\n<ChrgBr>NONE</ChrgBr>")
    with pytest.raises(InputError, match=r"^line 3: not valid by pacs\.008\.001\.08: Element 'ChrgBr'"):
        read_iso20022(raw, schemas=schemas())


def test_a_message_without_its_schema_is_refused_where_schemas_are_asked_for() -> None:
    path = next(path for path in samples() if path.name == "statement_1.xml")
    with pytest.raises(InputError, match="no schema of"):
        read_iso20022(path.read_bytes(), schemas=schemas())


def test_all_schemas_of_the_folder_load_and_a_folder_without_one_is_refused(tmp_path: Path) -> None:
    assert len(schemas().names) == 153
    with pytest.raises(SettingsError, match="no schema"):
        Schemas(tmp_path)
