"""Checking payments and the decisions on them against the chain."""

from collections import defaultdict
from collections.abc import Mapping
from itertools import pairwise
from typing import Any

from sqlalchemy import Row

from simpul.core.audit import commitment
from simpul.core.handling import Handling
from simpul.core.ids import Domain, Sealed, record_id
from simpul.core.payment.deciding import edition_of
from simpul.core.payment.decision import PaymentDecision
from simpul.core.payment.facts import Looked, said_facts
from simpul.core.payment.findings import PaymentCase
from simpul.core.payment.judging import BY_TWO_SINCE, is_accounted_for, is_overturned_by_two
from simpul.core.payment.keeping import Decided, kept_of
from simpul.core.payment.late import LateAnswer, LateHit, kept_of_late
from simpul.core.payment.letting_go import grounds_of_hits, grounds_of_payee
from simpul.core.payment.marking import marks_of
from simpul.core.payment.part_payee import was_shown
from simpul.core.payment.payment import Payment
from simpul.core.payment.transition import is_history
from simpul.storage.bodies import decoded
from simpul.storage.moments import micros
from simpul.storage.payment_reviews import ANSWERED, OPEN
from simpul.storage.payments import mark_row, proposed_by, proposed_in, turn_of
from simpul.storage.verification.findings import Findings
from simpul.storage.verification.payment_apart import check_apart
from simpul.storage.verification.payment_rules import Seen, check_order

_PAYMENTS = (
    "SELECT id, audience, reference, body, state, turn_at, latest, taken_at, first_state, payer, payee, corridor,"
    " scripts, charity, proposed, proposed_by FROM payment ORDER BY id"
)
_LATE = (
    "SELECT id, payment, audience, list, reference, state, raised_at, batch, body, answer_batch, answer"
    " FROM payment_notice ORDER BY id"
)
_HITS = "SELECT payment, list, reference, part, name FROM payment_hit ORDER BY payment, list, reference, part"
_DECISIONS = "SELECT id, payment, number, audience, batch, body, found FROM payment_decision ORDER BY payment, number"


def check_payments(findings: Findings, terms: Mapping[int, Handling], commits: Mapping[str, str]) -> None:
    """Check every payment and every decision, and that those are there which the chain tells of."""
    batches: dict[str, list[str]] = defaultdict(list)
    histories: dict[str, list[tuple[Row[Any], PaymentDecision]]] = defaultdict(list)
    firsts: dict[str, Decided] = {}
    for row in findings.rows("payment_decision", _DECISIONS):
        with findings.about("payment_decision", row.id):
            histories[row.payment].append((row, _checked(findings, row, terms, batches, firsts)))
    hits: dict[str, list[tuple[Any, ...]]] = defaultdict(list)
    for row in findings.rows("payment_hit", _HITS):
        hits[row.payment].append(tuple(row)[1:])
    looked: dict[str, Seen] = {}
    for row in findings.rows("payment", _PAYMENTS):
        with findings.about("payment", row.id):
            said = _check_payment(findings, row, histories.pop(row.id, []), hits.pop(row.id, []))
            if (first := firsts.pop(row.id, None)) is not None:
                looked[row.id] = _looked(row, said, first)
    check_order(findings, looked)
    for payment in hits:
        findings.add("payment_hit", payment, "of a payment that is not there")
    for payment in histories:
        findings.add("payment", payment, "missing: decisions on it are there")
    for row in findings.rows("payment_notice", _LATE):
        with findings.about("payment_notice", row.id):
            _check_late(findings, row, terms, batches)
    check_apart(findings, terms, batches)
    told = {name.partition(" ")[2]: said for name, said in commits.items() if name.startswith("payment ")}
    for batch in told.keys() | batches.keys():
        if told.get(batch) != commitment(batches.get(batch, ())):
            findings.add("payment_decision", f"of batch {batch}", "these are not the decisions that the chain tells of")


def _checked(
    findings: Findings,
    row: Row[Any],
    terms: Mapping[int, Handling],
    batches: dict[str, list[str]],
    firsts: dict[str, Decided],
) -> PaymentDecision:
    """Check one decision by its own hashes, and let it stand for itself in its batch."""
    decision = decoded(PaymentDecision, row.body, row=f"decision {row.id}")
    case = decoded(PaymentCase, row.found, row=f"what was found for decision {row.id}")
    findings.expect(
        "payment_decision",
        row.id,
        id=(row.id, record_id(Domain.PAYMENT_DECISION, row.body)),
        payment=(row.payment, decision.payment),
        found=(decision.case, record_id(Domain.PAYMENT_CASE, row.found)),
    )
    if grounds_of_hits(case, decision):
        findings.add("payment_decision", row.id, "money moves by it although a hit of the payment speaks against that")
    if grounds_of_payee(case, decision):
        findings.add("payment_decision", row.id, "a part goes by it to somebody who may not receive it")
    findings.expect_terms("payment_decision", row, terms, None)
    handling = terms.get(row.audience)
    if handling is not None:
        decided = Decided(
            record=Sealed(id=row.id, body=row.body, value=decision),
            found=Sealed(id=decision.case, body=row.found, value=case),
            handling=handling,
        )
        batches[row.batch].append(kept_of(decided))
        firsts.setdefault(row.payment, decided)
    return decision


