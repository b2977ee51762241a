"""A store in which every table that is verified holds rows, recorded as the services record them."""

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from simpul.core.alert import AlertDecision, MatchDecision, Verdict
from simpul.core.audit import Act, AuditEntry, Outcome, commitment
from simpul.core.authority import Level, Officer, OfficerId, Role
from simpul.core.cases.freezing import Word
from simpul.core.cases.parts import Attachment, CaseNote, MediaType, Withdrawal
from simpul.core.exchange import Receipt, SignedReceipt
from simpul.core.holding import Change, Checkpoint, Direction, Quarantined
from simpul.core.ids import Domain, seal
from simpul.core.lawbook import RowsProposal, RowTable, RowVerdict, decided
from simpul.core.payment import continuing
from simpul.core.payment.deciding import decide
from simpul.core.payment.facts import Looked, placed
from simpul.core.payment.findings import HitVerdict
from simpul.core.payment.judging import Judgement, judged
from simpul.core.payment.keeping import Decided, found_anew, kept_of, payment_terms
from simpul.core.payment.outline import PaymentOutline, outline_of
from simpul.core.payment.payment import payment_id
from simpul.core.payment.sequel import Deciders
from simpul.core.units.record import DOMAIN_OF, SignedRecord, UnitRecord, kind_of
from simpul.storage.store import Store
from simpul.storage.transaction import SqlTransaction
from tests.cases import a_head, a_request, a_word, an_entry
from tests.holdings import (
    NOW,
    THEM,
    act_of,
    add_report,
    alert_of,
    chance,
    claim,
    delist,
    entry_of,
    envelope_of,
    holds,
    later,
    lists,
    partner_of,
    report_of,
    terms,
)
from tests.payments import POLICY, a_case, a_hit, a_payment
from tests.stores import US


def fill(store: Store) -> None:
    """Let something of everything happen."""
    _reports(store)
    _list(store)
    store.ledger.act(_alerts)
    store.ledger.act(_payments)
    store.ledger.act(_units)
    store.ledger.act(_law)
    store.ledger.act(_links)
    store.ledger.act(_checkpoint)


def _reports(store: Store) -> None:
    name = claim("Bahrul Santosa")
    first = holds(store, name, claim("1971", name="birthDate", subject=name.value.subject))
    holds(store, claim("Юсуф", handling=terms(Level.SECRET)), title="Another", handling=terms(Level.CONFIDENTIAL))
    corrected = claim("Bahrul Santoso", subject=name.value.subject, supersedes=name.id)
    withdrawal = report_of(corrected, retracts=first.report.id)

    def replace_them(tx: SqlTransaction) -> None:
        tx.reports.replace_report(first.report.id, by=withdrawal.report.id, how=Change.REMOVED)
        tx.reports.replace_assertion(name.id, by=corrected.id, how=Change.CHANGED)
        add_report(tx, withdrawal, (corrected,), at=later(5))

    store.ledger.act(replace_them)


def _list(store: Store) -> None:
    lists(store, entry_of("Z.001", "Bahrul Santosa"), entry_of("Z.002", "Dewi Anggraini"), entry_of("Z.003"))
    lists(store, entry_of("Z.001", "Bahrul Santosa", "Abu Bahrul"), how=Change.CHANGED, at=later(1))
    delist(store, "Z.002", at=later(2))


def _alerts(tx: SqlTransaction) -> None:
    raised = [alert_of() for _ in range(3)]
    officer = OfficerId("analyst")
    for alert in raised:
        tx.alerts.add(alert)
        tx.audit.record(act_of(Act.ALERT_RAISE, target=alert.id))
        for verdict in (Verdict.TAKE, Verdict.SAME):
            tx.alerts.decide(AlertDecision(alert=alert.id, verdict=verdict, by=officer, at=NOW, reason="the same date"))
            tx.audit.record(act_of(Act.ALERT_DECIDE, target=alert.id))
        match = MatchDecision(
            id=chance(),
            left=alert.subject,
            right=alert.against,
            judgement=Verdict.SAME,
            by=officer,
            at=NOW,
            reason="the same date",
            handling=alert.handling,
            alert=alert.id,
        )
        tx.alerts.add_match(match)
    tx.alerts.decide(AlertDecision(alert=raised[0].id, verdict=Verdict.REOPEN, by=officer, at=NOW, reason="a twin"))
    tx.alerts.withdraw_matches(raised[0].id, by=officer, at=NOW)
    tx.audit.record(act_of(Act.ALERT_DECIDE, target=raised[0].id))


def takes(tx: SqlTransaction, taken: Sequence[tuple[PaymentOutline, Decided]], *, at: datetime, batch: str) -> None:
    """Keep payments with their first decisions, each at its place in the order."""
    tx.payments.add(taken, batch=batch)
    looked = (
        Looked(payment=each.id, said=each.said, screening=first.case.screening, handling=first.handling)
        for each, first in taken
    )
    tx.history.add(placed(looked, behind=tx.history.last(), taken=at))


