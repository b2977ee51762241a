"""Requests to freeze between two states: what is held, what an officer decides, and the clocks on both sides."""

from collections.abc import Callable, Sequence
from datetime import timedelta
from pathlib import Path

import pytest

from simpul.core.audit import Act
from simpul.core.authority import Level
from simpul.core.cases.freezing import FreezeTarget, RefusalGround, Standing, TargetKind, Urgency, Word
from simpul.core.errors import ConflictError, DeniedError, InputError, NotFoundError, RefusedError
from simpul.core.exchange import Receipt
from simpul.core.holding import Direction
from simpul.core.payment.decision import PaymentDecision, ReasonCode
from simpul.core.payment.freezing import LegalBasis
from simpul.core.payment.payment import payment_id
from simpul.core.units.holding import Answered, FreezeFile
from simpul.services.conveying import SendState
from simpul.services.freeze_requests import FreezeDraft, SaidOn, Saying
from tests.lawasking import is_sound
from tests.payments import IBAN_XB
from tests.scenarios.test_payments import FROZEN, HELD, LISTED, RELEASED, paid, shown, taken, takes_in
from tests.stores import database
from tests.world import GRADING, Place, World, authority

__all__ = ["database"]

Made = Callable[..., World]
ACCOUNT = FreezeTarget(kind=TargetKind.ACCOUNT, value=IBAN_XB)
ELSEWHERE = FreezeTarget(kind=TargetKind.ACCOUNT, value="XB99 9999 9999")


def asks(place: Place, to: str = "XB", target: FreezeTarget = ACCOUNT, **terms: object) -> SaidOn:
    return place.node.units.freezing.ask(
        place.sight("releasing"),
        FreezeDraft(
            recipient=authority(to),
            target=target,
            legal_basis=LegalBasis(instrument="Asset Freezing Act of State XA", provision="section 4"),
            authority="Court of State XA",
            urgency=Urgency.URGENT,
            freeze_until=place.clock.present + timedelta(days=90),
            reason="The account collects for a listed group.",
            grading=GRADING,
            handling=place.terms(to, **terms),
        ),
    )


def says(place: Place, request: str, word: Word, by: str = "releasing", **more: object) -> SaidOn:
    fields: dict[str, object] = {"word": word, **more}
    if word is Word.FROZEN:
        fields = {
            "legal_basis": LegalBasis(instrument="Asset Freezing Act of State XB", provision="section 9"),
            "authority": "Prosecutor of State XB",
            "expires_at": place.clock.present + timedelta(days=30),
        } | fields
    saying = Saying(**fields)  # type: ignore[arg-type]  # the fields are the caller's, checked when built
    return place.node.units.freezing.say(place.sight(by), request, saying)


def file_of(place: Place, request: str, by: str = "analyst") -> FreezeFile:
    return place.node.units.freezing.file(place.sight(by), request)


def stands(place: Place, request: str) -> Standing:
    return file_of(place, request).standing.standing


def reasons(decision: PaymentDecision) -> Sequence[ReasonCode]:
    return [each.code for each in decision.reasons]


@pytest.fixture
def world(made: Made) -> World:
    found = made("XA", "XB")
    takes_in(found["XB"], LISTED)
    return found


def test_a_request_is_submitted_delivered_accepted_and_answered_with_a_freeze(world: World) -> None:
    asking, asked = world["XA"], world["XB"]
    before = taken(asked, paid(LISTED))
    assert before.state is HELD
    said = asks(asking)
    assert said.state is SendState.SENT
    (sending,) = file_of(asking, said.record).sendings
    assert sending.outcome is None
    world.delivers()
    (sending,) = file_of(asking, said.record).sendings
    assert sending.outcome is Receipt.ACCEPTED
    assert stands(asked, said.record) is Standing.SENT
    says(asked, said.record, Word.ACCEPTED)
    world.delivers()
    assert stands(asking, said.record) is Standing.ACCEPTED
    answer = says(asked, said.record, Word.FROZEN)
    assert answer.payments == 1
    world.delivers()
    file = file_of(asking, said.record)
    assert file.standing.freeze is not None
    assert (file.standing.standing, file.standing.freeze.authority) == (Standing.FROZEN, "Prosecutor of State XB")
    last = shown(asked, paid(LISTED)).last.decision
    assert (last.state, last.by) == (FROZEN, asked.sight("releasing").viewer.officer)
    assert last.freeze is not None
    assert (last.freeze.listed, last.freeze.list.version) == (said.record, "XB-NCTC")
    assert is_sound(asking)
    assert is_sound(asked)


