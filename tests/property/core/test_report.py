"""Whatever part of a report is disclosed, it proves itself, and nothing else does."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simpul.core.errors import TamperedError
from simpul.core.report import FEWEST_LEAVES, check_disclosure, leaf_count
from tests.records import a_disclosure, an_assertion

CLAIMS = [an_assertion("alias", f"Name {number}") for number in range(40)]


@settings(max_examples=60)
@given(st.integers(0, 40), st.data())
def test_every_part_of_a_report_proves_itself(size: int, data: st.DataObject) -> None:
    shown = data.draw(st.lists(st.sampled_from(CLAIMS[:size]), unique=True)) if size else []
    disclosure = a_disclosure(CLAIMS[:size], shown=shown)
    check_disclosure(disclosure)
    assert len(disclosure.signed.leaves) == leaf_count(size) >= FEWEST_LEAVES


@settings(max_examples=60)
@given(st.integers(1, 39), st.integers(0, 255), st.data())
def test_every_changed_byte_shows(size: int, byte: int, data: st.DataObject) -> None:
    disclosure = a_disclosure(CLAIMS[:size])
    claim = data.draw(st.sampled_from(disclosure.assertions))
    at = data.draw(st.integers(0, len(claim.body) - 1))
    changed = claim.body[:at] + bytes([byte]) + claim.body[at + 1 :]
    if changed == claim.body:
        check_disclosure(disclosure)
    else:
        with pytest.raises(TamperedError):
            check_disclosure(replace(disclosure, assertions=(replace(claim, body=changed),)))


@given(st.integers(0, 4_096), st.integers(0, 4_096))
def test_more_claims_never_have_fewer_leaves(one: int, other: int) -> None:
    fewer, more = sorted((one, other))
    assert more <= leaf_count(more)
    assert leaf_count(fewer) <= leaf_count(more)
