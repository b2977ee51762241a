"""Uploads: a file that an officer sent and still looks at, between the preview and the taking in.

Each is for its officer alone, packed in memory and never on disk, and forgotten after half an hour or when the files
that wait grow too large together.
"""

import secrets
import threading
import zlib
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from simpul.core.authority import OfficerId
from simpul.core.errors import NotFoundError

KEPT_FOR = timedelta(minutes=30)
MOST_BYTES = 128 * 1024 * 1024
"""Packed, of all files that wait together; the oldest goes first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Upload:
    """A file that waits: whose it is, its name as the browser said it, and since when."""

    officer: OfficerId
    filename: str
    packed: bytes
    kept_at: datetime


class Uploads:
    """The files that wait; in this process only."""

    def __init__(self, now: Callable[[], datetime], *, most_bytes: int = MOST_BYTES) -> None:
        """Start with none."""
        self._now, self._most_bytes = now, most_bytes
        self._waiting: OrderedDict[str, Upload] = OrderedDict()
        self._lock = threading.Lock()

    def keep(self, officer: OfficerId, filename: str, content: bytes) -> str:
        """Keep a file for its officer and give the id under which only he or she finds it."""
        upload = Upload(officer=officer, filename=filename, packed=zlib.compress(content, level=1), kept_at=self._now())
        key = secrets.token_hex(16)
        with self._lock:
            self._waiting[key] = upload
            self._forget_old()
        return key

    def read(self, officer: OfficerId, key: str) -> tuple[str, bytes]:
        """Give the name and the bytes of a file.

        Raises:
            NotFoundError: there is none for this officer, or it was forgotten.
        """
        with self._lock:
            self._forget_old()
            found = self._waiting.get(key)
        if found is None or found.officer != officer:
            raise NotFoundError("there is no such upload")
        return found.filename, zlib.decompress(found.packed)

    def forget(self, officer: OfficerId, key: str) -> None:
        """Let go of a file."""
        with self._lock:
            found = self._waiting.get(key)
            if found is not None and found.officer == officer:
                del self._waiting[key]

    def _forget_old(self) -> None:
        oldest = self._now() - KEPT_FOR
        for key in [key for key, upload in self._waiting.items() if upload.kept_at < oldest]:
            del self._waiting[key]
        while sum(len(upload.packed) for upload in self._waiting.values()) > self._most_bytes:
            self._waiting.popitem(last=False)
