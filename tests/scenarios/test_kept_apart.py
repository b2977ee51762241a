"""What comes under stricter terms against a payment that is seen is kept apart, and the payment stays what it was."""

from collections.abc import Callable

import pytest

from simpul.core.audit import Act
from simpul.core.authority import Level
from simpul.core.cases.freezing import FreezeTarget, TargetKind, Word
from simpul.core.designation import Designation, ListEdition, ListedName, NameQuality
from simpul.core.errors import ConflictError, InputError, NotFoundError, RefusedError
from simpul.core.payment.apart import KEPT_APART, KEPT_FOR_A_REQUEST, NOT_CLEARED_TO_END, HeldApart
from simpul.core.payment.decision import PaymentAct, ReasonCode
from simpul.core.payment.findings import HitVerdict
from simpul.core.payment.judging import Judgement
from simpul.core.payment.letting_go import UNJUDGED
from simpul.core.payment.payment import Payment, payment_id
from simpul.core.vocabulary import Schema
from tests.scenarios.test_freeze_requests import asks, says
from tests.scenarios.test_payments import HELD, LISTED, RELEASED, is_sound, paid, shown, taken, takes_in
from tests.scenarios.test_relisting_payments import carried
from tests.world import Place, World

Made = Callable[..., World]
PAYEE = "Sari Embun Lestari"
OTHER = "Utomo Wardana Kusuma"
PAYMENT = paid(LISTED)


def lists_secretly(place: Place, *names: str) -> None:
    """Bring a secret list whose entries bear these names into force, and carry it to the payments."""
    entries = tuple(
        Designation(
            list_id="secret",
            reference=f"S.{name[:4]}",
            schema=Schema.PERSON,
            names=(ListedName(value=name, quality=NameQuality.PRIMARY),),
        )
        for name in names
    )
    edition = ListEdition(list_id="secret", dated="2026-01-15", entries=entries)
    place.node.listing.take_in(place.sight(), edition, handling=place.terms(level=Level.SECRET))
    place.screens()
    carried(place)


def apart(place: Place, payment: Payment = PAYMENT, by: str = "analyst") -> tuple[HeldApart, ...]:
    return place.node.keeping_apart.of(place.sight(by), payment_id(payment))


def judges(place: Place, by: str, verdict: HitVerdict = HitVerdict.DIFFERENT) -> None:
    judgement = Judgement(list_id="watch", reference="W.001", verdict=verdict)
    place.node.monitoring.judge(place.sight(by), payment_id(PAYMENT), judgement, reason="born elsewhere")


@pytest.fixture
def place(made: Made) -> Place:
    """A node with an open list, on which somebody stands whom a payment pays that everybody sees."""
    found = made("XA")["XA"]
    takes_in(found, LISTED, OTHER)
    carried(found)
    assert taken(found, PAYMENT).state is HELD
    return found


def test_a_secret_listing_leaves_a_payment_that_is_seen_as_it_was_and_is_told_to_who_may_see_it(place: Place) -> None:
    before = shown(place, PAYMENT, by="junior")
    lists_secretly(place, LISTED, "Somebody Else")
    assert shown(place, PAYMENT, by="junior") == before == shown(place, PAYMENT)
    (kept,) = apart(place)
    assert (kept.kept.entry, kept.kept.owner, kept.handling.level) == (
        ("secret", "S.Bahr"),
        "duty desk",
        Level.SECRET,
    )
    (line,) = place.node.keeping_apart.page(place.sight()).items
    assert (line.held, line.payment, place.node.keeping_apart.count(place.sight())) == (kept, PAYMENT, 1)
    junior = place.sight("junior")
    assert (apart(place, by="junior"), place.node.keeping_apart.count(junior)) == ((), 0)
    assert place.node.keeping_apart.page(junior).items == ()
    for number in (kept.record.id, "f" * 64):
        with pytest.raises(NotFoundError):
            place.node.keeping_apart.lift(junior, number, reason="a look")
    entries = place.node.auditing.entries(place.sight("auditor"), limit=50).items
    assert Act.PAYMENT_APART in {held.entry.act for held in entries}
    assert is_sound(place)


