"""Drafts: what an author works on, and what becomes of it on release."""

from dataclasses import replace
from datetime import date

import pytest

from simpul.core.authority import Level
from simpul.core.draft import Claim, HeldDraft, ReportDraft, asserted
from simpul.core.errors import InputError
from simpul.core.grading import Grading, Scale
from simpul.core.report import MOST_ASSERTIONS, ReportKind
from simpul.core.vocabulary import Schema
from tests.records import AT, AYU, B2, XA, XB, XC, a_handling

A1 = Grading(scale=Scale.EUROPOL, source="A", information="1")
CLAIM = Claim(subject=AYU, schema=Schema.PERSON, property="name", value="Ayu Pelangi")
DRAFT = ReportDraft(
    kind=ReportKind.INFORMATION, title="T", summary="S", grading=B2, handling=a_handling(XB, XC), claims=(CLAIM,)
)


def test_a_draft_is_meant_for_whom_its_terms_name() -> None:
    assert DRAFT.recipients == (XB, XC)


def test_a_draft_may_begin_empty() -> None:
    begun = ReportDraft(kind=ReportKind.INFORMATION, grading=B2, handling=a_handling())
    assert (begun.title, begun.summary, begun.claims, begun.recipients) == ("", "", (), ())


CHANGES: list[dict[str, object]] = [
    {"kind": ReportKind.ASSESSMENT},
    {"title": "Another"},
    {"summary": "Another"},
    {"grading": A1},
    {"handling": a_handling(XB)},
    {"claims": ()},
    {"claims": (CLAIM, CLAIM)},
    {"claims": (replace(CLAIM, value="Ayu Pelang1"),)},
    {"claims": (replace(CLAIM, handling=a_handling(XB)),)},
    {"legal_basis": "Law 1"},
    {"supersedes": "1" * 64},
    {"retracts": "1" * 64},
]


@pytest.mark.parametrize("change", CHANGES)
def test_any_change_gives_another_digest_so_that_an_approval_is_void(change: dict[str, object]) -> None:
    assert replace(DRAFT, **change).digest != DRAFT.digest  # type: ignore[arg-type]  # one field each
    assert replace(DRAFT).digest == DRAFT.digest


def test_a_claim_has_the_reports_terms_unless_it_has_its_own() -> None:
    own = replace(CLAIM, handling=a_handling(XB))
    assert DRAFT.terms_of(CLAIM) == DRAFT.handling
    assert DRAFT.terms_of(own) == a_handling(XB)


def test_a_draft_is_kept_as_strictly_as_its_strictest_claim() -> None:
    secret = replace(CLAIM, handling=a_handling(XB, level=Level.SECRET, retain_until=date(2030, 1, 1)))
    later = replace(CLAIM, handling=a_handling(XB, retain_until=date(2031, 1, 1)))
    inside = replace(DRAFT, claims=(CLAIM, secret, later)).terms_inside
    assert (inside.level, inside.retain_until) == (Level.SECRET, date(2030, 1, 1))
    assert inside.releasable_to == DRAFT.handling.releasable_to
    assert DRAFT.terms_inside == DRAFT.handling


def test_a_claim_becomes_an_assertion_with_what_it_lacks_from_the_report() -> None:
    draft = replace(DRAFT, legal_basis="Law 1")
    made = asserted(CLAIM, draft, at=AT, salt="1" * 32)
    assert (made.originator, made.grading, made.handling, made.legal_basis) == (XA, B2, DRAFT.handling, "Law 1")
    assert (made.subject, made.schema, made.property, made.value) == (AYU, Schema.PERSON, "name", "Ayu Pelangi")
    assert (made.asserted_at, made.salt) == (AT, "1" * 32)


def test_a_claim_keeps_what_it_has_of_its_own() -> None:
    own = replace(
        CLAIM,
        grading=A1,
        handling=a_handling(XB),
        lang="id",
        valid_from="2020",
        valid_to="2021-05",
        supersedes="2" * 64,
    )
    made = asserted(own, DRAFT, at=AT, salt="1" * 32)
    assert (made.grading, made.handling, made.lang) == (A1, a_handling(XB), "id")
    assert (made.valid_from, made.valid_to, made.supersedes, made.retracts) == ("2020", "2021-05", "2" * 64, "")


def test_a_claim_under_another_originators_terms_becomes_nothing() -> None:
    foreign = replace(CLAIM, handling=a_handling(originator=XB))
    with pytest.raises(InputError, match="another originator"):
        asserted(foreign, DRAFT, at=AT, salt="1" * 32)


@pytest.mark.parametrize(("name", "value"), [("name", " "), ("birthDate", "1971-02-30"), ("shoeSize", "44")])
def test_a_claim_that_claims_nothing_cannot_be_drafted(name: str, value: str) -> None:
    with pytest.raises(InputError, match=r"^claim\."):
        Claim(subject=AYU, schema=Schema.PERSON, property=name, value=value)


def test_a_draft_has_at_most_as_many_claims_as_a_report() -> None:
    assert len(replace(DRAFT, claims=(CLAIM,) * MOST_ASSERTIONS).claims) == MOST_ASSERTIONS
    with pytest.raises(InputError, match=r"^draft\.claims"):
        replace(DRAFT, claims=(CLAIM,) * (MOST_ASSERTIONS + 1))


def test_a_held_draft_begins_without_approvals() -> None:
    assert HeldDraft(id="d" * 32, draft=DRAFT, author="a", saved_at=AT).approvals == ()  # type: ignore[arg-type]  # an id
