"""What screening needs beside the ledger: the profiles that it compares, and the place where its indexes stand."""

from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager
from typing import Protocol

from simpul.core.holding import Profile
from simpul.engines.screening.index import ScreeningIndex


class Profiles(Protocol):
    """Reads profiles, for the machine and for no viewer."""

    def every(self) -> AbstractContextManager[Iterator[Profile]]:
        """Open a snapshot of every profile, those under the same terms and those of one list together."""

    def held_after(self, profile_id: str, limit: int) -> tuple[tuple[Profile, ...], str]:
        """Give the profiles of holdings that follow this one, and the id after which to go on; empty at the end."""

    def count_held(self) -> int:
        """Count the profiles that holdings ever had."""


class Shelf(Protocol):
    """Where the present indexes stand, one for each set of terms."""

    def partitions(self) -> Mapping[str, ScreeningIndex]:
        """Give the present indexes, by the key of their terms."""

    def put(self, partitions: Mapping[str, ScreeningIndex]) -> None:
        """Let other indexes stand in their place."""
