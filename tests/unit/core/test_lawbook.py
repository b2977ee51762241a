"""Rows of the law: one enters, another checks, and nothing is decided twice."""

from datetime import UTC, datetime

import pytest

from simpul.core.authority import OfficerId
from simpul.core.errors import InputError, RefusedError
from simpul.core.ids import Domain, seal
from simpul.core.lawbook import (
    DECIDED_ALREADY,
    SAME_OFFICER,
    OfferedRows,
    RowsProposal,
    RowTable,
    RowVerdict,
    decided,
    offered,
)

AT = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
SURYA, LESTARI = OfficerId("a.surya"), OfficerId("b.lestari")
PROPOSAL = RowsProposal(table=RowTable.PARTIES, rows="instrument\nicsft1999\n", reason="a new edition", by=SURYA, at=AT)


def held() -> OfferedRows:
    return OfferedRows(record=seal(Domain.LAW_ROWS, PROPOSAL))


def test_another_officer_accepts_and_the_proposal_waits_no_more() -> None:
    decision = decided(held(), RowVerdict.ACCEPTED, by=LESTARI, at=AT, reason="compared with the depositary")
    (now,) = offered([held().record], [seal(Domain.LAW_DECISION, decision)])
    assert (now.waits, now.accepted) == (False, True)
    refused = decided(held(), RowVerdict.REFUSED, by=LESTARI, at=AT, reason="another day")
    (then,) = offered([held().record], [seal(Domain.LAW_DECISION, refused)])
    assert (then.waits, then.accepted) == (False, False)


def test_nobody_decides_on_what_he_or_she_entered() -> None:
    for verdict in RowVerdict:
        with pytest.raises(RefusedError) as refused:
            decided(held(), verdict, by=SURYA, at=AT, reason="looks right to me")
        assert refused.value.grounds == (SAME_OFFICER,)


def test_nobody_decides_twice() -> None:
    decision = seal(Domain.LAW_DECISION, decided(held(), RowVerdict.ACCEPTED, by=LESTARI, at=AT, reason="right"))
    again = OfferedRows(record=held().record, decision=decision)
    with pytest.raises(RefusedError) as refused:
        decided(again, RowVerdict.REFUSED, by=OfficerId("c.third"), at=AT, reason="wrong")
    assert refused.value.grounds == (DECIDED_ALREADY,)


@pytest.mark.parametrize(
    ("rows", "reason", "by", "place"),
    [(" \n", "why", SURYA, "rows"), ("a\n", " ", SURYA, "reason"), ("a\n", "why", OfficerId(""), "by")],
)
def test_a_proposal_says_what_why_and_by_whom(rows: str, reason: str, by: OfficerId, place: str) -> None:
    with pytest.raises(InputError) as refused:
        RowsProposal(table=RowTable.PARTIES, rows=rows, reason=reason, by=by, at=AT)
    assert refused.value.place == place
