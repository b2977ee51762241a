"""`make bench-match`: how long `/match` takes at a steady rate, of a real node with a long list; prints JSON.

The node is a process of its own, with a list of invented people whose names have the frequencies of real ones: few
words that very many bear, many that hardly anybody does. Requests are sent on schedule whatever became of those before
(open loop), and the clock of each starts at its moment in the schedule, sent or not. Half of them ask for somebody who
is not listed, the rest for listed people: as listed, misspelled, and with a date of birth.
"""

import argparse
import http.client
import itertools
import json
import os
import queue
import random
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path

from simpul.core.designation import DateKind, Designation, ListedDate, ListEdition, ListedName, NameQuality
from simpul.core.vocabulary import Schema
from tests.benchmarks.figures import percentile
from tests.nodes import NodeProcess, nodes, sight_of

ENTRIES = 20_000
PER_SECOND = 100
WARM_UP_SECONDS = 3
CLIENTS = 24
READY_SECONDS = 300.0
SEED = 20_260_301
OK = 200
SYLLABLES = tuple(
    a + b for a in ("", "b", "d", "f", "g", "h", "j", "k", "l", "m", "n", "r", "s", "t", "w", "z") for b in "aiueo"
)
ENDS = ("", "n", "r", "s", "m", "h", "l", "k")


@dataclass(frozen=True, slots=True, kw_only=True)
class MatchLatency:
    """Milliseconds from the moment a request was due to the end of its answer, and what the node's process spent."""

    entries: int
    requests: int
    per_second: int
    p50_ms: float
    p95_ms: float
    p99_ms: float
    worst_ms: float
    failed: int
    with_results: int
    node_cpu_ms_per_request: float
    until_ready_s: float


@dataclass(slots=True)
class Load:
    """What is sent, when, and what came of it."""

    node: NodeProcess
    token: str
    bodies: Sequence[bytes]
    due: "queue.SimpleQueue[tuple[float, bytes] | None]" = field(default_factory=queue.SimpleQueue)
    took: list[float] = field(default_factory=list)
    failed: int = 0
    found: int = 0

    def run(self) -> None:
        """Send whatever is due over one connection, until told to stop."""
        connection = http.client.HTTPConnection("127.0.0.1", self.node.settings.port, timeout=30)
        headers = {"authorization": f"ApiKey {self.token}", "content-type": "application/json"}
        while (job := self.due.get()) is not None:
            moment, body = job
            connection.request("POST", "/match/default", body=body, headers=headers)
            answer = connection.getresponse()
            raw = answer.read()
            self.took.append((time.perf_counter() - moment) * 1_000)
            self.failed += answer.status != OK
            self.found += b'"results":[{' in raw
        connection.close()

    def send(self, per_second: int, seconds: int) -> None:
        """Put what is due on schedule."""
        begun = time.perf_counter()
        for number, body in zip(range(per_second * seconds), itertools.cycle(self.bodies), strict=False):
            moment = begun + number / per_second
            time.sleep(max(0.0, moment - time.perf_counter()))
            self.due.put((moment, body))


def measured_matching(*, seconds: int = 30, per_second: int = PER_SECOND, entries: int = ENTRIES) -> MatchLatency:
    """Ask a node at the rate for so many seconds, and give the figures."""
    chance = random.Random(SEED)
    edition = ListEdition(list_id="un", dated="2026-02-01", entries=tuple(people(chance, entries)))
    with tempfile.TemporaryDirectory() as folder, nodes(Path(folder), "XA") as (node,):
        opened = node.opened()
        opened.listing.take_in(sight_of(opened, "analyst"), edition)
        opened.screening.prepare()
        while opened.screening.screen_waiting():
            pass
        opened.close()
        token, begun = node.issue_token("releasing"), time.perf_counter()
        node.start()
        _wait_until_ready(node)
        ready = time.perf_counter() - begun
        bodies = [json.dumps(each).encode() for each in questions(chance, edition.entries, per_second * seconds)]
        _loaded(Load(node=node, token=token, bodies=bodies), per_second, WARM_UP_SECONDS)
        before = _cpu_seconds(node)
        load = _loaded(Load(node=node, token=token, bodies=bodies), per_second, seconds)
        spent = _cpu_seconds(node) - before
    took = sorted(load.took)
    return MatchLatency(
        entries=entries,
        requests=len(took),
        per_second=per_second,
        p50_ms=percentile(took, 50),
        p95_ms=percentile(took, 95),
        p99_ms=percentile(took, 99),
        worst_ms=round(took[-1], 2),
        failed=load.failed,
        with_results=load.found,
        node_cpu_ms_per_request=round(spent * 1_000 / len(took), 2),
        until_ready_s=round(ready, 1),
    )


