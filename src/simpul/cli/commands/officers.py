"""`simpul officer`: who comes in."""

from collections.abc import Sequence
from typing import Annotated

import typer
from rich.console import Console as Terminal

from simpul.app.answers import LinkIssued
from simpul.cli.home import console_of
from simpul.cli.options import HomeOption, JsonOption, LangOption, PassphraseOption
from simpul.cli.voice import Voice, voice_of
from simpul.core.access import officer_id
from simpul.core.authority import Level, Officer, Role
from simpul.core.errors import InputError
from simpul.web.language import LANGUAGES, msg

app = typer.Typer(help=msg("Officers."), no_args_is_help=True)

LEVELS = {level.name.lower(): level for level in Level}


@app.command("add", help=msg("Add an officer; the one-time sign-in link is printed once."))
def add_officer(  # noqa: D103  the help says it
    sign_in_name: Annotated[
        str, typer.Argument(metavar="SIGN-IN-NAME", help=msg("Such as a.surya; never given twice."))
    ],
    home: HomeOption,
    name: Annotated[str, typer.Option("--name", help=msg("The officer's name."))],
    roles: Annotated[
        list[Role], typer.Option("--role", help=msg("What the officer is trusted with; may be said several times."))
    ],
    clearance: Annotated[
        str, typer.Option("--clearance", help=msg("open, restricted, confidential or secret."))
    ] = "restricted",
    language: Annotated[str, typer.Option("--language", help=msg("The officer's language: en or id."))] = "en",
    passphrase_file: PassphraseOption = None,
    as_json: JsonOption = False,
    lang: LangOption = "",
) -> None:
    voice = voice_of(as_json=as_json, lang=lang)
    if clearance not in LEVELS or language not in LANGUAGES:
        place = "--language" if clearance in LEVELS else "--clearance"
        raise InputError("there is no such choice", place=place)
    officer = Officer(
        id=officer_id(sign_in_name, place="SIGN-IN-NAME"),
        name=name,
        roles=tuple(dict.fromkeys(roles)),
        clearance=LEVELS[clearance],
        language=language,
    )
    with console_of(home, passphrase_file) as console:
        issued = console.add_officer(officer)
    voice.answer(issued, lambda out: show_links(voice, out, [issued]))


@app.command("link", help=msg("Issue a fresh one-time sign-in link to an officer; earlier ones serve no more."))
def issue_link(  # noqa: D103  the help says it
    sign_in_name: Annotated[str, typer.Argument(metavar="SIGN-IN-NAME", help=msg("Such as a.surya."))],
    home: HomeOption,
    passphrase_file: PassphraseOption = None,
    as_json: JsonOption = False,
    lang: LangOption = "",
) -> None:
    voice = voice_of(as_json=as_json, lang=lang)
    officer = officer_id(sign_in_name, place="SIGN-IN-NAME")
    with console_of(home, passphrase_file) as console:
        issued = console.issue_link(officer)
    voice.answer(issued, lambda out: show_links(voice, out, [issued]))


def show_links(voice: Voice, out: Terminal, issued: Sequence[LinkIssued]) -> None:
    """Write sign-in links, with a word on how long they serve."""
    for each in issued:
        voice.line(
            out, "%(name)s (%(roles)s)", name=each.name, roles=", ".join(voice.named(Role, role) for role in each.roles)
        )
        voice.line(out, "  %(link)s", link=each.link)
    voice.line(
        out, msg("Each link serves once, until %(until)s."), until=voice.moment(issued[-1].ends_at) if issued else ""
    )
