"""Whatever is found, a payment is in one state; only a judged hit with an order freezes; no state is dearer."""

from dataclasses import replace
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from simpul.core.authority import OfficerId
from simpul.core.errors import InputError, RefusedError
from simpul.core.ids import canonical_bytes
from simpul.core.payment.codes import is_iban
from simpul.core.payment.continuing import (
    decided_again,
    delisted,
    expired,
    held_on,
    judged,
    partly_released,
    rejected,
    released,
)
from simpul.core.payment.deciding import DecisionPolicy, IncompleteEffect, decide, freeze_by, is_exempt
from simpul.core.payment.decision import PaymentDecision, PaymentState
from simpul.core.payment.edition import Edition
from simpul.core.payment.findings import (
    CheckStatus,
    HitVerdict,
    ListHit,
    Override,
    Overriding,
    PaymentCase,
    RuleEffect,
    RuleFinding,
    RulesRun,
    Screening,
)
from simpul.core.payment.freezing import NOBODY, ClaimStatus, PartialRelease, check_limits
from simpul.core.payment.letting_go import CANNOT_BE_TOLD, ENDS, JUDGED_SAME, UNJUDGED, grounds_of_hits
from simpul.core.payment.money import Money, money
from simpul.core.payment.party import AgentRole, Party, PartyRole, PostalAddress
from simpul.core.payment.payment import Payment
from simpul.core.payment.proposing import Proposal, ProposedStep
from simpul.core.payment.seconding import confirmed, proposed, turned_down
from simpul.core.payment.sequel import Deciders
from simpul.core.payment.transition import is_history, was_frozen
from tests.payments import AT, AYU, BIMA, FOOD, PAYMENT, UN, a_claim, a_hit, a_payee, a_payment, an_order, asked, euros
from tests.property.values import texts

FREEZE = freeze_by(an_order(), amount=euros(), hit=a_hit(HitVerdict.SAME, order=an_order()))
moments = st.integers(0, 200).map(lambda hours: AT + timedelta(hours=hours))
orders = st.one_of(st.none(), moments.map(lambda until: an_order(until=until)))
verdicts = st.sampled_from(HitVerdict)


@st.composite
def hits(draw: st.DrawFn) -> ListHit:
    """A hit with any verdict, with or without an order."""
    verdict = draw(verdicts)
    return ListHit(
        list=Edition(id=draw(st.sampled_from(["un", "eu"])), version="1"),
        reference=draw(st.sampled_from(["XAi.001", "XBi.002"])),
        name="Tarik Amri",
        part="originator",
        score=draw(st.integers(0, 1000)),
        verdict=verdict,
        judged_by=NOBODY if verdict is HitVerdict.OPEN else AYU,
        order=draw(orders),
    )


@st.composite
def findings(draw: st.DrawFn) -> RuleFinding:
    """A rule that fired."""
    effect = draw(st.sampled_from(RuleEffect))
    return RuleFinding(
        rule=Edition(id=draw(st.sampled_from(["round", "burst"])), version="1"),
        effect=effect,
        overriding=draw(st.sampled_from(Overriding)),
        rejection="AG01" if effect is RuleEffect.REJECT else "",
    )


overrides = st.builds(
    Override,
    id=st.just("pair"),
    rules=st.just(("round",)),
    reason=st.just("family"),
    by=st.just(AYU),
    second=st.just(BIMA),
    expires_at=moments,
)
cases = st.builds(
    PaymentCase,
    payment=st.just(PAYMENT),
    amount=st.just(euros()),
    screening=st.builds(
        Screening,
        status=st.sampled_from(CheckStatus),
        lists=st.just((UN,)),
        hits=st.lists(hits(), max_size=3).map(tuple),
    ),
    rules=st.builds(
        RulesRun, status=st.sampled_from(CheckStatus), findings=st.lists(findings(), max_size=3).map(tuple)
    ),
    unread=st.sampled_from([(), (), ("CdtTrfTxInf/Xyz",)]),
    exemptions=st.lists(st.sampled_from(ClaimStatus).map(a_claim), max_size=2).map(tuple),
    overrides=st.lists(overrides, max_size=1).map(tuple),
)
policies = st.builds(DecisionPolicy, owner=st.just("desk"), incomplete=st.sampled_from(IncompleteEffect))


