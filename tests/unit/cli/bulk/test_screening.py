"""Bulk screening by the command: the same answers whatever the number of workers, and every row accounted for."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from simpul.cli.main import main
from simpul.formats.reference import reference_bytes
from tests.patience import PATIENCE_SECONDS, until

Screen = Callable[..., tuple[int, dict[str, Any]]]

HEADINGS = "id,name,birth_date,nationality"


@pytest.fixture
def listed(tmp_path: Path) -> Path:
    file = tmp_path / "un.xml"
    file.write_bytes(reference_bytes("un-extract.xml"))
    return file


@pytest.fixture
def screen(listed: Path, capsys: pytest.CaptureFixture[str]) -> Screen:
    def command(queries: Path, out: Path, *options: str) -> tuple[int, dict[str, Any]]:
        capsys.readouterr()
        given = ["--list", f"un:{listed}", "--queries", str(queries), "--out", str(out), "--json", *options]
        status = main(["screen", *given])
        return status, json.loads(capsys.readouterr().out)

    return command


def questions(folder: Path, *rows: str, headings: str = HEADINGS) -> Path:
    file = folder / "questions.csv"
    file.write_text("\n".join((headings, *rows)) + "\n", encoding="utf-8")
    return file


def listed_name(listed: Path) -> tuple[str, str]:
    """Give the reference and the name of the first person of the list."""
    text = listed.read_text(encoding="utf-8")
    person = text[text.index("<INDIVIDUAL>") :]
    parts = [_inside(person, tag) for tag in ("FIRST_NAME", "SECOND_NAME", "THIRD_NAME", "FOURTH_NAME")]
    return _inside(person, "REFERENCE_NUMBER"), " ".join(filter(None, parts))


def _inside(text: str, tag: str) -> str:
    _, opened, rest = text[: text.index("</INDIVIDUAL>")].partition(f"<{tag}>")
    return rest.partition("</")[0].strip() if opened else ""


def lines_of(file: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]


def test_every_row_has_its_line_with_hits_that_explain_themselves(screen: Screen, listed: Path, tmp_path: Path) -> None:
    reference, name = listed_name(listed)
    rows = questions(tmp_path, f"C-1,{name},,", "C-2,Zxqwv Ttrrk,1990,", "C-3,,1990,", "C-4,Budi,1990-02-30,")
    status, told = screen(rows, tmp_path / "hits.jsonl", "--workers", "1")
    assert status == 0
    first, second, third, fourth = lines_of(tmp_path / "hits.jsonl")
    best = first["hits"][0]
    assert (first["row"], first["line"], first["reference"]) == (1, 2, "C-1")
    assert first["query"] == {"name": [name]}
    assert (best["list"], best["reference"], best["alert"]) == ("un", reference, True)
    assert all(reason["code"] and reason["text"] for reason in best["reasons"])
    assert second["hits"] == []
    assert third["rejected"] == [{"place": "line 4", "reason": "no name"}]
    assert fourth["rejected"][0]["place"] == 'line 5, column "birth_date"'
    assert (told["queries"], told["rejected"], told["alerted"]) == (2, 2, 1)
    assert told["hits"] >= told["alerts"] >= 1
    assert told["columns"] == {
        "id": "key", "name": "name", "birth_date": "birthDate", "nationality": "nationality"
    }  # fmt: skip


def test_the_answer_is_the_same_to_the_byte_whatever_the_number_of_workers(
    screen: Screen, listed: Path, tmp_path: Path
) -> None:
    _, name = listed_name(listed)
    rows = [f"C-{number},{name if number % 90 == 0 else f'Invented {number}'},," for number in range(1_700)]
    file = questions(tmp_path, *rows)
    answers = []
    for number, workers in enumerate(("1", "2", "3", "2")):
        out = tmp_path / f"hits-{number}.jsonl"
        screen(file, out, "--workers", workers)
        answers.append(out.read_bytes())
    assert len(answers[0].splitlines()) == 1_700
    assert len(set(answers)) == 1


def test_the_threshold_says_what_an_alert_is_and_the_limit_how_many_hits_a_row_has(
    screen: Screen, listed: Path, tmp_path: Path
) -> None:
    _, name = listed_name(listed)
    file = questions(tmp_path, f"C-1,{name},,")
    _, strict = screen(file, tmp_path / "strict.jsonl", "--threshold", "1", "--limit", "1")
    assert strict["alerts"] == 0
    assert strict["hits"] == 1
    assert lines_of(tmp_path / "strict.jsonl")[0]["hits"][0]["alert"] is False


def test_reasons_are_said_in_the_language_that_is_asked_for(screen: Screen, listed: Path, tmp_path: Path) -> None:
    _, name = listed_name(listed)
    file = questions(tmp_path, f"C-1,{name},,", "C-2,,,")
    screen(file, tmp_path / "en.jsonl")
    screen(file, tmp_path / "id.jsonl", "--lang", "id")
    english, indonesian = lines_of(tmp_path / "en.jsonl"), lines_of(tmp_path / "id.jsonl")
    assert english[0]["hits"][0]["reasons"][0]["text"] != indonesian[0]["hits"][0]["reasons"][0]["text"]
    assert english[0]["hits"][0]["reasons"][0]["code"] == indonesian[0]["hits"][0]["reasons"][0]["code"]
    assert indonesian[1]["rejected"][0]["reason"] == "tidak ada nama"


def test_a_column_can_be_said(screen: Screen, listed: Path, tmp_path: Path) -> None:
    _, name = listed_name(listed)
    file = questions(tmp_path, f"x,{name}", headings="account,holder")
    status, told = screen(file, tmp_path / "hits.jsonl", "--column", "name=holder")
    assert (status, told["alerted"]) == (0, 1)
    status, told = screen(file, tmp_path / "hits.jsonl", "--column", "holder")
    assert (status, told["error"]["place"]) == (2, "--column holder")


@pytest.mark.parametrize(
    ("text", "place"), [("holder\nBudi\n", "line 1"), ('name\nBudi\n"Sari\n', "line 3"), ("", "line 1")]
)
def test_a_refused_table_leaves_no_output_and_is_named_with_its_place(
    screen: Screen, tmp_path: Path, text: str, place: str
) -> None:
    file = tmp_path / "questions.csv"
    file.write_text(text)
    before = set(tmp_path.iterdir())
    status, told = screen(file, tmp_path / "hits.jsonl")
    assert (status, told["error"]["place"]) == (2, f"{file}: {place}")
    assert set(tmp_path.iterdir()) == before


IN_FRONT = """
import runpy, signal
signal.signal(signal.SIGINT, signal.default_int_handler)
runpy.run_module("simpul.cli", run_name="__main__")
"""
"""The command as it is in front of a person: whoever runs the tests in the background has it ignore Control-C."""


@pytest.mark.parametrize("ending", [signal.SIGINT, signal.SIGTERM])
def test_who_stops_a_run_finds_nothing_of_it(listed: Path, tmp_path: Path, ending: signal.Signals) -> None:
    rows = [f"C-{number},Invented Name {number},1970,Indonesia" for number in range(200_000)]
    file, out = questions(tmp_path, *rows), tmp_path / "out" / "hits.jsonl"
    out.parent.mkdir()
    command = [sys.executable, "-c", IN_FRONT, "screen", "--list", f"un:{listed}", "--queries", str(file)]
    running = subprocess.Popen(
        [*command, "--out", str(out), "--workers", "2"], stderr=subprocess.PIPE, start_new_session=True
    )
    until(lambda: list(out.parent.iterdir()) or running.poll() is not None, stands=lambda: "it has not begun to write")
    os.killpg(running.pid, ending)
    _, said = running.communicate(timeout=PATIENCE_SECONDS)
    assert running.returncode == 130
    assert b"Traceback" not in said
    assert list(out.parent.iterdir()) == []


def test_what_is_read_is_never_written_over(screen: Screen, listed: Path, tmp_path: Path) -> None:
    file = questions(tmp_path, "1,Anybody,,")
    link = tmp_path / "link.csv"
    link.symlink_to(file)
    before = (file.read_bytes(), listed.read_bytes())
    for out in (file, link, listed):
        status, told = screen(file, out)
        assert (status, told["error"]["detail"]) == (2, "is one of the files that are read; name another")
    assert (file.read_bytes(), listed.read_bytes()) == before
