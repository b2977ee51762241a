"""Finding by words gives what a plain look at every visible name gives."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from simpul.core.authority import Level
from simpul.engines.words import words_of
from simpul.storage.store import Store
from tests.answers import pages
from tests.holdings import chance, claim, holds, sight, terms
from tests.stores import opened, sqlite_place

LOW, HIGH = terms(Level.RESTRICTED), terms(Level.SECRET)
SUBJECTS = tuple(chance() for _ in range(4))
LETTERS = st.sampled_from("abAÉя'- 1٣%_\N{COMBINING ACUTE ACCENT}")
NAMES = st.text(LETTERS, min_size=1, max_size=8).filter(str.strip)
QUESTIONS = st.text(LETTERS, max_size=5)
CLAIMS = st.lists(st.tuples(NAMES, st.sampled_from(SUBJECTS), st.sampled_from((LOW, HIGH))), max_size=8)


def plainly(named: Sequence[tuple[str, str]], question: str) -> set[str]:
    """Find by looking at every name: each word of the question begins a word of a name, in any of its forms."""
    asked = words_of(question) or (((question.casefold().strip(),),) if question.strip() else ())
    found = set()
    for subject in {subject for _, subject in named}:
        mine = [
            form
            for name, of in named
            if of == subject
            for forms in (words_of(name) or ((name.casefold().strip(),),))
            for form in forms
        ]
        if all(any(word.startswith(form) for word in mine for form in forms) for forms in asked):
            found.add(subject)
    return found


@pytest.fixture(scope="module")
def places(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("finding")


def found(store: Store, clearance: Level, question: str) -> list[str]:
    parts = pages(lambda after: store.subjects.subjects(sight(clearance), text=question, after=after, limit=2))
    return [hit.subject for page in parts for hit in page.items]


@settings(max_examples=60)
@given(claims=CLAIMS, questions=st.lists(QUESTIONS, min_size=1, max_size=6))
@example(claims=[("a", SUBJECTS[0], LOW), ("b", SUBJECTS[0], HIGH)], questions=["a b", "b", ""])
def test_finding_is_a_plain_look_at_what_is_visible(
    places: Path, claims: list[tuple[str, str, object]], questions: list[str]
) -> None:
    store = opened(sqlite_place(places))
    holds(store, *(claim(name, subject=subject, handling=own) for name, subject, own in claims))  # type: ignore[arg-type]  # drawn from two terms
    for question in questions:
        for clearance, seen in ((Level.RESTRICTED, (LOW,)), (Level.SECRET, (LOW, HIGH))):
            named = [(name, subject) for name, subject, own in claims if own in seen]
            hits = found(store, clearance, question)
            assert len(hits) == len(set(hits))
            assert set(hits) == plainly(named, question)
    store.close()
