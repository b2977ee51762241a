"""A row of a table is a payment, or rejected with line, column and reason."""

import pytest

from simpul.core.errors import InputError
from simpul.core.node import Limits
from simpul.core.payment.message import PaymentMessage
from simpul.core.payment.party import AgentRole
from simpul.core.payment.payment import payment_id
from simpul.formats.mapping import DateOrder
from simpul.formats.paymentcsv import (
    DecimalMark,
    PaymentColumn,
    PaymentMapping,
    read_payment_table,
    suggest_payment_mapping,
)
from simpul.formats.tables import read_table

HEAD = "Reference,Date,Amount,Currency,Sender,Sender account,Sender bank,Receiver,Receiver country,Description"
ROW = 'E-1,14/03/2026,"1,250.50",EUR,Tarik Amri,XA46SIMP0000012345,SIMPXAXA,Harbour Society,State XB,relief'


def read(*rows: str, head: str = HEAD, **more: str) -> PaymentMessage:
    raw = "\n".join((head, *rows)).encode()
    return read_payment_table(raw, filename="payments.csv", limits=Limits(), **more)  # type: ignore[arg-type]  # the texts are named


def refused(*rows: str) -> tuple[str, str]:
    (found,) = read(*rows).rejected
    return found.place, found.reason


def test_a_row_is_read_whole() -> None:
    (payment,) = read(ROW).payments
    assert (str(payment.amount), payment.settled_on, payment.references.end_to_end) == (
        "1250.50 EUR",
        "2026-03-14",
        "E-1",
    )
    assert payment.originator.account is not None
    assert payment.originator.account.iban == "XA46SIMP0000012345"
    assert (payment.beneficiary.name, payment.beneficiary.country) == ("Harbour Society", "XB")
    bank = payment.agent(AgentRole.ORIGINATOR_AGENT)
    assert bank is not None
    assert (bank.bic, payment.remittance) == ("SIMPXAXA", ("relief",))


def test_headings_are_known_in_indonesian() -> None:
    head = "Nomor transaksi;Tanggal;Jumlah;Mata uang;Nama pengirim;Nama penerima;Rekening penerima"
    (payment,) = read("T-1;2026-03-14;1.250,50;IDR;Tarik Amri;Wayan Surya;77", head=head).payments
    assert (str(payment.amount), payment.references.transaction) == ("1250.50 IDR", "T-1")


@pytest.mark.parametrize(
    ("amounts", "mark"),
    [
        (["1,250.50"], DecimalMark.POINT),
        (["1.250,50"], DecimalMark.COMMA),
        (["1.250,50", "1,250.50"], DecimalMark.POINT),
        (["12,5"], DecimalMark.COMMA),
        (["1,250"], DecimalMark.POINT),
        (["1250"], DecimalMark.POINT),
        (["1.250"], DecimalMark.COMMA),
        (["250.000", "75.000", "1250"], DecimalMark.COMMA),
        (["1250.000"], DecimalMark.POINT),
    ],
)
def test_what_parts_decimals_is_guessed_from_all_amounts_together(amounts: list[str], mark: DecimalMark) -> None:
    raw = "\n".join(("Amount;Sender;Receiver;Currency", *(f"{each};A;B;EUR" for each in amounts))).encode()
    table = read_table(raw, filename="x.csv", limits=Limits())
    assert suggest_payment_mapping(table).decimals is mark


def test_thousands_are_never_read_as_decimals() -> None:
    head = "Jumlah;Mata uang;Pengirim;Penerima"
    (payment,) = read("250.000;IDR;A;B", head=head).payments
    assert str(payment.amount) == "250000.00 IDR"
    (payment,) = read("1.250;BHD;A;B", head=head).payments
    assert str(payment.amount) == "1.250 BHD"
    (mixed,) = read("250.000;IDR;A;B", "1,250.50;EUR;A;B", head=head).rejected
    assert (mixed.place, mixed.reason) == (
        "line 2, column 1",
        "say in the mapping what parts decimals: it may be thousands",
    )


