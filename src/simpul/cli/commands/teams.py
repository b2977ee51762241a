"""`simpul law team`: joint investigation teams: the agreement, signatures, members, the evidence log, the end."""

import secrets
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console as Terminal

from simpul.app.evidence import Terms
from simpul.app.teams import MemberShown, Saying, TeamShown, TextShown
from simpul.cli.commands.evidence import LevelOption, TlpOption, level_of
from simpul.cli.files import contents_of
from simpul.cli.home import console_of
from simpul.cli.options import AsOption, HomeOption, JsonOption, LangOption, PassphraseOption
from simpul.cli.voice import Voice, voice_of
from simpul.core.cooperation.joining import TeamState
from simpul.core.cooperation.team import (
    MemberRole,
    TeamAmendment,
    TeamEnd,
    TeamEnding,
    TeamExhibit,
    TeamJoining,
    TeamLeaving,
    TeamSignature,
    TeamText,
)
from simpul.core.handling import CourtUse, Tlp
from simpul.formats.document import converted, read_json
from simpul.services.passing import ShareState
from simpul.web.language import msg

app = typer.Typer(help=msg("Joint investigation teams."), no_args_is_help=True)

MOST_TEXT_BYTES = 256 * 1024
MOST_DEPTH = 4

TEAMS = (msg("Team"), msg("Title"), msg("State"), msg("Parties"), msg("Until"))
MEMBERS = (msg("Member"), msg("Name"), msg("Role"), msg("From"), msg("Since"), msg("Until"))
LOG = (msg("When"), msg("What"), msg("Item"), msg("From"), msg("Known by"))

TeamArgument = Annotated[str, typer.Argument(metavar="ID", help=msg("The team's id."))]
TextArgument = Annotated[
    Path, typer.Argument(metavar="TEXT.json", help=msg("The agreement, as docs/joint-teams.md says it."))
]
ReasonOption = Annotated[str, typer.Option("--reason", help=msg("Why."))]


@app.command("list", help=msg("List the latest teams that the officer may see."))
def list_teams(  # noqa: D103  the help says it
    home: HomeOption,
    officer: AsOption = "",
    passphrase_file: PassphraseOption = None,
    as_json: JsonOption = False,
    lang: LangOption = "",
) -> None:
    voice = voice_of(as_json=as_json, lang=lang)
    with console_of(home, passphrase_file) as console:
        found = console.teams.listed(officer=officer)
    rows = [
        (each.id, each.title, voice.named(TeamState, each.state), ", ".join(each.parties), each.ends_on)
        for each in found
    ]
    empty = msg("There is no team that this officer may see.")
    voice.answer(found, lambda out: voice.table(out, TEAMS, rows, empty=empty))


@app.command("show", help=msg("Show a team: its agreement, members and log; that it was read is on record."))
def show_team(  # noqa: D103  the help says it
    team: TeamArgument,
    home: HomeOption,
    officer: AsOption = "",
    passphrase_file: PassphraseOption = None,
    as_json: JsonOption = False,
    lang: LangOption = "",
) -> None:
    voice = voice_of(as_json=as_json, lang=lang)
    with console_of(home, passphrase_file) as console:
        found = console.teams.shown(team, officer=officer)
    voice.answer(found, lambda out: _show(voice, out, found))


@app.command("propose", help=msg("Write down an agreement, for its parties to sign."))
def propose(  # noqa: D103  the help says it
    text: TextArgument,
    home: HomeOption,
    follows: Annotated[
        str, typer.Option("--follows", metavar="ID", help=msg("The team in whose place this one is."))
    ] = "",
    tlp: TlpOption = Tlp.AMBER,
    level: LevelOption = "restricted",
    officer: AsOption = "",
    passphrase_file: PassphraseOption = None,
    as_json: JsonOption = False,
    lang: LangOption = "",
) -> None:
    voice = voice_of(as_json=as_json, lang=lang)
    said, terms = _text(text), Terms(tlp=tlp, level=level_of(level), court=CourtUse.FORBIDDEN)
    with console_of(home, passphrase_file) as console:
        done = console.teams.proposed(said, terms, follows=follows, officer=officer)
    voice.answer(done, lambda out: voice.line(out, msg("Written down: %(item)s"), item=done.team))


