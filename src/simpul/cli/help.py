"""The words that stand around every command's help, in the language that is asked for.

Loaded when help is shown: what draws it takes 3 MB of every process.
"""

from typer import rich_utils

from simpul.web.language import Language, msg

ARGUMENTS, OPTIONS, COMMANDS = msg("Arguments"), msg("Options"), msg("Commands")
DEFAULT, VARIABLE, REQUIRED = msg("[default: {}]"), msg("[env var: {}]"), msg("[required]")


def speak(language: Language) -> None:
    """Let every help that is drawn from now on have its titles in a language."""
    rich_utils.ARGUMENTS_PANEL_TITLE = language.say(ARGUMENTS)
    rich_utils.OPTIONS_PANEL_TITLE = language.say(OPTIONS)
    rich_utils.COMMANDS_PANEL_TITLE = language.say(COMMANDS)
    rich_utils.DEFAULT_STRING = language.say(DEFAULT)
    rich_utils.ENVVAR_STRING = language.say(VARIABLE)
    rich_utils.REQUIRED_LONG_STRING = language.say(REQUIRED)
