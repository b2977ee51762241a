"""A file that is there whole or not at all."""

from pathlib import Path

import pytest

from simpul.cli.bulk.output import whole_file
from simpul.core.errors import InputError


def test_the_file_is_there_when_everything_is_in_it(tmp_path: Path) -> None:
    place = tmp_path / "answers.jsonl"
    with whole_file(place) as out:
        out.write(b"one\n")
        assert not place.exists()
    assert place.read_bytes() == b"one\n"
    assert list(tmp_path.iterdir()) == [place]
    assert place.stat().st_mode & 0o777 == 0o600


def test_nothing_is_left_of_what_was_interrupted_and_an_earlier_file_stays(tmp_path: Path) -> None:
    place = tmp_path / "answers.jsonl"
    place.write_bytes(b"earlier\n")
    with pytest.raises(KeyboardInterrupt):
        _interrupted(place)
    assert place.read_bytes() == b"earlier\n"
    assert list(tmp_path.iterdir()) == [place]


def test_a_folder_that_is_not_there_is_refused_with_the_place(tmp_path: Path) -> None:
    place = tmp_path / "absent" / "answers.jsonl"
    with pytest.raises(InputError, match="cannot be written") as refused, whole_file(place):
        pass
    assert refused.value.place == str(place)


def _interrupted(place: Path) -> None:
    with whole_file(place) as out:
        out.write(b"half\n")
        raise KeyboardInterrupt
