"""What is counted for rules, kept in the home folder from one process to the next: a shortcut, never the record.

It bears a seal of the node's own, so that nobody who may write into the folder and has not the keys can change what
rules see. Where it is damaged, of another edition or not of this record, everything is counted from the record.
"""

import hashlib
import hmac
import os
from dataclasses import dataclass
from pathlib import Path

FILE = "payment-patterns.snapshot"
SEAL = hashlib.sha256().digest_size
MOST_BYTES = 1 << 32
MOST_OF_BEGINNING = 1_024
WORTH = 5_000
"""After so many payments what is counted is worth keeping anew."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SealedSnapshot:
    """One file in a folder, sealed by a key; what is counted is kept anew after `worth` payments."""

    folder: Path
    key: bytes
    worth: int = WORTH

    def latest(self) -> bytes | None:
        """Give what was kept last, if it is whole and our own."""
        file = self.folder / FILE
        try:
            raw = file.read_bytes() if file.stat().st_size <= MOST_BYTES else b""
        except OSError:
            return None
        seal, data = raw[:SEAL], raw[SEAL:]
        return data if data and hmac.compare_digest(seal, self._seal(data)) else None

    def beginning(self) -> bytes:
        """Give the first part of what was kept last, unproven; nothing where nothing was."""
        try:
            with (self.folder / FILE).open("rb") as file:
                return file.read(SEAL + MOST_OF_BEGINNING)[SEAL:]
        except OSError:
            return b""

    def keep(self, data: bytes) -> None:
        """Keep this in the place of what was kept before; all of it, or what was there.

        Raises:
            OSError: the folder cannot be written.
        """
        self._clear()
        aside = self.folder / f".{FILE}.{os.getpid()}"
        descriptor = os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(self._seal(data))
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        aside.replace(self.folder / FILE)

    def _clear(self) -> None:
        """Take away what processes that are no more had begun to keep."""
        for left in self.folder.glob(f".{FILE}.*"):
            said = left.name.rpartition(".")[2]
            if said.isdecimal() and not _lives(int(said)):
                left.unlink(missing_ok=True)

    def _seal(self, data: bytes) -> bytes:
        return hmac.digest(self.key, data, "sha256")


def _lives(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except (OSError, OverflowError):
        return True
    return True
