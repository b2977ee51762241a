"""Drafts as documents, with what each partner would see."""

from dataclasses import dataclass
from datetime import datetime

from simpul.core.authority import AuthorityId, OfficerId, Sight
from simpul.core.draft import Claim, HeldDraft, ReportDraft
from simpul.core.grading import Grading
from simpul.core.handling import Decision, Handling
from simpul.core.report import ReportKind
from simpul.services.sharing import ClaimPreview, PartnerPreview

NEEDS_SECOND = "release.needs-second-officer"
NEEDS_RELEASER = "role.releases-nothing"
PEOPLE_CAN_HELP = frozenset({NEEDS_SECOND, NEEDS_RELEASER})
"""Grounds that another officer lifts; the terms themselves allow the release."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftRow:
    """One draft in a list."""

    id: str
    title: str
    kind: ReportKind
    grading: Grading
    handling: Handling
    recipients: tuple[AuthorityId, ...]
    claims: int
    author: OfficerId
    is_mine: bool
    approvals: tuple[OfficerId, ...]
    saved_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftsPage:
    """A part of the list of drafts."""

    drafts: tuple[DraftRow, ...]
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimFate:
    """One claim of a draft and whether a partner would get it; `grounds` say why not."""

    property: str
    value: str
    seen: bool
    grounds: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PartnerFate:
    """What one partner would get. `named` says whether the draft names it; `people` are grounds that officers lift."""

    partner: AuthorityId
    name: str
    named: bool
    sent: bool
    grounds: tuple[str, ...]
    people: tuple[str, ...]
    claims: tuple[ClaimFate, ...]

    @property
    def seen(self) -> int:
        """How many claims it would get."""
        return sum(claim.seen for claim in self.claims)


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftDocument:
    """One draft with its text, its approvals, and what each partner would get."""

    row: DraftRow
    draft: ReportDraft
    fates: tuple[PartnerFate, ...]
    needs_second: bool
    digest: str


def draft_row(held: HeldDraft, sight: Sight) -> DraftRow:
    """Give a draft as a row."""
    draft = held.draft
    return DraftRow(
        id=held.id,
        title=draft.title,
        kind=draft.kind,
        grading=draft.grading,
        handling=draft.handling,
        recipients=draft.recipients,
        claims=len(draft.claims),
        author=held.author,
        is_mine=held.author == sight.viewer.officer,
        approvals=held.approvals,
        saved_at=held.saved_at,
    )


def draft_document(held: HeldDraft, previews: tuple[PartnerPreview, ...], sight: Sight) -> DraftDocument:
    """Give a draft as a document."""
    fates = partner_fates(held.draft, previews)
    return DraftDocument(
        row=draft_row(held, sight),
        draft=held.draft,
        fates=fates,
        needs_second=any(NEEDS_SECOND in fate.people for fate in fates if fate.named),
        digest=held.draft.digest,
    )


def partner_fates(draft: ReportDraft, previews: tuple[PartnerPreview, ...]) -> tuple[PartnerFate, ...]:
    """Say for each partner what it would get; those that the draft names come first."""
    fates = tuple(_fate(draft, preview) for preview in previews)
    return tuple(sorted(fates, key=lambda fate: (not fate.named, fate.partner)))


def _fate(draft: ReportDraft, preview: PartnerPreview) -> PartnerFate:
    sent = _terms_allow(preview.decision)
    return PartnerFate(
        partner=preview.partner,
        name=preview.name,
        named=preview.partner in draft.recipients,
        sent=sent,
        grounds=_of_terms(preview.decision),
        people=tuple(ground for ground in preview.decision.grounds if ground in PEOPLE_CAN_HELP),
        claims=tuple(_claim_fate(item, sent=sent) for item in preview.claims),
    )


def _claim_fate(item: ClaimPreview, *, sent: bool) -> ClaimFate:
    claim: Claim = item.claim
    return ClaimFate(
        property=claim.property,
        value=claim.value,
        seen=sent and _terms_allow(item.decision),
        grounds=_of_terms(item.decision),
    )


def _terms_allow(decision: Decision) -> bool:
    return decision.allowed or set(decision.grounds) <= PEOPLE_CAN_HELP


def _of_terms(decision: Decision) -> tuple[str, ...]:
    return () if decision.allowed else tuple(g for g in decision.grounds if g not in PEOPLE_CAN_HELP)
