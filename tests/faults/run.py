"""Faults on purpose: `make faults` kills nodes 300 times under load and prints what was lost, as JSON."""

import argparse
import dataclasses
import json
import sys

from tests.faults.kills import killed_at_random


def main() -> int:
    """Run, print one JSON object, and give 0 when nothing was lost."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--kills", type=int, default=300)
    asked.add_argument("--seed", type=int, default=1)
    options = asked.parse_args()
    outcome = killed_at_random(options.kills, seed=options.seed)
    sys.stdout.write(json.dumps({"ok": outcome.ok, **dataclasses.asdict(outcome)}, indent=2) + "\n")
    return 0 if outcome.ok else 1


if __name__ == "__main__":
    sys.exit(main())
