"""What was asked once is not asked again, whichever process asked it."""

from weakref import ref

from simpul.app.shelf import Answered, IndexRecall, RecallBeside
from simpul.engines.screening.index import ScreeningIndex
from simpul.engines.screening.subject import Hit, Query
from simpul.services.ports.screening import Partition
from tests.records import a_handling
from tests.unit.engines.screening.people import EVERYBODY, INDEX

LISTED = Partition(handling=a_handling(), list_id="watch")
QUERIES = (Query(name="Tawfiq Barzakhi"), Query(name="Kelvin Ostermark"))
OTHER = (Hit(subject_id="nobody that the index holds", score=0.7, reasons=()),)


def ask(recall: IndexRecall, index: ScreeningIndex = INDEX) -> tuple[tuple[Hit, ...], ...]:
    return tuple(recall.ask(LISTED, index, QUERIES, limit=3, least=0.5))


def test_a_process_tells_once_what_it_was_answered_anew() -> None:
    beside = RecallBeside()
    told = ask(beside)
    (answered,) = beside.answered_anew()
    assert dict(answered.hits) == dict(zip(QUERIES, told, strict=True))
    assert ask(beside) == told
    assert beside.answered_anew() == ()


def test_what_another_process_was_answered_is_not_asked_again() -> None:
    recall = IndexRecall()
    recall.learn(Answered(LISTED, 3, 0.5, ((QUERIES[0], OTHER),)), INDEX)
    assert ask(recall) == (OTHER, *INDEX.screen_many(QUERIES[1:], limit=3, at_least=0.5))


def test_what_one_index_answered_is_not_taken_for_the_answer_of_another() -> None:
    recall, later = IndexRecall(), ScreeningIndex.build([])
    ask(recall, later)
    recall.learn(Answered(LISTED, 3, 0.5, ((QUERIES[0], OTHER),)), INDEX)
    assert ask(recall, later) == ((), ())


def test_an_index_that_nobody_else_has_any_more_goes_at_once() -> None:
    recall, index = IndexRecall(), ScreeningIndex.build(EVERYBODY)
    assert ask(recall) == ask(recall, index)
    seen = ref(index)
    del index
    assert seen() is None


def test_an_answer_to_another_question_is_not_taken_for_one_to_this() -> None:
    recall = IndexRecall()
    recall.learn(Answered(LISTED, 3, 0.9, ((QUERIES[0], OTHER),)), INDEX)
    assert ask(recall) == INDEX.screen_many(QUERIES, limit=3, at_least=0.5)
