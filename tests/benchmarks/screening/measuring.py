"""One engine with one list, measured: recall of each class, thresholds, false alarms by group, in both modes."""

import statistics
from collections.abc import Sequence
from dataclasses import dataclass

from tests.benchmarks.screening.asking import Answer, Engine
from tests.benchmarks.screening.figures import (
    RATES,
    Alarms,
    Found,
    Recall,
    alarms,
    fair_threshold,
    ordinary,
    recall,
)
from tests.benchmarks.screening.people import Asked
from tests.benchmarks.screening.questions import Group, Mode, Question

BATCHES = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """What one engine did with one list in one mode.

    `candidates` is the share of questions whose person was scored at all; for Simpul it is not known apart and is 1.
    """

    engine: str
    mode: Mode
    ordinary_names: int
    thresholds: dict[str, float]
    fair_threshold: float
    false_alarms: dict[str, Alarms]
    false_alarms_at_fair_threshold: dict[str, Alarms]
    recall: dict[Group, Recall]
    candidates: dict[Group, float]
    distinct_scores_of_the_top_percent: int


def measured(
    engine: Engine,
    mode: Mode,
    questions: Sequence[Question],
    people: Sequence[tuple[Asked, str]],
    *,
    seed: int,
) -> Measured:
    """Measure one engine in one mode."""
    asked = [each.by_name_only() if mode is Mode.NAME else each for each, _ in people]
    groups = [group for _, group in people]
    best = [answer.highest for answer in engine.ordinary(asked)]
    ranked, fair = ordinary(best), fair_threshold(best, groups)
    answers = engine.answers(questions, mode)
    by_group = _by_group(questions, answers)
    return Measured(
        engine=engine.name,
        mode=mode,
        ordinary_names=len(people),
        thresholds={f"{rate:.1%}": ranked.threshold(rate) for rate in RATES},
        fair_threshold=fair,
        false_alarms=alarms(best, groups, ranked.threshold(RATES[0])),
        false_alarms_at_fair_threshold=alarms(best, groups, fair),
        recall={
            group: recall([found for found, _ in its], ranked, fair_threshold=fair, seed=seed)
            for group, its in by_group.items()
        },
        candidates={group: statistics.fmean(was for _, was in its) for group, its in by_group.items()},
        distinct_scores_of_the_top_percent=len(set(ranked.ranked[: int(len(best) * RATES[0]) + 1])),
    )


def queries_per_second(engine: Engine, asked: Sequence[Asked]) -> float:
    """Give queries per CPU second: the median of BATCHES batches, after one to warm up."""
    size = len(asked) // (BATCHES + 1)
    engine.timed(asked[:size])
    batches = [asked[size * number : size * (number + 1)] for number in range(1, BATCHES + 1)]
    seconds = (statistics.fmean(answer.seconds for answer in engine.timed(batch)) for batch in batches)
    return 1.0 / statistics.median(seconds)


def _by_group(questions: Sequence[Question], answers: Sequence[Answer]) -> dict[Group, list[tuple[Found, bool]]]:
    sorted_out: dict[Group, list[tuple[Found, bool]]] = {}
    for question, answer in zip(questions, answers, strict=True):
        sorted_out.setdefault(question.group, []).append((answer.found(question.meant), answer.is_candidate))
    return sorted_out
