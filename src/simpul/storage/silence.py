"""Writers that fell silent: whoever waits for one ends its session (PostgreSQL).

A process that is stopped in the middle of a transaction, or whose machine is gone, holds the lock of the node's log.
PostgreSQL ends a session by itself only where it waits for the next command of an open transaction
(`idle_in_transaction_session_timeout`). It does not where half of what a client sends at once has come, or where the
client does not take what is sent to it: that session waits for its client for ever, and every other writer for it.
So a writer that has waited for long looks who is silent, and ends that session; the waiting client of a session that
was ended finds its transaction undone, as with any other failure of the database.
"""

from sqlalchemy import Connection, text
from sqlalchemy.exc import OperationalError

from simpul.core.errors import StorageError

SILENT_MILLISECONDS = 10_000
_LOCK_NOT_AVAILABLE = "55P03"

_END = text(
    """
    SELECT count(pg_terminate_backend(a.pid, :patience))
    FROM pg_stat_activity AS a
    WHERE a.datname = current_database() AND a.pid <> pg_backend_pid()
      AND a.wait_event_type = 'Client' AND a.xact_start IS NOT NULL
      AND a.state_change < clock_timestamp() - current_setting('lock_timeout')::interval
      AND EXISTS (
        SELECT FROM pg_locks AS l
        WHERE l.pid = a.pid AND l.granted AND l.relation = 'head'::regclass AND l.mode = 'RowShareLock'
      )
    """
)


class HeldUpError(StorageError):
    """Says that a writer waited for another for so long that it should look whether that one still lives."""


def is_held_up(error: OperationalError) -> bool:
    """Say whether this is what PostgreSQL raises to one that has waited for a lock for as long as it may."""
    return getattr(error.orig, "sqlstate", None) == _LOCK_NOT_AVAILABLE


def end_silent(connection: Connection) -> int:
    """End the sessions that hold the lock of the node's log and have been silent for long; give how many.

    Long is as long as this session itself waits for a lock. A session that works, however long, is left alone.
    """
    with connection.begin():
        ended = connection.execute(_END, {"patience": SILENT_MILLISECONDS}).scalar_one()
    return int(ended)
