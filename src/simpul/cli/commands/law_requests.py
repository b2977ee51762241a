"""`simpul law case`: requests for extradition and legal assistance between nodes, from the request to its end."""

from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from simpul.app.evidence import Terms
from simpul.app.law_desk import Asking
from simpul.cli.commands.evidence import LevelOption, TlpOption, level_of
from simpul.cli.files import contents_of
from simpul.cli.home import console_of
from simpul.cli.options import AsOption, HomeOption, JsonOption, LangOption, PassphraseOption
from simpul.cli.requested import show_request, show_statistics
from simpul.cli.voice import Voice, voice_of
from simpul.core.authority import authority_id
from simpul.core.cases.freezing import Urgency
from simpul.core.cooperation.kinds import HelpKind
from simpul.core.cooperation.request import MOST_CONTENT, Arrest, Stage
from simpul.core.cooperation.standing import Standing
from simpul.core.errors import InputError
from simpul.core.handling import CourtUse, Tlp
from simpul.formats.document import converted, read_json
from simpul.services.conveying import SendState
from simpul.services.law_requests import LawSaying, PaperFile, Put
from simpul.web.language import msg

app = typer.Typer(help=msg("Requests for extradition and legal assistance between nodes."), no_args_is_help=True)

MOST_PAPER_BYTES = 4 * 1024 * 1024
MOST_SAYING_BYTES = 256 * 1024
MOST_DEPTH = 4

PUT = {
    SendState.SENT: msg("Sent: request %(request)s."),
    SendState.AWAITING_SECOND_OFFICER: msg(
        "Written down: request %(request)s. It goes when a second officer has approved it: simpul law case approve."
    ),
}
PUT_WORD = {
    SendState.SENT: msg("Sent: %(record)s, on the request %(request)s."),
    SendState.AWAITING_SECOND_OFFICER: msg(
        "Written down: %(record)s. It goes when a second officer has approved it: simpul law case approve."
    ),
}
REQUESTS = (msg("Request"), msg("Kind"), msg("Partner"), msg("Title"), msg("Standing"), msg("Due"))

RequestArgument = Annotated[str, typer.Argument(metavar="ID", help=msg("The request's id."))]


@app.command("list", help=msg("List the requests that the officer may see: open ones by their clock, then the others."))
def list_requests(  # noqa: D103  the help says it
    home: HomeOption,
    officer: AsOption = "",
    passphrase_file: PassphraseOption = None,
    as_json: JsonOption = False,
    lang: LangOption = "",
) -> None:
    voice = voice_of(as_json=as_json, lang=lang)
    with console_of(home, passphrase_file) as console:
        found = console.requests.listed(officer=officer)
    rows = [
        (
            each.id,
            voice.named(HelpKind, each.kind),
            each.partner,
            each.title,
            voice.named(Standing, each.standing),
            voice.moment(each.due_at),
        )
        for each in found
    ]
    empty = msg("There is no request that this officer may see.")
    voice.answer(found, lambda out: voice.table(out, REQUESTS, rows, empty=empty))


@app.command("show", help=msg("Show a request with its words, receipts and clocks; that it was read is on record."))
def show(  # noqa: D103  the help says it
    request: RequestArgument,
    home: HomeOption,
    officer: AsOption = "",
    passphrase_file: PassphraseOption = None,
    as_json: JsonOption = False,
    lang: LangOption = "",
) -> None:
    voice = voice_of(as_json=as_json, lang=lang)
    with console_of(home, passphrase_file) as console:
        found = console.requests.shown(request, officer=officer)
    voice.answer(found, lambda out: show_request(voice, out, found))


@app.command("ask", help=msg("Send a case to a partner, as a request; what it lacks is named, and keeps it here."))
def ask(  # noqa: D103, PLR0917  the help says it; every option is one of the request's own
    case: Annotated[Path, typer.Argument(metavar="CASE.json", help=msg("The case, as docs/law-case.md says it."))],
    to: Annotated[str, typer.Option("--to", metavar="AUTHORITY", help=msg("The partner, such as XB-NCTC."))],
    requested_authority: Annotated[
        str, typer.Option("--requested-authority", help=msg("The authority of that state to which it is addressed."))
    ],
    home: HomeOption,
    signed_by: Annotated[str, typer.Option("--signed-by", help=msg("The official who signs, by name."))] = "",
    stage: Annotated[Stage, typer.Option("--stage", help=msg("Whether it is talked about first."))] = Stage.FORMAL,
    arrest: Annotated[
        Arrest, typer.Option("--arrest", help=msg("Whether provisional arrest is asked for."))
    ] = Arrest.NOT_ASKED,
    urgency: Annotated[Urgency, typer.Option("--urgency", help=msg("How soon."))] = Urgency.ROUTINE,
    urgency_reason: Annotated[str, typer.Option("--urgency-reason", help=msg("Why it is urgent."))] = "",
    paper: Annotated[Path | None, typer.Option("--paper", metavar="FILE", help=msg("The signed PDF."))] = None,
    preliminary: Annotated[
        str, typer.Option("--preliminary", metavar="ID", help=msg("The preliminary request that it follows on."))
    ] = "",
    tlp: TlpOption = Tlp.AMBER,
    level: LevelOption = "restricted",
    officer: AsOption = "",
    passphrase_file: PassphraseOption = None,
    as_json: JsonOption = False,
    lang: LangOption = "",
) -> None:
    asking = Asking(
        recipient=authority_id(to, place="--to"),
        content=contents_of(case, most_bytes=MOST_CONTENT),
        requested_authority=requested_authority,
        signed_by=_signer(signed_by, stage),
        stage=stage,
        arrest=arrest,
        urgency=urgency,
        urgency_reason=urgency_reason,
        paper=_paper(paper),
        preliminary=preliminary,
    )
    terms = Terms(tlp=tlp, level=level_of(level), court=CourtUse.ALLOWED)
    with console_of(home, passphrase_file) as console:
        _tell(voice_of(as_json=as_json, lang=lang), console.requests.asked(asking, terms, officer=officer))


