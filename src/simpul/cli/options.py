"""Options that several commands have, declared once."""

from pathlib import Path
from typing import Annotated

import typer

from simpul.web.language import msg

HOME_VARIABLE = "SIMPUL_HOME"

HomeOption = Annotated[
    Path,
    typer.Option("--home", envvar=HOME_VARIABLE, help=msg("The folder that holds everything of the node.")),
]
JsonOption = Annotated[
    bool,
    typer.Option("--json", help=msg("Print exactly one JSON document; messages go to standard error.")),
]
LangOption = Annotated[
    str,
    typer.Option("--lang", help=msg("Language of messages: en or id. Otherwise that of LANG.")),
]
PassphraseOption = Annotated[
    Path | None,
    typer.Option(
        "--passphrase-file",
        help=msg("The file that holds the passphrase of the node's keys; otherwise SIMPUL_PASSPHRASE, or it is asked."),
    ),
]
AsOption = Annotated[
    str,
    typer.Option(
        "--as",
        metavar="OFFICER",
        help=msg(
            "The officer who acts, by sign-in name or name; not needed where only one has the role. Whoever holds the "
            "home folder acts with that officer's authority: the record of acts says that it was at the console."
        ),
    ),
]
