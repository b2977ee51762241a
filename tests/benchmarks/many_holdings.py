"""A node that holds very many people: how soon a list's new edition is in force, and how long screening all anew takes.

`python -m tests.benchmarks.many_holdings --people 1000000` fills a node (kept in `--home`, so that it is filled once),
opens it, takes in two editions of the Security Council's list one after the other, and screens everything anew. A new
edition is in force when every entry that came or changed has been compared with everything held. Prints JSON.
"""

import argparse
import csv
import json
import random
import resource
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from simpul.app.memory import let_memory_settle
from simpul.core.draft import Claim
from simpul.core.vocabulary import Schema
from simpul.formats.un import read_un
from tests.public_data import public_file
from tests.world import Place, World

A_REPORT = 1_000
EDITIONS = ("un-2020-11-24.xml", "un-2024-11-30.xml")
COUNTRIES = ("id", "my", "ph", "pk", "eg", "ru", "kz", "us", "fr", "cn", "ng", "so")


@dataclass(frozen=True, slots=True, kw_only=True)
class Took:
    """Wall seconds of one edition: reading and taking it in, and until all of it was in force."""

    added: int
    changed: int
    removed: int
    taken_in_seconds: float
    in_force_seconds: float


def main() -> int:
    """Measure and print."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--people", type=int, default=1_000_000)
    asked.add_argument("--home", type=Path, help="where the filled node is kept; a temporary folder otherwise")
    asked.add_argument("--fill-only", action="store_true", help="make the filled node and stop")
    options = asked.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        home = options.home or Path(folder)
        filled(home, options.people)
        if not options.fill_only:
            sys.stdout.write(json.dumps(measured(home), indent=2) + "\n")
    return 0


def filled(home: Path, people: int) -> None:
    """Let a node hold so many people, screened against nothing yet."""
    if (home / "filled").exists():
        return
    world = World(home, "XA")
    place, everybody = world["XA"], people_of(random.Random(1))
    for number in range(0, people, A_REPORT):
        claims = [claim for _ in range(A_REPORT) for claim in _about(place, *next(everybody))]
        place.node.sharing.record(place.sight(), place.draft(*claims, handling=place.terms(), title=f"Of {number}"))
        _let_pass(place, dict.fromkeys(claim.subject for claim in claims))
        if number % (50 * A_REPORT) == 0:
            sys.stderr.write(f"{number} of {people} people\n")
    world.closes()
    (home / "filled").touch()


def _let_pass(place: Place, subjects: Iterable[str]) -> None:
    """Take subjects under one set of terms off the queue of screening."""
    ledger = place.node.store.ledger
    (first,) = ledger.act(lambda tx: tx.screening.waiting(1))
    terms = first.id.rpartition("/")[2]
    ledger.act(lambda tx: tx.screening.done([f"{subject}/{terms}" for subject in subjects]))


def people_of(chance: random.Random) -> Iterator[tuple[str, str, str]]:
    """Give names put together of the parts of ordinary names, birth dates, and countries; without end."""
    with public_file("lists", "negatives-global.csv").open(encoding="utf-8", newline="") as file:
        rows = [(row["first_name"], row["last_name"]) for row in csv.DictReader(file)]
    while True:
        own, (first, _), (_, last) = chance.choice(rows), chance.choice(rows), chance.choice(rows)
        name = " ".join(own if chance.random() < 0.5 else (first, last))
        born = f"19{chance.randint(40, 99)}-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}"
        yield name, born, chance.choice(COUNTRIES)


def measured(home: Path) -> dict[str, object]:
    """Open the filled node and measure."""
    let_memory_settle()
    world = World.reopened(home, "XA")
    place = world["XA"]
    begun = time.perf_counter()
    held = place.node.screening.prepare()
    prepared = time.perf_counter() - begun
    editions = [_taken_in(place, name) for name in EDITIONS]
    begun = time.perf_counter()
    place.node.rescreener.begin(place.sight(), reason="Measured.")
    while place.node.rescreener.carry_on(lambda: True):
        pass
    anew = time.perf_counter() - begun
    figures = {
        "profiles": held,
        "prepared_seconds": round(prepared, 1),
        "editions": [{name: getattr(took, name) for name in Took.__slots__} for took in editions],
        "screened_anew_seconds": round(anew, 1),
        "alerts": place.node.alerting.count(place.sight()),
        "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
        "peak_mb_of_a_process": resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024,
    }
    world.closes()
    return figures


def _taken_in(place: Place, name: str) -> Took:
    begun = time.perf_counter()
    with public_file("lists", name).open("rb") as file:
        done = place.node.listing.take_in(place.sight(), read_un(file, limits=place.node.profile.limits))
    taken_in = time.perf_counter() - begun
    place.screens()
    return Took(
        added=done.added,
        changed=done.changed,
        removed=done.removed,
        taken_in_seconds=round(taken_in, 1),
        in_force_seconds=round(time.perf_counter() - begun, 1),
    )


def _about(place: Place, name: str, born: str, country: str) -> tuple[Claim, ...]:
    subject = place.node.ids.new_id()
    said = {"name": name, "birthDate": born, "nationality": country}
    return tuple(Claim(subject=subject, schema=Schema.PERSON, property=key, value=value) for key, value in said.items())


if __name__ == "__main__":
    sys.exit(main())
