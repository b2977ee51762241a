"""The shelf on which the present screening indexes stand; replaced whole, so that a reader never sees half a change."""

from collections.abc import Mapping

from simpul.engines.screening.index import ScreeningIndex
from simpul.services.ports.screening import Partition


class IndexShelf:
    """Holds the present indexes; safe to read while others are put."""

    def __init__(self) -> None:
        """Begin empty."""
        self._partitions: Mapping[Partition, ScreeningIndex] = {}

    def partitions(self) -> Mapping[Partition, ScreeningIndex]:
        """Give the present indexes."""
        return self._partitions

    def put(self, partitions: Mapping[Partition, ScreeningIndex]) -> None:
        """Let other indexes stand in their place."""
        self._partitions = partitions
