"""The command `simpul`: one run, one answer, one status.

This is one of the two places where any exception ends: what was foreseen is said in a sentence with what to do, what
was not comes with the lines that help to find it.
"""

import os
import sys
import traceback
from collections.abc import Sequence

from rich.console import Console
from typer.exceptions import Abort, TyperException

from simpul.cli.errors import DONE, INTERRUPTED, Problem, problem_of
from simpul.cli.program import command_in
from simpul.cli.troubles import trouble_in
from simpul.cli.voice import Form, Voice, shown, voice_for
from simpul.core.errors import Error, InputError
from simpul.web.language import msg
from simpul.web.words.reasons import place_in

PROGRAM = "simpul"
OF_THE_READER = "Value error, "
"""What the library that reads values puts before what is wrong with one."""
UNFINISHED = 2
"""The status of a command that names no deed, and is told which there are."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and give its status."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    voice = voice_for(given, os.environ)
    try:
        program = command_in(voice.language)
        return status_of(program.main(args=given, prog_name=PROGRAM, standalone_mode=False, obj=voice.language))
    except TyperException as misused:
        said = misused.format_message().replace(OF_THE_READER, "")
        return _told(voice, InputError(said, place="command line")) if said else UNFINISHED
    except (Abort, KeyboardInterrupt):
        voice.say(msg("Stopped."))
        return INTERRUPTED
    except Error as error:
        return _told(voice, error)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE  # whoever read the answer has read enough
    except Exception as unforeseen:  # noqa: BLE001  the entry point: nothing may end in silence
        traceback.print_exception(unforeseen, file=sys.stderr)
        return _told(voice, Error(f"{type(unforeseen).__name__}: {unforeseen}"))


def status_of(returned: object) -> int:
    """Give the status of what a command returned: its number, or 0."""
    return returned if isinstance(returned, int) else 0


def _told(voice: Voice, error: Error) -> int:
    problem = problem_of(error, voice.language)
    if voice.form is Form.JSON:
        voice.answer({"error": problem}, lambda _console: None)
    _show(voice, voice.aside, problem)
    return problem.status


def _show(voice: Voice, console: Console, problem: Problem) -> None:
    where = f"{place_in(voice.language, problem.place)}: " if problem.place else ""
    detail = trouble_in(voice.language, problem.detail)
    for line in (problem.message, f"  {where}{detail}" if detail else ""):
        if line:
            console.print(shown(line), markup=False)
    for ground in problem.grounds:
        console.print(shown(f"  {ground.id}: {ground.sentence}"), markup=False)
    console.print(shown(problem.advice), markup=False)
