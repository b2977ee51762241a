"""Claims from outside, checked as strictly as what they become: a draft that was read can be released as it is."""

from datetime import UTC, datetime

from simpul.core.draft import Claim, ReportDraft, asserted
from simpul.core.errors import InputError
from simpul.core.report import Report

_NO_TIME = datetime(1970, 1, 1, tzinfo=UTC)
_NO_SALT = "0" * 32
_NO_ROOT = "0" * 64


def checked_claim(claim: Claim, draft: ReportDraft, *, place: str) -> Claim:
    """Give the claim back when it can become an assertion of the draft's report.

    Raises:
        InputError: it cannot; with the place.
    """
    try:
        asserted(claim, draft, at=_NO_TIME, salt=_NO_SALT)
    except InputError as exc:
        raise at_place(exc, place) from exc
    return claim


def checked_draft(draft: ReportDraft, *, place: str = "$") -> ReportDraft:
    """Give the draft back when it can become a report with assertions.

    Raises:
        InputError: it cannot; with the place.
    """
    try:
        Report(
            originator=draft.handling.originator,
            kind=draft.kind,
            title=draft.title,
            summary=draft.summary,
            grading=draft.grading,
            handling=draft.handling,
            written_at=_NO_TIME,
            root=_NO_ROOT,
            salt=_NO_SALT,
            legal_basis=draft.legal_basis,
            supersedes=draft.supersedes,
            retracts=draft.retracts,
        )
    except InputError as exc:
        raise at_place(exc, place) from exc
    for index, claim in enumerate(draft.claims):
        checked_claim(claim, draft, place=f"{place}.claims[{index}]")
    return draft


def at_place(refused: InputError, place: str) -> InputError:
    """Give the same refusal at a place of the file: `assertion.value` in `$.claims[3]` is `$.claims[3].value`."""
    _, dot, inside = (refused.place or "").partition(".")
    return InputError(refused.reason, place=place + dot + inside)
