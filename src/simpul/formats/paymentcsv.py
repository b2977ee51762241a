"""Payments that come as a table: what its columns mean, and the payments of its rows.

Rules:
1. A row is a payment, or rejected with its line, column and reason; none is lost.
2. An amount that is thousands by one reading and has three decimals by the other, in a currency that has no three, is
   never read by the other: a guess would be wrong by a thousand times.
3. What the columns mean is said by a mapping: guessed from the headings, in English, Indonesian or Russian, and
   confirmed by a person. Whether a comma parts decimals or thousands, and which comes first of day and month, is said
   once for the table, never guessed cell by cell.
4. A column that the mapping ignores says nothing; a cell beyond the headings is refused with the table.
"""

import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from simpul.core.errors import InputError
from simpul.core.node import Limits
from simpul.core.payment.codes import is_day
from simpul.core.payment.message import PaymentMessage, PlacedTransaction, RejectedTransaction
from simpul.core.payment.money import Money, money
from simpul.core.payment.party import (
    Agent,
    AgentRole,
    Birth,
    Identifier,
    IdentifierKind,
    Party,
    PartyRole,
    PostalAddress,
    account_of,
)
from simpul.core.payment.payment import MessageForm, Payment, References
from simpul.formats.countries import country_code
from simpul.formats.currencies import currency_decimals
from simpul.formats.grid import Table, TableRow, cell_place
from simpul.formats.headings import folded
from simpul.formats.mapping import DateOrder
from simpul.formats.tables import read_table

ROWS_LOOKED_AT = 500
THOUSANDS = re.compile(r"[0-9]{1,3}(?:([.,])[0-9]{3})+")
"""Figures that are thousands if the sign in them parts thousands, and have three decimals if it parts decimals."""

THREE_DECIMALS = 3
POINTED = re.compile(r"[0-9]{1,3}(?:[ ,][0-9]{3})+(?:\.[0-9]+)?|[0-9]+(?:\.[0-9]+)?")
COMMAED = re.compile(r"[0-9]{1,3}(?:[ .][0-9]{3})+(?:,[0-9]+)?|[0-9]+(?:,[0-9]+)?")
FIGURES = re.compile(r"([0-9]{1,2})[./-]([0-9]{1,2})[./-]([0-9]{4})")
ISO = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})(?:[T ].{1,30})?")


class PaymentColumn(StrEnum):
    """What a column of a table of payments means."""

    IGNORED = "ignored"
    REFERENCE = "reference"
    TRANSACTION = "transaction"
    AMOUNT = "amount"
    CURRENCY = "currency"
    DATE = "date"
    ORIGINATOR_NAME = "originator-name"
    ORIGINATOR_ACCOUNT = "originator-account"
    ORIGINATOR_BANK = "originator-bank"
    ORIGINATOR_COUNTRY = "originator-country"
    ORIGINATOR_ADDRESS = "originator-address"
    ORIGINATOR_BIRTH_DATE = "originator-birth-date"
    ORIGINATOR_ID = "originator-id"
    BENEFICIARY_NAME = "beneficiary-name"
    BENEFICIARY_ACCOUNT = "beneficiary-account"
    BENEFICIARY_BANK = "beneficiary-bank"
    BENEFICIARY_COUNTRY = "beneficiary-country"
    BENEFICIARY_ADDRESS = "beneficiary-address"
    BENEFICIARY_BIRTH_DATE = "beneficiary-birth-date"
    BENEFICIARY_ID = "beneficiary-id"
    PURPOSE = "purpose"
    REMITTANCE = "remittance"