def test_a_payment_that_matches_is_held_at_once_and_never_frozen_by_itself(world: World) -> None:
    asking, asked = world["XA"], world["XB"]
    assert taken(asked, paid(number="E-0")).state is RELEASED
    request = asks(asking).record
    world.delivers()
    decision = taken(asked, paid(number="E-1"))
    assert decision.state is HELD
    assert decision.reasons[0].code is ReasonCode.RULE
    assert decision.reasons[0].arguments[-1] == request
    (held,) = asked.node.units.freezing.held_for(asked.sight(), request)
    assert held.id == payment_id(paid(number="E-1"))
    assert shown(asked, paid(number="E-0")).state is RELEASED
    assert is_sound(asked)


def test_what_is_held_already_stays_held_for_the_request_too(world: World) -> None:
    asking, asked = world["XA"], world["XB"]
    taken(asked, paid(LISTED))
    request = asks(asking, target=FreezeTarget(kind=TargetKind.PARTY, value="HADI, Tarik Amri")).record
    world.delivers()
    held = shown(asked, paid(LISTED))
    assert set(reasons(held.last.decision)) >= {ReasonCode.LIST_HIT, ReasonCode.RULE}
    says(asked, request, Word.REFUSED, ground=RefusalGround.NOT_ENOUGH_GROUNDS)
    after = shown(asked, paid(LISTED)).last.decision
    assert (after.state, ReasonCode.RULE in reasons(after)) == (HELD, False)
    assert is_sound(asked)


def test_a_refusal_lets_go_what_was_held_for_the_request_alone(world: World) -> None:
    asking, asked = world["XA"], world["XB"]
    request = asks(asking).record
    world.delivers()
    taken(asked, paid(number="E-1"))
    answer = says(asked, request, Word.NO_MEASURE)
    assert answer.payments == 1
    last = shown(asked, paid(number="E-1")).last.decision
    assert (last.state, last.by) == (RELEASED, asked.sight("releasing").viewer.officer)
    assert taken(asked, paid(number="E-2")).state is RELEASED
    world.delivers()
    file = file_of(asking, request)
    assert file.standing.standing is Standing.NO_MEASURE
    assert [(each.text, each.ground) for each in file.said] == [("", None)]


def test_that_nothing_is_there_is_told_only_by_an_officer_who_says_so(world: World) -> None:
    asking, asked = world["XA"], world["XB"]
    one, other = asks(asking).record, asks(asking, target=ELSEWHERE).record
    taken(asked, paid(number="E-1"))
    world.delivers()
    for request in (one, other):
        file = file_of(asking, request)
        assert (file.words, file.standing.standing) == ((), Standing.SENT)
        assert [each.outcome for each in file.sendings] == [Receipt.ACCEPTED]
    says(asked, one, Word.NO_MEASURE)
    says(asked, other, Word.NO_MEASURE)
    world.delivers()
    assert file_of(asking, one).standing.standing is file_of(asking, other).standing.standing


def test_more_is_asked_for_and_given(world: World) -> None:
    asking, asked = world["XA"], world["XB"]
    request = asks(asking).record
    world.delivers()
    with pytest.raises(InputError):
        says(asked, request, Word.MORE_NEEDED)
    says(asked, request, Word.MORE_NEEDED, text="Which branch?")
    world.delivers()
    assert file_of(asking, request).standing.turn == asking.id
    says(asking, request, Word.SUPPLEMENT, text="The one at the harbour.")
    world.delivers()
    assert file_of(asked, request).standing.turn == asked.id
    assert [each.text for each in file_of(asked, request).said] == ["Which branch?", "The one at the harbour."]


def test_each_side_says_only_its_own_words_and_where_the_request_stands(world: World) -> None:
    asking, asked = world["XA"], world["XB"]
    request = asks(asking).record
    world.delivers()
    for place, word in ((asking, Word.FROZEN), (asking, Word.REFUSED), (asked, Word.WITHDRAWN)):
        with pytest.raises(ConflictError):
            says(place, request, word, **({"ground": RefusalGround.OTHER} if word is Word.REFUSED else {}))
    says(asked, request, Word.NOT_FOUND)
    with pytest.raises(ConflictError):
        says(asked, request, Word.FROZEN)


def test_a_freeze_needs_basis_authority_and_end(world: World) -> None:
    asking, asked = world["XA"], world["XB"]
    request = asks(asking).record
    world.delivers()
    for lacking in ({"legal_basis": None}, {"authority": ""}, {"expires_at": None}):
        with pytest.raises(InputError):
            says(asked, request, Word.FROZEN, **lacking)
    assert file_of(asked, request).words == ()


