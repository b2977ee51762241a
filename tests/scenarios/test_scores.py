"""The score on a real node: it alerts and holds nothing, names its model and payments, and can be reckoned again."""

from collections.abc import Callable
from datetime import timedelta

from simpul.core.payment.decision import PaymentDecision, ReasonCode
from simpul.core.payment.party import Agent, AgentRole, PartyKind, PartyRole, account_of
from simpul.core.payment.payment import Payment, References
from tests.payments import a_party, a_payment, euros
from tests.scenarios.test_payment_rules import runs, takes
from tests.scenarios.test_payments import takes_in
from tests.world import START, Place, World

Made = Callable[..., World]

SUSPICION = "suspicion@2"
GIVERS, TURNS = 30, 4
COLLECTOR, COURIER, CASH_POINT = 1, 2, 3


def paid(sender: int, receiver: int, figure: str, *, day: float, purpose: str = "") -> Payment:
    """A payment by a person to a person, or to the cash point, all of whom are numbers."""
    ends = ((PartyRole.ORIGINATOR, sender), (PartyRole.BENEFICIARY, receiver))
    payer, payee = (
        a_party(
            role,
            f"Number {who}",
            kind=PartyKind.ORGANISATION if who == CASH_POINT else PartyKind.PERSON,
            account=account_of(f"XA46SIMP{who:010}"),
        )
        for role, who in ends
    )
    at = START - timedelta(days=40) + timedelta(days=day)
    named = References(end_to_end=f"S-{sender}-{receiver}-{round(day * 10)}")
    banks = tuple(
        Agent(role=role, bic="SIMPXAXA") for role in (AgentRole.ORIGINATOR_AGENT, AgentRole.BENEFICIARY_AGENT)
    )
    said = {"amount": euros(figure), "created_at": at.isoformat(), "references": named, "purpose": purpose}
    return a_payment(payer, payee, agents=banks, **said)


def micro_donations() -> list[Payment]:
    """Small gifts of strangers to one person, who hands them on to a courier, who draws cash."""
    flow = [(giver / 2, 100 + giver, COLLECTOR, "40.00", "") for giver in range(GIVERS)]
    flow += [(8.1 + 2 * turn, COLLECTOR, COURIER, "300.00", "") for turn in range(TURNS)]
    flow += [(8.6 + 2 * turn, COURIER, CASH_POINT, "300.00", "CSDB") for turn in range(TURNS)]
    return [paid(payer, payee, sum_, day=day, purpose=code) for day, payer, payee, sum_, code in sorted(flow)]


def suspected(place: Place) -> list[tuple[str, tuple[str, ...]]]:
    return [
        (facts.payment, found.arguments)
        for facts, run in runs(place)
        for found in run.findings
        if str(found.rule) == SUSPICION
    ]


def reasons(decision: PaymentDecision) -> list[str]:
    return [str(each.rule) for each in decision.reasons if each.code is ReasonCode.RULE]


def test_a_scheme_raises_an_alert_that_names_the_payments_and_holds_none_by_itself(made: Made) -> None:
    place = made("XA")["XA"]
    takes_in(place, "Somebody Else Altogether")
    decided = takes(place, *micro_donations())
    alerted = [each for each in decided if SUSPICION in reasons(each)]
    assert alerted
    said = [each for one in alerted for each in one.reasons if str(each.rule) == SUSPICION]
    assert {each.arguments[0] for each in said} == {"alert"}
    assert not any("hold" in each.arguments[:1] for one in decided for each in one.reasons)
    order = [facts.payment for facts, _ in runs(place)]
    for payment, arguments in suspected(place):
        score, *grounds = [each for each in arguments[2:] if each != "capped"]
        assert score.startswith("score ")
        named = [each for ground in grounds for each in ground.partition(" <- ")[2].split(", ") if each]
        assert named
        until = order[: order.index(payment) + 1]
        assert all(any(one.startswith(each) for one in until) for each in named)
    assert {str(each) for each in decided[0].rules} >= {SUSPICION}


def test_what_was_said_live_is_what_the_back_test_says(made: Made) -> None:
    place = made("XA")["XA"]
    takes(place, *micro_donations()[:20])
    for each in micro_donations()[20:]:
        takes(place, each)
    fired = suspected(place)
    rule = place.node.ruling.rule("suspicion")
    done = place.node.ruling.backtest_as(rule, actor="operator")
    assert fired
    assert (done.payments, done.alerted, done.held) == (GIVERS + 2 * TURNS, len(fired), 0)
    assert (done.live, done.differences) == (GIVERS + 2 * TURNS, 0)


def test_one_by_one_or_together_scores_and_grounds_are_the_same(made: Made) -> None:
    alone, together = made("XA")["XA"], made("XB")["XB"]
    for each in micro_donations():
        takes(alone, each)
    takes(together, *micro_donations())
    assert suspected(alone) == suspected(together)
