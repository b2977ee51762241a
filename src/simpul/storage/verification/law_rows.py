"""Checking the rows that were added to the register of the law, and the decisions on them, against the chain."""

from collections.abc import Mapping

from simpul.core.audit import commitment
from simpul.core.ids import Domain, record_id
from simpul.core.lawbook import RowsDecision, RowsProposal
from simpul.storage.bodies import decoded
from simpul.storage.law_rows import DECISION, PROPOSAL
from simpul.storage.verification.findings import Findings

_RECORDS = "SELECT number, id, kind, body FROM law_record ORDER BY number"
_KINDS: Mapping[str, tuple[Domain, type[RowsProposal] | type[RowsDecision]]] = {
    PROPOSAL: (Domain.LAW_ROWS, RowsProposal),
    DECISION: (Domain.LAW_DECISION, RowsDecision),
}


def check_law(findings: Findings, commits: Mapping[str, str]) -> None:
    """Check every record by its own hash, and that those are there which the chain tells of."""
    told = {name.partition(" ")[2]: said for name, said in commits.items() if name.startswith("law ")}
    number = 0
    for row in findings.rows("law_record", _RECORDS):
        with findings.about("law_record", row.id):
            number += 1
            if row.kind not in _KINDS:
                findings.add("law_record", row.id, "of a kind that there is not")
                continue
            domain, kind = _KINDS[row.kind]
            findings.expect("law_record", row.id, number=(row.number, number), id=(row.id, record_id(domain, row.body)))
            decoded(kind, row.body, row=f"rows of the law {row.id}")
            if told.pop(row.id, None) != commitment((row.id,)):
                findings.add("law_record", row.id, "the chain tells of no such record")
    for missing in told:
        findings.add("law_record", missing, "missing")
