"""`simpul doctor`: is everything as it should be, in words."""

from dataclasses import dataclass

import typer
from rich.console import Console as Terminal

from simpul.app.answers import PeerShown
from simpul.app.chance import SystemClock
from simpul.app.standing import database_version
from simpul.cli.doctor.findings import STATES, Finding, State, failed
from simpul.cli.doctor.machine import clock_finding, database_finding, disk_finding, home_finding
from simpul.cli.doctor.reach import knocked, own_finding, peer_finding, tls_finding
from simpul.cli.doctor.streams import stream_findings
from simpul.cli.errors import ANSWER_IS_NO, DONE
from simpul.cli.home import console_of, settings_of
from simpul.cli.options import HomeOption, JsonOption, LangOption, PassphraseOption
from simpul.cli.voice import Voice, voice_of
from simpul.core.errors import Error
from simpul.settings.settings import Settings
from simpul.web.language import msg

app = typer.Typer()

COLUMNS = (msg("Check"), msg("State"), msg("What was found"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One finding as it is told."""

    check: str
    state: State
    said: str


@app.command(
    "doctor", help=msg("Check clock, disk, database, address, TLS, partners and stream; status 1 if one fails.")
)
def doctor(  # noqa: D103  the help says it
    home: HomeOption,
    passphrase_file: PassphraseOption = None,
    as_json: JsonOption = False,
    lang: LangOption = "",
) -> int:
    voice = voice_of(as_json=as_json, lang=lang)
    settings = settings_of(home)
    lines = [
        Line(check=each.check, state=each.state, said=voice.language.say(each.said, **each.values))
        for each in findings_of(settings, _peers_of(settings, passphrase_file))
    ]
    ok = all(line.state is not State.FAILURE for line in lines)
    voice.answer({"ok": ok, "checks": lines}, lambda out: _show(voice, out, lines))
    return DONE if ok else ANSWER_IS_NO


def findings_of(settings: Settings, peers: tuple[PeerShown, ...] | Finding) -> list[Finding]:
    """Make every check; `peers` may be the finding that they could not be read."""
    now = SystemClock().now()
    known = peers if isinstance(peers, tuple) else ()
    answers = {peer.authority: knocked(peer.base_url, now=now) for peer in known}
    differences = {
        authority: answer.difference for authority, answer in answers.items() if answer.difference is not None
    }
    return [
        home_finding(settings),
        clock_finding(known, differences, now=now),
        disk_finding(settings.home),
        _database_finding(settings),
        own_finding(settings, knocked(settings.base_url, now=now)),
        tls_finding(settings, now=now),
        *stream_findings(settings),
        *(peer_finding(peer, answers[peer.authority]) for peer in known),
        *([peers] if isinstance(peers, Finding) else []),
    ]


def _database_finding(settings: Settings) -> Finding:
    try:
        kind, version = database_version(settings)
    except Error as error:
        return failed("database", msg("The database cannot be asked: %(why)s"), why=str(error))
    return database_finding(kind, version)


def _peers_of(settings: Settings, passphrase_file: PassphraseOption) -> tuple[PeerShown, ...] | Finding:
    try:
        with console_of(settings.home, passphrase_file) as console:
            return console.peers()
    except Error as error:
        return failed("peers", msg("The partners cannot be read: %(why)s"), why=str(error))


def _show(voice: Voice, out: Terminal, lines: list[Line]) -> None:
    rows = [(line.check, voice.language.say(STATES[line.state]), line.said) for line in lines]
    voice.table(out, COLUMNS, rows)
