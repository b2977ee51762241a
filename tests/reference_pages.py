"""The generated pages of the reference: the command line and the settings.

python -m tests.reference_pages        write docs/reference/cli.md and docs/reference/settings.md anew
"""

import dataclasses
import sys
from collections.abc import Iterator
from enum import Enum
from pathlib import Path

from typer.core import TyperArgument, TyperCommand, TyperGroup, TyperOption

from simpul.cli.errors import TABLE
from simpul.cli.program import command_in
from simpul.settings.settings import EXPLAINED, FILE, PREFIX, Settings
from simpul.web.language import language

ROOT = Path(__file__).parent.parent
FOLDER = ROOT / "docs" / "reference"

CLI_HEAD = """# Command line

Written by `make docs` from the program itself; a test holds it current.

Every command answers on standard output and says everything else on standard error. With `--json` the answer is exactly
one JSON document, errors too (`{"error": {"code", "status", "message", "advice", "detail", "place", "grounds"}}`).
Messages and help are in English or Indonesian: `--lang`, otherwise `LC_ALL`, `LC_MESSAGES`, `LANG`.

**Whose authority.** Whoever holds the home folder and opens its keys is the node's operator. What needs a person
(`list import`, `report submit`, `report show`, `peer add`) is done by an officer whom the operator names with `--as`,
with that officer's role and clearance and no more; the record of acts says that it was at the console. `officer add`
and `officer link` are the operator's own acts.

**Running or not.** `init` and `restore` need a home folder of their own. The other commands go through the running node
where there is one (by the token that it keeps in `operator.token` in its home folder), and otherwise open the node
themselves, for which they need the passphrase.
"""

SETTINGS_HEAD = f"""# Settings

Written by `make docs` from the program itself; a test holds it current.

A node's settings stand in `{FILE}` in its home folder, written by `simpul init`. An environment variable
`{PREFIX}<NAME>` overrides the setting of that name. A name that is not known is an error.
"""


def cli_page() -> str:
    """The page of the command line."""
    program = command_in(language("en"))
    lines = [CLI_HEAD, *_statuses()]
    for path, command in commands(program, "simpul"):
        lines += [f"## `{path}`", "", command.help or "", "", f"    {usage(path, command)}", "", *_parameters(command)]
    return "\n".join(lines).rstrip() + "\n"


def settings_page() -> str:
    """The page of the settings."""
    lines = [SETTINGS_HEAD, "| setting | variable | default | what it is |", "|---|---|---|---|"]
    for field in dataclasses.fields(Settings):
        variable = "`SIMPUL_HOME`" if field.name == "home" else f"`{PREFIX}{field.name.upper()}`"
        lines.append(f"| `{field.name}` | {variable} | {_default(field)} | {EXPLAINED[field.name]} |")
    return "\n".join(lines) + "\n"


def commands(command: TyperCommand | TyperGroup, path: str) -> Iterator[tuple[str, TyperCommand]]:
    """Every command that does something, with its whole name."""
    if isinstance(command, TyperGroup):
        for name, below in command.commands.items():
            if isinstance(below, TyperCommand | TyperGroup):
                yield from commands(below, f"{path} {name}")
    else:
        yield path, command


def usage(path: str, command: TyperCommand) -> str:
    """One line that shows how a command is written."""
    arguments = [each for each in command.params if isinstance(each, TyperArgument)]
    names = [_shown_argument(each) for each in arguments]
    return " ".join((path, *names, "[OPTIONS]"))


def _parameters(command: TyperCommand) -> list[str]:
    rows = [_row(each) for each in command.params if isinstance(each, TyperArgument | TyperOption)]
    shown = [row for row in rows if row]
    return ["| | default | what it is |", "|---|---|---|", *shown, ""] if shown else []


def _row(parameter: TyperArgument | TyperOption) -> str:
    if isinstance(parameter, TyperArgument):
        name = f"`{parameter.metavar or parameter.name}`"
    else:
        name = ", ".join(f"`{name}`" for name in parameter.opts)
    if parameter.required:
        default = "required"
    else:
        default = f"`{parameter.default}`" if parameter.default not in (None, "", False, ()) else ""
    variable = f" Variable: `{parameter.envvar}`." if parameter.envvar else ""
    return f"| {name} | {default} | {parameter.help or ''}{variable} |".replace("FILE|URL", "FILE\\|URL")


def _shown_argument(argument: TyperArgument) -> str:
    name = argument.metavar or (argument.name or "").upper()
    return name if argument.required else f"[{name}]"


def _statuses() -> list[str]:
    rows = [f"| {row.status} | `{code}` | {row.sentence} | {row.advice} |" for code, row in TABLE.items()]
    head = ["## Statuses", "", "| status | code | what it means | what to do |", "|---|---|---|---|"]
    own = [
        "| 0 | | Done. | |",
        "| 1 | | The answer is no: `verify`, `doctor` or a step of `demo --once` found something wrong. | |",
    ]
    return [
        *head,
        *own,
        *sorted(rows, key=lambda row: int(row.split("|")[1])),
        "| 130 | | Stopped by Control-C. | |",
        "",
    ]


def _default(field: "dataclasses.Field[object]") -> str:
    if field.default is dataclasses.MISSING:
        return "required"
    value = field.default.value if isinstance(field.default, Enum) else field.default
    return f"`{value}`" if value != "" else ""


PAGES = {"cli.md": cli_page, "settings.md": settings_page}

if __name__ == "__main__":
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name, page in PAGES.items():
        (FOLDER / name).write_text(page(), encoding="utf-8")
        sys.stdout.write(f"docs/reference/{name}\n")
