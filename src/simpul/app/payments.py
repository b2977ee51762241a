"""Taking payments for the node's operator, and showing one."""

import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from simpul.app.intake import Intake, Piece, TakenMessage
from simpul.app.memory import keep_what_is_built, let_memory_settle
from simpul.app.node import Node
from simpul.core.authority import Sight
from simpul.core.errors import InputError
from simpul.core.ids import timestamp
from simpul.core.payment.apart import HeldApart
from simpul.core.payment.decision import PaymentDecision, PaymentState, Reason
from simpul.core.payment.ends import ends_of
from simpul.core.payment.keeping import HeldPayment, owner_of, payee_waiting
from simpul.formats.payment_messages import messages_in

MOST_REFUSED = 100
"""Refusals that an answer names; all are on record."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentsReplayed:
    """What taking payment messages came to; `rejected` are payments that ended so and those that could not be read.

    `other` are transactions that are no payments (statements, reports on payments), which nothing is decided of.
    `per_second` counts messages; the milliseconds of a message run from its first byte being read to its decision being
    durable.
    """

    messages: int
    payments: int
    released: int
    held: int
    frozen: int
    rejected: int
    unreadable: int
    per_second: float
    p50_ms: float
    p99_ms: float
    other: int = 0
    refusals: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ReasonShown:
    """One reason for a state: its code, its arguments, and the edition of the rule or list that it comes from."""

    code: str
    arguments: tuple[str, ...] = ()
    rule: str = ""
    list: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionShown:
    """One decision in a payment's history; `by` is empty where the rules decided."""

    state: str
    act: str
    at: str
    by: str
    second: str
    reasons: tuple[ReasonShown, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class HitShown:
    """Somebody in the payment, or to be paid a part of it, who resembles an entry of a list; what was said of it.

    `overturned_as` is what `overturned_by` says against the verdict, and waits for another officer; empty where nothing
    does.
    """

    part: str
    name: str
    list: str
    reference: str
    score: int
    verdict: str
    overturned_as: str = ""
    overturned_by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ApartShown:
    """What keeps the payment back under terms stricter than its own: an entry, or a request to freeze."""

    id: str
    list: str
    reference: str
    name: str
    found_at: str
    lifted_at: str
    lifted_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentShown:
    """A payment with the one state it is in, why, and everything that happened to it."""

    id: str
    state: str
    reasons: tuple[ReasonShown, ...]
    message: str
    reference: str
    amount: str
    originator: str
    beneficiary: str
    taken_at: str
    until: str
    owner: str
    legal_basis: str
    authority: str
    rejection: str
    rules: tuple[str, ...]
    lists: tuple[str, ...]
    hits: tuple[HitShown, ...]
    apart: tuple[ApartShown, ...]
    lacking: tuple[str, ...]
    history: tuple[DecisionShown, ...]


@dataclass(slots=True)
class _Tally:
    """What was counted while messages were taken."""

    states: "Counter[PaymentState]"
    milliseconds: list[float]
    refusals: list[str]
    messages: int = 0
    payments: int = 0
    other: int = 0
    unreadable: int = 0


def replay(node: Node, files: Sequence[tuple[str, bytes]], *, actor: str) -> PaymentsReplayed:
    """Take every message of the files as fast as they are taken; what cannot be read is recorded with its place.

    Raises:
        InputError: a file holds nothing, or more than is taken at once; nothing of any is taken then.
        StorageError: the database failed; what was counted before is durable.
    """
    for name, whole in files:
        _check(name, whole)
    if not node.screening.shelf.partitions():
        let_memory_settle()
        node.screening.prepare()
        keep_what_is_built()
    tally = _Tally(states=Counter(), milliseconds=[], refusals=[])
    intake = Intake(node=node, actor=actor)
    began = time.perf_counter()
    try:
        for taken in intake.taken(_pieces(files)):
            _count(taken, tally)
    finally:
        intake.close()
    return _told(tally, time.perf_counter() - began)


def shown_to(node: Node, sight: Sight, payment: str) -> PaymentShown:
    """Show a payment to a viewer by its id, the beginning of it, or its reference; that it was read is on record.

    Raises:
        NotFoundError: there is none, or more than one, for this viewer.
    """
    held = node.monitoring.payment(sight, payment)
    return shown(held, node.keeping_apart.of(sight, held.id))


def shown(held: HeldPayment, kept: Sequence[HeldApart]) -> PaymentShown:
    """Give a payment as the command line and the interface show it, with what its viewer sees kept apart from it."""
    said, last, ends = held.payment, held.last.decision, ends_of(held.payment)
    basis = last.freeze.legal_basis if last.freeze else None
    return PaymentShown(
        id=held.id,
        state=last.state,
        reasons=_reasons(last),
        message=said.message,
        reference=said.references.best,
        amount=str(said.amount),
        originator=ends.originator.name,
        beneficiary=ends.beneficiary.name,
        taken_at=timestamp(held.taken_at),
        until=_until(last),
        owner=owner_of(last),
        legal_basis=" ".join(filter(None, (basis.instrument, basis.provision, basis.order))) if basis else "",
        authority=last.freeze.authority if last.freeze else "",
        rejection=last.rejection,
        rules=tuple(str(each) for each in last.rules),
        lists=tuple(str(each) for each in last.lists),
        hits=tuple(_hits(held)),
        apart=tuple(map(_apart, kept)),
        lacking=tuple(_lacking(held)),
        history=tuple(
            DecisionShown(
                state=each.decision.state,
                act=each.decision.act,
                at=timestamp(each.decision.decided_at),
                by=each.decision.by,
                second=each.decision.second,
                reasons=_reasons(each.decision),
            )
            for each in held.decisions
        ),
    )


def _check(name: str, whole: bytes) -> None:
    """Refuse a file by its name before anything of the others is taken."""
    try:
        next(messages_in(whole))
    except InputError as refused:
        raise InputError(refused.reason, place=name) from refused


def _pieces(files: Sequence[tuple[str, bytes]]) -> Iterator[Piece]:
    return (Piece(place=f"{name}, {place}", raw=raw) for name, whole in files for place, raw in messages_in(whole))


def _count(taken: TakenMessage, tally: _Tally) -> None:
    took = (time.perf_counter() - taken.piece.came) * 1000
    tally.states.update(each.decision.state for each in taken.decided)
    tally.milliseconds += [took] * taken.messages
    tally.messages += taken.messages
    tally.payments += len(taken.decided)
    tally.other += taken.others
    tally.unreadable += len(taken.rejected)
    tally.refusals += [
        f"{', '.join(filter(None, (taken.piece.place, each.place)))}: {each.reason}" for each in taken.rejected
    ]


def _told(tally: _Tally, seconds: float) -> PaymentsReplayed:
    times = sorted(tally.milliseconds) or [0.0]
    return PaymentsReplayed(
        messages=tally.messages,
        payments=tally.payments,
        released=tally.states[PaymentState.RELEASED],
        held=tally.states[PaymentState.HELD],
        frozen=tally.states[PaymentState.FROZEN],
        rejected=tally.states[PaymentState.REJECTED] + tally.unreadable,
        unreadable=tally.unreadable,
        per_second=round(tally.messages / seconds, 1) if seconds else 0.0,
        p50_ms=round(times[len(times) // 2], 2),
        p99_ms=round(times[min(len(times) - 1, len(times) * 99 // 100)], 2),
        other=tally.other,
        refusals=tuple(tally.refusals[:MOST_REFUSED]),
    )


def _reasons(decision: PaymentDecision) -> tuple[ReasonShown, ...]:
    return tuple(_reason(each) for each in decision.reasons)


def _reason(reason: Reason) -> ReasonShown:
    return ReasonShown(
        code=reason.code,
        arguments=reason.arguments,
        rule=str(reason.rule) if reason.rule else "",
        list=str(reason.list) if reason.list else "",
    )


def _until(decision: PaymentDecision) -> str:
    if decision.hold is not None:
        return timestamp(decision.hold.until)
    return timestamp(decision.freeze.expires_at) if decision.freeze is not None else ""


def _hits(held: HeldPayment) -> Iterator[HitShown]:
    check = payee_waiting(held.last)
    for hit in (*held.last.case.screening.hits, *(check.screening.hits if check else ())):
        yield HitShown(
            part=hit.part,
            name=hit.name,
            list=str(hit.list),
            reference=hit.reference,
            score=hit.score,
            verdict=hit.verdict,
            overturned_as=hit.overturning.verdict if hit.overturning else "",
            overturned_by=hit.overturning.by if hit.overturning else "",
        )


def _apart(held: HeldApart) -> ApartShown:
    list_id, reference = held.kept.entry
    return ApartShown(
        id=held.record.id,
        list=list_id,
        reference=reference,
        name=held.kept.hit.name if held.kept.hit else "",
        found_at=timestamp(held.kept.found_at),
        lifted_at=timestamp(held.lifted.at) if held.lifted else "",
        lifted_by=held.lifted.by if held.lifted else "",
    )


def _lacking(held: HeldPayment) -> Iterator[str]:
    found = held.last.case.completeness
    for item in found.lacking if found else ():
        yield f"{item.requirement} {item.status}"
