"""Checking links: the log of each direction again from its envelopes, roots, receipts, and what was set aside."""

import re
from collections.abc import Mapping
from itertools import groupby
from typing import Any

from sqlalchemy import Row

from simpul.core.audit import Act, AuditEntry, commitment
from simpul.core.authority import AuthorityId
from simpul.core.log import EMPTY_ROOT, Frontier
from simpul.storage.bodies import row_hash
from simpul.storage.heads import envelope_leaf, log_in, log_out
from simpul.storage.verification.acts import Stand, Told
from simpul.storage.verification.findings import Findings

_OUTBOX = "SELECT peer, number, id, frame, at, root, row_hash FROM outbox ORDER BY peer, number"
_INBOX = "SELECT peer, number, envelope AS id, outcome, at, root, row_hash FROM inbox ORDER BY peer, number"
_RECEIPTS = (
    "SELECT peer, number, envelope, outcome, log_size, log_root, received_at, signed, at, row_hash"
    " FROM receipt ORDER BY peer, number"
)
_LINKS = "SELECT peer, settled FROM link ORDER BY peer"
_ASIDE = "SELECT id, link, reason, place, evidence, size, at, row_hash FROM quarantine ORDER BY id"
_RECEIPT = ("peer", "number", "envelope", "outcome", "log_size", "log_root", "received_at", "signed", "at")
_QUARANTINE = ("id", "link", "reason", "place", "evidence", "size", "at")
_NUMBERS = re.compile(r"([0-9]{1,18}) to ([0-9]{1,18})")

_Sent = dict[str, dict[int, tuple[str, str]]]


def check_links(findings: Findings, stands: Mapping[str, Stand], told: Told) -> None:
    """Check every link."""
    sent = _check_logs(findings, "outbox", _OUTBOX, stands)
    _check_logs(findings, "inbox", _INBOX, stands)
    received = _check_receipts(findings, sent)
    _check_cursors(findings, received)
    for entry in told.settled:
        _check_settled(findings, entry, sent, received)
    _check_quarantine(findings, told)


def _check_logs(findings: Findings, table: str, query: str, stands: Mapping[str, Stand]) -> _Sent:
    """Walk the envelopes of each link in one direction, and compare the end with the head; give id and root of each."""
    name_of = log_out if table == "outbox" else log_in
    found: _Sent = {}
    for peer, rows in groupby(findings.rows(table, query), key=lambda row: row.peer):
        frontier, last, known = Frontier(), "", found.setdefault(peer, {})
        for row in rows:
            with findings.about(table, f"{peer} {row.number}"):
                for missing in range(frontier.size + 1, row.number):
                    findings.add(table, f"{peer} {missing}", "missing")
                leaf = envelope_leaf(row.id)
                frontier, last = frontier.with_leaves([leaf]), leaf.hex()
                _check_envelope(findings, table, row, frontier)
                known[row.number] = (row.id, row.root)
        _check_end(findings, table, peer, Stand(frontier=frontier, last=last), stands.get(name_of(AuthorityId(peer))))
    prefix = name_of(AuthorityId(""))
    for log, stand in stands.items():
        if log.startswith(prefix) and log.removeprefix(prefix) not in found and stand.frontier.size:
            findings.add(table, f"{log.removeprefix(prefix)} 1", "missing, with all that followed it")
    return found


def _check_envelope(findings: Findings, table: str, row: Row[Any], frontier: Frontier) -> None:
    name = f"{row.peer} {row.number}"
    if row.number == frontier.size and row.root != frontier.root.hex():
        findings.add(table, name, "the log up to here is not the one that was recorded")
    middle = row.frame if table == "outbox" else row.outcome
    if row_hash(row.peer, row.number, row.id, middle, row.at, row.root) != row.row_hash:
        findings.add(table, name, "is not the one that was recorded")


def _check_end(findings: Findings, table: str, peer: str, reached: Stand, stand: Stand | None) -> None:
    frontier, last = reached.frontier, reached.last
    size = 0 if stand is None else stand.frontier.size
    for missing in range(frontier.size + 1, min(size, frontier.size + 100) + 1):
        findings.add(table, f"{peer} {missing}", "missing: the head of the log counts it")
    if (
        stand is None
        or size < frontier.size
        or (size == frontier.size and stand != Stand(frontier=frontier, last=last))
    ):
        findings.add("head", f"link of {table} {peer}", "is not the head of the log that is there")


def _check_receipts(findings: Findings, sent: _Sent) -> dict[str, set[int]]:
    received: dict[str, set[int]] = {}
    for row in findings.rows("receipt", _RECEIPTS):
        name = f"{row.peer} {row.number}"
        with findings.about("receipt", name):
            if row_hash(*(getattr(row, column) for column in _RECEIPT)) != row.row_hash:
                findings.add("receipt", name, "is not the one that was recorded")
            ours = sent.get(row.peer, {})
            root = ours.get(row.log_size, ("", EMPTY_ROOT.hex() if row.log_size == 0 else ""))[1]
            if ours.get(row.number, ("", ""))[0] != row.envelope or root != row.log_root:
                findings.add("receipt", name, "does not agree with the log of the link")
            received.setdefault(row.peer, set()).add(row.number)
    return received


def _check_cursors(findings: Findings, received: Mapping[str, set[int]]) -> None:
    cursors = set()
    for row in findings.rows("link", _LINKS):
        cursors.add(row.peer)
        with findings.about("link", row.peer):
            numbers = received.get(row.peer, set())
            for missing in sorted(set(range(1, row.settled + 1)) - numbers):
                findings.add("receipt", f"{row.peer} {missing}", "missing: its envelope is settled")
            if row.settled + 1 in numbers:
                findings.add("link", row.peer, "the cursor stands before envelopes that are settled")
    for peer in sorted(received.keys() - cursors):
        findings.add("link", peer, "missing: receipts were given on it")


def _check_settled(findings: Findings, entry: AuditEntry, sent: _Sent, received: Mapping[str, set[int]]) -> None:
    """Look for the receipts of which an act tells, where it tells of all between two numbers."""
    told = _NUMBERS.fullmatch(entry.detail)
    if told is None:
        return
    first, last = int(told[1]), int(told[2])
    ours = sent.get(entry.target, {})
    numbers = range(first, min(last, first + len(ours)) + 1)
    if commitment(ours[number][0] for number in numbers if number in ours) == entry.commits:
        for missing in sorted(set(numbers) - received.get(entry.target, set())):
            findings.add("receipt", f"{entry.target} {missing}", "missing: the chain tells of it")


def _check_quarantine(findings: Findings, told: Told) -> None:
    held = set()
    for row in findings.rows("quarantine", _ASIDE):
        with findings.about("quarantine", row.id):
            held.add(row.id)
            if row_hash(*(getattr(row, column) for column in _QUARANTINE)) != row.row_hash:
                findings.add("quarantine", row.id, "is not what was set aside")
    for act, target in told.acts:
        if act is Act.ENVELOPE_QUARANTINE and target and target not in held:
            findings.add("quarantine", target, "missing: the chain tells of it")
