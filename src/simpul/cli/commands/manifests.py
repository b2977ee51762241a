"""`simpul manifest`: screening passenger lists."""

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console as Terminal

from simpul.app.manifests import ManifestScreened
from simpul.cli.files import contents_of
from simpul.cli.home import console_of
from simpul.cli.options import AsOption, HomeOption, JsonOption, LangOption, PassphraseOption
from simpul.cli.voice import Voice, voice_of
from simpul.core.node import Limits
from simpul.core.travel import Flight
from simpul.web.language import msg

app = typer.Typer(help=msg("Passenger lists."), no_args_is_help=True)

COLUMNS = (msg("Traveller"), msg("Documents"), msg("Resembles"), msg("Likeness"), msg("Alert"))


@app.command("screen", help=msg("Screen everybody on a passenger list: a PAXLST message, or a table with headings."))
def screen_manifest(  # noqa: D103  the help says it
    file: Annotated[Path, typer.Argument(metavar="FILE", help=msg("The file, or - for standard input."))],
    home: HomeOption,
    flight: Annotated[str, typer.Option("--flight", help=msg("The flight, for a table that does not name it."))] = "",
    departure: Annotated[str, typer.Option("--from", help=msg("The airport it leaves from."))] = "",
    arrival: Annotated[str, typer.Option("--to", help=msg("The airport it arrives at."))] = "",
    departs_at: Annotated[
        str, typer.Option("--departs-at", help=msg("When it leaves, in local time: 2026-11-22 or 2026-11-22T13:10."))
    ] = "",
    officer: AsOption = "",
    passphrase_file: PassphraseOption = None,
    as_json: JsonOption = False,
    lang: LangOption = "",
) -> None:
    voice = voice_of(as_json=as_json, lang=lang)
    raw = contents_of(file, most_bytes=Limits().max_table_bytes)
    said = Flight(number=flight, departure=departure, arrival=arrival, departs_at=departs_at) if flight else None
    with console_of(home, passphrase_file) as console:
        done = console.screen_manifest(raw, filename=file.name, flight=said, officer=officer)
    voice.answer(done, lambda out: _show(voice, out, done))
    for line in (*done.remarks, *done.rejections):
        voice.note(line)


def _show(voice: Voice, out: Terminal, done: ManifestScreened) -> None:
    voice.line(
        out,
        msg("Flight %(flight)s, %(route)s: %(travellers)s screened, %(rejected)s rejected, %(alerts)s alerts."),
        flight=done.flight,
        route=done.route,
        travellers=voice.language.number(done.travellers),
        rejected=voice.language.number(done.rejected),
        alerts=voice.language.number(done.alerts),
    )
    if done.alerted:
        rows = [
            (each.name, "; ".join(each.documents), "; ".join(each.resembles), f"{each.score // 10} %", each.alert)
            for each in done.alerted
        ]
        voice.table(out, COLUMNS, rows)