_HEADINGS = {
    PaymentColumn.REFERENCE: ("end to end id; reference; ref; referensi; nomor referensi; референс; назначение id"),
    PaymentColumn.TRANSACTION: (
        "transaction id; transaction; id transaksi; nomor transaksi; transaksi; номер операции"
    ),
    PaymentColumn.AMOUNT: "amount; value; sum; jumlah; nominal; nilai; сумма",
    PaymentColumn.CURRENCY: "currency; ccy; mata uang; valuta; валюта",
    PaymentColumn.DATE: (
        "date; value date; settlement date; booking date; tanggal; tanggal valuta; дата; дата операции"
    ),
    PaymentColumn.ORIGINATOR_NAME: (
        "originator; originator name; debtor; debtor name; sender; sender name; payer; pengirim; "
        "nama pengirim; отправитель; плательщик"
    ),
    PaymentColumn.ORIGINATOR_ACCOUNT: (
        "originator account; debtor account; sender account; from account; rekening pengirim; "
        "rekening asal; счет отправителя; счет плательщика"
    ),
    PaymentColumn.ORIGINATOR_BANK: (
        "originator bank; debtor bank; sender bank; debtor bic; sender bic; bank pengirim; "
        "банк отправителя; банк плательщика"
    ),
    PaymentColumn.ORIGINATOR_COUNTRY: (
        "originator country; debtor country; sender country; negara pengirim; страна отправителя"
    ),
    PaymentColumn.ORIGINATOR_ADDRESS: (
        "originator address; debtor address; sender address; alamat pengirim; адрес отправителя"
    ),
    PaymentColumn.ORIGINATOR_BIRTH_DATE: (
        "originator birth date; sender birth date; debtor birth date; tanggal lahir pengirim; дата рождения отправителя"
    ),
    PaymentColumn.ORIGINATOR_ID: ("originator id; sender id; debtor id; identitas pengirim; документ отправителя"),
    PaymentColumn.BENEFICIARY_NAME: (
        "beneficiary; beneficiary name; creditor; creditor name; receiver; receiver name; payee; "
        "recipient; penerima; nama penerima; получатель"
    ),
    PaymentColumn.BENEFICIARY_ACCOUNT: (
        "beneficiary account; creditor account; receiver account; to account; rekening penerima; "
        "rekening tujuan; счет получателя"
    ),
    PaymentColumn.BENEFICIARY_BANK: (
        "beneficiary bank; creditor bank; receiver bank; creditor bic; receiver bic; bank penerima; "
        "bank tujuan; банк получателя"
    ),
    PaymentColumn.BENEFICIARY_COUNTRY: (
        "beneficiary country; creditor country; receiver country; negara penerima; страна получателя"
    ),
    PaymentColumn.BENEFICIARY_ADDRESS: (
        "beneficiary address; creditor address; receiver address; alamat penerima; адрес получателя"
    ),
    PaymentColumn.BENEFICIARY_BIRTH_DATE: (
        "beneficiary birth date; receiver birth date; creditor birth date; tanggal lahir penerima; "
        "дата рождения получателя"
    ),
    PaymentColumn.BENEFICIARY_ID: ("beneficiary id; receiver id; creditor id; identitas penerima; документ получателя"),
    PaymentColumn.PURPOSE: "purpose; purpose code; tujuan; kode tujuan; код назначения",
    PaymentColumn.REMITTANCE: (
        "remittance; remittance information; description; details; narrative; message; berita; "
        "keterangan; назначение платежа; описание"
    ),
}
MEANINGS: Mapping[str, PaymentColumn] = {
    folded(word): meaning for meaning, line in _HEADINGS.items() for word in (meaning.value, *line.split(";"))
}
NEEDED = (PaymentColumn.AMOUNT, PaymentColumn.ORIGINATOR_NAME, PaymentColumn.BENEFICIARY_NAME)


class DecimalMark(StrEnum):
    """What parts the decimals of an amount; the other one parts thousands."""

    POINT = "point"
    COMMA = "comma"


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentMapping:
    """What each column of a table of payments means, and how its amounts and days are written."""

    columns: tuple[PaymentColumn, ...]
    currency: str = ""
    decimals: DecimalMark = DecimalMark.POINT
    dates: DateOrder = DateOrder.DAY_FIRST

    def __post_init__(self) -> None:
        """Refuse a mapping without what every payment has, or with two columns for one thing."""
        used = [column for column in self.columns if column is not PaymentColumn.IGNORED]
        if len(set(used)) != len(used):
            raise InputError("two columns mean the same", place="mapping.columns")
        for needed in NEEDED:
            if needed not in used:
                raise InputError(f"no column is the {needed}", place="mapping.columns")
        if PaymentColumn.CURRENCY not in used and not self.currency:
            raise InputError("no column is the currency, and none is said", place="mapping.currency")


def suggest_payment_mapping(table: Table, *, currency: str = "") -> PaymentMapping:
    """Guess what the columns mean from their headings; a person confirms it.

    Raises:
        InputError: no heading is known for what every payment has.
    """
    columns: list[PaymentColumn] = []
    for heading in table.columns:
        meaning = MEANINGS.get(folded(heading), PaymentColumn.IGNORED)
        columns.append(PaymentColumn.IGNORED if meaning in columns else meaning)
    rows = table.rows[:ROWS_LOOKED_AT]
    return PaymentMapping(
        columns=tuple(columns),
        currency=currency,
        decimals=_mark(columns, rows, currency),
        dates=_order(columns, rows),
    )


