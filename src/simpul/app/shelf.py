"""The shelf on which the present screening index stands; replaced whole, so that a reader never sees half of one."""

import threading
from collections.abc import Iterable

from simpul.core.holding import Profile
from simpul.engines.screening.index import ScreeningIndex


class IndexShelf:
    """Holds the present index and the profiles in it; safe to read while another is put."""

    def __init__(self) -> None:
        """Begin with an empty index."""
        self._lock = threading.Lock()
        self._index = ScreeningIndex.build(())
        self._profiles: dict[str, Profile] = {}

    def index(self) -> ScreeningIndex:
        """Give the present index."""
        return self._index

    def profile(self, profile_id: str) -> Profile | None:
        """Give the profile that stands in the index under this id."""
        return self._profiles.get(profile_id)

    def put(self, index: ScreeningIndex, profiles: Iterable[Profile], removed: Iterable[str]) -> None:
        """Let another index stand, with the profiles that came and the ids that went."""
        with self._lock:
            for profile_id in removed:
                self._profiles.pop(profile_id, None)
            self._profiles.update((profile.id, profile) for profile in profiles)
            self._index = index