def test_nobody_lets_it_go_while_it_stands_and_a_cleared_officer_may_when_it_is_lifted(place: Place) -> None:
    lists_secretly(place, LISTED)
    number = payment_id(PAYMENT)
    judges(place, "analyst")
    acts: tuple[Callable[[], object], ...] = (
        lambda: place.node.monitoring.release(place.sight(), number, reason="known to us"),
        lambda: place.node.monitoring.reject(place.sight(), number, reason="no", code="AC01"),
    )
    for act in acts:
        with pytest.raises(RefusedError) as refused:
            act()
        assert refused.value.grounds == (KEPT_APART,)
    (kept,) = apart(place)
    with pytest.raises(InputError):
        place.node.keeping_apart.lift(place.sight(), kept.record.id, reason=" ")
    place.node.keeping_apart.lift(place.sight(), kept.record.id, reason="born elsewhere")
    with pytest.raises(ConflictError):
        place.node.keeping_apart.lift(place.sight("second"), kept.record.id, reason="once more")
    assert place.node.keeping_apart.count(place.sight()) == 0
    (lifted,) = apart(place)
    assert lifted.lifted is not None
    assert (lifted.lifted.by, shown(place, PAYMENT).state) == (place.officers["analyst"].id, HELD)
    assert place.node.monitoring.release(place.sight(), number, reason="known to us").state is RELEASED
    assert is_sound(place)


@pytest.mark.parametrize("secretly", [(), (LISTED,)])
def test_who_is_not_cleared_is_told_the_same_whether_something_is_kept_apart_or_not(
    place: Place, secretly: tuple[str, ...]
) -> None:
    if secretly:
        lists_secretly(place, *secretly)
    number, junior = payment_id(PAYMENT), place.sight("junior")
    with pytest.raises(RefusedError) as refused:
        place.node.monitoring.release(junior, number, reason="known to us")
    assert refused.value.grounds == (UNJUDGED,)
    judges(place, "junior")
    acts: tuple[Callable[[], object], ...] = (
        lambda: place.node.monitoring.release(junior, number, reason="known to us"),
        lambda: place.node.monitoring.reject(junior, number, reason="no", code="AC01"),
    )
    for act in acts:
        with pytest.raises(RefusedError) as refused:
            act()
        assert refused.value.grounds == (NOT_CLEARED_TO_END,)
    last = shown(place, PAYMENT, by="junior").last
    assert (last.decision.state, last.decision.act) == (HELD, PaymentAct.PROPOSE)
    assert [hit.verdict for hit in last.case.screening.hits] == [HitVerdict.DIFFERENT]
    assert last.decision.proposal is not None
    assert last.decision.proposal.by == place.officers["junior"].id
    place.employs("clerk", *place.officers["junior"].roles, clearance=Level.RESTRICTED)
    with pytest.raises(RefusedError) as refused:
        place.node.confirming.confirm(place.sight("clerk"), number, reason="so it is")
    assert refused.value.grounds == (NOT_CLEARED_TO_END,)
    if secretly:
        with pytest.raises(RefusedError) as refused:
            place.node.confirming.confirm(place.sight(), number, reason="so it is")
        assert refused.value.grounds == (KEPT_APART,)
    else:
        assert place.node.confirming.confirm(place.sight(), number, reason="so it is").state is RELEASED
    assert is_sound(place)


def test_the_judgement_of_a_cleared_officer_stands_too_and_waits_until_it_is_lifted(place: Place) -> None:
    lists_secretly(place, LISTED)
    judges(place, "analyst")
    assert (shown(place, PAYMENT).state, shown(place, PAYMENT).last.decision.act) == (HELD, PaymentAct.PROPOSE)
    (kept,) = apart(place)
    place.node.keeping_apart.lift(place.sight(), kept.record.id, reason="born elsewhere")
    done = place.node.confirming.confirm(place.sight("second"), payment_id(PAYMENT), reason="so it is")
    assert done.state is RELEASED


def test_the_rules_lift_it_when_the_entry_leaves_and_keep_it_apart_anew_when_it_comes_again(place: Place) -> None:
    for _ in range(2):
        lists_secretly(place, LISTED)
        lists_secretly(place, "Somebody Else Entirely")
    kept = apart(place)
    assert [each.lifted.by for each in kept if each.lifted] == ["", ""]
    assert shown(place, PAYMENT).decisions == shown(place, PAYMENT, by="junior").decisions
    assert len(shown(place, PAYMENT).decisions) == 1
    assert is_sound(place)


def test_what_an_officer_lifted_stays_lifted_while_the_entry_stays_as_it_is(place: Place) -> None:
    lists_secretly(place, LISTED)
    (kept,) = apart(place)
    place.node.keeping_apart.lift(place.sight(), kept.record.id, reason="born elsewhere")
    lists_secretly(place, LISTED, "Somebody Else Entirely")
    assert place.node.keeping_apart.count(place.sight()) == 0
    lists_secretly(place, "Somebody Else Entirely")
    lists_secretly(place, LISTED)
    assert place.node.keeping_apart.count(place.sight()) == 1


