"""`simpul screening calibrate`: a threshold from ordinary people, without a node."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from simpul.cli.main import main
from tests.unlist import document, individual

Said = tuple[int, dict[str, object], str]
Run = Callable[..., Said]

LISTED = [
    individual(reference="XAi.001", name="<FIRST_NAME>TARIK</FIRST_NAME><SECOND_NAME>HARRUNOV</SECOND_NAME>"),
    individual(reference="XAi.002", name="<FIRST_NAME>BELINDA</FIRST_NAME><SECOND_NAME>CASTELMAR</SECOND_NAME>"),
]
ALIKE = ["Tarik Harrunov", "Belinda Castelmar", "Tariq Harunov"]


@pytest.fixture
def listed(tmp_path: Path) -> Path:
    path = tmp_path / "un.xml"
    path.write_bytes(document("".join(LISTED)))
    return path


@pytest.fixture
def names(tmp_path: Path) -> Path:
    others = [f"Person{'abcdefghij'[number % 10]}{'klmnopqrst'[number // 10 % 10]} Family" for number in range(597)]
    rows = [f"{name},{'XA' if place % 3 else 'XB'},1990-01-01" for place, name in enumerate([*ALIKE, *others])]
    path = tmp_path / "names.csv"
    path.write_text("\n".join(["full_name,origin,date of birth", *rows, ",XA,1990-01-01"]) + "\n", encoding="utf-8")
    return path


@pytest.fixture
def run(listed: Path, names: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    def command(*arguments: str) -> Said:
        capsys.readouterr()
        common = ["--list", f"un:{listed}", "--names", str(names), "--column", "name=full_name", "--json"]
        status = main(["screening", "calibrate", *common, *arguments])
        said = capsys.readouterr()
        return status, json.loads(said.out), said.err

    return command


def test_the_threshold_lets_no_more_than_the_tolerated_share_through(run: Run) -> None:
    status, said, _ = run("--rate", "0.01")
    assert (status, said["entries"], said["asked"], said["tolerated"]) == (0, 2, "name", 0.01)
    overall = said["overall"]
    assert isinstance(overall, dict)
    assert (overall["people"], overall["alarms"]) == (600, 3)
    assert said["at_least"] is True


def test_groups_are_those_of_the_script_and_of_the_column_origin(run: Run) -> None:
    _, said, _ = run()
    by_script, by_origin = said["by_script"], said["by_origin"]
    assert isinstance(by_script, list)
    assert isinstance(by_origin, list)
    assert [(each["group"], each["rate"]["people"]) for each in by_script] == [("latin", 600)]
    assert [(each["group"], each["rate"]["people"], each["rate"]["alarms"]) for each in by_origin] == [
        ("XA", 400, 2),
        ("XB", 200, 1),
    ]


def test_a_row_that_cannot_be_read_is_named_and_left_out(run: Run) -> None:
    _, said, noted = run()
    assert said["rejected"] == 1
    assert "line 602" in noted


def test_with_everything_that_is_known_other_people_come_near(run: Run) -> None:
    by_name, by_all = run()[1], run("--everything")[1]
    assert (by_name["asked"], by_all["asked"]) == ("name", "everything")


@pytest.mark.parametrize(
    ("arguments", "place"),
    [(("--rate", "1.5"), "--rate"), (("--rate", "0.001"), "names"), (("--column", "origin=nobody"), "line 1")],
)
def test_what_cannot_be_done_is_refused_with_its_place(run: Run, arguments: tuple[str, ...], place: str) -> None:
    status, said, _ = run(*arguments)
    error = said["error"]
    assert isinstance(error, dict)
    assert (status, error["code"]) == (2, "input")
    assert place in error["place"]


def test_a_person_reads_a_table_in_indonesian(listed: Path, names: Path, capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ["--list", f"un:{listed}", "--names", str(names), "--column", "name=full_name", "--lang", "id"]
    assert main(["screening", "calibrate", *arguments]) == 0
    said = capsys.readouterr().out
    assert "Alarm palsu" in said
    assert "aksara latin" in said
