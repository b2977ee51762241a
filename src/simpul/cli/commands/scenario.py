"""`simpul pay scenario`: an invented world of payments to try a node on."""

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer

from simpul.app.inventing import MessageFiles, invented
from simpul.cli.options import JsonOption, LangOption
from simpul.cli.voice import voice_of
from simpul.core.errors import ConflictError, InputError
from simpul.web.language import msg

app = typer.Typer()


@dataclass(frozen=True, slots=True, kw_only=True)
class FilesWritten:
    """The files of an invented world, by name."""

    folder: str
    files: tuple[str, ...]


@app.command(
    "scenario",
    help=msg(
        "Invent payments of an invented world, with schemes of terrorist financing and their innocent twins in them, "
        "to try a node on. The same seed gives the same world. Nobody in it exists."
    ),
)
def write_scenario(  # noqa: D103  the help says it
    out: Annotated[Path, typer.Option("--out", metavar="FOLDER", help=msg("A new or empty folder for the files."))],
    seed: Annotated[int, typer.Option("--seed", help=msg("Any number: which world."))] = 1,
    persons: Annotated[int, typer.Option("--persons", help=msg("How many persons live in it."))] = 1_000,
    days: Annotated[int, typer.Option("--days", help=msg("How many days it lasts."))] = 90,
    form: Annotated[
        MessageFiles, typer.Option("--form", help=msg("Tables of payments, or pacs.008 messages."))
    ] = MessageFiles.TABLE,
    as_json: JsonOption = False,
    lang: LangOption = "",
) -> None:
    voice = voice_of(as_json=as_json, lang=lang)
    files = invented(seed=seed, persons=persons, days=days, form=form)
    written = FilesWritten(folder=str(out), files=tuple(_written(out, name, whole) for name, whole in files))
    voice.answer(
        written,
        lambda console: voice.line(
            console,
            msg(
                "%(count)s files are in %(folder)s; simpul pay replay takes the payments, truth.csv says what is true."
            ),
            count=voice.language.number(len(written.files)),
            folder=str(out),
        ),
    )


def _written(folder: Path, name: str, whole: bytes) -> str:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with (folder / name).open("xb") as file:
            file.write(whole)
    except FileExistsError as there:
        raise ConflictError(f"{folder / name} is there already") from there
    except OSError as unwritable:
        raise InputError(f"cannot be written: {unwritable.strerror}", place=str(folder / name)) from unwritable
    return name