@app.command("sign", help=msg("Sign a text of a team for us: the agreement, or a change of it."))
def sign(  # noqa: D103  the help says it
    team: TeamArgument,
    home: HomeOption,
    name: Annotated[str, typer.Option("--name", help=msg("Who signs."))],
    function: Annotated[str, typer.Option("--function", help=msg("As what."))],
    text: Annotated[str, typer.Option("--text", metavar="ID", help=msg("Which text; otherwise the agreement."))] = "",
    officer: AsOption = "",
    passphrase_file: PassphraseOption = None,
    as_json: JsonOption = False,
    lang: LangOption = "",
) -> None:
    said = Saying(signature=TeamSignature(text=text or team, signed_by=name, function=function))
    _say(voice_of(as_json=as_json, lang=lang), home, passphrase_file, team, said, officer)


@app.command("amend", help=msg("Propose another text in the place of one, such as a later end."))
def amend(  # noqa: D103  the help says it
    team: TeamArgument,
    text: TextArgument,
    home: HomeOption,
    reason: ReasonOption,
    amends: Annotated[
        str, typer.Option("--amends", metavar="ID", help=msg("Which text it changes; otherwise the agreement."))
    ] = "",
    officer: AsOption = "",
    passphrase_file: PassphraseOption = None,
    as_json: JsonOption = False,
    lang: LangOption = "",
) -> None:
    said = Saying(amendment=TeamAmendment(amends=amends or team, text=_text(text), reason=reason))
    _say(voice_of(as_json=as_json, lang=lang), home, passphrase_file, team, said, officer)


@app.command("join", help=msg("Let somebody of ours join a team that is in force."))
def join(  # noqa: D103  the help says it
    team: TeamArgument,
    home: HomeOption,
    name: Annotated[str, typer.Option("--name", help=msg("Who joins."))],
    role: Annotated[MemberRole, typer.Option("--role", help=msg("As what."))] = MemberRole.INVESTIGATOR,
    function: Annotated[str, typer.Option("--function", help=msg("In which post."))] = "",
    officer: AsOption = "",
    passphrase_file: PassphraseOption = None,
    as_json: JsonOption = False,
    lang: LangOption = "",
) -> None:
    said = Saying(joining=TeamJoining(member=secrets.token_hex(16), name=name, role=role, function=function))
    _say(voice_of(as_json=as_json, lang=lang), home, passphrase_file, team, said, officer)


@app.command("leave", help=msg("Say that somebody of ours has left a team."))
def leave(  # noqa: D103  the help says it
    team: TeamArgument,
    home: HomeOption,
    member: Annotated[str, typer.Option("--member", metavar="ID", help=msg("Who, by the id that `show` gives."))],
    reason: ReasonOption,
    officer: AsOption = "",
    passphrase_file: PassphraseOption = None,
    as_json: JsonOption = False,
    lang: LangOption = "",
) -> None:
    said = Saying(leaving=TeamLeaving(member=member, reason=reason))
    _say(voice_of(as_json=as_json, lang=lang), home, passphrase_file, team, said, officer)


@app.command("log", help=msg("Log an item of evidence in a team, for the parties that its terms name."))
def log(  # noqa: D103  the help says it
    team: TeamArgument,
    home: HomeOption,
    item: Annotated[str, typer.Option("--item", metavar="ID", help=msg("The item's id."))],
    what: Annotated[str, typer.Option("--what", help=msg("What it is."))],
    note: Annotated[str, typer.Option("--note", help=msg("What there is to say of it."))] = "",
    officer: AsOption = "",
    passphrase_file: PassphraseOption = None,
    as_json: JsonOption = False,
    lang: LangOption = "",
) -> None:
    said = Saying(exhibit=TeamExhibit(item=item, what=what, note=note))
    _say(voice_of(as_json=as_json, lang=lang), home, passphrase_file, team, said, officer)


