"""All commands in one program, and their help in the language that is asked for."""

import importlib

import typer
from typer._click.formatting import HelpFormatter
from typer.core import TyperArgument, TyperCommand, TyperGroup, TyperOption
from typer.main import get_command

from simpul.cli.commands import (
    cases,
    demo,
    doctor,
    evidence,
    law,
    law_requests,
    law_sets,
    lists,
    manifests,
    node,
    officers,
    papers,
    payments,
    peers,
    reports,
    running,
    screen,
    screening,
    teams,
)
from simpul.web.language import Language, msg
from simpul.web.version import VERSION

DESCRIPTION = msg("The sovereign node for international counter-terrorism cooperation.")
_HELP = "simpul.cli.help"
SHOW_HELP = msg("Show this message and exit.")
USAGE, TAKES_OPTIONS, TAKES_COMMANDS = msg("Usage: "), msg("[OPTIONS]"), msg("COMMAND [ARGS]...")

Command = TyperCommand | TyperGroup


class _Formatter(HelpFormatter):
    """Writes how a command is used, in a language."""

    usage = USAGE

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """Write the line, with the language's own word before it."""
        super().write_usage(prog, args, self.usage if prefix is None else prefix)


class Helpful(typer.Context):
    """A command's context; the language stands in `obj`, and is needed when help is asked for."""

    def make_formatter(self) -> HelpFormatter:
        """Give what writes the first line of help."""
        made = _Formatter(width=self.terminal_width, max_width=self.max_content_width)
        made.usage = self.obj.say(USAGE)
        return made

    def get_help(self) -> str:
        """Give the help with its titles in that language."""
        importlib.import_module(_HELP).speak(self.obj)
        if asking := self.command.get_help_option(self):
            asking.help = self.obj.say(SHOW_HELP)
        return super().get_help()


def program() -> typer.Typer:
    """Give the whole program, in English."""
    app = typer.Typer(
        help=DESCRIPTION,
        no_args_is_help=True,
        add_completion=False,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["--help", "-h"]},
    )
    app.callback(invoke_without_command=True, help=DESCRIPTION)(_version)
    for single in (node.app, running.app, demo.app, doctor.app, screen.app):
        app.add_typer(single)
    for name, group in (
        ("pay", payments.app),
        ("peer", peers.app),
        ("list", lists.app),
        ("law", _law()),
        ("manifest", manifests.app),
        ("report", reports.app),
        ("officer", officers.app),
        ("screening", screening.app),
    ):
        app.add_typer(group, name=name)
    return app


def _law() -> typer.Typer:
    """Put the questions on treaties and those on cases into one group."""
    group = typer.Typer(help=law.app.info.help, no_args_is_help=True)
    for part in (law.app, law_sets.app, cases.app, papers.app):
        group.add_typer(part)
    group.add_typer(evidence.app, name="evidence")
    group.add_typer(teams.app, name="team")
    group.add_typer(law_requests.app, name="case")
    return group


def command_in(language: Language) -> TyperGroup:
    """Give the program with its help in a language; it is run with that language as its `obj`."""
    made = get_command(program())
    if not isinstance(made, TyperGroup):
        raise TypeError("the program is a group of commands")
    _translate(made, language)
    return made


def _version(version: bool = typer.Option(False, "--version", help=msg("Show which edition this is."))) -> None:
    if version:
        typer.echo(VERSION)
        raise typer.Exit


def _translate(command: object, language: Language) -> None:
    """Put the help of a command, of its options and of the commands below it into the language."""
    if not isinstance(command, Command):
        return
    command.context_class = Helpful
    command.help = language.say(command.help) if command.help else command.help
    command.options_metavar = language.say(TAKES_OPTIONS)
    for parameter in command.params:
        if isinstance(parameter, TyperOption | TyperArgument) and parameter.help:
            parameter.help = language.say(parameter.help)
    if isinstance(command, TyperGroup):
        command.subcommand_metavar = language.say(TAKES_COMMANDS)
        for below in command.commands.values():
            _translate(below, language)
