"""The ledger: the one way to write, with group commit.

One thread writes. It takes every act that waits, does each inside a savepoint of its own, commits once for all of
them, and only then lets their callers go on. So an act is durable when `act` returns, and many callers share one
fsync; a caller who is alone waits for nobody. An act that fails is undone alone, and its error is raised to its caller.

When the commit itself fails nobody's act was done. After an error of the disk the ledger takes no further act: what a
second fsync says of the pages of the first is worth nothing.

Those who wait for changes register a hook (`on_commit`); it gets the topics of each committed transaction
(`storage.writing.Writing`), in the writer's thread, and has to be quick, such as setting an event.
"""

import queue
import sqlite3
import threading
import time
from collections.abc import Callable
from functools import partial
from types import TracebackType
from typing import Generic, TypeVar

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError, IntegrityError, SQLAlchemyError

from simpul.core.errors import ConflictError, Error, StorageError
from simpul.storage.engine import is_sqlite, sqlite_driver
from simpul.storage.silence import HeldUpError, end_silent
from simpul.storage.transaction import SqlTransaction
from simpul.storage.wal import WriteAheadLog
from simpul.storage.writing import Writing

T = TypeVar("T")

LINGER_SECONDS = 0.005
MOST_IN_GROUP = 512
_DISK_ERRORS = frozenset({sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB})


class _Ask(Generic[T]):
    """One act that waits for the writer; its error is kept for its caller."""

    def __init__(self, work: Callable[[SqlTransaction], T]) -> None:
        self.work = work
        self.error: BaseException | None = None
        self.answer: list[T] = []
        self.settled = threading.Event()

    def __enter__(self) -> None:
        """Keep whatever the act raises."""

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> bool:
        self.error = _told(error)
        return True

    def result(self) -> T:
        """Wait, and give the answer or raise the error."""
        self.settled.wait()
        if self.error is not None:
            raise self.error
        return self.answer[0]


