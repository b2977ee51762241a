"""What travel is kept in: manifests that were screened, and the travellers who are kept because of hits."""

from collections.abc import Sequence
from typing import Protocol

from simpul.core.authority import Sight
from simpul.core.handling import Handling
from simpul.core.holding import Page
from simpul.core.travel import FlaggedTraveller, ManifestFacts


class TravelRows(Protocol):
    """Manifests and travellers, in a transaction. Append-only."""

    def add(self, facts: ManifestFacts, travellers: Sequence[FlaggedTraveller]) -> None:
        """Keep the facts of a manifest, and the travellers of it who resemble somebody."""

    def earlier(self, subject: str, handling: Handling) -> tuple[FlaggedTraveller, ...]:
        """Give what was kept of this traveller under these terms, the latest first."""


class Manifests(Protocol):
    """Reads manifests and travellers."""

    def manifests(self, sight: Sight, *, after: str, limit: int) -> Page[tuple[ManifestFacts, int]]:
        """Give the manifests that the viewer may see, latest first, each with how many of its travellers he sees."""

    def manifest(self, sight: Sight, manifest_id: str) -> ManifestFacts | None:
        """Give the facts of a manifest that the viewer may see."""

    def travellers(self, sight: Sight, manifest_id: str) -> tuple[FlaggedTraveller, ...]:
        """Give the travellers of a manifest that the viewer may see, the likeliest first."""

    def of_alert(self, sight: Sight, alert_id: str) -> FlaggedTraveller | None:
        """Give the traveller on whom this alert was raised, as the viewer may see him or her; the latest."""
