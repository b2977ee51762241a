"""The course of a request: what counts, in which order, from whom."""

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simpul.core.cooperation.course import (
    ARRESTED_ALREADY,
    NOT_CONSULTED,
    NOT_OF_THIS_KIND,
    NOT_OTHER_OFFENCES,
    NOT_YOURS,
    NOTHING_TO_ANSWER,
    STANDS_ELSEWHERE,
    course_of,
    is_its_to_say,
)
from simpul.core.cooperation.kinds import HelpKind, RefusalGround
from simpul.core.cooperation.request import Arrest, Stage
from simpul.core.cooperation.standing import (
    FACTS,
    FOLLOWS,
    ON_WHAT_CAME,
    AssuranceState,
    ConsentState,
    ProsecutionState,
    Standing,
)
from simpul.core.cooperation.standings import standing_of
from simpul.core.cooperation.word import LawWord, Word
from simpul.core.errors import InputError
from simpul.core.ids import Sealed
from tests.lawrequests import ASKED, ASKING, BEGAN, Talk, a_request, a_word, sealed

LATER = BEGAN + timedelta(days=1)


def stands(talk: Talk) -> Standing:
    return standing_of(talk.thread(), at=LATER).standing


def fault(talk: Talk, word: Word, **changes: object) -> str:
    return course_of(talk.thread()).fault_in(a_word(talk.request.id, word, hours=20, **changes))


def extradition(**changes: object) -> Talk:
    return Talk(a_request(HelpKind.EXTRADITION, **changes))


def test_a_request_for_assistance_goes_from_transmitted_over_supplement_and_part_to_executed() -> None:
    talk = Talk()
    assert stands(talk) is Standing.TRANSMITTED
    talk.says(Word.ACCEPTED)
    asked = talk.says(Word.SUPPLEMENT_ASKED)
    assert stands(talk) is Standing.SUPPLEMENT_ASKED
    talk.says(Word.SUPPLEMENT_GIVEN, answers=asked.id)
    assert stands(talk) is Standing.ACCEPTED
    talk.says(Word.PARTIAL)
    assert stands(talk) is Standing.PARTIAL
    talk.says(Word.EXECUTED)
    assert stands(talk) is Standing.EXECUTED


def test_a_refusal_needs_its_ground_its_article_and_its_consultation_to_be_built_at_all() -> None:
    talk = Talk()
    consultation = talk.consults()
    lacks: tuple[dict[str, Any], ...] = ({"ground": None}, {"cited": ()}, {"text": " "}, {"answers": ""})
    for lacking in lacks:
        with pytest.raises(InputError):
            a_word(talk.request.id, Word.REFUSED, **{"answers": consultation.id, **lacking})
    talk.says(Word.REFUSED, answers=consultation.id)
    assert stands(talk) is Standing.REFUSED


def test_a_refusal_does_not_count_before_the_consultation_took_place() -> None:
    talk = Talk()
    consultation = talk.says(Word.CONSULTATION)
    assert fault(talk, Word.REFUSED, answers=consultation.id) == NOT_CONSULTED
    refusal = talk.says(Word.REFUSED, answers=consultation.id)
    found = standing_of(talk.thread(), at=LATER)
    assert (found.standing, found.uncounted) == (Standing.TRANSMITTED, (refusal.id,))
    talk.says(Word.REFUSED, answers=consultation.id, hours=48)
    assert stands(talk) is Standing.TRANSMITTED
    talk.says(Word.REFUSED, answers=consultation.id, hours=49)
    assert stands(talk) is Standing.REFUSED


def test_a_consultation_is_no_other_word_and_no_other_requests() -> None:
    talk, other = Talk(), Talk(a_request(reference="XA-2026-0143"))
    question = talk.says(Word.QUESTION)
    elsewhere = other.consults()
    for answers in (question.id, elsewhere.id):
        assert fault(talk, Word.REFUSED, answers=answers) == NOTHING_TO_ANSWER


def test_a_postponement_needs_the_consultation_too() -> None:
    talk = Talk()
    talk.says(Word.ACCEPTED)
    begun = talk.says(Word.CONSULTATION)
    assert fault(talk, Word.POSTPONED, answers=begun.id) == NOT_CONSULTED
    talk.says(Word.OPINION, answers=begun.id)
    talk.says(Word.POSTPONED, answers=begun.id)
    assert stands(talk) is Standing.POSTPONED
    talk.says(Word.RESUMED)
    assert stands(talk) is Standing.ACCEPTED


