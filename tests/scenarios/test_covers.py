"""Cover payments: rules count the customers behind them, and every alert names the payments of these customers."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from simpul.core.payment.conditions import Flow
from simpul.core.payment.decision import PaymentState
from simpul.core.payment.party import Agent, AgentRole, PartyRole, account_of
from simpul.core.payment.payment import Payment, References
from simpul.services.flagging import BEHIND
from simpul.services.ports.writing import Transaction
from simpul.web.views.flags import flag_of
from simpul.web.views.payments import payment_document, payments_queue, payments_table
from tests.payments import IBAN_XB, a_party, a_payment, euros
from tests.scenarios.test_flags import flagged, of
from tests.scenarios.test_payment_rules import takes
from tests.scenarios.test_payments import is_sound, takes_in
from tests.stores import database
from tests.world import START, Place, World

__all__ = ["database"]

Made = Callable[..., World]
RINA, DEWI = "Rina Wulan", "Dewi Anggun Pertiwi"


@pytest.fixture
def place(made: Made) -> Place:
    found = made("XA")["XA"]
    takes_in(found, "Somebody Else Altogether")
    return found


def covered(number: int, *, customer: str = RINA) -> Payment:
    """A payment between two institutions, just below a threshold, for a customer with an account of his or her name."""
    at = START - timedelta(days=1) + timedelta(minutes=number)
    return a_payment(
        a_party(name="First Bank of XA", account=account_of("900")),
        a_party(PartyRole.BENEFICIARY, "Bank of the Harbour", account=account_of("901")),
        a_party(PartyRole.UNDERLYING_ORIGINATOR, customer, account=account_of(f"77 {customer}")),
        a_party(PartyRole.UNDERLYING_BENEFICIARY, DEWI, account=account_of(IBAN_XB)),
        agents=(
            Agent(role=AgentRole.ORIGINATOR_AGENT, bic="SIMPXCXC"),
            Agent(role=AgentRole.BENEFICIARY_AGENT, bic="SIMPXDXD"),
            Agent(role=AgentRole.UNDERLYING_ORIGINATOR_AGENT, bic="SIMPXAXA"),
            Agent(role=AgentRole.UNDERLYING_BENEFICIARY_AGENT, bic="SIMPXBXB"),
        ),
        amount=euros("950.00"),
        references=References(end_to_end=f"C-{number}"),
        created_at=at.isoformat(),
    )


def test_an_alert_on_cover_payments_names_the_customer_and_his_or_her_earlier_payments(place: Place) -> None:
    decided = takes(place, *(covered(number) for number in range(1, 4)), covered(4, customer="Utomo Wardana"))
    (held,) = flagged(place)
    assert held.alert.caption.startswith(RINA)
    assert of(held, BEHIND) == tuple(each.payment for each in reversed(decided[:3]))
    flag = flag_of(place.node, place.sight(), held.alert)
    assert flag is not None
    assert {(each.originator, each.beneficiary) for each in flag.payments} == {(RINA, DEWI)}
    assert is_sound(place)


def test_the_payments_behind_a_score_are_those_of_the_customer(place: Place) -> None:
    decided = takes(place, *(covered(number) for number in range(1, 4)), covered(4, customer="Utomo Wardana"))

    def named(tx: Transaction) -> tuple[tuple[str, ...], tuple[str, ...]]:
        facts = tx.history.after(0, 1)[0]
        sent = tx.history.of_account(facts.sender, Flow.OUT, since=0, limit=5)
        return sent, tx.history.of_account(facts.receiver, Flow.IN, since=0, limit=5)

    ids = [each.payment for each in decided]
    assert place.node.store.ledger.act(named) == (tuple(ids[2::-1]), tuple(ids[::-1]))


def test_beside_a_cover_payment_stand_the_accounts_of_the_customers(place: Place) -> None:
    decided = takes(place, *(covered(number) for number in range(1, 4)))
    held = place.node.monitoring.payment(place.sight(), decided[2].payment)
    drawn = place.node.picturing.accounts(place.sight(), held)
    assert [(each.account, each.payments) for each in drawn] == [
        (f"77{RINA.upper().replace(' ', '')}@SIMPXAXA", 3),
        (IBAN_XB, 3),
    ]


def test_the_queue_and_the_page_of_a_cover_payment_name_the_customers(place: Place) -> None:
    decided = takes(place, covered(1), covered(2))
    view = payments_queue(place.node, place.sight(), PaymentState.RELEASED)
    ours = {each.payment for each in decided}
    assert {(row.originator, row.beneficiary) for row in view.payments if row.id in ours} == {(RINA, DEWI)}
    assert {row[3:5] for row in payments_table(view).rows if row[0] in ours} == {(RINA, DEWI)}
    shown = payment_document(place.node, place.sight(), decided[0].payment).payment
    assert (shown.originator, shown.beneficiary) == (RINA, DEWI)
