"""Rows that were proposed for the register of the law, and what was decided on them. Append-only."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Row, func, insert, select

from simpul.core.ids import Sealed
from simpul.core.lawbook import OfferedRows, RowsDecision, RowsProposal, offered
from simpul.storage.bodies import decoded
from simpul.storage.reading import Reading
from simpul.storage.tables.law import law_record
from simpul.storage.writing import Writing

PROPOSAL = "proposal"
DECISION = "decision"

_COUNT = select(func.count()).select_from(law_record)
_RECORDS = select(law_record).order_by(law_record.c.number)
_ADD = insert(law_record)


class SqlLawRows:
    """Rows of the law, in a transaction."""

    def __init__(self, writing: Writing) -> None:
        """Write with what the transaction shares."""
        self._writing = writing

    def offered(self) -> tuple[OfferedRows, ...]:
        """Give every proposal with the decision on it, the first one first."""
        return _offered(self._writing.rows(_RECORDS))

    def propose(self, proposal: Sealed[RowsProposal]) -> None:
        """Keep a proposal."""
        self._add(proposal.id, PROPOSAL, proposal.body)

    def decide(self, decision: Sealed[RowsDecision]) -> None:
        """Keep a decision."""
        self._add(decision.id, DECISION, decision.body)

    def _add(self, record: str, kind: str, body: bytes) -> None:
        number = int(self._writing.rows(_COUNT)[0][0]) + 1
        self._writing.run(_ADD, {"number": number, "id": record, "kind": kind, "body": body})
        self._writing.touch("law")


class SqlLawRowReads:
    """Reads rows of the law."""

    def __init__(self, reading: Reading) -> None:
        """Read through these readers."""
        self._reading = reading

    def offered(self) -> tuple[OfferedRows, ...]:
        """Give every proposal with the decision on it, the first one first."""
        with self._reading.snapshot() as connection:
            return _offered(connection.execute(_RECORDS))


def _offered(rows: Iterable[Row[Any]]) -> tuple[OfferedRows, ...]:
    proposals: list[Sealed[RowsProposal]] = []
    decisions: list[Sealed[RowsDecision]] = []
    for row in rows:
        if row.kind == PROPOSAL:
            proposal = decoded(RowsProposal, row.body, row=f"rows of the law {row.id}")
            proposals.append(Sealed(id=row.id, body=row.body, value=proposal))
        else:
            decision = decoded(RowsDecision, row.body, row=f"rows of the law {row.id}")
            decisions.append(Sealed(id=row.id, body=row.body, value=decision))
    return offered(proposals, decisions)
