"""Requests for extradition and legal assistance between two states: from the draft to the end, and what stops them."""

from collections.abc import Callable

import pytest

from simpul.core.cooperation.request import Stage
from simpul.core.cooperation.standing import Standing
from simpul.core.cooperation.word import Word
from simpul.core.exchange import Receipt
from simpul.core.units.requested import EvidenceKind
from simpul.services.conveying import SendState
from tests.lawasking import PAPER, asks, assistance, file_of, is_sound, says, stands
from tests.world import World

Made = Callable[..., World]


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
