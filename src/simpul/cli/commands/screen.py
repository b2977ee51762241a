"""`simpul screen`: many people and organisations against lists, without a node."""

import os
import signal
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console as Terminal

from simpul.cli.bar import Bar
from simpul.cli.bulk.screening import Run, Screened, Told, screened
from simpul.cli.options import JsonOption, LangOption
from simpul.cli.voice import Voice, voice_of
from simpul.core.errors import InputError
from simpul.services.bulk import THRESHOLD
from simpul.web.language import msg
from simpul.web.words.reasons import rejection_in

app = typer.Typer()

MOST_WORKERS = 256
MOST_HITS = 1_000
DAY = len("2026-11-22")
STEPS = 100
"""Steps of the bar."""

LIST_COLUMNS = (msg("List"), msg("Edition"), msg("Entries"), msg("Rejected"))
TAKEN = msg("Column %(heading)s was taken for: %(meaning)s.")

ListsOption = Annotated[
    list[str],
    typer.Option(
        "--list", metavar="FORM:PATH", help=msg("A list: its form and its file or folder, such as un:FILE. Repeat.")
    ),
]
QueriesOption = Annotated[
    Path, typer.Option("--queries", metavar="FILE", help=msg("Who is asked about: a CSV file with headings."))
]
OutOption = Annotated[Path, typer.Option("--out", metavar="FILE", help=msg("Where the answers go, as JSON lines."))]
ColumnsOption = Annotated[
    list[str] | None,
    typer.Option(
        "--column",
        metavar="MEANING=HEADING",
        help=msg("What a column means where its heading does not say it, such as name=full_name. Repeat."),
    ),
]
WorkersOption = Annotated[
    int, typer.Option("--workers", min=0, max=MOST_WORKERS, help=msg("Processes at work; 0: as many as CPUs."))
]
ThresholdOption = Annotated[
    float, typer.Option("--threshold", min=0.0, max=1.0, help=msg("The score from which a hit is an alert."))
]
LimitOption = Annotated[int, typer.Option("--limit", min=1, max=MOST_HITS, help=msg("Hits of one row, at most."))]


@app.command(
    "screen",
    help=msg(
        "Screen a table of people and organisations against lists, without a node. The output has one JSON object a "
        "row, in the order of the rows; it is there whole or not at all."
    ),
)
def screen(  # noqa: D103  the help says it
    lists: ListsOption,
    queries: QueriesOption,
    out: OutOption,
    columns: ColumnsOption = None,
    workers: WorkersOption = 0,
    threshold: ThresholdOption = THRESHOLD,
    limit: LimitOption = 10,
    as_json: JsonOption = False,
    lang: LangOption = "",
) -> None:
    voice = voice_of(as_json=as_json, lang=lang)
    run = Run(
        lists=tuple(lists),
        questions=queries,
        out=out,
        columns=columns_said(columns or ()),
        threshold=threshold,
        limit=limit,
        workers=workers or _cpus(),
        language=voice.language,
    )
    with Bar(voice, STEPS) as bar, _stopped_by_signals():
        bar.tick(voice.language.say(msg("Reading the lists")))
        done = screened(run, _telling(voice, bar, queries))
    voice.answer(done, lambda console: _show(voice, console, done))
    for read in done.lists:
        for rejection in read.rejections:
            voice.note(f"{read.list}: {rejection_in(voice.language, rejection)}")


def columns_said(said: Sequence[str]) -> dict[str, str]:
    """Give headings by what they mean.

    Raises:
        InputError: one is not of the form MEANING=HEADING, or a meaning is given twice.
    """
    found: dict[str, str] = {}
    for each in said:
        meaning, equals, heading = each.partition("=")
        if not equals or not meaning.strip() or not heading.strip() or meaning in found:
            raise InputError("say MEANING=HEADING, each meaning once", place=f"--column {each[:80]}")
        found[meaning] = heading
    return found


def _cpus() -> int:
    return min(MOST_WORKERS, len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1)


def _telling(voice: Voice, bar: Bar, queries: Path) -> Told:
    """Give what moves the bar as the questions are read."""
    size = max(1, queries.stat().st_size) if queries.is_file() else 1
    shown = 1

    def told(read: int, rows: int) -> None:
        nonlocal shown
        reached = min(STEPS, read * STEPS // size)
        while shown < reached:
            bar.tick(voice.language.say(msg("%(count)s rows"), count=voice.language.number(rows)))
            shown += 1

    return told


@contextmanager
def _stopped_by_signals() -> Iterator[None]:
    """Let SIGTERM stop the run as Control-C does: nothing is left of its output."""
    before = signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _show(voice: Voice, console: Terminal, done: Screened) -> None:
    rows = [(read.list, read.dated[:DAY], str(read.entries), str(read.rejected)) for read in done.lists]
    voice.table(console, LIST_COLUMNS, rows)
    for heading, meaning in done.columns.items():
        voice.line(console, TAKEN, heading=heading, meaning=meaning)
    number = voice.language.number
    voice.line(
        console,
        msg("%(queries)s rows screened, %(rejected)s rejected; %(hits)s hits, %(alerts)s alerts on %(alerted)s rows."),
        queries=number(done.queries),
        rejected=number(done.rejected),
        hits=number(done.hits),
        alerts=number(done.alerts),
        alerted=number(done.alerted),
    )
    voice.line(
        console,
        msg("%(seconds)s seconds, %(speed)s rows per CPU second. The answers are in %(out)s."),
        seconds=number(round(done.seconds)),
        speed=number(round(done.queries_per_cpu_second)),
        out=done.out,
    )
