"""Verifying: everything that is recorded is hashed again and compared with what the logs hold.

What this shows: that the rows are those that were written, each named where it is not, missing ones too; and, as far
as a signed checkpoint reaches, that the chain itself was not written anew. What it does not show: that a signature of
another authority holds, which needs its key (`peers`).

A careful hand with write access can change a row together with the hashes beside it, but not without the chain, whose
entries commit to the ids of what came; nor the chain without its checkpoints.
"""

from sqlalchemy import Connection

from simpul.core.audit import Problem
from simpul.storage.engine import is_sqlite
from simpul.storage.verification.acts import check_acts, heads
from simpul.storage.verification.findings import Findings, plainly
from simpul.storage.verification.judgements import check_judgements
from simpul.storage.verification.law_rows import check_law
from simpul.storage.verification.links import check_links
from simpul.storage.verification.lists import check_lists
from simpul.storage.verification.payment_rules import check_npos, check_rules
from simpul.storage.verification.payment_tallies import check_tallies
from simpul.storage.verification.payments import check_payments
from simpul.storage.verification.records import audiences, check_records
from simpul.storage.verification.travelling import check_travel
from simpul.storage.verification.units import check_units

_INTEGRITY = "PRAGMA integrity_check(100)"


def problems_in(connection: Connection) -> tuple[int, tuple[Problem, ...]]:
    """Check every row; give how many there were and what is wrong."""
    findings = Findings(connection)
    with plainly(connection):
        stands = heads(findings)
        told = check_acts(findings, stands)
        terms = audiences(findings)
        check_records(findings, terms, told.commits)
        check_lists(findings, terms, told.commits)
        check_judgements(findings, terms, told)
        check_travel(findings, terms, told.commits)
        check_payments(findings, terms, told.commits)
        check_tallies(findings)
        check_rules(findings, told.commits)
        check_npos(findings, told.commits)
        check_law(findings, told.commits)
        check_units(findings, terms, told.commits)
        check_links(findings, stands, told)
        checked = findings.checked
        if is_sqlite(connection.dialect):
            _check_file(findings)
    return checked, tuple(findings.problems)


def _check_file(findings: Findings) -> None:
    """Let SQLite check its pages, and that every index holds every row: a row out of an index is never found."""
    for row in findings.rows("database", _INTEGRITY):
        if row[0] != "ok":
            findings.add("database", "file", str(row[0]))
