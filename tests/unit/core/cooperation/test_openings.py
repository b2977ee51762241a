"""What a side is offered to say is what counts when it says it, and the other side is not offered it."""

from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from simpul.core.authority import AuthorityId
from simpul.core.cooperation.course import course_of
from simpul.core.cooperation.kinds import HelpKind
from simpul.core.cooperation.openings import openings
from simpul.core.cooperation.word import SHAPES, Side, Word
from tests.lawrequests import ASKED, ASKING, BEGAN, Talk, a_request, a_word

LATER = BEGAN + timedelta(days=1)


def offered(talk: Talk, us: AuthorityId) -> dict[Word, tuple[str, ...]]:
    return {each.word: each.answers for each in openings(course_of(talk.thread()), us=us, at=LATER)}


def test_a_new_request_is_accepted_asked_about_or_withdrawn_each_by_its_side() -> None:
    asked, asking = offered(Talk(), ASKED), offered(Talk(), ASKING)
    assert {Word.ACCEPTED, Word.SUPPLEMENT_ASKED, Word.CONSULTATION, Word.QUESTION} <= set(asked)
    assert not {Word.REFUSED, Word.EXECUTED, Word.WITHDRAWN, Word.ARRESTED} & set(asked)
    assert {Word.WITHDRAWN, Word.QUESTION} <= set(asking)
    assert not {Word.ACCEPTED, Word.SUPPLEMENT_GIVEN, Word.OPINION} & set(asking)


def test_a_refusal_is_offered_after_the_consultation_and_names_it() -> None:
    talk = Talk()
    begun = talk.says(Word.CONSULTATION)
    assert Word.REFUSED not in offered(talk, ASKED)
    assert offered(talk, ASKING)[Word.OPINION] == (begun.id,)
    talk.says(Word.OPINION, answers=begun.id)
    assert offered(talk, ASKED)[Word.REFUSED] == (begun.id,)


def test_of_several_questions_the_one_that_waits_comes_first() -> None:
    talk = Talk()
    first = talk.says(Word.QUESTION, originator=ASKED)
    talk.says(Word.ANSWER, answers=first.id)
    second = talk.says(Word.QUESTION, originator=ASKED)
    assert offered(talk, ASKING)[Word.ANSWER] == (second.id, first.id)


@settings(max_examples=30, deadline=None)
@given(st.lists(st.sampled_from(Word), max_size=6), st.sampled_from(HelpKind))
def test_whatever_was_said_what_is_offered_counts_and_is_one_s_own(words: list[Word], kind: HelpKind) -> None:
    talk = Talk(a_request(kind))
    for word in words:
        for us in (ASKING, ASKED):
            named = offered(talk, us).get(word)
            if named is not None:
                talk.says(word, originator=us, **({"answers": named[0]} if named else {}))
                break
    course = course_of(talk.thread())
    assert course.uncounted == [] or set(course.uncounted) <= {each.id for each in talk.words}
    for us, side in ((ASKING, Side.ASKING), (ASKED, Side.ASKED)):
        for each in openings(course, us=us, at=LATER):
            assert SHAPES[each.word].side in (side, Side.EITHER)
            for answers in each.answers:
                said = course.said[answers]
                offences = {"offences": said.offences} if each.word is Word.CONSENT_GIVEN else {}
                made = a_word(talk.request.id, each.word, hours=48, originator=us, answers=answers, **offences)
                assert course.fault_in(made) == ""
