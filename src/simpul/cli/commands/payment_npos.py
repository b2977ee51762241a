"""`simpul pay npo`: the node's own register of non-profit organisations."""

from pathlib import Path
from typing import Annotated

import typer

from simpul.app.npos import NpoRegisterShown
from simpul.cli.files import contents_of
from simpul.cli.home import console_of
from simpul.cli.options import AsOption, HomeOption, JsonOption, LangOption, PassphraseOption
from simpul.cli.voice import Voice, voice_of
from simpul.core.payment.rulebook import Verdict
from simpul.web.language import msg

app = typer.Typer(help=msg("The register of non-profit organisations."), no_args_is_help=True)

MOST_REGISTER_BYTES = 16 * 1024 * 1024
COLUMNS = (msg("Register"), msg("Source"), msg("As of"), msg("Organisations"), msg("Stands"), msg("By"), msg("Reason"))
NONE = msg("No register of non-profit organisations has been handed in.")
STATES = {"stands": msg("stands"), "waits": msg("waits for a second officer"), "refused": msg("refused")}

ReasonOption = Annotated[str, typer.Option("--reason", help=msg("Why; it is kept."))]
RegisterArgument = Annotated[
    str, typer.Argument(metavar="REGISTER", help=msg("The register's id, or the beginning of it."))
]


@app.command("list", help=msg("Show the register that stands, and those that wait for a second officer."))
def list_registers(  # noqa: D103  the help says it
    home: HomeOption,
    officer: AsOption = "",
    passphrase_file: PassphraseOption = None,
    as_json: JsonOption = False,
    lang: LangOption = "",
) -> None:
    voice = voice_of(as_json=as_json, lang=lang)
    with console_of(home, passphrase_file) as console:
        found = console.npos.shown(officer=officer)
    voice.answer(found, lambda out: voice.table(out, COLUMNS, [_row(voice, each) for each in found], empty=NONE))


@app.command("import", help=msg("Hand a register in, as CSV or a workbook; another officer decides."))
def import_register(  # noqa: D103  the help says it
    file: Annotated[Path, typer.Argument(metavar="FILE", help=msg("The register, as CSV or a workbook."))],
    source: Annotated[str, typer.Option("--source", help=msg("Where the register is from."))],
    as_of: Annotated[str, typer.Option("--as-of", metavar="DAY", help=msg("The day as of which it is."))],
    reason: ReasonOption,
    home: HomeOption,
    officer: AsOption = "",
    passphrase_file: PassphraseOption = None,
    as_json: JsonOption = False,
    lang: LangOption = "",
) -> None:
    voice = voice_of(as_json=as_json, lang=lang)
    raw = contents_of(file, most_bytes=MOST_REGISTER_BYTES)
    with console_of(home, passphrase_file) as console:
        made = console.npos.proposed(
            raw, filename=file.name, source=source, as_of=as_of, reason=reason, officer=officer
        )
    voice.answer(made, lambda out: voice.table(out, COLUMNS, [_row(voice, made)]))


@app.command("approve", help=msg("Approve a register that another officer handed in: it stands from then on."))
def approve_register(  # noqa: D103  the help says it
    register: RegisterArgument,
    reason: ReasonOption,
    home: HomeOption,
    officer: AsOption = "",
    passphrase_file: PassphraseOption = None,
    as_json: JsonOption = False,
    lang: LangOption = "",
) -> None:
    _decide(voice_of(as_json=as_json, lang=lang), register, Verdict.APPROVED, reason, home, officer, passphrase_file)


@app.command("refuse", help=msg("Refuse a register that another officer handed in."))
def refuse_register(  # noqa: D103  the help says it
    register: RegisterArgument,
    reason: ReasonOption,
    home: HomeOption,
    officer: AsOption = "",
    passphrase_file: PassphraseOption = None,
    as_json: JsonOption = False,
    lang: LangOption = "",
) -> None:
    _decide(voice_of(as_json=as_json, lang=lang), register, Verdict.REFUSED, reason, home, officer, passphrase_file)


def _decide(
    voice: Voice, register: str, verdict: Verdict, reason: str, home: Path, officer: str, passphrase: Path | None
) -> None:
    with console_of(home, passphrase) as console:
        made = console.npos.decided(register, verdict, reason=reason, officer=officer)
    voice.answer(made, lambda out: voice.table(out, COLUMNS, [_row(voice, made)]))


def _row(voice: Voice, each: NpoRegisterShown) -> tuple[str, ...]:
    state, many = voice.language.say(STATES[each.state]), voice.language.number(each.organisations)
    return (each.id[:12], each.source, voice.language.partial_day(each.as_of), many, state, each.by, each.reason)