def test_a_word_counts_only_from_its_own_side() -> None:
    talk = Talk()
    assert fault(talk, Word.ACCEPTED, originator=ASKING) == NOT_YOURS
    assert fault(talk, Word.WITHDRAWN, originator=ASKED) == NOT_YOURS


def test_nobody_is_surrendered_on_a_request_for_assistance_nor_evidence_executed_on_an_extradition() -> None:
    assert fault(Talk(), Word.GRANTED) == NOT_OF_THIS_KIND
    assert fault(extradition(), Word.EXECUTED) == NOT_OF_THIS_KIND


def test_a_draft_is_talked_about_and_becomes_the_formal_request_once() -> None:
    talk = Talk(a_request(stage=Stage.PRELIMINARY, signed_by=""))
    question = talk.says(Word.QUESTION, originator=ASKED)
    talk.says(Word.ANSWER, answers=question.id, originator=ASKING)
    assert stands(talk) is Standing.CONSULTING
    assert fault(talk, Word.ACCEPTED) == STANDS_ELSEWHERE
    at = BEGAN + timedelta(hours=5)
    formal = sealed(a_request(supersedes=talk.request.id, written_at=at))
    again = sealed(a_request(supersedes=talk.request.id, written_at=at + timedelta(hours=1)))
    talk.requests += [formal, again]
    found = standing_of(talk.thread(), at=LATER)
    assert (found.standing, found.request.id, found.uncounted) == (Standing.TRANSMITTED, formal.id, (again.id,))


def test_nobody_answers_his_own_question() -> None:
    talk = Talk()
    question = talk.says(Word.QUESTION, originator=ASKED)
    assert fault(talk, Word.ANSWER, answers=question.id, originator=ASKED) == NOTHING_TO_ANSWER


def test_a_person_is_arrested_granted_and_surrendered_and_other_offences_need_consent() -> None:
    talk = extradition(arrest=Arrest.ASKED)
    talk.says(Word.ARRESTED)
    assert fault(talk, Word.ARRESTED) == ARRESTED_ALREADY
    talk.says(Word.ACCEPTED)
    talk.says(Word.GRANTED)
    talk.says(Word.SURRENDERED)
    asked = talk.says(Word.CONSENT_ASKED, offences=("Arson",))
    assert fault(talk, Word.CONSENT_GIVEN, answers=asked.id, offences=("Murder",)) == NOT_OTHER_OFFENCES
    talk.says(Word.CONSENT_GIVEN, answers=asked.id)
    found = standing_of(talk.thread(), at=LATER)
    assert (found.standing, [each.state for each in found.consents]) == (Standing.SURRENDERED, [ConsentState.GIVEN])


def test_an_assurance_is_asked_for_given_accepted_and_breached() -> None:
    talk = extradition()
    talk.says(Word.ACCEPTED)
    asked = talk.says(Word.ASSURANCE_ASKED)
    given_ = talk.says(Word.ASSURANCE_GIVEN, answers=asked.id)
    assert fault(talk, Word.ASSURANCE_ACCEPTED, answers=asked.id) == NOTHING_TO_ANSWER
    talk.says(Word.ASSURANCE_ACCEPTED, answers=given_.id)
    talk.says(Word.GRANTED)
    talk.says(Word.SURRENDERED)
    talk.says(Word.ASSURANCE_BREACHED, answers=given_.id)
    (found,) = standing_of(talk.thread(), at=LATER).assurances
    assert (found.state, found.word.id) == (AssuranceState.BREACHED, given_.id)


def test_a_refusal_with_a_duty_opens_the_prosecution_and_its_words_follow() -> None:
    talk = extradition(treaty="icsft1999")
    refusal = talk.says(Word.REFUSED, answers=talk.consults().id, ground=RefusalGround.NATIONALS)
    opened = talk.opens_prosecution(refusal)
    found = standing_of(talk.thread(), at=LATER).prosecution
    assert found is not None
    assert (found.state, found.opened_by.id) == (ProsecutionState.DUE, opened.id)
    assert fault(talk, Word.PROSECUTION_OPENED)
    for word in (Word.PROSECUTION_SUBMITTED, Word.PROSECUTION_OPENED, Word.PROSECUTION_ENDED):
        talk.says(word)
    found = standing_of(talk.thread(), at=LATER).prosecution
    assert found is not None
    assert found.state is ProsecutionState.ENDED


