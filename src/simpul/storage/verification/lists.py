"""Checking lists: the content of every version of every entry, and that each came and went as the imports tell."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from sqlalchemy import Row

from simpul.core.audit import commitment
from simpul.core.designation import Designation, content_of
from simpul.core.handling import Handling
from simpul.core.holding import Change
from simpul.storage.bodies import decoded, row_hash
from simpul.storage.list_rows import entry_margin
from simpul.storage.verification.findings import Findings

_IMPORTS = (
    'SELECT id, list, dated, imported_at, "by", entries, added, changed, removed, rejected, row_hash'
    " FROM list_import ORDER BY id"
)
_ENTRIES = (
    "SELECT list, reference, version, audience, content, body, entered_on, left_on, came, gone, row_hash"
    " FROM list_entry ORDER BY list, reference, version"
)
_CHANGES = 'SELECT "import" AS edition, audience, reference, change, name FROM list_change ORDER BY 1, 3, 2'
_COLUMNS = ("id", "list", "dated", "imported_at", "by", "entries", "added", "changed", "removed", "rejected")

_Key = tuple[str, int, str]


@dataclass(slots=True)
class _Histories:
    """What the versions of entries tell: which contents came with an import, and what each import did."""

    contents: dict[str, list[str]] = field(default_factory=dict)
    changes: dict[_Key, tuple[str, str]] = field(default_factory=dict)
    """By import, audience and reference: what was done, and the name of the entry."""


def check_lists(findings: Findings, terms: Mapping[int, Handling], commits: Mapping[str, str]) -> None:
    """Check imports, entries and changes against each other and against the chain."""
    imports = _imports(findings, commits)
    histories = _Histories()
    rows = findings.rows("list_entry", _ENTRIES)
    for _, versions in groupby(rows, key=lambda row: (row.list, row.reference)):
        before: Row[Any] | None = None
        for row in versions:
            with findings.about("list_entry", _name(row)):
                name = _check_entry(findings, row, before, terms)
                _tell(histories, row, before, name)
            before = row
        if before is not None and before.gone and not before.left_on:
            findings.add(
                "list_entry", f"{before.list} {before.reference} {before.version + 1}", "missing: it came later"
            )
    _check_changes(findings, histories, imports)
    for edition in imports:
        committed = commits.get(f"list {edition}")
        if committed is not None and committed != commitment(histories.contents.get(edition, [])):
            findings.add("list_import", edition, "the entries that came with it are not those that were recorded")


def _imports(findings: Findings, commits: Mapping[str, str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for row in findings.rows("list_import", _IMPORTS):
        with findings.about("list_import", row.id):
            if row_hash(*(getattr(row, name) for name in _COLUMNS)) != row.row_hash:
                findings.add("list_import", row.id, "is not the one that was recorded")
            if f"list {row.id}" not in commits:
                findings.add("list_import", row.id, "no act tells of it")
            found[row.id] = row.list
    for told in commits:
        kind, _, edition = told.partition(" ")
        if kind == "list" and edition not in found:
            findings.add("list_import", edition, "missing: the chain tells of it")
    return found


def _check_entry(findings: Findings, row: Row[Any], before: Row[Any] | None, terms: Mapping[int, Handling]) -> str:
    """Check a version of an entry and give its name."""
    name = _name(row)
    entry = decoded(Designation, row.body, row=f"list_entry {name}")
    if content_of(entry) != row.content:
        findings.add("list_entry", name, "the content is not the one that was recorded")
    findings.expect(
        "list_entry",
        name,
        list=(row.list, entry.list_id),
        reference=(row.reference, entry.reference),
        row_hash=(row.row_hash, entry_margin(row._asdict())),
    )
    findings.expect_terms("list_entry", row, terms, None)
    if row.version != (1 if before is None else before.version + 1):
        findings.add("list_entry", f"{row.list} {row.reference} {row.version - 1}", "missing")
    if before is not None and not before.gone:
        findings.add("list_entry", _name(before), "is in force beside a later version")
    return entry.primary_name


def _tell(histories: _Histories, row: Row[Any], before: Row[Any] | None, name: str) -> None:
    histories.contents.setdefault(row.came, []).append(row.content)
    follows = before is not None and before.gone == row.came
    same_terms = before is not None and before.audience == row.audience
    how = Change.CHANGED if follows and same_terms else Change.ADDED
    histories.changes[row.came, row.audience, row.reference] = (how.value, name)
    if row.gone:
        histories.changes[row.gone, row.audience, row.reference] = (Change.REMOVED.value, name)


def _check_changes(findings: Findings, histories: _Histories, imports: Mapping[str, str]) -> None:
    """Name entries and changes of which only one side is there."""
    told = dict(histories.changes)
    for row in findings.rows("list_change", _CHANGES):
        key = (row.edition, row.audience, row.reference)
        expected = told.pop(key, None)
        if expected is None:
            on_list = imports.get(row.edition, "?")
            findings.add("list_entry", f"{on_list} {row.reference}", f"missing: import {row.edition} {row.change} it")
        elif expected != (row.change, row.name):
            findings.add("list_change", f"{row.edition} {row.reference}", "is not what the entry tells")
    for (edition, _, reference), (how, _) in sorted(told.items()):
        findings.add("list_change", f"{edition} {reference}", f"missing: the entry was {how}")


def _name(row: Row[Any]) -> str:
    return f"{row.list} {row.reference} {row.version}"
