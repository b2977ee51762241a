"""Travel: the facts of manifests, and travellers who are kept because of hits; nobody else who was on board."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Row, and_, bindparam, func, insert, or_, select

from simpul.core.authority import Sight
from simpul.core.handling import Action, Handling
from simpul.core.holding import Page
from simpul.core.travel import FlaggedTraveller, ManifestFacts
from simpul.storage.among import among, among_numbers
from simpul.storage.bodies import decoded, encoded, row_hash
from simpul.storage.moments import micros
from simpul.storage.pages import bounded, page_of, position
from simpul.storage.reading import VISIBLE, Reading, View
from simpul.storage.tables.travelling import manifest, traveller
from simpul.storage.writing import Writing

_ADD = insert(manifest)
_ADD_TRAVELLER = insert(traveller)
_EARLIER = (
    select(traveller, manifest.c.screened_at)
    .join(manifest, manifest.c.id == traveller.c.manifest)
    .where(traveller.c.subject == bindparam("which"), traveller.c.audience == bindparam("terms"))
    .order_by(manifest.c.screened_at.desc(), traveller.c.id)
)
_SEEN = among_numbers(manifest.c.audience, VISIBLE)
_TRAVELLER_SEEN = among_numbers(traveller.c.audience, VISIBLE)
_ONE = select(manifest).where(manifest.c.id == bindparam("which"), _SEEN)
_PAGE = (
    select(manifest)
    .where(
        _SEEN,
        or_(
            manifest.c.screened_at < bindparam("at"),
            and_(manifest.c.screened_at == bindparam("at"), manifest.c.id < bindparam("last")),
        ),
    )
    .order_by(manifest.c.screened_at.desc(), manifest.c.id.desc())
    .limit(bindparam("most"))
)
_COUNTS = (
    select(traveller.c.manifest, func.count(traveller.c.subject.distinct()).label("travellers"))
    .where(among(traveller.c.manifest, "which"), _TRAVELLER_SEEN)
    .group_by(traveller.c.manifest)
)
_OF_MANIFEST = (
    select(traveller)
    .where(traveller.c.manifest == bindparam("which"), _TRAVELLER_SEEN)
    .order_by(traveller.c.score.desc(), traveller.c.id)
)
_OF_ALERT = (
    select(traveller)
    .join(manifest, manifest.c.id == traveller.c.manifest)
    .where(traveller.c.alert == bindparam("which"), _TRAVELLER_SEEN)
    .order_by(manifest.c.screened_at.desc(), traveller.c.id)
    .limit(1)
)
_LATEST = 2**62
"""Later than any moment."""


class SqlTravelRows:
    """Manifests and travellers, in a transaction."""

    def __init__(self, writing: Writing) -> None:
        """Write with what the transaction shares."""
        self._writing = writing

    def add(self, facts: ManifestFacts, travellers: Sequence[FlaggedTraveller]) -> None:
        """Keep the facts of a manifest, and the travellers of it who resemble somebody."""
        body = encoded(facts)
        row = {
            "id": facts.id,
            "audience": self._writing.interning.audience_of(facts.handling),
            "screened_at": micros(facts.screened_at),
            "body": body,
            "row_hash": row_hash(facts.id, body),
        }
        self._writing.run(_ADD, row)
        self._writing.run_all(_ADD_TRAVELLER, [self._traveller(each) for each in travellers])
        self._writing.touch("manifests")

    def earlier(self, subject: str, handling: Handling) -> tuple[FlaggedTraveller, ...]:
        """Give what was kept of this traveller under these terms, the latest first."""
        terms = self._writing.interning.audience_of(handling)
        return tuple(_flagged(row) for row in self._writing.rows(_EARLIER, {"which": subject, "terms": terms}))

    def _traveller(self, flagged: FlaggedTraveller) -> dict[str, object]:
        body = encoded(flagged)
        return {
            "id": flagged.id,
            "manifest": flagged.manifest,
            "audience": self._writing.interning.audience_of(flagged.handling),
            "alert": flagged.alert,
            "subject": flagged.subject,
            "score": flagged.hits[0].score,
            "body": body,
            "row_hash": row_hash(flagged.id, body),
        }


class SqlManifests:
    """Reads manifests and travellers."""

    def __init__(self, reading: Reading) -> None:
        """Read through these readers."""
        self._reading = reading

    def manifests(self, sight: Sight, *, after: str, limit: int) -> Page[tuple[ManifestFacts, int]]:
        """Give the manifests that the viewer may see, latest first, each with how many of its travellers he sees."""
        at, last = position(after, tuple[int, str], start=(_LATEST, ""))
        with self._reading.view(sight, Action.SEARCH) as view:
            rows = view.rows(_PAGE, {"at": at, "last": last, "most": bounded(limit) + 1})
            ids = encoded([row.id for row in rows]).decode()
            counted = {row.manifest: row.travellers for row in view.rows(_COUNTS, {"which": ids})}
            return page_of(
                rows,
                limit=bounded(limit),
                item=lambda row: (_facts(view, row), int(counted.get(row.id, 0))),
                key=lambda row: (row.screened_at, row.id),
            )

    def manifest(self, sight: Sight, manifest_id: str) -> ManifestFacts | None:
        """Give the facts of a manifest that the viewer may see."""
        with self._reading.view(sight, Action.READ) as view:
            rows = view.rows(_ONE, {"which": manifest_id})
            return _facts(view, rows[0]) if rows else None

    def travellers(self, sight: Sight, manifest_id: str) -> tuple[FlaggedTraveller, ...]:
        """Give the travellers of a manifest that the viewer may see, the likeliest first."""
        with self._reading.view(sight, Action.READ) as view:
            return tuple(_shown(view, row) for row in view.rows(_OF_MANIFEST, {"which": manifest_id}))

    def of_alert(self, sight: Sight, alert_id: str) -> FlaggedTraveller | None:
        """Give the traveller on whom this alert was raised, as the viewer may see him or her; the latest."""
        with self._reading.view(sight, Action.READ) as view:
            rows = view.rows(_OF_ALERT, {"which": alert_id})
            return _shown(view, rows[0]) if rows else None


def _facts(view: View, row: Row[Any]) -> ManifestFacts:
    facts = decoded(ManifestFacts, row.body, row=f"manifest {row.id}")
    view.shown(facts.handling, row=f"manifest {row.id}")
    return facts


def _shown(view: View, row: Row[Any]) -> FlaggedTraveller:
    flagged = _flagged(row)
    view.shown(flagged.handling, row=f"traveller {row.id}")
    return flagged


def _flagged(row: Row[Any]) -> FlaggedTraveller:
    return decoded(FlaggedTraveller, row.body, row=f"traveller {row.id}")