@given(cases, policies)
def test_a_payment_is_in_exactly_one_state_which_has_what_it_needs(case: PaymentCase, policy: DecisionPolicy) -> None:
    decision = decide(case, policy=policy, at=AT)
    has = (decision.hold is not None, decision.freeze is not None, bool(decision.rejection))
    states = (PaymentState.HELD, PaymentState.FROZEN, PaymentState.REJECTED)
    assert has == tuple(decision.state is state for state in states)
    assert decision.reasons
    assert is_history([decision])


@given(cases, policies)
def test_only_a_judged_hit_under_an_order_in_force_freezes(case: PaymentCase, policy: DecisionPolicy) -> None:
    decision = decide(case, policy=policy, at=AT)
    grounds = [
        hit
        for hit in case.screening.hits
        if hit.verdict is HitVerdict.SAME and hit.order is not None and hit.order.is_in_force(at=AT)
    ]
    if decision.state is PaymentState.FROZEN:
        assert grounds
        assert decision.freeze is not None
        assert decision.freeze.legal_basis.instrument
        assert decision.freeze.authority
        assert decision.freeze.expires_at > AT
    established = any(claim.status is ClaimStatus.ESTABLISHED for claim in case.exemptions)
    claimed = any(claim.status is ClaimStatus.CLAIMED for claim in case.exemptions)
    if any(hit.list.id == "eu" for hit in grounds) or (grounds and not established and not claimed):
        assert decision.state is PaymentState.FROZEN


@given(cases, policies)
def test_nothing_unfinished_unread_or_unjudged_is_ever_released(case: PaymentCase, policy: DecisionPolicy) -> None:
    unjudged = any(hit.verdict in (HitVerdict.OPEN, HitVerdict.UNSURE) for hit in case.screening.hits)
    unfinished = {case.screening.status, case.rules.status} != {CheckStatus.COMPLETE}
    if unjudged or unfinished or case.unread:
        assert decide(case, policy=policy, at=AT).state in (PaymentState.HELD, PaymentState.FROZEN)


@given(cases, policies)
def test_two_states_swapped_give_the_same_decision(case: PaymentCase, policy: DecisionPolicy) -> None:
    swapped = msgspec.convert(
        msgspec.json.decode(canonical_bytes(case).replace(b"XA", b"X_").replace(b"XB", b"XA").replace(b"X_", b"XB")),
        PaymentCase,
        strict=False,
    )
    one, other = decide(case, policy=policy, at=AT), decide(swapped, policy=policy, at=AT)
    assert one.state is other.state
    assert [each.code for each in one.reasons] == [each.code for each in other.reasons]


@given(cases, policies)
def test_a_case_and_its_decision_are_read_back_from_their_bytes(case: PaymentCase, policy: DecisionPolicy) -> None:
    decision = decide(case, policy=policy, at=AT)
    assert msgspec.json.decode(canonical_bytes(decision), type=PaymentDecision) == decision
    assert msgspec.json.decode(canonical_bytes(case), type=PaymentCase) == case


ACTS = (
    *("held_on", "again", "release", "release-one", "reject", "part", "expire", "delist"),
    *("ask", "ask-part", "ask-back", "answer", "turn-down", "judge", "reject-two"),
)


def a_return(at: datetime) -> Proposal:
    """A proposal to send a payment back."""
    return Proposal(step=ProposedStep.REJECTION, reason="seen", made_at=at, by=AYU, rejection="AG01")


