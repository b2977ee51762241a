"""`simpul pay`: messages in files are decided, each payment can be looked at, and nothing is decided twice."""

import json
from pathlib import Path

import pytest

from simpul.cli.main import main
from simpul.formats.iso20022.writing import write_transfers
from tests.isomessages import camt054, pacs004
from tests.payments import AT, euros
from tests.scenarios.test_payments import LISTED, paid

NAME = "pacs.008.001.08"


def message(to: str, number: str) -> bytes:
    payment = paid(to, number=number, amount=euros("200.00"))
    return write_transfers([payment], name=NAME, message_id=f"M-{number}", at=AT)


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Path:
    """The home folder of a node that has read a list in."""
    monkeypatch.setenv("SIMPUL_PASSPHRASE", "a passphrase for tests only")
    monkeypatch.setenv("SIMPUL_HOME", str(tmp_path / "home"))
    table = tmp_path / "list.csv"
    table.write_text(f"reference,name,type\nW.001,{LISTED},person\n", encoding="utf-8")
    assert main(["init", "--state", "XA", "--authority", "NCTC"]) == 0
    assert main(["list", "import", "table", str(table), "--list-id", "watch"]) == 0
    capsys.readouterr()
    return tmp_path


def test_a_file_of_messages_is_decided_and_each_payment_shown(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = home / "day.xml"
    broken = message("Sari Embun Lestari", "E-3").replace(b"<IntrBkSttlmAmt", b"<IntrBkSttlmAmount", 1)
    file.write_bytes(b"\n".join((message("Sari Embun Lestari", "E-1"), message(LISTED, "E-2"), broken)))
    assert main(["pay", "replay", str(file), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert {name: told[name] for name in ("messages", "released", "held", "frozen", "rejected", "unreadable")} == {
        "messages": 3,
        "released": 1,
        "held": 1,
        "frozen": 0,
        "rejected": 1,
        "unreadable": 1,
    }
    assert told["p99_ms"] >= told["p50_ms"] > 0
    assert told["per_second"] > 0
    assert "message 3" in told["refusals"][0]
    assert main(["pay", "show", "E-2", "--json"]) == 0
    shown = json.loads(capsys.readouterr().out)
    assert (shown["state"], shown["owner"], shown["hits"][0]["reference"]) == ("held", "duty desk", "W.001")
    assert main(["pay", "show", "E-1", "--lang", "id"]) == 0
    assert "Dilepaskan" in capsys.readouterr().out


def test_a_payment_is_shown_in_the_words_of_the_language(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = home / "day.xml"
    file.write_bytes(message(LISTED, "E-2"))
    assert main(["pay", "replay", str(file), "--json"]) == 0
    capsys.readouterr()
    assert main(["pay", "show", "E-2", "--lang", "id"]) == 0
    told = capsys.readouterr().out
    for said in ("200,00\u00a0EUR", f"{LISTED} (penerima) mirip dengan WATCH W.001", "WATCH W.001"):
        assert said in told, said
    for raw in ("beneficiary", "originator", "malformed", "200.00"):
        assert raw not in told, raw


def test_the_same_file_again_decides_nothing_anew(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = home / "day.xml"
    file.write_bytes(message(LISTED, "E-2"))
    assert main(["pay", "replay", str(file), "--json"]) == 0
    first = json.loads(capsys.readouterr().out)
    assert main(["pay", "replay", str(file), "--json"]) == 0
    second = json.loads(capsys.readouterr().out)
    assert (first["held"], second["held"]) == (1, 1)
    assert main(["pay", "show", "E-2", "--json"]) == 0
    assert len(json.loads(capsys.readouterr().out)["history"]) == 1


def test_money_that_comes_back_is_screened_and_decided_as_a_payment(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = home / "back.xml"
    listed = f"<Dbtr><Pty><Nm>{LISTED}</Nm></Pty></Dbtr><Cdtr><Pty><Nm>Bay Trading</Nm></Pty></Cdtr>"
    file.write_bytes(pacs004(copy=listed))
    assert main(["pay", "replay", str(file), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["messages"], told["payments"], told["held"], told["other"]) == (1, 1, 1, 0)
    assert main(["pay", "show", "R-1", "--json"]) == 0
    shown = json.loads(capsys.readouterr().out)
    assert (shown["message"], shown["originator"], shown["beneficiary"]) == ("pacs.004.001.09", "Bay Trading", LISTED)
    assert [each["part"] for each in shown["hits"]] == ["beneficiary"]


def test_what_is_no_payment_is_counted_and_said(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = home / "advice.xml"
    file.write_bytes(camt054())
    assert main(["pay", "replay", str(file), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["messages"], told["payments"], told["rejected"], told["other"]) == (1, 0, 0, 2)
    assert main(["pay", "replay", str(file), "--lang", "id"]) == 0
    assert "tidak ada yang diputuskan" in capsys.readouterr().out


def test_a_file_without_anything_is_named_and_nothing_of_the_others_is_taken(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    full, empty = home / "day.xml", home / "empty.xml"
    full.write_bytes(b"\n".join(message("Sari Embun Lestari", f"E-{number}") for number in range(300)))
    empty.write_bytes(b" \n")
    assert main(["pay", "replay", str(full), str(empty), "--json"]) == 2
    refused = json.loads(capsys.readouterr().out)["error"]
    assert (refused["place"], refused["detail"]) == ("empty.xml", "nothing is in it")
    assert main(["pay", "show", "E-0"]) == 3


def test_a_payment_that_is_not_there_and_a_file_that_is_not_there_are_said(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["pay", "show", "E-404"]) != 0
    assert main(["pay", "replay", str(home / "none.xml")]) != 0
    assert "none.xml" in capsys.readouterr().err
