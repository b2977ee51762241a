"""Fuzz every parser: `make fuzz` throws 1,000,000 damaged and made inputs at them and prints what happened, as JSON.

`--one 17` writes the bytes of one input instead, to look at it; `--only mt goaml` asks these parsers alone.
"""

import argparse
import json
import os
import sys

from tests.fuzz.attempts import input_of
from tests.fuzz.parsers import PARSERS, turns_of
from tests.fuzz.workers import MOST_MEMORY, Outcome, thrown

INPUTS = 1_000_000


def told(outcome: Outcome, *, asked: int) -> dict[str, object]:
    """Give the figures of a run."""
    tally = outcome.tally
    peak = outcome.peak_bytes
    problems = list(tally.problems)
    if peak > MOST_MEMORY:
        problems.append(f"a worker took {peak / 2**20:.0f} MB")
    return {
        "ok": not problems and tally.inputs == asked,
        "inputs": tally.inputs,
        "seconds": round(outcome.seconds, 1),
        "slowest_ms": round(tally.slowest * 1_000, 1),
        "slowest_input": tally.slowest_number,
        "peak_mb": round(peak / 2**20, 1),
        "read": dict(sorted(tally.read.items())),
        "refused": dict(sorted(tally.refused.items())),
        "problems": problems,
    }


def show(inputs: int) -> None:
    """Show how far a run is, to whoever looks."""
    if sys.stderr.isatty():
        sys.stderr.write(f"\r{inputs:,} inputs")


def main() -> int:
    """Run, print one JSON object, and give 0 when every parser did as it must."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--inputs", type=int, default=INPUTS)
    asked.add_argument("--workers", type=int, default=os.cpu_count() or 1)
    asked.add_argument("--seed", type=int, default=1)
    asked.add_argument("--seconds", type=float, default=0.0, help="end after this time, with what was thrown by then")
    asked.add_argument("--one", type=int, default=-1, help="write the bytes of this input and throw nothing")
    asked.add_argument("--only", nargs="+", default=(), choices=[each.name for each in PARSERS], help="these parsers")
    options = asked.parse_args()
    if options.one >= 0:
        parser, raw = input_of(options.one, seed=options.seed, turns=turns_of(*options.only))
        sys.stderr.write(f"{parser.name}\n")
        sys.stdout.buffer.write(raw)
        return 0
    outcome = thrown(
        options.inputs,
        *options.only,
        seed=options.seed,
        workers=options.workers,
        seconds=options.seconds,
        progress=show,
    )
    done = told(outcome, asked=options.inputs if not options.seconds else outcome.tally.inputs)
    sys.stdout.write(json.dumps(done, indent=2) + "\n")
    return 0 if done["ok"] else 1


if __name__ == "__main__":
    sys.exit(main())
