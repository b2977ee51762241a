"""STIX there and back: what comes back, and what is named as lost, is what went out; and nothing crashes a reader."""

import json
from collections import Counter
from dataclasses import replace
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from simpul.core.assertion import Assertion
from simpul.core.authority import Authority, AuthorityId, Viewer
from simpul.core.draft import Claim, ReportDraft
from simpul.core.errors import InputError
from simpul.core.export import ExportedReport
from simpul.core.handling import Action, Context, Handling, Tlp, decide
from simpul.core.ids import Domain, seal
from simpul.core.node import Limits
from simpul.core.vocabulary import PROPERTIES, Schema, ValueKind
from simpul.formats.losses import LossReason
from simpul.formats.stix.claims import subject_of
from simpul.formats.stix.extensions import HANDLING
from simpul.formats.stix.reading import read_stix
from simpul.formats.stix.refusal import Target, export_refusal
from simpul.formats.stix.writing import write_stix
from tests.judging import complaints
from tests.property import values
from tests.records import RED_GATE, a_handling, a_report, a_viewer, an_assertion, an_open_handling

LIMITS = Limits()


@st.composite
def exports(draw: st.DrawFn, terms: st.SearchStrategy[Handling] | None = None) -> ExportedReport:
    """Reports with up to eight claims of one originator, about up to four subjects."""
    originator = draw(values.authorities)
    report = draw(values.reports(st.just(originator)))
    claims = draw(st.lists(values.assertions(st.just(originator)), max_size=8, unique_by=lambda claim: claim.salt))
    if terms is not None:
        report = replace(report, handling=replace(draw(terms), originator=originator))
        claims = [replace(claim, handling=replace(draw(terms), originator=originator)) for claim in claims]
    return ExportedReport(
        report=seal(Domain.REPORT, report),
        assertions=tuple(seal(Domain.ASSERTION, claim) for claim in claims),
        authorities=(Authority(id=originator, name=draw(values.texts(40, least=1))),),
    )


def comparable(said: Assertion | Claim, draft: ReportDraft | None, *, subject: str, value: str) -> tuple[object, ...]:
    """Everything of a claim that a draft can hold."""
    grading = said.grading or (draft.grading if draft else None)
    handling = said.handling or (draft.handling if draft else None)
    rest = (said.lang, said.valid_from, said.valid_to, said.supersedes, said.retracts)
    return (subject, said.schema, said.property, value, grading, handling, *rest)


def sent(exported: ExportedReport, ids: dict[str, str]) -> Counter[tuple[object, ...]]:
    """What went out, under the ids that it has there; relations to what was not exported are named as lost."""
    found: Counter[tuple[object, ...]] = Counter()
    for claim in exported.assertions:
        points = PROPERTIES[claim.value.property] is ValueKind.SUBJECT
        if claim.id in ids:
            value = subject_of(ids[claim.value.value]) if points else claim.value.value
            found[comparable(claim.value, None, subject=subject_of(ids[claim.value.subject]), value=value)] += 1
    return found


@settings(max_examples=120)
@given(exports(), values.authorities)
def test_what_goes_out_to_software_of_ours_comes_back_but_for_what_is_named_as_lost(
    exported: ExportedReport, importer: AuthorityId
) -> None:
    encoded = write_stix(exported, target=Target.SIMPUL)
    bundle = read_stix(encoded.body, limits=LIMITS, importer=importer)
    (draft,) = bundle.drafts
    report = exported.report.value
    assert (draft.kind, draft.title, draft.summary) == (report.kind, report.title, report.summary)
    assert (draft.grading, draft.handling, draft.legal_basis) == (report.grading, report.handling, report.legal_basis)
    assert (draft.supersedes, draft.retracts) == (report.supersedes, report.retracts)
    came = Counter(comparable(claim, draft, subject=claim.subject, value=claim.value) for claim in draft.claims)
    assert came == sent(exported, dict(encoded.exported_ids))
    unsent = {claim.id for claim in exported.assertions} - set(encoded.exported_ids)
    named = {loss.field for loss in encoded.losses if loss.reason == LossReason.NOT_EXPORTED}
    assert {field.partition("[")[2].partition("]")[0] for field in named} == unsent
    assert {loss.reason for loss in bundle.losses} <= {LossReason.NO_PLACE}


@settings(max_examples=25)
@given(exports(), st.sampled_from(Target))
def test_whatever_goes_out_passes_both_judges(exported: ExportedReport, target: Target) -> None:
    if export_refusal(exported, target=target) is None:
        assert complaints(write_stix(exported, target=target).body) == []


opened = st.builds(
    lambda terms, caveat, tlp: replace(terms, caveat=caveat, tlp=tlp),
    st.just(an_open_handling()),
    st.sampled_from(("", *values.CAVEATS)),
    st.sampled_from([Tlp.GREEN, Tlp.CLEAR]),
)


