"""Requests at law whose other side writes what our software would not: what is not taken in, and counts on neither."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from simpul.core.audit import Act
from simpul.core.authority import Level
from simpul.core.cooperation.course import NOT_CONSULTED, STANDS_ELSEWHERE
from simpul.core.cooperation.kinds import Cited
from simpul.core.cooperation.request import Stage
from simpul.core.cooperation.standing import Standing
from simpul.core.cooperation.team import TeamParty
from simpul.core.cooperation.word import LawWord, Word
from simpul.core.errors import ConflictError, InputError
from simpul.core.exchange import Receipt
from simpul.core.handling import CourtUse
from simpul.core.holding import Direction
from simpul.core.units.holding import Answered
from simpul.core.units.requested import Carriage, EvidenceKind
from simpul.services.conveying import Kept, SendState
from tests.lawasking import asks, assistance, case_document, file_of, is_sound, says, stands
from tests.lawrequests import a_word
from tests.teams import a_text, an_agreement
from tests.world import Place, World, authority

Made = Callable[..., World]
PARTIES = tuple(
    TeamParty(authority=authority(each), state=each, leader="Prosecutor Lela Samir") for each in ("XA", "XB")
)


@pytest.fixture
def world(made: Made) -> World:
    return made("XA", "XB")


def writes(place: Place, other: Place, *words: LawWord) -> tuple[str, ...]:
    """Let a node keep and send words in one envelope, whatever its own software would say to them."""
    conveying, ledger = place.node.units.law.conveying, place.node.store.ledger
    partner = place.node.store.links.partner(other.id)
    assert partner is not None
    kept = Kept(values=list(words), author=place.sight().viewer.officer, act=Act.COOPERATION_SAY)
    records = ledger.act(lambda tx: tuple(each.id for each in conveying.keep(tx, kept)))
    ledger.act(lambda tx: conveying.send(tx, [tx.units.find([each])[each] for each in records], partner))
    return records


def outcomes(place: Place, thread: str, records: tuple[str, ...]) -> set[Receipt | None]:
    return {each.outcome for each in file_of(place, thread).sendings if each.record in records}


def test_a_consultation_that_is_dated_back_leaves_no_time_and_nothing_is_refused_after_it(world: World) -> None:
    asking, asked = world["XA"], world["XB"]
    thread = asks(asking, assistance()).thread
    world.delivers()
    world.clock.passes(timedelta(days=9))
    now = asked.clock.now()
    begun = a_word(thread, Word.CONSULTATION, originator=asked.id, written_at=now - timedelta(days=8))
    consultation = writes(asked, asking, begun)
    refusal = a_word(thread, Word.REFUSED, originator=asked.id, written_at=now, answers=consultation[0])
    refused = writes(asked, asking, refusal)
    assert stands(world, thread) is Standing.TRANSMITTED
    assert outcomes(asked, thread, refused) == {Receipt.SET_ASIDE}
    world.clock.passes(timedelta(days=2))
    says(asked, thread, Word.REFUSED, answers=consultation[0])
    assert stands(world, thread) is Standing.REFUSED


def test_no_time_runs_out_on_a_partner_whom_the_consultation_has_not_reached(world: World) -> None:
    asking, asked = world["XA"], world["XB"]
    thread = asks(asking, assistance()).thread
    world.delivers()
    consultation = says(asked, thread, Word.CONSULTATION).record
    world.clock.passes(timedelta(days=5))
    with pytest.raises(ConflictError, match=NOT_CONSULTED[:20]):
        says(asked, thread, Word.REFUSED, answers=consultation)
    world.delivers()
    world.clock.passes(timedelta(days=2, hours=1))
    says(asked, thread, Word.REFUSED, answers=consultation)
    assert stands(world, thread) is Standing.REFUSED


def test_what_the_other_node_set_aside_counts_on_neither_side_and_in_no_figure(world: World) -> None:
    asking, asked = world["XA"], world["XB"]
    thread = asks(asking, assistance()).thread
    world.delivers()
    ahead = a_word(thread, Word.ACCEPTED, originator=asked.id, written_at=asked.clock.now() + timedelta(hours=3))
    record = writes(asked, asking, ahead)
    assert stands(world, thread) is Standing.TRANSMITTED
    assert outcomes(asked, thread, record) == {Receipt.SET_ASIDE}
    assert file_of(asked, thread).idle == set(record)
    figures = [place.node.units.law_files.statistics(place.sight()).figures for place in world]
    assert figures[0] == figures[1]
    says(asked, thread, Word.ACCEPTED)
    assert stands(world, thread) is Standing.ACCEPTED


def test_a_refusal_that_waited_for_its_second_officer_does_not_undo_a_withdrawal(world: World) -> None:
    asking, asked = world["XA"], world["XB"]
    request = asks(asking, case_document(), handling=asking.terms("XB", level=Level.SECRET))
    asking.node.units.law.approve(asking.sight("second"), request.record)
    thread = request.thread
    world.delivers()
    consultation = says(asked, thread, Word.CONSULTATION).record
    asked.node.units.law.approve(asked.sight("second"), consultation)
    world.delivers()
    opinion = says(asking, thread, Word.OPINION, answers=consultation).record
    asking.node.units.law.approve(asking.sight("second"), opinion)
    world.delivers()
    refusal = says(asked, thread, Word.REFUSED, answers=consultation)
    assert refusal.state is SendState.AWAITING_SECOND_OFFICER
    assert [each.id for each in file_of(asked, thread).waiting] == [refusal.record]
    withdrawal = says(asking, thread, Word.WITHDRAWN)
    asking.node.units.law.approve(asking.sight("second"), withdrawal.record)
    assert stands(world, thread) is Standing.WITHDRAWN
    with pytest.raises(ConflictError, match=STANDS_ELSEWHERE[:20]):
        asked.node.units.law.approve(asked.sight("second"), refusal.record)
    assert stands(world, thread) is Standing.WITHDRAWN


def test_a_request_that_waits_was_not_submitted_and_what_answers_it_is_as_usable_in_court(
    world: World,
) -> None:
    asking, asked = world["XA"], world["XB"]
    terms = asking.terms("XB", level=Level.SECRET, court=CourtUse.ALLOWED)
    request = asks(asking, assistance(), handling=terms)
    waiting = file_of(asking, request.thread)
    assert (waiting.carriage, waiting.receipts) == (Carriage.WAITS, ())
    asking.node.units.law.approve(asking.sight("second"), request.record)
    assert [each.kind for each in file_of(asking, request.thread).receipts] == [EvidenceKind.SUBMITTED]
    world.delivers()
    cited = (Cited(instrument="untoc2000", article="18(16)"), Cited(instrument="Act of XB", article="4"))
    says(asked, request.thread, Word.SUPPLEMENT_ASKED, cited=cited)
    (word,) = file_of(asked, request.thread).words
    assert isinstance(word.value, LawWord)
    assert word.value.handling.court is CourtUse.ALLOWED
    assert [each.is_verified for each in word.value.cited] == [True, False]


def test_a_preliminary_request_has_one_formal_one_and_none_after_it_was_withdrawn(world: World) -> None:
    asking, asked = world["XA"], world["XB"]
    draft = asks(asking, assistance(), stage=Stage.PRELIMINARY, signed_by="")
    world.delivers()
    with pytest.raises(InputError) as refused:
        asks(asking, case_document(), preliminary=draft.thread)
    assert refused.value.place == "request.supersedes"
    asks(asking, assistance(), preliminary=draft.thread)
    with pytest.raises(ConflictError):
        asks(asking, assistance(), preliminary=draft.thread)
    other = asks(asking, assistance(case="XA-2026-2"), stage=Stage.PRELIMINARY, signed_by="")
    world.delivers()
    says(asking, other.thread, Word.WITHDRAWN)
    with pytest.raises(ConflictError):
        asks(asking, assistance(case="XA-2026-2"), preliminary=other.thread)
    assert is_sound(asked)


def test_nothing_that_lies_ahead_is_taken_in_so_that_nobody_is_kept_from_going_on(world: World) -> None:
    asking, asked = world["XA"], world["XB"]
    ahead = asked.clock.present + timedelta(days=400)
    agreement = an_agreement(a_text(parties=PARTIES), originator=asked.id, handling=asked.terms("XA"), written_at=ahead)
    conveying, ledger = asked.node.units.law.conveying, asked.node.store.ledger
    partner = asked.node.store.links.partner(asking.id)
    assert partner is not None
    kept = Kept(values=[agreement.value], author=asked.sight().viewer.officer, act=Act.TEAM_WRITE)
    record = ledger.act(lambda tx: conveying.keep(tx, kept)[0].id)
    ledger.act(lambda tx: conveying.send(tx, [tx.units.find([record])[record]], partner))
    world.delivers()
    (sending,) = asked.node.units.teams.file(asked.sight(), record).sendings
    assert sending.outcome is Receipt.SET_ASIDE
    assert asking.node.units.teams.page(asking.sight()).items == ()


def listed(place: Place, answered: Answered) -> list[str]:
    return [
        each.thread
        for direction in Direction
        for each in place.node.units.law_files.page(place.sight(), direction=direction, answered=answered).items
    ]


def test_a_request_stays_among_the_open_ones_until_its_end_counts(world: World) -> None:
    asking, asked = world["XA"], world["XB"]
    request = asks(asking, assistance(), handling=asking.terms("XB", level=Level.SECRET))
    asking.node.units.law.approve(asking.sight("second"), request.record)
    thread = request.thread
    world.delivers()
    accepted = says(asked, thread, Word.ACCEPTED)
    asked.node.units.law.approve(asked.sight("second"), accepted.record)
    executed = says(asked, thread, Word.EXECUTED)
    assert (listed(asked, Answered.WAITING), listed(asked, Answered.ANSWERED)) == ([thread], [])
    asked.node.units.law.approve(asked.sight("second"), executed.record)
    world.delivers()
    for place in world:
        assert (listed(place, Answered.WAITING), listed(place, Answered.ANSWERED)) == ([], [thread])


def test_an_end_that_does_not_fit_where_the_request_stands_takes_it_out_of_no_list(world: World) -> None:
    asking, asked = world["XA"], world["XB"]
    thread = asks(asking, assistance()).thread
    world.delivers()
    writes(asked, asking, a_word(thread, Word.EXECUTED, originator=asked.id, written_at=asked.clock.now()))
    assert stands(world, thread) is Standing.TRANSMITTED
    for place in world:
        assert (listed(place, Answered.WAITING), listed(place, Answered.ANSWERED)) == ([thread], [])
