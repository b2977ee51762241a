"""`simpul law evidence` and `simpul law team`: written down, exported, and checked without the node."""

import hashlib
import json
from pathlib import Path

import pytest

from simpul.cli.main import main
from tests.evidence import XA
from tests.teams import NAMES

CARD = b"name,account\nTarik Amri,XA46\n"
DIGEST = hashlib.sha256(CARD).hexdigest()
SEIZURE = {
    "what": "Contents of a memory card",
    "nature": "digital",
    "place": "Harbour Street 4",
    "seized_at": "2026-03-14T09:00:00Z",
    "seized_by": "Inspector Ratna Wibisono",
    "order": "Search order 12/2026",
}
TEXT = {
    "title": "Team on the Harbour Street cell",
    "parties": [
        {"authority": "XA-NCTC", "state": "XA", "leader": NAMES[XA]},
        {"authority": "XB-NCTC", "state": "XB", "leader": "Prosecutor Yusuf Baskara"},
    ],
    "bases": [{"instrument": "untoc2000", "article": "19"}],
    "purpose": "To find who paid the cell.",
    "area": "The territory of XA and XB.",
    "begins_on": "2026-03-02",
    "ends_on": "2036-02-01",
    "evidence_rules": "By the law of the state where it is gathered.",
    "disclosure_rules": "By the law of the state of the trial.",
    "use_limitation": "For the offences of this agreement.",
}


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Path:
    """The home folder of a node with an analyst, and files beside it."""
    monkeypatch.setenv("SIMPUL_PASSPHRASE", "a passphrase for tests only")
    monkeypatch.setenv("SIMPUL_HOME", str(tmp_path / "home"))
    (tmp_path / "card.csv").write_bytes(CARD)
    (tmp_path / "seizure.json").write_text(json.dumps(SEIZURE), encoding="utf-8")
    (tmp_path / "team.json").write_text(json.dumps(TEXT), encoding="utf-8")
    assert main(["init", "--state", "XA", "--authority", "NCTC"]) == 0
    assert main(["officer", "add", "a.surya", "--name", "Ayu Surya", "--role", "releasing-officer"]) == 0
    capsys.readouterr()
    return tmp_path


def asked(capsys: pytest.CaptureFixture[str], *arguments: object, status: int = 0) -> dict[str, object]:
    """Give what a command answers as JSON."""
    assert main(["law", *map(str, arguments), "--json"]) == status
    found: dict[str, object] = json.loads(capsys.readouterr().out)
    return found


def seized(home: Path, capsys: pytest.CaptureFixture[str]) -> str:
    """The id of an item that was written down with its bytes."""
    card, seizure = home / "card.csv", home / "seizure.json"
    done = asked(capsys, "evidence", "seize", seizure, "--content", card, "--media-type", "text/csv")
    return str(done["item"])


def test_evidence_is_written_down_exported_and_checked_without_the_node(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    item, link, file = seized(home, capsys), home / "link.json", home / "chain.json"
    link.write_text(json.dumps({"act": "examined", "place": "Laboratory", "text": "Read.", "digest": DIGEST}))
    asked(capsys, "evidence", "add", item, link, "--content", home / "card.csv")
    asked(capsys, "evidence", "export", item, "--out", file)
    found = asked(capsys, "evidence", "verify", file, "--content", home / "card.csv")
    custody = found["item"]["custody"]  # type: ignore[index]  # a document of JSON
    assert (custody["unbroken"], [each["act"] for each in custody["links"]]) == (True, ["seized", "examined"])
    assert found["content"] == DIGEST
    fingerprint = found["fingerprints"]["XA-NCTC"]  # type: ignore[index]  # a document of JSON
    assert asked(capsys, "evidence", "verify", file, "--key", f"XA-NCTC={fingerprint}")["compared"] == ["XA-NCTC"]
    assert main(["law", "evidence", "show", item, "--lang", "id"]) == 0
    assert "Rantai tidak terputus." in capsys.readouterr().out


def test_a_file_that_was_changed_is_refused_with_its_place(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    item, file = seized(home, capsys), home / "chain.json"
    asked(capsys, "evidence", "export", item, "--out", file)
    file.write_text(file.read_text(encoding="utf-8").replace("Ratna", "Rahma"), encoding="utf-8")
    error = asked(capsys, "evidence", "verify", file, status=2)["error"]
    assert error["place"] == "chain.records[0].signature"  # type: ignore[index]  # a document of JSON
    other = home / "other.csv"
    other.write_bytes(CARD + b"\n")
    asked(capsys, "evidence", "export", item, "--out", file)
    error = asked(capsys, "evidence", "verify", file, "--content", other, status=2)["error"]
    assert error["place"] == "content"  # type: ignore[index]  # a document of JSON


def test_a_chain_that_is_broken_is_told_by_the_status(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    item, link, file = seized(home, capsys), home / "link.json", home / "chain.json"
    link.write_text(json.dumps({"act": "examined", "place": "Laboratory", "text": "Read.", "digest": "e" * 64}))
    asked(capsys, "evidence", "add", item, link)
    asked(capsys, "evidence", "export", item, "--out", file)
    found = asked(capsys, "evidence", "verify", file, status=1)
    assert found["item"]["custody"]["breaks"][0]["kind"] == "hash-differs"  # type: ignore[index]  # a document of JSON
    assert main(["law", "evidence", "list"]) == 0
    assert "broken" in capsys.readouterr().out


def test_a_team_is_proposed_signed_and_not_in_force_alone(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    team = str(asked(capsys, "team", "propose", home / "team.json")["team"])
    asked(capsys, "team", "sign", team, "--name", NAMES[XA], "--function", "Prosecutor")
    shown = asked(capsys, "team", "show", team)
    assert shown["state"] == "awaiting-signatures"
    assert shown["text"]["missing"] == ["XB-NCTC"]  # type: ignore[index]  # a document of JSON
    asked(capsys, "team", "join", team, "--name", "Sari Utama", status=4)
    asked(capsys, "team", "send", team, status=6)
    assert main(["law", "team", "show", team]) == 0
    assert "Not signed yet: XB-NCTC" in capsys.readouterr().out
    assert main(["law", "team", "list"]) == 0
    assert "Harbour" in capsys.readouterr().out
