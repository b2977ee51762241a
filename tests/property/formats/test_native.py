"""Native JSON there and back, and with anything in any place."""

import json
from collections.abc import Callable
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from simpul.core.alert import Alert, AlertDecision, AlertKind, MatchDecision, Seriousness
from simpul.core.assertion import Assertion
from simpul.core.draft import ReportDraft
from simpul.core.errors import InputError, TamperedError
from simpul.core.holding import HeldAlert
from simpul.core.ids import Domain, seal
from simpul.core.log import root_of
from simpul.core.node import Limits
from simpul.core.report import Disclosure, Report, ReportKind, SignedReport, arranged_leaves
from simpul.formats.claiming import checked_draft
from simpul.formats.native import (
    SubjectDocument,
    read_alert,
    read_draft,
    read_native_report,
    read_subject,
    write_alert,
    write_draft,
    write_native_report,
    write_subject,
)
from tests.property import values
from tests.records import AT, B2, XB, a_disclosure, a_handling, an_assertion, some_padding

LIMITS = Limits()
of_one = st.just(values.AUTHORITIES[0])
claims_of_one = st.lists(values.assertions(of_one), max_size=4, unique_by=lambda claim: claim.salt)


def disclosed(report: Report, claims: list[Assertion], shown: int) -> Disclosure:
    sealed = [seal(Domain.ASSERTION, claim) for claim in claims]
    leaves = arranged_leaves(sealed, padding=some_padding(len(sealed)))
    head = seal(Domain.REPORT, replace(report, root=root_of(leaves).hex()))
    signed = SignedReport(report=head, signature=b"\x01" * 64, leaves=leaves)
    return Disclosure(signed=signed, assertions=tuple(sealed[:shown]))


@settings(max_examples=60)
@given(values.reports(of_one), claims_of_one, st.integers(0, 4))
def test_every_report_comes_back_byte_for_byte(report: Report, claims: list[Assertion], shown: int) -> None:
    disclosure = disclosed(report, claims, shown)
    body = write_native_report(disclosure)
    assert read_native_report(body, limits=LIMITS) == disclosure
    assert json.loads(body)["report"] == json.loads(disclosure.signed.report.body)


@settings(max_examples=60)
@given(values.drafts())
def test_every_draft_that_could_be_released_comes_back_and_no_other_does(draft: ReportDraft) -> None:
    try:
        releasable = checked_draft(draft)
    except InputError:
        releasable = None
    try:
        again = read_draft(write_draft(draft), limits=LIMITS)
    except InputError:
        again = None
    assert again == releasable
    assert (releasable is None) == (not (draft.title.strip() and draft.summary.strip()))


@settings(max_examples=40)
@given(values.subject_ids, claims_of_one, st.lists(values.matches, max_size=2))
def test_every_subject_comes_back(subject: str, claims: list[Assertion], judgements: list[MatchDecision]) -> None:
    document = SubjectDocument(
        subject=subject,
        assertions=tuple(seal(Domain.ASSERTION, claim) for claim in claims),
        judgements=tuple(judgements),
    )
    assert read_subject(write_subject(document), limits=LIMITS) == document


@settings(max_examples=40)
@given(values.alerts, st.lists(values.alert_decisions, max_size=2))
def test_every_alert_comes_back(alert: Alert, decisions: list[AlertDecision]) -> None:
    held = HeldAlert(alert=alert, decisions=tuple(decisions))
    assert read_alert(write_alert(held), limits=LIMITS) == held


CLAIM = an_assertion()
BODIES = {
    "read_native_report": write_native_report(a_disclosure([CLAIM, an_assertion("alias", "Si")])),
    "read_subject": write_subject(SubjectDocument(subject="a" * 32, assertions=(CLAIM,))),
    "read_draft": write_draft(
        ReportDraft(kind=ReportKind.INFORMATION, title="T", summary="S", grading=B2, handling=a_handling(XB))
    ),
    "read_alert": write_alert(
        HeldAlert(
            alert=Alert(
                id="f" * 32,
                kind=AlertKind.LIST_HIT,
                subject="a" * 32,
                against="list:xa:XAi.001",
                score=900,
                seriousness=Seriousness.HIGH,
                handling=a_handling(),
                raised_at=AT,
            )
        )
    ),
}


@settings(max_examples=300)
@given(
    st.binary(max_size=60),
    st.integers(0, 10_000),
    st.sampled_from([read_native_report, read_draft, read_subject, read_alert]),
)
def test_bytes_of_any_kind_are_refused_and_crash_nothing(junk: bytes, at: int, reader: Callable[..., object]) -> None:
    body = BODIES[reader.__name__]
    at %= len(body)
    try:
        outcome: object = reader(body[:at] + junk + body[at + len(junk) :], limits=LIMITS)
    except InputError as refused:
        outcome = refused.place
    except TamperedError as tampered:
        outcome = str(tampered)
    assert outcome