def read_payment_table(
    raw: bytes, *, filename: str, limits: Limits, mapping: PaymentMapping | None = None, currency: str = ""
) -> PaymentMessage:
    """Read payments from a CSV file or a workbook; without a mapping the headings say what the columns mean.

    Raises:
        InputError: it is no table, names no payment, or the mapping is not for it; with line or column.
    """
    table = read_table(raw, filename=filename, limits=limits)
    understood = mapping or suggest_payment_mapping(table, currency=currency)
    if len(understood.columns) != len(table.columns):
        reason = f"the mapping has {len(understood.columns)} columns, the table {len(table.columns)}"
        raise InputError(reason, place="mapping.columns")
    if not table.rows:
        raise InputError("the table names no payment", place="line 1")
    digest = hashlib.sha256(raw).hexdigest()
    read: list[PlacedTransaction] = []
    rejected: list[RejectedTransaction] = []
    for number, row in enumerate(table.rows, start=1):
        place = f"line {row.line}"
        cells = _Cells(row, understood)
        try:
            read.append(PlacedTransaction(place=place, value=_payment(cells, number, digest)))
        except InputError as refused:
            where = refused.place if (refused.place or "").startswith("line ") else place
            references = References(end_to_end=cells.said(PaymentColumn.REFERENCE)[:35])
            rejected.append(
                RejectedTransaction(number=number, place=where or place, reason=refused.reason, references=references)
            )
    return PaymentMessage(
        form=MessageForm.TABLE,
        name="table",
        id=digest,
        transactions=tuple(read),
        rejected=tuple(rejected),
        remarks=tuple(f"the sheet {name[:40]!r} was not read" for name in table.unread_sheets),
    )


class _Cells:
    """The cells of a row by what they mean."""

    def __init__(self, row: TableRow, mapping: PaymentMapping) -> None:
        self.mapping = mapping
        self._line = row.line
        self._index = {column: index for index, column in enumerate(mapping.columns)}
        self._cells = row.cells

    def said(self, column: PaymentColumn) -> str:
        """What a cell says, blanks evened out; nothing where there is no such column."""
        index = self._index.get(column)
        return " ".join(self._cells[index].split()) if index is not None else ""

    def place(self, column: PaymentColumn) -> str:
        """Where the cell stands."""
        return cell_place(self._line, self._index.get(column, 0))


def _payment(cells: _Cells, number: int, digest: str) -> Payment:
    remittance = cells.said(PaymentColumn.REMITTANCE)
    return Payment(
        form=MessageForm.TABLE,
        message="table",
        number=number,
        message_id=digest,
        references=References(
            end_to_end=cells.said(PaymentColumn.REFERENCE), transaction=cells.said(PaymentColumn.TRANSACTION)
        ),
        amount=_amount(cells),
        parties=tuple(_parties(cells)),
        agents=tuple(_agents(cells)),
        settled_on=_day(cells, PaymentColumn.DATE),
        purpose=cells.said(PaymentColumn.PURPOSE),
        remittance=(remittance,) if remittance else (),
    )


def _amount(cells: _Cells) -> Money:
    said, place = cells.said(PaymentColumn.AMOUNT), cells.place(PaymentColumn.AMOUNT)
    currency = cells.said(PaymentColumn.CURRENCY).upper() or cells.mapping.currency
    pointed = cells.mapping.decimals is DecimalMark.POINT
    pattern, thousands, example = (POINTED, ", ", "1,250.50") if pointed else (COMMAED, ". ", "1.250,50")
    if not pattern.fullmatch(said):
        raise InputError(f"not an amount such as {example}: {said[:40]!r}", place=place)
    if _sign(said) == ("." if pointed else ",") and not _has_three(currency):
        raise InputError("say in the mapping what parts decimals: it may be thousands", place=place)
    plain = said.translate(dict.fromkeys(map(ord, thousands))).replace(",", ".")
    return money(plain, currency, decimals=currency_decimals(), place=place)


