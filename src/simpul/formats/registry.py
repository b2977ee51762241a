"""The forms of lists that can be read: which files each one takes, who publishes it, and its reader.

A form is added by one line in `FORMS`.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path, PurePosixPath

from simpul.core.designation import ListEdition
from simpul.core.errors import InputError
from simpul.core.node import Limits
from simpul.formats.dttot.reading import LIST_ID as DTTOT
from simpul.formats.dttot.reading import PUBLISHER as DTTOT_PUBLISHER
from simpul.formats.dttot.reading import read_dttot
from simpul.formats.eu import read_eu
from simpul.formats.eu_entry import LIST_ID as EU
from simpul.formats.ftm import LIST_ID as FTM
from simpul.formats.ftm import read_ftm
from simpul.formats.list_table import TABLE, read_list_table
from simpul.formats.ofac.entry import AUTHORITY as OFAC_AUTHORITY
from simpul.formats.ofac.entry import LIST_ID as OFAC
from simpul.formats.ofac.reading import read_ofac
from simpul.formats.ofac.tables import FILES as OFAC_FILES
from simpul.formats.uk import read_uk
from simpul.formats.uk_entry import LIST_ID as UK
from simpul.formats.un import LIST_ID as UN
from simpul.formats.un import read_un
from simpul.formats.xml import Source

ListFiles = Mapping[str, Source]
"""The files of one edition, each under its name."""

LIST_ID = re.compile(r"[a-z0-9][a-z0-9._-]{0,39}")
MOST_NAMED = 64
"""Files that are named in a refusal."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ListForm:
    """One form of lists.

    A form without `files` takes one file of any name. `files` are the names that the files of an edition have where
    it is made of several, in lower case, and `optional` those among them that may be absent; such a form takes one
    file with one of the `endings` too, as a whole edition. Where the form does not say who publishes the list, its
    entries may; a list of one's own has no id until it is read.
    """

    name: str
    title: str
    list_id: str
    published_by: str
    read: Callable[[ListFiles, Limits], ListEdition]
    endings: tuple[str, ...]
    files: tuple[str, ...] = ()
    optional: tuple[str, ...] = ()

    @property
    def takes(self) -> tuple[str, ...]:
        """The names of its files, or what the name of its one file ends in."""
        return (*self.files, *self.endings)


@dataclass(frozen=True, slots=True, kw_only=True)
class ListOffer:
    """A list that somebody offers: its form, its files, its id where it is not to have the form's own.

    `columns` gives headings by their meaning, for a table of one's own.
    """

    form: str
    files: ListFiles
    list_id: str = ""
    columns: Mapping[str, str] = field(default_factory=dict)


def one_file(reader: Callable[..., ListEdition]) -> Callable[[ListFiles, Limits], ListEdition]:
    """Give the reader of a form that takes one file, made of a function `reader(source, *, limits)`."""

    def read(files: ListFiles, limits: Limits) -> ListEdition:
        return reader(next(iter(files.values())), limits=limits)

    return read


FORMS: Mapping[str, ListForm] = {
    form.name: form
    for form in (
        ListForm(
            name="un",
            title="United Nations Security Council consolidated list (XML)",
            list_id=UN,
            published_by="United Nations Security Council",
            read=one_file(read_un),
            endings=(".xml",),
        ),
        ListForm(
            name="ofac",
            title="OFAC list of Specially Designated Nationals (sdn.csv, alt.csv and add.csv, or sdn.xml)",
            list_id=OFAC,
            published_by=OFAC_AUTHORITY,
            read=read_ofac,
            endings=(".xml",),
            files=OFAC_FILES,
            optional=("sdn_comments.csv",),
        ),
        ListForm(
            name="dttot",
            title="DTTOT, Indonesia's list of suspected terrorists and terrorist organisations (workbook or CSV)",
            list_id=DTTOT,
            published_by=DTTOT_PUBLISHER,
            read=one_file(read_dttot),
            endings=(".xlsx", ".csv"),
        ),
        ListForm(
            name="eu",
            title="European Union consolidated financial sanctions list (XML 1.1 or CSV 1.1)",
            list_id=EU,
            published_by="European Commission",
            read=one_file(read_eu),
            endings=(".xml", ".csv"),
        ),
        ListForm(
            name="uk",
            title="UK Sanctions List (XML or CSV)",
            list_id=UK,
            published_by="Foreign, Commonwealth and Development Office",
            read=one_file(read_uk),
            endings=(".xml", ".csv"),
        ),
        ListForm(
            name="ftm",
            title="FollowTheMoney entities, a line of JSON each, as OpenSanctions publishes its data sets",
            list_id=FTM,
            published_by="",
            read=one_file(read_ftm),
            endings=(".json", ".ndjson", ".jsonl"),
        ),
        ListForm(
            name=TABLE,
            title="A list of one's own (CSV or workbook with headings)",
            list_id="",
            published_by="",
            read=one_file(partial(read_list_table, list_id=TABLE)),
            endings=(".xlsx", ".csv"),
        ),
    )
}


