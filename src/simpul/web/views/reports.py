"""Reports as documents: what the pages, their twins and the interface say of them."""

from dataclasses import dataclass
from datetime import datetime

from simpul.core.authority import AuthorityId, OfficerId
from simpul.core.export import ExportForm, Loss
from simpul.core.grading import Grading
from simpul.core.handling import Handling, Obligation
from simpul.core.holding import NAME_PROPERTIES, Direction, HeldAssertion, HeldReport, Page
from simpul.core.report import ReportKind
from simpul.core.vocabulary import Schema
from simpul.services.reading import ReportView


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportRow:
    """One report in a list."""

    id: str
    direction: Direction
    originator: AuthorityId
    kind: ReportKind
    title: str
    grading: Grading
    handling: Handling
    written_at: datetime
    recorded_at: datetime
    superseded_by: str
    retracted_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportsPage:
    """A part of the list of reports; `after` leads to the next part."""

    reports: tuple[ReportRow, ...]
    after: str
    text: str = ""
    direction: str = ""
    version: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimRow:
    """One claim with everything that weighs it: source, grading, terms, age."""

    id: str
    subject: str
    schema: Schema
    property: str
    value: str
    lang: str
    valid_from: str
    valid_to: str
    originator: AuthorityId
    grading: Grading
    handling: Handling
    legal_basis: str
    asserted_at: datetime
    recorded_at: datetime
    report: str
    superseded_by: str
    retracted_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SubjectClaims:
    """The claims of a report about one subject; `caption` is a name among them, or empty."""

    subject: str
    schema: Schema
    caption: str
    claims: tuple[ClaimRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportDocument:
    """One report as the viewer may see it."""

    report: ReportRow
    summary: str
    legal_basis: str
    author: OfficerId | str
    supersedes: str
    retracts: str
    subjects: tuple[SubjectClaims, ...]
    obligations: tuple[Obligation, ...]
    signature_holds: bool
    root: str
    recipients: tuple[AuthorityId, ...]
    export_forms: tuple[ExportForm, ...] = tuple(ExportForm)


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportedFile:
    """A file that was made of a report: under which key it waits for its officer, and what it could not take along."""

    report: str
    form: ExportForm
    file: str
    name: str
    losses: tuple[Loss, ...]


def reports_page(page: Page[HeldReport], *, text: str = "", direction: str = "") -> ReportsPage:
    """Give a part of the list of reports as a document."""
    return ReportsPage(
        reports=tuple(report_row(held) for held in page.items), after=page.after, text=text, direction=direction
    )


def report_row(held: HeldReport) -> ReportRow:
    """Give a report as a row."""
    report = held.signed.report.value
    return ReportRow(
        id=held.signed.report.id,
        direction=held.direction,
        originator=report.originator,
        kind=report.kind,
        title=report.title,
        grading=report.grading,
        handling=report.handling,
        written_at=report.written_at,
        recorded_at=held.recorded_at,
        superseded_by=held.superseded_by,
        retracted_by=held.retracted_by,
    )


def claim_row(held: HeldAssertion) -> ClaimRow:
    """Give an assertion as a row."""
    claim = held.assertion.value
    return ClaimRow(
        id=held.assertion.id,
        subject=claim.subject,
        schema=claim.schema,
        property=claim.property,
        value=claim.value,
        lang=claim.lang,
        valid_from=claim.valid_from,
        valid_to=claim.valid_to,
        originator=claim.originator,
        grading=claim.grading,
        handling=claim.handling,
        legal_basis=claim.legal_basis,
        asserted_at=claim.asserted_at,
        recorded_at=held.recorded_at,
        report=held.report,
        superseded_by=held.superseded_by,
        retracted_by=held.retracted_by,
    )


def report_document(view: ReportView) -> ReportDocument:
    """Give one report as a document."""
    report = view.held.signed.report.value
    return ReportDocument(
        report=report_row(view.held),
        summary=report.summary,
        legal_basis=report.legal_basis,
        author=view.held.author,
        supersedes=report.supersedes,
        retracts=report.retracts,
        subjects=by_subject(tuple(claim_row(held) for held in view.assertions)),
        obligations=view.decision.obligations,
        signature_holds=view.signature_holds,
        root=report.root,
        recipients=report.handling.releasable_to,
    )


def by_subject(claims: tuple[ClaimRow, ...]) -> tuple[SubjectClaims, ...]:
    """Give the claims grouped by subject, names first, in the order in which the subjects come."""
    subjects = dict.fromkeys(claim.subject for claim in claims)
    grouped = (tuple(claim for claim in claims if claim.subject == subject) for subject in subjects)
    return tuple(
        SubjectClaims(
            subject=group[0].subject,
            schema=group[0].schema,
            caption=caption_of(group),
            claims=tuple(sorted(group, key=lambda claim: (_rank(claim.property), claim.property, claim.value))),
        )
        for group in grouped
    )


def is_current(claim: ClaimRow) -> bool:
    """Say whether its originator still stands by it."""
    return not claim.superseded_by and not claim.retracted_by


def caption_of(claims: tuple[ClaimRow, ...]) -> str:
    """Give a name out of claims, the best there is, or nothing."""
    named = sorted((claim for claim in claims if claim.property in NAME_PROPERTIES), key=lambda c: _rank(c.property))
    return next((claim.value for claim in named if is_current(claim)), "")


def _rank(name: str) -> int:
    return NAME_PROPERTIES.index(name) if name in NAME_PROPERTIES else len(NAME_PROPERTIES)