def test_when_what_is_seen_lets_go_it_comes_up_for_release_as_always_and_stays_held(place: Place) -> None:
    lists_secretly(place, LISTED)
    takes_in(place, OTHER)
    carried(place)
    last = shown(place, PAYMENT, by="junior").last.decision
    assert (last.act, last.state, last.reasons[0].code) == (
        PaymentAct.LIST_CHANGE,
        HELD,
        ReasonCode.LIST_HIT_GONE,
    )
    assert last.proposal is not None
    with pytest.raises(RefusedError) as refused:
        place.node.confirming.confirm(place.sight(), last.payment, reason="off the list")
    assert refused.value.grounds == (KEPT_APART,)


def test_what_waited_for_a_check_alone_is_not_let_go_by_the_rules_and_says_nothing_of_why(made: Made) -> None:
    place = made("XA")["XA"]
    assert taken(place, paid()).state is HELD
    lists_secretly(place, PAYEE)
    assert shown(place, paid(), by="junior").last.decision.reasons[0].code is ReasonCode.SCREENING_NOT_RUN
    assert len(apart(place, paid())) == 1
    takes_in(place, OTHER)
    carried(place)
    last = shown(place, paid(), by="junior").last.decision
    assert (last.state, last.act, [each.code for each in last.reasons]) == (
        HELD,
        PaymentAct.LIST_CHANGE,
        [ReasonCode.NOTHING_FOUND],
    )
    assert [str(each.id) for each in last.lists] == ["watch"]
    lists_secretly(place, "Somebody Else Entirely")
    assert shown(place, paid()).last.decision == last
    assert place.node.confirming.confirm(place.sight(), last.payment, reason="nothing").state is RELEASED
    assert is_sound(place)


def test_a_list_that_comes_under_stricter_terms_leaves_its_hit_where_it_was_seen(place: Place) -> None:
    before = shown(place, PAYMENT, by="junior")
    takes_in(place, LISTED, OTHER, level=Level.SECRET)
    carried(place)
    assert shown(place, PAYMENT, by="junior") == before
    assert apart(place) == ()


def test_a_payment_that_comes_when_a_secret_list_names_somebody_in_it_is_secret_as_a_whole(place: Place) -> None:
    lists_secretly(place, PAYEE)
    taken(place, paid(number="E-9"))
    with pytest.raises(NotFoundError):
        shown(place, paid(number="E-9"), by="junior")
    assert apart(place, paid(number="E-9")) == ()


def test_a_secret_request_to_freeze_is_kept_apart_and_lifted_by_what_is_said_on_it(made: Made) -> None:
    world = made("XA", "XB")
    asking, asked = world["XA"], world["XB"]
    takes_in(asked, LISTED, OTHER)
    carried(asked)
    taken(asked, PAYMENT)
    before = shown(asked, PAYMENT, by="junior")
    said = asks(asking, target=FreezeTarget(kind=TargetKind.PARTY, value=LISTED), level=Level.SECRET)
    asking.node.units.freezing.approve(asking.sight("second"), said.record)
    world.delivers()
    assert shown(asked, PAYMENT, by="junior") == before
    (kept,) = apart(asked)
    assert (kept.kept.request, apart(asked, by="junior")) == (said.record, ())
    (held,) = asked.node.units.freezing.held_for(asked.sight(), said.record)
    assert held.id == payment_id(PAYMENT)
    with pytest.raises(RefusedError) as refused:
        asked.node.keeping_apart.lift(asked.sight(), kept.record.id, reason="a look")
    assert refused.value.grounds == (KEPT_FOR_A_REQUEST,)
    lists_secretly(asked, "Somebody Else Entirely")
    assert asked.node.keeping_apart.count(asked.sight()) == 1
    assert says(asked, said.record, Word.NO_MEASURE).payments == 1
    assert asked.node.keeping_apart.count(asked.sight()) == 0
    assert shown(asked, PAYMENT, by="junior") == before
    assert is_sound(asked)


def test_a_freeze_on_a_secret_request_is_told_on_the_request_and_not_on_the_payment(made: Made) -> None:
    world = made("XA", "XB")
    asking, asked = world["XA"], world["XB"]
    takes_in(asked, LISTED)
    carried(asked)
    taken(asked, PAYMENT)
    said = asks(asking, target=FreezeTarget(kind=TargetKind.PARTY, value=LISTED), level=Level.SECRET)
    asking.node.units.freezing.approve(asking.sight("second"), said.record)
    world.delivers()
    assert says(asked, said.record, Word.FROZEN).payments == 1
    assert shown(asked, PAYMENT, by="junior").state is HELD
    assert asked.node.keeping_apart.count(asked.sight()) == 1
    judges(asked, "analyst")
    with pytest.raises(RefusedError) as refused:
        asked.node.monitoring.release(asked.sight(), payment_id(PAYMENT), reason="known to us")
    assert refused.value.grounds == (KEPT_APART,)
    assert taken(asked, paid(LISTED, number="E-2")).state is HELD
