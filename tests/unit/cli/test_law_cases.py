"""`simpul law crime`, `refusal` and `check`: a case is read and answered, in words and as one document."""

import json
import sys
from collections.abc import Callable
from pathlib import Path
from subprocess import run
from typing import Any

import pytest

from simpul.cli.main import main
from tests.lawcases import documented_case as example
from tests.lawcases import law_said

Asked = Callable[..., Any]


@pytest.fixture
def asked(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Asked:
    """Ask one command of the example, changed in some fields."""

    def ask(command: str, *options: str, **changes: object) -> Any:  # noqa: ANN401  a document, or the words
        file = tmp_path / "case.json"
        file.write_text(json.dumps(example() | changes), encoding="utf-8")
        assert main(["law", command, str(file), *options]) == 0
        said = capsys.readouterr().out
        return json.loads(said) if "--json" in options else said

    return ask


def known(value: str) -> dict[str, str]:
    return {"value": value, "by": "Investigator Sekar Wiratama", "on": "2026-02-11", "source": "statement 8"}


def test_one_open_fact_keeps_the_crime_open_and_settles_it(asked: Asked) -> None:
    found = asked("crime", "--json")
    assert (found["value"], found["missing"]) == ("U", ["funds_known"])
    refuted, settled = (
        asked("crime", "--json", elements=example()["elements"] | {"funds_known": known(value)}) for value in "FT"
    )
    assert (refuted["value"], settled["value"]) == ("F", "T")
    met = next(each for each in settled["offences"] if each["code"] == "xb-101")
    assert (met["instrument"], met["article"], met["as_of"]) == ("Criminal Code of XB", "101", "2026-01-01")
    assert {"element": "intent", **known("T"), "source": "statement 7"} in met["relied_on"]


def test_the_same_fact_keeps_the_political_offence_open_and_bars_it(asked: Asked) -> None:
    of_ground = {each["ground"]: each for each in asked("refusal", "--json")["grounds"]}
    assert (of_ground["political_offence"]["value"], of_ground["political_offence"]["missing"]) == (
        "U",
        ["met:icsft1999"],
    )
    assert of_ground["death_penalty"]["missing"] == ["assurance_sufficient"]
    found = asked("refusal", "--json", elements=example()["elements"] | {"funds_known": known("T")})
    political = found["grounds"][0]
    assert (political["ground"], political["value"], political["kind"]) == ("political_offence", "F", "bars")
    bar = next(each for each in political["sources"] if each["value"] == "T" and each["effect"] == "bars")
    assert (bar["instrument"], bar["article"], bar["since"], len(bar["text_sha256"])) == (
        "icsft1999",
        "14",
        "2007-06-28",
        64,
    )
    assert "torture" in found["grant_blocked_by"]
    assert found["not_checked"]
    assert found["as_of"]


def test_each_thing_a_request_must_say_is_named_by_its_article(asked: Asked) -> None:
    whole = asked("check", "--json")
    assert (whole["complete"], [each for each in whole["missing"] if each["blocks"]]) == (True, [])
    request = example()["request"]
    lacking = asked("check", "--json", request={name: said for name, said in request.items() if name != "warrant"})
    assert lacking["complete"] is False
    assert [(each["item"], each["instrument"], each["article"]) for each in lacking["missing"] if each["blocks"]] == [
        ("warrant", "ece1957", "12(2)(a)")
    ]


def test_a_charge_of_membership_is_not_sent_without_a_written_answer(asked: Asked) -> None:
    charge = {"title": "Membership", "offence": "xa-15", "penalty_max_months": 120}
    flagged = asked("check", "--json", charge=charge)
    assert (flagged["complete"], flagged["flags"][0]["flag"], flagged["flags"][0]["answer"]) == (
        False,
        "politicisation",
        None,
    )
    answer = {
        "by": "Prosecutor Ratna Adipura",
        "on": "2026-10-02",
        "text": "The charge rests on acts: the money was collected.",
    }
    answered = asked("check", "--json", charge=charge, politicisation_answer=answer)
    assert (answered["complete"], answered["flags"][0]["answer"]["by"]) == (True, "Prosecutor Ratna Adipura")
    said = asked("crime", "--lang", "id", charge=charge, politicisation_answer=answer)
    assert "Bendera" in said
    assert "Dijawab oleh Prosecutor Ratna Adipura" in said


@pytest.mark.parametrize(
    ("command", "english", "indonesian"),
    [
        ("crime", "knows that the funds are to be used for it", "mengetahui bahwa dananya akan dipakai untuk itu"),
        ("refusal", "Political offence hangs on", "Tindak pidana politik"),
        ("check", "Nothing that must be said is missing", "Tidak ada yang wajib disebut"),
    ],
)
def test_the_answer_is_said_in_both_languages(asked: Asked, command: str, english: str, indonesian: str) -> None:
    assert english in asked(command, "--lang", "en")
    said = asked(command, "--lang", "id")
    assert indonesian in said
    assert english not in said


def test_what_is_from_memory_is_marked_where_it_is_shown(asked: Asked) -> None:
    assert "[M]" in asked("refusal", "--lang", "en")


def test_what_is_missing_is_shown_with_its_article_and_place(asked: Asked) -> None:
    said = asked("check", "--lang", "en", request={"authority": "Central Authority of XA"})
    assert "12(2)(a)" in said
    assert "cannot be sent yet" in said


def test_a_case_that_is_none_is_refused_with_its_place(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "case.json"
    file.write_text(json.dumps(example() | {"kind": "kidnapping"}), encoding="utf-8")
    for command in ("crime", "refusal", "check"):
        assert main(["law", command, str(file), "--json"]) == 2
        assert json.loads(capsys.readouterr().out)["error"]["place"] == "$.kind"


def test_a_node_that_is_asked_about_no_case_has_no_law_in_memory() -> None:
    said = "import sys, simpul.cli.main; print([name for name in sys.modules if name.startswith('simpul.core.law.')])"
    done = run([sys.executable, "-c", said], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_two_states_swapped_with_their_law_get_the_same_answers(asked: Asked) -> None:
    laws = [law_said()]
    charge = {"title": "Support of violence", "penalty_max_months": 60}
    for command in ("crime", "refusal", "check"):
        one = asked(command, "--json", requesting="XP", requested="XQ", laws=laws, charge=charge)
        other = asked(command, "--json", requesting="XQ", requested="XP", laws=laws, charge=charge)
        assert {**one, "requesting": "", "requested": ""} == {**other, "requesting": "", "requested": ""}
