"""Rows that are added to the register of the law: entered by one person, checked by another, never edited.

Rules:
1. Rows are proposed together with a reason and their sources; another officer looks at them and accepts or refuses.
   Nobody decides on his or her own proposal.
2. Proposals and decisions are records: they are never edited. The register is the tables that come with Simpul and the
   rows of the proposals that were accepted, in the order in which they were accepted.
3. A correction is a row that replaces another. Nothing is taken away.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from simpul.core.authority import OfficerId
from simpul.core.errors import InputError, RefusedError
from simpul.core.ids import Sealed, bounded_text, checked_hash_id

MOST_ROWS = 500_000
MOST_REASON = 1_000

SAME_OFFICER = "law.same-officer"
DECIDED_ALREADY = "law.decided-already"


class RowTable(StrEnum):
    """The tables that rows can be added to, by the names of their files."""

    PARTIES = "law-parties.csv"
    BILATERALS = "law-bilaterals.csv"
    STATES = "law-states.csv"
    DECLARATIONS = "law-declarations.csv"


class RowVerdict(StrEnum):
    """What the second officer says."""

    ACCEPTED = "accepted"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True, kw_only=True)
class RowsProposal:
    """That one officer wants these rows in a table, as CSV under its headings, and why."""

    table: RowTable
    rows: str
    reason: str
    by: OfficerId
    at: datetime

    def __post_init__(self) -> None:
        """Refuse a proposal of nothing, by nobody or without a reason."""
        if not bounded_text(self.rows, place="rows", most=MOST_ROWS).strip():
            raise InputError("no rows to add", place="rows")
        _said(self.by, self.reason)


@dataclass(frozen=True, slots=True, kw_only=True)
class RowsDecision:
    """What another officer said of a proposal, and why."""

    proposal: str
    verdict: RowVerdict
    reason: str
    by: OfficerId
    at: datetime

    def __post_init__(self) -> None:
        """Refuse a decision on nothing, by nobody or without a reason."""
        checked_hash_id(self.proposal, place="decision.proposal")
        _said(self.by, self.reason)


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferedRows:
    """A proposal with the decision on it, where one was made."""

    record: Sealed[RowsProposal]
    decision: Sealed[RowsDecision] | None = None

    @property
    def waits(self) -> bool:
        """Whether nobody has decided on it."""
        return self.decision is None

    @property
    def accepted(self) -> bool:
        """Whether another officer accepted it."""
        return self.decision is not None and self.decision.value.verdict is RowVerdict.ACCEPTED


def offered(
    proposals: Iterable[Sealed[RowsProposal]], decisions: Iterable[Sealed[RowsDecision]]
) -> tuple[OfferedRows, ...]:
    """Give every proposal with the decision on it, in the order of the proposals."""
    by_proposal = {each.value.proposal: each for each in decisions}
    return tuple(OfferedRows(record=each, decision=by_proposal.get(each.id)) for each in proposals)


def decided(held: OfferedRows, verdict: RowVerdict, *, by: OfficerId, at: datetime, reason: str) -> RowsDecision:
    """Give the decision of a second officer.

    Raises:
        RefusedError: it is the officer's own proposal, or somebody decided on it before.
    """
    if held.decision is not None:
        raise RefusedError("somebody decided on these rows before", grounds=(DECIDED_ALREADY,))
    if held.record.value.by == by:
        raise RefusedError("another officer checks these rows", grounds=(SAME_OFFICER,))
    return RowsDecision(proposal=held.record.id, verdict=verdict, reason=reason, by=by, at=at)


def _said(by: OfficerId, reason: str) -> None:
    if not by:
        raise InputError("a person answers for rows of the law", place="by")
    if not bounded_text(reason, place="reason", most=MOST_REASON).strip():
        raise InputError("say why", place="reason")
