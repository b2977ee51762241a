"""What a command says: its answer on standard output, everything else on standard error.

With `--json` the answer is exactly one JSON document and nothing else. What other nodes wrote is shown without the
characters that could command a terminal or turn its text around.
"""

import os
import sys
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import Enum, StrEnum

import msgspec
from rich.console import Console
from rich.table import Table
from rich.text import Text

from simpul.web.language import FALLBACK, LANGUAGES, Language, language, msg
from simpul.web.words.index import word

LANGUAGE_VARIABLES = ("LC_ALL", "LC_MESSAGES", "LANG")
COMMANDING = frozenset({"Cc", "Cf", "Cs", "Co", "Zl", "Zp"})
"""Categories of characters that do something instead of showing something."""
HARMLESS = frozenset({"\n", "\u200c", "\u200d"})
WIDE = 1_000
"""How wide an answer may be that no terminal shows: a program reads it line by line."""
NOTHING = msg("There is nothing to list.")


class Form(StrEnum):
    """In which form the answer is given."""

    HUMAN = "human"
    JSON = "json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """How this run of the program speaks."""

    language: Language
    form: Form

    @property
    def out(self) -> Console:
        """Where the answer goes."""
        if sys.stdout.isatty() or "COLUMNS" in os.environ:
            return Console(highlight=False, soft_wrap=True)
        return Console(highlight=False, soft_wrap=True, width=WIDE)

    @property
    def aside(self) -> Console:
        """Where messages and bars go."""
        return Console(stderr=True, highlight=False, soft_wrap=True)

    def say(self, text: str, **values: object) -> None:
        """Say something beside the answer."""
        self.aside.print(shown(self.language.say(text, **values)), markup=False)

    def note(self, text: str) -> None:
        """Say something that is in no language of ours, such as the reason of a rejected entry."""
        self.aside.print(shown(text), markup=False)

    def answer(self, document: object, show: Callable[[Console], None]) -> None:
        """Give the answer: the document as JSON, or what `show` writes."""
        if self.form is Form.JSON:
            sys.stdout.buffer.write(encoded(document) + b"\n")
            sys.stdout.buffer.flush()
        else:
            show(self.out)

    def line(self, console: Console, text: str, **values: object) -> None:
        """Write one line of a human answer."""
        console.print(shown(self.language.say(text, **values)), markup=False)

    def named(self, kind: type[Enum], value: str) -> str:
        """Give the words for a value of a closed vocabulary; nothing where it is not said."""
        return self.language.say(word(kind(value))) if value else ""

    def moment(self, at: str) -> str:
        """Give a moment as the language writes it; nothing where it is not said."""
        return self.language.moment(datetime.fromisoformat(at)) if at else ""

    def table(
        self, console: Console, columns: Sequence[str], rows: Sequence[Sequence[str]], *, empty: str = NOTHING
    ) -> None:
        """Write a table of a human answer; the titles of the columns are translated.

        Where there is no row there are no titles either, but a sentence that says so.
        """
        if not rows:
            console.print(Text(shown(self.language.say(empty)), style="dim"))
            return
        table = Table(box=None, pad_edge=False, header_style="bold")
        for column in columns:
            table.add_column(self.language.say(column), overflow="fold")
        for row in rows:
            table.add_row(*(Text(shown(cell)) for cell in row))
        console.print(table)


def encoded(document: object) -> bytes:
    """Give the JSON of a document, for people who look at it too."""
    return msgspec.json.format(msgspec.json.encode(document), indent=2)


def shown(text: str) -> str:
    """Give the text without characters that command a terminal; a mark stands in the place of each."""
    return "".join(
        letter if letter in HARMLESS or unicodedata.category(letter) not in COMMANDING else "\ufffd" for letter in text
    )


def voice_of(*, as_json: bool, lang: str) -> Voice:
    """Give the voice that a command's own options ask for."""
    return voice_for(["--json"] * as_json + ["--lang", lang] * bool(lang), os.environ)


def voice_for(arguments: Sequence[str], environment: Mapping[str, str]) -> Voice:
    """Give the voice that the arguments and the environment ask for; a later `--lang` wins over an earlier."""
    wished = [environment.get(name, "") for name in LANGUAGE_VARIABLES]
    for before, argument in zip(("", *arguments), arguments, strict=False):
        if before == "--lang" or argument.startswith("--lang="):
            wished.insert(0, argument.removeprefix("--lang="))
    codes = [wish.replace("-", "_").split("_")[0].split(".")[0] for wish in wished if wish]
    spoken = next((code for code in codes if code in LANGUAGES), FALLBACK)
    form = Form.JSON if "--json" in arguments else Form.HUMAN
    return Voice(language=language(spoken), form=form)
