"""The archive of payments: the facts of all of them in columns, in DuckDB, for questions over years.

It is made of the record and brought up to date before each question; whoever takes it away loses nothing. Texts are
kept as numbers of words, in the order in which they first came.
"""

import csv
import threading
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

import duckdb
from sqlalchemy import Connection, Row, and_, bindparam, select

from simpul.core.errors import StorageError
from simpul.core.payment.decision import PaymentDecision, PaymentState
from simpul.core.payment.findings import HitVerdict, PaymentCase, RuleOutcome, RulesRun
from simpul.core.payment.freezing import NOBODY
from simpul.storage.bodies import decoded
from simpul.storage.reading import Reading
from simpul.storage.tables.payment_rules import payment_fact, payment_walk
from simpul.storage.tables.payments import payment_decision

FILE = "payment-archive.duckdb"
EDITION = 3
READ_ANEW = "accounts-read-anew"
"""Up to this place rules were evaluated by accounts as an earlier edition read them (revision 0019)."""

AT_ONCE = 50_000
NUMBERS = ("at", "taken", "amount", "decimals", "apart")
ACCOUNTS = ("sender", "receiver")
WORDS = (
    *("currency", "origin", "destination", "sender_kind", "receiver_kind"),
    *("purpose", "hits", "script", "npos", "ruled", "found"),
)
COLUMNS = ("sequence", "payment", *NUMBERS, *ACCOUNTS, *WORDS)
SAID_OF = {RuleOutcome.FIRED: 2, RuleOutcome.UNKNOWN: 1}
CONFIRMED, LET_GO = 1, 2

