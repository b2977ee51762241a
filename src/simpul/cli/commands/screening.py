"""`simpul screening`: how screening is set."""

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console as Terminal

from simpul.cli.bar import Bar
from simpul.cli.bulk.ordinary import Ordinary, Told, calibrated
from simpul.cli.commands.screen import ColumnsOption, ListsOption, columns_said
from simpul.cli.options import JsonOption, LangOption
from simpul.cli.sources import read_lists
from simpul.cli.voice import Voice, voice_of
from simpul.core.errors import InputError
from simpul.core.node import Limits
from simpul.formats.countries import country_code
from simpul.services.bulk import BulkScreening
from simpul.services.calibrating import Asked, Calibrating
from simpul.web.language import msg

app = typer.Typer(help=msg("How screening is set."), no_args_is_help=True)

STEPS = 100
"""Steps of the bar."""

GROUP_COLUMNS = (msg("Group"), msg("People"), msg("False alarms"), msg("Rate"), msg("95 % interval"))
GROUPS = {"script": msg("script %(group)s"), "origin": msg("origin %(group)s")}
ALL = msg("all")

NamesOption = Annotated[
    Path,
    typer.Option("--names", metavar="FILE", help=msg("Ordinary people, surely not listed: a CSV file with headings.")),
]
RateOption = Annotated[float, typer.Option("--rate", help=msg("The share of ordinary people that may raise an alert."))]
EverythingOption = Annotated[
    bool,
    typer.Option("--everything", help=msg("Ask with birth dates, countries and numbers too, not by name alone.")),
]


@app.command(
    "calibrate",
    help=msg(
        "Say from which score on a hit should be an alert, so that no more than a tolerated share of ordinary people "
        "raises one; and how many would, by script and by the column `origin`. Nothing is changed."
    ),
)
def calibrate(  # noqa: D103  the help says it
    lists: ListsOption,
    names: NamesOption,
    rate: RateOption = 0.01,
    columns: ColumnsOption = None,
    everything: EverythingOption = False,
    as_json: JsonOption = False,
    lang: LangOption = "",
) -> None:
    voice = voice_of(as_json=as_json, lang=lang)
    if not 0.0 < rate < 1.0:
        raise InputError("a rate lies between 0 and 1", place="--rate")
    with Bar(voice, STEPS) as bar:
        bar.tick(voice.language.say(msg("Reading the lists")))
        screening = BulkScreening.of(read_lists(lists, limits=Limits()), country_code)
        calibrating = Calibrating(screening=screening, asked=Asked.EVERYTHING if everything else Asked.NAME)
        done = calibrated(calibrating, names, columns_said(columns or ()), tolerated=rate, told=_telling(voice, bar))
    voice.answer(_document(done, len(screening.index)), lambda console: _show(voice, console, done))
    for rejection in done.rejections:
        voice.note(rejection)


def _telling(voice: Voice, bar: Bar) -> Told:
    shown = 1

    def told(done: int, people: int) -> None:
        nonlocal shown
        while shown < done * STEPS // people:
            bar.tick(voice.language.say(msg("%(count)s people"), count=voice.language.number(done)))
            shown += 1

    return told


def _document(done: Ordinary, entries: int) -> dict[str, object]:
    found = done.calibrated.calibration
    return {
        "entries": entries,
        "asked": done.calibrated.asked,
        "columns": done.columns,
        "rejected": done.rejected,
        "tolerated": found.tolerated,
        "threshold": found.threshold,
        "interval": {"low": found.low, "high": found.high},
        "at_least": found.at_least,
        "overall": found.overall,
        **{f"by_{kind}": rates for kind, rates in done.calibrated.groups},
    }


def _show(voice: Voice, console: Terminal, done: Ordinary) -> None:
    found = done.calibrated.calibration
    voice.line(
        console,
        msg("Alert from a score of %(threshold)s on (95 %% interval %(low)s to %(high)s)."),
        threshold=f"{found.threshold:.4f}",
        low=f"{found.low:.4f}",
        high=f"{found.high:.4f}",
    )
    if found.at_least:
        voice.line(console, msg("Fewer people than tolerated are like anybody listed: this is the least threshold."))
    if done.rejected:
        voice.line(console, msg("%(count)s rows could not be read."), count=voice.language.number(done.rejected))
    everybody = (voice.language.say(ALL), found.overall)
    groups = [
        (voice.language.say(GROUPS[kind], group=each.group), each.rate)
        for kind, rates in done.calibrated.groups
        for each in rates
    ]
    rows = [
        (group, str(rate.people), str(rate.alarms), f"{rate.share:.2%}", f"{rate.low:.2%} - {rate.high:.2%}")
        for group, rate in (everybody, *groups)
    ]
    voice.table(console, GROUP_COLUMNS, rows)
