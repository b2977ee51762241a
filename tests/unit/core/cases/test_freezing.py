from dataclasses import replace
from datetime import datetime, timedelta
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simpul.core.cases.freezing import (
    FOLLOWS,
    OPEN,
    WORDS_OF_THE_ASKING,
    FreezeTarget,
    Standing,
    TargetKind,
    Word,
    may_say,
    standing_of,
)
from simpul.core.cases.matching import finding_for, folded, is_for, key_of, keys_of
from simpul.core.errors import InputError
from simpul.core.payment.party import PartyRole, account_of
from simpul.core.payment.payment import References
from tests.cases import AT, XA, XB, a_request, a_word, sealed, terms
from tests.payments import IBAN_XB, a_party, a_payment

SOON = AT + timedelta(hours=1)


def stands(*words: Word, at: datetime = SOON) -> Standing:
    said = [sealed(a_word(word, minutes=number, number=10 + number)) for number, word in enumerate(words)]
    return standing_of(a_request(), said, at=at).standing


def test_a_request_waits_for_whom_it_was_sent_to_and_is_overdue_when_its_moment_has_come() -> None:
    request = a_request()
    before = standing_of(request, (), at=request.answer_by - timedelta(seconds=1))
    assert (before.standing, before.turn, before.is_overdue) == (Standing.SENT, XB, False)
    after = standing_of(request, (), at=request.answer_by)
    assert (after.is_overdue, after.is_open) == (True, True)


def test_an_answer_stops_the_clock() -> None:
    request = a_request()
    for word in (Word.FROZEN, Word.REFUSED, Word.NOT_FOUND, Word.NO_MEASURE):
        found = standing_of(request, [sealed(a_word(word))], at=request.answer_by + timedelta(days=1))
        assert not found.is_overdue
        assert found.turn is None
    accepted = standing_of(request, [sealed(a_word(Word.ACCEPTED))], at=request.answer_by)
    assert accepted.is_overdue


def test_more_that_is_needed_is_the_asking_sides_turn_until_it_answers() -> None:
    needed = sealed(a_word(Word.MORE_NEEDED, minutes=1))
    assert standing_of(a_request(), [needed], at=SOON).turn == XA
    added = sealed(a_word(Word.SUPPLEMENT, minutes=2))
    found = standing_of(a_request(), [needed, added], at=SOON)
    assert (found.standing, found.turn) == (Standing.ACCEPTED, XB)


def test_a_freeze_ends_by_its_moment_or_by_being_lifted() -> None:
    frozen = a_word(Word.FROZEN)
    assert frozen.expires_at is not None
    assert stands(Word.FROZEN) is Standing.FROZEN
    assert standing_of(a_request(), [sealed(frozen)], at=frozen.expires_at).standing is Standing.EXPIRED
    assert stands(Word.FROZEN, Word.LIFTED) is Standing.LIFTED
    longer = a_word(Word.FROZEN, minutes=20, number=11, expires_at=frozen.expires_at + timedelta(days=9))
    found = standing_of(a_request(), [sealed(frozen), sealed(longer)], at=frozen.expires_at)
    assert (found.standing, found.freeze) == (Standing.FROZEN, longer)


def test_a_freeze_stands_whatever_crossed_it() -> None:
    found = standing_of(
        a_request(), [sealed(a_word(Word.WITHDRAWN, minutes=1)), sealed(a_word(Word.FROZEN, minutes=2))], at=SOON
    )
    assert (found.standing, found.is_withdrawn) == (Standing.FROZEN, True)
    assert stands(Word.FROZEN, Word.WITHDRAWN) is Standing.FROZEN
    assert stands(Word.WITHDRAWN, Word.REFUSED) is Standing.WITHDRAWN


def test_both_nodes_come_to_the_same_in_whatever_order_the_words_arrive() -> None:
    words = [
        sealed(a_word(Word.ACCEPTED, minutes=1)),
        sealed(a_word(Word.MORE_NEEDED, minutes=2)),
        sealed(a_word(Word.SUPPLEMENT, minutes=3)),
        sealed(a_word(Word.FROZEN, minutes=4)),
    ]
    assert len({standing_of(a_request(), each, at=SOON).standing for each in permutations(words)}) == 1


@given(said=st.lists(st.tuples(st.sampled_from(Word), st.integers(0, 50)), max_size=8), data=st.data())
def test_the_standing_does_not_depend_on_the_order_of_arrival(
    said: list[tuple[Word, int]], data: st.DataObject
) -> None:
    words = [sealed(a_word(word, minutes=at, number=number + 1)) for number, (word, at) in enumerate(said)]
    shuffled = data.draw(st.permutations(words))
    assert standing_of(a_request(), words, at=SOON) == standing_of(a_request(), shuffled, at=SOON)


