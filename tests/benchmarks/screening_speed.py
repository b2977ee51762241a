"""How fast and how small the screening index is, by process CPU time on one core, as one JSON object.

    python -m tests.benchmarks.screening_speed [--subjects 1000000]

Each size is measured in a process of its own, so that its memory is that of a process that holds nothing else. The
smallest is the persons of the OFAC and UN lists as they are; larger ones are filled up with invented people, whose
first and last names are those of the ordinary people in `negatives-*.csv`, drawn within one script with the frequency
of ranks (Zipf), so that common names are as common as in a real holding. Queries are ordinary people and disturbed
spellings of listed names; each run asks names that no other run has asked, since a call remembers its words.
"""

import argparse
import csv
import dataclasses
import json
import resource
import statistics
import subprocess
import sys
import time
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import accumulate, chain, islice
from pathlib import Path
from random import Random

from simpul.engines.screening.index import ScreeningIndex
from simpul.engines.screening.subject import Kind, Name, Query, Subject
from tests.benchmarks.screening.disturbing import disturbed
from tests.benchmarks.screening.people import LISTS, Asked, listed_people, ordinary_people

SIZES = (0, 20_000, 100_000, 1_000_000)
"""Subjects of each measured index; 0 stands for the two lists as they are."""

RUNS = 5
QUERIES = 1_000
DELTA = 500
ORDINARY = ("negatives-global.csv", "negatives-us.csv")
STATES = ("XA", "XB", "XC", "XD", "XE")
SECOND_FIRST_NAME = 0.3
"""How many of the invented people have a second first name."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Speed:
    """What was measured of one index; queries are per CPU second, the median of the runs, with the slowest beside."""

    subjects: int
    names: int
    build_seconds: float
    build_seconds_per_100k_names: float
    update_seconds: float
    ordinary: float
    ordinary_slowest: float
    ordinary_with_birth_date_and_country: float
    disturbed: float
    disturbed_slowest: float
    resident_mb: float
    peak_mb: float


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class _Names:
    """The first and last names of one script, with how often each is drawn, added up."""

    people: int
    first: tuple[str, ...]
    last: tuple[str, ...]

    def drawn(self, draw: Random) -> str:
        """Draw somebody's name."""
        firsts = draw.choices(self.first, cum_weights=_by_rank(len(self.first)), k=2)
        last = draw.choices(self.last, cum_weights=_by_rank(len(self.last)))
        return " ".join([*firsts[: 1 + (draw.random() < SECOND_FIRST_NAME)], *last])