def test_an_answer_that_does_not_come_is_overdue_on_both_sides_once_also_after_a_restart(tmp_path: Path) -> None:
    world = World(tmp_path, "XA", "XB")
    request = asks(world["XA"]).record
    world.delivers()
    assert [place.node.units.freezing.wind_clocks() for place in world] == [0, 0]
    world.closes()
    again = World.reopened(tmp_path, "XA", "XB")
    again.clock.passes(timedelta(hours=73))
    assert [place.node.units.freezing.wind_clocks() for place in again] == [1, 1]
    assert [place.node.units.freezing.wind_clocks() for place in again] == [0, 0]
    for place in again:
        assert file_of(place, request).standing.is_overdue
        entries = place.node.auditing.entries(place.sight("auditor"), limit=20).items
        assert [each.entry.target for each in entries if each.entry.act is Act.FREEZE_OVERDUE] == [request]
        assert is_sound(place)
    again.closes()


def test_an_answer_in_time_is_never_overdue(world: World) -> None:
    asking, asked = world["XA"], world["XB"]
    request = asks(asking).record
    world.delivers()
    says(asked, request, Word.NOT_FOUND)
    world.delivers()
    world.clock.passes(timedelta(days=9))
    assert [place.node.units.freezing.wind_clocks() for place in world] == [0, 0]


def test_a_freeze_that_was_made_holds_what_comes_until_it_ends(world: World) -> None:
    asking, asked = world["XA"], world["XB"]
    request = asks(asking).record
    world.delivers()
    says(asked, request, Word.FROZEN)
    assert taken(asked, paid(number="E-1")).state is HELD
    assert says(asked, request, Word.FROZEN).payments == 1
    assert shown(asked, paid(number="E-1")).state is FROZEN
    world.clock.passes(timedelta(days=31))
    assert stands(asked, request) is Standing.EXPIRED
    assert taken(asked, paid(number="E-2")).state is RELEASED
    asked.node.monitoring.wind_clocks()
    assert shown(asked, paid(number="E-1")).state is HELD
    world.delivers()
    assert stands(asking, request) is Standing.EXPIRED


def test_a_freeze_is_lifted_by_who_made_it(world: World) -> None:
    asking, asked = world["XA"], world["XB"]
    request = asks(asking).record
    world.delivers()
    says(asked, request, Word.FROZEN)
    says(asked, request, Word.LIFTED, text="By order of the court.")
    world.delivers()
    assert stands(asking, request) is Standing.LIFTED
    assert taken(asked, paid(number="E-1")).state is RELEASED


def test_a_request_is_withdrawn_and_what_it_held_is_let_go_by_an_officer(world: World) -> None:
    asking, asked = world["XA"], world["XB"]
    request = asks(asking).record
    world.delivers()
    taken(asked, paid(number="E-1"))
    says(asking, request, Word.WITHDRAWN, text="A mistake.")
    world.delivers()
    assert stands(asked, request) is Standing.WITHDRAWN
    assert shown(asked, paid(number="E-1")).state is HELD
    assert taken(asked, paid(number="E-2")).state is RELEASED
    says(asked, request, Word.NO_MEASURE)
    assert shown(asked, paid(number="E-1")).state is RELEASED


def test_a_request_of_a_higher_level_goes_when_a_second_officer_approved_it(world: World) -> None:
    asking, asked = world["XA"], world["XB"]
    said = asks(asking, level=Level.SECRET)
    assert said.state is SendState.AWAITING_SECOND_OFFICER
    world.delivers()
    with pytest.raises(NotFoundError):
        file_of(asked, said.record)
    with pytest.raises(DeniedError):
        asking.node.units.freezing.approve(asking.sight("releasing"), said.record)
    with pytest.raises(RefusedError):
        asking.node.units.freezing.approve(asking.sight("analyst"), said.record)
    approved = asking.node.units.freezing.approve(asking.sight("second"), said.record)
    assert approved.state is SendState.SENT
    with pytest.raises(ConflictError):
        asking.node.units.freezing.approve(asking.sight("second"), said.record)
    world.delivers()
    assert stands(asked, said.record) is Standing.SENT
    junior = asked.sight("junior")
    with pytest.raises(NotFoundError):
        asked.node.units.freezing.file(junior, said.record)


def test_a_payment_that_comes_for_a_hidden_request_is_hidden_and_one_that_was_seen_stays(world: World) -> None:
    asking, asked = world["XA"], world["XB"]
    taken(asked, paid(LISTED, number="E-1"))
    before = shown(asked, paid(LISTED, number="E-1"), "junior")
    said = asks(asking, level=Level.SECRET)
    asking.node.units.freezing.approve(asking.sight("second"), said.record)
    world.delivers()
    taken(asked, paid(number="E-2"))
    with pytest.raises(NotFoundError):
        shown(asked, paid(number="E-2"), "junior")
    assert shown(asked, paid(number="E-2")).state is HELD
    assert shown(asked, paid(LISTED, number="E-1"), "junior") == before
    requests = asked.node.units.freezing
    for answered in Answered:
        assert requests.page(asked.sight("junior"), direction=Direction.RECEIVED, answered=answered).items == ()
    assert len(requests.page(asked.sight(), direction=Direction.RECEIVED, answered=Answered.WAITING).items) == 1


