"""Judging: a judgement stands while both sides say what they said, and what changed is told."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from simpul.core.alert import AlertDecision, Changed, Part, Verdict
from simpul.core.authority import OfficerId
from simpul.core.holding import Profile
from simpul.core.judging import changes_since, contents_of, mark_of, stands
from simpul.core.vocabulary import Schema
from tests.records import AT, a_handling

Values = dict[str, tuple[str, ...]]

HELD = Profile(
    id=f"{'a' * 32}/1",
    subject="a" * 32,
    schema=Schema.PERSON,
    handling=a_handling(),
    values={"name": ("Bahrul Santosa", "B. Santosa"), "birthDate": ("1971-03-14",)},
)
LISTED = Profile(
    id="list:xw:Q.1",
    subject="list:xw:Q.1",
    schema=Schema.PERSON,
    handling=a_handling(),
    values={"name": ("Bahrul Santoso",), "nationality": ("XA",)},
)


def judged(verdict: Verdict, *profiles: Profile) -> AlertDecision:
    return AlertDecision(
        alert="a", verdict=verdict, by=OfficerId("a"), at=AT, reason="Compared.", contents=contents_of(profiles)
    )


def saying(profile: Profile, **values: tuple[str, ...]) -> Profile:
    return replace(profile, values={**profile.values, **values})


def test_a_dismissal_stands_while_both_sides_say_what_they_said() -> None:
    dismissed = judged(Verdict.DIFFERENT, HELD, LISTED)
    turned = saying(HELD, name=("B. Santosa", "Bahrul Santosa"), alias=())
    assert stands(dismissed, (HELD, LISTED))
    assert stands(dismissed, (turned, LISTED))


def test_a_dismissal_ends_when_either_side_says_something_else() -> None:
    dismissed = judged(Verdict.DIFFERENT, HELD, LISTED)
    assert not stands(dismissed, (saying(HELD, birthDate=("1971-03-15",)), LISTED))
    assert not stands(dismissed, (HELD, saying(LISTED, passportNumber=("P 1",))))
    assert not stands(dismissed, (HELD, replace(LISTED, values={"name": ("Bahrul Santoso",)})))


def test_a_dismissal_on_one_set_of_terms_says_nothing_about_another() -> None:
    dismissed = judged(Verdict.DIFFERENT, HELD, LISTED)
    assert not stands(dismissed, (replace(HELD, id=f"{'a' * 32}/2"), LISTED))


def test_who_was_judged_the_same_stays_so_and_who_could_not_be_told_is_looked_at_anew() -> None:
    grown = saying(HELD, passportNumber=("P 1",))
    assert stands(judged(Verdict.SAME, HELD, LISTED), (grown, LISTED))
    assert stands(judged(Verdict.UNSURE, HELD, LISTED), (HELD, LISTED))
    assert not stands(judged(Verdict.UNSURE, HELD, LISTED), (grown, LISTED))


def test_a_judgement_of_which_it_is_not_known_what_was_said_then_does_not_stand() -> None:
    assert not stands(judged(Verdict.DIFFERENT), (HELD, LISTED))
    assert changes_since(judged(Verdict.DIFFERENT), (HELD, LISTED)) == ()


def test_what_changed_is_told_by_side_and_property() -> None:
    dismissed = judged(Verdict.DIFFERENT, HELD, LISTED)
    now = (saying(HELD, name=("Bahrul Santosa",), birthDate=("1969",)), saying(LISTED, gender=("male",)))
    assert changes_since(dismissed, now) == (
        Changed(part=Part.HELD, property="birthDate", came=("1969",), gone=1),
        Changed(part=Part.HELD, property="name", gone=1),
        Changed(part=Part.AGAINST, property="gender", came=("male",)),
    )


def test_no_value_is_kept_with_a_judgement() -> None:
    kept = repr(judged(Verdict.DIFFERENT, HELD, LISTED).contents)
    assert not any(value in kept for profile in (HELD, LISTED) for said in profile.values.values() for value in said)


def test_a_mark_moves_with_decisions_and_contents_and_with_nothing_else() -> None:
    contents, decision = contents_of((HELD, LISTED)), judged(Verdict.DIFFERENT, HELD, LISTED)
    elsewhere = contents_of((replace(HELD, id=f"{'a' * 32}/77"), LISTED))
    assert mark_of((), contents) == mark_of((), elsewhere)
    assert mark_of((), contents) != mark_of((decision,), contents)
    assert mark_of((), contents) != mark_of((), contents_of((saying(HELD, gender=("male",)), LISTED)))


said = st.dictionaries(
    st.sampled_from(["name", "alias", "birthDate", "nationality"]),
    st.lists(st.text(min_size=1, max_size=8), max_size=3, unique=True).map(tuple),
)


@given(said, said)
def test_a_judgement_stands_exactly_while_the_values_are_the_same(then: Values, now: Values) -> None:
    before, after = replace(HELD, values=then), replace(HELD, values=now)
    dismissed = judged(Verdict.DIFFERENT, before, LISTED)
    same = {name: set(values) for name, values in then.items() if values} == {
        name: set(values) for name, values in now.items() if values
    }
    assert stands(dismissed, (after, LISTED)) is same
    assert (changes_since(dismissed, (after, LISTED)) == ()) is same
