"""The ledger on real databases: durable before it returns, one commit for many, an error undoes its own act only."""

import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy import text

from simpul.core.errors import ConflictError, InputError, StorageError
from simpul.storage.store import Store
from simpul.storage.transaction import SqlTransaction
from tests.holdings import THEM, act_of, add_report, claim, envelope_of, holds, report_of, sight, terms
from tests.patience import PATIENCE_SECONDS
from tests.stores import opened, sqlite_place


def acts(store: Store) -> int:
    return store.ledger.act(lambda tx: tx.audit.head())[0]


def test_what_an_act_wrote_is_there_for_every_reader_when_it_returns(store: Store) -> None:
    for _ in range(20):
        signed = holds(store, claim())
        assert store.reports.report(sight(), signed.report.id) is not None


def test_an_act_gives_what_its_work_gives(store: Store) -> None:
    assert store.ledger.act(lambda tx: (tx.audit.record(act_of()), "given")) == (0, "given")


def test_an_error_undoes_all_of_its_act_and_is_raised_as_it_is(store: Store) -> None:
    claims = (claim(handling=terms(caveat="a caveat of its own")),)
    signed = report_of(*claims)

    def work(tx: SqlTransaction) -> None:
        add_report(tx, signed, claims)
        tx.links.queue(envelope_of(1), at=claims[0].value.asserted_at)
        tx.screening.queue(tx.screening.profiles_of_report(signed.report.id))
        raise InputError("not like this", place="work")

    with pytest.raises(InputError, match="not like this"):
        store.ledger.act(work)
    assert store.reports.report(sight(), signed.report.id) is None
    assert acts(store) == 0
    assert store.ledger.act(lambda tx: (tx.links.next_number(THEM), tx.screening.waiting(9))) == (1, ())
    store.ledger.act(lambda tx: add_report(tx, signed, claims))
    assert store.subjects.assertions_about(sight(), [claims[0].value.subject]) != ()
    assert store.audit_trail.problems()[1] == ()


class LeaveError(BaseException):
    """What is no error of ours, such as the end of the process."""


def test_even_what_is_no_error_of_ours_reaches_its_caller_and_the_writer_goes_on(store: Store) -> None:
    def leave(_tx: SqlTransaction) -> None:
        raise LeaveError

    with pytest.raises(LeaveError):
        store.ledger.act(leave)
    assert store.ledger.act(lambda tx: tx.audit.record(act_of())) == 0


def test_many_callers_share_commits_and_the_failing_ones_fail_alone(store: Store) -> None:
    commits: list[frozenset[str]] = []
    store.ledger.on_commit(commits.append)

    def call(number: int) -> bool:
        def work(tx: SqlTransaction) -> int:
            tx.links.queue(envelope_of(tx.links.next_number(THEM)), at=act_of().at)
            tx.audit.record(act_of())
            if number % 3 == 0:
                raise ConflictError("every third")
            return number

        try:
            return store.ledger.act(work) == number
        except ConflictError:
            return False

    with ThreadPoolExecutor(16) as callers:
        done = list(callers.map(call, range(300)))
    assert done == [number % 3 != 0 for number in range(300)]
    assert acts(store) == 200
    assert store.ledger.act(lambda tx: tx.links.next_number(THEM)) == 201
    assert len(commits) < 200, "no two acts ever shared a commit"
    assert store.audit_trail.problems()[1] == ()


def test_who_is_alone_waits_for_nobody(store: Store) -> None:
    """With nobody else there, no act lingers for the five milliseconds that a group may wait for more."""
    lone = []
    for _ in range(30):
        began = time.perf_counter()
        store.ledger.act(lambda tx: tx.audit.head())
        lone.append(time.perf_counter() - began)
    assert min(lone) < 0.005


def test_hooks_hear_what_a_commit_touched_and_nothing_of_what_was_undone(store: Store) -> None:
    heard: list[frozenset[str]] = []
    store.ledger.on_commit(heard.append)
    holds(store, claim())
    store.ledger.act(lambda tx: tx.links.queue(envelope_of(1), at=act_of().at))
    with pytest.raises(ConflictError):
        store.ledger.act(lambda tx: tx.links.queue(envelope_of(9), at=act_of().at))
    store.ledger.act(lambda tx: tx.audit.head())
    assert heard == [frozenset({"reports", "audit"}), frozenset({"links", f"outbox:{THEM}"})]


def test_a_hook_that_fails_is_told_and_stops_neither_the_writer_nor_the_others(store: Store) -> None:
    told: list[BaseException | None] = []
    heard: list[frozenset[str]] = []

    def fails(_topics: frozenset[str]) -> None:
        raise ConflictError("a hook that fails")

    before = threading.excepthook
    threading.excepthook = lambda arguments: told.append(arguments.exc_value)
    try:
        store.ledger.on_commit(fails)
        store.ledger.on_commit(heard.append)
        holds(store)
        holds(store)
    finally:
        threading.excepthook = before
    assert [str(error) for error in told] == ["a hook that fails"] * 2
    assert len(heard) == 2


