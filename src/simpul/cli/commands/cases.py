"""`simpul law`, on a case: a crime in both, grounds of refusal, what the request lacks. No node is needed."""

import importlib
from pathlib import Path
from typing import Annotated

import typer

from simpul.cli.options import JsonOption, LangOption
from simpul.cli.voice import voice_of
from simpul.web.language import msg

app = typer.Typer()

_CASES = "simpul.cli.law.cases"
"""Loaded when a case is given: a node that is run by this same program reads none."""

CaseArgument = Annotated[
    Path,
    typer.Argument(metavar="CASE.json", help=msg("The case as docs/law-case.md says it, or - for standard input.")),
]


@app.command("crime", help=msg("Say whether the conduct of a case is a crime in the requested state too, and why."))
def crime(case: CaseArgument, as_json: JsonOption = False, lang: LangOption = "") -> None:  # noqa: D103  the help says it
    importlib.import_module(_CASES).answer_crime(voice_of(as_json=as_json, lang=lang), case)


@app.command("refusal", help=msg("Give every ground on which the request of a case may, or must, be refused."))
def refusal(case: CaseArgument, as_json: JsonOption = False, lang: LangOption = "") -> None:  # noqa: D103  the help says it
    importlib.import_module(_CASES).answer_refusal(voice_of(as_json=as_json, lang=lang), case)


@app.command("check", help=msg("Name what the request of a case lacks, by article, before it is sent."))
def check(case: CaseArgument, as_json: JsonOption = False, lang: LangOption = "") -> None:  # noqa: D103  the help says it
    importlib.import_module(_CASES).answer_check(voice_of(as_json=as_json, lang=lang), case)