def _check_late(
    findings: Findings, row: Row[Any], terms: Mapping[int, Handling], batches: dict[str, list[str]]
) -> None:
    """Check one late hit and its answer by their own hashes, and let them stand for themselves in their batches."""
    late = decoded(LateHit, row.body, row=f"late hit {row.id}")
    findings.expect(
        "payment_notice",
        row.id,
        id=(row.id, record_id(Domain.PAYMENT_LATE, row.body)),
        payment=(row.payment, late.payment),
        list=(row.list, late.hit.list.id),
        reference=(row.reference, late.hit.reference),
        raised_at=(row.raised_at, micros(late.found_at)),
        state=(row.state, ANSWERED if row.answer else OPEN),
    )
    findings.expect_terms("payment_notice", row, terms, None)
    if row.audience in terms:
        batches[row.batch].append(kept_of_late(Sealed(id=row.id, body=row.body, value=late), terms[row.audience]))
    if row.answer:
        answer = decoded(LateAnswer, row.answer, row=f"answer of {row.id}")
        findings.expect("payment_notice", row.id, answer=(answer.late, row.id))
        batches[row.answer_batch].append(record_id(Domain.PAYMENT_LATE, row.answer))


def _check_payment(
    findings: Findings,
    row: Row[Any],
    history: list[tuple[Row[Any], PaymentDecision]],
    hits: list[tuple[Any, ...]],
) -> Payment:
    """Check one payment, that its decisions follow each other, and that it stands where the last one says."""
    said = decoded(Payment, row.body, row=f"payment {row.id}")
    reference = (row.reference, said.references.best)
    findings.expect("payment", row.id, id=(row.id, record_id(Domain.PAYMENT, row.body)), reference=reference)
    for number, (each, _) in enumerate(history, 1):
        findings.expect("payment_decision", each.id, number=(each.number, number))
    if not is_history([decision for _, decision in history]):
        findings.add("payment", row.id, "its decisions do not follow each other")
        return said
    _check_verdicts(findings, history)
    last, decision = history[-1]
    case = decoded(PaymentCase, last.found, row=f"what was found for decision {last.id}")
    findings.expect(
        "payment",
        row.id,
        latest=(row.latest, last.id),
        state=(row.state, decision.state.value),
        turn_at=(row.turn_at, turn_of(decision)),
        audience=(row.audience, last.audience),
        proposed=(row.proposed, proposed_in(decision, case)),
        proposed_by=(row.proposed_by, proposed_by(decision, case)),
    )
    marks = mark_row(marks_of(said), history[0][1])
    names = ("taken_at", "first_state", "payer", "payee", "corridor", "scripts", "charity")
    findings.expect("payment", row.id, **{name: (getattr(row, name), marks[name]) for name in names})
    told = sorted((hit.list.id, hit.reference, hit.part, hit.name) for hit in case.screening.hits)
    if sorted(hits) != told:
        findings.add("payment_hit", row.id, "these are not the entries that somebody in it resembles")
    return said


def _check_verdicts(findings: Findings, history: list[tuple[Row[Any], PaymentDecision]]) -> None:
    """Check that every verdict, and every exemption that was established, is of the officers who then decided."""
    for (before, _), (after, decision) in pairwise(history):
        if before.found == after.found:
            continue
        was, now = (
            decoded(PaymentCase, row.found, row=f"what was found for decision {row.id}") for row in (before, after)
        )
        by_two = edition_of(decision) < BY_TWO_SINCE or is_overturned_by_two(was, now, by=decision.by)
        if not by_two:
            findings.add("payment_decision", after.id, "one officer alone overturns that somebody is the listed party")
        if decision.partial_release is not None and not was_shown(was, now):
            findings.add("payment_decision", after.id, "its payee resembles an entry that the proposal did not show")
        if not is_accounted_for(was, now, by=decision.by, second=decision.second):
            findings.add("payment_decision", after.id, "a verdict or an exemption in it is not of who decided")


def _looked(row: Row[Any], said: Payment, first: Decided) -> Seen:
    """Give a payment as it was first looked at, when, and how the rules ended for it."""
    facts = said_facts(said)
    looked = Looked(payment=row.id, said=facts, screening=first.case.screening, handling=first.handling)
    return looked, first.decision.decided_at, first.case.rules
