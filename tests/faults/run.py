"""Faults on purpose: `make faults` kills nodes under load, while they screen and while they take payments, alone and
several by a stream.

It prints JSON.
"""

import argparse
import dataclasses
import json
import sys

from tests.faults.kills import Outcome, killed_at_random
from tests.faults.owners import Owned, killed_owner
from tests.faults.paying import Paid, killed_while_paying
from tests.faults.screening import Screened, killed_while_screening


def main() -> int:
    """Run, print one JSON object, and give 0 when nothing was lost."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--kills", type=int, default=300, help="kills under a load of reports")
    asked.add_argument("--screening-kills", type=int, default=50, help="kills while a node screens")
    asked.add_argument("--payment-kills", type=int, default=1_000, help="kills while a node takes payments")
    asked.add_argument("--owner-kills", type=int, default=100, help="kills of an owner of payments by a stream")
    asked.add_argument("--owner-stops", type=int, default=20, help="owners stopped until another has taken over")
    asked.add_argument("--seed", type=int, default=1)
    options = asked.parse_args()
    outcomes: dict[str, Outcome | Screened | Paid | Owned] = {
        "reports": killed_at_random(options.kills, seed=options.seed),
        "screening": killed_while_screening(options.screening_kills, seed=options.seed),
        "payments": killed_while_paying(options.payment_kills, seed=options.seed),
        "owners": killed_owner(options.owner_kills, stops=options.owner_stops, seed=options.seed),
    }
    told = {name: {"ok": outcome.ok, **dataclasses.asdict(outcome)} for name, outcome in outcomes.items()}
    ok = all(outcome.ok for outcome in outcomes.values())
    sys.stdout.write(json.dumps({"ok": ok, **told}, indent=2) + "\n")
    return 0 if ok else 1


if __name__ == "__main__":
    sys.exit(main())
