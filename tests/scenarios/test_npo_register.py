"""The register of non-profit organisations on a real node: two officers, from a place in the order on, and verified."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from simpul.core.authority import OfficerId
from simpul.core.errors import DeniedError, InputError, NotFoundError, RefusedError
from simpul.core.ids import Domain, seal
from simpul.core.payment.conditions import Npo, NpoStatus, Whose
from simpul.core.payment.facts import PaymentFacts
from simpul.core.payment.npo import NpoEntry, NpoProposal
from simpul.core.payment.rule import Clause
from simpul.core.payment.rulebook import Standing, Verdict
from simpul.services.registering import NpoDraft
from tests.paymentrules import a_payment_rule
from tests.payments import AT, IBAN_XA, IBAN_XB
from tests.scenarios.test_payments import is_sound, paid, takes_in
from tests.stores import database
from tests.world import START, Place, World

__all__ = ["database"]

Made = Callable[..., World]

RELIEF = NpoEntry(reference="R-1", name="Harbour Light Relief", accounts=(IBAN_XB,))
OTHER = NpoEntry(reference="R-2", name="Green Valley Trust", accounts=(IBAN_XA,))


@pytest.fixture
def place(made: Made) -> Place:
    found = made("XA")["XA"]
    takes_in(found, "Utomo Wardana Kusuma")
    found.employs("colleague", *found.officers["analyst"].roles)
    return found


def hands_in(place: Place, *entries: NpoEntry, by: str = "analyst") -> str:
    draft = NpoDraft(source="Registrar of State XA", as_of="2026-02-01", entries=entries, reason="A new edition.")
    return place.node.registering.propose(place.sight(by), draft).id


def decides(place: Place, register: str, verdict: Verdict = Verdict.APPROVED, by: str = "colleague") -> None:
    place.node.registering.decide(place.sight(by), register, verdict, reason="Compared with the registrar's page.")


def takes(place: Place, number: int) -> PaymentFacts:
    place.node.monitoring.take([paid(number=f"E-{number}")])
    return place.node.store.ledger.act(lambda tx: tx.history.after(0, 100))[-1]


def test_a_register_stands_from_the_next_payment_on_and_not_before(place: Place) -> None:
    assert takes(place, 1).npos == ""
    register = hands_in(place, RELIEF)
    assert takes(place, 2).npos == ""
    decides(place, register)
    assert takes(place, 3).npos == "receiver"
    decides(place, hands_in(place, OTHER))
    assert takes(place, 4).npos == "sender"
    facts = place.node.store.ledger.act(lambda tx: tx.history.after(0, 100))
    assert [each.npos for each in facts] == ["", "", "receiver", "sender"]
    assert is_sound(place)


def dated(place: Place, day: str) -> NpoDraft:
    return NpoDraft(source="Registrar of State XA", as_of=day, entries=(RELIEF,), reason="A new edition.")


def test_a_register_of_a_day_that_has_come_nowhere_is_not_taken_in(place: Place) -> None:
    with pytest.raises(InputError, match="a day that has not come"):
        place.node.registering.propose(place.sight(), dated(place, "2026-03-02"))
    assert place.node.registering.book(place.sight()).waiting == ()
    place.clock.passes(timedelta(hours=2))
    decides(place, place.node.registering.propose(place.sight(), dated(place, "2026-03-02")).id)
    assert takes(place, 1).npos == "receiver"


def test_a_register_that_was_handed_in_ahead_of_its_day_stands_no_sooner(place: Place) -> None:
    ahead = seal(
        Domain.NPO_PROPOSAL,
        NpoProposal(
            source="Registrar", as_of="2026-03-09", entries=(RELIEF,), reason="New.", by=OfficerId("a"), at=START
        ),
    )
    place.node.store.ledger.act(lambda tx: tx.npos.propose(ahead))
    with pytest.raises(InputError, match="a day that has not come"):
        decides(place, ahead.id)
    assert takes(place, 1).npos == ""
    place.clock.passes(timedelta(days=8))
    decides(place, ahead.id)
    assert takes(place, 2).npos == "receiver"


def test_nobody_decides_on_his_own_register_and_nobody_decides_twice(place: Place) -> None:
    register = hands_in(place, RELIEF)
    with pytest.raises(RefusedError, match="another officer"):
        decides(place, register, by="analyst")
    decides(place, register, Verdict.REFUSED)
    with pytest.raises(RefusedError, match="is decided"):
        decides(place, register)
    assert place.node.registering.standing().proposal is None
    assert takes(place, 1).npos == ""


def test_who_reads_no_intelligence_neither_sees_nor_changes_it(place: Place) -> None:
    register = hands_in(place, RELIEF)
    with pytest.raises(DeniedError):
        place.node.registering.book(place.sight("admin"))
    with pytest.raises(DeniedError):
        decides(place, register, by="admin")
    with pytest.raises(NotFoundError):
        decides(place, "0" * 64)


def test_a_rule_on_the_register_says_the_same_live_and_over_the_past(place: Place) -> None:
    clause = Clause(npos=(Npo(whose=Whose.RECEIVER, status=NpoStatus.NPO),))
    rule = a_payment_rule(clause, name="to-charities")
    made = place.node.ruling.propose(place.sight(), rule, Standing.IN_FORCE, reason="To see them.")
    place.node.ruling.decide(place.sight("colleague"), made.id, Verdict.APPROVED, reason="Yes.")
    takes(place, 1)
    decides(place, hands_in(place, RELIEF))
    takes(place, 2)
    takes(place, 3)
    tried = place.node.ruling.backtest(place.sight(), rule)
    assert (tried.payments, tried.live, tried.differences, tried.alerted) == (3, 3, 0, 2)


def test_how_its_payments_fare_is_counted(place: Place) -> None:
    decides(place, hands_in(place, RELIEF))
    for number in range(6):
        takes(place, number)
    fares = place.node.picturing.fares(place.sight(), days=7)
    assert [(each.group, each.payments) for each in fares.by_register] == [("registered", 6)]


@pytest.mark.parametrize(
    ("entries", "said"),
    [
        ((RELIEF, replace(OTHER, reference="R-1")), "stands twice"),
        ((RELIEF, replace(OTHER, accounts=(IBAN_XB,))), "stands twice"),
        ((), "1 to"),
    ],
)
def test_a_register_that_contradicts_itself_is_refused(entries: tuple[NpoEntry, ...], said: str) -> None:
    with pytest.raises(InputError, match=said):
        NpoProposal(source="Registrar", as_of="2026-02-01", entries=entries, reason="New.", by=OfficerId("a"), at=AT)
