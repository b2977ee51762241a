"""Lists as a command names them, `form:path`, read whole: an edition of each."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from simpul.core.designation import ListEdition
from simpul.core.errors import InputError
from simpul.core.node import Limits
from simpul.formats.registry import FORMS, LIST_ID, ListFiles, files_in, read_list

OPTION = "--list"


@dataclass(frozen=True, slots=True, kw_only=True)
class ListSource:
    """One list that a command is given: its form, its file or folder, and its id where it has not the form's own."""

    form: str
    path: Path
    list_id: str = ""


def list_source(said: str) -> ListSource:
    """Give the list that `form:path` names, or `form=id:path` where the list is to have an id of its own.

    Raises:
        InputError: there is no such form, the id is none, or no path follows.
    """
    named, colon, path = said.partition(":")
    form, equals, list_id = named.partition("=")
    if not colon or form not in FORMS:
        raise InputError(f"say form:path, such as un:FILE; the forms are {', '.join(FORMS)}", place=_place(said))
    if equals and not LIST_ID.fullmatch(list_id):
        raise InputError("an id has up to 40 of a to z, 0 to 9, dots, dashes and underscores", place=_place(said))
    if not path:
        raise InputError("no file or folder stands behind the form", place=_place(said))
    return ListSource(form=form, path=Path(path), list_id=list_id)


def read_lists(said: Sequence[str], *, limits: Limits) -> tuple[ListEdition, ...]:
    """Read the lists that are named, each whole.

    Raises:
        InputError: none is named, one is refused, or two are the same list; with the file and the place in it.
    """
    if not said:
        raise InputError("name at least one list, such as un:FILE", place=OPTION)
    editions: list[ListEdition] = []
    for each in said:
        edition = read_source(list_source(each), limits=limits)
        if any(edition.list_id == other.list_id for other in editions):
            raise InputError(f"the list {edition.list_id} is given twice; say form=id:path", place=_place(each))
        editions.append(edition)
    return tuple(editions)


def read_source(source: ListSource, *, limits: Limits) -> ListEdition:
    """Read one list.

    Raises:
        InputError: it cannot be read, or is refused; with the file and the place in it.
    """
    try:
        return read_list(source.form, _files(source), limits=limits, list_id=source.list_id)
    except OSError as unreadable:
        raise InputError(f"cannot be read: {unreadable.strerror}", place=str(source.path)) from unreadable
    except InputError as refused:
        inside = refused.place if refused.place != source.path.name else ""
        place = f"{source.path}: {inside}" if inside else str(source.path)
        raise InputError(refused.reason, place=place) from refused


def _files(source: ListSource) -> ListFiles:
    if source.path.is_dir():
        return files_in(source.form, source.path)
    return {source.path.name: source.path}


def _place(said: str) -> str:
    return f"{OPTION} {said[:80]}"
