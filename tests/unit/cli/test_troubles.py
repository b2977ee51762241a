"""What went wrong below the pages is said in the language at the command line, every sentence of it."""

import ast
import re
from pathlib import Path

import pytest

from simpul.cli.main import main
from simpul.cli.troubles import TROUBLES, trouble_in
from simpul.cli.usage import USAGE
from simpul.web.language import language
from simpul.web.words.reasons import HOLE, REASONS, in_words, is_known

SRC = Path(__file__).parent.parent.parent.parent / "src" / "simpul"
NOT_THERE = ("NotFoundError", "RefusedError")
ANY = ("InputError", "ConflictError", "SettingsError", "NodeStoppedError", "UnansweredError", "StorageError")
ROOMS_OF_THE_CONSOLE = (
    "cli",
    "app",
    "settings",
    "storage/backing_up",
    "storage/store",
    "storage/upgrading",
    "peers/keys",
)
ALL = (TROUBLES, REASONS, USAGE)
OF_WHAT_IS_NAMED = frozenset({"there is no such {}", "{}; with the role: {}"})
"""What a service is asked for, or why an officer is to be named, is filled in: another test looks at each."""
LIBRARIES = frozenset({"{}: {}", "payments_in, payments_done, payments_refused: {}", "there is no reference file {}"})
"""What a library or the system says of a place stays as it was said; a file of our own that is missing is our fault."""


def sentences() -> set[str]:
    """Every sentence that the rooms below say to the console in English, with `{}` for each value."""
    found = set()
    for path in SRC.rglob("*.py"):
        room = path.relative_to(SRC).as_posix()
        if room.startswith("web/"):
            continue
        wanted = (*NOT_THERE, *(ANY if room.startswith(ROOMS_OF_THE_CONSOLE) else ()))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and node.args and ast.unparse(node.func) in wanted:
                found.add(_template(node.args[0]))
    return found - {""}


def _template(said: ast.expr) -> str:
    if isinstance(said, ast.Constant) and isinstance(said.value, str):
        return said.value
    if isinstance(said, ast.JoinedStr):
        return "".join(str(part.value) if isinstance(part, ast.Constant) else "{}" for part in said.values)
    return ""


def is_said(template: str) -> bool:
    """Whether the sentence is known, whole or behind the place that stands before it."""
    said = template.replace("{}", "9")
    return any(is_known(part, texts) for texts in ALL for part in (said, said.partition(": ")[2]))


def test_every_sentence_of_a_trouble_has_its_words() -> None:
    assert sorted(each for each in sentences() - OF_WHAT_IS_NAMED - LIBRARIES if not is_said(each)) == []
    assert len(sentences()) > 100


def test_everything_that_is_asked_for_and_not_there_has_its_words() -> None:
    pattern = re.compile(r'not_there\([^)]*what="([^"]+)"')
    services = (path.read_text(encoding="utf-8") for path in (SRC / "services").rglob("*.py"))
    named = {what for text in services for what in pattern.findall(text)}
    assert [what for what in sorted(named) if f"there is no such {what}" not in TROUBLES] == []
    assert len(named) > 5


def test_every_trouble_is_said_in_its_own_words_and_not_in_those_of_a_shorter_one() -> None:
    indonesian = language("id")
    holes = {text: dict.fromkeys(HOLE.findall(text), "9") for text in TROUBLES}
    own = {text: indonesian.say(text, **values) if values else indonesian.say(text) for text, values in holes.items()}
    assert {text: in_words(indonesian, HOLE.sub("9", text), TROUBLES) for text in TROUBLES} == own


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("there is no such request", "tidak ada permintaan demikian"),
        ("payments_stream: not set", "payments_stream: tidak disetel"),
        ("port: 0 is not between 1 and 65535", "port: 0 tidak berada di antara 1 dan 65535"),
        ("the moon: is full", "the moon: is full"),
    ],
)
def test_a_trouble_is_said_in_the_language_and_its_setting_stays(said: str, shown: str) -> None:
    assert trouble_in(language("id"), said) == shown
    assert trouble_in(language("en"), said) == said


def test_a_file_with_the_name_of_a_word_keeps_its_name(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["law", "check", "nothing", "--lang", "id"]) == 2
    assert "  nothing: tidak dapat dibaca: tidak ada berkas atau folder demikian\n" in capsys.readouterr().err


def test_a_value_that_is_no_choice_is_told_which_there_are(capsys: pytest.CaptureFixture[str]) -> None:
    asked = ["law", "case", "ask", "x", "--to", "XB-NCTC", "--requested-authority", "y", "--home", "z"]
    assert main([*asked, "--arrest", "maybe"]) == 2
    assert "Invalid value for '--arrest': 'maybe' is not one of 'asked', 'not-asked'." in capsys.readouterr().err
    assert main([*asked, "--arrest", "maybe", "--lang", "id"]) == 2
    assert "'maybe' tidak termasuk 'asked', 'not-asked'." in capsys.readouterr().err