def acted(act: str, last: PaymentDecision, case: PaymentCase, policy: DecisionPolicy, hours: int) -> PaymentDecision:
    """Do one thing to a payment, some hours later."""
    at = last.decided_at + timedelta(hours=hours)
    one, two = Deciders(reason="seen", by=AYU), Deciders(reason="seen", by=AYU, second=BIMA)
    part = PartialRelease(rule="food", amount=euros(f"{hours}.00"), payee="Tarik Amri", reason="rent")
    case = replace(case, payee=a_payee(payee=part.payee))
    if act == "part":
        return partly_released(last, case, release=part, by=two, at=at)
    made: dict[str, Any] = {
        "held_on": lambda: held_on(last, policy=policy, at=at),
        "again": lambda: decided_again(last, case, policy=policy, at=at),
        "release": lambda: released(last, case, by=two, at=at),
        "release-one": lambda: released(last, case, by=one, at=at),
        "reject": lambda: rejected(last, case, code="AG01", by=one, at=at),
        "expire": lambda: expired(last, case, policy=policy, at=at),
        "delist": lambda: delisted(last, case, policy=policy, at=at),
        "reject-two": lambda: rejected(last, case, code="AG01", by=two, at=at),
        "judge": lambda: judged(last, case, policy=policy, at=at, by=one),
        "ask-back": lambda: proposed(last, a_return(at), case=case, policy=policy, at=at),
        "ask": lambda: asked(last, case=case, at=at),
        "ask-part": lambda: asked(last, part=part, case=case, at=at),
        "answer": lambda: confirmed(last, case, policy=policy, by=two, at=at),
        "turn-down": lambda: turned_down(last, case=case, policy=policy, by=replace(one, by=BIMA), at=at),
    }
    decision: PaymentDecision = made[act]()
    return decision


@given(cases, policies, st.lists(st.tuples(st.sampled_from(ACTS), cases, st.integers(1, 300)), max_size=6))
def test_whatever_is_done_to_a_payment_its_history_holds(
    case: PaymentCase, policy: DecisionPolicy, acts: list[tuple[str, PaymentCase, int]]
) -> None:
    history = [decide(case, policy=policy, at=AT)]
    for act, now, hours in acts:
        try:
            history.append(acted(act, history[-1], now, policy, hours))
        except (RefusedError, InputError):
            continue
        assert grounds_of_hits(now, history[-1]) == ()
    assert is_history(history)
    ended = [each.state in (PaymentState.RELEASED, PaymentState.REJECTED) for each in history]
    assert True not in ended[:-1]
    for before, after in pairwise(history):
        if was_frozen(before) and after.state in ENDS:
            assert after.by != after.second != NOBODY
            assert before.proposal is not None
            assert before.proposal.by == after.by
            assert (before.proposal.step is ProposedStep.REJECTION) == (after.state is PaymentState.REJECTED)
            assert (before.state, after.state) != (PaymentState.FROZEN, PaymentState.REJECTED)
    frozen = [each.freeze for each in history if each.freeze is not None]
    let_go = sum(each.partial_release.amount.minor for each in history if each.partial_release is not None)
    if frozen and len(frozen) == len(history):
        assert frozen[0].amount.minor - let_go == frozen[-1].amount.minor > 0


@given(cases, cases, policies, st.integers(0, 400))
def test_a_freeze_that_ends_goes_on_by_another_order_and_by_nothing_else(
    case: PaymentCase, now: PaymentCase, policy: DecisionPolicy, hours: int
) -> None:
    frozen = decide(case, policy=policy, at=AT)
    if frozen.freeze is None:
        return
    at = frozen.freeze.expires_at + timedelta(hours=hours)
    after = expired(frozen, now, policy=policy, at=at)
    is_ordered = decide(now, policy=policy, at=at).state is PaymentState.FROZEN
    assert after.state is (PaymentState.FROZEN if is_ordered else PaymentState.HELD)
    assert was_frozen(after)
    assert after.freeze is None or after.freeze.amount == frozen.freeze.amount