def main() -> int:
    """Measure each size in its own process and print all."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument(
        "--subjects", type=int, help="one size only, measured in this process (0: the lists as they are)"
    )
    asked.add_argument("--queries", type=int, default=QUERIES, help="how many of each kind one run asks")
    options = asked.parse_args()
    if options.subjects is not None:
        figures = dataclasses.asdict(measured_speed(options.subjects, queries=options.queries))
        sys.stdout.write(json.dumps(figures, indent=2) + "\n")
        return 0
    command = [sys.executable, "-m", "tests.benchmarks.screening_speed", "--queries", str(options.queries)]
    found = [_told([*command, "--subjects", str(size)]) for size in SIZES]
    sys.stdout.write(json.dumps(found, indent=2) + "\n")
    return 0


def measured_speed(subjects: int, *, queries: int = QUERIES, runs: int = RUNS) -> Speed:
    """Build an index of so many subjects and ask it, in this process; 0 stands for the two lists as they are."""
    listed = [person.subject() for which in ("ofac", "un") for person in listed_people(which)]
    draw = Random(f"screening-speed-{subjects}")
    held = chain(listed, islice(_invented(draw), max(0, subjects - len(listed))))
    gathering = _spent(lambda: sum(1 for _ in islice(_invented(Random(0)), max(0, subjects - len(listed)))))
    began = time.process_time()
    index = ScreeningIndex.build(held)
    building = time.process_time() - began - gathering
    names = sum(len(layer.subject_of) for layer in index.layers)
    delta = list(islice(_invented(Random(1)), DELTA))
    gone = [subject.id for subject in listed[:DELTA]]
    ordinary, ordinary_known, spelled = _questions(listed, queries * runs, draw)
    return Speed(
        subjects=len(index),
        names=names,
        build_seconds=round(building, 2),
        build_seconds_per_100k_names=round(building * 100_000 / names, 2),
        update_seconds=round(_spent(lambda: index.updated(added=delta, removed=gone)), 3),
        ordinary=statistics.median(by_name := _per_second(index, ordinary, runs)),
        ordinary_slowest=min(by_name),
        ordinary_with_birth_date_and_country=statistics.median(_per_second(index, ordinary_known, runs)),
        disturbed=statistics.median(by_spelling := _per_second(index, spelled, runs)),
        disturbed_slowest=min(by_spelling),
        resident_mb=round(int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1]) * 4096 / 1e6, 1),
        peak_mb=round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3, 1),
    )


def _questions(listed: Sequence[Subject], count: int, draw: Random) -> tuple[list[Query], list[Query], list[Query]]:
    """Give ordinary people by name, the same with birth date and country, and disturbed spellings of listed names."""
    people: list[Asked] = draw.sample([asked for asked, _ in ordinary_people()], count)
    spelled = (disturbed(draw.choice(draw.choice(listed).names).value, draw)[0] for _ in range(count))
    return (
        [asked.by_name_only().query() for asked in people],
        [asked.query() for asked in people],
        [Query(name=name, kind=Kind.PERSON) for name in spelled],
    )


def _invented(draw: Random) -> Iterator[Subject]:
    """Give invented people without end."""
    tables = _names_by_script()
    shares = [table.people for table in tables]
    for number in range(sys.maxsize):
        name = draw.choices(tables, shares)[0].drawn(draw)
        born = f"{draw.randint(1930, 2005)}-{draw.randint(1, 12):02}-{draw.randint(1, 28):02}"
        yield Subject(
            id=f"xa-{number:08}",
            kind=Kind.PERSON,
            names=(Name(value=name),),
            birth_dates=(born,),
            countries=(draw.choice(STATES),),
        )


def _names_by_script() -> list[_Names]:
    firsts: dict[str, dict[str, None]] = defaultdict(dict)
    lasts: dict[str, dict[str, None]] = defaultdict(dict)
    people: dict[str, int] = defaultdict(int)
    for file in ORDINARY:
        with (LISTS / file).open(encoding="utf-8", newline="") as lines:
            for row in csv.DictReader(lines):
                if row["first_name"].strip() and row["last_name"].strip():
                    script = unicodedata.name(row["last_name"].strip()[0], "unknown").split()[0]
                    firsts[script].setdefault(row["first_name"])
                    lasts[script].setdefault(row["last_name"])
                    people[script] += 1
    return [
        _Names(people=people[script], first=tuple(firsts[script]), last=tuple(lasts[script]))
        for script in sorted(people)
    ]


_RANKS: dict[int, list[float]] = {}


def _by_rank(count: int) -> list[float]:
    if count not in _RANKS:
        _RANKS[count] = list(accumulate(1.0 / (rank + 3) for rank in range(count)))
    return _RANKS[count]


def _per_second(index: ScreeningIndex, queries: Sequence[Query], runs: int) -> list[float]:
    size = len(queries) // runs
    parts = [queries[begin : begin + size] for begin in range(0, size * runs, size)]
    return [round(size / _spent(partial(index.screen_many, part)), 1) for part in parts]


def _spent(act: Callable[[], object]) -> float:
    began = time.process_time()
    act()
    return time.process_time() - began


def _told(command: Sequence[str]) -> dict[str, float]:
    done = subprocess.run(command, capture_output=True, check=True, text=True)
    told: dict[str, float] = json.loads(done.stdout)
    return told


if __name__ == "__main__":
    sys.exit(main())