@app.command("say", help=msg("Say something on a request, as a JSON document says it: docs/law-casework.md."))
def say(  # noqa: D103  the help says it
    request: RequestArgument,
    saying: Annotated[Path, typer.Argument(metavar="WORD.json", help=msg("The word and its parts."))],
    home: HomeOption,
    paper: Annotated[Path | None, typer.Option("--paper", metavar="FILE", help=msg("A PDF that goes with it."))] = None,
    officer: AsOption = "",
    passphrase_file: PassphraseOption = None,
    as_json: JsonOption = False,
    lang: LangOption = "",
) -> None:
    voice = voice_of(as_json=as_json, lang=lang)
    raw = contents_of(saying, most_bytes=MOST_SAYING_BYTES)
    said = converted(read_json(raw, most_bytes=MOST_SAYING_BYTES, most_depth=MOST_DEPTH), LawSaying)
    file = _paper(paper)
    with console_of(home, passphrase_file) as console:
        done = console.requests.said(request, _with(said, file), officer=officer)
    _tell(voice, done)


@app.command("approve", help=msg("Approve a request or a word that waits for a second officer."))
def approve(  # noqa: D103  the help says it
    record: Annotated[str, typer.Argument(metavar="ID", help=msg("The id of what waits."))],
    home: HomeOption,
    officer: AsOption = "",
    passphrase_file: PassphraseOption = None,
    as_json: JsonOption = False,
    lang: LangOption = "",
) -> None:
    voice = voice_of(as_json=as_json, lang=lang)
    with console_of(home, passphrase_file) as console:
        done = console.requests.approved(record, officer=officer)
    _tell(voice, done)


@app.command("use", help=msg("Use what came of a request for an offence; another one needs the other side's consent."))
def use(  # noqa: D103  the help says it
    request: RequestArgument,
    home: HomeOption,
    offence: Annotated[str, typer.Option("--offence", help=msg("The offence, by name or code."))],
    officer: AsOption = "",
    passphrase_file: PassphraseOption = None,
    as_json: JsonOption = False,
    lang: LangOption = "",
) -> None:
    voice = voice_of(as_json=as_json, lang=lang)
    with console_of(home, passphrase_file) as console:
        done = console.requests.used(request, offence, officer=officer)
    voice.answer(done, lambda out: voice.line(out, msg("It may be used: %(verdict)s"), verdict=done.verdict))


@app.command("statistics", help=msg("Give the figures on requests, made and received, from the records of both sides."))
def statistics(  # noqa: D103  the help says it
    home: HomeOption,
    officer: AsOption = "",
    passphrase_file: PassphraseOption = None,
    as_json: JsonOption = False,
    lang: LangOption = "",
) -> None:
    voice = voice_of(as_json=as_json, lang=lang)
    with console_of(home, passphrase_file) as console:
        found = console.requests.statistics(officer=officer)
    voice.answer(found, lambda out: show_statistics(voice, out, found))


def _signer(said: str, stage: Stage) -> str:
    if stage is Stage.FORMAL and not said.strip():
        raise InputError("a named official signs it", place="--signed-by")
    return said


def _paper(file: Path | None) -> PaperFile | None:
    if file is None:
        return None
    return PaperFile(name=file.name, content=contents_of(file, most_bytes=MOST_PAPER_BYTES))


def _with(said: LawSaying, paper: PaperFile | None) -> LawSaying:
    return said if paper is None else replace(said, paper=paper)


def _tell(voice: Voice, done: Put) -> None:
    text = PUT[done.state] if done.record == done.thread else PUT_WORD[done.state]
    voice.answer(done, lambda out: voice.line(out, text, request=done.thread, record=done.record))
