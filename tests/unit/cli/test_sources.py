"""Lists that a command is given, as `form:path`."""

from pathlib import Path

import pytest

from simpul.cli.sources import ListSource, list_source, read_lists
from simpul.core.errors import InputError
from simpul.core.node import Limits
from simpul.formats.reference import reference_bytes


@pytest.fixture
def extract(tmp_path: Path) -> Path:
    file = tmp_path / "un.xml"
    file.write_bytes(reference_bytes("un-extract.xml"))
    return file


def test_a_source_names_its_form_and_its_path_which_may_hold_colons() -> None:
    assert list_source("un:C:/lists/un.xml") == ListSource(form="un", path=Path("C:/lists/un.xml"))


def test_a_source_may_give_its_list_an_id_of_its_own() -> None:
    assert list_source("un=un-2020:old.xml") == ListSource(form="un", path=Path("old.xml"), list_id="un-2020")


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        ("un.xml", "say form:path"),
        ("nosuch:list.xml", "say form:path"),
        ("un:", "no file or folder"),
        ("un=Not An Id:un.xml", "an id has up to 40"),
        ("", "say form:path"),
    ],
)
def test_a_source_that_names_no_list_is_refused_with_what_was_said(said: str, reason: str) -> None:
    with pytest.raises(InputError, match=reason) as refused:
        list_source(said)
    assert refused.value.place == f"--list {said}"


def test_lists_are_read_whole_in_the_order_in_which_they_are_named(extract: Path) -> None:
    first, second = read_lists([f"un=later:{extract}", f"un:{extract}"], limits=Limits())
    assert (first.list_id, second.list_id) == ("later", "un")
    assert first.entries
    assert {entry.list_id for entry in first.entries} == {"later"}
    assert [entry.reference for entry in first.entries] == [entry.reference for entry in second.entries]


def test_the_same_list_is_not_read_twice(extract: Path) -> None:
    with pytest.raises(InputError, match="the list un is given twice"):
        read_lists([f"un:{extract}", f"un:{extract}"], limits=Limits())


def test_at_least_one_list_is_named() -> None:
    with pytest.raises(InputError, match="name at least one list"):
        read_lists([], limits=Limits())


def test_a_list_that_cannot_be_read_is_named_with_its_file(tmp_path: Path) -> None:
    absent = tmp_path / "absent.xml"
    with pytest.raises(InputError, match="cannot be read") as refused:
        read_lists([f"un:{absent}"], limits=Limits())
    assert refused.value.place == str(absent)


def test_a_refused_list_is_named_with_file_and_line(tmp_path: Path) -> None:
    file = tmp_path / "not-a-list.xml"
    file.write_text("<OTHER/>")
    with pytest.raises(InputError) as refused:
        read_lists([f"un:{file}"], limits=Limits())
    assert str(refused.value.place).startswith(f"{file}: line 1")


def test_a_folder_is_no_list_of_a_form_that_is_one_file(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="is one file"):
        read_lists([f"un:{tmp_path}"], limits=Limits())
