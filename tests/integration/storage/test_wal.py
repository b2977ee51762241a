"""The write-ahead log is emptied while nobody waits, and a disk that fails then stops the ledger as in a commit."""

import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

from simpul.storage.wal import WORTH
from tests.holdings import claim, holds
from tests.patience import PATIENCE_SECONDS
from tests.stores import opened, sqlite_place


def in_their_places(path: Path) -> int:
    """Count claims in the database itself, without what stands in its log; none while pages are on their way."""
    with closing(sqlite3.connect(f"file:{path}?immutable=1", uri=True)) as database:
        try:
            return int(database.execute("SELECT count(*) FROM assertion").fetchone()[0])
        except sqlite3.DatabaseError:
            return 0


def test_pages_go_to_their_places_while_nobody_waits(tmp_path: Path) -> None:
    path = sqlite_place(tmp_path)
    store = opened(path)
    holds(store, claim())
    assert in_their_places(path) == 0, "so little is not worth a moment"
    holds(store, *(claim(str(number)) for number in range(WORTH)))
    holds(store, claim())
    end = time.monotonic() + PATIENCE_SECONDS
    while in_their_places(path) < WORTH + 2 and time.monotonic() < end:
        time.sleep(0.01)
    assert in_their_places(path) == WORTH + 2
    store.close()


DISK_THAT_FAILS = """
import resource, signal, sys, time
from pathlib import Path
from simpul.core.errors import StorageError
from tests.holdings import claim, holds
from tests.patience import PATIENCE_SECONDS
from tests.stores import opened

signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
path = Path(sys.argv[1])
store = opened(path)
resource.setrlimit(resource.RLIMIT_FSIZE, (path.stat().st_size + 20_000, resource.RLIM_INFINITY))
holds(store, *(claim(str(number)) for number in range(300)))
print("committed", flush=True)
end = time.monotonic() + PATIENCE_SECONDS
while time.monotonic() < end:
    try:
        holds(store)
    except StorageError as error:
        print(error)
        break
"""


def test_a_disk_that_fails_then_stops_the_ledger_and_what_was_committed_stands(tmp_path: Path) -> None:
    path = sqlite_place(tmp_path)
    run = subprocess.run(
        [sys.executable, "-c", DISK_THAT_FAILS, str(path)],
        capture_output=True,
        text=True,
        check=True,
        timeout=2 * PATIENCE_SECONDS,
    )
    committed, refused = run.stdout.splitlines()
    assert committed == "committed"
    assert "until the node is started again" in refused
    assert "simpul-writer" in run.stderr
    again = opened(path)
    assert again.audit_trail.problems()[1] == ()
    again.close()
    assert in_their_places(path) >= 300