def test_the_month_comes_first_only_where_some_day_says_so() -> None:
    for days, order in ((["03/14/2026"], DateOrder.MONTH_FIRST), (["03/04/2026"], DateOrder.DAY_FIRST)):
        raw = "\n".join(("Date;Amount;Sender;Receiver;Currency", *(f"{day};1;A;B;EUR" for day in days))).encode()
        assert suggest_payment_mapping(read_table(raw, filename="x.csv", limits=Limits())).dates is order


@pytest.mark.parametrize(
    ("row", "place", "said"),
    [
        (ROW.replace('"1,250.50"', "many"), "line 2, column 3", "not an amount such as 1,250.50: 'many'"),
        (ROW.replace('"1,250.50"', "-5"), "line 2, column 3", "not an amount"),
        (ROW.replace('"1,250.50"', "0"), "line 2", "above nought"),
        (ROW.replace("EUR", "ZZZ"), "line 2, column 3", "no currency"),
        (ROW.replace("14/03/2026", "soon"), "line 2, column 2", "not a day"),
        (ROW.replace("14/03/2026", "14/13/2026"), "line 2, column 2", "not a day"),
        (ROW.replace("Tarik Amri", " "), "line 2, column 5", "no name"),
        (ROW.replace("State XB", "Nowhere"), "line 2, column 9", "no country is called 'Nowhere'"),
    ],
)
def test_a_row_that_cannot_be_read_is_rejected_with_its_column(row: str, place: str, said: str) -> None:
    found_place, reason = refused(row)
    assert (found_place, said in reason) == (place, True)


def test_the_other_rows_are_read_and_none_is_lost() -> None:
    found = read(ROW, ROW.replace("EUR", "ZZZ"), ROW.replace("E-1", "E-3"))
    assert [each.references.end_to_end for each in found.payments] == ["E-1", "E-3"]
    assert [each.number for each in found.rejected] == [2]


def test_two_rows_that_say_the_same_are_two_payments_and_the_same_file_gives_the_same() -> None:
    one, two = read(ROW, ROW).payments
    assert payment_id(one) != payment_id(two)
    assert payment_id(read(ROW, ROW).payments[0]) == payment_id(one)


def test_a_mapping_says_what_no_heading_does() -> None:
    columns = (PaymentColumn.AMOUNT, PaymentColumn.ORIGINATOR_NAME, PaymentColumn.BENEFICIARY_NAME)
    mapping = PaymentMapping(columns=columns, currency="IDR")
    found = read_payment_table(b"a,b,c\n5,Tarik,Omar", filename="x.csv", limits=Limits(), mapping=mapping)
    assert str(found.payments[0].amount) == "5.00 IDR"


@pytest.mark.parametrize(
    ("columns", "currency", "said"),
    [
        (("amount", "originator-name"), "EUR", "no column is the beneficiary-name"),
        (("amount", "amount", "originator-name", "beneficiary-name"), "EUR", "two columns"),
        (("amount", "originator-name", "beneficiary-name"), "", "no column is the currency"),
    ],
)
def test_a_mapping_without_what_every_payment_has_is_refused(
    columns: tuple[str, ...], currency: str, said: str
) -> None:
    with pytest.raises(InputError, match=said):
        PaymentMapping(columns=tuple(map(PaymentColumn, columns)), currency=currency)


@pytest.mark.parametrize("raw", [b"", HEAD.encode(), b"one,two\n1,2"])
def test_a_table_of_no_payment_is_refused(raw: bytes) -> None:
    with pytest.raises(InputError) as refused_table:
        read_payment_table(raw, filename="x.csv", limits=Limits())
    assert refused_table.value.place


def test_a_mapping_of_another_table_is_refused() -> None:
    mapping = PaymentMapping(
        columns=(PaymentColumn.AMOUNT, PaymentColumn.ORIGINATOR_NAME, PaymentColumn.BENEFICIARY_NAME), currency="EUR"
    )
    with pytest.raises(InputError, match="the mapping has 3 columns, the table 10"):
        read_payment_table(HEAD.encode() + b"\n", filename="x.csv", limits=Limits(), mapping=mapping)
