"""A register of non-profit organisations, as CSV or a workbook: a row an organisation, or one for each account of it.

Rules:
1. Columns are known by their headings, in English or Indonesian. A reference and a name there must be.
2. Rows with the same reference are one organisation with several accounts; what they say besides is the same.
3. A row that cannot be read refuses the table, with its line: half a register would call the other half strangers.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from simpul.core.errors import InputError
from simpul.core.node import Limits
from simpul.core.payment.ends import account_key
from simpul.core.payment.npo import MOST_ENTRIES, NpoEntry
from simpul.core.payment.party import Agent, AgentRole, Party, PartyRole, account_of
from simpul.formats.grid import TableRow
from simpul.formats.tables import read_table

REFERENCE, NAME, ACCOUNT, INSTITUTION = "reference", "name", "account", "institution"
COUNTRY, NUMBER, WORK = "country", "number", "work"
HEADINGS = {
    REFERENCE: ("reference", "ref", "id", "nomor", "referensi"),
    NAME: ("name", "organisation", "organization", "nama", "organisasi"),
    ACCOUNT: ("account", "iban", "account number", "rekening", "nomor rekening"),
    INSTITUTION: ("institution", "bic", "bank", "lembaga"),
    COUNTRY: ("country", "negara"),
    NUMBER: ("registration", "registration number", "number", "nomor pendaftaran"),
    WORK: ("work", "field", "activity", "kegiatan", "bidang"),
}


def read_npos(raw: bytes, *, filename: str, limits: Limits) -> tuple[NpoEntry, ...]:
    """Read the organisations of a register, in their order.

    Raises:
        InputError: a column is missing or stands twice, or a row is refused; with its line.
    """
    table = read_table(raw, filename=filename, limits=limits)
    columns = _columns(table.columns)
    entries: dict[str, NpoEntry] = {}
    for row in table.rows:
        entry = _entry(row, columns)
        known = entries.get(entry.reference)
        entries[entry.reference] = entry if known is None else _joined(known, entry, row)
        if len(entries) > MOST_ENTRIES:
            raise InputError(f"a register has 1 to {MOST_ENTRIES} organisations", place=f"line {row.line}")
    if not entries:
        raise InputError(f"a register has 1 to {MOST_ENTRIES} organisations", place="line 1")
    return tuple(entries.values())


def _columns(said: tuple[str, ...]) -> dict[str, int]:
    found: dict[str, int] = {}
    for number, heading in enumerate(said):
        meant = next((name for name, words in HEADINGS.items() if heading.casefold() in words), None)
        if meant is not None and meant in found:
            raise InputError("a column stands twice", place=f"column {number + 1}")
        if meant is not None:
            found[meant] = number
    for name in (REFERENCE, NAME):
        if name not in found:
            raise InputError(f"there is no column {name!r}", place="line 1")
    return found


def _entry(row: TableRow, columns: Mapping[str, int]) -> NpoEntry:
    said = {name: row.cells[number].strip() for name, number in columns.items()}
    try:
        return NpoEntry(
            reference=said[REFERENCE],
            name=said[NAME],
            accounts=tuple(_accounts(said.get(ACCOUNT, ""), said.get(INSTITUTION, ""))),
            country=said.get(COUNTRY, "").upper(),
            number=said.get(NUMBER, ""),
            work=said.get(WORK, ""),
        )
    except InputError as refused:
        raise InputError(refused.reason, place=f"line {row.line}, {refused.place}") from refused


def _accounts(number: str, institution: str) -> Iterator[str]:
    """Give an account as payments name it, where one is said."""
    if number:
        holder = Party(role=PartyRole.BENEFICIARY, account=account_of(number))
        where = Agent(role=AgentRole.BENEFICIARY_AGENT, bic=institution.replace(" ", "").upper())
        key = account_key(holder, where if institution else None)
        if key:
            yield key


def _joined(known: NpoEntry, further: NpoEntry, row: TableRow) -> NpoEntry:
    if replace(further, accounts=known.accounts) != known:
        raise InputError("the same reference with something else said of it", place=f"line {row.line}")
    return replace(known, accounts=(*known.accounts, *further.accounts))
