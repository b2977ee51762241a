"""Reports: a signed head over padded leaves, of which a recipient gets what it may see."""

from dataclasses import replace
from datetime import datetime

import pytest

from simpul.core.errors import InputError, TamperedError
from simpul.core.log import leaf_hash, root_of
from simpul.core.report import (
    FEWEST_LEAVES,
    MOST_ASSERTIONS,
    arranged_leaves,
    check_disclosure,
    leaf_count,
    may_replace_report,
)
from tests.records import XA, XB, XC, a_disclosure, a_handling, a_report, an_assertion, some_padding

THREE = (an_assertion(), an_assertion("alias", "Si Pelangi"), an_assertion("nationality", "XA"))


@pytest.mark.parametrize(
    ("assertions", "leaves"),
    [(0, 32), (1, 32), (20, 32), (32, 32), (33, 128), (128, 128), (129, 512), (2_049, 8_192), (4_096, 8_192)],
)
def test_leaves_come_in_a_few_sizes_that_tell_nothing_of_the_number_of_claims(assertions: int, leaves: int) -> None:
    assert leaf_count(assertions) == leaves


def test_one_claim_and_twenty_leave_the_same_number_of_leaves() -> None:
    one = a_disclosure([an_assertion()])
    twenty = a_disclosure([an_assertion() for _ in range(20)])
    assert len(one.signed.leaves) == len(twenty.signed.leaves) == FEWEST_LEAVES


def test_the_order_of_the_leaves_is_that_of_their_hashes_whatever_the_order_of_the_claims() -> None:
    padding = some_padding(len(THREE))
    leaves = arranged_leaves(THREE, padding=padding)
    assert leaves == arranged_leaves(THREE[::-1], padding=padding[::-1])
    assert list(leaves) == sorted(leaves)
    assert set(leaves) == {leaf_hash(item.body) for item in THREE} | set(padding)


@pytest.mark.parametrize("short", [some_padding(3)[1:], (*some_padding(3), b"\x00" * 32), ()])
def test_padding_that_does_not_fill_the_tree_is_refused(short: tuple[bytes, ...]) -> None:
    with pytest.raises(InputError, match="does not fill"):
        arranged_leaves(THREE, padding=short)


def test_a_report_has_at_most_so_many_claims() -> None:
    padding = (b"\x00" * 32,) * (leaf_count(MOST_ASSERTIONS) - MOST_ASSERTIONS)
    assert len(arranged_leaves([an_assertion()] * MOST_ASSERTIONS, padding=padding)) == 8_192
    with pytest.raises(InputError, match="more than 4096"):
        arranged_leaves([an_assertion()] * (MOST_ASSERTIONS + 1), padding=())


@pytest.mark.parametrize("shown", [THREE, THREE[:1], THREE[1:], ()])
def test_what_a_recipient_gets_is_proved_to_belong_to_the_report(shown: tuple[object, ...]) -> None:
    check_disclosure(a_disclosure(THREE, shown=shown))  # type: ignore[arg-type]  # parts of the same tuple


def test_a_claim_that_is_not_of_the_report_is_named() -> None:
    forged = a_disclosure(THREE, shown=[THREE[0], an_assertion("alias", "Somebody else")])
    with pytest.raises(TamperedError, match=r"assertions\[1\] is not part"):
        check_disclosure(forged)


def test_a_changed_claim_is_no_longer_of_the_report() -> None:
    changed = replace(THREE[0], body=THREE[0].body.replace(b"Ayu", b"Eva"))
    with pytest.raises(TamperedError, match=r"assertions\[0\] is not part"):
        check_disclosure(a_disclosure(THREE, shown=[changed]))


@pytest.mark.parametrize("index", [0, 7, FEWEST_LEAVES - 1])
def test_a_forged_leaf_shows(index: int) -> None:
    disclosure = a_disclosure(THREE)
    leaves = list(disclosure.signed.leaves)
    leaves[index] = leaf_hash(b"forged")
    with pytest.raises(TamperedError, match="do not give the root"):
        check_disclosure(replace(disclosure, signed=replace(disclosure.signed, leaves=tuple(leaves))))


def test_leaves_that_are_lacking_moved_or_added_show() -> None:
    disclosure = a_disclosure(THREE)
    leaves = disclosure.signed.leaves
    for other in (leaves[1:], leaves[::-1], (*leaves, leaf_hash(b"more")), ()):
        with pytest.raises(TamperedError, match="do not give the root"):
            check_disclosure(replace(disclosure, signed=replace(disclosure.signed, leaves=other)))


def test_a_report_cannot_carry_another_originators_claim_even_as_a_leaf() -> None:
    foreign = an_assertion(handling=a_handling(XA, originator=XB))
    with pytest.raises(InputError, match="another originator") as refused:
        check_disclosure(a_disclosure([THREE[0], foreign]))
    assert refused.value.place == "assertions[1].originator"


def test_the_root_is_over_all_leaves_and_not_over_what_is_shown() -> None:
    all_shown, none_shown = a_disclosure(THREE), a_disclosure(THREE, shown=())
    assert all_shown.signed.report == none_shown.signed.report
    assert all_shown.signed.report.value.root == root_of(all_shown.signed.leaves).hex()


BROKEN: list[tuple[str, dict[str, object]]] = [
    ("report.originator", {"originator": "xa"}),
    ("report.handling.originator", {"originator": XB}),
    ("report.title", {"title": " "}),
    ("report.title", {"title": "x" * 201}),
    ("report.summary", {"summary": "\n"}),
    ("report.summary", {"summary": "x" * 20_001}),
    ("report.legal_basis", {"legal_basis": "x" * 301}),
    ("report.written_at", {"written_at": datetime(2026, 3, 14)}),  # noqa: DTZ001  that it has none is the point
    ("report.salt", {"salt": "5" * 31}),
    ("report.root", {"root": ""}),
    ("report.supersedes", {"supersedes": "1"}),
    ("report.retracts", {"retracts": "1"}),
    ("report.retracts", {"retracts": "1" * 64, "supersedes": "2" * 64}),
]


@pytest.mark.parametrize(("place", "fields"), BROKEN)
def test_what_is_no_report_cannot_be_built(place: str, fields: dict[str, object]) -> None:
    with pytest.raises(InputError) as refused:
        a_report(**fields)  # type: ignore[arg-type]  # wrong on purpose
    assert refused.value.place == place


def test_only_the_same_originator_may_replace_a_report() -> None:
    earlier = a_report().value
    assert may_replace_report(a_report(title="Corrected", supersedes="1" * 64).value, earlier=earlier)
    assert not may_replace_report(a_report(handling=a_handling(XC, originator=XB)).value, earlier=earlier)
