"""What reads the cases of requests, loaded when the first one is written or comes: a node without any has no law."""

import importlib
from collections.abc import Callable
from dataclasses import dataclass

from simpul.core.cooperation.reading import ReadCase
from simpul.core.lawbook import OfferedRows

_REQUESTS = "simpul.formats.law.requests"


@dataclass(frozen=True, slots=True, kw_only=True)
class LateCaseReader:
    """Reads cases as `simpul.formats.law.requests` does, by the rows that were accepted too; every promise is its."""

    accepted: Callable[[], tuple[OfferedRows, ...]]

    def read(self, content: bytes) -> ReadCase:
        """Read a case."""
        found: ReadCase = importlib.import_module(_REQUESTS).read_request(self.accepted(), content)
        return found

    def read_in_text(self, instrument: str, article: str) -> str:
        """Give the hash of an article's text where that is at hand, else nothing."""
        return str(importlib.import_module(_REQUESTS).read_in_text(instrument, article))

    def margin(self, content: bytes) -> ReadCase:
        """Read the margin of a case alone."""
        found: ReadCase = importlib.import_module(_REQUESTS).read_margin(content)
        return found
