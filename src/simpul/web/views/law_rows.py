"""Rows of the law that officers entered, as a document."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from simpul.core.authority import OfficerId
from simpul.core.lawbook import OfferedRows, RowTable
from simpul.formats.law.tables import FILES
from simpul.web.words.law import ROW_TABLES, ROW_VERDICTS

MOST_SHOWN = 40
"""Lines of rows that are shown; the document has all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferedRow:
    """A proposal, what was decided on it, and whether this officer may decide."""

    id: str
    table: str
    rows: str
    shown: str
    lines: int
    reason: str
    by: str
    at: datetime
    verdict: str
    decided_by: str
    decided_reason: str
    decided_at: datetime | None
    may_decide: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class TableChoice:
    """A table that rows can be added to, its words, and the columns that it must have."""

    table: str
    words: str
    columns: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RowsPage:
    """Every proposal, the latest one first, and what a new one can be for."""

    offered: tuple[OfferedRow, ...]
    tables: tuple[TableChoice, ...]


def rows_view(offered: Sequence[OfferedRows], officer: OfficerId) -> RowsPage:
    """Give what was proposed, as this officer may decide on it."""
    return RowsPage(
        offered=tuple(_row(each, officer) for each in offered),
        tables=tuple(
            TableChoice(table=table.value, words=ROW_TABLES[table], columns=tuple(sorted(FILES[table])))
            for table in RowTable
        ),
    )


def _row(held: OfferedRows, officer: OfficerId) -> OfferedRow:
    proposal, decision = held.record.value, held.decision.value if held.decision else None
    lines = proposal.rows.splitlines()
    return OfferedRow(
        id=held.record.id,
        table=ROW_TABLES[proposal.table],
        rows=proposal.rows,
        shown="\n".join(lines[:MOST_SHOWN]),
        lines=len(lines) - 1,
        reason=proposal.reason,
        by=proposal.by,
        at=proposal.at,
        verdict=ROW_VERDICTS[decision.verdict] if decision else "",
        decided_by=decision.by if decision else "",
        decided_reason=decision.reason if decision else "",
        decided_at=decision.at if decision else None,
        may_decide=held.waits and proposal.by != officer,
    )
