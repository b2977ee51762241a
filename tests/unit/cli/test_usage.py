"""A command that is written wrongly is told so in the language, and nothing else is said."""

import pytest

from simpul.cli.main import main

FILES = ("--queries", "q.csv", "--list", "un:un.xml", "--out", "o.jsonl")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("screen",), "Opsi '--list' belum diberikan."),
        (("list", "import"), "Argumen 'FORM' belum diberikan."),
        (("scren",), "Tidak ada perintah 'scren'. Maksud Anda 'screen', 'screening'?"),
        (("screen", "--bogus"), "Tidak ada opsi --bogus (yang mungkin: --out)"),
        (("screen", *FILES, "more"), "Ada argumen yang tidak semestinya (more)"),
        (("screen", *FILES, "--threshold", "2"), "Nilai '--threshold' tidak sah: paling besar 1"),
        (("screen", *FILES, "--limit", "0"), "Nilai '--limit' tidak sah: paling kecil 1"),
        (("screen", *FILES, "--threshold", "x"), "Nilai '--threshold' tidak sah: bukan angka"),
    ],
)
def test_what_is_wrong_with_a_command_is_said_in_the_language(
    arguments: tuple[str, ...], said: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LANG", "id_ID.UTF-8")
    assert main(arguments) == 2
    assert f"baris perintah: {said}\n" in capsys.readouterr().err


@pytest.mark.parametrize("arguments", [(), ("screening",), ("list",)])
def test_who_names_no_deed_is_told_which_there_are_and_of_no_fault(
    arguments: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(arguments) == 2
    told = capsys.readouterr()
    assert "Usage: simpul" in told.out
    assert told.err == ""
