"""The harness itself, small and without an anchor: it finds what is there, and shows an engine that does not."""

import json
from collections.abc import Sequence
from dataclasses import asdict
from itertools import product
from random import Random

import pytest

from simpul.core.ordinary import Known
from simpul.core.scripts import script_of
from tests.benchmarks.screening.asking import Answer, Simpul
from tests.benchmarks.screening.figures import (
    RATES,
    Found,
    alarms,
    fair_threshold,
    ordinary,
    recall,
    wilson,
)
from tests.benchmarks.screening.measuring import measured, queries_per_second
from tests.benchmarks.screening.pairs import Pair, best_threshold, judged, pair_scores
from tests.benchmarks.screening.people import Asked, Person, plain
from tests.benchmarks.screening.questions import Group, Mode, Question, questions
from tests.benchmarks.screening.rarity import drawn, measured_scores
from tests.benchmarks.screening.table import judgements, table

SEED = 7
FIRST = "Tarik Belinda Zoran Odalys Ferenc Ngozi Ruslan Imelda Quentin Yasmina".split()
LAST = "Harrunov Castelmar Obiakor Szentirmay Dwikarna Vandermolen Qasimzada Lindqvist".split()
ARABIC = {"Tarik": "طارق", "Zoran": "زوران", "Ruslan": "رسلان", "Yasmina": "ياسمينة", "Imelda": "إيميلدا"}
ORDINARY_FIRST = "Maria Jonas Aylin Petra Sanjay Chiara Kofi Lena".split()
ORDINARY_LAST = "Brandt Fields Okafor Santos Novak Iyer Moreau Keller Tanaka".split()

LAST_ARABIC = {"Harrunov": "هارونوف", "Castelmar": "كاستلمار", "Qasimzada": "قاسم زاده", "Obiakor": "اوبياكور"}


def names_of(first: str, last: str) -> tuple[str, ...]:
    in_arabic = f"{ARABIC[first]} {LAST_ARABIC[last]}" if first in ARABIC and last in LAST_ARABIC else ""
    return tuple(filter(None, (f"{first} {last}", f"{last[:4]}osh {first}ovic {last}", in_arabic)))


PEOPLE = tuple(
    Person(
        id=f"here-{number:03}",
        names=names_of(first, last),
        birth_dates=(f"19{50 + number % 50}-0{1 + number % 9}-1{number % 10}",),
        countries=("XA",),
        documents=frozenset({f"DOC{number:05}"}),
    )
    for number, (first, last) in enumerate(product(FIRST, LAST))
)
OTHERS = tuple(
    Person(id=f"there-{number:03}", names=(person.names[0].upper(),), documents=person.documents)
    for number, person in enumerate(PEOPLE[:20])
)
ORDINARY = tuple(
    (Asked(name=f"{first} {last}", birth_date="1990-01-01", countries=("XB",)), script_of(first))
    for first, last in product(ORDINARY_FIRST, ORDINARY_LAST)
)
ASKED = questions(PEOPLE, OTHERS, seed=SEED, most=40)


class Shuffled:
    """An engine whose answers belong to other questions."""

    name = "shuffled"

    def __init__(self, engine: Simpul) -> None:
        self._engine = engine

    def ordinary(self, asked: Sequence[Asked]) -> list[Answer]:
        return self._engine.ordinary(asked)

    def timed(self, asked: Sequence[Asked]) -> list[Answer]:
        return self._engine.timed(asked)

    def answers(self, questions: Sequence[Question], mode: Mode) -> list[Answer]:
        return Random(SEED).sample(found := self._engine.answers(questions, mode), len(found))


@pytest.fixture(scope="module")
def engine() -> Simpul:
    return Simpul(PEOPLE)


def test_every_class_is_asked_and_every_question_once() -> None:
    assert {question.group for question in ASKED} == set(Group)
    assert len({question.id for question in ASKED}) == len(ASKED)
    assert questions(PEOPLE, OTHERS, seed=SEED, most=40) == ASKED
    assert questions(PEOPLE, OTHERS, seed=SEED + 1, most=40) != ASKED


def test_a_held_out_name_is_not_on_the_list_while_it_is_asked() -> None:
    by_id = {person.id: person for person in PEOPLE}
    held_out = [question for question in ASKED if question.held_out]
    assert {question.group for question in held_out} == {Group.HELD_OUT_ALIAS, Group.ORIGINAL_SCRIPT}
    for question in held_out:
        left = by_id[question.meant].without(question.held_out)
        assert plain(question.asked.name) not in {plain(name) for name in left.names}
        assert left.names


def test_two_entries_are_one_person_by_a_document_that_nobody_else_has() -> None:
    meant = [question.meant for question in ASKED if question.group is Group.OTHER_LIST]
    assert sorted(meant) == [person.id for person in PEOPLE[:20]]
    third = Person(id="there-999", names=("Somebody Else",), documents=OTHERS[0].documents)
    again = questions(PEOPLE, (*OTHERS, third), seed=SEED, most=40)
    assert PEOPLE[0].id not in [question.meant for question in again if question.group is Group.OTHER_LIST]


@pytest.mark.parametrize("mode", Mode)
def test_the_engine_finds_most_of_whom_is_meant_and_shuffled_answers_do_not(engine: Simpul, mode: Mode) -> None:
    right = measured(engine, mode, ASKED, ORDINARY, seed=SEED)
    wrong = measured(Shuffled(engine), mode, ASKED, ORDINARY, seed=SEED)
    assert right.recall[Group.DISTURBED].first.share > 0.7
    assert right.recall[Group.OTHER_LIST].first.share > 0.9
    for group in Group:
        assert wrong.recall[group].ten.share < 0.4
        assert wrong.recall[group].ten.share < right.recall[group].ten.share
    assert json.loads(json.dumps(asdict(right)))["ordinary_names"] == len(ORDINARY)
    shown = "\n".join(table("invented", [right, wrong]))
    assert "shuffled" in shown
    assert f"{len(ORDINARY)} ordinary names" in shown