@settings(max_examples=25)
@given(exports(opened))
def test_what_is_open_passes_both_judges_as_plain_stix_and_bears_no_extension(exported: ExportedReport) -> None:
    body = write_stix(exported, target=Target.PLAIN).body
    assert complaints(body) == []
    assert b'"extensions"' not in body
    assert b'"extension-definition' not in body


@settings(max_examples=60)
@given(exports(opened), values.authorities)
def test_plain_stix_comes_back_under_terms_no_looser_than_those_it_went_out_with(
    exported: ExportedReport, importer: AuthorityId
) -> None:
    body = write_stix(exported, target=Target.PLAIN).body
    (draft,) = read_stix(body, limits=LIMITS, importer=importer).drafts
    out = exported.report.value.handling
    for terms in (draft.handling, *(claim.handling for claim in draft.claims if claim.handling)):
        assert terms.originator == importer
        assert (terms.releasable_to, terms.purposes, terms.is_open_to_community) == ((), (), False)
    assert draft.handling.tlp is out.tlp
    assert draft.handling.caveat == out.caveat


@settings(max_examples=60)
@given(exports(), values.viewers, values.near_moments.map(lambda at: Context(at=at)))
def test_nobody_may_read_a_claim_after_the_way_through_stix_who_might_not_before(
    exported: ExportedReport, who: Viewer, context: Context
) -> None:
    encoded = write_stix(exported, target=Target.SIMPUL)
    (draft,) = read_stix(encoded.body, limits=LIMITS, importer=who.authority).drafts
    readable = {
        (claim.value.property, claim.value.value)
        for claim in exported.assertions
        if decide(who, Action.READ, claim.value.handling, context).allowed
    }
    for claim in draft.claims:
        if PROPERTIES[claim.property] is not ValueKind.SUBJECT:
            allowed = decide(who, Action.READ, draft.terms_of(claim), context).allowed
            assert not allowed or (claim.property, claim.value) in readable


REMOVED = object()
JUNK = st.sampled_from(
    [REMOVED, None, True, 0, -1, 1.5, "", "x", "🙃" * 300, [], {}, [[]], [{}], {"x": {}}, ["x", "x"], "2026-02-30"]
)


def places(value: object, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Every place in a document."""
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [path, *(place for key, item in inner for place in places(item, (*path, key)))]


TERMS = a_handling(AuthorityId("XB-FIU"))
BASE = json.loads(
    write_stix(
        ExportedReport(
            report=a_report(handling=TERMS, legal_basis="Law 1"),
            assertions=(
                an_assertion(handling=TERMS),
                an_assertion("alias", "Si", handling=replace(TERMS, caveat="Ask"), lang="id", valid_from="2020"),
                an_assertion("nationality", "XA", handling=TERMS),
                an_assertion("memberOf", RED_GATE, handling=TERMS, valid_to="2021-01-02"),
                an_assertion("name", "Red Gate", subject=RED_GATE, schema=Schema.ORGANIZATION, handling=TERMS),
            ),
        ),
        target=Target.SIMPUL,
    ).body
)
PLACES = places(BASE)[1:]


def changed(place: tuple[Any, ...], junk: object) -> bytes:
    document = json.loads(json.dumps(BASE))
    inner = document
    for key in place[:-1]:
        inner = inner[key]
    if junk is REMOVED:
        del inner[place[-1]]
    else:
        inner[place[-1]] = junk
    return json.dumps(document).encode()


@settings(max_examples=600)
@given(st.sampled_from(PLACES), JUNK)
def test_a_bundle_with_anything_in_any_place_is_read_or_refused_and_crashes_nothing(
    place: tuple[Any, ...], junk: object
) -> None:
    try:
        outcome: object = read_stix(changed(place, junk), limits=LIMITS, importer=AuthorityId("XC-BORDER")).drafts
    except InputError as refused:
        outcome = refused.place
    assert outcome


@settings(max_examples=300)
@given(
    st.sampled_from(
        [
            place
            for place in PLACES
            if "object_marking_refs" in place or "granular_markings" in place or HANDLING in place
        ]
    ),
    JUNK,
)
def test_a_marking_that_was_tampered_with_never_lets_in_whoever_was_kept_out(
    place: tuple[Any, ...], junk: object
) -> None:
    stranger = a_viewer(AuthorityId("XZ-STRANGER"))
    try:
        bundle = read_stix(changed(place, junk), limits=LIMITS, importer=AuthorityId("XC-BORDER"))
    except InputError:
        return
    for draft in bundle.drafts:
        for terms in (draft.handling, *(draft.terms_of(claim) for claim in draft.claims)):
            for action in (Action.READ, Action.EXPORT):
                assert not decide(stranger, action, terms, Context(at=values.NOON)).allowed
