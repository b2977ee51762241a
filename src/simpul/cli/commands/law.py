"""`simpul law`: whether there is a basis, who is party to what, and the matrix. No node is needed."""

import importlib
from pathlib import Path
from typing import Annotated

import typer

from simpul.cli.options import JsonOption, LangOption
from simpul.cli.voice import voice_of
from simpul.web.language import msg

app = typer.Typer(
    help=msg("Treaties, cases and papers, which need no node; evidence, joint teams and requests, which need one."),
    no_args_is_help=True,
)

_LAW = "simpul.cli.law.answering"
"""Loaded when a question is asked: a node that is run by this same program answers none."""

StateHelp = msg("A state, by its ISO 3166 code or its name.")


@app.command("basis", help=msg("Give every basis on which one state may ask another, the best first."))
def basis(  # noqa: D103  the help says it
    requesting: Annotated[str, typer.Option("--requesting", metavar="STATE", help=StateHelp)],
    requested: Annotated[str, typer.Option("--requested", metavar="STATE", help=StateHelp)],
    kind: Annotated[str, typer.Option("--kind", metavar="KIND", help=msg("What is asked for: extradition or mla."))],
    offence: Annotated[
        str,
        typer.Option(
            "--offence",
            metavar="CODE",
            help=msg("The offence that is asserted, such as terrorist-financing or icsft1999:2(1)(b)."),
        ),
    ],
    conduct_dates: Annotated[
        list[str], typer.Option("--conduct-date", metavar="DAY", help=msg("A day of the conduct. Repeat."))
    ],
    request_date: Annotated[str, typer.Option("--request-date", metavar="DAY", help=msg("The day of the request."))],
    facts: Annotated[
        list[str] | None,
        typer.Option(
            "--fact",
            metavar="CIRCUMSTANCE=VALUE",
            help=msg(
                "A circumstance that is yes or no, such as domestic-only=no. Repeat; what is not said is unknown."
            ),
        ),
    ] = None,
    as_json: JsonOption = False,
    lang: LangOption = "",
) -> None:
    answering = importlib.import_module(_LAW)
    asked = answering.Asked(
        requesting=requesting,
        requested=requested,
        kind=kind,
        offence=offence,
        conduct_dates=tuple(conduct_dates),
        request_date=request_date,
        facts=tuple(facts or ()),
    )
    answering.answer_basis(voice_of(as_json=as_json, lang=lang), asked)


@app.command("parties", help=msg("Show for whom an instrument is in force on a day."))
def parties(  # noqa: D103  the help says it
    instrument: Annotated[
        str, typer.Option("--instrument", metavar="CODE", help=msg("The instrument's code, such as icsft1999."))
    ],
    day: Annotated[str, typer.Option("--date", metavar="DAY", help=msg("The day, such as 2014-07-01."))],
    as_json: JsonOption = False,
    lang: LangOption = "",
) -> None:
    importlib.import_module(_LAW).answer_parties(voice_of(as_json=as_json, lang=lang), instrument, day)


@app.command(
    "matrix",
    help=msg("Write every pair of members of the United Nations with each instrument in force between them, as CSV."),
)
def matrix(  # noqa: D103  the help says it
    day: Annotated[str, typer.Option("--date", metavar="DAY", help=msg("The day, such as 2014-07-01."))],
    out: Annotated[Path, typer.Option("--out", metavar="FILE", help=msg("Where the table goes."))],
    as_json: JsonOption = False,
    lang: LangOption = "",
) -> None:
    importlib.import_module(_LAW).write_matrix(voice_of(as_json=as_json, lang=lang), day, out)
