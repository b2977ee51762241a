"""`make bench-payments`, first part: how many payment messages a node decides, and how long one takes; prints JSON.

A desk's node (one database file, synchronous FULL) with 20,000 listed subjects takes pacs.008 of one payment each as
`simpul pay replay` does: read, checked, every party compared, rules, decided, sealed, written and on record.
The traffic is (`payments_traffic`):

- `all_different`: nobody stands in two messages, so every name is compared with the list;
- `usual`: customers who pay as unevenly as people do, none of them seen before the run;
- `returning`: the same customers in other payments, as on any later day: the third such day is measured, when the node
  and the process beside it have both met them.

`open_loop` sends `returning` at half of its measured rate on schedule, whatever became of those before; the clock of
each message starts at its moment in the schedule. `quiet_day` does the same at 50 messages a second: nearly each is
alone in its transaction. `disk_sync` is how long the disk takes to keep 4 kB more of a file in the same folder, just
before: no decision is durable sooner. Processor time is that of the node and the processes beside it; the
machine's load stands beside, since wall time means little on a busy one. `floor` is the rows of the same payments and
decisions written into tables of the same form by the bare driver, as many to a transaction, synchronous FULL.
`reading_alone` is the reading of the same messages in the same run: on a busy machine compare with it. `stages` is the
processor time of each stage by itself (`payments_stages`).
"""

import argparse
import json
import os
import resource
import sqlite3
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import asdict, dataclass
from pathlib import Path

from simpul.app.intake import Intake, Piece, TakenMessage
from simpul.app.memory import keep_what_is_built, let_memory_settle
from simpul.core.payment.decision import PaymentState
from simpul.formats.iso20022.reading import read_iso20022
from simpul.services.taking import AT_ONCE
from simpul.storage.engine import WRITER_SETTINGS
from tests.benchmarks.figures import percentile
from tests.benchmarks.payments_stages import stages
from tests.benchmarks.payments_traffic import SUBJECTS, Traffic, all_different, customers, listed, returning, usual
from tests.world import World

MESSAGES = 3_000
OPEN_SECONDS = 10.0
QUIET_PER_SECOND, QUIET_MESSAGES = 50.0, 500
SHORTEST_WAIT = 0.0005
SYNCS = 100
TABLES = ("payment", "payment_decision")


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """One run; `repeated` of a thousand names had stood in a message before. Times are until a decision is durable."""

    messages: int
    repeated: int
    held: int
    per_second: float
    per_cpu_second: float
    cpu_us_per_message: int
    p50_ms: float
    p99_ms: float
    load: float


