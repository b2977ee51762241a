"""Help, in the language that is asked for; its titles are loaded only then."""

import subprocess
import sys

import pytest

from simpul.cli.main import main

LIGHT = """
import sys
import simpul.cli.main, simpul.cli.serving
heavy = ("alembic", "openpyxl", "webauthn", "structlog", "markdown_it", "sqlalchemy.dialects.postgresql")
print([name for name in heavy if name in sys.modules])
"""


@pytest.mark.parametrize(
    ("arguments", "title"),
    [
        (["list", "import", "--lang", "id", "--help"], "Argumen"),
        (["list", "import", "--help"], "Arguments"),
    ],
)
def test_the_titles_around_help_are_in_the_language(
    arguments: list[str], title: str, capsys: pytest.CaptureFixture[str]
) -> None:
    main(arguments)
    assert f" {title} " in capsys.readouterr().out


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("en", ("Usage: simpul officer [OPTIONS] COMMAND [ARGS]...", "Show this message and exit.")),
        ("id", ("Cara pakai: simpul officer [OPSI] PERINTAH [ARGUMEN]...", "Tampilkan pesan ini lalu selesai.")),
    ],
)
def test_how_a_command_is_used_is_said_in_the_language(
    code: str, said: tuple[str, ...], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LANG", code)
    main(["officer", "--help"])
    told = capsys.readouterr().out
    assert [each for each in said if each not in told] == []


def test_a_group_without_a_command_shows_its_help(capsys: pytest.CaptureFixture[str]) -> None:
    main(["list"])
    told = capsys.readouterr()
    assert "import" in told.out + told.err


def test_what_serves_loads_nothing_that_has_no_work_yet() -> None:
    told = subprocess.run([sys.executable, "-c", LIGHT], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "[]"