def test_without_a_duty_prosecution_is_asked_for_after_a_refusal_of_a_national_alone() -> None:
    for ground, counts in ((RefusalGround.NATIONALS, True), (RefusalGround.LAPSE_OF_TIME, False)):
        talk = extradition()
        talk.says(Word.REFUSED, answers=talk.consults().id, ground=ground)
        assert (not fault(talk, Word.PROSECUTION_ASKED)) is counts


def test_what_was_executed_before_the_withdrawal_was_known_stays_executed() -> None:
    talk = Talk()
    talk.says(Word.ACCEPTED)
    talk.says(Word.WITHDRAWN)
    talk.says(Word.EXECUTED)
    assert stands(talk) is Standing.EXECUTED


WORDS = st.lists(
    st.tuples(st.sampled_from(sorted(Word)), st.sampled_from((ASKING, ASKED)), st.integers(0, 30), st.integers(0, 400)),
    max_size=25,
)


def talked(kind: HelpKind, script: list[tuple[Word, object, int, int]]) -> Talk:
    """A talk of random words, each answering some earlier one where it needs to."""
    talk = Talk(a_request(kind, arrest=Arrest.ASKED if kind is HelpKind.EXTRADITION else Arrest.NOT_ASKED))
    for number, (word, originator, which, hours) in enumerate(script):
        answers = {"answers": talk.words[which % len(talk.words)].id if talk.words else "f" * 64}
        try:
            made = a_word(talk.request.id, word, hours=hours, originator=originator, salt=f"{number:032x}")
        except InputError:
            made = a_word(talk.request.id, word, hours=hours, originator=originator, salt=f"{number:032x}", **answers)
        talk.words.append(sealed(made))
        if word is Word.REFUSED:
            talk.opens_prosecution(talk.words[-1])
    return talk


@given(kind=st.sampled_from(sorted(HelpKind)), script=WORDS, chance=st.randoms(use_true_random=False))
def test_the_order_in_which_records_come_changes_nothing(
    kind: HelpKind, script: list[tuple[Word, object, int, int]], chance: object
) -> None:
    talk = talked(kind, script)
    shuffled = list(talk.words)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]  # hypothesis gives a Random
    assert standing_of(talk.thread(), at=LATER) == standing_of(talk.thread(shuffled), at=LATER)


@given(kind=st.sampled_from(sorted(HelpKind)), script=WORDS)
def test_every_word_that_counts_is_its_sides_and_follows_on_where_the_request_stood(
    kind: HelpKind, script: list[tuple[Word, object, int, int]]
) -> None:
    talk = talked(kind, script)
    uncounted = set(standing_of(talk.thread(), at=LATER).uncounted)
    before: list[Sealed[LawWord]] = []
    for each in sorted(talk.words, key=lambda said: (said.value.written_at, said.id)):
        found = standing_of(talk.thread(before), at=LATER)
        stood = found.standing
        if each.id not in uncounted:
            assert is_its_to_say(talk.request.value, each.value)
            late = each.value.word in FACTS and stood is Standing.WITHDRAWN
            on_what_came = each.value.word in ON_WHAT_CAME and found.came is not None
            assert stood in FOLLOWS[each.value.word] or late or on_what_came
        before.append(each)


@given(script=WORDS)
def test_no_request_is_refused_without_a_consultation_that_took_place_before(
    script: list[tuple[Word, object, int, int]],
) -> None:
    talk = talked(HelpKind.ASSISTANCE, script)
    found = standing_of(talk.thread(), at=LATER)
    if found.standing is Standing.REFUSED:
        assert found.ended is not None
        refusal = found.ended.value
        said = {each.id: each.value for each in talk.words}
        consultation = said[refusal.answers]
        assert (consultation.word, bool(refusal.ground), bool(refusal.cited)) == (Word.CONSULTATION, True, True)
        opinions = [
            each
            for each in said.values()
            if (each.word, each.answers, each.originator) == (Word.OPINION, refusal.answers, ASKING)
            and each.written_at <= refusal.written_at
        ]
        assert consultation.due_at is not None
        assert opinions or consultation.due_at <= refusal.written_at
