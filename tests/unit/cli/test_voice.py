"""What the command line says: one JSON document, and nothing that commands a terminal."""

import io
import json
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from simpul.cli.voice import COMMANDING, HARMLESS, Form, shown, voice_for, voice_of
from simpul.core.authority import Role


def test_with_json_the_answer_is_one_document_and_nothing_else(capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    voice = voice_of(as_json=True, lang="id")
    voice.say("Stopped.")
    voice.answer({"ok": True, "name": "Суроно"}, lambda _out: pytest.fail("a human answer"))
    said = capsysbinary.readouterr()
    assert json.loads(said.out) == {"ok": True, "name": "Суроно"}
    assert said.err


def test_without_json_the_answer_is_for_people(capsys: pytest.CaptureFixture[str]) -> None:
    voice = voice_of(as_json=False, lang="en")
    voice.answer({"ok": True}, lambda out: voice.line(out, "%(n)s records", n=3))
    assert capsys.readouterr().out == "3 records\n"


@given(st.text())
def test_nothing_that_is_shown_commands_a_terminal_or_turns_the_text_around(text: str) -> None:
    said = shown(text)
    assert len(said) == len(text)
    assert all(letter in HARMLESS or unicodedata.category(letter) not in COMMANDING for letter in said)


def test_an_escape_sequence_in_a_title_is_shown_as_marks() -> None:
    assert shown("\x1b[2J\u202eliarT") == "\ufffd[2J\ufffdliarT"


@given(st.text(alphabet="[]\\/abc d=", max_size=30))
def test_no_part_of_a_cell_is_taken_for_a_style(text: str) -> None:
    out = io.StringIO()
    console = Console(file=out, width=200, highlight=False, soft_wrap=True)
    voice_of(as_json=False, lang="en").table(console, ["Title"], [[text]])
    assert text.strip() in out.getvalue()


@pytest.mark.parametrize(
    ("code", "said"), [("en", "There is nothing to list.\n"), ("id", "Tidak ada yang dapat didaftar.\n")]
)
def test_a_table_without_rows_says_so_and_shows_no_headings(code: str, said: str) -> None:
    out = io.StringIO()
    console = Console(file=out, width=200, highlight=False, soft_wrap=True)
    voice_of(as_json=False, lang=code).table(console, ["Title"], [])
    assert out.getvalue() == said


def test_a_table_without_rows_says_what_is_not_there_where_that_is_known() -> None:
    out = io.StringIO()
    voice_of(as_json=False, lang="id").table(Console(file=out), ["Title"], [], empty="There is no partner yet.")
    assert out.getvalue() == "Belum ada mitra.\n"


def test_values_and_moments_are_said_in_the_language_and_nothing_stays_nothing() -> None:
    voice = voice_of(as_json=False, lang="id")
    assert (voice.named(Role, "auditor"), voice.named(Role, "")) == ("Auditor", "")
    assert (voice.moment("2026-08-14T09:26:53Z"), voice.moment("")) == ("14 Agu 2026, 09:26 UTC", "")


@pytest.mark.parametrize(
    ("arguments", "environment", "code"),
    [
        ([], {}, "en"),
        ([], {"LANG": "id_ID.UTF-8"}, "id"),
        ([], {"LANG": "fr_FR.UTF-8"}, "en"),
        ([], {"LC_ALL": "en_GB.UTF-8", "LANG": "id_ID.UTF-8"}, "en"),
        (["--lang", "id"], {"LANG": "en_US.UTF-8"}, "id"),
        (["--lang=id"], {}, "id"),
        (["--lang", "id", "--lang", "en"], {}, "en"),
    ],
)
def test_the_language_is_the_options_then_the_environments(
    arguments: list[str], environment: dict[str, str], code: str
) -> None:
    assert voice_for(arguments, environment).language.code == code


def test_the_form_is_what_the_arguments_say() -> None:
    assert voice_for(["verify", "--json"], {}).form is Form.JSON
    assert voice_for(["verify"], {}).form is Form.HUMAN
