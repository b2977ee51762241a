"""From release to visible at the partner, durable on both sides: two real nodes on loopback, at a steady rate.

The clock starts when the request to release is sent to XA, and stops when a reader of XB's database sees the report,
which it does only after XB's commit (synchronous=FULL). Drafts are written before. Requests are sent on schedule,
whatever became of those before (open loop), through the interface for software with a releasing officer's token.
"""

import sqlite3
import tempfile
import threading
import time
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

from tests.benchmarks.figures import percentile
from tests.faults.kills import report
from tests.nodes import NodeProcess, nodes

PER_SECOND = 20
WARM_UP = 20
LOOK_SECONDS = 0.0005


@dataclass(frozen=True, slots=True, kw_only=True)
class Latency:
    """Milliseconds from release to visible, over so many reports; `answered` is until the sender's own answer."""

    reports: int
    per_second: int
    p50_ms: float
    p99_ms: float
    worst_ms: float
    answered_p50_ms: float
    answered_p99_ms: float


@dataclass(slots=True)
class Watch:
    """Looks at a database file and notes when each title is first seen."""

    file: Path
    seen: dict[str, float] = field(default_factory=dict)
    stopping: threading.Event = field(default_factory=threading.Event)

    def run(self) -> None:
        """Look until told to stop."""
        connection = sqlite3.connect(f"file:{self.file}?mode=ro", uri=True, isolation_level=None)
        version, known = None, 0
        while not self.stopping.is_set():
            (present,) = connection.execute("PRAGMA data_version").fetchone()
            if present != version:
                version = present
                rows = connection.execute("SELECT rowid, body FROM report WHERE rowid > ?", (known,)).fetchall()
                now = time.perf_counter()
                for rowid, body in rows:
                    known = max(known, rowid)
                    self.seen[_title(body)] = now
            time.sleep(LOOK_SECONDS)
        connection.close()


def measured_latency(*, seconds: int = 20) -> Latency:
    """Release at the rate for so many seconds, and give the figures."""
    with tempfile.TemporaryDirectory() as folder, nodes(Path(folder), "XA", "XB") as (sender, recipient):
        token = sender.issue_token("releasing")
        recipient.start()
        sender.start()
        drafts = _drafts(sender, count=WARM_UP + PER_SECOND * seconds)
        watch = Watch(file=recipient.settings.home / "simpul.db")
        watching = threading.Thread(target=watch.run)
        watching.start()
        begun, answered = _released(sender, drafts, token=token)
        _wait_for(watch, set(begun))
        watch.stopping.set()
        watching.join()
    measured = list(begun)[WARM_UP:]
    visible = sorted((watch.seen[title] - begun[title]) * 1_000 for title in measured)
    own = sorted((answered[title] - begun[title]) * 1_000 for title in measured)
    return Latency(
        reports=len(measured),
        per_second=PER_SECOND,
        p50_ms=percentile(visible, 50),
        p99_ms=percentile(visible, 99),
        worst_ms=round(visible[-1], 2),
        answered_p50_ms=percentile(own, 50),
        answered_p99_ms=percentile(own, 99),
    )


def _drafts(sender: NodeProcess, *, count: int) -> dict[str, str]:
    """Save so many drafts, and give their ids by title."""
    drafts = {}
    for number in range(count):
        title = f"report {number}"
        answer = sender.console("POST", "/drafts", body=report(title), officer="analyst")
        drafts[title] = str(answer.raise_for_status().json()["draft"])
    return drafts


def _released(
    sender: NodeProcess, drafts: Mapping[str, str], *, token: str
) -> tuple[dict[str, float], dict[str, float]]:
    begun: dict[str, float] = {}
    answered: dict[str, float] = {}

    def release(title: str, draft: str) -> None:
        begun[title] = time.perf_counter()
        answer = sender.api("POST", f"/drafts/{draft}/release", token=token)
        answered[title] = time.perf_counter()
        answer.raise_for_status()

    with ThreadPoolExecutor(max_workers=8) as pool:
        start = time.perf_counter()
        jobs = []
        for number, (title, draft) in enumerate(drafts.items()):
            time.sleep(max(0.0, start + number / PER_SECOND - time.perf_counter()))
            jobs.append(pool.submit(release, title, draft))
        for job in jobs:
            job.result()
    return dict(sorted(begun.items(), key=lambda pair: pair[1])), answered


def _wait_for(watch: Watch, titles: set[str]) -> None:
    end = time.monotonic() + 30
    while time.monotonic() < end:
        if titles <= watch.seen.keys():
            return
        time.sleep(0.05)
    raise TimeoutError(f"{len(titles - watch.seen.keys())} reports were never seen")


def _title(body: bytes) -> str:
    start = body.index(b'"title":"') + len(b'"title":"')
    return body[start : body.index(b'"', start)].decode()
