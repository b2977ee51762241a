"""The lock file beside a SQLite database: one process owns the database at a time.

Two processes that write to one SQLite database in WAL mode can lose committed rows (SQLite 3.7.0 to 3.51.2, the
WAL-reset race), so a second one is refused. The lock does not stop an outside tool on the live file.
"""

import fcntl
import os
from pathlib import Path

from simpul.core.errors import SettingsError


class OwnerLock:
    """Holds the lock file of a database from its making until `release`; the system frees it when the process dies."""

    def __init__(self, database: Path) -> None:
        """Take the lock.

        Raises:
            SettingsError: another process holds it; it is named by its id.
        """
        self.path = database.with_name(f"{database.name}.lock")
        self._file = os.open(self.path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as exc:
            holder = os.read(self._file, 20).decode("ascii", "replace").strip() or "unknown"
            os.close(self._file)
            raise SettingsError(f"process {holder} has {database} open; only one may") from exc
        os.ftruncate(self._file, 0)
        os.write(self._file, str(os.getpid()).encode())

    def release(self) -> None:
        """Let another process own the database; a second time changes nothing."""
        if self._file >= 0:
            os.ftruncate(self._file, 0)
            os.close(self._file)
            self._file = -1
