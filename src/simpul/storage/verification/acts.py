"""Checking the chain of acts, the node's log over it, and the checkpoints that were signed of it."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Row

from simpul.core.audit import Act, AuditEntry, ChainedEntry, Outcome, chain_problems
from simpul.core.log import Frontier
from simpul.storage.audit import checkpoint_margin, held_checkpoint
from simpul.storage.bodies import decoded
from simpul.storage.heads import NODE, frontier_of
from simpul.storage.moments import micros
from simpul.storage.verification.findings import Findings

_AUDIT = 'SELECT "index" AS number, at, act, actor, target, outcome, body, previous, leaf FROM audit ORDER BY "index"'
_CHECKPOINTS = "SELECT size, root, signature, at, row_hash FROM checkpoint ORDER BY size"
_HEADS = "SELECT log, size, roots, last FROM head ORDER BY log"
_RAISES = frozenset({Act.ALERT_RAISE, Act.ALERT_DECIDE, Act.ENVELOPE_QUARANTINE})


@dataclass(slots=True)
class Told:
    """What the chain tells of the other tables."""

    commits: dict[str, str] = field(default_factory=dict)
    """By report or import: the hash over the ids that came with it."""
    settled: list[AuditEntry] = field(default_factory=list)
    acts: dict[tuple[Act, str], int] = field(default_factory=dict)
    """How often an act was done on, or refused for, a target."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stand:
    """Where a log stands, as its head says."""

    frontier: Frontier
    last: str


def heads(findings: Findings) -> dict[str, Stand]:
    """Give where each log stands, as its head says."""
    found: dict[str, Stand] = {}
    for row in findings.rows("head", _HEADS):
        with findings.about("head", row.log):
            found[row.log] = Stand(frontier=frontier_of(row.size, row.roots), last=row.last)
    return found


def check_acts(findings: Findings, stands: dict[str, Stand]) -> Told:
    """Check the chain, its log and its checkpoints, and give what it tells of other tables."""
    told, checkpoints = Told(), _checkpoints(findings)
    walk = _Walk(findings, told, checkpoints)
    findings_before = list(chain_problems(walk.rows()))
    for problem in findings_before:
        findings.add(problem.table, problem.row, problem.what)
    walk.end(stands.get(NODE))
    return told


class _Walk:
    """One walk along the chain."""

    def __init__(self, findings: Findings, told: Told, checkpoints: dict[int, str]) -> None:
        self._findings = findings
        self._told = told
        self._checkpoints = checkpoints
        self._frontier = Frontier()
        self._last = ""

    def rows(self) -> Iterator[tuple[int, bytes, str, str]]:
        """Give the rows as `core.audit.chain_problems` takes them; those that hold no entry are told and left out."""
        for row in self._findings.rows("audit", _AUDIT):
            understood = False
            with self._findings.about("audit", row.number):
                self._check(row)
                understood = True
            if understood:
                yield row.number, row.body, row.previous, row.leaf

    def end(self, stand: Stand | None) -> None:
        """Compare the end of the walk with what the head says, and look for checkpoints beyond it."""
        size = self._frontier.size
        if stand is None:
            self._findings.add("head", NODE, "missing")
        elif stand.frontier.size != size:
            said = stand.frontier.size
            self._findings.add("audit", min(size, said), f"the head counts {said} entries, the chain {size}")
        elif stand.frontier != self._frontier or stand.last != (self._last or stand.last):
            self._findings.add("head", NODE, "is not the head of the chain that is there")
        for missing in sorted(number for number in self._checkpoints if number > size):
            self._findings.add("audit", size, f"missing: a checkpoint was signed of {missing} entries")

    def _check(self, row: Row[Any]) -> None:
        entry = decoded(ChainedEntry, row.body, row=f"audit {row.number}").entry
        self._findings.expect(
            "audit",
            row.number,
            act=(row.act, entry.act.value),
            actor=(row.actor, entry.actor),
            target=(row.target, entry.target),
            outcome=(row.outcome, entry.outcome.value),
            at=(row.at, micros(entry.at)),
        )
        self._frontier = self._frontier.with_leaves([bytes.fromhex(row.leaf)])
        self._last = row.leaf
        signed = self._checkpoints.get(self._frontier.size)
        if signed is not None and signed != self._frontier.root.hex():
            self._findings.add("audit", row.number, "the log up to here is not the one whose checkpoint was signed")
        self._tell(entry)

    def _tell(self, entry: AuditEntry) -> None:
        if entry.act is Act.ENVELOPE_SETTLE and entry.commits:
            self._told.settled.append(entry)
        elif entry.commits and entry.outcome is Outcome.DONE:
            self._told.commits[f"{entry.act.split(':')[0]} {entry.target}"] = entry.commits
        if entry.act in _RAISES and (entry.outcome is Outcome.DONE or entry.act is Act.ENVELOPE_QUARANTINE):
            key = (entry.act, entry.target)
            self._told.acts[key] = self._told.acts.get(key, 0) + 1


def _checkpoints(findings: Findings) -> dict[int, str]:
    found: dict[int, str] = {}
    for row in findings.rows("checkpoint", _CHECKPOINTS):
        with findings.about("checkpoint", row.size):
            if checkpoint_margin(held_checkpoint(row)) != row.row_hash:
                findings.add("checkpoint", row.size, "is not the one that was signed")
            found[row.size] = row.root
    return found