class SqlLedger:
    """Does acts, each in one durable transaction."""

    def __init__(self, writing: Writing, transaction: SqlTransaction) -> None:
        """Start the writer."""
        self._writing, self._log = writing, WriteAheadLog(writing.connection)
        self._transaction = transaction
        self._waiting: queue.SimpleQueue[_Ask[object] | None] = queue.SimpleQueue()
        self._door = threading.Lock()
        self._stopped: Error | None = None
        self._last_size = 1
        self._hooks: list[Callable[[frozenset[str]], None]] = []
        self._thread = threading.Thread(target=self._run, name="simpul-writer", daemon=True)
        self._thread.start()

    def act(self, work: Callable[[SqlTransaction], T]) -> T:
        """Do the work in one transaction and return when it is durable; an error undoes all of it and is raised.

        Raises:
            StorageError: the database failed; nothing of the work was done.
            ConflictError: the work adds what is there already.
        """
        if threading.current_thread() is self._thread:
            raise StorageError("an act cannot wait for another act inside it")
        ask = _Ask(work)
        with self._door:
            if self._stopped is not None:
                raise StorageError(str(self._stopped)) from self._stopped
            self._waiting.put(ask)  # type: ignore[arg-type]  # the queue holds asks of every kind of answer
        return ask.result()

    def on_commit(self, hook: Callable[[frozenset[str]], None]) -> None:
        """Call the hook after every commit with the topics that the transaction touched."""
        self._hooks.append(hook)

    def close(self) -> None:
        """Finish what waits and take nothing more."""
        self._stop(StorageError("the ledger is closed"))
        self._waiting.put(None)
        self._thread.join()

    def _stop(self, why: Error) -> None:
        with self._door:
            self._stopped = self._stopped or why

    # --- the writer's thread ------------------------------------------------------------------------------------

    def _run(self) -> None:
        try:
            while group := self._gathered():
                self._settle(group)
                if self._waiting.empty():
                    self._rest()
        finally:
            self._stop(StorageError("the writer has ended"))
            while not self._waiting.empty():
                if (left := self._waiting.get()) is not None:
                    left.error = StorageError("the ledger is closed")
                    left.settled.set()

    def _gathered(self) -> list[_Ask[object]]:
        """Wait for an act, and take with it what else waits; linger only while others acted just now too."""
        first = self._waiting.get()
        if first is None:
            return []
        group = [first]
        deadline = 0.0
        while len(group) < MOST_IN_GROUP:
            try:
                ask = self._waiting.get(timeout=_left(deadline)) if deadline else self._waiting.get_nowait()
            except queue.Empty:
                if deadline or len(group) == 1 or len(group) >= self._last_size:
                    break
                deadline = time.monotonic() + LINGER_SECONDS
                continue
            if ask is None:
                self._waiting.put(None)
                break
            group.append(ask)
        self._last_size = len(group)
        return group

    def _settle(self, group: list[_Ask[object]]) -> None:
        committing: _Ask[None] = _Ask(lambda _: None)
        with committing:
            self._commit(group)
        if committing.error is not None:
            self._writing.forget()
            for ask in group:
                ask.error = ask.error or _lost(committing.error)
            self._stop_where_the_disk_failed(committing.error)
        topics = self._writing.topics
        for ask in group:
            ask.settled.set()
        if topics:
            for hook in tuple(self._hooks):
                self._aside(partial(hook, topics))

    def _commit(self, group: list[_Ask[object]]) -> None:
        while True:
            try:
                self._committed(group)
            except HeldUpError:
                end_silent(self._writing.connection)
            else:
                return

    def _committed(self, group: list[_Ask[object]]) -> None:
        connection = self._writing.connection
        with connection.begin():
            self._writing.begin()
            for ask in group:
                self._do(connection, ask)
            self._writing.finish()

    def _do(self, connection: Connection, ask: _Ask[object]) -> None:
        plainly = self._writing.often.plainly
        plainly("SAVEPOINT act")
        with ask:
            ask.answer.append(ask.work(self._transaction))
        if ask.error is None:
            plainly("RELEASE SAVEPOINT act")
            self._writing.keep()
            return
        self._writing.undo()
        if is_sqlite(connection.dialect) and not _in_transaction(connection):
            raise StorageError("the database gave up the whole transaction") from ask.error
        plainly("ROLLBACK TO SAVEPOINT act")
        plainly("RELEASE SAVEPOINT act")

    def _rest(self) -> None:
        """Use the moment in which nobody waits."""
        self._stop_where_the_disk_failed(self._aside(self._log.empty))

    def _stop_where_the_disk_failed(self, error: BaseException | None) -> None:
        if _is_of_the_disk(error):
            self._stop(StorageError("the disk failed; nothing more is taken until the node is started again"))

    def _aside(self, work: Callable[[], None]) -> BaseException | None:
        """Do what belongs to no act; what it raises is told as an uncaught error of this thread, which goes on."""
        doing: _Ask[None] = _Ask(lambda _: None)
        with doing:
            work()
        if (error := doing.error) is not None:
            threading.excepthook(threading.ExceptHookArgs((type(error), error, error.__traceback__, self._thread)))
        return error


def _left(deadline: float) -> float:
    return max(0.0, deadline - time.monotonic())


def _told(error: BaseException | None) -> BaseException | None:
    """Give an error of the database as one of ours; any other as it is."""
    if isinstance(error, IntegrityError | sqlite3.IntegrityError):
        told: Error = ConflictError("it is there already, or what it refers to is not")
    elif isinstance(error, SQLAlchemyError | sqlite3.Error):
        told = StorageError(f"the database failed: {_words(error)}")
    else:
        return error
    told.__cause__ = error
    return told


def _words(error: BaseException) -> str:
    return str(error.orig) if isinstance(error, DBAPIError) else str(error)


def _lost(cause: BaseException) -> StorageError:
    found = cause.__cause__ if isinstance(cause, StorageError) and cause.__cause__ else cause
    lost = StorageError(f"nothing was written, the commit failed: {_words(found)}")
    lost.__cause__ = cause
    return lost


def _is_of_the_disk(error: BaseException | None) -> bool:
    """Say whether the disk failed: what follows cannot be trusted."""
    while error is not None:
        found = error.orig if isinstance(error, DBAPIError) else error
        code = getattr(found, "sqlite_errorcode", None)
        if code is not None and code & 0xFF in _DISK_ERRORS:
            return True
        error = error.__cause__
    return False


def _in_transaction(connection: Connection) -> bool:
    driver = sqlite_driver(connection)
    return driver is not None and driver.in_transaction