@app.command("end", help=msg("Say that we would end a team, or that we leave it."))
def end(  # noqa: D103  the help says it
    team: TeamArgument,
    home: HomeOption,
    reason: ReasonOption,
    ends: Annotated[TeamEnd, typer.Option("--ends", help=msg("What ends."))] = TeamEnd.TEAM,
    officer: AsOption = "",
    passphrase_file: PassphraseOption = None,
    as_json: JsonOption = False,
    lang: LangOption = "",
) -> None:
    said = Saying(ending=TeamEnding(ends=ends, reason=reason))
    _say(voice_of(as_json=as_json, lang=lang), home, passphrase_file, team, said, officer)


@app.command("send", help=msg("Send each party what of ours it may have and has not yet."))
def send(  # noqa: D103  the help says it
    team: TeamArgument,
    home: HomeOption,
    officer: AsOption = "",
    passphrase_file: PassphraseOption = None,
    as_json: JsonOption = False,
    lang: LangOption = "",
) -> None:
    voice = voice_of(as_json=as_json, lang=lang)
    with console_of(home, passphrase_file) as console:
        done = console.teams.sent(team, officer=officer)
    rows = [(partner, voice.named(ShareState, state)) for partner, state in sorted(done.to.items())]
    voice.answer(done, lambda out: voice.table(out, (msg("Partner"), msg("State")), rows))


def _say(voice: Voice, home: Path, passphrase_file: Path | None, team: str, said: Saying, officer: str) -> None:
    with console_of(home, passphrase_file) as console:
        done = console.teams.said(team, said, officer=officer)
    voice.answer(done, lambda out: voice.line(out, msg("Written down: %(item)s"), item=done.record))


def _text(file: Path) -> TeamText:
    raw = contents_of(file, most_bytes=MOST_TEXT_BYTES)
    return converted(read_json(raw, most_bytes=MOST_TEXT_BYTES, most_depth=MOST_DEPTH), TeamText)


def _show(voice: Voice, out: Terminal, found: TeamShown) -> None:
    state = voice.named(TeamState, found.state)
    voice.line(out, "%(title)s: %(state)s", title=found.text.title, state=state)
    _show_text(voice, out, found.text)
    for each in found.proposals:
        voice.line(out, msg("Proposed change %(id)s, because: %(reason)s"), id=each.id, reason=each.reason)
        _show_text(voice, out, each)
    out.print()
    rows = [_member_row(voice, each) for each in found.members]
    voice.table(out, MEMBERS, rows, empty=msg("Nobody has joined the team yet."))
    out.print()
    lines = [
        (voice.moment(each.at), each.what, each.item, each.authority, each.digest or ", ".join(each.seals))
        for each in found.log
    ]
    voice.table(out, LOG, lines, empty=msg("Nothing is in the evidence log yet."))


def _member_row(voice: Voice, each: MemberShown) -> tuple[str, ...]:
    role = voice.named(MemberRole, each.role)
    return (each.member, each.name, role, each.authority, voice.moment(each.since), voice.moment(each.until))


def _show_text(voice: Voice, out: Terminal, text: TextShown) -> None:
    say = voice.language.say
    bases = "; ".join(f"{each.instrument} {each.article}" for each in text.bases)
    parties = "; ".join(f"{each.authority} ({each.state}): {each.leader}" for each in text.parties)
    signed = ", ".join(f"{authority} ({voice.moment(at)})" for authority, at in text.signed)
    rows = (
        (msg("Parties and leaders"), parties),
        (msg("Legal basis"), bases),
        (msg("Purpose"), text.purpose),
        (msg("Area"), text.area),
        (msg("Days"), f"{text.begins_on} - {text.ends_on}"),
        (msg("Rules on evidence"), text.evidence_rules),
        (msg("Rules on disclosure"), text.disclosure_rules),
        (msg("Use limitation"), text.use_limitation),
        (msg("Signed"), signed),
        (msg("Not signed yet"), ", ".join(text.missing)),
    )
    for label, value in rows:
        if value:
            voice.line(out, "%(label)s: %(value)s", label=say(label), value=value)
