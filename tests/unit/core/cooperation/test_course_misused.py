"""A request whose other side is clumsy or hostile: what does not count although each word by itself could be said."""

from datetime import date, timedelta

import pytest

from simpul.core.cooperation.clocks import CONSULTATION_AT_LEAST, ClockKind
from simpul.core.cooperation.course import (
    NOBODY_ARRESTED,
    NOT_A_NATIONAL,
    NOT_CONSULTED,
    NOTHING_TO_ANSWER,
    STANDS_ELSEWHERE,
    counts_late,
    course_of,
)
from simpul.core.cooperation.kinds import AssuranceMatter, Cited, HelpKind, RefusalGround
from simpul.core.cooperation.openings import openings
from simpul.core.cooperation.request import Arrest
from simpul.core.cooperation.standing import Standing
from simpul.core.cooperation.standings import standing_of
from simpul.core.cooperation.use import UseVerdict, use_for
from simpul.core.cooperation.word import Word
from simpul.core.errors import InputError
from tests.lawrequests import ASKED, ASKING, BEGAN, Talk, a_request, a_word

LATER = BEGAN + timedelta(days=9)
ARTICLE_10 = Cited(instrument="icsft1999", article="10(1)")


def stands(talk: Talk) -> Standing:
    return standing_of(talk.thread(), at=LATER).standing


def fault(talk: Talk, word: Word, hours: int = 20, **changes: object) -> str:
    return course_of(talk.thread()).fault_in(a_word(talk.request.id, word, hours=hours, **changes))


def extradition(**changes: object) -> Talk:
    return Talk(a_request(HelpKind.EXTRADITION, **changes))


def test_time_that_was_too_short_to_answer_in_is_no_consultation_however_long_ago_it_ran_out() -> None:
    talk = Talk()
    for given, reason in ((timedelta(hours=1), NOT_CONSULTED), (CONSULTATION_AT_LEAST, "")):
        begun = talk.says(Word.CONSULTATION, due_at=BEGAN + timedelta(hours=len(talk.words) + 1) + given)
        assert fault(talk, Word.REFUSED, hours=300, answers=begun.id) == reason


def test_a_refusal_is_on_the_ground_that_was_consulted_about() -> None:
    talk = Talk()
    begun = talk.says(Word.CONSULTATION, ground=RefusalGround.FISCAL_OFFENCE)
    talk.says(Word.OPINION, answers=begun.id)
    other = RefusalGround.POLITICAL_OFFENCE
    assert fault(talk, Word.REFUSED, answers=begun.id, ground=other) == NOT_CONSULTED
    assert fault(talk, Word.REFUSED, answers=begun.id, ground=RefusalGround.FISCAL_OFFENCE) == ""


def test_of_two_supplements_each_is_waited_for_and_its_clock_runs() -> None:
    talk = Talk()
    talk.says(Word.ACCEPTED)
    due = BEGAN + timedelta(days=3)
    first = talk.says(Word.SUPPLEMENT_ASKED, due_at=due)
    second = talk.says(Word.SUPPLEMENT_ASKED)
    talk.says(Word.SUPPLEMENT_GIVEN, answers=second.id)
    found = standing_of(talk.thread(), at=BEGAN + timedelta(days=2))
    assert found.standing is Standing.SUPPLEMENT_ASKED
    assert (ClockKind.SUPPLEMENT, due) in {(each.kind, each.due_at) for each in found.clocks}
    talk.says(Word.SUPPLEMENT_GIVEN, answers=first.id)
    assert stands(talk) is Standing.ACCEPTED


def test_what_was_answered_once_is_no_answer_to_what_is_asked_now() -> None:
    talk = Talk()
    talk.says(Word.ACCEPTED)
    first = talk.says(Word.SUPPLEMENT_ASKED)
    talk.says(Word.SUPPLEMENT_GIVEN, answers=first.id)
    talk.says(Word.SUPPLEMENT_ASKED)
    talk.says(Word.SUPPLEMENT_GIVEN, answers=first.id)
    assert stands(talk) is Standing.SUPPLEMENT_ASKED


def test_a_supplement_that_was_waited_for_before_a_postponement_is_waited_for_after_it() -> None:
    for is_given, expected in ((False, Standing.SUPPLEMENT_ASKED), (True, Standing.ACCEPTED)):
        talk = Talk()
        talk.says(Word.ACCEPTED)
        asked = talk.says(Word.SUPPLEMENT_ASKED)
        talk.says(Word.POSTPONED, answers=talk.consults().id)
        if is_given:
            talk.says(Word.SUPPLEMENT_GIVEN, answers=asked.id)
        assert stands(talk) is Standing.POSTPONED
        talk.says(Word.RESUMED)
        assert stands(talk) is expected


