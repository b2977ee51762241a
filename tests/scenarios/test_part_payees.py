"""On a real node: who is to receive a part of what is frozen is compared with the lists before it goes."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from simpul.core.authority import Level
from simpul.core.designation import Designation, ListEdition, ListedName, NameQuality
from simpul.core.errors import NotFoundError, RefusedError
from simpul.core.payment.apart import KEPT_APART, NOT_CLEARED_TO_END
from simpul.core.payment.decision import PaymentAct, PaymentDecision, PaymentState
from simpul.core.payment.findings import HitVerdict, ListHit
from simpul.core.payment.freezing import PartialRelease
from simpul.core.payment.judging import HitsOf, Judgement
from simpul.core.payment.keeping import payee_waiting
from simpul.core.payment.letting_go import PAYEE_CAME, PAYEE_LISTED, UNJUDGED
from simpul.core.vocabulary import Schema
from tests.scenarios.test_payments import LISTED, is_sound, paid, shown, taken, takes_in
from tests.scenarios.test_relisting_payments import carried
from tests.scenarios.test_second_officer import PAYMENT, RENT, order, same
from tests.world import Place, World

Made = Callable[..., World]
OTHER = "Utomo Wardana Kusuma"
TO_OTHER = replace(RENT, payee=OTHER)


@pytest.fixture
def place(made: Made) -> Place:
    """A node with one payment that is frozen, and a list on which somebody else stands too."""
    found = made("XA")["XA"]
    takes_in(found, LISTED, OTHER)
    taken(found, paid(LISTED))
    same(found, ordered=order(found))
    return found


def proposes(place: Place, part: PartialRelease = TO_OTHER, by: str = "analyst") -> PaymentDecision:
    return place.node.confirming.propose_part(place.sight(by), PAYMENT, part, reason="rent")


def confirms(place: Place, by: str = "second") -> PaymentDecision:
    return place.node.confirming.confirm(place.sight(by), PAYMENT, reason="contract seen")


def refused(place: Place, by: str = "second") -> tuple[str, ...]:
    with pytest.raises(RefusedError) as error:
        confirms(place, by)
    return error.value.grounds


def judges(place: Place, verdict: HitVerdict, *, reference: str = "W.002", by: str = "second") -> None:
    said = Judgement(list_id="watch", reference=reference, verdict=verdict, whose=HitsOf.PAYEE)
    place.node.monitoring.judge(place.sight(by), PAYMENT, said, reason="looked up")


def waits(place: Place, by: str = "analyst") -> tuple[ListHit, ...]:
    check = payee_waiting(shown(place, paid(LISTED), by).last)
    return check.screening.hits if check is not None else ()


def test_who_is_to_receive_a_part_is_compared_and_shown_to_both_and_judged_before_it_goes(place: Place) -> None:
    assert proposes(place).act is PaymentAct.PROPOSE
    for name in ("analyst", "second"):
        (hit,) = waits(place, name)
        assert (hit.reference, hit.name, hit.verdict) == ("W.002", OTHER, HitVerdict.OPEN)
        evidence = place.node.confirming.paying_out.evidence(place.sight(name), OTHER)
        assert evidence[("watch", "W.002", hit.part)]
    assert refused(place) == (UNJUDGED,)
    judges(place, HitVerdict.DIFFERENT)
    done = confirms(place)
    assert (done.state, done.partial_release) == (PaymentState.FROZEN, TO_OTHER)
    assert is_sound(place)


def test_no_part_goes_to_who_was_judged_to_be_listed_and_asking_again_makes_nobody_unlisted(place: Place) -> None:
    proposes(place)
    judges(place, HitVerdict.SAME)
    assert refused(place) == (PAYEE_LISTED,)
    place.node.confirming.turn_down(place.sight("second"), PAYMENT, reason="a listed party")
    proposes(place)
    assert [(hit.verdict, hit.judged_by) for hit in waits(place)] == [
        (HitVerdict.SAME, place.sight("second").viewer.officer)
    ]
    assert refused(place) == (PAYEE_LISTED,)
    assert is_sound(place)


def test_the_listed_party_whose_money_is_frozen_is_no_payee_of_it_either(place: Place) -> None:
    proposes(place, replace(RENT, payee=LISTED))
    (hit,) = waits(place)
    assert (hit.reference, hit.verdict) == ("W.001", HitVerdict.OPEN)
    judges(place, HitVerdict.SAME, reference="W.001")
    assert refused(place) == (PAYEE_LISTED,)
    judges(place, HitVerdict.UNSURE, reference="W.001")
    last = shown(place, paid(LISTED)).last
    assert [hit.verdict for hit in last.case.screening.hits] == [HitVerdict.SAME]
    assert last.decision.state is PaymentState.FROZEN
    assert is_sound(place)


def test_who_comes_onto_a_list_after_the_proposal_receives_nothing_before_it_is_proposed_anew(place: Place) -> None:
    proposes(place, RENT)
    assert waits(place) == ()
    takes_in(place, LISTED, OTHER, RENT.payee)
    assert refused(place) == (PAYEE_CAME,)
    place.node.confirming.turn_down(place.sight("second"), PAYMENT, reason="listed since")
    proposes(place, RENT)
    assert [hit.reference for hit in waits(place)] == ["W.003"]
    assert refused(place) == (UNJUDGED,)
    judges(place, HitVerdict.DIFFERENT, reference="W.003")
    assert confirms(place).partial_release == RENT
    assert is_sound(place)


def test_a_payee_is_judged_while_a_part_waits_and_not_afterwards(place: Place) -> None:
    with pytest.raises(NotFoundError):
        judges(place, HitVerdict.DIFFERENT)
    proposes(place)
    place.node.confirming.turn_down(place.sight("second"), PAYMENT, reason="not yet")
    with pytest.raises(NotFoundError):
        judges(place, HitVerdict.DIFFERENT)


def lists_secretly(place: Place, name: str) -> None:
    entry = Designation(
        list_id="secret",
        reference="S.001",
        schema=Schema.PERSON,
        names=(ListedName(value=name, quality=NameQuality.PRIMARY),),
    )
    edition = ListEdition(list_id="secret", dated="2026-01-15", entries=(entry,))
    place.node.listing.take_in(place.sight(), edition, handling=place.terms(level=Level.SECRET))
    place.screens()
    carried(place)


def test_a_payee_on_a_secret_list_is_kept_apart_and_the_proposal_looks_as_without_it(place: Place) -> None:
    lists_secretly(place, "Grocer Of The Harbour")
    to_grocer = replace(RENT, payee="Grocer Of The Harbour")
    proposes(place, to_grocer, by="junior")
    assert waits(place, "junior") == ()
    desk, junior = place.node.keeping_apart, place.sight("junior")
    assert desk.of(junior, PAYMENT) == ()
    (kept,) = desk.of(place.sight(), PAYMENT)
    assert kept.kept.entry == ("secret", "S.001")
    assert refused(place) == (KEPT_APART,)
    lists_secretly(place, "Grocer Of The Harbour")
    assert [each.lifted for each in desk.of(place.sight(), PAYMENT)] == [None]
    desk.lift(place.sight(), kept.record.id, reason="another grocer")
    assert confirms(place).partial_release == to_grocer
    assert is_sound(place)


def test_a_secret_listing_after_the_proposal_is_told_to_nobody_who_may_not_see_it(place: Place) -> None:
    proposes(place, RENT)
    before = refused(place, "junior")
    lists_secretly(place, RENT.payee)
    assert refused(place, "junior") == before == (NOT_CLEARED_TO_END,)
    assert refused(place) == (PAYEE_CAME,)
    assert is_sound(place)
