"""What screening needs beside the ledger: profiles to compare, the place where its indexes stand, and many hands."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from simpul.core.handling import Handling
from simpul.core.holding import Profile
from simpul.core.rescreening import Rescreening
from simpul.engines.screening.index import ScreeningIndex
from simpul.engines.screening.subject import Hit, Query


@dataclass(frozen=True, slots=True, kw_only=True)
class Partition:
    """What stands in one index: the entries of a list, or holdings (`list_id` is empty), all under the same terms."""

    handling: Handling
    list_id: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """The indexes of lists, and of each list the edition of which they hold every entry and no other."""

    partitions: Mapping[Partition, ScreeningIndex]
    editions: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedProfiles:
    """Entries of whole lists, as they are in force in these editions of one snapshot."""

    editions: Mapping[str, str]
    profiles: tuple[Profile, ...]


class Profiles(Protocol):
    """Reads profiles, for the machine and for no viewer."""

    def every(self) -> Iterator[Profile]:
        """Give every profile of one snapshot, those of one partition together."""

    def held_after(self, profile_id: str, limit: int) -> tuple[tuple[Profile, ...], str]:
        """Give the profiles of holdings that follow this one, and the id after which to go on; empty at the end."""

    def count_held(self) -> int:
        """Count the profiles that holdings ever had."""

    def editions(self) -> Mapping[str, str]:
        """Give the version of each list as it is in force."""

    def listed(self, known: Mapping[str, str]) -> ListedProfiles:
        """Give, of one snapshot, every entry of the lists that are in force in another edition than the known one."""


class Shelf(Protocol):
    """Where the present indexes stand, one for each set of terms.

    What came is placed in its turn, so `partitions` may hold a list in part. `standing` holds lists whole.
    """

    def partitions(self) -> Mapping[Partition, ScreeningIndex]:
        """Give the present indexes."""

    def put(self, partitions: Mapping[Partition, ScreeningIndex]) -> None:
        """Let other indexes stand in their place."""

    def standing(self) -> Standing:
        """Give the indexes of lists, each whole and in one edition."""

    def enforce(self, placed: Standing) -> None:
        """Let these lists stand whole in these editions; other lists stand as before."""


class Recall(Protocol):
    """Asks an index, and remembers what it answered as long as the index stands: who pays often is compared once."""

    def ask(
        self, partition: Partition, index: ScreeningIndex, queries: Sequence[Query], *, limit: int, least: float
    ) -> Sequence[tuple[Hit, ...]]:
        """Give for each question its hits of at least this score, as `index.screen_many` does."""


class Rescreenings(Protocol):
    """Reads runs in which everything is screened anew."""

    def going(self) -> Rescreening | None:
        """Give the run that has not ended, if there is one."""

    def latest(self, limit: int) -> tuple[Rescreening, ...]:
        """Give the runs, the latest first."""


class Found(Protocol):
    """What a crowd will have found."""

    def result(self) -> Sequence[Mapping[Partition, tuple[Hit, ...]]]:
        """Wait for it, and give for each question the hits in each partition that has any."""


class Crowd(Protocol):
    """Asks many questions at once, with whatever processors there are."""

    def ask(
        self, partitions: Mapping[Partition, ScreeningIndex], queries: Sequence[Query], *, limit: int, least: float
    ) -> Found:
        """Begin to ask; only hits of at least this score are found."""

    def disperse(self) -> None:
        """Let go of what was gathered for asking."""
