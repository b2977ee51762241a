"""Checking reports and assertions: every hash again, every column against the signed body, and what is missing."""

from collections.abc import Iterator, Mapping
from itertools import groupby
from typing import Any

from sqlalchemy import Row

from simpul.core.assertion import Assertion
from simpul.core.audit import commitment
from simpul.core.handling import Handling
from simpul.core.ids import Domain, record_id
from simpul.core.log import leaf_hash, root_of
from simpul.core.report import Report
from simpul.storage.bodies import decoded
from simpul.storage.records import ids_from_bytes, leaves_from_bytes, report_margin
from simpul.storage.verification.findings import Findings

_AUDIENCES = "SELECT id, digest, handling FROM audience ORDER BY id"
_REPORTS = (
    "SELECT id, body, signature, leaves, contents, originator, direction, author, audience, recorded_at,"
    " superseded_by, retracted_by, row_hash FROM report ORDER BY id"
)
_ASSERTIONS = (
    "SELECT id, report, subject, audience, schema, property, value, body, recorded_at, superseded_by, retracted_by"
    " FROM assertion ORDER BY report, id"
)
_MARKS = {"superseded_by": "supersedes", "retracted_by": "retracts"}


def audiences(findings: Findings) -> dict[int, Handling]:
    """Give the terms of each audience that is what its digest says."""
    found: dict[int, Handling] = {}
    for row in findings.rows("audience", _AUDIENCES):
        with findings.about("audience", row.id):
            if record_id(Domain.HANDLING, row.handling) != row.digest:
                findings.add("audience", row.id, "is not the terms that were recorded")
            found[row.id] = decoded(Handling, row.handling, row=f"audience {row.id}")
    return found


def check_records(findings: Findings, terms: Mapping[int, Handling], commits: Mapping[str, str]) -> None:
    """Check every report with its assertions, in one walk along both tables."""
    walk = _Walk(findings, terms, commits)
    grouped = groupby(findings.rows("assertion", _ASSERTIONS), key=lambda row: row.report)
    waiting = next(grouped, None)
    for row in findings.rows("report", _REPORTS):
        while waiting is not None and waiting[0] < row.id:
            walk.strays(waiting[1])
            waiting = next(grouped, None)
        mine = waiting is not None and waiting[0] == row.id
        with findings.about("report", row.id):
            walk.report(row, list(waiting[1]) if mine and waiting is not None else [])
        if mine:
            waiting = next(grouped, None)
    while waiting is not None:
        walk.strays(waiting[1])
        waiting = next(grouped, None)
    walk.end()


class _Walk:
    """One walk along reports and assertions."""

    def __init__(self, findings: Findings, terms: Mapping[int, Handling], commits: Mapping[str, str]) -> None:
        self._findings = findings
        self._terms = terms
        self._commits = commits
        self._seen: set[str] = set()
        self._marks = {"report": _Marks(), "assertion": _Marks()}

    def report(self, row: Row[Any], assertions: list[Row[Any]]) -> None:
        """Check a report and the assertions that are held under it."""
        self._seen.add(row.id)
        self._check_assertions(row, assertions)
        if record_id(Domain.REPORT, row.body) != row.id:
            self._findings.add("report", row.id, "the body is not the one that was recorded")
            return
        value = decoded(Report, row.body, row=f"report {row.id}")
        margin = report_margin(
            signature=row.signature,
            contents=row.contents,
            direction=row.direction,
            author=row.author,
            recorded_at=row.recorded_at,
        )
        self._findings.expect(
            "report",
            row.id,
            originator=(row.originator, value.originator),
            leaves=(root_of(leaves_from_bytes(row.leaves)).hex(), value.root),
            row_hash=(row.row_hash, margin),
        )
        self._findings.expect_terms("report", row, self._terms, value.handling)
        self._marks["report"].note(row, value)
        self._check_commitment(row)

    def strays(self, assertions: Iterator[Row[Any]]) -> None:
        """Name assertions whose report is not there."""
        for row in assertions:
            self._findings.add("assertion", row.id, f"its report {row.report} is missing")

    def end(self) -> None:
        """Name what the chain tells of and the walk did not meet, and marks that nothing stands behind."""
        for told in self._commits:
            kind, _, target = told.partition(" ")
            if kind == "report" and target not in self._seen:
                self._findings.add("report", target, "missing: the chain tells of it")
        for table, marks in self._marks.items():
            for row, what in marks.faults():
                self._findings.add(table, row, what)

    def _check_assertions(self, report: Row[Any], assertions: list[Row[Any]]) -> None:
        contents = ids_from_bytes(report.contents)
        for missing in sorted(set(contents) - {row.id for row in assertions}):
            self._findings.add("assertion", missing, f"missing: report {report.id} came with it")
        leaves = frozenset(leaves_from_bytes(report.leaves))
        for row in assertions:
            with self._findings.about("assertion", row.id):
                if row.id not in contents or leaf_hash(row.body) not in leaves:
                    self._findings.add("assertion", row.id, f"is not part of report {report.id}")
                self._check_assertion(row, report)

    def _check_assertion(self, row: Row[Any], report: Row[Any]) -> None:
        if record_id(Domain.ASSERTION, row.body) != row.id:
            self._findings.add("assertion", row.id, "the body is not the one that was recorded")
            return
        value = decoded(Assertion, row.body, row=f"assertion {row.id}")
        self._findings.expect(
            "assertion",
            row.id,
            subject=(row.subject, value.subject),
            schema=(row.schema, value.schema.value),
            property=(row.property, value.property),
            value=(row.value, value.value),
            recorded_at=(row.recorded_at, report.recorded_at),
        )
        self._findings.expect_terms("assertion", row, self._terms, value.handling)
        self._marks["assertion"].note(row, value)

    def _check_commitment(self, row: Row[Any]) -> None:
        committed = self._commits.get(f"report {row.id}")
        if committed is None:
            self._findings.add("report", row.id, "no act tells of it")
        elif committed != commitment([row.id, *ids_from_bytes(row.contents)]):
            self._findings.add("report", row.id, "did not come with these assertions")


class _Marks:
    """Which record says that it replaces which, and which record bears the mark of it."""

    def __init__(self) -> None:
        self._said: dict[tuple[str, str], dict[str, int]] = {}
        self._borne: dict[tuple[str, str], str] = {}
        self._recorded: dict[str, int] = {}

    def note(self, row: Row[Any], value: Report | Assertion) -> None:
        """Note what a record says of an earlier one, and the marks that it bears itself."""
        for mark, said in _MARKS.items():
            earlier = getattr(value, said)
            if earlier:
                self._said.setdefault((earlier, mark), {})[row.id] = row.recorded_at
            if getattr(row, mark):
                self._borne[row.id, mark] = getattr(row, mark)
        self._recorded[row.id] = row.recorded_at

    def faults(self) -> Iterator[tuple[str, str]]:
        """Give each record whose mark nothing stands behind, or that lacks the mark of a later one."""
        for (row, mark), by in sorted(self._borne.items()):
            if by not in self._said.get((row, mark), {}):
                yield row, f"{mark} names a record that does not say so"
        for (row, mark), later in sorted(self._said.items()):
            known = self._recorded.get(row)
            if known is not None and (row, mark) not in self._borne and any(at > known for at in later.values()):
                yield row, f"{mark} is empty, though a later record says so"
