"""A process killed in the middle of its acts: what was acknowledged is there, and nothing is there by half."""

import random
import signal
import subprocess
import sys
import time
from pathlib import Path

from tests.holdings import sight
from tests.stores import opened, sqlite_place

KILLS = 5

ACTING = """
import sys, threading
from pathlib import Path
from tests.holdings import claim, holds
from tests.stores import opened

store = opened(Path(sys.argv[1]))
lock = threading.Lock()

def act():
    while True:
        signed = holds(store, *(claim() for _ in range(5)))
        with lock:
            print(signed.report.id, flush=True)

for _ in range(4):
    threading.Thread(target=act).start()
"""


def killed_after(path: Path, seconds: float) -> list[str]:
    """Let a process act, kill it, and give the ids of the reports it was told are kept."""
    with subprocess.Popen([sys.executable, "-c", ACTING, str(path)], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        told = [process.stdout.readline().strip()]
        time.sleep(seconds)
        process.send_signal(signal.SIGKILL)
        told += [line.strip() for line in process.stdout if line.endswith("\n")]
    return told


def test_nothing_that_was_acknowledged_is_lost_and_nothing_is_there_by_half(tmp_path: Path) -> None:
    path, chance = sqlite_place(tmp_path), random.Random(1)
    acknowledged: list[str] = []
    for _ in range(KILLS):
        acknowledged += killed_after(path, chance.uniform(0.05, 0.4))
        store = opened(path)
        checked, problems = store.audit_trail.problems()
        assert problems == ()
        assert checked > len(acknowledged)
        for report_id in acknowledged:
            assert len(store.reports.assertions_in(sight(), report_id)) == 5
        store.close()
    assert len(acknowledged) == len(set(acknowledged)) > KILLS
