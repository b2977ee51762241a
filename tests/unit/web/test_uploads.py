"""A file that waits is for its officer alone, and not for long."""

import random
from datetime import UTC, datetime, timedelta

import pytest

from simpul.core.authority import OfficerId
from simpul.core.errors import NotFoundError
from simpul.web.uploads import KEPT_FOR, Uploads

ANA, BEN = OfficerId("ana"), OfficerId("ben")


class Hands:
    """A clock that a test sets."""

    def __init__(self) -> None:
        self.present = datetime(2026, 3, 1, tzinfo=UTC)

    def now(self) -> datetime:
        return self.present


def test_a_file_comes_back_as_it_was() -> None:
    waiting = Uploads(Hands().now)
    key = waiting.keep(ANA, "people.csv", b"Name\nSari\n")
    assert waiting.read(ANA, key) == ("people.csv", b"Name\nSari\n")
    assert waiting.read(ANA, key) == ("people.csv", b"Name\nSari\n")


def test_a_file_is_there_for_its_officer_alone() -> None:
    waiting = Uploads(Hands().now)
    key = waiting.keep(ANA, "people.csv", b"x")
    waiting.forget(BEN, key)
    with pytest.raises(NotFoundError):
        waiting.read(BEN, key)
    assert waiting.read(ANA, key)


def test_a_file_is_forgotten_when_it_was_used_or_after_half_an_hour() -> None:
    hands = Hands()
    waiting = Uploads(hands.now)
    used, old = waiting.keep(ANA, "a", b"x"), waiting.keep(ANA, "b", b"x")
    waiting.forget(ANA, used)
    hands.present += KEPT_FOR + timedelta(seconds=1)
    for key in (used, old):
        with pytest.raises(NotFoundError):
            waiting.read(ANA, key)


def test_the_oldest_goes_when_the_files_grow_too_large_together() -> None:
    waiting = Uploads(Hands().now, most_bytes=3_000)
    first, second, third = (waiting.keep(ANA, "x", random.Random(seed).randbytes(1_200)) for seed in range(3))
    with pytest.raises(NotFoundError):
        waiting.read(ANA, first)
    assert [len(waiting.read(ANA, key)[1]) for key in (second, third)] == [1_200, 1_200]
