"""`simpul law`, on paper: a request set as PDF and signed, and a signature looked at. No node is needed."""

import importlib
from pathlib import Path
from typing import Annotated

import typer

from simpul.cli.commands.cases import CaseArgument
from simpul.cli.options import JsonOption, LangOption
from simpul.cli.voice import voice_of
from simpul.web.language import msg

app = typer.Typer()

_PAPERS = "simpul.cli.law.papers"
"""Loaded when a paper is written or looked at: what sets and signs it is large."""


@app.command("paper", help=msg("Set the request of a case as PDF, and sign it."))
def paper(  # noqa: D103  the help says it
    case: CaseArgument,
    out: Annotated[Path, typer.Option("--out", metavar="FILE.pdf", help=msg("Where the paper goes."))],
    certificate: Annotated[
        Path | None,
        typer.Option(
            "--certificate",
            metavar="FILE.p12",
            help=msg("The key and certificate of the authority (PKCS#12). Without it the paper is a draft."),
        ),
    ] = None,
    passphrase: Annotated[
        Path | None,
        typer.Option("--passphrase-file", metavar="FILE", help=msg("The passphrase of the certificate's key.")),
    ] = None,
    fonts: Annotated[
        list[Path] | None,
        typer.Option("--fonts", metavar="FOLDER", help=msg("A folder with fonts for other scripts. Repeat.")),
    ] = None,
    as_json: JsonOption = False,
    lang: LangOption = "",
) -> None:
    papers = importlib.import_module(_PAPERS)
    voice = voice_of(as_json=as_json, lang=lang)
    papers.write_paper(voice, case, out, certificate=certificate, passphrase=passphrase, fonts=tuple(fonts or ()))


@app.command("signature", help=msg("Say whether a paper is, in full, what a trusted authority signed."))
def signature(  # noqa: D103  the help says it
    file: Annotated[Path, typer.Argument(metavar="FILE.pdf", help=msg("The paper."))],
    trusted: Annotated[
        list[Path] | None,
        typer.Option("--trust", metavar="CERTIFICATE", help=msg("A certificate that is trusted (PEM or DER). Repeat.")),
    ] = None,
    as_json: JsonOption = False,
    lang: LangOption = "",
) -> None:
    papers = importlib.import_module(_PAPERS)
    papers.show_signature(voice_of(as_json=as_json, lang=lang), file, tuple(trusted or ()))