def _parties(cells: _Cells) -> Iterator[Party]:
    for role in (PartyRole.ORIGINATOR, PartyRole.BENEFICIARY):
        of = {part: PaymentColumn(f"{role}-{part}") for part in ("name", "account", "address", "birth-date", "id")}
        name, number = cells.said(of["name"]), cells.said(of["account"])
        if not name:
            raise InputError("no name", place=cells.place(of["name"]))
        line, country = cells.said(of["address"]), _country(cells, PaymentColumn(f"{role}-country"))
        born, proof = _day(cells, of["birth-date"]), cells.said(of["id"])
        yield Party(
            role=role,
            name=name,
            address=PostalAddress(lines=(line,) if line else (), country=country) if line or country else None,
            birth=Birth(date=born) if born else None,
            identifiers=(Identifier(kind=IdentifierKind.OTHER, value=proof),) if proof else (),
            account=account_of(number) if number else None,
        )


def _agents(cells: _Cells) -> Iterator[Agent]:
    for role, column in (
        (AgentRole.ORIGINATOR_AGENT, PaymentColumn.ORIGINATOR_BANK),
        (AgentRole.BENEFICIARY_AGENT, PaymentColumn.BENEFICIARY_BANK),
    ):
        said = cells.said(column)
        if said:
            yield Agent(role=role, bic=said) if len(said) in (8, 11) and said.isalnum() else Agent(role=role, name=said)


def _country(cells: _Cells, column: PaymentColumn) -> str:
    said = cells.said(column)
    if not said:
        return ""
    code = country_code(said)
    if code is None:
        raise InputError(f"no country is called {said[:40]!r}", place=cells.place(column))
    return code


def _day(cells: _Cells, column: PaymentColumn) -> str:
    said = cells.said(column)
    if not said:
        return ""
    found, figures = ISO.fullmatch(said), FIGURES.fullmatch(said)
    day = found[1] if found else ""
    if figures is not None:
        first, second, year = figures.groups()
        number, month = (first, second) if cells.mapping.dates is DateOrder.DAY_FIRST else (second, first)
        day = f"{year}-{int(month):02}-{int(number):02}"
    if not is_day(day):
        raise InputError(f"not a day such as 2026-03-14 or 14/3/2026: {said[:40]!r}", place=cells.place(column))
    return day


def _column(columns: list[PaymentColumn], column: PaymentColumn, rows: tuple[TableRow, ...]) -> list[str]:
    return [row.cells[columns.index(column)].strip() for row in rows] if column in columns else []


def _mark(columns: list[PaymentColumn], rows: tuple[TableRow, ...], currency: str) -> DecimalMark:
    """Guess that a comma parts decimals where some amounts can be read only so, and none only with a point.

    Where no amount says it, a sign that parts threes of figures parts thousands.
    """
    found = [cell for cell in _column(columns, PaymentColumn.AMOUNT, rows) if cell]
    commas = any(COMMAED.fullmatch(cell) and not POINTED.fullmatch(cell) for cell in found)
    points = any(POINTED.fullmatch(cell) and not COMMAED.fullmatch(cell) for cell in found)
    if not commas and not points:
        codes = _column(columns, PaymentColumn.CURRENCY, rows) or [currency] * len(rows)
        amounts = zip(_column(columns, PaymentColumn.AMOUNT, rows), codes, strict=False)
        commas = {sign for cell, code in amounts if (sign := _sign(cell)) and not _has_three(code)} == {"."}
    return DecimalMark.COMMA if commas and not points else DecimalMark.POINT


def _has_three(currency: str) -> bool:
    return currency_decimals().get(currency.strip().upper(), THREE_DECIMALS) >= THREE_DECIMALS


def _sign(said: str) -> str:
    """Give the one sign that parts threes of figures in an amount with no other sign, or nothing."""
    found = THOUSANDS.fullmatch(said)
    return found[1] if found is not None and len({each for each in said if each in ".,"}) == 1 else ""


def _order(columns: list[PaymentColumn], rows: tuple[TableRow, ...]) -> DateOrder:
    """Guess that the month comes first where some day can be read only so, and none the other way."""
    found = [figures for cell in _column(columns, PaymentColumn.DATE, rows) if (figures := FIGURES.fullmatch(cell))]
    month_first = any(int(each[2]) > 12 for each in found) and not any(int(each[1]) > 12 for each in found)
    return DateOrder.MONTH_FIRST if month_first else DateOrder.DAY_FIRST