def test_an_act_inside_an_act_is_refused_before_both_wait_for_ever(store: Store) -> None:
    with pytest.raises(StorageError, match="cannot wait"):
        store.ledger.act(lambda tx: store.ledger.act(lambda _: tx.audit.head()))


def test_what_waits_is_finished_before_closing_and_nothing_is_taken_after(place: str) -> None:
    store = opened(place)
    with ThreadPoolExecutor(8) as callers:
        waiting = [callers.submit(store.ledger.act, lambda tx: tx.audit.record(act_of())) for _ in range(50)]
        store.ledger.close()
        results = [future.exception() for future in waiting]
    written = sum(error is None for error in results)
    assert all(error is None or isinstance(error, StorageError) for error in results)
    with pytest.raises(StorageError, match="closed"):
        store.ledger.act(lambda tx: tx.audit.head())
    assert len(store.audit_trail.entries(text="", after="", limit=99).items) == written
    store.close()


def test_what_was_written_is_there_when_the_store_is_opened_again(place: str) -> None:
    store = opened(place)
    signed = holds(store, claim())
    store.ledger.act(lambda tx: tx.links.queue(envelope_of(1), at=act_of().at))
    store.close()
    again = opened(place)
    held = again.reports.report(sight(), signed.report.id)
    assert held is not None
    again.ledger.act(lambda tx: tx.audit.record(act_of()))
    again.ledger.act(lambda tx: tx.links.queue(envelope_of(2), at=act_of().at))
    assert again.audit_trail.problems()[1] == ()
    again.close()


def test_a_full_disk_refuses_and_is_forgotten_once_there_is_room(tmp_path: Path) -> None:
    store = opened(sqlite_place(tmp_path))
    holds(store)
    writer = store.ledger._writing.connection
    pages = int(writer.exec_driver_sql("PRAGMA page_count").scalar_one())
    writer.rollback()
    writer.exec_driver_sql(f"PRAGMA max_page_count = {pages + 2}")
    writer.rollback()
    with pytest.raises(StorageError, match="full"):
        holds(store, *(claim("x" * 4_000) for _ in range(50)))
    assert store.reports.count_reports(sight(), direction=None) == 1
    writer.exec_driver_sql("PRAGMA max_page_count = 1000000")
    writer.rollback()
    holds(store, *(claim("x" * 4_000) for _ in range(50)))
    assert store.reports.count_reports(sight(), direction=None) == 2
    assert store.audit_trail.problems()[1] == ()
    store.close()


DISK_THAT_FAILS = """
import resource, signal, sys
from pathlib import Path
from simpul.core.errors import StorageError
from tests.holdings import claim, holds
from tests.stores import opened

signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
store = opened(Path(sys.argv[1]))
holds(store, claim())
size = Path(sys.argv[1] + "-wal").stat().st_size
resource.setrlimit(resource.RLIMIT_FSIZE, (size + 20_000, resource.RLIM_INFINITY))
for attempt in range(2):
    try:
        holds(store, *(claim("x" * 4_000) for _ in range(20)))
    except StorageError as error:
        print(error)
resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
try:
    holds(store, claim())
except StorageError as error:
    print(error)
"""


def test_after_an_error_of_the_disk_nothing_more_is_taken(tmp_path: Path) -> None:
    path = sqlite_place(tmp_path)
    run = subprocess.run(
        [sys.executable, "-c", DISK_THAT_FAILS, str(path)],
        capture_output=True,
        text=True,
        check=True,
        timeout=PATIENCE_SECONDS,
    )
    first, second, third = run.stdout.splitlines()
    assert "disk" in first
    assert second == third
    assert "until the node is started again" in third
    again = opened(path)
    assert again.reports.count_reports(sight(), direction=None) == 1
    assert again.audit_trail.problems()[1] == ()
    again.close()


@pytest.mark.postgres
def test_a_lost_connection_is_an_error_and_the_next_act_has_a_new_one(postgresql: str) -> None:
    store = opened(postgresql)
    holds(store)
    with pytest.raises(StorageError):
        store.ledger.act(lambda tx: tx.audit._writing.run(text("SELECT pg_terminate_backend(pg_backend_pid())")))
    holds(store)
    assert store.audit_trail.problems()[1] == ()
    store.close()


@pytest.mark.postgres
def test_two_processes_on_one_postgresql_write_one_chain_without_gaps(postgresql: str) -> None:
    both = (opened(postgresql), opened(postgresql))

    def call(number: int) -> int:
        own = terms(caveat=f"caveat {number % 20}")
        store = both[number % 2]

        def work(tx: SqlTransaction) -> int:
            signed = report_of(handling=own)
            add_report(tx, signed)
            tx.links.queue(envelope_of(tx.links.next_number(THEM)), at=act_of().at)
            return tx.audit.record(act_of())

        return store.ledger.act(work)

    with ThreadPoolExecutor(8) as callers:
        indexes = sorted(callers.map(call, range(200)))
    assert indexes == sorted(set(indexes))
    for store in both:
        assert store.ledger.act(lambda tx: tx.links.next_number(THEM)) == 201
        assert store.reports.count_reports(sight(), direction=None) == 200
        assert store.audit_trail.problems()[1] == ()
    for store in both:
        store.close()
