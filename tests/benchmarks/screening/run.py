"""`make bench-screening`: Simpul's engine and nomenklatura's logic-v2, in one run, on the same lists and questions.

    python -m tests.benchmarks.screening.run [--quick] [--without-anchor] [--json FILE]

Prints a table and writes every figure as JSON.
"""

import argparse
import json
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from tests.benchmarks.screening.asking import LogicV2, Simpul, is_there
from tests.benchmarks.screening.measuring import Measured, measured, queries_per_second
from tests.benchmarks.screening.pairs import judged_pairs
from tests.benchmarks.screening.people import LISTS, Asked, Person, listed_people, odd, ordinary_people
from tests.benchmarks.screening.questions import Mode, questions
from tests.benchmarks.screening.table import judgements, speeds, table

SEED = 31_415_927
WRITTEN = Path("build/screening.json")
NOTES = (
    "Persons only. Targets, questions and ordinary names reach both engines as the same values.",
    "A held-out name is taken out of the list for its own question, with whatever reads the same; the rest stays.",
    "logic-v2 scores up to 50 candidates of an emulation in process of yente's candidate query:",
    "the 25 nearest by TF-IDF of character trigrams, the 25 with most shared tokens, metaphones (.5) and symbols (.7).",
    "Ordinary names are the odd rows of the file; logic-v2 is asked for the first of them only (ordinary_names).",
    "Answers of logic-v2 are kept in build/anchors by the bytes that it was asked, and asked anew when those change.",
    "A score that equals the threshold is not found. Equal scores share the worst of their places.",
    "Intervals: 95 %; at a false-alarm rate by drawing ordinary names and questions anew, elsewhere Wilson's.",
    "The fair threshold is the one for 1 % raised until no group of 500 or more ordinary names exceeds 3 %.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sizes:
    """How much is asked."""

    questions: int
    names: int
    anchor_names: int
    timed: int
    timed_anchor: int


WHOLE = Sizes(questions=400, names=25_000, anchor_names=4_000, timed=3_000, timed_anchor=360)
QUICK = Sizes(questions=120, names=5_000, anchor_names=1_000, timed=1_200, timed_anchor=120)


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, print and write."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--quick", action="store_true", help="few questions and names: minutes, wide intervals")
    asked.add_argument("--without-anchor", action="store_true", help="Simpul alone")
    asked.add_argument("--seed", type=int, default=SEED)
    asked.add_argument("--json", type=Path, default=WRITTEN, help="where the figures are written")
    options = asked.parse_args(arguments)
    if not LISTS.is_dir():
        print(f"needs the lists of the public data in {LISTS}; set SIMPUL_DATA to the folder", file=sys.stderr)
        return 1
    if not options.without_anchor and not is_there():
        print("needs the environment of the anchors: make bench-screening makes it", file=sys.stderr)
        return 1
    sizes = QUICK if options.quick else WHOLE
    figures = _measure(sizes, seed=options.seed, with_anchor=not options.without_anchor)
    options.json.parent.mkdir(parents=True, exist_ok=True)
    options.json.write_text(json.dumps(figures, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    print(f"written: {options.json}")
    return 0


def _measure(sizes: Sizes, *, seed: int, with_anchor: bool) -> dict[str, object]:
    lists = {which: listed_people(which) for which in ("un", "ofac")}
    people = odd(ordinary_people())[: sizes.names]
    found: dict[str, object] = {"seed": seed, "sizes": asdict(sizes), "notes": NOTES}
    for which, other in (("un", "ofac"), ("ofac", "un")):
        its = _one_list(lists[which], lists[other], people, sizes, seed=seed, with_anchor=with_anchor)
        _print(table(f"{which} ({len(lists[which]):,} persons)", its))
        found[which] = {"persons": len(lists[which]), "measured": [asdict(each) for each in its]}
    pairs = judged_pairs([*lists["un"], *lists["ofac"]], seed=seed, with_anchor=with_anchor)
    _print(judgements(pairs))
    timed = _timed([*lists["un"], *lists["ofac"]], people, sizes, with_anchor=with_anchor)
    _print(speeds(timed))
    return {**found, "labelled_pairs": [asdict(each) for each in pairs], "queries_per_cpu_second": timed}


def _one_list(
    people: Sequence[Person],
    others: Sequence[Person],
    ordinary: Sequence[tuple[Asked, str]],
    sizes: Sizes,
    *,
    seed: int,
    with_anchor: bool,
) -> list[Measured]:
    asked = questions(people, others, seed=seed, most=sizes.questions)
    made = []
    for mode in Mode:
        made.append(measured(Simpul(people), mode, asked, ordinary, seed=seed))
        if with_anchor:
            made.append(measured(LogicV2(people), mode, asked, ordinary[: sizes.anchor_names], seed=seed))
    return made


def _timed(
    people: Sequence[Person], ordinary: Sequence[tuple[Asked, str]], sizes: Sizes, *, with_anchor: bool
) -> Mapping[str, Mapping[str, float]]:
    asked = [each for each, _ in ordinary]
    modes = {"name": [each.by_name_only() for each in asked], "name + birth date + country": asked}
    timed = {}
    for mode, queries in modes.items():
        by_engine = {Simpul.name: queries_per_second(Simpul(people), queries[: sizes.timed])}
        if with_anchor:
            by_engine[LogicV2.name] = queries_per_second(LogicV2(people), queries[: sizes.timed_anchor])
        timed[f"{len(people):,} persons, {mode}"] = by_engine
    return timed


def _print(lines: Iterable[str]) -> None:
    for line in lines:
        print(line)
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
