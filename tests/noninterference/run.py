"""`make noninterference`: 2,000 pairs of worlds that differ only in what a viewer may not see; prints JSON."""

import argparse
import json
import sys
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass

from tests.noninterference.pairs import theatre

MOST_SHOWN = 20
TOLD_EVERY = 50
"""Pairs after which a process says how far it is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What one process found."""

    pairs: int
    questions: int
    hidden_steps: int
    by_nature: int
    differences: tuple[str, ...]


def found(seeds: range) -> Found:
    """Play the pairs of these seeds."""
    differences: list[str] = []
    with theatre() as stage:
        for place, seed in enumerate(seeds, start=1):
            differences += [
                f"seed {each.seed}, {each.viewing}: {each.question.method} {each.question.target}: "
                f"{each.without.status} or {each.within.status}"
                for each in stage.differences(seed)
            ]
            if place % TOLD_EVERY == 0:
                sys.stderr.write(f"{place} of {len(seeds)} pairs, {stage.asked} questions, {len(differences)} differ\n")
        return Found(
            pairs=len(seeds),
            questions=stage.asked,
            hidden_steps=stage.hidden_steps,
            by_nature=stage.by_nature,
            differences=tuple(differences),
        )


def main() -> int:
    """Play, print one JSON object, and give 0 when no answer differed."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--pairs", type=int, default=2_000)
    asked.add_argument("--first", type=int, default=0, help="the first seed")
    asked.add_argument("--workers", type=int, default=2)
    options = asked.parse_args()
    parts = [
        range(options.first + part, options.first + options.pairs, options.workers) for part in range(options.workers)
    ]
    with ProcessPoolExecutor(options.workers) as pool:
        results = list(pool.map(found, parts))
    differences = [each for result in results for each in result.differences]
    report = {
        "ok": not differences,
        "pairs": sum(result.pairs for result in results),
        "questions": sum(result.questions for result in results),
        "hidden_steps": sum(result.hidden_steps for result in results),
        "kept_back_by_nature": sum(result.by_nature for result in results),
        "differences": len(differences),
        "first": differences[:MOST_SHOWN],
    }
    sys.stdout.write(json.dumps(report, indent=2) + "\n")
    return 0 if report["ok"] else 1


if __name__ == "__main__":
    sys.exit(main())
