"""The forms of lists: each takes its own files, and no others."""

from pathlib import Path

import pytest

from simpul.core.errors import InputError
from simpul.formats.list_table import TABLE
from simpul.formats.registry import FORMS, LIST_ID, ListForm, files_in, form_of, named, read_list
from tests.unlist import LIMITS, document, edition_of, individual

UN = {"consolidated.xml": document(individual())}


def test_a_list_is_read_by_its_form_whatever_its_file_is_called() -> None:
    edition = read_list("un", {"C:\\downloads\\Latest.XML": UN["consolidated.xml"]}, limits=LIMITS)
    assert edition == edition_of(individual())


def test_a_list_has_the_id_that_it_is_given_and_so_have_its_entries() -> None:
    edition = read_list("un", UN, limits=LIMITS, list_id="un-copy.2")
    assert edition.list_id == "un-copy.2"
    assert [entry.list_id for entry in edition.entries] == ["un-copy.2"]


@pytest.mark.parametrize("list_id", ["", "Un", "a b", "a:b", "-a", "x" * 41, "a/b", "ä"])
def test_what_is_no_id_of_a_list_is_refused(list_id: str) -> None:
    with pytest.raises(InputError, match="a list's id has"):
        named(edition_of(individual()), list_id)


def test_a_list_does_not_take_the_place_of_one_of_another_form() -> None:
    with pytest.raises(InputError, match="the id ofac is that of the list of another form"):
        read_list("un", UN, limits=LIMITS, list_id="ofac")
    assert read_list("un", UN, limits=LIMITS, list_id="un").list_id == "un"


def test_a_list_of_ones_own_needs_an_id_and_may_say_what_its_columns_mean() -> None:
    files = {"own.csv": b"siapa;kode\nAyu Pelangi;1\n"}
    with pytest.raises(InputError, match="a list's id has"):
        read_list("table", files, limits=LIMITS, columns={"name": "siapa"})
    (entry,) = read_list("table", files, limits=LIMITS, list_id="own", columns={"name": "siapa"}).entries
    assert (entry.list_id, entry.reference, entry.primary_name) == ("own", "1", "Ayu Pelangi")


def test_a_list_of_an_official_form_says_itself_what_its_columns_mean() -> None:
    with pytest.raises(InputError, match="says itself what its columns mean"):
        read_list("un", UN, limits=LIMITS, columns={"name": "siapa"})


def test_a_form_that_is_not_there_is_refused_with_those_that_are() -> None:
    with pytest.raises(InputError, match="there is no such form of list; there are: un"):
        form_of("moon")


@pytest.mark.parametrize("count", [0, 2])
def test_a_list_of_one_file_takes_one(count: int) -> None:
    with pytest.raises(InputError, match=f"one file, not {count}"):
        read_list("un", {f"{number}.xml": b"" for number in range(count)}, limits=LIMITS)


def test_a_folder_is_no_list_of_one_file(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="is one file; name the file"):
        files_in("un", tmp_path)


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
def test_every_form_has_its_name_its_id_and_its_publisher(form: ListForm) -> None:
    assert form is form_of(form.name)
    assert bool(LIST_ID.fullmatch(form.list_id)) is (form.name != TABLE)
    assert bool(form.published_by) is (form.name not in (TABLE, "ftm"))
    assert form.title
    assert form.endings
    assert set(form.optional) <= set(form.files)
