"""One value has one sequence of bytes, and the bytes give the value back."""

from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simpul.core.alert import Alert, AlertDecision, Evidence, MatchDecision
from simpul.core.assertion import Assertion
from simpul.core.audit import AuditEntry, ChainedEntry
from simpul.core.authority import Authority
from simpul.core.designation import Designation, ListedDate, ListedDocument, ListedName, ListedPlace
from simpul.core.draft import Claim, ReportDraft
from simpul.core.errors import InputError
from simpul.core.exchange import EnvelopeHeader, Introduction, SignedReceipt
from simpul.core.grading import Grading
from simpul.core.handling import Handling
from simpul.core.ids import Domain, canonical_bytes, record_id
from simpul.core.report import Report
from tests.property import values

RECORDS: dict[type, st.SearchStrategy[Any]] = {
    Alert: values.alerts,
    AlertDecision: values.alert_decisions,
    Assertion: values.assertions(),
    AuditEntry: values.audit_entries,
    Authority: values.authority_values,
    ChainedEntry: values.chained_entries,
    Claim: values.claims(),
    Designation: values.designations,
    EnvelopeHeader: values.headers,
    Evidence: values.evidences,
    Grading: values.gradings,
    Handling: values.handlings(),
    Introduction: values.introductions,
    ListedDate: values.listed_dates,
    ListedDocument: values.listed_documents,
    ListedName: values.listed_names,
    ListedPlace: values.listed_places,
    MatchDecision: values.matches,
    Report: values.reports(),
    ReportDraft: values.drafts(),
    SignedReceipt: values.receipts,
}
JSON = st.recursive(
    st.one_of(st.integers(-(2**53), 2**53), values.texts(20, least=1)),
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=3), st.dictionaries(values.texts(10), inner, min_size=1, max_size=3)
    ),
    max_leaves=10,
)


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: record.__name__)
def test_the_bytes_of_a_record_give_the_record_back(record: type) -> None:
    @settings(max_examples=30)
    @given(RECORDS[record])
    def gives_it_back(value: object) -> None:
        body = canonical_bytes(value)
        assert msgspec.json.decode(body, type=record) == value
        assert msgspec.json.encode(msgspec.json.decode(body), order="sorted") == body

    gives_it_back()


@given(st.dictionaries(values.texts(10), JSON, max_size=4))
def test_the_bytes_of_any_document_are_those_that_another_encoder_writes(document: dict[str, object]) -> None:
    body = canonical_bytes(document)
    assert msgspec.json.decode(body) == document
    assert msgspec.json.encode(msgspec.json.decode(body), order="sorted") == body


@given(st.dictionaries(values.texts(10), JSON, max_size=4), st.data())
def test_the_order_of_keys_changes_nothing(document: dict[str, object], data: st.DataObject) -> None:
    items = data.draw(st.permutations(list(document.items())))
    assert canonical_bytes(dict(items)) == canonical_bytes(document)


@given(values.assertions(), values.assertions())
def test_two_records_have_one_id_only_when_they_are_one(one: Assertion, other: Assertion) -> None:
    ids = {record_id(Domain.ASSERTION, canonical_bytes(value)) for value in (one, other)}
    assert len(ids) == (1 if one == other else 2)


@given(values.texts(10), st.characters(categories=["Cs"]), values.texts(10))
def test_half_of_a_surrogate_pair_is_refused_and_not_written(before: str, half: str, after: str) -> None:
    for value in ({"key": before + half + after}, {before + half + after: "value"}):
        with pytest.raises(InputError, match="surrogate"):
            canonical_bytes(value)
