"""How fast a node takes in what a partner sends, beside the floor of the database.

Taking in is `Receiving.accept` from the frame on: signature, decryption, decoding, every check, words, inbox, logs,
audit, commit with synchronous=FULL. The floor is the same rows, as they stand in the node's tables afterwards, written
by the bare driver in batches of the same size into a database with the same tables and indexes, synchronous=FULL. Both
are measured in turn in one run, in one process set up as `simpul serve` sets itself up; the ratio of each pair is
taken, and the median of the ratios is given.
"""

import shutil
import sqlite3
import statistics
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from simpul.app.memory import let_memory_settle
from tests.world import Place, World

BATCH = 1_000
PAIRS = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class Ingest:
    """Assertions a second taken in, and rows of assertions a second at the floor, medians; and the median ratio."""

    batch: int
    pairs: int
    assertions_per_second: int
    floor_per_second: int
    ratio: float


def measured_ingest() -> Ingest:
    """Take reports in and write their rows at the floor, in turn."""
    let_memory_settle()
    with tempfile.TemporaryDirectory() as folder:
        world = World(Path(folder), "XA", "XB")
        empty = Path(folder) / "floor.db"
        shutil.copy(Path(folder) / "XB" / "simpul.db", empty)
        frames = _frames(world["XA"], world["XB"], count=PAIRS + 1)
        floor = _Floor(empty, Path(folder) / "XB" / "simpul.db")
        pairs = [(_taken_in(world, frame), floor.written()) for frame in frames][1:]
        world.closes()
    return Ingest(
        batch=BATCH,
        pairs=len(pairs),
        assertions_per_second=round(BATCH / statistics.median(ours for ours, _ in pairs)),
        floor_per_second=round(BATCH / statistics.median(bare for _, bare in pairs)),
        ratio=round(statistics.median(bare / ours for ours, bare in pairs), 3),
    )


def _frames(sender: Place, recipient: Place, *, count: int) -> list[bytes]:
    for number in range(count):
        claims = [sender.claim(f"Bahrul Santosa {number} {index}") for index in range(BATCH)]
        sender.shares(sender.writes(*claims, releasable_to=("XB",)))
    waiting = sender.node.store.links.outgoing(recipient.id, after=0, limit=count)
    return [item.frame for item in waiting]


def _taken_in(world: World, frame: bytes) -> float:
    start = time.perf_counter()
    delivery = world["XB"].node.receiving.accept(world["XA"].id, [frame])
    took = time.perf_counter() - start
    if delivery.refused is not None or len(delivery.receipts) != 1:
        raise RuntimeError(f"not taken in: {delivery}")
    return took


class _Floor:
    """Writes what is new in one database into another one, by the bare driver."""

    def __init__(self, file: Path, source: Path) -> None:
        """Open the floor as a node opens its database."""
        self._source = sqlite3.connect(f"file:{source}?mode=ro", uri=True, isolation_level=None)
        self._floor = sqlite3.connect(file, isolation_level=None)
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "secure_delete=ON"):
            self._floor.execute(f"PRAGMA {pragma}").fetchall()
        self._copied: set[tuple[str, tuple[object, ...]]] = set()
        self._reports: set[str] = set()

    def written(self) -> float:
        """Write the rows of the newest report, and give the seconds that took."""
        rows = list(self._rows())
        start = time.perf_counter()
        self._floor.execute("BEGIN IMMEDIATE")
        for statement, values in rows:
            self._floor.executemany(statement, values)
        self._floor.execute("COMMIT")
        return time.perf_counter() - start

    def _rows(self) -> Iterator[tuple[str, list[tuple[object, ...]]]]:
        (report,) = [row[0] for row in self._source.execute("SELECT id FROM report") if row[0] not in self._reports]
        self._reports.add(report)
        for table, where in (
            ("audience", "id NOT IN (SELECT DISTINCT audience FROM report WHERE id <> ?)"),
            ("report", "id = ?"),
            ("assertion", "report = ?"),
            ("subject_word", "assertion IN (SELECT id FROM assertion WHERE report = ?)"),
            ("report_word", "report = ?"),
            ("waiting_profile", "profile IN (SELECT subject || '/' || audience FROM assertion WHERE report = ?)"),
        ):
            found = self._source.execute(f"SELECT * FROM {table} WHERE {where}", (report,)).fetchall()
            fresh = [row for row in found if (table, row[:1]) not in self._copied or table != "audience"]
            self._copied.update((table, row[:1]) for row in fresh if table == "audience")
            if fresh:
                marks = ", ".join("?" * len(fresh[0]))
                yield f"INSERT OR IGNORE INTO {table} VALUES ({marks})", fresh
