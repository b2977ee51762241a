"""`simpul init | serve | verify | backup | restore`: the node itself."""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console as Terminal

from simpul.app.answers import LinkIssued, Verified
from simpul.app.backing import restore
from simpul.app.build import build, initialise
from simpul.app.operating import Operating
from simpul.cli.commands.officers import show_links
from simpul.cli.errors import ANSWER_IS_NO, DONE
from simpul.cli.home import console_of, new_passphrase
from simpul.cli.options import HomeOption, JsonOption, LangOption, PassphraseOption
from simpul.cli.voice import Voice, voice_of
from simpul.core.access import officer_id
from simpul.core.authority import STATE_CODE, Level, Officer, Role
from simpul.core.errors import InputError, SettingsError
from simpul.settings.settings import Settings
from simpul.web.language import msg

app = typer.Typer()

SMALL_WORDS = frozenset({"a", "an", "and", "dan", "de", "di", "for", "of", "on", "the", "to", "untuk"})
COLUMNS = (msg("Table"), msg("Row"), msg("What is wrong"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """A node that was just made, and how its first officers come in."""

    home: str
    authority: str
    fingerprint: str
    links: tuple[LinkIssued, ...]


@app.command("init", help=msg("Make a new node: keys, database, settings, and its first two officers."))
def init(  # noqa: D103  the help says it
    home: HomeOption,
    state: Annotated[str, typer.Option("--state", help=msg("The code of the state, two letters."))],
    authority: Annotated[str, typer.Option("--authority", help=msg("The authority's name."))],
    short_id: Annotated[
        str, typer.Option("--id", help=msg("The authority's id, such as XA-NCTC; otherwise made of its name."))
    ] = "",
    base_url: Annotated[
        str, typer.Option("--base-url", help=msg("The address under which officers and partners reach the node."))
    ] = "",
    port: Annotated[int, typer.Option("--port", help=msg("The port to listen on."))] = 8000,
    administrator: Annotated[
        str, typer.Option("--administrator", help=msg("Sign-in name of the first administrator."))
    ] = "administrator",
    key_officer: Annotated[
        str, typer.Option("--key-officer", help=msg("Sign-in name of the first key officer."))
    ] = "key-officer",
    passphrase_file: PassphraseOption = None,
    as_json: JsonOption = False,
    lang: LangOption = "",
) -> None:
    voice = voice_of(as_json=as_json, lang=lang)
    settings = Settings(
        home=home,
        authority=_of_state(short_id, state) if short_id else id_of(state, authority),
        name=authority,
        base_url=base_url or f"http://localhost:{port}",
        port=port,
    )
    first = (_first(administrator, Role.ADMINISTRATOR), _first(key_officer, Role.KEY_OFFICER))
    made = _made(settings, new_passphrase(passphrase_file, home), first)
    voice.answer(made, lambda out: _show_made(voice, out, settings, made.links))


@app.command("verify", help=msg("Check everything that is recorded; status 1 when something is not as it was."))
def verify(  # noqa: D103  the help says it
    home: HomeOption,
    passphrase_file: PassphraseOption = None,
    as_json: JsonOption = False,
    lang: LangOption = "",
) -> int:
    voice = voice_of(as_json=as_json, lang=lang)
    with console_of(home, passphrase_file) as console:
        found = console.verify()
    voice.answer(found, lambda out: _show_verified(voice, out, found))
    return DONE if found.ok else ANSWER_IS_NO


@app.command("backup", help=msg("Write the whole node into one file, also while it is running."))
def backup(  # noqa: D103  the help says it
    file: Annotated[Path, typer.Argument(metavar="FILE", help=msg("Where to write it; it must not be there yet."))],
    home: HomeOption,
    passphrase_file: PassphraseOption = None,
    as_json: JsonOption = False,
    lang: LangOption = "",
) -> None:
    voice = voice_of(as_json=as_json, lang=lang)
    with console_of(home, passphrase_file) as console:
        done = console.back_up(file.absolute())
    voice.answer(
        done,
        lambda out: voice.line(
            out, msg("%(records)s records, all proved, are in %(file)s."), records=done.records, file=done.file
        ),
    )


@app.command("restore", help=msg("Prove a backup, and make a home folder of it; never into one that holds anything."))
def restore_backup(  # noqa: D103  the help says it
    file: Annotated[Path, typer.Argument(metavar="FILE", help=msg("The backup."))],
    home: HomeOption,
    as_json: JsonOption = False,
    lang: LangOption = "",
) -> None:
    voice = voice_of(as_json=as_json, lang=lang)
    done = restore(file, home)
    voice.answer(
        done,
        lambda out: voice.line(
            out,
            msg("The node of %(authority)s is in %(home)s: %(records)s records, all proved."),
            authority=done.authority,
            home=done.home,
            records=done.records,
        ),
    )


def id_of(state: str, name: str) -> str:
    """Make an authority's id of its state and the first letters of its name, or of its one word: XA-NCTC, XA-DENSUS.

    Raises:
        InputError: the state is not two letters, or the name has no Latin letters.
    """
    code = state.upper()
    if not STATE_CODE.fullmatch(code):
        raise InputError("not a state's code of two letters", place="--state")
    words = [word for word in re.findall(r"[A-Za-z0-9]+", name) if word.casefold() not in SMALL_WORDS]
    letters = "".join(word[0].upper() for word in words if word.upper() != code)
    short = letters if len(letters) > 1 else "".join(words).upper()
    if not short:
        raise InputError("give the authority's id with --id, such as XA-NCTC", place="--authority")
    return f"{code}-{short[:24]}"


def _of_state(short_id: str, state: str) -> str:
    if not short_id.startswith(f"{state.upper()}-"):
        raise InputError(f"does not begin with the state's code, {state.upper()}-", place="--id")
    return short_id


def _made(settings: Settings, passphrase: str, first: tuple[Officer, ...]) -> Made:
    _initialise(settings, passphrase)
    operating = Operating(node=build(settings, passphrase), settings=settings)
    try:
        return Made(
            home=str(settings.home),
            authority=settings.authority,
            fingerprint=operating.introduction().fingerprint,
            links=tuple(operating.add_officer(officer) for officer in first),
        )
    finally:
        operating.close()


def _initialise(settings: Settings, passphrase: str) -> None:
    try:
        initialise(settings, passphrase)
    except OSError as failed:
        raise SettingsError(f"{settings.home} cannot be written: {failed.strerror}") from failed


def _first(sign_in_name: str, role: Role) -> Officer:
    place = f"--{role}"
    return Officer(id=officer_id(sign_in_name, place=place), name=sign_in_name, roles=(role,), clearance=Level.OPEN)


def _show_made(voice: Voice, out: Terminal, settings: Settings, links: tuple[LinkIssued, ...]) -> None:
    voice.line(out, msg("The node %(id)s is made in %(home)s."), id=settings.authority, home=settings.home)
    show_links(voice, out, links)
    voice.line(out, msg("Start it with: simpul serve --home %(home)s"), home=settings.home)


def _show_verified(voice: Voice, out: Terminal, found: Verified) -> None:
    if found.ok:
        voice.line(out, msg("%(records)s records are as they were recorded."), records=found.records)
        return
    voice.table(out, COLUMNS, [(each.table, each.row, each.what) for each in found.problems])
