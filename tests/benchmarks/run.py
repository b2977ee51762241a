"""`make bench`: what must be fast, measured in one run, as one JSON object on standard output."""

import argparse
import dataclasses
import json
import sys

from tests.benchmarks.ingest import measured_ingest
from tests.benchmarks.latency import measured_latency


def main() -> int:
    """Measure and print."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--seconds", type=int, default=30, help="how long reports are released")
    options = asked.parse_args()
    figures = {
        "ingest": dataclasses.asdict(measured_ingest()),
        "release_to_visible": dataclasses.asdict(measured_latency(seconds=options.seconds)),
    }
    sys.stdout.write(json.dumps(figures, indent=2) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
