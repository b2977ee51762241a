"""How near the store comes to the floor: the same rows put into the same tables by plain `sqlite3`.

Both sides write to a file of their own with the same tables, indexes and settings (WAL, synchronous FULL), the same
rows, as many to a transaction. Pairs alternate, and who goes first alternates too; the median of each side counts.
Prints one JSON object. Run it as `python -m tests.benchmarks.storage_floor`.
"""

import json
import sqlite3
import statistics
import tempfile
import time
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from simpul.core.assertion import Assertion
from simpul.core.ids import Sealed
from simpul.core.report import SignedReport
from simpul.storage.engine import WRITER_SETTINGS
from simpul.storage.store import Store
from tests.holdings import act_of, add_report, chance, claim, report_of, terms
from tests.stores import opened, sqlite_place

BATCH = 1_000
PAIRS = 9
LONE_ACTS = 200
VALUES = (("name", "Bahrul Santosa"), ("alias", "Абу Харб"), ("birthDate", "1971-03-14"), ("nationality", "XA"))
FURTHER = (("passportNumber", "X1234567"), ("notes", "Seen in the harbour town with two others, late in the evening."))

Batch = tuple[SignedReport, tuple[Sealed[Assertion], ...]]


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows of one table that a batch is made of."""

    statement: str
    rows: Sequence[tuple[object, ...]]


def batch(number: int) -> Batch:
    """Make a report with its claims: six about each subject, a name and an alias among them."""
    handling = terms(caveat=f"batch {number}")
    properties = (*VALUES, *FURTHER)
    claims: list[Sealed[Assertion]] = []
    for index in range(BATCH):
        subject = chance() if index % len(properties) == 0 else claims[-1].value.subject
        name, value = properties[index % len(properties)]
        said = f"{value} {index}" if name in {"name", "alias"} else value
        claims.append(claim(said, name=name, subject=subject, handling=handling))
    return report_of(*claims, handling=handling), tuple(claims)


def into_store(store: Store, made: Batch) -> None:
    """Record a batch as the services do."""
    signed, claims = made
    store.ledger.act(lambda tx: add_report(tx, signed, claims))


def rows_of(path: Path, report_id: str) -> list[Rows]:
    """Give the rows that a batch became."""
    with closing(sqlite3.connect(path)) as connection:
        return [
            _rows(connection, "audience", "id = (SELECT audience FROM report WHERE id = ?)", report_id),
            _rows(connection, "report", "id = ?", report_id),
            _rows(connection, "report_word", "report = ?", report_id),
            _rows(connection, "assertion", "report = ?", report_id),
            _rows(connection, "subject_word", "assertion IN (SELECT id FROM assertion WHERE report = ?)", report_id),
            _rows(connection, "audit", "target = ?", report_id),
        ]


def _rows(connection: sqlite3.Connection, table: str, where: str, report_id: str) -> Rows:
    order = " ORDER BY rowid" if table not in {"report_word", "subject_word"} else ""
    rows = connection.execute(f"SELECT * FROM {table} WHERE {where}{order}", (report_id,)).fetchall()
    places = ", ".join("?" * len(rows[0]))
    return Rows(statement=f"INSERT INTO {table} VALUES ({places})", rows=rows)


def into_floor(floor: sqlite3.Connection, rows: Sequence[Rows]) -> None:
    """Put the same rows into the same tables, in one transaction."""
    floor.execute("BEGIN IMMEDIATE")
    for each in rows:
        floor.executemany(each.statement, each.rows)
    floor.execute("COMMIT")


def seconds(work: Callable[[], None]) -> float:
    """Measure how long it takes."""
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def measured_batches(folder: Path) -> dict[str, float]:
    """Measure batches on both sides, alternating."""
    batches = [batch(number) for number in range(PAIRS + 1)]
    rows = _rows_of_all(folder, batches)
    store, floor = opened(sqlite_place(folder)), _floor(sqlite_place(folder))
    for plain in rows:
        into_floor(floor, plain[:1])
    ours: list[float] = []
    theirs: list[float] = []
    for number, (made, plain) in enumerate(zip(batches, rows, strict=True)):
        sides = [(ours, partial(into_store, store, made)), (theirs, partial(into_floor, floor, plain[1:]))]
        for taken, work in sides if number % 2 else reversed(sides):
            taken.append(seconds(work))
    store.close()
    floor.close()
    ours_median, floor_median = statistics.median(ours[1:]), statistics.median(theirs[1:])
    return {
        "store_assertions_per_second": round(BATCH / ours_median),
        "floor_assertions_per_second": round(BATCH / floor_median),
        "store_batch_ms": round(ours_median * 1e3, 1),
        "floor_batch_ms": round(floor_median * 1e3, 1),
        "ratio": round(floor_median / ours_median, 2),
    }


def measured_lone_acts(folder: Path) -> dict[str, float]:
    """Measure acts of one row, one after the other, on both sides, alternating."""
    store, floor = opened(sqlite_place(folder)), _floor(sqlite_place(folder))
    row = ("x" * 400, "0" * 64, "1" * 64)
    statement = "INSERT INTO audit VALUES (?, 0, 'node:start', 'analyst', '', 'done', ?, ?, ?)"
    ours, theirs = [], []
    for index in range(LONE_ACTS):
        ours.append(seconds(partial(_record, store)))
        theirs.append(seconds(partial(into_floor, floor, [Rows(statement=statement, rows=[(index, *row)])])))
    store.close()
    floor.close()
    ours_median, floor_median = statistics.median(ours), statistics.median(theirs)
    return {
        "store_act_ms": round(ours_median * 1e3, 2),
        "floor_commit_ms": round(floor_median * 1e3, 2),
        "ratio": round(floor_median / ours_median, 2),
    }


def _record(store: Store) -> None:
    store.ledger.act(lambda tx: tx.audit.record(act_of()))


def _rows_of_all(folder: Path, batches: Sequence[Batch]) -> list[list[Rows]]:
    path = sqlite_place(folder)
    store = opened(path)
    for made in batches:
        into_store(store, made)
    store.close()
    return [rows_of(path, signed.report.id) for signed, _ in batches]


def _floor(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, isolation_level=None)
    for pragma in WRITER_SETTINGS:
        connection.execute(pragma).fetchall()
    return connection


def measured() -> dict[str, object]:
    """Measure everything, in a folder of its own."""
    with tempfile.TemporaryDirectory(prefix="simpul-floor-") as folder:
        return {
            "benchmark": "storage_floor",
            "sqlite": sqlite3.sqlite_version,
            "batch": BATCH,
            "pairs": PAIRS,
            "batches": measured_batches(Path(folder)),
            "lone_acts": measured_lone_acts(Path(folder)),
        }


if __name__ == "__main__":
    print(json.dumps(measured(), indent=2))
