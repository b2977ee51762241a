"""Payments as documents."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from simpul.app.payments import PaymentShown, shown
from simpul.core.alert import Evidence
from simpul.core.authority import OfficerId, Sight
from simpul.core.errors import NotFoundError
from simpul.core.handling import Handling
from simpul.core.holding import Page
from simpul.core.payment.completeness import ItemResult, ItemStatus, Reach, TransparencyRule
from simpul.core.payment.decision import PaymentDecision, PaymentState, Reason, decision_id
from simpul.core.payment.ends import ends_of
from simpul.core.payment.findings import PAYEE, HitVerdict, ListHit, Overturning, PayeeCheck
from simpul.core.payment.freezing import ExemptionClaim, FreezingOrder
from simpul.core.payment.judging import HitsOf
from simpul.core.payment.keeping import HeldPayment, PaymentLine, due_at, hides_nothing, owner_of, payee_waiting
from simpul.core.payment.payment import Payment
from simpul.core.payment.proposing import Proposal
from simpul.core.payment.transition import was_frozen
from simpul.services.payees import Key
from simpul.web.answers import Table, version_of
from simpul.web.node import Node
from simpul.web.views.alerts import Comparison, Reasons, Side, compared, reasons_of
from simpul.web.views.apart import KeptApartShown, apart_shown
from simpul.web.views.npos import KnownNpo, known_npos
from simpul.web.views.payees import payment_sides
from simpul.web.views.payment_steps import ClaimOffered, PaymentStep, claims_of, steps_for
from simpul.web.views.pictures import Beside, beside
from simpul.web.views.queues import list_side


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentRow:
    """One payment in the queue; `until` is the end of its hold or of its freeze.

    `reason` is the weightiest one, beside which there are `more_reasons`.
    """

    id: str
    state: PaymentState
    message: str
    reference: str
    amount: str
    originator: str
    beneficiary: str
    reason: Reason
    more_reasons: int
    owner: str
    until: datetime | None
    decided_at: datetime
    seen: str
    proposal: Proposal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentsPage:
    """A part of the payments in a state, and how many the viewer sees in each; `after` leads to the next part.

    Without a state they are those on which something waits that the viewer may confirm; `proposed` counts these, and
    `late` those that were let go before somebody in them was listed; `apart` what is kept apart from payments;
    `decided` how many the viewer has just decided together. Where a text was looked for, `text` is it, the payments are
    those that it finds in any state, and they are not `whole` where some that came last could not be looked at yet.
    """

    payments: tuple[PaymentRow, ...]
    after: str
    state: PaymentState | None
    counts: Mapping[PaymentState, int]
    proposed: int = 0
    late: int = 0
    apart: int = 0
    may_end: bool
    decided: int = 0
    text: str = ""
    whole: bool = True
    version: str = ""

    @property
    def name(self) -> str:
        """The state, `found` where a text was looked for, or `proposed`."""
        if self.text:
            return "found"
        return self.state.value if self.state is not None else "proposed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Resemblance:
    """Somebody in the payment who resembles an entry: in what part, how far, what speaks for it, and both sides."""

    part: str
    name: str
    score: int
    reasons: Reasons
    compared: tuple[Comparison, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryHit:
    """An entry that somebody in the payment resembles; `entry` is empty where it is no longer to be seen.

    `overturning` is what an officer says against the verdict that it is the same, and waits for another.
    """

    list: str
    edition: str
    reference: str
    verdict: HitVerdict
    judged_by: OfficerId
    order: FreezingOrder | None
    entry: Side | None
    resemblances: tuple[Resemblance, ...]
    overturning: Overturning | None = None
    whose: HitsOf = HitsOf.PARTIES


@dataclass(frozen=True, slots=True, kw_only=True)
class Required:
    """What must travel with the payment, how it stands with it, and where that is from."""

    item: ItemResult
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentDocument:
    """One payment: where it stands, everything it says, whom somebody in it resembles, and what may be decided.

    `seen` is the mark of it as shown: who decides sends it back, so that nobody decides on what has changed. `apart` is
    what keeps it back under stricter terms, as far as the viewer may see that; `may_end` whether the viewer is one of
    those who let money go or send it back. `unusable_rules` are rules of release of the freeze by which nothing can be
    let go, since their limit is in another currency than the payment. `payee` is how the payee of the part that waits
    compares with the lists, and `payee_hits` the entries that he or she resembles.
    """

    payment: PaymentShown
    said: Payment
    decision: PaymentDecision
    taken_at: datetime
    hits: tuple[EntryHit, ...]
    required: tuple[Required, ...]
    rule: str
    reach: Reach | None
    decisions: tuple[PaymentDecision, ...]
    steps: tuple[PaymentStep, ...]
    was_frozen: bool
    unusable_rules: tuple[str, ...] = ()
    claims: tuple[ClaimOffered, ...]
    exemptions: tuple[ExemptionClaim, ...]
    beside: Beside
    npos: tuple[KnownNpo, ...] = ()
    apart: tuple[KeptApartShown, ...] = ()
    payee: PayeeCheck | None = None
    payee_hits: tuple[EntryHit, ...] = ()
    may_end: bool
    handling: Handling
    seen: str

    @property
    def lacking(self) -> tuple[Required, ...]:
        """What is missing or cannot be right."""
        return tuple(each for each in self.required if each.item.status is not ItemStatus.PRESENT)

    @property
    def open_hits(self) -> int:
        """How many entries nobody has judged yet."""
        return sum(hit.verdict is HitVerdict.OPEN for hit in self.hits)


def payments_queue(node: Node, sight: Sight, state: PaymentState, *, after: str = "", decided: int = 0) -> PaymentsPage:
    """Give a part of the payments in a state, and how many the viewer has just decided together."""
    return replace(_page(node, sight, node.monitoring.queue(sight, state, after=after), state=state), decided=decided)


def payments_to_confirm(node: Node, sight: Sight, *, after: str = "") -> PaymentsPage:
    """Give a part of the payments on which something waits that the viewer may confirm."""
    return _page(node, sight, node.confirming.waiting(sight, after=after), state=None)


def payments_found(node: Node, sight: Sight, text: str, *, after: str = "") -> PaymentsPage:
    """Give a part of the payments that a text finds, in whatever state they are."""
    found = node.searching.find(sight, text, after=after)
    return replace(_page(node, sight, found.page, state=None), text=text, whole=found.is_whole)


def _page(node: Node, sight: Sight, page: Page[PaymentLine], *, state: PaymentState | None) -> PaymentsPage:
    """Give a part of a queue as a document; its version changes when anything in it does."""
    rows, counts = tuple(payment_row(line) for line in page.items), node.monitoring.counts(sight)
    proposed, late = node.confirming.count_waiting(sight), node.redeciding.count_late(sight)
    apart = node.keeping_apart.count(sight)
    return PaymentsPage(
        payments=rows,
        after=page.after,
        state=state,
        counts=counts,
        proposed=proposed,
        late=late,
        apart=apart,
        may_end=hides_nothing(sight.viewer),
        version=version_of((rows, dict(counts), proposed, late, apart)),
    )


def payment_row(line: PaymentLine) -> PaymentRow:
    """Give a payment as a row."""
    said, decision, ends = line.payment, line.decision, ends_of(line.payment)
    return PaymentRow(
        id=line.id,
        state=decision.state,
        message=said.message,
        reference=said.references.best,
        amount=str(said.amount),
        originator=ends.originator.name,
        beneficiary=ends.beneficiary.name,
        reason=decision.reasons[0],
        more_reasons=len(decision.reasons) - 1,
        owner=owner_of(decision),
        until=due_at(decision),
        decided_at=decision.decided_at,
        seen=decision_id(decision),
        proposal=decision.proposal,
    )


def payment_document(node: Node, sight: Sight, payment: str) -> PaymentDocument:
    """Give one payment as a document; that it was read is on record.

    Raises:
        NotFoundError: there is none for this viewer, or more than one is meant.
    """
    held = node.monitoring.payment(sight, payment)
    last, found, kept = held.last, held.last.case.completeness, node.keeping_apart.of(sight, held.id)
    freeze, payee = last.decision.freeze, payee_waiting(last)
    return PaymentDocument(
        payment=shown(held, kept),
        said=held.payment,
        decision=last.decision,
        taken_at=held.taken_at,
        hits=tuple(_hits(node, sight, held)),
        payee=payee,
        payee_hits=tuple(_payee_hits(node, sight, payee)) if payee else (),
        required=tuple(_required(found.items, node.monitoring.taking.preparing.transparency)) if found else (),
        rule=str(found.rule) if found else "",
        reach=found.reach if found else None,
        decisions=tuple(each.decision for each in held.decisions),
        steps=steps_for(held, sight.viewer, kept, at=sight.at),
        apart=tuple(map(apart_shown, kept)),
        may_end=hides_nothing(sight.viewer),
        was_frozen=was_frozen(last.decision),
        unusable_rules=tuple(each.id for each in freeze.partial_release if not freeze.may_use(each)) if freeze else (),
        claims=tuple(claims_of(node, sight, held)),
        exemptions=last.case.exemptions,
        beside=beside(node, sight, held),
        npos=known_npos(node, held.payment),
        handling=last.handling,
        seen=last.id,
    )


def payments_table(view: PaymentsPage) -> Table:
    """Give the payments as a table."""
    return Table(
        name=f"payments-{view.name}",
        columns=(
            *("id", "state", "amount", "originator", "beneficiary", "reason", "list", "owner", "until"),
            *("message", "reference", "decided_at"),
        ),
        rows=tuple(
            (
                row.id,
                row.state,
                row.amount,
                row.originator,
                row.beneficiary,
                row.reason.code,
                str(row.reason.list) if row.reason.list else "",
                row.owner,
                row.until.isoformat() if row.until else "",
                row.message,
                row.reference,
                row.decided_at.isoformat(),
            )
            for row in view.payments
        ),
    )


def hits_table(view: PaymentDocument) -> Table:
    """Give whom somebody in a payment, or the payee of a part of it, resembles as a table, one row for each part."""
    return Table(
        name=f"payment-{view.payment.id[:12]}",
        columns=("part", "name", "score", "list", "reference", "listed_name", "verdict", "judged_by"),
        rows=tuple(
            (
                each.part,
                each.name,
                str(each.score),
                hit.edition,
                hit.reference,
                hit.entry.caption if hit.entry else "",
                hit.verdict,
                hit.judged_by,
            )
            for hit in (*view.hits, *view.payee_hits)
            for each in hit.resemblances
        ),
    )


def _hits(node: Node, sight: Sight, held: HeldPayment) -> Iterator[EntryHit]:
    evidence, sides = node.monitoring.evidence(sight, held), payment_sides(held.payment)
    return _entries(node, sight, held.last.case.screening.hits, evidence, sides, HitsOf.PARTIES)


def _payee_hits(node: Node, sight: Sight, check: PayeeCheck) -> Iterator[EntryHit]:
    evidence = node.confirming.paying_out.evidence(sight, check.payee)
    side = Side(href="", caption=check.payee, source="", values=(("name", (check.payee,)),))
    return _entries(node, sight, check.screening.hits, evidence, {PAYEE: side}, HitsOf.PAYEE)


def _entries(
    node: Node,
    sight: Sight,
    found: Sequence[ListHit],
    evidence: Mapping[Key, tuple[Evidence, ...]],
    sides: Mapping[str, Side],
    whose: HitsOf,
) -> Iterator[EntryHit]:
    """Give hits by their entries."""
    by_entry: dict[tuple[str, str], list[ListHit]] = {}
    for hit in found:
        by_entry.setdefault((hit.list.id, hit.reference), []).append(hit)
    for (list_id, reference), hits in by_entry.items():
        entry, first = _entry(node, sight, list_id, reference), hits[0]
        yield EntryHit(
            list=list_id,
            edition=str(first.list),
            reference=reference,
            verdict=first.verdict,
            judged_by=first.judged_by,
            order=first.order,
            entry=entry,
            overturning=next((hit.overturning for hit in hits if hit.overturning), None),
            whose=whose,
            resemblances=tuple(
                _resemblance(hit, evidence.get((list_id, reference, hit.part), ()), sides, entry) for hit in hits
            ),
        )


def _resemblance(
    hit: ListHit, evidence: Sequence[Evidence], sides: Mapping[str, Side], entry: Side | None
) -> Resemblance:
    side = sides.get(hit.part)
    return Resemblance(
        part=hit.part,
        name=hit.name,
        score=hit.score,
        reasons=reasons_of(tuple(evidence)),
        compared=compared((side, entry)) if side and entry else (),
    )


def _entry(node: Node, sight: Sight, list_id: str, reference: str) -> Side | None:
    try:
        return list_side(node.listing.entry(sight, list_id, reference).entry)
    except NotFoundError:
        return None


def _required(items: Sequence[ItemResult], rule: TransparencyRule) -> Iterator[Required]:
    sources = {each.id: each.source for each in rule.requirements}
    for item in items:
        yield Required(item=item, source=sources.get(item.requirement, ""))
