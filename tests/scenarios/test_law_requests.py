"""Requests for extradition and legal assistance between two states: from the draft to the end, and what stops them."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from simpul.core.audit import Act
from simpul.core.authority import Level
from simpul.core.cooperation.clocks import ClockBasis, ClockKind
from simpul.core.cooperation.request import Arrest, Counted, Stage
from simpul.core.cooperation.standing import ProsecutionState, Standing
from simpul.core.cooperation.use import UseVerdict
from simpul.core.cooperation.word import Word
from simpul.core.errors import ConflictError, DeniedError, InputError, NotFoundError, RefusedError
from simpul.core.exchange import Receipt
from simpul.core.holding import Direction
from simpul.core.units.holding import Answered
from simpul.core.units.requested import EvidenceKind
from simpul.services.conveying import Kept, SendState
from tests.lawasking import PAPER, asks, assistance, case_document, file_of, is_sound, says, stands
from tests.lawrequests import a_word
from tests.stores import database
from tests.world import World

__all__ = ["database"]

Made = Callable[..., World]
MANDATORY = {
    "authority": "authority",
    "subject": "subject",
    "nature": "nature",
    "conducting_authority": "conducting_authority",
    "conducting_functions": "conducting_functions",
    "facts": "facts",
    "assistance": "assistance",
    "purpose": "purpose",
    "language": "language",
}
"""The fields of a request that UNTOC 18(15)(a) to (d) and (f) and 18(14) make mandatory, and the item of each."""


@pytest.fixture
def world(made: Made) -> World:
    return made("XA", "XB")


def test_a_request_for_assistance_goes_from_its_draft_to_what_was_done(world: World) -> None:
    asking, asked = world["XA"], world["XB"]
    draft = asks(asking, assistance(), stage=Stage.PRELIMINARY, signed_by="")
    assert stands(world, draft.thread) is Standing.CONSULTING
    question = says(asked, draft.thread, Word.QUESTION, text="Which account?")
    world.delivers()
    says(asking, draft.thread, Word.ANSWER, answers=question.record, text="The one named in the annex.")
    formal = asks(asking, assistance(), preliminary=draft.thread, paper=PAPER)
    assert (formal.thread, formal.state) == (draft.thread, SendState.SENT)
    assert stands(world, formal.thread) is Standing.TRANSMITTED
    assert asked.node.units.law_files.paper(asked.sight(), formal.thread, formal.record) == PAPER.content
    says(asked, formal.thread, Word.ACCEPTED)
    assert stands(world, formal.thread) is Standing.ACCEPTED
    supplement = says(asked, formal.thread, Word.SUPPLEMENT_ASKED)
    assert stands(world, formal.thread) is Standing.SUPPLEMENT_ASKED
    says(asking, formal.thread, Word.SUPPLEMENT_GIVEN, answers=supplement.record)
    assert stands(world, formal.thread) is Standing.ACCEPTED
    says(asked, formal.thread, Word.PARTIAL, paper=PAPER)
    assert stands(world, formal.thread) is Standing.PARTIAL
    says(asked, formal.thread, Word.EXECUTED)
    assert stands(world, formal.thread) is Standing.EXECUTED
    assert is_sound(asking)
    assert is_sound(asked)


def test_three_receipts_follow_each_other_on_both_sides(world: World) -> None:
    asking, asked = world["XA"], world["XB"]
    request = asks(asking, assistance())
    kinds = [each.kind for each in file_of(asking, request.thread).receipts]
    assert kinds == [EvidenceKind.SUBMITTED]
    world.delivers()
    (sending,) = file_of(asking, request.thread).sendings
    assert sending.outcome is Receipt.ACCEPTED
    word = says(asked, request.thread, Word.ACCEPTED)
    world.delivers()
    for place in world:
        receipts = file_of(place, request.thread).receipts
        assert [each.kind for each in receipts] == list(EvidenceKind)
        assert [each.previous for each in receipts[1:]] == [each.id for each in receipts[:-1]]
        assert (receipts[0].id, receipts[-1].id) == (request.record, word.record)


def test_each_missing_item_keeps_the_request_and_is_named(world: World) -> None:
    place, complete = world["XA"], assistance()
    for field, item in MANDATORY.items():
        lacking = complete | {"request": {**complete["request"], field: [] if field == "assistance" else ""}}
        with pytest.raises(RefusedError) as refused:
            asks(place, lacking)
        assert refused.value.grounds == (f"cooperation.lacks-mandatory:{item}",)
    persons = [{"identity": "Damar Kelana", "location": "Port Aru"}]
    with pytest.raises(RefusedError) as refused:
        asks(place, complete | {"request": {**complete["request"], "persons": persons}})
    assert refused.value.grounds == ("cooperation.lacks-mandatory:nationality",)
    assert asks(place, complete).state is SendState.SENT
    assert is_sound(place)


def test_a_charge_of_membership_alone_waits_for_the_written_answer(world: World) -> None:
    said = {"value": "T", "by": "Investigator Sekar Wiratama", "on": "2026-02-11", "source": "statement 7"}
    nothing = said | {"value": "F"}
    alone = case_document(elements={"membership": said}, otherwise={"act": nothing, "object": nothing})
    with pytest.raises(RefusedError) as refused:
        asks(world["XA"], alone)
    assert refused.value.grounds == ("cooperation.flag-unanswered:politicisation",)
    answer = {"by": "Ratna Adipura", "on": "2026-02-20", "text": "The membership is of the group that did the attack."}
    assert asks(world["XA"], alone | {"politicisation_answer": answer}).state is SendState.SENT


def test_nobody_sends_a_request_without_a_name_under_it(world: World) -> None:
    with pytest.raises(InputError) as refused:
        asks(world["XA"], assistance(), signed_by=" ")
    assert refused.value.place == "request.signed_by"


def test_an_extradition_is_refused_after_consulting_and_the_case_is_prosecuted_instead(world: World) -> None:
    asking, asked = world["XA"], world["XB"]
    thread = asks(asking, case_document()).thread
    world.delivers()
    with pytest.raises(InputError):
        says(asked, thread, Word.REFUSED)
    consultation = says(asked, thread, Word.CONSULTATION).record
    with pytest.raises(ConflictError):
        says(asked, thread, Word.REFUSED, answers=consultation)
    world.delivers()
    says(asking, thread, Word.OPINION, answers=consultation)
    world.delivers()
    with pytest.raises(InputError):
        says(asked, thread, Word.REFUSED, answers=consultation, cited=())
    says(asked, thread, Word.REFUSED, answers=consultation)
    assert stands(world, thread) is Standing.REFUSED
    for place in world:
        found = file_of(place, thread).standing
        assert found.prosecution is not None
        assert found.prosecution.state is ProsecutionState.DUE
        (clock,) = found.clocks
        assert (clock.kind, clock.words, clock.due_at) == (ClockKind.PROSECUTION, "without undue delay", None)
        assert [(each.instrument, each.article, each.is_verified) for each in clock.cited] == [
            ("icsft1999", "10", True)
        ]
    for word in (Word.PROSECUTION_SUBMITTED, Word.PROSECUTION_OPENED, Word.PROSECUTION_ENDED):
        says(asked, thread, word)
    assert stands(world, thread) is Standing.REFUSED
    told = file_of(asking, thread).standing.prosecution
    assert told is not None
    assert told.state is ProsecutionState.ENDED


def test_a_refusal_that_other_software_sends_without_consulting_is_set_aside(world: World) -> None:
    asking, asked = world["XA"], world["XB"]
    thread = asks(asking, assistance()).thread
    world.delivers()
    consultation = says(asked, thread, Word.CONSULTATION).record
    conveying = asked.node.units.law.conveying
    partner = asked.node.store.links.partner(asking.id)
    assert partner is not None
    word = a_word(
        thread,
        Word.REFUSED,
        originator=asked.id,
        answers=consultation,
        written_at=asked.clock.now(),
    )
    kept = Kept(values=[word], author=asked.sight().viewer.officer, act=Act.COOPERATION_SAY)
    record = asked.node.store.ledger.act(lambda tx: conveying.keep(tx, kept)[0].id)
    asked.node.store.ledger.act(lambda tx: conveying.send(tx, [tx.units.find([record])[record]], partner))
    world.delivers()
    (sending,) = [each for each in file_of(asked, thread).sendings if each.record == record]
    assert sending.outcome is Receipt.SET_ASIDE
    assert record not in {each.id for each in file_of(asking, thread).records}
    assert [file_of(place, thread).standing.standing for place in world] == [Standing.TRANSMITTED] * 2


def test_a_person_is_arrested_first_and_the_clock_of_the_treaty_runs_until_the_request_comes(world: World) -> None:
    asking, asked = world["XA"], world["XB"]
    case = case_document(treaty="ece1957")
    draft = asks(asking, case, stage=Stage.PRELIMINARY, arrest=Arrest.ASKED, signed_by="")
    world.delivers()
    day = asked.clock.present.date()
    says(asked, draft.thread, Word.ARRESTED, on=day)
    world.delivers()
    clocks = {each.kind: each for each in file_of(asking, draft.thread).standing.clocks}
    may, must = clocks[ClockKind.ARREST_MAY_END], clocks[ClockKind.ARREST_MUST_END]
    assert [each.due_at.date() - day for each in (may, must) if each.due_at] == [timedelta(19), timedelta(41)]
    assert {(each.basis, each.cited[0].article, each.cited[0].is_verified) for each in (may, must)} == {
        (ClockBasis.TREATY, "16(4)", True)
    }
    world.clock.passes(timedelta(days=20))
    overdue = [place.node.units.law.wind_clocks() for place in world]
    assert overdue == [1, 1]
    assert [place.node.units.law.wind_clocks() for place in world] == [0, 0]
    asks(asking, case, preliminary=draft.thread)
    world.delivers()
    kinds = {each.kind for each in file_of(asked, draft.thread).standing.clocks}
    assert kinds == {ClockKind.ANSWER}


def test_what_came_of_a_request_is_used_for_another_offence_only_with_consent(world: World) -> None:
    asking, asked = world["XA"], world["XB"]
    thread = asks(asking, assistance()).thread
    world.delivers()
    for word in (Word.ACCEPTED, Word.EXECUTED):
        says(asked, thread, word)
    world.delivers()
    files, sight = asking.node.units.law_files, asking.sight()
    assert files.use(sight, thread, "Financing of terrorism").verdict is UseVerdict.AS_ASKED
    with pytest.raises(RefusedError):
        files.use(sight, thread, "Arson")
    consent = says(asking, thread, Word.CONSENT_ASKED, offences=("Arson",))
    world.delivers()
    says(asked, thread, Word.CONSENT_GIVEN, answers=consent.record, offences=("Arson",))
    world.delivers()
    use = files.use(asking.sight(), thread, "Arson")
    assert (use.verdict, use.consent) == (UseVerdict.CONSENTED, consent.record)
    assert [(each.instrument, each.article) for each in use.cited] == [("untoc2000", "18(19)")]


def test_what_two_officers_have_to_send_counts_when_the_second_has_approved(world: World) -> None:
    asking, asked = world["XA"], world["XB"]
    secret = asking.terms("XB", level=Level.SECRET)
    request = asks(asking, assistance(), handling=secret)
    assert request.state is SendState.AWAITING_SECOND_OFFICER
    world.delivers()
    with pytest.raises(NotFoundError):
        file_of(asked, request.thread)
    with pytest.raises(DeniedError):
        asking.node.units.law.approve(asking.sight("releasing"), request.record)
    assert asking.node.units.law_files.statistics(asking.sight()).figures == ()
    assert asking.node.units.law.approve(asking.sight("second"), request.record).state is SendState.SENT
    world.delivers()
    word = says(asked, request.thread, Word.ACCEPTED)
    assert word.state is SendState.AWAITING_SECOND_OFFICER
    assert file_of(asked, request.thread).standing.standing is Standing.TRANSMITTED
    asked.node.units.law.approve(asked.sight("second"), word.record)
    assert stands(world, request.thread) is Standing.ACCEPTED


def test_whoever_may_not_see_a_request_finds_it_in_no_list_and_no_figure(world: World) -> None:
    place = world["XA"]
    request = asks(place, assistance(), handling=place.terms("XB", level=Level.CONFIDENTIAL))
    place.node.units.law.approve(place.sight("second"), request.record)
    files, junior = place.node.units.law_files, place.sight("junior")
    with pytest.raises(NotFoundError):
        files.file(junior, request.thread)
    page = files.page(junior, direction=Direction.OWN, answered=Answered.WAITING)
    assert (page.items, files.statistics(junior).figures) == ((), ())
    assert [each.requests for each in files.statistics(place.sight()).made] == [1]


def test_an_answer_is_asked_for_in_business_days_and_the_request_says_how_they_were_counted(world: World) -> None:
    request = file_of(world["XA"], asks(world["XA"], assistance()).thread).request
    assert request.counted is Counted.WEEKDAYS
    assert request.answer_by == datetime(2026, 4, 25, tzinfo=UTC)
