"""`simpul law`, on sets of states and definitions side by side, and the offline drafter. No node is needed."""

import importlib
from pathlib import Path
from typing import Annotated

import typer

from simpul.cli.options import JsonOption, LangOption
from simpul.cli.voice import voice_of
from simpul.web.language import msg

app = typer.Typer()

_LAW = "simpul.cli.law.together"
"""Loaded when a question is asked, as all that answers on the law."""


@app.command(
    "harmony",
    help=msg("Show which instruments bind which states, which pairs have no basis, what a ratification would change."),
)
def harmony(  # noqa: D103  the help says it
    day: Annotated[str, typer.Option("--date", metavar="DAY", help=msg("The day, such as 2014-07-01."))],
    kind: Annotated[str, typer.Option("--kind", metavar="KIND", help=msg("What is asked for: extradition or mla."))],
    states: Annotated[
        str,
        typer.Option(
            "--states",
            metavar="STATES",
            help=msg("Codes or names with commas, all, asean, asean10, or an instrument's code for its parties."),
        ),
    ] = "all",
    counted: Annotated[
        str,
        typer.Option(
            "--count",
            metavar="WHICH",
            help=msg("What counts as a basis: offences, or general for the general conventions too."),
        ),
    ] = "offences",
    as_json: JsonOption = False,
    lang: LangOption = "",
) -> None:
    together = importlib.import_module(_LAW)
    asked = together.AskedTogether(states=states, day=day, kind=kind, counted=counted)
    together.answer_harmony(voice_of(as_json=as_json, lang=lang), asked)


@app.command("compare", help=msg("Put definitions of offences side by side, element by element."))
def compare(  # noqa: D103  the help says it
    definitions: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="CODE", help=msg("Codes such as icsft1999-2-1-b bombings1997-2-1. Without one, all are listed.")
        ),
    ] = None,
    as_json: JsonOption = False,
    lang: LangOption = "",
) -> None:
    importlib.import_module(_LAW).answer_comparison(voice_of(as_json=as_json, lang=lang), tuple(definitions or ()))


@app.command("drafter", help=msg("Write the offline drafter: one file with which a request is written without a node."))
def drafter(  # noqa: D103  the help says it
    out: Annotated[Path, typer.Option("--out", metavar="FILE.html", help=msg("Where the file goes."))],
    as_json: JsonOption = False,
    lang: LangOption = "",
) -> None:
    importlib.import_module(_LAW).write_drafter(voice_of(as_json=as_json, lang=lang), out)