_BEHIND = (
    select(payment_fact, payment_decision.c.found)
    .join(
        payment_decision,
        and_(payment_decision.c.payment == payment_fact.c.payment, payment_decision.c.number == 1),
    )
    .where(payment_fact.c.sequence > bindparam("place"))
    .order_by(payment_fact.c.sequence)
    .limit(bindparam("most"))
)
_AT = select(payment_fact.c.payment).where(payment_fact.c.sequence == bindparam("place"))
_READ_ANEW = select(payment_walk.c.sequence).where(payment_walk.c.what == READ_ANEW)
_FOLLOWED = (
    select(payment_fact.c.sequence, payment_decision.c.id, payment_decision.c.body, payment_decision.c.found)
    .join(payment_decision, payment_decision.c.payment == payment_fact.c.payment)
    .where(payment_decision.c.number > 1)
    .order_by(payment_fact.c.sequence, payment_decision.c.number)
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Archived:
    """The past in columns, in the order of payments: numbers, and texts as numbers of words; and what officers made.

    `outcome` says by the number of a payment what officers made of it: 1 confirmed, 2 let go; of others nothing.
    """

    payments: int
    numbers: Mapping[str, Any]
    codes: Mapping[str, Any]
    words: Mapping[str, Sequence[str]]
    outcome: Mapping[int, int]


class PaymentArchive:
    """The archive of one node, in its home folder; one question at a time."""

    def __init__(self, file: Path, reading: Reading) -> None:
        """Keep it in this file, made of what these readers read."""
        self._file = file
        self._reading = reading
        self._one = threading.Lock()

    def archived(self) -> Archived:
        """Give all payments that are recorded now.

        Raises:
            StorageError: the archive cannot be made.
        """
        with self._one, self._opened() as archive, self._reading.snapshot() as connection:
            _bring_up_to_date(archive, connection)
            found = read_archive(archive)
            return Archived(
                payments=found.payments,
                numbers=found.numbers,
                codes=found.codes,
                words=found.words,
                outcome=dict(_outcomes(connection)),
            )

    def ids(self, places: Sequence[int]) -> tuple[str, ...]:
        """Give the ids of the payments at these places of the order."""
        with self._reading.snapshot() as connection:
            found = [connection.execute(_AT, {"place": place}).scalar_one_or_none() for place in places]
            return tuple(str(each) for each in found if each is not None)

    def _opened(self) -> duckdb.DuckDBPyConnection:
        try:
            return open_archive(self._file)
        except duckdb.Error as broken:
            raise StorageError(f"the archive of payments cannot be opened: {broken}") from broken


def open_archive(file: Path) -> duckdb.DuckDBPyConnection:
    """Open the archive in a file; one that was made otherwise is made anew."""
    archive = duckdb.connect(str(file), config={"threads": 2})
    archive.execute("CREATE TABLE IF NOT EXISTS edition (number INTEGER)")
    known = archive.execute("SELECT number FROM edition").fetchall()
    if known != [(EDITION,)]:
        _make(archive)
    return archive


def read_archive(archive: duckdb.DuckDBPyConnection) -> Archived:
    """Give all payments of an archive, whose order is that in which they were put in."""
    wanted = ", ".join(f'"{name}"' for name in (*NUMBERS, *ACCOUNTS, *WORDS))
    columns = archive.execute(f"SELECT {wanted} FROM fact ORDER BY sequence").fetchnumpy()  # noqa: S608  our own names
    accounts = _words(archive, "account")
    words = {name: _words(archive, name) for name in WORDS} | dict.fromkeys(ACCOUNTS, accounts)
    return Archived(
        payments=len(columns["at"]),
        numbers={name: columns[name] for name in NUMBERS},
        codes={name: columns[name] for name in (*ACCOUNTS, *WORDS)},
        words=words,
        outcome={},
    )


def put_in(archive: duckdb.DuckDBPyConnection, file: str) -> None:
    """Put payments into an archive, from a file of comma-separated values with our columns, behind what is there."""
    types = {name: "BIGINT" if name in ("sequence", *NUMBERS) else "VARCHAR" for name in COLUMNS}
    read = "SELECT * FROM read_csv(?, header=false, auto_detect=false, quote='\"', escape='\"', columns=?)"
    archive.execute("BEGIN")
    archive.execute(f"CREATE OR REPLACE TEMP TABLE fresh AS {read}", [file, types])
    for name in (*ACCOUNTS, *WORDS):
        kind = "account" if name in ACCOUNTS else name
        archive.execute(
            f"""INSERT INTO word SELECT '{kind}', (SELECT count(*) FROM word WHERE kind = '{kind}')
                + row_number() OVER (ORDER BY first) - 1, said
                FROM (SELECT coalesce("{name}", '') AS said, min(sequence) AS first FROM fresh GROUP BY said) AS found
                WHERE said NOT IN (SELECT said FROM word WHERE kind = '{kind}')"""  # noqa: S608  our own names
        )
    parts = ", ".join(f'{name}_of.number AS "{name}"' for name in (*ACCOUNTS, *WORDS))
    joins = " ".join(
        f"""JOIN word AS {name}_of ON {name}_of.said = coalesce(fresh."{name}", '')
            AND {name}_of.kind = '{"account" if name in ACCOUNTS else name}'"""
        for name in (*ACCOUNTS, *WORDS)
    )
    numbers = ", ".join(f'fresh."{name}"' for name in ("sequence", "payment", *NUMBERS))
    archive.execute(f"INSERT INTO fact SELECT {numbers}, {parts} FROM fresh {joins} ORDER BY fresh.sequence")  # noqa: S608  our own names
    archive.execute("COMMIT")


def _make(archive: duckdb.DuckDBPyConnection) -> None:
    numbers = ", ".join(f'"{name}" BIGINT' for name in NUMBERS)
    codes = ", ".join(f'"{name}" INTEGER' for name in (*ACCOUNTS, *WORDS))
    archive.execute("BEGIN")
    archive.execute(f"CREATE OR REPLACE TABLE fact (sequence BIGINT, payment VARCHAR, {numbers}, {codes})")
    archive.execute("CREATE OR REPLACE TABLE word (kind VARCHAR, number INTEGER, said VARCHAR)")
    archive.execute("CREATE OR REPLACE TABLE edition AS SELECT ?::INTEGER AS number", [EDITION])
    archive.execute("COMMIT")


def _bring_up_to_date(archive: duckdb.DuckDBPyConnection, connection: Connection) -> None:
    """Take in what is recorded and not in it; one that holds what is not recorded is made anew."""
    place, payment = _last(archive)
    if place and connection.execute(_AT, {"place": place}).scalar_one_or_none() != payment:
        _make(archive)
        place = 0
    anew = connection.execute(_READ_ANEW).scalar_one_or_none() or 0
    while rows := list(connection.execute(_BEHIND, {"place": place, "most": AT_ONCE})):
        with NamedTemporaryFile("w", encoding="utf-8", newline="", suffix=".csv") as file:
            csv.writer(file, quoting=csv.QUOTE_ALL).writerows(_line(row, anew) for row in rows)
            file.flush()
            put_in(archive, file.name)
        place = rows[-1].sequence


def _last(archive: duckdb.DuckDBPyConnection) -> tuple[int, str]:
    found = archive.execute("SELECT sequence, payment FROM fact ORDER BY sequence DESC LIMIT 1").fetchone()
    return (int(found[0]), str(found[1])) if found else (0, "")


def _line(row: Row[Any], anew: int) -> list[object]:
    """Give a payment as a line; what rules said of it is compared only where its accounts were read as they are now."""
    run = decoded(PaymentCase, row.found, row=f"what was found for payment {row.payment}").rules
    ruled = run.rules if row.sequence > anew else ()
    told = {"ruled": " ".join(map(str, ruled)), "found": " ".join(_found(run))}
    return [told[name] if name in told else getattr(row, name) for name in COLUMNS]


def _found(run: RulesRun) -> Iterator[str]:
    for each in (*run.findings, *run.shadow):
        yield f"{each.rule}={SAID_OF[each.outcome]}"


def _words(archive: duckdb.DuckDBPyConnection, kind: str) -> list[str]:
    rows = archive.execute("SELECT said FROM word WHERE kind = ? ORDER BY number", [kind]).fetchall()
    return [said for (said,) in rows]


def _outcomes(connection: Connection) -> Iterator[tuple[int, int]]:
    """Give what officers made of payments; the last word stands."""
    for row in connection.execute(_FOLLOWED):
        decision = decoded(PaymentDecision, row.body, row=f"decision {row.id}")
        case = decoded(PaymentCase, row.found, row=f"what was found for decision {row.id}")
        outcome = _outcome(decision, case)
        if outcome:
            yield row.sequence, outcome


def _outcome(decision: PaymentDecision, case: PaymentCase) -> int:
    same = any(hit.verdict is HitVerdict.SAME for hit in case.screening.hits)
    if same or decision.state is PaymentState.FROZEN:
        return CONFIRMED
    if decision.by == NOBODY:
        return 0
    return {PaymentState.REJECTED: CONFIRMED, PaymentState.RELEASED: LET_GO}.get(decision.state, 0)
