"""From fields to a draft and back: what was typed is what is kept, and what cannot stand is named by its field."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.datastructures import FormData, UploadFile

from simpul.core.authority import AuthorityId, Level, Purpose
from simpul.core.draft import Claim, ReportDraft
from simpul.core.errors import InputError
from simpul.core.grading import INFORMATION, SOURCES, Grading, Scale
from simpul.core.handling import CourtUse, Handling, HandlingCode, Onward, Tlp
from simpul.core.report import ReportKind
from simpul.core.vocabulary import Schema
from simpul.web.drafting.building import built_draft, previewed_draft
from simpul.web.drafting.fields import ClaimFields, DraftFields, SubjectFields, fields_of, shaped, typed_fields

US = AuthorityId("XA-NCTC")
OTHERS = tuple(AuthorityId(name) for name in ("XB-NCTC", "XC-FIU", "XD-MFA"))
PLAIN = DraftFields(title="A meeting", summary="Two persons met.")

texts = st.text(st.characters(categories=("L", "N", "P", "S")), min_size=1, max_size=40)
ids = st.text("0123456789abcdef", min_size=32, max_size=32)
days = st.dates(min_value=date(2026, 1, 1), max_value=date(2099, 12, 31))
moments = st.datetimes(min_value=datetime(2026, 1, 1), max_value=datetime(2099, 12, 30), timezones=st.just(UTC))  # noqa: DTZ001  hypothesis adds the zone
gradings = st.sampled_from(Scale).flatmap(
    lambda scale: st.builds(
        Grading,
        scale=st.just(scale),
        source=st.sampled_from(SOURCES[scale]),
        information=st.sampled_from(INFORMATION[scale]),
    )
)


def some(vocabulary: type[Purpose] | type[HandlingCode]) -> st.SearchStrategy[tuple[object, ...]]:
    """Some values of a vocabulary, in order."""
    return st.sets(st.sampled_from(vocabulary)).map(lambda chosen: tuple(sorted(chosen)))


terms = st.builds(
    Handling,
    originator=st.just(US),
    level=st.sampled_from(Level),
    tlp=st.sampled_from(Tlp),
    codes=some(HandlingCode),
    releasable_to=st.sets(st.sampled_from(OTHERS)).map(lambda names: tuple(sorted(names))),
    purposes=some(Purpose),
    onward=st.sampled_from(Onward),
    court=st.sampled_from(CourtUse),
    caveat=texts,
    expires_at=st.none() | moments,
    retain_until=st.none() | days,
)


@st.composite
def drafts(draw: st.DrawFn) -> ReportDraft:
    """A draft as the writing page can make it: a claim's own terms differ in TLP, level and recipients only."""
    whole, grading = draw(terms), draw(gradings)
    own = st.builds(
        replace,
        st.just(whole),
        tlp=st.sampled_from(Tlp),
        level=st.sampled_from(Level),
        releasable_to=st.sets(st.sampled_from(OTHERS)).map(lambda names: tuple(sorted(names))),
    )
    subjects = draw(st.lists(st.tuples(ids, st.sampled_from(Schema)), max_size=3, unique_by=lambda pair: pair[0]))
    claims = [
        Claim(
            subject=subject,
            schema=schema,
            property=draw(st.sampled_from(("name", "alias", "notes", "address"))),
            value=draw(texts),
            grading=draw(st.none() | gradings.filter(lambda each: each.scale is grading.scale)),
            handling=draw(st.none() | own),
            lang=draw(st.sampled_from(("", "ar", "id"))),
            valid_from=draw(st.sampled_from(("", "1971", "1971-03"))),
        )
        for subject, schema in subjects
        for _ in range(draw(st.integers(min_value=1, max_value=3)))
    ]
    return ReportDraft(
        kind=draw(st.sampled_from(ReportKind)),
        title=draw(texts),
        summary=draw(texts),
        grading=grading,
        handling=whole,
        claims=tuple(claims),
        legal_basis=draw(st.just("") | texts),
    )


@given(draft=drafts())
def test_a_draft_that_is_shown_in_fields_and_kept_again_is_the_same_draft(draft: ReportDraft) -> None:
    again = built_draft(fields_of(draft), us=US)
    assert again == draft
    assert again.digest == draft.digest


