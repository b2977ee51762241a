"""`simpul report`: handing reports in, and looking at one."""

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console as Terminal

from simpul.app.answers import ReportShown, ReportSubmitted
from simpul.app.operating import MOST_DRAFT_BYTES
from simpul.cli.files import contents_of
from simpul.cli.home import console_of
from simpul.cli.options import AsOption, HomeOption, JsonOption, LangOption, PassphraseOption
from simpul.cli.voice import Voice, voice_of
from simpul.web.language import msg

app = typer.Typer(help=msg("Reports."), no_args_is_help=True)

STATES = {
    "draft": msg("Kept as a draft: %(draft)s. A releasing officer can release it."),
    "released": msg("Released as report %(report)s to: %(to)s."),
    "awaiting-second-officer": msg("Draft %(draft)s waits for a second officer's approval."),
}


@app.command("submit", help=msg("Hand in a report as a draft in our own JSON, and release it where --release says so."))
def submit_report(  # noqa: D103  the help says it
    file: Annotated[Path, typer.Argument(metavar="FILE", help=msg("The draft, or - for standard input."))],
    home: HomeOption,
    release: Annotated[
        bool, typer.Option("--release", help=msg("Release it to the recipients that it names."))
    ] = False,
    officer: AsOption = "",
    passphrase_file: PassphraseOption = None,
    as_json: JsonOption = False,
    lang: LangOption = "",
) -> None:
    voice = voice_of(as_json=as_json, lang=lang)
    raw = contents_of(file, most_bytes=MOST_DRAFT_BYTES)
    with console_of(home, passphrase_file) as console:
        done = (console.release_report if release else console.save_report)(raw, officer=officer)
    voice.answer(done, lambda out: _show_state(voice, out, done))


@app.command("show", help=msg("Show one report as an officer may see it; that it was read is on record."))
def show_report(  # noqa: D103  the help says it
    report: Annotated[str, typer.Argument(metavar="ID", help=msg("The report's id."))],
    home: HomeOption,
    officer: AsOption = "",
    passphrase_file: PassphraseOption = None,
    as_json: JsonOption = False,
    lang: LangOption = "",
) -> None:
    voice = voice_of(as_json=as_json, lang=lang)
    with console_of(home, passphrase_file) as console:
        found = console.show_report(report, officer=officer)
    voice.answer(found, lambda out: _show(voice, out, found))


def _show_state(voice: Voice, out: Terminal, done: ReportSubmitted) -> None:
    to = ", ".join(done.sent_to) or voice.language.say(msg("nobody"))
    voice.line(out, STATES[done.state], draft=done.draft, report=done.report, to=to)


def _show(voice: Voice, out: Terminal, found: ReportShown) -> None:
    rows = (
        (msg("Report"), found.id),
        (msg("From"), f"{found.originator}, {voice.moment(found.written_at)}"),
        (msg("Title"), found.title),
        (msg("Grading"), found.grading),
        (msg("Handling"), " ".join((found.level, f"TLP:{found.tlp.upper()}", *found.codes, found.onward))),
        (msg("Releasable to"), ", ".join(found.releasable_to)),
        (msg("Caveat"), found.caveat),
        (msg("Legal basis"), found.legal_basis),
        (msg("Superseded by"), found.superseded_by),
        (msg("Retracted by"), found.retracted_by),
    )
    for label, value in rows:
        if value:
            voice.line(out, "%(label)s: %(value)s", label=voice.language.say(label), value=value)
    if not found.signature_holds:
        voice.line(out, msg("The originator's signature does not hold, or its key is not known here."))
    voice.line(out, "\n%(summary)s\n", summary=found.summary)
    columns = (msg("Subject"), msg("Property"), msg("Value"), msg("Grading"))
    claims = [(each.subject[:8], each.property, each.value, each.grading) for each in found.claims]
    voice.table(out, columns, claims, empty=msg("The report makes no claim about a subject."))