def people(chance: random.Random, count: int) -> Iterator[Designation]:
    """Invent listed people; the words of their names are as unevenly spread as real ones (1 over the rank)."""
    given, family = ([_word(chance) for _ in range(size)] for size in (1_500, 6_000))
    weights = [[1.0 / rank for rank in range(1, len(words) + 1)] for words in (given, family)]
    for number in range(count):
        first = " ".join(chance.choices(given, weights[0], k=chance.choice((1, 1, 2))))
        names = [f"{first} {chance.choices(family, weights[1])[0]}"]
        names += [f"{chance.choices(given, weights[0])[0]} {chance.choice(family)}"] * (number % 2)
        yield Designation(
            list_id="un",
            reference=f"XXi.{number:05}",
            schema=Schema.PERSON,
            names=tuple(ListedName(value=name.title(), quality=NameQuality.PRIMARY) for name in names),
            birth_dates=(ListedDate(kind=DateKind.EXACT, value=_day(chance)),),
            nationalities=(f"X{chance.choice('ABCDEF')}",),
        )


def questions(chance: random.Random, listed: Sequence[Designation], count: int) -> Iterator[dict[str, object]]:
    """Give questions: one a request, half of them for people who are not listed."""
    others = people(random.Random(SEED + 1), count)
    for number, other in enumerate(others):
        entry = chance.choice(listed) if number % 2 else other
        name = entry.primary_name
        if number % 4 == 1:
            place = chance.randrange(1, len(name))
            name = name[:place] + chance.choice("aeiou") + name[place + 1 :]
        properties = {"name": [name]}
        if number % 4 > 1:
            properties |= {"birthDate": [entry.birth_dates[0].value], "nationality": [entry.nationalities[0]]}
        yield {"queries": {"q": {"schema": "Person", "properties": properties}}, "weights": {}, "config": {}}


def _word(chance: random.Random) -> str:
    return "".join(chance.choices(SYLLABLES, k=chance.choice((2, 2, 3, 3, 4)))) + chance.choice(ENDS)


def _day(chance: random.Random) -> str:
    return f"19{chance.randint(40, 99)}-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}"


def _loaded(load: Load, per_second: int, seconds: int) -> Load:
    clients = [threading.Thread(target=load.run) for _ in range(CLIENTS)]
    for client in clients:
        client.start()
    load.send(per_second, seconds)
    for _ in clients:
        load.due.put(None)
    for client in clients:
        client.join()
    return load


def _wait_until_ready(node: NodeProcess) -> None:
    end = time.monotonic() + READY_SECONDS
    while node.client.get(f"{node.url}/readyz").status_code != OK:
        if time.monotonic() > end:
            raise TimeoutError("the node does not become ready")
        time.sleep(0.1)


def _cpu_seconds(node: NodeProcess) -> float:
    """Give what the node's process has spent on the processor (proc(5), fields 14 and 15)."""
    fields = Path(f"/proc/{node.pid}/stat").read_text(encoding="ascii").rpartition(") ")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def main() -> int:
    """Measure and print."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--seconds", type=int, default=30, help="how long requests are sent")
    asked.add_argument("--per-second", type=int, default=PER_SECOND)
    asked.add_argument("--entries", type=int, default=ENTRIES, help="how many entries the list has")
    options = asked.parse_args()
    figures = measured_matching(seconds=options.seconds, per_second=options.per_second, entries=options.entries)
    sys.stdout.write(json.dumps(asdict(figures), indent=2) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