def test_an_officer_freezes_only_what_he_may_see(world: World) -> None:
    asking, asked = world["XA"], world["XB"]
    takes_in(asked, f"{LISTED} Hasan", level=Level.SECRET)
    asked.employs("clerk", *asked.officers["releasing"].roles, clearance=Level.RESTRICTED)
    request = asks(asking).record
    world.delivers()
    taken(asked, paid(LISTED, number="E-1"))
    taken(asked, paid(number="E-2"))
    assert says(asked, request, Word.FROZEN, by="clerk").payments == 1
    assert shown(asked, paid(LISTED, number="E-1")).state is HELD
    assert shown(asked, paid(number="E-2")).state is FROZEN


def test_who_only_analyses_neither_asks_nor_answers(world: World) -> None:
    asking, asked = world["XA"], world["XB"]
    request = asks(asking).record
    world.delivers()
    with pytest.raises(RefusedError):
        says(asked, request, Word.NOT_FOUND, by="analyst")
    for name in ("admin", "auditor", "keys"):
        with pytest.raises(DeniedError):
            says(asked, request, Word.NOT_FOUND, by=name)
    assert file_of(asked, request).words == ()


def test_requests_that_wait_come_by_their_clock(world: World) -> None:
    asking = world["XA"]
    first = asks(asking).record
    world.clock.passes(timedelta(hours=1))
    second = asks(asking, target=ELSEWHERE).record
    page = asking.node.units.freezing.page(asking.sight(), direction=Direction.OWN, answered=Answered.WAITING, limit=1)
    rest = asking.node.units.freezing.page(
        asking.sight(), direction=Direction.OWN, answered=Answered.WAITING, after=page.after, limit=1
    )
    assert [each.request.id for each in (*page.items, *rest.items)] == [first, second]
    says(asking, first, Word.WITHDRAWN)
    answered = asking.node.units.freezing.page(asking.sight(), direction=Direction.OWN, answered=Answered.ANSWERED)
    assert [each.request.id for each in answered.items] == [first]


def test_a_delivery_that_breaks_off_is_brought_again_and_holds_once(world: World) -> None:
    asking, asked = world["XA"], world["XB"]
    taken(asked, paid(LISTED, number="E-1"))
    request = asks(asking).record
    frames = [each.frame for each in asking.node.store.links.outgoing(asked.id, after=0, limit=9)]
    for _ in range(3):
        asked.node.receiving.accept(asking.id, frames)
    world.delivers()
    assert len(shown(asked, paid(LISTED, number="E-1")).decisions) == 2
    assert [each.request.id for each in _waiting(asked)] == [request]
    assert is_sound(asked)


def test_a_node_that_dies_before_its_receipt_is_home_holds_once_and_answers_once(tmp_path: Path) -> None:
    world = World(tmp_path, "XA", "XB")
    takes_in(world["XB"], LISTED)
    taken(world["XB"], paid(LISTED, number="E-1"))
    request = asks(world["XA"]).record
    sent = [each.frame for each in world["XA"].node.store.links.outgoing(world["XB"].id, after=0, limit=9)]
    world["XB"].node.receiving.accept(world["XA"].id, sent)
    world.closes()
    again = World.reopened(tmp_path, "XA", "XB")
    again.clock.passes(timedelta(hours=1))
    asking, asked = again["XA"], again["XB"]
    assert [each.outcome for each in file_of(asking, request).sendings] == [None]
    again.delivers()
    assert [each.outcome for each in file_of(asking, request).sendings] == [Receipt.DUPLICATE]
    assert len(shown(asked, paid(LISTED, number="E-1")).decisions) == 2
    assert says(asked, request, Word.FROZEN).payments == 1
    answers = [each.frame for each in asked.node.store.links.outgoing(asking.id, after=0, limit=9)]
    asking.node.receiving.accept(asked.id, answers)
    again.closes()
    third = World.reopened(tmp_path, "XA", "XB")
    third.clock.passes(timedelta(hours=2))
    third.delivers()
    assert [each.word for each in file_of(third["XA"], request).said] == [Word.FROZEN]
    assert len(shown(third["XB"], paid(LISTED, number="E-1")).decisions) == 3
    assert all(is_sound(place) for place in third)
    third.closes()


def _waiting(place: Place) -> Sequence[FreezeFile]:
    page = place.node.units.freezing.page(place.sight(), direction=Direction.RECEIVED, answered=Answered.WAITING)
    return page.items
