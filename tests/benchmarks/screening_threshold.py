"""Measures the score that one ordinary person in a hundred reaches by name alone, against the UN's two list editions.

Ordinary people are the 50,000 synthetic names of `lists/negatives-global.csv` in the folder of public data; each is
asked as a name and nothing else, and its best hit counts. `scoring.DEFAULT_THRESHOLD` is set by this:

    python -m tests.benchmarks.screening_threshold
"""

import csv
import math
import os
import sys
import time
import unicodedata
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from simpul.core.designation import Designation, NameQuality
from simpul.core.node import Limits
from simpul.core.vocabulary import Schema
from simpul.engines.screening.index import ScreeningIndex
from simpul.engines.screening.scoring import DEFAULT_THRESHOLD
from simpul.engines.screening.subject import Kind, Name, Quality, Query, Subject
from simpul.formats.un import read_un
from tests.public_data import BESIDE_THE_REPOSITORY

LISTS = Path(os.environ.get("SIMPUL_DATA", BESIDE_THE_REPOSITORY)) / "lists"
EDITIONS = ("un-2020-11-24.xml", "un-2024-11-30.xml")
RATES = (0.01, 0.001)


def main() -> int:
    """Print the thresholds for each edition, and the rates at the shipped one, by script."""
    if not LISTS.is_dir():
        print(f"needs the lists of the public data in {LISTS}; set SIMPUL_DATA to the folder", file=sys.stderr)
        return 1
    names = ordinary_names()
    scripts = [script_of(name) for name in names]
    for edition in EDITIONS:
        index = ScreeningIndex.build(subject_of(entry) for entry in read_un(LISTS / edition, limits=Limits()).entries)
        started = time.process_time()
        best = [hits[0].score if hits else 0.0 for hits in index.screen_many([Query(name=n) for n in names], limit=1)]
        spent = time.process_time() - started
        print(f"{edition}: {len(index)} entries, {len(names)} ordinary names, {len(names) / spent:.0f} per CPU second")
        for rate in RATES:
            print(
                "  threshold for {:.1%}: {:.4f} (95 % interval {:.4f} to {:.4f})".format(rate, *threshold(best, rate))
            )
        print_rates(best, scripts)
    return 0


def ordinary_names() -> list[str]:
    """Give the full names of the synthetic people."""
    with (LISTS / "negatives-global.csv").open(encoding="utf-8", newline="") as lines:
        return [row["full_name"] for row in csv.DictReader(lines) if row["full_name"].strip()]


def subject_of(entry: Designation) -> Subject:
    """Give an entry as screening holds it, by its names alone."""
    return Subject(
        id=entry.reference,
        kind=Kind.PERSON if entry.schema is Schema.PERSON else Kind.ORGANISATION,
        names=tuple(
            Name(value=name.value, quality=Quality.WEAK if name.quality is NameQuality.LOW else Quality.STRONG)
            for name in entry.names
            if name.value.strip()
        ),
    )


def threshold(best: Sequence[float], rate: float) -> tuple[float, float, float]:
    """Give the score above which at most this share lies, and the scores at the ends of the rank's 95 % interval."""
    ranked = sorted(best, reverse=True)
    rank = len(ranked) * rate
    around = 1.96 * math.sqrt(rank * (1 - rate))
    return ranked[int(rank)], ranked[math.ceil(rank + around)], ranked[max(0, int(rank - around))]


def print_rates(best: Sequence[float], scripts: Sequence[str]) -> None:
    """Print how many reach the shipped threshold, all and by script."""
    asked = Counter(scripts)
    alarmed = Counter(script for score, script in zip(best, scripts, strict=True) if score >= DEFAULT_THRESHOLD)
    total = sum(alarmed.values())
    print(f"  at DEFAULT_THRESHOLD {DEFAULT_THRESHOLD}: {total} of {len(best)} ({total / len(best):.2%})")
    for script, count in asked.most_common():
        print(f"    {script:<11}{alarmed[script]:>5} of {count:>6} ({alarmed[script] / count:.2%})")


def script_of(name: str) -> str:
    """Name the script of the first letter, as Unicode does."""
    first = next((letter for letter in name if letter.isalpha()), "?")
    return unicodedata.name(first, "unknown").split()[0].split("-")[0].lower()


if __name__ == "__main__":
    sys.exit(main())