def main() -> int:
    """Measure and print."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--messages", type=int, default=MESSAGES, help="how many messages of each traffic")
    options = asked.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        sys.stdout.write(json.dumps(measured(Path(folder), options.messages), indent=2) + "\n")
    return 0


def measured(folder: Path, messages: int) -> dict[str, object]:
    """Measure each traffic on one node, and the floor."""
    let_memory_settle()
    edition, real = listed()
    names = customers()
    world = World(folder, "XA")
    place = world["XA"]
    place.node.listing.take_in(place.sight(), edition)
    place.node.screening.prepare()
    keep_what_is_built()
    intake = Intake(node=place.node)
    first = usual(names, messages)
    runs: dict[str, Taken] = {
        "all_different": taken(intake, all_different(names[::-1], messages)),
        "usual": taken(intake, first),
    }
    days = [taken(intake, returning(names, messages, pairs=messages, day=day)) for day in (1, 2, 3)]
    runs["returning"] = days[-1]
    rate, disk = runs["returning"].per_second / 2, disk_sync(folder)
    alone = open_loop(intake, returning(names, QUIET_MESSAGES, pairs=messages, day=5), QUIET_PER_SECOND)
    loop = open_loop(intake, returning(names, int(rate * OPEN_SECONDS), pairs=messages, day=4), rate)
    intake.close()
    by_stage = stages(place.node, all_different(names, messages).messages)
    world.closes()
    floor = floor_per_second(folder, messages)
    return {
        "benchmark": "payments_throughput",
        "subjects": SUBJECTS,
        "real_lists": real,
        "processors": os.cpu_count(),
        "message_bytes": len(first.messages[0]),
        "reading_alone_cpu_us": reading_alone(first),
        "stages_cpu_us": by_stage,
        **{name: asdict(run) for name, run in runs.items()},
        "disk_sync": disk,
        "quiet_day": asdict(alone),
        "open_loop": {"per_second": round(rate), **asdict(loop)},
        "floor_per_second": round(floor),
        "ratio_to_floor": round(runs["returning"].per_second / floor, 3),
    }


def taken(intake: Intake, traffic: Traffic) -> Taken:
    """Take all messages as fast as they are taken."""
    return _timed(intake, traffic, (Piece(place=str(number), raw=raw) for number, raw in enumerate(traffic.messages)))


def disk_sync(folder: Path) -> dict[str, float]:
    """Give how many milliseconds the disk takes until 4 kB more of a file are on it."""
    took = list[float]()
    with (folder / "sync").open("wb", buffering=0) as file:
        for _ in range(SYNCS):
            file.write(os.urandom(4_096))
            begun = time.perf_counter()
            os.fdatasync(file.fileno())
            took.append((time.perf_counter() - begun) * 1_000)
    ordered = sorted(took)
    return {"p50_ms": percentile(ordered, 50), "p99_ms": percentile(ordered, 99)}


def reading_alone(traffic: Traffic) -> int:
    """Give the processor microseconds that reading a message takes, to compare on a busy machine with."""
    begun = time.process_time()
    for raw in traffic.messages:
        read_iso20022(raw)
    return round((time.process_time() - begun) / len(traffic.messages) * 1e6)


def open_loop(intake: Intake, traffic: Traffic, per_second: float) -> Taken:
    """Send messages on schedule."""
    return _timed(intake, traffic, _scheduled(traffic.messages, per_second))


def _scheduled(messages: Sequence[bytes], per_second: float) -> Iterator[Piece | None]:
    begun = time.perf_counter()
    for number, raw in enumerate(messages):
        due = begun + number / per_second
        while (wait := due - time.perf_counter()) > 0:
            time.sleep(min(wait, SHORTEST_WAIT))
            yield None
        yield Piece(place=str(number), raw=raw, came=due)


def _timed(intake: Intake, traffic: Traffic, pieces: Iterator[Piece | None]) -> Taken:
    before, begun, took, held = _cpu(), time.perf_counter(), list[float](), 0
    for each in intake.taken(pieces):
        took.append((time.perf_counter() - each.piece.came) * 1_000)
        held += _held(each)
    wall, count = time.perf_counter() - begun, len(took)
    spent, ordered = _cpu() - before, sorted(took)
    return Taken(
        messages=count,
        repeated=round(traffic.repeated * 1_000),
        held=held,
        per_second=round(count / wall, 1),
        per_cpu_second=round(count / spent, 1),
        cpu_us_per_message=round(spent / count * 1e6),
        p50_ms=percentile(ordered, 50),
        p99_ms=percentile(ordered, 99),
        load=round(os.getloadavg()[0], 2),
    )


def _held(taken_message: TakenMessage) -> int:
    return sum(each.decision.state is PaymentState.HELD for each in taken_message.decided)


def _cpu() -> float:
    """Give the processor seconds of this process and of those beside it, also of such as still run."""
    own = resource.getrusage(resource.RUSAGE_SELF)
    ended = resource.getrusage(resource.RUSAGE_CHILDREN)
    tick = os.sysconf("SC_CLK_TCK")
    running = 0.0
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            said = stat.read_text(encoding="ascii", errors="replace").rpartition(") ")[2].split()
        except OSError:  # it has ended meanwhile
            continue
        if int(said[1]) == os.getpid():
            running += (int(said[11]) + int(said[12])) / tick
    return own.ru_utime + own.ru_stime + ended.ru_utime + ended.ru_stime + running


def floor_per_second(folder: Path, messages: int) -> float:
    """Give how many payments a second the bare driver writes: the rows of as many, in transactions of as many."""
    source, copy = folder / "XA" / "simpul.db", folder / "floor.db"
    with closing(sqlite3.connect(source)) as held, closing(sqlite3.connect(copy, isolation_level=None)) as floor:
        for pragma in WRITER_SETTINGS:
            floor.execute(pragma).fetchall()
        floor.execute("PRAGMA foreign_keys=OFF")  # of the other tables none is there
        rows = {table: held.execute(f"SELECT * FROM {table} LIMIT ?", (messages,)).fetchall() for table in TABLES}
        for sql in held.execute("SELECT sql FROM sqlite_master WHERE tbl_name IN (?, ?) AND sql <> ''", TABLES):
            floor.execute(*sql)
        begun = time.perf_counter()
        for start in range(0, messages, AT_ONCE):
            floor.execute("BEGIN IMMEDIATE")
            for table, found in rows.items():
                part = found[start : start + AT_ONCE]
                marks = ", ".join("?" * len(part[0]))
                floor.executemany(f"INSERT INTO {table} VALUES ({marks})", part)
            floor.execute("COMMIT")
        return messages / (time.perf_counter() - begun)


if __name__ == "__main__":
    sys.exit(main())
