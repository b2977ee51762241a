"""`simpul list`: reading list files in."""

from pathlib import Path
from typing import Annotated

import typer

from simpul.app.answers import ListImported
from simpul.cli.files import contents_of
from simpul.cli.home import console_of
from simpul.cli.options import AsOption, HomeOption, JsonOption, LangOption, PassphraseOption
from simpul.cli.voice import voice_of
from simpul.core.node import Limits
from simpul.web.language import msg

app = typer.Typer(help=msg("Sanctions and watch lists."), no_args_is_help=True)

COLUMNS = (msg("List"), msg("Entries"), msg("Added"), msg("Changed"), msg("Removed"), msg("Rejected"))


@app.command("import", help=msg("Read an edition of a list in, whole or not at all."))
def import_list(  # noqa: D103  the help says it
    kind: Annotated[str, typer.Argument(metavar="LIST", help=msg("Which list: un."))],
    file: Annotated[Path, typer.Argument(metavar="FILE", help=msg("The file, or - for standard input."))],
    home: HomeOption,
    officer: AsOption = "",
    passphrase_file: PassphraseOption = None,
    as_json: JsonOption = False,
    lang: LangOption = "",
) -> None:
    voice = voice_of(as_json=as_json, lang=lang)
    raw = contents_of(file, most_bytes=Limits().max_list_bytes)
    with console_of(home, passphrase_file) as console:
        done = console.import_list(kind, raw, officer=officer)
    voice.answer(done, lambda out: voice.table(out, COLUMNS, [_row(done)]))
    for rejection in done.rejections:
        voice.note(rejection)


def _row(done: ListImported) -> tuple[str, ...]:
    counts = (done.entries, done.added, done.changed, done.removed, done.rejected)
    return (done.list, *(str(count) for count in counts))
