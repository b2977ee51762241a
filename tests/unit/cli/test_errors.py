"""Every error that is foreseen has its status, its sentence and its advice."""

from collections.abc import Iterator

import pytest

from simpul.cli.bulk.workers import WorkerEndedError
from simpul.cli.demo.asking import StepFailedError
from simpul.cli.errors import DONE, INTERRUPTED, TABLE, problem_of
from simpul.core.errors import Error, InputError, RefusedError
from simpul.core.handling import GROUNDS
from simpul.web.errors import (
    BadRequestError,
    NotReadyError,
    SignInNeededError,
    TooLargeError,
    TooManyError,
    WrongMethodError,
)
from simpul.web.language import language

NEVER_AT_THE_COMMAND_LINE = (
    SignInNeededError,
    TooLargeError,
    TooManyError,
    WrongMethodError,
    BadRequestError,
    NotReadyError,
    StepFailedError,
)
"""Errors of the doors and of a single step, which has its own place in the answer."""


def kinds(kind: type[Error] = Error) -> Iterator[type[Error]]:
    """Every kind of error of the program."""
    yield kind
    for below in kind.__subclasses__():
        yield from kinds(below)


def test_every_code_has_a_row() -> None:
    ours = {
        kind.code
        for kind in kinds()
        if kind.__module__.startswith("simpul.") and not issubclass(kind, NEVER_AT_THE_COMMAND_LINE)
    }
    assert ours | {WorkerEndedError.code} == TABLE.keys()


def test_only_what_is_the_callers_to_correct_shares_a_status() -> None:
    shared = [code for code, row in TABLE.items() if [each.status for each in TABLE.values()].count(row.status) > 1]
    assert shared == ["input", "envelope-refused"]


def test_no_error_has_the_status_of_an_answer() -> None:
    assert not {DONE, 1, INTERRUPTED} & {row.status for row in TABLE.values()}


@pytest.mark.parametrize("code", ["en", "id"])
@pytest.mark.parametrize("row", TABLE.values(), ids=TABLE.keys())
def test_every_row_is_a_sentence_and_an_advice_in_every_language(code: str, row: object) -> None:
    spoken = language(code)
    for text in (getattr(row, "sentence"), getattr(row, "advice")):  # noqa: B009  a row of any kind
        assert spoken.say(text).endswith(".")
        assert code == "en" or spoken.say(text) != text


def test_the_place_and_the_reason_are_told_apart() -> None:
    problem = problem_of(InputError("not a date", place="claims[3].value"), language("en"))
    assert (problem.place, problem.detail, problem.status) == ("claims[3].value", "not a date", 2)


def test_a_refusal_gives_each_ground_with_its_sentence() -> None:
    problem = problem_of(RefusedError("no", grounds=GROUNDS[:2]), language("en"))
    assert tuple(ground.id for ground in problem.grounds) == GROUNDS[:2]
    assert all(ground.sentence and ground.sentence != ground.id for ground in problem.grounds)
