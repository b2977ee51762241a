"""`simpul pay case`: cases, and their reports of goAML."""

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console as Terminal

from simpul.app.cases import CaseFiled, CaseShown, EntryShown
from simpul.cli.files import contents_of, write_text
from simpul.cli.home import console_of
from simpul.cli.options import AsOption, HomeOption, JsonOption, LangOption, PassphraseOption
from simpul.cli.voice import Voice, voice_of
from simpul.core.cases.parts import CaseState
from simpul.core.cases.reporting import Filing
from simpul.core.errors import InputError
from simpul.formats.document import converted, read_json
from simpul.web.language import msg

app = typer.Typer(help=msg("Cases, and their goAML reports."), no_args_is_help=True)

MOST_SCHEMA_BYTES = 8 * 1024 * 1024
MOST_REPORT_BYTES = 16 * 1024 * 1024
MOST_FILING_BYTES = 64 * 1024
MOST_DEPTH = 4

CASES = (msg("Id"), msg("Title"), msg("From"), msg("Grading"), msg("Written"))
KINDS = {
    "payment": msg("Payment"),
    "account": msg("Account"),
    "party": msg("Party"),
    "note": msg("Note"),
    "attachment": msg("Attachment"),
    "withdrawal": msg("Withdrawal"),
    "turn": msg("Turn of the case"),
}
ENTRIES = (msg("Written"), msg("What"), msg("Says"), msg("From"))

SchemaOption = Annotated[
    Path | None,
    typer.Option("--schema", metavar="FILE", help=msg("The goAML schema (XSD) of the unit; it stays as it is.")),
]


@app.command("list", help=msg("List the latest cases that the officer may see."))
def list_cases(  # noqa: D103  the help says it
    home: HomeOption,
    officer: AsOption = "",
    passphrase_file: PassphraseOption = None,
    as_json: JsonOption = False,
    lang: LangOption = "",
) -> None:
    voice = voice_of(as_json=as_json, lang=lang)
    with console_of(home, passphrase_file) as console:
        found = console.cases.listed(officer=officer)
    rows = [(each.id, each.title, each.originator, each.grading, voice.moment(each.written_at)) for each in found]
    voice.answer(
        found, lambda out: voice.table(out, CASES, rows, empty=msg("There is no case that this officer may see."))
    )


@app.command("show", help=msg("Show a case; that it was read is on record."))
def show_case(  # noqa: D103  the help says it
    case: Annotated[str, typer.Argument(metavar="ID", help=msg("The case's id."))],
    home: HomeOption,
    officer: AsOption = "",
    passphrase_file: PassphraseOption = None,
    as_json: JsonOption = False,
    lang: LangOption = "",
) -> None:
    voice = voice_of(as_json=as_json, lang=lang)
    with console_of(home, passphrase_file) as console:
        found = console.cases.shown(case, officer=officer)
    voice.answer(found, lambda out: _show(voice, out, found))


@app.command("export", help=msg("Write a case as a goAML report that is valid by the schema of the unit."))
def export_case(  # noqa: D103  the help says it
    case: Annotated[str, typer.Argument(metavar="ID", help=msg("The case's id."))],
    home: HomeOption,
    filing: Annotated[
        Path,
        typer.Option(
            "--filing", metavar="FILE", help=msg("A JSON document with the codes of the unit and who reports.")
        ),
    ],
    schema: SchemaOption = None,
    out: Annotated[
        Path | None, typer.Option("--out", metavar="FILE", help=msg("Where to; otherwise it is printed."))
    ] = None,
    officer: AsOption = "",
    passphrase_file: PassphraseOption = None,
    as_json: JsonOption = False,
    lang: LangOption = "",
) -> None:
    voice = voice_of(as_json=as_json, lang=lang)
    if schema is None:
        raise InputError("a report is written by the schema of its unit", place="--schema")
    raw = contents_of(schema, most_bytes=MOST_SCHEMA_BYTES)
    with console_of(home, passphrase_file) as console:
        done = console.cases.filed(case, _filing(filing), schema=raw, officer=officer)
    if out is not None:
        write_text(out, done.report)
    voice.answer(done, lambda terminal: _show_filed(voice, terminal, done, out))


@app.command("import", help=msg("Make a case, for us alone, of a goAML report."))
def import_case(  # noqa: D103  the help says it
    report: Annotated[Path, typer.Argument(metavar="FILE", help=msg("The report, as XML."))],
    home: HomeOption,
    schema: SchemaOption = None,
    officer: AsOption = "",
    passphrase_file: PassphraseOption = None,
    as_json: JsonOption = False,
    lang: LangOption = "",
) -> None:
    voice = voice_of(as_json=as_json, lang=lang)
    raw = contents_of(report, most_bytes=MOST_REPORT_BYTES)
    by = contents_of(schema, most_bytes=MOST_SCHEMA_BYTES) if schema is not None else b""
    with console_of(home, passphrase_file) as console:
        done = console.cases.taken(raw, schema=by, officer=officer)
    text = msg("Case %(case)s: %(title)s, %(entries)s entries.")
    values = {"case": done.case, "title": done.title, "entries": voice.language.number(done.entries)}
    voice.answer(done, lambda out: voice.line(out, text, **values))


def _filing(file: Path) -> Filing:
    raw = contents_of(file, most_bytes=MOST_FILING_BYTES)
    return converted(read_json(raw, most_bytes=MOST_FILING_BYTES, most_depth=MOST_DEPTH), Filing)


def _show(voice: Voice, out: Terminal, found: CaseShown) -> None:
    say = voice.language.say
    rows = (
        (msg("Id"), found.id),
        (msg("Title"), found.title),
        (msg("From"), found.originator),
        (msg("State"), voice.named(CaseState, found.state)),
        (msg("Grading"), found.grading),
        (msg("TLP"), found.tlp),
        (msg("Who may have it"), ", ".join(found.releasable_to)),
        (msg("Summary"), found.summary),
    )
    for label, value in rows:
        if value:
            voice.line(out, "%(label)s: %(value)s", label=say(label), value=value)
    standing = (each for each in found.entries if each.stands)
    lines = [
        (voice.moment(each.written_at), say(KINDS[each.kind]), _said(voice, each), each.originator) for each in standing
    ]
    voice.table(out, ENTRIES, lines, empty=msg("The case has no entry yet."))


def _said(voice: Voice, entry: EntryShown) -> str:
    """Give what an entry says; of a payment with its amount and its day as the language writes them."""
    if entry.kind != "payment":
        return entry.says
    amount, _, rest = entry.says.partition(", ")
    who, _, day = rest.rpartition(", ")
    return ", ".join((voice.language.money(amount), who, voice.language.partial_day(day)))


def _show_filed(voice: Voice, out: Terminal, done: CaseFiled, file: Path | None) -> None:
    if file is None:
        out.print(done.report, markup=False, highlight=False, soft_wrap=True)
    voice.say(msg("Valid by %(schema)s."), schema=done.valid_by)
