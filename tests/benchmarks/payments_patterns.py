"""`make bench-payments`: how fast the pattern engine takes payments, at once and one by one, and what it holds.

Speed is per second of processor time of one core. `observe_many` includes reading the columns and writing the rows;
`observe` is measured payment by payment, on the last of each flow, with the windows full.
"""

import argparse
import dataclasses
import json
import resource
import sys
import time

import numpy as np

from simpul.engines.payments.features import Figures
from simpul.engines.payments.stream import Payment, PaymentStream
from tests.benchmarks.figures import percentile
from tests.benchmarks.payments_flows import CTF1M, Flow, ctf1m, invented, with_hub

RUNS = 3
SINGLE = 50_000
INVENTED = {"payments": 500_000, "accounts": 20_000, "a_day": 4_000}


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Speed:
    """What was measured on one flow; the median of the runs, with the slowest beside."""

    flow: str
    payments: int
    features: int
    per_second: int
    per_second_slowest: int
    observe_p50_us: float
    observe_p99_us: float
    observe_worst_us: float
    live_unlike_history: int
    changed_by_later_payments: int
    in_windows: int
    accounts: int
    ties: int
    snapshot_mb: float
    snapshot_seconds: float
    restored_seconds: float
    truncated: dict[str, int]
    peak_mb: int


def measured(name: str, flow: Flow, *, runs: int) -> Speed:
    """Measure a flow."""
    rates, stream, rows = [], PaymentStream(), np.empty(0)
    for _ in range(runs):
        stream = PaymentStream()
        start = time.process_time()
        rows = stream.observe_many(flow)
        rates.append(len(flow["time"]) / (time.process_time() - start))
    before, live, single = _one_by_one(flow)
    start = time.process_time()
    data = stream.snapshot()
    written = time.process_time()
    PaymentStream.restored(data)
    ledger = stream._ledger
    return Speed(
        flow=name,
        payments=len(flow["time"]),
        features=len(stream.names),
        per_second=round(sorted(rates)[len(rates) // 2]),
        per_second_slowest=round(min(rates)),
        observe_p50_us=percentile(single, 50),
        observe_p99_us=percentile(single, 99),
        observe_worst_us=percentile(single, 100),
        live_unlike_history=int((live != rows[-SINGLE:]).any(axis=1).sum()),
        changed_by_later_payments=int((before != rows[:-SINGLE]).any(axis=1).sum()),
        in_windows=ledger.held,
        accounts=len(ledger.profiles),
        ties=len(ledger.ties),
        snapshot_mb=round(len(data) / 1e6, 1),
        snapshot_seconds=round(written - start, 2),
        restored_seconds=round(time.process_time() - written, 2),
        truncated=stream.truncated,
        peak_mb=resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
    )


def _one_by_one(flow: Flow) -> tuple[Figures, Figures, list[float]]:
    """Take the last payments one by one, after all before them.

    Gives the features of those before, those of the last, and the microseconds of processor time of each, in order.
    """
    stream = PaymentStream()
    before = stream.observe_many({field: column[:-SINGLE] for field, column in flow.items()})
    live = np.empty((SINGLE, len(stream.names)))
    rows = zip(*(column[-SINGLE:].tolist() for column in flow.values()), strict=True)
    taken = []
    for number, row in enumerate(rows):
        payment = Payment(*row)
        start = time.process_time_ns()
        live[number] = stream.observe(payment)
        taken.append((time.process_time_ns() - start) / 1000)
    return before, live, sorted(taken)


def main() -> int:
    """Measure each flow and print."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--runs", type=int, default=RUNS, help="how often each flow is taken at once")
    options = asked.parse_args()
    found = []
    if CTF1M.is_file():
        found.append(measured("ctf1m", ctf1m(), runs=options.runs))
        found.append(measured("ctf1m with a hub", with_hub(ctf1m()), runs=options.runs))
    else:
        sys.stderr.write(f"{CTF1M.name} is not in the folder of public data (set SIMPUL_DATA): left out\n")
    found.append(measured("invented with a hub", invented(**INVENTED), runs=options.runs))
    said = {"numpy": np.__version__, "flows": [dataclasses.asdict(speed) for speed in found]}
    sys.stdout.write(json.dumps(said, indent=2) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
