"""The measuring of the ways to find candidates."""

from simpul.engines.screening.index import ScreeningIndex
from simpul.engines.screening.subject import Kind, Name, Query, Subject
from tests.benchmarks.screening_candidates import Grams, _exhaustive

NAMES = ("Zelmira Qantara", "Bahrul Santosa", "Kelvin Ostermark", "Tawfiq Barzakhi")
INDEX = ScreeningIndex.build(
    Subject(id=f"XA-{place}", kind=Kind.PERSON, names=(Name(value=name),)) for place, name in enumerate(NAMES)
)


def test_the_nearest_by_n_grams_hold_who_is_spelled_alike_and_nobody_without_a_common_one() -> None:
    grams = Grams(INDEX.layers[0])
    assert 1 in grams.nearest("Bahrool Santoza")
    assert grams.nearest("77") == set()


def test_comparing_every_word_with_every_word_finds_what_the_index_finds() -> None:
    every = _exhaustive(INDEX)
    words = INDEX.layers[0].lexicon.tokens
    assert every.layers[0].lexicon.like(words[:2]) == [set(range(len(words)))] * 2
    for number, name in enumerate(NAMES):
        hits = every.screen(Query(name=name))
        assert hits == INDEX.screen(Query(name=name))
        assert hits[0].subject_id == f"XA-{number}"
