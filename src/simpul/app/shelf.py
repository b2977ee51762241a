"""The shelf on which the present screening indexes stand; replaced whole, so that a reader never sees half a change."""

import threading
from collections.abc import Iterable, Mapping

from simpul.core.holding import Profile
from simpul.engines.screening.index import ScreeningIndex


class IndexShelf:
    """Holds the present indexes and the profiles in them; safe to read while another is put."""

    def __init__(self) -> None:
        """Begin empty."""
        self._lock = threading.Lock()
        self._partitions: Mapping[str, ScreeningIndex] = {}
        self._profiles: dict[str, Profile] = {}

    def partitions(self) -> Mapping[str, ScreeningIndex]:
        """Give the present indexes, by the key of their terms."""
        return self._partitions

    def profile(self, profile_id: str) -> Profile | None:
        """Give the profile that stands in an index under this id."""
        return self._profiles.get(profile_id)

    def put(
        self, partitions: Mapping[str, ScreeningIndex], profiles: Iterable[Profile], removed: Iterable[str]
    ) -> None:
        """Let other indexes stand, with the profiles that came and the ids that went."""
        with self._lock:
            for profile_id in removed:
                self._profiles.pop(profile_id, None)
            self._profiles.update((profile.id, profile) for profile in profiles)
            self._partitions = partitions
