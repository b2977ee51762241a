"""Receiving: from bytes that a partner brought to reports that officers see.

The steps, in order, as the rules of `core.exchange` and `core.report` number them:
1. the link is a partner's, and not suspended;
2. each envelope is opened (`peers`): size, shape, signature, version, recipient. What fails is quarantined with its
   bytes as evidence, and the delivery stops there: nothing unsigned moves the link's number;
3. what was signed is checked: report and claims are the sender's own, its signature holds, every claim is proved to
   belong to it, and its terms name us (cases and requests to freeze: `unit_intake`). What fails is set aside: the
   number moves on, so that one bad message never stops the link;
4. in one transaction, in order of number: inbox, reports, claims, alert, what is to be screened, log of the link,
   audit. An envelope that came before is acknowledged again and changes nothing;
5. receipts are given for what is durable.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from simpul.core.alert import Alert, AlertKind, seriousness_of
from simpul.core.assertion import may_replace
from simpul.core.audit import Act, commitment
from simpul.core.authority import AuthorityId
from simpul.core.errors import Error, InputError, TamperedError
from simpul.core.exchange import EnvelopeRefusedError, Introduction, MessageKind, Receipt, Refusal, SignedReceipt
from simpul.core.handling import strictest
from simpul.core.holding import Change, Direction, Partner, Quarantined
from simpul.core.ids import Sealed
from simpul.core.node import NodeProfile
from simpul.core.report import Disclosure, Report, check_disclosure, may_replace_report
from simpul.core.units.record import SignedRecord
from simpul.services.dispatching import replace_earlier_assertion
from simpul.services.ports.reading import Links
from simpul.services.ports.world import Clock, Envelopes, Ids, NodeKeys, OpenedEnvelope, Payloads
from simpul.services.ports.writing import Ledger, Transaction
from simpul.services.recording import Recorder
from simpul.services.unit_intake import UnitIntake


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """What became of a delivery: receipts in order, the number that is expected next, and what stopped it."""

    receipts: tuple[SignedReceipt, ...]
    expected: int
    refused: EnvelopeRefusedError | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Arrival:
    """An opened envelope with what was found in it: a disclosure, records, or why it is set aside."""

    opened: OpenedEnvelope
    disclosure: Disclosure | None = None
    records: tuple[SignedRecord, ...] = ()
    fault: Error | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Receiving:
    """Takes in what partners send."""

    node: NodeProfile
    clock: Clock
    ids: Ids
    keys: NodeKeys
    envelopes: Envelopes
    payloads: Payloads
    ledger: Ledger
    links: Links
    units: UnitIntake
    recorder: Recorder

    def accept(self, link: AuthorityId, frames: Sequence[bytes]) -> Delivery:
        """Take in the envelopes of one link, in order, each once.

        Raises:
            EnvelopeRefusedError: the link is no partner's, or is suspended.
        """
        partner = self._partner(link)
        arrivals, stopped = self._opened(partner, frames)
        delivery = self.ledger.act(lambda tx: self._take(tx, link, arrivals))
        if delivery.refused is not None or stopped is None:
            return delivery
        return Delivery(receipts=delivery.receipts, expected=delivery.expected, refused=stopped)

    def _partner(self, link: AuthorityId) -> Partner:
        partner = self.links.partner(link)
        if partner is None:
            raise EnvelopeRefusedError(Refusal.UNKNOWN_SENDER, place="link")
        if partner.suspended:
            raise EnvelopeRefusedError(Refusal.SUSPENDED_SENDER, place="link")
        return partner

    def _opened(
        self, partner: Partner, frames: Sequence[bytes]
    ) -> tuple[tuple[_Arrival, ...], EnvelopeRefusedError | None]:
        arrivals: list[_Arrival] = []
        for frame in frames:
            try:
                opened = self.envelopes.open(frame, link=partner.introduction)
            except EnvelopeRefusedError as refused:
                self._quarantine(partner.introduction.authority.id, refused, frame)
                return tuple(arrivals), refused
            arrivals.append(self._checked(opened, partner.introduction))
        return tuple(arrivals), None

    def _checked(self, opened: OpenedEnvelope, sender: Introduction) -> _Arrival:
        try:
            if opened.header.kind is MessageKind.RECORDS:
                return _Arrival(opened=opened, records=self.units.read(opened.payload, sender))
            disclosure = self.payloads.decode(opened.payload)
            self._check(disclosure, sender)
        except (InputError, TamperedError) as fault:
            return _Arrival(opened=opened, fault=fault)
        return _Arrival(opened=opened, disclosure=disclosure)

    def _check(self, disclosure: Disclosure, sender: Introduction) -> None:
        report, us = disclosure.signed.report, self.node.authority.id
        if report.value.originator != sender.authority.id:
            raise InputError("the report is another originator's than the sender's", place="report.originator")
        if not self.keys.verify(
            identity_key=sender.identity_key, signature=disclosure.signed.signature, message=report.body
        ):
            raise TamperedError("the originator's signature does not hold")
        check_disclosure(disclosure)
        terms = (report.value.handling, *(item.value.handling for item in disclosure.assertions))
        for place, handling in zip(("report", *(item.id for item in disclosure.assertions)), terms, strict=True):
            if us not in handling.audience and not handling.is_open_to_community:
                raise InputError("its terms do not name us", place=f"{place}.handling.releasable_to")

    def _take(self, tx: Transaction, link: AuthorityId, arrivals: Sequence[_Arrival]) -> Delivery:
        receipts: list[SignedReceipt] = []
        refused: EnvelopeRefusedError | None = None
        for arrival in arrivals:
            header, expected = arrival.opened.header, tx.links.expected(link)
            if header.number > expected:
                refused = EnvelopeRefusedError(Refusal.GAP, place="header.number", detail=f"{expected} is next")
                break
            if header.number < expected:
                earlier = tx.links.taken(link, header.number)
                if earlier is None or earlier[0] != arrival.opened.id:
                    refused = self._reused(tx, link, arrival)
                    break
                receipts.append(self._receipt(arrival, Receipt.DUPLICATE, tx.links.in_log(link)))
                continue
            receipts.append(self._apply(tx, link, arrival))
        return Delivery(receipts=tuple(receipts), expected=tx.links.expected(link), refused=refused)

    def _apply(self, tx: Transaction, link: AuthorityId, arrival: _Arrival) -> SignedReceipt:
        fault = arrival.fault
        if arrival.disclosure is not None:
            fault = _conflict(tx, arrival.disclosure)
            if fault is None:
                self._add(tx, link, arrival.disclosure)
        if arrival.records:
            fault = self.units.fault_in(tx, arrival.records)
            if fault is None:
                self.units.take(tx, link, arrival.records)
        if fault is not None:
            self._set_aside(tx, link, fault, arrival)
        outcome = Receipt.ACCEPTED if fault is None else Receipt.SET_ASIDE
        number, at = arrival.opened.header.number, self.clock.now()
        log = tx.links.take(link, number, envelope_id=arrival.opened.id, outcome=outcome, at=at)
        return self._receipt(arrival, outcome, log)

    def _add(self, tx: Transaction, link: AuthorityId, disclosure: Disclosure) -> None:
        report, at = disclosure.signed.report, self.clock.now()
        _replace_report(tx, report)
        for assertion in disclosure.assertions:
            if assertion.value.supersedes or assertion.value.retracts:
                replace_earlier_assertion(tx, assertion)
        tx.reports.add(disclosure.signed, disclosure.assertions, direction=Direction.RECEIVED, author="", at=at)
        tx.screening.queue(tx.screening.profiles_of_report(report.id))
        tx.alerts.add(self._arrival_alert(report))
        self.recorder.done(
            tx,
            Act.REPORT_RECEIVE,
            actor=f"peer:{link}",
            target=report.id,
            commits=commitment([report.id, *(item.id for item in disclosure.assertions)]),
        )

    def _arrival_alert(self, report: Sealed[Report]) -> Alert:
        return Alert(
            id=self.ids.new_id(),
            kind=AlertKind.REPORT_RECEIVED,
            subject=report.id,
            against=report.value.originator,
            caption=report.value.title,
            score=0,
            seriousness=seriousness_of(AlertKind.REPORT_RECEIVED, 0),
            evidence=(),
            handling=strictest([report.value.handling], derived_by=self.node.authority.id),
            raised_at=self.clock.now(),
            report=report.id,
        )

    def _receipt(self, arrival: _Arrival, outcome: Receipt, log: tuple[int, str]) -> SignedReceipt:
        return SignedReceipt(
            envelope=arrival.opened.id,
            sender=arrival.opened.header.sender,
            recipient=self.node.authority.id,
            number=arrival.opened.header.number,
            outcome=outcome,
            log_size=log[0],
            log_root=log[1],
            received_at=self.clock.now(),
        )

    def _evidence(self, link: AuthorityId, *, reason: str, place: str, evidence: bytes) -> Quarantined:
        return Quarantined(
            id=self.ids.new_id(),
            link=link,
            reason=reason,
            place=place,
            evidence=evidence[: self.node.limits.max_evidence_bytes],
            at=self.clock.now(),
            size=len(evidence),
        )

    def _quarantine(self, link: AuthorityId, refused: EnvelopeRefusedError, frame: bytes) -> None:
        item = self._evidence(link, reason=str(refused), place=refused.place, evidence=frame)

        def work(tx: Transaction) -> None:
            tx.links.set_aside(item)
            self._record_quarantine(tx, link, item, refused.refusal)

        self.ledger.act(work)

    def _reused(self, tx: Transaction, link: AuthorityId, arrival: _Arrival) -> EnvelopeRefusedError:
        refused = EnvelopeRefusedError(Refusal.NUMBER_REUSED, place="header.number")
        item = self._evidence(link, reason=str(refused), place=refused.place, evidence=arrival.opened.payload)
        tx.links.set_aside(item)
        self._record_quarantine(tx, link, item, refused.refusal)
        return refused

    def _set_aside(self, tx: Transaction, link: AuthorityId, fault: Error, arrival: _Arrival) -> None:
        place = getattr(fault, "place", None) or "payload"
        item = self._evidence(link, reason=str(fault)[:500], place=place, evidence=arrival.opened.payload)
        tx.links.set_aside(item)
        self._record_quarantine(tx, link, item, fault.code)

    def _record_quarantine(self, tx: Transaction, link: AuthorityId, item: Quarantined, ground: str) -> None:
        self.recorder.refused(
            tx,
            Act.ENVELOPE_QUARANTINE,
            actor=f"peer:{link}",
            target=item.id,
            grounds=(f"envelope.{ground}",),
            detail=f"{item.place}: {item.reason}",
        )


def _conflict(tx: Transaction, disclosure: Disclosure) -> InputError | None:
    report = disclosure.signed.report
    if tx.reports.report(report.id) is not None:
        return InputError("the report is held already", place="report")
    for place, earlier_id in (("supersedes", report.value.supersedes), ("retracts", report.value.retracts)):
        earlier = tx.reports.report(earlier_id) if earlier_id else None
        if earlier is not None and not may_replace_report(report.value, earlier=earlier.signed.report.value):
            return InputError("only its originator replaces a report", place=f"report.{place}")
    later = {item.value.supersedes or item.value.retracts: item.value for item in disclosure.assertions}
    later.pop("", None)
    for earlier_id, held in tx.reports.assertions(tuple(later)).items() if later else ():
        if not may_replace(later[earlier_id], earlier=held.assertion.value):
            return InputError("only its originator replaces an assertion", place="assertions")
    known = tx.reports.assertions(tuple(item.id for item in disclosure.assertions))
    return InputError("an assertion is held already", place="assertions") if known else None


def _replace_report(tx: Transaction, report: Sealed[Report]) -> None:
    for earlier_id, how in ((report.value.supersedes, Change.CHANGED), (report.value.retracts, Change.REMOVED)):
        if earlier_id and tx.reports.report(earlier_id) is not None:
            tx.reports.replace_report(earlier_id, by=report.id, how=how)
