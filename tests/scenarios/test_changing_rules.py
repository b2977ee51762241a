"""Changing rules on a real node: by two officers and a back-test, which says what live evaluation said."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from simpul.core.errors import DeniedError, InputError, NotFoundError, RefusedError
from simpul.core.payment.backtest import BackTest
from simpul.core.payment.conditions import Corridor, ListHits, Pattern
from simpul.core.payment.decision import PaymentState, ReasonCode
from simpul.core.payment.findings import RuleEffect
from simpul.core.payment.payment import Payment
from simpul.core.payment.rule import Clause, Rule
from simpul.core.payment.rulebook import SAME_OFFICER, Standing, Verdict
from simpul.core.payment.transition import NOT_CLEARED
from tests.paymentrules import a_limit, a_payment_rule
from tests.payments import euros
from tests.scenarios.test_payment_rules import paid, runs, takes
from tests.scenarios.test_payments import let_go, takes_in
from tests.scenarios.test_payments import paid as paid_with_all
from tests.world import START, Place, World

Made = Callable[..., World]

HOLDS = a_payment_rule(name="often", effect=RuleEffect.HOLD)


def whole(number: int, *, to: str = "Sari Embun Lestari", minutes: int = 0) -> Payment:
    """A payment that nothing is missing in."""
    at = START - timedelta(days=2) + timedelta(minutes=minutes or 10 * number)
    return paid_with_all(to, number=f"W-{number}", created_at=at.isoformat(), amount=euros("120.00"))


def stands(place: Place, rule: Rule, standing: Standing = Standing.IN_FORCE) -> None:
    ruling = place.node.ruling
    made = ruling.propose(place.sight("analyst"), rule, standing, reason="to be tried")
    ruling.decide(place.sight("releasing"), made.id, Verdict.APPROVED, reason="agreed")


def tried(place: Place, rule: Rule) -> BackTest:
    return place.node.ruling.backtest(place.sight(), rule)


def test_a_rule_holds_from_when_two_officers_have_put_it_in_force(made: Made) -> None:
    place = made("XA")["XA"]
    takes_in(place, "Somebody Else Altogether")
    before = takes(place, *(whole(number) for number in range(1, 5)))
    proposal = place.node.ruling.propose(place.sight("analyst"), HOLDS, Standing.IN_FORCE, reason="seen")
    assert proposal.value.backtest is not None
    assert (proposal.value.backtest.payments, proposal.value.backtest.held) == (4, 2)
    waiting = takes(place, whole(5))
    place.node.ruling.decide(place.sight("releasing"), proposal.id, Verdict.APPROVED, reason="agreed")
    after = takes(place, whole(6))
    assert {each.state for each in (*before, *waiting)} == {PaymentState.RELEASED}
    assert after[0].state is PaymentState.HELD
    (reason,) = [each for each in after[0].reasons if each.rule == HOLDS.edition]
    assert (reason.code, reason.arguments[0]) == (ReasonCode.RULE, "hold")
    assert place.node.auditing.verify_as_operator().ok


def test_a_rule_in_shadow_is_recorded_and_decides_nothing(made: Made) -> None:
    place = made("XA")["XA"]
    takes_in(place, "Somebody Else Altogether")
    stands(place, HOLDS, Standing.IN_SHADOW)
    decided = takes(place, *(whole(number) for number in range(1, 5)))
    assert {each.state for each in decided} == {PaymentState.RELEASED}
    shadow = [[str(each.rule) for each in run.shadow] for _, run in runs(place)]
    assert shadow == [[], [], ["often@1"], ["often@1"]]
    assert all(HOLDS.edition in each.rules for each in decided)


def test_the_past_says_what_live_evaluation_said(made: Made) -> None:
    place = made("XA")["XA"]
    takes_in(place, "Bahrul Santosa Wiratama")
    rules = (
        HOLDS,
        a_payment_rule(Clause(lists=(ListHits(),)), name="listed"),
        a_payment_rule(Clause(corridors=(Corridor(origins=("XA",)),)), name="from-xa"),
        a_payment_rule(Clause(patterns=(Pattern(feature="sender_out_count_5d", at_least="4"),)), name="patterns"),
    )
    takes(place, whole(1), whole(2))
    for rule in rules:
        stands(place, rule, Standing.IN_SHADOW)
    for number in range(3, 12):
        takes(place, whole(number, to="Bahrul Santosa Wiratama" if number % 4 == 0 else "Sari Embun Lestari"))
    for rule in (*rules, *place.node.ruling.book_as_operator().standing.force):
        done = tried(place, rule)
        assert done.payments == 11
        assert done.live == (9 if rule in rules else 11)
        assert done.differences == 0, rule.edition
    assert tried(place, rules[0]).held == 9
    assert tried(place, rules[1]).alerted == 2
    assert tried(place, rules[2]).alerted == 11
    assert tried(place, rules[3]).alerted == 8


def test_what_officers_decided_is_found_or_missed(made: Made) -> None:
    place = made("XA")["XA"]
    takes_in(place, "Bahrul Santosa Wiratama")
    held = takes(place, *(whole(number, to="Bahrul Santosa Wiratama") for number in range(1, 4)))
    sight = place.sight()
    monitoring = place.node.monitoring
    monitoring.reject(sight, held[0].payment, reason="it is", code="RR04")
    let_go(place, held[1].payment, reason="it is not")
    listed = tried(place, a_payment_rule(Clause(lists=(ListHits(),)), name="listed"))
    assert (listed.confirmed, listed.let_go, listed.missed, listed.fired) == (1, 1, 0, 3)
    never = tried(place, a_payment_rule(Clause(windows=(a_limit(99),)), name="never"))
    assert (never.confirmed, never.let_go, never.missed, never.fired) == (0, 0, 1, 0)
    assert never.missed_named == (held[0].payment,)
    (corridor,) = listed.by_corridor
    assert (corridor.group, corridor.payments, corridor.fired, corridor.let_go) == ("XA-XB", 3, 3, 1)


def test_the_archive_is_made_anew_where_it_holds_something_else(made: Made, tmp_path: Path) -> None:
    place = made("XA")["XA"]
    takes(place, paid(1), paid(2))
    assert tried(place, HOLDS).payments == 2
    takes(place, paid(3))
    assert tried(place, HOLDS).payments == 3
    (archive,) = (tmp_path / "0" / "XA").glob("payment-archive.duckdb")
    archive.unlink()
    assert tried(place, HOLDS).held == 1


def test_nobody_approves_an_own_proposal_and_who_is_not_cleared_for_all_sees_no_back_test(made: Made) -> None:
    place = made("XA")["XA"]
    ruling = place.node.ruling
    proposal = ruling.propose(place.sight("analyst"), HOLDS, Standing.IN_FORCE, reason="seen")
    with pytest.raises(RefusedError) as refused:
        ruling.decide(place.sight("analyst"), proposal.id, Verdict.APPROVED, reason="mine")
    assert refused.value.grounds == (SAME_OFFICER,)
    with pytest.raises(RefusedError) as refused:
        ruling.backtest(place.sight("junior"), HOLDS)
    assert refused.value.grounds == (NOT_CLEARED,)
    with pytest.raises(DeniedError):
        ruling.propose(place.sight("admin"), HOLDS, Standing.IN_FORCE, reason="seen")
    assert ruling.book(place.sight("junior")).open != ()


def test_a_rule_that_asks_for_a_figure_there_is_not_is_refused(made: Made) -> None:
    place = made("XA")["XA"]
    odd = a_payment_rule(Clause(patterns=(Pattern(feature="shoe_size", at_least="46"),)), name="odd")
    with pytest.raises(InputError):
        place.node.ruling.propose(place.sight(), odd, Standing.IN_SHADOW, reason="seen")
    with pytest.raises(NotFoundError):
        place.node.ruling.rule("odd")


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE payment_rule_record SET body = replace(body, 'agreed', 'forced') WHERE kind = 'verdict'",
        "DELETE FROM payment_rule_record WHERE kind = 'verdict'",
        "UPDATE payment_fact SET amount = amount + 1",
        "UPDATE payment_fact SET apart = 1",
        "DELETE FROM payment_fact",
    ],
)
def test_a_record_that_was_changed_or_taken_away_is_found(made: Made, statement: str) -> None:
    place = made("XA")["XA"]
    stands(place, HOLDS)
    takes(place, paid(1))
    assert place.node.auditing.verify_as_operator().ok
    connection = place.node.store._connection
    place.node.store.ledger.act(lambda _tx: connection.exec_driver_sql(statement))
    assert not place.node.auditing.verify_as_operator().ok


def test_where_nothing_was_ever_paid_nothing_is_said_of_it(made: Made) -> None:
    done = tried(made("XA")["XA"], HOLDS)
    assert (done.payments, done.fired, done.by_corridor) == (0, 0, ())
