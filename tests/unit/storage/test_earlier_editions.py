"""Payments that were decided by an earlier edition of the rules: their bytes, their ids, and what verification says."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

import msgspec
import pytest

from simpul.core.authority import AuthorityId
from simpul.core.ids import Domain, Sealed, canonical_bytes, record_id, seal
from simpul.core.payment import continuing
from simpul.core.payment.continuing import case_left, partly_released
from simpul.core.payment.deciding import EDITION, decide, edition_of
from simpul.core.payment.decision import PaymentAct, PaymentDecision
from simpul.core.payment.edition import Edition
from simpul.core.payment.findings import HitVerdict, PayeeCheck, PaymentCase, case_id
from simpul.core.payment.freezing import PartialRelease
from simpul.core.payment.keeping import Decided, following, payment_terms
from simpul.core.payment.outline import outline_of
from simpul.core.payment.payment import Payment
from simpul.core.payment.sequel import Deciders
from simpul.core.payment.transition import is_history
from simpul.storage.store import Store
from simpul.storage.transaction import SqlTransaction
from tests.payments import AT, AYU, BIMA, POLICY, a_case, a_hit, a_payee, a_payment, an_order, asked, euros
from tests.stores import opened, sqlite_place
from tests.unit.storage.rich import on_the_chain, takes

RECORDED = Path(__file__).parent / "payments_of_edition_2.json"
TERMS = payment_terms(AuthorityId("XA-NCTC"), on=AT.date())
ENDED_ALONE = ("rejected by one officer after a freeze", "released by one officer though judged the same")
NOT_JUDGED = "released by one officer though nobody judged the hit"
PROPOSED = "frozen, and a release is proposed"
SAME_THEN_ANOTHER = (HitVerdict.SAME, HitVerdict.DIFFERENT)
ALONE = "payment_decision: one officer alone overturns that somebody is the listed party"
WRONG_PAYEE = "a part goes by it to somebody who may not receive it"
NOT_SHOWN = "its payee resembles an entry that the proposal did not show"
PART = PartialRelease(rule="food", amount=euros("300.00"), payee="Landlord", reason="rent")
CHAINS = (*ENDED_ALONE, NOT_JUDGED, PROPOSED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Chain:
    """A payment and every decision on it, byte by byte as they were recorded."""

    payment: Sealed[Payment]
    decided: tuple[Decided, ...]


def chain(name: str) -> Chain:
    said = json.loads(RECORDED.read_text(encoding="utf-8"))[name]
    body = said["payment"].encode()
    payment = Sealed(id=record_id(Domain.PAYMENT, body), body=body, value=msgspec.json.decode(body, type=Payment))
    return Chain(payment=payment, decided=tuple(map(_decided, said["decisions"])))


def _decided(said: dict[str, str]) -> Decided:
    body, found = said["decision"].encode(), said["found"].encode()
    decision, case = msgspec.json.decode(body, type=PaymentDecision), msgspec.json.decode(found, type=PaymentCase)
    return Decided(
        record=Sealed(id=said["id"], body=body, value=decision),
        found=Sealed(id=decision.case, body=found, value=case),
        handling=TERMS,
    )


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    held = opened(sqlite_place(tmp_path))
    yield held
    held.close()


def problems(store: Store, chain: Chain) -> tuple[str, ...]:
    """What verification finds where these decisions are recorded."""

    def recorded(tx: SqlTransaction) -> None:
        first, *others = chain.decided
        takes(tx, [(outline_of(chain.payment), first)], at=first.decision.decided_at, batch="batch-0")
        on_the_chain(tx, "batch-0", first)
        for number, each in enumerate(others, 1):
            tx.payments.follow(each, batch=f"batch-{number}")
            on_the_chain(tx, f"batch-{number}", each)

    store.ledger.act(recorded)
    return tuple(f"{each.table}: {each.what}" for each in store.audit_trail.problems()[1])


@pytest.mark.parametrize("name", CHAINS)
def test_what_an_earlier_edition_recorded_is_read_and_written_byte_by_byte_and_verifies(
    store: Store, name: str
) -> None:
    found = chain(name)
    for each in found.decided:
        assert canonical_bytes(each.decision) == each.record.body
        assert record_id(Domain.PAYMENT_DECISION, each.record.body) == each.id
        assert record_id(Domain.PAYMENT_CASE, canonical_bytes(each.case)) == each.decision.case
        assert edition_of(each.decision) == 2
    assert is_history([each.decision for each in found.decided])
    assert problems(store, found) == ()


@pytest.mark.parametrize("name", [*ENDED_ALONE, NOT_JUDGED])
def test_what_ended_by_one_officer_then_is_found_where_it_is_of_this_edition(store: Store, name: str) -> None:
    found = chain(name)
    *before, last = found.decided
    now = replace(last, record=seal(Domain.PAYMENT_DECISION, replace(last.decision, rules=(EDITION,))))
    told = problems(store, replace(found, decided=(*before, now)))
    assert "payment_decision: money moves by it although a hit of the payment speaks against that" in told
    assert ("payment: its decisions do not follow each other" in told) == (name == ENDED_ALONE[0])


def of_a_part(payee: PayeeCheck | None, shown: PayeeCheck) -> Chain:
    """A payment that is frozen, and of which a part goes to a payee who compares so and was shown so."""
    payment = seal(Domain.PAYMENT, a_payment())
    base = replace(a_case(a_hit(HitVerdict.SAME, order=an_order())), payment=payment.id)
    found = base if payee is None else replace(base, payee=payee)
    first = recorded(decide(base, policy=POLICY, at=AT), base)
    waiting = asked(first.decision, part=PART, case=replace(base, payee=shown))
    by = Deciders(reason="looked at", by=AYU, second=BIMA)
    gone = partly_released(waiting, replace(base, payee=a_payee()), release=PART, by=by, at=AT)
    left = case_left(found, gone)
    forged = recorded(replace(gone, case=case_id(left)), left)
    return Chain(payment=payment, decided=(first, recorded(waiting, replace(base, payee=shown)), forged))


def recorded(decision: PaymentDecision, case: PaymentCase) -> Decided:
    return Decided(
        record=seal(Domain.PAYMENT_DECISION, decision), found=seal(Domain.PAYMENT_CASE, case), handling=TERMS
    )


def test_a_part_that_went_to_who_was_judged_to_be_another_verifies(store: Store) -> None:
    shown = a_payee(a_hit(HitVerdict.DIFFERENT))
    assert problems(store, of_a_part(shown, shown)) == ()


@pytest.mark.parametrize(
    ("payee", "shown", "told"),
    [
        (a_payee(a_hit(HitVerdict.SAME)), a_payee(a_hit(HitVerdict.SAME)), WRONG_PAYEE),
        (a_payee(a_hit()), a_payee(a_hit()), WRONG_PAYEE),
        (None, a_payee(), WRONG_PAYEE),
        (
            a_payee(a_hit(HitVerdict.DIFFERENT)),
            a_payee(),
            "its payee resembles an entry that the proposal did not show",
        ),
    ],
)
def test_a_part_that_went_where_it_may_not_is_found(
    store: Store, payee: PayeeCheck | None, shown: PayeeCheck, told: str
) -> None:
    assert f"payment_decision: {told}" in problems(store, of_a_part(payee, shown))


@pytest.mark.parametrize(("edition", "found"), [(EDITION, [ALONE]), (replace(EDITION, version="3"), [])])
def test_one_officer_who_overturns_that_it_is_the_listed_party_is_found_since_two_are_asked(
    store: Store, edition: Edition, found: list[str]
) -> None:
    payment = seal(Domain.PAYMENT, a_payment())
    was, now = (replace(a_case(a_hit(verdict)), payment=payment.id) for verdict in SAME_THEN_ANOTHER)
    first = replace(decide(was, policy=POLICY, at=AT), rules=(edition,))
    by = Deciders(reason="born elsewhere", by=AYU)
    gone = replace(continuing.judged(first, now, policy=POLICY, at=AT, by=by), rules=(edition,))
    told = problems(store, Chain(payment=payment, decided=(recorded(first, was), recorded(gone, now))))
    assert list(told) == found


def test_what_follows_an_earlier_edition_is_of_this_one_and_is_not_taken_back(store: Store) -> None:
    found = chain(PROPOSED)
    last = found.decided[-1]
    case, at = last.case, AT + timedelta(days=91)
    ended = following(last, continuing.expired(last.decision, case, policy=POLICY, at=at))
    assert edition_of(ended.decision) == int(EDITION.version)
    back = replace(ended.decision, rules=last.decision.rules, previous=ended.id, act=PaymentAct.HOLD_ON)
    forged = replace(ended, record=seal(Domain.PAYMENT_DECISION, back))
    assert problems(store, replace(found, decided=(*found.decided, ended))) == ()
    assert not is_history([each.decision for each in (*found.decided, ended, forged)])