def _payments(tx: SqlTransaction) -> None:
    """Take two payments, and release the second, which was held."""
    handling = payment_terms(US, on=NOW.date())
    taken = []
    for number in (1, 2):
        payment = a_payment(number=number)
        hits = (a_hit(),) if number == 2 else ()
        case = a_case(*hits, payment=payment_id(payment))
        decision = decide(case, policy=POLICY, at=NOW)
        record, found = seal(Domain.PAYMENT_DECISION, decision), seal(Domain.PAYMENT_CASE, case)
        outline = outline_of(seal(Domain.PAYMENT, payment))
        taken.append((outline, Decided(record=record, found=found, handling=handling)))
    takes(tx, taken, at=NOW, batch="batch-1")
    tx.tallies.carry_on(1)
    on_the_chain(tx, "batch-1", *(decided for _, decided in taken))
    held = taken[1][1]
    by = Deciders(reason="known customer", by=OfficerId("xa-analyst"))
    different = Judgement(list_id="un", reference="XAi.001", verdict=HitVerdict.DIFFERENT)
    case = judged(held.case, different, by.by)
    let_go = found_anew(held, case, continuing.judged(held.decision, case, policy=POLICY, at=later(3), by=by))
    tx.payments.follow(let_go, batch="batch-2")
    on_the_chain(tx, "batch-2", let_go)


def _units(tx: SqlTransaction) -> None:
    """Open a case with a file and a note that is withdrawn, and be asked to freeze."""
    content = b"a,b\n1,2\n"
    file = Attachment(
        name="rows.csv",
        media_type=MediaType.TABLE,
        size=len(content),
        digest=hashlib.sha256(content).hexdigest(),
    )
    note = _signed(an_entry(CaseNote(text="Wrong.")))
    withdrawal = _signed(an_entry(Withdrawal(entry=note.id, reason="Another person.")))
    case = (_signed(a_head()), _signed(an_entry(file), content), note, withdrawal)
    asked = (_signed(a_request()), _signed(a_word(Word.ACCEPTED)))
    for act, batch, records in ((Act.CASE_WRITE, "batch-3", case), (Act.CASE_RECEIVE, "batch-4", asked)):
        tx.units.add(records, direction=Direction.OWN, author="xa-analyst", batch=batch, at=NOW)
        commits = commitment(each.id for each in records)
        tx.audit.record(AuditEntry(act=act, actor="node", outcome=Outcome.DONE, at=NOW, target=batch, commits=commits))


def _law(tx: SqlTransaction) -> None:
    """Enter rows of the law, and let another officer accept them."""
    rows = RowsProposal(table=RowTable.PARTIES, rows="instrument\n", reason="new", by=OfficerId("xa-analyst"), at=NOW)
    proposal = seal(Domain.LAW_ROWS, rows)
    tx.law.propose(proposal)
    (held,) = tx.law.offered()
    said = decided(held, RowVerdict.ACCEPTED, by=OfficerId("xa-second"), at=NOW, reason="compared")
    decision = seal(Domain.LAW_DECISION, said)
    tx.law.decide(decision)
    for act, record in ((Act.LAW_PROPOSE, proposal.id), (Act.LAW_DECIDE, decision.id)):
        tx.audit.record(replace(act_of(act, target=record, commits=commitment((record,))), actor="xa-analyst"))


def _signed(value: UnitRecord, content: bytes = b"") -> SignedRecord:
    return SignedRecord(record=seal(DOMAIN_OF[kind_of(value)], value), signature=b"s" * 64, content=content)


def on_the_chain(tx: SqlTransaction, batch: str, *decided: Decided) -> None:
    """Put on record what was decided in one batch."""
    commits = commitment(kept_of(each) for each in decided)
    tx.audit.record(
        AuditEntry(act=Act.PAYMENT_TAKE, actor="node", outcome=Outcome.DONE, at=NOW, target=batch, commits=commits)
    )


def _links(tx: SqlTransaction) -> None:
    tx.officers.put(Officer(id=OfficerId("analyst"), name="An Analyst", roles=(Role.ANALYST,)), at=NOW)
    tx.peers.put(partner_of())
    envelopes = [envelope_of(number) for number in range(1, 6)]
    for envelope in envelopes:
        tx.links.queue(envelope, at=NOW)
    for envelope in envelopes[:3]:
        tx.links.settle(receipt_for(tx, envelope.number), signed=b"signed", at=NOW)
    settled = act_of(Act.ENVELOPE_SETTLE, target=THEM, commits=commitment(item.id for item in envelopes[:3]))
    tx.audit.record(replace(settled, detail="1 to 3"))
    for number in range(1, 4):
        tx.links.take(THEM, number, envelope_id=envelope_of(number, US).id, outcome=Receipt.ACCEPTED, at=NOW)
    item = quarantined()
    tx.links.set_aside(item)
    tx.audit.record(
        AuditEntry(act=Act.ENVELOPE_QUARANTINE, actor=f"peer:{THEM}", outcome=Outcome.REFUSED, at=NOW, target=item.id)
    )


def _checkpoint(tx: SqlTransaction) -> None:
    size, root = tx.audit.head()
    tx.audit.add_checkpoint(Checkpoint(size=size, root=root, signature=b"c" * 64, at=NOW))
    tx.audit.record(act_of())


def receipt_for(tx: SqlTransaction, number: int) -> SignedReceipt:
    """Give the receipt of a peer that holds the same log as we do."""
    return SignedReceipt(
        envelope=envelope_of(number).id,
        sender=US,
        recipient=THEM,
        number=number,
        outcome=Receipt.ACCEPTED,
        log_size=number,
        log_root=tx.links.out_root(THEM, number),
        received_at=NOW,
    )


def quarantined() -> Quarantined:
    """Give something that was refused."""
    return Quarantined(
        id=chance(),
        link=THEM,
        reason="bad-signature",
        place="envelope",
        evidence=b"evidence",
        at=NOW,
        size=8,
    )
