"""Subjects as documents: one subject as the viewer may see it, nothing merged, nothing chosen."""

from dataclasses import dataclass

from simpul.core.alert import MatchDecision, Verdict
from simpul.core.holding import LISTED, Page, SubjectHit
from simpul.core.vocabulary import Schema
from simpul.services.subjects import SubjectView
from simpul.web.views.reports import ClaimRow, claim_row


@dataclass(frozen=True, slots=True, kw_only=True)
class SubjectsPage:
    """A part of the answer to a search; `after` leads to the next part."""

    subjects: tuple[SubjectHit, ...]
    after: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PropertyRows:
    """All claims of one property; `contradictory` names the values that cannot all be true."""

    property: str
    claims: tuple[ClaimRow, ...]
    contradictory: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Contested:
    """One value of a contradiction, and the claims for it."""

    value: str
    claims: tuple[ClaimRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Contradiction:
    """Values of one property that cannot all be true, side by side."""

    property: str
    sides: tuple[Contested, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """An officer's judgement that this subject is, or is not, the same as another record."""

    match: MatchDecision
    other: str
    judgement: Verdict
    list_entry: tuple[str, str] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SubjectDocument:
    """One subject as the viewer may see it; `records` are the ids that same-as judgements join in it."""

    subject: str
    schema: Schema
    names: tuple[str, ...]
    records: tuple[str, ...]
    sources: tuple[str, ...]
    properties: tuple[PropertyRows, ...]
    contradictions: tuple[Contradiction, ...]
    withdrawn: tuple[ClaimRow, ...]
    judgements: tuple[Judgement, ...]


def subjects_page(page: Page[SubjectHit], *, text: str) -> SubjectsPage:
    """Give the answer to a search as a document."""
    return SubjectsPage(subjects=page.items, after=page.after, text=text)


def subject_document(view: SubjectView) -> SubjectDocument:
    """Give a subject as a document."""
    properties = tuple(
        PropertyRows(
            property=item.name,
            claims=tuple(claim_row(held) for held in item.values),
            contradictory=item.contradictory,
        )
        for item in view.properties
    )
    return SubjectDocument(
        subject=view.subject,
        schema=view.schema,
        names=view.names,
        records=view.records,
        sources=tuple(sorted({claim.originator for item in properties for claim in item.claims})),
        properties=properties,
        contradictions=tuple(_contradiction(item) for item in properties if item.contradictory),
        withdrawn=tuple(claim_row(held) for held in view.withdrawn),
        judgements=tuple(_judgement(match, view) for match in view.judgements),
    )


def list_entry_of(record: str) -> tuple[str, str] | None:
    """Give the list and the reference that a record's id stands for, or nothing for a subject of our holdings."""
    if not record.startswith(LISTED):
        return None
    list_id, _, reference = record.removeprefix(LISTED).partition(":")
    return list_id, reference


def _contradiction(item: PropertyRows) -> Contradiction:
    """Put the values side by side, ordered by who says them, so that a source stands on the same side each time."""
    sides = tuple(
        Contested(value=value, claims=tuple(claim for claim in item.claims if claim.value == value))
        for value in item.contradictory
    )
    return Contradiction(
        property=item.property,
        sides=tuple(sorted(sides, key=lambda side: (sorted(claim.originator for claim in side.claims), side.value))),
    )


def _judgement(match: MatchDecision, view: SubjectView) -> Judgement:
    other = match.right if match.left in view.records and match.right != view.subject else match.left
    return Judgement(match=match, other=other, judgement=match.judgement, list_entry=list_entry_of(other))
