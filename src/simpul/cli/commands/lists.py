"""`simpul list`: reading list files in."""

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from simpul.app.answers import ListImported
from simpul.cli.files import STANDARD_INPUT, contents_of
from simpul.cli.home import console_of
from simpul.cli.options import AsOption, HomeOption, JsonOption, LangOption, PassphraseOption
from simpul.cli.voice import voice_of
from simpul.core.errors import InputError
from simpul.core.node import Limits
from simpul.formats.registry import FORMS, ListOffer, columns_of, files_in
from simpul.web.language import msg

app = typer.Typer(help=msg("Sanctions and watch lists."), no_args_is_help=True)

COLUMNS = (msg("List"), msg("Entries"), msg("Added"), msg("Changed"), msg("Removed"), msg("Rejected"))
FORM_COLUMNS = (msg("Form"), msg("List"), msg("Files"))

ListIdOption = Annotated[
    str, typer.Option("--list-id", metavar="ID", help=msg("The list's id, where it is not to have its form's own."))
]
ColumnsOption = Annotated[
    list[str] | None,
    typer.Option(
        "--column",
        metavar="MEANING=HEADING",
        help=msg("What a column of a table means where its heading does not say it, such as name=full_name. Repeat."),
    ),
]


@app.command("import", help=msg("Read an edition of a list in, whole or not at all."))
def import_list(  # noqa: D103  the help says it
    form: Annotated[str, typer.Argument(metavar="FORM", help=msg("The list's form; `simpul list forms` names them."))],
    paths: Annotated[
        list[Path], typer.Argument(metavar="FILE...", help=msg("Its file or files, their folder, or - for input."))
    ],
    home: HomeOption,
    list_id: ListIdOption = "",
    columns: ColumnsOption = None,
    officer: AsOption = "",
    passphrase_file: PassphraseOption = None,
    as_json: JsonOption = False,
    lang: LangOption = "",
) -> None:
    voice = voice_of(as_json=as_json, lang=lang)
    offer = ListOffer(form=form, files=_files(form, paths), list_id=list_id, columns=columns_of(columns or ()))
    with console_of(home, passphrase_file) as console:
        done = console.import_list(offer, officer=officer)
    voice.answer(done, lambda out: voice.table(out, COLUMNS, [_row(done)]))
    for rejection in done.rejections:
        voice.note(rejection)
    for kind, count in done.passed_over.items():
        voice.say(msg("Read, and no subject: %(kind)s, %(count)s"), kind=kind, count=count)


@app.command("forms", help=msg("Show which forms of lists can be read, and of which files each one is made."))
def forms(as_json: JsonOption = False, lang: LangOption = "") -> None:  # noqa: D103  the help says it
    voice = voice_of(as_json=as_json, lang=lang)
    known = {
        form.name: {"title": form.title, "list": form.list_id, "published_by": form.published_by, "files": form.takes}
        for form in FORMS.values()
    }
    rows = [(form.name, voice.language.say(form.title), ", ".join(form.takes)) for form in FORMS.values()]
    voice.answer({"forms": known}, lambda out: voice.table(out, FORM_COLUMNS, rows))


def _files(form: str, paths: Sequence[Path]) -> dict[str, bytes]:
    """Give the files by their names, each read whole; a folder is its files."""
    if len(paths) == 1 and paths[0].is_dir():
        return {name: contents_of(path, most_bytes=_most()) for name, path in files_in(form, paths[0]).items()}
    named = {("input" if path == STANDARD_INPUT else path.name): path for path in paths}
    if len(named) != len(paths):
        raise InputError("two of the files have the same name", place="file")
    return {name: contents_of(path, most_bytes=_most()) for name, path in named.items()}


def _most() -> int:
    return Limits().max_list_bytes


def _row(done: ListImported) -> tuple[str, ...]:
    counts = (done.entries, done.added, done.changed, done.removed, done.rejected)
    return (done.list, *(str(count) for count in counts))
