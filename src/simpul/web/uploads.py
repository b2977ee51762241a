"""Uploads: a file that an officer sent and still looks at, between the preview and the taking in.

Each is an open file without a name, for its officer alone, forgotten after half an hour or when too many wait.
"""

import secrets
import threading
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from tempfile import TemporaryFile
from typing import BinaryIO

from simpul.core.authority import OfficerId
from simpul.core.errors import NotFoundError

KEPT_FOR = timedelta(minutes=30)
MOST_KEPT = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Upload:
    """A file that waits: whose it is, its name as the browser said it, and since when."""

    officer: OfficerId
    filename: str
    content: BinaryIO
    kept_at: datetime


class Uploads:
    """The files that wait; in this process only."""

    def __init__(self, now: Callable[[], datetime]) -> None:
        """Start with none."""
        self._now = now
        self._waiting: OrderedDict[str, Upload] = OrderedDict()
        self._lock = threading.Lock()

    def keep(self, officer: OfficerId, filename: str, content: bytes) -> str:
        """Keep a file for its officer and give the id under which only he or she finds it."""
        file = TemporaryFile()  # noqa: SIM115  closed when the upload is forgotten
        file.write(content)
        upload = Upload(officer=officer, filename=filename, content=file, kept_at=self._now())
        key = secrets.token_hex(16)
        with self._lock:
            self._forget_old()
            self._waiting[key] = upload
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
            found.content.seek(0)
            return found.filename, found.content.read()

    def forget(self, officer: OfficerId, key: str) -> None:
        """Let go of a file."""
        with self._lock:
            found = self._waiting.get(key)
            if found is not None and found.officer == officer:
                self._drop(key)

    def _forget_old(self) -> None:
        oldest = self._now() - KEPT_FOR
        for key in [key for key, upload in self._waiting.items() if upload.kept_at < oldest]:
            self._drop(key)
        while len(self._waiting) >= MOST_KEPT:
            self._drop(next(iter(self._waiting)))

    def _drop(self, key: str) -> None:
        self._waiting.pop(key).content.close()