@pytest.mark.parametrize("end", [Word.WITHDRAWN, Word.REFUSED, Word.SUPPLEMENT_ASKED])
def test_what_came_in_part_stays_limited_whatever_became_of_the_rest(end: Word) -> None:
    talk = Talk()
    assert fault(talk, Word.CONSENT_ASKED) == STANDS_ELSEWHERE
    talk.says(Word.ACCEPTED)
    talk.says(Word.PARTIAL)
    if end is Word.REFUSED:
        talk.says(end, answers=talk.consults().id)
    else:
        talk.says(end)
    found = standing_of(talk.thread(), at=LATER)
    assert use_for(found, "Financing of terrorism").verdict is UseVerdict.AS_ASKED
    assert use_for(found, "Arson").verdict is UseVerdict.NOT_CONSENTED
    asked = talk.says(Word.CONSENT_ASKED)
    talk.says(Word.CONSENT_GIVEN, answers=asked.id)
    assert use_for(standing_of(talk.thread(), at=LATER), "Arson").verdict is UseVerdict.CONSENTED


def test_an_assurance_on_something_else_is_no_answer_to_the_one_that_was_asked_for() -> None:
    talk = extradition()
    asked = talk.says(Word.ASSURANCE_ASKED, matter=AssuranceMatter.DEATH_PENALTY)
    assert fault(talk, Word.ASSURANCE_GIVEN, answers=asked.id, matter=AssuranceMatter.TREATMENT) == NOTHING_TO_ANSWER
    assert fault(talk, Word.ASSURANCE_GIVEN, answers=asked.id, matter=AssuranceMatter.DEATH_PENALTY) == ""
    offered = {each.word: each.answers for each in openings(course_of(talk.thread()), us=ASKING, at=LATER)}
    assert offered[Word.ASSURANCE_GIVEN] == (asked.id,)


def test_a_duty_that_the_other_side_kept_silent_about_is_called_upon_by_its_article() -> None:
    talk = extradition()
    talk.says(Word.REFUSED, answers=talk.consults().id, ground=RefusalGround.POLITICAL_OFFENCE)
    assert fault(talk, Word.PROSECUTION_ASKED) == NOT_A_NATIONAL
    assert fault(talk, Word.PROSECUTION_ASKED, cited=(ARTICLE_10,)) == ""
    assert Word.PROSECUTION_ASKED in {each.word for each in openings(course_of(talk.thread()), us=ASKING, at=LATER)}


def test_of_two_records_of_a_duty_the_first_counts_in_whatever_order_they_are_held() -> None:
    talk = extradition()
    refusal = talk.says(Word.REFUSED, answers=talk.consults().id)
    opened = {talk.opens_prosecution(refusal, words=each).id for each in ("without delay", "at once")}
    found = set()
    for _ in range(2):
        talk.prosecutions.reverse()
        prosecution = standing_of(talk.thread(), at=LATER).prosecution
        assert prosecution is not None
        found.add(prosecution.opened_by.id)
    assert found == {min(opened)}


def test_nobody_tells_of_an_arrest_or_a_surrender_before_it_happened() -> None:
    for word in (Word.ARRESTED, Word.RELEASED, Word.SURRENDERED, Word.PROSECUTION_OPENED):
        with pytest.raises(InputError) as refused:
            a_word("f" * 64, word, on=(BEGAN + timedelta(days=2)).date())
        assert refused.value.place == "word.on"
    assert a_word("f" * 64, Word.GRANTED, on=(BEGAN + timedelta(days=20)).date()).on == date(2026, 3, 22)


def test_a_person_is_not_released_before_the_arrest_and_is_in_no_custody_here_after_the_surrender() -> None:
    talk = extradition(arrest=Arrest.ASKED)
    day = BEGAN.date()
    talk.says(Word.ARRESTED, on=day)
    assert fault(talk, Word.RELEASED, on=day - timedelta(days=1)) == NOBODY_ARRESTED
    for word in (Word.ACCEPTED, Word.GRANTED, Word.SURRENDERED):
        talk.says(word)
    assert standing_of(talk.thread(), at=LATER).custody is None
    assert fault(talk, Word.RELEASED) == NOBODY_ARRESTED


def test_what_waited_for_approval_counts_late_only_where_it_changes_nothing_that_counted() -> None:
    talk = Talk()
    begun = talk.consults()
    waiting = talk.says(Word.REFUSED, answers=begun.id)
    held = talk.thread([each for each in talk.words if each is not waiting])
    assert counts_late(held, talk.thread(), waiting.id)
    talk.says(Word.WITHDRAWN)
    held = talk.thread([each for each in talk.words if each is not waiting])
    assert not counts_late(held, talk.thread(), waiting.id)
    accepted = Talk()
    late = accepted.says(Word.ACCEPTED)
    accepted.says(Word.WITHDRAWN, hours=0.5)
    assert not counts_late(accepted.thread([accepted.words[1]]), accepted.thread(), late.id)
    assert late.value.originator == ASKED
