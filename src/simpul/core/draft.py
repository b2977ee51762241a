"""Drafts: a report while its author still works on it. Nothing of a draft leaves the node."""

from dataclasses import dataclass, replace
from datetime import datetime

from simpul.core.assertion import Assertion, checked_value
from simpul.core.authority import AuthorityId, OfficerId
from simpul.core.errors import InputError
from simpul.core.grading import Grading
from simpul.core.handling import Handling
from simpul.core.ids import Domain, canonical_bytes, record_id
from simpul.core.report import MOST_ASSERTIONS, ReportKind
from simpul.core.vocabulary import Schema


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One claim of a draft: what becomes an assertion on release. Without terms of its own it has the report's."""

    subject: str
    schema: Schema
    property: str
    value: str
    grading: Grading | None = None
    handling: Handling | None = None
    lang: str = ""
    valid_from: str = ""
    valid_to: str = ""
    supersedes: str = ""
    retracts: str = ""

    def __post_init__(self) -> None:
        """Refuse a value that its property cannot hold."""
        checked_value(self.property, self.value, place="claim")


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportDraft:
    """What an author has written so far; `handling.releasable_to` names the recipients."""

    kind: ReportKind
    grading: Grading
    handling: Handling
    title: str = ""
    summary: str = ""
    claims: tuple[Claim, ...] = ()
    legal_basis: str = ""
    supersedes: str = ""
    retracts: str = ""

    def __post_init__(self) -> None:
        """Refuse more claims than a report can hold."""
        if len(self.claims) > MOST_ASSERTIONS:
            raise InputError(f"more than {MOST_ASSERTIONS} claims", place="draft.claims")

    @property
    def recipients(self) -> tuple[AuthorityId, ...]:
        """Whom the draft is meant for."""
        return self.handling.releasable_to

    @property
    def digest(self) -> str:
        """The hash of everything in the draft: an approval is bound to it, so that a later change voids it."""
        return record_id(Domain.DRAFT, canonical_bytes(self))

    @property
    def terms_inside(self) -> Handling:
        """The terms under which the whole draft is kept here: those of its head, as strict as its strictest claim."""
        terms = (self.handling, *(claim.handling for claim in self.claims if claim.handling is not None))
        retentions = [item.retain_until for item in terms if item.retain_until is not None]
        return replace(
            self.handling,
            level=max(item.level for item in terms),
            retain_until=min(retentions) if retentions else None,
        )

    def terms_of(self, claim: Claim) -> Handling:
        """The terms of a claim: its own, or the report's."""
        return claim.handling or self.handling


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldDraft:
    """A draft as the node holds it, with its author and who approved its present text."""

    id: str
    draft: ReportDraft
    author: OfficerId
    saved_at: datetime
    approvals: tuple[OfficerId, ...] = ()


def asserted(claim: Claim, draft: ReportDraft, *, at: datetime, salt: str) -> Assertion:
    """Give the assertion that a claim becomes when its report is released."""
    return Assertion(
        originator=draft.handling.originator,
        subject=claim.subject,
        schema=claim.schema,
        property=claim.property,
        value=claim.value,
        grading=claim.grading or draft.grading,
        handling=draft.terms_of(claim),
        asserted_at=at,
        salt=salt,
        lang=claim.lang,
        valid_from=claim.valid_from,
        valid_to=claim.valid_to,
        legal_basis=draft.legal_basis,
        supersedes=claim.supersedes,
        retracts=claim.retracts,
    )
