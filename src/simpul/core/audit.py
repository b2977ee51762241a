"""Audit: every act and every refusal, as entries of a chain that is also the node's log.

Rules:
1. An entry is written in the same transaction as its act. No act without its entry, no entry without its act.
2. Each entry holds the hash of the one before it (`previous`), and is a leaf of the node's Merkle log: a changed,
   missing or moved entry is named, and checkpoints that were signed outlive a rewritten chain.
3. An entry names who, what and on what grounds; it holds ids, never the content of an item.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from simpul.core.ids import canonical_bytes
from simpul.core.log import leaf_hash

FIRST_PREVIOUS = "0" * 64


class Act(StrEnum):
    """What can be done at a node, as `subject:verb`."""

    NODE_INIT = "node:init"
    NODE_START = "node:start"
    NODE_BACKUP = "node:backup"
    NODE_RESTORE = "node:restore"
    REPORT_DRAFT = "report:draft"
    REPORT_DISCARD = "report:discard"
    REPORT_APPROVE = "report:approve"
    REPORT_RELEASE = "report:release"
    REPORT_RECEIVE = "report:receive"
    REPORT_READ = "report:read"
    REPORT_EXPORT = "report:export"
    REPORT_IMPORT = "report:import"
    SUBJECT_READ = "subject:read"
    SUBJECT_IMPORT = "subject:import"
    SUBJECT_SEARCH = "subject:search"
    SUBJECT_SCREEN = "subject:screen"
    ALERT_RAISE = "alert:raise"
    ALERT_DECIDE = "alert:decide"
    ALERT_STANDS = "alert:stands"
    LIST_IMPORT = "list:import"
    MANIFEST_SCREEN = "manifest:screen"
    MANIFEST_READ = "manifest:read"
    PAYMENT_TAKE = "payment:take"
    PAYMENT_DECIDE = "payment:decide"
    PAYMENT_CLOCK = "payment:clock"
    PAYMENT_READ = "payment:read"
    PAYMENT_OWN = "payment:own"
    CASE_WRITE = "case:write"
    CASE_SHARE = "case:share"
    CASE_RECEIVE = "case:receive"
    CASE_READ = "case:read"
    CASE_EXPORT = "case:export"
    FREEZE_ASK = "freeze:ask"
    FREEZE_SAY = "freeze:say"
    FREEZE_READ = "freeze:read"
    FREEZE_OVERDUE = "freeze:overdue"
    EVIDENCE_WRITE = "evidence:write"
    EVIDENCE_SHARE = "evidence:share"
    EVIDENCE_READ = "evidence:read"
    EVIDENCE_EXPORT = "evidence:export"
    TEAM_WRITE = "team:write"
    TEAM_SHARE = "team:share"
    TEAM_READ = "team:read"
    COOPERATION_ASK = "cooperation:ask"
    COOPERATION_SAY = "cooperation:say"
    COOPERATION_READ = "cooperation:read"
    COOPERATION_USE = "cooperation:use"
    COOPERATION_OVERDUE = "cooperation:overdue"
    PAYMENT_RELIST = "payment:relist"
    PAYMENT_LATE = "payment:late"
    PAYMENT_APART = "payment:apart"
    RULE_READ = "rule:read"
    RULE_TEST = "rule:test"
    RULE_PROPOSE = "rule:propose"
    RULE_DECIDE = "rule:decide"
    NPO_READ = "npo:read"
    NPO_PROPOSE = "npo:propose"
    NPO_DECIDE = "npo:decide"
    LAW_PROPOSE = "law:propose"
    LAW_DECIDE = "law:decide"
    LAW_DRAFT = "law:draft"
    LAW_SIGN = "law:sign"
    RESCREENING_BEGIN = "rescreening:begin"
    RESCREENING_END = "rescreening:end"
    ENVELOPE_QUARANTINE = "envelope:quarantine"
    ENVELOPE_SETTLE = "envelope:settle"
    PEER_ADD = "peer:add"
    PEER_SUSPEND = "peer:suspend"
    PEER_RESUME = "peer:resume"
    OFFICER_ADD = "officer:add"
    OFFICER_CHANGE = "officer:change"
    OFFICER_LINK = "officer:link"
    OFFICER_SIGN_IN = "officer:sign-in"
    OFFICER_SIGN_OUT = "officer:sign-out"
    OFFICER_CREDENTIAL = "officer:credential"
    TOKEN_ISSUE = "token:issue"  # noqa: S105  an act's name, not a secret
    TOKEN_WITHDRAW = "token:withdraw"  # noqa: S105  an act's name, not a secret
    AUDIT_READ = "audit:read"


class Outcome(StrEnum):
    """Whether the act was done."""

    DONE = "done"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditEntry:
    """One act: `actor` is an officer's id, `peer:<authority>` or `node`; `target` the id of what it was done to.

    `commits` is the hash over the rows that the act wrote, where there are any.
    """

    act: Act
    actor: str
    outcome: Outcome
    at: datetime
    target: str = ""
    grounds: tuple[str, ...] = ()
    detail: str = ""
    commits: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChainedEntry:
    """An entry with its place in the chain: its index from 0 and the hash of the entry before it."""

    index: int
    previous: str
    entry: AuditEntry


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One thing that verification found wrong: in which table, which row, and what."""

    table: str
    row: str
    what: str


def chained(entry: AuditEntry, *, index: int, previous: str) -> tuple[bytes, str]:
    """Give the canonical bytes of the entry in its place, and the hash that the next entry holds."""
    body = canonical_bytes(ChainedEntry(index=index, previous=previous, entry=entry))
    return body, leaf_hash(body).hex()


def commitment(ids: Iterable[str]) -> str:
    """Give the hash that stands for a set of ids, whatever their order."""
    return hashlib.sha256("\n".join(sorted(ids)).encode()).hexdigest()


def chain_problems(rows: Iterable[tuple[int, bytes, str, str]]) -> Iterator[Problem]:
    """Name each row of the chain that is not what was recorded.

    Rows are `(index, body, previous, leaf)` in the order of their index, as they are stored.
    """
    expected, before = 0, FIRST_PREVIOUS
    for index, body, previous, leaf in rows:
        if index != expected:
            yield Problem(table="audit", row=str(expected), what="missing")
        if leaf_hash(body).hex() != leaf:
            yield Problem(table="audit", row=str(index), what="the entry is not the one that was recorded")
        elif _place_told_in(body) != (index, previous):
            yield Problem(table="audit", row=str(index), what="stands in another place than it was recorded in")
        if previous != before:
            yield Problem(table="audit", row=str(index), what="does not follow the entry before it")
        expected, before = index + 1, leaf


def _place_told_in(body: bytes) -> tuple[object, object]:
    """Give the index and the previous hash that an entry's own bytes name; nothing where they are no entry."""
    try:
        told = json.loads(body)
    except ValueError:
        return None, None
    return (told.get("index"), told.get("previous")) if isinstance(told, dict) else (None, None)
