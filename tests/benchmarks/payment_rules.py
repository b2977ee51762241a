"""One windowed rule over many payments: how long the past takes, and whether it says what live evaluation says.

    python -m tests.benchmarks.payment_rules --payments 10000000

Payments are made up, with an account that receives a fiftieth of them. They are put into the archive as a node puts
them there; the rule is tried on it, and then the same payments come one after another, in transactions of 64, as they
come to a node. What both say is compared, payment by payment.
"""

import argparse
import json
import os
import resource
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import duckdb
import numpy as np

from simpul.core.payment.conditions import Flow, Measure, Whose, Window, WindowLimit
from simpul.core.payment.facts import PaymentFacts
from simpul.core.payment.findings import RuleOutcome
from simpul.core.payment.money import Money
from simpul.core.payment.rule import Clause, Rule
from simpul.core.payment.rulebook import InForce
from simpul.engines.rules.backtesting import Past, measured_over, past_of, tested
from simpul.engines.rules.columns import Truth
from simpul.engines.rules.evaluating import NO, UNKNOWN, YES, verdicts
from simpul.engines.rules.watching import Watch
from simpul.storage.payment_archive import FILE, open_archive, put_in, read_archive
from tests.paymentrules import a_payment_rule

AT_ONCE = 64
PART = 1_000_000
SECONDS_APART = 0.4
"""Ten million payments in about seven weeks."""

_MADE = """COPY (
  SELECT i AS sequence, printf('%064x', i) AS payment, i * {step} AS at, i * {step} AS taken,
    hash(i * 3) % 900000 + 1 AS amount, 2 AS decimals, 0 AS apart,
    'XA' || lpad((hash(i) % {accounts})::VARCHAR, 18, '0') AS sender,
    CASE WHEN hash(i * 7) % 50 = 0 THEN 'XBHUB' ELSE 'XB' || lpad((hash(i * 5) % {accounts})::VARCHAR, 18, '0') END,
    CASE WHEN hash(i * 11) % 4 = 0 THEN 'USD' ELSE 'EUR' END,
    'XA', 'XB', 'person', 'unstated', '', '', 'latin', '', '', ''
  FROM range({first}, {last}) AS made(i)
) TO '{file}' (HEADER false, QUOTE '"')"""


def rule() -> Rule:
    """A sender pays 25,000 or more within five days; of other currencies than these two it is not known."""
    window = Window(whose=Whose.SENDER, flow=Flow.OUT, measure=Measure.SUM, days=5)
    amounts = tuple(Money(currency=currency, minor=2_500_000, decimals=2) for currency in ("EUR", "USD"))
    return a_payment_rule(Clause(windows=(WindowLimit(window=window, amounts=amounts),)), name="five-days")


def put_in_the_archive(archive: duckdb.DuckDBPyConnection, folder: Path, payments: int) -> None:
    """Make payments up and put them into an archive."""
    file, step = folder / "part.csv", int(SECONDS_APART * 1_000_000)
    for first in range(1, payments + 1, PART):
        last = min(first + PART, payments + 1)
        made = _MADE.format(step=step, accounts=max(10, payments // 20), first=first, last=last, file=file)
        duckdb.execute(made)
        put_in(archive, str(file))
        file.unlink()


def as_they_come(past: Past) -> Iterator[list[PaymentFacts]]:
    """Give the payments of the past as facts, so many at once."""
    columns = past.columns
    texts = ("sender", "receiver", "currency", "origin", "destination", "sender_kind", "receiver_kind", "purpose")
    words = {name: getattr(columns, name).words for name in (*texts, "hits")}
    for start in range(0, len(columns), AT_ONCE):
        part = slice(start, start + AT_ONCE)
        codes = {name: getattr(columns, name).codes[part].tolist() for name in words}
        at, amount = columns.at[part].tolist(), columns.amount[part].tolist()
        yield [
            PaymentFacts(
                sequence=start + row + 1,
                payment="",
                at=at[row],
                taken=at[row],
                amount=amount[row],
                decimals=2,
                script="latin",
                **{name: words[name][codes[name][row]] for name in words},
            )
            for row in range(len(at))
        ]


def live(tried: Rule, past: Past) -> Truth:
    """Give what the rule says of each payment as it comes."""
    watch, said = Watch(InForce(force=(tried,))), np.full(len(past.columns), NO, dtype=np.int8)
    for number, facts in enumerate(as_they_come(past)):
        for row, run in enumerate(watch.run(facts)):
            for found in run.findings:
                said[number * AT_ONCE + row] = YES if found.outcome is RuleOutcome.FIRED else UNKNOWN
    return said


def measured(payments: int, folder: Path) -> dict[str, object]:
    """Put payments into an archive, try the rule on it, let them come, and compare."""
    archive, tried = open_archive(folder / FILE), rule()
    began = time.process_time()
    put_in_the_archive(archive, folder, payments)
    put = time.process_time() - began
    began, cpu = time.perf_counter(), time.process_time()
    found = read_archive(archive)
    past = past_of(found.numbers, found.codes, found.words, {})
    told = tested(tried, past, ())
    seconds, cpu_seconds = time.perf_counter() - began, time.process_time() - cpu
    truth = verdicts(tried, past.columns, measured_over(tried, past.columns))
    began = time.process_time()
    came = live(tried, past)
    spent = time.process_time() - began
    return {
        "payments": payments,
        "fired": told.alerted,
        "differences": int(np.count_nonzero(came != truth)) + abs(int(np.count_nonzero(truth == YES)) - told.alerted),
        "backtest_seconds": round(seconds, 2),
        "backtest_cpu_seconds": round(cpu_seconds, 2),
        "put_in_cpu_seconds": round(put, 1),
        "live_cpu_seconds": round(spent, 1),
        "live_payments_per_cpu_second": round(payments / spent),
        "most_megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
        "load": os.getloadavg(),
    }


def main() -> int:
    """Measure, print, and say by the status whether both said the same."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--payments", type=int, default=10_000_000)
    with tempfile.TemporaryDirectory() as folder:
        done = measured(asked.parse_args().payments, Path(folder))
    sys.stdout.write(json.dumps(done, indent=2) + "\n")
    return 0 if done["differences"] == 0 else 1


if __name__ == "__main__":
    sys.exit(main())
