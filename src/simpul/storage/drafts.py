"""Drafts: kept with their approvals, and shown to whom every claim in them may be shown."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Row, bindparam, delete, insert, select, tuple_, update

from simpul.core.authority import OfficerId, Sight
from simpul.core.draft import HeldDraft, ReportDraft
from simpul.core.handling import Action, Handling, strictest
from simpul.core.holding import Page
from simpul.storage.among import among, among_numbers
from simpul.storage.bodies import decoded, encoded
from simpul.storage.moments import micros, moment
from simpul.storage.pages import bounded, page_of, position
from simpul.storage.reading import VISIBLE, Reading, View
from simpul.storage.tables.people import draft, draft_approval
from simpul.storage.writing import Writing

_ADD = insert(draft)
_CHANGE = update(draft).where(draft.c.id == bindparam("which"))
_ONE = select(draft).where(draft.c.id == bindparam("which"))
_DISCARD = delete(draft).where(draft.c.id == bindparam("which"))
_APPROVE = insert(draft_approval)
_DISCARD_APPROVALS = delete(draft_approval).where(draft_approval.c.draft == bindparam("which"))
_APPROVALS = (
    select(draft_approval)
    .where(among(draft_approval.c.draft, "drafts"))
    .order_by(draft_approval.c.at, draft_approval.c.officer)
)
_SEEN = among_numbers(draft.c.audience, VISIBLE)
_EARLIER = tuple_(draft.c.saved_at, draft.c.id) < tuple_(bindparam("at"), bindparam("last"))
_LATEST = (draft.c.saved_at.desc(), draft.c.id.desc())

_CHOSEN = select(draft.c.id).where(_SEEN, _EARLIER).order_by(*_LATEST).limit(bindparam("most"))
_PAGE = select(draft).where(draft.c.id.in_(_CHOSEN)).order_by(*_LATEST)


def terms_of(value: ReportDraft) -> Handling:
    """Give the terms of a draft as a whole: the strictest of its own and its claims'."""
    claimed = dict.fromkeys(value.terms_of(claim) for claim in value.claims)
    claimed.pop(value.handling, None)
    if not claimed:
        return value.handling
    return strictest([value.handling, *claimed], derived_by=value.handling.originator)


class SqlDraftRows:
    """Drafts, in a transaction."""

    def __init__(self, writing: Writing) -> None:
        """Write with what the transaction shares."""
        self._writing = writing

    def save(self, draft_id: str, draft: ReportDraft, *, author: OfficerId, at: datetime) -> None:
        """Keep the draft's present text."""
        row = {
            "audience": self._writing.interning.audience_of(terms_of(draft)),
            "author": author,
            "digest": draft.digest,
            "body": encoded(draft),
            "saved_at": micros(at),
        }
        if not self._writing.run(_CHANGE.values(row), {"which": draft_id}):
            self._writing.run(_ADD, {"id": draft_id, **row})
        self._writing.touch("drafts")

    def find(self, draft_id: str) -> HeldDraft | None:
        """Give the draft with the approvals of its present digest."""
        row = self._writing.one(_ONE, {"which": draft_id})
        if row is None:
            return None
        approvals = self._writing.rows(_APPROVALS, {"drafts": encoded([draft_id]).decode()})
        return _held(row, approvals)

    def approve(self, draft_id: str, digest: str, *, officer: OfficerId, at: datetime) -> None:
        """Keep an officer's approval of exactly this text; a second one of the same officer changes nothing."""
        given = self._writing.rows(_APPROVALS, {"drafts": encoded([draft_id]).decode()})
        if not any(row.digest == digest and row.officer == officer for row in given):
            approval = {"draft": draft_id, "digest": digest, "officer": officer, "at": micros(at)}
            self._writing.run(_APPROVE, approval)
            self._writing.touch("drafts")

    def discard(self, draft_id: str) -> None:
        """Take the draft away, with its approvals."""
        self._writing.run(_DISCARD_APPROVALS, {"which": draft_id})
        self._writing.run(_DISCARD, {"which": draft_id})
        self._writing.touch("drafts")


class SqlDrafts:
    """Reads drafts."""

    def __init__(self, reading: Reading) -> None:
        """Read through these readers."""
        self._reading = reading

    def draft(self, sight: Sight, draft_id: str) -> HeldDraft | None:
        """Give a draft that the viewer may see."""
        with self._reading.view(sight, Action.READ) as view:
            rows = view.rows(_ONE.where(_SEEN), {"which": draft_id})
            return _shown(view, rows)[0] if rows else None

    def drafts(self, sight: Sight, *, after: str, limit: int) -> Page[HeldDraft]:
        """Give the drafts that the viewer may see, latest first."""
        at, last = position(after, tuple[int, str], start=(2**63 - 1, ""))
        with self._reading.view(sight, Action.SEARCH) as view:
            rows = view.rows(_PAGE, {"at": at, "last": last, "most": bounded(limit) + 1})
            held = {each.id: each for each in _shown(view, rows)}
            return page_of(
                rows, limit=bounded(limit), item=lambda row: held[row.id], key=lambda row: (row.saved_at, row.id)
            )


def _shown(view: View, rows: Sequence[Row[Any]]) -> tuple[HeldDraft, ...]:
    ids = encoded([row.id for row in rows]).decode()
    approvals = view.rows(_APPROVALS, {"drafts": ids})
    held = tuple(_held(row, approvals) for row in rows)
    for each in held:
        view.shown(terms_of(each.draft), row=f"draft {each.id}")
    return held


def _held(row: Row[Any], approvals: Sequence[Row[Any]]) -> HeldDraft:
    return HeldDraft(
        id=row.id,
        draft=decoded(ReportDraft, row.body, row=f"draft {row.id}"),
        author=OfficerId(row.author),
        saved_at=moment(row.saved_at),
        approvals=tuple(
            OfficerId(each.officer) for each in approvals if each.draft == row.id and each.digest == row.digest
        ),
    )
