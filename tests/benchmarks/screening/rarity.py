"""Measures how often ordinary people reach each score, and writes the table that comes with Simpul.

    python -m tests.benchmarks.screening.rarity [--names N]

The entries are drawn from the lists of the UN Security Council, OFAC and Indonesia together, persons and organisations
alike; the people are the ordinary ones of the public data, the even rows and the odd ones. To be run when the scores of
the engine have changed.
"""

import argparse
import sys
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from typing import TypeVar

from simpul.core.designation import Designation
from simpul.core.node import Limits
from simpul.core.ordinary import Known, Reached
from simpul.engines.screening.calibration import OrdinaryPerson, best_scores
from simpul.engines.screening.index import LEAST_SCORE, ScreeningIndex
from simpul.formats.countries import country_code
from simpul.formats.ordinary import FILE, write_ordinary_scores
from simpul.formats.registry import files_in, read_list
from simpul.services.listed import subject_of_entry
from tests.benchmarks.screening.people import FILES, LISTS, Asked, ordinary_people

T = TypeVar("T")

TABLE = Path(__file__).parents[3] / "src" / "simpul" / "reference" / FILE
ALL_FILES = {**FILES, "dttot": "dttot-2022-07.xlsx"}
SIZES = (1_000, 3_000, 10_000)
SEED = 20_261_122
NAMES = 10_000
STEP = 0.01
SOURCE = (
    "measured by tests/benchmarks/screening/rarity.py: UN 2024-11-30, OFAC 2021-07, DTTOT 2022-07; negatives-global"
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and write."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--names", type=int, default=NAMES, help="how many ordinary people are asked about")
    asked.add_argument("--out", type=Path, default=TABLE, help="where the table is written")
    options = asked.parse_args(arguments)
    entries = drawn(all_entries(), max(SIZES))
    people = [person for person, _ in Random(SEED).sample(ordinary_people(), options.names)]
    rows = [row for size in SIZES for known in Known for row in measured(entries[:size], people, known)]
    today = datetime.now(UTC).date().isoformat()  # noqa: TID251  a program that says when it ran
    options.out.write_bytes(write_ordinary_scores(sorted(rows, key=_order), source=SOURCE, as_of=today))
    print(f"{options.out.name}: {len(rows)} rows")
    return 0


def all_entries() -> list[Designation]:
    """Give the entries of all lists, in the order of lists and files."""
    found: list[Designation] = []
    for form, name in sorted(ALL_FILES.items()):
        path = LISTS / name
        files = files_in(form, path) if path.is_dir() else {path.name: path}
        found.extend(read_list(form, files, limits=Limits()).entries)
    return found


def drawn(entries: Sequence[T], number: int) -> list[T]:
    """Draw entries, so that a smaller draw is the beginning of a larger one."""
    shuffled = list(entries)
    Random(SEED).shuffle(shuffled)
    return shuffled[:number]


def measured(entries: Sequence[Designation], people: Sequence[Asked], known: Known) -> Iterator[Reached]:
    """Give how many of the people reach each score against these entries."""
    index = ScreeningIndex.build(subject_of_entry(entry, country_code) for entry in entries)
    asked = [person.by_name_only() if known is Known.NAME else person for person in people]
    scores = list(best_scores(index, (OrdinaryPerson(query=each.query()) for each in asked)))
    return measured_scores(scores, entries=len(entries), known=known)


def measured_scores(scores: Sequence[float], *, entries: int, known: Known) -> Iterator[Reached]:
    """Give how many of the best scores reach each step, up to the first that none does."""
    for step in range(round(LEAST_SCORE / STEP), round(1 / STEP)):
        score = round(step * STEP, 2)
        reached = sum(each >= score for each in scores)
        yield Reached(known=known, entries=entries, score=score, people=len(scores), reached=reached)
        if not reached:
            return


def _order(row: Reached) -> tuple[str, int, float]:
    return row.known, row.entries, row.score


if __name__ == "__main__":
    sys.exit(main())
