"""The write-ahead log of SQLite, emptied while nobody waits.

A commit writes the pages that it changed one behind the other; later each has to go to its place in the database.
SQLite does that in the middle of a commit when `CHECKPOINT_PAGES` have gathered, and that commit then takes ten times
as long as others. A node that has a moment does it sooner and in small portions. While much is
written at once it stays as SQLite does it: to put the same pages in their places time and again would cost more.
"""

from sqlalchemy import Connection

from simpul.storage.engine import is_sqlite, sqlite_driver

WORTH = 200
"""Changed rows: some forty payments, whose pages go to their places in a few milliseconds."""


class WriteAheadLog:
    """What the one connection that writes has written and not yet put in its place; nothing on PostgreSQL."""

    def __init__(self, connection: Connection) -> None:
        """Begin where this connection stands."""
        self._connection = connection
        self._is_here = is_sqlite(connection.dialect)
        self._seen = self._emptied_at = 0

    def empty(self) -> None:
        """Put pages in their places after a small transaction, where rows enough have changed; outside any.

        Raises:
            sqlite3.Error: the disk failed.
        """
        driver = sqlite_driver(self._connection) if self._is_here else None
        if driver is None:
            return
        before, self._seen = self._seen, driver.total_changes
        if self._seen - before < WORTH <= self._seen - self._emptied_at:
            self._emptied_at = self._seen
            driver.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchall()
