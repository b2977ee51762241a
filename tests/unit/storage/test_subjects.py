"""Subjects are found by the names that the viewer may see, and by no others."""

import pytest

from simpul.core.alert import MatchDecision, Verdict
from simpul.core.authority import Level, OfficerId
from simpul.core.holding import Change, SubjectHit
from simpul.storage.store import Store
from tests.holdings import NOW, chance, claim, holds, later, sight, terms

HIGH = terms(Level.SECRET)


def found(store: Store, text: str, clearance: Level = Level.SECRET) -> list[SubjectHit]:
    return list(store.subjects.subjects(sight(clearance), text=text, after="", limit=50).items)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Bahrul Santosa", "bah"),
        ("Bahrul Santosa", "SANT bahr"),
        ("Юсуф Ибрагимов", "ибраг"),
        ("Юсуф Ибрагимов", "ibrag yus"),
        ("Ibragimov Yusuf", "Ибрагимов"),
        ("محمد الأمين", "محمد"),
        ("محمد الأمين", "mhmd"),
        ("Ömer Şahin", "omer sahin"),
        ("O'Neill", "oneill"),
        ("!?", "!?"),
    ],
)
def test_a_subject_is_found_by_the_beginnings_of_the_words_of_its_names(store: Store, name: str, text: str) -> None:
    item = claim(name)
    holds(store, item)
    assert [hit.subject for hit in found(store, text)] == [item.value.subject]


@pytest.mark.parametrize("text", ["antosa", "bahrul x", "santosax", "%", "_", "_ahrul", "something"])
def test_a_subject_is_not_found_by_anything_else(store: Store, text: str) -> None:
    holds(store, claim("Bahrul Santosa"), claim("Something else", name="notes"))
    assert found(store, text) == []


def test_words_may_stand_in_different_visible_names_of_one_subject(store: Store) -> None:
    first = claim("Bahrul Santosa")
    holds(store, first, claim("Abu Harb", name="alias", subject=first.value.subject))
    assert [hit.names for hit in found(store, "harb bahrul")] == [("Bahrul Santosa", "Abu Harb")]


def test_a_hidden_name_neither_finds_a_subject_nor_shows(store: Store) -> None:
    first = claim("Bahrul Santosa")
    holds(store, first, claim("Abu Harb", name="alias", subject=first.value.subject, handling=HIGH))
    assert found(store, "harb", Level.RESTRICTED) == []
    assert [hit.names for hit in found(store, "bahrul", Level.RESTRICTED)] == [("Bahrul Santosa",)]


def test_a_name_that_was_corrected_is_found_no_more(store: Store) -> None:
    first = claim("Bahrul Santosa")
    holds(store, first)
    second = claim("Bahrul Santoso", subject=first.value.subject, supersedes=first.id)
    store.ledger.act(lambda tx: tx.reports.replace_assertion(first.id, by=second.id, how=Change.CHANGED))
    holds(store, second, at=later(1))
    assert found(store, "santosa") == []
    assert [hit.names for hit in found(store, "bahrul")] == [("Bahrul Santoso",)]


def test_all_subjects_with_a_visible_name_come_by_name_each_once(store: Store) -> None:
    names = ["Dewi", "Анна", "bahrul", "Émile", "Cinta", "Abu Dewi"]
    holds(store, *(claim(name) for name in names), claim("hidden", handling=HIGH), claim("1971", name="birthDate"))
    seen, after = [], ""
    while True:
        page = store.subjects.subjects(sight(Level.RESTRICTED), text="", after=after, limit=2)
        seen += [hit.names[0] for hit in page.items]
        after = page.after
        if not after:
            break
    assert seen == ["Abu Dewi", "Анна", "bahrul", "Cinta", "Dewi", "Émile"]


def test_what_is_claimed_about_a_subject_comes_latest_first_and_only_what_is_visible(store: Store) -> None:
    old = claim("Bahrul")
    new = claim("1971", name="birthDate", subject=old.value.subject)
    hidden = claim("XA", name="nationality", subject=old.value.subject, handling=HIGH)
    holds(store, old)
    holds(store, new, hidden, at=later(1))
    low = store.subjects.assertions_about(sight(Level.RESTRICTED), [old.value.subject, "0" * 32])
    assert [item.assertion.id for item in low] == [new.id, old.id]
    assert len(store.subjects.assertions_about(sight(), [old.value.subject])) == 3


def test_a_judgement_joins_until_it_is_withdrawn_and_for_those_who_may_see_it(store: Store) -> None:
    left, right = chance(), chance()
    plain, high = (
        MatchDecision(
            id=chance(),
            left=left,
            right=right,
            judgement=Verdict.SAME,
            by=OfficerId("analyst"),
            at=NOW,
            reason="the same date",
            handling=handling,
            alert=alert,
        )
        for handling, alert in ((terms(), "1" * 32), (HIGH, "2" * 32))
    )
    for match in (plain, high):
        store.ledger.act(lambda tx: tx.alerts.add_match(match))  # noqa: B023  runs at once
    assert store.subjects.same_as(sight(Level.RESTRICTED), left) == (plain,)
    assert set(store.subjects.same_as(sight(), right)) == {plain, high}
    store.ledger.act(lambda tx: tx.alerts.withdraw_matches("1" * 32, by=OfficerId("other"), at=later(1)))
    assert store.subjects.same_as(sight(), left) == (high,)


def test_a_text_of_a_stranger_costs_no_more_than_a_name(store: Store) -> None:
    long = " ".join(f"word{number}" for number in range(500))
    holds(store, claim(long), claim("x" * 4_000))
    assert len(found(store, "word0 word39")) == 1
    assert found(store, "word40") == []
    assert len(found(store, "x" * 64)) == 1