@given(draft=drafts(), held=terms)
def test_terms_that_the_page_has_no_field_for_are_never_widened_by_it(draft: ReportDraft, held: Handling) -> None:
    claim = Claim(subject="ab" * 16, schema=Schema.PERSON, property="name", value="Sari", handling=held)
    kept = built_draft(fields_of(replace(draft, claims=(claim,))), us=US).claims[0].handling
    assert kept is not None
    assert (kept.tlp, kept.level, kept.releasable_to, kept.caveat) == (
        held.tlp,
        held.level,
        held.releasable_to,
        held.caveat,
    )
    assert set(kept.purposes) <= set(held.purposes)
    assert set(kept.codes) >= set(held.codes)
    assert tuple(Onward).index(kept.onward) <= tuple(Onward).index(held.onward)
    assert tuple(CourtUse).index(kept.court) <= tuple(CourtUse).index(held.court)
    assert held.expires_at is None or (kept.expires_at is not None and kept.expires_at <= held.expires_at)
    assert held.retain_until is None or (kept.retain_until is not None and kept.retain_until <= held.retain_until)


@pytest.mark.parametrize("kept", ["{", "[]", '{"originator": "XB-NCTC"}', '{"originator": "XA-NCTC", "tlp": "purple"}'])
def test_kept_terms_that_are_none_of_ours_are_refused(kept: str) -> None:
    claim = ClaimFields(value="Sari", terms="own", kept=kept)
    with pytest.raises(InputError):
        built_draft(replace(PLAIN, subjects=(SubjectFields(id="ab" * 16, claims=(claim,)),)), us=US)


def form_of_fields(fields: DraftFields) -> FormData:
    """The fields as a browser sends them."""
    sent: list[tuple[str, str | UploadFile]] = [
        ("title", fields.title),
        ("summary", fields.summary),
        ("tlp", fields.tlp),
    ]
    sent += [("to", name) for name in fields.to] + [("purpose", purpose) for purpose in fields.purposes]
    for number, subject in enumerate(fields.subjects):
        sent += [(f"s{number}.id", subject.id), (f"s{number}.schema", subject.schema)]
        for index, claim in enumerate(subject.claims):
            sent += [(f"s{number}c{index}.property", claim.property), (f"s{number}c{index}.value", claim.value)]
    return FormData(sent)


def test_what_a_browser_sends_is_what_was_typed() -> None:
    fields = replace(PLAIN, to=("XB-NCTC",), subjects=(SubjectFields(id="ab" * 16), SubjectFields(id="cd" * 16)))
    assert typed_fields(form_of_fields(fields)) == fields


def test_blanks_around_what_is_typed_are_nothing_and_line_breaks_are_line_breaks() -> None:
    typed = typed_fields(FormData([("title", "  A meeting \r\n"), ("summary", "one\r\ntwo")]))
    assert (typed.title, typed.summary) == ("A meeting", "one\ntwo")


def test_recipients_may_be_typed_together_and_we_are_none_of_them() -> None:
    draft = built_draft(replace(PLAIN, to=("XB-NCTC", "xc-fiu, XA-NCTC; XD-MFA")), us=US)
    assert draft.recipients == OTHERS


def test_a_subject_without_an_id_gets_a_new_one() -> None:
    typed = typed_fields(FormData([("s0.id", ""), ("s0c0.value", "Sari")]))
    assert len(typed.subjects[0].id) == 32


@pytest.mark.parametrize(
    "name", ["s0c0.__class__", "s0c0.salt", "s99999.id", "s-1.id", "s0c0.handling", "subjects", "claims"]
)
def test_fields_that_are_none_are_not_looked_at(name: str) -> None:
    assert typed_fields(FormData([(name, "x")])).subjects == ()


def test_more_claims_than_a_report_holds_are_refused() -> None:
    many = FormData([(f"s{number // 9_000}c{number % 9_000}.value", "x") for number in range(4_097)])
    with pytest.raises(InputError) as refused:
        typed_fields(many)
    assert refused.value.place == "draft.claims"


def test_a_preview_leaves_out_what_is_not_written_yet() -> None:
    draft = previewed_draft(replace(PLAIN, title="", subjects=(SubjectFields(id="ab" * 16),)), us=US)
    assert draft.claims == ()


@pytest.mark.parametrize("shape", ["drop-subject:9", "drop-claim:0:9", "drop-claim:0", "explode", "", "add-claim:x"])
def test_a_button_that_is_none_changes_nothing(shape: str) -> None:
    with pytest.raises(InputError):
        shaped(replace(PLAIN, subjects=(SubjectFields(id="ab" * 16),)), shape)
