"""Checking the order of payments with its facts, and what was said about rules, against payments and the chain."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Row

from simpul.core.audit import commitment
from simpul.core.ids import Domain, Sealed, record_id
from simpul.core.payment.facts import Looked, facts_of
from simpul.core.payment.findings import RulesRun
from simpul.core.payment.npo import NO_REGISTER, NpoProposal, NpoRegister, NpoVerdict, register_of
from simpul.core.payment.rulebook import RuleProposal, RuleVerdict, Verdict
from simpul.storage.bodies import decoded
from simpul.storage.payment_history import FIELDS, PROPOSAL, VERDICT
from simpul.storage.payment_npos import PROPOSAL as NPO_PROPOSAL
from simpul.storage.verification.findings import Findings

_FACTS = f"SELECT {', '.join(FIELDS)} FROM payment_fact ORDER BY sequence"  # noqa: S608  our own column names
_RECORDS = "SELECT number, id, kind, body FROM payment_rule_record ORDER BY number"
_NPOS = "SELECT number, id, kind, body FROM npo_record ORDER BY number"

Seen = tuple[Looked, datetime, RulesRun]
"""A payment as it was first looked at, when, and how the rules ended for it."""


def check_order(findings: Findings, looked: Mapping[str, Seen]) -> None:
    """Check that payments stand in one order without a gap, each with the facts that follow from what is kept of it."""
    place, after = 0, 0
    left, registers = dict(looked), _registers(findings)
    for row in findings.rows("payment_fact", _FACTS):
        with findings.about("payment_fact", row.payment):
            place += 1
            known = left.pop(row.payment, None)
            if known is None:
                findings.add("payment_fact", row.payment, "there is no such payment, or it stands twice")
                continue
            stood = next((each for each in reversed(registers) if each.behind < place), NO_REGISTER)
            _check_facts(findings, row, known, (place, after), stood)
            after = row.at
    for payment, (_, _, run) in left.items():
        if run.rules:
            findings.add("payment_fact", payment, "missing: the payment has no place in the order")


def check_rules(findings: Findings, commits: Mapping[str, str]) -> None:
    """Check every word on a rule by its own hash, and that those are there which the chain tells of."""
    told = {name.partition(" ")[2]: said for name, said in commits.items() if name.startswith("rule ")}
    number = 0
    for row in findings.rows("payment_rule_record", _RECORDS):
        with findings.about("payment_rule_record", row.id):
            number += 1
            _check_record(findings, row, number)
            if told.pop(row.id, None) != commitment((row.id,)):
                findings.add("payment_rule_record", row.id, "the chain tells of no such record")
    for missing in told:
        findings.add("payment_rule_record", missing, "missing")


def check_npos(findings: Findings, commits: Mapping[str, str]) -> None:
    """Check every register and every verdict on one by its own hash, and that those are there which the chain tells."""
    told = {name.partition(" ")[2]: said for name, said in commits.items() if name.startswith("npo ")}
    for number, row in enumerate(findings.rows("npo_record", _NPOS), 1):
        with findings.about("npo_record", row.id):
            domain = Domain.NPO_PROPOSAL if row.kind == NPO_PROPOSAL else Domain.NPO_VERDICT
            expected = record_id(domain, row.body)
            findings.expect("npo_record", row.id, number=(row.number, number), id=(row.id, expected))
            if told.pop(row.id, None) != commitment((row.id,)):
                findings.add("npo_record", row.id, "the chain tells of no such record")
    for missing in told:
        findings.add("npo_record", missing, "missing")


def _registers(findings: Findings) -> tuple[NpoRegister, ...]:
    """Give every register that ever stood, in the order in which they came to stand."""
    handed_in, stood = {}, []
    for row in findings.rows("npo_record", _NPOS):
        with findings.about("npo_record", row.id):
            if row.kind == NPO_PROPOSAL:
                value = decoded(NpoProposal, row.body, row=f"register {row.id}")
                handed_in[row.id] = Sealed(id=row.id, body=row.body, value=value)
                continue
            verdict = decoded(NpoVerdict, row.body, row=f"verdict {row.id}")
            if verdict.verdict is Verdict.APPROVED and verdict.proposal in handed_in:
                stood.append(register_of(handed_in[verdict.proposal], behind=verdict.behind))
    return tuple(stood)


def _check_facts(findings: Findings, row: Row[Any], known: Seen, at: tuple[int, int], register: NpoRegister) -> None:
    looked, taken, _ = known
    expected = facts_of(looked, sequence=at[0], after=at[1], taken=taken, register=register)
    pairs = {name: (getattr(row, name), getattr(expected, name)) for name in FIELDS}
    findings.expect("payment_fact", row.payment, **pairs)


def _check_record(findings: Findings, row: Row[Any], number: int) -> None:
    kinds = {PROPOSAL: Domain.PAYMENT_RULE_PROPOSAL, VERDICT: Domain.PAYMENT_RULE_VERDICT}
    if row.kind not in kinds:
        findings.add("payment_rule_record", row.id, "of a kind that there is not")
        return
    expected = record_id(kinds[row.kind], row.body)
    findings.expect("payment_rule_record", row.id, number=(row.number, number), id=(row.id, expected))
    decoded(RuleProposal if row.kind == PROPOSAL else RuleVerdict, row.body, row=f"record of a rule {row.id}")