def test_speed_is_positive_and_of_cpu_time(engine: Simpul) -> None:
    assert queries_per_second(engine, [asked for asked, _ in ORDINARY]) > 10


def test_a_question_without_its_held_out_name_scores_lower_than_with_it(engine: Simpul) -> None:
    asked = next(question for question in ASKED if question.group is Group.HELD_OUT_ALIAS)
    with_it = Question(id="x", group=asked.group, asked=asked.asked, meant=asked.meant)
    without, full = engine.answers([asked, with_it], Mode.NAME)
    assert dict(full.best)[asked.meant] > dict(without.best).get(asked.meant, 0.0)


def test_the_threshold_lets_the_share_through_that_it_says() -> None:
    people = ordinary([number / 1_000 for number in range(1_000)])
    for rate in RATES:
        assert sum(score > people.threshold(rate) for score in people.ranked) == int(1_000 * rate)


def test_a_score_that_equals_the_threshold_is_not_found() -> None:
    people = ordinary([0.9] * 50 + [0.1] * 950)
    at = recall([Found(place=1, score=0.9)] * 10, people, fair_threshold=0.1, seed=SEED)
    assert at.at["1.0%"].share == 0.0
    assert at.at_fair_threshold.share == 1.0
    assert (at.first.share, at.ten.share) == (1.0, 1.0)


def test_equal_scores_share_the_worst_place() -> None:
    tied = Answer(best=(("a", 0.8), ("b", 0.8), ("c", 0.7)))
    assert (tied.found("a").place, tied.found("b").place, tied.found("c").place) == (2, 2, 3)
    assert tied.found("d") == Found(place=0, score=0.0)


def test_the_interval_of_recall_holds_the_measured_value_and_narrows_with_more() -> None:
    draw = Random(SEED)
    people = ordinary([draw.random() * 0.6 for _ in range(20_000)])
    few, many = (
        recall([Found(place=1, score=draw.random()) for _ in range(n)], people, fair_threshold=0.5, seed=SEED)
        for n in (100, 4_000)
    )
    for each in (few, many):
        assert each.at["1.0%"].low <= each.at["1.0%"].share <= each.at["1.0%"].high
    assert many.at["1.0%"].high - many.at["1.0%"].low < few.at["1.0%"].high - few.at["1.0%"].low


def test_a_group_that_raises_too_many_alarms_raises_the_fair_threshold() -> None:
    groups = ["many"] * 9_000 + ["few"] * 1_000
    even = [number / 10_000 for number in range(10_000)]
    uneven = [0.1] * 9_000 + [0.5 + number / 10_000 for number in range(1_000)]
    assert alarms(even, groups, ordinary(even).threshold(0.01))["few"].rate.share == pytest.approx(0.1)
    assert fair_threshold(even, groups) > ordinary(even).threshold(0.01)
    at_fair = alarms(uneven, groups, fair_threshold(uneven, groups))
    assert at_fair["few"].rate.share <= 0.03
    assert at_fair["many"].alarms == 0


@pytest.mark.parametrize(("count", "total", "low", "high"), [(0, 100, 0.0, 0.037), (50, 100, 0.404, 0.596)])
def test_wilsons_interval_is_the_textbooks(count: int, total: int, low: float, high: float) -> None:
    share = wilson(count, total)
    assert [share.low, share.high] == pytest.approx([low, high], abs=1e-3)


def pair(left: str, right: str, *, is_match: bool) -> Pair:
    return Pair(left=left, right=right, schema="Person", is_match=is_match)


PAIRS = (
    pair("Oleander Brightwater", "Oleandre Brightwater", is_match=True),
    pair("Tarik Harrunov", "Harrunov, Tarik", is_match=True),
    pair("Tarik Harrunov", "Tarik Castelmar", is_match=False),
    pair("Oleander Brightwater", "Kelvin Ostermark", is_match=False),
)


def test_a_pair_is_scored_among_others_and_the_same_name_scores_higher(engine: Simpul) -> None:
    scores = pair_scores(engine.index, PAIRS)
    assert min(scores[:2]) > max(scores[2:])
    assert scores[3] == 0.0
    threshold = best_threshold(PAIRS, scores)
    at_best = judged("Simpul", PAIRS, scores, threshold, "here")
    assert (at_best.f1, at_best.precision, at_best.recall) == (1.0, 1.0, 1.0)
    assert "F1 1.000" in "\n".join(judgements([at_best]))


def test_f1_is_the_harmonic_mean_of_precision_and_recall() -> None:
    half = judged("any", PAIRS, [0.9, 0.1, 0.8, 0.2], 0.5, "here")
    assert (half.precision, half.recall, half.f1) == (0.5, 0.5, 0.5)
    assert judged("any", PAIRS, [0.1, 0.1, 0.8, 0.2], 0.5, "here").f1 == 0.0


def test_of_ordinary_people_the_fewer_reach_a_score_the_higher_it_is() -> None:
    rows = list(measured_scores([0.31, 0.42, 0.425, 0.0], entries=50, known=Known.NAME))
    assert [row.reached for row in rows if row.score in (0.30, 0.31, 0.32, 0.42, 0.43)] == [3, 3, 2, 2, 0]
    assert rows[-1].score == 0.43


def test_a_smaller_draw_of_entries_is_the_beginning_of_a_larger_one() -> None:
    assert drawn(range(100), 10) == drawn(range(100), 50)[:10]
