"""Drafts of requests to other states as a list."""

from dataclasses import dataclass
from datetime import datetime

from simpul.core.authority import OfficerId, Sight
from simpul.core.handling import Handling
from simpul.core.holding import Page
from simpul.core.lawdraft import CaseHeading, HeldLawDraft
from simpul.web.answers import Table
from simpul.web.language import msg

KINDS = {"extradition": msg("extradition"), "mla": msg("mutual legal assistance")}
"""Kinds of help in words, without the law being loaded."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LawDraftRow:
    """One draft of a request."""

    id: str
    heading: CaseHeading
    kind_words: str
    handling: Handling
    author: OfficerId
    is_mine: bool
    version: int
    saved_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class LawDraftsPage:
    """A part of the list."""

    drafts: tuple[LawDraftRow, ...]
    after: str


def drafts_page(page: Page[HeldLawDraft], sight: Sight) -> LawDraftsPage:
    """Give a part of the list."""
    return LawDraftsPage(
        drafts=tuple(
            LawDraftRow(
                id=held.id,
                heading=held.draft.heading,
                kind_words=KINDS[held.draft.heading.kind],
                handling=held.draft.handling,
                author=held.author,
                is_mine=held.author == sight.viewer.officer,
                version=held.version,
                saved_at=held.saved_at,
            )
            for held in page.items
        ),
        after=page.after,
    )


def drafts_table(view: LawDraftsPage) -> Table:
    """Give the list as a table."""
    return Table(
        name="law-drafts",
        columns=("id", "case", "kind", "requesting", "requested", "charge", "author", "version", "saved_at"),
        rows=tuple(
            (
                row.id,
                row.heading.case,
                row.heading.kind,
                row.heading.requesting,
                row.heading.requested,
                row.heading.charge,
                row.author,
                str(row.version),
                row.saved_at.isoformat(),
            )
            for row in view.drafts
        ),
    )