@given(cases, policies, st.sampled_from([(), (BIMA,)]))
def test_what_officers_may_let_go_depends_on_every_hit(
    case: PaymentCase, policy: DecisionPolicy, second: tuple[OfficerId, ...]
) -> None:
    hits, last = case.screening.hits, decide(case, policy=policy, at=AT)
    if last.state is not PaymentState.HELD:
        return
    by = Deciders(reason="seen", by=AYU, second=second[0] if second else NOBODY)
    waiting = asked(last, case=replace(case, screening=replace(case.screening, hits=()))) if second else last
    open_hits = [hit for hit in hits if hit.verdict is HitVerdict.OPEN]
    for_two = [hit for hit in hits if hit.verdict in (HitVerdict.SAME, HitVerdict.UNSURE)]
    exempt = [hit for hit in for_two if hit.verdict is HitVerdict.SAME and is_exempt(case, hit, at=AT)]
    may = not open_hits and (bool(second) or len(for_two) == len(exempt))
    grounds: tuple[str, ...] = ()
    done = last
    try:
        done = released(waiting, case, by=by, at=AT)
    except RefusedError as refused:
        grounds = refused.grounds
    assert may == (not grounds)
    assert set(grounds) <= {UNJUDGED, JUDGED_SAME, CANNOT_BE_TOLD}
    if may:
        assert is_history([last, *([waiting] if second else []), done])


@given(
    st.sampled_from(["EUR", "USD"]),
    st.sampled_from(["EUR", "USD", ""]),
    st.integers(1, 10**6),
    st.integers(2, 10**6),
    st.integers(1, 10**6),
)
def test_a_limit_that_is_taken_can_be_used_and_one_that_is_refused_never(
    paid: str, limit: str, most: int, whole: int, part: int
) -> None:
    amount = Money(currency=paid, minor=whole, decimals=2)
    rule = replace(FOOD, most=Money(currency=limit, minor=most, decimals=2) if limit else None)
    frozen = replace(FREEZE, amount=amount, partial_release=(rule,))
    let_go = PartialRelease(
        rule="food", amount=Money(currency=paid, minor=part, decimals=2), payee="Tarik Amri", reason="rent"
    )
    taken = True
    try:
        check_limits((rule,), amount)
    except InputError:
        taken = False
    fits = taken and part < whole and (not limit or part <= most)
    try:
        left = frozen.without(let_go)
    except InputError:
        assert not fits
    else:
        assert fits
        assert left.amount.minor == whole - part
    assert taken == (limit in ("", paid)) == frozen.may_use(rule)


@given(st.integers(0, 10**17), st.sampled_from([("EUR", 2), ("JPY", 0), ("KWD", 3)]))
def test_an_amount_that_is_written_is_read_back(minor: int, currency: tuple[str, int]) -> None:
    code, decimals = currency
    said = Money(currency=code, minor=minor, decimals=decimals)
    assert money(said.figure, code, decimals={code: decimals}, place="x") == said


@given(st.text("0123456789ABCDEFGHIJ", min_size=11, max_size=20), st.integers(0, 9), st.data())
def test_one_wrong_digit_makes_an_iban_disprove_itself(rest: str, wrong: int, data: st.DataObject) -> None:
    letters = str.maketrans({chr(code): str(code - 55) for code in range(65, 91)})
    check = 98 - int((rest + "XA00").translate(letters)) % 97
    good = f"XA{check:02}{rest}"
    assert is_iban(good)
    digits = [at for at, each in enumerate(good) if each.isdigit() and at > 3]
    if digits:
        at = data.draw(st.sampled_from(digits))
        assert good[at] == str(wrong) or not is_iban(good[:at] + str(wrong) + good[at + 1 :])


@given(texts(400), st.lists(texts(70, least=1), max_size=4), st.sampled_from(AgentRole))
def test_a_payment_is_read_back_from_its_bytes(name: str, lines: list[str], role: AgentRole) -> None:
    address = PostalAddress(lines=tuple(lines), country="XA")
    try:
        party = Party(role=PartyRole.ULTIMATE_ORIGINATOR, name=name, address=address)
    except InputError:
        return
    agent = replace(a_payment().agents[0], role=role)
    payment = a_payment(party, agents=(agent,), remittance=tuple(lines))
    assert msgspec.json.decode(canonical_bytes(payment), type=Payment) == payment


def test_a_history_of_nothing_is_none() -> None:
    assert not is_history([])
    with pytest.raises(InputError):
        a_payment(number=0)
