"""Faults on purpose: `make faults` kills nodes under load, while they screen, while they take payments, alone and
several by a stream, and two of them over requests to freeze.

It prints JSON. A kind of which none is asked for is left out.
"""

import argparse
import dataclasses
import json
import sys
from collections.abc import Iterator

from tests.faults.freezing import FrozenOnce, killed_over_freezes
from tests.faults.kills import Outcome, killed_at_random
from tests.faults.owners import Owned, killed_owner
from tests.faults.paying import Paid, killed_while_paying
from tests.faults.screening import Screened, killed_while_screening

Found = Outcome | Screened | Paid | Owned | FrozenOnce


def main() -> int:
    """Run, print one JSON object, and give 0 when nothing was lost."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--kills", type=int, default=300, help="kills under a load of reports")
    asked.add_argument("--screening-kills", type=int, default=50, help="kills while a node screens")
    asked.add_argument("--payment-kills", type=int, default=1_000, help="kills while a node takes payments")
    asked.add_argument("--owner-kills", type=int, default=100, help="kills of an owner of payments by a stream")
    asked.add_argument("--owner-stops", type=int, default=20, help="owners stopped until another has taken over")
    asked.add_argument("--freeze-kills", type=int, default=200, help="kills of two nodes over requests to freeze")
    asked.add_argument("--seed", type=int, default=1)
    options = asked.parse_args()
    outcomes = dict(_outcomes(options))
    told = {name: {"ok": outcome.ok, **dataclasses.asdict(outcome)} for name, outcome in outcomes.items()}
    ok = all(outcome.ok for outcome in outcomes.values())
    sys.stdout.write(json.dumps({"ok": ok, **told}, indent=2) + "\n")
    return 0 if ok else 1


def _outcomes(asked: argparse.Namespace) -> Iterator[tuple[str, Found]]:
    """Give what was found after each kind of faults that was asked for."""
    if asked.kills:
        yield "reports", killed_at_random(asked.kills, seed=asked.seed)
    if asked.screening_kills:
        yield "screening", killed_while_screening(asked.screening_kills, seed=asked.seed)
    if asked.payment_kills:
        yield "payments", killed_while_paying(asked.payment_kills, seed=asked.seed)
    if asked.owner_kills:
        yield "owners", killed_owner(asked.owner_kills, stops=asked.owner_stops, seed=asked.seed)
    if asked.freeze_kills:
        yield "freezes", killed_over_freezes(asked.freeze_kills, seed=asked.seed)


if __name__ == "__main__":
    sys.exit(main())
