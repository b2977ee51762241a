"""Keeping the law: rows that one officer enters and another checks, each act on record.

Rules:
1. Rows that do not fit the register are refused before anybody is asked, with the row named, and again when they are
   accepted: others may have been accepted in between.
2. The officer who entered rows never accepts or refuses them (`core.lawbook`); that attempt is on record too.
"""

from dataclasses import dataclass

from simpul.core.audit import Act, commitment
from simpul.core.authority import Sight
from simpul.core.errors import RefusedError
from simpul.core.ids import Domain, Sealed, seal
from simpul.core.lawbook import OfferedRows, RowsDecision, RowsProposal, RowTable, RowVerdict, decided
from simpul.services.ports.law import LawChecker, LawRowReads
from simpul.services.ports.world import Clock
from simpul.services.ports.writing import Ledger, Transaction
from simpul.services.recording import Recorder


@dataclass(frozen=True, slots=True, kw_only=True)
class LawKeeping:
    """Takes rows of the law and decisions on them."""

    clock: Clock
    ledger: Ledger
    reads: LawRowReads
    checker: LawChecker
    recorder: Recorder

    def offered(self, sight: Sight) -> tuple[OfferedRows, ...]:
        """Give every proposal with the decision on it, the latest one first.

        Raises:
            DeniedError: the viewer's roles do not include reading intelligence.
        """
        self.recorder.require_intelligence(sight, Act.LAW_PROPOSE)
        return self.reads.offered()[::-1]

    def accepted(self) -> tuple[OfferedRows, ...]:
        """Give the proposals that were accepted, in that order: what is added to the register's tables."""
        found = [each for each in self.reads.offered() if each.accepted]
        return tuple(sorted(found, key=_accepted_at))

    def propose(self, sight: Sight, table: RowTable, rows: str, reason: str) -> Sealed[RowsProposal]:
        """Propose rows for a table.

        Raises:
            DeniedError: the viewer's roles do not include it; recorded.
            InputError: a row is wrong, with its place.
        """
        self.recorder.require_intelligence(sight, Act.LAW_PROPOSE)
        officer = sight.viewer.officer
        proposal = RowsProposal(table=table, rows=rows, reason=reason, by=officer, at=self.clock.now())
        count = self.checker.check(self.accepted(), proposal)
        record = seal(Domain.LAW_ROWS, proposal)

        def work(tx: Transaction) -> None:
            tx.law.propose(record)
            self._record(tx, Act.LAW_PROPOSE, officer, record.id, f"{table}: {count}")

        self.ledger.act(work)
        return record

    def decide(self, sight: Sight, proposal: str, verdict: RowVerdict, reason: str) -> Sealed[RowsDecision]:
        """Accept or refuse the rows that another officer proposed.

        Raises:
            DeniedError: the viewer's roles do not include it; recorded.
            NotFoundError: there is no such proposal.
            RefusedError: it is the officer's own, or somebody decided on it before; recorded.
            InputError: the rows no longer fit the register, with the place of the row.
        """
        self.recorder.require_intelligence(sight, Act.LAW_DECIDE)
        officer = sight.viewer.officer
        held = next((each for each in self.reads.offered() if each.record.id == proposal), None)
        if held is None:
            raise self.recorder.not_there(sight, Act.LAW_DECIDE, target=proposal, what="proposal")
        if verdict is RowVerdict.ACCEPTED and held.waits:
            self.checker.check(self.accepted(), held.record.value)

        def work(tx: Transaction) -> Sealed[RowsDecision]:
            now = next(each for each in tx.law.offered() if each.record.id == proposal)
            record = seal(Domain.LAW_DECISION, decided(now, verdict, by=officer, at=self.clock.now(), reason=reason))
            tx.law.decide(record)
            self._record(tx, Act.LAW_DECIDE, officer, record.id, f"{verdict} {proposal[:12]}")
            return record

        try:
            return self.ledger.act(work)
        except RefusedError as refused:
            raise self.recorder.refuse(
                Act.LAW_DECIDE, actor=officer, target=proposal, grounds=refused.grounds, reason=str(refused)
            ) from refused

    def _record(self, tx: Transaction, act: Act, officer: str, record: str, detail: str) -> None:
        commits = commitment((record,))
        self.recorder.done(tx, act, actor=officer, target=record, detail=detail, commits=commits)


def _accepted_at(held: OfferedRows) -> str:
    return held.decision.value.at.isoformat() if held.decision else ""
