"""What is remembered for a while."""

import gc
import pickle

from simpul.engines.screening.index import ScreeningIndex
from simpul.engines.screening.reaching import Reach
from simpul.engines.screening.recent import LEAST_HELD, Recent, room
from simpul.engines.screening.subject import Query
from tests.remembered import words_in_memory
from tests.unit.engines.screening.people import EVERYBODY, INDEX

LETTERS = "abdefgiklmnoprstuvz"
QUERY = Query(name="Tawfiq Barzakhi")


def test_what_was_asked_for_lately_is_remembered_and_never_twice_as_much_as_allowed() -> None:
    recent: Recent[int, str] = Recent(10)
    for number in range(100):
        recent.put(number, str(number))
        assert recent.get(0) == "0"  # is asked for again and again, and so stays
        assert all(recent.get(one) == str(one) for one in range(max(0, number - 4), number + 1))
    assert sum(recent.get(number) is not None for number in range(100)) < 20


def test_a_large_value_takes_the_room_of_many() -> None:
    recent: Recent[str, str] = Recent(10, len)
    for name in "abcdef":
        recent.put(name, name * 6)
    assert [name for name in "abcdef" if recent.get(name)] == ["e", "f"]


def test_as_much_is_remembered_as_the_names_held_are_worth() -> None:
    assert room(1_000, 4, 100) == 400
    assert room(1_000, 4, 1_000_000) == 1_000
    assert room(1_000, 4, 0) == room(1_000, 4, LEAST_HELD) == 4 * LEAST_HELD


def test_an_index_of_few_names_remembers_little_of_many_questions() -> None:
    index, before = ScreeningIndex.build(EVERYBODY[:3]), words_in_memory()
    index.screen_many(Query(name=f"Karim{letter}{other} Zul{other}{letter}") for letter in LETTERS for other in LETTERS)
    assert words_in_memory() - before < len(LETTERS) ** 2 / 2
    assert index.screen(QUERY) == ScreeningIndex.build(EVERYBODY[:3]).screen(QUERY)


def test_what_an_index_remembers_goes_with_it_at_once() -> None:
    gc.collect()
    before = words_in_memory()
    gc.disable()
    try:
        index = ScreeningIndex.build(EVERYBODY)
        index.screen(QUERY)
        assert words_in_memory() > before
        del index
        assert words_in_memory() == before
    finally:
        gc.enable()


def test_what_is_remembered_of_a_word_keeps_nothing_else_in_memory() -> None:
    index = ScreeningIndex.build(EVERYBODY)
    index.screen_many(Query(name=name.value) for subject in EVERYBODY for name in subject.names)
    reaches = [each for each in gc.get_objects() if type(each) is Reach]
    assert len(reaches) > len(EVERYBODY)
    assert [each for each in reaches if any(column.base is not None for column in each)] == []


def test_an_index_that_forgets_remembers_nothing_and_answers_as_before() -> None:
    gc.collect()
    index, before = ScreeningIndex.build(EVERYBODY), words_in_memory()
    told = index.screen(QUERY)
    index.forget()
    assert words_in_memory() == before
    assert index.screen(QUERY) == told


def test_what_an_index_remembers_changes_no_answer_and_does_not_travel_with_it() -> None:
    fresh = ScreeningIndex.build(EVERYBODY)
    before = len(pickle.dumps(fresh))
    first = fresh.screen(QUERY)
    assert first == fresh.screen(QUERY) == INDEX.screen(QUERY)
    assert len(pickle.dumps(fresh)) == before
    assert pickle.loads(pickle.dumps(fresh)).screen(QUERY) == first


def test_asking_while_asking_gives_the_same_answers() -> None:
    index = ScreeningIndex.build(EVERYBODY)
    within = []

    def queries() -> list[Query]:
        within.append(index.screen(QUERY))
        return [QUERY]

    assert index.screen_many(query for _ in range(2) for query in queries()) == (within[0], within[1])


def test_what_was_asked_before_changes_no_answer_where_letters_are_read_in_two_ways() -> None:
    parted = Query(name="Yunus Mohamedsa")
    fresh, warm = ScreeningIndex.build(EVERYBODY), ScreeningIndex.build(EVERYBODY)
    warm.screen_many([Query(name="Yunus S.A."), Query(name="Sa Ud"), Query(name="Yunus SA UD")])
    assert warm.screen(parted) == fresh.screen(parted)
