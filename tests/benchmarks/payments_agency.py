"""`make bench-payments`, second part: how many payment messages owners of a stream decide; prints JSON.

One process, and then two, own the partitions of a real NATS stream over one real PostgreSQL (synchronous commit on, but
of a server that is thrown away and does not wait for its disk), with 20,000 listed subjects, rules, windows and the
record of acts. Messages of customers who pay as unevenly as people do are put into the stream; the clock runs from the
first of them until all are decided, answered and acknowledged. A first day warms up, a later one is measured. Processor
time is that of the owners; the machine's load stands beside, since all of it shares the machine: owners, database,
stream and who puts in.
"""

import argparse
import json
import os
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from multiprocessing import get_context
from multiprocessing.synchronize import Event as EventType
from pathlib import Path

from simpul.app.beside import Beside
from simpul.app.build import build
from simpul.app.memory import keep_what_is_built, let_memory_settle
from simpul.app.streams import owner_with, partition_of_message
from simpul.core.authority import Sight, viewer_of
from simpul.core.designation import ListEdition
from simpul.settings.settings import Settings
from simpul.storage.jetstream import JetStream
from tests.benchmarks.payments_traffic import SUBJECTS, customers, listed, returning, usual
from tests.faults.paying import OFFICER, make_node
from tests.founding import PASSPHRASE
from tests.natsserver import nats_server
from tests.stores import postgresql_place
from tests.streaming import StreamHouse, settled_in

MESSAGES = 2_000
PARTITIONS = 8
LEASE_SECONDS = 4.0
AT_ONCE = 256
PATIENCE_SECONDS = 600.0
TICK = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """One run: so many owners, and what they decided."""

    owners: int
    messages: int
    per_second: float
    cpu_us_per_message: int
    shares: tuple[int, ...]
    load: float


def main() -> int:
    """Measure and print."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--messages", type=int, default=MESSAGES, help="how many messages of a day")
    options = asked.parse_args()
    edition, real = listed()
    runs = [measured(owners, edition, options.messages) for owners in (1, 2)]
    told = {"benchmark": "payments_agency", "subjects": SUBJECTS, "real_lists": real, "processors": os.cpu_count()}
    sys.stdout.write(json.dumps({**told, "runs": [asdict(run) for run in runs]}, indent=2) + "\n")
    return 0


def measured(owners: int, edition: ListEdition, messages: int) -> Decided:
    """Let so many owners decide a day that warms up, and measure the next."""
    names = customers()
    with tempfile.TemporaryDirectory() as name, nats_server(Path(name) / "nats") as server, postgresql_place() as place:
        house = settled_in(Path(name), server.address, database=place, partitions=PARTITIONS)
        make_node(house.settings)
        _read_in(house, edition)
        with _owning(house, owners) as processes:
            _decided(house, usual(names, messages).messages)
            day = returning(names, messages, pairs=messages).messages
            before, begun = _cpu(processes), time.perf_counter()
            _decided(house, day)
            wall, after = time.perf_counter() - begun, _cpu(processes)
        spent = [late - early for early, late in zip(before, after, strict=True)]
        return Decided(
            owners=owners,
            messages=len(day),
            per_second=round(len(day) / wall, 1),
            cpu_us_per_message=round(sum(spent) / len(day) * 1e6),
            shares=tuple(round(100 * each / sum(spent)) for each in spent),
            load=round(os.getloadavg()[0], 2),
        )


def own_until_ended(settings: Settings, ready: EventType) -> None:
    """Own partitions of the stream; say when this process can screen, and has had time to own its share."""
    let_memory_settle()
    node, begun = build(settings, PASSPHRASE), threading.Event()
    node.screening.prepare()
    keep_what_is_built()
    begun.set()
    owner = owner_with(node, settings, beside=Beside(0), ready=begun, lease_seconds=LEASE_SECONDS)
    owner.start()
    while not owner.claims:
        time.sleep(0.05)
    ready.set()
    threading.Event().wait()


@contextmanager
def _owning(house: StreamHouse, owners: int) -> Iterator[list[int]]:
    context = get_context("spawn")
    readies = [context.Event() for _ in range(owners)]
    processes = [context.Process(target=own_until_ended, args=(house.settings, each), daemon=True) for each in readies]
    try:
        for process in processes:
            process.start()
        for each in readies:
            if not each.wait(PATIENCE_SECONDS):
                raise TimeoutError("an owner did not come to own anything")
        yield [process.pid or 0 for process in processes]
    finally:
        for process in processes:
            process.kill()
            process.join()


def _read_in(house: StreamHouse, edition: ListEdition) -> None:
    with house.node() as node:
        sight = Sight(viewer=viewer_of(OFFICER, authority=node.profile.authority.id), at=node.clock.now())
        node.listing.take_in(sight, edition)


def _decided(house: StreamHouse, messages: Sequence[bytes]) -> None:
    """Put messages into the stream, and wait until all of them are acknowledged."""
    assert house.settings.stream is not None
    stream = JetStream(house.settings.stream)
    stream.open()
    placed = [(partition_of_message(raw, PARTITIONS, house.settings), raw) for raw in messages]
    for start in range(0, len(placed), AT_ONCE):
        stream.publish(placed[start : start + AT_ONCE])
    while stream.waiting():
        time.sleep(0.01)
    stream.close()


def _cpu(processes: Sequence[int]) -> list[float]:
    """Give the processor seconds of each process."""
    stats = [Path(f"/proc/{each}/stat").read_text(encoding="ascii").rpartition(") ")[2].split() for each in processes]
    return [(int(said[11]) + int(said[12])) / TICK for said in stats]


if __name__ == "__main__":
    sys.exit(main())