def read_list(
    form: str, files: ListFiles, *, limits: Limits, list_id: str = "", columns: Mapping[str, str] | None = None
) -> ListEdition:
    """Read an edition of a list of this form; `list_id` names the list where it is not to have the form's own name.

    `columns` gives headings by their meaning, for a table of one's own.

    Raises:
        InputError: there is no such form, a file is missing or is not one of the form's, or one of them is refused;
            with file and line. Or the id is none, or that of a list of another form.
    """
    chosen = form_of(form)
    if any(list_id == other.list_id for other in FORMS.values() if other is not chosen) and list_id:
        raise InputError(f"the id {list_id} is that of the list of another form", place="list-id")
    taken = _checked(chosen, files)
    if chosen.name == TABLE:
        source = next(iter(taken.values()))
        return read_list_table(source, limits=limits, list_id=checked_list_id(list_id), columns=columns)
    if columns:
        raise InputError(f"a list of the form {chosen.name} says itself what its columns mean", place="columns")
    edition = chosen.read(taken, limits)
    return named(edition, list_id) if list_id else edition


def read_offer(offer: ListOffer, *, limits: Limits) -> ListEdition:
    """Read the edition that is offered.

    Raises:
        InputError: as `read_list` does.
    """
    return read_list(offer.form, offer.files, limits=limits, list_id=offer.list_id, columns=offer.columns)


def columns_of(said: Iterable[str]) -> dict[str, str]:
    """Give headings by their meaning, each said as `MEANING=HEADING`; a blank line says nothing.

    Raises:
        InputError: one is said in another way, or a meaning twice.
    """
    columns: dict[str, str] = {}
    for each in said:
        meaning, equals, heading = (part.strip() for part in each.partition("="))
        if not each.strip():
            continue
        if not (meaning and equals and heading) or meaning in columns:
            raise InputError("say MEANING=HEADING, each meaning once", place=f"columns, {each[:80]}")
        columns[meaning] = heading
    return columns


def form_of(name: str) -> ListForm:
    """Give the form of this name.

    Raises:
        InputError: there is none.
    """
    form = FORMS.get(name)
    if form is None:
        raise InputError(f"there is no such form of list; there are: {', '.join(FORMS)}", place="list")
    return form


def publisher_of(list_id: str) -> str:
    """Give who publishes the list that has this id by its form; nothing for a list of one's own."""
    return next((form.published_by for form in FORMS.values() if list_id and form.list_id == list_id), "")


def files_in(form: str, folder: Path) -> Mapping[str, Path]:
    """Give the files of a folder that an edition of this form is made of.

    Raises:
        InputError: there is no such form, it is made of one file only, or the folder lacks some of them.
    """
    chosen = form_of(form)
    if not chosen.files:
        raise InputError(f"a list of the form {chosen.name} is one file; name the file", place=folder.name)
    there = {path.name.lower(): path for path in sorted(folder.iterdir()) if path.is_file()}
    found = {name: path for name, path in there.items() if name in chosen.files}
    _checked(chosen, found)
    return found


def named(edition: ListEdition, list_id: str) -> ListEdition:
    """Give the edition as one of the list of this id.

    Raises:
        InputError: it is no id of a list.
    """
    checked_list_id(list_id)
    entries = tuple(replace(entry, list_id=list_id) for entry in edition.entries)
    return replace(edition, list_id=list_id, entries=entries)


def checked_list_id(list_id: str) -> str:
    """Give the id back when a list can have it.

    Raises:
        InputError: it cannot; a list of one's own needs an id.
    """
    if not LIST_ID.fullmatch(list_id):
        reason = "a list's id has up to 40 of a to z, 0 to 9, dots, dashes and underscores"
        raise InputError(reason, place="list-id")
    return list_id


def _checked(form: ListForm, files: ListFiles) -> ListFiles:
    """Give the files under their plain names, when they are those that the form takes."""
    plain = {PurePosixPath(name.replace("\\", "/")).name.lower(): source for name, source in files.items()}
    if len(files) == 1 and (not form.files or next(iter(plain)).endswith(form.endings)):
        return plain
    if not form.files:
        raise InputError(f"a list of the form {form.name} is one file, not {len(files)}", place="file")
    if len(plain) != len(files):
        raise InputError("two of the files have the same name", place="file")
    made_of = ", ".join(form.files)
    if strangers := _said(name for name in plain if name not in form.files):
        reason = f"a list of the form {form.name} is made of {made_of}: {strangers} is not one of its files"
        raise InputError(reason, place="file")
    if missing := _said(name for name in form.files if name not in plain and name not in form.optional):
        raise InputError(f"a list of the form {form.name} is made of {made_of}: {missing} is missing", place="file")
    return plain


def _said(names: Iterable[str]) -> str:
    return ", ".join(name[:80] for name in sorted(names)[:MOST_NAMED])
