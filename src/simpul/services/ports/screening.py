"""What screening needs beside the ledger: the profiles that it compares, and the place where its indexes stand."""

from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Protocol

from simpul.core.handling import Handling
from simpul.core.holding import Profile
from simpul.engines.screening.index import ScreeningIndex


@dataclass(frozen=True, slots=True, kw_only=True)
class Partition:
    """What stands in one index: the entries of a list, or holdings (`list_id` is empty), all under the same terms."""

    handling: Handling
    list_id: str = ""


class Profiles(Protocol):
    """Reads profiles, for the machine and for no viewer."""

    def every(self) -> AbstractContextManager[Iterator[Profile]]:
        """Open a snapshot of every profile, those of one partition together."""

    def held_after(self, profile_id: str, limit: int) -> tuple[tuple[Profile, ...], str]:
        """Give the profiles of holdings that follow this one, and the id after which to go on; empty at the end."""

    def count_held(self) -> int:
        """Count the profiles that holdings ever had."""


class Shelf(Protocol):
    """Where the present indexes stand, one for each set of terms."""

    def partitions(self) -> Mapping[Partition, ScreeningIndex]:
        """Give the present indexes."""

    def put(self, partitions: Mapping[Partition, ScreeningIndex]) -> None:
        """Let other indexes stand in their place."""
