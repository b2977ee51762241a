"""What a new draft begins with: nothing, a subject to write on about, or a report of ours to replace."""

from dataclasses import replace

from simpul.core.authority import Sight
from simpul.core.draft import Claim, ReportDraft
from simpul.core.errors import NotFoundError
from simpul.core.holding import Direction
from simpul.core.report import ReportKind
from simpul.services.reading import ReportView
from simpul.web.drafting.fields import ClaimFields, DraftFields, SubjectFields, fields_of, new_subject
from simpul.web.node import Node


def started_fields(node: Node, sight: Sight, *, subject: str, supersedes: str, retracts: str) -> DraftFields:
    """Give the fields that a new draft begins with.

    Raises:
        NotFoundError: there is no such subject, or no such report of ours, for this viewer.
    """
    if supersedes or retracts:
        view = node.reading.report(sight, supersedes or retracts)
        if view.held.direction is not Direction.OWN:
            raise NotFoundError("there is no such report of ours")
        return _superseding(view) if supersedes else _retracting(view)
    if subject:
        schema = node.viewing.view(sight, subject).schema
        return DraftFields(subjects=(SubjectFields(id=subject, schema=schema),))
    return DraftFields(subjects=(SubjectFields(id=new_subject()),))


def _superseding(view: ReportView) -> DraftFields:
    report = view.held.signed.report
    claims = tuple(
        Claim(
            subject=held.assertion.value.subject,
            schema=held.assertion.value.schema,
            property=held.assertion.value.property,
            value=held.assertion.value.value,
            grading=held.assertion.value.grading,
            handling=None if held.assertion.value.handling == report.value.handling else held.assertion.value.handling,
            lang=held.assertion.value.lang,
            valid_from=held.assertion.value.valid_from,
            valid_to=held.assertion.value.valid_to,
            supersedes=held.assertion.id,
        )
        for held in view.assertions
        if held.is_current
    )
    return fields_of(
        ReportDraft(
            kind=report.value.kind,
            title=report.value.title,
            summary=report.value.summary,
            grading=report.value.grading,
            handling=report.value.handling,
            claims=claims,
            legal_basis=report.value.legal_basis,
            supersedes=report.id,
        )
    )


def _retracting(view: ReportView) -> DraftFields:
    again = _superseding(view)
    subjects = tuple(
        replace(subject, claims=tuple(_withdrawn(claim) for claim in subject.claims)) for subject in again.subjects
    )
    return replace(
        again,
        kind=ReportKind.RETRACTION,
        summary="",
        supersedes="",
        retracts=view.held.signed.report.id,
        subjects=subjects,
    )


def _withdrawn(claim: ClaimFields) -> ClaimFields:
    return replace(claim, supersedes="", retracts=claim.supersedes)