@given(st.lists(st.sampled_from(Word), max_size=8))
def test_once_a_freeze_was_said_only_lifting_or_time_ends_it(words: list[Word]) -> None:
    found = stands(*words)
    if Word.FROZEN in words and Word.LIFTED not in words[words.index(Word.FROZEN) :]:
        assert found is Standing.FROZEN


def test_every_word_has_the_standings_that_it_follows() -> None:
    assert set(FOLLOWS) == set(Word)
    assert all(OPEN & FOLLOWS[word] or word is Word.LIFTED for word in Word)


def test_each_side_says_its_own_words() -> None:
    for word in Word:
        assert may_say(a_request(), word, XA) == (word in WORDS_OF_THE_ASKING)
        assert may_say(a_request(), word, XB) == (word not in WORDS_OF_THE_ASKING)


def test_there_is_no_freeze_without_basis_authority_and_end() -> None:
    frozen = a_word(Word.FROZEN)
    lacking: tuple[dict[str, object], ...] = ({"legal_basis": None}, {"authority": " "}, {"expires_at": None})
    for each in lacking:
        with pytest.raises(InputError):
            replace(frozen, **each)  # type: ignore[arg-type]  # the names of its own fields
    with pytest.raises(InputError):
        a_word(Word.ACCEPTED, authority="Somebody")
    with pytest.raises(InputError):
        a_word(Word.FROZEN, expires_at=AT)


def test_a_refusal_has_its_ground_and_nothing_else_has_one() -> None:
    with pytest.raises(InputError):
        replace(a_word(Word.REFUSED), ground=None)
    with pytest.raises(InputError):
        replace(a_word(Word.NO_MEASURE), ground=a_word(Word.REFUSED).ground)


def test_a_request_goes_to_one_other_whom_its_terms_name_and_looks_ahead() -> None:
    broken: tuple[dict[str, object], ...] = (
        {"recipient": XA},
        {"handling": terms(XA)},
        {"answer_by": AT},
        {"freeze_until": AT - timedelta(days=1)},
        {"answer_by": AT + timedelta(days=400)},
        {"authority": " "},
        {"reason": ""},
        {"case": "no id"},
    )
    for each in broken:
        with pytest.raises(InputError):
            a_request(**each)
    with pytest.raises(InputError):
        FreezeTarget(kind=TargetKind.ACCOUNT, value=" -/ ")


# --- which payments --------------------------------------------------------------------------------------------------


def about(kind: TargetKind, value: str) -> bool:
    payment = a_payment(references=References(end_to_end="E-1", uetr="u-1"))
    return key_of(FreezeTarget(kind=kind, value=value)) in keys_of(payment, payment_id="a" * 64)


def test_an_account_is_the_same_however_its_number_is_written() -> None:
    assert about(TargetKind.ACCOUNT, IBAN_XB)
    assert about(TargetKind.ACCOUNT, " xb45 simp-0000 0678 90")
    assert not about(TargetKind.ACCOUNT, IBAN_XB[:-1])


def test_a_payment_is_found_by_any_of_its_references_and_by_its_id() -> None:
    assert about(TargetKind.PAYMENT, "E-1")
    assert not about(TargetKind.PAYMENT, "E-11")
    assert about(TargetKind.PAYMENT, "a" * 64)


def test_a_party_is_the_same_in_other_letters_and_order_and_not_by_likeness() -> None:
    assert about(TargetKind.PARTY, "AMRI, Tarík")
    assert not about(TargetKind.PARTY, "Tarik Amr")
    assert folded("Łukasz  O'Neil") == folded("o neil łukasz")
    named = a_payment(a_party(PartyRole.ULTIMATE_BENEFICIARY, "Лев Брунов"))
    assert key_of(FreezeTarget(kind=TargetKind.PARTY, value="брунов лев")) in keys_of(named, payment_id="a" * 64)


def test_kinds_are_not_taken_for_each_other() -> None:
    assert not about(TargetKind.PARTY, IBAN_XB)
    assert not about(TargetKind.ACCOUNT, "Tarik Amri")


def test_a_finding_is_of_its_request_alone() -> None:
    finding = finding_for("r" * 64)
    assert is_for(finding, "r" * 64)
    assert not is_for(finding, "s" * 64)


@pytest.mark.parametrize(
    ("kind", "value"),
    [(TargetKind.PAYMENT, "NOTPROVIDED"), (TargetKind.PARTY, "Not Provided"), (TargetKind.ACCOUNT, "NOTPROVIDED")],
)
def test_what_stands_where_nobody_said_anything_matches_no_request(kind: TargetKind, value: str) -> None:
    nobody = a_party(PartyRole.BENEFICIARY, "Not Provided", account=account_of("NOTPROVIDED"))
    payment = a_payment(nobody, references=References(end_to_end="NOTPROVIDED", transaction="T-1"))
    assert key_of(FreezeTarget(kind=kind, value=value)) not in keys_of(payment, payment_id="a" * 64)
