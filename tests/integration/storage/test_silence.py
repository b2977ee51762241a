"""A writer whose process is stopped in the middle of a transaction holds nobody up for long, wherever that was."""

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager

import psycopg
import pytest
from sqlalchemy import make_url

from simpul.core.errors import StorageError
from simpul.storage.store import Store
from simpul.storage.transaction import SqlTransaction
from tests.holdings import act_of
from tests.patience import PATIENCE_SECONDS
from tests.stores import opened, postgresql_place

SILENT_SECONDS = 3.0
"""How long a writer of these tests waits for another before it looks whether that one is silent."""

WORKS_SECONDS = SILENT_SECONDS * 1.3
LOCK = b"SELECT size FROM head WHERE log = 'node' FOR UPDATE"
MUCH = b"SELECT repeat('x', 1000) FROM generate_series(1, 1000000)"

pytestmark = pytest.mark.postgres


def _waits_for_the_next_command(writer: psycopg.Connection) -> None:
    writer.execute(LOCK)


def _has_sent_half_of_a_batch(writer: psycopg.Connection) -> None:
    writer.pgconn.enter_pipeline_mode()
    writer.pgconn.send_query_params(LOCK, None)
    writer.pgconn.send_flush_request()
    writer.pgconn.flush()


def _takes_no_answer(writer: psycopg.Connection) -> None:
    writer.execute(LOCK)
    writer.pgconn.send_query_params(MUCH, None)
    writer.pgconn.flush()


@contextmanager
def _silent(address: str, stopped: Callable[[psycopg.Connection], None]) -> Iterator[psycopg.Connection]:
    """Give a session that holds the lock of the node's log, and says nothing more."""
    where = make_url(address).set(drivername="postgresql").render_as_string(hide_password=False)
    options = f"-c idle_in_transaction_session_timeout={int(SILENT_SECONDS * 1_000)}"
    writer = psycopg.connect(where, options=options, autocommit=True)
    writer.execute("BEGIN")
    stopped(writer)
    try:
        yield writer
    finally:
        writer.close()


def _impatient(address: str) -> Store:
    """Open a store whose writer waits for others for less long."""
    store = opened(address)
    limit = f"SET lock_timeout = '{SILENT_SECONDS}s'"
    store.ledger.act(lambda tx: tx.audit._writing.connection.exec_driver_sql(limit))
    return store


def test_a_writer_that_is_stopped_in_a_transaction_loses_it_and_others_go_on() -> None:
    ways = (_waits_for_the_next_command, _has_sent_half_of_a_batch, _takes_no_answer)
    with ExitStack() as stack, ThreadPoolExecutor(len(ways)) as at_once:
        places = [stack.enter_context(postgresql_place()) for _ in ways]
        for ended in [at_once.submit(_others_go_on, *each) for each in zip(places, ways, strict=True)]:
            ended.result()


def _others_go_on(address: str, stopped: Callable[[psycopg.Connection], None]) -> None:
    store = _impatient(address)
    with _silent(address, stopped) as writer:
        waiting = threading.Thread(target=store.ledger.act, args=(_noted,), daemon=True)
        waiting.start()
        waiting.join(PATIENCE_SECONDS)
        assert not waiting.is_alive(), f"nobody ended the session that {stopped.__name__}"
        with pytest.raises(psycopg.Error):
            _answers_of(writer)
    assert store.ledger.act(lambda tx: tx.audit.head())[0] == 1
    store.close()


def test_a_writer_looks_after_ten_seconds_whether_another_is_silent(postgresql: str) -> None:
    store = opened(postgresql)
    asked = {name: _setting(store, name) for name in ("lock_timeout", "idle_in_transaction_session_timeout")}
    assert asked == {"lock_timeout": "10s", "idle_in_transaction_session_timeout": "10s"}
    store.close()


def _setting(store: Store, name: str) -> str:
    said = store.ledger.act(lambda tx: tx.audit._writing.connection.exec_driver_sql(f"SHOW {name}").scalar_one())
    return str(said)


def test_a_writer_that_works_for_long_is_left_alone(postgresql: str) -> None:
    store = _impatient(postgresql)
    with _silent(postgresql, _waits_for_the_next_command) as writer:
        working = threading.Thread(target=writer.execute, args=(f"SELECT pg_sleep({WORKS_SECONDS})",), daemon=True)
        working.start()
        waiting = threading.Thread(target=store.ledger.act, args=(_noted,), daemon=True)
        waiting.start()
        working.join(PATIENCE_SECONDS)
        writer.execute("COMMIT")
        waiting.join(PATIENCE_SECONDS)
    assert store.ledger.act(lambda tx: tx.audit.head())[0] == 1
    store.close()


def test_a_writer_whose_session_was_ended_is_told_and_writes_the_next_time(postgresql: str) -> None:
    first, second = opened(postgresql), _impatient(postgresql)
    has_begun, go_on = threading.Event(), threading.Event()

    def stopped(tx: SqlTransaction) -> None:
        _noted(tx)
        has_begun.set()
        assert go_on.wait(PATIENCE_SECONDS)

    told: list[StorageError] = []

    def write() -> None:
        try:
            first.ledger.act(stopped)
        except StorageError as error:
            told.append(error)

    thread = threading.Thread(target=write, daemon=True)
    thread.start()
    assert has_begun.wait(PATIENCE_SECONDS)
    second.ledger.act(_noted)
    go_on.set()
    thread.join(PATIENCE_SECONDS)
    assert [str(each).partition(":")[0] for each in told] == ["nothing was written, the commit failed"]
    first.ledger.act(_noted)
    assert second.ledger.act(lambda tx: tx.audit.head())[0] == 2
    first.close()
    second.close()


def _noted(tx: SqlTransaction) -> None:
    tx.audit.record(act_of())


def _answers_of(writer: psycopg.Connection) -> None:
    """Read what the server has for this session, to its end."""
    while writer.pgconn.get_result() is not None:
        pass
    writer.pgconn.exec_(b"SELECT 1")
    if writer.pgconn.status != psycopg.pq.ConnStatus.OK:
        raise psycopg.OperationalError("the session has ended")
