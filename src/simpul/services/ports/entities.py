"""What reading entities by their ids needs beside the other reads."""

from collections.abc import Sequence
from typing import Protocol

from simpul.core.authority import Sight
from simpul.core.holding import HeldEntry, Page


class Entries(Protocol):
    """Reads entries of lists."""

    def entries(self, sight: Sight, list_id: str, *, text: str, after: str, limit: int) -> Page[HeldEntry]:
        """Give the list's entries in force that the viewer may see, by reference; words as in `Subjects.subjects`."""

    def entries_named(self, sight: Sight, list_id: str, references: Sequence[str]) -> tuple[HeldEntry, ...]:
        """Give those of these entries that are in force and that the viewer may see, by reference."""
