"""Drafts of requests between states: every version is kept, and shown to whom its terms let it be shown."""

from typing import Any

from sqlalchemy import Row, bindparam, delete, insert, select, tuple_, update

from simpul.core.authority import OfficerId, Sight
from simpul.core.handling import Action
from simpul.core.holding import Page
from simpul.core.lawdraft import HeldLawDraft, LawDraft, LawVersion
from simpul.storage.among import among_numbers
from simpul.storage.bodies import decoded, encoded
from simpul.storage.moments import micros, moment
from simpul.storage.pages import bounded, page_of, position
from simpul.storage.reading import VISIBLE, Reading, View
from simpul.storage.tables.law_drafts import law_draft, law_draft_version
from simpul.storage.writing import Writing

_WHICH = law_draft.c.id == bindparam("which")
_OF = law_draft_version.c.draft == bindparam("which")
_ADD = insert(law_draft)
_CHANGE = update(law_draft).where(_WHICH)
_ADD_VERSION = insert(law_draft_version)
_ONE = select(law_draft).where(_WHICH)
_DISCARD_VERSIONS = delete(law_draft_version).where(_OF)
_DISCARD = delete(law_draft).where(_WHICH)
_SEEN = among_numbers(law_draft.c.audience, VISIBLE)
_EARLIER = tuple_(law_draft.c.saved_at, law_draft.c.id) < tuple_(bindparam("at"), bindparam("last"))
_LATEST = (law_draft.c.saved_at.desc(), law_draft.c.id.desc())
_CHOSEN = select(law_draft.c.id).where(_SEEN, _EARLIER).order_by(*_LATEST).limit(bindparam("most"))
_PAGE = select(law_draft).where(law_draft.c.id.in_(_CHOSEN)).order_by(*_LATEST)
_VERSION_SEEN = among_numbers(law_draft_version.c.audience, VISIBLE)
_VERSIONS = (
    select(law_draft_version.c.version, law_draft_version.c.saved_at)
    .where(_OF, _VERSION_SEEN)
    .order_by(law_draft_version.c.version.desc())
)
_VERSION = (
    select(law_draft_version, law_draft.c.id, law_draft.c.author)
    .join(law_draft, law_draft.c.id == law_draft_version.c.draft)
    .where(_OF, _VERSION_SEEN, law_draft_version.c.version == bindparam("number"))
)


class SqlLawDraftRows:
    """Drafts of requests, in a transaction."""

    def __init__(self, writing: Writing) -> None:
        """Write with what the transaction shares."""
        self._writing = writing

    def save(self, held: HeldLawDraft) -> None:
        """Keep a version, the first or the next one."""
        shared = {
            "audience": self._writing.interning.audience_of(held.draft.handling),
            "version": held.version,
            "body": encoded(held.draft),
            "saved_at": micros(held.saved_at),
        }
        row = {"author": held.author, **shared}
        if not self._writing.run(_CHANGE.values(row), {"which": held.id}):
            self._writing.run(_ADD, {"id": held.id, **row})
        self._writing.run(_ADD_VERSION, {"draft": held.id, **shared})
        self._writing.touch("law-drafts")

    def find(self, draft_id: str) -> HeldLawDraft | None:
        """Give the present version of a draft."""
        row = self._writing.one(_ONE, {"which": draft_id})
        return _held(row) if row is not None else None

    def discard(self, draft_id: str) -> None:
        """Take a draft away, with every version."""
        self._writing.run(_DISCARD_VERSIONS, {"which": draft_id})
        self._writing.run(_DISCARD, {"which": draft_id})
        self._writing.touch("law-drafts")


class SqlLawDrafts:
    """Reads drafts of requests."""

    def __init__(self, reading: Reading) -> None:
        """Read through these readers."""
        self._reading = reading

    def draft(self, sight: Sight, draft_id: str) -> HeldLawDraft | None:
        """Give the present version of a draft that the viewer may see."""
        with self._reading.view(sight, Action.READ) as view:
            rows = view.rows(_ONE.where(_SEEN), {"which": draft_id})
            return _shown(view, rows[0]) if rows else None

    def version(self, sight: Sight, draft_id: str, version: int) -> HeldLawDraft | None:
        """Give one version of a draft that the viewer may see."""
        with self._reading.view(sight, Action.READ) as view:
            rows = view.rows(_VERSION, {"which": draft_id, "number": version})
            return _shown(view, rows[0]) if rows else None

    def versions(self, sight: Sight, draft_id: str) -> tuple[LawVersion, ...]:
        """Give the versions of a draft that the viewer may see, the latest one first."""
        with self._reading.view(sight, Action.READ) as view:
            rows = view.rows(_VERSIONS, {"which": draft_id})
            return tuple(LawVersion(version=row.version, saved_at=moment(row.saved_at)) for row in rows)

    def drafts(self, sight: Sight, *, after: str, limit: int) -> Page[HeldLawDraft]:
        """Give the drafts that the viewer may see, the one saved last first."""
        at, last = position(after, tuple[int, str], start=(2**63 - 1, ""))
        with self._reading.view(sight, Action.SEARCH) as view:
            rows = view.rows(_PAGE, {"at": at, "last": last, "most": bounded(limit) + 1})
            held = {row.id: _shown(view, row) for row in rows}
            return page_of(
                rows, limit=bounded(limit), item=lambda row: held[row.id], key=lambda row: (row.saved_at, row.id)
            )


def _shown(view: View, row: Row[Any]) -> HeldLawDraft:
    held = _held(row)
    view.shown(held.draft.handling, row=f"draft of a request {held.id}")
    return held


def _held(row: Row[Any]) -> HeldLawDraft:
    return HeldLawDraft(
        id=row.id,
        draft=decoded(LawDraft, row.body, row=f"draft of a request {row.id}"),
        author=OfficerId(row.author),
        version=row.version,
        saved_at=moment(row.saved_at),
    )
